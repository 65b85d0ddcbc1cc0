"""All statistics by their names, and the counting that they share, kept until something changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import partial

from api.pages.statistics import makeup, renewal, work
from api.pages.statistics.makeup import Asked
from api.pages.statistics.renewal import Lives
from api.pages.statistics.table import Statistic
from gis.database import journal
from gis.errors import UnknownThing
from gis.session import CommuneSession
from gis.statistics import groups
from gis.statistics.groups import By
from gis.tiles import TileCache

MAKEUP: Mapping[str, Callable[[Asked], Statistic]] = {
    "layers": makeup.layers,
    "status": partial(makeup.divided, by=By.STATUS),
    "material": partial(makeup.divided, by=By.MATERIAL),
    "age": partial(makeup.divided, by=By.YEAR),
    "diameter": partial(makeup.divided, by=By.DIAMETER),
    "condition": partial(makeup.divided, by=By.CONDITION),
    "accuracy": partial(makeup.divided, by=By.ACCURACY),
}
"""What is known of the past as well."""

TODAY: Mapping[str, Callable[[Asked], Statistic]] = {
    "positions": work.positions,
    "captured": work.captured,
    "issues": work.issues,
    "trend": work.trend,
    "waiting": work.waiting,
}
RENEWAL = "renewal"
NAMES = (*MAKEUP, RENEWAL, *TODAY)


def named(asked: Asked, name: str, lives: Lives, *, past: bool = False) -> Statistic:
    """Return a statistic.

    Raises
    ------
    UnknownThing
        There is none of this name, or none of the past.
    """
    if name in MAKEUP:
        return MAKEUP[name](asked)
    if not past and name == RENEWAL:
        return renewal.renewal(asked, lives)
    if not past and name in TODAY:
        return TODAY[name](asked)
    what = "statistic"
    raise UnknownThing(what, name)


def ask(  # noqa: PLR0913  whom, when, and of when
    session: CommuneSession,
    cache: TileCache,
    language: str,
    now: datetime,
    *,
    as_of: int | None = None,
    day: date | None = None,
) -> Asked:
    """Count, unless it was counted for the same revision and the same rights before."""
    key = (
        session.commune.name,
        str(journal.head(session)),
        int(session.viewer.level),
        session.catalogue.version,
        groups.state(session),
        as_of,
    )
    kept = cache.get(key, lambda: groups.to_bytes(groups.figures(session, as_of=as_of)))
    return Asked(session, groups.from_bytes(kept), language, now, day)
