"""A layer as a sheet that people edit: which columns it has, and how values stand in its cells.

A sheet carries the id and the version of each asset, so that it can come back: `sheet_reading`
reads it, `sheet_diff` tells what was edited. Codes stand by their labels, references by the code
of the other asset, points by their coordinates in the commune's home CRS, metres.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from openpyxl.utils.escape import escape, unescape

from gis.exchange import values
from layers.spec import LANGUAGES, Field, GeometryKind, Kind, Layer, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gis.session import CommuneSession

ID, VERSION, EAST, NORTH = "id", "version", "east", "north"

METRES = 3
"""Decimals of coordinates: a millimetre."""

LABELS = {
    ID: Text("ID", "ID", "ID", "ID"),
    VERSION: Text("Versioun", "Version", "Version", "Version"),
    EAST: Text("Osten [m]", "Est [m]", "Ost [m]", "East [m]"),
    NORTH: Text("Norden [m]", "Nord [m]", "Nord [m]", "North [m]"),
}
YES = Text("jo", "oui", "ja", "yes")
NO = Text("nee", "non", "nein", "no")

_FORMULA = re.compile(r"'*[=+\-@\t\r\n]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_NEAR = 1e-12


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, its field if it is one's, and what it is called."""

    name: str
    field: Field | None

    def label(self, language: str) -> str:
        """Return the heading, with the unit."""
        if self.field is None:
            return LABELS[self.name].to(language)
        label = self.field.label.to(language)
        label = label[:1].upper() + label[1:]
        return f"{label} [{self.field.unit}]" if self.field.unit else label


def columns(session: CommuneSession, layer: Layer) -> list[Column]:
    """Return the columns of a layer's sheet, as far as the viewer may see."""
    fields = [Column(each.name, each) for each in session.viewer.fields(layer)]
    place = [Column(EAST, None), Column(NORTH, None)] if is_point(layer) else []
    return [Column(ID, None), Column(VERSION, None), *fields, *place]


def is_point(layer: Layer) -> bool:
    """Tell whether a layer's assets have a position that two cells can hold."""
    return layer.geometry is GeometryKind.POINT


def neutral(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula when it opens a CSV.

    The apostrophe is what spreadsheets themselves mark texts with; `plain` takes it off again.
    """
    return f"'{text}" if _FORMULA.match(text) else text


def plain(text: str) -> str:
    """Return what `neutral` was given."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def shown(field: Field, value: Any, language: str) -> Any:
    """Return a value as it stands in a cell: a number, a date, a text or nothing.

    References come as the code of what they refer to.
    """
    if value is None:
        return None
    match field.kind:
        case Kind.CODE:
            return _labels(field, language).get(str(value), str(value))
        case Kind.CODES:
            known = _labels(field, language)
            return "; ".join(known.get(each, each) for each in value)
        case Kind.BOOLEAN:
            return (YES if value else NO).to(language)
        case Kind.NUMBER | Kind.INTEGER | Kind.DATE:
            return value
        case _:
            return str(value)


@lru_cache(maxsize=1024)
def _labels(field: Field, language: str) -> dict[str, str]:
    """Return a label for each code; where two have the same, or one that divides, the code."""
    if field.codes is None:
        return {}
    labels = {each.value: each.label.to(language) for each in field.codes.codes}
    written = [each.casefold() for each in labels.values()]
    several = field.kind is Kind.CODES
    return {
        code: code
        if written.count(label.casefold()) > 1 or (several and re.search(r"[;|,]", label))
        else label
        for code, label in labels.items()
    }


def choices(field: Field, language: str) -> Sequence[str]:
    """Return what a cell may hold where only some words are possible."""
    if field.kind is Kind.CODE:
        return list(_labels(field, language).values())
    return [YES.to(language), NO.to(language)] if field.kind is Kind.BOOLEAN else []


@lru_cache(maxsize=1024)
def code_named(field: Field, label: str) -> str | None:
    """Return the code whose label this is, in any language."""
    wanted = label.strip().casefold()
    for language in LANGUAGES:
        for code, known in _labels(field, language).items():
            if known.casefold() == wanted:
                return code
    return None


def xml_text(text: str) -> str:
    """Return a text as XLSX holds it, where XML knows no control characters."""
    escaped: str = escape(text)
    return _CONTROL.sub(lambda match: f"_x{ord(match.group()):04X}_", escaped)


def same(cell: Any, value: Any) -> bool:
    """Tell whether a cell still says what was written, whatever program saved it meanwhile."""
    if isinstance(value, str):
        return _bare(cell) == _bare(value)
    if value is None or empty(cell):
        return value is None and empty(cell)
    if isinstance(value, bool) or isinstance(cell, bool):
        return cell is value
    if isinstance(value, (int, float)):
        number = _number(cell)
        return number is not None and math.isclose(number, value, rel_tol=_NEAR, abs_tol=1e-300)
    return _day(cell) == value if isinstance(value, date) else bool(cell == value)


def empty(cell: Any) -> bool:
    """Tell whether nothing stands in a cell; a word such as "none" is a word here."""
    if isinstance(cell, str):
        return not cell.strip()
    return values.is_nothing(cell)


def _number(cell: Any) -> float | None:
    if isinstance(cell, (int, float)):
        return float(cell)
    try:
        return float(str(cell).strip().replace(",", "."))
    except ValueError:
        return None


def _day(cell: Any) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    try:
        return values.day(cell)
    except values.Unfit:
        return None


def _bare(text: Any) -> str:
    """Return a text without what spreadsheets change by themselves: line ends, invisible ones."""
    if text is None or (isinstance(text, float) and math.isnan(text)):
        return ""
    written = unescape(values.text(text) or "")
    unified = written.replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROL.sub("", unified).strip()


def read(field: Field, cell: Any) -> Any:
    """Return the value that a cell means, None for nothing; references stay texts.

    Raises
    ------
    gis.exchange.values.Unfit
    """
    if empty(cell):
        return None
    if isinstance(cell, str):
        cell = unescape(cell)
    match field.kind:
        case Kind.CODE:
            written = values.text(cell) or ""
            return code_named(field, written) or written
        case Kind.CODES:
            parts = values.several(cell) or []
            return [code_named(field, part) or part for part in parts] or None
        case _:
            return values.reader(field)(cell)
