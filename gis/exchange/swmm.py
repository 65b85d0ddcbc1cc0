"""Sewer networks in SWMM's input file (SWMM 5.2 user's manual, appendix D), in SI units.

Offsets of links are depths above the invert of their node or levels, as ``LINK_OFFSETS`` says;
here they always become levels. Feet become metres where the flow unit is a US one.
Coordinates are in whatever system their maker used.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gis.errors import Issue, Severity
from gis.exchange.network import (
    Drawing,
    as_layer,
    duplicates,
    leftover_notes,
    number,
    unknown_nodes,
)
from gis.exchange.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from gis.exchange.inp import Entry, Sections

MODEL = "swmm"
NODES = ("JUNCTIONS", "OUTFALLS", "STORAGE", "DIVIDERS")
LINKS = ("CONDUITS", "PUMPS", "ORIFICES", "WEIRS", "OUTLETS")

_US = frozenset({"CFS", "GPM", "MGD"})
_FOOT_M = 0.3048
_SILENT = ("OPTIONS", "COORDINATES", "VERTICES", "TITLE", "END", "XSECTIONS")
_WIDTH_IN_GEOM2 = frozenset(
    {"RECT_CLOSED", "RECT_OPEN", "RECT_TRIANGULAR", "RECT_ROUND", "HORIZ_ELLIPSE"}
    | {"VERT_ELLIPSE", "ARCH", "MODBASKETHANDLE", "TRIANGULAR", "PARABOLIC", "POWER"}
)
"""Shapes whose second measure is the greatest width; of a trapezium it is the bottom's."""
_ROUND = frozenset({"CIRCULAR", "FORCE_MAIN", "FILLED_CIRCULAR"})
_NO_HEIGHT = frozenset({"IRREGULAR", "STREET"})
"""Shapes whose first word names a transect or street."""
_DEPTH_WORD = {"JUNCTIONS": 2, "STORAGE": 2}
_OFFSET_WORDS = {
    "CONDUITS": (5, 6),
    "ORIFICES": (4, None),
    "WEIRS": (4, None),
    "OUTLETS": (3, None),
    "PUMPS": (None, None),
}


def read(sections: Sections, name: str) -> Source:
    """Read junctions, outfalls, storage, dividers, conduits, pumps, orifices, weirs, outlets.

    Returns
    -------
    Source
        Without CRS. Lengths and levels in metres, profile height and width in millimetres.
    """
    drawing = Drawing.of(sections)
    reader = _Reader.of(sections, drawing.issues)
    issues = duplicates(sections, NODES) + duplicates(sections, LINKS)
    nodes = [entry.id for section in NODES for entry in sections[section]]
    links = [(section.lower(), entry) for section in LINKS for entry in sections[section]]
    issues += unknown_nodes(links, nodes)
    layers = []
    for section in (*NODES, *LINKS):
        entries = sections[section]
        if not entries:
            continue
        make: Callable[[str, Entry], dict[str, Any]]
        make = reader.link if section in LINKS else reader.node
        rows = [make(section, entry) for entry in entries]
        places = [
            drawing.link(entry.id, entry.word(1), entry.word(2))
            if section in LINKS
            else drawing.node(entry.id)
            for entry in entries
        ]
        layers.append(as_layer(section.lower(), MODEL, entries, rows, places))
    issues += drawing.issues
    if reader.length_m != 1:
        issues.append(Issue("units_converted", name, Severity.NOTE, {"unit": "SWMM US"}))
    issues += leftover_notes(sections, (*NODES, *LINKS), _SILENT)
    return Source(name=name, format="SWMM INP", layers=layers, issues=issues)


@dataclass(slots=True)
class _Reader:
    """Turns lines of each section into rows."""

    length_m: float
    offsets_are_levels: bool
    inverts: Mapping[str, float | None]
    profiles: Mapping[str, Entry]
    issues: list[Issue]

    @classmethod
    def of(cls, sections: Sections, issues: list[Issue]) -> _Reader:
        options = sections.options()
        length_m = _FOOT_M if options.get("FLOW_UNITS", "CFS") in _US else 1.0
        reader = cls(
            length_m=length_m,
            offsets_are_levels=options.get("LINK_OFFSETS", "DEPTH").startswith("ELEV"),
            inverts={},
            profiles={entry.id: entry for entry in sections["XSECTIONS"]},
            issues=issues,
        )
        silent: list[Issue] = []  # told when the rows are made
        reader.inverts = {
            entry.id: number(entry, 1, section.lower(), silent)
            for section in NODES
            for entry in sections[section]
        }
        return reader

    def number(
        self, entry: Entry, position: int, section: str, factor: float = 1.0
    ) -> float | None:
        value = number(entry, position, section.lower(), self.issues)
        return None if value is None else value * factor

    def node(self, section: str, entry: Entry) -> dict[str, Any]:
        invert = self.number(entry, 1, section, self.length_m)
        depth = None
        if section in _DEPTH_WORD:
            depth = self.number(entry, _DEPTH_WORD[section], section, self.length_m)
        # A depth of 0 means: up to the crown of the highest pipe; the ground is not known.
        depth = depth or None
        cover = None if invert is None or depth is None else invert + depth
        row = {
            "code": entry.id,
            "kind": _singular(section),
            "invert_level_m": invert,
            "depth_m": depth,
            "cover_level_m": cover,
        }
        if section == "OUTFALLS":
            row["outfall_type"] = entry.word(2).upper() or None
        return row

    def link(self, section: str, entry: Entry) -> dict[str, Any]:
        at_start, at_end = _OFFSET_WORDS[section]
        row: dict[str, Any] = {
            "code": entry.id,
            "kind": _singular(section),
            "node_from": entry.word(1),
            "node_to": entry.word(2),
            "invert_from_m": self.level(section, entry, at_start, entry.word(1)),
        }
        if section == "CONDUITS":
            row["length_m"] = self.number(entry, 3, section, self.length_m)
            row["roughness"] = self.number(entry, 4, section)
            row["invert_to_m"] = self.level(section, entry, at_end, entry.word(2))
        elif section in ("ORIFICES", "WEIRS"):
            row["type"] = entry.word(3).upper() or None
        if section in ("CONDUITS", "ORIFICES", "WEIRS"):
            row |= self.profile(entry.id)
        return row

    def level(self, section: str, entry: Entry, position: int | None, node: str) -> float | None:
        """Return the level of a link's end, metres; ``*`` and nothing mean the node's invert."""
        if position is None:
            return None
        invert = self.inverts.get(node)
        offset = self.number(entry, position, section)
        if offset is not None and self.offsets_are_levels:
            return offset * self.length_m
        return None if invert is None else (invert + (offset or 0.0)) * self.length_m

    def profile(self, link: str) -> dict[str, Any]:
        """Return shape, height and width (millimetres) of a link's cross-section."""
        entry = self.profiles.get(link)
        row: dict[str, Any] = {"shape": None, "height_mm": None, "width_mm": None, "barrels": None}
        if entry is None:
            return row
        shape = entry.word(1).upper()
        row["shape"] = shape or None
        if shape in _NO_HEIGHT:
            return row
        to_mm = self.length_m * 1000
        height = self.number(entry, 2, "xsections", to_mm) or None
        row["height_mm"] = height
        if shape in _ROUND:
            row["width_mm"] = height
        elif shape in _WIDTH_IN_GEOM2:
            row["width_mm"] = self.number(entry, 3, "xsections", to_mm) or None
        row["barrels"] = self.number(entry, 6, "xsections")
        return row


def _singular(section: str) -> str:
    return section if section == "STORAGE" else section.removesuffix("S")
