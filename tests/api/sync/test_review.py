"""Captures that wait for a planner, and what hangs on them."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest

from gis import assets, observations
from layers.catalogue import CATALOGUE
from tests.api.tablet import PLACE, fix


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
