from __future__ import annotations

import json
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import pytest
from geoalchemy2.shape import from_shape
from shapely import Point, box
from sqlalchemy import func, select, text

from gis import assets, observations, terrain

VILLAGE = (6.2405, 49.7708)
URL = "/api/v1/heffingen/captures"


def capture(**changes: Any) -> dict[str, Any]:
    """A capture that can be right, with some of it changed."""
    fix = {
        "accuracy_m": 0.03,
        "time": "2026-11-22T10:00:00Z",
        "source": "nmea",
        "fix_quality": "rtk_fixed",
        **changes.pop("fix", {}),
    }
    properties = {"layer": "water_valve", "kind": "gate", "fix": fix}
    properties |= changes.pop("properties", {})
    place = changes.pop("place", VILLAGE)
    return {
        "type": "Feature",
        "id": str(uuid4()),
        "geometry": {"type": "Point", "coordinates": list(place)},
        "properties": {k: v for k, v in properties.items() if v is not None},
        **changes,
    }


@pytest.fixture
def heffingen(make_commune):
    """A commune with a boundary of 4 km around the village, good to 200 m."""
    return make_commune(boundary=box(83_000, 90_000, 88_000, 97_000), tolerance_m=200)


@pytest.fixture
def counts(opened):
    """How much there is: a refused capture leaves all of it as it was."""

    def count() -> list[int]:
        with opened("heffingen") as session:
            return [
                int(session.connection.scalar(select(func.count()).select_from(text(name))) or 0)
                for name in (
                    "heffingen.water_valve",
                    "heffingen.capture",
                    "heffingen.observation",
                    "heffingen.journal",
                    "heffingen.revision",
                )
            ]

    return count


def test_a_capture_becomes_an_asset_with_its_observation(
    client, auth, heffingen, opened, shared
) -> None:
    raster = shared / "terrain" / "luxembourg_dem500_luref_cm.tif"
    with opened("heffingen") as session:
        terrain.load(session, terrain.inspect(raster, "dem", metres_per_unit=0.01))
    answer = client.post(URL, json=capture(), headers=auth("crew"))
    assert answer.status_code == 201, answer.text
    body = answer.json()
    assert body["outcome"] == "asset"
    # SOURCE.md: 315.25 m at Heffingen village
    assert body["ground_level_m"] == pytest.approx(315, abs=10)
    item = client.get(answer.headers["location"], headers=auth("crew")).json()
    assert item["geometry"]["coordinates"] == pytest.approx(VILLAGE, abs=1e-7)
    assert item["properties"]["survey_method"] == "rtk"
    assert item["properties"]["accuracy_m"] == pytest.approx(0.012, abs=0.001)
    with opened("heffingen") as session:
        (kept,) = observations.of_asset(session, body["asset"]["id"])
        assert kept["fix"]["fix_quality"] == "rtk_fixed"
        assert "LUREF" in kept["operation"]
        assert kept["ground_level_m"] == body["ground_level_m"]


def test_ten_deliveries_at_once_make_one_asset(client, auth, heffingen, counts) -> None:
    body, headers = capture(), auth("crew")
    gate = threading.Barrier(10)

    def deliver() -> tuple[int, dict[str, Any]]:
        gate.wait()
        answer = client.post(URL, json=body, headers=headers)
        return answer.status_code, answer.json()

    with ThreadPoolExecutor(10) as pool:
        answers = [job.result() for job in [pool.submit(deliver) for _ in range(10)]]
    assert sorted(status for status, _ in answers) == [200] * 9 + [201]
    assert all(answer == answers[0][1] for _, answer in answers)
    assert counts()[:3] == [1, 1, 1]


