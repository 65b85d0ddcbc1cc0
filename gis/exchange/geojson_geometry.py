"""Geometries of GeoJSON, many at once, in whatever coordinates they are."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from shapely import Geometry, GeometryCollection
from shapely.geometry import shape

from gis.errors import Issue
from gis.geometry import MAX_VERTICES
from gis.sentences import phrase

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

_DEPTHS = {
    "Point": 0,
    "MultiPoint": 1,
    "LineString": 1,
    "MultiLineString": 2,
    "Polygon": 2,
    "MultiPolygon": 3,
}
GEOMETRY_TYPES = (*_DEPTHS, "GeometryCollection")
_RING = 4
_LINE = 2


class _Malformed(ValueError):
    """What is wrong with a geometry."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def geometries_of(values: Sequence[Any]) -> tuple[NDArray[np.object_], list[Issue]]:
    """Make geometries of the ``geometry`` members of features.

    Returns
    -------
    geometries : array of object
        None where there is none or where an issue tells what is wrong.
    issues : list of Issue
        With paths ``features.N.geometry``. A null geometry is no issue here.
    """
    found = np.empty(len(values), dtype=object)
    issues: list[Issue] = []
    points: list[int] = []
    positions: list[list[float]] = []
    for n, value in enumerate(values):
        if value is None:
            continue
        # Points are made all at once: most files are made of them.
        if type(value) is dict and value.get("type") == "Point" and len(value) == _LINE:
            position = value.get("coordinates")
            if type(position) is list and len(position) == _LINE:
                x, y = position
                if type(x) is float and type(y) is float and math.isfinite(x + y):
                    points.append(n)
                    positions.append(position)
                    continue
        try:
            found[n] = _geometry(value)
        except _Malformed as error:
            details = {"why": error.why}
            issues.append(Issue("geometry_malformed", f"features.{n}.geometry", details=details))
    if points:
        found[points] = shapely.points(np.array(positions))
    return found, issues


def _geometry(value: Any, *, nested: bool = False) -> Geometry:
    if not isinstance(value, dict):
        raise _Malformed(phrase("object_expected", found=type(value).__name__))
    kind = value.get("type")
    if kind == "GeometryCollection":
        return _collection(value, nested=nested)
    if not isinstance(kind, str) or kind not in _DEPTHS:
        known = {each.lower(): each for each in GEOMETRY_TYPES}
        hint = known.get(str(kind).lower())
        written = str(kind)[:40]
        if hint:
            raise _Malformed(phrase("type_misspelt", found=written, wanted=hint))
        raise _Malformed(phrase("geometry_type_unknown", found=written))
    for member in ("features", "geometry", "properties"):
        if member in value:
            raise _Malformed(phrase("member_misplaced", kind=kind, member=member))
    if "coordinates" not in value:
        raise _Malformed(phrase("coordinates_missing"))
    count = _check(value["coordinates"], _DEPTHS[kind], kind)
    if count > MAX_VERTICES:
        raise _Malformed(phrase("too_many_vertices", count=count, limit=MAX_VERTICES))
    try:
        return shape({"type": kind, "coordinates": _even(value["coordinates"], _DEPTHS[kind])})
    except (ValueError, TypeError, OverflowError, shapely.errors.GEOSException) as error:
        raise _Malformed(str(error)[:120]) from None


def _collection(value: Mapping[str, Any], *, nested: bool) -> Geometry:
    parts = value.get("geometries")
    if not isinstance(parts, list):
        raise _Malformed(phrase("geometries_no_array"))
    if nested:
        raise _Malformed(phrase("collection_nested"))
    found = [_geometry(part, nested=True) for part in parts]
    # One part alone is that part; RFC 7946 advises against such collections.
    return found[0] if len(found) == 1 else GeometryCollection(found)


def _check(value: Any, depth: int, kind: str) -> int:
    """Check nesting, numbers and closed rings; return the number of positions."""
    if not isinstance(value, list):
        raise _Malformed(phrase("coordinates_no_array"))
    if depth == 0:
        _position(value)
        return 1
    if depth == 1:
        for position in value:
            if not isinstance(position, list):
                raise _Malformed(phrase("position_no_array"))
            _position(position)
        if kind in ("Polygon", "MultiPolygon"):
            _ring(value)
        elif kind != "MultiPoint" and len(value) < _LINE:
            raise _Malformed(phrase("line_short", count=len(value)))
        return len(value)
    return sum(_check(part, depth - 1, kind) for part in value)


def _position(value: list[Any]) -> None:
    if len(value) < _LINE:
        raise _Malformed(phrase("position_short", count=len(value)))
    for number in value:
        if isinstance(number, bool) or not isinstance(number, (int, float)):
            raise _Malformed(phrase("coordinate_no_number", found=str(number)[:40]))
        if not math.isfinite(number):
            raise _Malformed(phrase("coordinate_not_finite"))


def _ring(ring: list[Any]) -> None:
    if len(ring) < _RING:
        raise _Malformed(phrase("ring_short", count=len(ring)))
    if ring[0][:2] != ring[-1][:2]:
        raise _Malformed(phrase("ring_open"))


def _even(value: Any, depth: int) -> Any:
    """Leave two or three numbers of every position, as many as all of them have."""
    return _trimmed(value, depth, min(3, _fewest(value, depth)))


def _fewest(value: Any, depth: int) -> int:
    if depth == 0:
        return len(value)
    return min((_fewest(part, depth - 1) for part in value), default=2)


def _trimmed(value: Any, depth: int, numbers: int) -> Any:
    if depth == 0:
        return value[:numbers]
    return [_trimmed(part, depth - 1, numbers) for part in value]
