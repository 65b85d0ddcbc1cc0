"""What stands on the dashboard, and in which order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from api.pages import values
from api.pages.statistics import makeup, offered, renewal, table, work
from api.pages.statistics.bars import Bars, bars
from api.pages.statistics.chart import Chart, chart
from api.pages.statistics.makeup import Asked
from api.pages.statistics.renewal import Lives
from api.pages.statistics.table import Statistic
from api.pages.words import WORDS
from gis.errors import Severity
from gis.quality import listing
from gis.statistics.groups import By
from layers.spec import GeometryKind, Layer, Role, Theme

_CLOSELY = ("age", "material", "diameter", "condition", "accuracy", "status")
_ORIENTS = (Role.ORIENTS, Role.BOUNDS)


@dataclass(frozen=True, slots=True)
class Card:
    """What there is of a theme, in two lines."""

    title: str
    first: str
    second: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line chart with its ends in words, and its numbers as a table."""

    name: str
    title: str
    told: str
    chart: Chart
    first: str
    last: str
    series: tuple[str, ...]
    head: tuple[str, ...]
    body: tuple[tuple[str, ...], ...]


def content(asked: Asked, chosen: Layer | None, lives: Lives, *, past: bool) -> dict[str, Any]:
    """Return what the template draws; the longest network is shown closely, unless another is."""
    there = [layer for layer in asked.layers if asked.groups(layer, By.ALL)]
    chosen = chosen or _longest(asked, there)
    found = makeup.layers(asked)
    of_lines = [row for row in found.rows if row.layer and _is_line(row.layer)]
    others = [
        (theme, [row for row in found.rows if row not in of_lines and _is_of(row, theme)])
        for theme in dict.fromkeys(layer.theme for layer in there)
    ]
    told: dict[str, Any] = {
        "cards": _cards(asked, there),
        "overview": [
            _some(found, rows, asked, title)
            for title, rows in (
                (asked.word("dash_lines"), of_lines),
                *((theme.label.to(asked.language), rows) for theme, rows in others),
            )
            if rows
        ],
        "choices": [
            (theme.label.to(asked.language), [each for each in there if each.theme is theme])
            for theme in dict.fromkeys(layer.theme for layer in there)
        ],
        "chosen": chosen,
        "chosen_label": makeup.values_label(chosen, asked.language) if chosen else "",
        "closely": _closely(asked, chosen) if chosen else [],
    }
    return told if past else told | _today(asked, chosen, lives)


def _today(asked: Asked, chosen: Layer | None, lives: Lives) -> dict[str, Any]:
    language = asked.language
    due = renewal.renewal(asked, lives)
    has_renewal = chosen is not None and due.of_layer(chosen).rows
    observed = work.positions(asked)
    faults, waits = work.issues(asked), work.waiting(asked)
    return {
        "renewal": bars(due, language, layer=chosen) if has_renewal else None,
        "assumed": renewal.assumed(asked, chosen, lives) if chosen else [],
        "positions": bars(observed, language, of=100) if observed.rows else None,
        "captured": _line(asked, work.captured(asked), ("observed_by_then",)),
        "observed": work.observed(asked, observed),
        "checked": listing.state(asked.session) is not None,
        "issues": bars(faults, language) if faults.rows else None,
        "severities": work.by_severity(faults),
        "trend": _line(asked, work.trend(asked), tuple(each.value for each in Severity)),
        "waiting": waits.rows,
    }


def _is_line(layer: Layer) -> bool:
    return layer.geometry is GeometryKind.LINE and layer.role not in _ORIENTS


def _is_of(row: table.Row, theme: Theme) -> bool:
    layer = row.layer
    return layer is not None and layer.theme is theme and layer.role not in _ORIENTS


def _some(found: Statistic, rows: Sequence[table.Row], asked: Asked, title: str) -> Bars:
    part = Statistic(found.name, found.columns, tuple(rows))
    return bars(part, asked.language, title=title)


def _longest(asked: Asked, there: Sequence[Layer]) -> Layer | None:
    """Return the layer that is worth a closer look first: a network before single things."""

    def weight(layer: Layer) -> tuple[bool, bool, float]:
        found = asked.groups(layer, By.ALL)
        size = sum(each.length_m for each in found) or sum(each.count for each in found)
        return layer.role not in _ORIENTS, _is_line(layer), size

    return max(there, key=weight, default=None)


def _cards(asked: Asked, there: Sequence[Layer]) -> list[Card]:
    """Return a card for each theme that people look after."""
    cards = []
    kept = [layer for layer in there if layer.role not in _ORIENTS]
    for theme in dict.fromkeys(layer.theme for layer in kept):
        of = [layer for layer in kept if layer.theme is theme]
        found = [(layer, each) for layer in of for each in asked.groups(layer, By.ALL)]
        length = table.km(sum(each.length_m for _, each in found))
        count = table.counted(sum(each.count for _, each in found), asked.language)
        first = table.kilometres(length, asked.language) if length else count
        cards.append(Card(theme.label.to(asked.language), first, count if length else ""))
    return cards


def _closely(asked: Asked, chosen: Layer) -> list[Bars]:
    """Return what divides a layer; a division that says nothing at all is left out."""
    found = []
    for name in _CLOSELY:
        part = offered.MAKEUP[name](asked)
        if any(not row.rest for row in part.of_layer(chosen).rows):
            found.append(bars(part, asked.language, layer=chosen))
    return found


def _line(asked: Asked, found: Statistic, columns: tuple[str, ...]) -> Line | None:
    if not found.rows:
        return None
    numbers = [[row.cells[found.columns.index(name)] for row in found.rows] for name in columns]
    first, last = found.rows[0], found.rows[-1]
    ends = {"first": first.amount, "last": last.amount}
    told = {name: values.number(value, asked.language) for name, value in ends.items()}
    return Line(
        found.name,
        found.title.to(asked.language),
        WORDS["dash_line_told"].to(asked.language).format(**told),
        chart(numbers),
        first.label,
        last.label if len(found.rows) > 1 else "",
        tuple(table.heading(name, asked.language) for name in columns),
        tuple(table.heading(name, asked.language) for name in found.columns),
        tuple(
            (row.label, *(table.cell(each, asked.language) for each in row.cells[1:]))
            for row in reversed(found.rows)
        ),
    )
