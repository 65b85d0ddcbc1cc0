"""How somebody wants to see a map: coloured by a field, filtered, as of a day gone by.

It stands in the address of a tile, of a printed sheet and of the page itself, always the same:

    colour=water_pipe.material          one layer coloured by one field
    water_pipe.diameter_mm=100..200     a condition (`gis.filters`) on a layer's field
    revision=123                        as the commune was at that revision
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gis import filters
from gis.errors import Invalid, Issue, UnknownLayer
from gis.filters import Condition
from layers.spec import Field, FieldRole, Kind, Layer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gis.viewer import Viewer
    from layers.spec import Catalogue

COLOUR, REVISION = "colour", "revision"
_HIGHEST_REVISION = 2**63 - 1
_UNCOLOURED_KINDS = (Kind.CODES, Kind.REFERENCE)
_UNCOLOURED_ROLES = (
    *(FieldRole.CODE, FieldRole.NODE_FROM, FieldRole.NODE_TO),
    FieldRole.CONNECTED_TO,
)


@dataclass(frozen=True, slots=True)
class View:
    """What a map shows other than everything in its own colours today.

    Attributes
    ----------
    colour : (Layer, Field), optional
    where : tuple of (layer's name, Condition)
    revision : int, optional
    """

    colour: tuple[Layer, Field] | None = None
    where: tuple[tuple[str, Condition], ...] = ()
    revision: int | None = None

    def conditions(self, layer: Layer) -> tuple[Condition, ...]:
        """Return what holds for a layer."""
        return tuple(condition for name, condition in self.where if name == layer.name)

    def coloured(self, layer: Layer) -> Field | None:
        """Return the field by which a layer is coloured."""
        return self.colour[1] if self.colour and self.colour[0] is layer else None

    @property
    def key(self) -> str:
        """A short name of the view, for caches and ETags; empty for the plain one."""
        if self == PLAIN:
            return ""
        told = [
            self.colour and (self.colour[0].name, self.colour[1].name),
            [(name, c.field.name, c.test.value, c.values) for name, c in self.where],
            self.revision,
        ]
        return hashlib.sha256(repr(told).encode()).hexdigest()[:16]


PLAIN = View()


def read(catalogue: Catalogue, viewer: Viewer, given: Iterable[tuple[str, str]]) -> View:
    """Read a view from an address, as far as the viewer may see layers and fields.

    Raises
    ------
    Invalid
        With everything that is wrong. What the viewer may not see is as unknown as what does
        not exist.
    """
    colour: tuple[Layer, Field] | None = None
    revision: int | None = None
    issues: list[Issue] = []
    asked: dict[str, list[tuple[str, str]]] = {}
    for name, text in given:
        if name == COLOUR:
            colour, wrong = _colour(catalogue, viewer, text)
            issues += wrong
        elif name == REVISION:
            revision, wrong = _revision(text)
            issues += wrong
        else:
            layer_name, _, field = name.partition(".")
            asked.setdefault(layer_name, []).append((field, text))
    where: list[tuple[str, Condition]] = []
    for name, conditions in asked.items():
        layer = catalogue.get(name)
        if layer is None or layer not in viewer.layers(catalogue):
            issues.append(_unknown(catalogue, viewer, name))
            continue
        found = filters.read(viewer, layer, conditions)
        issues += [issue.below(name) for issue in found.issues]
        where += [(name, condition) for condition in found.conditions]
    if issues:
        raise Invalid(issues)
    return View(colour, tuple(where), revision)


def colourable(viewer: Viewer, layer: Layer) -> tuple[Field, ...]:
    """Return the fields by which a viewer may colour a layer: values that say what kind it is."""
    return tuple(
        field
        for field in viewer.fields(layer)
        if field.kind not in _UNCOLOURED_KINDS and field.role not in _UNCOLOURED_ROLES
    )


def _colour(
    catalogue: Catalogue, viewer: Viewer, text: str
) -> tuple[tuple[Layer, Field] | None, list[Issue]]:
    name, _, wanted = text.partition(".")
    try:
        layer = viewer.layer(catalogue, name)
    except UnknownLayer:
        return None, [_unknown(catalogue, viewer, name)]
    fields = {field.name: field for field in colourable(viewer, layer)}
    if wanted not in fields:
        hint = "→ " + ", ".join(fields)
        return None, [Issue("unknown_field", f"{COLOUR}.{wanted}"[:80], details={"hint": hint})]
    return (layer, fields[wanted]), []


def _revision(text: str) -> tuple[int | None, list[Issue]]:
    if text.isascii() and text.isdigit() and int(text[:20]) <= _HIGHEST_REVISION:
        return int(text[:20]), []
    details = {"value": text[:40], "form": "123"}
    return None, [Issue("wrong_form", REVISION, details=details)]


def _unknown(catalogue: Catalogue, viewer: Viewer, name: str) -> Issue:
    hint = "→ " + ", ".join(layer.name for layer in viewer.layers(catalogue))
    return Issue("unknown_field", name[:80], details={"hint": hint})
