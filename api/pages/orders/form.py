"""What people type into the forms of a work order, read and checked: all that is wrong at once."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation
from uuid import UUID

from api import crews
from api.context import Context
from field_capture.orders import materials
from field_capture.orders.closing import Result
from field_capture.orders.says import Wanted
from field_capture.states.order import OrderKind, Outcome
from field_capture.tasks import checklists
from gis import assets
from gis.errors import Invalid, Issue, TooLarge
from gis.session import CommuneSession
from layers.spec import Layer

Form = Mapping[str, Sequence[str]]

_NUMBER = re.compile(r"\d\d-\d{5,9}\Z", re.ASCII)
_MOST = 1000
_MOST_EURO = Decimal(10) ** 10
_TRUE = "1"


def text(form: Form, name: str) -> str:
    """Return one text of a form."""
    return (form.get(name) or [""])[0].replace("\0", "").replace("\r\n", "\n").strip()


def version(form: Form) -> int:
    """Return the version that was shown; none is like an old one."""
    given = text(form, "version")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 10 else 0  # noqa: PLR2004


def gathered(session: CommuneSession, form: Form) -> tuple[list[str], list[tuple[Layer, UUID]]]:
    """Return the reports and assets that a form names: by number, by code, by layer and id.

    Raises
    ------
    Invalid
    TooLarge
        More than `_MOST` of them.
    """
    numbers, about, issues = [], [], []
    names = re.split(r"[,;\s]+", " ".join(form.get("numbers") or ()))
    chosen = form.get("asset") or ()
    if len(names) + len(chosen) > _MOST:
        raise TooLarge(f"{len(names) + len(chosen)} > {_MOST}")
    for name in names:
        if _NUMBER.match(name):
            numbers.append(name)
        elif name and (found := _by_code(session, name)) is not None:
            about.append(found)
        elif name:
            issues.append(Issue("order_asset_unknown", "numbers", details={"code": name[:40]}))
    for each in chosen:
        layer, _, identity = each.partition(":")
        try:
            about.append((session.layer(layer), UUID(identity)))
        except ValueError:
            details = {"code": each[:40]}
            issues.append(Issue("order_asset_unknown", "asset", details=details))
    if issues:
        raise Invalid(issues)
    return list(dict.fromkeys(numbers)), list(dict.fromkeys(about))


def _by_code(session: CommuneSession, code: str) -> tuple[Layer, UUID] | None:
    for layer in session.viewer.layers(session.catalogue):
        for spelling in dict.fromkeys((code, code.upper())):
            found = assets.find_by_code(session, layer, spelling)
            if found is not None:
                return layer, found.id
    return None


def wanted(session: CommuneSession, context: Context, form: Form, before: Wanted) -> Wanted:
    """Return what an order shall say, where a form leaves nothing out.

    Raises
    ------
    Invalid, UnknownThing
    """
    listed, issues = materials.read(text(form, "materials"))
    days = {name: _day(form, name, issues) for name in ("begins", "ends")}
    money = {name: _euro(form, name, issues) for name in ("estimate_eur", "actual_eur")}
    kind, priority, template = (text(form, n) for n in ("kind", "priority", "template"))
    items = checklists.get(session, template) if template else before.checklist
    assignee = text(form, "assignee") or None
    if assignee != before.assignee:  # who has left meanwhile keeps what they were given
        assignee = crews.check(session, context, assignee)
    if issues:
        raise Invalid(issues)
    return replace(
        before,
        title=text(form, "title"),
        text=text(form, "text"),
        kind=OrderKind(kind) if kind in set(OrderKind) else before.kind,
        priority=int(priority) if priority in ("1", "2", "3") else before.priority,
        danger=text(form, "danger") == _TRUE,
        begins=days["begins"],
        ends=days["ends"],
        assignee=assignee,
        materials=listed,
        checklist=items,
        photos_before=text(form, "photos_before") == _TRUE,
        photos_after=text(form, "photos_after") == _TRUE,
        estimate_eur=money["estimate_eur"],
        actual_eur=money["actual_eur"],
    )


def _day(form: Form, name: str, issues: list[Issue]) -> date | None:
    given = text(form, name)
    try:
        return date.fromisoformat(given) if given else None
    except ValueError:
        issues.append(Issue("not_a_date", name, details={"value": given[:40]}))
        return None


def _euro(form: Form, name: str, issues: list[Issue]) -> Decimal | None:
    given = text(form, name)
    try:
        amount = Decimal(given.replace(",", ".").replace(" ", "")) if given else None
    except InvalidOperation:
        amount = Decimal("NaN")
    if amount is None:
        return None
    if not amount.is_finite() or not 0 <= amount < _MOST_EURO:
        issues.append(Issue("order_money", name, details={"value": given[:40]}))
        return None
    return amount.quantize(Decimal("0.01"))


def result(form: Form) -> Result:
    """Return how it went at a stop.

    Raises
    ------
    Invalid
    """
    told, sentence = text(form, "outcome"), text(form, "sentence")
    if told not in set(Outcome):
        raise Invalid([Issue("missing", "outcome")])
    return Result(Outcome(told), text(form, "notes")[:2000], sentence or None)
