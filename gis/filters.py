"""Conditions on the fields of a layer: one small language for items, tiles, lists and paper.

A condition stands behind a field's name in an address:

    status=in_use               equals
    status=planned,in_use       one of several codes
    diameter_mm=100..200        a number from 100 to 200, both included; 100.. and ..200 are open
    checked_on=..2020-12-31     a day, likewise
    owner=                      nothing is noted
    owner=*                     something is noted

Several conditions must all hold. What is asked comes to SQL as parameters; the names of columns
come from declarations alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    and_,
    any_,
    bindparam,
    cast,
    func,
    literal_column,
    not_,
    or_,
)

from gis.errors import Issue
from gis.validation.fields import check_properties
from layers.spec import Field, Kind, Layer

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gis.viewer import Viewer

RANGE = ".."
GIVEN = "*"
MOST = 20
"""Conditions in one question: more is no question of a person."""

_ORDERED = (Kind.INTEGER, Kind.NUMBER, Kind.DATE)
_CODED = (Kind.CODE, Kind.CODES)


class Test(StrEnum):
    """What is asked of a field's value."""

    __test__ = False  # pytest collects by name

    EQUALS = "equals"
    ONE_OF = "one_of"
    FROM = "from"
    UNTIL = "until"
    BETWEEN = "between"
    EMPTY = "empty"
    GIVEN = "given"


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition on a field; `values` are in their Python types, as many as the test needs."""

    field: Field
    test: Test
    values: tuple[Any, ...] = ()

    @property
    def form(self) -> tuple[Field, Test]:
        """What the SQL of the condition depends on; the values are its parameters."""
        return self.field, self.test


@dataclass(frozen=True, slots=True)
class Reading:
    """The conditions of a question, and everything that is wrong with it."""

    conditions: tuple[Condition, ...]
    issues: list[Issue]


def read(viewer: Viewer, layer: Layer, given: Iterable[tuple[str, str]]) -> Reading:
    """Read conditions ``(field, text)`` as far as the viewer may see the fields.

    A field that the viewer may not see is as unknown as one that does not exist.
    """
    visible = {field.name: field for field in viewer.fields(layer)}
    found: list[Condition] = []
    issues: list[Issue] = []
    for name, text in given:
        field = visible.get(name)
        if field is None:
            hint = "→ " + ", ".join(visible)
            issues.append(Issue("unknown_field", name[:80], details={"hint": hint}))
            continue
        condition, wrong = _condition(layer, field, text)
        issues += wrong
        if condition:
            found.append(condition)
    if len(found) > MOST:
        issues.append(Issue("too_many_conditions", "", details={"most": MOST}))
    return Reading(tuple(found), issues)


def _condition(layer: Layer, field: Field, text: str) -> tuple[Condition | None, list[Issue]]:
    if text == "":
        return Condition(field, Test.EMPTY), []
    if text == GIVEN:
        return Condition(field, Test.GIVEN), []
    if field.kind in _ORDERED and RANGE in text:
        return _range(layer, field, text)
    if field.kind in _CODED:
        codes, issues = _values(layer, field, dict.fromkeys(text.split(",")))
        several = len(codes) > 1 or field.kind is Kind.CODES
        test = Test.ONE_OF if several else Test.EQUALS
        return (None if issues else Condition(field, test, codes)), issues
    values, issues = _values(layer, field, [text])
    return (None if issues else Condition(field, Test.EQUALS, values)), issues


def _range(layer: Layer, field: Field, text: str) -> tuple[Condition | None, list[Issue]]:
    ends = text.split(RANGE)
    low, high = ends[0].strip(), ends[-1].strip()
    if len(ends) != 2 or not (low or high):  # noqa: PLR2004  a range has two ends
        return None, [_wrong_form(field, text)]
    # A range may reach beyond what a value may be: nothing lies there, and that is the answer.
    values, issues = _values(layer, field, [each for each in (low, high) if each], lenient=True)
    if issues:
        return None, issues
    if low and high and values[0] > values[1]:
        return None, [_wrong_form(field, text)]
    test = Test.BETWEEN if low and high else Test.FROM if low else Test.UNTIL
    return Condition(field, test, values), []


def _wrong_form(field: Field, text: str) -> Issue:
    form = "2001-01-31..2020-12-31" if field.kind is Kind.DATE else "100..200"
    return Issue("wrong_form", field.name, details={"value": text[:80], "form": form})


def _values(
    layer: Layer, field: Field, texts: Iterable[str], *, lenient: bool = False
) -> tuple[tuple[Any, ...], list[Issue]]:
    found, issues = [], []
    for text in texts:
        given: Any = [text] if field.kind is Kind.CODES else text
        clean, wrong = check_properties(layer, {field.name: given}, partial=True)
        if lenient and wrong and all(each.code == "out_of_range" for each in wrong):
            number = float(text)
            found.append(_as_integer(number) if field.kind is Kind.INTEGER else number)
            continue
        issues += wrong
        if not wrong:
            value = clean[field.name]
            found.append(value[0] if field.kind is Kind.CODES else value)
    return tuple(found), issues


def _as_integer(number: float) -> int:
    """Return the nearest number that PostgreSQL's integers know."""
    return int(min(max(number, -(2**31)), 2**31 - 1))


def expression(form: tuple[Field, Test], column: Any, name: str) -> ColumnElement[bool]:
    """Return the SQL of a condition on a column; its parameters are called by `name`.

    `parameters` gives the values for them.
    """
    field, test = form
    if test in (Test.EMPTY, Test.GIVEN):
        empty: ColumnElement[bool] = column.is_(None)
        if field.kind is Kind.TEXT:
            empty = or_(empty, column == literal_column("''"))
        if field.kind is Kind.CODES:
            empty = or_(empty, func.cardinality(column) == literal_column("0"))
        return not_(empty) if test is Test.GIVEN else empty
    low, high = (bindparam(f"{name}_{end}", type_=column.type) for end in "ab")
    match test:
        case Test.ONE_OF if field.kind is Kind.CODES:
            shared: ColumnElement[bool] = column.op("&&", is_comparison=True)(
                cast(bindparam(f"{name}_a"), column.type)
            )
            return shared
        case Test.ONE_OF:
            several = bindparam(f"{name}_a", type_=ARRAY(column.type))
            one: ColumnElement[bool] = column == any_(several)
            return one
        case Test.FROM:
            return and_(column >= low)
        case Test.UNTIL:
            return and_(column <= low)
        case Test.BETWEEN:
            return and_(column.between(low, high))
        case _:
            return and_(column == low)


def parameters(condition: Condition, name: str) -> dict[str, Any]:
    """Return the values of a condition's parameters."""
    if condition.test is Test.ONE_OF:
        return {f"{name}_a": list(condition.values)}
    return dict(zip((f"{name}_a", f"{name}_b"), condition.values, strict=False))


def forms(conditions: Sequence[Condition]) -> tuple[tuple[Field, Test], ...]:
    """Return what the SQL of all conditions depends on."""
    return tuple(condition.form for condition in conditions)