def test_another_content_under_the_same_id_is_refused(client, auth, heffingen, counts) -> None:
    body = capture()
    assert client.post(URL, json=body, headers=auth("crew")).status_code == 201
    before = counts()
    other = body | {"geometry": {"type": "Point", "coordinates": [6.2406, 49.7709]}}
    answer = client.post(URL, json=other, headers=auth("crew"))
    assert answer.status_code == 409
    assert answer.json()["type"].endswith("same_id_other_content")
    assert counts() == before


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"fix": {"accuracy_m": 8, "fix_quality": None, "source": "geolocation"}}, "accuracy"),
        ({"fix": {"lon": 6.2415, "lat": 49.7708}}, "fix_far"),
    ],
)
def test_what_misses_the_demand_waits_as_a_proposal(
    client, auth, heffingen, counts, change, reason
) -> None:
    answer = client.post(URL, json=capture(**change), headers=auth("crew"))
    assert answer.status_code == 202, answer.text
    assert answer.json()["outcome"] == "proposal"
    assert answer.json()["reasons"][0]["code"].startswith(reason)
    valves, captures, kept, *_ = counts()
    assert (valves, captures, kept) == (0, 1, 0)


def test_a_possible_double_waits_as_a_proposal(client, auth, heffingen) -> None:
    assert client.post(URL, json=capture(), headers=auth("crew")).status_code == 201
    answer = client.post(URL, json=capture(), headers=auth("crew"))
    assert answer.status_code == 202
    assert answer.json()["reasons"][0]["code"] == "near_existing"


def test_outside_but_within_the_boundarys_error_is_a_note(client, auth, heffingen) -> None:
    operation = heffingen.operation
    place = operation.to_wgs84(88_100, 93_000)
    answer = client.post(URL, json=capture(place=place), headers=auth("crew"))
    assert answer.status_code == 201, answer.text
    (reason,) = answer.json()["reasons"]
    assert (reason["code"], reason["severity"]) == ("outside_boundary", "note")


BAD = {
    "swapped axes": (capture(place=VILLAGE[::-1]), 422, "axes_swapped", "geometry"),
    "another country": (capture(place=(2.35, 48.85)), 422, "outside_commune", "geometry"),
    "not on Earth": (capture(place=(85_000.0, 92_000.0)), 422, "lonlat_range", "geometry"),
    "no geometry": (capture(geometry=None), 422, "geometry_missing", "geometry"),
    "empty": (
        capture(geometry={"type": "Point", "coordinates": []}),
        422,
        "geometry_malformed",
        "geometry",
    ),
    "a line": (
        capture(geometry={"type": "LineString", "coordinates": [VILLAGE, (6.24, 49.77)]}),
        422,
        "geometry_kind",
        "geometry",
    ),
    "unknown code": (
        capture(properties={"kind": "gat"}),
        422,
        "unknown_code",
        "properties.kind",
    ),
    "unknown field": (capture(properties={"dn": 100}), 422, "unknown_field", "properties.dn"),
    "unknown layer": (capture(properties={"layer": "valve"}), 404, None, None),
    "no layer": (capture(properties={"layer": None}), 404, None, None),
    "no fix": (capture(properties={"fix": None}), 422, "fix_missing", "properties.fix"),
    "no accuracy": (
        capture(fix={"accuracy_m": 0}),
        422,
        "out_of_range",
        "properties.fix.accuracy_m",
    ),
    "no time zone": (
        capture(fix={"time": "2026-11-22T10:00:00"}),
        422,
        "not_a_time",
        "properties.fix.time",
    ),
    "tomorrow": (
        capture(fix={"time": "2026-11-23T10:00:00Z"}),
        422,
        "time_in_future",
        "properties.fix.time",
    ),
    "the year 1": (
        capture(fix={"time": "0001-01-01T00:00:00+05:00"}),
        422,
        "time_too_old",
        "properties.fix.time",
    ),
    "eleven years ago": (
        capture(fix={"time": "2015-11-20T10:00:00Z"}),
        422,
        "time_too_old",
        "properties.fix.time",
    ),
    "NUL in a text": (
        capture(properties={"owner": "a\x00b"}),
        422,
        "control_characters",
        "properties.owner",
    ),
    "id": (capture(id="seven"), 422, "wrong_type", "id"),
    "a collection": (
        {"type": "FeatureCollection", "features": []},
        422,
        "not_a_feature",
        "type",
    ),
    "a list": ([], 422, "not_a_feature", "type"),
    "no properties": (capture() | {"properties": None}, 422, "not_an_object", "properties"),
}


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("language", ["lb", "fr", "de", "en"])
def test_bad_input_is_named_and_changes_nothing(
    client, auth, heffingen, counts, name, language
) -> None:
    body, status, code, path = BAD[name]
    before = counts()
    answer = client.post(f"{URL}?lang={language}", json=body, headers=auth("crew"))
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["status"] == status
    assert problem["detail"]
    if code:
        found = {(issue["code"], issue["path"]) for issue in problem["issues"]}
        assert (code, path) in found, problem
    assert counts() == before


