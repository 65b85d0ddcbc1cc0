"""What may join a work order: open reports that no order holds, by words, by place, in groups."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import shapely
from geoalchemy2.shape import from_shape, to_shape
from shapely import Point
from sqlalchemy import ColumnElement, or_, select

from field_capture import store
from field_capture.desk import duplicates
from field_capture.orders import following as order_following
from field_capture.states.order import OrderState, way
from field_capture.states.report import OPEN, State
from gis.session import CommuneSession
from gis.viewer import Action

MOST = 20


@dataclass(frozen=True, slots=True)
class Joinable:
    """A report that can join an order; `place` in the home CRS."""

    number: str
    service_code: str
    state: State
    near: str | None
    requested_at: datetime
    place: Point | None
    away_m: float | None = None


def found(session: CommuneSession, state: OrderState, question: str) -> list[Joinable]:
    """Return reports by their number or by a street, the latest first.

    Raises
    ------
    Unauthenticated, NotAllowed
    """
    report = store.table(session, "report")
    asked = " ".join(each for each in question.split() if each.isprintable())[:100]
    if not asked:
        return []
    told = asked.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    fitting = or_(
        report.c.number.like(f"{told}%"),
        report.c.near.ilike(f"%{told}%"),
        report.c.address.ilike(f"%{told}%"),
    )
    return _read(session, state, [fitting])


def around(
    session: CommuneSession,
    state: OrderState,
    place: Point,
    reach_m: float,
    about: Sequence[UUID] = (),
) -> list[Joinable]:
    """Return reports around a place (home CRS) or about some assets, the nearest first."""
    report, link = store.table(session, "report"), store.table(session, "report_asset")
    here = from_shape(place, srid=session.commune.srid)
    meant = select(link.c.report).where(link.c.asset.in_(about))
    near = or_(report.c.geom.ST_DWithin(here, reach_m), report.c.id.in_(meant))
    return _read(session, state, [near], place)


def groups(session: CommuneSession, state: OrderState) -> list[list[str]]:
    """Return reports that may be the same, by their numbers, as far as they can join."""
    several = [
        [each.oldest, *(repeat.number for repeat in each.repeats)]
        for each in duplicates.open_groups(session)
    ]
    report = store.table(session, "report")
    named = [number for group in several for number in group]
    free = {each.number for each in _read(session, state, [report.c.number.in_(named)], most=None)}
    left = [[number for number in group if number in free] for group in several]
    return [group for group in left if group][:MOST]


def _read(
    session: CommuneSession,
    state: OrderState,
    where: Sequence[ColumnElement[bool]],
    place: Point | None = None,
    *,
    most: int | None = MOST,
) -> list[Joinable]:
    session.viewer.must(Action.SEE_REPORTS)
    report, link = store.table(session, "report"), store.table(session, "order_report")
    aim = order_following.aim(state)
    fit = [each.value for each in OPEN if way(each, aim) is not None]
    held = select(link.c.report).where(link.c.open)
    order: list[Any] = [report.c.requested_at.desc(), report.c.number.desc()]
    if place is not None:
        order = [report.c.geom.ST_Distance(from_shape(place, srid=session.commune.srid)), *order]
    rows = session.connection.execute(
        select(report)
        .where(report.c.state.in_(fit), report.c.id.not_in(held), *where)
        .order_by(*order)
        .limit(most)
    ).all()
    return [_joinable(row, place) for row in rows]


def _joinable(row: Any, place: Point | None) -> Joinable:
    there = None
    if row.geom is not None:
        there = Point(shapely.get_coordinates(to_shape(row.geom))[0])
    away = place.distance(there) if place is not None and there is not None else None
    state, near = State(row.state), row.near or row.address
    return Joinable(row.number, row.service_code, state, near, row.requested_at, there, away)
