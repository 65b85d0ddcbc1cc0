"""What a tablet's completed task does to the work order that it is a stop of."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from field_capture.orders import closing as order_closing
from field_capture.orders import following as order_following
from field_capture.orders import tasks as order_tasks
from field_capture.orders.closing import Result
from field_capture.states.order import OrderKind, Outcome, StopState
from gis.assets import Asset
from gis.session import CommuneSession


def task_done(
    session: CommuneSession,
    task: UUID,
    answers: Mapping[str, Any],
    notes: str,
    now: datetime,
) -> Asset | None:
    """Close the stop that a completed task is, once, whatever became of it meanwhile.

    What another crew had closed stays as it was told first. What was cancelled and done without
    anybody knowing closes its reports all the same, unless another order has them now.

    Returns
    -------
    Asset or None
        The asset where this changed it.
    """
    order = order_closing.order_of(session, task)
    if order is None:
        return None
    stop = order_closing.stop_of(session, order.id, task)
    if stop.state in (StopState.DONE, StopState.NOT_FOUND):
        return None
    order_following.let_go(session, order)
    replaced = order.says.kind is OrderKind.REPLACEMENT
    usual = Outcome.REPLACED if replaced else Outcome.REPAIRED
    result = Result(order_tasks.outcome(answers, usual), notes)
    stop = order_closing.stop_of(session, order.id, task)
    return order_closing.advance(session, order, stop, result, now)[1]
