"""The photos of an order's repairs: sent from a desk, looked at, blacked out, shown to citizens.

What one has looked at is named by its content, so that nothing else is released.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from http import HTTPStatus
from typing import Annotated
from urllib.parse import urlencode
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import RedirectResponse
from starlette.datastructures import UploadFile

from api.bodies import Sent
from api.context import Context, blobs
from api.dependencies import ContextOf, Language, ReadSession, ViewerOf
from api.limits import told_size
from api.pages import doors
from api.pages.orders import view as order_view
from api.pages.words import WORDS
from api.pages.words.orders import ORDER_WORDS
from api.problems import status_of
from api.routes.desk.inbox import DeskSession, one
from api.routes.desk.photos import boxes_of
from api.routes.orders.pages import Number
from api.routes.orders.service import OrderSession, find
from api.routes.workplace import HEADERS, page, told_error
from field_capture.orders import closing as order_closing
from field_capture.orders import photos as order_photos
from field_capture.orders import release
from field_capture.orders.release import Picture
from field_capture.reports import photos as report_photos
from field_capture.states.order import StopState
from gis.blobs import Blobs
from gis.errors import Invalid, Issue, NetzkaartError, TooLarge, UnknownThing
from gis.exchange.desk import safe_name
from gis.session import CommuneSession
from gis.viewer import Action

router = APIRouter(prefix="/{commune}/orders/{order}", include_in_schema=False)

_AT_ONCE = 10


def _blobs(context: Context, session: CommuneSession) -> Blobs:
    return report_photos.blobs_of(context.settings.home, session.commune.name)


@router.get("/photos")
def look(
    order: Number,
    request: Request,
    session: ReadSession,
    language: Language,
    told: Annotated[str, Query(max_length=20)] = "",
) -> Response:
    """Show the photos of an order's repairs, each once: looked at before citizens see them."""
    done = ORDER_WORDS.get(f"order_told_{told}")
    return _page(request, session, language, order, done.to(language) if done else "")


def _page(  # noqa: PLR0913  what the page shows
    request: Request,
    session: CommuneSession,
    language: str,
    order: str,
    done: str = "",
    wrong: NetzkaartError | None = None,
) -> Response:
    found = find(session, order)
    pictures = release.pictures(session, found.id)
    return page(
        request,
        "order_photos.html",
        language,
        status=status_of(wrong) if wrong else HTTPStatus.OK,
        commune=session.commune,
        workplace=doors.place(session.commune, session.viewer, doors.ORDERS),
        order=found,
        pictures=pictures,
        reports=len({copy.number for each in pictures for copy in each.copies}),
        lines=order_view.stops(session, found, language),
        handles=session.viewer.may(Action.HANDLE_REPORTS),
        may_send=session.viewer.may(Action.CAPTURE),
        done=done,
        wrong=told_error(wrong, language) if wrong else "",
    )


@router.post("/photos")
def act(  # noqa: PLR0913  the parts of a request
    order: Number,
    request: Request,
    session: DeskSession,
    context: ContextOf,
    language: Language,
    form: Sent,
) -> Response:
    """Show the pictures that were seen to the citizens of all their reports, or no longer."""
    session.viewer.must(Action.HANDLE_REPORTS)
    found, deed = find(session, order), one(form, "act")
    if deed not in ("release", "hide"):
        raise Invalid([Issue("review_nothing", "act")])
    try:
        with session.connection.begin_nested():
            public = deed == "release"
            seen = form.get("seen", [])
            release.release(session, found.id, seen, context.now(), public=public)
    except Invalid as error:
        return _page(request, session, language, order, wrong=error)
    return _onward(session, found.number, language, "released" if public else "hidden")


def _onward(session: CommuneSession, number: str, language: str, told: str) -> Response:
    query = urlencode({"told": told, "lang": language})
    address = f"/{session.commune.name}/orders/{number}/photos?{query}"
    return RedirectResponse(address, HTTPStatus.SEE_OTHER, headers=HEADERS)


# --- Blacking out ---------------------------------------------------------------------------------


