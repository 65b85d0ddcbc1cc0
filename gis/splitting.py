"""Cutting a line in two and making one line of two: pure, on geometries and values.

Nothing is invented: every position of a line stays, a seam that lies on the straight way between
its neighbours goes when two lines are joined, levels at a cut lie on the slope between the ends.
What only a person can know (which of two materials holds) is asked, never guessed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import shapely
from shapely import LineString, Point

from gis.errors import Invalid, Issue
from gis.validation.joints import MEETS_M
from layers.spec import Field, FieldRole, Layer

ON_LINE_M = 0.5
"""A place that is this near to a line means a place on it, metres."""
SEAM_M = 0.001
"""A seam that is this near to the straight way between its neighbours says nothing, metres."""

_LEVELS = (FieldRole.INVERT_FROM, FieldRole.INVERT_TO)
_NODES = (FieldRole.NODE_FROM, FieldRole.NODE_TO)
_LEVEL_DECIMALS = 3
_OF_ENDS = frozenset({FieldRole.CODE, FieldRole.LENGTH, *_LEVELS, *_NODES})

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Halves:
    """The two parts of a line; `share` is the first one's part of the length, 0 to 1."""

    first: LineString
    second: LineString
    share: float

    @property
    def first_is_longer(self) -> bool:
        """Whether the first keeps the line's id: the longer one does, of equals the first.

        Most of what was noted about the line (visits, connections, its age) means the longer part.
        """
        return self.share >= 0.5  # noqa: PLR2004  half of it


def cut(line: LineString, at: Point) -> Halves:
    """Cut a line where a place lies on it, or next to it.

    Parameters
    ----------
    line, at
        In one projected system, metres. Where `at` lies beside the line, within `ON_LINE_M`,
        the cut is the nearest place on it.

    Raises
    ------
    Invalid
        The place is not on the line, or at its end, where there is nothing to cut.
    """
    away = line.distance(at)
    if away > ON_LINE_M:
        raise Invalid([Issue("split_off_line", "geometry", details={"distance": round(away, 1)})])
    coordinates = shapely.get_coordinates(line)
    ends = coordinates[[0, -1]]
    if np.hypot(*(ends - (at.x, at.y)).T).min() <= MEETS_M:
        raise Invalid([Issue("split_at_end", "geometry")])
    vertex = np.hypot(*(coordinates - (at.x, at.y)).T)
    inner = int(vertex[1:-1].argmin()) + 1 if len(vertex) > 2 else 0  # noqa: PLR2004  two ends
    if inner and vertex[inner] <= SEAM_M:
        first, second = coordinates[: inner + 1], coordinates[inner:]
    else:
        first, second = _between(coordinates, at)
    halves = LineString(first), LineString(second)
    if min(each.length for each in halves) <= MEETS_M:
        raise Invalid([Issue("split_at_end", "geometry")])
    return Halves(*halves, halves[0].length / (halves[0].length + halves[1].length))


def _between(coordinates: Any, at: Point) -> tuple[Any, Any]:
    """Return the positions of both parts, with the place of the cut between two of them."""
    parts = [LineString(pair) for pair in pairwise(coordinates)]
    part = int(np.argmin([each.distance(at) for each in parts]))
    here = parts[part].interpolate(parts[part].project(at))
    place = [[here.x, here.y]]
    return (
        np.concatenate([coordinates[: part + 1], place]),
        np.concatenate([place, coordinates[part + 1 :]]),
    )


def ending_at(halves: Halves, node: Point) -> Halves:
    """Return the parts with their common end exactly at a node that lies beside the line."""
    place = (node.x, node.y)
    first = LineString([*halves.first.coords[:-1], place])
    second = LineString([place, *halves.second.coords[1:]])
    return Halves(first, second, first.length / (first.length + second.length))


