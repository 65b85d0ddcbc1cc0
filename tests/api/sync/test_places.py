"""Where things are, as tablets tell it: visits, what they make together, what is bound to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from shapely import LineString, Point

from gis import assets, observations
from layers.catalogue import CATALOGUE
from tests.api.tablet import URL, VALVE, Tablet, east, fix, observe


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


def test_a_visit_right_after_the_creation_counts_both(tablet, now_is, opened) -> None:
    made = tablet.create()
    visit = observe(tablet, made["asset_id"], "observe", fix(east(0.04)))
    visit["after"] = made["op_id"]
    bad = tablet.op("observe", made["asset_id"], fixes=[{"lon": 1}], after=made["op_id"])
    receipts = tablet.push(made, visit, bad)
    assert [each["state"] for each in receipts] == ["applied", "applied", "rejected"], receipts
    with opened("heffingen") as session:
        assert len(observations.of_asset(session, UUID(made["asset_id"]))) == 2


@pytest.fixture
def pipe(tablet, opened) -> tuple[str, Callable[[float], dict[str, Any]]]:
    """A pipe at version 1, and what draws its end so far to the north, metres."""
    with opened("heffingen") as session:
        line = LineString([(85_000, 92_000), (85_050, 92_000)])
        asset = str(assets.create(session, CATALOGUE["water_pipe"], line, {})[0].id)
        to_wgs84 = session.commune.operation.to_wgs84

        def drawn(north: float) -> dict[str, Any]:
            ends = [list(to_wgs84(85_000, 92_000)), list(to_wgs84(85_050, 92_000 + north))]
            return {"type": "LineString", "coordinates": ends}

    return asset, drawn


def chained(tablet: Tablet, asset: str, *wishes: dict[str, Any]) -> list[dict[str, Any]]:
    """One operation after another on what was pulled at version 1."""
    made: list[dict[str, Any]] = []
    for wish in wishes:
        after = {"after": made[-1]["op_id"]} if made else {}
        kind = wish.pop("kind", "update")
        op = tablet.op(kind, asset, base_version=1, **wish, **after)
        made.append(op | {"layer": "water_pipe"})
    return made


def said(word: str | None, before: str | None = None) -> dict[str, Any]:
    return {"changed": {"remark": {"base": before, "new": word}}}


@pytest.mark.parametrize("together", [True, False])
def test_a_course_that_others_drew_meanwhile_is_seen_by_no_operation_of_mine(
    tablet, other, pipe, together, opened
) -> None:
    asset, drawn = pipe
    theirs = other.op("update", asset, base_version=1, geometry=drawn(3)) | {"layer": "water_pipe"}
    assert other.push(theirs)[0]["state"] == "applied"
    mine = chained(tablet, asset, said("a"), said("b", "a"), {"geometry": drawn(-7)})
    batches = [mine] if together else [[each] for each in mine]
    told = [each for batch in batches for each in tablet.push(*batch)]
    assert [each["state"] for each in told] == ["merged", "applied", "conflict"]
    assert [each["field"] for each in told[-1]["conflicts"]] == ["geometry"]
    with opened("heffingen") as session:
        now = assets.get(session, CATALOGUE["water_pipe"], UUID(asset)).geometry
    assert now.coords[1] == pytest.approx((85_050, 92_003), abs=0.01)


def test_what_i_drew_myself_is_no_conflict_with_what_i_draw_next(
    tablet, other, pipe, opened
) -> None:
    asset, drawn = pipe
    theirs = other.op("update", asset, base_version=1, **said("x")) | {"layer": "water_pipe"}
    assert other.push(theirs)[0]["state"] == "applied"
    owner = {"changed": {"owner": {"base": None, "new": "commune"}}}
    wishes = {"geometry": drawn(-7)}, owner, {"geometry": drawn(-9)}
    told = tablet.push(*chained(tablet, asset, *wishes))
    assert "conflict" not in [each["state"] for each in told]
    with opened("heffingen") as session:
        now = assets.get(session, CATALOGUE["water_pipe"], UUID(asset)).geometry
    assert now.coords[1] == pytest.approx((85_050, 91_991), abs=0.01)


def test_who_decides_where_a_retired_valve_lies_is_believed_until_the_next_visit(
    tablet, other, valve, opened, now_is
) -> None:
    other.push(other.op("retire", valve, base_version=1))
    (clash,) = tablet.push(observe(tablet, valve, "observe", fix(east(18))))
    assert clash["state"] == "conflict"
    before = now_is(valve)["geometry"]
    address = f"{URL}/conflicts/{clash['conflicts'][0]['id']}/resolution"
    done = tablet.client.post(address, json={"choice": "theirs"}, headers=tablet.headers)
    assert done.status_code == 200, done.text
    decided = now_is(valve)
    assert decided["geometry"].distance(before) == pytest.approx(18, abs=0.5)
    again = tablet.op("observe", valve, base_version=decided["version"], fixes=[fix(east(18.02))])
    assert tablet.push(again)[0]["state"] == "applied"
    moved = now_is(valve)["geometry"].distance(decided["geometry"])
    assert moved < 0.05, "what was seen before is of another place"
