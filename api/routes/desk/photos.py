"""Photos of reports at the desk: seen before anybody else sees them, blacked out, released."""

from __future__ import annotations

from datetime import datetime
from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse

from api.bodies import Sent
from api.context import Context
from api.dependencies import ContextOf, Language, ReadSession
from api.pages import doors
from api.pages.words import WORDS
from api.problems import status_of
from api.routes.desk.inbox import DeskSession, one
from api.routes.desk.report import Form
from api.routes.workplace import HEADERS, page, told_error
from field_capture.desk import inbox as desk
from field_capture.desk import moderation
from field_capture.reports import photos as report_photos
from field_capture.reports.photos import ReportPhoto
from gis.blobs import Blobs
from gis.errors import Invalid, Issue, UnknownThing
from gis.photos import Box
from gis.session import CommuneSession
from gis.viewer import Action

router = APIRouter(
    prefix="/{commune}/reports/{number}/photos/{photo}",
    include_in_schema=False,
)

_HEADERS = {
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, no-store",
    "Vary": "Authorization, Cookie",
}
_MOST_BOXES = 50
_PERCENT = 100


def _blobs(context: Context, session: CommuneSession) -> Blobs:
    return report_photos.blobs_of(context.settings.home, session.commune.name)


def _found(
    session: CommuneSession, context: Context, number: str, photo: UUID
) -> tuple[UUID, ReportPhoto]:
    session.viewer.must(Action.SEE_REPORTS)
    report = desk.sheet(session, number, context.now()).filed.id
    for each in report_photos.listed(session, report, public=False):
        if each.id == photo:
            return report, each
    raise UnknownThing("photo", str(photo))


@router.get("")
def picture(
    number: str,
    photo: UUID,
    session: ReadSession,
    context: ContextOf,
    size: Annotated[str, Query(max_length=10)] = "",
) -> Response:
    """Return a photo, released or not."""
    _, found = _found(session, context, number, photo)
    small = size == "thumb"
    body = _blobs(context, session).get(found.thumb if small else found.sha256)
    kind = "jpeg" if small else found.kind
    return Response(body, media_type=f"image/{kind}", headers=_HEADERS)


@router.get("/redact")
def easel(  # noqa: PLR0913  the parts of a request
    number: str,
    photo: UUID,
    request: Request,
    session: ReadSession,
    context: ContextOf,
    language: Language,
) -> Response:
    """Show a photo to draw boxes on."""
    session.viewer.must(Action.HANDLE_REPORTS)
    return _easel(request, session, context, language, number, photo)


def _easel(  # noqa: PLR0913  what the page shows
    request: Request,
    session: CommuneSession,
    context: Context,
    language: str,
    number: str,
    photo: UUID,
    *,
    wrong: str = "",
    status: HTTPStatus = HTTPStatus.OK,
) -> Response:
    _, found = _found(session, context, number, photo)
    return page(
        request,
        "desk_photo.html",
        language,
        status=status,
        commune=session.commune,
        workplace=doors.place(session.commune, session.viewer, doors.DESK),
        number=number,
        photo=found,
        picture=f"/{session.commune.name}/reports/{number}/photos/{photo}",
        action=f"/{session.commune.name}/reports/{number}/photos/{photo}",
        back=f"/{session.commune.name}/reports/{number}",
        alt=WORDS["desk_photo"].format(n="").to(language).strip(),
        wrong=wrong,
    )


@router.post("")
def act(  # noqa: PLR0913  the parts of a request
    number: str,
    photo: UUID,
    request: Request,
    session: DeskSession,
    context: ContextOf,
    language: Language,
    form: Sent,
) -> Response:
    """Release a photo, hide it, black out parts of it for good, or delete it."""
    session.viewer.must(Action.HANDLE_REPORTS)
    report, _ = _found(session, context, number, photo)
    try:
        with session.connection.begin_nested():
            _done(session, _blobs(context, session), report, photo, form, context.now())
    except Invalid as error:
        said, status = told_error(error, language), status_of(error)
        return _easel(request, session, context, language, number, photo, wrong=said, status=status)
    address = f"/{session.commune.name}/reports/{number}?told=saved&lang={language}#pictures"
    return RedirectResponse(address, HTTPStatus.SEE_OTHER, headers=HEADERS)


def _done(  # noqa: PLR0913  what, with what, and when
    session: CommuneSession,
    blobs: Blobs,
    report: UUID,
    photo: UUID,
    form: Form,
    now: datetime,
) -> None:
    match one(form, "act"):
        case "release" | "hide" as deed:
            public = deed == "release"
            moderation.release_photo(session, report, photo, now, public=public)
        case "remove":
            moderation.remove_photo(session, blobs, report, photo)
        case "redact":
            moderation.redact(session, blobs, report, photo, boxes_of(form))
        case _:
            raise Invalid([Issue("review_nothing", "act")])


def boxes_of(form: Form) -> list[Box]:
    """Return the boxes of a form: left, top, right, bottom in per cent, one a line.

    Raises
    ------
    Invalid
    """
    lines = [line for text in form.get("boxes", []) for line in text.splitlines() if line.strip()]
    found: list[Box] = []
    for line in lines[: _MOST_BOXES + 1]:
        try:
            left, top, right, bottom = (
                float(part) / _PERCENT for part in line.replace(",", " ").split()
            )
        except ValueError:
            raise Invalid([Issue("redaction_boxes", "boxes")]) from None
        found.append((left, top, right, bottom))
    if len(found) > _MOST_BOXES:
        raise Invalid([Issue("redaction_boxes", "boxes")])
    return found
