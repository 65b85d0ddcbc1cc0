"""Rules about what an asset should say of itself, and does not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import shapely

from gis.errors import Severity
from gis.validation.rule import Finding, Rule
from gis.validation.stock import World, rows_of
from layers.spec import FieldRole, Role, Trait

_ANY = frozenset(Role) - {Role.ORIENTS, Role.BOUNDS}


def _missing(role: FieldRole, *, only: Trait | None = None, unless: Trait | None = None) -> Any:
    """Return a check that misses a value where its layer has a field for it."""

    def check(world: World, rule: Rule) -> Iterator[Finding]:
        for stock, asked in (
            (world.points, world.asked_points),
            (world.lines, world.asked_lines),
        ):
            empty = stock.text(role) == None  # noqa: E711  element by element
            wrong = asked & empty & stock.with_field(role) & stock.of_role(*rule.roles)
            if only is not None:
                wrong &= stock.has(only)
            if unless is not None:
                wrong &= ~stock.has(unless)
            for row in rows_of(wrong):
                place = shapely.point_on_surface(stock.geometry[row])
                yield Finding(rule.code, stock.named(row), place)

    return check


RULES = (
    Rule(
        code="state_missing",
        severity=Severity.WARNING,
        source="qWat: valves without open or closed state",
        roles=frozenset({Role.ISOLATES}),
        reads=(FieldRole.CLOSED,),
        check=_missing(FieldRole.CLOSED, unless=Trait.SELF_ACTING),
    ),
    Rule(
        code="direction_missing",
        severity=Severity.WARNING,
        source="EPANET 2.2: a check valve needs its direction",
        roles=frozenset({Role.ISOLATES, Role.CONTROLS}),
        reads=(FieldRole.DIRECTION,),
        check=_missing(FieldRole.DIRECTION, only=Trait.DIRECTED),
    ),
    Rule(
        code="support_missing",
        severity=Severity.WARNING,
        source="TALQ 2.7.1: a lamp's bracket and pole",
        roles=frozenset({Role.CONSUMES}),
        reads=(FieldRole.SUPPORT,),
        check=_missing(FieldRole.SUPPORT, unless=Trait.STANDS_ALONE),
    ),
    Rule(
        code="circuit_missing",
        severity=Severity.WARNING,
        source="TALQ 2.7.1: a lamp's electrical circuit",
        roles=frozenset({Role.CONSUMES}),
        reads=(FieldRole.CIRCUIT,),
        check=_missing(FieldRole.CIRCUIT),
    ),
    Rule(
        code="connector_missing",
        severity=Severity.ERROR,
        source="OCPI 2.3.0: an EVSE has at least one connector",
        roles=_ANY,
        reads=(FieldRole.CONNECTOR,),
        check=_missing(FieldRole.CONNECTOR),
    ),
)
