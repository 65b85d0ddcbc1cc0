"""Moving a work order, and everything with it: its reports, its tasks, its stops, its assets.

Each move is one transaction. The order's own table says who may make it; its reports then go the
way that their table knows, each move written into their history and told to their citizens. Where
a report's state forbids that, planning says so, and later moves leave the report to the clerk who
decided about it meanwhile.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from field_capture.orders import closing as order_closing
from field_capture.orders import following as order_following
from field_capture.orders import tasks as order_tasks
from field_capture.orders import work_order
from field_capture.orders.closing import Result
from field_capture.orders.work_order import KIND, Order
from field_capture.proposals import reasoned
from field_capture.states.order import (
    MOVES,
    OrderKind,
    OrderState,
    Outcome,
    StopState,
    move,
    next_states,
    way,
)
from field_capture.states.report import Mover, State
from gis.errors import Invalid, Issue, NotAllowed, StaleVersion
from gis.session import CommuneSession


def possible(session: CommuneSession, order: Order) -> tuple[OrderState, ...]:
    """Return where the viewer may take an order."""
    try:
        return next_states(order.state, work_order.movers(session))
    except NotAllowed:
        return ()


def perform(  # noqa: PLR0913  which order goes where, as it was seen
    session: CommuneSession,
    order: UUID,
    target: OrderState,
    *,
    version: int | None,
    now: datetime,
    reason: str | None = None,
    results: Mapping[UUID, Result] | None = None,
) -> Order:
    """Take an order to another state, with all that belongs to it.

    Parameters
    ----------
    version : int or None
        The version that was seen; None where that does not matter.
    results : mapping, optional
        Stop -> how it went, for an order that is done; the stops it does not name were repaired,
        or replaced where the order is for that.

    Raises
    ------
    OrderMoveNotAllowed, StaleVersion, UnknownThing, NotAllowed, Unauthenticated
    Invalid
        Nothing to plan, reports that cannot be planned, or cancelled without a reason.
    """
    who = work_order.movers(session, _ever(target))
    found = _locked(session, order, version)
    move(found.state, target, who)
    order_following.let_go(session, found)
    match target:
        case OrderState.PLANNED:
            _plannable(session, found)
        case OrderState.CANCELLED:
            reason = reasoned(reason)
            stops = work_order.stops(session, order, every=True)
            order_following.give_back(session, found, stops, now)
        case OrderState.DONE:
            _finish(session, found, results or {}, now)
        case _:
            pass
    kept = reason if target is OrderState.CANCELLED else None
    moved = work_order.note_move(session, found, target, kept, now)
    return order_following.arrange(session, moved, now)


def _ever(target: OrderState) -> frozenset[Mover]:
    """Return who may take any order there; nobody, where no order can be taken."""
    return frozenset(
        mover for each in MOVES.values() if target in each for mover in each[target]
    ) or frozenset({Mover.PLANNER})


def _locked(session: CommuneSession, order: UUID, version: int | None) -> Order:
    # Tablets lock assets before orders: nobody else does so at the same time.
    order_tasks.wait(session)
    found = work_order.get(session, order, lock=True)
    if version is not None and found.version != version:
        raise StaleVersion(KIND, found.number, version, found.version)
    return found


def _plannable(session: CommuneSession, order: Order) -> None:
    """Refuse to plan nothing, and reports that are not ours to plan: all of them at once."""
    found = [s for s in work_order.stops(session, order.id, every=True) if order_following.waits(s)]
    issues = [] if found else [Issue("order_empty", "stops")]
    for stop in found:
        for report in stop.reports:
            if report.open and way(report.state, State.PLANNED) is None:
                details = {"number": report.number, "state": report.state.value}
                issues.append(Issue("order_report_state", "reports", details=details))
    if issues:
        raise Invalid(issues)


def _finish(
    session: CommuneSession, order: Order, results: Mapping[UUID, Result], now: datetime
) -> None:
    """Close every stop that is open yet."""
    replaced = order.says.kind is OrderKind.REPLACEMENT
    usual = Result(Outcome.REPLACED if replaced else Outcome.REPAIRED)
    for stop in work_order.stops(session, order.id, every=True):
        if order_following.waits(stop):
            result = results.get(stop.id, usual)
            order_closing.close(session, order, stop, result, now)
            order_tasks.complete(session, stop.id, result.notes, now)


def close_stop(  # noqa: PLR0913  which stop went how, when
    session: CommuneSession,
    order: UUID,
    stop: UUID,
    result: Result,
    now: datetime,
    *,
    version: int | None = None,
) -> Order:
    """Close one stop; the last one closes the order, the first one starts it.

    A stop that is closed already stays as it is.

    Raises
    ------
    OrderMoveNotAllowed, StaleVersion, UnknownThing, Invalid, NotAllowed, Unauthenticated
    """
    who = work_order.movers(session, _ever(OrderState.DONE))
    found = _locked(session, order, version)
    here = order_closing.stop_of(session, order, stop)
    if here.state in (StopState.DONE, StopState.NOT_FOUND):
        return found
    if found.state is not OrderState.IN_PROGRESS:
        move(found.state, OrderState.IN_PROGRESS, who)
    order_following.let_go(session, found)
    here = order_closing.stop_of(session, order, stop)
    after, _ = order_closing.advance(session, found, here, result, now)
    order_tasks.complete(session, stop, result.notes, now)
    return after
