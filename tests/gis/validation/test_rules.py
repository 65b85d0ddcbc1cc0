"""Every rule finds what it is made for, and is silent otherwise."""

from __future__ import annotations

import string
from typing import Any
from uuid import UUID

import numpy as np
import pytest
import shapely
from shapely import LineString, Point

from gis.geometry import Territory
from gis.sentences import sentence_of
from gis.sentences.rule_titles import TITLES
from gis.validation.engine import RULES, check
from gis.validation.rule import Finding
from gis.validation.stock import World, stock_of
from tests.gis.networks import Made, manhole, node, outfall, pipe, sewer, world


def found(*made: Made, **rest: Any) -> dict[str, list[Finding]]:
    grouped: dict[str, list[Finding]] = {}
    for each in check(world(*made, **rest)):
        grouped.setdefault(each.rule, []).append(each)
        words = sentence_of(each.rule).en
        wanted = {name for _, name, _, _ in string.Formatter().parse(words) if name}
        assert wanted <= {*each.values, "asset", "other"}
        assert ("other" in wanted) <= (each.other is not None)
        assert isinstance(each.place, Point)
    return grouped


TWO = (node("A", 0), node("B", 10))
STRAIGHT = ((0, 0), (10, 0))
FALLS = {"invert_from_m": 99.0, "invert_to_m": 98.9}


def test_every_rule_has_a_title_and_a_sentence() -> None:
    assert RULES.keys() == TITLES.keys()
    for rule in RULES.values():
        assert rule.sentence.lb
        assert rule.source
        assert rule.roles


def test_a_good_network_is_left_alone() -> None:
    assert found(*TWO, pipe("P", *STRAIGHT, node_from="A", node_to="B")) == {}
    assert found(manhole("M", 0), outfall(10), sewer("S", *STRAIGHT, **FALLS)) == {}


