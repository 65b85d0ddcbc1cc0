"""What the pages of the workplace have in common: how they leave, and what they tell."""

from __future__ import annotations

import gzip
from http import HTTPStatus
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse

from api.language import rest_of_query
from api.pages.templating import render
from api.pages.words import WORDS
from field_capture.states.order import OrderMoveNotAllowed
from field_capture.states.report import MoveNotAllowed
from gis.errors import Invalid, NetzkaartError
from gis.maps.words import notice_in
from gis.session import CommuneSession

HEADERS = {
    "Cache-Control": "private, no-store",
    "Vary": "Accept-Encoding, Accept-Language, Cookie, Authorization",
}


def page(
    request: Request,
    template: str,
    language: str,
    *,
    status: HTTPStatus = HTTPStatus.OK,
    **values: Any,
) -> HTMLResponse:
    """Return a page for its reader alone, compressed where the browser takes that."""
    same = {"nonce": request.state.nonce, "kept_query": rest_of_query(request)}
    body = render(template, language, **same, **values).encode()
    headers = dict(HEADERS)
    if "gzip" in request.headers.get("accept-encoding", ""):
        headers["Content-Encoding"] = "gzip"
        body = gzip.compress(body, 5)
    return HTMLResponse(body, status, headers=headers)


def notice_of(session: CommuneSession, language: str) -> str:
    """Return what every map of the commune says under its title, here too."""
    return " ".join(notice_in(session.commune.notice, language)).strip()


def told_error(error: NetzkaartError, language: str) -> str:
    """Return everything that is wrong, in sentences."""
    if isinstance(error, Invalid):
        return " ".join(each.sentence.to(language) for each in error.issues)
    if isinstance(error, MoveNotAllowed):
        return _named(error, "desk_state_", language)
    if isinstance(error, OrderMoveNotAllowed):
        return _named(error, "order_state_", language)
    return error.sentence.to(language)


def _named(error: MoveNotAllowed | OrderMoveNotAllowed, prefix: str, language: str) -> str:
    """Return a refusal with states by the names that the page has for them."""

    def words(codes: str) -> str:
        known = (WORDS.get(f"{prefix}{each}") for each in codes.split(", "))
        return ", ".join(each.to(language) for each in known if each) or codes

    told = type(error)(words(error.found), words(error.wanted), words(error.known))
    return told.sentence.to(language)
