"""The sections of an EPANET or SWMM input file, as written down: no units, no meaning yet.

Both programs share one line-oriented form, ``[SECTION]``, one entry a line, ``;`` before a
comment. What real files do to it and both programs accept is accepted here too: sections in
mixed case, cut short or repeated, CRLF, padding with NUL bytes, Latin-1, quoted names.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gis.errors import Unreadable
from gis.sentences import phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gis.exchange.source import Limits

_PREFIX = 4
_TOKEN = re.compile(r'"([^"]*)"|(\S+)')
_FREE_TEXT = frozenset({"TITLE", "CONTROLS", "RULES", "LABELS", "BACKDROP", "MAP", "FILES", "TAGS"})

SECTIONS = (
    # Shared
    *("TITLE", "OPTIONS", "JUNCTIONS", "PUMPS", "CONTROLS", "PATTERNS", "CURVES", "COORDINATES"),
    *("VERTICES", "LABELS", "BACKDROP", "TAGS", "REPORT", "END"),
    # EPANET
    *("RESERVOIRS", "TANKS", "PIPES", "VALVES", "DEMANDS", "STATUS", "RULES", "ENERGY", "EMITTERS"),
    *("QUALITY", "SOURCES", "REACTIONS", "MIXING", "TIMES", "ROUGHNESS", "LEAKAGE"),
    # SWMM
    *("OUTFALLS", "STORAGE", "DIVIDERS", "CONDUITS", "ORIFICES", "WEIRS", "OUTLETS", "XSECTIONS"),
    *("TRANSECTS", "LOSSES", "POLLUTANTS", "LANDUSES", "COVERAGES", "LOADINGS", "BUILDUP"),
    *("WASHOFF", "TREATMENT", "INFLOWS", "DWF", "RDII", "HYDROGRAPHS", "TIMESERIES", "RAINGAGES"),
    *("EVAPORATION", "TEMPERATURE", "SUBCATCHMENTS", "SUBAREAS", "INFILTRATION", "AQUIFERS"),
    *("GROUNDWATER", "GWF", "SNOWPACKS", "ADJUSTMENTS", "EVENTS", "POLYGONS", "SYMBOLS", "MAP"),
    *("FILES", "PROFILES", "LID_CONTROLS", "LID_USAGE", "STREETS", "INLETS", "INLET_USAGE"),
)
"""Names as the manuals write them (EPANET 2.3, SWMM 5.2)."""

EPANET_ONLY = frozenset({"PIPES", "RESERVOIRS", "TANKS", "VALVES", "EMITTERS", "REACTIONS"})
SWMM_ONLY = frozenset(
    {"CONDUITS", "OUTFALLS", "XSECTIONS", "SUBCATCHMENTS", "RAINGAGES", "STORAGE", "DIVIDERS"}
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a section: its number in the file, from 1, and its words."""

    line: int
    words: tuple[str, ...]

    @property
    def id(self) -> str:
        """The first word, which names the thing in most sections."""
        return self.words[0]

    def word(self, position: int, default: str = "") -> str:
        """Return a word, or `default` where the line is shorter."""
        return self.words[position] if position < len(self.words) else default


@dataclass(slots=True)
class Sections:
    """All entries of a file by section, and whether ``[END]`` closes it."""

    entries: dict[str, list[Entry]] = field(default_factory=dict)
    ended: bool = False

    def __getitem__(self, name: str) -> Sequence[Entry]:
        return self.entries.get(name, [])

    def options(self) -> dict[str, str]:
        """Return the options, names and values in capitals."""
        found = {}
        for entry in self["OPTIONS"]:
            words = [word.upper() for word in entry.words]
            found[words[0]] = words[1] if len(words) > 1 else ""
        return found

    def is_swmm(self) -> bool:
        """Tell SWMM from EPANET by the sections that only one of them has."""
        swmm = sum(len(self[name]) for name in SWMM_ONLY)
        epanet = sum(len(self[name]) for name in EPANET_ONLY)
        return swmm > epanet


def looks_like_inp(head: bytes) -> bool:
    """Tell whether a file begins like an input file: a known section before any other text."""
    for raw in head.decode("latin-1").splitlines():
        line = raw.strip("\ufeff\u00ef\u00bb\u00bf \t\0")
        if not line or line.startswith(";"):
            continue
        return _section_name(line) is not None
    return False


def parse(data: bytes, limits: Limits, name: str = "file") -> Sections:
    """Split an input file into sections and words.

    Raises
    ------
    Unreadable
        No section in it, or more entries than `limits` allow.
    """
    sections = Sections()
    current: list[Entry] | None = None
    free_text = False
    count = 0
    for number, line in _lines(data):
        if line.startswith("["):
            section = _section_name(line) or line.strip("[] \t").upper()[:40]
            if section == "END":
                sections.ended = True
                break
            current = sections.entries.setdefault(section, [])
            free_text = section in _FREE_TEXT
            continue
        if current is None:
            continue
        words = (line,) if free_text else _words(line)
        if not words:
            continue
        count += 1
        if count > limits.rows * 10:
            raise Unreadable(name, phrase("too_many_lines", limit=limits.rows * 10))
        current.append(Entry(number, words))
    if not any(sections.entries.values()):
        raise Unreadable(name, phrase("sections_missing"))
    return sections


def _lines(data: bytes) -> Iterator[tuple[int, str]]:
    text = _decode(data.replace(b"\0", b""))
    for number, raw in enumerate(re.split(r"\r\n|\n|\r", text), start=1):
        line = raw.strip()
        if line and not line.startswith(";"):
            yield number, line


def _decode(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _words(line: str) -> tuple[str, ...]:
    if '"' in line:
        # A semicolon within quotes belongs to the name.
        found: list[str] = []
        for match in _TOKEN.finditer(line):
            quoted: str | None = match.group(1)
            plain: str | None = match.group(2)
            if plain is not None and ";" in plain:
                before = plain.split(";", 1)[0]
                return (*found, before) if before else tuple(found)
            found.append((quoted or "") if plain is None else plain)
        return tuple(found)
    return tuple(line.split(";", 1)[0].split())


def _section_name(line: str) -> str | None:
    """Return the manual's name of a section header; four letters are enough, as in EPANET."""
    if not line.startswith("["):
        return None
    written = line[1:].split("]", 1)[0].strip().upper()
    if written in SECTIONS:
        return written
    if len(written) < _PREFIX:
        return None
    for name in SECTIONS:
        nearly = written.startswith(name[: max(_PREFIX, len(name) - 1)])
        if name.startswith(written) or (nearly and len(written) <= len(name) + 1):
            return name
    return None
