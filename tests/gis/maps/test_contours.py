"""Contour lines: on a cone, a plane, around what is unknown; and the door to them."""

from __future__ import annotations

import re

import numpy as np
import pytest
import shapely

from gis.maps import contours
from tests.gis.maps.test_hillshade import put


def cone(size: int = 61) -> np.ndarray:
    y, x = np.mgrid[0:size, 0:size]
    middle = (size - 1) / 2
    return (100 - np.hypot(x - middle, y - middle)).astype(np.float32)


@pytest.mark.parametrize("level", [75.0, 82.5, 90.0])
def test_a_cone_has_circles(level):
    (line,) = shapely.get_parts(contours.trace(cone(), level))
    assert line.is_closed
    distances = shapely.distance(
        shapely.points(shapely.get_coordinates(line)), shapely.Point(30, 30)
    )
    assert distances == pytest.approx(100 - level, abs=0.1)


def test_a_slope_has_one_straight_line():
    _, x = np.mgrid[0:20, 0:30]
    (line,) = shapely.get_parts(contours.trace(x.astype(np.float32), 7.5))
    assert line.length == pytest.approx(19, abs=0.01)
    assert shapely.get_coordinates(line)[:, 0] == pytest.approx(7.5, abs=0.01)


def test_no_line_comes_near_what_is_unknown():
    levels = cone()
    levels[:, :10] = np.nan
    found = contours.trace(levels, 75.0)
    assert shapely.bounds(found)[0] >= 10
    assert contours.trace(np.full((5, 5), np.nan, dtype=np.float32), 3).is_empty


def test_a_height_that_the_grid_has_itself_leaves_no_gap():
    levels = np.round(cone())
    lines = shapely.get_parts(contours.trace(levels, 80.0))
    assert all(line.is_closed for line in lines)


def test_few_lines_of_a_usual_interval_each_fifth_an_index_line():
    found = contours.heights(np.array([[201.0, 397.0]], dtype=np.float32))
    assert [level for level, _ in found] == [float(n) for n in range(205, 396, 5)]
    assert [level for level, index in found if index] == [225.0, 250, 275, 300, 325, 350, 375]
    assert contours.heights(np.full((2, 2), np.nan, dtype=np.float32)) == []


def test_the_door_gives_lines_where_there_is_a_terrain(client, make_commune, opened, tmp_path):
    make_commune()
    assert client.get("/ogc/heffingen/terrain/contours.geojson").status_code == 404
    with opened("heffingen") as session:
        put(session, tmp_path / "cone.tif", 300 - 2 * (100 - terrain_cone(200)))
    page = client.get("/heffingen/map").text
    (address,) = re.findall(r"/ogc/heffingen/terrain/contours\.geojson\?v=\w+", page)
    answer = client.get(address)
    assert answer.headers["content-type"].startswith("application/geo+json")
    assert "immutable" in answer.headers["cache-control"]
    again = client.get(address, headers={"If-None-Match": answer.headers["etag"]})
    assert again.status_code == 304
    lines = answer.json()["features"]
    highest = max(lines, key=lambda each: each["properties"]["level_m"])
    (x, y) = shapely.LineString(highest["geometry"]["coordinates"]).centroid.coords[0]
    with opened("heffingen") as session:
        east, north = session.commune.operation.to_home(x, y)
    assert (east, north) == pytest.approx((85_000, 93_000), abs=15)


def terrain_cone(cells: int) -> np.ndarray:
    across = np.arange(cells) + 0.5 - cells / 2
    return 100 - np.hypot(across[:, None], across[None, :])
