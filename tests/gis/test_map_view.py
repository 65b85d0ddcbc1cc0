"""Filters, colours and the past, the same for items, counts and tiles."""

from __future__ import annotations

import itertools

import pytest
from shapely import LineString, Point

from gis import assets, classes, features, filters, map_view, tiles
from gis.database import journal
from gis.errors import Invalid
from gis.maps import palette
from gis.maps.symbols import DARK, LIGHT, channels, contrast
from gis.viewer import ANYONE, Viewer, ViewerRole
from layers.catalogue import CATALOGUE
from tests.gis.test_tiles import LAT, LON, decode, tile_at

PIPE = CATALOGUE["water_pipe"]
CABINET = CATALOGUE["light_cabinet"]
PLANNER = Viewer("test-planner", ViewerRole.PLANNER)
Z = 17
PIPES = {
    "A": {"material": "pe", "diameter_mm": 80.0, "installed_year": 1970, "length_m": 20.0},
    "B": {"material": "pe", "diameter_mm": 100.0, "installed_on": "2001-05-06"},
    "C": {"material": "pvc", "diameter_mm": 150.0, "owner": "Gemeng"},
    "D": {"status": "planned"},
}


def pipes(session) -> None:
    x, y = session.commune.operation.to_home(LON, LAT)
    for n, (code, values) in enumerate(PIPES.items()):
        line = LineString([(x, y + n), (x + 20, y + n)])
        assets.create(session, PIPE, line, {"code": code, "status": "in_use", **values})


def codes_of_items(session, *given: tuple[str, str], as_of: int | None = None) -> set[str]:
    reading = filters.read(session.viewer, PIPE, given)
    assert not reading.issues
    query = features.Query(limit=100, where=reading.conditions, as_of=as_of)
    found = features.page(session, PIPE, query).features
    assert features.count(session, PIPE, query) == len(found)
    return {feature["properties"]["code"] for feature in found}


def in_tile(session, *given: tuple[str, str], layer=PIPE) -> list[dict]:
    view = map_view.read(session.catalogue, session.viewer, given)
    x, y, *_ = tile_at(LON, LAT, Z)
    found = decode(tiles.tile(session, [layer], Z, x, y, view))
    return [feature["properties"] for feature in found.get(layer.name, [])]


@pytest.mark.parametrize(
    ("field", "text", "expected"),
    [
        ("material", "pe", "AB"),
        ("material", "pe,pvc", "ABC"),
        ("material", "", "D"),
        ("material", "*", "ABC"),
        ("diameter_mm", "100", "B"),
        ("diameter_mm", "80..100", "AB"),
        ("diameter_mm", "100..", "BC"),
        ("diameter_mm", "..99.5", "A"),
        ("diameter_mm", "0..1e30", "ABC"),
        ("installed_year", "0..1999", "A"),
        ("installed_on", "2001-05-06..", "B"),
        ("installed_on", "..2001-05-05", ""),
        ("owner", "Gemeng", "C"),
        ("owner", "", "ABD"),
        ("owner", "*", "C"),
    ],
)
def test_a_condition_means_the_same_for_items_and_tiles(session, field, text, expected):
    pipes(session)
    assert codes_of_items(session, (field, text)) == set(expected)
    drawn = in_tile(session, (f"water_pipe.{field}", text))
    assert {properties["code"] for properties in drawn} == set(expected)


def test_all_conditions_must_hold(session):
    pipes(session)
    both = (("material", "pe"), ("diameter_mm", "90.."))
    assert codes_of_items(session, *both) == {"B"}
    drawn = in_tile(session, *((f"water_pipe.{name}", text) for name, text in both))
    assert [properties["code"] for properties in drawn] == ["B"]


def test_one_of_several_codes_in_a_list(session):
    x, y = session.commune.operation.to_home(LON, LAT)
    first, second, third = CABINET.by_name["features"].codes.values[:3]
    assets.create(session, CABINET, Point(x, y), {"code": "1", "features": [first, second]})
    assets.create(session, CABINET, Point(x, y + 1), {"code": "2", "features": [third]})
    assets.create(session, CABINET, Point(x, y + 2), {"code": "3", "features": []})
    for text, expected in ((second, "1"), (f"{first},{third}", "12"), ("", "3"), ("*", "12")):
        drawn = in_tile(session, ("light_cabinet.features", text), layer=CABINET)
        assert {properties["code"] for properties in drawn} == set(expected), text


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("water_pipe.material", "gold", "unknown_code"),
        ("water_pipe.diameter_mm", "100..50", "wrong_form"),
        ("water_pipe.diameter_mm", "..", "wrong_form"),
        ("water_pipe.diameter_mm", "1..2..3", "wrong_form"),
        ("water_pipe.diameter_mm", "thick", "wrong_type"),
        ("water_pipe.installed_on", "2001-02-30..", "not_a_date"),
        ("water_pipe.nothing", "1", "unknown_field"),
        ("water_gold.material", "pe", "unknown_field"),
        ("colour", "water_pipe.nothing", "unknown_field"),
        ("colour", "water_pipe.code", "unknown_field"),
        ("colour", "nothing", "unknown_field"),
        ("revision", "yesterday", "wrong_form"),
    ],
)
def test_a_bad_view_is_refused_with_a_sentence(name, text, code):
    with pytest.raises(Invalid) as refused:
        map_view.read(CATALOGUE, PLANNER, [(name, text)])
    (issue,) = refused.value.issues
    assert issue.code == code
    assert all(issue.sentence)


