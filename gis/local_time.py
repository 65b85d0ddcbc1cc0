"""The time on the town hall's clock: the days that people read are days there, not UTC's."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Luxembourg")
"""For SQL by its name, ``ZONE.key``."""


def local(moment: datetime) -> datetime:
    """Return a moment by the town hall's clock."""
    return moment.astimezone(ZONE)


def day(moment: datetime) -> date:
    """Return the day that it is there at a moment."""
    return local(moment).date()
