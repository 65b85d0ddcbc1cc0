"""Errors as RFC 9457 problems: the one table from conditions to HTTP."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

import orjson
import structlog
from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.language import language_of
from api.pages.templating import render
from api.pages.words import CITIZEN_LANGUAGE_NAMES, LANGUAGE_NAMES
from api.security import errors as accounts
from gis import errors
from gis.exchange.errors import ReportUnwritten
from gis.validation.values import issue_of
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
    errors.BlobDamaged: HTTPStatus.SERVICE_UNAVAILABLE,
    errors.BackupFailed: HTTPStatus.SERVICE_UNAVAILABLE,
    errors.SheetTooFull: HTTPStatus.UNPROCESSABLE_ENTITY,
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
    ReportUnwritten: HTTPStatus.SERVICE_UNAVAILABLE,
    accounts.SignInRefused: HTTPStatus.UNAUTHORIZED,
    accounts.SlowDown: HTTPStatus.TOO_MANY_REQUESTS,
    accounts.TooOften: HTTPStatus.TOO_MANY_REQUESTS,
    accounts.Crowded: HTTPStatus.SERVICE_UNAVAILABLE,
    accounts.WeakPassword: HTTPStatus.UNPROCESSABLE_ENTITY,
    accounts.LinkGone: HTTPStatus.GONE,
    accounts.BadLogin: HTTPStatus.UNPROCESSABLE_ENTITY,
    accounts.PasskeyRefused: HTTPStatus.UNAUTHORIZED,
    accounts.CrossSite: HTTPStatus.FORBIDDEN,
}

ANSWERS: dict[int | str, dict[str, Any]] = {
    "4XX": {"description": "Problem (RFC 9457)", "content": {"application/problem+json": {}}}
}
"""What routes say of their refusals in the description of the API."""

_OGC = "/ogc/"
_CITIZENS = "/report/"
_SECRET = {"token", "code"}
"""Parts of addresses that only those may know who were given them."""

_REQUEST_NUMBER = re.compile(r"[A-Za-z0-9_-]{8,64}\Z")

BUSY = Text(
    "D'Datebank äntwert grad net. Probéiert et an enger Minutt nach emol; näischt ass verluer.",
    "La base de données ne répond pas. Réessayez dans une minute; rien n'a été perdu.",
    "Die Datenbank antwortet gerade nicht. Versuchen Sie es in einer Minute noch einmal; "
    "nichts ging verloren.",
    "The database does not answer at the moment. Try again in a minute; nothing was lost.",
    "A base de dados não responde de momento. Tente de novo dentro de um minuto; nada se perdeu.",
)
UNEXPECTED = Text(
    "Dat war eise Feeler. E gouf ënner {number} opgeschriwwen; näischt gouf geännert.",
    "L'erreur vient de nous. Elle est notée sous {number} ; rien n'a été changé.",
    "Das war unser Fehler. Er ist unter {number} notiert; nichts wurde geändert.",
    "The mistake is ours. It has been noted as {number}; nothing was changed.",
    "O erro é nosso. Ficou registado como {number}; nada foi alterado.",
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


def from_error(
    error: errors.NetzkaartError, language: str, status: HTTPStatus | None = None
) -> Response:
    """Return the problem that tells an error in the reader's language."""
    status = status or status_of(error)
    members: dict[str, Any] = {}
    if isinstance(error, errors.Invalid):
        members["issues"] = [issue.to_json(language) for issue in error.issues]
    detail = error.sentence.to(language)
    answer = problem(status, error.code, status.phrase, detail, **members)
    if isinstance(error, (accounts.SlowDown, accounts.Crowded)):
        answer.headers["Retry-After"] = str(error.seconds)
    if isinstance(error, accounts.TooOften):
        answer.headers["Retry-After"] = str(60 * error.minutes)
    return answer


def _as_asked(request: Request, answer: Response) -> Response:
    """Let a person in a browser read the problem on a page; programs get it as it is."""
    accepted = request.headers.get("accept", "")
    if not accepted.startswith("text/html"):
        return answer
    told = orjson.loads(bytes(answer.body))
    onward = request.url.path if request.method == "GET" else "/"
    names = _languages(request)
    html = render("problem.html", _language(request), problem=told, onward=onward, languages=names)
    page = HTMLResponse(html, answer.status_code, headers={"Cache-Control": "no-store"})
    if "retry-after" in answer.headers:
        page.headers["Retry-After"] = answer.headers["retry-after"]
    return page


def _languages(request: Request) -> Mapping[str, str]:
    """Return the languages of a page: those for citizens have one more."""
    citizens = request.url.path.startswith(_CITIZENS)
    return CITIZEN_LANGUAGE_NAMES if citizens else LANGUAGE_NAMES


def _language(request: Request) -> str:
    return language_of(request, tuple(_languages(request)))


def refusal(request: Request, error: errors.NetzkaartError) -> Response:
    """Return what is told of an error before any route is reached."""
    return _as_asked(request, from_error(error, _language(request)))


