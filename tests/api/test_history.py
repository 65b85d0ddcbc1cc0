"""The history over HTTP: one asset's, the commune's, and undoing."""

from __future__ import annotations

import pytest
from shapely import Point

from gis import assets
from layers.catalogue import CATALOGUE

URL = "/api/v1/heffingen"
POLE = CATALOGUE["pole"]


@pytest.fixture
def story(make_commune, opened) -> str:
    """A pole is made, changed, moved by 5 m and removed: revisions 1 to 4."""
    make_commune()
    with opened("heffingen") as session:
        made, _ = assets.create(
            session, POLE, Point(85000, 92000), {"code": "P", "material": "wood"}
        )
        assets.create(session, POLE, Point(85050, 92000), {"code": "Q"})
    with opened("heffingen") as session:
        assets.change(session, POLE, made.id, 1, properties={"material": "steel", "height_m": 4.5})
    with opened("heffingen") as session:
        assets.change(session, POLE, made.id, 2, geometry=Point(85003, 92004))
    with opened("heffingen") as session:
        assets.remove(session, POLE, made.id, 3)
    return str(made.id)


def test_the_story_of_an_asset(client, auth, story) -> None:
    answer = client.get(f"{URL}/assets/pole/{story}/history", headers=auth("planner"))
    assert answer.status_code == 200, answer.text
    removed, moved, changed, created = answer.json()["changes"]
    assert [c["op"] for c in (removed, moved, changed, created)] == [
        "remove",
        "change",
        "change",
        "create",
    ]
    assert created["fields"] == {
        "code": {"old": None, "new": "P"},
        "material": {"old": None, "new": "wood"},
    }
    assert created["version"] == 1
    assert changed["fields"] == {
        "material": {"old": "wood", "new": "steel"},
        "height_m": {"old": None, "new": 4.5},
    }
    assert (changed["moved_m"], moved["moved_m"]) == (None, 5.0)
    assert moved["fields"] == {}
    assert removed["fields"]["code"] == {"old": "P", "new": None}
    assert removed["version"] is None
    assert {c["actor"] for c in answer.json()["changes"]} == {"test-planner"}
    assert answer.json()["next"] is None


def test_the_living_end_of_a_history(client, auth, story) -> None:
    client.post(f"{URL}/undo", json={"revision": 4}, headers=auth("planner"))
    answer = client.get(f"{URL}/assets/pole/{story}/history", headers=auth("planner")).json()
    assert answer["changes"][0]["op"] == "create"
    assert answer["changes"][0]["version"] == 4
    assert answer["changes"][0]["source"] == "undo"
    assert answer["changes"][0]["actor"] == "demo-planner"
    assert answer["changes"][0]["fields"]["height_m"] == {"old": None, "new": 4.5}


def test_pages_of_a_history(client, auth, story) -> None:
    for start, field in (
        (f"{URL}/assets/pole/{story}/history?limit=1", "changes"),
        (f"{URL}/revisions?limit=1", "revisions"),
    ):
        seen, url = [], start
        while url:
            answer = client.get(url, headers=auth("planner"))
            assert answer.status_code == 200, answer.text
            seen += [each["revision"] for each in answer.json()[field]]
            url = answer.json()["next"]
        assert seen == [4, 3, 2, 1]


def test_revisions_are_counted_by_layer(client, auth, story) -> None:
    answer = client.get(f"{URL}/revisions", headers=auth("clerk"))
    first = answer.json()["revisions"][-1]
    assert first["layers"] == {"pole": {"create": 2}}
    assert first["source"] == "test"
    assert answer.json()["head"].endswith(".4")


@pytest.mark.parametrize("cursor", ["abc.3", "4", "…"])
def test_a_foreign_cursor_is_gone(client, auth, story, cursor) -> None:
    for address in (f"{URL}/revisions", f"{URL}/assets/pole/{story}/history"):
        answer = client.get(address, params={"before": cursor}, headers=auth("planner"))
        assert answer.status_code == 410


