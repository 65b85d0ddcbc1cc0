"""How long reports take. Nothing of it tells of a person.

Times run by the calendar, not by office hours: that is what the citizen waits.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Numeric, cast, extract, func, null, select

from field_capture.states.report import HIDDEN, Mover, State
from field_capture.store import table
from gis import local_time
from gis.session import CommuneSession
from layers.spec import GeometryKind, Layer, Role

YEAR = timedelta(days=365)
_HOUR_S = 3600.0


class By(StrEnum):
    """What is told apart."""

    SERVICE = "service"
    MONTH = "month"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class Times:
    """How long the reports of one kind took; hours, None where there are none.

    Attributes
    ----------
    answered : int
        Of `count`, those that the town hall has answered: by its first move.
    repaired : int
        Those that were repaired, the first time.
    """

    key: str | None
    count: int
    answered: int
    answer_median_h: float | None
    answer_most_h: float | None
    repaired: int
    repair_median_h: float | None
    repair_most_h: float | None


def times(session: CommuneSession, by: By, now: datetime) -> list[Times]:
    """Return how long the reports of the last year took, by what tells them apart.

    The median, and what nine in ten did not exceed.
    """
    report, move = table(session, "report"), table(session, "report_move")
    key = _key(session, by, report)
    first = (
        select(
            move.c.report,
            func.min(move.c.at).filter(move.c.mover != Mover.CITIZEN.value).label("answered"),
            func.min(move.c.at).filter(move.c.to_state == State.DONE.value).label("repaired"),
        )
        .group_by(move.c.report)
        .subquery()
    )
    answer, repair = (
        cast(extract("epoch", first.c[name] - report.c.requested_at), Numeric) / _HOUR_S
        for name in ("answered", "repaired")
    )
    rows = session.connection.execute(
        select(
            key.label("key"),
            func.count().label("reports"),
            func.count(first.c.answered).label("answered"),
            _share(0.5, answer).label("answer_median"),
            _share(0.9, answer).label("answer_most"),
            func.count(first.c.repaired).label("repaired"),
            _share(0.5, repair).label("repair_median"),
            _share(0.9, repair).label("repair_most"),
        )
        .select_from(report.outerjoin(first, first.c.report == report.c.id))
        .where(report.c.requested_at > now - YEAR, report.c.state.not_in(sorted(HIDDEN)))
        .group_by(key)
        .order_by(func.count().desc(), key)
    )
    return [
        Times(
            row.key,
            row.reports,
            row.answered,
            _hours(row.answer_median),
            _hours(row.answer_most),
            row.repaired,
            _hours(row.repair_median),
            _hours(row.repair_most),
        )
        for row in rows
    ]


def _share(part: float, value: ColumnElement[Any]) -> ColumnElement[Any]:
    return func.percentile_cont(part).within_group(value)


def _hours(value: Any) -> float | None:
    return None if value is None else round(float(value), 1)


def _key(session: CommuneSession, by: By, report: Any) -> ColumnElement[Any]:
    if by is By.SERVICE:
        found: ColumnElement[Any] = report.c.service_code
        return found
    if by is By.MONTH:
        return func.to_char(func.timezone(local_time.ZONE.key, report.c.requested_at), "YYYY-MM")
    streets = _named_lines(session)
    if streets is None:
        return null()
    rows = session.table(streets)
    return (
        select(rows.c.name)
        # What has an address and no place is near no street rather than near any.
        .where(rows.c.name.is_not(None), report.c.geom.is_not(None))
        .order_by(rows.c.geom.op("<->")(report.c.geom))
        .limit(1)
        .correlate(report)
        .scalar_subquery()
    )


def _named_lines(session: CommuneSession) -> Layer | None:
    """Return the layer whose lines say where one is."""
    for layer in session.viewer.layers(session.catalogue):
        line = layer.role is Role.ORIENTS and layer.geometry is GeometryKind.LINE
        if line and "name" in {field.name for field in session.viewer.fields(layer)}:
            return layer
    return None
