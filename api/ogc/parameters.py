"""The parameters of OGC's addresses, read and checked: all that is wrong is told at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Awaitable, Callable, Iterable
from datetime import datetime

from fastapi import Request

from gis import crs, filters
from gis.database.journal import Cursor
from gis.errors import Invalid, Issue
from gis.features import Box
from gis.filters import Condition
from gis.session import CommuneSession
from layers.spec import Layer

EVERYWHERE = frozenset({"f", "lang"})
KNOWN = EVERYWHERE | {
    *("bbox", "bbox-crs", "crs", "datetime"),
    *("limit", "after", "revision", "count"),
}


async def once(request: Request) -> None:
    """Refuse parameters that stand more than once: it would be chance which one holds.

    Raises
    ------
    Invalid
    """
    given = Counter(name for name, _ in request.query_params.multi_items())
    issues = [Issue("parameter_repeated", name[:80]) for name, n in given.items() if n > 1]
    if issues:
        raise Invalid(issues)


def only(*names: str) -> Callable[[Request], Awaitable[None]]:
    """Return a dependency that refuses parameters other than these, as OGC's Core asks."""
    known = EVERYWHERE | set(names)

    async def check(request: Request) -> None:
        issues = _unknown(request.query_params, known)
        if issues:
            raise Invalid(issues)

    return check


def _unknown(given: Iterable[str], known: Iterable[str]) -> list[Issue]:
    hint = "→ " + ", ".join(sorted(known))
    return [
        Issue("unknown_field", name[:80], details={"hint": hint})
        for name in given
        if name not in known
    ]


def read_box(value: str, srid: int = 0) -> Box:
    """Read two corners in a CRS, 0 being CRS84; of a box with heights the heights are left out.

    Raises
    ------
    Invalid
    """
    wrong = Invalid([Issue("bad_bbox", "bbox", details={"value": value[:80]})])
    try:
        numbers = [float(part) for part in value.split(",")]
        if len(numbers) == 6:  # noqa: PLR2004  two corners in three dimensions
            numbers = [numbers[i] for i in (0, 1, 3, 4)]
        first, second, third, fourth = numbers
    except ValueError:
        raise wrong from None
    if srid and crs.north_first(srid):
        first, second, third, fourth = second, first, fourth, third
    degrees = not srid or srid == crs.WGS84
    on_earth = abs(first) <= 180 and abs(third) <= 180 and abs(second) <= 90 >= abs(fourth)  # noqa: PLR2004
    if not second <= fourth or not (on_earth if degrees else first <= third):
        raise wrong
    return Box(first, second, third, fourth, crs.WGS84 if degrees else srid)


def known_by(head: Cursor, revision: int | None) -> None:
    """Refuse a revision that is not there yet.

    What it will hold is not known: today's data would be another answer tomorrow.

    Raises
    ------
    Invalid
    """
    if revision is not None and revision > head.revision:
        details = {"value": revision, "newest": head.revision}
        raise Invalid([Issue("revision_ahead", "revision", details=details)])


class Parameters:
    """What a request for items asks for.

    Attributes
    ----------
    srid : int
        EPSG code of the answer's CRS, in its authority's axis order; 0 stands for CRS84.
    box : Box or None
    where : tuple of Condition
    """

    def __init__(self, request: Request, session: CommuneSession, layer: Layer) -> None:
        self._issues: list[Issue] = []
        self._session = session
        given = request.query_params
        self.srid = self._crs("crs", given.get("crs"))
        self.box = self._bbox(given.get("bbox"), self._crs("bbox-crs", given.get("bbox-crs")))
        self._datetime(given.get("datetime"))
        self.where = self._filters(layer, request)
        if self._issues:
            raise Invalid(self._issues)

    def _crs(self, path: str, value: str | None) -> int:
        if not value or value == crs.CRS84:
            return 0
        offered = {crs.uri(srid): srid for srid in (crs.WGS84, self._session.commune.srid)}
        if value not in offered:
            hint = "→ " + ", ".join([crs.CRS84, *offered])
            details = {"value": value[:80], "list": "crs", "hint": hint}
            self._issues.append(Issue("unknown_code", path, details=details))
        return offered.get(value, 0)

    def _bbox(self, value: str | None, srid: int) -> Box | None:
        if not value:
            return None
        try:
            return read_box(value, srid)
        except Invalid as error:
            self._issues += error.issues
            return None

    def _datetime(self, value: str | None) -> None:
        """Check the form. An asset has no time of its own: it is part of every interval."""
        if not value:
            return
        parts = value.split("/")
        try:
            times = [
                datetime.fromisoformat(part) if part not in ("", "..") else None for part in parts
            ]
            start, end = times[0], times[-1]
            wrong = len(times) > 2 or (start and end and start > end)  # noqa: PLR2004
        except (ValueError, TypeError):
            wrong = True
        if wrong:
            details = {"value": value[:60]}
            self._issues.append(Issue("not_a_time", "datetime", details=details))

    def _filters(self, layer: Layer, request: Request) -> tuple[Condition, ...]:
        """Read property filters; a parameter that means nothing is refused, as is asked for."""
        given = [each for each in request.query_params.multi_items() if each[0] not in KNOWN]
        found = filters.read(self._session.viewer, layer, given)
        self._issues += found.issues
        return found.conditions