def split_values(
    layer: Layer, values: Mapping[str, Any], share: float, node: str | None
) -> tuple[Values, Values]:
    """Return what differs from a line's values in its two parts.

    Parameters
    ----------
    share : float
        The first part's share of the length.
    node : str or None
        Code of the node at the cut.
    """
    first: Values = {}
    second: Values = {}
    start, end = (_field(layer, role) for role in _NODES)
    if start and end:
        first[end.name] = second[start.name] = node
    upper, lower = (_field(layer, role) for role in _LEVELS)
    if upper and lower:
        first[lower.name] = second[upper.name] = level_at(
            values.get(upper.name), values.get(lower.name), share
        )
    length = _field(layer, FieldRole.LENGTH)
    if length and (known := values.get(length.name)) is not None:
        first[length.name] = round(known * share, _LEVEL_DECIMALS)
        second[length.name] = round(known - first[length.name], _LEVEL_DECIMALS)
    return first, second


def level_at(start: float | None, end: float | None, share: float) -> float | None:
    """Return the level on the slope between two ends; unknown where one of them is."""
    if start is None or end is None:
        return None
    return round(float(start + (end - start) * share), _LEVEL_DECIMALS)


@dataclass(frozen=True, slots=True)
class Seam:
    """How two lines meet: which of them is turned round, and whether the kept one comes first."""

    line: LineString
    kept_first: bool
    turned: bool


def join(kept: LineString, other: LineString) -> Seam:
    """Make one line of two that meet; it runs as the kept one does.

    Raises
    ------
    Invalid
        They do not meet, or at both ends, which would be a loop.
    """
    a, b = shapely.get_coordinates(kept), shapely.get_coordinates(other)
    ends = [(a[-1], b[0], True, False), (a[0], b[-1], False, False),
            (a[-1], b[-1], True, True), (a[0], b[0], False, True)]  # fmt: skip
    meeting = [each for each in ends if np.hypot(*(each[0] - each[1])) <= MEETS_M]
    if not meeting:
        away = kept.distance(other)
        raise Invalid([Issue("join_apart", "geometry", details={"distance": round(away, 2)})])
    if len(meeting) > 1:
        raise Invalid([Issue("join_loop", "geometry")])
    _, _, kept_first, turned = meeting[0]
    if turned:
        b = b[::-1]
    # The seam lies where the kept line has it.
    course = [*a, *b[1:]] if kept_first else [*b[:-1], *a]
    return Seam(LineString(_without_seam(course, len(a) - 1 if kept_first else len(b) - 1)),
                kept_first, turned)  # fmt: skip


def _without_seam(course: list[Any], at: int) -> list[Any]:
    """Leave the seam out where the line runs straight through it."""
    straight = LineString([course[at - 1], course[at + 1]])
    if straight.length and straight.distance(Point(course[at])) <= SEAM_M:
        return course[:at] + course[at + 1 :]
    return course


def join_values(
    layer: Layer, kept: Mapping[str, Any], other: Mapping[str, Any], seam: Seam
) -> Values:
    """Return what differs from the kept line's values in the joined one, of its ends and length."""
    found: Values = {}
    for roles in (_NODES, _LEVELS):
        start, end = (_field(layer, role) for role in roles)
        if start is None or end is None:
            continue
        far, near = (start, end) if seam.turned else (end, start)
        if seam.kept_first:
            found[end.name] = other.get(far.name)
        else:
            found[start.name] = other.get(near.name)
    length = _field(layer, FieldRole.LENGTH)
    if length is not None:
        both = kept.get(length.name), other.get(length.name)
        found[length.name] = (
            None if None in both else round(sum(map(float, both)), _LEVEL_DECIMALS)  # type: ignore[arg-type]
        )
    return found


def differing(layer: Layer, kept: Mapping[str, Any], other: Mapping[str, Any]) -> list[Field]:
    """Return the fields about which somebody must decide when two lines become one."""
    return [
        field
        for field in layer.all_fields
        if field.role not in _OF_ENDS
        and field.name in kept
        and kept.get(field.name) != other.get(field.name)
    ]


def _field(layer: Layer, role: FieldRole) -> Field | None:
    return layer.field_of(role)
