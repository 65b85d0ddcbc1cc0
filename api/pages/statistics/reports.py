"""How long reports take to be answered and repaired, as tables: by category, month and place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from api.pages.statistics import table
from api.pages.statistics.table import DASH, Row, Statistic
from api.pages.statistics.work import months
from api.pages.words import WORDS
from field_capture.desk import numbers as report_numbers
from field_capture.desk.numbers import By, Times
from gis import local_time
from gis.errors import UnknownThing
from gis.session import CommuneSession

_DAY_H = 24.0
_DAYS_FROM_H = 48.0
_COLUMNS = (
    "kind",
    "label",
    "count",
    "answered",
    "answer_median_h",
    "answer_p90_h",
    "repaired",
    "repair_median_h",
    "repair_p90_h",
)

NAMES = tuple(f"reports_{each.value}" for each in By)


def named(session: CommuneSession, name: str, language: str, now: datetime) -> Statistic:
    """Return a statistic of reports by its name.

    Raises
    ------
    UnknownThing
    """
    if name not in NAMES:
        raise UnknownThing("statistic", name[:40])
    by = By(name.removeprefix("reports_"))
    found = report_numbers.times(session, by, now)
    if by is By.MONTH:
        found = _every_month(found, now)
    rows = tuple(_row(session, each, by, language) for each in found)
    return Statistic(name, _COLUMNS, rows)


def _every_month(found: Sequence[Times], now: datetime) -> list[Times]:
    """Return the months in their order up to the present one; one without reports has none."""
    told = {each.key: each for each in found if each.key is not None}
    if not told:
        return []
    last = max(f"{local_time.local(now):%Y-%m}", *told)
    none = Times(None, 0, 0, None, None, 0, None, None)
    return [told.get(key) or replace(none, key=key) for key in months(min(told), last)]


def _row(session: CommuneSession, found: Times, by: By, language: str) -> Row:
    label = _label(session, found.key, by, language)
    cells = (
        found.key,
        label,
        found.count,
        found.answered,
        found.answer_median_h,
        found.answer_most_h,
        found.repaired,
        found.repair_median_h,
        found.repair_most_h,
    )
    answer, repair = span(found.answer_median_h, language), span(found.repair_median_h, language)
    shown = WORDS["stat_reports_shown"].format(count=found.count, answer=answer, repair=repair)
    return Row(label, cells, found.count, shown.to(language), rest=found.key is None)


def _label(session: CommuneSession, key: str | None, by: By, language: str) -> str:
    if key is None:
        return WORDS["stat_reports_nowhere"].to(language)
    if by is By.MONTH:
        return f"{key[5:]}/{key[:4]}"
    fault = session.catalogue.fault(key) if by is By.SERVICE else None
    return fault[1].label.to(language) if fault else key


def span(hours: float | None, language: str) -> str:
    """Return a time as people say it: hours, or days from two on."""
    if hours is None:
        return DASH
    if hours < _DAYS_FROM_H:
        return f"{table.cell(round(hours, 1), language)}\u00a0h"
    days = WORDS["stat_reports_days"].to(language)
    return f"{table.cell(round(hours / _DAY_H, 1), language)}\u00a0{days}"
