"""OGC API Features, as programs that others wrote read it."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest
from shapely import Point, Polygon
from shapely.geometry import shape

from api.dependencies import TOKEN_COOKIE
from gis import assets, crs

BASE = "/ogc/heffingen"
LUREF = "http://www.opengis.net/def/crs/EPSG/0/2169"


@pytest.fixture
def poles(make_commune, opened) -> set[str]:
    """25 poles in a row, 10 m apart, every second of wood."""
    make_commune()
    with opened("heffingen") as session:
        layer = session.layer("pole")
        made = [
            assets.create(
                session,
                layer,
                Point(85_000 + 10 * n, 92_000),
                {"code": f"P{n:02d}", "material": "wood" if n % 2 else "steel"},
            )
            for n in range(25)
        ]
    return {str(asset.id) for asset, _ in made}


def test_pages_join_to_the_whole(client, poles) -> None:
    url, seen = f"{BASE}/collections/pole/items?limit=10", []
    while url:
        answer = client.get(url)
        assert answer.status_code == 200, answer.text
        body = answer.json()
        assert body["numberReturned"] == len(body["features"])
        seen += [feature["id"] for feature in body["features"]]
        url = next((link["href"] for link in body["links"] if link["rel"] == "next"), None)
    assert len(seen) == 25
    assert set(seen) == poles


def test_ogr_reads_the_collection(server, poles) -> None:
    """GDAL's own client follows landing page, conformance, collections and pages."""
    command = ["ogrinfo", "-q", "-json", f"OAPIF:{server}{BASE}/", "pole"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:  # GDAL before 3.7 knows no -json
        command = ["ogrinfo", "-al", "-so", f"OAPIF:{server}{BASE}/", "pole"]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        assert "Feature Count: 25" in done.stdout, done.stdout
    assert "ERROR" not in done.stderr


def test_ogr_copies_the_collection(server, poles, tmp_path: Path) -> None:
    target = tmp_path / "pole.geojson"
    source = f"OAPIF:{server}{BASE}/"
    command = ["ogr2ogr", "-f", "GeoJSON", str(target), source, "pole", "-oo", "PAGE_SIZE=7"]
    subprocess.run(command, check=True, capture_output=True)
    assert len(json.loads(target.read_text())["features"]) == 25


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("material=wood", 12),
        ("material=wood&code=P03", 1),
        ("bbox=6.2,49.7,6.3,49.8", 25),
        ("bbox=6.2,49.7,0,6.3,49.8,500", 25),
        ("bbox=5,49,5.1,49.1", 0),
        ("bbox=-180,-90,180,90", 25),
        ("bbox=0,0,90,90", 25),
        ("bbox=-90,0,0,80", 0),
        ("bbox=170,49.7,6.23754,49.8", 1),
        (f"bbox=91990,84995,92010,85025&bbox-crs={LUREF}", 3),
        ("datetime=2020-01-01T00:00:00Z/..", 25),
        ("revision=0", 0),
        ("revision=1", 25),
    ],
)
def test_what_is_asked_for_is_what_comes(client, poles, query: str, count: int) -> None:
    body = client.get(f"{BASE}/collections/pole/items?limit=100&count=true&{query}").json()
    assert (body["numberMatched"], len(body["features"])) == (count, count)


def test_home_coordinates_come_north_first(client, poles) -> None:
    url = f"{BASE}/collections/pole/items?code=P00&crs={LUREF}"
    answer = client.get(url)
    assert answer.json()["features"][0]["geometry"]["coordinates"] == [92_000, 85_000]
    assert answer.headers["content-crs"] == f"<{LUREF}>"
    assert crs.north_first(2169)
    assert not crs.north_first(25832)


