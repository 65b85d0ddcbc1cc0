"""Heights of the ground, sampled from rasters.

A terrain declares its resolution: whoever compares levels with it asks whether the cells
are fine enough for that.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import rasterio
from numpy.typing import NDArray
from rasterio.errors import RasterioError
from rasterio.windows import Window
from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from gis import crs
from gis.errors import Unreadable
from gis.sentences import phrase
from gis.session import CommuneSession


@dataclass(frozen=True, slots=True)
class Terrain:
    """A raster of ground levels, and what a number in it means.

    Attributes
    ----------
    metres_per_unit : float
        Factor from stored numbers to metres, beside the raster's own scale and offset.
    resolution_m : float
        Edge of a cell, metres.
    """

    name: str
    path: Path
    metres_per_unit: float
    resolution_m: float
    attribution: str = ""


def load(session: CommuneSession, terrain: Terrain) -> None:
    """Let a commune use a terrain; a terrain of the same name is replaced."""
    table = session.tables.tables["commune.terrain"]
    values = {
        "path": str(terrain.path),
        "metres_per_unit": terrain.metres_per_unit,
        "resolution_m": terrain.resolution_m,
        "attribution": terrain.attribution,
    }
    statement = insert(table).values(name=terrain.name, **values)
    session.connection.execute(
        statement.on_conflict_do_update(index_elements=["name"], set_=values)
    )


def inspect(path: Path, name: str, *, metres_per_unit: float, attribution: str = "") -> Terrain:
    """Read what a raster says of itself.

    Raises
    ------
    Unreadable
        No raster, without CRS, or without a plausible number of cells.
    """
    try:
        with rasterio.open(path) as dataset:
            if dataset.crs is None:
                raise Unreadable(path.name, phrase("raster_without_crs"))
            # Of a turned raster neither edge runs eastwards.
            step = math.hypot(dataset.transform.a, dataset.transform.d)
            if dataset.crs.is_geographic:
                step *= 111_320.0
            return Terrain(name, path.resolve(), metres_per_unit, step, attribution)
    except RasterioError as error:
        raise Unreadable(path.name, str(error)[:200]) from error


def of_commune(session: CommuneSession) -> Terrain | None:
    """Return the commune's finest terrain, or None where none is loaded."""
    table = session.tables.tables["commune.terrain"]
    row = session.connection.execute(
        select(table).order_by(table.c.resolution_m, table.c.name).limit(1)
    ).one_or_none()
    if row is None:
        return None
    return Terrain(row.name, Path(row.path), row.metres_per_unit, row.resolution_m, row.attribution)


def sample(
    terrain: Terrain, points: Sequence[tuple[float, float]], srid: int
) -> NDArray[np.float64]:
    """Return the ground level at points, interpolated between the four nearest cells.

    Parameters
    ----------
    points : sequence of (east, north) in EPSG:`srid`

    Returns
    -------
    array of float, metres, same length; NaN outside the raster and where it has no data.

    Raises
    ------
    Unreadable
        The file is gone or damaged.
    """
    if not points:
        return np.empty(0)
    try:
        with rasterio.open(terrain.path) as dataset:
            x, y = crs.between(srid, dataset.crs.to_wkt(), points)
            columns, rows = ~dataset.transform @ (np.asarray(x), np.asarray(y))
            # Cell values stand for cell centres.
            levels = _bilinear(dataset, columns - 0.5, rows - 0.5)
            scale = dataset.scales[0] * terrain.metres_per_unit
            offset = dataset.offsets[0] * terrain.metres_per_unit
            found: NDArray[np.float64] = levels * scale + offset
            return found
    except RasterioError as error:
        raise Unreadable(terrain.path.name, str(error)[:200]) from error


def _bilinear(
    dataset: rasterio.DatasetReader, columns: NDArray[np.float64], rows: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Interpolate; beside missing cells the nearest one counts, if it is there."""
    levels = np.full(len(columns), np.nan)
    half = 0.5  # of a cell: from its centre to its edge
    inside = (
        (columns >= -half)
        & (rows >= -half)
        & (columns <= dataset.width - half)
        & (rows <= dataset.height - half)
    )
    if not inside.any():
        return levels
    left, top = (np.floor(v).astype(int) for v in (columns[inside], rows[inside]))
    low_c, low_r = max(left.min(), 0), max(top.min(), 0)
    high_c = min(left.max() + 2, dataset.width)
    high_r = min(top.max() + 2, dataset.height)
    window = Window(low_c, low_r, high_c - low_c, high_r - low_r)
    cells = dataset.read(1, window=window, masked=True).astype(float).filled(np.nan)

    def at(row: NDArray[np.int_], column: NDArray[np.int_]) -> NDArray[np.float64]:
        r = np.clip(row, 0, dataset.height - 1) - low_r
        c = np.clip(column, 0, dataset.width - 1) - low_c
        values: NDArray[np.float64] = cells[r, c]
        return values

    across, down = columns[inside] - left, rows[inside] - top
    upper = at(top, left) * (1 - across) + at(top, left + 1) * across
    lower = at(top + 1, left) * (1 - across) + at(top + 1, left + 1) * across
    found = upper * (1 - down) + lower * down
    nearest = at(np.rint(rows[inside]).astype(int), np.rint(columns[inside]).astype(int))
    levels[inside] = np.where(np.isnan(found), nearest, found)
    return levels
