"""The rows of one source layer that go to one of our layers, with all that is known of them."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from gis.errors import Issue, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gis.crs import Crs
    from gis.exchange.mapping import LayerMapping
    from gis.exchange.source import SourceLayer
    from layers.spec import Layer

Objects = NDArray[np.object_]


@dataclass(slots=True)
class Batch:
    """One mapping's rows, numbered from 0; `rows` has their numbers in the source layer.

    Attributes
    ----------
    sound : array of bool
        Rows that nothing speaks against so far.
    issues : list of Issue
        With whole paths: ``features.12.diameter``.
    reasons : dict of list of Issue
        By row, why it is not taken over.
    system : pyproj.CRS or None
        What the file's own numbers are in, where they are those of a system.
    heights : array of float or None
        What the geometries had as third coordinate, metres; NaN where there is none.
    """

    mapping: LayerMapping
    layer: Layer
    source: SourceLayer
    file_stem: str
    rows: NDArray[np.int64]
    geometries: Objects = field(default_factory=lambda: np.empty(0, dtype=object))
    fields: dict[str, Objects] = field(default_factory=dict)
    ids: Objects = field(default_factory=lambda: np.empty(0, dtype=object))
    sound: NDArray[np.bool_] = field(default_factory=lambda: np.empty(0, dtype=bool))
    issues: list[Issue] = field(default_factory=list)
    reasons: dict[int, list[Issue]] = field(default_factory=dict)
    heights: NDArray[np.float64] | None = None
    operation: str = ""
    crs: str = ""
    crs_known_by: str = ""
    system: Crs | None = None

    def __post_init__(self) -> None:
        self.ids = np.full(len(self.rows), None, dtype=object)
        self.sound = np.ones(len(self.rows), dtype=bool)

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def source_name(self) -> str:
        """The name of the source layer."""
        return self.source.name

    @property
    def source_ids(self) -> Objects | None:
        """The file's own ids of these rows."""
        return None if self.source.ids is None else self.source.ids[self.rows]

    def keep(self, chosen: NDArray[np.bool_]) -> None:
        """Leave the other rows in the file, before anything is known of them."""
        self.rows = self.rows[chosen]
        self.__post_init__()

    def only(self, chosen: NDArray[np.bool_]) -> Batch:
        """Return some of the rows, with all that is known of them, as a batch.

        The issues stay here: they are told once.
        """
        part = dataclasses.replace(
            self,
            source=self.source.take(self.rows[chosen]),
            rows=np.arange(int(chosen.sum())),
            geometries=self.geometries[chosen],
            fields={name: column[chosen] for name, column in self.fields.items()},
            issues=[],
            reasons={
                new: self.reasons[old]
                for new, old in enumerate(np.flatnonzero(chosen).tolist())
                if old in self.reasons
            },
        )
        part.sound = self.sound[chosen]
        return part

    def label(self, row: int) -> str:
        """Return how the file's program calls a row."""
        return self.source.label(int(self.rows[row]))

    def rejected(self) -> list[int]:
        """Return the rows that are not taken over: whoever counts or keeps them asks here."""
        found: list[int] = np.flatnonzero(~self.sound).tolist()
        return found

    def why(self, row: int) -> list[Issue]:
        """Return why a row is not taken over: its own reasons, or those of the whole layer."""
        if row in self.reasons:
            return self.reasons[row]
        return [
            issue
            for issue in self.issues
            if issue.severity is Severity.ERROR and issue.path == self.source_name
        ]

    def sound_rows(self) -> Iterator[int]:
        """Yield the rows that nothing speaks against so far."""
        for row in np.flatnonzero(self.sound):
            yield int(row)

    def tell(self, row: int, issue: Issue) -> None:
        """Note something about a row; an error refuses it."""
        told = issue.below(self.label(row))
        self.issues.append(told)
        if issue.severity is Severity.ERROR:
            self.sound[row] = False
            self.reasons.setdefault(row, []).append(told)

    def refuse(self, row: int, issue: Issue) -> None:
        """Note why a row is not taken over, be it an error or not."""
        self.tell(row, issue)
        self.sound[row] = False
        self.reasons.setdefault(row, [self.issues[-1]])

    def column(self, name: str) -> Any:
        """Return a column of the source, of these rows."""
        return self.source.frame[name].iloc[self.rows]
