"""Geometries on their way in: read, brought into a layer's form, placed in the commune.

Pure functions on shapely geometries; nothing here knows a database or a file.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from shapely import LineString, MultiLineString, MultiPolygon, Point, Polygon
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry
from shapely.validation import explain_validity

from gis.errors import Issue, Severity
from gis.sentences import Phrase, phrase
from layers.spec import GeometryKind

MAX_VERTICES = 100_000

_FAMILIES = {
    GeometryKind.POINT: ("Point", "MultiPoint"),
    GeometryKind.LINE: ("LineString", "MultiLineString"),
    GeometryKind.AREA: ("Polygon", "MultiPolygon"),
}
_TYPES = tuple(name for family in _FAMILIES.values() for name in family)
_DEPTH = {"Point": 0, "MultiPoint": 1, "LineString": 1, "MultiLineString": 2, "Polygon": 2}


_INVALID = {
    "Self-intersection": "area_crosses",
    "Ring Self-intersection": "area_crosses",
    "Hole lies outside shell": "area_hole_outside",
    "Holes are nested": "area_nested",
    "Nested holes": "area_nested",
    "Nested shells": "area_nested",
    "Interior is disconnected": "area_apart",
    "Duplicate Rings": "area_ring_twice",
    "Too few points in geometry component": "area_short",
}
"""Reasons of GEOS: what we call them."""


def from_geojson(value: Any, path: str = "geometry") -> tuple[BaseGeometry | None, list[Issue]]:
    """Read an RFC 7946 geometry (WGS84, longitude first, degrees).

    Returns
    -------
    geometry or None, issues
    """
    if value is None:
        return None, [Issue("geometry_missing", path)]
    if not isinstance(value, dict) or value.get("type") not in _TYPES:
        found = value.get("type") if isinstance(value, dict) else type(value).__name__
        why = phrase("geometry_type_unknown", found=str(found)[:40])
        return None, [Issue("geometry_malformed", path, details={"why": why})]
    positions: list[tuple[float, ...]] = []
    problem = _positions(value.get("coordinates"), _DEPTH.get(value["type"], 3), positions)
    if problem:
        return None, [Issue("geometry_malformed", path, details={"why": problem})]
    if not positions:
        return None, [Issue("geometry_empty", path)]
    if len(positions) > MAX_VERTICES:
        details = {"count": len(positions), "limit": MAX_VERTICES}
        return None, [Issue("geometry_too_many", path, details=details)]
    for position in positions:
        if not all(map(math.isfinite, position)):
            return None, [Issue("geometry_not_finite", path)]
        lon, lat = position[:2]
        if not (abs(lon) <= 180 and abs(lat) <= 90):  # noqa: PLR2004  degrees
            return None, [Issue("lonlat_range", path, details={"lon": lon, "lat": lat})]
    try:
        return shape(value), []
    except (ValueError, TypeError, shapely.errors.GEOSException):
        why = phrase("parts_short")
        return None, [Issue("geometry_malformed", path, details={"why": why})]


def _positions(value: Any, depth: int, found: list[tuple[float, ...]]) -> Phrase | None:
    """Collect all positions; return what is wrong with the nesting, if anything."""
    if not isinstance(value, list):
        return phrase("coordinates_no_array")
    if depth == 0:
        if not 2 <= len(value) <= 4:  # noqa: PLR2004  lon, lat, height; a fourth is ignored
            return phrase("position_numbers", count=len(value))
        for v in value:
            if isinstance(v, bool) or not isinstance(v, (int, float)):
                return phrase("coordinate_no_number", found=str(v)[:40])
        try:
            found.append(tuple(float(number) for number in value[:3]))
        except OverflowError:
            return phrase("coordinate_not_finite")
        return None
    for part in value:
        problem = _positions(part, depth - 1, found)
        if problem:
            return problem
    return None


def conform(
    geometry: BaseGeometry | None, kind: GeometryKind
) -> tuple[BaseGeometry | None, list[Issue]]:
    """Bring a geometry in metres into the form of a layer, repairing what is safely repairable.

    Returns
    -------
    geometry or None
        2D, of the layer's type; None where an issue is an error.
    issues : list of Issue
        With an empty path: the caller knows where the geometry comes from.
    """
    if geometry is None:
        return None, [Issue("geometry_missing", "")]
    if geometry.is_empty:
        return None, [Issue("geometry_empty", "")]
    if not np.isfinite(shapely.get_coordinates(geometry)).all():
        return None, [Issue("geometry_not_finite", "")]
    if geometry.geom_type not in _FAMILIES[kind]:
        details = {"found": geometry.geom_type, "wanted": kind.value}
        return None, [Issue("geometry_kind", "", details=details)]
    issues = []
    if geometry.has_z:
        issues.append(Issue("height_dropped", "", Severity.NOTE))
        geometry = shapely.force_2d(geometry)
    found, more = _FORMS[kind](geometry)
    return found, issues + more


def _why_invalid(geometry: BaseGeometry) -> Phrase:
    """Return what is wrong with an area, and where, from what GEOS says in English."""
    reason, _, place = explain_validity(geometry).partition("[")
    code = _INVALID.get(reason.strip(), "area_invalid")
    return phrase(code, place=", ".join(place.rstrip("]").split()))


def _single(geometry: BaseGeometry) -> tuple[BaseGeometry | None, list[Issue]]:
    if isinstance(geometry, Point):
        return geometry, []
    parts = shapely.get_parts(geometry)
    if len(parts) == 1:
        return parts[0], []
    return None, [Issue("geometry_several_parts", "", details={"count": len(parts)})]


def _line(geometry: BaseGeometry) -> tuple[BaseGeometry | None, list[Issue]]:
    issues: list[Issue] = []
    if isinstance(geometry, MultiLineString):
        count = len(geometry.geoms)
        geometry = shapely.line_merge(geometry) if count > 1 else geometry.geoms[0]
        if not isinstance(geometry, LineString):
            count = len(shapely.get_parts(geometry))
            return None, [Issue("geometry_several_parts", "", details={"count": count})]
        if count > 1:
            issues.append(Issue("geometry_merged", "", Severity.NOTE, details={"count": count}))
    # Vertices said twice carry nothing and break snapping and splitting later.
    geometry = shapely.remove_repeated_points(geometry)
    if geometry.length == 0:
        return None, [Issue("geometry_degenerate", "")]
    return geometry, issues


def _area(geometry: BaseGeometry) -> tuple[BaseGeometry | None, list[Issue]]:
    issues: list[Issue] = []
    if not geometry.is_valid:
        why = _why_invalid(geometry)
        before = geometry.area
        repaired = shapely.make_valid(geometry, method="structure", keep_collapsed=False)
        polygons = [p for p in shapely.get_parts(repaired) if isinstance(p, Polygon) and p.area > 0]
        if not polygons:
            return None, [Issue("geometry_invalid", "", details={"why": why})]
        # GEOS leaves parts side by side that share an edge; a valid area has none inside.
        geometry = shapely.union_all(polygons)
        change = round(abs(geometry.area - before), 1)
        issues.append(
            Issue("geometry_repaired", "", Severity.WARNING, {"why": why, "change": change})
        )
    if isinstance(geometry, Polygon):
        geometry = MultiPolygon([geometry])
    return geometry, issues


_FORMS = {GeometryKind.POINT: _single, GeometryKind.LINE: _line, GeometryKind.AREA: _area}


@dataclass(frozen=True, slots=True)
class Territory:
    """Where a commune's assets may lie, in its home CRS (metres).

    Attributes
    ----------
    boundary : BaseGeometry or None
        None where the commune has no boundary yet; then `limits` alone count.
    tolerance_m : float
        The boundary's own error: within it, outside is a note and never a refusal.
    limits : tuple of float
        Where the home CRS is meant to be used: min east, min north, max east, max north.
    """

    commune: str
    crs: str
    boundary: BaseGeometry | None
    tolerance_m: float
    limits: tuple[float, float, float, float]

    def check(self, geometry: BaseGeometry, swapped: BaseGeometry | None = None) -> list[Issue]:
        """Check that a geometry lies in the commune.

        Parameters
        ----------
        swapped : BaseGeometry, optional
            The same geometry as it would lie with the axes of its source exchanged; by
            default with east and north exchanged. Exchanged coordinates of Luxembourg still
            lie within the CRS's own area, so only the boundary tells.
        """
        swapped = swapped or exchange_axes(geometry)
        if self.boundary is None:
            if _within(geometry, self.limits):
                return []
            code = "axes_swapped" if _within(swapped, self.limits) else "outside_crs"
            return [Issue(code, "", details={"crs": self.crs})]
        distance = float(shapely.distance(geometry, self.boundary))
        if distance == 0:
            return []
        if distance <= self.tolerance_m:
            details = {"commune": self.commune, "tolerance": self.tolerance_m}
            return [Issue("outside_boundary", "", Severity.NOTE, details)]
        if shapely.distance(swapped, self.boundary) <= self.tolerance_m:
            return [Issue("axes_swapped", "")]
        details = {"commune": self.commune, "distance": round(distance / 1000, 1)}
        return [Issue("outside_commune", "", details=details)]


def exchange_axes(geometry: BaseGeometry) -> BaseGeometry:
    """Return the geometry with its first two coordinates exchanged."""
    swapped: BaseGeometry = shapely.transform(geometry, lambda points: points[:, ::-1])
    return swapped


def _within(geometry: BaseGeometry, limits: tuple[float, float, float, float]) -> bool:
    west, south, east, north = geometry.bounds
    return bool(
        limits[0] <= west and limits[1] <= south and east <= limits[2] and north <= limits[3]
    )
