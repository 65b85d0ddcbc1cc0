"""The places of a work order: one for each asset, with every report about it, on a short way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from geoalchemy2.shape import from_shape, to_shape
from shapely import Point
from shapely.geometry.base import BaseGeometry
from sqlalchemy import case, delete, insert, select, update

from field_capture import store
from field_capture.orders import following as order_following
from field_capture.orders import work_order
from field_capture.orders.route import Place, route
from field_capture.orders.work_order import KIND, Order, Stop
from field_capture.states.order import OrderState, StopState, way
from field_capture.states.report import State
from gis import assets
from gis.errors import Invalid, Issue, UnknownAsset, UnknownThing
from gis.session import CommuneSession
from layers.spec import Layer

MOST = 60
"""Stops of one order: more is a campaign, and nobody's day."""


@dataclass(frozen=True, slots=True)
class _Report:
    id: UUID
    number: str
    state: State
    place: Point | None
    layer: str | None
    asset: UUID | None


def gather(  # noqa: PLR0913  what joins which order, when
    session: CommuneSession,
    order: UUID,
    *,
    reports: Sequence[str] = (),
    about: Sequence[tuple[Layer, UUID]] = (),
    now: datetime,
    version: int | None = None,
) -> Order:
    """Let reports, by their numbers, and assets join an order; what is in it already stays.

    Reports about the same asset share a stop. What joins an order that is planned or under way
    is planned or under way with it.

    Raises
    ------
    Invalid
        With every report that cannot join, and why.
    UnknownAsset, StaleVersion, OrderMoveNotAllowed, NotAllowed, Unauthenticated
    """
    found = work_order.editable(session, order, version)
    known = {each.id for each in work_order.reports(session, order) if each.open}
    joining = [each for each in _read(session, reports) if each.id not in known]
    missing = sorted(set(reports) - {each.number for each in _read(session, reports)})
    issues = [Issue("order_report_unknown", "reports", details={"number": n}) for n in missing]
    issues += _unfit(session, found, joining)
    at = {s.asset: s.id for s in work_order.stops(session, order, every=True) if _waits(s)}
    # On a storm night a hundred reports may be about ten lamps: these are ten stops.
    stops = len(at.keys() | {each.asset or each.id for each in joining} | {a for _, a in about})
    if stops > MOST:
        issues.append(Issue("too_long", "stops", details={"length": stops, "limit": MOST}))
    if issues:
        raise Invalid(issues)
    for layer, asset in about:
        _stop_at(session, order, at, layer, asset, None)
    for each in joining:
        layer_of = session.catalogue[each.layer] if each.layer else None
        stop = _stop_at(session, order, at, layer_of, each.asset, each.place)
        _join(session, order, each.id, stop)
    put_in_order(session, order)
    work_order.write(session, found, {}, now)
    return order_following.arrange(session, work_order.get(session, order), now)


def _waits(stop: Stop) -> bool:
    return stop.asset is not None and stop.state is StopState.OPEN


def _read(session: CommuneSession, numbers: Sequence[str]) -> list[_Report]:
    """Return reports, locked; each with the asset that a crew confirmed, else the reported one."""
    report, link = store.table(session, "report"), store.table(session, "report_asset")
    rows = session.connection.execute(
        select(report.c.id, report.c.number, report.c.state, report.c.geom)
        .where(report.c.number.in_([each[:12].replace("\0", "") for each in numbers]))
        .order_by(report.c.number)
        .with_for_update()
    ).all()
    links: dict[UUID, Any] = {}
    for each in session.connection.execute(
        select(link)
        .where(link.c.report.in_([row.id for row in rows]))
        .order_by(link.c.relation, link.c.asset)
    ):
        links.setdefault(each.report, each)
    return [
        _Report(
            row.id,
            row.number,
            State(row.state),
            None if row.geom is None else to_shape(row.geom).representative_point(),
            links[row.id].layer if row.id in links else None,
            links[row.id].asset if row.id in links else None,
        )
        for row in rows
    ]


def _unfit(session: CommuneSession, order: Order, joining: Iterable[_Report]) -> list[Issue]:
    """Return why reports cannot join: their state, another order, or that nobody knows where."""
    joining = list(joining)
    link, orders = store.table(session, "order_report"), store.table(session, "work_order")
    taken = {
        row.report: row.number
        for row in session.connection.execute(
            select(link.c.report, orders.c.number)
            .join_from(link, orders, link.c.work_order == orders.c.id)
            .where(link.c.report.in_([each.id for each in joining]), link.c.open)
        )
    }
    issues = []
    for each in joining:
        told = {"number": each.number, "state": each.state.value}
        if each.id in taken:
            issues.append(
                Issue("order_report_taken", "reports", details=told | {"other": taken[each.id]})
            )
        elif way(each.state, order_following.aim(order.state)) is None:
            issues.append(Issue("order_report_state", "reports", details=told))
        elif each.place is None and each.asset is None:
            issues.append(Issue("order_report_placeless", "reports", details=told))
    return issues


