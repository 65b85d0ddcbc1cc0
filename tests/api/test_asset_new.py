"""Adding assets in a browser, with and without a script: by coordinates, by nodes, by role."""

from __future__ import annotations

import re
from html import unescape
from uuid import UUID

import pytest
from shapely import LineString, Point
from sqlalchemy import select

from field_capture import store
from gis import assets
from layers.catalogue import CATALOGUE

X, Y = 85000.0, 92000.0
EVIL = '<img src=x onerror="alert(1)">'


@pytest.fixture
def nodes(make_commune, opened) -> None:
    make_commune()
    with opened("heffingen") as session:
        for code, east in (("SM-1", 0), ("SM-2", 40)):
            place = Point(X + east, Y)
            assets.create(session, CATALOGUE["sewer_manhole"], place, {"code": code})


@pytest.fixture
def ask(client, auth):
    def make(path: str, role: str | None = "planner", data=None):
        headers = {"Accept": "text/html"} | (auth(role) if role else {})
        url = f"/heffingen/assets{path}{'&' if '?' in path else '?'}lang=en"
        if data is None:
            return client.get(url, headers=headers)
        return client.post(url, data=data, headers=headers, follow_redirects=False)

    return make


def hidden(answer) -> dict[str, str]:
    return {
        name: unescape(value)
        for name, value in re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', answer.text)
    }


def made(answer) -> UUID:
    assert answer.status_code == 303, answer.text
    return UUID(answer.headers["location"].split("?")[0].rsplit("/", 1)[1])


def geometry_of(opened, layer: str, answer):
    with opened("heffingen") as session:
        return assets.get(session, CATALOGUE[layer], made(answer))


@pytest.mark.parametrize("text", ["85010 92020", "85010.00 E | 92020.00 N", "85010,00 / 92020,00"])
def test_a_point_by_coordinates_in_any_form(ask, opened, nodes, text) -> None:
    form = hidden(ask("/pole/new")) | {"position": text, "field.material": "wood"}
    done = ask("/pole/new", data=form)
    found = geometry_of(opened, "pole", done)
    assert found.geometry.distance(Point(85010, 92020)) < 0.001
    assert found.properties["material"] == "wood"
    shown = ask(f"/pole/{made(done)}?told=added")
    assert 'role="status">Added.' in shown.text


def test_the_code_that_is_proposed_is_given(ask, opened, nodes) -> None:
    shown = ask("/pole/new")
    proposed = re.search(r"Left empty: ([\w-]+)\.", shown.text)[1]
    done = ask("/pole/new", data=hidden(shown) | {"position": "85010 92020", "field.code": ""})
    assert geometry_of(opened, "pole", done).properties["code"] == proposed


def test_the_map_brings_its_place_along(ask, opened, nodes) -> None:
    with opened("heffingen") as session:
        lon, lat = session.commune.operation.to_wgs84(X + 7, Y + 9)
    chosen = ask(f"/new?at={lat:.6f},{lon:.6f}")
    link = unescape(re.search(r'href="/heffingen/assets(/pole/new[^"]*)"', chosen.text)[1])
    shown = ask(link)
    position = re.search(r'id="position" name="position" value="([^"]+)"', shown.text)[1]
    done = ask("/pole/new", data=hidden(shown) | {"position": position})
    assert geometry_of(opened, "pole", done).geometry.distance(Point(X + 7, Y + 9)) < 0.2


def test_a_line_between_two_nodes(ask, opened, nodes) -> None:
    form = hidden(ask("/sewer_pipe/new")) | {"position": ""}
    form |= {"field.node_from": "SM-1", "field.node_to": "SM-2"}
    found = geometry_of(opened, "sewer_pipe", ask("/sewer_pipe/new", data=form))
    assert found.geometry.equals(LineString([(X, Y), (X + 40, Y)]))


def test_a_line_snaps_to_nodes_and_names_them(ask, opened, nodes) -> None:
    form = hidden(ask("/sewer_pipe/new"))
    form |= {"position": f"{X + 0.3} {Y}\r\n{X + 20} {Y + 5}\r\nSM-2\r\n"}
    found = geometry_of(opened, "sewer_pipe", ask("/sewer_pipe/new", data=form))
    assert list(found.geometry.coords) == [(X, Y), (X + 20, Y + 5), (X + 40, Y)]
    assert (found.properties["node_from"], found.properties["node_to"]) == ("SM-1", "SM-2")


