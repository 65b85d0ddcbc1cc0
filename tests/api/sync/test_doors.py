"""What must not come in by the doors of sync, and what of it a tablet is told."""

from __future__ import annotations

import gzip
import hashlib
import json
from typing import Any
from uuid import uuid4

import pytest
from shapely import Point

from api.security import tokens
from field_capture.captures.photo_upload import CHUNK_BYTES
from gis import assets
from gis.viewer import ViewerRole
from tests.api.tablet import URL, VALVE, east, fix

# Of every script and every trick: what people write, and what breaks programs that are careless.
TEXTS = [
    "Schiewer, ënner der Bréck",
    "Вентиль под мостом",
    "צמת מים ليس هنا",
    "水門在橋下 止水栓",
    "ವಾಲ್ವ್ สะพาน",
    "\U0001f6b0\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "e\u0301 \u1e0d\u0307 ﬁ \u2028 \u2029 \ufeff",
    "\u202egnp.evlav",
    "'; DROP TABLE heffingen.water_valve; --",
    "<script>alert(1)</script> {{7*7}} ${x} %s %00",
    "=cmd|' /C calc'!A0",
    "NULL",
    "\U0010ffff\uffff",
]


def body(tablet: Any, data: bytes, **headers: str) -> Any:
    given = {"Content-Type": "application/json"} | headers
    return tablet.client.post(f"{URL}/push", content=data, headers=tablet.headers | given)


@pytest.mark.parametrize("words", TEXTS, ids=range(len(TEXTS)))
def test_texts_of_every_script_come_back_as_they_were_written(tablet, valve, now_is, words) -> None:
    (receipt,) = tablet.push(tablet.update(valve, 1, remark=(None, words)))
    assert receipt["state"] == "applied", receipt
    assert now_is(valve)["remark"] == words
    (told,) = tablet.pull()["upserts"]
    assert told["feature"]["properties"]["remark"] == words


@pytest.mark.parametrize("code", [1, 7, 8, 27, 127, 133])
def test_control_characters_are_kept_as_they_came(tablet, valve, now_is, code) -> None:
    words = f"a{chr(code)}b"
    (receipt,) = tablet.push(tablet.update(valve, 1, remark=(None, words)))
    assert receipt["state"] == "applied"
    assert now_is(valve)["remark"] == words
    (told,) = tablet.pull()["upserts"]
    assert told["feature"]["properties"]["remark"] == words


def test_a_nul_cannot_be_stored_and_stops_no_other(tablet, valve, now_is) -> None:
    bad = tablet.update(valve, 1, remark=(None, "a\0b"))
    good = tablet.update(valve, 1, operator=(None, "fine"))
    refused, done = tablet.push(bad, good)
    assert (refused["state"], done["state"]) == ("rejected", "applied"), refused
    assert refused["reasons"][0]["code"] == "control_characters"
    assert now_is(valve)["remark"] is None


def test_half_a_character_is_refused_and_stops_no_other(tablet, valve) -> None:
    bad = json.dumps(tablet.update(valve, 1, remark=(None, "half \ud83d")))
    good = json.dumps(tablet.update(valve, 1, remark=(None, "whole")))
    answer = body(tablet, f'{{"operations": [{bad}, {good}]}}'.encode())
    assert answer.status_code == 200, answer.text
    assert [e["state"] for e in answer.json()["receipts"]] == ["rejected", "applied"]


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"null",
        b"[]",
        b'{"operations": {}}',
        b'{"operations": [' + b"[" * 100_000,
        b'{"operations": ["\xff\xfe"]}',
        b'{"operations": []} trailing',
        b'{"operations": [], "sent_at": "yesterday"}',
        b'{"operations": [], "more": 1}',
        b"\x1f\x8b\x08\x00" + b"\x00" * 100,
    ],
)
def test_what_is_no_batch_is_told_and_changes_nothing(tablet, counts, sent) -> None:
    answer = body(tablet, sent)
    assert answer.status_code in (400, 422), answer.text
    assert answer.headers["content-type"].startswith("application/problem+json")
    assert counts("operation") == [0]


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity", "1e999"])
def test_numbers_that_are_none_never_reach_an_asset(tablet, valve, counts, value) -> None:
    operation = tablet.update(valve, 1, diameter_mm=(None, 12345))
    sent = json.dumps({"operations": [operation]}).replace("12345", value)
    answer = body(tablet, sent.encode())
    assert answer.status_code == 200
    assert answer.json()["receipts"][0]["state"] == "rejected"
    assert tablet.pull()["upserts"][0]["feature"]["properties"]["diameter_mm"] is None


