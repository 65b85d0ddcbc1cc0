"""The relief under a map: which side is in the shade, and what is never drawn."""

from __future__ import annotations

import numpy as np
import pytest
import rasterio
from rasterio.io import MemoryFile
from shapely import box
from shapely.geometry import MultiPolygon

from gis import assets, terrain
from gis.errors import Unreadable
from gis.maps import hillshade
from gis.maps.symbols import LIGHT, channels


def put(session, path, levels, cell_m=10.0):
    """Load a terrain around the middle of Heffingen."""
    height, width = levels.shape
    with rasterio.open(
        path,
        "w",
        driver="GTiff",
        width=width,
        height=height,
        count=1,
        dtype="float32",
        crs="EPSG:2169",
        transform=rasterio.Affine(cell_m, 0, 84000, 0, -cell_m, 94000),
    ) as dataset:
        dataset.write(levels.astype("float32"), 1)
    terrain.load(session, terrain.inspect(path, "t", metres_per_unit=1.0))


def decoded(picture: bytes) -> np.ndarray:
    with MemoryFile(picture) as memory, memory.open() as dataset:
        return dataset.read().astype(float)


def cone(cells: int = 200) -> np.ndarray:
    across = np.arange(cells) - cells / 2
    return 300 - 2 * np.hypot(across[:, None], across[None, :])


def test_flat_ground_has_no_shade():
    assert not hillshade.shade(np.full((9, 9), 250, dtype=np.float32), 10).any()


def test_the_slope_towards_the_north_west_is_bright():
    rows, columns = np.mgrid[0:9, 0:9].astype(np.float32)
    assert (hillshade.shade(columns + rows, 10) > 0).all(), "rises to the south-east"
    assert (hillshade.shade(-columns - rows, 10) < 0).all(), "falls to the south-east"


def test_what_is_unknown_is_flat():
    levels = np.full((9, 9), np.nan, dtype=np.float32)
    assert not hillshade.shade(levels, 10).any()


def test_no_terrain_no_relief(session):
    assert hillshade.of_commune(session) is None


@pytest.mark.filterwarnings("ignore::rasterio.errors.NotGeoreferencedWarning")
def test_a_hill_is_gentle_and_its_picture_light(session, tmp_path):
    put(session, tmp_path / "hill.tif", cone())
    relief = hillshade.of_commune(session)
    picture = relief.picture("light")
    assert len(picture) < 40_000
    found = decoded(picture)
    plain = np.array(channels(LIGHT))[:, None, None]
    _, height, width = found.shape
    assert (found[:, : height // 2, : width // 2] >= plain - 6).mean() > 0.9, "north-west: bright"
    assert (found[:, height // 2 :, width // 2 :] <= plain + 6).mean() > 0.9, "south-east: dark"
    assert found.min() > plain.min() * 0.8, "labels stay legible"
    assert abs(found[:, 0, :] - plain[:, 0]).max() < 8, "no edge to be seen"


def test_the_commune_bounds_the_picture(session, tmp_path):
    put(session, tmp_path / "hill.tif", cone())
    layer = session.catalogue.bounding()
    assets.create(session, layer, MultiPolygon([box(84500, 92500, 85000, 93000)]), {})
    west, _, east, _ = hillshade.of_commune(session).box
    assert (east - west) * 71_900 == pytest.approx(500 * 1.3, rel=0.05)


def test_a_terrain_that_is_gone_leaves_the_map(session, tmp_path):
    path = tmp_path / "hill.tif"
    put(session, path, cone())
    relief = hillshade.of_commune(session)
    path.unlink()
    assert hillshade.of_commune(session) is None
    with pytest.raises(Unreadable):
        relief.picture("dark")


def test_the_server_hands_it_out(make_commune, opened, client, tmp_path):
    make_commune()
    address = "/ogc/heffingen/terrain/hillshade/light.webp"
    assert client.get(address).status_code == 404
    with opened("heffingen") as session:
        put(session, tmp_path / "hill.tif", cone())
    answer = client.get(address)
    assert answer.headers["content-type"] == "image/webp"
    assert answer.headers["cache-control"] == "no-cache"
    west, south, east, north = map(float, answer.headers["netzkaart-bounds"].split(","))
    assert 6.1 < west < east < 6.4
    assert 49.6 < south < north < 49.9
    etag = answer.headers["etag"]
    assert client.get(address, headers={"If-None-Match": etag}).status_code == 304
    version = etag.strip('"').partition("-")[0]
    assert "immutable" in client.get(f"{address}?v={version}").headers["cache-control"]
    assert client.get("/ogc/heffingen/terrain/hillshade/blue.webp").status_code == 400
    page = client.get("/heffingen/map").text
    assert f"hillshade/light.webp?v={version}" in page.replace("\\u0026", "&")
    assert "data-relief" in page
