"""What a crew is asked to tick, choose, measure or write, and whether its answers can be right."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import count
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from gis.errors import Issue, Severity, out_of_range
from gis.validation.values import issue_of

MOST_ITEMS = 60
LONGEST_ANSWER = 2000
"""Characters of a text."""

_FEWEST_CODES = 2


class ItemKind(StrEnum):
    """What an answer is."""

    TICK = "tick"
    CODE = "code"
    NUMBER = "number"
    TEXT = "text"


class Item(BaseModel):
    """One line of a checklist.

    Attributes
    ----------
    codes : tuple of str
        What can be chosen, where one of them is to be.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)

    id: str = Field(pattern=r"^[a-z0-9_]{1,40}$")
    text: str = Field(min_length=1, max_length=200, pattern=r"^[^\x00-\x1f]*$")
    kind: ItemKind = ItemKind.TICK
    required: bool = False
    codes: tuple[Annotated[str, Field(min_length=1, max_length=80)], ...] = Field((), max_length=30)
    unit: str | None = Field(None, max_length=12)
    minimum: float | None = None
    maximum: float | None = None


_ITEMS = TypeAdapter(tuple[Item, ...])


@dataclass(frozen=True, slots=True)
class Checked:
    """Answers that can be right, those to what is not asked any more, and what is wrong."""

    answers: Mapping[str, Any]
    quarantined: Mapping[str, Any]
    issues: Sequence[Issue]


def read(value: Any, path: str = "checklist") -> tuple[tuple[Item, ...], list[Issue]]:
    """Read a checklist from JSON; return everything that is wrong with it."""
    try:
        items = _ITEMS.validate_python(value or ())
    except ValidationError as error:
        known = Item.model_fields
        return (), [
            issue_of(e, ".".join(map(str, (path, *e["loc"]))), known=known)
            for e in error.errors(include_url=False)
        ]
    issues = []
    if len(items) > MOST_ITEMS:
        details = {"length": len(items), "limit": MOST_ITEMS}
        issues.append(Issue("too_long", path, details=details))
    names = [each.id for each in items]
    for at, each in enumerate(items):
        if each.id in names[:at]:
            issues.append(Issue("item_twice", f"{path}.{at}.id", details={"value": each.id}))
        if each.kind is ItemKind.CODE and len(each.codes) < _FEWEST_CODES:
            issues.append(Issue("codes_missing", f"{path}.{at}.codes"))
    return items, issues


def to_json(items: Iterable[Item]) -> list[dict[str, Any]]:
    """Return a checklist as JSON has it."""
    return [each.model_dump(mode="json") for each in items]


# --- As people write it ---------------------------------------------------------------------------

_ANSWER = re.compile(r"^(?P<text>.*?)\s*\[(?P<answer>[^\[\]]*)\]\s*(?P<star>\*?)$")
_NUMBER = re.compile(r"^(?:0|123)\s*(?P<unit>\S{0,12})$")
_DOTS = {"...", "…"}


def from_lines(text: str, before: Iterable[Item] = ()) -> tuple[tuple[Item, ...], list[Issue]]:
    """Read a checklist that somebody wrote, one item on a line.

    ``Cover is clean`` is ticked, ``Depth [0 m]`` is a number, ``State [good / worn]`` one of these
    words, ``Remark [...]`` a text; an asterisk at the end says that it must be answered.

    Parameters
    ----------
    before : iterable of Item
        The checklist as it was: what is still asked keeps its id, under which crews have answered,
        and its limits, which no line tells.
    """
    lines = [line.strip() for line in text.replace("\x00", "").splitlines() if line.strip()]
    made = []
    for at, line in enumerate(lines):
        told: dict[str, Any] = {"id": f"item_{at + 1}", "text": line, "kind": ItemKind.TICK}
        found = _ANSWER.match(line)
        if found is not None:
            told |= {"text": found["text"], **_answer(found["answer"].strip())}
            told["required"] = bool(found["star"])
        elif line.endswith("*"):
            told |= {"text": line[:-1].strip(), "required": True}
        made.append(told)
    items, issues = read(made)
    return (items if issues else _named(items, before)), issues


def _named(items: Sequence[Item], before: Iterable[Item]) -> tuple[Item, ...]:
    """Return items by the ids that they had; what is new takes none that was another's."""
    earlier = {_asked(each): each for each in reversed(tuple(before))}
    known = [earlier.pop(_asked(each), None) for each in items]
    taken = {each.id for each in [*earlier.values(), *filter(None, known)]}
    free = (name for n in count(1) if (name := f"item_{n}") not in taken)
    return tuple(
        each.model_copy(update={"id": next(free)})
        if old is None
        else old.model_copy(update={"required": each.required})
        for each, old in zip(items, known, strict=True)
    )


def _asked(item: Item) -> tuple[Any, ...]:
    return item.text.strip(), item.kind, item.codes, item.unit or None


def _answer(told: str) -> dict[str, Any]:
    if told in _DOTS:
        return {"kind": ItemKind.TEXT}
    if (number := _NUMBER.match(told)) is not None:
        return {"kind": ItemKind.NUMBER, "unit": number["unit"] or None}
    codes = [each.strip() for each in told.split("/") if each.strip()]
    return {"kind": ItemKind.CODE, "codes": codes}


def to_lines(items: Iterable[Item]) -> str:
    """Return a checklist as somebody would write it."""
    lines = []
    for each in items:
        answer = {
            ItemKind.TICK: "",
            ItemKind.TEXT: " [...]",
            ItemKind.NUMBER: f" [0 {each.unit}]" if each.unit else " [0]",
            ItemKind.CODE: f" [{' / '.join(each.codes)}]",
        }[each.kind]
        lines.append(f"{each.text}{answer}{' *' if each.required else ''}")
    return "\n".join(lines)


# --- Answers --------------------------------------------------------------------------------------


def check(items: Sequence[Item], answers: Mapping[str, Any], *, seen: bool = True) -> Checked:
    """Check the answers to a checklist.

    Parameters
    ----------
    seen : bool
        The crew had this checklist before it: what it had not, it cannot be refused for.
    """
    known = {each.id: each for each in items}
    clean: dict[str, Any] = {}
    issues: list[Issue] = []
    for name, value in answers.items():
        if name not in known or value is None:
            continue
        found, issue = _value(known[name], value)
        if issue is None:
            clean[name] = found
        else:
            issues.append(issue)
    lacking = Severity.ERROR if seen else Severity.WARNING
    issues += [
        Issue("answer_missing", f"answers.{each.id}", lacking, {"item": each.text})
        for each in items
        if each.required and clean.get(each.id) in (None, False, "")
    ]
    aside = {name: value for name, value in answers.items() if name not in known}
    return Checked(clean, aside, issues)


def _value(item: Item, value: Any) -> tuple[Any, Issue | None]:
    path = f"answers.{item.id}"
    match item.kind:
        case ItemKind.TICK if isinstance(value, bool):
            return value, None
        case ItemKind.CODE if isinstance(value, str) and value in item.codes:
            return value, None
        case ItemKind.NUMBER if _is_number(value):
            if (item.minimum is not None and value < item.minimum) or (
                item.maximum is not None and value > item.maximum
            ):
                return None, out_of_range(path, value, item.minimum, item.maximum, item.unit)
            return value, None
        case ItemKind.TEXT if isinstance(value, str) and len(value) <= LONGEST_ANSWER:
            return value.strip(), None
    return None, Issue("answer_unfit", path, details={"item": item.text, "value": str(value)[:60]})


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
