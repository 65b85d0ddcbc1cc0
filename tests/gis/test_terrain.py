"""Ground levels, from rasters as they really are: centimetres, scales, upside down, gaps."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio
from affine import Affine
from shapely import box

from gis import terrain, terrain_check
from gis.errors import TerrainRefused, Unreadable


@pytest.fixture
def plane(tmp_path: Path) -> Path:
    """A slope of 1 m every 10 m eastwards, in decimetres, with a hole."""
    path = tmp_path / "plane.tif"
    levels = np.tile(np.arange(50, dtype="int16") * 10 + 3000, (40, 1))
    levels[10, 10] = -9999
    with rasterio.open(
        path,
        "w",
        driver="GTiff",
        width=50,
        height=40,
        count=1,
        dtype="int16",
        crs="EPSG:2169",
        transform=Affine(10, 0, 85_000, 0, -10, 93_000),
        nodata=-9999,
    ) as dataset:
        dataset.write(levels, 1)
    return path


def test_levels_are_interpolated_between_cells(plane: Path) -> None:
    ground = terrain.inspect(plane, "plane", metres_per_unit=0.1)
    assert ground.resolution_m == 10
    points = [(85_005, 92_995), (85_010, 92_990), (85_255, 92_700)]
    assert terrain.sample(ground, points, 2169) == pytest.approx([300, 300.5, 325])


def test_outside_and_holes_are_unknown_not_zero(plane: Path) -> None:
    ground = terrain.inspect(plane, "plane", metres_per_unit=0.1)
    hole = (85_105, 92_895)
    levels = terrain.sample(ground, [(84_000, 92_000), hole, (85_115, 92_895)], 2169)
    assert math.isnan(levels[0])
    assert math.isnan(levels[1])
    assert levels[2] == pytest.approx(311)
    assert len(terrain.sample(ground, [], 2169)) == 0


def test_real_rasters_give_the_levels_their_makers_tell(shared: Path) -> None:
    folder = shared / "terrain"
    village = [(85_177.66, 92_839.57)]
    luref = terrain.inspect(
        folder / "luxembourg_dem500_luref_cm.tif", "dem500", metres_per_unit=0.01
    )
    assert terrain.sample(luref, village, 2169)[0] == pytest.approx(315, abs=12)
    degrees = terrain.inspect(folder / "luxembourg_elev_1km_wgs84.tif", "1km", metres_per_unit=1)
    assert terrain.sample(degrees, village, 2169)[0] == pytest.approx(322, abs=15)
    assert 500 < degrees.resolution_m < 1000


AROUND = box(85_100, 92_700, 85_300, 92_900)


@pytest.mark.parametrize(
    ("unit_m", "boundary", "code"),
    [
        (0.1, AROUND, None),
        (0.1, None, None),
        (0.1, box(75_000, 80_000, 76_000, 81_000), "terrain_elsewhere"),
        (0.1, box(85_101, 92_891, 85_109, 92_899), "terrain_empty"),
        (10.0, AROUND, "terrain_implausible"),
        (-0.1, AROUND, "terrain_below_sea"),
    ],
)
def test_a_raster_that_cannot_be_the_ground_is_refused(
    make_commune: Any,
    opened: Any,
    plane: Path,
    unit_m: float,
    boundary: Any,
    code: str | None,
) -> None:
    make_commune(boundary=boundary)
    ground = terrain.inspect(plane, "plane", metres_per_unit=unit_m)
    with opened("heffingen") as session:
        try:
            found = list(terrain_check.examine(session, ground))
        except TerrainRefused as refused:
            found = list(refused.issues)
    assert [issue.code for issue in found] == ([code] if code else [])


def test_a_raster_of_the_world_is_told_to_be_coarse(
    make_commune: Any, opened: Any, tmp_path: Path
) -> None:
    path = tmp_path / "world.tif"
    with rasterio.open(
        path,
        "w",
        driver="GTiff",
        width=360,
        height=180,
        count=1,
        dtype="float32",
        crs="EPSG:4326",
        transform=Affine(1, 0, -180, 0, -1, 90),
    ) as dataset:
        dataset.write(np.full((180, 360), 320, dtype="float32"), 1)
    make_commune(boundary=AROUND)
    with opened("heffingen") as session:
        found = terrain_check.examine(session, terrain.inspect(path, "w", metres_per_unit=1))
    assert [issue.code for issue in found] == ["terrain_coarse"]


def test_what_is_no_raster_is_told(tmp_path: Path) -> None:
    path = tmp_path / "no.tif"
    path.write_bytes(b"II*\0" + b"garbage" * 10)
    with pytest.raises(Unreadable):
        terrain.inspect(path, "no", metres_per_unit=1)
