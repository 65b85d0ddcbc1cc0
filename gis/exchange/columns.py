"""Proposing which columns fill which fields, and which of their values are which codes."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from gis.exchange import names, values
from gis.exchange.mapping import ColumnMapping
from layers.spec import Code, CodeList, Field, FieldRole, Kind, Layer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    import pandas as pd

_SAMPLE = 2000
_MOST = 0.5
_MANY = 0.8
_DBF_NAME = 10
_NUMBERING = (
    "nummer",
    "nr",
    "number",
    "_no",
    "code",
    "id",
    "ref",
    "kennung",
    "bezeichnung",
    "numero",
)
_ROW_NUMBERS = frozenset(
    {"objectid", "fid", "ogc_fid", "gid", "oid", "rowid", "globalid", "gml_id"}
)
"""What programs number rows with; another file gives another row the same."""
_SIBLINGS = {"on": "year", "year": "on"}
GENERIC = frozenset({"id", "fid", "nr", "type", "typ", "art", "kind", "name", "z", "note"})
"""Names that so many things bear that they tell nothing by themselves."""


@dataclass(slots=True)
class _Columns:
    """The columns of a table by all the forms of their names."""

    table: pd.DataFrame
    by_form: dict[str, str] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)
    by_stem: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, table: pd.DataFrame) -> _Columns:
        columns = cls(table)
        for column in map(str, table.columns):
            for form in names.forms(column):
                columns.by_form.setdefault(form, column)
            if split := names.with_unit(column):
                stem, unit = split
                columns.units[column] = unit
                for form in names.forms(stem):
                    columns.by_stem.setdefault(form, column)
        return columns

    def find(self, name: str, target: Field, taken: Mapping[str, str]) -> str | None:
        """Return the free column of this name, or of this name and a unit that converts."""
        for form in names.forms(name):
            column = self.by_form.get(form)
            if column is not None and column not in taken:
                return column
            column = self.by_stem.get(form)
            if column is None or column in taken:
                continue
            if values.factor(self.units[column], target.unit) is not None:
                return column
        return None


def map_columns(layer: Layer, table: pd.DataFrame, model: str | None) -> tuple[ColumnMapping, ...]:
    """Propose a column for each field of a layer.

    A field takes one column and a column fills one field. Every rung of evidence is tried for
    all fields before the next, so that a lucky guess for one never takes a column from another
    that has it by name. A column whose values do not fit the field's kind or list is no match.
    """
    columns = _Columns.of(table)
    taken: dict[str, str] = {}
    chosen: dict[str, ColumnMapping] = {}
    for rung in _rungs(model):
        for target in layer.all_fields:
            if target.name in chosen:
                continue
            for name in rung(target):
                column = columns.find(name, target, taken)
                if column is None or not (
                    is_code(target, column) or _plausible(target, table[column])
                ):
                    continue
                unit = _unit(columns.units.get(column), target)
                mapped = _mapped(target, column, unit, table[column], model)
                if mapped is not None:
                    chosen[target.name] = mapped
                    taken[column] = target.name
                    break
    _siblings(layer, columns, chosen, taken, model)
    _nearly(layer, columns, chosen, taken, model)
    _cut_short(layer, columns, chosen, taken, model)
    if model is None:
        _numbered(layer, columns, chosen, taken)
    return tuple(chosen[f.name] for f in layer.all_fields if f.name in chosen)


def _siblings(
    layer: Layer,
    columns: _Columns,
    chosen: dict[str, ColumnMapping],
    taken: dict[str, str],
    model: str | None,
) -> None:
    """Give days called a year, and years called a day, to the field that can hold them."""
    for target in layer.all_fields:
        stem, _, ending = target.name.rpartition("_")
        sibling = layer.by_name.get(f"{stem}_{_SIBLINGS.get(ending)}")
        if sibling is None or target.name in chosen:
            continue
        for name in (sibling.name, *sibling.external.get("*", ()), *sibling.label):
            column = columns.find(name, target, taken)
            if column is None or not _plausible(target, columns.table[column]):
                continue
            mapped = _mapped(target, column, None, columns.table[column], model)
            if mapped is not None:
                chosen[target.name] = mapped
                taken[column] = target.name
                break


def _rungs(model: str | None) -> Iterator[Callable[[Field], Iterable[str]]]:
    if model is not None:
        yield lambda target: target.external.get(model, ())
    yield lambda target: (target.name,)
    yield lambda target: target.external.get("*", ())
    yield lambda target: tuple(target.label)


def names_of(target: Field, model: str | None) -> Iterator[str]:
    """Yield all names that a field goes by, those of better evidence first."""
    for rung in _rungs(model):
        yield from rung(target)


def _unit(unit: str | None, target: Field) -> str | None:
    if unit is None or values.factor(unit, target.unit) in (None, 1.0):
        return None
    return unit


def _nearly(
    layer: Layer,
    columns: _Columns,
    chosen: dict[str, ColumnMapping],
    taken: dict[str, str],
    model: str | None,
) -> None:
    """Give what is left to the fields whose names are nearly the same words."""
    known = {
        form: target
        for target in layer.all_fields
        for name in (target.name, *target.external.get("*", ()), *target.label)
        for form in names.forms(name)
    }
    for column in map(str, columns.table.columns):
        if column in taken or names.plain(column) in GENERIC:
            continue
        free = [form for form, target in known.items() if target.name not in chosen]
        found = names.alike(names.plain(column), free)
        if found is not None and _plausible(known[found], columns.table[column]):
            target = known[found]
            mapped = _mapped(target, column, None, columns.table[column], model)
            if mapped is not None:
                chosen[target.name] = mapped
                taken[column] = target.name


def _cut_short(
    layer: Layer,
    columns: _Columns,
    chosen: dict[str, ColumnMapping],
    taken: dict[str, str],
    model: str | None,
) -> None:
    """Find names that dBASE cut after ten characters: ``invert_fro``."""
    for column in map(str, columns.table.columns):
        if column in taken or len(column) != _DBF_NAME:
            continue
        fitting = {
            target.name: target
            for target in layer.all_fields
            if target.name not in chosen
            for name in (target.name, *target.external.get("*", ()))
            if names.plain(name[:_DBF_NAME]) == names.plain(column)
        }
        if len(fitting) == 1:
            target = next(iter(fitting.values()))
            mapped = _mapped(target, column, None, columns.table[column], model)
            if mapped is not None:
                chosen[target.name] = mapped
                taken[column] = target.name


def _numbered(
    layer: Layer, columns: _Columns, chosen: dict[str, ColumnMapping], taken: dict[str, str]
) -> None:
    """Take for the code what is called a number and numbers each row: ``Hydrantennummer``."""
    role = layer.field_of(FieldRole.CODE)
    if role is None or role.name in chosen:
        return
    for column in map(str, columns.table.columns):
        form = names.plain(column)
        cells = columns.table[column]
        numbers = form in ("n", "no", "num") or form.endswith(_NUMBERING)
        if column in taken or form in _ROW_NUMBERS or not numbers:
            continue
        if cells.notna().all() and cells.is_unique and len(cells):
            chosen[role.name] = ColumnMapping(column, role.name)
            taken[column] = role.name
            return


def _mapped(
    target: Field, column: str, unit: str | None, series: pd.Series, model: str | None
) -> ColumnMapping | None:
    if target.codes is None:
        return ColumnMapping(column, target.name, unit)
    written = _codes_in(series, several=target.kind is Kind.CODES)
    translated = {value: code_of(target.codes, value, model) for value in written}
    known = {value: code for value, code in translated.items() if code is not None}
    if written and len(known) < len(written) * _MOST:
        return None
    # Values that are our own codes need no line in a mapping.
    return ColumnMapping(
        column, target.name, unit, {value: code for value, code in known.items() if value != code}
    )


def _codes_in(series: pd.Series, *, several: bool) -> list[str]:
    found: dict[str, None] = {}
    for value in series.drop_duplicates() if not several else series.map(str).drop_duplicates():
        if values.is_nothing(value):
            continue
        parts = values.several(value) if several else [values.text(value) or ""]
        for part in parts or ():
            if part.casefold() not in values.UNKNOWN:
                found.setdefault(part)
        if len(found) > _SAMPLE:
            break
    return list(found)


def code_of(codes: CodeList, value: str, model: str | None) -> str | None:
    """Return our code for a value of a file, or None where nothing means the same.

    Tried one after another: our own, the model's, either in another case, names in common use,
    labels in four languages, a word that is nearly the same.
    """
    if value in codes.values:  # noqa: PD011  a code list, no frame
        return value
    if model is not None and (found := codes.from_external(model, value)) is not None:
        return found
    written = names.plain(value)
    if not written:
        return None
    known = _wordings(codes, model)
    for form in names.forms(value):
        if form in known:
            return known[form]
    near = names.alike(written, known)
    return None if near is None else known[near]


@lru_cache(maxsize=512)
def _wordings(codes: CodeList, model: str | None) -> dict[str, str]:
    """Return every name of every code, those of better evidence before the others."""
    known: dict[str, str] = {}
    for wording in (_own, _of(model), _of("*"), _labels):
        for code in codes.codes:
            for name in wording(code):
                for form in names.forms(name):
                    known.setdefault(form, code.value)
    return known


def _own(code: Code) -> Iterable[str]:
    return (code.value,)


def _of(model: str | None) -> Callable[[Code], Iterable[str]]:
    return lambda code: code.external.get(model, ()) if model else ()


def _labels(code: Code) -> Iterable[str]:
    return code.label


def _plausible(target: Field, series: pd.Series) -> bool:
    """Tell whether most values of a column can be read as the field's kind."""
    if target.role is FieldRole.CODE:
        return _names_each(series)
    if target.kind in (Kind.TEXT, Kind.REFERENCE, Kind.CODE, Kind.CODES):
        return True
    sample = series.dropna().drop_duplicates().head(_SAMPLE)
    cells = [value for value in sample.tolist() if not values.is_nothing(value)]
    if not cells:
        return True
    if target.kind is Kind.DATE and _share(cells, _is_year) > _MANY:
        return False
    read = values.reader(target)
    fits = 0
    for value in cells:
        try:
            read(value)
        except (values.Unfit, ValueError):
            continue
        fits += 1
    return fits >= len(cells) * _MOST


def is_code(target: Field, column: str) -> bool:
    """Tell whether a column bears the very name of the code: then it is, whatever it says.

    Where its values repeat, its rows are refused; were it passed over, they would get new codes.
    """
    if target.role is not FieldRole.CODE:
        return False
    own = {form for name in (target.name, *target.label) for form in names.forms(name)}
    return not own.isdisjoint(names.forms(column))


def _names_each(series: pd.Series) -> bool:
    """Tell whether a column could name each row: one that says the same of many is no code."""
    cells = series.dropna()
    return cells.empty or cells.nunique() >= len(cells) * _MANY


def _is_year(value: object) -> bool:
    return bool(values.YEAR.match(str(value)))


def _share(cells: Sequence[object], test: Callable[[object], bool]) -> float:
    return sum(map(test, cells)) / len(cells)
