"""Coordinates as people type them: WGS84 in degrees, or the commune's own metres."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gis import crs

if TYPE_CHECKING:
    from gis.communes import Commune

_NUMBER = r"[-+]?\d+(?:[.,]\d+)?"
_MARK = r"\s*(?:°|m)?\s*[NSEWO]?\s*"
_PAIR = re.compile(
    rf"^[NSEWO]?\s*({_NUMBER})({_MARK})[\s,;/|]+[NSEWO]?\s*({_NUMBER})({_MARK})$", re.IGNORECASE
)
_LEAST_METRES = 1000  # below this nobody means a national grid
_BEYOND_DEG = 0.5


def positions(text: str, commune: Commune) -> list[tuple[str, float, float]]:
    """Return label, longitude, latitude (degrees) of every place that a text may mean.

    ``49.77 6.24``, ``49,77 / 6,24`` and ``49.77N 6.24E`` are latitude and longitude, swapped
    where only that lies near the commune's grid. ``74299 E | 82266 N`` and ``85177 92839`` are
    east and north in the commune's home CRS.
    """
    match = _PAIR.match(text.strip())
    if match is None:
        return []
    first, second = (float(match[i].replace(",", ".")) for i in (1, 3))
    marks = [match[i].upper() for i in (2, 4)]
    if min(abs(first), abs(second)) >= _LEAST_METRES:
        return _metres(commune, first, second, swapped="N" in marks[0])
    return _degrees(commune, first, second)


def _degrees(commune: Commune, first: float, second: float) -> list[tuple[str, float, float]]:
    west, south, east, north = crs.area_of_use(commune.srid)
    for lat, lon in ((first, second), (second, first)):
        if (
            west - _BEYOND_DEG <= lon <= east + _BEYOND_DEG
            and south - _BEYOND_DEG <= lat <= north + _BEYOND_DEG
        ):
            return [(f"{lat:.6f}, {lon:.6f}", lon, lat)]
    return []


def _metres(
    commune: Commune, first: float, second: float, *, swapped: bool
) -> list[tuple[str, float, float]]:
    east, north = (second, first) if swapped else (first, second)
    lon, lat = commune.operation.to_wgs84(east, north)
    west, south, most_east, most_north = crs.area_of_use(commune.srid)
    near = (
        west - _BEYOND_DEG <= lon <= most_east + _BEYOND_DEG
        and south - _BEYOND_DEG <= lat <= most_north + _BEYOND_DEG
    )
    label = f"{east:.2f} E | {north:.2f} N"
    return [(label, float(lon), float(lat))] if near else []
