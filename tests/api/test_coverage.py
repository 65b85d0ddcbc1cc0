"""What crews captured and how accurately; where they are, as long as they share it."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import text

from field_capture.sync import forgetting
from gis.session import open_session
from gis.viewer import Viewer, ViewerRole
from layers.catalogue import CATALOGUE
from tests.api.tablet import PLACE, URL, east, fix

API = "/api/v1/heffingen"
HERE = {"lon": PLACE[0], "lat": PLACE[1], "minutes": 60}


@pytest.fixture
def look(client, auth):
    def get(path: str):
        answer = client.get(path, headers=auth("planner"))
        assert answer.status_code == 200, answer.text
        return answer

    return get


def test_planners_see_what_was_captured_when_and_how_accurately(tablet, look) -> None:
    rough = tablet.create(place=east(40))
    rough["fixes"] = [fix(east(40), sigma=0.3)]
    tablet.push(tablet.create(), tablet.create(place=east(20)), rough)
    found = look(f"{API}/captures/coverage.geojson?days=30").json()["features"]
    told = sorted((each["properties"]["class"], each["properties"]["day"]) for each in found)
    assert told == [("≤ 0.05 m", "2026-11-22"), ("≤ 0.05 m", "2026-11-22")]
    page = look("/heffingen/captures?lang=en").text
    assert "22/11/2026" in page
    assert "demo-crew" in page
    assert "valve" in page
    assert "≤ 0,05 m" in look("/heffingen/captures?lang=fr").text
    later = look(f"{API}/captures/coverage.geojson?days=3660").json()
    assert len(later["features"]) == 2, "what waits for review was not taken over"


def test_what_was_seen_around_midnight_is_of_the_local_day(tablet, look) -> None:
    late = tablet.create()
    late["fixes"] = [fix(time="2026-11-20T23:30:00Z")]
    tablet.push(late)
    (seen,) = look(f"{API}/captures/coverage.geojson?days=30").json()["features"]
    assert seen["properties"]["day"] == "2026-11-21"


def test_where_a_crew_is_is_known_only_as_long_as_it_says(
    tablet, look, client, now, counts
) -> None:
    assert look(f"{API}/crews").json() == {"crews": []}
    answer = client.post(f"{URL}/here", json=HERE, headers=tablet.headers)
    assert answer.status_code == 200
    (crew,) = look(f"{API}/crews").json()["crews"]
    assert (crew["name"], crew["lon"], crew["lat"]) == ("demo-crew", *PLACE)
    assert "demo-crew" in look("/heffingen/captures?lang=en").text
    assert client.get(f"{API}/crews", headers=tablet.headers).status_code == 403
    known = client.app.state.whereabouts
    assert known.seen("other", now) == []
    assert known.seen("heffingen", now + timedelta(minutes=61)) == [], "gone after the shift"
    client.post(f"{URL}/here", json=HERE, headers=tablet.headers)
    client.post(f"{URL}/here", json=HERE | {"minutes": 0}, headers=tablet.headers)
    assert look(f"{API}/crews").json() == {"crews": []}
    assert counts("revision", "operation", "observation") == [0, 0, 0]


@pytest.mark.parametrize("wrong", [{"minutes": 721}, {"lat": 91}, {"minutes": -1}, {"lon": "x"}])
def test_what_is_no_place_or_longer_than_a_shift_is_refused(tablet, wrong) -> None:
    answer = tablet.client.post(f"{URL}/here", json=HERE | wrong, headers=tablet.headers)
    assert answer.status_code == 422


def test_a_photo_that_is_announced_is_expected(tablet, valve, look) -> None:
    page = f"/heffingen/assets/water_valve/{valve}?lang=en"
    assert "Photo expected" not in look(page).text
    photo = {"id": str(uuid4()), "sha256": "0" * 64, "bytes": 9}
    tablet.push(tablet.op("inspect", valve, base_version=1, photos=[photo]))
    assert "Photo expected: 1" in look(page).text


def test_after_two_months_device_and_person_are_forgotten(tablet, valve, owner_engine, now) -> None:

    made = tablet.create(place=east(20))
    made["fixes"] = [fix(east(20), platform="Pad 7"), fix(east(20), platform="Pad 7")]
    visit = tablet.op("observe", valve, fixes=[fix(platform="Pad 7")])
    held = tablet.update(valve, None, remark=(None, "x")) | {"after": str(uuid4())}
    states = [each["state"] for each in tablet.push(made, visit, held)]
    assert states == ["applied", "applied", "held"]
    with owner_engine.begin() as connection:
        for table in ("observation", "capture", "operation"):
            connection.execute(
                text(f"UPDATE heffingen.{table} SET received_at = :at"),  # noqa: S608
                {"at": now - timedelta(days=62)},
            )
    admin = Viewer("shell-0", ViewerRole.ADMIN)
    with open_session(owner_engine, CATALOGUE, "heffingen", admin, source="privacy") as session:
        first = forgetting.forget(session, now)
        again = forgetting.forget(session, now)
    assert (first.fixes, first.captures, first.operations) == (2, 1, 3)
    assert (again.fixes, again.captures, again.operations) == (0, 0, 0)
    with owner_engine.begin() as connection:
        for table in ("observation", "capture", "operation"):
            rows = connection.execute(text(f"SELECT t::text FROM heffingen.{table} t"))  # noqa: S608
            assert "Pad 7" not in " ".join(row[0] for row in rows), table
        kept = connection.execute(text("SELECT actor, state FROM heffingen.operation")).all()
    assert {row.actor for row in kept if row.state != "held"} == {"past"}
    assert {row.actor for row in kept if row.state == "held"} == {"demo-crew"}
    assert tablet.push(made)[0]["repeated"] is True, "it is known all the same"
