"""Which mark is decimal in a column of numbers: decided by the whole column, never by one cell.

``1.250`` is one and a quarter where people write points, and 1250 where the cells around it have
decimal commas. Where no cell tells, the mapping may; else the report says how it was read.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pandas as pd

from gis.exchange import values
from layers.spec import Kind

if TYPE_CHECKING:
    from gis.exchange.mapping import ColumnMapping, Mapping
    from gis.exchange.source import Source, SourceLayer
    from layers.spec import Catalogue

_NUMBERS = (Kind.NUMBER, Kind.INTEGER)


def settled(mapping: Mapping, source: Source, catalogue: Catalogue) -> Mapping:
    """Return the mapping with the decimal mark of each column that needs one and tells it."""
    by_name = {layer.name: layer for layer in source.layers}
    layers = []
    for each in mapping.layers:
        fields = catalogue[each.target].by_name
        columns = tuple(
            _settled(column, by_name[each.source])
            if fields[column.field].kind in _NUMBERS
            else column
            for column in each.columns
        )
        layers.append(dataclasses.replace(each, columns=columns))
    return dataclasses.replace(mapping, layers=tuple(layers))


def _settled(column: ColumnMapping, layer: SourceLayer) -> ColumnMapping:
    cells = layer.frame[column.column]
    if column.decimal is not None or pd.api.types.is_numeric_dtype(cells.dtype):
        return column
    marks: set[str] = set()
    doubtful = False
    for part in layer.cells(column.column):
        for value in part.dropna().unique().tolist():
            mark = values.decimal_mark(value)
            if mark is not None:
                marks.add(mark)
            elif values.has_two_readings(value):
                doubtful = True
    if not doubtful or len(marks) != 1:
        return column
    return dataclasses.replace(column, decimal=marks.pop())
