from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from shapely import LineString, Point

from field_capture.captures.merge import Change, Clash, alike, merge, merge_geometry, near

NAMES = "abcd"
values = st.none() | st.booleans() | st.integers(0, 2) | st.sampled_from(["x", "y", "z"])
states = st.fixed_dictionaries(dict.fromkeys(NAMES, values))
points = st.builds(Point, st.integers(0, 3), st.integers(0, 3))


def changes(base: dict[str, Any], new: dict[str, Any]) -> dict[str, Change]:
    return {n: Change(base[n], new[n]) for n in base if not alike(base[n], new[n])}


def merged(base: dict[str, Any], theirs: dict[str, Any], ours: dict[str, Any]) -> dict[str, Any]:
    return {**ours, **merge(changes(base, theirs), ours).applied}


def identical(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return one.keys() == other.keys() and all(alike(one[n], other[n]) for n in one)


@given(states, states)
def test_what_one_side_changed_is_taken_without_conflict(base, theirs) -> None:
    assert identical(merged(base, theirs, base), theirs)
    assert identical(merged(base, base, theirs), theirs)
    assert not merge(changes(base, theirs), base).conflicts


@given(states, states, states)
def test_merging_again_changes_nothing(base, theirs, ours) -> None:
    once = merged(base, theirs, ours)
    again = merge(changes(base, theirs), once)
    assert not again.applied
    assert again.conflicts == merge(changes(base, theirs), ours).conflicts


@given(states, states, states)
def test_both_sides_find_the_same_conflicts(base, theirs, ours) -> None:
    one = merge(changes(base, theirs), ours).conflicts
    other = merge(changes(base, ours), theirs).conflicts
    assert {n: Clash(c.base, c.ours, c.theirs) for n, c in other.items()} == one
    if not one:
        assert identical(merged(base, theirs, ours), merged(base, ours, theirs))


@given(states, states, states)
def test_no_value_is_lost(base, theirs, ours) -> None:
    result = merge(changes(base, theirs), ours)
    state = {**ours, **result.applied}
    for name, change in changes(base, theirs).items():
        kept = [state[name]]
        if name in result.conflicts:
            kept += [result.conflicts[name].theirs, result.conflicts[name].ours]
        assert any(alike(change.new, each) for each in kept)
    for name in NAMES:
        if not alike(ours[name], base[name]):
            assert alike(state[name], ours[name]), "what the server has is never overwritten"


@given(states, states, states)
def test_the_order_of_disjoint_edits_does_not_matter(base, one, other) -> None:
    first = {n: c for n, c in changes(base, one).items() if n in "ab"}
    second = {n: c for n, c in changes(base, other).items() if n in "cd"}

    def apply(state, change):
        result = merge(change, state)
        assert not result.conflicts
        return {**state, **result.applied}

    assert identical(apply(apply(base, first), second), apply(apply(base, second), first))
    assert identical(apply(apply(base, first), second), apply(base, first | second))


@given(points, points, points)
def test_a_drawn_geometry_is_one_field(base, theirs, ours) -> None:
    result = merge_geometry(base, theirs, ours, 0.5)
    if theirs in (ours, base):
        assert result is None
    elif ours == base:
        assert result == theirs
    else:
        assert result == Clash(base, theirs, ours)


def test_within_the_tolerance_nothing_has_moved() -> None:
    base, wobbly = LineString([(0, 0), (9, 0)]), LineString([(0, 0.05), (9, 0)])
    moved = LineString([(0, 0), (9, 4)])
    assert merge_geometry(base, wobbly, moved, 0.1) is None
    assert merge_geometry(base, moved, wobbly, 0.1) == moved
    assert merge_geometry(base, moved, wobbly, 0.01) == Clash(base, moved, wobbly)


def test_a_geometry_whose_base_nobody_knows_is_not_overwritten() -> None:
    here, there = Point(0, 0), Point(5, 0)
    assert merge_geometry(None, there, here, 0.1) == Clash(None, there, here)
    assert merge_geometry(None, here, here, 0.1) is None


def test_values_are_the_same_by_what_they_mean() -> None:
    assert alike(1, 1.0)
    assert alike(["a", "b"], ["a", "b"]), "also where they were read twice"
    assert alike(True, True)
    for one, other in [(True, 1), (0, False), (None, False), (None, 0), ("", None), ("1", 1)]:
        assert not alike(one, other)
        assert not alike(other, one)


def test_geometries_of_another_kind_or_none_are_never_near() -> None:
    point, line = Point(0, 0), LineString([(0, 0), (0, 0.1)])
    assert merge_geometry(line, point, line, 1.0) == point, "a line that became a point has changed"
    assert not near(Point(), Point(), 1.0)
    assert not near(Point(), point, 1.0)
    assert near(point, Point(0, 1), 1.0), "the tolerance itself is within it"
    assert not near(point, Point(0, 1.001), 1.0)
