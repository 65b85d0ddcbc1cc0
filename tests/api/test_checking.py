"""What an edit touches is checked behind its answer, and nothing that goes wrong there harms it."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from threading import Barrier, Thread

import pytest
from shapely import Point

from api.checking import Checks
from gis import assets
from gis.quality import checking, listing
from gis.quality.listing import Wanted
from layers.catalogue import CATALOGUE

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
LAMP, POLE = CATALOGUE["luminaire"], CATALOGUE["pole"]


@pytest.fixture
def lamp(make_commune, opened) -> str:
    make_commune()
    with opened("heffingen") as session:
        pole = assets.create(session, POLE, Point(85000, 92000), {"code": "PO-1"})[0].id
        values = {"code": "LU-1", "pole": str(pole), "circuit": "K1"}
        lamp = assets.create(session, LAMP, Point(85000, 92000), values)[0].id
    with opened("heffingen") as session:
        checking.check(session, NOW)
    return f"/api/v1/heffingen/assets/luminaire/{lamp}"


def rules(opened) -> set[str]:
    with opened("heffingen") as session:
        return {each.rule.code for each in listing.listed(session, Wanted(), NOW)}


def edit(client, auth, url: str, version: int, **values) -> None:
    headers = auth("planner") | {"If-Match": f'"{version}"'}
    answer = client.patch(url, json={"properties": values}, headers=headers)
    assert answer.status_code == 200, answer.text


def test_an_issue_comes_and_goes_with_the_edits(client, auth, lamp, opened) -> None:
    assert "support_missing" not in rules(opened)
    edit(client, auth, lamp, 1, pole=None)
    assert "support_missing" in rules(opened)
    with opened("heffingen") as session:
        pole = assets.find_by_code(session, POLE, "PO-1").id
    edit(client, auth, lamp, 2, pole=str(pole))
    assert "support_missing" not in rules(opened)


def test_a_form_and_an_undo_are_followed_too(client, auth, lamp, opened) -> None:
    page = lamp.replace("/api/v1", "")
    data = {"version": "1", "field.pole": ""}
    assert client.post(f"{page}/edit", data=data, headers=auth("planner")).status_code == 200
    assert "support_missing" in rules(opened)
    shown = client.get(page, headers=auth("planner"))
    revision = re.search(r'name="revision" value="(\d+)"', shown.text)[1]
    client.post(f"{page}/undo", data={"revision": revision}, headers=auth("planner"))
    assert "support_missing" not in rules(opened)


def test_a_check_that_fails_harms_nothing_and_the_next_one_repairs(
    client, auth, lamp, opened, monkeypatch
) -> None:
    def broken(*_, **__):
        raise MemoryError

    with monkeypatch.context() as patched:
        patched.setattr(checking, "check", broken)
        edit(client, auth, lamp, 1, pole=None)
    assert "support_missing" not in rules(opened)
    edit(client, auth, lamp, 2, remark="anything")
    assert "support_missing" in rules(opened)


def test_a_commune_that_was_never_checked_is_left_alone(client, auth, make_commune, opened) -> None:
    make_commune()
    body = {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [6.2387, 49.7703]},
        "properties": {},
    }
    url = "/api/v1/heffingen/assets/luminaire"
    assert client.post(url, json=body, headers=auth("planner")).status_code == 201
    with opened("heffingen") as session:
        assert listing.state(session) is None


def test_many_who_write_at_once_keep_one_check_busy(app_context, monkeypatch) -> None:
    started, ran = Barrier(2), []

    checks = Checks(app_context)

    def slow(commune: str) -> None:
        ran.append(commune)
        if len(ran) == 1:
            started.wait()
            started.wait()

    monkeypatch.setattr(checks, "_check", slow)
    first = Thread(target=checks.after_edit, args=["heffingen"])
    first.start()
    started.wait()
    for _ in range(9):
        checks.after_edit("heffingen")
    started.wait()
    first.join()
    assert ran == ["heffingen", "heffingen"], "one more for all nine"


# --- The page about quality -----------------------------------------------------------------------


def test_waiving_and_assigning_on_the_page(client, auth, lamp, opened) -> None:
    edit(client, auth, lamp, 1, pole=None)
    url = "/heffingen/quality?lang=en"
    assert 'name="until"' not in client.get(url).text, "not for everybody"
    headers = auth("planner")
    shown = client.get(f"{url}&rule=support_missing", headers=headers)
    key = re.search(r'name="item" value="(issue\.[^"]+)"', shown.text)[1]
    form = {"item": key, "rule": "support_missing"}

    def post(**data):
        return client.post(url, data=form | data, headers=headers, follow_redirects=False)

    assigned = post(action="assign", assignee="demo-planner")
    assert assigned.status_code == 303
    assert "with demo-planner" in client.get(assigned.headers["location"], headers=headers).text
    wrong = post(action="reject", reason=" ")
    assert wrong.status_code == 422
    assert "Say in a few words why" in wrong.text
    assert post(action="reject", reason="x", until="2020-01-01").status_code == 422
    assert post(action="explode").status_code == 422
    waived = post(action="reject", reason="hangs on a rope", until="2027-05-01")
    assert waived.status_code == 303
    assert "rule=support_missing" in waived.headers["location"]
    assert ">Waived.<" in client.get(waived.headers["location"], headers=headers).text
    with opened("heffingen") as session:
        (left,) = listing.listed(
            session, Wanted(rule="support_missing", which=listing.Which.WAIVED), NOW
        )
        assert left.waiver.reason == "hangs on a rope"
        assert left.waiver.expires_at.date().isoformat() == "2027-05-01"
    for role, status in (("crew", 403), ("clerk", 403)):
        assert client.post(url, data=form, headers=auth(role)).status_code == status
    assert client.post(url, data=form).status_code == 401
