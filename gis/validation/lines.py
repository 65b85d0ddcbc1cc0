"""Rules about lines: where they end, and whether they are drawn once."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import shapely

from gis.errors import Severity
from gis.validation.joints import MEETS_M, ON_LINE_M, joints
from gis.validation.rule import Finding, Rule
from gis.validation.stock import Mask, World, rows_of
from layers.spec import FieldRole, Role, Trait

NEAR_M = 1.0
"""How far from its end a line's node is looked for where it names none, metres."""

_LINES = frozenset({Role.CONVEYS, Role.CONTROLS})
_ENDS = (("from", FieldRole.NODE_FROM), ("to", FieldRole.NODE_TO))
_TOO_SHORT_M = 0.05
_SHORT_M = 0.2
_LENGTH_SHOWN = 3  # decimals: millimetres


def _end_node_far(world: World, rule: Rule) -> Iterator[Finding]:
    for row, part, nearest in _ends_without(world):
        if nearest is None:
            continue
        point, distance = nearest
        place = (world.starts if part == "from" else world.ends)[row]
        values = {"distance_m": round(distance, 2), "tolerance_m": rule.tolerance}
        yield Finding(
            rule.code, world.lines.named(row), place, values, world.points.named(point), part
        )


def _end_node_missing(world: World, rule: Rule) -> Iterator[Finding]:
    taps = world.lines.has(Trait.TAPS)
    for row, part, nearest in _ends_without(world):
        if nearest is not None:
            continue
        place = (world.starts if part == "from" else world.ends)[row]
        if taps[row] and _touches_another(world, row, place):
            continue
        yield Finding(rule.code, world.lines.named(row), place, {}, None, part)


def _ends_without(world: World) -> Iterator[tuple[int, str, tuple[int, float] | None]]:
    """Yield each asked end that is not at its node: row, part, nearest node and distance."""
    found = joints(world)
    for part, role in _ends_of(world):
        arrives = part == "to"
        places = world.ends if arrives else world.starts
        names = world.lines.text(role)
        met = np.zeros(len(world.lines), dtype=bool)
        met[found.line[found.arrives == arrives]] = True
        for row in rows_of(world.asked_lines):
            named = world.by_code.get(names[row]) if names[row] else None
            if met[row] and not named:
                continue
            if named:
                nearest = _nearest(world, places[row], named)
                if nearest[1] > MEETS_M:
                    yield int(row), part, nearest
                continue
            near = world.points.tree.query(places[row], predicate="dwithin", distance=NEAR_M)
            yield int(row), part, _nearest(world, places[row], list(near)) if len(near) else None


def _ends_of(world: World) -> Iterator[tuple[str, FieldRole]]:
    if len(world.lines):
        yield from _ENDS


def _nearest(world: World, place: shapely.Point, rows: list[int]) -> tuple[int, float]:
    distances = shapely.distance(place, world.points.geometry[rows])
    best = min(zip(distances, (world.points.ids[row] for row in rows), rows, strict=True))
    return int(best[2]), float(best[0])


def _touches_another(world: World, row: int, place: shapely.Point) -> bool:
    near = world.lines.tree.query(place, predicate="dwithin", distance=MEETS_M)
    return any(other != row for other in near)


def _end_node_unknown(world: World, rule: Rule) -> Iterator[Finding]:
    for part, role in _ends_of(world):
        names = world.lines.text(role)
        for row in rows_of(world.asked_lines):
            if names[row] and names[row] not in world.by_code:
                place = (world.starts if part == "from" else world.ends)[row]
                values = {"name": names[row]}
                yield Finding(rule.code, world.lines.named(row), place, values, None, part)


def _line_not_split(world: World, rule: Rule) -> Iterator[Finding]:
    found = joints(world)
    splits = world.points.of_role(Role.JOINS, Role.ISOLATES, Role.SUPPLIES, Role.DRAINS)
    for line, point in zip(found.through_line, found.through_point, strict=True):
        if world.asked_lines[line] and splits[point]:
            place = world.points.geometry[point]
            yield Finding(rule.code, world.lines.named(line), place, {}, world.points.named(point))


def _lines_duplicate(world: World, rule: Rule) -> Iterator[Finding]:
    for later, earlier in _alike(world):
        yield Finding(
            rule.code,
            world.lines.named(later),
            _middle(world, later),
            {"tolerance_m": rule.tolerance},
            world.lines.named(earlier),
        )


def _lines_overlap(world: World, rule: Rule) -> Iterator[Finding]:
    same = set(_alike(world))
    pairs = [pair for pair in _side_by_side(world) if pair not in same]
    if not pairs:
        return
    later, earlier = (np.array(rows) for rows in zip(*pairs, strict=True))
    shared = shapely.intersection(world.lines.geometry[later], world.lines.geometry[earlier])
    lengths = shapely.length(shared)
    for row in rows_of(lengths > rule.tolerance):
        yield Finding(
            rule.code,
            world.lines.named(later[row]),
            shapely.point_on_surface(shared[row]),
            {"length_m": round(float(lengths[row]), 2)},
            world.lines.named(earlier[row]),
        )


