"""The inbox and proposals: as the browsers and programs of a crew and of planners ask."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from html import unescape
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import pytest
from shapely import Point

from field_capture import proposals
from field_capture.captures import capture
from gis import assets
from gis.quality import checking
from gis.viewer import Viewer, ViewerRole
from layers.catalogue import CATALOGUE

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
POLE = CATALOGUE["pole"]
CREW = Viewer("demo-crew", ViewerRole.CREW)
EVIL = '<img src=x onerror="alert(1)">'


@pytest.fixture
def site(make_commune, opened) -> dict:
    """Two corrections, a capture that is not precise and issues of a lamp without a pole."""
    make_commune()
    ids = {}
    with opened("heffingen") as session:
        for number in (1, 2):
            values = {"code": f"PO-{number}", "material": "wood"}
            place = Point(85000 + 30 * number, 92000)
            ids[f"PO-{number}"] = assets.create(session, POLE, place, values)[0].id
        assets.create(session, CATALOGUE["luminaire"], Point(85200, 92000), {"code": "LU-1"})
    with opened("heffingen", CREW) as session:
        for number in (1, 2):
            made = proposals.propose(
                session,
                POLE,
                ids[f"PO-{number}"],
                1,
                changes={"material": "steel"},
                geometry=Point(85003, 92000) if number == 1 else None,
                reason=f"seen it {EVIL}",
                now=NOW,
            )
            ids[f"correction {number}"] = f"correction.{made.id}"
        lon, lat = session.commune.operation.to_wgs84(85300, 92050)
        fix = {"source": "geolocation", "time": NOW.isoformat(), "accuracy_m": 40}
        body = {
            "type": "Feature",
            "id": str(uuid4()),
            "geometry": {"type": "Point", "coordinates": [lon, lat]},
            "properties": {"layer": "pole", "fix": fix, "material": "concrete", "code": "PO-9"},
        }
        ids["capture"] = f"capture.{capture.receive(session, body, NOW).id}"
    with opened("heffingen") as session:
        checking.check(session, NOW)
    return ids


@pytest.fixture
def ask(client, auth):
    def make(path: str = "", role: str | None = "planner", data=None):
        headers = {"Accept": "text/html"} | (auth(role) if role else {})
        url = f"/heffingen/review{path}{'&' if '?' in path else '?'}lang=en"
        if data is None:
            return client.get(url, headers=headers)
        return client.post(url, data=data, headers=headers, follow_redirects=False)

    return make


def pole(opened, code: str):
    with opened("heffingen") as session:
        return assets.find_by_code(session, POLE, code)


def told(answer) -> str:
    assert answer.status_code == 303, answer.text
    return parse_qs(urlsplit(answer.headers["location"]).query)["told"][0]


def test_what_waits_is_counted_and_filtered(ask, site) -> None:
    shown = ask()
    assert "Corrections (2)" in shown.text
    assert "Captures (1)" in shown.text
    assert EVIL not in shown.text
    assert EVIL in unescape(shown.text)
    for query, keys in (
        ("?kind=capture", {"capture"}),
        ("?kind=correction&layer=pole", {"correction"}),
        ("?layer=luminaire", {"issue"}),
        ("?severity=note", {"correction"}),
        ("?severity=error", set()),
        ("?kind=nonsense&severity=loud&after=x", {"correction", "capture", "issue"}),
    ):
        found = re.findall(r'name="item" value="(\w+)\.[^"]*"></label>', ask(query).text)
        assert set(found) == keys, query
    assert "Nothing matches this filter." in ask("?kind=correction&layer=luminaire").text


def test_both_sides_and_both_positions(ask, site) -> None:
    shown = ask(f"?item={site['correction 1']}")
    assert "<span>wood</span>" in shown.text
    assert "<span>steel</span>" in shown.text
    assert 'class="was"' in shown.text
    assert "moved by 27" in unescape(shown.text)
    rough = ask(f"?item={site['capture']}")
    assert "<span>concrete</span>" in rough.text
    assert 'class="best"' in rough.text


def test_accepting(ask, site, opened) -> None:
    key = site["correction 1"]
    done = ask(data={"item": key, "action": "accept", f"version.{key}": "1"})
    assert told(done) == "1"
    found = pole(opened, "PO-1")
    assert found.properties["material"] == "steel"
    assert found.geometry.equals(Point(85003, 92000))
    again = ask(data={"item": key, "action": "accept", f"version.{key}": "2"})
    assert again.status_code == 409
    assert "decided already" in again.text


def test_somebody_was_faster(ask, site, opened) -> None:
    with opened("heffingen") as session:
        assets.change(session, POLE, site["PO-1"], 1, properties={"material": "concrete"})
    key = site["correction 1"]
    stale = ask(data={"item": key, "action": "accept", f"version.{key}": "1"})
    assert stale.status_code == 412
    assert "<span>concrete</span>" in stale.text
    assert "<span>steel</span>" in stale.text
    version = re.search(rf'name="version.{key}" value="(\d+)"', stale.text)[1]
    assert told(ask(data={"item": key, "action": "accept", f"version.{key}": version})) == "1"


def test_mending(ask, site, opened) -> None:
    key = site["correction 2"]
    form = {"item": key, "action": "mend", f"version.{key}": "1"}
    wrong = ask(data=form | {"field.material": "gum"})
    assert wrong.status_code == 422
    assert told(ask(data=form | {"field.material": "concrete"})) == "1"
    assert pole(opened, "PO-2").properties["material"] == "concrete"
    key = site["capture"]
    form = {"item": key, "action": "mend", "field.code": "PO-7", "field.material": "wood"}
    assert told(ask(data=form)) == "1"
    assert pole(opened, "PO-7").properties["material"] == "wood"


def test_rejecting_takes_a_reason(ask, site, opened) -> None:
    for name in ("correction 1", "capture"):
        form = {"item": site[name], "action": "reject"}
        refused = ask(data=form)
        assert refused.status_code == 422
        assert "Say in a few words why" in refused.text
        assert told(ask(data=form | {"reason": "no"})) == "1"
    assert pole(opened, "PO-1").properties["material"] == "wood"
    assert "Captures (0)" in ask().text


def test_many_at_once(ask, site, opened) -> None:
    first, second = site["correction 1"], site["correction 2"]
    with opened("heffingen") as session:
        assets.change(session, POLE, site["PO-2"], 1, properties={"height_m": 4})
    done = ask(
        data={
            "item": [first, second, site["capture"]],
            "action": "accept",
            f"version.{first}": "1",
            f"version.{second}": "1",
        }
    )
    assert done.status_code == 412, "one of them had changed"
    assert "Decided: 2." in done.text
    assert "Not done: 1." in done.text
    assert pole(opened, "PO-1").properties["material"] == "steel"
    assert pole(opened, "PO-2").properties["material"] == "wood"
    assert pole(opened, "PO-9") is not None
    assert ask(data={"action": "accept"}).status_code == 422
    assert ask(data={"item": first, "action": "explode"}).status_code == 422


def test_issues_are_waived_until_some_day(ask, site) -> None:
    shown = ask("?kind=issue")
    count = int(re.search(r"Issues \((\d+)\)", shown.text)[1])
    key = re.search(r'name="item" value="(issue\.[^"]+)"', shown.text)[1]
    assert ask(data={"item": key, "action": "accept"}).status_code == 422
    form = {"item": key, "action": "reject", "reason": "hangs on a rope"}
    assert ask(data=form | {"until": "2020-01-01"}).status_code == 422
    assert ask(data=form | {"until": "tomorrow"}).status_code == 422
    assert told(ask(data=form | {"until": "2027-01-01"})) == "1"
    assert f"Issues ({count - 1})" in ask().text


def test_assigning(ask, site) -> None:
    key = site["capture"]
    form = {"item": key, "action": "assign"}
    assert told(ask(data=form | {"assignee": "demo-planner"})) == "1"
    mine = re.findall(r'name="item" value="([^"]*)"></label>', ask("?mine=1").text)
    assert mine == [key]
    assert told(ask(data=form | {"assignee": "somebody else"})) == "1"
    assert "Nothing matches" in ask("?mine=1").text


def test_the_empty_inbox(ask, make_commune) -> None:
    make_commune()
    assert "Nothing waits for a decision." in ask().text


def test_only_who_may_edit(ask, site) -> None:
    for role, status in ((None, 401), ("crew", 403), ("clerk", 403)):
        assert ask("", role).status_code == status
        data = {"item": site["capture"], "action": "accept"}
        assert ask("", role, data=data).status_code == status


# --- Proposing ------------------------------------------------------------------------------------


def test_a_crew_proposes_in_the_browser(client, auth, site, opened) -> None:
    url = f"/heffingen/assets/pole/{site['PO-2']}"
    headers = {"Accept": "text/html"} | auth("crew")
    assert f"{url}/propose" in client.get(f"{url}?lang=en", headers=headers).text
    shown = client.get(f"{url}/propose?lang=en", headers=headers)
    assert shown.status_code == 200

    def post(**data):
        return client.post(
            f"{url}/propose?lang=en",
            data={"version": "1"} | data,
            headers=headers,
            follow_redirects=False,
        )

    wrong = post(**{"field.height_m": "x", "field.remark": EVIL, "position": "nowhere"})
    assert wrong.status_code == 422
    assert 'id="f-height_m-wrong"' in wrong.text
    assert "Say in a few words why" in wrong.text
    assert EVIL in unescape(wrong.text)
    assert EVIL not in wrong.text
    sent = post(**{"field.height_m": "7,5", "reason": "measured", "position": "85061 92000"})
    assert sent.status_code == 303, sent.text
    with opened("heffingen", CREW) as session:
        last = proposals.listed(session)[-1]
        assert last.changes == {"height_m": 7.5}
        assert last.geometry is not None
    assert pole(opened, "PO-2").version == 1


def test_programs_propose_and_decide(client, auth, site, opened) -> None:
    url = "/api/v1/heffingen/proposals"
    body = {"layer": "pole", "asset": str(site["PO-2"]), "changes": {"height_m": 8}, "reason": "x"}
    made = client.post(url, json=body, headers=auth("crew"))
    assert made.status_code == 201, made.text
    assert made.json()["changes"] == {"height_m": 8.0}
    wrong = client.post(url, json=body | {"changes": {"height_m": -1}}, headers=auth("crew"))
    assert wrong.status_code == 422
    assert wrong.json()["issues"][0]["path"] == "properties.height_m"
    decision = f"{url}/{made.json()['id']}/decision"
    accept = {"verdict": "accepted", "version": 1}
    assert client.post(decision, json=accept, headers=auth("crew")).status_code == 403
    assert client.post(decision, json=accept, headers=auth("clerk")).status_code == 404
    planner = auth("planner")
    assert client.post(decision, json={"verdict": "accepted"}, headers=planner).status_code == 428
    assert client.post(decision, json=accept | {"version": 9}, headers=planner).status_code == 412
    done = client.post(decision, json=accept, headers=planner)
    assert done.json()["state"] == "accepted"
    assert client.post(decision, json=accept, headers=planner).status_code == 409
    own = client.get(f"{url}?state=accepted", headers=auth("crew")).json()["proposals"]
    assert [each["id"] for each in own] == [made.json()["id"]]
    assert client.get(url, headers=auth("clerk")).json() == {"proposals": []}