@pytest.mark.parametrize(
    "change",
    [
        {"lon": None},
        {"lat": 91},
        {"lon": 6000000},
        {"accuracy_m": -1},
        {"accuracy_m": "good"},
        {"sigma_east_m": 0},
        {"time": "gëschter"},
        {"time": "0000-00-00T00:00:00Z"},
        {"time": "2026-11-22T10:00:00"},
        {"source": "satellite"},
        {"more": 1},
    ],
    ids=str,
)
def test_a_fix_that_cannot_be_is_refused(tablet, valve, now_is, change) -> None:
    before = now_is(valve)["geometry"]
    bad = fix(east(5)) | change
    (receipt,) = tablet.push(tablet.op("observe", valve, base_version=1, fixes=[bad]))
    assert receipt["state"] == "rejected", receipt
    assert receipt["reasons"][0]["path"].startswith("fixes.0")
    assert now_is(valve)["geometry"].equals(before)


@pytest.mark.parametrize(
    "when", ["1969-12-31T23:59:59Z", "2099-01-01T00:00:00Z", "9999-12-31T23:59:59+14:00"]
)
def test_times_of_long_ago_and_far_ahead_decide_nothing(tablet, now_is, when) -> None:
    made = tablet.create()
    made["client_time"] = when
    made["fixes"] = [fix(time=when)]
    (receipt,) = tablet.push(made, sent_at=when)
    assert receipt["state"] == "applied", receipt
    assert now_is(made["asset_id"])["version"] == 1


def test_one_that_is_too_long_is_refused_alone(tablet, valve) -> None:
    bad = tablet.update(valve, 1, remark=(None, "x" * 300_000))
    good = tablet.update(valve, 1, remark=(None, "x"))
    refused, done = tablet.push(bad, good)
    assert (refused["state"], done["state"]) == ("rejected", "applied")
    assert refused["reasons"][0]["code"] == "too_long"


def test_a_body_that_is_too_large_is_refused_while_it_arrives(tablet, counts) -> None:
    answer = body(tablet, b'{"operations": [' + b" " * 3_000_000 + b"]}")
    assert answer.status_code == 413
    assert counts("operation") == [0]


def test_a_body_that_swells_is_not_unpacked(tablet, counts) -> None:
    bomb = gzip.compress(b'{"operations": [' + b" " * 200_000_000 + b"]}")
    assert len(bomb) < 2_000_000
    answer = body(tablet, bomb, **{"Content-Encoding": "gzip"})
    assert answer.status_code in (400, 413, 415, 422)
    assert counts("operation") == [0]


def test_an_asset_of_another_commune_is_not_found(tablet, make_commune, opened) -> None:
    make_commune("other")
    with opened("other") as session:
        made, _ = assets.create(session, VALVE, Point(85_000, 92_000), {})
    for kind, more in (
        ("update", {"changed": {"remark": {"base": None, "new": "x"}}}),
        ("observe", {"fixes": [fix()]}),
        ("retire", {}),
        ("inspect", {}),
    ):
        (receipt,) = tablet.push(tablet.op(kind, str(made.id), base_version=1, **more))
        assert (receipt["state"], receipt["reasons"][0]["code"]) == ("rejected", "unknown_asset")
    with opened("other") as session:
        assert assets.get(session, VALVE, made.id).version == 1


def test_a_tablet_of_another_commune_is_not_let_in(
    tablet, make_commune, client, owner_engine, counts
) -> None:
    make_commune("other")
    with owner_engine.begin() as connection:
        token = tokens.issue(connection, commune="other", role=ViewerRole.CREW, label="stranger")
    headers = {"Authorization": f"Bearer {token}"}
    answer = client.post(f"{URL}/push", json={"operations": [tablet.create()]}, headers=headers)
    assert answer.status_code == 401
    assert client.get(f"{URL}/pull", headers=headers).status_code == 401
    assert counts("operation") == [0]


