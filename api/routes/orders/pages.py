"""The pages of work orders: all of them, one of them, its sheet of paper."""

from __future__ import annotations

from datetime import datetime
from http import HTTPStatus
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.responses import RedirectResponse

from api import crews
from api.bodies import Sent
from api.context import Context
from api.dependencies import ContextOf, Language, ReadSession
from api.pages import doors
from api.pages.desk import view as desk_view
from api.pages.orders import form as order_form
from api.pages.orders import paper as order_paper
from api.pages.orders import view as order_view
from api.pages.orders.form import Form
from api.pages.words import WORDS
from api.problems import status_of
from api.routes.orders.deeds import DO, Desk
from api.routes.orders.service import OrderSession, find
from api.routes.workplace import HEADERS, notice_of, page, told_error
from field_capture.orders import announcing, followers, release, work_order
from field_capture.orders import moves as order_moves
from field_capture.orders import stops as order_stops
from field_capture.orders import words as order_words
from field_capture.orders.materials import written
from field_capture.orders.says import Wanted
from field_capture.orders.work_order import Order
from field_capture.states.order import EDITORS, MAKERS, OVER, OrderKind, OrderState, Outcome
from field_capture.states.report import MOVERS
from field_capture.tasks import checklists
from gis import local_time
from gis.errors import Invalid, Issue, NetzkaartError
from gis.session import CommuneSession
from gis.viewer import Action
from layers.spec import LANGUAGES

router = APIRouter(prefix="/{commune}/orders", include_in_schema=False)

Number = Annotated[str, Path(max_length=40)]
_BOARD = (OrderState.DRAFT, OrderState.PLANNED, OrderState.IN_PROGRESS, OrderState.DONE)
_OPEN = tuple(each for each in OrderState if each not in OVER)
_COLUMN = 20


@router.get("")
def every(  # noqa: PLR0913  the parameters of the address
    request: Request,
    session: ReadSession,
    context: ContextOf,
    language: Language,
    state: Annotated[str, Query(max_length=20)] = "",
    mine: Annotated[str, Query(max_length=1)] = "",
    view: Annotated[str, Query(max_length=10)] = "",
    reports: Annotated[str, Query(max_length=3000)] = "",
    asset: Annotated[str, Query(max_length=100)] = "",
) -> Response:
    """Show the orders as a list or a board; `reports` or `asset` begin a new one."""
    session.viewer.must(Action.SEE_REPORTS)
    given = {"numbers": [reports], "asset": [asset] if asset else []}
    asked = {"state": state, "mine": mine, "view": view}
    return _every(request, session, context, language, asked, given)


def _every(  # noqa: PLR0913  what a page shows
    request: Request,
    session: CommuneSession,
    context: Context,
    language: str,
    asked: dict[str, str],
    given: Form,
    wrong: NetzkaartError | None = None,
) -> Response:
    board = asked["view"] == "board"
    state = asked["state"]
    states = (OrderState(state),) if state in set(OrderState) else () if state else _OPEN
    found = work_order.listed(
        session,
        states=_BOARD if board else states,
        assignee=session.viewer.actor if asked["mine"] == "1" else None,
    )
    may_make = bool(MOVERS[session.viewer.role] & MAKERS)
    return page(
        request,
        "orders.html",
        language,
        status=status_of(wrong) if wrong else HTTPStatus.OK,
        **_frame(session, language),
        orders=found,
        columns=[(each, [o for o in found if o.state is each][:_COLUMN]) for each in _BOARD],
        counts=work_order.counts(session, [each.id for each in found]),
        states=list(OrderState),
        asked=asked,
        board=board,
        people=dict(crews.known(session, context)),
        worn=order_view.worn(session, context.now(), language) if may_make else [],
        key=order_view.asset_key,
        may_make=may_make,
        kinds=list(OrderKind),
        given=given,
        wrong=told_error(wrong, language) if wrong else "",
    )


def _frame(session: CommuneSession, language: str) -> dict[str, Any]:
    return {
        "commune": session.commune,
        "workplace": doors.place(session.commune, session.viewer, doors.ORDERS),
        "notice": notice_of(session, language),
    }


@router.post("")
def make(
    request: Request, session: OrderSession, context: ContextOf, language: Language, form: Sent
) -> Response:
    """Make a draft of what a form names; then its page is where one goes on."""
    work_order.movers(session, MAKERS)
    try:
        with session.connection.begin_nested():
            made = _made(session, context.now(), language, form)
    except NetzkaartError as error:
        asked = {"state": "", "mine": "", "view": ""}
        return _every(request, session, context, language, asked, form, error)
    return _onward(session, made, language, "made")