@router.get("/photos/{sha256}/redact")
def easel(
    order: Number, sha256: str, request: Request, session: ReadSession, language: Language
) -> Response:
    """Show a picture to draw boxes on."""
    session.viewer.must(Action.HANDLE_REPORTS)
    return _easel(request, session, language, order, sha256)


def _easel(  # noqa: PLR0913  what the page shows
    request: Request,
    session: CommuneSession,
    language: str,
    order: str,
    sha256: str,
    *,
    wrong: str = "",
    status: HTTPStatus = HTTPStatus.OK,
) -> Response:
    found = find(session, order)
    picture = _picture(session, order, sha256)
    base, first = f"/{session.commune.name}", picture.copies[0]
    return page(
        request,
        "desk_photo.html",
        language,
        status=status,
        commune=session.commune,
        workplace=doors.place(session.commune, session.viewer, doors.ORDERS),
        number=found.number,
        photo=picture,
        picture=f"{base}/reports/{first.number}/photos/{first.photo}",
        action=f"{base}/orders/{found.number}/photos/{sha256}/redact",
        back=f"{base}/orders/{found.number}/photos",
        alt=WORDS["order_result_photo"].to(language),
        wrong=wrong,
    )


def _picture(session: CommuneSession, order: str, sha256: str) -> Picture:
    for each in release.pictures(session, find(session, order).id):
        if each.sha256 == sha256:
            return each
    raise UnknownThing("photo", sha256[:16])


@router.post("/photos/{sha256}/redact")
def redact(  # noqa: PLR0913  the parts of a request
    order: Number,
    sha256: str,
    request: Request,
    session: DeskSession,
    context: ContextOf,
    language: Language,
    form: Sent,
) -> Response:
    """Black out parts of a picture for good, for all reports that have it."""
    session.viewer.must(Action.HANDLE_REPORTS)
    found = find(session, order)
    try:
        with session.connection.begin_nested():
            boxes = boxes_of(form)
            release.redact(session, _blobs(context, session), found.id, sha256, boxes)
    except Invalid as error:
        said, status = told_error(error, language), status_of(error)
        return _easel(request, session, language, order, sha256, wrong=said, status=status)
    return _onward(session, found.number, language, "saved")


# --- Sending --------------------------------------------------------------------------------------


async def _files(request: Request, viewer: ViewerOf) -> AsyncIterator[tuple[list[UploadFile], str]]:
    """Receive files, from those only who may send some."""
    viewer.must(Action.CAPTURE)
    form = await request.form(max_files=_AT_ONCE, max_fields=10)
    try:
        files = [each for each in form.getlist("file") if isinstance(each, UploadFile)]
        yield [each for each in files if each.filename], str(form.get("stop") or "")
    finally:
        await form.close()


@router.post("/pictures")
def send(  # noqa: PLR0913  the parts of a request
    order: Number,
    request: Request,
    session: OrderSession,
    context: ContextOf,
    language: Language,
    sent: Annotated[tuple[list[UploadFile], str], Depends(_files)],
) -> Response:
    """Keep photos of a stop that somebody has at a desk: all of them or none."""
    session.viewer.must(Action.CAPTURE)
    found, (files, name) = find(session, order), sent
    try:
        with session.connection.begin_nested():
            _keep(session, context, found.id, files, name)
    except NetzkaartError as error:
        return _page(request, session, language, order, wrong=error)
    return _onward(session, found.number, language, "saved")


def _keep(
    session: CommuneSession, context: Context, order: UUID, files: list[UploadFile], name: str
) -> None:
    most = context.settings.max_file_bytes
    if not files:
        raise Invalid([Issue("missing", "file")])
    stop = order_closing.stop_named(session, order, name)
    moment = "before" if stop.state is StopState.OPEN else "after"
    store = blobs(context, session.commune.name)
    for file in files:
        data = file.file.read(most + 1)
        if len(data) > most:
            raise TooLarge(told_size(most))
        taken = (data, safe_name(file.filename or ""))
        home, now = context.settings.home, context.now()
        order_photos.add(session, stop, taken, moment, store, home, now)
