"""A statistic as one table, from which page, chart, CSV and JSON are all made: they agree."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from api.pages import values
from api.pages.words import WORDS
from gis.exchange import sheet
from layers.spec import Layer, Text

CODES = frozenset({"theme", "layer", "value", "rule", "kind"})
"""Columns for programs, which find the same in words beside them."""

_BOM = b"\xef\xbb\xbf"
_DECIMALS = 3
_SHORT_KM = 0.1
DASH = "\u2013"
"""Stands between the ends of a span, and where there is nothing to say."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: a bar of the chart, a line of the file.

    Attributes
    ----------
    cells : tuple
        Values as the columns have them; lengths in km, areas in ha.
    amount : float
        How long the bar is, in the unit of its layer; `shown` says it beside the bar, and
        `spoken`, where that is too short, to those who do not see the title above it.
    href : str
        Where these assets are looked at, or nothing.
    rest : bool
        Not a kind of its own: what is not noted, or too rare to be told.
    """

    label: str
    cells: tuple[Any, ...]
    amount: float = 0.0
    shown: str = ""
    href: str = ""
    rest: bool = False
    layer: Layer | None = None
    spoken: str = ""


@dataclass(frozen=True, slots=True)
class Statistic:
    """A named table; `columns` are the same in every language, their labels are not."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def title(self) -> Text:
        """What it is called."""
        return WORDS[f"stat_{self.name}"]

    def of_layer(self, layer: Layer) -> Statistic:
        """Return the part about a layer."""
        return replace(self, rows=tuple(row for row in self.rows if row.layer is layer))

    @property
    def told(self) -> list[int]:
        """The columns that a person reads, the label of the row first."""
        return [n for n, name in enumerate(self.columns) if name not in CODES]


def heading(column: str, language: str) -> str:
    """Return what a column is called."""
    return WORDS[f"stat_col_{column}"].to(language)


def cell(value: Any, language: str) -> str:
    """Return a cell as it is read."""
    match value:
        case None:
            return DASH
        case float():
            return values.number(value, language)
        case int():
            return values.number(value, language)
        case date():
            return values.day(value, language)
        case _:
            return str(value)


def to_csv(found: Statistic, language: str) -> bytes:
    """Return a statistic as sheets come here: UTF-8, semicolons, no text is a formula."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(found.columns)
    writer.writerows([_written(each, language) for each in row.cells] for row in found.rows)
    return _BOM + text.getvalue().encode("utf-8", "replace")


def _written(value: Any, language: str) -> Any:
    if isinstance(value, str):
        return sheet.neutral(value.replace("\0", ""))
    if isinstance(value, float) and language != "en":
        return repr(value).replace(".", ",")
    return value


def to_json(found: Statistic, language: str) -> dict[str, Any]:
    """Return a statistic for programs."""
    rows = [dict(zip(found.columns, row.cells, strict=True)) for row in found.rows]
    return {
        "name": found.name,
        "title": found.title.to(language),
        "columns": {name: heading(name, language) for name in found.columns},
        "rows": rows,
    }


def km(metres: float) -> float:
    """Return a length as tables have it."""
    return round(metres / 1000, _DECIMALS)


def ha(square_metres: float) -> float:
    """Return an area as tables have it."""
    return round(square_metres / 10_000, _DECIMALS)


def counted(count: int, language: str) -> str:
    """Return a number of assets with its noun: one of them is no plural, in French nor is none."""
    one = count <= 1 if language == "fr" else count == 1
    word = WORDS["stat_asset" if one else "stat_assets"].to(language)
    return f"{values.number(count, language)}{values.NBSP}{word}"


def kilometres(length_km: float, language: str) -> str:
    """Return a length with its unit: metres where kilometres would say nothing."""
    if 0 < length_km < _SHORT_KM:
        return f"{values.number(length_km * 1000, language, decimals=0)}{values.NBSP}m"
    return f"{values.number(length_km, language, decimals=2)}{values.NBSP}km"


def total(rows: Iterable[Row]) -> float:
    """Return how much all rows are together."""
    return sum(row.amount for row in rows)


def longest(rows: Sequence[Row]) -> float:
    """Return the amount whose bar goes all across."""
    return max((row.amount for row in rows), default=0.0) or 1.0