@pytest.mark.parametrize(
    ("query", "code", "path"),
    [
        ("bbox=1,2", "bad_bbox", "bbox"),
        ("bbox=a,b,c,d", "bad_bbox", "bbox"),
        ("bbox=nan,0,1,1", "bad_bbox", "bbox"),
        ("bbox=0,10,1,5", "bad_bbox", "bbox"),
        ("bbox=85000,92000,86000,93000", "bad_bbox", "bbox"),
        ("crs=EPSG:9999", "unknown_code", "crs"),
        ("datetime=yesterday", "not_a_time", "datetime"),
        ("datetime=2020-01-01/2019-01-01", "not_a_time", "datetime"),
        ("colour=red", "unknown_field", "colour"),
        ("remark=x", "unknown_field", "remark"),
        ("material=cheese", "unknown_code", "material"),
        ("height_m=tall", "wrong_type", "height_m"),
        ("f=xml", "unknown_code", "f"),
        ("limit=1&limit=2", "parameter_repeated", "limit"),
        ("material=wood&material=steel", "parameter_repeated", "material"),
        ("revision=999", "revision_ahead", "revision"),
    ],
)
def test_what_makes_no_sense_is_named(client, poles, query: str, code: str, path: str) -> None:
    answer = client.get(f"{BASE}/collections/pole/items?{query}")
    assert answer.status_code == 400, answer.text
    assert (code, path) in {(i["code"], i["path"]) for i in answer.json()["issues"]}


@pytest.mark.parametrize("query", ["limit=0", "limit=-1", "limit=x", "after=7", "revision=-1"])
def test_parameters_of_a_wrong_form_are_named(client, poles, query: str) -> None:
    answer = client.get(f"{BASE}/collections/pole/items?{query}")
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["issues"][0]["path"] == query.partition("=")[0]


def test_parameters_tell_what_is_wrong_in_the_language_asked_for(client, poles) -> None:
    said = {
        language: client.get(f"{BASE}/collections/pole/items?limit=x&lang={language}").json()
        for language in ("lb", "fr", "de", "en")
    }
    messages = {language: problem["issues"][0]["message"] for language, problem in said.items()}
    assert "ganze Zahl" in messages["de"]
    assert len(set(messages.values())) == 4


@pytest.mark.parametrize("path", ["/", "/conformance", "/collections", "/collections/pole"])
def test_no_address_ignores_a_parameter_that_it_does_not_know(client, poles, path: str) -> None:
    answer = client.get(f"{BASE}{path}?colour=red")
    assert answer.status_code == 400
    assert [issue["path"] for issue in answer.json()["issues"]] == ["colour"]
    assert client.get(f"{BASE}{path}?f=json&lang=fr").status_code == 200


def test_one_feature_is_shown_as_of_a_revision(client, poles) -> None:
    one = f"{BASE}/collections/pole/items/{min(poles)}"
    assert client.get(f"{one}?revision=0").status_code == 404
    assert client.get(f"{one}?revision=999999").status_code == 400


@pytest.mark.parametrize("path", ["/", "/collections", "/collections/pole/items"])
def test_head_is_get_without_a_body(client, poles, path: str) -> None:
    get, head = client.get(f"{BASE}{path}"), client.head(f"{BASE}{path}")
    assert (head.status_code, head.content) == (200, b"")
    for name in ("content-type", "etag", "content-length"):
        if name == "content-length" or name in get.headers:
            assert head.headers[name] == get.headers[name]
    assert client.head(f"{BASE}/collections/nonsense").status_code == 404


def test_pages_of_other_origins_read_what_anybody_may(client, auth, poles) -> None:
    other = {"Origin": "https://elsewhere.example"}
    items = f"{BASE}/collections/pole/items"
    for path in (f"{BASE}/", items, f"{BASE}/tiles/pole/14/8475/5562.mvt", f"{items}?limit=0"):
        answer = client.get(path, headers=other)
        assert answer.headers["access-control-allow-origin"] == "*", path
        assert "access-control-allow-credentials" not in answer.headers
    ask = other | {"Access-Control-Request-Method": "GET"}
    before = client.options(items, headers=ask)
    assert before.headers["access-control-allow-origin"] == "*"
    assert "authorization" not in before.headers["access-control-allow-headers"].lower()
    # What a role sees, and what changes something, is not theirs.
    refused = [
        client.get(items, headers=other | auth("planner")),
        client.get(items, headers=other | {"Cookie": f"{TOKEN_COOKIE}=x"}),
        client.get("/api/v1/heffingen/revisions", headers=other),
        client.post("/open311/heffingen/v2/requests.json", headers=other),
        client.options(items, headers=other | {"Access-Control-Request-Method": "POST"}),
        client.options("/api/v1/heffingen/captures", headers=ask),
    ]
    assert not [each for each in refused if "access-control-allow-origin" in each.headers]