@pytest.mark.parametrize(
    "given", [("light_cabinet.material", "*"), ("pole.owner", "x"), ("colour", "pole.owner")]
)
def test_what_a_viewer_may_not_see_is_as_unknown_as_what_is_not_there(given):
    with pytest.raises(Invalid) as refused:
        map_view.read(CATALOGUE, ANYONE, [given])
    unknown = given[0].partition(".")[0] + ".nothing_at_all"
    with pytest.raises(Invalid) as nothing:
        map_view.read(CATALOGUE, ANYONE, [(unknown, "x")])
    assert [issue.code for issue in refused.value.issues] == ["unknown_field"]
    assert [issue.code for issue in nothing.value.issues] == ["unknown_field"]
    map_view.read(CATALOGUE, PLANNER, [given])


def test_a_tile_carries_the_field_that_colours_and_no_other(session):
    pipes(session)
    plain = in_tile(session)
    coloured = in_tile(session, ("colour", "water_pipe.length_m"))
    assert all("installed_year" not in properties for properties in plain)
    by_year = in_tile(session, ("colour", "water_pipe.installed_on"))
    assert {p["code"]: p.get("installed_on") for p in by_year}["B"] == "2001-05-06"
    assert all("length_m" not in properties for properties in plain)
    assert {p["code"] for p in coloured if p.get("length_m")} == {"A"}


def test_every_view_has_a_key_of_its_own():
    asked = [
        [],
        [("revision", "1")],
        [("revision", "2")],
        [("colour", "water_pipe.material")],
        [("water_pipe.material", "pe")],
        [("water_pipe.material", "pvc")],
        [("water_pipe.material", "")],
        [("sewer_pipe.material", "*")],
    ]
    keys = [map_view.read(CATALOGUE, PLANNER, each).key for each in asked]
    assert len(set(keys)) == len(keys)
    assert keys[0] == ""


# --- The past ----------------------------------------------------------------------------------


@pytest.fixture
def lived(make_commune, opened):
    """Three revisions: two poles, one of them moved and painted, the other taken away."""
    make_commune()
    pole = CATALOGUE["pole"]
    with opened("heffingen") as session:
        x, y = session.commune.operation.to_home(LON, LAT)
        stays, _ = assets.create(session, pole, Point(x, y), {"code": "S", "material": "steel"})
        goes, _ = assets.create(session, pole, Point(x + 5, y), {"code": "G"})
    with opened("heffingen") as session:
        moved = Point(x + 1000, y)
        assets.change(session, pole, stays.id, 1, properties={"material": "wood"}, geometry=moved)
    with opened("heffingen") as session:
        assets.remove(session, pole, goes.id, 1)
    return opened


def test_tiles_of_the_past_show_what_stood_then(lived):
    pole = CATALOGUE["pole"]
    with lived("heffingen") as session:
        head = journal.head(session).revision
        shown = {
            at: {
                (p["code"], p.get("material"))
                for p in in_tile(
                    session, ("revision", str(at)), ("colour", "pole.material"), layer=pole
                )
            }
            for at in range(head - 3, head + 1)
        }
        now = in_tile(session, layer=pole)
    first = head - 2
    assert shown[first - 1] == set()
    assert shown[first] == {("S", "steel"), ("G", None)}
    assert shown[first + 1] == {("G", None)}
    assert shown[head] == set()
    assert now == []


def test_conditions_hold_for_the_past_as_it_was(lived):
    pole = CATALOGUE["pole"]
    with lived("heffingen") as session:
        first = journal.head(session).revision - 2
        asked = [("revision", str(first)), ("pole.material", "steel")]
        assert [p["code"] for p in in_tile(session, *asked, layer=pole)] == ["S"]
        asked = [("revision", str(first)), ("pole.material", "wood")]
        assert in_tile(session, *asked, layer=pole) == []


def test_the_days_on_which_something_happened(lived):
    with lived("heffingen") as session:
        (day,) = journal.days(session)
        assert day.revision == journal.head(session).revision
        assert day.changes == 4