def _stop_at(  # noqa: PLR0913  a stop, and those that are there
    session: CommuneSession,
    order: UUID,
    at: dict[UUID | None, UUID],
    layer: Layer | None,
    asset: UUID | None,
    place: BaseGeometry | None,
) -> UUID:
    """Return the stop at an asset or a place, made where there is none yet."""
    if asset is not None and asset in at:
        return at[asset]
    if layer is not None and asset is not None:
        try:
            place = assets.get(session, layer, asset).geometry.representative_point()
        except UnknownAsset:
            if place is None:
                raise
            layer, asset = None, None  # it was removed since: the place is left
    if place is None:
        raise UnknownAsset("", str(asset))
    stop = assets.new_id()
    session.connection.execute(
        insert(store.table(session, "order_stop")).values(
            id=stop,
            work_order=order,
            position=0,
            geom=from_shape(place, srid=session.commune.srid),
            layer=layer and layer.name,
            asset=asset,
            state=StopState.OPEN.value,
        )
    )
    if asset is not None:
        at[asset] = stop
    return stop


def _join(session: CommuneSession, order: UUID, report: UUID, stop: UUID) -> None:
    link = store.table(session, "order_report")
    session.connection.execute(
        delete(link).where(link.c.work_order == order, link.c.report == report)
    )
    session.connection.execute(
        insert(link).values(work_order=order, report=report, stop=stop, open=True)
    )


def put_in_order(
    session: CommuneSession,
    order: UUID,
    *,
    start: Place | None = None,
    wanted: Sequence[UUID] | None = None,
) -> None:
    """Put stops on a short way, or as somebody wants them, and number them; closed ones first."""
    found = work_order.stops(session, order, every=True)
    waiting = [each for each in found if each.state is StopState.OPEN]
    if wanted is not None:
        rank = {identity: at for at, identity in enumerate(wanted)}
        waiting.sort(key=lambda each: rank.get(each.id, len(rank)))
    else:
        places = [(each.place.x, each.place.y) for each in waiting]
        waiting = [waiting[at] for at in route(places, start)]
    closed = [each for each in found if each.state is not StopState.OPEN]
    numbers = {each.id: at for at, each in enumerate([*closed, *waiting], 1)}
    _number(session, "order_stop", numbers)
    _number(session, "task", numbers)


def _number(session: CommuneSession, name: str, numbers: Mapping[UUID, int]) -> None:
    if not numbers:
        return
    rows = store.table(session, name)
    values: dict[str, Any] = {"position": case(numbers, value=rows.c.id)}
    if name == "task":
        values["version"] = rows.c.version + 1
    here = rows.c.id.in_(list(numbers)) & rows.c.position.is_distinct_from(values["position"])
    session.connection.execute(update(rows).where(here).values(values))


def arrange_route(  # noqa: PLR0913  which way, of what, from where
    session: CommuneSession,
    order: UUID,
    version: int,
    now: datetime,
    *,
    start: Place | None = None,
    wanted: Sequence[UUID] | None = None,
) -> Order:
    """Put the open stops on a short way that begins at `start` (home CRS), or as told.

    Raises
    ------
    StaleVersion, OrderMoveNotAllowed, UnknownThing, NotAllowed, Unauthenticated
    """
    found = work_order.editable(session, order, version)
    put_in_order(session, order, start=start, wanted=wanted)
    work_order.write(session, found, {}, now)
    return work_order.get(session, order)


def drop(session: CommuneSession, order: UUID, stop: UUID, version: int, now: datetime) -> Order:
    """Take an open stop out of an order; its reports are free again.

    Raises
    ------
    StaleVersion, OrderMoveNotAllowed, UnknownThing, NotAllowed, Unauthenticated
    """
    found = work_order.editable(session, order, version)
    here = [s for s in work_order.stops(session, order, every=True) if s.id == stop]
    if not here or here[0].state is not StopState.OPEN:
        raise UnknownThing(KIND, str(stop))
    order_following.give_back(session, found, here, now)
    stops, link = store.table(session, "order_stop"), store.table(session, "order_report")
    if found.state is OrderState.DRAFT:
        session.connection.execute(delete(link).where(link.c.stop == stop))
        session.connection.execute(delete(stops).where(stops.c.id == stop))
    put_in_order(session, order)
    work_order.write(session, found, {}, now)
    return work_order.get(session, order)


def follow(session: CommuneSession, order: Order, now: datetime) -> Order:
    """Let tasks say what their order says by now."""
    return order_following.arrange(session, order, now)
