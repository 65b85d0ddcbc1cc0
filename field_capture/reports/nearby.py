"""What a citizen may mean: the assets and the open reports around a place."""

from __future__ import annotations

import math
from dataclasses import dataclass
from uuid import UUID

from geoalchemy2.shape import from_shape
from shapely import Point
from sqlalchemy import func, select

from field_capture.reports import public_report
from field_capture.reports.public_report import PublicReport
from field_capture.states.report import State
from field_capture.store import table
from gis.session import CommuneSession
from layers.spec import FieldRole, Layer, Visibility

REACH_M = 60.0
"""How far around a place is looked: a phone's position is off by half of it between houses."""
_CLOSED = frozenset({State.DONE, State.REJECTED, State.DUPLICATE})


@dataclass(frozen=True, slots=True)
class Candidate:
    """An asset that may be meant.

    Attributes
    ----------
    distance_m : float
        From the place asked about.
    direction : str
        ``N``, ``NE`` ... as seen from there; empty within two metres.
    place : Point
        The nearest point of it, home CRS.
    """

    layer: Layer
    id: UUID
    code: str
    distance_m: float
    direction: str
    place: Point


def candidates(  # noqa: PLR0913  where, which ones, for whom
    session: CommuneSession,
    place: Point,
    *,
    fault: str | None = None,
    limit: int = 8,
    level: Visibility = Visibility.PUBLIC,
    reach_m: float = REACH_M,
) -> list[Candidate]:
    """Return the nearest assets that can be reported, home CRS.

    Parameters
    ----------
    fault : str, optional
        Only assets that may have it.
    level : Visibility
        As far as that may know of them; anybody, unless told otherwise.
    """
    here = from_shape(place, srid=session.commune.srid)
    found = []
    for layer in session.catalogue.visible(level):
        code = layer.field_of(FieldRole.CODE)
        fitting = fault is None or any(each.code == fault for each in layer.faults)
        if not layer.faults or not fitting or code is None or code.visibility > level:
            continue
        rows = session.table(layer)
        away = rows.c.geom.ST_Distance(here)
        nearest = func.ST_ClosestPoint(rows.c.geom, here)
        status = layer.field_of(FieldRole.STATUS)
        query = (
            select(
                rows.c.id,
                rows.c[code.name].label("code"),
                away.label("away"),
                func.ST_X(nearest).label("east"),
                func.ST_Y(nearest).label("north"),
            )
            .where(rows.c.geom.ST_DWithin(here, reach_m))
            .order_by(away, rows.c.id)
            .limit(limit)
        )
        if status is not None:
            query = query.where(rows.c[status.name].is_distinct_from("removed"))
        for row in session.connection.execute(query):
            direction = _direction(row.east - place.x, row.north - place.y)
            there = Point(row.east, row.north)
            found.append(Candidate(layer, row.id, row.code, row.away, direction, there))
    return sorted(found, key=lambda each: (each.distance_m, each.code))[:limit]


def _direction(east: float, north: float) -> str:
    if math.hypot(east, north) < 2:  # noqa: PLR2004  metres: no position is better
        return ""
    names = ("N", "NE", "E", "SE", "S", "SW", "W", "NW")
    return names[round(math.degrees(math.atan2(east, north)) / 45) % 8]


def reported(session: CommuneSession, place: Point, *, limit: int = 5) -> list[PublicReport]:
    """Return what is reported around a place and not yet closed, the nearest first.

    Of several reports of one fault of one asset, the oldest stands for all of them: on a storm
    night twenty tell of the same lamp, and whoever comes next looks for another one.
    """
    report, link = table(session, "report"), table(session, "report_asset")
    here = from_shape(place, srid=session.commune.srid)
    asset = (
        select(link.c.asset)
        .where(link.c.report == report.c.id)
        .order_by(link.c.relation, link.c.asset)
        .limit(1)
        .scalar_subquery()
    )
    around = (
        select(
            report.c.number,
            report.c.service_code,
            report.c.geom.ST_Distance(here).label("away"),
            func.coalesce(asset, report.c.id).label("about"),
        )
        .where(
            report.c.geom.ST_DWithin(here, REACH_M),
            *public_report.shown(report),
            report.c.state.not_in(sorted(_CLOSED)),
        )
        .subquery()
    )
    number = func.min(around.c.number)
    numbers = session.connection.scalars(
        select(number)
        .group_by(around.c.service_code, around.c.about)
        .order_by(func.min(around.c.away), number)
        .limit(limit)
    ).all()
    known = public_report.several(session, public_report.Filter(numbers=numbers))
    return sorted(known, key=lambda each: numbers.index(each.number))