def _made(session: CommuneSession, now: datetime, language: str, form: Form) -> Order:
    numbers, about = order_form.gathered(session, form)
    kind = order_form.text(form, "kind")
    says = Wanted(
        title=order_form.text(form, "title"),
        kind=OrderKind(kind) if kind in set(OrderKind) else OrderKind.REPAIR,
        language=language if language in LANGUAGES else "lb",
    )
    made = work_order.make(session, says, now)
    if not numbers and not about:
        return made
    return order_stops.gather(session, made.id, reports=numbers, about=about, now=now)


def _onward(session: CommuneSession, order: Order, language: str, told: str) -> Response:
    query = urlencode({"told": told, "lang": language})
    address = f"/{session.commune.name}/orders/{order.number}?{query}"
    return RedirectResponse(address, HTTPStatus.SEE_OTHER, headers=HEADERS)


@router.get("/{order}")
def one(  # noqa: PLR0913  the parameters of the address
    order: Number,
    request: Request,
    session: ReadSession,
    context: ContextOf,
    language: Language,
    told: Annotated[str, Query(max_length=20)] = "",
) -> Response:
    """Show an order: its stops on their way, what it says, what can be done with it."""
    word = WORDS.get(f"order_told_{told}")
    done = word.to(language) if word else ""
    return _one(Desk(request, session, context, language, find(session, order)), done=done)


def _one(
    desk: Desk, *, done: str = "", wrong: NetzkaartError | None = None, form: Form | None = None
) -> Response:
    session, order, language = desk.session, desk.order, desk.language
    who = MOVERS[session.viewer.role]
    lines = order_view.stops(session, order, language)
    may_edit = bool(EDITORS[order.state] & who)
    now = desk.context.now()
    return page(
        desk.request,
        "order.html",
        language,
        status=status_of(wrong) if wrong else HTTPStatus.OK,
        **_frame(session, language),
        order=order,
        says=order.says,
        lines=lines,
        picture=order_view.picture(session, lines, language),
        materials=written(order.says.materials),
        people=crews.known(session, desk.context),
        templates=list(checklists.listed(session)) if session.viewer.may(Action.CAPTURE) else [],
        next_states=[each.value for each in order_moves.possible(session, order)],
        may_edit=may_edit,
        may_close=order.state in (OrderState.PLANNED, OrderState.IN_PROGRESS)
        and session.viewer.may(Action.CAPTURE),
        pictures=release.pictures(session, order.id),
        outcomes=[(each, order_words.OUTCOMES[each].to(language)) for each in Outcome],
        kinds=list(OrderKind),
        belonging=order_view.belonging(session, now, language)
        if may_edit and order.state is OrderState.DRAFT
        else [],
        worn=[
            line
            for each in lines
            if each.asset and each.open and order.says.kind is not OrderKind.REPLACEMENT
            for line in order_view.worn(session, now, language, each.asset.id)
        ],
        key=order_view.asset_key,
        announced=announcing.words_of(session, order.id),
        concerned=followers.counts(session, [order.id]).get(order.id, 0),
        may_announce=session.viewer.may(Action.HANDLE_REPORTS) and order.state not in OVER,
        tongues=desk_view.TONGUES,
        typed=form or {},
        history=work_order.history(session, order.id),
        done=done,
        wrong=told_error(wrong, language) if wrong else "",
    )


@router.get("/{order}/sheet.pdf")
def sheet(
    order: Number,
    request: Request,
    session: ReadSession,
    context: ContextOf,
    language: Language,
) -> Response:
    """Return the order on paper: map, stops to tick, materials, the way back to its page."""
    tour = find(session, order)
    back = f"{str(request.base_url).rstrip('/')}/{session.commune.name}/orders/{tour.number}"
    names = dict(crews.known(session, context))
    found = order_paper.render(
        session,
        tour,
        language,
        back=back,
        crew=names.get(tour.says.assignee or "", tour.says.assignee or ""),
        today=local_time.day(context.now()),
    )
    headers = {
        "Cache-Control": "private, no-store",
        "Content-Disposition": f'inline; filename="{tour.number}.pdf"',
    }
    return Response(found, media_type="application/pdf", headers=headers)


@router.post("/{order}")
def act(  # noqa: PLR0913  the request's parts
    order: Number,
    request: Request,
    session: OrderSession,
    context: ContextOf,
    language: Language,
    form: Sent,
) -> Response:
    """Do what a form asks for: save, add, take out, put in order, move, close a stop."""
    work_order.movers(session)
    desk = Desk(request, session, context, language, find(session, order))
    action, _, detail = order_form.text(form, "action").partition(".")
    if action not in DO:
        raise Invalid([Issue("missing", "action")])
    try:
        with session.connection.begin_nested():
            told = DO[action](desk, form, detail)
    except NetzkaartError as error:
        return _one(desk, wrong=error, form=form)
    return _onward(session, desk.order, language, told)
