"""What tablets send: once and only once, merged field by field, and nothing of it lost."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text

from field_capture.captures.operations import Kind
from field_capture.sync import applying
from gis import assets, observations
from gis.viewer import Viewer, ViewerRole
from layers.catalogue import CATALOGUE
from tests.api.tablet import PLACE, URL, VALVE, east, fix


def test_what_was_answered_is_answered_the_same_again(tablet, counts) -> None:
    operation = tablet.create()
    (first,) = tablet.push(operation)
    (again,) = tablet.push(operation)
    assert not first["repeated"]
    assert again == first | {"repeated": True}
    (twice, third) = tablet.push(operation, operation)
    assert twice == third == again
    assert counts("operation", "water_valve", "observation") == [1, 1, 1]


def test_the_same_id_with_another_body_is_refused_and_told(tablet, valve, now_is) -> None:
    operation = tablet.update(valve, 1, remark=(None, "drippy"))
    tablet.push(operation)
    other = operation | {"changed": {"remark": {"base": None, "new": "dry"}}}
    (refused,) = tablet.push(other)
    assert (refused["status"], refused["state"], refused["kept"]) == (409, "rejected", False)
    assert refused["reasons"][0]["code"] == "same_id_other_content"
    assert now_is(valve)["remark"] == "drippy"


def test_batches_in_parallel_are_done_once(tablet, counts) -> None:
    operations = [tablet.create(place=east(3 * n)) for n in range(8)]
    gate = threading.Barrier(6)

    def deliver() -> list[dict[str, Any]]:
        gate.wait()
        return tablet.push(*operations)

    with ThreadPoolExecutor(6) as pool:
        answers = [job.result() for job in [pool.submit(deliver) for _ in range(6)]]
    for receipts in zip(*answers, strict=True):
        assert {each["state"] for each in receipts} == {"applied"}
        assert sorted(each["repeated"] for each in receipts) == [False] + [True] * 5
    assert counts("operation", "water_valve", "observation") == [8, 8, 8]


def test_one_bad_operation_stops_no_other(tablet, valve, now_is) -> None:
    bad = tablet.update(valve, 1, diameter_mm=(None, -5), kind=("gate", "unicorn"))
    good = tablet.update(valve, 1, remark=(None, "fine"))
    broken = {"op_id": "none", "kind": "explode"}
    receipts = tablet.push(bad, "nothing", good, broken)
    assert [each["state"] for each in receipts] == ["rejected", "rejected", "applied", "rejected"]
    assert {each["path"] for each in receipts[0]["reasons"]} == {
        "changed.diameter_mm",
        "changed.kind",
    }
    missing = {each["path"] for each in receipts[3]["reasons"]}
    assert {"op_id", "kind", "asset_id", "seq"} <= missing, "all of them at once"
    assert [each["kept"] for each in receipts] == [True, False, True, False]
    assert now_is(valve)["remark"] == "fine"


def test_different_fields_of_two_tablets_are_merged(tablet, other, valve, now_is) -> None:
    assert tablet.push(tablet.update(valve, 1, remark=(None, "a")))[0]["state"] == "applied"
    (merged,) = other.push(other.update(valve, 1, operator=(None, "Syndicat")))
    assert (merged["state"], merged["version"]) == ("merged", 3)
    found = now_is(valve)
    assert (found["remark"], found["operator"]) == ("a", "Syndicat")


def test_the_same_field_keeps_both_values_until_somebody_decides(
    client, auth, tablet, other, valve, now_is
) -> None:
    other.push(other.update(valve, 1, remark=(None, "planner")))
    (clash,) = tablet.push(
        tablet.update(valve, 1, remark=(None, "crew"), operator=(None, "Syndicat"))
    )
    assert clash["state"] == "conflict"
    (kept,) = clash["conflicts"]
    assert (kept["base"], kept["theirs"], kept["ours"]) == (None, "crew", "planner")
    assert (now_is(valve)["remark"], now_is(valve)["operator"]) == ("planner", "Syndicat")
    listed = client.get(f"{URL}/conflicts", headers=auth("planner")).json()["conflicts"]
    assert [each["id"] for each in listed] == [kept["id"]]
    address = f"{URL}/conflicts/{kept['id']}/resolution"
    stale = client.post(address, json={"choice": "theirs", "version": 1}, headers=auth("crew"))
    assert stale.status_code == 412
    for _ in range(2):
        done = client.post(address, json={"choice": "theirs"}, headers=auth("crew"))
        assert done.status_code == 200, done.text
        assert done.json()["state"] == "resolved"
    assert now_is(valve)["remark"] == "crew"
    late = client.post(address, json={"choice": "ours"}, headers=auth("planner"))
    assert late.status_code == 409
    assert client.get(f"{URL}/conflicts", headers=auth("planner")).json() == {"conflicts": []}


def test_the_receipt_tells_that_a_conflict_was_resolved(client, auth, tablet, other, valve) -> None:
    other.push(other.update(valve, 1, remark=(None, "planner")))
    operation = tablet.update(valve, 1, remark=(None, "crew"))
    (clash,) = tablet.push(operation)
    address = f"{URL}/conflicts/{clash['conflicts'][0]['id']}/resolution"
    body = {"choice": "value", "value": "both"}
    assert client.post(address, json=body, headers=auth("planner")).status_code == 200
    (again,) = tablet.push(operation)
    assert (again["state"], again["conflicts"][0]["choice"]) == ("resolved", "value")


def test_a_tablet_decides_about_its_own_conflicts_only(client, auth, tablet, other, valve) -> None:
    tablet.push(tablet.update(valve, 1, remark=(None, "crew")))
    (clash,) = other.push(other.update(valve, 1, remark=(None, "planner")))
    address = f"{URL}/conflicts/{clash['conflicts'][0]['id']}/resolution"
    answer = client.post(address, json={"choice": "theirs"}, headers=auth("crew"))
    assert answer.status_code == 404
    assert client.get(f"{URL}/conflicts", headers=auth("crew")).json() == {"conflicts": []}


def test_a_chain_made_offline(tablet, now_is) -> None:
    made = tablet.create()
    asset = made["asset_id"]
    first = tablet.update(asset, None, remark=(None, "one")) | {"after": made["op_id"]}
    second = tablet.update(asset, None, remark=("one", "two")) | {"after": first["op_id"]}
    receipts = tablet.push(second, made, first)
    assert [each["state"] for each in receipts] == ["applied"] * 3
    assert now_is(asset)["remark"] == "two"


def test_out_of_order_waits_and_goes_on(tablet, valve, now_is) -> None:
    first = tablet.update(valve, 1, remark=(None, "one"))
    second = tablet.update(valve, None, remark=("one", "two")) | {"after": first["op_id"]}
    third = tablet.update(valve, None, remark=("two", "three")) | {"after": second["op_id"]}
    (held,) = tablet.push(third)
    assert (held["state"], held["status"]) == ("held", 202)
    assert held["reasons"][0]["code"] == "after_missing"
    assert tablet.push(second)[0]["state"] == "held"
    assert now_is(valve)["remark"] is None
    assert tablet.push(first)[0]["state"] == "applied"
    assert now_is(valve)["remark"] == "three"
    assert [each["state"] for each in tablet.push(second, third)] == ["applied", "applied"]


def test_a_chain_goes_on_after_a_rejected_operation_was_mended(tablet, now_is) -> None:
    made = tablet.create(diameter_mm=-1)
    asset = made["asset_id"]
    later = tablet.update(asset, None, remark=(None, "x")) | {"after": made["op_id"]}
    rejected, held = tablet.push(made, later)
    assert (rejected["state"], held["state"]) == ("rejected", "held")
    assert held["reasons"][0]["code"] == "after_rejected"
    assert tablet.push(tablet.create(asset))[0]["state"] == "applied"
    assert tablet.push(later)[0]["state"] == "applied"
    assert now_is(asset)["remark"] == "x"


def test_retiring_against_a_change_is_a_conflict_either_way(tablet, other, valve, now_is) -> None:
    other.push(other.update(valve, 1, remark=(None, "keep it")))
    (clash,) = tablet.push(tablet.op("retire", valve, base_version=1))
    assert clash["state"] == "conflict"
    assert clash["conflicts"][0]["theirs"] == "removed"
    assert now_is(valve)["status"] != "removed"
    (done,) = other.push(other.op("retire", valve, base_version=2))
    assert (done["state"], now_is(valve)["status"]) == ("applied", "removed")
    (late,) = tablet.push(tablet.update(valve, 2, operator=(None, "me")))
    assert late["state"] == "conflict"
    assert now_is(valve)["operator"] is None
    (same,) = tablet.push(tablet.op("retire", valve, base_version=2))
    assert same["state"] != "conflict", "both wanted the same"


def test_what_was_deleted_keeps_what_a_tablet_says(tablet, valve, opened) -> None:
    with opened("heffingen") as session:
        assets.remove(session, VALVE, UUID(valve), 1)
    (late,) = tablet.push(tablet.update(valve, 1, remark=(None, "still here")))
    assert late["state"] == "conflict"
    assert late["conflicts"][0]["theirs"] == "still here"
    (unknown,) = tablet.push(tablet.update(str(uuid4()), 1, remark=(None, "x")))
    assert (unknown["state"], unknown["reasons"][0]["code"]) == ("rejected", "unknown_asset")


def test_a_wrong_clock_decides_nothing(tablet, now_is, opened, now) -> None:
    made = tablet.create()
    made["client_time"] = "2031-01-01T00:00:00Z"
    made["fixes"] = [fix(time="2031-01-01T00:00:00Z", source="geolocation")]
    old = tablet.create(place=east(9))
    old["fixes"] = [fix(east(9), time="1970-01-01T00:00:00Z")]
    receipts = tablet.push(made, old, sent_at="2031-01-01T01:00:00Z")
    assert [each["state"] for each in receipts] == ["applied", "applied"], receipts
    with opened("heffingen") as session:
        (one,) = observations.of_asset(session, UUID(made["asset_id"]))
        (two,) = observations.of_asset(session, UUID(old["asset_id"]))
    assert (now - one["at"]).total_seconds() == 3600, "an hour before it was sent"
    far = tablet.create(place=east(18))
    far["fixes"] = [fix(east(18), source="geolocation")]
    assert tablet.push(far, sent_at="9999-12-31T23:59:59Z")[0]["state"] == "applied"
    assert two["at"] == now


def test_a_field_that_nobody_knows_any_more_is_kept_aside(tablet, valve, now_is) -> None:
    operation = tablet.update(valve, 1, remark=(None, "x"), handwheel_colour=(None, "red"))
    (refused,) = tablet.push(operation)
    assert (refused["state"], refused["reasons"][0]["code"]) == ("rejected", "unknown_field")
    other = operation | {"op_id": str(uuid4()), "schema_version": CATALOGUE.version + 1}
    (kept,) = tablet.push(other)
    assert kept["state"] == "applied"
    assert kept["quarantined"] == {"handwheel_colour": {"base": None, "new": "red"}}
    assert now_is(valve)["remark"] == "x"


def test_a_value_that_does_not_apply_is_kept_with_its_warning(tablet) -> None:
    made = tablet.create(pressure_setting_bar=3.5)
    first, again = (tablet.push(made)[0] for _ in range(2))
    assert first["state"] in ("applied", "held"), first
    assert "not_applicable" in {each["code"] for each in first["reasons"]}
    assert again["reasons"] == first["reasons"]


def test_what_the_database_refuses_stops_no_other(tablet, valve, now_is, monkeypatch) -> None:
    carry_out = applying.carry_out

    def stumbling(session, task):
        if task.operation.kind is Kind.INSPECT:
            session.connection.execute(text("SELECT 'x'::uuid"))
        return carry_out(session, task)

    monkeypatch.setattr(applying, "carry_out", stumbling)
    bad = tablet.op("inspect", valve, base_version=1)
    good = tablet.update(valve, 1, remark=(None, "fine"))
    receipts = tablet.push(good, bad)
    assert [each["state"] for each in receipts] == ["applied", "rejected"]
    assert receipts[1]["reasons"][0]["code"] == "not_storable"
    assert now_is(valve)["remark"] == "fine"


def test_more_than_a_batch_holds_is_refused(tablet) -> None:
    answer = tablet.client.post(
        f"{URL}/push", json={"operations": [{}] * 501}, headers=tablet.headers
    )
    assert answer.status_code == 422


def test_the_journal_tells_who_pushed(tablet, valve, opened) -> None:
    crew = Viewer("x", ViewerRole.PLANNER)
    with opened("heffingen", crew) as session:
        rows = session.connection.execute(
            text("SELECT source, actor FROM heffingen.revision ORDER BY revision")
        ).all()
    assert rows[-1].source == "sync"
    assert "crew" in rows[-1].actor


# --- The planner's inbox -------------------------------------------------------------------------


@pytest.mark.parametrize("layer", [each.name for each in CATALOGUE.values()])
def test_every_layer_answers_every_kind(tablet, layer) -> None:
    """Whatever is sent about whatever layer: a receipt, never an error of ours."""
    kinds = ("create", "update", "observe", "relocate", "retire", "inspect")
    shapes = [
        {"type": "Point", "coordinates": list(PLACE)},
        {"type": "LineString", "coordinates": [list(PLACE), list(east(9))]},
        {"type": "Polygon", "coordinates": [[list(PLACE), list(east(9)), [6.2405, 49.7709]]]},
    ]
    made = [tablet.create(place=PLACE) | {"layer": layer, "geometry": s} for s in shapes]
    for each in made:
        each["changed"] = {"remark": {"new": "x"}, "status": {"new": None}}
    later = [
        tablet.op(kind, each["asset_id"], fixes=[fix()], after=each["op_id"], geometry=shape)
        | {"layer": layer, "changed": {"remark": {"base": "x", "new": 7 * shape["type"]}}}
        for each in made
        for shape in shapes
        for kind in kinds
    ]
    for receipt in tablet.push(*made, *later):
        assert receipt["state"] in {"applied", "merged", "conflict", "held", "rejected"}
        assert receipt["state"] != "rejected" or receipt["reasons"]


def test_a_creation_sent_twice_with_another_body_costs_the_first_nothing(tablet, counts) -> None:
    """All of them in one batch, whose captures are written together."""
    made = [tablet.create(place=east(9 * n)) for n in range(3)]
    twin = tablet.create(asset=made[1]["asset_id"], place=east(99))
    bad = tablet.create(place=(0.0, 0.0))
    receipts = tablet.push(*made, twin, bad)
    assert [each["state"] for each in receipts] == ["applied"] * 3 + ["rejected"] * 2
    assert counts("water_valve", "capture", "observation") == [3, 3, 3]


def test_two_creations_with_one_code_are_told_apart(tablet, counts) -> None:
    first, second = (tablet.create(place=east(9 * n), code="V-7") for n in range(2))
    receipts = tablet.push(first, second)
    assert [each["state"] for each in receipts] == ["applied", "rejected"]
    assert receipts[1]["reasons"][0]["code"] == "code_taken"
    assert counts("water_valve", "capture", "observation") == [1, 1, 1]


def test_close_together_in_one_batch_is_a_possible_double(tablet) -> None:
    receipts = tablet.push(tablet.create(), tablet.create(place=east(0.01)))
    assert [each["state"] for each in receipts] == ["applied", "held"]
    assert receipts[1]["reasons"][0]["code"] == "near_existing"