def test_messages_say_what_was_meant_and_what_is_possible(client, auth, heffingen) -> None:
    def said(body) -> str:
        answer = client.post(f"{URL}?lang=en", json=body, headers=auth("crew"))
        return answer.json()["issues"][0]["message"]

    assert "> 0" in said(capture(fix={"accuracy_m": 0}))
    assert "(→ gate?)" in said(capture(properties={"kind": "gat"}))


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b'{"type": NaN}',
        json.dumps(capture()).replace("6.2405", "Infinity").encode(),
        b"[" * 100_000,
        b'{"a":' * 5000 + b"1" + b"}" * 5000,
    ],
    ids=["empty", "cut", "not UTF-8", "NaN", "Infinity", "deep", "deep and closed"],
)
def test_what_is_no_json_is_told(client, auth, heffingen, counts, body) -> None:
    before = counts()
    answer = client.post(URL, content=body, headers=auth("crew"))
    assert answer.status_code == 400, answer.text
    assert answer.json()["type"].endswith("unreadable")
    assert counts() == before


def test_too_much_is_refused_while_it_arrives(client, auth, heffingen, counts) -> None:
    before = counts()
    blocks = (b" " * 100_000 for _ in range(40))
    answer = client.post(URL, content=blocks, headers=auth("crew"))
    assert answer.status_code == 413
    assert counts() == before


def test_nobody_captures_without_being_somebody(client, auth, heffingen, counts) -> None:
    before = counts()
    assert client.post(URL, json=capture()).status_code == 401
    wrong = {"Authorization": "Bearer nk_nothing"}
    assert client.post(URL, json=capture(), headers=wrong).status_code == 401
    assert client.post(URL, json=capture(), headers=auth("clerk")).status_code == 403
    nowhere = URL.replace("heffingen", "nowhere")
    assert client.post(nowhere, json=capture(), headers=auth("crew")).status_code == 404
    assert counts() == before


def test_the_answer_waits_for_the_commit(client, auth, heffingen, owner_engine, counts) -> None:
    """A commit that fails must not have answered 201 before."""
    with owner_engine.begin() as connection:
        connection.execute(
            text(
                "CREATE FUNCTION heffingen.refuse() RETURNS trigger LANGUAGE plpgsql AS"
                " $$ BEGIN RAISE EXCEPTION 'disk full'; END $$;"
                " CREATE CONSTRAINT TRIGGER refuse AFTER INSERT ON heffingen.capture"
                " DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION heffingen.refuse()"
            )
        )
    before = counts()
    answer = client.post(URL, json=capture(), headers=auth("crew"))
    assert answer.status_code == 500
    assert counts() == before


def test_the_nearest_asset_is_found_by_distance(heffingen, opened) -> None:
    with opened("heffingen") as session:
        layer = session.layer("water_valve")
        for n in range(5):
            assets.create(session, layer, Point(85_000 + 10 * n, 93_000), {"code": f"V{n}"})
        found, away = assets.nearest(session, layer, Point(85_021, 93_000), 30) or (None, None)
        assert (found.properties["code"], away) == ("V2", pytest.approx(1))
        assert assets.nearest(session, layer, Point(86_000, 93_000), 30) is None
        table = session.table(layer)
        here = from_shape(Point(85_021, 93_000), srid=2169)
        distances = select(func.min(func.ST_Distance(table.c.geom, here)))
        assert session.connection.scalar(distances) == pytest.approx(away)