CASES: dict[str, tuple[tuple[Made, ...], str]] = {
    "end_node_far": ((*TWO, pipe("P", (0.2, 0), (10, 0))), "P"),
    "end_node_missing": ((node("A", 0), pipe("P", *STRAIGHT)), "P"),
    "end_node_unknown": ((*TWO, pipe("P", *STRAIGHT, node_from="X")), "P"),
    "line_not_split": ((*TWO, node("C", 5, 0.005), pipe("P", *STRAIGHT)), "P"),
    "lines_duplicate": ((*TWO, pipe("P", *STRAIGHT), pipe("Q", (10, 0.05), (0, 0.05))), "Q"),
    "lines_overlap": ((*TWO, pipe("P", *STRAIGHT), pipe("Q", (4, 0), (12, 0))), "Q"),
    "line_too_short": ((*TWO, pipe("P", (0, 0), (0.03, 0))), "P"),
    "line_short": ((*TWO, pipe("P", (0, 0), (0.15, 0))), "P"),
    "line_closed": ((*TWO, pipe("P", (0, 0), (3, 3), (0, 0.01))), "P"),
    "nodes_duplicate": ((*TWO, node("C", 0.05), pipe("P", *STRAIGHT)), "C"),
    "node_orphan": ((*TWO, node("C", 50), pipe("P", *STRAIGHT)), "C"),
    "degree_wrong": ((node("A", 0, kind="tee"), node("B", 10), pipe("P", *STRAIGHT)), "A"),
    "diameter_changes": (
        (
            *TWO,
            node("C", 20),
            pipe("P", *STRAIGHT, diameter_mm=100.0),
            pipe("Q", (10, 0), (20, 0), diameter_mm=80.0),
        ),
        "B",
    ),
    "pressure_changes": (
        (
            *TWO,
            node("C", 20),
            pipe("P", *STRAIGHT, pressure_rating_bar=10.0),
            pipe("Q", (10, 0), (20, 0), pressure_rating_bar=16.0),
        ),
        "B",
    ),
    "material_changes": (
        (
            *TWO,
            node("C", 20),
            pipe("P", *STRAIGHT, material="pvc"),
            pipe("Q", (10, 0), (20, 0), material="steel"),
        ),
        "B",
    ),
    "reducer_without_change": (
        (
            node("A", 0),
            node("B", 10, kind="reducer"),
            node("C", 20),
            pipe("P", *STRAIGHT, diameter_mm=100.0),
            pipe("Q", (10, 0), (20, 0), diameter_mm=100.0),
        ),
        "B",
    ),
    "slope_adverse": (
        (manhole("M", 0), outfall(10), sewer("S", *STRAIGHT, invert_from_m=9.0, invert_to_m=9.2)),
        "S",
    ),
    "outgoing_above_incoming": (
        (
            manhole("M", 0),
            manhole("N", 10),
            outfall(20),
            sewer("S", *STRAIGHT, **FALLS),
            sewer("T", (10, 0), (20, 0), invert_from_m=98.95, invert_to_m=98.0),
        ),
        "N",
    ),
    "flow_ends": ((manhole("M", 0), manhole("N", 10), sewer("S", *STRAIGHT, **FALLS)), "N"),
    "diameter_shrinks": (
        (
            manhole("M", 0),
            manhole("N", 10),
            outfall(20),
            sewer("S", *STRAIGHT, height_mm=400.0),
            sewer("T", (10, 0), (20, 0), height_mm=300.0),
        ),
        "N",
    ),
    "invert_above_cover": (
        (
            manhole("M", 0, cover_level_m=98.5),
            outfall(10),
            sewer("S", *STRAIGHT, **FALLS),
        ),
        "M",
    ),
    "invert_deep": (
        (
            manhole("M", 0, cover_level_m=110.5, invert_level_m=99.0),
            outfall(10),
            sewer("S", *STRAIGHT, **FALLS),
        ),
        "M",
    ),
    "levels_disagree": (
        (
            manhole("M", 0, cover_level_m=101.0, invert_level_m=99.0, depth_m=3.0),
            outfall(10),
            sewer("S", *STRAIGHT, **FALLS),
        ),
        "M",
    ),
    "state_missing": (
        (node("A", 0), ("water_valve", "V", Point(10, 0), {}), pipe("P", *STRAIGHT)),
        "V",
    ),
    "direction_missing": (
        (node("A", 0), ("water_valve", "V", Point(10, 0), {"kind": "check"}), pipe("P", *STRAIGHT)),
        "V",
    ),
    "support_missing": ((("luminaire", "L", Point(0, 0), {"circuit": "1"}),), "L"),
    "circuit_missing": ((("luminaire", "L", Point(0, 0), {"pole": UUID(int=9)}),), "L"),
    "connector_missing": ((("evse", "E", Point(0, 0), {}),), "E"),
}


@pytest.mark.parametrize("rule", CASES)
def test_a_rule_finds_its_case_and_nothing_else_does(rule: str) -> None:
    made, asset = CASES[rule]
    told = found(*made)
    assert [each.asset.code for each in told.pop(rule)] == [asset]
    # What is left loose in a small drawing.
    assert set(told) <= {"end_node_missing", "end_node_far", "node_orphan", "line_not_split"}, told


def test_all_rules_are_tried() -> None:
    elsewhere = {"lies_outside", "lies_swapped", "lies_near_boundary", "cover_off_ground"}
    assert RULES.keys() == CASES.keys() | elsewhere


def test_what_pumps_push_may_rise() -> None:
    made = (manhole("M", 0), outfall(10))
    rises = {"invert_from_m": 9.0, "invert_to_m": 12.0}
    for hydraulic in ("pressure", "siphon", "vacuum"):
        assert found(*made, sewer("S", *STRAIGHT, hydraulic=hydraulic, **rises)) == {}


