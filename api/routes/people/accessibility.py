"""The accessibility statement, and what people answer to it. It needs no JavaScript."""

from __future__ import annotations

from datetime import timedelta
from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from api import feedback
from api.context import Context
from api.dependencies import ContextOf, Language, ViewerOf
from api.feedback import Message
from api.language import language_of
from api.pages import doors
from api.pages.templating import render
from api.pages.words import LANGUAGE_NAMES
from api.pages.words.accessibility import COMPLAINTS, NOT_YET, PREPARED, WORDS
from api.problems import status_of
from api.security.pace import Pace
from gis import communes
from gis.errors import Invalid, NetzkaartError
from gis.viewer import Action

router = APIRouter(include_in_schema=False)

_LANGUAGES = LANGUAGE_NAMES | {"pt": "Português"}
_PRIVATE = {"Cache-Control": "no-store"}
_MOST, _WITHIN = 6, timedelta(hours=1)
"""Messages from one network."""

Words = Annotated[str, Form(max_length=10_000)]


def new_pace() -> Pace:
    """Return what an application counts messages with."""
    return Pace(_MOST, _WITHIN)


@router.get("/accessibility")
def statement(
    request: Request, context: ContextOf, commune: str = "", sent: str = ""
) -> HTMLResponse:
    """Tell how accessible the pages are, and ask what is not."""
    return _page(request, context, commune, thanks=bool(sent))


def _page(  # noqa: PLR0913  what the page shows
    request: Request,
    context: Context,
    commune: str,
    *,
    thanks: bool = False,
    message: str = "",
    contact: str = "",
    error: NetzkaartError | None = None,
) -> HTMLResponse:
    language = language_of(request, tuple(_LANGUAGES))
    with context.engine.connect() as connection:
        known = communes.every(connection)
    html = render(
        "accessibility.html",
        language,
        languages=_LANGUAGES,
        a={key: word.to(language) for key, word in WORDS.items()},
        not_yet=[each.to(language) for each in NOT_YET],
        prepared=PREPARED,
        complaints=COMPLAINTS,
        site=context.settings.public_url or str(request.base_url),
        reach=context.settings.accessibility_contact,
        days=context.settings.feedback_kept_days,
        known=known,
        chosen=commune,
        message=message,
        contact=contact,
        thanks=thanks,
        wrong=_told(error, language),
    )
    status = status_of(error) if error else HTTPStatus.OK
    return HTMLResponse(html, status, headers=_PRIVATE)


def _told(error: NetzkaartError | None, language: str) -> list[str]:
    if isinstance(error, Invalid):
        return [issue.sentence.to(language) for issue in error.issues]
    return [error.sentence.to(language)] if error else []


@router.post("/accessibility")
def send(  # noqa: PLR0913  the form's fields
    request: Request,
    context: ContextOf,
    commune: Words = "",
    message: Words = "",
    contact: Words = "",
    website: Words = "",
) -> Response:
    """Keep a message for the administrators of a commune."""
    language = language_of(request, tuple(_LANGUAGES))
    told = Message(message.strip(), contact.strip() or None, language, trap=website)
    now = context.now()
    try:
        told.check()
        with context.engine.begin() as connection:
            found = communes.find(connection, commune)
            request.app.state.feedback_pace.step(request.client and request.client.host, now)
            kept_for = timedelta(days=context.settings.feedback_kept_days)
            feedback.keep(connection, found.name, told, now, kept_for)
    except NetzkaartError as error:
        return _page(request, context, commune, message=message, contact=contact, error=error)
    onward = f"/accessibility?lang={language}&commune={found.name}&sent=1#feedback"
    return RedirectResponse(onward, HTTPStatus.SEE_OTHER, headers=_PRIVATE)


# --- Reading them --------------------------------------------------------------------------------


@router.get("/{commune}/feedback")
def messages(
    commune: str, context: ContextOf, viewer: ViewerOf, language: Language
) -> HTMLResponse:
    """Show a commune's messages to who administers it."""
    with context.engine.begin() as connection:
        found = communes.find(connection, commune)
        viewer.must(Action.ADMINISTER)
        html = render(
            "feedback.html",
            language,
            commune=found,
            workplace=doors.place(found, viewer),
            messages=feedback.recent(connection, commune, context.now()),
        )
    return HTMLResponse(html, headers=_PRIVATE)


@router.post("/{commune}/feedback/{message}/remove")
def remove(
    commune: str, message: UUID, context: ContextOf, viewer: ViewerOf, language: Language
) -> Response:
    """Delete a message."""
    with context.engine.begin() as connection:
        communes.find(connection, commune)
        viewer.must(Action.ADMINISTER)
        feedback.remove(connection, commune, message)
    onward = f"/{commune}/feedback?lang={language}"
    return RedirectResponse(onward, HTTPStatus.SEE_OTHER, headers=_PRIVATE)
