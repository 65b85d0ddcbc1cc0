"""Rules about levels: where water must run downhill, and what lies below its cover.

Lines flow as they are drawn: from their first position to their last.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import shapely

from gis.errors import Severity
from gis.validation.joints import joints
from gis.validation.rule import Finding, Rule
from gis.validation.stock import Mask, World, rows_of
from layers.spec import FieldRole, Role, Trait

_LEVEL_M = 0.01  # levels are surveyed to the centimetre
_ROUNDING_M = 1e-6  # 99.21 - 99.20 is a little more than 0.01 in binary
_SIZE_MM = 1.0
_LINES = frozenset({Role.CONVEYS})
_POINTS = frozenset({Role.JOINS, Role.DRAINS})
_COVERED = _POINTS | {Role.CONSUMES}


def _slope_adverse(world: World, rule: Rule) -> Iterator[Finding]:
    lines = world.lines
    rise = lines.number(FieldRole.INVERT_TO) - lines.number(FieldRole.INVERT_FROM)
    wrong = (rise > rule.tolerance + _ROUNDING_M) & ~lines.has(Trait.MAY_RISE) & world.asked_lines
    middles = shapely.line_interpolate_point(lines.geometry, 0.5, normalized=True)
    for row in rows_of(wrong):
        values = {"rise_m": round(float(rise[row]), 2)}
        yield Finding(rule.code, lines.named(row), middles[row], values)


@dataclass(frozen=True, slots=True)
class _Meeting:
    """A point at which sewers meet: the rows of those that arrive and of those that leave."""

    point: int
    arriving: list[int]
    leaving: list[int]


def _meetings(world: World) -> Iterator[_Meeting]:
    flows = world.lines.with_field(FieldRole.INVERT_FROM)
    asked = world.asked_points & world.points.of_role(*_POINTS)
    for point, ends in joints(world).of_points(asked).items():
        arriving = [line for line, arrives in ends if arrives and flows[line]]
        leaving = [line for line, arrives in ends if not arrives and flows[line]]
        yield _Meeting(point, arriving, leaving)


def _runs_free(world: World) -> Mask:
    """Tell in which lines water runs by itself: not pushed, and not over a weir."""
    return world.lines.of_role(Role.CONVEYS) & ~world.lines.has(Trait.MAY_RISE)


def _outgoing_above_incoming(world: World, rule: Rule) -> Iterator[Finding]:
    free = _runs_free(world)
    top, bottom = world.lines.number(FieldRole.INVERT_FROM), world.lines.number(FieldRole.INVERT_TO)
    lifts = world.points.has(Trait.LIFTS)
    for each in _meetings(world):
        arriving = [r for r in each.arriving if free[r] and not np.isnan(bottom[r])]
        leaving = [r for r in each.leaving if free[r] and not np.isnan(top[r])]
        if lifts[each.point] or not arriving or not leaving or len(leaving) < len(each.leaving):
            continue
        lowest = min(leaving, key=lambda r: (top[r], world.lines.ids[r]))
        step = top[lowest] - max(bottom[r] for r in arriving)
        if step > rule.tolerance + _ROUNDING_M:
            yield Finding(
                rule.code,
                world.points.named(each.point),
                world.points.geometry[each.point],
                {"step_m": round(float(step), 2)},
                world.lines.named(lowest),
            )


def _flow_ends(world: World, rule: Rule) -> Iterator[Finding]:
    found = joints(world)
    takes = world.points.of_role(Role.DRAINS) | world.points.has(Trait.LIFTS, Trait.SWALLOWS)
    # An outfall beside the last manhole takes what arrives there.
    taken = np.zeros(len(world.lines), dtype=bool)
    taken[found.line[found.arrives & takes[found.point]]] = True
    passed = set(found.through_point.tolist())
    for each in _meetings(world):
        if takes[each.point] or not each.arriving or each.leaving or each.point in passed:
            continue
        if not any(taken[line] for line in each.arriving):
            place = world.points.geometry[each.point]
            yield Finding(rule.code, world.points.named(each.point), place)


def _diameter_shrinks(world: World, rule: Rule) -> Iterator[Finding]:
    size = world.lines.number(FieldRole.DIAMETER)
    free = _runs_free(world)
    joins = world.points.of_role(*rule.roles)
    for each in _meetings(world):
        arriving = [r for r in each.arriving if free[r] and not np.isnan(size[r])]
        leaving = [r for r in each.leaving if not np.isnan(size[r])]
        # A pressure pipe is narrower by design; what leaves a plant is another water.
        if not (joins[each.point] and arriving and leaving and all(free[r] for r in each.leaving)):
            continue
        widest = max(arriving, key=lambda r: (size[r], world.lines.ids[r]))
        out = max(leaving, key=lambda r: (size[r], world.lines.ids[r]))
        if size[widest] - size[out] > _SIZE_MM:
            values = {"one": float(size[widest]), "another": float(size[out])}
            yield Finding(
                rule.code,
                world.points.named(each.point),
                world.points.geometry[each.point],
                values,
                world.lines.named(out),
            )


def _invert_above_cover(world: World, rule: Rule) -> Iterator[Finding]:
    points = world.points
    cover = points.number(FieldRole.COVER_LEVEL)
    above = points.number(FieldRole.INVERT_LEVEL) - cover
    for row in rows_of((above > _ROUNDING_M) & world.asked_points):
        values = {"above_m": round(float(above[row]), 2)}
        yield Finding(rule.code, points.named(row), points.geometry[row], values)
    found = joints(world)
    level = np.where(
        found.arrives,
        world.lines.number(FieldRole.INVERT_TO)[found.line],
        world.lines.number(FieldRole.INVERT_FROM)[found.line],
    )
    over = level - cover[found.point]
    for joint in rows_of((over > _ROUNDING_M) & world.asked_points[found.point]):
        row, line = found.point[joint], found.line[joint]
        part = "to" if found.arrives[joint] else "from"
        values = {"above_m": round(float(over[joint]), 2)}
        named = world.lines.named(line)
        yield Finding(rule.code, points.named(row), points.geometry[row], values, named, part)


def _invert_deep(world: World, rule: Rule) -> Iterator[Finding]:
    points = world.points
    depth = points.number(FieldRole.COVER_LEVEL) - points.number(FieldRole.INVERT_LEVEL)
    for row in rows_of((depth > rule.tolerance) & world.asked_points):
        values = {"depth_m": round(float(depth[row]), 2), "tolerance_m": rule.tolerance}
        yield Finding(rule.code, points.named(row), points.geometry[row], values)


def _levels_disagree(world: World, rule: Rule) -> Iterator[Finding]:
    points = world.points
    between = points.number(FieldRole.COVER_LEVEL) - points.number(FieldRole.INVERT_LEVEL)
    depth = points.number(FieldRole.DEPTH)
    # Not where the invert lies above the cover: that is told already.
    wrong = (
        (np.abs(between - depth) > rule.tolerance + _ROUNDING_M)
        & (between >= 0)
        & world.asked_points
    )
    for row in rows_of(wrong):
        values = {"levels_m": round(float(between[row]), 2), "depth_m": round(float(depth[row]), 2)}
        yield Finding(rule.code, points.named(row), points.geometry[row], values)


def _cover_off_ground(world: World, rule: Rule) -> Iterator[Finding]:
    if world.ground is None:
        return
    points = world.points
    off = points.number(FieldRole.COVER_LEVEL) - world.ground
    for row in rows_of((np.abs(off) > rule.tolerance) & world.asked_points):
        values = {
            "off_m": round(float(off[row]), 2),
            "ground_m": round(float(world.ground[row]), 2),
            "tolerance_m": rule.tolerance,
        }
        yield Finding(rule.code, points.named(row), points.geometry[row], values)


FINEST_NEEDED_M = 2.0
"""Cells of a terrain must not be larger for a level to be compared with it, metres."""

RULES = (
    Rule(
        code="slope_adverse",
        severity=Severity.ERROR,
        source="VSA-DSS; DWA-M 145: invert levels fall in the direction of flow",
        roles=_LINES,
        reads=(FieldRole.INVERT_FROM, FieldRole.INVERT_TO),
        tolerance_m=_LEVEL_M,
        check=_slope_adverse,
    ),
    Rule(
        code="outgoing_above_incoming",
        severity=Severity.WARNING,
        source="giswater: exit arcs above every entry arc",
        roles=_POINTS,
        reads=(FieldRole.INVERT_FROM, FieldRole.INVERT_TO),
        tolerance_m=_LEVEL_M,
        check=_outgoing_above_incoming,
    ),
    Rule(
        code="flow_ends",
        severity=Severity.WARNING,
        source="giswater: sink nodes that are no outfall",
        roles=frozenset({Role.JOINS}),
        check=_flow_ends,
    ),
    Rule(
        code="diameter_shrinks",
        severity=Severity.WARNING,
        source="DWA-A 110: the cross-section does not shrink downstream",
        roles=frozenset({Role.JOINS}),
        reads=(FieldRole.DIAMETER,),
        check=_diameter_shrinks,
    ),
    Rule(
        code="invert_above_cover",
        severity=Severity.ERROR,
        source="ISYBAU XML 2013-02: plausibility of levels",
        roles=_COVERED,
        reads=(FieldRole.COVER_LEVEL, FieldRole.INVERT_LEVEL),
        check=_invert_above_cover,
    ),
    Rule(
        code="invert_deep",
        severity=Severity.WARNING,
        source="ISYBAU XML 2013-02: plausibility of levels",
        roles=_COVERED,
        reads=(FieldRole.COVER_LEVEL, FieldRole.INVERT_LEVEL),
        tolerance_m=10.0,
        check=_invert_deep,
    ),
    Rule(
        code="levels_disagree",
        severity=Severity.WARNING,
        source="giswater: top elevation, elevation and depth that disagree",
        roles=_COVERED,
        reads=(FieldRole.COVER_LEVEL, FieldRole.INVERT_LEVEL, FieldRole.DEPTH),
        tolerance_m=0.05,
        check=_levels_disagree,
    ),
    Rule(
        code="cover_off_ground",
        severity=Severity.WARNING,
        source="giswater: top elevation against the terrain model",
        roles=_COVERED,
        reads=(FieldRole.COVER_LEVEL,),
        tolerance_m=0.5,
        check=_cover_off_ground,
    ),
)
