"""The classes by which a map colours a layer: values and their numbers, told from the data.

Classes are made of all assets of a layer that a viewer may see, whatever is filtered: a colour
means the same before and after a filter.
"""

from __future__ import annotations

import itertools
import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from sqlalchemy import Text as SqlText
from sqlalchemy import cast, extract, func, select

from gis.database import journal
from layers.spec import Field, Kind, Layer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gis.session import CommuneSession

MOST_VALUES = 9
"""More colours than that nobody tells apart: what is rare beyond them is one class."""

MOST_RANGES = 6
_FEW_NUMBERS = 7  # of a kind, like the diameters of one network: each is a class
_STEP = re.compile(r"\d\Z")
_YEAR_STEPS = (1, 2, 5, 10, 20, 25, 50, 100)


@dataclass(frozen=True, slots=True)
class Class:
    """Values of one colour, and how many assets have them.

    Attributes
    ----------
    values : tuple
        The values, where they are told one by one.
    low, high : float, optional
        From `low` to below `high`; the last class holds its `high` too.
    """

    count: int
    values: tuple[Any, ...] = ()
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Classes:
    """How a field divides a layer.

    Attributes
    ----------
    ordered : bool
        Whether the classes follow one another: shades of one scale, not colours of kinds.
    others : int
        How many assets have values too rare for a class of their own.
    empty : int
        How many have none.
    """

    field: Field
    classes: tuple[Class, ...]
    ordered: bool
    others: int
    empty: int


def of_field(
    session: CommuneSession, layer: Layer, field: Field, *, as_of: int | None = None
) -> Classes:
    """Return the classes of a layer by one of its fields, one that the viewer may see."""
    rows = session.table(layer) if as_of is None else journal.as_of(session, layer, as_of)
    column = rows.c[field.name]
    value: Any = column
    if field.kind is Kind.DATE:
        value = extract("year", column)
    elif field.kind in (Kind.TEXT, Kind.CODE):
        value = func.nullif(cast(column, SqlText), "")
    counted = select(value.label("value"), func.count().label("n")).group_by(value)
    found = {row.value: int(row.n) for row in session.connection.execute(counted)}
    empty = found.pop(None, 0)
    return divide(field, found, empty)


def divide(field: Field, counts: dict[Any, int], empty: int) -> Classes:
    """Return the classes of values that occur so often."""
    if is_year(field):
        years = {int(value): n for value, n in counts.items()}
        return Classes(field, _years(years), ordered=True, others=0, empty=empty)
    if field.kind in (Kind.NUMBER, Kind.INTEGER):
        numbers = {float(value): n for value, n in counts.items()}
        return Classes(field, _numbers(numbers), ordered=True, others=0, empty=empty)
    return _kinds(field, counts, empty)


def is_year(field: Field) -> bool:
    """Tell whether a field's values are coloured by their year."""
    return field.kind is Kind.DATE or (field.kind is Kind.INTEGER and field.name.endswith("_year"))


def _kinds(field: Field, counts: dict[Any, int], empty: int) -> Classes:
    frequent = sorted(counts, key=lambda value: (-counts[value], str(value)))
    shown = frequent[:MOST_VALUES]
    if field.codes is not None:
        order = {value: n for n, value in enumerate(field.codes.values)}
        shown.sort(key=lambda value: order.get(value, len(order)))
    else:
        shown.sort(key=_natural)
    classes = tuple(Class(counts[value], (value,)) for value in shown)
    others = sum(counts[value] for value in frequent[MOST_VALUES:])
    # Z0, Z1, Z2: such codes are steps from one end to the other.
    codes = field.codes.values if field.codes is not None else ()
    steps = len({_STEP.sub("", code) for code in codes}) == 1
    return Classes(field, classes, ordered=steps, others=others, empty=empty)


def _natural(value: Any) -> tuple[Any, ...]:
    """Sort "zone 10" after "zone 9", and yes before no."""
    if isinstance(value, bool):
        return (not value,)
    digits = "".join(each if each.isdigit() else " " for each in value).split()
    return (value.rstrip("0123456789"), [int(each) for each in digits[-1:]], value)


def _years(counts: dict[int, int]) -> tuple[Class, ...]:
    """Return spans of years of one length, the shortest usual one that takes few classes."""
    if not counts:
        return ()
    first, last = min(counts), max(counts)
    step = next((s for s in _YEAR_STEPS if last // s - first // s < MOST_RANGES), _YEAR_STEPS[-1])
    edges = range(first // step * step, last + 1, step)
    spans = [(low, low + step) for low in edges]
    return tuple(
        Class(n, low=low, high=high)
        for low, high in spans
        if (n := sum(c for year, c in counts.items() if low <= year < high))
    )


def _numbers(counts: dict[float, int]) -> tuple[Class, ...]:
    """Return each number where they are few, else ranges with about equally many assets."""
    values = sorted(counts)
    if len(values) <= _FEW_NUMBERS:
        return tuple(Class(counts[value], (value,)) for value in values)
    edges = _edges(values, [counts[value] for value in values])
    last = len(edges) - 2
    found = []
    for n, (low, high) in enumerate(itertools.pairwise(edges)):
        inside = sum(c for v, c in counts.items() if low <= v < high or (n == last and v == high))
        if inside:
            found.append(Class(inside, low=low, high=high))
    return tuple(found)


def _edges(values: Sequence[float], counts: Sequence[int]) -> list[float]:
    """Return the ends of ranges: quantiles, rounded to what one can say."""
    upto = np.cumsum(counts) / sum(counts)
    inner = [values[int(np.searchsorted(upto, n / MOST_RANGES))] for n in range(1, MOST_RANGES)]
    low, high = values[0], values[-1]
    unit = 10.0 ** math.floor(math.log10((high - low) / MOST_RANGES / 2))
    rounded = {round(round(each / unit) * unit, 10) for each in inner}
    first, last = math.floor(low / unit) * unit, math.ceil(high / unit) * unit
    middle = sorted(each for each in rounded if first < each < last)
    return [round(first, 10), *middle, round(last, 10)]
