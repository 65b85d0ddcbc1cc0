"""Several questions to PostgreSQL in one trip.

Most of what a short answer costs is the way to the database and back, not what is asked there. A
`Question` is a statement with at most one row, and what that row means; `ask` puts several of
them into one statement. Whoever knows a table makes its questions; whoever has several asks them
together.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection, Select, literal_column, select, true

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Question(Generic[T]):
    """One thing to be known.

    Attributes
    ----------
    statement : Select
        At most one row. Kept by who makes it (`lru_cache`): building one costs more than asking.
    read : callable
        Makes the answer of the row's values; of None where there is no row.
    values : mapping
        Of the statement's parameters. Questions that are asked together share their names: the
        same name is the same value.
    """

    statement: Select[Any]
    read: Callable[[tuple[Any, ...] | None], T]
    values: Mapping[str, Any] = field(default_factory=dict)


def answer(connection: Connection, question: Question[T]) -> T:
    """Ask one question."""
    row = connection.execute(question.statement, question.values).one_or_none()
    return question.read(None if row is None else tuple(row))


def ask(connection: Connection, *questions: Question[Any]) -> list[Any]:
    """Ask several at once, and return their answers in this order."""
    together = _together(tuple(each.statement for each in questions))
    values: dict[str, Any] = {}
    for each in questions:
        values |= each.values
    row = tuple(connection.execute(together, values).one())
    answers, start = [], 0
    for each in questions:
        end = start + len(each.statement.selected_columns)
        answers.append(each.read(row[start:end] if row[end] else None))
        start = end + 1
    return answers


@lru_cache(maxsize=512)
def _together(statements: tuple[Select[Any], ...]) -> Select[Any]:
    """Return one statement whose single row has the columns of all, each with a mark behind."""
    source: Any = select(literal_column("1")).subquery("one")
    columns: list[Any] = []
    for n, statement in enumerate(statements):
        part = statement.add_columns(true().label("is_there")).subquery(f"q{n}")
        columns += [each.label(f"q{n}_{i}") for i, each in enumerate(part.c)]
        source = source.outerjoin(part, true())
    return select(*columns).select_from(source)