def test_pages_for_people_are_whole_and_escaped(client, make_commune, opened) -> None:
    make_commune()
    evil = '<script>alert("x")</script>'
    with opened("heffingen") as session:
        pole = session.layer("pole")
        made, _ = assets.create(session, pole, Point(85_000, 92_000), {"code": evil})
    headers = {"accept": "text/html,application/xhtml+xml", "accept-language": "lb"}
    for path in (
        "/",
        "/conformance",
        "/collections",
        "/collections/pole",
        "/collections/pole/items",
        f"/collections/pole/items/{made.id}",
        "/collections/luminaire/items",
    ):
        answer = client.get(f"{BASE}{path}", headers=headers)
        assert answer.status_code == 200, (path, answer.text)
        assert answer.headers["content-type"].startswith("text/html")
        assert 'lang="lb"' in answer.text
        assert evil not in answer.text
        for address in re.findall(r'(?:href|src)="(https?://[^"]+)"', answer.text):
            assert address.startswith("http://testserver/")


def test_what_is_not_for_everyone_is_not_there_for_anyone(client, auth, poles) -> None:
    def names(headers: dict[str, str]) -> set[str]:
        body = client.get(f"{BASE}/collections", headers=headers).json()
        return {collection["id"] for collection in body["collections"]}

    assert "pole" in names({})
    assert "water_pipe" not in names({})
    assert "water_pipe" in names(auth("clerk"))
    assert "water_tank" not in names(auth("clerk"))
    assert "water_tank" in names(auth("planner"))
    for name in ("water_pipe", "nonsense"):
        for end in ("", "/items", "/schema"):
            answer = client.get(f"{BASE}/collections/{name}{end}")
            assert answer.status_code == 404
            assert "water_pipe" not in answer.json()["detail"].split("Known")[-1]
    feature = client.get(f"{BASE}/collections/pole/items").json()["features"][0]
    assert "remark" not in feature["properties"]
    schema = client.get(f"{BASE}/collections/pole/schema").json()
    assert "remark" not in schema["properties"]["properties"]["properties"]
    inside = client.get(f"{BASE}/collections/pole/items", headers=auth("planner")).json()
    assert "remark" in inside["features"][0]["properties"]


def test_an_area_across_a_tilted_edge_is_found(client, make_commune, opened) -> None:
    """A box straight in degrees is bent in metres: what lies at its rim belongs to it."""
    make_commune()
    with opened("heffingen") as session:
        layer = session.catalogue.bounding()
        area = Polygon([(60_000, 60_000), (100_000, 60_000), (100_000, 130_000), (60_000, 130_000)])
        assets.create(session, layer, area, {})
    url = f"{BASE}/collections/commune_boundary/items"
    found = client.get(f"{url}?bbox=5.9,50.0,6.4,50.1").json()["features"]
    assert len(found) == 1
    assert shape(found[0]["geometry"]).is_valid


def test_nothing_changed_is_304(client, poles, opened) -> None:
    url = f"{BASE}/collections/pole/items"
    first = client.get(url)
    assert client.get(url, headers={"If-None-Match": first.headers["etag"]}).status_code == 304
    with opened("heffingen") as session:
        assets.create(session, session.layer("pole"), Point(85_000, 92_100), {})
    assert client.get(url, headers={"If-None-Match": first.headers["etag"]}).status_code == 200
