"""The small map of an asset: what it shows, to whom, and how large."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest
from shapely import LineString, Point
from shapely.geometry import MultiPolygon

from gis import assets
from gis.maps.vicinity import HEIGHT, WIDTH, Ellipse, Frame, Marks, draw
from gis.viewer import ANYONE
from layers.catalogue import CATALOGUE

EVIL = "</title><script>alert(1)</script>"
X, Y = 85000.0, 92000.0


@pytest.fixture
def pole(session):
    def put(layer, geometry, **values):
        return assets.create(session, CATALOGUE[layer], geometry, values)[0]

    put("water_pump", Point(X + 5, Y), code="hidden")
    put("building", MultiPolygon([Point(X + 12, Y + 12).buffer(6)]), code=EVIL)
    put("street", LineString([(X - 5000, Y - 9), (X + 5000, Y - 9)]), code="long")
    put("pole", Point(X + 500, Y), code="far")
    return put("pole", Point(X, Y), code="here")


def titles(picture: str) -> set[str | None]:
    found = ET.fromstring(picture).iter("title")  # noqa: S314  our own picture
    return {each.text for each in found}


def test_what_lies_around_is_shown_as_text(session, pole) -> None:
    picture = draw(session, pole, EVIL)
    assert titles(picture) == {"hidden", EVIL, "long"}
    assert "<script" not in picture


def test_nobody_sees_what_is_hidden(session, pole) -> None:
    anyone = replace(session, viewer=ANYONE)
    assert titles(draw(anyone, pole, "")) == {EVIL, "long"}


def test_long_things_are_cut_at_the_edge(session, pole) -> None:
    picture = draw(session, pole, "")
    numbers = [
        float(part.replace("M", ""))
        for path in ET.fromstring(picture).iter("path")  # noqa: S314
        for part in path.get("d", "").replace("L", " ").split()
        if path.get("stroke-width")
    ]
    assert numbers
    assert max(map(abs, numbers)) < 2 * WIDTH


def test_all_marks_are_in_the_picture(session, pole) -> None:
    visit = Ellipse(X + 30, Y, 12.0, 3.0)
    picture = draw(session, pole, "", Marks([Point(X - 80, Y)], [visit], visit))
    root = ET.fromstring(picture)  # noqa: S314
    drawn = [each for each in root.iter() if each.get("class") in ("was", "visit", "best")]
    assert len(drawn) == 5
    for each in root.iter("ellipse"):
        x, rx = float(each.get("cx")), float(each.get("rx"))
        assert 0 < x - rx < x + rx < WIDTH
    (was,) = [each for each in root.iter("circle") if each.get("class") == "was"]
    assert 0 < float(was.get("cx")) < WIDTH


def test_a_frame_keeps_its_shape() -> None:
    for geometry in (Point(X, Y), LineString([(X, Y), (X, Y + 900)])):
        frame = Frame.around([geometry], 60)
        west, south, east, north = frame.bounds
        assert (east - west) / (north - south) == pytest.approx(WIDTH / HEIGHT)
        assert west < X < east
        assert frame.at(west, north) == ("0.0", "0.0")
        assert (north - south) >= (900 if geometry.geom_type != "Point" else 40)
