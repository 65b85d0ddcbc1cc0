"""Water networks in EPANET's input file (EPANET 2.2 user manual, appendix C), in SI units.

The file is read as written, not through a simulator: one that is good enough to draw need not
be good enough to run, and what a simulator swallows (an id defined three times) must be told.
Units follow EPANET: those of the flow decide between feet, inches and psi, and metres,
millimetres and metres of water. Coordinates are in whatever system their maker used.
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
from gis.exchange.source import Source, SourceLayer

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gis.exchange.inp import Entry, Sections

MODEL = "epanet"
NODES = ("JUNCTIONS", "RESERVOIRS", "TANKS")
LINKS = ("PIPES", "PUMPS", "VALVES")

L_S_PER_FLOW_UNIT = {
    "CFS": 28.316846592,
    "GPM": 0.0630901964,
    "MGD": 43.8126363889,
    "IMGD": 52.6168,
    "AFD": 14.2764102,
    "LPS": 1.0,
    "LPM": 1 / 60,
    "MLD": 1000 / 86.4,
    "CMH": 1 / 3.6,
    "CMD": 1 / 86.4,
    "CMS": 1000.0,
}
"""Litres per second of each flow unit (EPANET 2.2 user manual, appendix A)."""

_US = frozenset({"CFS", "GPM", "MGD", "IMGD", "AFD"})
_FOOT_M = 0.3048
_INCH_MM = 25.4
_PSI_BAR = 0.0689475729
_METRE_OF_WATER_BAR = 0.0980665
_HORSEPOWER_KW = 0.7456998716

LARGEST_MM = 4000.0
"""No water pipe is wider; modellers give such diameters to links that must not lose pressure."""

_SILENT = ("OPTIONS", "COORDINATES", "VERTICES", "TITLE", "END", "DEMANDS", "STATUS")


@dataclass(frozen=True, slots=True)
class Units:
    """Factors from a file's units to ours."""

    flow_unit: str
    length_m: float
    diameter_mm: float
    pressure_bar: float
    flow_l_s: float
    power_kw: float

    @classmethod
    def of(cls, options: Mapping[str, str]) -> Units:
        """Choose the units as EPANET does; GPM where the file names none."""
        unit = options.get("UNITS", "GPM")
        unit = unit if unit in L_S_PER_FLOW_UNIT else ("LPS" if unit == "SI" else "GPM")
        flow = L_S_PER_FLOW_UNIT[unit]
        if unit in _US:
            return cls(unit, _FOOT_M, _INCH_MM, _PSI_BAR, flow, _HORSEPOWER_KW)
        return cls(unit, 1.0, 1.0, _METRE_OF_WATER_BAR, flow, 1.0)


def read(sections: Sections, name: str) -> Source:
    """Read pipes, valves, pumps, junctions, tanks and reservoirs.

    Returns
    -------
    Source
        Without CRS. Lengths and levels in metres, diameters in millimetres, flows in litres per
        second, pressures in bar; ``status`` of pipes is OPEN, CLOSED or CV.
    """
    drawing = Drawing.of(sections)
    units = Units.of(sections.options())
    reader = _Reader(sections, units, drawing.issues)
    issues = duplicates(sections, NODES) + duplicates(sections, LINKS)
    nodes = [entry.id for section in NODES for entry in sections[section]]
    links = [(section.lower(), entry) for section in LINKS for entry in sections[section]]
    issues += unknown_nodes(links, nodes)
    layers = []
    for section, make in reader.makers.items():
        entries = sections[section]
        if not entries:
            continue
        rows = [make(entry) for entry in entries]
        if section in LINKS:
            geometries = [drawing.link(e.id, e.word(1), e.word(2)) for e in entries]
            layers.append(as_layer(section.lower(), MODEL, entries, rows, geometries))
        else:
            places = [drawing.node(entry.id) for entry in entries]
            layers.append(as_layer(section.lower(), MODEL, entries, rows, places))
    issues += drawing.issues
    if reader.model_only:
        details = {"count": reader.model_only, "limit": LARGEST_MM}
        issues.append(Issue("model_value", name, Severity.NOTE, details))
    if not sections.ended:
        issues.append(Issue("file_unfinished", name, Severity.WARNING))
    issues.append(
        Issue("units_converted", name, Severity.NOTE, {"unit": f"EPANET {units.flow_unit}"})
    )
    issues += leftover_notes(sections, (*NODES, *LINKS), _SILENT)
    return Source(name=name, format="EPANET INP", layers=_in_order(layers), issues=issues)


def _in_order(layers: Sequence[SourceLayer]) -> list[SourceLayer]:
    order = [name.lower() for name in (*NODES, *LINKS)]
    return sorted(layers, key=lambda layer: order.index(layer.name))