def test_a_layer_that_is_not_the_asset_s(tablet, valve, now_is) -> None:
    for layer, code in (("water_pipe", "unknown_asset"), ("unicorn", "unknown_layer")):
        operation = tablet.update(valve, 1, remark=(None, "x")) | {"layer": layer}
        (receipt,) = tablet.push(operation)
        assert (receipt["state"], receipt["reasons"][0]["code"]) == ("rejected", code), receipt
    assert now_is(valve)["version"] == 1


def test_a_new_asset_under_an_id_that_is_taken_changes_nothing(tablet, valve, now_is) -> None:
    (receipt,) = tablet.push(tablet.create(valve, east(20), remark="mine"))
    assert receipt["state"] == "rejected"
    assert now_is(valve)["remark"] is None


def test_a_body_that_was_sent_before_with_another_content(tablet, valve, now_is) -> None:
    """Even by a letter, even where it had been rejected before."""
    first = tablet.update(valve, 1, diameter_mm=(None, -1))
    assert tablet.push(first)[0]["state"] == "rejected"
    (again,) = tablet.push(first | {"changed": {"diameter_mm": {"base": None, "new": 1}}})
    assert (again["status"], again["kept"]) == (409, False)
    assert now_is(valve)["version"] == 1


def test_a_photo_of_200_megabytes_is_announced_and_refused_at_its_door(tablet, valve) -> None:
    data = b"x" * CHUNK_BYTES
    photo = {"id": str(uuid4()), "sha256": hashlib.sha256(data).hexdigest(), "bytes": 200_000_000}
    (receipt,) = tablet.push(tablet.op("inspect", valve, base_version=1, photos=[photo]))
    assert receipt["state"] == "applied", "what was entered never waits for a photo"
    address = f"/api/v1/heffingen/photos/{photo['id']}"
    assert tablet.client.get(address, headers=tablet.headers).status_code == 413
    put = tablet.client.put(
        f"{address}/chunks/0?sha256={photo['sha256']}", content=data, headers=tablet.headers
    )
    assert put.status_code == 413


def test_a_photo_that_nobody_announced_has_no_door(tablet) -> None:
    for method, rest in (("GET", ""), ("POST", "/finish")):
        address = f"/api/v1/heffingen/photos/{uuid4()}{rest}"
        assert tablet.client.request(method, address, headers=tablet.headers).status_code == 404


@pytest.mark.parametrize("number", [-1, 2**31, 2**63, 2**200])
def test_a_piece_of_a_number_that_cannot_be(tablet, valve, number) -> None:
    photo = {"id": str(uuid4()), "sha256": "0" * 64, "bytes": 100}
    tablet.push(tablet.op("inspect", valve, base_version=1, photos=[photo]))
    answer = tablet.client.put(
        f"/api/v1/heffingen/photos/{photo['id']}/chunks/{number}?sha256={'0' * 64}",
        content=b"x",
        headers=tablet.headers,
    )
    assert answer.status_code in (404, 422)


@pytest.mark.parametrize("seq", [-1, 2**63, 1.5, "one", None])
def test_a_number_that_is_none(tablet, valve, seq) -> None:
    operation = tablet.update(valve, 1, remark=(None, "x")) | {"seq": seq}
    (receipt,) = tablet.push(operation)
    assert (receipt["state"], receipt["reasons"][0]["path"]) == ("rejected", "seq")


def test_an_operation_after_itself_waits_for_ever_and_harms_nobody(tablet, valve, now_is) -> None:
    operation = tablet.update(valve, None, remark=(None, "x"))
    operation["after"] = operation["op_id"]
    one = tablet.update(valve, None, remark=(None, "1"))
    two = tablet.update(valve, None, remark=(None, "2")) | {"after": one["op_id"]}
    one["after"] = two["op_id"]
    good = tablet.update(valve, 1, operator=(None, "fine"))
    states = [each["state"] for each in tablet.push(operation, one, two, good)]
    assert states == ["held", "held", "held", "applied"]
    assert now_is(valve)["remark"] is None


def test_places_outside_the_world_are_refused(tablet) -> None:
    for place in ([1e308, 1e308], [6.24, 95], [200, 49], ["6", "49"], [6.24], [], None, [[6, 49]]):
        made = tablet.create() | {"geometry": {"type": "Point", "coordinates": place}}
        (receipt,) = tablet.push(made)
        assert receipt["state"] == "rejected", (place, receipt)
