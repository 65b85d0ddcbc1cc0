"""Works that the commune plans, told to citizens: only what a clerk wrote for them.

Deny by default: an order is public only with a sentence that somebody published, while it is
planned or under way and has a day that is not over. Of the order itself nothing is shown but its
days and its number; of its stops only those that anybody may know of.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import shapely
from geoalchemy2.shape import from_shape
from shapely import Point
from sqlalchemy import ColumnElement, func, or_, select, union_all

from field_capture import store
from field_capture.orders import work_order
from field_capture.orders.work_order import Order
from field_capture.reports import public_report
from field_capture.reports.nearby import REACH_M
from field_capture.states.order import OVER, OrderState, StopState
from gis import addresses, local_time
from gis.errors import Invalid, Issue, NotAllowed, UnknownThing
from gis.session import CommuneSession
from gis.viewer import Action
from layers.spec import Visibility

TONGUES = ("lb", "fr", "de", "en", "pt")
LONGEST = 300
MOST = 50

_RUNNING = (OrderState.PLANNED, OrderState.IN_PROGRESS)
_NUMBER = re.compile(r"W\d\d-\d{4,6}\Z", re.ASCII)
_FALLBACK = ("fr", "de", "lb", "en", "pt")


@dataclass(frozen=True, slots=True)
class Works:
    """Works as anybody may read of them.

    Attributes
    ----------
    id : UUID
        For us, to look further; shown to nobody.
    begins, ends : date or None
        The first and the last day; one of them at least.
    words : mapping
        Language -> what a clerk wrote.
    near : str or None
        The address nearest to a stop that anybody may know of.
    """

    id: UUID
    number: str
    state: OrderState
    begins: date | None
    ends: date | None
    words: Mapping[str, str]
    near: str | None
    updated_at: datetime

    def said(self, language: str) -> tuple[str, str]:
        """Return what was written, in this language or else another one, and in which."""
        known = next(each for each in (language, *_FALLBACK) if each in self.words)
        return self.words[known], known


def announce(
    session: CommuneSession, order: Order, words: Mapping[str, str], version: int, now: datetime
) -> Order:
    """Let anybody read of an order in these words; nothing else of it is told.

    Raises
    ------
    Unauthenticated, NotAllowed, StaleVersion
    Invalid
        No words, too many, or no day on which something happens.
    """
    session.viewer.must(Action.HANDLE_REPORTS)
    told = {language: " ".join(words.get(language, "").split()) for language in TONGUES}
    told = {language: text for language, text in told.items() if text}
    issues = [] if told else [Issue("missing", "announced")]
    issues += [
        Issue("too_long", f"announced_{each}", details={"length": len(text), "limit": LONGEST})
        for each, text in told.items()
        if len(text) > LONGEST
    ]
    found = _running(session, order, version)
    if found.says.begins is None and found.says.ends is None:
        issues.append(Issue("order_announced_without_day", "begins"))
    if issues:
        raise Invalid(issues)
    values = {"announced": told, "announced_by": session.viewer.actor, "announced_at": now}
    work_order.write(session, found, values, now)
    return work_order.get(session, order.id)


def withdraw(session: CommuneSession, order: Order, version: int, now: datetime) -> Order:
    """Let nobody outside know of an order any more.

    Raises
    ------
    Unauthenticated, NotAllowed, StaleVersion
    """
    session.viewer.must(Action.HANDLE_REPORTS)
    found = work_order.seen(session, order.id, version)
    values = {"announced": None, "announced_by": None, "announced_at": None}
    work_order.write(session, found, values, now)
    return work_order.get(session, order.id)


def _running(session: CommuneSession, order: Order, version: int) -> Order:
    found = work_order.seen(session, order.id, version)
    if found.state in OVER:
        raise NotAllowed(session.viewer.role.value, found.state.value)
    return found


def words_of(session: CommuneSession, order: UUID) -> Mapping[str, str]:
    """Return what was written for citizens about an order; nothing where nobody did."""
    session.viewer.must(Action.SEE_REPORTS)
    rows = store.table(session, "work_order")
    told = session.connection.scalar(select(rows.c.announced).where(rows.c.id == order))
    return dict(told or {})


# --- What anybody reads ---------------------------------------------------------------------------


def around(session: CommuneSession, place: Point, now: datetime, *, limit: int = 3) -> list[Works]:
    """Return the works that are announced around a place (home CRS), the soonest first."""
    stop = _public_places(session)
    here = from_shape(place, srid=session.commune.srid)
    near = select(stop.c.work_order).where(stop.c.geom.ST_DWithin(here, REACH_M))
    rows = store.table(session, "work_order")
    return _read(session, [rows.c.id.in_(near), *_shown(session, now)], limit)


def listed(session: CommuneSession, now: datetime) -> list[Works]:
    """Return the works that are announced, the soonest first, `MOST` at most."""
    return _read(session, _shown(session, now), MOST)


def find(session: CommuneSession, number: str, now: datetime) -> Works:
    """Return announced works by their number.

    Raises
    ------
    UnknownThing
        There are none that anybody may know of.
    """
    rows = store.table(session, "work_order")
    found = []
    if _NUMBER.match(number):
        found = _read(session, [rows.c.number == number, *_shown(session, now)], 1)
    if not found:
        raise UnknownThing("works", number[:40])
    return found[0]


def read_one(session: CommuneSession, order: UUID) -> Works | None:
    """Return works that are announced, wherever they stand: for who asked to hear of them."""
    rows = store.table(session, "work_order")
    found = _read(session, [rows.c.id == order, rows.c.announced.is_not(None)], 1)
    return found[0] if found else None


def _shown(session: CommuneSession, now: datetime) -> list[ColumnElement[bool]]:
    """Return what makes works ones that anybody may know of."""
    rows = store.table(session, "work_order")
    today = local_time.day(now)
    last = func.coalesce(rows.c.ends, rows.c.begins)
    return [
        rows.c.announced.is_not(None),
        rows.c.state.in_([each.value for each in _RUNNING]),
        # What should have begun and has not is no longer a promise.
        or_(last >= today, (rows.c.state == OrderState.IN_PROGRESS.value) & last.is_not(None)),
    ]


def _public_places(session: CommuneSession) -> Any:
    """Return where anybody may know of works: stops on public layers, and public reports."""
    stop, link = store.table(session, "order_stop"), store.table(session, "order_report")
    report = store.table(session, "report")
    open_layers = [each.name for each in session.catalogue.visible(Visibility.PUBLIC)]
    there = stop.c.state != StopState.CANCELLED.value
    # Of an asset that nobody may know of, only what citizens told of it is public.
    told = (
        select(link.c.work_order, report.c.geom, stop.c.position)
        .join_from(link, report, link.c.report == report.c.id)
        .join(stop, stop.c.id == link.c.stop)
        .where(there, report.c.geom.is_not(None), *public_report.shown(report))
    )
    stops = select(stop.c.work_order, stop.c.geom, stop.c.position).where(
        there, stop.c.layer.in_(open_layers)
    )
    return union_all(stops, told).subquery()


def _read(session: CommuneSession, where: Sequence[ColumnElement[bool]], limit: int) -> list[Works]:
    rows, stop = store.table(session, "work_order"), _public_places(session)
    first = (
        select(func.ST_AsBinary(stop.c.geom))
        .where(stop.c.work_order == rows.c.id)
        .order_by(stop.c.position)
        .limit(1)
        .scalar_subquery()
    )
    names = ("id", "number", "state", "begins", "ends", "announced", "announced_at")
    found = session.connection.execute(
        select(*(rows.c[name] for name in names), first.label("place"))
        .where(*where)
        .order_by(func.coalesce(rows.c.begins, rows.c.ends), rows.c.number)
        .limit(limit)
    )
    return [_works(session, row) for row in found]


def _works(session: CommuneSession, row: Any) -> Works:
    near = None
    if row.place is not None:
        near = addresses.nearest(
            session, Point(shapely.get_coordinates(shapely.from_wkb(bytes(row.place)))[0])
        )
    state = OrderState(row.state)
    words = {language: row.announced[language] for language in TONGUES if language in row.announced}
    return Works(row.id, row.number, state, row.begins, row.ends, words, near, row.announced_at)