def test_a_weir_lies_higher_and_beside_an_orifice() -> None:
    links = {"invert_from_m": 100.0}
    made = (
        manhole("M", 0),
        manhole("N", 10),
        outfall(20),
        sewer("S", *STRAIGHT, **FALLS),
        ("sewer_control_link", "W", LineString([(10, 0), (20, 0)]), {"kind": "weir", **links}),
        ("sewer_control_link", "X", LineString([(10, 0), (20, 0)]), {"kind": "orifice", **links}),
    )
    assert found(*made) == {}


def test_a_centimetre_is_a_centimetre() -> None:
    made = (manhole("M", 0), outfall(10))
    assert 98.03 - 98.02 > 0.01
    assert found(*made, sewer("S", *STRAIGHT, invert_from_m=98.02, invert_to_m=98.03)) == {}


def test_an_end_is_compared_with_the_node_it_names() -> None:
    told = found(*TWO, node("C", 30), pipe("P", *STRAIGHT, node_to="C", node_from="A"))
    (far,) = told["end_node_far"]
    assert (far.part, far.other.code, far.values["distance_m"]) == ("to", "C", 20.0)
    assert far.place == Point(10, 0)
    assert "C" not in {f.asset.code for f in told.get("node_orphan", [])}


def test_removed_assets_are_not_there() -> None:
    gone = pipe("Q", *STRAIGHT, status="removed")
    assert found(*TWO, pipe("P", *STRAIGHT), gone) == {}


def test_cables_of_two_circuits_share_a_trench() -> None:
    ends = (("light_cabinet", "C", Point(0, 0), {}), ("pole", "P", Point(10, 0), {}))
    one = ("light_cable", "K", LineString(STRAIGHT), {"circuit": "1"})
    other = ("light_cable", "L", LineString(STRAIGHT), {"circuit": "2"})
    assert found(*ends, one, other) == {}


def test_two_lamps_hang_on_one_pole() -> None:
    lamp = {"pole": UUID(int=9), "circuit": "1"}
    at = Point(0, 0)
    assert found(("luminaire", "L", at, lamp), ("luminaire", "M", at, lamp)) == {}


def test_covers_are_compared_with_the_ground_where_it_is_known() -> None:
    made = (
        manhole("M", 0, cover_level_m=100.6),
        manhole("N", 10, cover_level_m=100.4),
        manhole("O", 20, cover_level_m=200.0),
    )
    ground = np.array([100.0, 100.0, np.nan])
    told = found(*made, ground=ground)["cover_off_ground"]
    assert [(f.asset.code, f.values["off_m"]) for f in told] == [("M", 0.6)]
    assert "cover_off_ground" not in found(*made)


def test_places_outside_the_commune() -> None:
    boundary = shapely.MultiPolygon([shapely.box(0, 100, 50, 200)])
    area = Territory("Here", "EPSG:2169", boundary, 10.0, (0, 0, 9e5, 9e5))
    made = (node("in", 20, 150), node("near", 55, 150), node("out", 500, 500), node("xy", 150, 20))
    told = found(*made, territory=area)
    assert [f.asset.code for f in told["lies_near_boundary"]] == ["near"]
    assert [f.asset.code for f in told["lies_outside"]] == ["out"]
    assert [f.asset.code for f in told["lies_swapped"]] == ["xy"]


def test_places_outside_what_the_projection_is_made_for() -> None:
    area = Territory("Here", "EPSG:2169", None, 0.0, (0, 100, 50, 200))
    made = (node("in", 20, 150), node("out", 2050, 150), node("xy", 150, 20))
    told = found(*made, territory=area)
    assert [(f.asset.code, f.values["distance"]) for f in told["lies_outside"]] == [("out", 2.0)]
    assert [f.asset.code for f in told["lies_swapped"]] == ["xy"]


def test_only_subjects_are_told_about() -> None:
    made, _ = CASES["flow_ends"]
    assert found(*made, subjects=frozenset()) == {}
    assert set(found(*made, subjects=frozenset({UUID(int=2)}))) == {"flow_ends"}


def test_an_empty_world() -> None:
    nothing = stock_of([])
    assert check(World(nothing, nothing)) == []
