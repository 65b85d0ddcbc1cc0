"""What has to be renewed when, by the years that a material is expected to serve."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from api.pages import values
from api.pages.statistics import table
from api.pages.statistics.makeup import Asked, age_fields, map_link, unknown_link, values_label
from api.pages.statistics.table import Row, Statistic
from gis import local_time
from gis.statistics import groups
from gis.statistics.groups import By
from gis.statistics.renewal import Due, Need, Stock, needs
from layers.service_lives import ServiceLife
from layers.spec import FieldRole, GeometryKind, Layer

COLUMNS = (
    "layer",
    "layer_label",
    "value",
    "label",
    "first_year",
    "last_year",
    "count",
    "length_km",
)
Lives = Mapping[str, ServiceLife]


def renewal(asked: Asked, lives: Lives) -> Statistic:
    """Return what is due in the next fifty years, of each layer that grows old."""
    rows = [row for layer in asked.layers for row in _rows(asked, layer, lives)]
    return Statistic("renewal", COLUMNS, tuple(rows))


def _rows(asked: Asked, layer: Layer, lives: Lives) -> Iterable[Row]:
    found = asked.groups(layer, By.RENEWAL)
    if layer.name not in lives or not found:
        return
    life = lives[layer.name]
    stocks = [Stock(g.year, life.of(g.value), g.count, g.length_m) for g in found]
    label = values_label(layer, asked.language)
    for need in needs(stocks, local_time.local(asked.now).year):
        # What can be said of nothing needs no row; a span without anything is an answer.
        if need.count or need.due is Due.SPAN:
            yield _row(asked, layer, label, need)


def _row(asked: Asked, layer: Layer, layer_label: str, need: Need) -> Row:
    line = layer.geometry is GeometryKind.LINE
    length = table.km(need.length_m) if line else None
    label = f"{need.first}{table.DASH}{need.last}"
    if need.due is not Due.SPAN:
        label = asked.word(f"stat_due_{need.due.value}")
    value = need.due.value if need.first is None else str(need.first)
    cells = (layer.name, layer_label, value, label, need.first, need.last, need.count, length)
    amount, shown = float(need.count), table.cell(need.count, asked.language)
    spoken = table.counted(need.count, asked.language)
    if length is not None:
        amount, shown = length, table.kilometres(length, asked.language)
        spoken = shown
    rest = need.due in (Due.AGE_UNKNOWN, Due.LIFE_UNKNOWN)
    href = _link(asked, layer, need) if need.count else ""
    return Row(label, cells, amount, shown, href, rest, layer, spoken)


def _link(asked: Asked, layer: Layer, need: Need) -> str:
    """Return the map coloured by age: no condition knows of materials that serve unlike long."""
    fields = tuple(each for each in reversed(age_fields(asked, layer)) if each)
    if need.due is Due.AGE_UNKNOWN:
        return unknown_link(asked, layer, fields)
    return map_link(asked, layer, fields[0] if fields else None)


def assumed(asked: Asked, layer: Layer, lives: Lives) -> list[tuple[str, int]]:
    """Return the years that assets of a layer are expected to serve, by their material."""
    life = lives.get(layer.name)
    if life is None:
        return []
    field = groups.seen_fields(asked.session, layer).get(FieldRole.MATERIAL)
    told = []
    if field is not None and field.codes is not None:
        there = {each.value for each in asked.groups(layer, By.MATERIAL)}
        told = [
            (values.plain(field, code, asked.language), life.by_material[code])
            for code in field.codes.values
            if code in there and code in life.by_material
        ]
    if life.otherwise is not None:
        word = "stat_life_others" if told else "stat_life_all"
        told.append((asked.word(word), life.otherwise))
    return told
