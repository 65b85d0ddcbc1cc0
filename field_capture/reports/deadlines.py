"""Until when a report shall be dealt with, and how near that is. Pure.

A report with a target date has that one; any other the days of its category, as the commune set
them or as the catalogue has them. Nothing rings: what is due soon or overdue stands first.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum

from field_capture.states.report import OPEN, State
from layers.spec import Catalogue

SOON = 0.25
"""The last part of the time in which a report is due soon; a day at least, for urgent ones less."""
LONGEST_DAYS = 365

_LEAST_SOON = timedelta(days=1)
_PAUSED = frozenset({State.WAITING_INFO, State.FORWARDED})


class Pressure(StrEnum):
    """How near the deadline is."""

    NONE = "none"
    IN_TIME = "in_time"
    SOON = "soon"
    OVERDUE = "overdue"


def days_of(catalogue: Catalogue, chosen: Mapping[str, int]) -> dict[str, int]:
    """Return the days of every category: the commune's, else the catalogue's."""
    return {
        fault.code: chosen.get(fault.code, fault.repair_days)
        for layer in catalogue.values()
        for fault in layer.faults
    }


def due_at(requested_at: datetime, expected_at: datetime | None, days: int) -> datetime:
    """Return until when a report shall be dealt with."""
    return expected_at or requested_at + timedelta(days=days)


def pressure(state: State, requested_at: datetime, due: datetime, now: datetime) -> Pressure:
    """Tell how near a deadline is; nothing presses where the town hall waits for somebody else."""
    if state not in OPEN or state in _PAUSED:
        return Pressure.NONE
    if now > due:
        return Pressure.OVERDUE
    whole = due - requested_at
    least = min(_LEAST_SOON, whole / 2)
    return Pressure.SOON if due - now <= max(least, whole * SOON) else Pressure.IN_TIME
