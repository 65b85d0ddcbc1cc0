"""A fine relief for the demo, invented upon the real one.

BD-L-MNT5 lies here at 500 m only: too coarse for a sewer of fifty metres. A smooth surface is
laid through it, brooks cut their valleys into it, and ripples of half a metre keep it from
looking like plastic. ``python -m api.demo.relief`` writes it again; the file is synthetic and
says so.
"""

from __future__ import annotations

import json
from importlib.resources import as_file, files
from pathlib import Path

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from api.demo.drawing import Place
from api.demo.site import BROOKS, TANK, Brook
from api.demo.streets import meander
from gis import crs, terrain
from gis.geometry import from_geojson

DATA = files("api.demo").joinpath("data")
FILE = "heffingen_relief_10m_synthetic.tif"
ATTRIBUTION = "Synthetic relief upon BD-L-MNT5 (CC0)"
CELL_M = 10.0
_COARSE_M = 500.0
EXTENT = (83500.0, 89700.0, 88300.0, 95500.0)
"""West, south, east and north of the relief, EPSG:2169: the commune and a margin."""

_BANK_SLOPE = 0.035
# The tank needs a hill that the coarse raster has smoothed away.
_KNOLL_M, _KNOLL_RADIUS_M = 19.0, 190.0

Floats = NDArray[np.float64]


def coarse() -> terrain.Terrain:
    """Return the real, coarse relief of the country."""
    with as_file(DATA.joinpath("luxembourg_dem500_luref_cm.tif")) as raster:
        return terrain.inspect(
            Path(raster), "dem500", metres_per_unit=0.01, attribution="BD-L-MNT5, CC0"
        )


def fine() -> terrain.Terrain:
    """Return the synthetic relief of the demo commune."""
    with as_file(DATA.joinpath(FILE)) as raster:
        return terrain.inspect(
            Path(raster), "relief10_synthetic", metres_per_unit=0.01, attribution=ATTRIBUTION
        )


class Ground:
    """Ground levels of the fine relief, read once: draughtsmen ask for them one by one."""

    def __init__(self) -> None:
        xs, ys = _cells()
        places = list(zip(xs.ravel().tolist(), ys.ravel().tolist(), strict=True))
        levels = terrain.sample(fine(), places, crs.LUREF).reshape(xs.shape)
        self._rows: list[list[float]] = [row.tolist() for row in levels]

    def level(self, where: Place) -> float:
        """Return the level of the ground at a place, metres, to the centimetre."""
        column = (where[0] - EXTENT[0]) / CELL_M - 0.5
        row = (EXTENT[3] - where[1]) / CELL_M - 0.5
        i, j = int(row), int(column)
        down, across = row - i, column - j
        (a, b), (c, d) = self._rows[i][j : j + 2], self._rows[i + 1][j : j + 2]
        upper, lower = a + (b - a) * across, c + (d - c) * across
        return round(upper + (lower - upper) * down, 2)

    def levels(self, places: list[Place]) -> list[float]:
        """Return the levels of the ground at places, metres."""
        return [self.level(where) for where in places]


def _cells() -> tuple[Floats, Floats]:
    """Return east and north of the centres of all cells, the northernmost row first."""
    west, south, east, north = EXTENT
    half = CELL_M / 2
    xs, ys = np.meshgrid(
        np.arange(west + half, east, CELL_M), np.arange(north - half, south, -CELL_M)
    )
    return xs, ys


def boundary(operation: crs.Operation) -> BaseGeometry:
    """Return the real outline of Heffingen in the home CRS, metres."""
    text = DATA.joinpath("heffingen_boundary.geojson").read_text(encoding="utf-8")
    geometry, _ = from_geojson(json.loads(text)["features"][0]["geometry"])
    if geometry is None:
        raise ValueError("the boundary of the demo cannot be read")
    return crs.transform(geometry, operation.to_home)


def carve(east: Floats, north: Floats, level: Floats) -> Floats:
    """Return invented ground levels at cell centres, from the coarse ones there (metres)."""
    distance = np.hypot(east - TANK[0], north - TANK[1])
    level = level + _KNOLL_M * np.exp(-((distance / _KNOLL_RADIUS_M) ** 2))
    level = level + _ripples(east, north)
    for brook in BROOKS:
        level = _valley(brook, east, north, level)
    return level


def _ripples(east: Floats, north: Floats) -> Floats:
    """Unevenness of half a metre: waves whose lengths have no common measure."""
    total = np.zeros_like(east)
    for length, angle, height in ((311.0, 0.4, 0.22), (173.0, 2.1, 0.16), (97.0, 1.3, 0.1)):
        phase = (east * np.cos(angle) + north * np.sin(angle)) * 2 * np.pi / length
        total += height * np.sin(phase)
    return total


def _valley(brook: Brook, east: Floats, north: Floats, level: Floats) -> Floats:
    """Draw the ground towards the bed of a brook and its banks, the more the nearer."""
    line = meander(brook)
    points = shapely.points(east, north)
    distance = shapely.distance(line, points)
    along = shapely.line_locate_point(line, points)
    stations = [line.project(shapely.Point(x, y)) for x, y, _ in brook.course]
    bed = np.interp(along, stations, [z for _, _, z in brook.course])
    weight = np.exp(-((distance / brook.width_m) ** 2))
    drawn: Floats = level * (1 - weight) + weight * (bed + _BANK_SLOPE * distance)
    return drawn


def smooth(ground: terrain.Terrain, east: Floats, north: Floats) -> Floats:
    """Lay a cubic B-spline surface through coarse cells, metres."""
    columns, rows = east / _COARSE_M - 0.5, north / _COARSE_M - 0.5
    column, row = np.floor(columns), np.floor(rows)
    across, up = _weights(columns - column), _weights(rows - row)
    total = np.zeros_like(east)
    for i in range(4):
        for j in range(4):
            x = (column + (i - 1) + 0.5) * _COARSE_M
            y = (row + (j - 1) + 0.5) * _COARSE_M
            cells, inverse = np.unique(np.column_stack([x, y]), axis=0, return_inverse=True)
            places = [(float(a), float(b)) for a, b in cells]
            levels = terrain.sample(ground, places, crs.LUREF)[inverse]
            total += across[i] * up[j] * levels
    return total


def _weights(t: Floats) -> tuple[Floats, Floats, Floats, Floats]:
    return (
        (1 - t) ** 3 / 6,
        (3 * t**3 - 6 * t**2 + 4) / 6,
        (-3 * t**3 + 3 * t**2 + 3 * t + 1) / 6,
        t**3 / 6,
    )


def write(path: Path) -> None:
    """Write the relief of the commune as a GeoTIFF in centimetres, EPSG:2169."""
    import rasterio  # noqa: PLC0415  only here: nobody else writes rasters

    xs, ys = _cells()
    levels = carve(xs.ravel(), ys.ravel(), smooth(coarse(), xs.ravel(), ys.ravel()))
    with rasterio.open(
        path,
        "w",
        driver="GTiff",
        width=xs.shape[1],
        height=xs.shape[0],
        count=1,
        dtype="uint16",
        crs=f"EPSG:{crs.LUREF}",
        transform=rasterio.transform.from_origin(EXTENT[0], EXTENT[3], CELL_M, CELL_M),
        compress="deflate",
        predictor=2,
        zlevel=9,
    ) as dataset:
        dataset.update_tags(TIFFTAG_IMAGEDESCRIPTION=ATTRIBUTION)
        dataset.write(np.rint(levels * 100).astype(np.uint16).reshape(xs.shape), 1)


if __name__ == "__main__":
    write(Path(str(DATA.joinpath(FILE))))
