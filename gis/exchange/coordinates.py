"""In which coordinate system a file is: said by whoever imports it, or by the file; never guessed.

Where nobody says, the error names the systems that would put the file into the commune. A file
in other units or with exchanged axes is told so after the system's name: ``EPSG:2169@mm``,
``EPSG:4326@yx``. A drawing without any system is placed by hand, and what comes from it says so.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from gis import crs
from gis.errors import CrsNeeded, Issue, Severity, UnknownCrs, Unreadable
from gis.exchange.errors import LocalCoordinates
from gis.exchange.placing import Affine
from gis.sentences import phrase

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gis.crs import Crs
    from gis.exchange.source import Source, SourceLayer
    from gis.geometry import Territory
    from gis.session import CommuneSession

_AROUND_M = 2000.0
_LOCAL = 20_000
"""Drawings without a system begin near zero; systems for countries keep away from it."""

VARIANTS = {
    "yx": Affine(0, 1, 1, 0),
    "mm": Affine(0.001, 0, 0, 0.001),
    "cm": Affine(0.01, 0, 0, 0.01),
    "km": Affine(1000, 0, 0, 1000),
    "ft": Affine(0.3048, 0, 0, 0.3048),
    "usft": Affine(1200 / 3937, 0, 0, 1200 / 3937),
}
"""How numbers may differ from those of the system that ``--crs`` names."""

_MISPLACED = frozenset({"outside_commune", "outside_crs", "axes_swapped"})
_UNITS = ("mm", "ft", "usft", "cm")
_LAT = 90.0
_LON = 180.0
_PLACE_NUMBERS = (2, 3)


@dataclass(frozen=True, slots=True)
class Place:
    """Where the middle of a local drawing lies: WGS84, degrees; turned counter-clockwise."""

    lon: float
    lat: float
    rotation_deg: float = 0.0

    @classmethod
    def parse(cls, text: str) -> Place:
        """Read ``LON,LAT`` or ``LON,LAT,ROTATION``.

        Raises
        ------
        Unreadable
        """
        try:
            numbers = [float(part) for part in text.split(",")]
        except ValueError:
            numbers = []
        if len(numbers) not in _PLACE_NUMBERS or not all(map(math.isfinite, numbers)):
            raise Unreadable("--place", phrase("place_malformed", found=text[:40]))
        if abs(numbers[0]) > _LON or abs(numbers[1]) > _LAT:
            raise Unreadable("--place", phrase("place_malformed", found=text[:40]))
        return cls(*numbers)


@dataclass(frozen=True, slots=True)
class Numbers:
    """What a layer's coordinates mean, how that is known, and what must be said of it."""

    crs: Crs
    known_by: str
    affine: Affine | None = None
    issues: tuple[Issue, ...] = ()
    placed: bool = False


def numbers_of(  # noqa: PLR0913  what the file, the commune and the user say
    session: CommuneSession,
    source: Source,
    layer: SourceLayer,
    territory: Territory,
    *,
    given: str | None,
    place: Place | None = None,
) -> Numbers:
    """Return what the coordinates of a source layer mean.

    Raises
    ------
    CrsNeeded
        Neither the file nor the user says; with the systems that fit, as a hint.
    LocalCoordinates
        Likewise, and none fits.
    UnknownCrs
    """
    if place is not None:
        if given is not None:
            raise Unreadable("--place", phrase("place_and_crs"))
        return _placed(session, source, layer, place)
    if given is not None:
        name, _, variant = given.partition("@")
        found = crs.parse(name)
        if not (found.is_geographic or found.is_projected or found.is_compound):
            raise UnknownCrs(given, phrase("crs_unfit"))
        if variant and variant not in VARIANTS:
            raise UnknownCrs(given, phrase("crs_variant", known=", ".join(VARIANTS)))
        issues: tuple[Issue, ...] = ()
        if layer.crs is not None and not found.equals(layer.crs, ignore_axis_order=True):
            details = {"declared": crs.describe(layer.crs), "given": crs.describe(found)}
            issues = (Issue("crs_differs", layer.name, Severity.WARNING, details),)
        return Numbers(found, f"--crs {given}", VARIANTS.get(variant), issues)
    if layer.crs is not None:
        return Numbers(layer.crs, layer.crs_known_by)
    raise _needed(session, source, territory)


def misplaced(reasons: Iterable[Sequence[Issue]]) -> int:
    """Return how many rows were refused because of where they lie."""
    return sum(why[0].code in _MISPLACED for why in reasons)


