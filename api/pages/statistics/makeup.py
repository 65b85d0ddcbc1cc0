"""What a commune has: by theme and layer, and each layer by what divides it.

Assets that are planned, built, given up or removed are in none of these but `status`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from api.pages import values
from api.pages.statistics import table
from api.pages.statistics.table import Row, Statistic
from api.pages.words import WORDS
from gis import classes, map_view
from gis.session import CommuneSession
from gis.statistics import groups
from gis.statistics.groups import ACCURACY_STEPS, FIELDS, By, Figures, Group
from layers.spec import Field, FieldRole, GeometryKind, Layer

COLUMNS = ("layer", "layer_label", "value", "label", "count", "length_km", "area_ha")
DECADE = 10
DIVISIONS = (By.STATUS, By.MATERIAL, By.YEAR, By.DIAMETER, By.CONDITION, By.ACCURACY)


@dataclass(frozen=True)
class Asked:
    """What all statistics are made of; `day` is the day gone by of which they are."""

    session: CommuneSession
    figures: Figures
    language: str
    now: datetime
    day: date | None = None

    @property
    def layers(self) -> list[Layer]:
        """The layers that have something."""
        catalogue = self.session.viewer.layers(self.session.catalogue)
        return [layer for layer in catalogue if self.figures.get(layer.name)]

    def groups(self, layer: Layer, by: By, *, there: bool = True) -> list[Group]:
        """Return the groups of a layer, without what is planned or gone unless told so."""
        found = [each for each in self.figures[layer.name] if each.by is by]
        return [each for each in found if each.there or not there]

    def word(self, name: str) -> str:
        """Return a word of the page."""
        return WORDS[name].to(self.language)


def layers(asked: Asked) -> Statistic:
    """Return how much there is of each layer."""
    rows = []
    for layer in asked.layers:
        found = asked.groups(layer, By.ALL)
        if not found:
            continue
        label = values_label(layer, asked.language)
        theme = layer.theme
        numbers = _numbers(layer, found)
        cells = (theme.name, theme.label.to(asked.language), layer.name, label, *numbers)
        href = map_link(asked, layer)
        rows.append(_row(asked, layer, label, cells, numbers, href=href))
    columns = ("theme", "theme_label", "layer", "label", "count", "length_km", "area_ha")
    return Statistic("layers", columns, tuple(rows))


def divided(asked: Asked, by: By) -> Statistic:
    """Return how each layer is divided by something."""
    rows = [row for layer in asked.layers for row in _rows(asked, layer, by)]
    return Statistic("age" if by is By.YEAR else by.value, COLUMNS, tuple(rows))


def _rows(asked: Asked, layer: Layer, by: By) -> list[Row]:
    found = asked.groups(layer, by, there=by is not By.STATUS)
    if not found:
        return []
    if by is By.YEAR:
        return _ages(asked, layer, found)
    field = groups.seen_fields(asked.session, layer)[FIELDS[by]]
    told = {By.DIAMETER: _sizes, By.ACCURACY: _accuracies}.get(by, _codes)
    rows = list(told(asked, layer, field, found))
    empty = [each for each in found if each.value is None]
    # A layer of which nothing is noted is told by one row: that is what there is to say.
    return rows + ([_unknown(asked, layer, empty, (field,))] if empty else [])


def _codes(asked: Asked, layer: Layer, field: Field, found: Sequence[Group]) -> Iterable[Row]:
    known = field.codes.values if field.codes else ()
    order = {code: n for n, code in enumerate(known)}
    noted = sorted((g for g in found if g.value is not None), key=lambda g: str(g.value))
    kinds = [(value, list(of)) for value, of in groupby(noted, key=lambda g: g.value)]
    for value, of in sorted(kinds, key=lambda kind: order.get(kind[0], len(order))):
        label = values.plain(field, value, asked.language)
        yield _part(asked, layer, value, label, of, field, {field.name: str(value)})


def _sizes(asked: Asked, layer: Layer, field: Field, found: Sequence[Group]) -> Iterable[Row]:
    """Divide numbers as the map colours them, so that a colour means the same here and there."""
    noted = [each for each in found if each.value is not None]
    divided = classes.divide(field, {each.value: each.count for each in noted}, 0)
    for n, each in enumerate(divided.classes):
        last = n == len(divided.classes) - 1
        of = [g for g in noted if _inside(g.value, each, last=last)]
        # The values that there are, not the ends of the class: these belong to two of them.
        low, high = min(g.value for g in of), max(g.value for g in of)
        span = f"{low:g}" if low == high else f"{low:g}..{high:g}"
        label = values.plain(field, low, asked.language)
        if low != high:
            ends = values.number(low, asked.language), values.plain(field, high, asked.language)
            label = f" {table.DASH} ".join(ends)
        yield _part(asked, layer, span, label, of, field, {field.name: span})


def _inside(value: float, each: classes.Class, *, last: bool) -> bool:
    if each.low is None or each.high is None:
        return value in each.values
    return each.low <= value < each.high or (last and value == each.high)


def _accuracies(asked: Asked, layer: Layer, field: Field, found: Sequence[Group]) -> Iterable[Row]:
    ends = [round(layer.accuracy_m * times, 6) for times in ACCURACY_STEPS]
    for n in range(len(ends) + 1):
        of = [each for each in found if each.value == n]
        low = "" if n == 0 else f"{ends[n - 1] + 1e-6:.6f}"
        high = "" if n == len(ends) else f"{ends[n]:g}"
        sign, end = ("≤", ends[n]) if high else (">", ends[-1])
        label = f"{sign}{values.NBSP}{values.plain(field, end, asked.language)}"
        if n == 0:
            label += f" ({asked.word('stat_demanded')})"
        span = f"{low}..{high}"
        if of:
            yield _part(asked, layer, span, label, of, field, {field.name: span})


def _ages(asked: Asked, layer: Layer, found: Sequence[Group]) -> list[Row]:
    known = [each for each in found if each.year is not None]
    years = [each.year for each in known if each.year is not None]
    day, year = age_fields(asked, layer)
    rows = []
    first = min(years) // DECADE * DECADE if years else 0
    for start in range(first, max(years) + 1 if years else 0, DECADE):
        end = start + DECADE - 1
        of = [each for each in known if each.year and start <= each.year <= end]
        where: dict[str, str] | None = None
        if day and all(each.dated for each in of):
            where = {day.name: f"{start:04}-01-01..{end:04}-12-31"}
        elif year and not any(each.dated for each in of):
            where = {year.name: f"{start}..{end}"}
        # Some by their day, some by their year: no condition of ours says "or".
        label = f"{start}{table.DASH}{end}"
        rows.append(_part(asked, layer, str(start), label, of, year or day, where))
    empty = [each for each in found if each.year is None]
    fields = tuple(each for each in (day, year) if each)
    return rows + ([_unknown(asked, layer, empty, fields)] if empty else [])


def age_fields(asked: Asked, layer: Layer) -> tuple[Field | None, Field | None]:
    """Return the fields that tell when an asset was installed: its day, its year."""
    seen = groups.seen_fields(asked.session, layer)
    return seen.get(FieldRole.INSTALLED), seen.get(FieldRole.INSTALLED_YEAR)


def _part(  # noqa: PLR0913  what a row says
    asked: Asked,
    layer: Layer,
    value: str,
    label: str,
    of: Sequence[Group],
    field: Field | None,
    where: dict[str, str] | None,
) -> Row:
    numbers = _numbers(layer, of)
    cells = (layer.name, values_label(layer, asked.language), value, label, *numbers)
    status = groups.seen_fields(asked.session, layer).get(FieldRole.STATUS)
    if where is not None and field is not status:
        where = _there(asked, layer, status) | where
    href = map_link(asked, layer, field, where) if of else ""
    return _row(asked, layer, label, cells, numbers, href=href)


def _unknown(asked: Asked, layer: Layer, of: Sequence[Group], fields: tuple[Field, ...]) -> Row:
    numbers = _numbers(layer, of)
    label = asked.word("stat_unknown")
    cells = (layer.name, values_label(layer, asked.language), None, label, *numbers)
    href = unknown_link(asked, layer, fields)
    return _row(asked, layer, label, cells, numbers, href=href, rest=True)


def unknown_link(asked: Asked, layer: Layer, fields: tuple[Field, ...]) -> str:
    """Return the address of the map that shows the assets of which none of the fields is noted."""
    where = dict.fromkeys((field.name for field in fields), "")
    status = groups.seen_fields(asked.session, layer).get(FieldRole.STATUS)
    if status not in fields:
        where |= _there(asked, layer, status)
    return map_link(asked, layer, fields[0] if fields else None, where)


def _there(asked: Asked, layer: Layer, status: Field | None) -> dict[str, str]:
    """Return the condition that leaves out of the map what is counted nowhere.

    None where all is there, nor where some have no status: no condition says "or nothing".
    """
    found = [] if status is None else asked.groups(layer, By.STATUS, there=False)
    there = {each.value for each in found if each.there}
    if status is None or None in there or len(there) == len({each.value for each in found}):
        return {}
    return {status.name: ",".join(sorted(there))} if there else {}


Numbers = tuple[int, float | None, float | None]


def _numbers(layer: Layer, of: Iterable[Group]) -> Numbers:
    """Return how many they are; how long where they are lines, how large where they are areas."""
    of = list(of)
    length = table.km(sum(each.length_m for each in of))
    area = table.ha(sum(each.area_m2 for each in of))
    return (
        sum(each.count for each in of),
        length if layer.geometry is GeometryKind.LINE else None,
        area if layer.geometry is GeometryKind.AREA else None,
    )


def _row(  # noqa: PLR0913  likewise
    asked: Asked,
    layer: Layer,
    label: str,
    cells: tuple[Any, ...],
    numbers: Numbers,
    *,
    href: str,
    rest: bool = False,
) -> Row:
    count, length, _ = numbers
    amount, shown = float(count), table.cell(count, asked.language)
    spoken = table.counted(count, asked.language)
    if length is not None:
        amount, shown = length, table.kilometres(length, asked.language)
        spoken = shown
    return Row(label, cells, amount, shown, href, rest, layer, spoken)


def values_label(layer: Layer, language: str) -> str:
    """Return what a layer is called, as a heading is written."""
    label = layer.label.to(language)
    return label[:1].upper() + label[1:]


def map_link(
    asked: Asked, layer: Layer, field: Field | None = None, where: dict[str, str] | None = None
) -> str:
    """Return the address of the map that shows assets: coloured by a field, the others away."""
    view = {}
    if field is not None and field in map_view.colourable(asked.session.viewer, layer):
        view[map_view.COLOUR] = f"{layer.name}.{field.name}"
    view |= {f"{layer.name}.{name}": text for name, text in (where or {}).items()}
    if asked.day is not None:
        view["day"] = asked.day.isoformat()
    mark = f"#?{urlencode(view, safe='.,*')}" if view else ""
    return f"/{asked.session.commune.name}/map?lang={asked.language}{mark}"
