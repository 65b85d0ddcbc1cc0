"""Several reports, one cause: suspected with reason, and only then."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import Point

from field_capture.desk.patterns import FEWEST, Circuit, branch, circuits
from gis.network.graph import graph
from gis.network.supply import Supply, supply
from tests.gis.networks import pipe, world

SIZES = {"C1/1": 20, "C1/2": 12, "C2/1": 30, "C3/1": 1}
CABINETS = {"C1/1": "C1", "C1/2": "C1", "C2/1": "C2", "C3/1": "C3"}


def out(**lamps: int) -> dict[str, str]:
    """Return lamps by name, of circuits given as ``C1_1=3``."""
    names = {name: name.replace("_", "/") for name in lamps}
    return {f"{name}-{n}": names[name] for name, count in lamps.items() for n in range(count)}


def test_lamps_of_one_circuit_point_to_it() -> None:
    found, cabinets = circuits(out(C1_1=3, C2_1=2), SIZES, CABINETS)
    assert found == [Circuit("C1/1", 3, 20)]
    assert cabinets == {}


def test_two_circuits_of_one_cabinet_point_to_the_cabinet() -> None:
    found, cabinets = circuits(out(C1_1=3, C1_2=2, C2_1=4), SIZES, CABINETS)
    assert found == [Circuit("C2/1", 4, 30)]
    assert cabinets == {"C1": [Circuit("C1/1", 3, 20), Circuit("C1/2", 2, 12)]}


def test_single_lamps_here_and_there_point_to_nothing() -> None:
    assert circuits(out(C1_1=1, C1_2=1, C2_1=2), SIZES, CABINETS) == ([], {})
    assert circuits(out(C1_1=2, C3_1=1), SIZES, CABINETS) == ([], {})


def test_a_circuit_whose_cabinet_nobody_knows_is_told_by_itself() -> None:
    found, cabinets = circuits(out(X=4), {}, {})
    assert found == [Circuit("X", 4, 4)]
    assert cabinets == {}


@pytest.fixture(scope="module")
def town() -> Supply:
    """A tank, a main of 1 km to the east, and a street of 300 m to the north every 100 m."""
    mains = [pipe(f"M{n}", (n * 100, 0), (n * 100 + 100, 0)) for n in range(10)]
    streets = [
        pipe(f"S{n}-{m}", (n * 100 + 100, m * 100), (n * 100 + 100, m * 100 + 100))
        for n in range(10)
        for m in range(3)
    ]
    return supply(graph(world(("water_tank", "T", Point(0, 0), {}), *mains, *streets)))


def at(town: Supply, x: float, y: float) -> int:
    (node,) = np.flatnonzero(np.hypot(*(town.graph.xy - [x, y]).T) < 0.1)
    return int(node)


def line_to(town: Supply, node: int) -> str:
    return str(town.graph.world.lines.codes[town.graph.line[town.by_edge[node]]])


def test_neighbours_of_one_street_point_to_its_first_pipe(town) -> None:
    places = [at(town, 500, 100), at(town, 500, 200), at(town, 500, 300)]
    found = branch(town, places)
    assert found is not None
    assert line_to(town, found.node) == "S4-0"
    assert found.places == (0, 1, 2)
    assert found.share == pytest.approx(300 / 4000)


def test_somebody_elsewhere_does_not_hide_it(town) -> None:
    street = [at(town, 900, y) for y in (100, 200, 300)]
    found = branch(town, [at(town, 200, 300), *street])
    assert found is not None
    assert line_to(town, found.node) == "S8-0"
    assert found.places == (1, 2, 3)


def test_the_far_end_points_to_the_main_before_it(town) -> None:
    places = [at(town, x, 300) for x in (700, 800, 900, 1000)]
    found = branch(town, places)
    assert found is not None
    assert line_to(town, found.node) == "M6"


def test_complaints_from_everywhere_point_to_the_source(town) -> None:
    places = [at(town, x, y) for x in range(100, 1001, 100) for y in (100, 300)]
    found = branch(town, places)
    assert found is not None
    assert town.before[found.node] < 0
    assert len(found.places) == len(places)
    assert found.share == 1


def test_two_are_too_few(town) -> None:
    assert branch(town, [at(town, 500, 100), at(town, 500, 200)]) is None
    assert branch(town, []) is None


def test_who_is_fed_from_nowhere_points_nowhere() -> None:
    cut = supply(graph(world(pipe("A", (0, 0), (100, 0)))))
    assert branch(cut, [0, 1, 0, 1]) is None


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_whatever_is_suspected_feeds_those_who_complain(town, data) -> None:
    order = [int(each) for each in town.order]
    places = data.draw(st.lists(st.sampled_from(order), max_size=12))
    found = branch(town, places)
    if found is None:
        assert len(places) < FEWEST
        return
    assert len(found.places) >= FEWEST
    for n in found.places:
        way, node = [], places[n]
        while node >= 0:
            way.append(node)
            node = int(town.before[node])
        assert found.node in way