def _placed(session: CommuneSession, source: Source, layer: SourceLayer, place: Place) -> Numbers:
    """Put the middle of the whole file at a place; its unit is taken to be the metre."""
    points = _points(source.layers)
    middle = (points.min(axis=0) + points.max(axis=0)) / 2 if len(points) else np.zeros(2)
    east, north = session.commune.operation.to_home(place.lon, place.lat)
    turn = math.radians(place.rotation_deg)
    cos, sin = math.cos(turn), math.sin(turn)
    affine = Affine(
        cos,
        -sin,
        sin,
        cos,
        east - cos * middle[0] + sin * middle[1],
        north - sin * middle[0] - cos * middle[1],
    )
    details = {"lon": place.lon, "lat": place.lat, "rotation": place.rotation_deg}
    told = [Issue("placed_by_hand", source.name, Severity.WARNING, details)]
    if layer.crs is not None:
        said = {"declared": crs.describe(layer.crs), "given": phrase("placed_by_hand_short")}
        told.append(Issue("crs_differs", layer.name, Severity.WARNING, said))
    home = crs.home_crs(session.commune.srid)
    return Numbers(home, phrase("placed_by_hand_short"), affine, tuple(told), placed=True)


def _points(layers: Sequence[SourceLayer]) -> crs.Floats:
    if not layers:
        return np.empty((0, 2))
    points = shapely.get_coordinates(np.concatenate([layer.geometries for layer in layers]))
    found: crs.Floats = points[np.isfinite(points).all(axis=1)]
    return found


def _needed(session: CommuneSession, source: Source, territory: Territory) -> CrsNeeded:
    points = _points([layer for layer in source.layers if layer.crs is None])
    if not len(points):
        return CrsNeeded(source.name, "-", "")
    low, high = points.min(axis=0), points.max(axis=0)
    extent = f"{low[0]:.10g} {low[1]:.10g} ... {high[0]:.10g} {high[1]:.10g}"
    fitting = _fitting(session, points, territory)
    if fitting:
        return CrsNeeded(source.name, extent, f"→ {' / '.join(fitting)}?")
    return LocalCoordinates(source.name, extent, "", session.commune.title)


def doubts(
    session: CommuneSession, source: SourceLayer, numbers: Numbers, territory: Territory
) -> Issue | None:
    """Tell in which system the layer would lie in the commune, as most of it does not in its own.

    A hint for people: nothing is read otherwise because of it.
    """
    points = _points([source])
    if numbers.placed or not len(points):
        return None
    known = crs.describe(numbers.crs)
    if numbers.affine is None and _within(session, points[:, ::-1], numbers, territory):
        authority = known.split(" ", 1)[0]
        guess = f"{authority}@yx"
    else:
        found = [each for each in _fitting(session, points, territory) if each != known]
        guess = " / ".join(found)
    if not guess:
        return None
    details = {"known": known, "guess": guess}
    return Issue("crs_doubtful", source.name, Severity.WARNING, details)


def _within(
    session: CommuneSession, points: crs.Floats, numbers: Numbers, territory: Territory
) -> bool:
    commune = session.commune
    shapes = np.asarray(shapely.points(points), dtype=object)
    moved, _ = crs.reproject(shapes, numbers.crs, commune.srid, commune.operation)
    west, south, east, north = _box(territory)
    at = shapely.get_coordinates(moved)
    inside = (at >= [west, south]) & (at <= [east, north])
    return bool(inside.all(axis=1).mean() > 0.5)  # noqa: PLR2004  most of them


def _fitting(session: CommuneSession, points: crs.Floats, territory: Territory) -> list[str]:
    """Return the systems that put the points into the commune or its country, its own first."""
    found = _systems(session, points, territory)
    if found:
        return found
    for unit in _UNITS:
        scaled = VARIANTS[unit].apply(points)
        if np.abs(scaled).max() < _LOCAL:
            continue
        found = _systems(session, scaled, territory)
        if found:
            return [f"{name.split(' ', 1)[0]}@{unit}" for name in found]
    return []


def _systems(session: CommuneSession, points: crs.Floats, territory: Territory) -> list[str]:
    home = crs.home_crs(session.commune.srid)
    west, south, east, north = territory.limits
    inside = ((points >= [west, south]) & (points <= [east, north])).all()
    own = [crs.describe(home)] if inside else []
    found = crs.fitting(points, _area(session, territory))
    if not found and not own and np.abs(points).max() > _LOCAL:
        found = crs.fitting(points, crs.area_of_use(session.commune.srid))
    return own + [name for name in found if name not in own]


def _box(territory: Territory) -> tuple[float, float, float, float]:
    if territory.boundary is None:
        return territory.limits
    around = territory.tolerance_m + _AROUND_M
    west, south, east, north = shapely.bounds(territory.boundary).tolist()
    return west - around, south - around, east + around, north + around


def _area(session: CommuneSession, territory: Territory) -> tuple[float, float, float, float]:
    """Return where the commune lies: west, south, east, north (degrees)."""
    if territory.boundary is None:
        return crs.area_of_use(session.commune.srid)
    west, south, east, north = _box(territory)
    to_wgs84 = session.commune.operation.to_wgs84
    lon, lat = to_wgs84(np.array([west, east, west, east]), np.array([south, south, north, north]))
    return float(lon.min()), float(lat.min()), float(lon.max()), float(lat.max())
