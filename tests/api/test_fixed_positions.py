"""Layers that take a receiver's position only where it is fixed: nothing is lost by it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from shapely import Point

from field_capture.captures import demands
from gis import observations
from gis.errors import Invalid, NotAllowed
from gis.viewer import Viewer, ViewerRole
from layers.catalogue import CATALOGUE
from layers.spec import Positioning
from tests.api.tablet import PLACE, URL, VALVE, east, fix

FLOAT = {"fix_quality": "rtk_float"}


def codes(receipt: dict[str, Any]) -> list[str]:
    return [each["code"] for each in receipt["reasons"]]


def home(opened, place: tuple[float, float]) -> Point:
    with opened("heffingen") as session:
        return Point(session.commune.operation.to_home(*place))


def visit(tablet, asset: str, kind: str, *fixes: dict[str, Any]) -> dict[str, Any]:
    return tablet.op(kind, asset, base_version=1, fixes=list(fixes))


def test_a_float_solution_waits_for_a_planner_however_good_it_claims_to_be(
    client, auth, tablet, now_is
) -> None:
    made = tablet.create()
    made["fixes"] = [fix(sigma=0.03, **FLOAT)]
    (waiting,) = tablet.push(made)
    assert (waiting["state"], codes(waiting)) == ("held", ["not_fixed"])
    assert "RTK float" in waiting["reasons"][0]["message"]
    page = client.get("/heffingen/review?lang=de", headers=auth("planner")).text
    assert "fixe RTK-Lösung" in page
    form = {"action": "accept", "item": f"capture.{made['asset_id']}"}
    client.post("/heffingen/review", data=form, headers=auth("planner"))
    assert now_is(made["asset_id"])["kind"] == "gate", "nothing was lost"


def test_what_is_not_fixed_leaves_the_average_as_soon_as_something_is(
    tablet, opened, now_is
) -> None:
    made = tablet.create()
    # Forty that claim two centimetres and lie half a metre off, before three that are fixed.
    loose = [fix(east(0.5), 0.02, **FLOAT) for _ in range(40)]
    made["fixes"] = [*loose, *[fix(sigma=0.02) for _ in range(3)]]
    made["geometry"]["coordinates"] = list(PLACE)
    (receipt,) = tablet.push(made)
    assert receipt["state"] == "applied", receipt
    with opened("heffingen") as session:
        (seen,) = observations.of_asset(session, UUID(made["asset_id"]))
    assert Point(seen["east"], seen["north"]).distance(home(opened, PLACE)) < 0.005
    assert now_is(made["asset_id"])["accuracy_m"] < 0.02


def test_a_visit_without_a_fixed_solution_does_not_move_what_is_known(
    tablet, opened, now_is
) -> None:
    made = tablet.create()
    tablet.push(made)
    asset = made["asset_id"]
    before = now_is(asset)["geometry"]
    loose = fix(east(0.3), 0.01, **FLOAT)
    (receipt,) = tablet.push(visit(tablet, asset, "observe", loose))
    assert receipt["state"] == "applied"
    assert "not_fixed" in codes(receipt), "it is told"
    assert now_is(asset)["geometry"].distance(before) < 0.01
    with opened("heffingen") as session:
        assert len(observations.of_asset(session, UUID(asset))) == 2, "it is kept all the same"


def test_what_was_moved_is_where_it_was_seen_and_known_no_better_than_it_is(tablet, now_is) -> None:
    made = tablet.create()
    tablet.push(made)
    asset = made["asset_id"]
    before = now_is(asset)["geometry"]
    (receipt,) = tablet.push(visit(tablet, asset, "relocate", fix(east(9), 0.01, **FLOAT)))
    assert codes(receipt) == ["not_fixed", "accuracy_missed"]
    assert now_is(asset)["geometry"].distance(before) == pytest.approx(9, abs=0.1)
    assert now_is(asset)["accuracy_m"] == demands.PROVISIONAL_SIGMA_M


def test_taped_positions_and_other_layers_need_no_receiver(tablet) -> None:
    taped = tablet.create()
    taped["fixes"] = [fix(sigma=0.06, source="map", fix_quality=None)]
    lamp = tablet.create(place=east(20)) | {"layer": "luminaire", "changed": {}}
    lamp["fixes"] = [fix(east(20), 0.3, **FLOAT)]
    assert [each["state"] for each in tablet.push(taped, lamp)] == ["applied", "applied"]


def test_a_commune_asks_for_more_or_for_less_and_tablets_are_told(
    client, auth, tablet, opened, now
) -> None:
    def told() -> dict[str, str]:
        found = client.get(f"{URL}/catalogue", headers=auth("crew")).json()
        return {each["name"]: each["positioning"] for each in found["layers"]}

    before = told()
    assert (before["water_valve"], before["luminaire"]) == ("rtk_fixed", "any")
    form = {
        "action": "demands",
        "demand.water_valve": "any",
        "demand.luminaire": "rtk_fixed",
        "demand.pole": "any",
    }
    answer = client.post(
        "/heffingen/areas", data=form, headers=auth("planner"), follow_redirects=False
    )
    assert answer.status_code == 303, answer.text
    assert told() == before | {"water_valve": "any", "luminaire": "rtk_fixed"}
    loose = tablet.create()
    loose["fixes"] = [fix(sigma=0.05, **FLOAT)]
    lamp = tablet.create(place=east(20)) | {"layer": "luminaire", "changed": {}}
    lamp["fixes"] = [fix(east(20), 0.3, **FLOAT)]
    receipts = tablet.push(loose, lamp)
    assert [each["state"] for each in receipts] == ["applied", "held"]
    # Back to what is declared: it follows the declaration again.
    with opened("heffingen") as session:
        demands.keep(session, {"water_valve": "rtk_fixed", "luminaire": "any"}, now)
        assert demands.changed(session) == {}


def test_only_planners_change_it_and_only_to_what_there_is(make_commune, opened, now) -> None:
    make_commune()
    crew = Viewer("crew", ViewerRole.CREW)
    with opened("heffingen", viewer=crew) as session, pytest.raises(NotAllowed):
        demands.keep(session, {"water_valve": "any"}, now)
    with opened("heffingen") as session, pytest.raises(Invalid) as refused:
        demands.keep(session, {"water_valve": "guessed", "unicorn": "any", "street": "any"}, now)
    assert {each.path for each in refused.value.issues} == {"water_valve", "unicorn", "street"}


def test_whoever_asks_for_a_fixed_solution_asks_for_what_only_that_can_reach() -> None:
    asking = [e for e in CATALOGUE.values() if e.positioning is Positioning.RTK_FIXED]
    assert VALVE in asking
    assert all(each.accuracy_m <= 0.1 for each in asking)
