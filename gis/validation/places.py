"""Rules about where assets lie: within the commune, or within its boundary's own error."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import shapely

from gis.errors import Severity
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
    if territory is None or territory.boundary is None:
        return
    shapely.prepare(territory.boundary)
    stocks = ((world.points, world.asked_points), (world.lines, world.asked_lines))
    for stock, asked in stocks:
        rows = np.flatnonzero(asked & stock.of_role(*rule.roles))
        outside = rows[~shapely.intersects(territory.boundary, stock.geometry[rows])]
        near = shapely.dwithin(territory.boundary, stock.geometry[outside], territory.tolerance_m)
        wanted = near if rule.code == "lies_near_boundary" else ~near
        for row in outside[wanted]:
            yield from _told(world, rule, stock, int(row))


def _told(world: World, rule: Rule, stock: Stock, row: int) -> Iterator[Finding]:
    territory = world.territory
    assert territory is not None  # noqa: S101  the caller has looked
    for issue in territory.check(stock.geometry[row]):
        if _CODES[issue.code] != rule.code:
            continue
        values: dict[str, Any] = {"commune": territory.commune}
        values |= {n: v for n, v in issue.details.items() if n in {"distance", "tolerance"}}
        place = shapely.point_on_surface(stock.geometry[row])
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
