"""Assets as columns: what the rules look at, without a database.

A `Stock` holds assets of the same geometry kind in arrays, so that a rule is a few operations
of numpy and shapely over all of them. A `World` is the stock of one theme of the map, whose
points and lines make a network together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any
from uuid import UUID

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import STRtree

from gis.geometry import Territory
from layers.spec import Field, FieldRole, Kind, Layer, Role, Trait

_NUMBERS = frozenset(
    {
        FieldRole.DIAMETER,
        FieldRole.PRESSURE_RATING,
        FieldRole.INVERT_FROM,
        FieldRole.INVERT_TO,
        FieldRole.INVERT_LEVEL,
        FieldRole.COVER_LEVEL,
        FieldRole.DEPTH,
    }
)
_READ = _NUMBERS | {
    FieldRole.NODE_FROM,
    FieldRole.NODE_TO,
    FieldRole.CONNECTED_TO,
    FieldRole.MATERIAL,
    FieldRole.CLOSED,
    FieldRole.DIRECTION,
    FieldRole.SUPPORT,
    FieldRole.CIRCUIT,
    FieldRole.CONNECTOR,
}

_BITS = {trait: 1 << number for number, trait in enumerate(Trait)}

Mask = NDArray[np.bool_]
Numbers = NDArray[np.float64]
Objects = NDArray[np.object_]
Indices = NDArray[np.intp]


@lru_cache(maxsize=512)
def trait_codes(layer: Layer) -> dict[str, dict[Any, int]]:
    """Return the fields of a layer whose codes have traits: name -> code -> bits."""
    found: dict[str, dict[Any, int]] = {}
    for each in layer.all_fields:
        if each.kind is not Kind.CODE or each.codes is None:
            continue
        bits = {c.value: sum(_BITS[t] for t in c.traits) for c in each.codes.codes if c.traits}
        if bits:
            found[each.name] = bits
    return found


@dataclass(frozen=True, slots=True)
class Named:
    """One asset among those that a finding is about."""

    layer: str
    id: UUID
    code: str


@dataclass(frozen=True, eq=False)
class Stock:
    """Assets of one geometry kind, row by row the same in every array.

    Attributes
    ----------
    layers : tuple of Layer
        Whose assets are here; `layer` has indices into it.
    ids, codes, geometry : array of object
        Geometries in the home CRS (metres).
    traits : array of int
        Bits, see `has`.
    values : dict
        Field role -> array: float with NaN for numbers, object with None for the rest. A layer
        without the role has NaN or None.
    """

    layers: tuple[Layer, ...]
    layer: Indices
    ids: Objects
    codes: Objects
    geometry: Objects
    traits: NDArray[np.int64]
    values: Mapping[FieldRole, NDArray[Any]]

    def __len__(self) -> int:
        return len(self.ids)

    def of_role(self, *roles: Role) -> Mask:
        """Tell which are of layers with one of these roles."""
        return self._layers_where(lambda layer: layer.role in roles)

    def with_field(self, role: FieldRole) -> Mask:
        """Tell which are of layers that have a field of this role."""
        return self._layers_where(lambda layer: layer.field_of(role) is not None)

    def knowing(self, trait: Trait) -> Mask:
        """Tell which are of layers whose codes can have this trait at all."""
        bit = _BITS[trait]
        return self._layers_where(
            lambda layer: any(
                bits & bit for codes in trait_codes(layer).values() for bits in codes.values()
            )
        )

    def _layers_where(self, test: Any) -> Mask:
        fit = np.array([bool(test(layer)) for layer in self.layers], dtype=bool)
        if not len(fit):
            return np.zeros(len(self), dtype=bool)
        found: Mask = fit[self.layer]
        return found

    def has(self, *traits: Trait) -> Mask:
        """Tell which have one of these traits."""
        bits = sum(_BITS[trait] for trait in traits)
        found: Mask = (self.traits & bits) != 0
        return found

    def number(self, role: FieldRole) -> Numbers:
        """Return a number of each, NaN where it is not known."""
        kept = self.values.get(role)
        return np.full(len(self), np.nan) if kept is None else kept

    def text(self, role: FieldRole) -> Objects:
        """Return a text, code or reference of each, None where it is not known."""
        kept = self.values.get(role)
        return np.full(len(self), None, dtype=object) if kept is None else kept

    def named(self, row: int) -> Named:
        """Return who stands in a row."""
        return Named(self.layers[self.layer[row]].name, self.ids[row], self.codes[row])

    def snap_m(self) -> Numbers:
        """Return below which distance two positions are the same place, metres."""
        each = np.array([layer.snap_m for layer in self.layers] or [0.0])
        found: Numbers = each[self.layer]
        return found

    def where(self, chosen: Mask) -> Stock:
        """Return only those chosen."""
        return Stock(
            self.layers,
            self.layer[chosen],
            self.ids[chosen],
            self.codes[chosen],
            self.geometry[chosen],
            self.traits[chosen],
            {role: kept[chosen] for role, kept in self.values.items()},
        )

    @cached_property
    def tree(self) -> STRtree:
        """An index of the geometries."""
        return STRtree(self.geometry)


@dataclass(frozen=True, eq=False)
class World:
    """The points and lines of one theme that are there.

    Attributes
    ----------
    subjects : set of UUID or None
        About whom to tell; None is everybody. The others are only there to be seen by them.
    ground : array of float or None
        Level of the ground at every point, metres, NaN where it is not known; None where no
        terrain is fine enough.
    territory : Territory or None
        Where assets may lie.
    """

    points: Stock
    lines: Stock
    subjects: frozenset[UUID] | None = None
    ground: Numbers | None = None
    territory: Territory | None = None

    @cached_property
    def asked_points(self) -> Mask:
        """Points about which to tell."""
        return self._asked(self.points)

    @cached_property
    def asked_lines(self) -> Mask:
        """Lines about which to tell."""
        return self._asked(self.lines)

    def _asked(self, stock: Stock) -> Mask:
        if self.subjects is None:
            return np.ones(len(stock), dtype=bool)
        return np.fromiter((each in self.subjects for each in stock.ids), bool, len(stock))

    @cached_property
    def xy(self) -> Numbers:
        """East and north of every point, metres."""
        return shapely.get_coordinates(self.points.geometry).reshape(-1, 2)

    @cached_property
    def starts(self) -> Objects:
        """Where each line begins."""
        return np.asarray(shapely.get_point(self.lines.geometry, 0), dtype=object)

    @cached_property
    def ends(self) -> Objects:
        """Where each line ends."""
        return np.asarray(shapely.get_point(self.lines.geometry, -1), dtype=object)

    @cached_property
    def by_code(self) -> dict[str, list[int]]:
        """Rows of the points that bear a code; several layers may use the same one."""
        found: dict[str, list[int]] = {}
        for row, code in enumerate(self.points.codes):
            found.setdefault(code, []).append(row)
        return found

    @cached_property
    def names(self) -> frozenset[str]:
        """Codes that some asset names as its neighbour."""
        roles = (FieldRole.NODE_FROM, FieldRole.NODE_TO, FieldRole.CONNECTED_TO)
        return frozenset(
            name
            for stock in (self.points, self.lines)
            for role in roles
            for name in stock.text(role)
            if name
        )


@dataclass(frozen=True, slots=True)
class Rows:
    """Assets of one layer as they were read, column by column.

    Attributes
    ----------
    columns : dict
        Field name -> its values; see `needed_fields`.
    """

    layer: Layer
    ids: Sequence[UUID]
    codes: Sequence[str]
    geometry: Objects
    columns: Mapping[str, Sequence[Any]]


def needed_fields(layer: Layer) -> tuple[Field, ...]:
    """Return the fields of a layer that rules look at."""
    coded = trait_codes(layer)
    return tuple(
        each
        for each in layer.all_fields
        if each.role is not FieldRole.CODE and (each.role in _READ or each.name in coded)
    )


def stock_of(parts: Sequence[Rows]) -> Stock:
    """Put the assets of several layers together; what is gone is left out."""
    roles = {each.role for part in parts for each in needed_fields(part.layer) if each.role}
    values = {role: np.concatenate([_column(part, role) for part in parts]) for role in roles}
    counts = [len(part.ids) for part in parts]
    stock = Stock(
        tuple(part.layer for part in parts),
        np.repeat(np.arange(len(parts)), counts).astype(np.intp),
        objects(each for part in parts for each in part.ids),
        objects(each for part in parts for each in part.codes),
        objects(each for part in parts for each in part.geometry),
        np.concatenate([_traits(part) for part in parts] or [np.zeros(0, dtype=np.int64)]),
        values,
    )
    return stock.where(~stock.has(Trait.GONE))


def _traits(part: Rows) -> NDArray[np.int64]:
    found = np.zeros(len(part.ids), dtype=np.int64)
    for name, bits in trait_codes(part.layer).items():
        codes = part.columns[name]
        found |= np.fromiter((bits.get(code, 0) for code in codes), np.int64, len(codes))
    return found


def _column(part: Rows, role: FieldRole) -> NDArray[Any]:
    declared = part.layer.field_of(role)
    number = role in _NUMBERS
    if declared is None:
        return np.full(len(part.ids), np.nan if number else None, dtype=float if number else object)
    values = part.columns[declared.name]
    return np.array(values, dtype=float) if number else objects(values)


def objects(values: Iterable[Any]) -> Objects:
    """Return an array of whatever these are, never of their parts."""
    kept = list(values)
    found = np.empty(len(kept), dtype=object)
    found[:] = kept
    return found


def rows_of(mask: Mask) -> list[int]:
    """Return the rows that are chosen."""
    found: list[int] = np.flatnonzero(mask).tolist()
    return found
