"""Search: what people type, and what they must not learn."""

from __future__ import annotations

import pytest
from shapely import LineString, Point

from gis import assets
from gis.coordinates_text import positions
from gis.place_names import split
from gis.search import search
from gis.viewer import ANYONE
from layers.spec import Visibility

LON, LAT = 6.2387, 49.7703


@pytest.fixture
def village(make_commune, opened):
    make_commune()
    with opened("heffingen") as session:
        x, y = session.commune.operation.to_home(LON, LAT)
        for number in range(1, 31):
            assets.create(session, session.layer("pole"), Point(x + number, y), {})
        pipe = LineString([(x, y), (x + 100, y)])
        assets.create(session, session.layer("water_pipe"), pipe, {"code": "J-17b"})
        street = LineString([(x, y), (x + 100, y)])
        assets.create(session, session.layer("street"), street, {"name": "Haaptstrooss"})
        assets.create(session, session.layer("locality"), Point(x, y), {"name": "Éilereng"})
        for number in ("1", "12", "12A", "120"):
            values = {"street": "Haaptstrooss", "house_number": number, "postal_code": "7651"}
            assets.create(session, session.layer("address"), Point(x, y), values)
    return x, y


def labels(opened, question, viewer=None, limit=10):
    with opened("heffingen", *([viewer] if viewer else [])) as session:
        return [found.label for found in search(session, question, limit)]


@pytest.mark.parametrize("question", ["PO-00012", "po-00012", "PO-12", "po 12", "po12", "OP-12"])
def test_a_code_is_found_however_it_is_typed(village, opened, question):
    prefix = "PO-"
    assert labels(opened, question)[0] == f"{prefix}00012"


def test_the_beginning_of_a_code_lists_them_in_order(village, opened):
    assert labels(opened, "PO-0000", limit=3) == ["PO-00001", "PO-00002", "PO-00003"]


def test_an_address_is_found_by_its_words_in_any_order(village, opened):
    wanted = "12 Haaptstrooss 7651"
    assert labels(opened, "12 Haaptstrooss")[0] == wanted
    assert labels(opened, "haaptstrooss 12")[0] == wanted
    assert labels(opened, "12, haaptstroos")[0] == wanted
    assert labels(opened, "Hauptstrooss 12")[0] == wanted, "a slip of the pen"
    assert labels(opened, "haapt")[0] == "Haaptstrooss", "the street before its houses"


def test_accents_and_case_do_not_matter(village, opened):
    assert labels(opened, "eilereng") == ["Éilereng"]
    assert split("Strauß, Éilereng") == ["strauss", "eilereng"]


def test_a_new_name_is_found_at_once(village, opened):
    assert labels(opened, "Millewee") == []
    x, y = village
    with opened("heffingen") as session:
        line = LineString([(x, y), (x, y + 50)])
        assets.create(session, session.layer("street"), line, {"name": "Millewee"})
    assert labels(opened, "millewee") == ["Millewee"]


@pytest.mark.parametrize("question", ["J-17b", "j-17", "J-17B"])
def test_nobody_learns_of_what_they_may_not_see(village, opened, question):
    assert "J-17b" in labels(opened, question) or question == "J-17B"
    with opened("heffingen", ANYONE) as session:
        assert session.catalogue["water_pipe"].visibility > Visibility.PUBLIC
        assert search(session, question) == []


@pytest.mark.parametrize(
    "question", ["49.7703 6.2387", "49,7703 / 6,2387", "6.2387, 49.7703", "49.7703N 6.2387E"]
)
def test_degrees_in_every_notation(village, opened, question):
    with opened("heffingen") as session:
        [found] = search(session, question)
    assert (found.kind, found.lon, found.lat) == ("coordinates", LON, LAT)


def test_metres_of_the_home_grid(village, opened):
    x, y = village
    with opened("heffingen") as session:
        for question in (f"{x:.2f} {y:.2f}", f"{x:.2f} E | {y:.2f} N", f"{y:.2f} N {x:.2f} E"):
            [found] = search(session, question)
            assert (found.lon, found.lat) == pytest.approx((LON, LAT), abs=1e-6)
        assert positions("12 120", session.commune) == []
        assert positions("99999999 1", session.commune) == []


@pytest.mark.parametrize("question", ["", "   ", "%", "_", "'", "\\", "\x00", "((((", "😀" * 200])
def test_nonsense_finds_nothing(village, opened, question):
    assert labels(opened, question) == []


def test_where_things_are(village, opened):
    with opened("heffingen") as session:
        found = next(f for f in search(session, "Haaptstrooss") if f.layer == "street")
    west, _, east, _ = found.box
    assert west < found.lon < east
    assert found.lon == pytest.approx((west + east) / 2, abs=1e-4)


def test_the_address_answers_in_json(village, client, auth):
    answer = client.get("/api/v1/heffingen/search?q=po-12&lang=en", headers=auth("planner"))
    [first, *_] = answer.json()["results"]
    assert first["label"] == "PO-00012"
    assert first["layer"] == "pole"
    assert len(first["bbox"]) == 4
    assert client.get("/api/v1/heffingen/search?q=po&limit=51").status_code == 422
    assert client.get("/api/v1/heffingen/search?q=" + "x" * 101).status_code == 422
    assert client.get("/api/v1/nowhere/search?q=po").status_code == 404


@pytest.fixture
def fittings(village, opened):
    x, y = village
    with opened("heffingen") as session:
        valve = session.layer("water_valve")
        for code, east, closed in (("V-far", 900, False), ("V-near", 20, True)):
            values = {"code": code, "closed": closed}
            assets.create(session, valve, Point(x + east, y + 5), values)
        lamp = session.layer("luminaire")
        assets.create(session, lamp, Point(x + 40, y + 5), {"code": "L-near"})
        hydrant = session.layer("water_hydrant")
        assets.create(session, hydrant, Point(x + 30, y + 5), {"code": "H-near"})


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("Schieber Haaptstrooss", ["V-near"]),
        ("valve haptstrooss", ["V-near"]),
        ("vane Haaptstroos", ["V-near"]),
        ("Haaptstrooss 12 Schieber", ["V-near"]),
        ("hydrant éilereng", ["H-near"]),
        ("closed valve", ["V-near"]),
        ("vanne fermée", ["V-near"]),
        ("valve", ["V-far", "V-near"]),
        ("valve nowhere", []),
    ],
)
def test_people_say_what_they_mean(fittings, opened, question, wanted):
    assert [each for each in labels(opened, question) if each[:2] in {"V-", "H-"}] == wanted


def test_what_is_hidden_is_no_kind_either(fittings, opened):
    """Valves are internal, lamps are not."""
    assert labels(opened, "luminaire haaptstrooss", ANYONE) == ["L-near"]
    for question in ("valve", "closed valve", "valve haaptstrooss"):
        assert labels(opened, question, ANYONE) == []
