"""Errors as RFC 9457 problems: the one table from conditions to HTTP."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

import orjson
import structlog
from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from api.language import language_of
from api.pages.templating import render
from api.security import errors as accounts
from gis import errors
from layers.spec import Text

log = structlog.get_logger()

STATUS: Mapping[type[errors.NetzkaartError], HTTPStatus] = {
    errors.NotFound: HTTPStatus.NOT_FOUND,
    errors.Conflict: HTTPStatus.CONFLICT,
    errors.StaleVersion: HTTPStatus.PRECONDITION_FAILED,
    errors.Unauthenticated: HTTPStatus.UNAUTHORIZED,
    errors.NotAllowed: HTTPStatus.FORBIDDEN,
    errors.CursorGone: HTTPStatus.GONE,
    errors.TooLarge: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    errors.Unreadable: HTTPStatus.BAD_REQUEST,
    errors.UnknownCrs: HTTPStatus.BAD_REQUEST,
    errors.CrsNeeded: HTTPStatus.BAD_REQUEST,
    errors.BadName: HTTPStatus.BAD_REQUEST,
    errors.Invalid: HTTPStatus.UNPROCESSABLE_ENTITY,
    errors.VersionMissing: HTTPStatus.PRECONDITION_REQUIRED,
    errors.UndoRefused: HTTPStatus.CONFLICT,
    errors.BadPersonName: HTTPStatus.BAD_REQUEST,
    errors.RightMissing: HTTPStatus.FORBIDDEN,
    errors.DatabaseUnreachable: HTTPStatus.SERVICE_UNAVAILABLE,
    errors.DatabaseUnfit: HTTPStatus.SERVICE_UNAVAILABLE,
    accounts.SignInRefused: HTTPStatus.UNAUTHORIZED,
    accounts.SlowDown: HTTPStatus.TOO_MANY_REQUESTS,
    accounts.WeakPassword: HTTPStatus.UNPROCESSABLE_ENTITY,
    accounts.LinkGone: HTTPStatus.GONE,
    accounts.BadLogin: HTTPStatus.UNPROCESSABLE_ENTITY,
    accounts.PasskeyRefused: HTTPStatus.UNAUTHORIZED,
    accounts.CrossSite: HTTPStatus.FORBIDDEN,
}

BUSY = Text(
    "D'Datebank äntwert grad net. Probéiert et an enger Minutt nach emol; näischt ass verluer.",
    "La base de données ne répond pas. Réessayez dans une minute; rien n'a été perdu.",
    "Die Datenbank antwortet gerade nicht. Versuchen Sie es in einer Minute noch einmal; "
    "nichts ging verloren.",
    "The database does not answer at the moment. Try again in a minute; nothing was lost.",
)
UNEXPECTED = Text(
    "Dat war eise Feeler. E gouf opgeschriwwen; näischt gouf geännert.",
    "L'erreur vient de nous. Elle est notée; rien n'a été changé.",
    "Das war unser Fehler. Er ist notiert; nichts wurde geändert.",
    "The mistake is ours. It has been noted; nothing was changed.",
)


def status_of(error: errors.NetzkaartError) -> HTTPStatus:
    """Return the HTTP status of an error, by the nearest class in the table."""
    for kind in type(error).__mro__:
        if kind in STATUS:
            return STATUS[kind]
    raise LookupError(type(error))


def problem(status: int, code: str, title: str, detail: str, **members: Any) -> Response:
    """Return an RFC 9457 problem."""
    body = {
        "type": f"urn:netzkaart:problem:{code}",
        "title": title,
        "status": int(status),
        "detail": detail,
        **members,
    }
    headers = {"Cache-Control": "no-store"}
    if status == HTTPStatus.UNAUTHORIZED:
        headers["WWW-Authenticate"] = "Bearer"
    return Response(
        orjson.dumps(body, default=str),
        status_code=int(status),
        media_type="application/problem+json",
        headers=headers,
    )


def from_error(error: errors.NetzkaartError, language: str) -> Response:
    """Return the problem that tells an error in the reader's language."""
    status = status_of(error)
    members: dict[str, Any] = {}
    if isinstance(error, errors.Invalid):
        members["issues"] = [issue.to_json(language) for issue in error.issues]
    detail = error.sentence.to(language)
    answer = problem(status, error.code, status.phrase, detail, **members)
    if isinstance(error, accounts.SlowDown):
        answer.headers["Retry-After"] = str(error.seconds)
    return answer


def _as_asked(request: Request, answer: Response) -> Response:
    """Let a person in a browser read the problem on a page; programs get it as it is."""
    accepted = request.headers.get("accept", "")
    if not accepted.startswith("text/html"):
        return answer
    told = orjson.loads(bytes(answer.body))
    html = render("problem.html", language_of(request), problem=told)
    page = HTMLResponse(html, answer.status_code, headers={"Cache-Control": "no-store"})
    if "retry-after" in answer.headers:
        page.headers["Retry-After"] = answer.headers["retry-after"]
    return page


def install(app: FastAPI) -> None:
    """Let the app answer every error with a problem."""

    @app.exception_handler(errors.NetzkaartError)
    async def _known(request: Request, error: errors.NetzkaartError) -> Response:
        return _as_asked(request, from_error(error, language_of(request)))

    @app.exception_handler(RequestValidationError)
    async def _parameters(request: Request, error: RequestValidationError) -> Response:
        issues = [
            {"path": ".".join(map(str, each["loc"])), "code": each["type"], "message": each["msg"]}
            for each in error.errors()
        ]
        found = errors.Invalid([])
        found.count = len(issues)
        detail = found.sentence.to(language_of(request))
        answer = problem(422, "invalid", "Unprocessable Content", detail, issues=issues)
        return _as_asked(request, answer)

    @app.exception_handler(HTTPException)
    async def _http(request: Request, error: HTTPException) -> Response:
        title = HTTPStatus(error.status_code).phrase
        code = title.lower().replace(" ", "_")
        detail = str(error.detail)
        if error.status_code == HTTPStatus.NOT_FOUND:
            unknown = errors.UnknownThing("page", request.url.path[:80])
            detail = unknown.sentence.to(language_of(request))
        answer = problem(error.status_code, code, title, detail)
        if error.headers and "Allow" in error.headers:
            answer.headers["Allow"] = error.headers["Allow"]
        return _as_asked(request, answer)

    @app.exception_handler(IntegrityError)
    async def _contradiction(request: Request, error: IntegrityError) -> Response:
        # Deferred references fail at the commit, where two people were faster than our checks.
        log.warning("refused at the commit", path=request.url.path, error=str(error)[:300])
        return from_error(errors.Conflict(), language_of(request))

    @app.exception_handler(OperationalError)
    @app.exception_handler(PoolTimeout)
    async def _busy(request: Request, error: Exception) -> Response:
        log.warning("database does not answer", path=request.url.path, error=str(error)[:300])
        detail = BUSY.to(language_of(request))
        answer = problem(503, "database_unavailable", "Service Unavailable", detail)
        answer.headers["Retry-After"] = "5"
        return _as_asked(request, answer)

    @app.exception_handler(Exception)
    async def _unexpected(request: Request, error: Exception) -> Response:
        log.error("unexpected", path=request.url.path, method=request.method, exc_info=error)
        detail = UNEXPECTED.to(language_of(request))
        answer = problem(500, "unexpected", "Internal Server Error", detail)
        return _as_asked(request, answer)
