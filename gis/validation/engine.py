"""All rules, and running them over a world.

A whole commune and the neighbourhood of one edit go through the same functions: the second is
a world in which only the subjects are told about.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from gis.validation import completeness, levels, lines, nodes, places
from gis.validation.lines import NEAR_M
from gis.validation.rule import Finding, Rule
from gis.validation.stock import World
from layers.spec import Catalogue, Layer, Role

REACH_M = NEAR_M + 0.5
"""What lies further from an asset does not bear upon it unless one names the other, metres."""

RULES: Mapping[str, Rule] = {
    rule.code: rule
    for module in (lines, nodes, levels, completeness, places)
    for rule in module.RULES
}
"""Code -> rule, in the order in which they are listed."""


def check(world: World) -> list[Finding]:
    """Return everything that the rules find about the subjects of a world."""
    layers = (*world.points.layers, *world.lines.layers)
    return [
        finding
        for rule in RULES.values()
        if any(rule.applies(layer) for layer in layers)
        for finding in rule.check(world, rule)
    ]


def checked_layers(catalogue: Catalogue) -> tuple[Layer, ...]:
    """Return the layers that rules look at: assets, not what serves for orientation."""
    return tuple(
        layer for layer in catalogue.values() if layer.role not in {Role.ORIENTS, Role.BOUNDS}
    )


def fingerprint(catalogue: Catalogue) -> str:
    """Return what changes with the rules and what they are told of the layers.

    A commune that was checked by others is checked anew as a whole.
    """
    told = [
        (rule.code, rule.severity, sorted(rule.roles), rule.tolerance_m) for rule in RULES.values()
    ]
    traits = [
        (layer.name, layer.role, layer.snap_m, each.name, each.role, code.value, code.traits)
        for layer in checked_layers(catalogue)
        for each in layer.all_fields
        for code in (each.codes.codes if each.codes else ())
        if code.traits
    ]
    return hashlib.sha256(repr((_VERSION, told, traits)).encode()).hexdigest()[:16]


# Grows when a check finds other things by the same declaration.
_VERSION = 1
