"""Issues by HTTP: filters, pages, rights, waivers."""

from __future__ import annotations

from datetime import timedelta

import pytest
from shapely import LineString, Point

from gis import assets
from gis.quality.checking import check
from layers.catalogue import CATALOGUE

URL = "/api/v1/heffingen/issues"


@pytest.fixture
def checked(make_commune, opened, now):
    """A lamp without pole or circuit, and a pipe of a centimetre."""
    make_commune()
    with opened("heffingen") as session:
        assets.create(session, CATALOGUE["luminaire"], Point(85000, 92000), {"code": "L"})
        course = LineString([(86000, 92000), (86000.01, 92000)])
        assets.create(session, CATALOGUE["water_pipe"], course, {"code": "P"})
    with opened("heffingen") as session:
        check(session, now)


def rules(answer) -> list[str]:
    assert answer.status_code == 200, answer.text
    return [each["properties"]["rule"] for each in answer.json()["features"]]


def test_issues_are_geojson_in_the_readers_language(checked, client, auth) -> None:
    answer = client.get(f"{URL}?layer=luminaire&lang=de", headers=auth("planner"))
    assert answer.headers["content-type"] == "application/geo+json"
    body = answer.json()
    assert (body["numberMatched"], body["numberReturned"]) == (2, 2)
    assert body["checked"]["revision"] == 1
    assert list(body["checked"]["not_checked"]) == ["cover_off_ground"]
    feature = body["features"][0]
    assert feature["geometry"]["coordinates"] == [
        pytest.approx(6.24, abs=0.1),
        pytest.approx(49.8, abs=0.1),
    ]
    told = feature["properties"]
    assert told["code"] == "L"
    assert told["message"].startswith("L: ohne Mast.")
    assert told["severity"] == "warning"
    assert told["waiver"] is None


def test_filters_and_pages(checked, client, auth) -> None:
    planner = auth("planner")
    everything = rules(client.get(URL, headers=planner))
    assert len(everything) == 5
    assert rules(client.get(f"{URL}?severity=error", headers=planner)) == ["line_too_short"]
    assert rules(client.get(f"{URL}?rule=line_too_short", headers=planner)) == ["line_too_short"]
    assert rules(client.get(f"{URL}?bbox=0,0,1,1", headers=planner)) == []
    found, address = [], f"{URL}?limit=2"
    while address:
        answer = client.get(address, headers=planner)
        found += rules(answer)
        links = {link["rel"]: link["href"] for link in answer.json()["links"]}
        address = links.get("next")
    assert found == everything


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("rule=nothing", 422),
        ("severity=bad", 422),
        ("layer=nothing", 404),
        ("bbox=1,2", 422),
        ("bbox=nan,nan,nan,nan", 422),
        ("after=x", 422),
        ("limit=0", 422),
    ],
)
def test_what_means_nothing_is_refused(checked, client, auth, query, status) -> None:
    assert client.get(f"{URL}?{query}", headers=auth("planner")).status_code == status


def test_nobody_is_told_of_what_is_hidden(checked, client, auth) -> None:
    answer = client.get(URL)
    assert rules(answer) == ["support_missing"]
    assert answer.json()["numberMatched"] == 1
    hidden = client.get(f"{URL}?layer=water_pipe")
    nothing = client.get(f"{URL}?layer=nothing___")
    assert hidden.status_code == nothing.status_code == 404
    assert hidden.text.replace("water_pipe", "nothing___") == nothing.text


def test_a_planner_waives(checked, client, auth, now) -> None:
    planner = auth("planner")
    (issue,) = client.get(f"{URL}?rule=support_missing", headers=planner).json()["features"]
    address = f"{URL}/{issue['id']}/waive"
    until = (now + timedelta(days=30)).isoformat()
    body = {"reason": "hangs on a wire", "expires_at": until}
    assert client.post(address, json=body).status_code == 401
    assert client.post(address, json=body, headers=auth("clerk")).status_code == 403
    assert client.post(address, json={"reason": " "}, headers=planner).status_code == 422
    assert client.post(address, json={"reason": "a\x00"}, headers=planner).status_code == 422
    past = {"reason": "late", "expires_at": (now - timedelta(days=1)).isoformat()}
    assert client.post(address, json=past, headers=planner).status_code == 422
    answer = client.post(address, json=body, headers=planner)
    assert answer.status_code == 201
    assert answer.json()["properties"]["waiver"]["reason"] == "hangs on a wire"
    assert "support_missing" not in rules(client.get(URL, headers=planner))
    assert rules(client.get(f"{URL}?state=waived", headers=planner)) == ["support_missing"]
    assert client.get(f"{URL}?state=waived", headers=planner).json()["numberMatched"] == 1
    hidden = client.get(f"{URL}?rule=line_too_short", headers=planner).json()["features"][0]
    assert client.post(f"{URL}/{hidden['id']}/waive", json=body).status_code == 401


def test_a_commune_that_was_never_checked(make_commune, client) -> None:
    make_commune()
    body = client.get(URL).json()
    assert body["checked"] is None
    assert body["features"] == []
