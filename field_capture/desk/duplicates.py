"""Reports that may tell of the same: grouped around the oldest, each with its reason.

Pure but for `open_groups` and `alike`, which read. A group is a star, not a chain: everything in it
is like its oldest report, so that ten lamps in a row do not become one because each is near the
next. What a clerk makes of it is the clerk's: nothing is merged by itself.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from geoalchemy2.shape import from_shape
from shapely import Point
from sqlalchemy import ColumnElement, and_, func, or_, select

from field_capture.states.report import OPEN
from field_capture.store import table
from gis.session import CommuneSession
from layers.spec import Text

SAME_ASSET_WITHIN = timedelta(days=60)
SAME_PLACE_WITHIN = timedelta(days=14)
SAME_PLACE_M = 25.0
_MOST = 5000

_ASSET = Text(
    "Gläicht {number}: dat selwecht Objet (Deeg dertëscht: {days}).",
    "Ressemble à {number} : le même ouvrage (jours d'écart : {days}).",
    "Gleicht {number}: dieselbe Anlage (Tage dazwischen: {days}).",
    "Like {number}: the same asset (days between: {days}).",
)
_PLACE = Text(
    "Gläicht {number}: déi selwecht Kategorie, {metres} m ewech (Deeg dertëscht: {days}).",
    "Ressemble à {number} : même catégorie, à {metres} m (jours d'écart : {days}).",
    "Gleicht {number}: dieselbe Kategorie, {metres} m entfernt (Tage dazwischen: {days}).",
    "Like {number}: the same category, {metres} m away (days between: {days}).",
)


@dataclass(frozen=True, slots=True)
class Seen:
    """What of a report tells whether another one means the same; `east`, `north` in metres."""

    number: str
    at: datetime
    service: str
    group: str
    asset: UUID | None = None
    east: float | None = None
    north: float | None = None


@dataclass(frozen=True, slots=True)
class Likeness:
    """Why a report may be one with an older one."""

    number: str
    reason: Text


@dataclass(frozen=True, slots=True)
class Group:
    """An old report and those that may repeat it, the older ones first."""

    oldest: str
    repeats: tuple[Likeness, ...]


def likeness(older: Seen, newer: Seen) -> Text | None:
    """Return why two reports may tell of the same; None where nothing speaks for it."""
    if not _like(older, newer):
        return None
    words = {"number": older.number, "days": abs(newer.at - older.at).days}
    if _both_of_assets(older, newer):
        return _ASSET.format(**words)
    return _PLACE.format(**words, metres=round(_away(older, newer) or 0))


def _like(older: Seen, newer: Seen) -> bool:
    apart = abs(newer.at - older.at)
    if _both_of_assets(older, newer):
        # Two lamps side by side are two, however near.
        same = older.asset == newer.asset and older.group == newer.group
        return same and apart <= SAME_ASSET_WITHIN
    away = _away(older, newer)
    near = away is not None and away <= SAME_PLACE_M
    return older.service == newer.service and near and apart <= SAME_PLACE_WITHIN


def _both_of_assets(older: Seen, newer: Seen) -> bool:
    return older.asset is not None and newer.asset is not None


def _away(one: Seen, other: Seen) -> float | None:
    if one.east is None or one.north is None or other.east is None or other.north is None:
        return None
    return math.hypot(one.east - other.east, one.north - other.north)


def groups(reports: Iterable[Seen]) -> list[Group]:
    """Return which reports may be the same, each in one group at most; the oldest group first."""
    by_key: dict[tuple[Any, ...], list[Seen]] = {}
    found: dict[str, list[Likeness]] = {}
    for each in sorted(reports, key=lambda seen: (seen.at, seen.number)):
        match = _first_like(each, by_key)
        if match is None:
            for key in _own_keys(each):
                by_key.setdefault(key, []).append(each)
        else:
            found.setdefault(match.number, []).append(Likeness(each.number, _told(match, each)))
    return [Group(oldest, tuple(repeats)) for oldest, repeats in found.items()]


def _told(older: Seen, newer: Seen) -> Text:
    reason = likeness(older, newer)
    if reason is None:
        raise ValueError(newer.number)
    return reason


def _first_like(each: Seen, by_key: Mapping[tuple[Any, ...], list[Seen]]) -> Seen | None:
    """Return the report that heads the group: by asset before by place, then the nearest."""
    near = [
        older for key in _keys_around(each) for older in by_key.get(key, ()) if _like(older, each)
    ]
    if not near:
        return None
    return min(
        near,
        key=lambda older: (
            older.asset is None or older.asset != each.asset,
            _away(older, each) or 0.0,
            older.number,
        ),
    )


def _own_keys(each: Seen) -> list[tuple[Any, ...]]:
    keys: list[tuple[Any, ...]] = [] if each.asset is None else [(each.asset,)]
    return keys if each.east is None else [*keys, _cell(each)]


def _keys_around(each: Seen) -> list[tuple[Any, ...]]:
    keys: list[tuple[Any, ...]] = [] if each.asset is None else [(each.asset,)]
    if each.east is None:
        return keys
    column, row = _cell(each)
    return keys + [(column + x, row + y) for x in (-1, 0, 1) for y in (-1, 0, 1)]


def _cell(each: Seen) -> tuple[int, int]:
    east, north = each.east or 0.0, each.north or 0.0
    return math.floor(east / SAME_PLACE_M), math.floor(north / SAME_PLACE_M)


# --- Out of the database --------------------------------------------------------------------------


def open_groups(session: CommuneSession) -> list[Group]:
    """Return which open reports of a commune may tell of the same."""
    return groups(_open(session, []))


def alike(
    session: CommuneSession, service: str, asset: UUID | None, place: Point | None, now: datetime
) -> list[Likeness]:
    """Return open reports that one coming in now may repeat, the latest first; home CRS."""
    report, link = table(session, "report"), table(session, "report_asset")
    near: list[ColumnElement[bool]] = []
    if asset is not None:
        near.append(report.c.id.in_(select(link.c.report).where(link.c.asset == asset)))
    if place is not None:
        here = from_shape(place, srid=session.commune.srid)
        near.append(
            and_(
                report.c.service_code == service,
                report.c.geom.ST_DWithin(here, SAME_PLACE_M),
            )
        )
    if not near:
        return []
    east, north = (None, None) if place is None else (place.x, place.y)
    coming = Seen("", now, service, _group_of(session, service), asset, east, north)
    found = [(each, likeness(each, coming)) for each in _open(session, [or_(*near)])]
    return [Likeness(each.number, reason) for each, reason in reversed(found) if reason is not None]


def _open(session: CommuneSession, more: list[Any]) -> list[Seen]:
    report, link = table(session, "report"), table(session, "report_asset")
    rows = session.connection.execute(
        select(
            report.c.number,
            report.c.requested_at,
            report.c.service_code,
            func.ST_X(report.c.geom).label("east"),
            func.ST_Y(report.c.geom).label("north"),
            # Where a crew has confirmed which one it is, that one.
            select(link.c.asset)
            .where(link.c.report == report.c.id)
            .order_by(link.c.relation, link.c.asset)
            .limit(1)
            .scalar_subquery()
            .label("asset"),
        )
        .where(report.c.state.in_(sorted(OPEN)), *more)
        .order_by(report.c.requested_at.desc(), report.c.number.desc())
        .limit(_MOST)
    ).all()
    groups = {row.service_code: _group_of(session, row.service_code) for row in rows}
    return [
        Seen(number, at, service, groups[service], asset, east, north)
        for number, at, service, east, north, asset in reversed(rows)
    ]


def _group_of(session: CommuneSession, service: str) -> str:
    """Return what may be two words for one fault: those of one layer."""
    fault = session.catalogue.fault(service)
    return fault[0].name if fault else service
