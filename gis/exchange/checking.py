"""Turning the columns of a source layer into checked values of a layer's fields.

The rules are those of `gis.validation.fields`. They concern one value each, so every column is
read and checked once for each *different* value; a million pipes have forty diameters.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pydantic import ConfigDict, TypeAdapter, ValidationError

from gis.errors import Issue, Severity
from gis.exchange import values
from gis.exchange.columns import code_of
from gis.models import properties_model
from gis.validation.fields import check_properties
from layers.spec import Field, Kind, Layer

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gis.exchange.mapping import ColumnMapping, LayerMapping

Objects = NDArray[np.object_]
_SHOWN = 10
_NUMBERS = (Kind.NUMBER, Kind.INTEGER)


@dataclass(slots=True)
class Checked:
    """Values by field name, None where a cell is empty, and what is wrong with them.

    `issues` belong to rows, with paths ``column``; `notes` to the whole layer.
    """

    fields: dict[str, Objects] = field(default_factory=dict)
    issues: list[tuple[int, Issue]] = field(default_factory=list)
    notes: list[Issue] = field(default_factory=list)


def check(layer: Layer, mapping: LayerMapping, frame: pd.DataFrame, model: str | None) -> Checked:
    """Read and check all mapped columns; references stay texts until all layers are known."""
    checked = Checked()
    for column in mapping.columns:
        checked.fields[column.field] = _column(layer, column, frame[column.column], model, checked)
    for name, value in mapping.constants.items():
        clean, issues = check_properties(layer, {name: value}, partial=True)
        checked.notes += [issue.below("set") for issue in issues]
        filled = np.empty(len(frame), dtype=object)
        filled[:] = [clean.get(name)] * len(frame)
        checked.fields[name] = filled
    return checked


def missing(
    layer: Layer, given: Mapping[str, Objects], new: NDArray[np.bool_]
) -> list[tuple[int, Issue]]:
    """Return an issue for each new row that lacks a required field."""
    found = []
    for each in layer.all_fields:
        if not each.required:
            continue
        cells = given.get(each.name)
        lacking = new if cells is None else new & np.array([value is None for value in cells])
        found += [(int(row), Issue("missing", each.name)) for row in np.flatnonzero(lacking)]
    return found


def _column(
    layer: Layer, mapping: ColumnMapping, series: pd.Series, model: str | None, checked: Checked
) -> Objects:
    target = layer.by_name[mapping.field]
    found, doubtful = _numbers(target, mapping, series)
    if not len(doubtful):
        return found
    codes, uniques = _different(series.iloc[doubtful])
    cells = _Cells(target, mapping, model)
    read = cells.read_all(uniques)
    clean = _validated(layer, target, read, cells.wrong)
    table = np.empty(len(clean) + 1, dtype=object)
    table[:-1] = clean
    table[-1] = None
    counts = np.bincount(codes[codes >= 0], minlength=len(uniques))
    for number, issue in cells.wrong.items():
        told = issue.below(mapping.column)
        checked.issues += [(int(row), told) for row in doubtful[np.flatnonzero(codes == number)]]
    _tell_unlisted(mapping, target, cells, counts, checked)
    if cells.sentinels:
        details = {
            "field": target.name,
            "values": ", ".join(f"{v:g}" for v in sorted(cells.sentinels.values())),
            "count": int(sum(counts[n] for n in cells.sentinels)),
        }
        checked.notes.append(Issue("sentinel", mapping.column, Severity.NOTE, details))
    _tell_two_readings(mapping, cells, counts, checked)
    found[doubtful] = table[codes]
    return found


def _numbers(
    target: Field, mapping: ColumnMapping, series: pd.Series
) -> tuple[Objects, NDArray[np.int64]]:
    """Take the numbers of a whole column that nothing speaks against, all at once.

    Returns
    -------
    values, the rows whose cells have to be looked at one by one
    """
    found = np.full(len(series), None, dtype=object)
    plain = isinstance(series.dtype, np.dtype) and series.dtype.kind in "iuf"
    scaled = mapping.unit is not None and values.factor(mapping.unit, target.unit) not in (None, 1)
    if not plain or scaled or target.kind not in _NUMBERS:
        return found, np.arange(len(series))
    numbers = series.to_numpy()
    low = -np.inf if target.minimum is None else target.minimum
    high = np.inf if target.maximum is None else target.maximum
    if target.kind is Kind.INTEGER:
        low, high = max(low, -(2**31)), min(high, 2**31 - 1)
    empty = np.isnan(numbers)
    good = np.isfinite(numbers) & (numbers >= low) & (numbers <= high)
    if target.kind is Kind.INTEGER:
        good &= np.mod(numbers, 1, where=good, out=np.ones(len(numbers))) == 0
        found[good] = numbers[good].astype(np.int64).astype(object)
    else:
        found[good] = numbers[good].astype(np.float64).astype(object)
    return found, np.flatnonzero(~good & ~empty)


def _different(series: pd.Series) -> tuple[NDArray[np.int64], list[Any]]:
    """Return for each row which of the different values it holds, -1 for none, and those."""
    try:
        codes, uniques = pd.factorize(series, use_na_sentinel=True)
    except TypeError:  # lists are not hashable
        keys, first = pd.factorize(series.map(repr, na_action="ignore"), use_na_sentinel=True)
        firsts = dict(zip(keys[::-1], series[::-1], strict=True))
        return keys.astype(np.int64), [firsts[n] for n in range(len(first))]
    return codes.astype(np.int64), uniques.tolist()


@dataclass(slots=True)
class _Cells:
    """Reads the different values of one column."""

    target: Field
    mapping: ColumnMapping
    model: str | None
    wrong: dict[int, Issue] = field(default_factory=dict)
    unlisted: dict[int, str] = field(default_factory=dict)
    sentinels: dict[int, float] = field(default_factory=dict)
    two_readings: dict[int, str] = field(default_factory=dict)
    reader: Any = None

    def __post_init__(self) -> None:
        self.reader = values.reader(self.target, self.mapping.unit, self.mapping.decimal)

    def read_all(self, cells: Sequence[Any]) -> list[Any]:
        """Read each different value; None where a cell is empty."""
        if self.target.kind in (Kind.TEXT, Kind.REFERENCE) and all(type(v) is str for v in cells):
            stripped = [value.replace("\0", "").strip() for value in cells]
            return [None if text.lower() in values.NOTHING else text for text in stripped]
        return [
            None if self.is_nothing(value) else self.read(n, value) for n, value in enumerate(cells)
        ]

    def is_nothing(self, value: Any) -> bool:
        """Tell whether a cell is empty; ``none`` is not where the code list has it."""
        codes = self.target.codes
        if codes is not None and isinstance(value, str) and value.strip() in codes.values:  # noqa: PD011  of a code list
            return False
        return values.is_nothing(value)

    def read(self, n: int, value: Any) -> Any:
        try:
            found = self.reader(value)
        except values.Unfit as unfit:
            self.wrong[n] = Issue(unfit.code, "", details=unfit.details)
            return None
        if self.target.codes is not None and found is not None:
            return self._codes(n, found)
        if self.target.kind in _NUMBERS and values.has_two_readings(value):
            found = self._of_two(n, value, found)
        if values.is_sentinel(self.target, found):
            self.sentinels[n] = found
            return None
        return found

    def _of_two(self, n: int, value: Any, found: Any) -> Any:
        """Return the only possible of a number's two readings; note it where both are."""
        if self.mapping.decimal is not None:
            return found
        readers = [values.reader(self.target, self.mapping.unit, mark) for mark in ".,"]
        possible = [each for read in readers if values.fits(self.target, each := read(value))]
        if len(possible) == 1:
            return possible[0]
        if possible:
            self.two_readings[n] = str(value)
        return found

    def _codes(self, n: int, found: Any) -> Any:
        translated = []
        for word in found if isinstance(found, list) else [found]:
            code = self._code(word)
            if code is None and word not in self.mapping.codes and not _unknown(word):
                self.unlisted[n] = word
            elif code is not None:
                translated.append(code)
        if self.target.kind is Kind.CODES:
            return translated
        return translated[0] if translated else None

    def _code(self, word: str) -> str | None:
        if word in self.mapping.codes:
            return self.mapping.codes[word]
        if self.target.codes is None:
            return None
        return code_of(self.target.codes, word, self.model)


