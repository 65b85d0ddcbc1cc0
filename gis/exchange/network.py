"""Nodes and links as hydraulic models write them, put together to geometries.

EPANET and SWMM keep positions apart from things: ``[COORDINATES]`` of nodes, ``[VERTICES]``
along links. Neither program minds a name defined twice, a link to nowhere or a node without
position; a map does, so all of it is found here and named with its line.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
from shapely import LineString, Point

from gis.errors import Issue, Severity
from gis.exchange.source import SourceLayer, frame_of

if TYPE_CHECKING:
    from gis.exchange.inp import Entry, Sections

Position = tuple[float, float]
Row = Mapping[str, Any]


@dataclass(slots=True)
class Drawing:
    """The positions of a model, in its own coordinates."""

    nodes: dict[str, Position] = field(default_factory=dict)
    vertices: dict[str, list[Position]] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)

    @classmethod
    def of(cls, sections: Sections) -> Drawing:
        """Read ``[COORDINATES]`` and ``[VERTICES]``."""
        drawing = cls()
        for entry in sections["COORDINATES"]:
            position = drawing.position(entry, "coordinates")
            if position is not None:
                drawing.nodes[entry.id] = position
        for entry in sections["VERTICES"]:
            position = drawing.position(entry, "vertices")
            if position is not None:
                drawing.vertices.setdefault(entry.id, []).append(position)
        return drawing

    def position(self, entry: Entry, section: str) -> Position | None:
        """Read the position of a line, or note what is wrong with it."""
        x = number(entry, 1, section, self.issues)
        y = number(entry, 2, section, self.issues)
        return None if x is None or y is None else (x, y)

    def node(self, name: str) -> Point | None:
        """Return where a node lies."""
        position = self.nodes.get(name)
        return None if position is None else Point(position)

    def link(self, name: str, start: str, end: str) -> LineString | None:
        """Return the course of a link from node to node."""
        first, last = self.nodes.get(start), self.nodes.get(end)
        if first is None or last is None:
            return None
        return LineString([first, *self.vertices.get(name, ()), last])


def number(entry: Entry, position: int, section: str, issues: list[Issue]) -> float | None:
    """Read a number of a line; None where it is left out, an issue where it is none."""
    word = entry.word(position)
    if word in ("", "*"):
        return None
    try:
        value = float(word)
    except ValueError:
        # FORTRAN's 1.0D+3 and decimal commas occur in files written by other programs.
        try:
            value = float(word.replace(",", ".").replace("D", "E").replace("d", "e"))
        except ValueError:
            value = math.nan
    if math.isfinite(value):
        return value
    path = f"{section}.line {entry.line}"
    issues.append(Issue("number_expected", path, details={"value": word[:60]}))
    return None


def duplicates(sections: Sections, names: Iterable[str]) -> list[Issue]:
    """Return one issue for each id that is defined more than once in sections of one namespace."""
    lines: dict[str, list[str]] = {}
    for name in names:
        for entry in sections[name]:
            lines.setdefault(entry.id, []).append(f"{name.lower()}.line {entry.line}")
    return [
        Issue("duplicate_id", ", ".join(found[:5]), details={"value": id_, "count": len(found)})
        for id_, found in lines.items()
        if len(found) > 1
    ]


def unknown_nodes(links: Iterable[tuple[str, Entry]], nodes: Iterable[str]) -> list[Issue]:
    """Return one issue for each link that names a node which is not defined."""
    known = set(nodes)
    return [
        Issue("node_not_found", f"{section}.line {entry.line}", details={"value": node})
        for section, entry in links
        for node in (entry.word(1), entry.word(2))
        if node not in known
    ]


def as_layer(
    name: str, model: str, entries: Sequence[Entry], rows: Sequence[Row], geometries: Sequence[Any]
) -> SourceLayer:
    """Make a source layer; the code of each row is its id in the file."""
    columns = {key: [row[key] for row in rows] for key in rows[0]} if rows else {}
    return SourceLayer(
        name=name,
        model=model,
        frame=frame_of(columns, geometries),
        crs=None,
        crs_known_by="",
        rows=np.array([entry.line for entry in entries], dtype=np.int64),
        row_label=f"{name}.line {{}}",
        ids=np.array([entry.id for entry in entries], dtype=object),
    )


def leftover_notes(sections: Sections, used: Iterable[str], silent: Iterable[str]) -> list[Issue]:
    """Return a note for each section with entries that has no place on a map of assets."""
    skip = set(used) | set(silent)
    return [
        Issue(
            "not_imported",
            name.lower(),
            Severity.NOTE,
            {"section": name, "count": len(entries)},
        )
        for name, entries in sections.entries.items()
        if entries and name not in skip
    ]
