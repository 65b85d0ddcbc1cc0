"""Where and when reports come in, counted in squares. Nothing of it tells of a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from sqlalchemy import func, select

from field_capture.states.report import CLOSED, HIDDEN, OPEN, State
from field_capture.store import table
from gis import local_time
from gis.session import CommuneSession

SQUARE_M = 100
"""Side of the squares of the drawing and the table."""
SPOT_M = 20
"""Side of the squares whose middles the map heats: no report lies where it was sent from."""


class Period(StrEnum):
    """How far back is looked, and in which steps."""

    YEAR = "year"
    QUARTER = "quarter"
    MONTH = "month"

    @property
    def days(self) -> int:
        """How many days it has."""
        return {"year": 365, "quarter": 91, "month": 30}[self.value]

    @property
    def step(self) -> str:
        """What PostgreSQL calls its steps."""
        return {"year": "month", "quarter": "week", "month": "day"}[self.value]


class Status(StrEnum):
    """Which reports: what is open, what is closed, or both."""

    ALL = "all"
    OPEN = "open"
    CLOSED = "closed"

    @property
    def states(self) -> frozenset[State]:
        """The states of such reports; what nobody outside knows of is never counted."""
        found = {"all": frozenset(State), "open": OPEN, "closed": CLOSED}[self.value]
        return frozenset(found - HIDDEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What is counted."""

    period: Period = Period.YEAR
    status: Status = Status.ALL
    service: str | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """Reports of a step of time in a square; its south-west corner in the home CRS, metres.

    Attributes
    ----------
    begins : date
        The first day of the step, by the commune's clock.
    """

    east: float
    north: float
    begins: date
    count: int


def cells(session: CommuneSession, looked: Looked, now: datetime, side_m: float) -> list[Cell]:
    """Return how many reports came from which square, step by step."""
    report = table(session, "report")
    east, north = (
        func.floor(axis(report.c.geom) / side_m) * side_m for axis in (func.ST_X, func.ST_Y)
    )
    local = func.timezone(local_time.ZONE.key, report.c.requested_at)
    begins = func.date_trunc(looked.period.step, local)
    conditions = [
        report.c.geom.is_not(None),
        # By the steps' own days: a span of hours begins an hour elsewhere when clocks are changed.
        begins >= datetime.combine(steps(looked.period, now)[0], time()),
        report.c.requested_at <= now,
        report.c.state.in_(sorted(looked.status.states)),
    ]
    if looked.service is not None:
        conditions.append(report.c.service_code == looked.service)
    rows = session.connection.execute(
        select(east, north, begins, func.count())
        .where(*conditions)
        .group_by(east, north, begins)
        .order_by(begins, east, north)
    )
    return [Cell(float(row[0]), float(row[1]), row[2].date(), row[3]) for row in rows]


def steps(period: Period, now: datetime) -> Sequence[date]:
    """Return the first day of every step, also of those in which nothing came."""
    today = local_time.day(now)
    day = _begin(period, today - timedelta(days=period.days))
    found = []
    while day <= today:
        found.append(day)
        day = _begin(period, day + timedelta(days={"month": 31, "week": 7, "day": 1}[period.step]))
    return found


def _begin(period: Period, day: date) -> date:
    if period.step == "month":
        return day.replace(day=1)
    return day - timedelta(days=day.weekday()) if period.step == "week" else day
