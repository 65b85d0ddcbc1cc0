"""When a stock has to be renewed: year of installation plus the years that it serves.

A forecast of the crudest kind, which says so: each asset is taken to serve as long as its
material is expected to, and not a year more. Nothing here reads a database.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

HORIZON_YEARS = 50
STEP_YEARS = 5


@dataclass(frozen=True, slots=True)
class Stock:
    """Assets of the same age and the same expected service; None where one does not know.

    Attributes
    ----------
    year : int or None
        When they were installed.
    life : int or None
        Years that they are expected to serve.
    """

    year: int | None
    life: int | None
    count: int
    length_m: float = 0.0


class Due(StrEnum):
    """When assets are due."""

    OVERDUE = "overdue"
    SPAN = "span"
    LATER = "later"
    AGE_UNKNOWN = "age_unknown"
    LIFE_UNKNOWN = "life_unknown"


@dataclass(frozen=True, slots=True)
class Need:
    """What is due in some years, `first` and `last` included; outside of spans both are None."""

    due: Due
    first: int | None
    last: int | None
    count: int
    length_m: float


def needs(
    stocks: Iterable[Stock],
    this_year: int,
    *,
    horizon: int = HORIZON_YEARS,
    step: int = STEP_YEARS,
) -> Sequence[Need]:
    """Return what is overdue, due in each span of `step` years, later, and what nobody can say.

    All stocks are in exactly one of the answers, which come in the order of time.
    """
    spans = range(this_year, this_year + horizon, step)
    sums: dict[tuple[Due, int | None], list[float]] = {
        (Due.OVERDUE, None): [0, 0.0],
        **{(Due.SPAN, first): [0, 0.0] for first in spans},
        **{(due, None): [0, 0.0] for due in (Due.LATER, Due.AGE_UNKNOWN, Due.LIFE_UNKNOWN)},
    }
    for stock in stocks:
        total = sums[_when(stock, spans)]
        total[0] += stock.count
        total[1] += stock.length_m
    return [
        Need(due, first, None if first is None else first + step - 1, int(count), length)
        for (due, first), (count, length) in sums.items()
    ]


def _when(stock: Stock, spans: range) -> tuple[Due, int | None]:
    if stock.life is None:
        return Due.LIFE_UNKNOWN, None
    if stock.year is None:
        return Due.AGE_UNKNOWN, None
    due = stock.year + stock.life
    if due < spans.start:
        return Due.OVERDUE, None
    number = (due - spans.start) // spans.step
    return (Due.SPAN, spans[number]) if number < len(spans) else (Due.LATER, None)
