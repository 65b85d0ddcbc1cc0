"""What a reader hands over: layers of a foreign file, in the file's own names and CRS.

A reader knows its format and nothing of our layers; what comes after it knows our layers and
nothing of formats. Between them stand the values of this module.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    import pandas as pd
    from numpy.typing import NDArray

    from gis.crs import Crs
    from gis.errors import Issue

PART = 50_000
"""Rows that are in memory at once where a layer is large."""

MM = 0.001
"""Positions closer than this are the same, metres, unless a format rounds more coarsely."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may hold; more is refused before memory suffers.

    `depth` is the nesting of JSON: a GeoJSON geometry needs eight levels.
    """

    bytes: int = 1 << 30
    rows: int = 2_000_000
    columns: int = 500
    layers: int = 200
    depth: int = 64


@dataclass(frozen=True, slots=True)
class Leftover:
    """Something of a file that has no place here: told, never silently dropped."""

    name: str
    count: int
    why: str


@dataclass(slots=True)
class SourceLayer:
    """One layer of a file.

    Attributes
    ----------
    model : str or None
        Foreign model whose names the columns bear: ``epanet``, ``swmm``; None where only the
        columns themselves can tell.
    frame : GeoDataFrame
        Columns in the file's own names and values, SI where the format defines units; the
        geometry in the file's coordinates, east or longitude first, None where there is none.
        It carries no CRS and is numbered from 0.
    crs : pyproj.CRS or None
        None where the file does not say.
    crs_known_by : str
        How it is known.
    rows : array of int
        For each row the number by which the file's own program finds it.
    row_label : str
        How a row is named, with ``{}`` for its number: ``features.{}``, ``pipes.line {}``.
    ids : array of object, optional
        The file's own identifiers, None where a row has none.
    precision_m : float
        How finely the format gives positions, metres.
    table : bool
        The format knows no geometry; columns may hold positions all the same.
    stream : function, optional
        Yields the whole layer in parts where `frame` holds its first rows only; given names of
        columns, these alone and no geometry.
    total : int, optional
        The number of rows of the whole layer, where it is streamed.
    """

    name: str
    model: str | None
    frame: gpd.GeoDataFrame
    crs: Crs | None
    crs_known_by: str
    rows: NDArray[np.int64]
    row_label: str
    ids: NDArray[np.object_] | None = None
    precision_m: float = MM
    issues: list[Issue] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    table: bool = False
    stream: Callable[[Sequence[str] | None], Iterator[SourceLayer]] | None = None
    total: int | None = None

    def __len__(self) -> int:
        return len(self.frame)

    @property
    def size(self) -> int:
        """The number of rows of the whole layer."""
        return len(self) if self.total is None else self.total

    def parts(self) -> Iterator[SourceLayer]:
        """Yield the whole layer in parts of at most `PART` rows."""
        if self.stream is not None:
            yield from self.stream(None)
            return
        for start in range(0, len(self), PART):
            yield self.take(np.arange(start, min(start + PART, len(self))))

    def cells(self, column: str) -> Iterator[pd.Series]:
        """Yield a whole column in parts."""
        if self.stream is None:
            yield self.frame[column]
            return
        for part in self.stream([column]):
            yield part.frame[column]

    def take(self, chosen: NDArray[np.int64]) -> SourceLayer:
        """Return some of the rows that are in memory, as a layer."""
        return dataclasses.replace(
            self,
            frame=self.frame.iloc[chosen].reset_index(drop=True),
            rows=self.rows[chosen],
            ids=None if self.ids is None else self.ids[chosen],
            stream=None,
            total=None,
        )

    @property
    def columns(self) -> list[str]:
        """The names of the attribute columns."""
        return [str(name) for name in self.frame.columns if name != self.frame.geometry.name]

    @property
    def geometries(self) -> NDArray[np.object_]:
        """The geometries, None where a row has none."""
        found: NDArray[np.object_] = np.asarray(self.frame.geometry.array, dtype=object)
        return found

    def label(self, row: int) -> str:
        """Return how a row is called in messages, so that its maker finds it."""
        return self.row_label.format(int(self.rows[row]))


@dataclass(slots=True)
class Source:
    """A file as its reader understood it."""

    name: str
    format: str
    layers: list[SourceLayer]
    leftovers: list[Leftover] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def frame_of(
    columns: dict[str, Any], geometries: Sequence[Any] | NDArray[np.object_]
) -> gpd.GeoDataFrame:
    """Make a frame without CRS; a column called like the geometry gives way to it."""
    safe = {("geometry_" if name == "geometry" else name): v for name, v in columns.items()}
    array = np.empty(len(geometries), dtype=object)
    array[:] = list(geometries)
    return gpd.GeoDataFrame(safe, geometry=gpd.array.GeometryArray(array), copy=False)
