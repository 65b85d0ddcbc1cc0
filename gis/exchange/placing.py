"""Bringing the geometries of a source layer into the commune, all at once.

What needs no attention goes through in arrays; each geometry that does is given to the same
functions that check a single capture, so that both doors say the same.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import shapely
from numpy.typing import NDArray

from gis import crs
from gis.errors import Issue, Severity
from gis.geometry import MAX_VERTICES, Territory, conform, exchange_axes
from layers.spec import GeometryKind

if TYPE_CHECKING:
    from gis.crs import Crs, Operation

Geometries = NDArray[np.object_]
Rows = NDArray[np.int64]

_TYPE_IDS = {
    GeometryKind.POINT: shapely.GeometryType.POINT,
    GeometryKind.LINE: shapely.GeometryType.LINESTRING,
    GeometryKind.AREA: shapely.GeometryType.MULTIPOLYGON,
}
_LINE_ID = shapely.GeometryType.LINESTRING


@dataclass(frozen=True, slots=True)
class Affine:
    """``x' = a x + b y + e``, ``y' = c x + d y + f``."""

    a: float
    b: float
    c: float
    d: float
    e: float = 0.0
    f: float = 0.0

    def apply(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        """Move points, shape (n, 2)."""
        x, y = points[:, 0], points[:, 1]
        return np.column_stack([self.a * x + self.b * y + self.e, self.c * x + self.d * y + self.f])


@dataclass(slots=True)
class Placed:
    """Geometries in the commune's home CRS and in the layer's form.

    Attributes
    ----------
    geometries : array
        None where a row was refused.
    issues : list of (row, Issue)
        Paths are relative to the row.
    notes : list of Issue
        Of the whole layer.
    heights : array of float or None
        The third coordinate of points, as the file has it; None where none says anything.
    """

    geometries: Geometries
    heights: NDArray[np.float64] | None = None
    operation: str = ""
    issues: list[tuple[int, Issue]] = field(default_factory=list)
    notes: list[Issue] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Way:
    """From a file's CRS to a commune's home CRS `srid`; `operation` is the commune's own.

    `affine` takes the file's numbers into its CRS first: other units, exchanged axes, a drawing
    placed by hand (`by_hand`: then no order of axes is mistaken).
    """

    source: Crs
    srid: int
    operation: Operation
    affine: Affine | None = None
    by_hand: bool = False

    def go(self, geometries: Geometries) -> tuple[Geometries, str]:
        """Return the geometries in the home CRS and the name of the operation used."""
        if self.affine is not None:
            geometries = shapely.transform(geometries, self.affine.apply)
        return crs.reproject(geometries, self.source, self.srid, self.operation)


def place(
    geometries: Geometries,
    way: Way,
    kind: GeometryKind,
    territory: Territory | None,
    *,
    links_are_points: bool = False,
) -> Placed:
    """Reproject geometries, bring them into a layer's form and check that they lie in the commune.

    Parameters
    ----------
    geometries : array
        In the file's CRS, None where a row has none.
    territory : Territory or None
        None where the layer is the boundary itself.
    links_are_points : bool
        Draw lines as points at their middle where the layer holds points: models write a valve
        as a link between two nodes.
    """
    placed = Placed(np.array(geometries, dtype=object))
    _leave_out_empty(placed)
    if shapely.has_z(placed.geometries).any():
        placed.heights = _heights(placed.geometries)
        placed.geometries = shapely.force_2d(placed.geometries)
    if links_are_points and kind is GeometryKind.POINT:
        _middle(placed)
    before = placed.geometries.copy()
    placed.geometries, placed.operation = way.go(placed.geometries)
    _refuse_unearthly(placed, before, way)
    _conform(placed, kind)
    if territory is not None:
        _check_place(placed, before, territory, way)
    return placed


def _heights(geometries: Geometries) -> NDArray[np.float64]:
    """Return the heights of points; zero stands for unknown where all of them are zero."""
    heights: NDArray[np.float64] = shapely.get_z(geometries)
    if not np.nan_to_num(heights).any():
        heights[:] = np.nan
    return heights


def _present(geometries: Geometries) -> Rows:
    found: Rows = np.flatnonzero(~shapely.is_missing(geometries))
    return found


def _leave_out_empty(placed: Placed) -> None:
    missing = shapely.is_missing(placed.geometries) | shapely.is_empty(placed.geometries)
    placed.issues += [
        (int(row), Issue("row_without_geometry", "geometry", Severity.WARNING))
        for row in np.flatnonzero(missing)
    ]
    placed.geometries[missing] = None


def _middle(placed: Placed) -> None:
    lines = np.flatnonzero(shapely.get_type_id(placed.geometries) == _LINE_ID)
    if len(lines):
        parts = placed.geometries[lines]
        middles = shapely.line_interpolate_point(parts, 0.5, normalized=True)
        # A link between two nodes at one place has no middle but that place.
        short = shapely.length(parts) == 0
        middles[short] = shapely.get_point(parts[short], 0)
        placed.geometries[lines] = middles
        details = {"count": len(lines)}
        placed.notes.append(Issue("line_to_point", "geometry", Severity.NOTE, details))


def _refuse_unearthly(placed: Placed, before: Geometries, way: Way) -> None:
    """Refuse what lies so far off that the home CRS has no number for it."""
    rows = _present(placed.geometries)
    parts = placed.geometries[rows]
    lost = rows[~_finite(parts) & _finite(before[rows])]
    if not len(lost):
        return
    swapped, _ = way.go(exchange_axes_of(before[lost]))
    for row, would_do in zip(lost, _finite(swapped), strict=True):
        code = "axes_swapped" if would_do else "outside_crs"
        details = {"crs": f"EPSG:{way.srid}"}
        placed.issues.append((int(row), Issue(code, "geometry", details=details)))
        placed.geometries[row] = None


def _finite(geometries: Geometries) -> NDArray[np.bool_]:
    coordinates, owners = shapely.get_coordinates(geometries, return_index=True)
    finite = np.ones(len(geometries), dtype=bool)
    finite[owners[~np.isfinite(coordinates).all(axis=1)]] = False
    return finite


def _conform(placed: Placed, kind: GeometryKind) -> None:
    rows = _present(placed.geometries)
    parts = placed.geometries[rows]
    odd = shapely.get_type_id(parts) != _TYPE_IDS[kind]
    odd |= ~_finite(parts)
    huge = shapely.get_num_coordinates(parts) > MAX_VERTICES
    if kind is GeometryKind.LINE:
        clean = np.flatnonzero(~odd)
        parts[clean] = shapely.remove_repeated_points(parts[clean])
        odd[clean] |= shapely.length(parts[clean]) == 0
    elif kind is GeometryKind.AREA:
        clean = np.flatnonzero(~odd & ~huge)
        odd[clean] |= ~shapely.is_valid(parts[clean])
    for n in np.flatnonzero(odd & ~huge):
        parts[n], issues = conform(parts[n], kind)
        placed.issues += [(int(rows[n]), issue.below("geometry")) for issue in issues]
    for n in np.flatnonzero(huge):
        count = int(shapely.get_num_coordinates(parts[n]))
        details = {"count": count, "limit": MAX_VERTICES}
        placed.issues.append(
            (int(rows[n]), Issue("geometry_too_many", "geometry", details=details))
        )
        parts[n] = None
    placed.geometries[rows] = parts


def _check_place(placed: Placed, before: Geometries, territory: Territory, way: Way) -> None:
    rows = _present(placed.geometries)
    outside = rows[~_inside(placed.geometries[rows], territory)]
    if not len(outside):
        return
    exchanged = exchange_axes_of(before[outside])
    swapped, _ = way.go(exchanged)
    for row, other in zip(outside, swapped, strict=True):
        geometry = placed.geometries[row]
        likely = not way.by_hand and np.isfinite(shapely.get_coordinates(other)).all()
        for issue in territory.check(geometry, other if likely else geometry):
            placed.issues.append((int(row), issue.below("geometry")))
            if issue.severity is Severity.ERROR:
                placed.geometries[row] = None


def exchange_axes_of(geometries: Geometries) -> Geometries:
    """Return geometries with their two coordinates exchanged."""
    swapped: Geometries = exchange_axes(geometries)  # type: ignore[arg-type,assignment]  # arrays too
    return swapped


def _inside(geometries: Geometries, territory: Territory) -> NDArray[np.bool_]:
    if territory.boundary is not None:
        shapely.prepare(territory.boundary)
        touching: NDArray[np.bool_] = shapely.intersects(territory.boundary, geometries)
        return touching
    bounds = shapely.bounds(geometries)
    west, south, east, north = territory.limits
    within: NDArray[np.bool_] = (
        (bounds[:, 0] >= west)
        & (bounds[:, 1] >= south)
        & (bounds[:, 2] <= east)
        & (bounds[:, 3] <= north)
    )
    return within