def test_a_cursor_ahead_of_the_journal_is_gone(client, auth, story) -> None:
    head = client.get(f"{URL}/revisions", headers=auth("planner")).json()["head"]
    ahead = f"{head.split('.')[0]}.999"
    answer = client.get(f"{URL}/revisions", params={"before": ahead}, headers=auth("planner"))
    assert answer.status_code == 410


def test_nobody_unknown_reads_who_did_what(client, story) -> None:
    assert client.get(f"{URL}/revisions").status_code == 401
    assert client.get(f"{URL}/assets/pole/{story}/history").status_code == 401


def test_what_a_role_may_not_see_is_not_in_its_history(client, auth, make_commune, opened) -> None:
    make_commune()
    connection = CATALOGUE["water_connection"]
    with opened("heffingen") as session:
        values = {"inhabitants": 4, "kind": None}
        made, _ = assets.create(session, connection, Point(85000, 92000), values)
    with opened("heffingen") as session:
        assets.create(session, CATALOGUE["water_pump"], Point(85000, 92000), {})
    address = f"{URL}/assets/water_connection/{made.id}/history"
    shown = client.get(address, headers=auth("planner")).json()["changes"][0]["fields"]
    assert shown["inhabitants"] == {"old": None, "new": 4}
    shown = client.get(address, headers=auth("clerk")).json()["changes"][0]["fields"]
    assert "inhabitants" not in shown
    seen = client.get(f"{URL}/revisions", headers=auth("clerk")).json()["revisions"]
    assert [each["revision"] for each in seen] == [1]
    pump = address.replace("water_connection", "water_pump")
    assert client.get(pump, headers=auth("clerk")).status_code == 404


def test_undo_over_http(client, auth, story) -> None:
    headers = auth("planner")
    refused = client.post(f"{URL}/undo", json={"revision": 1}, headers=headers)
    assert refused.status_code == 409
    assert refused.headers["content-type"] == "application/problem+json"
    assert refused.json()["issues"][0]["path"] == "pole P"
    planned = client.post(
        f"{URL}/undo", json={"revision": 1, "dry_run": True}, headers=headers
    ).json()
    assert planned["layers"] == {"pole": {"restored": 0, "recreated": 0, "deleted": 1}}
    assert planned["kept"][0]["reason"] == "changed_since"
    assert client.get(f"{URL}/revisions", headers=headers).json()["head"].endswith(".4")
    done = client.post(f"{URL}/undo", json={"revision": 1, "partial": True}, headers=headers)
    assert done.json()["layers"] == planned["layers"]
    one = {"revision": 4, "layer": "pole", "asset": story}
    assert client.post(f"{URL}/undo", json=one, headers=headers).status_code == 200
    several = {"revision": 2, "through": 6}
    assert client.post(f"{URL}/undo", json=several, headers=headers).status_code == 200
    pole = client.get(f"{URL}/assets/pole/{story}", headers=headers).json()
    assert pole["properties"]["material"] == "wood"


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"revision": "x"},
        {"revision": 0},
        {"revision": 2, "through": 1},
        {"revision": 1, "layer": "pole"},
        {"revision": 1, "whole": True},
        {"revision": 10**30},
    ],
)
def test_what_cannot_be_undone_is_told(client, auth, story, body) -> None:
    answer = client.post(f"{URL}/undo", json=body, headers=auth("planner"))
    assert answer.status_code == 422, answer.text


def test_who_may_not_undo(client, auth, story) -> None:
    assert client.post(f"{URL}/undo", json={"revision": 1}).status_code == 401
    for role in ("crew", "clerk", "machine"):
        answer = client.post(f"{URL}/undo", json={"revision": 1}, headers=auth(role))
        assert answer.status_code == 403
    unknown = client.post(f"{URL}/undo", json={"revision": 99}, headers=auth("planner"))
    assert unknown.status_code == 404
