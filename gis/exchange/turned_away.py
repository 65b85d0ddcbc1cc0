"""Columns that are called like a field but say what it cannot hold: left in the file, and told.

``anno 1987`` in all of ``Baujahr`` is no year. Such a column fills nothing, but whoever sent it
meant something by it: the report names the rows and what stands in them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gis.errors import Issue, Severity
from gis.exchange import names, values
from gis.exchange.columns import GENERIC, code_of, names_of
from layers.spec import Field, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from gis.exchange.mapping import LayerMapping
    from gis.exchange.source import SourceLayer
    from layers.spec import Layer

_SHOWN = 10
_PLAIN = (Kind.TEXT, Kind.REFERENCE)


def turned_away(
    source: SourceLayer, mapping: LayerMapping, layer: Layer, model: str | None
) -> Iterator[Issue]:
    """Yield a warning for each column that a field's name calls and its values belie."""
    filled = {column.field for column in mapping.columns}
    free = [each for each in layer.all_fields if each.name not in filled]
    unused = [name for name in mapping.unused if names.plain(name) not in GENERIC]
    rows = mapping.rows(source)
    for column in unused:
        target = next((each for each in free if _is_called(column, each, model)), None)
        if target is None or target.kind in _PLAIN:
            continue
        said = _unreadable(source, source.frame.loc[rows, column], target, model)
        if said:
            details = {"field": target.name, "values": said}
            yield Issue("unfit_column", f"{source.name}.{column}", Severity.WARNING, details)


def _is_called(column: str, target: Field, model: str | None) -> bool:
    forms = names.forms(column)
    split = names.with_unit(column)
    if split is not None and values.factor(split[1], target.unit) is not None:
        forms |= names.forms(split[0])
    return any(not forms.isdisjoint(names.forms(name)) for name in names_of(target, model))


def _unreadable(source: SourceLayer, cells: pd.Series, target: Field, model: str | None) -> str:
    """Return what cannot be read, each once with the first row that says it."""
    read = values.reader(target)
    found: list[str] = []
    for row, value in cells.dropna().drop_duplicates().items():
        if values.is_nothing(value) or _can_be_read(value, target, read, model):
            continue
        if len(found) == _SHOWN:
            return ", ".join([*found, "..."])
        found.append(f"{str(value)[:40]!r} ({source.label(int(str(row)))})")
    return ", ".join(found)


def _can_be_read(value: Any, target: Field, read: Any, model: str | None) -> bool:
    try:
        known = read(value)
    except values.Unfit:
        return False
    if target.codes is None:
        return True
    words = known if isinstance(known, list) else [known or ""]
    codes = target.codes
    return all(w.casefold() in values.UNKNOWN or code_of(codes, w, model) for w in words)
