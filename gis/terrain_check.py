"""Whether a raster can be the ground of a commune: that it lies there, and says metres.

A raster of another place, in centimetres, or with gaps written as -32768 would be taken without
a word, and every depth computed with it would be wrong.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import rasterio
from rasterio.errors import RasterioError
from rasterio.windows import Window

from gis import crs, territories
from gis.errors import Issue, Severity, TerrainRefused, Unreadable

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gis.geometry import Territory
    from gis.session import CommuneSession
    from gis.terrain import Terrain

LOWEST_M, HIGHEST_M = -500.0, 9000.0
"""Between them lies all ground that people live on, with room below the Dead Sea."""

FINE_M = 100.0
"""Coarser cells smooth away the slopes that water runs down."""

_BELOW_SEA_M = -10.0
_SAMPLE = 256
_GRID = 9


def examine(session: CommuneSession, terrain: Terrain) -> list[Issue]:
    """Return what a commune should know of a terrain before it uses it.

    Raises
    ------
    TerrainRefused
        It lies elsewhere, holds nothing there, or its numbers cannot be heights in metres.
    Unreadable
    """
    path = terrain.path.name
    levels = _levels(terrain, territories.of(session), session.commune.srid)
    if levels is None:
        details = {"commune": session.commune.title}
        raise TerrainRefused([Issue("terrain_elsewhere", path, details=details)], path)
    known = levels[np.isfinite(levels)]
    if not len(known):
        details = {"commune": session.commune.title}
        raise TerrainRefused([Issue("terrain_empty", path, details=details)], path)
    low, high = float(known.min()), float(known.max())
    levels_m = {"low": low, "high": high}
    if low < LOWEST_M or high > HIGHEST_M:
        raise TerrainRefused([Issue("terrain_implausible", path, details=levels_m)], path)
    found = []
    if terrain.resolution_m > FINE_M:
        cell = {"resolution": round(terrain.resolution_m)}
        found.append(Issue("terrain_coarse", path, Severity.WARNING, cell))
    if float(np.median(known)) < _BELOW_SEA_M:
        found.append(Issue("terrain_below_sea", path, Severity.WARNING, levels_m))
    return found


def _levels(terrain: Terrain, ground: Territory, srid: int) -> NDArray[np.float64] | None:
    """Return some of the levels around the commune, metres; None where the raster is elsewhere."""
    try:
        with rasterio.open(terrain.path) as dataset:
            window = _window(dataset, ground, srid)
            if window is None:
                return None
            shape = (min(_SAMPLE, int(window.height)), min(_SAMPLE, int(window.width)))
            cells = dataset.read(1, window=window, out_shape=shape, masked=True)
            numbers = cells.astype(float).filled(np.nan)
            levels: NDArray[np.float64] = numbers * dataset.scales[0] + dataset.offsets[0]
            return levels * terrain.metres_per_unit
    except RasterioError as error:
        raise Unreadable(terrain.path.name, str(error)[:200]) from error


def _window(dataset: rasterio.DatasetReader, ground: Territory, srid: int) -> Window | None:
    """Return the raster's part around the commune, or None where there is none."""
    box = ground.limits if ground.boundary is None else ground.boundary.bounds
    x, y = np.meshgrid(np.linspace(box[0], box[2], _GRID), np.linspace(box[1], box[3], _GRID))
    points = list(zip(x.ravel().tolist(), y.ravel().tolist(), strict=True))
    there = np.column_stack(crs.between(srid, dataset.crs.to_wkt(), points))
    there = there[np.isfinite(there).all(axis=1)]
    if not len(there):
        return None
    columns, rows = ~dataset.transform @ (there[:, 0], there[:, 1])
    left, right = max(0.0, columns.min()), min(float(dataset.width), columns.max())
    top, bottom = max(0.0, rows.min()), min(float(dataset.height), rows.max())
    if left >= right or top >= bottom:
        return None
    first, upper = int(left), int(top)
    return Window(first, upper, int(np.ceil(right)) - first, int(np.ceil(bottom)) - upper)
