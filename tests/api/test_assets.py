"""Planners create, change and remove assets over HTTP."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from shapely import Point, box

from gis import assets

VILLAGE = [6.2405, 49.7708]
URL = "/api/v1/heffingen/assets/pole"


def feature(place=VILLAGE, **properties):
    geometry = {"type": "Point", "coordinates": place}
    return {"type": "Feature", "geometry": geometry, "properties": properties}


@pytest.fixture
def heffingen(make_commune):
    return make_commune(boundary=box(83_000, 90_000, 88_000, 97_000), tolerance_m=200)


@pytest.fixture
def planner(auth):
    return auth("planner")


@pytest.fixture
def pole(client, planner, heffingen) -> str:
    answer = client.post(URL, json=feature(material="wood", code="P-1"), headers=planner)
    assert answer.status_code == 201, answer.text
    return answer.headers["location"]


def test_an_asset_lives_and_goes(client, planner, heffingen) -> None:
    identity = str(uuid4())
    body = feature(material="wood") | {"id": identity}
    made = client.post(URL, json=body, headers=planner)
    assert made.status_code == 201, made.text
    assert made.headers["etag"] == '"1"'
    assert made.json()["id"] == identity
    assert made.json()["properties"]["code"] == "PO-00001"
    address = made.headers["location"]
    change = {"properties": {"height_m": 8, "material": None}}
    changed = client.patch(address, json=change, headers=planner | {"If-Match": '"1"'})
    assert changed.status_code == 200, changed.text
    assert changed.headers["etag"] == '"2"'
    assert changed.json()["properties"]["height_m"] == 8
    assert changed.json()["properties"]["material"] is None
    # what was served can be sent back whole, with OGC's ETag too
    item = client.get(f"/ogc/heffingen/collections/pole/items/{identity}", headers=planner)
    body = {k: v for k, v in item.json().items() if k != "links"}
    headers = planner | {"If-Match": item.headers["etag"]}
    again = client.patch(address, json=body, headers=headers)
    assert again.status_code == 200, again.text
    gone = client.delete(address, headers=planner | {"If-Match": again.headers["etag"]})
    assert gone.status_code == 204
    assert client.get(address, headers=planner).status_code == 404


@pytest.mark.parametrize("given", [None, "", "*", "2", '"x"', '"1', '""'])
@pytest.mark.parametrize("method", ["patch", "delete"])
def test_a_change_names_its_version(client, planner, pole, method, given) -> None:
    headers = planner if given is None else planner | {"If-Match": given}
    json = {"json": {"properties": {"height_m": 3}}} if method == "patch" else {}
    answer = client.request(method, pole, headers=headers, **json)
    assert answer.status_code == 428, answer.text
    assert answer.json()["type"].endswith("version_missing")
    assert 'If-Match: "1"' in answer.json()["detail"]
    assert client.get(pole, headers=planner).headers["etag"] == '"1"'


def test_the_second_of_two_writers_is_told(client, planner, pole) -> None:
    headers = planner | {"If-Match": '"1"'}
    gate = threading.Barrier(8)

    def write(height: int) -> int:
        gate.wait()
        body = {"properties": {"height_m": height}}
        return client.patch(pole, json=body, headers=headers).status_code

    with ThreadPoolExecutor(8) as pool:
        answers = sorted(pool.map(write, range(1, 9)))
    assert answers == [200] + [412] * 7
    refused = client.delete(pole, headers=headers)
    assert refused.status_code == 412
    assert refused.json()["type"].endswith("stale_version")


def test_everything_wrong_is_told_at_once(client, planner, heffingen) -> None:
    body = feature(place=VILLAGE[::-1], material="cheese", height_m=-1, colour="red")
    answer = client.post(URL, json=body | {"id": "seven"}, headers=planner)
    assert answer.status_code == 422
    found = {(issue["path"], issue["code"]) for issue in answer.json()["issues"]}
    assert {path for path, _ in found} == {
        "id",
        "geometry",
        "properties.material",
        "properties.height_m",
        "properties.colour",
    }
    assert ("geometry", "axes_swapped") in found


@pytest.mark.parametrize(
    "body", [[], {}, {"type": "Point"}, feature() | {"properties": []}, feature() | {"geometry": 7}]
)
def test_what_is_no_feature_is_refused(client, planner, heffingen, body) -> None:
    assert client.post(URL, json=body, headers=planner).status_code == 422


def test_references_and_codes_are_checked(client, planner, pole, opened) -> None:
    lamp = "/api/v1/heffingen/assets/luminaire"
    nowhere = client.post(lamp, json=feature(pole=str(uuid4())), headers=planner)
    assert nowhere.json()["issues"][0]["code"] == "not_a_reference"
    made = client.post(lamp, json=feature(pole=pole.rsplit("/", 1)[1]), headers=planner)
    assert made.status_code == 201, made.text
    held = client.delete(pole, headers=planner | {"If-Match": '"1"'})
    assert held.status_code == 409
    assert held.json()["type"].endswith("still_referred")
    taken = client.post(URL, json=feature(code="P-1"), headers=planner)
    assert taken.status_code == 409
    other = client.patch(
        pole, json={"properties": {"code": None}}, headers=planner | {"If-Match": '"1"'}
    )
    assert other.json()["properties"]["code"] == "P-1"


@pytest.mark.parametrize(("role", "status"), [("clerk", 403), ("crew", 403), ("machine", 403)])
def test_only_who_may_edit_edits(client, auth, heffingen, role, status) -> None:
    assert client.post(URL, json=feature(), headers=auth(role)).status_code == status
    assert client.post(URL, json=feature()).status_code == 401


def test_unknown_layers_and_assets(client, planner, heffingen) -> None:
    assert (
        client.post(URL.replace("pole", "bole"), json=feature(), headers=planner).status_code == 404
    )
    for identity in ("seven", uuid4()):
        address = f"{URL}/{identity}"
        headers = planner | {"If-Match": '"1"'}
        assert client.get(address, headers=planner).status_code == 404
        assert client.patch(address, json={}, headers=headers).status_code == 404
        assert client.delete(address, headers=headers).status_code == 404


def test_notes_come_with_the_answer(client, planner, heffingen) -> None:
    place = list(heffingen.operation.to_wgs84(88_100, 93_000))
    answer = client.post(URL, json=feature(place=place), headers=planner)
    assert answer.status_code == 201
    assert [issue["code"] for issue in answer.json()["issues"]] == ["outside_boundary"]


def test_a_reference_that_was_made_meanwhile_is_no_stack_trace(
    client, planner, pole, opened, monkeypatch
) -> None:
    """The check before the commit is not told of it: the commit refuses."""
    with opened("heffingen") as session:
        identity = assets.find_by_code(session, session.layer("pole"), "P-1").id
        lamp = session.layer("luminaire")
        assets.create(session, lamp, Point(85_000, 92_000), {"pole": identity})
    monkeypatch.setattr(assets, "_references_to", lambda *_: [])
    answer = client.delete(pole, headers=planner | {"If-Match": '"1"'})
    assert answer.status_code == 409