def _status_here(request: Request, status: HTTPStatus) -> HTTPStatus:
    """Return the status as the standard of an address has it: OGC's Core asks for 400."""
    below_ogc = request.url.path.startswith(_OGC)
    if below_ogc and status is HTTPStatus.UNPROCESSABLE_ENTITY:
        return HTTPStatus.BAD_REQUEST
    return status


def _path(location: Sequence[Any]) -> str:
    """Return where a value stands: the address or the body itself need no name."""
    inside = [str(part) for part in location[1:] if not isinstance(part, int)]
    return ".".join(inside) or str(location[0])


def install(app: FastAPI) -> None:
    """Let the app answer every error with a problem."""

    @app.exception_handler(errors.NetzkaartError)
    async def _known(request: Request, error: errors.NetzkaartError) -> Response:
        answer = from_error(error, _language(request), _status_here(request, status_of(error)))
        return _as_asked(request, answer)

    @app.exception_handler(RequestValidationError)
    async def _parameters(request: Request, error: RequestValidationError) -> Response:
        issues = [issue_of(each, _path(each["loc"])) for each in error.errors()]
        return await _known(request, errors.Invalid(issues))

    @app.exception_handler(HTTPException)
    async def _http(request: Request, error: HTTPException) -> Response:
        status, language = HTTPStatus(error.status_code), _language(request)
        code = status.phrase.lower().replace(" ", "_")
        allowed = (error.headers or {}).get("Allow", "")
        if "GET" in allowed and "HEAD" not in allowed:
            allowed += ", HEAD"
        detail = told_by_starlette(error, request, allowed).to(language)
        answer = problem(status, code, status.phrase, detail)
        if allowed:
            answer.headers["Allow"] = allowed
        return _as_asked(request, answer)

    @app.exception_handler(IntegrityError)
    async def _contradiction(request: Request, error: IntegrityError) -> Response:
        # Deferred references fail at the commit, where two people were faster than our checks.
        log.warning("refused at the commit", path=logged_path(request), error=_reason(error))
        return _as_asked(request, from_error(errors.Conflict(), _language(request)))

    @app.exception_handler(OperationalError)
    @app.exception_handler(PoolTimeout)
    async def _busy(request: Request, error: Exception) -> Response:
        log.warning("database does not answer", path=logged_path(request), error=str(error)[:300])
        detail = BUSY.to(_language(request))
        answer = problem(503, "database_unavailable", "Service Unavailable", detail)
        answer.headers["Retry-After"] = "5"
        return _as_asked(request, answer)


def told_by_starlette(error: HTTPException, request: Request, allowed: str) -> Text:
    """Return our sentence for what the framework refuses with words of its own."""
    match error.status_code:
        case HTTPStatus.NOT_FOUND:
            return errors.UnknownThing("page", request.url.path[:80]).sentence
        case HTTPStatus.METHOD_NOT_ALLOWED:
            details = {"method": request.method[:20], "allowed": allowed}
            return errors.Issue("method_not_allowed", "", details=details).sentence
        case _:
            return errors.Issue("bad_request", "").sentence


class Unexpected:
    """Answer what nobody expected, and log it once, with its trace and the request's number.

    Starlette's own handler raises the error again behind its answer, for the server to log it a
    second time.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let an error become an answer, unless one has begun: then the server ends it."""
        begun = False

        async def watched(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self.app(scope, receive, watched)
        except ClientDisconnect:
            return  # nobody is left to be told, and nothing is wrong here
        except Exception:
            if scope["type"] != "http" or begun:
                raise
            request = Request(scope)
            number = request_number(request)
            path, method = logged_path(request), request.method
            log.exception("unexpected", request=number, path=path, method=method)
            detail = unexpected(number).to(_language(request))
            answer = problem(500, "unexpected", "Internal Server Error", detail, request=number)
            answer.headers["X-Request-ID"] = number
            await _as_asked(request, answer)(scope, receive, send)


def logged_path(request: Request) -> str:
    """Return the path for the log, without the secrets that some addresses are made of."""
    path: str = request.url.path
    for name in _SECRET & request.path_params.keys():
        path = path.replace(str(request.path_params[name]), "...")
    return path


def _reason(error: IntegrityError) -> str:
    """Return which rule was broken, without the values that broke it."""
    diagnosis = getattr(error.orig, "diag", None)
    return (
        f"{type(error.orig).__name__} {getattr(diagnosis, 'constraint_name', None) or ''}".strip()
    )


def request_number(request: Request) -> str:
    """Return by what a request is found in the log: the web server's number in front, or ours."""
    given = request.headers.get("x-request-id", "")
    return given if _REQUEST_NUMBER.match(given) else secrets.token_hex(8)


def unexpected(number: str) -> Text:
    """Return what is said of an error of ours, with the number it is noted under."""
    return UNEXPECTED.format(number=number)
