"""Moving an asset by coordinates that somebody typed, or clicked into the small map."""

from __future__ import annotations

from dataclasses import dataclass

import shapely
from shapely import LineString, Point
from shapely.geometry.base import BaseGeometry

from api.pages import values
from api.pages.words import WORDS
from gis.assets import Asset
from gis.coordinates_text import positions
from gis.session import CommuneSession

FAR_M = 25.0
"""Beyond this distance a move is confirmed: a digit mistyped is rarely less."""

_LISTED = 200  # corners of a line; what has more is edited on a map


@dataclass(frozen=True, slots=True)
class Move:
    """Where a point of an asset goes, and how far that is; `geometry` is the asset then."""

    geometry: BaseGeometry
    distance_m: float

    @property
    def far(self) -> bool:
        """Whether somebody should look twice."""
        return self.distance_m > FAR_M


def movable(asset: Asset) -> bool:
    """Tell whether coordinates alone can say where an asset goes."""
    if isinstance(asset.geometry, LineString):
        return len(asset.geometry.coords) <= _LISTED
    return isinstance(asset.geometry, Point)


def corners(asset: Asset, language: str) -> list[tuple[int, str]]:
    """Return the points of a line that can be moved; none for a point, which is its own."""
    if not isinstance(asset.geometry, LineString):
        return []
    last = len(asset.geometry.coords) - 1
    ends = {0: "form_vertex_start", last: "form_vertex_end"}
    return [
        (at, f"{at + 1}: {x:.2f} E | {y:.2f} N" + _end(ends.get(at), language))
        for at, (x, y) in enumerate(asset.geometry.coords)
    ]


def _end(word: str | None, language: str) -> str:
    return f" ({WORDS[word].to(language)})" if word else ""


def example(session: CommuneSession, asset: Asset) -> str:
    """Return coordinates as they may be typed: those of the asset, in both ways."""
    x, y = shapely.get_coordinates(asset.geometry)[0]
    lon, lat = session.commune.operation.to_wgs84(x, y)
    return f"{lat:.6f}, {lon:.6f} / {x:.2f} {y:.2f}"


def move(session: CommuneSession, asset: Asset, text: str, corner: int) -> Move | None:
    """Return what a text means for an asset, or None where it is no place near the commune."""
    found = positions(text[:100], session.commune)
    if not found or not movable(asset):
        return None
    _, lon, lat = found[0]
    there = Point(*session.commune.operation.to_home(lon, lat))
    if isinstance(asset.geometry, Point):
        return Move(there, asset.geometry.distance(there))
    coordinates = shapely.get_coordinates(asset.geometry)
    if not 0 <= corner < len(coordinates):
        return None
    distance = Point(coordinates[corner]).distance(there)
    coordinates[corner] = (there.x, there.y)
    return Move(LineString(coordinates), distance)


def told(distance_m: float, language: str) -> str:
    """Return a distance in metres, or kilometres where there are many."""
    if distance_m < 1000:  # noqa: PLR2004  metres of a kilometre
        return values.metres(distance_m, language)
    return f"{values.number(distance_m / 1000, language, decimals=1)}{values.NBSP}km"
