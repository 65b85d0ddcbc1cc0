"""What follows a work order wherever it goes: its reports, its stops, its tasks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import update

from field_capture import store
from field_capture.orders import tasks as order_tasks
from field_capture.orders import words as order_words
from field_capture.orders import work_order
from field_capture.orders.work_order import Order, Reported, Stop
from field_capture.reports import moves
from field_capture.reports.moves import Decision
from field_capture.states.order import REPORTS_AT, OrderState, StopState, way
from field_capture.states.report import CLOSED, State
from field_capture.states.report import MOVES as REPORT_MOVES
from gis.session import CommuneSession


def aim(state: OrderState) -> State:
    """Return where a report has to be able to go to join an order."""
    return REPORTS_AT.get(state, State.PLANNED)


def arrange(session: CommuneSession, order: Order, now: datetime) -> Order:
    """Take reports to where the order stands, and let its open stops be tasks."""
    if order.state not in (OrderState.PLANNED, OrderState.IN_PROGRESS):
        return order
    found = [s for s in work_order.stops(session, order.id, every=True) if waits(s)]
    for stop in found:
        for report in stop.reports:
            if report.open:
                take(session, order, report, Decision(target=REPORTS_AT[order.state]), now)
    order_tasks.make(session, order, found, now)
    return order


def waits(stop: Stop) -> bool:
    """Tell whether nobody has been at a stop yet."""
    return stop.state is StopState.OPEN


def take(
    session: CommuneSession, order: Order, report: Reported, decision: Decision, now: datetime
) -> bool:
    """Lead a report to where it is decided, as far as its own table knows a way; tell whether."""
    steps = way(report.state, decision.target)
    here = report.state
    for step in steps or ():
        due = order_words.until(order.says.ends) if step is State.PLANNED else None
        by_the_way = Decision(target=step, expected_at=due)
        # The order's table said who may; a report's own says as whom its history tells it.
        moves.perform(
            session,
            report.id,
            decision if step is decision.target and due is None else by_the_way,
            now=now,
            who=REPORT_MOVES[here][step].who,
        )
        here = step
    return steps is not None


def release(session: CommuneSession, order: UUID, reports: Sequence[UUID]) -> None:
    """Let reports be free for another order; that they were in this one stays told."""
    link = store.table(session, "order_report")
    session.connection.execute(
        update(link)
        .where(link.c.work_order == order, link.c.report.in_(reports))
        .values(open=False)
    )


def let_go(session: CommuneSession, order: Order) -> None:
    """Let go of reports that somebody closed meanwhile: as a duplicate, for instance."""
    gone = [r.id for r in work_order.reports(session, order.id) if r.open and r.state in CLOSED]
    release(session, order.id, gone)


def give_back(session: CommuneSession, order: Order, stops: Sequence[Stop], now: datetime) -> None:
    """Take stops off the road: their tasks are cancelled, their reports accepted and free."""
    waiting = [each for each in stops if waits(each)]
    for stop in waiting:
        return_reports(session, order, stop, now)
    ids = [each.id for each in waiting]
    order_tasks.cancel(session, ids, now)
    table = store.table(session, "order_stop")
    session.connection.execute(
        update(table)
        .where(table.c.id.in_(ids))
        .values(state=StopState.CANCELLED.value, closed_by=session.viewer.actor, closed_at=now)
    )


def return_reports(session: CommuneSession, order: Order, stop: Stop, now: datetime) -> None:
    """Let the reports of a stop wait for another order: accepted, unless nothing was promised."""
    for report in stop.reports:
        if report.open and order.state is not OrderState.DRAFT:
            take(session, order, report, Decision(target=State.ACCEPTED), now)
    release(session, order.id, [each.id for each in stop.reports])
