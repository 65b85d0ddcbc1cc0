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

from api.context import Context
from api.security import tokens
from gis import assets
from gis.exchange.export import bundle, verify
from gis.exchange.export import text as export_text
from gis.geometry import from_geojson
from gis.settings import Settings
from gis.viewer import ViewerRole
from layers.catalogue import CATALOGUE

URL = "/api/v1/heffingen/exports/sigi"
NASTY = 'a "quoted" \\ back\\nslash, tab\t, line\nbreak, é, 😀, \u2028, </script>, \x01\x02'


@pytest.fixture
def app_context(engine, now, tmp_path: Path) -> Context:
    return Context(Settings(demo=True, home=tmp_path), engine, CATALOGUE, lambda: now)


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
    assert body.keys() == {"type", "links", "features"}, "no crs member"
    assert len(body["features"]) == 300
    keys = {tuple(feature["properties"]) for feature in body["features"]}
    assert len(keys) == 1, "every key in every feature"
    ids = {feature["id"] for feature in body["features"]}
    assert len(ids) == 300
    for feature in body["features"]:
        geometry, issues = from_geojson(feature["geometry"])
        assert not issues
        lon, lat = feature["geometry"]["coordinates"]
        assert 6 < lon < 7
        assert 49 < lat < 50
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
                text = b"".join(export_text.collection(session, pole, block=64))
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
    assert (body["type"], body["features"]) == ("FeatureCollection", [])


# --- profiles -------------------------------------------------------------------------------


def test_json_fg_has_the_home_crs_beside_wgs84(client, auth, filled, tmp_path: Path) -> None:
    """OGC 21-045r1: north comes first in EPSG:2169, in `place` and only there."""
    answer = client.get(f"{URL}/pole.geojson?profile=jsonfg", headers=auth("machine"))
    body = answer.json()
    assert "http://www.opengis.net/spec/json-fg-1/1.0/conf/core" in body["conformsTo"]
    assert "http://www.opengis.net/spec/json-fg-1/1.0/conf/types-schemas" in body["conformsTo"]
    assert body["featureType"] == "pole"
    assert body["geometryDimension"] == 0
    assert body["coordRefSys"] == "http://www.opengis.net/def/crs/EPSG/0/2169"
    profiles = {link["href"] for link in body["links"] if link["rel"] == "profile"}
    assert "http://www.opengis.net/def/profile/OGC/0/jsonfg-plus" in profiles
    for feature in body["features"]:
        assert "coordRefSys" not in feature
        north, east = feature["place"]["coordinates"]
        assert 92_000 <= north <= 92_100
        assert 85_000 <= east < 85_300
        lon, lat = feature["geometry"]["coordinates"]
        assert 6 < lon < 7
        assert 49 < lat < 50
    plain = client.get(f"{URL}/pole.geojson", headers=auth("machine")).json()
    for feature in body["features"]:
        del feature["place"]
    assert body["features"] == plain["features"]


def test_gdal_reads_json_fg_in_its_own_crs(client, auth, filled, tmp_path: Path) -> None:
    import pyogrio

    path = tmp_path / "water_pipe.json"
    text = client.get(f"{URL}/water_pipe.geojson?profile=jsonfg", headers=auth("machine")).content
    path.write_bytes(text)
    frame = pyogrio.read_dataframe(f"JSONFG:{path}")
    assert frame.crs.to_epsg() == 2169
    wanted = LineString([(85_000, 92_000), (85_100.123456, 92_050.654321)])
    assert frame.geometry.iloc[0].hausdorff_distance(wanted) < 0.001


def test_a_text_sequence_has_one_record_a_feature(client, auth, filled) -> None:
    answer = client.get(f"{URL}/pole.geojsonl", headers=auth("machine"))
    assert answer.headers["content-type"] == "application/geo+json-seq"
    records = answer.content.split(b"\x1e")
    assert records[0] == b""
    assert all(record.endswith(b"\n") for record in records[1:])
    assert len({json.loads(record)["id"] for record in records[1:]}) == 300


def test_an_unknown_profile_is_refused(client, auth, filled) -> None:
    answer = client.get(f"{URL}/pole.geojson?profile=gml", headers=auth("machine"))
    assert answer.status_code == 422


