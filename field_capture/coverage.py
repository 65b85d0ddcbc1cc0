"""What was captured when, where and how accurately; by whom, as far as it is still known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Date, case, cast, func, select

from field_capture import store
from field_capture.overlays import MAX_FEATURES, Features, collection, feature, position
from gis import local_time
from gis.session import CommuneSession
from gis.viewer import Action

CLASSES_M = (0.05, 0.2, 1.0)
"""Upper ends of the classes of standard error, metres; what is worse is the last class."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day: how many visits of each class of accuracy, the best class first."""

    day: date
    visits: Sequence[int]


@dataclass(frozen=True, slots=True)
class Share:
    """How many captures and visits a layer or a person has."""

    name: str
    count: int


def days(session: CommuneSession, now: datetime, last: int) -> list[Day]:
    """Return the days on which something was observed, the latest first."""
    session.viewer.must(Action.EDIT)
    seen, asked = _seen(session, now, last)
    day = cast(func.timezone(local_time.ZONE.key, seen.c.at), Date).label("day")
    rank = _class(seen.c.sigma_m)
    query = select(day, rank, func.count()).where(asked).group_by(day, rank)
    found: dict[date, list[int]] = {}
    for on, which, count in session.connection.execute(query):
        found.setdefault(on, [0] * (len(CLASSES_M) + 1))[which] = count
    return [Day(on, found[on]) for on in sorted(found, reverse=True)]


def layers(session: CommuneSession, now: datetime, last: int) -> list[Share]:
    """Return how many visits each layer had, the most first."""
    session.viewer.must(Action.EDIT)
    seen, asked = _seen(session, now, last)
    number = func.count()
    query = select(seen.c.layer, number).where(asked).group_by(seen.c.layer)
    rows = session.connection.execute(query.order_by(number.desc(), seen.c.layer))
    return [Share(*row) for row in rows]


def people(session: CommuneSession, now: datetime, last: int) -> list[Share]:
    """Return how many operations each tablet's actor sent, the most first; opaque ids."""
    session.viewer.must(Action.EDIT)
    log = store.table(session, "operation")
    number = func.count()
    query = (
        select(log.c.actor, number)
        .where(log.c.received_at > now - timedelta(days=last))
        .group_by(log.c.actor)
        .order_by(number.desc(), log.c.actor)
    )
    return [Share(*row) for row in session.connection.execute(query)]


def features(session: CommuneSession, now: datetime, last: int) -> Features:
    """Return the visits as GeoJSON (WGS84), the latest first."""
    session.viewer.must(Action.EDIT)
    seen, asked = _seen(session, now, last)
    rows = session.connection.execute(
        select(seen.c.id, seen.c.layer, seen.c.at, seen.c.sigma_m, position(seen.c.geom))
        .where(asked)
        .order_by(seen.c.at.desc(), seen.c.id)
        .limit(MAX_FEATURES)
    )
    return collection(
        feature(
            str(row.id),
            row.position,
            {
                "layer": row.layer,
                "day": local_time.day(row.at).isoformat(),
                "class": label(_rank(row.sigma_m)),
                "sigma_m": round(row.sigma_m, 3),
            },
        )
        for row in rows
    )


def label(rank: int) -> str:
    """Return a class of accuracy as people read it."""
    if rank < len(CLASSES_M):
        return f"≤ {CLASSES_M[rank]:g} m"
    return f"> {CLASSES_M[-1]:g} m"


def _rank(sigma_m: float) -> int:
    return sum(sigma_m > each for each in CLASSES_M)


def _class(sigma: Any) -> ColumnElement[int]:
    steps = [(sigma <= end, rank) for rank, end in enumerate(CLASSES_M)]
    return case(*steps, else_=len(CLASSES_M)).label("rank")


def _seen(session: CommuneSession, now: datetime, last: int) -> tuple[Any, ColumnElement[bool]]:
    """Return the table of visits, and which of them somebody observed outdoors lately."""
    seen = session.tables.tables["commune.observation"]
    known = [layer.name for layer in session.viewer.layers(session.catalogue)]
    outdoors = func.coalesce(seen.c.fix["source"].astext, "") != "map"
    return seen, (seen.c.at > now - timedelta(days=last)) & seen.c.layer.in_(known) & outdoors