def _unknown(word: str) -> bool:
    return word.casefold() in values.UNKNOWN


def _tell_unlisted(
    mapping: ColumnMapping, target: Field, cells: _Cells, counts: Any, checked: Checked
) -> None:
    """Tell once for the whole column which values are in no list, with their numbers."""
    if not cells.unlisted or target.codes is None:
        return
    totals: Counter[str] = Counter()
    for n, word in cells.unlisted.items():
        totals[word] += int(counts[n])
    shown = ", ".join(f"{word!r} ({count})" for word, count in totals.most_common(_SHOWN))
    more = f", ... ({len(totals)})" if len(totals) > _SHOWN else ""
    details = {"values": shown + more, "column": mapping.column, "list": target.codes.name}
    checked.notes.append(Issue("not_in_list", mapping.column, details=details))


def _tell_two_readings(
    mapping: ColumnMapping, cells: _Cells, counts: Any, checked: Checked
) -> None:
    """Warn once for the whole column of numbers that may mean a thousand times as much."""
    if not cells.two_readings:
        return
    shown = ", ".join(list(cells.two_readings.values())[:_SHOWN])
    more = ", ..." if len(cells.two_readings) > _SHOWN else ""
    details = {
        "values": shown + more,
        "column": mapping.column,
        "count": int(sum(counts[n] for n in cells.two_readings)),
    }
    checked.notes.append(Issue("two_readings", mapping.column, Severity.WARNING, details))


def _validated(layer: Layer, target: Field, read: list[Any], wrong: dict[int, Issue]) -> list[Any]:
    """Check values all at once; ask the door's own check about those that fail."""
    if target.kind is Kind.REFERENCE:
        return read
    try:
        return list(_adapter(layer, target.name).validate_python(read))
    except ValidationError as error:
        failed = {int(each["loc"][0]) for each in error.errors(include_url=False)}
    for n in failed:
        _, issues = check_properties(layer, {target.name: read[n]}, partial=True)
        if issues:
            wrong[n] = Issue(issues[0].code, "", issues[0].severity, issues[0].details)
    kept = [None if n in failed else value for n, value in enumerate(read)]
    return list(_adapter(layer, target.name).validate_python(kept))


@lru_cache(maxsize=2048)
def _adapter(layer: Layer, name: str) -> TypeAdapter[list[Any]]:
    info = properties_model(layer, partial=True).model_fields[name]
    one: Any = Annotated[(info.annotation, *info.metadata)] if info.metadata else info.annotation
    config = ConfigDict(allow_inf_nan=False, str_strip_whitespace=True)
    return TypeAdapter(list[one | None], config=config)