def _side_by_side(world: World) -> list[tuple[int, int]]:
    """Return pairs of lines of one layer and circuit that come close: the later one first.

    Cables of two circuits share a trench; pipes of one kind do not. An orifice and a weir
    between the same two places are drawn alike.
    """
    lines = world.lines
    asked = np.flatnonzero(world.asked_lines & lines.of_role(Role.CONVEYS))
    if not len(asked):
        return []
    one, other = lines.tree.query(lines.geometry[asked], predicate="dwithin", distance=MEETS_M)
    one = asked[one]
    circuits = lines.text(FieldRole.CIRCUIT)
    pairs = {
        (a, b) if lines.ids[a] > lines.ids[b] else (b, a)
        for a, b in zip(one.tolist(), other.tolist(), strict=True)
        if a != b and lines.layer[a] == lines.layer[b] and circuits[a] == circuits[b]
    }
    return sorted(pair for pair in pairs if world.asked_lines[pair[0]])


def _alike(world: World) -> list[tuple[int, int]]:
    """Return the pairs whose courses are nowhere further apart than the tolerance."""
    pairs = _side_by_side(world)
    if not pairs:
        return []
    a, b = (np.array(rows) for rows in zip(*pairs, strict=True))
    starts, ends = world.starts, world.ends
    along = np.maximum(shapely.distance(starts[a], starts[b]), shapely.distance(ends[a], ends[b]))
    against = np.maximum(shapely.distance(starts[a], ends[b]), shapely.distance(ends[a], starts[b]))
    likely = np.flatnonzero(np.minimum(along, against) <= MEETS_M)
    geometry = world.lines.geometry
    apart = shapely.hausdorff_distance(geometry[a[likely]], geometry[b[likely]])
    return [pairs[row] for row in likely[apart <= MEETS_M]]


def _short(world: World, rule: Rule, above_m: float) -> Iterator[Finding]:
    lengths = shapely.length(world.lines.geometry)
    short = (lengths < rule.tolerance) & (lengths >= above_m) & world.asked_lines
    for row in rows_of(short):
        values = {
            "length_m": round(float(lengths[row]), _LENGTH_SHOWN),
            "tolerance_m": rule.tolerance,
        }
        yield Finding(rule.code, world.lines.named(row), _middle(world, row), values)


def _line_too_short(world: World, rule: Rule) -> Iterator[Finding]:
    return _short(world, rule, 0.0)


def _line_short(world: World, rule: Rule) -> Iterator[Finding]:
    return _short(world, rule, _TOO_SHORT_M)


def _line_closed(world: World, rule: Rule) -> Iterator[Finding]:
    lines = world.lines
    begin, finish = lines.text(FieldRole.NODE_FROM), lines.text(FieldRole.NODE_TO)
    named: Mask = np.fromiter(
        (bool(a) and a == b for a, b in zip(begin, finish, strict=True)), bool, len(lines)
    )
    # What is shorter than this is told to be short already.
    drawn = (shapely.distance(world.starts, world.ends) <= rule.tolerance) & (
        shapely.length(lines.geometry) >= _SHORT_M
    )
    for row in rows_of((named | drawn) & world.asked_lines):
        yield Finding(rule.code, lines.named(row), world.starts[row])


def _middle(world: World, row: int) -> shapely.Point:
    middle: shapely.Point = shapely.line_interpolate_point(
        world.lines.geometry[row], 0.5, normalized=True
    )
    return middle


RULES = (
    Rule(
        code="end_node_far",
        severity=Severity.ERROR,
        source="giswater: arcs and their nodes; qWat: snapping of nodes",
        roles=_LINES,
        reads=(FieldRole.NODE_FROM, FieldRole.NODE_TO),
        tolerance_m=MEETS_M,
        check=_end_node_far,
    ),
    Rule(
        code="end_node_missing",
        severity=Severity.WARNING,
        source="giswater: arcs without start or end nodes",
        roles=_LINES,
        reads=(FieldRole.NODE_FROM, FieldRole.NODE_TO),
        tolerance_m=NEAR_M,
        check=_end_node_missing,
    ),
    Rule(
        code="end_node_unknown",
        severity=Severity.WARNING,
        source="ISYBAU XML 2013-02: KnotenZulauf and KnotenAblauf name an existing object",
        roles=_LINES,
        reads=(FieldRole.NODE_FROM, FieldRole.NODE_TO),
        check=_end_node_unknown,
    ),
    Rule(
        code="line_not_split",
        severity=Severity.WARNING,
        source="giswater: nodes on arcs that are not divided",
        roles=_LINES,
        tolerance_m=ON_LINE_M,
        check=_line_not_split,
    ),
    Rule(
        code="lines_duplicate",
        severity=Severity.ERROR,
        source="giswater: duplicated arcs",
        roles=frozenset({Role.CONVEYS}),
        reads=(FieldRole.CIRCUIT,),
        tolerance_m=MEETS_M,
        check=_lines_duplicate,
    ),
    Rule(
        code="lines_overlap",
        severity=Severity.WARNING,
        source="QGIS Topology Checker: must not have duplicates or overlaps",
        roles=frozenset({Role.CONVEYS}),
        reads=(FieldRole.CIRCUIT,),
        tolerance_m=0.1,
        check=_lines_overlap,
    ),
    Rule(
        code="line_too_short",
        severity=Severity.ERROR,
        source="qWat: pipes shorter than 5 cm",
        roles=_LINES,
        tolerance_m=_TOO_SHORT_M,
        check=_line_too_short,
    ),
    Rule(
        code="line_short",
        severity=Severity.WARNING,
        source="qWat: pipes shorter than 20 cm",
        roles=_LINES,
        tolerance_m=_SHORT_M,
        check=_line_short,
    ),
    Rule(
        code="line_closed",
        severity=Severity.ERROR,
        source="giswater: arcs with the same start and end node",
        roles=_LINES,
        reads=(FieldRole.NODE_FROM, FieldRole.NODE_TO),
        tolerance_m=MEETS_M,
        check=_line_closed,
    ),
)