def test_an_area(ask, opened, nodes) -> None:
    text = "85000 92000; 85020 92000; 85020 92010; 85000 92010"
    form = hidden(ask("/building/new")) | {"position": text}
    assert geometry_of(opened, "building", ask("/building/new", data=form)).geometry.area == 200


def test_all_that_is_wrong_is_told_at_once_and_nothing_is_lost(ask, nodes) -> None:
    form = hidden(ask("/pole/new")) | {
        "position": f"49.9 {EVIL}",
        "field.height_m": "100000",
        "field.material": "chewing gum",
        "field.remark": EVIL,
    }
    refused = ask("/pole/new", data=form)
    assert refused.status_code == 422
    assert "3 field(s)" in refused.text
    for wrong in ("position-wrong", "f-height_m-wrong", "f-material-wrong"):
        assert f'id="{wrong}"' in refused.text
    assert EVIL not in refused.text
    told = unescape(refused.text)
    assert told.count(EVIL) >= 2
    assert 'value="100000"' in refused.text
    assert hidden(refused) == hidden(refused) | {"id": form["id"]}


def test_a_place_of_another_commune_is_refused(ask, nodes) -> None:
    for text, wanted in (("", "position"), ("48.85 2.35", "position"), ("SM-9", "SM-9")):
        refused = ask("/pole/new", data=hidden(ask("/pole/new")) | {"position": text})
        assert refused.status_code == 422
        assert wanted in refused.text
    few = ask("/sewer_pipe/new", data={"position": "85000 92000"})
    assert few.status_code == 422
    assert "1 position(s) given, 2 needed" in few.text


def test_a_code_that_is_taken(ask, nodes) -> None:
    form = hidden(ask("/sewer_manhole/new")) | {"position": "85100 92000", "field.code": "SM-1"}
    taken = ask("/sewer_manhole/new", data=form)
    assert taken.status_code == 409
    assert 'id="f-code-wrong"' in taken.text


def test_the_same_form_twice_makes_one_asset(ask, opened, nodes) -> None:
    form = hidden(ask("/pole/new")) | {"position": "85010 92020"}
    once, again = (ask("/pole/new", data=form) for _ in range(2))
    assert made(once) == made(again)
    with opened("heffingen") as session:
        assert len(session.connection.execute(select(session.table(CATALOGUE["pole"]))).all()) == 1


def test_moving_the_map_keeps_what_was_typed(ask, nodes) -> None:
    shown = ask("/pole/new")
    data = hidden(shown) | {"look": "east", "field.remark": "kept", "position": "x"}
    moved = ask("/pole/new", data=data)
    assert moved.status_code == 200
    assert float(hidden(moved)["view.x"]) > float(hidden(shown)["view.x"])
    assert ">\nkept</textarea>" in moved.text
    assert "position-wrong" not in moved.text
    for nonsense in ("nan", "1e300", "x"):
        assert ask("/pole/new", data=data | {"view.x": nonsense}).status_code == 200


def test_a_crews_place_on_the_map_waits_for_the_planners(ask, opened, nodes) -> None:
    form = hidden(ask("/pole/new", "crew")) | {"position": "85010 92020", "field.material": "wood"}
    rough = ask("/pole/new", "crew", data=form)
    assert rough.headers["location"].startswith("/heffingen/assets/pole/new?told=waiting")
    with opened("heffingen") as session:
        (kept,) = session.connection.execute(select(store.table(session, "capture"))).all()
        assert (kept.state, kept.body["properties"]["material"]) == ("open", "wood")
    form = hidden(ask("/pole/new", "crew")) | {"position": "85030 92020", "field.accuracy_m": "0.1"}
    precise = ask("/pole/new", "crew", data=form)
    assert geometry_of(opened, "pole", precise).properties["accuracy_m"] == 0.1


def test_who_may_not(ask, nodes) -> None:
    for role, status in ((None, 401), ("clerk", 403)):
        for path in ("/new", "/pole/new"):
            assert ask(path, role).status_code == status
        assert ask("/pole/new", role, data={"position": "85010 92020"}).status_code == status
    assert ask("/commune_boundary/new").status_code == 404
    assert ask("/no_such/new").status_code == 404


def test_lists_lead_to_the_form_for_who_may(client, auth, nodes) -> None:
    for role, there in (("planner", True), ("crew", True), ("clerk", False)):
        url = "/ogc/heffingen/collections/pole/items?f=html&lang=en"
        shown = client.get(url, headers=auth(role))
        assert ("/heffingen/assets/pole/new?lang=en" in shown.text) is there
