"""Contour lines of a commune's terrain, for the map: lines of equal height, in degrees.

The terrain is read on a regular grid; each of its cells is two triangles, and through a triangle a
height passes as one straight line or not at all: no case is ambiguous. Pieces that meet become one
line.
"""

from __future__ import annotations

import json
import math
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
import rasterio
import shapely
from rasterio.errors import RasterioError
from rasterio.warp import Resampling, reproject

from gis import crs
from gis.errors import Unreadable

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gis.maps.hillshade import Relief

LONGEST_CELLS = 500
"""Of the grid's longer edge: finer lines nobody tells apart behind a network."""

INDEX = 5
"""Each so many lines one is bolder and says its height."""

_INTERVALS_M = (1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0)
_MOST_LINES = 40
_ASIDE_M = 0.001  # no line passes exactly through a point of the grid
_SHORTEST_CELLS = 6.0


@lru_cache(maxsize=8)
def of_relief(relief: Relief) -> str:
    """Return the lines as GeoJSON: ``level_m``, and ``index`` where it is a bolder one.

    Raises
    ------
    Unreadable
        The file is gone or damaged.
    """
    levels = _grid(relief)
    west, south, east, north = relief.box
    rows, columns = levels.shape
    right, down = (east - west) / columns, (north - south) / rows
    features = []
    for level, index in heights(levels):
        lines = shapely.get_parts(trace(levels, level))
        # From the middle of cells, counted from the north-west corner, to degrees.
        for line in lines[shapely.length(lines) >= _SHORTEST_CELLS]:
            cells = shapely.get_coordinates(shapely.simplify(line, 0.2)) + 0.5
            places = np.column_stack((west + cells[:, 0] * right, north - cells[:, 1] * down))
            features.append(_feature(places.round(6).tolist(), level, index=index))
    return json.dumps({"type": "FeatureCollection", "features": features}, separators=(",", ":"))


def _feature(places: list[list[float]], level: float, *, index: bool) -> dict[str, Any]:
    return {
        "type": "Feature",
        "geometry": {"type": "LineString", "coordinates": places},
        "properties": {"level_m": level, "index": index},
    }


def heights(levels: NDArray[np.float32]) -> list[tuple[float, bool]]:
    """Return the heights of the lines, and whether each is an index line."""
    if not np.isfinite(levels).any():
        return []
    low, high = float(np.nanmin(levels)), float(np.nanmax(levels))
    step = next((s for s in _INTERVALS_M if (high - low) / s <= _MOST_LINES), _INTERVALS_M[-1])
    numbers = range(math.ceil(low / step), math.floor(high / step) + 1)
    return [(n * step, n % INDEX == 0) for n in numbers]


def trace(levels: NDArray[np.float32], level: float) -> shapely.MultiLineString:
    """Return where a grid passes a height; x counts columns, y rows, from the first cell's middle.

    Parameters
    ----------
    levels : array of float, metres; NaN where unknown: no line comes near
    """
    rows, columns = levels.shape
    y, x = np.mgrid[0:rows, 0:columns]
    points = np.stack((x, y, levels - (level + _ASIDE_M)), axis=-1).astype(float)
    corners = points[:-1, :-1], points[:-1, 1:], points[1:, 1:], points[1:, :-1]
    triangles = np.concatenate(
        [
            np.stack([corners[n] for n in three], axis=-2).reshape(-1, 3, 3)
            for three in ((0, 1, 2), (0, 2, 3))
        ]
    )
    above = triangles[:, :, 2] > 0
    known = np.isfinite(triangles[:, :, 2]).all(axis=1)
    crossed = triangles[known & (above.any(axis=1) != above.all(axis=1))]
    if not len(crossed):
        return shapely.MultiLineString()
    # The corner that lies alone on its side: the line cuts the two edges that meet there.
    side = crossed[:, :, 2] > 0
    alone = np.where(side.sum(axis=1) == 1, side.argmax(axis=1), (~side).argmax(axis=1))
    each = np.arange(len(crossed))
    one, *others = (crossed[each, (alone + n) % 3] for n in range(3))
    ends = [_cut(one, other) for other in others]
    pieces = shapely.MultiLineString(list(np.stack(ends, axis=1).round(6)))
    merged = shapely.line_merge(pieces)
    return shapely.MultiLineString(list(shapely.get_parts(merged)))


def _cut(one: NDArray[np.float64], other: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return where the height is zero between two points; from the lower one, so that none gaps."""
    swapped = (one[:, 2] > other[:, 2])[:, None]
    low, high = np.where(swapped, other, one), np.where(swapped, one, other)
    share = (low[:, 2] / (low[:, 2] - high[:, 2]))[:, None]
    found: NDArray[np.float64] = low[:, :2] + share * (high[:, :2] - low[:, :2])
    return found


def _grid(relief: Relief) -> NDArray[np.float32]:
    west, south, east, north = relief.box
    squeezed = math.cos(math.radians((south + north) / 2))
    across, up = (east - west) * squeezed, north - south
    cell_deg = max(across, up) / LONGEST_CELLS
    columns, rows = max(2, round(across / cell_deg)), max(2, round(up / cell_deg))
    cells = rasterio.Affine((east - west) / columns, 0, west, 0, (south - north) / rows, north)
    levels = np.full((rows, columns), np.nan, dtype=np.float32)
    try:
        with rasterio.open(relief.ground.path) as dataset:
            reproject(
                rasterio.band(dataset, 1),
                levels,
                dst_transform=cells,
                dst_crs=f"EPSG:{crs.WGS84}",
                dst_nodata=np.nan,
                resampling=Resampling.cubic_spline,
            )
            unit = relief.ground.metres_per_unit
            levels *= np.float32(dataset.scales[0] * unit)
            levels += np.float32(dataset.offsets[0] * unit)
    except RasterioError as error:
        raise Unreadable(relief.ground.path.name, str(error)[:200]) from error
    return levels
