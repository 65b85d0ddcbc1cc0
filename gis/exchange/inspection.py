"""What a form needs of a file, so that somebody can correct its mapping: plain values.

A mapping has one line for each layer of the file and choice of its rows; here each line becomes
an *entry*, those of the layers that are left out too, with all columns and what they hold.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from gis.exchange import values
from gis.exchange.columns import code_of
from gis.exchange.entry import Entry, Seen, Table
from gis.exchange.mapping import ColumnMapping, LayerMapping, Mapping, Position, Where
from gis.exchange.proposal import propose
from layers.spec import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from gis.exchange.source import Source, SourceLayer
    from layers.spec import Catalogue, Field

PREVIEW = 8
"""Rows that are shown as the file has them."""

VALUES = 60
"""Different values of a column that a person can give codes to one by one."""

_LONGEST = 60


def tables(source: Source) -> list[Table]:
    """Return the layers of a file with what a form shows of them."""
    return [_table(layer) for layer in source.layers]


def _table(layer: SourceLayer) -> Table:
    frame = layer.frame
    head = frame.head(PREVIEW)
    preview = [
        [_shown(head[column].iloc[row]) for column in layer.columns] for row in range(len(head))
    ]
    columns = [_seen(column, frame[column]) for column in layer.columns]
    return Table(layer.name, layer.size, layer.table, columns, preview)


def _seen(name: str, cells: pd.Series) -> Seen:
    held = dict.fromkeys(
        written
        for value in cells.head(20_000).map(str).where(cells.notna()).drop_duplicates().tolist()
        if not values.is_nothing(value) and (written := values.text(value))
    )
    listed = list(held)
    samples = [_shown(value) for value in listed[:3]]
    return Seen(name, samples, listed if len(listed) <= VALUES else [])


def _shown(value: Any) -> str:
    if values.is_nothing(value):
        return ""
    text = str(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def entries(mapping: Mapping, source: Source) -> list[Entry]:
    """Return a mapping as a form shows it, with the layers of the file that it leaves out."""
    found = [_entry(each) for each in mapping.layers]
    told = {each.source for each in found}
    return found + [Entry(layer.name) for layer in source.layers if layer.name not in told]


def _entry(mapping: LayerMapping) -> Entry:
    position = mapping.position
    return Entry(
        source=mapping.source,
        to=mapping.target,
        where={each.column: list(each.values) for each in mapping.where},
        columns={
            each.column: {
                "to": each.field,
                "unit": each.unit,
                "codes": dict(each.codes),
                "decimal": each.decimal,
            }
            for each in mapping.columns
        },
        constants=dict(mapping.constants),
        position=None
        if not position
        else {
            key: name
            for key, name in (("x", position.x), ("y", position.y), ("wkt", position.wkt))
            if name is not None
        },
        empty_clears=mapping.empty_clears,
    )


def mapping_of(
    model: str | None, given: Sequence[Entry], source: Source, catalogue: Catalogue
) -> Mapping:
    """Return the mapping that entries ask for; a layer chosen by hand is proposed anew."""
    by_name = {layer.name: layer for layer in source.layers}
    found: list[LayerMapping] = []
    for entry in given:
        layer = by_name.get(entry.source)
        if entry.to is None or layer is None:
            continue
        if entry.afresh:
            proposed, _ = propose(source, catalogue, layer=entry.to, only=entry.source)
            made = [replace(each, where=_where(entry)) for each in proposed.layers]
        else:
            made = [_layer(entry, layer, catalogue, model)]
        found += made
    return Mapping(model, tuple(found))


def _where(entry: Entry) -> tuple[Where, ...]:
    return tuple(Where(column, tuple(said)) for column, said in entry.where.items())


def _layer(
    entry: Entry, source: SourceLayer, catalogue: Catalogue, model: str | None
) -> LayerMapping:
    target = catalogue[entry.to or ""]
    columns = tuple(
        _column(source, target.by_name[said["to"]], column, said, model)
        for column, said in entry.columns.items()
        if column in source.columns and said["to"] in target.by_name
    )
    position = Position(**entry.position) if entry.position else None
    if position is None and source.table:
        position = Position()
    used = {each.column for each in columns} | set(entry.where)
    used |= set(position.columns) if position else set()
    return LayerMapping(
        source=source.name,
        target=target.name,
        where=_where(entry),
        columns=columns,
        constants=entry.constants,
        empty_clears=entry.empty_clears,
        position=position,
        unused=tuple(name for name in source.columns if name not in used),
    )


def _column(
    source: SourceLayer, target: Field, column: str, said: dict[str, Any], model: str | None
) -> ColumnMapping:
    unit, decimal = said.get("unit"), said.get("decimal")
    if unit and values.factor(unit, target.unit) is None:
        unit = None
    if target.kind not in (Kind.NUMBER, Kind.INTEGER):
        decimal = None
    codes = said.get("codes")
    if target.codes is None:
        codes = {}
    elif codes is None:
        codes = _proposed(source, target, column, model)
    codes = {
        theirs: ours
        for theirs, ours in (codes or {}).items()
        if ours is None or (target.codes and ours in target.codes.values)  # noqa: PD011
    }
    return ColumnMapping(column, target.name, unit, codes, decimal)


def _proposed(
    source: SourceLayer, target: Field, column: str, model: str | None
) -> dict[str, str | None]:
    """Return what a column just given to a list of codes may mean by its values."""
    assert target.codes is not None  # noqa: S101  told by the caller
    seen = _seen(column, source.frame[column])
    known = {value: code_of(target.codes, value, model) for value in seen.values}  # noqa: PD011  no frame
    return {value: code for value, code in known.items() if code not in (None, value)}
