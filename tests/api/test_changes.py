"""Deltas and receipts over HTTP: the same answer whenever asked, and who holds what."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from shapely import LineString, Point
from sqlalchemy import text

from api.context import Context
from gis import assets
from gis.settings import Settings
from layers.catalogue import CATALOGUE

API = "/api/v1/heffingen"


@pytest.fixture
def app_context(engine, now, tmp_path: Path) -> Context:
    return Context(Settings(demo=True, home=tmp_path), engine, CATALOGUE, lambda: now)


@pytest.fixture
def town(make_commune, opened):
    """Six revisions: two poles, a pipe; one pole moved; the other gone; one that came and went."""
    made = {}
    make_commune()
    with opened("heffingen") as session:
        pole = session.layer("pole")
        for n in range(2):
            place = Point(85_000 + n, 92_000)
            made[n] = assets.create(session, pole, place, {"code": f"P{n}", "owner": "\u2028é"})[0]
    with opened("heffingen") as session:
        line = LineString([(85_000, 92_000), (85_010, 92_000)])
        assets.create(session, session.layer("water_pump"), Point(85_000, 92_000), {"code": "S"})
        assets.create(session, session.layer("water_pipe"), line, {"code": "W"})
    with opened("heffingen") as session:
        assets.change(session, pole, made[0].id, 1, geometry=Point(85_005, 92_005))
    with opened("heffingen") as session:
        assets.remove(session, pole, made[1].id, 1)
    with opened("heffingen") as session:
        made["brief"] = assets.create(session, pole, Point(85_100, 92_000), {"code": "B"})[0]
    with opened("heffingen") as session:
        assets.remove(session, pole, made["brief"].id, 1)
        head = session.commune.incarnation
    return head, made


@pytest.fixture
def ask(client, auth, town):
    def make(since: int, role: str = "machine", **parameters):
        query = {"since": f"{town[0]}.{since}", **parameters}
        return client.get(f"{API}/changes", params=query, headers=auth(role))

    return make


def _codes(page: dict) -> list[str]:
    return [each["feature"]["properties"]["code"] for each in page["upserts"]]


def test_a_page_is_the_state_at_its_end(ask, town) -> None:
    incarnation, made = town
    page = ask(0).json()
    assert page["next"] == f"{incarnation}.6"
    assert _codes(page) == ["W", "P0"], "in the order of the catalogue"
    assert page["upserts"][1]["revision"] == 3
    assert page["upserts"][1]["feature"]["properties"]["version"] == 2
    gone = {each["id"]: each for each in page["tombstones"]}
    assert gone.keys() == {str(made[1].id), str(made["brief"].id)}
    assert gone[str(made["brief"].id)] == {
        "layer": "pole",
        "revision": 6,
        "id": str(made["brief"].id),
    }


def test_pages_are_whole_revisions(ask, town) -> None:
    del town
    seen, since = [], 0
    while True:
        page = ask(since, limit=1).json()
        if page["next"] == page["since"]:
            break
        seen.append((page["next"].split(".")[1], _codes(page), len(page["tombstones"])))
        since = int(page["next"].split(".")[1])
    assert [each[0] for each in seen] == ["1", "2", "3", "4", "5", "6"]
    assert seen[0] == ("1", ["P0", "P1"], 0)
    assert seen[3][1:] == ([], 1)
    assert seen[4][1:] == (["B"], 0)


def test_the_same_page_is_the_same_after_later_edits(ask, town, opened, owner_engine) -> None:
    incarnation, made = town
    until = f"{incarnation}.4"
    before = {r: ask(r, until=until).content for r in range(5)}
    fg = ask(1, until=until, profile="jsonfg").content
    with opened("heffingen") as session:
        pole = session.layer("pole")
        assets.change(session, pole, made[0].id, 2, properties={"owner": "other", "height_m": 3.5})
        session.connection.execute(text("DELETE FROM heffingen.water_pipe"))
    with opened("heffingen") as session:
        assets.create(session, pole, Point(85_000, 92_900), {"code": "P1"}, asset=made[1].id)
    for revision, content in before.items():
        assert ask(revision, until=until).content == content
    assert ask(1, until=until, profile="jsonfg").content == fg
    assert json.loads(fg)["upserts"][-1]["feature"]["place"]["coordinates"] == [92_005, 85_005]
    again = ask(4).json()
    assert {each["feature"]["id"] for each in again["upserts"]} == {
        str(made[0].id),
        str(made[1].id),
    }


def test_the_link_to_itself_names_its_end(ask, client, auth) -> None:
    answer = ask(2)
    href = answer.headers["link"].split(">")[0].lstrip("<")
    same = client.get(f"{API}/changes{href}", headers=auth("machine"))
    assert same.content == answer.content
    assert same.headers["etag"] == answer.headers["etag"]
    known = auth("machine") | {"If-None-Match": answer.headers["etag"]}
    assert client.get(f"{API}/changes{href}", headers=known).status_code == 304


def test_what_a_token_may_not_see_is_not_in_its_pages(ask, client) -> None:
    machine, planner = ask(1, limit=1).json(), ask(1, "planner").json()
    assert machine["next"].endswith(".2")
    assert _codes(machine) == ["W"]
    assert "S" in _codes(planner)
    assert machine["edition"] != planner["edition"]
    assert client.get(f"{API}/changes?since=x.1").status_code == 401
    assert ask(1, "crew").status_code == 403


def test_a_cursor_from_elsewhere_is_gone_and_told_where_to_begin(ask, client, auth, town) -> None:
    incarnation, _ = town
    for cursor in ("other.3", f"{incarnation}.7", f"{incarnation}.-1", "nonsense", ""):
        answer = client.get(f"{API}/changes", params={"since": cursor}, headers=auth("machine"))
        assert answer.status_code == 410, (cursor, answer.text)
        (link,) = answer.json()["links"]
        assert link["href"] == f"{API}/exports/sigi/manifest.json"
        assert link["href"] in answer.headers["link"]
    assert ask(3, until=f"{incarnation}.2").status_code == 410


@pytest.mark.parametrize("limit", [0, -1, 10_001, "many"])
def test_limits_are_limited(client, auth, make_commune, limit) -> None:
    make_commune()
    query = {"since": "x.0", "limit": limit}
    answer = client.get(f"{API}/changes", params=query, headers=auth("machine"))
    assert answer.status_code == 422


def test_gzip_is_the_same_page(ask, client, auth, town) -> None:
    query = {"since": f"{town[0]}.0"}
    packed = client.get(
        f"{API}/changes", params=query, headers=auth("machine") | {"accept-encoding": "gzip"}
    )
    plain = client.get(
        f"{API}/changes", params=query, headers=auth("machine") | {"accept-encoding": ""}
    )
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.content == plain.content


# --- receipts -------------------------------------------------------------------------------


@pytest.fixture
def manifest(client, auth, town) -> dict:
    return client.get(f"{API}/exports/sigi/manifest.json", headers=auth("machine")).json()


def _receipt(manifest: dict) -> dict:
    return {
        "cursor": manifest["cursor"],
        "counts": {layer["name"]: layer["count"] for layer in manifest["layers"]},
        "sha256": manifest["content_sha256"],
    }


def test_a_receipt_is_compared_and_kept(client, auth, manifest, opened, now) -> None:
    answer = client.post(f"{API}/receipts", json=_receipt(manifest), headers=auth("machine"))
    assert answer.status_code == 201
    assert answer.json() == {
        "cursor": manifest["cursor"],
        "matches": True,
        "content": True,
        "mismatches": [],
    }
    with opened("heffingen") as session:
        assets.create(session, session.layer("pole"), Point(85_000, 92_100), {})
    state = client.get(f"{API}/receipts", headers=auth("planner")).json()
    (sigi,) = state["followers"]
    assert state["alarm"] is False
    assert (sigi["cursor"], sigi["head"]) == (manifest["cursor"], state["head"])
    assert sigi["behind"] == 1
    assert sigi["received_at"] == now.isoformat().replace("+00:00", "Z")
    assert sigi["behind_since"] is not None
    # The old cursor is still judged by what stood there then.
    again = client.post(f"{API}/receipts", json=_receipt(manifest), headers=auth("machine"))
    assert again.json()["matches"] is True


def test_a_receipt_that_does_not_fit_raises_an_alarm(client, auth, manifest) -> None:
    receipt = _receipt(manifest)
    receipt["counts"] |= {"pole": 7, "unheard": 1}
    answer = client.post(f"{API}/receipts", json=receipt, headers=auth("machine"))
    assert answer.status_code == 201
    assert answer.json()["matches"] is False
    assert answer.json()["mismatches"] == [
        {"layer": "pole", "expected": 1, "received": 7},
        {"layer": "unheard", "expected": None, "received": 1},
    ]
    other = _receipt(manifest) | {"sha256": "0" * 64}
    assert client.post(f"{API}/receipts", json=other, headers=auth("machine")).json() == {
        "cursor": manifest["cursor"],
        "matches": False,
        "content": False,
        "mismatches": [],
    }
    assert client.get(f"{API}/receipts", headers=auth("planner")).json()["alarm"] is True


def test_a_receipt_without_hash_is_judged_by_its_counts(client, auth, manifest) -> None:
    receipt = _receipt(manifest)
    del receipt["sha256"]
    answer = client.post(f"{API}/receipts", json=receipt, headers=auth("machine")).json()
    assert (answer["matches"], answer["content"]) == (True, None)


def test_who_may_confirm_and_what(client, auth, manifest) -> None:
    receipt = _receipt(manifest)
    assert client.post(f"{API}/receipts", json=receipt).status_code == 401
    assert client.post(f"{API}/receipts", json=receipt, headers=auth("crew")).status_code == 403
    assert client.get(f"{API}/receipts").status_code == 401
    for change in (
        {"cursor": 3},
        {"counts": {"pole": -1}},
        {"counts": {f"l{n}": 1 for n in range(501)}},
        {"sha256": "nonsense"},
        {"more": 1},
    ):
        answer = client.post(f"{API}/receipts", json=receipt | change, headers=auth("machine"))
        assert answer.status_code == 422, change
    elsewhere = receipt | {"cursor": "other.1"}
    gone = client.post(f"{API}/receipts", json=elsewhere, headers=auth("machine"))
    assert gone.status_code == 410
