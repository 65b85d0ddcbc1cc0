"""Rules about where assets lie: within the commune, or within its boundary's own error."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from gis.errors import Severity
from gis.geometry import Territory
from gis.validation.rule import Finding, Rule
from gis.validation.stock import Stock, World
from layers.spec import Role

_ANY = frozenset(Role) - {Role.ORIENTS, Role.BOUNDS}
_CODES = {
    "outside_boundary": "lies_near_boundary",
    "axes_swapped": "lies_swapped",
    "outside_commune": "lies_outside",
    "outside_crs": "lies_outside",
}


def _lies(world: World, rule: Rule) -> Iterator[Finding]:
    territory = world.territory
    if territory is None:
        return
    # Without a boundary the area for which the home CRS is made has to do.
    area, tolerance_m = territory.boundary, territory.tolerance_m
    if area is None:
        area, tolerance_m = shapely.box(*territory.limits), 0.0
    shapely.prepare(area)
    for stock, asked in (
        (world.points, world.asked_points),
        (world.lines, world.asked_lines),
    ):
        rows = np.flatnonzero(asked & stock.of_role(*rule.roles))
        outside = rows[~shapely.intersects(area, stock.geometry[rows])]
        near = shapely.dwithin(area, stock.geometry[outside], tolerance_m)
        wanted = near if rule.code == "lies_near_boundary" else ~near
        for row in outside[wanted]:
            yield from _told(territory, area, rule, stock, int(row))


def _told(
    territory: Territory, area: BaseGeometry, rule: Rule, stock: Stock, row: int
) -> Iterator[Finding]:
    geometry = stock.geometry[row]
    for issue in territory.check(geometry):
        if _CODES[issue.code] == rule.code:
            values = {
                "commune": territory.commune,
                "distance": round(float(shapely.distance(geometry, area)) / 1000, 1),
                "tolerance": territory.tolerance_m,
            }
            place = shapely.point_on_surface(geometry)
            yield Finding(rule.code, stock.named(row), place, values)


RULES = (
    Rule(
        code="lies_outside",
        severity=Severity.ERROR,
        source="ISO 19157-1: absolute positional accuracy",
        roles=_ANY,
        check=_lies,
    ),
    Rule(
        code="lies_swapped",
        severity=Severity.ERROR,
        source="ISO 19157-1; OGC axis order: east and north exchanged",
        roles=_ANY,
        check=_lies,
    ),
    Rule(
        code="lies_near_boundary",
        severity=Severity.NOTE,
        source="ISO 19157-1: the error of the reference data counts",
        roles=_ANY,
        check=_lies,
    ),
)
