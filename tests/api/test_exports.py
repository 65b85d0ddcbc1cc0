"""What machines pull: exact RFC 7946, and what other people's programs make of it."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import threading
from pathlib import Path

import pytest
from shapely import LineString, Point, Polygon
from shapely.geometry import shape

from gis import assets, features
from gis.geometry import from_geojson

URL = "/api/v1/heffingen/exports/sigi"
NASTY = 'a "quoted" \\ back\\nslash, tab\t, line\nbreak, é, 😀, \u2028, </script>, \x01\x02'


@pytest.fixture
def filled(make_commune, opened):
    make_commune()
    with opened("heffingen") as session:
        pole, pipe = session.layer("pole"), session.layer("water_pipe")
        for n in range(300):
            values = {"code": f"P{n}", "owner": NASTY if n % 2 else None, "height_m": n / 7}
            assets.create(session, pole, Point(85_000 + n, 92_000 + n / 3), values)
        line = LineString([(85_000, 92_000), (85_100.123456, 92_050.654321)])
        assets.create(session, pipe, line, {"code": "W1", "material": "pe100", "diameter_mm": 150})
        around = Polygon([(84_000, 91_000), (84_000, 93_000), (86_000, 93_000), (86_000, 91_000)])
        hole = [(84_500, 91_500), (85_000, 91_500), (85_000, 92_000), (84_500, 92_000)]
        boundary = Polygon(around.exterior, [hole])
        assets.create(session, session.catalogue.bounding(), boundary, {"name": "Heffingen"})


def test_a_file_is_exact_rfc_7946(client, auth, filled) -> None:
    answer = client.get(f"{URL}/pole.geojson", headers=auth("machine"))
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/geo+json"
    body = json.loads(answer.content)
    assert body.keys() == {"type", "features"}, "no crs member"
    assert len(body["features"]) == 300
    keys = {tuple(feature["properties"]) for feature in body["features"]}
    assert len(keys) == 1, "every key in every feature"
    ids = {feature["id"] for feature in body["features"]}
    assert len(ids) == 300
    for feature in body["features"]:
        geometry, issues = from_geojson(feature["geometry"])
        assert not issues
        lon, lat = feature["geometry"]["coordinates"]
        assert 6 < lon < 7 < 49 < lat < 50
        assert len(repr(lon).split(".")[1]) <= 7
        assert geometry is not None
    owners = {feature["properties"]["owner"] for feature in body["features"]}
    assert owners == {None, NASTY.strip()}


def test_rings_turn_right(client, auth, filled) -> None:
    body = client.get(f"{URL}/commune_boundary.geojson", headers=auth("machine")).json()
    (polygon,) = shape(body["features"][0]["geometry"]).geoms
    assert polygon.exterior.is_ccw
    assert not polygon.interiors[0].is_ccw


@pytest.mark.skipif(shutil.which("ogr2ogr") is None, reason="ogr2ogr is not installed")
def test_ogr2ogr_reads_everything_back(client, auth, filled, opened, tmp_path: Path) -> None:
    source, target = tmp_path / "pole.geojson", tmp_path / "pole.gpkg"
    source.write_bytes(client.get(f"{URL}/pole.geojson", headers=auth("machine")).content)
    command = ["ogr2ogr", "-f", "GPKG", "-t_srs", "EPSG:2169", str(target), str(source)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "ERROR" not in done.stderr
    back = tmp_path / "back.geojson"
    subprocess.run(
        ["ogr2ogr", "-f", "GeoJSON", "-lco", "COORDINATE_PRECISION=4", str(back), str(target)],
        check=True,
    )
    found = {f["properties"]["code"]: f for f in json.loads(back.read_text())["features"]}
    with opened("heffingen") as session:
        pole = session.layer("pole")
        assert len(found) == 300
        for code, feature in found.items():
            asset = assets.find_by_code(session, pole, code)
            assert asset is not None
            assert shape(feature["geometry"]).distance(asset.geometry) < 0.01
            assert feature["properties"]["owner"] == asset.properties["owner"]
            assert feature["properties"]["height_m"] == pytest.approx(asset.properties["height_m"])


def test_an_export_is_one_moment_whoever_writes(filled, opened, engine) -> None:
    """Two poles that always move together are never seen apart."""
    with opened("heffingen") as session:
        pole = session.layer("pole")
        pair = [assets.create(session, pole, Point(85_000, 91_200), {"code": c})[0] for c in "AB"]
    stop = threading.Event()

    def mover() -> None:
        version = 1
        while not stop.is_set():
            place = Point(85_000 + random.random() * 900, 91_200)
            with opened("heffingen") as session:
                for each in pair:
                    assets.change(session, pole, each.id, version, geometry=place)
            version += 1

    thread = threading.Thread(target=mover)
    thread.start()
    try:
        for _ in range(30):
            with opened("heffingen", snapshot=True) as session:
                text = b"".join(features.stream(session, pole, block=64))
            places = {
                feature["properties"]["code"]: feature["geometry"]["coordinates"]
                for feature in json.loads(text)["features"]
            }
            assert places["A"] == places["B"]
    finally:
        stop.set()
        thread.join()


def test_nothing_changed_is_304_and_a_change_is_not(client, auth, filled, opened) -> None:
    headers = auth("machine")
    first = client.get(f"{URL}/pole.geojson", headers=headers)
    known = headers | {"If-None-Match": first.headers["etag"]}
    assert client.get(f"{URL}/pole.geojson", headers=known).status_code == 304
    with opened("heffingen") as session:
        assets.create(session, session.layer("pole"), Point(85_000, 92_500), {})
    again = client.get(f"{URL}/pole.geojson", headers=known)
    assert again.status_code == 200
    assert len(again.json()["features"]) == 301


def test_gzip_is_the_same_file(client, auth, filled) -> None:
    plain = client.get(f"{URL}/pole.geojson", headers=auth("machine") | {"accept-encoding": ""})
    packed = client.get(
        f"{URL}/pole.geojson", headers=auth("machine") | {"accept-encoding": "gzip"}
    )
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.content == plain.content
    assert packed.headers["etag"] != plain.headers["etag"]


def test_who_may_export(client, auth, filled) -> None:
    assert client.get(f"{URL}/pole.geojson").status_code == 401
    assert client.get(f"{URL}/pole.geojson", headers=auth("crew")).status_code == 403
    # The machine's level does not reach restricted layers: it may not even know of them.
    restricted = client.get(f"{URL}/water_tank.geojson", headers=auth("machine"))
    unknown = client.get(f"{URL}/nonsense.geojson", headers=auth("machine"))
    assert restricted.status_code == unknown.status_code == 404
    assert "water_tank" not in restricted.json()["detail"].split("Known")[-1]


def test_an_empty_layer_is_an_empty_collection(client, auth, filled) -> None:
    body = client.get(f"{URL}/luminaire.geojson", headers=auth("machine")).json()
    assert body == {"type": "FeatureCollection", "features": []}
