"""How the columns of a foreign file become fields of our layers: plain values, no behaviour.

A mapping is proposed by `gis.exchange.proposal`, kept and edited as YAML
(`gis.exchange.mapping_file`), and followed by `gis.exchange.importer`.
"""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from gis.exchange.values import text

if TYPE_CHECKING:
    from collections.abc import Mapping as Map

    from numpy.typing import NDArray

    from gis.exchange.source import SourceLayer

_SELECTOR = re.compile(r"([^\[\]=]+)\[([^=\]]+)=([^\]]+)\]\Z")
_TAG = re.compile(r"([^\[\]=]+)=([^\[\]]+)\Z")


@dataclass(frozen=True, slots=True)
class Where:
    """A choice of rows: those whose `column` holds one of `values` (case does not count)."""

    column: str
    values: tuple[str, ...]

    def rows(self, layer: SourceLayer) -> NDArray[np.bool_]:
        """Return which rows are chosen."""
        if self.column not in layer.columns:
            return np.zeros(len(layer), dtype=bool)
        wanted = {value.casefold() for value in self.values}
        codes, uniques = pd.factorize(layer.frame[self.column], use_na_sentinel=True)
        chosen = np.array([(text(u) or "").casefold() in wanted for u in uniques] + [False])
        found: NDArray[np.bool_] = chosen[codes]
        return found


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """One column and the field that it fills.

    Attributes
    ----------
    unit : str or None
        Unit of the column's numbers where it is not the field's own.
    codes : mapping
        Values of the column -> our codes; None leaves the field empty.
    decimal : str or None
        The mark that is decimal in its numbers, where they do not tell by themselves.
    """

    column: str
    field: str
    unit: str | None = None
    codes: Map[str, str | None] = dataclasses.field(default_factory=dict)
    decimal: str | None = None


@dataclass(frozen=True, slots=True)
class Position:
    """Which columns of a table hold positions: two with numbers, east first, or one with WKT."""

    x: str | None = None
    y: str | None = None
    wkt: str | None = None

    def __bool__(self) -> bool:
        return bool(self.columns)

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that it takes; none where they are still to be named."""
        return tuple(c for c in (self.x, self.y, self.wkt) if c is not None)


@dataclass(frozen=True, slots=True)
class LayerMapping:
    """Rows of one source layer and the layer they go to.

    Attributes
    ----------
    where : tuple of Where
        All of them must hold; none takes all rows.
    constants : mapping
        Fields that get the same value in every row, as the mapping's author says.
    empty_clears : bool
        Whether an empty cell empties the field of an asset that is already there. So it is in
        our own exports; elsewhere empty means that the file does not know.
    position : Position or None
        Of a table without geometry.
    unused : tuple of str
        Columns that have no field here, for the report and whoever edits the mapping.
    """

    source: str
    target: str
    where: tuple[Where, ...] = ()
    columns: tuple[ColumnMapping, ...] = ()
    constants: Map[str, Any] = dataclasses.field(default_factory=dict)
    empty_clears: bool = False
    position: Position | None = None
    unused: tuple[str, ...] = ()

    def rows(self, layer: SourceLayer) -> NDArray[np.bool_]:
        """Return which rows of the source layer this mapping takes."""
        chosen = np.ones(len(layer), dtype=bool)
        for where in self.where:
            chosen &= where.rows(layer)
        return chosen


@dataclass(frozen=True, slots=True)
class Mapping:
    """A whole file's mapping; `model` is the foreign model it was recognised as."""

    model: str | None
    layers: tuple[LayerMapping, ...]


def parse_selector(name: str, columns: list[str]) -> tuple[str | None, tuple[Where, ...]]:
    """Read a name of `Layer.external` that may select rows.

    ``pipes`` is a source layer's name, ``node[node_type=A|B]`` one with a choice of rows,
    ``amenity=charging_station`` a choice alone: by the columns ``tag`` and ``value`` or by one
    that is called like the key.

    Returns
    -------
    name of the source layer or None for any, the choices
    """
    if match := _SELECTOR.match(name):
        layer, column, values = match.groups()
        return layer.strip(), (Where(column.strip(), tuple(values.split("|"))),)
    if match := _TAG.match(name):
        key, value = match.groups()
        values = tuple(value.split("|"))
        if key in columns:
            return None, (Where(key, values),)
        return None, (Where("tag", (key,)), Where("value", values))
    return name, ()
