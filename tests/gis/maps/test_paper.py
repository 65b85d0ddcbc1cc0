"""The map on paper: measured in the PDF itself."""

from __future__ import annotations

import base64
import re
import zlib
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from shapely import LineString, Point

from gis import assets, map_view
from gis.errors import SheetTooFull
from gis.maps import paper
from gis.maps.paper.sheet import PT_PER_MM
from gis.maps.paper.words import WORDS
from gis.viewer import ANYONE
from layers.catalogue import CATALOGUE
from layers.spec import LANGUAGES

X, Y = 85_000.0, 93_000.0
DAY = date(2026, 11, 23)


def operators(pdf: bytes) -> str:
    """Return what the pages draw, unpacked."""
    found = []
    for body in re.findall(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL):
        try:
            packed = base64.a85decode(body.strip().removesuffix(b"~>"), ignorechars=b" \t\r\n")
            found.append(zlib.decompress(packed).decode("latin-1"))
        except (ValueError, zlib.error):
            continue
    return "\n".join(found)


def lines(drawn: str) -> list[tuple[float, ...]]:
    """Return the strokes from one place to another, points."""
    number = r"(-?[\d.]+)"
    pattern = rf"\bn {number} {number} m {number} {number} l\s+S"
    return [tuple(map(float, match)) for match in re.findall(pattern, drawn)]


def sheet(scale: int, **more) -> paper.Sheet:
    return paper.Sheet(X, Y, scale, **more)


def render(session, on: paper.Sheet, *given: tuple[str, str], language="en", title="", **more):
    view = map_view.read(session.catalogue, session.viewer, given)
    layers = session.viewer.layers(session.catalogue)
    return paper.render(session, on, layers, view, language, title=title, today=DAY, **more)


def pipe(session, length_m: float = 100, **values) -> None:
    line = LineString([(X - length_m / 2, Y), (X + length_m / 2, Y)])
    assets.create(session, CATALOGUE["water_pipe"], line, {"status": "in_use", **values})


@pytest.mark.parametrize("scale", paper.SCALES)
@pytest.mark.parametrize("landscape", [True, False])
@pytest.mark.parametrize("size", list(paper.FORMATS))
def test_a_hundred_metres_are_as_many_millimetres_as_the_scale_says(
    session, scale, landscape, size
):
    pipe(session)
    pdf = render(session, sheet(scale, paper=size, landscape=landscape))
    expected_mm = 100_000 / scale
    lengths = [(x1 - x0) / PT_PER_MM for x0, y0, x1, y1 in lines(operators(pdf)) if y0 == y1]
    assert any(length == pytest.approx(expected_mm, abs=0.005) for length in lengths), lengths


def test_the_paper_has_the_size_of_its_format(session):
    for landscape, expected in ((True, (420, 297)), (False, (297, 420))):
        pdf = render(session, sheet(1000, paper="A3", landscape=landscape))
        box = re.search(rb"/MediaBox \[ 0 0 ([\d.]+) ([\d.]+) \]", pdf)
        assert [float(each) / PT_PER_MM for each in box.groups()] == pytest.approx(expected, 1e-4)


def test_the_middle_of_the_map_lies_in_the_middle_of_its_frame():
    on = sheet(500)
    left, bottom, width, height = on.frame_mm
    x, y = on.at(X, Y)
    assert x / PT_PER_MM == pytest.approx(left + width / 2)
    assert y / PT_PER_MM == pytest.approx(bottom + height / 2)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sheet_says_where_and_when_and_for_whom(session, language):
    pipe(session, code="WP-7")
    drawn = operators(render(session, sheet(500), language=language, title="Haaptstrooss"))
    assert "Haaptstrooss" in drawn
    assert "1:500" in drawn
    assert "EPSG:2169" in drawn
    assert "23.11.2026" in drawn
    assert "WP-7" in drawn
    assert "85000" in drawn  # a coordinate along the edge


def test_every_word_is_in_every_language():
    assert all(all(word) for word in WORDS.values())


def test_a_filter_leaves_out_and_is_told(session):
    pipe(session, code="THIN", diameter_mm=80.0)
    pipe(session, 60, code="THICK", diameter_mm=200.0)
    drawn = operators(render(session, sheet(500), ("water_pipe.diameter_mm", "100..")))
    assert "THICK" in drawn
    assert "THIN" not in drawn
    assert "Filtered" in drawn


def test_colours_stand_in_the_legend(session):
    pipe(session, diameter_mm=80.0)
    pipe(session, 60)
    drawn = operators(render(session, sheet(500), ("colour", "water_pipe.diameter_mm")))
    assert "(80 mm)" in drawn
    assert "(not noted)" in drawn


def test_the_past_is_printed_as_it_was(make_commune, opened):
    make_commune()
    with opened("heffingen") as session:
        made, _ = assets.create(session, CATALOGUE["pole"], Point(X, Y), {"code": "GONE"})
    with opened("heffingen") as session:
        assets.remove(session, CATALOGUE["pole"], made.id, 1)
    with opened("heffingen") as session:
        assert "GONE" in operators(render(session, sheet(500), ("revision", "1")))
        assert "GONE" not in operators(render(session, sheet(500)))


def test_nobody_prints_what_they_may_not_see(make_commune, opened):
    make_commune()
    with opened("heffingen") as session:
        pipe(session, code="SECRET")
        assets.create(session, CATALOGUE["pole"], Point(X, Y), {"code": "OPEN"})
    with opened("heffingen", ANYONE) as session:
        drawn = operators(render(session, sheet(500)))
    assert "OPEN" in drawn
    assert "SECRET" not in drawn
    assert CATALOGUE["water_pipe"].label.en not in drawn.lower()


def test_a_sheet_with_too_much_on_it_is_refused(session):
    for _ in range(3):
        pipe(session)
    assert render(session, sheet(500), most=3)
    with pytest.raises(SheetTooFull):
        render(session, sheet(500), most=2)


def test_what_no_font_can_write_does_not_stop_the_printer(session):
    pipe(session, code="Ж-1")
    assert b"%PDF" in render(session, sheet(500), title="東京 (a) \\ b")


def test_a_sheet_printed_at_night_tells_the_local_day(
    client, auth, make_commune, app_context, monkeypatch
):
    make_commune()
    told = {}
    monkeypatch.setattr(paper, "render", lambda *_, **given: told.update(given) or b"%PDF")
    night = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)
    client.app.state.context = replace(app_context, now=lambda: night)
    client.get("/heffingen/map.pdf?lon=6.2387&lat=49.7703", headers=auth("planner"))
    assert told["today"] == DAY


def test_the_door_gives_a_pdf_and_refuses_what_makes_no_sense(client, auth, make_commune):
    make_commune()
    good = "/heffingen/map.pdf?lon=6.2387&lat=49.7703"
    answer = client.get(good, headers=auth("planner"))
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    for wrong in ("&scale=7", "&paper=A0", "&layers=nothing", "&pole.material=gold", "&lon=400"):
        refused = client.get(good + wrong, headers=auth("planner"))
        assert 400 <= refused.status_code < 500, wrong
    assert client.get(f"{good}&layers=water_pipe").status_code == 404