class _Reader:
    """Turns lines of each section into rows."""

    def __init__(self, sections: Sections, units: Units, issues: list[Issue]) -> None:
        self.units = units
        self.issues = issues
        self.model_only = 0
        self.status = {entry.id: entry.word(1).upper() for entry in sections["STATUS"]}
        self.demands = self._demands(sections)
        self.makers = {
            "JUNCTIONS": self.junction,
            "RESERVOIRS": self.reservoir,
            "TANKS": self.tank,
            "PIPES": self.pipe,
            "PUMPS": self.pump,
            "VALVES": self.valve,
        }

    def _demands(self, sections: Sections) -> dict[str, float]:
        """Sum the categories of ``[DEMANDS]``, which replace what ``[JUNCTIONS]`` says."""
        found: dict[str, float] = {}
        for entry in sections["DEMANDS"]:
            value = self.number(entry, 1, "demands")
            if value is not None:
                found[entry.id] = found.get(entry.id, 0.0) + value
        return found

    def number(
        self, entry: Entry, position: int, section: str, factor: float = 1.0
    ) -> float | None:
        value = number(entry, position, section, self.issues)
        return None if value is None else value * factor

    def junction(self, entry: Entry) -> dict[str, Any]:
        demand = self.demands.get(entry.id)
        if demand is None:
            demand = self.number(entry, 2, "junctions")
        return {
            "code": entry.id,
            "elevation_m": self.number(entry, 1, "junctions", self.units.length_m),
            "base_demand_l_s": None if demand is None else demand * self.units.flow_l_s,
        }

    def reservoir(self, entry: Entry) -> dict[str, Any]:
        head = self.number(entry, 1, "reservoirs", self.units.length_m)
        return {"code": entry.id, "kind": "RESERVOIR", "head_m": head, "elevation_m": head}

    def tank(self, entry: Entry) -> dict[str, Any]:
        length = self.units.length_m
        bottom = self.number(entry, 1, "tanks", length)
        levels = [self.number(entry, n, "tanks", length) for n in (2, 3, 4)]
        over = None if bottom is None or levels[2] is None else bottom + levels[2]
        return {
            "code": entry.id,
            "kind": "TANK",
            "elevation_m": bottom,
            "bottom_level_m": bottom,
            "overflow_level_m": over,
            "initial_level_m": levels[0],
            "min_level_m": levels[1],
            "max_level_m": levels[2],
            "diameter_m": self.number(entry, 5, "tanks", length),
        }

    def pipe(self, entry: Entry) -> dict[str, Any]:
        # Roughness, minor loss and status may be left out from the right; so a word tells.
        status = next(
            (w.upper() for w in entry.words[5:] if w.upper() in {"OPEN", "CLOSED", "CV"}), "OPEN"
        )
        return {
            **self._ends(entry),
            "length_m": self.number(entry, 3, "pipes", self.units.length_m),
            "diameter_mm": self._diameter(entry, 4, "pipes"),
            "roughness": self.number(entry, 5, "pipes"),
            "status": self._status(entry, status),
        }

    def pump(self, entry: Entry) -> dict[str, Any]:
        pairs = dict(zip((w.upper() for w in entry.words[3::2]), entry.words[4::2], strict=False))
        power = next(
            (
                self.number(entry, n + 1, "pumps", self.units.power_kw)
                for n, word in enumerate(entry.words)
                if word.upper() == "POWER"
            ),
            None,
        )
        return {
            **self._ends(entry),
            "kind": "PUMP",
            "power_kw": power,
            "curve": pairs.get("HEAD"),
            "status": self._status(entry, "OPEN"),
        }

    def valve(self, entry: Entry) -> dict[str, Any]:
        kind = entry.word(4).upper()
        pressure = flow = None
        if kind in {"PRV", "PSV", "PBV"}:
            pressure = self.number(entry, 5, "valves", self.units.pressure_bar)
        elif kind == "FCV":
            flow = self.number(entry, 5, "valves", self.units.flow_l_s)
        status = self._status(entry, "ACTIVE")
        return {
            **self._ends(entry),
            "diameter_mm": self._diameter(entry, 3, "valves"),
            "kind": kind or None,
            "pressure_setting_bar": pressure,
            "flow_setting_l_s": flow,
            "closed": status == "CLOSED",
            "status": status,
        }

    def _diameter(self, entry: Entry, position: int, section: str) -> float | None:
        """Return a diameter, millimetres; None where only the model can have it."""
        found = self.number(entry, position, section, self.units.diameter_mm)
        if found is not None and found > LARGEST_MM:
            self.model_only += 1
            return None
        return found

    def _ends(self, entry: Entry) -> dict[str, Any]:
        return {"code": entry.id, "node_from": entry.word(1), "node_to": entry.word(2)}

    def _status(self, entry: Entry, otherwise: str) -> str:
        """Return what ``[STATUS]`` says of a link; a number there is a setting, thus open."""
        status = self.status.get(entry.id, "")
        return status if status in {"OPEN", "CLOSED"} else otherwise