def test_every_feature_fits_its_schema(client, auth, filled) -> None:
    import jsonschema

    for layer in ("pole", "water_pipe", "commune_boundary"):
        body = client.get(f"{URL}/{layer}.geojson", headers=auth("machine")).json()
        href = next(link["href"] for link in body["links"] if link["rel"] == "describedby")
        schema = client.get(f"{URL}/{href}", headers=auth("machine")).json()
        jsonschema.Draft202012Validator.check_schema(schema)
        validator = jsonschema.Draft202012Validator(
            schema, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
        )
        for feature in body["features"]:
            validator.validate(feature)
        broken = body["features"][0] | {"properties": {}}
        assert not validator.is_valid(broken)


# --- bundles --------------------------------------------------------------------------------


@pytest.fixture
def manifest(client, auth, filled) -> dict:
    answer = client.get(f"{URL}/manifest.json", headers=auth("machine"))
    assert answer.status_code == 200, answer.text
    return answer.json()


def _files(manifest: dict) -> list[dict]:
    found = [manifest["licence"], manifest["geopackage"], *manifest["code_lists"]]
    for layer in manifest["layers"]:
        found += [layer, layer["schema"], *layer["alternates"]]
    return found


def test_a_manifest_tells_all_of_its_files(client, auth, manifest, app_context) -> None:
    import hashlib

    headers = auth("machine") | {"accept-encoding": ""}
    assert manifest["profile"] == "netzkaart-sigi"
    assert manifest["commune"] == {"name": "heffingen", "title": "Heffingen", "lau": None}
    assert manifest["crs"]["axis_order"] == ["north", "east"]
    assert "proj" in manifest["coordinate_operation"]["pipeline"]
    counts = {layer["name"]: layer["count"] for layer in manifest["layers"]}
    assert (counts["pole"], counts["water_pipe"], counts["luminaire"]) == (300, 1, 0)
    assert "water_tank" not in counts, "a machine may not know of it"
    for entry in _files(manifest):
        answer = client.get(f"{URL}/{entry['href']}", headers=headers)
        assert answer.status_code == 200, entry
        assert len(answer.content) == entry["bytes"]
        assert hashlib.sha256(answer.content).hexdigest() == entry["sha256"]
        assert answer.headers["content-type"] == entry["media_type"]
        assert "immutable" in answer.headers["cache-control"]
    lists = [e for e in manifest["code_lists"] if e["name"] == "status"]
    codes = client.get(f"{URL}/{lists[0]['href']}", headers=headers).json()["codes"]
    assert codes[0]["label"].keys() == {"lb", "fr", "de", "en"}
    (folder,) = (app_context.settings.home / "exports" / "heffingen").glob("*.*_*")
    assert verify.verify(folder).problems == []


