"""What an order says, pure: what is wrong with it, and how it is kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from field_capture.orders import materials
from field_capture.orders.materials import Material
from field_capture.states.order import OrderKind
from field_capture.tasks import checklist
from field_capture.tasks.checklist import Item
from gis.errors import Invalid, Issue

LONGEST_TITLE, LONGEST_TEXT = 120, 5000


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a planner says of an order.

    Attributes
    ----------
    language : str
        In which the crew reads it: the words beside what the planner wrote.
    priority : int
        1 is first, 3 has time.
    begins, ends : date or None
        The days of the time window.
    assignee : str or None
        Who is to do it, an opaque id; None is whoever comes by.
    estimate_eur, actual_eur : Decimal or None
        Euro, without tax.
    """

    title: str
    text: str = ""
    kind: OrderKind = OrderKind.REPAIR
    language: str = "lb"
    priority: int = 2
    danger: bool = False
    begins: date | None = None
    ends: date | None = None
    assignee: str | None = None
    materials: Sequence[Material] = ()
    checklist: Sequence[Item] = ()
    photos_before: bool = True
    photos_after: bool = True
    estimate_eur: Decimal | None = None
    actual_eur: Decimal | None = None


def check(wanted: Wanted) -> None:
    """Refuse what no order can say, all at once.

    Raises
    ------
    Invalid
    """
    issues = list(_issues(wanted))
    if issues:
        raise Invalid(issues)


def _issues(wanted: Wanted) -> Iterator[Issue]:
    if not wanted.title.strip():
        yield Issue("missing", "title")
    for path, text, most in (
        ("title", wanted.title, LONGEST_TITLE),
        ("text", wanted.text, LONGEST_TEXT),
    ):
        if len(text) > most:
            yield Issue("too_long", path, details={"length": len(text), "limit": most})
        if "\0" in text:
            yield Issue("control_characters", path)
    if wanted.begins and wanted.ends and wanted.ends < wanted.begins:
        yield Issue("order_ends_first", "ends")
    if len(wanted.materials) > materials.MOST:
        details = {"length": len(wanted.materials), "limit": materials.MOST}
        yield Issue("too_long", "materials", details=details)


def values(wanted: Wanted) -> dict[str, Any]:
    """Return the columns in which it is kept."""
    return {
        "title": wanted.title.strip(),
        "text": wanted.text.strip(),
        "kind": wanted.kind.value,
        "language": wanted.language,
        "priority": wanted.priority,
        "danger": wanted.danger,
        "begins": wanted.begins,
        "ends": wanted.ends,
        "assignee": wanted.assignee,
        "materials": [each.model_dump() for each in wanted.materials],
        "checklist": checklist.to_json(wanted.checklist),
        "photos_before": wanted.photos_before,
        "photos_after": wanted.photos_after,
        "estimate_eur": wanted.estimate_eur,
        "actual_eur": wanted.actual_eur,
    }
