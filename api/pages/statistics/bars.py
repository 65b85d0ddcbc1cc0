"""A bar chart as rectangles of an SVG that is as wide as its reader's screen.

Widths are in percent and heights in pixels, so that words keep their size on a telephone. Every
bar says its name and its number beside it: no legend, and no colour that would have to be told
from another.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from api.pages.statistics import table
from api.pages.statistics.table import Row, Statistic
from api.pages.words import WORDS
from layers.spec import Layer

ROW_PX = 44
_MOST_ROWS = 24
_MOST_LETTERS = 30


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: `top` in pixels, `width` in percent."""

    label: str
    whole_label: str
    shown: str
    spoken: str
    top: int
    width: float
    href: str
    rest: bool


@dataclass(frozen=True, slots=True)
class Bars:
    """A chart with what it is called, what it tells, and its numbers as a table."""

    name: str
    title: str
    told: str
    bars: tuple[Bar, ...]
    head: tuple[str, ...]
    body: tuple[tuple[str, ...], ...]
    query: str = ""

    @property
    def height(self) -> int:
        """Pixels."""
        return len(self.bars) * ROW_PX


def bars(
    found: Statistic, language: str, *, layer: Layer | None = None, title: str = "", of: float = 0
) -> Bars:
    """Lay out a statistic, or the part of it about a layer; `of` is a whole, as 100 %."""
    part = found.of_layer(layer) if layer is not None else found
    rows = [row for row in part.rows if row.amount or layer is not None][:_MOST_ROWS]
    scale = of or table.longest(rows)
    return Bars(
        found.name,
        title or found.title.to(language),
        _told(rows, language, whole=bool(of)),
        tuple(_bar(row, n, scale) for n, row in enumerate(rows)),
        *_table(part, language, one_layer=layer is not None),
    )


def _bar(row: Row, number: int, scale: float) -> Bar:
    label = row.label
    if len(label) > _MOST_LETTERS:
        label = f"{label[: _MOST_LETTERS - 1].rstrip()}…"
    width = round(100 * row.amount / scale, 2)
    return Bar(
        label,
        row.label,
        row.shown,
        row.spoken or row.shown,
        number * ROW_PX,
        width,
        row.href,
        row.rest,
    )


def _told(rows: Sequence[Row], language: str, *, whole: bool) -> str:
    if not rows:
        return ""
    longest = max(rows, key=lambda row: row.amount)
    word = WORDS["dash_shares_told" if whole else "dash_chart_told"].to(language)
    total = table.cell(round(table.total(rows), 3), language)
    if longest.shown.endswith("m"):
        total = table.kilometres(table.total(rows), language)
    return word.format(
        count=len(rows), total=total, longest=f"{longest.label}, {longest.spoken or longest.shown}"
    )


def _table(
    part: Statistic, language: str, *, one_layer: bool
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Return the columns that say something, in words; the one of the row's name comes first."""
    told = [n for n in part.told if not (one_layer and part.columns[n] == "layer_label")]
    told = [n for n in told if any(row.cells[n] is not None for row in part.rows)]
    told.sort(key=lambda n: part.columns[n] != "label")
    years = {n for n in told if part.columns[n].endswith("_year")}
    body = tuple(
        tuple(
            str(row.cells[n]) if n in years and row.cells[n] else table.cell(row.cells[n], language)
            for n in told
        )
        for row in part.rows
    )
    return tuple(table.heading(part.columns[n], language) for n in told), body
