"""What is joined to what, and from where it is fed."""

from __future__ import annotations

import math

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import coo_array
from scipy.sparse.csgraph import dijkstra
from shapely import Point

from gis.network.graph import Graph, graph
from gis.network.supply import supply
from tests.gis.networks import Made, node, pipe, world


def tank(x: float, y: float = 0) -> Made:
    return ("water_tank", f"T{x:g}/{y:g}", Point(x, y), {})


def valve(code: str, x: float, y: float = 0, *, closed: bool) -> Made:
    return ("water_valve", code, Point(x, y), {"closed": closed})


def distance_to(made: Graph, x: float, y: float = 0) -> float:
    (at,) = np.flatnonzero(np.hypot(*(made.xy - [x, y]).T) < 0.1)
    return float(supply(made).distance_m[at])


def test_water_goes_the_shortest_way() -> None:
    made = graph(
        world(
            tank(0),
            pipe("A", (0, 0), (100, 0)),
            pipe("B", (100, 0), (100, 50)),
            pipe("C", (0, 0), (0, 50), (100, 50)),
        )
    )
    assert distance_to(made, 100) == 100
    assert distance_to(made, 100, 50) == 150


def test_a_closed_valve_lets_nothing_through_wherever_it_stands() -> None:
    pipes = (pipe("A", (0, 0), (100, 0)), pipe("B", (100, 0), (200, 0)))
    for x in (60, 100):
        made = graph(world(tank(0), *pipes, valve("V", x, closed=True)))
        assert math.isinf(distance_to(made, 200))
        assert distance_to(made, x) == x, "it arrives at the valve"
        made = graph(world(tank(0), *pipes, valve("V", x, closed=False)))
        assert distance_to(made, 200) == 200


def test_a_line_that_crosses_another_is_not_joined_to_it_without_a_node() -> None:
    cross = (pipe("A", (0, 0), (100, 0)), pipe("B", (50, -50), (50, 50)))
    assert math.isinf(distance_to(graph(world(tank(0), *cross)), 50, 50))
    joined = graph(world(tank(0), node("N", 50), *cross))
    assert distance_to(joined, 50, 50) == 100


def test_a_line_may_begin_in_the_middle_of_another() -> None:
    made = graph(world(tank(0), pipe("A", (0, 0), (100, 0)), pipe("B", (40, 0), (40, 30))))
    assert distance_to(made, 40, 30) == 70


def test_ends_that_almost_meet_are_one() -> None:
    pipes = (pipe("A", (0, 0), (100, 0)), pipe("B", (100.08, 0), (200, 0)))
    assert math.isclose(distance_to(graph(world(tank(0), *pipes)), 200), 199.92)
    apart = (pipe("A", (0, 0), (100, 0)), pipe("B", (100.3, 0), (200, 0)))
    assert math.isinf(distance_to(graph(world(tank(0), *apart)), 200))


def test_what_lies_behind_is_measured() -> None:
    made = graph(world(tank(0), *(pipe(f"P{n}", (n * 10, 0), (n * 10 + 10, 0)) for n in range(5))))
    found = supply(made)
    ways = sorted(zip(found.distance_m, found.behind_m, strict=True))
    assert ways == [(0, 50), (10, 50), (20, 40), (30, 30), (40, 20), (50, 10)]


def test_nothing_at_all_is_a_network_too() -> None:
    made = graph(world(node("A", 0)))
    assert len(supply(made).order) == 0
    assert supply(made).behind_m.sum() == 0
    assert made.node_of_point.tolist() == [-1]


GRID = 6


@st.composite
def networks(draw: st.DrawFn) -> list[Made]:
    """Pipes between the crossings of a grid, tanks on some, closed valves on others."""
    spots = st.tuples(st.integers(0, GRID - 1), st.integers(0, GRID - 1))
    pairs = draw(st.lists(st.tuples(spots, spots).filter(lambda p: p[0] != p[1]), max_size=25))
    made: list[Made] = [node("far", 1000, 1000)]
    # Ways over a detour of their own: straight ones would run over other crossings.
    for n, ((a, b), (c, d)) in enumerate(pairs):
        middle = ((a + c) * 50 + 3.7 + n * 0.013, (b + d) * 50 + 5.3 + n * 0.029)
        made.append(pipe(f"P{n}", (a * 100, b * 100), middle, (c * 100, d * 100)))
    tanks = draw(st.sets(spots, max_size=3))
    made += [tank(x * 100, y * 100) for x, y in tanks]
    shut = draw(st.sets(spots, max_size=6))
    made += [valve(f"V{x}{y}", x * 100, y * 100, closed=True) for x, y in shut]
    return made


@settings(max_examples=60, deadline=None)
@given(networks())
def test_ways_are_as_short_as_another_solver_finds_them(made: list[Made]) -> None:
    joined = graph(world(*made))
    found = supply(joined)
    count = len(joined)
    sources = joined.sources
    expected = np.full(count, np.inf)
    if len(sources):
        # What is shut may be reached, never left.
        both = [
            (a, b, max(length, 1e-12))
            for a, b, length in (
                *zip(joined.start, joined.end, joined.length_m, strict=True),
                *zip(joined.end, joined.start, joined.length_m, strict=True),
            )
            if not joined.shut[a]
        ]
        best: dict[tuple[int, int], float] = {}
        for a, b, length in both:
            best[(a, b)] = min(length, best.get((a, b), np.inf))
        rows = [a for a, _ in best] or [0]
        columns = [b for _, b in best] or [0]
        lengths = list(best.values()) or [0.0]
        matrix = coo_array((lengths, (rows, columns)), shape=(count, count)).tocsr()
        expected = dijkstra(matrix, indices=sources).min(axis=0)
    assert np.allclose(found.distance_m, expected)
    fed = np.isfinite(found.distance_m)
    assert fed.sum() == len(found.order)
    for at in found.order:
        before = found.before[at]
        if before < 0:
            assert found.distance_m[at] == 0
        else:
            step = joined.length_m[found.by_edge[at]]
            assert math.isclose(found.distance_m[at], found.distance_m[before] + step)
            assert not joined.shut[before]
