"""Splitting and joining in a browser: seen first, refused clearly, undone in one step."""

from __future__ import annotations

import re
from html import unescape

import pytest
from shapely import LineString, Point

from gis import assets
from layers.catalogue import CATALOGUE

X, Y = 85000.0, 92000.0
PIPE = CATALOGUE["sewer_pipe"]


@pytest.fixture
def pipes(make_commune, opened) -> dict[str, str]:
    make_commune()
    urls = {}
    with opened("heffingen") as session:
        for code, east in (("SM-1", 0), ("SM-2", 30)):
            assets.create(session, CATALOGUE["sewer_manhole"], Point(X + east, Y), {"code": code})
        for code, start, end, material in (("SP-1", 0, 100, "pvc"), ("SP-2", 100, 140, "concrete")):
            course = LineString([(X + start, Y), (X + end, Y)])
            values = {"code": code, "material": material}
            made, _ = assets.create(session, PIPE, course, values)
            urls[code] = f"/heffingen/assets/sewer_pipe/{made.id}"
    return urls


@pytest.fixture
def ask(client, auth):
    def make(url: str, role: str | None = "planner", data=None):
        headers = {"Accept": "text/html"} | (auth(role) if role else {})
        address = f"{url}{'&' if '?' in url else '?'}lang=en"
        if data is None:
            return client.get(address, headers=headers)
        return client.post(address, data=data, headers=headers, follow_redirects=False)

    return make


def hidden(answer) -> dict[str, str]:
    form = re.search(r'<form[^>]*method="post".*?</form>', answer.text, re.DOTALL)[0]
    found = re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', form)
    return {name: unescape(value) for name, value in found}


def courses(opened) -> list[float]:
    with opened("heffingen") as session:
        table = session.table(PIPE)
        return sorted(session.connection.scalars(table.select().with_only_columns(
            table.c.geom.ST_Length())))  # fmt: skip


def test_a_split_is_shown_then_done_then_undone(ask, opened, pipes) -> None:
    page = ask(pipes["SP-1"])
    assert "/split?" in page.text
    first = ask(pipes["SP-1"] + "/split")
    assert ">SM-2</a>" in first.text
    shown = ask(pipes["SP-1"] + "/split?position=SM-2")
    assert shown.status_code == 200
    assert "stays SP-1" in shown.text
    assert courses(opened) == [40, 100], "nothing is done yet"
    done = ask(pipes["SP-1"] + "/split", data=hidden(shown))
    assert done.status_code == 303, done.text
    assert courses(opened) == [30, 40, 70]
    after = ask(done.headers["location"])
    assert "Split." in after.text
    revision = re.search(r'name="revision" value="(\d+)"', after.text)[1]
    undone = ask(pipes["SP-1"] + "/undo", data={"revision": revision})
    assert undone.status_code == 303, undone.text
    assert courses(opened) == [40, 100]


def test_a_split_at_coordinates(ask, opened, pipes) -> None:
    shown = ask(pipes["SP-1"] + f"/split?position={X + 60} {Y + 0.2}")
    assert ask(pipes["SP-1"] + "/split", data=hidden(shown)).status_code == 303
    assert courses(opened) == pytest.approx([40, 40, 60], abs=0.01)


@pytest.mark.parametrize(
    ("position", "told"),
    [
        (f"{X + 50} {Y + 8}", "8 m from the line"),
        ("SM-1", "ends there"),
        ("SM-99", "neither coordinates"),
    ],
)
def test_a_split_that_cannot_be(ask, opened, pipes, position, told) -> None:
    for answer in (
        ask(f"{pipes['SP-1']}/split?position={position}"),
        ask(pipes["SP-1"] + "/split", data={"version": "1", "position": position}),
    ):
        assert answer.status_code == 422
        assert told in answer.text
    assert courses(opened) == [40, 100]


def test_somebody_was_faster(ask, opened, pipes) -> None:
    shown = ask(pipes["SP-1"] + "/split?position=SM-2")
    with opened("heffingen") as session:
        found = assets.find_by_code(session, PIPE, "SP-1")
        assets.change(session, PIPE, found.id, 1, properties={"remark": "x"})
    stale = ask(pipes["SP-1"] + "/split", data=hidden(shown))
    assert stale.status_code == 412
    assert courses(opened) == [40, 100]
    assert ask(pipes["SP-1"] + "/split", data=hidden(stale)).status_code == 303


def test_joining_asks_what_holds(ask, opened, pipes) -> None:
    chosen = ask(pipes["SP-2"] + "/join")
    assert "other=SP-1" in chosen.text
    shown = ask(pipes["SP-2"] + "/join?other=SP-1")
    assert "SP-1 and SP-2 become SP-1, 140 m" in unescape(shown.text).replace("\u00a0", " ")
    undecided = ask(pipes["SP-2"] + "/join", data=hidden(shown))
    assert undecided.status_code == 422
    assert "Material: choose" in undecided.text
    other = pipes["SP-2"].rsplit("/", 1)[1]
    done = ask(pipes["SP-2"] + "/join", data=hidden(shown) | {"choice.material": other})
    assert done.headers["location"].startswith(pipes["SP-1"])
    assert courses(opened) == [140]
    with opened("heffingen") as session:
        assert assets.find_by_code(session, PIPE, "SP-1").properties["material"] == "concrete"
    after = ask(done.headers["location"])
    revision = re.search(r'name="revision" value="(\d+)"', after.text)[1]
    assert ask(pipes["SP-1"] + "/undo", data={"revision": revision}).status_code == 303
    assert courses(opened) == [40, 100]


def test_who_may_not(ask, pipes) -> None:
    for role, status in ((None, 401), ("crew", 403)):
        for step in ("split", "join"):
            assert ask(f"{pipes['SP-1']}/{step}", role).status_code == status
            assert ask(f"{pipes['SP-1']}/{step}", role, data={"version": "1"}).status_code == status
