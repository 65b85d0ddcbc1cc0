"""Work orders for programs: made, filled, planned, done stop by stop."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query

from api import crews
from api.context import Context
from api.dependencies import ContextOf, Language, ReadSession, session_for
from api.routes.orders.bodies import (
    Gathered,
    Joining,
    NewOrder,
    OrderBody,
    OrderChange,
    OrderMove,
    StopClosing,
    Way,
)
from field_capture.orders import failures, work_order
from field_capture.orders import moves as order_moves
from field_capture.orders import stops as order_stops
from field_capture.orders.says import Wanted
from field_capture.orders.work_order import Order
from field_capture.states.order import EDITORS, MAKERS, OrderState
from field_capture.states.report import MOVERS
from field_capture.sync.applying import geojson
from field_capture.tasks import checklist, checklists
from gis import relations
from gis.errors import Invalid, Issue
from gis.session import CommuneSession
from gis.viewer import Action
from layers.spec import LANGUAGES

router = APIRouter(prefix="/api/v1/{commune}", tags=["orders"])

OrderSession = Annotated[CommuneSession, Depends(session_for("order"), scope="function")]


@router.get("/orders")
def listed(  # noqa: PLR0913  the parameters of the address
    session: ReadSession,
    state: Annotated[str, Query(max_length=60, description="Several with commas.")] = "",
    assignee: Annotated[str | None, Query(max_length=60)] = None,
    asset: UUID | None = None,
    report: Annotated[str | None, Query(max_length=12)] = None,
    limit: Annotated[int, Query(ge=1, le=work_order.MOST)] = 100,
) -> dict[str, Any]:
    """Return work orders: danger first, then the urgent ones, then the latest."""
    session.viewer.must(Action.SEE_REPORTS)
    try:
        states = [OrderState(each) for each in state.split(",") if each]
    except ValueError:
        details = {"value": state, "known": ", ".join(OrderState)}
        raise Invalid([Issue("reason_unknown", "state", details=details)]) from None
    found = work_order.listed(
        session, states=states, assignee=assignee, asset=asset, report=report, limit=limit
    )
    counts = work_order.counts(session, [each.id for each in found])
    return {"orders": [brief(each, counts) for each in found]}


@router.get("/replacements")
def replacements(session: ReadSession, context: ContextOf) -> dict[str, Any]:
    """Return the assets that failed three times within twelve months, with the reasons."""
    session.viewer.must(Action.SEE_REPORTS)
    return {
        "assets": [
            {
                "layer": each.layer,
                "id": str(each.asset),
                "failures": [
                    {"since": one.since, "until": one.until, "reports": one.reports}
                    for one in each.failures
                ],
            }
            for each in failures.worn(session, context.now())
        ]
    }


@router.post("/orders", status_code=HTTPStatus.CREATED)
def make(
    session: OrderSession, context: ContextOf, language: Language, wanted: NewOrder
) -> dict[str, Any]:
    """Make an order, as a draft, with the reports and assets that it begins with."""
    work_order.movers(session, MAKERS)
    says = read(session, context, wanted, language)
    made = work_order.make(session, says, context.now(), wanted.id)
    if wanted.reports or wanted.assets:
        made = _gather(session, made, wanted, context, None)
    return told(session, made)


@router.get("/orders/{order}")
def one(order: str, session: ReadSession) -> dict[str, Any]:
    """Return an order by its id or its number, with stops, reports and history."""
    return told(session, find(session, order))


@router.put("/orders/{order}")
def change(
    order: str, session: OrderSession, context: ContextOf, language: Language, wanted: OrderChange
) -> dict[str, Any]:
    """Let an order say something else; 412 where somebody was faster."""
    found = _editable(session, order)
    says = read(session, context, wanted, language)
    made = work_order.change(session, found.id, wanted.version, says, context.now())
    return told(session, order_stops.follow(session, made, context.now()))


@router.post("/orders/{order}/stops")
def join(order: str, session: OrderSession, context: ContextOf, wanted: Joining) -> dict[str, Any]:
    """Let reports and assets join an order; everything that cannot is told at once."""
    found = _editable(session, order)
    return told(session, _gather(session, found, wanted, context, wanted.version))


@router.delete("/orders/{order}/stops/{stop}")
def drop(
    order: str,
    stop: UUID,
    session: OrderSession,
    context: ContextOf,
    version: Annotated[int, Query(ge=1, le=2**31 - 1)],
) -> dict[str, Any]:
    """Take a stop out of an order; its reports are free again."""
    found = _editable(session, order)
    return told(session, order_stops.drop(session, found.id, stop, version, context.now()))


@router.post("/orders/{order}/route")
def route(order: str, session: OrderSession, context: ContextOf, wanted: Way) -> dict[str, Any]:
    """Put the open stops on a short way, or in the order that is told."""
    found = _editable(session, order)
    start = None
    if wanted.start is not None:
        east, north = session.commune.operation.to_home(*wanted.start)
        start = (float(east), float(north))
    done = order_stops.arrange_route(
        session, found.id, wanted.version, context.now(), start=start, wanted=wanted.stops
    )
    return told(session, done)


@router.post("/orders/{order}/state")
def move(
    order: str, session: OrderSession, context: ContextOf, wanted: OrderMove
) -> dict[str, Any]:
    """Plan an order, start, interrupt, finish or cancel it, with all its reports and tasks."""
    _acting(session)
    found = find(session, order)
    done = order_moves.perform(
        session,
        found.id,
        wanted.state,
        version=wanted.version,
        now=context.now(),
        reason=wanted.reason,
        results={stop: each.result() for stop, each in wanted.results.items()},
    )
    return told(session, done)


@router.post("/orders/{order}/stops/{stop}/completion")
def close(
    order: str, stop: UUID, session: OrderSession, context: ContextOf, wanted: StopClosing
) -> dict[str, Any]:
    """Close one stop: its reports, its asset, its task. A closed one stays as it is."""
    _acting(session)
    found = find(session, order)
    done = order_moves.close_stop(
        session, found.id, stop, wanted.result(), context.now(), version=wanted.version
    )
    return told(session, done)


def find(session: CommuneSession, order: str) -> Order:
    """Return an order by its id or its number.

    Raises
    ------
    UnknownThing, NotAllowed, Unauthenticated
    """
    try:
        return work_order.get(session, UUID(order))
    except ValueError:
        return work_order.get(session, order[:12].replace("\0", ""))


def _acting(session: CommuneSession) -> None:
    work_order.movers(session)


def _editable(session: CommuneSession, order: str) -> Order:
    work_order.movers(session, MAKERS)
    return find(session, order)


def _gather(
    session: CommuneSession, found: Order, wanted: Gathered, context: Context, version: int | None
) -> Order:
    return order_stops.gather(
        session,
        found.id,
        reports=wanted.reports,
        about=[(session.layer(each.layer), each.id) for each in wanted.assets],
        now=context.now(),
        version=version,
    )


def read(session: CommuneSession, context: Context, wanted: OrderBody, language: str) -> Wanted:
    """Return what an order shall say, checked.

    Raises
    ------
    Invalid, UnknownThing
    """
    items: tuple[checklist.Item, ...]
    if wanted.template and not wanted.checklist:
        items = checklists.get(session, wanted.template)
    else:
        items, issues = checklist.read(wanted.checklist)
        if issues:
            raise Invalid(issues)
    says = wanted.model_dump(exclude={"template", "checklist", "photos", "materials"})
    known = {name: says[name] for name in Wanted.__slots__ if name in says}
    return Wanted(
        **known
        | {
            "language": wanted.language or (language if language in LANGUAGES else "lb"),
            "materials": tuple(wanted.materials),
            "checklist": items,
            "photos_before": wanted.photos.before,
            "photos_after": wanted.photos.after,
            "assignee": crews.check(session, context, wanted.assignee),
        }
    )


def brief(order: Order, counts: Mapping[UUID, tuple[int, int, int]]) -> dict[str, Any]:
    """Return an order as it stands in a list."""
    says, (stops, closed, reports) = order.says, counts.get(order.id, (0, 0, 0))
    return {
        "id": str(order.id),
        "number": order.number,
        "version": order.version,
        "state": order.state.value,
        "kind": says.kind.value,
        "title": says.title,
        "priority": says.priority,
        "danger": says.danger,
        "begins": says.begins,
        "ends": says.ends,
        "assignee": says.assignee,
        "stops": stops,
        "closed": closed,
        "reports": reports,
        "changed_at": order.changed_at,
    }


def told(session: CommuneSession, order: Order) -> dict[str, Any]:
    """Return an order with everything that the viewer may see of it."""
    says = order.says
    stops = work_order.stops(session, order.id)
    named = relations.referred(
        session, [(s.layer.name, s.asset) for s in stops if s.layer and s.asset]
    )
    who = MOVERS[session.viewer.role]
    return brief(order, work_order.counts(session, [order.id])) | {
        "text": says.text,
        "language": says.language,
        "materials": [each.model_dump() for each in says.materials],
        "checklist": checklist.to_json(says.checklist),
        "photos": {"before": says.photos_before, "after": says.photos_after},
        "estimate_eur": says.estimate_eur,
        "actual_eur": says.actual_eur,
        "may_edit": bool(EDITORS[order.state] & who),
        "next": [each.value for each in order_moves.possible(session, order)],
        "stops": [
            {
                "id": str(each.id),
                "order": each.position,
                "place": geojson(session, each.place),
                "layer": each.layer and each.layer.name,
                "asset": each.asset and str(each.asset),
                "code": named[each.layer.name, each.asset].code
                if each.layer and each.asset and (each.layer.name, each.asset) in named
                else None,
                "state": each.state.value,
                "outcome": each.outcome and each.outcome.value,
                "notes": each.notes,
                "closed_at": each.closed_at,
                "reports": [
                    {
                        "number": one.number,
                        "service_code": one.service_code,
                        "state": one.state.value,
                        "open": one.open,
                    }
                    for one in each.reports
                ],
            }
            for each in stops
        ],
        "history": [
            {"at": each.at, "from": each.before, "to": each.after, "reason": each.reason}
            for each in work_order.history(session, order.id)
        ],
    }
