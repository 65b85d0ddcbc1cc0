"""Field sync over HTTP: pushed once, merged field by field, pulled by cursor."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID, uuid4

import pytest
from shapely import LineString, Point
from sqlalchemy import text

from field_capture.captures import operations
from field_capture.captures.operations import Kind
from field_capture.sync import applying
from gis import assets, observations
from gis.viewer import Viewer, ViewerRole
from layers.catalogue import CATALOGUE
from tests.api.tablet import PLACE, URL, VALVE, Tablet, east, fix


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


def observe(tablet: Tablet, asset: str, kind: str = "observe", *fixes: Any) -> dict[str, Any]:
    return tablet.op(kind, asset, base_version=1, fixes=list(fixes))


def home(opened, place) -> Point:
    with opened("heffingen") as session:
        return Point(session.commune.operation.to_home(*place))


def test_a_better_visit_improves_a_position_and_a_worse_one_does_no_harm(
    tablet, opened, now_is
) -> None:
    rough = tablet.create()
    rough["fixes"] = [fix(sigma=0.09)]
    tablet.push(rough)
    asset = rough["asset_id"]
    better = east(0.05)
    (receipt,) = tablet.push(observe(tablet, asset, "observe", fix(better, 0.01)))
    assert receipt["state"] == "applied", receipt
    there = home(opened, better)
    found = now_is(asset)
    assert found["geometry"].distance(there) < 0.01
    assert found["accuracy_m"] <= 0.01
    worse = fix(east(6), 4.0, fix_quality="autonomous")
    tablet.push(observe(tablet, asset, "observe", worse))
    assert now_is(asset)["geometry"].distance(there) < 0.011
    with opened("heffingen") as session:
        assert len(observations.of_asset(session, UUID(asset))) == 3, "all of them are kept"


def test_a_surveyed_position_is_not_moved_by_a_phone(tablet, opened, now_is) -> None:
    with opened("heffingen") as session:
        here = Point(85_000, 92_000)
        made, _ = assets.create(session, VALVE, here, {"accuracy_m": 0.02})
        lon, lat = session.commune.operation.to_wgs84(85_004, 92_000)
    phone = fix((lon, lat), 3.0, source="geolocation", fix_quality=None)
    tablet.push(observe(tablet, str(made.id), "observe", phone))
    assert now_is(str(made.id))["geometry"].distance(here) < 0.001


def test_the_fixes_of_a_visit_share_their_bias(tablet, opened, now_is) -> None:
    made = tablet.create()
    made["fixes"] = [fix(east(0.001 * n), 0.02) for n in range(100)]
    tablet.push(made)
    assert now_is(made["asset_id"])["accuracy_m"] == 0.01, "never below the floor of the source"


def test_what_was_relocated_forgets_where_it_was(tablet, valve, opened, now_is) -> None:
    there = east(25)
    (receipt,) = tablet.push(observe(tablet, valve, "relocate", fix(there, 0.05)))
    assert receipt["state"] == "applied"
    assert now_is(valve)["geometry"].distance(home(opened, there)) < 0.001
    tablet.push(observe(tablet, valve, "observe", fix(east(25.02), 0.05)))
    assert now_is(valve)["geometry"].distance(home(opened, east(25.01))) < 0.005


def test_lines_follow_the_node_they_are_bound_to(tablet, valve, opened) -> None:
    pipe = CATALOGUE["water_pipe"]
    with opened("heffingen") as session:
        at = assets.get(session, VALVE, UUID(valve)).geometry
        line = LineString([at.coords[0], (at.x + 50, at.y)])
        made, _ = assets.create(session, pipe, line, {"node_from": "V-1"})
    tablet.push(observe(tablet, valve, "relocate", fix(east(5), 0.02)))
    with opened("heffingen") as session:
        moved = assets.get(session, pipe, made.id).geometry
        node = assets.get(session, VALVE, UUID(valve)).geometry
    assert Point(moved.coords[0]).distance(node) < 1e-6
    assert moved.coords[-1] == line.coords[-1]


def test_a_drawn_line_is_one_field(tablet, other, opened) -> None:
    pipe = CATALOGUE["water_pipe"]
    with opened("heffingen") as session:
        line = LineString([(85_000, 92_000), (85_050, 92_000)])
        asset = str(assets.create(session, pipe, line, {})[0].id)
        to_wgs84 = session.commune.operation.to_wgs84

        def drawn(y: float) -> dict[str, Any]:
            ends = [list(to_wgs84(85_000, 92_000)), list(to_wgs84(85_050, 92_000 + y))]
            return {"type": "LineString", "coordinates": ends}

        shapes = [drawn(3), drawn(0.01), drawn(-7)]
    ops = [
        each.op("update", asset, base_version=1, geometry=shape) | {"layer": "water_pipe"}
        for each, shape in zip((other, tablet, tablet), shapes, strict=True)
    ]
    assert other.push(ops[0])[0]["state"] == "applied"
    assert tablet.push(ops[1])[0]["state"] == "merged", "within the tolerance nothing was moved"
    (clash,) = tablet.push(ops[2])
    assert clash["state"] == "conflict"
    kept = clash["conflicts"][0]
    assert kept["field"] == "geometry"
    assert kept["theirs"]["coordinates"][1] == pytest.approx(shapes[2]["coordinates"][1])
    assert kept["ours"]["coordinates"][1] == pytest.approx(shapes[0]["coordinates"][1])
    address = f"{URL}/conflicts/{kept['id']}/resolution"
    done = tablet.client.post(address, json={"choice": "theirs"}, headers=tablet.headers)
    assert done.status_code == 200, done.text
    with opened("heffingen") as session:
        now = assets.get(session, pipe, UUID(asset)).geometry
    assert now.coords[1] == pytest.approx((85_050, 91_993), abs=0.01)


def test_what_misses_the_accuracy_waits_and_goes_on_after_review(
    client, auth, tablet, now_is
) -> None:
    made = tablet.create()
    made["fixes"] = [fix(sigma=8.0, source="geolocation", fix_quality=None, accuracy_m=20)]
    asset = made["asset_id"]
    later = tablet.update(asset, None, remark=(None, "deep")) | {"after": made["op_id"]}
    waiting, held = tablet.push(made, later)
    assert (waiting["state"], waiting["reasons"][0]["code"]) == ("held", "accuracy_missed")
    assert (held["state"], held["reasons"][0]["code"]) == ("held", "after_held")
    form = {"action": "accept", "item": f"capture.{asset}"}
    page = client.post(
        "/heffingen/review", data=form, headers=auth("planner"), follow_redirects=False
    )
    assert page.status_code == 303, page.text
    assert now_is(asset)["remark"] == "deep"
    assert [each["state"] for each in tablet.push(made, later)] == ["applied", "applied"]


def test_a_capture_that_was_turned_away_comes_back_with_its_reason(client, auth, tablet) -> None:
    made = tablet.create()
    made["fixes"] = [fix(sigma=8.0, source="geolocation", fix_quality=None, accuracy_m=20)]
    tablet.push(made)
    form = {"action": "reject", "item": f"capture.{made['asset_id']}", "reason": "a rock"}
    client.post("/heffingen/review", data=form, headers=auth("planner"))
    (receipt,) = tablet.push(made)
    assert receipt["state"] == "rejected"
    assert "a rock" in receipt["reasons"][0]["message"]


@pytest.mark.parametrize("together", [True, False])
def test_what_refers_to_a_held_asset_waits_with_it(client, auth, tablet, opened, together) -> None:
    mast, luminaire, later = held_mast(tablet)
    receipts = (
        tablet.push(mast, luminaire, later)
        if together
        else [tablet.push(each)[0] for each in (mast, luminaire, later)]
    )
    assert [each["state"] for each in receipts] == ["held"] * 3, receipts
    reason = receipts[1]["reasons"][0]
    assert (reason["code"], reason["path"]) == ("reference_held", "properties.pole")
    decide(client, auth, mast, "accept")
    with opened("heffingen") as session:
        found = assets.get(session, CATALOGUE["luminaire"], UUID(luminaire["asset_id"]))
        (seen,) = observations.of_asset(session, found.id)
    assert found.properties["pole"] == UUID(mast["asset_id"])
    assert found.properties["remark"] == "hums"
    assert seen["fix"]["source"] == "nmea"
    again = tablet.push(mast, luminaire, later)
    assert [each["state"] for each in again] == ["applied"] * 3


def test_what_refers_to_what_is_turned_away_comes_back_as_well(client, auth, tablet) -> None:
    mast, luminaire, _ = held_mast(tablet)
    tablet.push(mast, luminaire)
    decide(client, auth, mast, "reject")
    _, receipt = tablet.push(mast, luminaire)
    assert (receipt["state"], receipt["reasons"][0]["code"]) == ("rejected", "not_a_reference")
    # What is wrong besides is told at once, and nothing is waited for that nobody sent.
    other, wrong, _ = held_mast(tablet)
    wrong["changed"]["power_w"] = {"new": "much"}
    assert [each["state"] for each in tablet.push(other, wrong)] == ["held", "rejected"]
    _, lost, _ = held_mast(tablet)
    assert tablet.push(lost)[0]["reasons"][0]["code"] == "not_a_reference"


def held_mast(tablet) -> list[dict[str, Any]]:
    """Return a mast for a planner to look at, its luminaire, and more about that."""
    place = {"geometry": {"type": "Point", "coordinates": list(PLACE)}}
    loose = fix(sigma=8.0, source="geolocation", fix_quality=None, accuracy_m=20)
    mast = tablet.op("create", str(uuid4()), **place, fixes=[loose], changed={})
    values = {"mounting": {"new": "pole"}, "pole": {"new": mast["asset_id"]}}
    luminaire = tablet.op("create", str(uuid4()), **place, fixes=[fix()], changed=values)
    later = tablet.update(luminaire["asset_id"], None, remark=(None, "hums"))
    return [
        mast | {"layer": "pole"},
        luminaire | {"layer": "luminaire"},
        later | {"layer": "luminaire", "after": luminaire["op_id"]},
    ]


def decide(client, auth, made: dict[str, Any], action: str) -> None:
    form = {"action": action, "item": f"capture.{made['asset_id']}", "reason": "a rock"}
    page = client.post(
        "/heffingen/review", data=form, headers=auth("planner"), follow_redirects=False
    )
    assert page.status_code == 303, page.text


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


def test_pulling_brings_what_changed_and_what_is_gone(tablet, valve, opened) -> None:
    first = tablet.pull()
    assert [each["feature"]["id"] for each in first["upserts"]] == [valve]
    assert (first["catalogue"], first["more"]) == (CATALOGUE.version, False)
    assert tablet.pull(first["next"])["upserts"] == []
    tablet.push(tablet.update(valve, 1, remark=(None, "x")))
    second = tablet.pull(first["next"])
    assert second["upserts"][0]["feature"]["properties"]["remark"] == "x"
    with opened("heffingen") as session:
        assets.remove(session, VALVE, UUID(valve), 2)
    third = tablet.pull(second["next"])
    assert [each["id"] for each in third["tombstones"]] == [valve]


def test_pulling_in_pages_misses_nothing(tablet) -> None:
    made = set()
    for n in range(7):
        operation = tablet.create(place=east(5 * n))
        made.add(operation["asset_id"])
        tablet.push(operation)
    seen, cursor, more, pages = set(), None, True, 0
    while more:
        page = tablet.pull(cursor, limit=2)
        seen |= {each["feature"]["id"] for each in page["upserts"]}
        cursor, more, pages = page["next"], page["more"], pages + 1
    assert seen == made
    assert pages == 4


def test_a_work_area_holds_what_lies_in_it(tablet, valve, opened) -> None:
    west, south = PLACE[0] - 0.0005, PLACE[1] - 0.0005
    area = f"{west},{south},{west + 0.001},{south + 0.001}"
    far = tablet.create(place=east(400))
    tablet.push(far)
    first = tablet.pull(area=area)
    assert [each["feature"]["id"] for each in first["upserts"]] == [valve]
    assert first["tombstones"] == []
    tablet.push(observe(tablet, valve, "relocate", fix(east(300), 0.02)))
    second = tablet.pull(first["next"], area=area)
    assert second["upserts"] == []
    assert [(e["id"], e["elsewhere"]) for e in second["tombstones"]] == [(valve, True)]
    bad = tablet.client.get(f"{URL}/pull", params={"area": "1,2"}, headers=tablet.headers)
    assert bad.status_code == 422


def test_a_cursor_of_another_incarnation_is_gone(tablet, valve) -> None:
    for cursor in ("deadbeef.1", "nonsense", tablet.pull()["next"].split(".")[0] + ".999"):
        answer = tablet.client.get(f"{URL}/pull", params={"cursor": cursor}, headers=tablet.headers)
        assert answer.status_code == 410
        assert answer.json()["type"].endswith("cursor_gone")


def test_nothing_new_costs_nothing(tablet, valve) -> None:
    for path in ("/pull", "/catalogue"):
        first = tablet.client.get(URL + path, headers=tablet.headers)
        known = tablet.headers | {"If-None-Match": first.headers["etag"]}
        assert tablet.client.get(URL + path, headers=known).status_code == 304


def test_the_catalogue_has_a_form_for_every_layer(tablet) -> None:
    found = tablet.client.get(f"{URL}/catalogue", headers=tablet.headers).json()
    assert {each["name"] for each in found["layers"]} == set(CATALOGUE)
    valve = next(each for each in found["layers"] if each["name"] == "water_valve")
    kind = next(each for each in valve["fields"] if each["name"] == "kind")
    codes = {each["value"]: each["label"] for each in found["code_lists"][kind["codes"]]}
    assert codes["gate"].keys() == {"lb", "fr", "de", "en"}
    status = found["code_lists"]["status"]
    told = {each["value"]: each.get("traits") for each in status}
    assert (told["planned"], told["removed"], told["in_use"]) == (["coming"], ["gone"], None)


def test_the_journal_tells_who_pushed(tablet, valve, opened) -> None:
    crew = Viewer("x", ViewerRole.PLANNER)
    with opened("heffingen", crew) as session:
        rows = session.connection.execute(
            text("SELECT source, actor FROM heffingen.revision ORDER BY revision")
        ).all()
    assert rows[-1].source == "sync"
    assert "crew" in rows[-1].actor


# --- The planner's inbox -------------------------------------------------------------------------


@pytest.fixture
def clash(tablet, other, valve) -> str:
    other.push(other.update(valve, 1, remark=(None, "planner")))
    (receipt,) = tablet.push(tablet.update(valve, 1, remark=(None, "crew <b>")))
    return f"conflict.{receipt['conflicts'][0]['id']}"


@pytest.mark.parametrize(
    ("form", "remark"),
    [
        ({"action": "accept"}, "crew <b>"),
        ({"action": "mend", "field.remark": "a third"}, "a third"),
        ({"action": "reject", "reason": "seen myself"}, "planner"),
    ],
)
def test_a_planner_decides_in_the_inbox(client, auth, clash, valve, now_is, form, remark) -> None:
    page = client.get(f"/heffingen/review?item={clash}&lang=en", headers=auth("planner")).text
    assert "crew &lt;b&gt;" in page
    assert "On the tablet" in page
    assert "planner" in page
    sent = form | {"item": clash, f"version.{clash}": "2"}
    answer = client.post(
        "/heffingen/review", data=sent, headers=auth("planner"), follow_redirects=False
    )
    assert answer.status_code == 303, answer.text
    assert now_is(valve)["remark"] == remark
    again = client.post("/heffingen/review", data=sent, headers=auth("planner"))
    assert again.status_code in (200, 409)
    assert now_is(valve)["remark"] == remark


def test_a_planner_who_saw_another_version_is_told(client, auth, clash, valve, now_is) -> None:
    form = {"action": "accept", "item": clash, f"version.{clash}": "1"}
    answer = client.post("/heffingen/review", data=form, headers=auth("planner"))
    assert answer.status_code == 412
    assert now_is(valve)["remark"] == "planner"


@pytest.fixture
def written_before(clash, superuser_engine) -> Callable[[str], str]:
    """Let the conflict be of the catalogue before this one, about a field of that name."""

    def make(name: str) -> str:
        old = "UPDATE heffingen.conflict SET field = :name, schema_version = :version"
        with superuser_engine.begin() as connection:
            connection.execute(text(old), {"name": name, "version": CATALOGUE.version - 1})
        return clash

    return make


def test_a_conflict_goes_by_the_name_that_its_field_has_today(
    client, auth, written_before, valve, now_is, monkeypatch
) -> None:
    caster = operations.renamed("water_valve", {"note": "remark"})
    monkeypatch.setitem(operations.UPCASTERS, CATALOGUE.version - 1, caster)
    key = written_before("note")
    (listed,) = client.get(f"{URL}/conflicts", headers=auth("planner")).json()["conflicts"]
    assert (listed["field"], listed["theirs"], listed["ours"]) == ("remark", "crew <b>", "planner")
    page = client.get(f"/heffingen/review?item={key}&lang=en", headers=auth("planner")).text
    assert "crew &lt;b&gt;" in page
    sent = {"action": "accept", "item": key, f"version.{key}": "2"}
    client.post("/heffingen/review", data=sent, headers=auth("planner"))
    assert now_is(valve)["remark"] == "crew <b>"


def test_a_conflict_about_a_field_that_is_gone_shows_both_values_and_can_be_closed(
    client, auth, tablet, written_before, valve, now_is
) -> None:
    key = written_before("colour_of_the_lid")
    page = client.get(f"/heffingen/review?item={key}&lang=en", headers=auth("planner")).text
    for told in ("colour_of_the_lid", "crew &lt;b&gt;", ">planner<", "no field"):
        assert told in page
    assert not re.search(r'value="accept" data-key', page), "there is nowhere to write it"
    sent = {"item": key, f"version.{key}": "2"}
    accept = sent | {"action": "accept"}
    answer = client.post("/heffingen/review?lang=en", data=accept, headers=auth("planner"))
    assert answer.status_code == 422
    assert "colour_of_the_lid" in answer.text
    reject = sent | {"action": "reject", "reason": "nobody asks for it"}
    client.post("/heffingen/review", data=reject, headers=auth("planner"))
    assert client.get(f"{URL}/conflicts", headers=auth("planner")).json() == {"conflicts": []}
    assert now_is(valve)["remark"] == "planner"


def test_a_conflict_about_a_removed_asset_shows_what_was_sent(
    client, auth, tablet, valve, opened
) -> None:
    with opened("heffingen") as session:
        assets.remove(session, CATALOGUE["water_valve"], UUID(valve), 1)
    (receipt,) = tablet.push(tablet.update(valve, 1, remark=(None, "still drips")))
    key = f"conflict.{receipt['conflicts'][0]['id']}"
    page = client.get(f"/heffingen/review?item={key}&lang=en", headers=auth("planner")).text
    assert "still drips" in page
    assert "This asset has been deleted" in page


def test_nothing_of_a_conflict_is_hidden_where_field_and_asset_are_gone(
    client, auth, written_before, valve, opened
) -> None:
    key = written_before("colour_of_the_lid")
    with opened("heffingen") as session:
        assets.remove(session, CATALOGUE["water_valve"], UUID(valve), 2)
    page = client.get(f"/heffingen/review?item={key}&lang=en", headers=auth("planner")).text
    for told in ("colour_of_the_lid", "crew &lt;b&gt;", ">planner<", "has been deleted"):
        assert told in page


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


def test_a_visit_right_after_the_creation_counts_both(tablet, now_is, opened) -> None:
    made = tablet.create()
    visit = observe(tablet, made["asset_id"], "observe", fix(east(0.04)))
    visit["after"] = made["op_id"]
    bad = tablet.op("observe", made["asset_id"], fixes=[{"lon": 1}], after=made["op_id"])
    receipts = tablet.push(made, visit, bad)
    assert [each["state"] for each in receipts] == ["applied", "applied", "rejected"], receipts
    with opened("heffingen") as session:
        assert len(observations.of_asset(session, UUID(made["asset_id"]))) == 2


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
