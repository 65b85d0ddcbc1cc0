"""The planner's inbox: conflicts, also of fields and assets that are gone."""

from __future__ import annotations

import re
from collections.abc import Callable
from uuid import UUID

import pytest
from sqlalchemy import text

from field_capture.captures import operations
from gis import assets
from layers.catalogue import CATALOGUE
from tests.api.tablet import URL


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
