"""In which coordinate system a file is: said by whoever imports it, or by the file; never guessed.

Where nobody says, the error names the systems that would put the file into the commune.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from gis import crs
from gis.errors import CrsNeeded, Issue, Severity, UnknownCrs
from gis.exchange.errors import LocalCoordinates
from gis.sentences import phrase

if TYPE_CHECKING:
    from gis.crs import Crs
    from gis.exchange.source import Source, SourceLayer
    from gis.geometry import Territory
    from gis.session import CommuneSession

_AROUND_M = 2000.0
_LOCAL = 20_000
"""Drawings without a system begin near zero; systems for countries keep away from it."""


def crs_of(
    session: CommuneSession,
    source: Source,
    layer: SourceLayer,
    territory: Territory,
    *,
    given: str | None,
) -> tuple[Crs, str, list[Issue]]:
    """Return the CRS of a source layer, how it is known, and a warning where two are named.

    Raises
    ------
    CrsNeeded
        Neither the file nor the user says; with the systems that fit, as a hint.
    LocalCoordinates
        Likewise, and none fits.
    UnknownCrs
    """
    if given is not None:
        found = crs.parse(given)
        if not (found.is_geographic or found.is_projected or found.is_compound):
            raise UnknownCrs(given, phrase("crs_unfit"))
        if layer.crs is not None and not found.equals(layer.crs, ignore_axis_order=True):
            details = {"declared": crs.describe(layer.crs), "given": crs.describe(found)}
            return found, "--crs", [Issue("crs_differs", layer.name, Severity.WARNING, details)]
        return found, "--crs", []
    if layer.crs is not None:
        return layer.crs, layer.crs_known_by, []
    raise _needed(session, source, territory)


def _needed(session: CommuneSession, source: Source, territory: Territory) -> CrsNeeded:
    unknown = [layer.geometries for layer in source.layers if layer.crs is None]
    points = shapely.get_coordinates(np.concatenate(unknown))
    points = points[np.isfinite(points).all(axis=1)]
    low, high = points.min(axis=0), points.max(axis=0)
    extent = f"{low[0]:.10g} {low[1]:.10g} ... {high[0]:.10g} {high[1]:.10g}"
    fitting = _fitting(session, points, territory)
    if fitting:
        return CrsNeeded(source.name, extent, f"→ {' / '.join(fitting)}?")
    return LocalCoordinates(source.name, extent, "", session.commune.title)


def _fitting(session: CommuneSession, points: crs.Floats, territory: Territory) -> list[str]:
    """Return the systems that put the points into the commune or its country, its own first."""
    found = crs.fitting(points, _area(session, territory))
    if not found and np.abs(points).max() > _LOCAL:
        found = crs.fitting(points, crs.area_of_use(session.commune.srid))
    home = crs.home_crs(session.commune.srid)
    west, south, east, north = territory.limits
    inside = ((points >= [west, south]) & (points <= [east, north])).all()
    own = [crs.describe(home)] if inside else []
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
