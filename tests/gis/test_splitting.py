"""Cutting and joining lines: nothing gets lost, and one undoes the other."""

from __future__ import annotations

import math

import numpy as np
import pytest
import shapely
from hypothesis import assume, given
from hypothesis import strategies as st
from shapely import LineString, Point

from gis.errors import Invalid
from gis.splitting import cut, differing, join, join_values, level_at, split_values
from gis.validation.joints import MEETS_M
from layers.catalogue import CATALOGUE

PIPE = CATALOGUE["sewer_pipe"]

metres = st.integers(-5_000, 5_000).map(lambda cm: cm / 100)


@st.composite
def lines(draw) -> LineString:
    """A course without positions said twice, somewhere in the grid."""
    steps = draw(st.lists(st.tuples(metres, metres), min_size=1, max_size=8))
    points = [(85_000.0, 92_000.0)]
    for east, north in steps:
        assume(math.hypot(east, north) > 0.5)
        points.append((points[-1][0] + east, points[-1][1] + north))
    return LineString(points)


shares = st.floats(0.01, 0.99)


def place_on(line: LineString, share: float) -> Point:
    at = line.interpolate(share, normalized=True)
    ends = shapely.get_coordinates(line)[[0, -1]]
    assume(min(math.dist((at.x, at.y), end) for end in ends) > 3 * MEETS_M)
    return at


@given(lines(), shares)
def test_a_cut_keeps_length_and_every_position(line, share) -> None:
    at = place_on(line, share)
    try:
        halves = cut(line, at)
    except Invalid:
        # A course that comes back to its own end.
        assume(False)
    assert halves.first.length + halves.second.length == pytest.approx(line.length)
    assert halves.first.coords[-1] == halves.second.coords[0]
    kept = [*halves.first.coords[:-1], *halves.second.coords]
    assert set(line.coords) <= {*halves.first.coords, *halves.second.coords}
    assert len(kept) <= len(line.coords) + 1
    assert halves.first.distance(at) < 1e-6
    assert halves.share == pytest.approx(halves.first.length / line.length)


@given(lines(), shares, st.booleans(), st.booleans())
def test_joining_what_was_cut_gives_the_line_back(line, share, first_kept, turned) -> None:
    at = place_on(line, share)
    assume(math.dist(line.coords[0], line.coords[-1]) > 1)
    try:
        halves = cut(line, at)
    except Invalid:
        assume(False)
    kept, other = (halves.first, halves.second) if first_kept else (halves.second, halves.first)
    assume(math.dist(kept.coords[0], kept.coords[-1]) > 1)
    assume(math.dist(other.coords[0], other.coords[-1]) > 1)
    whole = join(kept, other.reverse() if turned else other)
    assert whole.turned is turned
    assert whole.line.length == pytest.approx(line.length, abs=1e-5)
    assert whole.line.hausdorff_distance(line) < 0.001
    assert whole.line.coords[0] == line.coords[0]
    assert whole.line.coords[-1] == line.coords[-1]


@given(st.floats(200, 400), st.floats(200, 400), shares)
def test_levels_lie_on_the_slope(start, end, share) -> None:
    level = level_at(start, end, share)
    assert min(start, end) - 0.001 <= level <= max(start, end) + 0.001
    assert level == pytest.approx(np.interp(share, [0, 1], [start, end]), abs=0.001)


def test_the_values_of_the_halves_and_back() -> None:
    pipe = {"node_from": "A", "node_to": "C", "invert_from_m": 300.0, "invert_to_m": 298.0}
    first, second = split_values(PIPE, pipe, 0.25, "B")
    assert (first["node_to"], second["node_from"]) == ("B", "B")
    assert first["invert_to_m"] == second["invert_from_m"] == 299.5
    halves = cut(LineString([(0, 0), (100, 0)]), Point(25, 0))
    one, two = pipe | first, pipe | second
    for kept, other, a, b in (
        (one, two, halves.first, halves.second),
        (two, one, halves.second, halves.first),
    ):
        joined = kept | join_values(PIPE, kept, other, join(a, b))
        assert {name: joined[name] for name in pipe} == pipe
    turned = two | {"node_from": "C", "node_to": "B", "invert_from_m": 298, "invert_to_m": 299.5}
    seam = join(halves.first, halves.second.reverse())
    joined = one | join_values(PIPE, one, turned, seam)
    assert {name: joined[name] for name in pipe} == pipe


def test_what_is_not_known_stays_so() -> None:
    first, second = split_values(PIPE, {"invert_from_m": 300.0, "invert_to_m": None}, 0.5, None)
    assert first["invert_to_m"] is None
    assert second["invert_from_m"] is None


LINE = LineString([(0, 0), (50, 0), (100, 0)])


@pytest.mark.parametrize(
    ("at", "code"),
    [
        (Point(50, 3), "split_off_line"),
        (Point(0, 0.05), "split_at_end"),
        (Point(100, 0), "split_at_end"),
        (Point(-0.3, 0), "split_at_end"),
    ],
)
def test_where_there_is_nothing_to_cut(at, code) -> None:
    with pytest.raises(Invalid) as refused:
        cut(LINE, at)
    assert [each.code for each in refused.value.issues] == [code]


def test_a_cut_at_a_position_adds_none() -> None:
    halves = cut(LINE, Point(50, 0))
    assert (list(halves.first.coords), list(halves.second.coords)) == (
        [(0, 0), (50, 0)],
        [(50, 0), (100, 0)],
    )
    assert halves.first_is_longer


@pytest.mark.parametrize(
    ("other", "code"),
    [
        (LineString([(100.2, 0), (120, 0)]), "join_apart"),
        (LineString([(50, 0), (50, 40)]), "join_apart"),
        (LineString([(100, 0), (50, 40), (0, 0)]), "join_loop"),
    ],
)
def test_what_cannot_be_one_line(other, code) -> None:
    with pytest.raises(Invalid) as refused:
        join(LINE, other)
    assert [each.code for each in refused.value.issues] == [code]


def test_a_seam_that_is_a_corner_stays() -> None:
    bent = join(LINE, LineString([(100, 0), (100, 30)])).line
    assert list(bent.coords) == [(0, 0), (50, 0), (100, 0), (100, 30)]


def test_what_somebody_must_decide() -> None:
    pipe = {"code": "A", "node_from": "1", "invert_from_m": 3.0, "owner": "x", "material": "pvc"}
    other = {"code": "B", "node_from": "2", "invert_from_m": 2.0, "owner": "x", "material": "pe"}
    assert [field.name for field in differing(PIPE, pipe, other)] == ["material"]
