"""Rules about points: which lines meet there, and whether that fits what they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from gis.errors import Severity
from gis.validation.joints import MEETS_M, joints
from gis.validation.rule import Finding, Rule
from gis.validation.stock import World, rows_of
from layers.spec import FieldRole, Role, Trait

_DEGREES = {Trait.ENDS: 1, Trait.BRANCHES: 3, Trait.CROSSES: 4}
_BETWEEN_TWO = 2  # lines that meet at a joint where something may change
_SAME_MM = 0.5
_SAME_BAR = 0.05

_NETWORK = frozenset({Role.JOINS, Role.ISOLATES, Role.DRAINS})
_PLACED_ONCE = _NETWORK | {Role.SUPPLIES, Role.SUPPORTS, Role.CONSUMES}


def _nodes_duplicate(world: World, rule: Rule) -> Iterator[Finding]:
    points = world.points
    # Two lamps on one pole, two plugs on one post are no mistake.
    carried = points.with_field(FieldRole.SUPPORT) | points.with_field(FieldRole.SITE)
    once = points.of_role(*rule.roles) & ~carried
    asked = np.flatnonzero(once & world.asked_points)
    if not len(asked):
        return
    snap = points.snap_m()
    one, other = points.tree.query(
        points.geometry[asked], predicate="dwithin", distance=float(snap.max())
    )
    one = asked[one]
    later = (points.ids[one] > points.ids[other]) & (points.layer[one] == points.layer[other])
    one, other = one[later], other[later]
    apart = np.hypot(*(world.xy[one] - world.xy[other]).T)
    near = apart <= snap[one]
    first: dict[int, tuple[Any, int, float]] = {}
    for row, twin, distance in zip(one[near], other[near], apart[near], strict=True):
        known = first.get(row)
        if known is None or points.ids[twin] < known[0]:
            first[int(row)] = (points.ids[twin], int(twin), float(distance))
    for row, (_, twin, distance) in first.items():
        values = {"distance_m": round(distance, 2)}
        yield Finding(
            rule.code, points.named(row), points.geometry[row], values, points.named(twin)
        )


def _node_orphan(world: World, rule: Rule) -> Iterator[Finding]:
    points = world.points
    asked = world.asked_points & points.of_role(*rule.roles)
    for role in rule.reads:
        asked &= points.text(role) == None  # noqa: E711  element by element
    rows = np.flatnonzero(asked)
    touched, _ = world.lines.tree.query(
        points.geometry[rows], predicate="dwithin", distance=rule.tolerance
    )
    alone = np.ones(len(rows), dtype=bool)
    alone[touched] = False
    for row in rows[alone]:
        if points.codes[row] not in world.names:
            yield Finding(rule.code, points.named(row), points.geometry[row])


def _degree_wrong(world: World, rule: Rule) -> Iterator[Finding]:
    points, found = world.points, joints(world)
    degree = np.bincount(found.point, minlength=len(points))
    degree = degree + 2 * np.bincount(found.through_point, minlength=len(points))
    for trait, wanted in _DEGREES.items():
        # Without any line it is an orphan, which is another rule's.
        wrong = points.has(trait) & (degree != wanted) & (degree > 0) & world.asked_points
        for row in rows_of(wrong):
            values = {"found": int(degree[row]), "wanted": wanted}
            yield Finding(rule.code, points.named(row), points.geometry[row], values)


def _differ(world: World, role: FieldRole, one: int, other: int) -> bool:
    """Tell whether both lines have this value, and not the same."""
    kept = world.lines.values.get(role)
    if kept is None:
        return False
    a, b = kept[one], kept[other]
    if role is FieldRole.MATERIAL:
        return a is not None and b is not None and a != b
    return bool(abs(a - b) > (_SAME_MM if role is FieldRole.DIAMETER else _SAME_BAR))


def _changes(role: FieldRole) -> Callable[[World, Rule], Iterator[Finding]]:
    def check(world: World, rule: Rule) -> Iterator[Finding]:
        reduces = world.points.has(Trait.REDUCES)
        for point, one, other in _between_two(world):
            if reduces[point] or not _differ(world, role, one, other):
                continue
            kept = world.lines.values[role]
            values = {"one": kept[one], "another": kept[other]}
            yield Finding(
                rule.code,
                world.points.named(point),
                world.points.geometry[point],
                values,
                world.lines.named(one),
            )

    return check


def _reducer_without_change(world: World, rule: Rule) -> Iterator[Finding]:
    reduces = world.points.has(Trait.REDUCES)
    for point, one, other in _between_two(world):
        sizes = world.lines.number(FieldRole.DIAMETER)[[one, other]]
        if reduces[point] and abs(sizes[0] - sizes[1]) <= _SAME_MM:
            values = {"size_mm": float(sizes[0])}
            yield Finding(
                rule.code, world.points.named(point), world.points.geometry[point], values
            )


def _between_two(world: World) -> Iterator[tuple[int, int, int]]:
    """Yield the points at which exactly two lines meet, of layers that know reducers."""
    asked = world.asked_points & world.points.knowing(Trait.REDUCES)
    found = joints(world)
    passed = np.zeros(len(world.points), dtype=bool)
    passed[found.through_point] = True
    for point, ends in found.of_points(asked & ~passed).items():
        if len(ends) == _BETWEEN_TWO:
            one, other = sorted((line for line, _ in ends), key=lambda row: world.lines.ids[row])
            if one != other:
                yield point, one, other


RULES = (
    Rule(
        code="nodes_duplicate",
        severity=Severity.ERROR,
        source="giswater: duplicated nodes and connecs",
        roles=_PLACED_ONCE,
        tolerance_m=0.1,
        check=_nodes_duplicate,
    ),
    Rule(
        code="node_orphan",
        severity=Severity.WARNING,
        source="giswater: orphan nodes",
        roles=_NETWORK,
        reads=(FieldRole.NODE_FROM, FieldRole.NODE_TO, FieldRole.CONNECTED_TO),
        tolerance_m=MEETS_M,
        check=_node_orphan,
    ),
    Rule(
        code="degree_wrong",
        severity=Severity.WARNING,
        source="giswater: topological consistency of node types",
        roles=frozenset({Role.JOINS}),
        tolerance_m=MEETS_M,
        check=_degree_wrong,
    ),
    Rule(
        code="diameter_changes",
        severity=Severity.WARNING,
        source="qWat: diameter changes without a reducer",
        roles=frozenset({Role.JOINS}),
        reads=(FieldRole.DIAMETER,),
        check=_changes(FieldRole.DIAMETER),
    ),
    Rule(
        code="pressure_changes",
        severity=Severity.WARNING,
        source="EN 805: the weakest part decides the allowed pressure",
        roles=frozenset({Role.JOINS}),
        reads=(FieldRole.PRESSURE_RATING,),
        check=_changes(FieldRole.PRESSURE_RATING),
    ),
    Rule(
        code="material_changes",
        severity=Severity.NOTE,
        source="qWat: material changes without a fitting",
        roles=frozenset({Role.JOINS}),
        reads=(FieldRole.MATERIAL,),
        check=_changes(FieldRole.MATERIAL),
    ),
    Rule(
        code="reducer_without_change",
        severity=Severity.WARNING,
        source="qWat: reducer between pipes of one diameter",
        roles=frozenset({Role.JOINS}),
        reads=(FieldRole.DIAMETER,),
        check=_reducer_without_change,
    ),
)