def test_files_resume_revalidate_and_pack(client, auth, manifest) -> None:
    entry = next(layer for layer in manifest["layers"] if layer["name"] == "pole")
    url, headers = f"{URL}/{entry['href']}", auth("machine") | {"accept-encoding": ""}
    whole = client.get(url, headers=headers)
    etag = whole.headers["etag"]
    assert entry["sha256"] in etag
    middle = len(whole.content) // 2
    rest = client.get(url, headers=headers | {"Range": f"bytes={middle}-", "If-Range": etag})
    assert rest.status_code == 206
    assert whole.content[:middle] + rest.content == whole.content
    other = client.get(url, headers=headers | {"Range": "bytes=5-", "If-Range": '"other"'})
    assert other.status_code == 200
    assert client.get(url, headers=headers | {"If-None-Match": etag}).status_code == 304
    packed = client.get(url, headers=headers | {"accept-encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.headers["etag"] != etag
    assert packed.content == whole.content
    fg = client.get(url + "?profile=jsonfg", headers=headers).json()
    assert fg["featureType"] == "pole"
    assert client.head(url, headers=headers).headers["content-length"] == str(entry["bytes"])


def test_a_bundle_never_changes_and_a_later_one_can_be_asked_for(
    client, auth, manifest, opened
) -> None:
    headers = auth("machine")
    entry = next(layer for layer in manifest["layers"] if layer["name"] == "pole")
    before = client.get(f"{URL}/{entry['href']}", headers=headers).content
    with opened("heffingen") as session:
        assets.create(session, session.layer("pole"), Point(85_000, 92_500), {})
    assert client.get(f"{URL}/{entry['href']}", headers=headers).content == before
    again = client.get(f"{URL}/manifest.json", headers=headers).json()
    assert again == manifest, "young enough: deltas tell the rest"
    incarnation, _, revision = manifest["cursor"].partition(".")
    wanted = f"{incarnation}.{int(revision) + 1}"
    later = client.get(f"{URL}/manifest.json?at_least={wanted}", headers=headers).json()
    assert later["cursor"] == wanted
    assert next(e for e in later["layers"] if e["name"] == "pole")["count"] == 301
    gone = client.get(f"{URL}/manifest.json?at_least={incarnation}.999", headers=headers)
    assert gone.status_code == 410


def test_one_bundle_is_built_however_many_ask(client, auth, filled, app_context) -> None:
    headers, names = auth("machine"), []

    def ask() -> None:
        names.append(client.get(f"{URL}/manifest.json", headers=headers).json()["created_at"])

    threads = [threading.Thread(target=ask) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(names) == 6
    folders = list((app_context.settings.home / "exports" / "heffingen").iterdir())
    assert len([f for f in folders if f.is_dir()]) == 1


def test_a_bundle_is_for_those_who_may_see_it(client, auth, manifest, opened) -> None:
    entry = next(layer for layer in manifest["layers"] if layer["name"] == "pole")
    url = f"{URL}/{entry['href']}"
    assert client.get(url).status_code == 401
    assert client.get(url, headers=auth("crew")).status_code == 403
    planner = client.get(f"{URL}/manifest.json", headers=auth("planner")).json()
    assert "water_tank" in {layer["name"] for layer in planner["layers"]}
    href = f"{URL}/{planner['geopackage']['href']}"
    assert client.get(href, headers=auth("planner")).status_code == 200
    assert client.get(href, headers=auth("machine")).status_code == 404


def test_only_listed_files_are_served(client, auth, manifest) -> None:
    name = manifest["geopackage"]["href"].split("/")[1]
    for path in (
        "nonsense/pole.geojson",
        "..%2f..%2fexports/pole.geojson",
        f"{name}/..%2f..%2f.lock",
        f"{name}/.lock",
        f"{name}/pole.geojson.gz",
        f"{name}/",
    ):
        answer = client.get(f"{URL}/bundles/{path}", headers=auth("machine"))
        assert answer.status_code == 404, path


def test_the_index_lists_what_a_token_may_read(
    client, auth, filled, make_commune, owner_engine, now
) -> None:
    from gis.communes import TOKEN

    make_commune("larochette")
    index = "/api/v1/exports/sigi/communes.json"
    assert client.get(index).status_code == 401
    assert client.get(index, headers={"Authorization": "Bearer wrong"}).status_code == 401
    assert client.get(index, headers=auth("crew")).status_code == 403
    both = client.get(index, headers=auth("machine")).json()["communes"]
    assert {each["name"] for each in both} == {"heffingen", "larochette"}
    with owner_engine.begin() as connection:
        for commune in ("larochette", "*"):
            token = tokens.issue(connection, commune=commune, role=ViewerRole.MACHINE, label="SIGI")
            if commune == "larochette":
                one = token
    try:
        headers = {"Authorization": f"Bearer {one}"}
        (only,) = client.get(index, headers=headers).json()["communes"]
        assert (only["name"], only["lau"]) == ("larochette", None)
        where = f"/api/v1/exports/sigi/{only['manifest']}"
        answer = client.get(where, headers=headers)
        assert answer.status_code == 200
        assert answer.json()["cursor"] == only["cursor"]
        every = {"Authorization": f"Bearer {token}"}
        assert len(client.get(index, headers=every).json()["communes"]) == 2
    finally:
        with owner_engine.begin() as connection:
            connection.execute(TOKEN.delete())


def test_bundles_are_kept_for_a_week(client, auth, manifest, opened, app_context, now) -> None:
    from datetime import timedelta

    from gis.session import open_session
    from gis.viewer import Viewer

    root = app_context.settings.home / "exports" / "heffingen"
    (root / ".building-debris").mkdir()
    with opened("heffingen") as session:
        assets.create(session, session.layer("pole"), Point(85_000, 92_500), {})
    machine = Viewer("machine", ViewerRole.MACHINE)

    def snapshot():
        return open_session(app_context.engine, CATALOGUE, "heffingen", machine, snapshot=True)

    bundle.newest(snapshot, root, now + timedelta(days=6))
    assert len([f for f in root.iterdir() if f.is_dir()]) == 2
    with opened("heffingen") as session:
        assets.create(session, session.layer("pole"), Point(85_000, 92_600), {})
    bundle.newest(snapshot, root, now + timedelta(days=8))
    assert len([f for f in root.iterdir() if f.is_dir()]) == 2, "the first is gone"