def test_an_asset_of_the_past_has_its_values_of_then(lived):
    pole = CATALOGUE["pole"]
    with lived("heffingen") as session:
        first = journal.head(session).revision - 2
        then = features.page(session, pole, features.Query(limit=9, as_of=first)).features
        asset = next(f for f in then if f["properties"]["code"] == "S")
        text, version = features.one(session, pole, asset["id"], as_of=first)
        assert version == 1
        assert '"material":"steel"' in text


# --- Classes -----------------------------------------------------------------------------------


def test_codes_are_classes_in_the_order_of_their_list(session):
    pipes(session)
    found = classes.of_field(session, PIPE, PIPE.by_name["material"])
    order = PIPE.by_name["material"].codes.values
    assert [each.values[0] for each in found.classes] == sorted(("pe", "pvc"), key=order.index)
    assert {each.values[0]: each.count for each in found.classes} == {"pe": 2, "pvc": 1}
    assert (found.others, found.empty, found.ordered) == (0, 1, False)


def test_few_numbers_are_a_class_each(session):
    pipes(session)
    found = classes.of_field(session, PIPE, PIPE.by_name["diameter_mm"])
    assert [each.values for each in found.classes] == [(80.0,), (100.0,), (150.0,)]
    assert found.empty == 1


def test_many_numbers_are_ranges_with_about_as_many_assets():
    counts = {n * n / 7: 1 for n in range(1, 121)}
    found = classes.divide(PIPE.by_name["cover_depth_m"], counts, 3)
    assert 4 <= len(found.classes) <= classes.MOST_RANGES
    assert sum(each.count for each in found.classes) == 120
    assert max(each.count for each in found.classes) <= 40
    ends = [(each.low, each.high) for each in found.classes]
    assert all(before[1] == after[0] for before, after in itertools.pairwise(ends))


@pytest.mark.parametrize(
    ("years", "first"), [([1970, 1975, 2020], (1970, 1980)), ([2001, 2003], (2001, 2002))]
)
def test_years_are_spans_of_one_usual_length(years, first):
    found = classes.divide(PIPE.by_name["installed_year"], dict.fromkeys(years, 1), 0)
    assert (found.classes[0].low, found.classes[0].high) == first
    assert len({each.high - each.low for each in found.classes}) == 1
    assert sum(each.count for each in found.classes) == len(years)


def test_rare_texts_are_one_class():
    counts = {f"zone {n}": 30 - n for n in range(20)}
    found = classes.divide(PIPE.by_name["operator"], counts, 0)
    assert [each.values[0] for each in found.classes] == [f"zone {n}" for n in range(9)]
    assert found.others == sum(30 - n for n in range(9, 20))


# Machado, Oliveira and Fernandes (2009), severity 1, on linear light.
_FEWER_COLOURS = {
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413)),
}


def _linear(colour: str) -> list[float]:
    parts = [each / 255 for each in channels(colour)]
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]


@pytest.mark.parametrize("count", range(2, 8))
def test_steps_of_a_scale_grow_brighter_or_darker_all_the_way(count):
    for surface in (0, 1):
        steps = [pair[surface] for pair in palette.colours(count, ordered=True)]
        assert len(set(steps)) == count
        bright = [contrast(step, "#000000") for step in steps]
        assert bright == sorted(bright, reverse=surface == 0)


@pytest.mark.parametrize("ordered", [True, False])
def test_colours_stand_out_from_the_map(ordered):
    count = 7 if ordered else classes.MOST_VALUES
    for light, dark in palette.colours(count, ordered=ordered):
        assert contrast(light, LIGHT) >= 3
        assert contrast(dark, DARK) >= 3


@pytest.mark.parametrize("eyes", _FEWER_COLOURS)
@pytest.mark.parametrize("surface", [0, 1])
def test_kinds_stay_apart_for_those_who_see_fewer_colours(eyes, surface):
    seen = []
    for pair in palette.colours(classes.MOST_VALUES, ordered=False):
        linear = _linear(pair[surface])
        red, green = (
            sum(a * b for a, b in zip(row, linear, strict=True)) for row in _FEWER_COLOURS[eyes]
        )
        seen.append([max(0.0, each) ** (1 / 2.4) for each in (red, green, linear[2])])
    for n, one in enumerate(seen):
        for other in seen[n + 1 :]:
            assert sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5 > 0.08


def test_steps_of_a_list_are_a_scale_with_the_worst_at_its_strong_end():
    field = CATALOGUE["sewer_pipe"].by_name["condition"]
    found = classes.divide(field, dict.fromkeys(field.codes.values, 1), 0)
    assert found.ordered
    light = [contrast(pair[0], LIGHT) for pair in palette.of_classes(found)]
    assert light == sorted(light, reverse=True)
    assert not classes.divide(PIPE.by_name["material"], {"pe": 1, "pvc": 1}, 0).ordered
