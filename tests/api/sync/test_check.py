"""One operation tried out while somebody still stands beside the open manhole."""

from __future__ import annotations

import pytest
from shapely import LineString, Point

from gis import assets
from layers.catalogue import CATALOGUE
from tests.api.tablet import URL, fix

HERE = (85_000.0, 92_000.0)


@pytest.fixture
def ask(tablet):
    def ask(operation, language: str = "en") -> dict:
        headers = tablet.headers | {"Accept-Language": language}
        answer = tablet.client.post(f"{URL}/check", json=operation, headers=headers)
        assert answer.status_code == 200, answer.text
        return answer.json()

    return ask


@pytest.fixture
def manhole(tablet, opened) -> str:
    """A manhole between two others, whose sewers have their levels at the far ends."""
    with opened("heffingen") as session:
        sewer = CATALOGUE["sewer_pipe"]
        made, _ = assets.create(
            session, CATALOGUE["sewer_manhole"], Point(HERE), {"cover_level_m": 312.40}
        )
        up = LineString([(HERE[0] - 40, HERE[1]), HERE])
        down = LineString([HERE, (HERE[0] + 40, HERE[1])])
        assets.create(session, sewer, up, {"invert_from_m": 310.60, "node_from": "SM-11"})
        assets.create(session, sewer, down, {"invert_to_m": 310.05, "node_to": "SM-13"})
    return str(made.id)


def measured(tablet, asset: str, depth: float) -> dict:
    changed = {"depth_m": {"base": None, "new": depth}}
    operation = tablet.op("update", asset, base_version=1, changed=changed)
    return operation | {"layer": "sewer_manhole"}


def test_water_that_would_run_uphill_is_told_in_every_language(tablet, manhole, ask) -> None:
    good = ask(measured(tablet, manhole, 2.15))
    assert good["receipt"]["state"] == "applied"
    assert good["levels"]["invert_m"] == 310.25
    slopes = {each["name"]: each["per_mille"] for each in good["levels"]["slopes"]}
    assert slopes == {"SM-11": pytest.approx(8.8, abs=0.1), "SM-13": pytest.approx(5.0, abs=0.1)}
    assert good["levels"]["issues"] == []
    bad = measured(tablet, manhole, 1.15)
    told = {language: ask(bad, language)["levels"]["issues"] for language in ("lb", "fr", "de")}
    assert all([each["code"] for each in found] == ["uphill_from"] for found in told.values())
    assert len({found[0]["message"] for found in told.values()}) == 3
    assert "SM-11" in told["fr"][0]["message"]


def test_nothing_is_kept(tablet, manhole, ask, counts) -> None:
    operation = measured(tablet, manhole, 2.15)
    ask(operation)
    assert counts("operation") == [0]
    assert tablet.push(operation)[0]["state"] == "applied"


def test_a_new_manhole_is_judged_where_it_is_measured(tablet, manhole, ask, opened) -> None:
    with opened("heffingen") as session:
        lon, lat = session.commune.operation.to_wgs84(HERE[0] + 40, HERE[1])
    made = tablet.create(place=(float(lon), float(lat))) | {"layer": "sewer_manhole"}
    made["fixes"] = [fix((float(lon), float(lat)))]
    made["changed"] = {"cover_level_m": {"new": 312.0}, "depth_m": {"new": 21.0}}
    found = ask(made)["levels"]
    assert [each["code"] for each in found["issues"]] == ["depth_deep"]


def test_a_sewer_drawn_uphill(tablet, ask, opened) -> None:
    with opened("heffingen") as session:
        ends = [session.commune.operation.to_wgs84(HERE[0] + n, HERE[1]) for n in (0, 40)]
    made = tablet.create() | {"layer": "sewer_pipe"}
    made["geometry"] = {"type": "LineString", "coordinates": [list(map(float, e)) for e in ends]}
    made["changed"] = {"invert_from_m": {"new": 310.0}, "invert_to_m": {"new": 311.0}}
    found = ask(made)["levels"]
    assert [each["code"] for each in found["issues"]] == ["uphill_to"]


def test_what_has_no_levels_and_what_is_nothing(tablet, valve, ask) -> None:
    assert ask(tablet.update(valve, 1, remark=(None, "x")))["levels"] is None
    found = ask({"kind": "explode"})
    assert (found["receipt"]["state"], found["levels"]) == ("rejected", None)
