"""What a rule is, and what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from shapely import Point

from gis.errors import Severity
from gis.sentences import sentence_of
from gis.sentences.rule_titles import TITLES
from gis.validation.stock import Named, World
from layers.spec import FieldRole, Layer, Role, Text


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule broken by one asset.

    Attributes
    ----------
    other : Named or None
        The asset with which it is at odds.
    part : str
        Tells findings of one rule about one asset apart: ``from`` and ``to`` end of a line.
    place : Point
        Where to look, home CRS.
    values : dict
        What fills the sentence: numbers in SI units, texts.
    """

    rule: str
    asset: Named
    place: Point
    values: dict[str, Any] = field(default_factory=dict)
    other: Named | None = None
    part: str = ""


Check = Callable[[World, "Rule"], Iterator[Finding]]


@dataclass(frozen=True, kw_only=True, eq=False)
class Rule:
    """One thing that a good network keeps to.

    Attributes
    ----------
    code : str
        Names its sentence and title; never changes once published.
    source : str
        Which standard or system has it.
    roles : frozenset of Role
        Layers that it looks at.
    reads : tuple of FieldRole
        Fields that a finding gives away: who may not see them is not told.
    tolerance_m : float or None
        Metres up to which nothing is said.
    check : callable
        Finds, in a world, who breaks it. What it says of an asset depends on nothing but the
        asset, what lies within `gis.validation.engine.REACH_M` of it, and what either refers
        to: that is what lets an edit recheck only its neighbourhood.
    """

    code: str
    severity: Severity
    source: str
    roles: frozenset[Role]
    check: Check
    reads: tuple[FieldRole, ...] = ()
    tolerance_m: float | None = None

    @property
    def sentence(self) -> Text:
        """What is wrong and what helps, with placeholders."""
        return sentence_of(self.code)

    @property
    def title(self) -> Text:
        """What the rule is about, in a few words."""
        return TITLES[self.code]

    @property
    def tolerance(self) -> float:
        """The tolerance in metres, none being zero."""
        return self.tolerance_m or 0.0

    def applies(self, layer: Layer) -> bool:
        """Tell whether the rule looks at a layer."""
        return layer.role in self.roles
