"""Work orders: what is to be done for many reports and assets, by whom, with what, until when.

Here is what an order says. `field_capture.orders.stops` gathers its places,
`field_capture.orders.moves` takes it from draft to done.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from geoalchemy2.shape import to_shape
from shapely import Point
from sqlalchemy import ColumnElement, Row, func, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from field_capture import store
from field_capture.orders import followers
from field_capture.orders.materials import Material
from field_capture.orders.says import Wanted, check, values
from field_capture.states.order import (
    EDITORS,
    MAKERS,
    OrderKind,
    OrderMoveNotAllowed,
    OrderState,
    Outcome,
    StopState,
)
from field_capture.states.report import MOVERS, Mover, State
from field_capture.tasks import checklist
from gis import assets, local_time
from gis.errors import NotAllowed, StaleVersion, UnknownThing
from gis.session import CommuneSession
from gis.viewer import Action
from layers.spec import Layer

KIND = "order"
MOST = 500
"""Orders in one answer."""


@dataclass(frozen=True, slots=True)
class Order:
    """An order as it stands."""

    id: UUID
    number: str
    version: int
    state: OrderState
    says: Wanted
    made_by: str
    made_at: datetime
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class Reported:
    """A report in an order.

    Attributes
    ----------
    open : bool
        The order still holds it; False once it is closed or was given back.
    """

    id: UUID
    number: str
    service_code: str
    state: State
    stop: UUID
    open: bool


@dataclass(frozen=True, slots=True)
class Stop:
    """A place of an order, in the order of the route; `place` in the home CRS."""

    id: UUID
    position: int
    place: Point
    layer: Layer | None
    asset: UUID | None
    state: StopState
    outcome: Outcome | None
    notes: str
    closed_by: str | None
    closed_at: datetime | None
    reports: Sequence[Reported] = field(default=())


@dataclass(frozen=True, slots=True)
class Moved:
    """One move of an order, as it stands in its history."""

    at: datetime
    before: OrderState
    after: OrderState
    actor: str
    reason: str | None


def movers(session: CommuneSession, wanted: frozenset[Mover] | None = None) -> frozenset[Mover]:
    """Return as whom the viewer acts on orders.

    Parameters
    ----------
    wanted : frozenset of Mover, optional
        One of them it has to be.

    Raises
    ------
    Unauthenticated, NotAllowed
    """
    session.viewer.must(Action.SEE_REPORTS)
    found = MOVERS[session.viewer.role]
    if not found & (wanted or frozenset(Mover)):
        raise NotAllowed(session.viewer.role.value, KIND)
    return found


def make(
    session: CommuneSession, wanted: Wanted, now: datetime, identity: UUID | None = None
) -> Order:
    """Begin an order, as a draft; one that is there already under this id is left as it is.

    Raises
    ------
    Invalid, NotAllowed, Unauthenticated
    """
    movers(session, MAKERS)
    check(wanted)
    table = store.table(session, "work_order")
    if identity is not None and session.connection.scalar(
        select(table.c.id).where(table.c.id == identity)
    ):
        return get(session, identity)
    made = identity or assets.new_id()
    session.connection.execute(
        insert(table).values(
            **values(wanted),
            id=made,
            number=_next_number(session, now),
            version=1,
            state=OrderState.DRAFT.value,
            made_by=session.viewer.actor,
            made_at=now,
            changed_at=now,
        )
    )
    return get(session, made)


def change(
    session: CommuneSession, identity: UUID, version: int, wanted: Wanted, now: datetime
) -> Order:
    """Let an order say something else, from the version that was seen.

    Raises
    ------
    Invalid, StaleVersion, OrderMoveNotAllowed, UnknownThing, NotAllowed, Unauthenticated
    """
    found = editable(session, identity, version)
    check(wanted)
    write(session, found, values(wanted), now)
    return get(session, identity)


def editable(session: CommuneSession, identity: UUID, version: int | None = None) -> Order:
    """Return an order that the viewer may change, locked.

    Raises
    ------
    StaleVersion, OrderMoveNotAllowed, UnknownThing, NotAllowed, Unauthenticated
    """
    who = movers(session, MAKERS)
    found = seen(session, identity, version)
    if not EDITORS[found.state] & who:
        raise OrderMoveNotAllowed(found.state.value, found.state.value, "-")
    return found


def seen(session: CommuneSession, identity: UUID, version: int | None) -> Order:
    """Return an order as it was seen, locked.

    Raises
    ------
    StaleVersion, UnknownThing, NotAllowed, Unauthenticated
    """
    found = get(session, identity, lock=True)
    if version is not None and found.version != version:
        raise StaleVersion(KIND, found.number, version, found.version)
    return found


def write(session: CommuneSession, found: Order, values: Mapping[str, Any], now: datetime) -> None:
    """Write values of an order that is locked."""
    table = store.table(session, "work_order")
    session.connection.execute(
        update(table)
        .where(table.c.id == found.id)
        .values(**values, changed_at=now, version=table.c.version + 1)
    )


def note_move(
    session: CommuneSession, found: Order, target: OrderState, reason: str | None, now: datetime
) -> Order:
    """Write a move of an order and its history; return the order after it."""
    write(session, found, {"state": target.value}, now)
    session.connection.execute(
        insert(store.table(session, "order_move")).values(
            id=assets.new_id(),
            work_order=found.id,
            at=now,
            from_state=found.state.value,
            to_state=target.value,
            actor=session.viewer.actor,
            reason=reason,
        )
    )
    followers.tell(session, found.id, target)
    return get(session, found.id)


def _next_number(session: CommuneSession, now: datetime) -> str:
    """Hand out the next number of the year; others wait until this transaction ends."""
    year = local_time.local(now).year
    counter = store.table(session, "order_counter")
    statement = (
        upsert(counter)
        .values(year=year, last=1)
        .on_conflict_do_update(index_elements=["year"], set_={"last": counter.c.last + 1})
        .returning(counter.c.last)
    )
    last = session.connection.execute(statement).scalar_one()
    return f"W{year % 100:02d}-{last:04d}"


def get(session: CommuneSession, wanted: UUID | str, *, lock: bool = False) -> Order:
    """Return an order, by its id or number.

    Raises
    ------
    UnknownThing, NotAllowed, Unauthenticated
    """
    session.viewer.must(Action.SEE_REPORTS)
    table = store.table(session, "work_order")
    named = table.c.id if isinstance(wanted, UUID) else table.c.number
    query = select(table).where(named == wanted)
    row = session.connection.execute(query.with_for_update() if lock else query).one_or_none()
    if row is None:
        raise UnknownThing(KIND, str(wanted)[:40])
    return _order(row)


def listed(  # noqa: PLR0913  which ones
    session: CommuneSession,
    *,
    states: Sequence[OrderState] = (),
    assignee: str | None = None,
    asset: UUID | None = None,
    report: str | None = None,
    limit: int = MOST,
) -> list[Order]:
    """Return orders: danger first, then the urgent ones, then the latest.

    Raises
    ------
    NotAllowed, Unauthenticated
    """
    session.viewer.must(Action.SEE_REPORTS)
    table = store.table(session, "work_order")
    conditions: list[ColumnElement[bool]] = []
    if states:
        conditions.append(table.c.state.in_([each.value for each in states]))
    if assignee is not None:
        conditions.append(table.c.assignee == assignee)
    if asset is not None:
        stop = store.table(session, "order_stop")
        conditions.append(table.c.id.in_(select(stop.c.work_order).where(stop.c.asset == asset)))
    if report is not None:
        link, reports = store.table(session, "order_report"), store.table(session, "report")
        numbered = select(reports.c.id).where(reports.c.number == report.replace("\0", ""))
        held = select(link.c.work_order).where(link.c.report.in_(numbered))
        conditions.append(table.c.id.in_(held))
    rows = session.connection.execute(
        select(table)
        .where(*conditions)
        .order_by(table.c.danger.desc(), table.c.priority, table.c.id.desc())
        .limit(limit)
    )
    return [_order(row) for row in rows]


def stops(session: CommuneSession, order: UUID, *, every: bool = False) -> list[Stop]:
    """Return the stops of an order in the order of the route, with their reports.

    Parameters
    ----------
    every : bool
        Also those about assets that the viewer may not know of: for what happens to an order,
        never for what is shown.
    """
    table = store.table(session, "order_stop")
    query = select(table).where(table.c.work_order == order)
    if not every:
        known = [layer.name for layer in session.viewer.layers(session.catalogue)]
        query = query.where(table.c.layer.is_(None) | table.c.layer.in_(known))
    rows = session.connection.execute(query.order_by(table.c.position, table.c.id)).all()
    by_stop: dict[UUID, list[Reported]] = {}
    for each in reports(session, order):
        by_stop.setdefault(each.stop, []).append(each)
    return [_stop(session, row, by_stop.get(row.id, ())) for row in rows]


def reports(session: CommuneSession, order: UUID) -> list[Reported]:
    """Return the reports of an order by their numbers, those included that it has let go."""
    link, report = store.table(session, "order_report"), store.table(session, "report")
    rows = session.connection.execute(
        select(
            report.c.id,
            report.c.number,
            report.c.service_code,
            report.c.state,
            link.c.stop,
            link.c.open,
        )
        .join_from(link, report, link.c.report == report.c.id)
        .where(link.c.work_order == order)
        .order_by(report.c.number)
    )
    return [Reported(r.id, r.number, r.service_code, State(r.state), r.stop, r.open) for r in rows]


def counts(session: CommuneSession, orders: Sequence[UUID]) -> Mapping[UUID, tuple[int, int, int]]:
    """Return how many stops orders have, how many of them are closed, and how many reports."""
    stop, link = store.table(session, "order_stop"), store.table(session, "order_report")
    closed = func.count().filter(stop.c.state.in_([StopState.DONE, StopState.NOT_FOUND]))
    found = session.connection.execute(
        select(stop.c.work_order, func.count(), closed)
        .where(stop.c.work_order.in_(orders), stop.c.state != StopState.CANCELLED.value)
        .group_by(stop.c.work_order)
    )
    told = session.connection.execute(
        select(link.c.work_order, func.count())
        .where(link.c.work_order.in_(orders))
        .group_by(link.c.work_order)
    )
    many = {row[0]: row[1] for row in told}
    return {row[0]: (row[1], row[2], many.get(row[0], 0)) for row in found}


def history(session: CommuneSession, order: UUID) -> list[Moved]:
    """Return every move of an order, the first one first."""
    moves = store.table(session, "order_move")
    rows = session.connection.execute(
        select(moves).where(moves.c.work_order == order).order_by(moves.c.at, moves.c.id)
    )
    return [
        Moved(r.at, OrderState(r.from_state), OrderState(r.to_state), r.actor, r.reason)
        for r in rows
    ]


def _order(row: Row[Any]) -> Order:
    items, _ = checklist.read(row.checklist)
    says = Wanted(
        title=row.title,
        text=row.text,
        kind=OrderKind(row.kind),
        language=row.language,
        priority=row.priority,
        danger=row.danger,
        begins=row.begins,
        ends=row.ends,
        assignee=row.assignee,
        materials=tuple(Material.model_validate(each) for each in row.materials),
        checklist=items,
        photos_before=row.photos_before,
        photos_after=row.photos_after,
        estimate_eur=row.estimate_eur,
        actual_eur=row.actual_eur,
    )
    return Order(
        row.id,
        row.number,
        row.version,
        OrderState(row.state),
        says,
        row.made_by,
        row.made_at,
        row.changed_at,
    )


def _stop(session: CommuneSession, row: Row[Any], told: Sequence[Reported]) -> Stop:
    return Stop(
        id=row.id,
        position=row.position,
        place=to_shape(row.geom).representative_point(),
        layer=None if row.layer is None else session.catalogue[row.layer],
        asset=row.asset,
        state=StopState(row.state),
        outcome=None if row.outcome is None else Outcome(row.outcome),
        notes=row.notes,
        closed_by=row.closed_by,
        closed_at=row.closed_at,
        reports=tuple(told),
    )
