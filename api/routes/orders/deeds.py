"""What a form on the page of a work order can do to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from fastapi import Request

from api.context import Context
from api.pages.orders import form as order_form
from api.pages.orders.form import Form
from field_capture.orders import announcing, work_order
from field_capture.orders import moves as order_moves
from field_capture.orders import stops as order_stops
from field_capture.orders.work_order import Order
from field_capture.states.order import OrderState
from gis.errors import Invalid, Issue
from gis.session import CommuneSession


@dataclass(frozen=True)
class Desk:
    """One order, and the one who works on it."""

    request: Request
    session: CommuneSession
    context: Context
    language: str
    order: Order


def _save(desk: Desk, form: Form, _: str) -> str:
    session, now = desk.session, desk.context.now()
    says = order_form.wanted(session, desk.context, form, desk.order.says)
    changed = work_order.change(session, desk.order.id, order_form.version(form), says, now)
    order_stops.follow(session, changed, now)
    return "saved"


def _add(desk: Desk, form: Form, _: str) -> str:
    numbers, about = order_form.gathered(desk.session, form)
    if not numbers and not about:
        raise Invalid([Issue("missing", "numbers")])
    order_stops.gather(
        desk.session, desk.order.id, reports=numbers, about=about, now=desk.context.now()
    )
    return "saved"


def _drop(desk: Desk, form: Form, stop: str) -> str:
    version = order_form.version(form)
    order_stops.drop(desk.session, desk.order.id, _id(stop), version, desk.context.now())
    return "saved"


def _route(desk: Desk, form: Form, _: str) -> str:
    version = order_form.version(form)
    order_stops.arrange_route(desk.session, desk.order.id, version, desk.context.now())
    return "saved"


def _move(desk: Desk, form: Form, state: str) -> str:
    if state not in set(OrderState):
        raise Invalid([Issue("missing", "action")])
    order_moves.perform(
        desk.session,
        desk.order.id,
        OrderState(state),
        version=order_form.version(form),
        now=desk.context.now(),
        reason=order_form.text(form, "reason"),
    )
    return state


def _close(desk: Desk, form: Form, stop: str) -> str:
    order_moves.close_stop(
        desk.session,
        desk.order.id,
        _id(stop),
        order_form.result(form),
        desk.context.now(),
        version=order_form.version(form),
    )
    return "stop"


def _announce(desk: Desk, form: Form, _: str) -> str:
    words = {each: order_form.text(form, f"announced_{each}") for each in announcing.TONGUES}
    version, now = order_form.version(form), desk.context.now()
    announcing.announce(desk.session, desk.order, words, version, now)
    return "announced"


def _withdraw(desk: Desk, form: Form, _: str) -> str:
    version = order_form.version(form)
    announcing.withdraw(desk.session, desk.order, version, desk.context.now())
    return "withdrawn"


def _id(told: str) -> UUID:
    try:
        return UUID(told)
    except ValueError:
        raise Invalid([Issue("missing", "action")]) from None


DO: dict[str, Callable[[Desk, Form, str], str]] = {
    "save": _save,
    "add": _add,
    "drop": _drop,
    "route": _route,
    "move": _move,
    "close": _close,
    "announce": _announce,
    "withdraw": _withdraw,
}
"""What a form can do to an order."""
