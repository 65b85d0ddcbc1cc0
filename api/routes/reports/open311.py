"""Open311 GeoReport v2 for one commune at each base address.

Anybody may read and report here; whoever asks, with whatever token, sees what anybody sees.
Every answer below the base, errors of any kind included, has the standard's own form.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Coroutine, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from http import HTTPStatus
from typing import Annotated, Any, TypeVar

import structlog
from fastapi import APIRouter, Depends, Request, Response
from fastapi.routing import APIRoute
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.exceptions import HTTPException

from api import problems
from api.context import Context
from api.dependencies import ContextOf, get_context
from api.dependencies import resolve as resolve_token
from api.language import language_of
from api.open311_body import MOST_BYTES, MULTIPART, Sent, parse, read_body
from api.routes.reports.guards import guards
from api.security.errors import Crowded
from field_capture.open311 import service as open311
from field_capture.open311.form import Form, draft_of, filter_of
from field_capture.reports import photos as report_photos
from field_capture.reports import public_report
from field_capture.reports.damage_report import Along, needs_transaction, submit
from field_capture.reports.meaning import Meant
from field_capture.reports.public_report import PublicReport
from gis import errors
from gis.photos import Photo
from gis.session import CommuneSession, open_session
from gis.viewer import ANYONE
from layers.spec import LANGUAGES

log = structlog.get_logger()

_LANGUAGES = (*LANGUAGES, "pt")
_RETRY_AFTER_S = 5


def get_language(request: Request) -> str:
    """Return the language to answer in; citizens are answered in Portuguese too."""
    return language_of(request, _LANGUAGES)


def get_format(form: str) -> str:
    """Return the format that the address ends with.

    Raises
    ------
    Invalid
    """
    if form not in open311.MEDIA_TYPES:
        raise errors.Invalid([errors.Issue("format_unknown", "", details={"value": form[:20]})])
    return form


async def get_sent(request: Request) -> Sent:
    """Return the parameters of a POST."""
    context = get_context(request)
    kind = request.headers.get("content-type")
    files = (kind or "").startswith(MULTIPART.decode())
    body = await read_body(request, MOST_BYTES if files else context.settings.max_body_bytes)
    return parse(kind, body)


Language = Annotated[str, Depends(get_language)]
Format = Annotated[str, Depends(get_format)]
SentForm = Annotated[Sent, Depends(get_sent)]


class Open311Route(APIRoute):
    """A route whose errors are documents of the standard."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Wrap the handler that FastAPI makes."""
        handler = super().get_route_handler()

        async def handled(request: Request) -> Response:
            try:
                return await handler(request)
            except Exception as error:  # noqa: BLE001  this is the edge: each becomes an answer
                return refusal(request, error)

        return handled


def refusal(request: Request, error: Exception) -> Response:
    """Tell an error in the standard's own form."""
    language = get_language(request)
    status, sentences = _told(request, error, language)
    form = "json" if request.url.path.endswith(".json") else "xml"
    document = open311.errors([(status, sentence) for sentence in sentences])
    answer = _answer(document, form, language, status)
    answer.headers["Cache-Control"] = "no-store"
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        seconds = error.seconds if isinstance(error, Crowded) else _RETRY_AFTER_S
        answer.headers["Retry-After"] = str(seconds)
    if isinstance(error, HTTPException):
        answer.headers.update(error.headers or {})
    return answer


def _told(request: Request, error: Exception, language: str) -> tuple[int, list[str]]:
    """Return the status of an error and what to say."""
    match error:
        case errors.Invalid():
            found = [open311.in_their_words(issue) for issue in error.issues]
            return 400, [issue.sentence.to(language) for issue in found]
        case errors.Unauthenticated():
            key = errors.Issue("key_invalid", "api_key")
            return 403, [key.sentence.to(language)]
        case Crowded():
            return 503, [error.sentence.to(language)]
        case errors.NetzkaartError():
            status = problems.status_of(error)
            kept = (HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND)
            too_much = (HTTPStatus.REQUEST_ENTITY_TOO_LARGE, HTTPStatus.TOO_MANY_REQUESTS)
            code = status if status in (*kept, *too_much) else HTTPStatus.BAD_REQUEST
            return int(code), [error.sentence.to(language)]
        case HTTPException():
            return error.status_code, [_by_framework(request, error, language)]
        case OperationalError() | PoolTimeout():
            log.warning("database does not answer", path=problems.logged_path(request))
            return 503, [problems.BUSY.to(language)]
        case _:
            # Frames only: values of variables and parameters of SQL are people's data here.
            frames = traceback.format_tb(error.__traceback__)
            kind, number = type(error).__name__, problems.request_number(request)
            path = problems.logged_path(request)
            log.error("unexpected", request=number, path=path, kind=kind, frames=frames)
            return 500, [problems.unexpected(number).to(language)]


def _by_framework(request: Request, error: HTTPException, language: str) -> str:
    """Return what to say of an error that is not one of ours."""
    if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        details = {"method": request.method[:20]}
        return errors.Issue("method_unknown", "", details=details).sentence.to(language)
    return problems.told_by_starlette(error, request, "").to(language)


def _answer(document: open311.Document, form: str, language: str, status: int = 200) -> Response:
    return Response(
        document.write(form),
        status_code=status,
        headers={
            "Content-Type": open311.MEDIA_TYPES[form],
            "Content-Language": language,
            "Vary": "Accept-Language, Cookie",
        },
    )


router = APIRouter(
    prefix="/open311/{commune}/v2",
    tags=["Open311"],
    route_class=Open311Route,
    default_response_class=Response,
    responses={
        200: {"content": {"text/xml": {}, "application/json": {}}},
        "4XX": {"description": "Errors", "content": {"text/xml": {}, "application/json": {}}},
    },
)

Endpoint = TypeVar("Endpoint", bound=Callable[..., Any])


def _at(method: str, path: str, **options: Any) -> Callable[[Endpoint], Endpoint]:
    """Register an endpoint, also for clients that join a base and a path with two slashes."""

    def register(endpoint: Endpoint) -> Endpoint:
        router.add_api_route(path, endpoint, methods=[method], **options)
        router.add_api_route(f"/{path}", endpoint, methods=[method], include_in_schema=False)
        return endpoint

    return register


@contextmanager
def _opened(
    request: Request, commune: str, given: Form | None = None, *, at_once: bool = True
) -> Iterator[CommuneSession]:
    """Open a transaction in which everybody is anyone; check the key and the jurisdiction.

    One commune answers at each base: a jurisdiction need not be named, but a wrong one is
    not silently served.
    """
    context = get_context(request)
    if not commune.isidentifier():
        # PostgreSQL takes no NUL even to compare with.
        raise errors.UnknownCommune(commune)
    form = given or Form.of(request.query_params.multi_items())
    key = form.one("api_key")
    if key is not None and key not in context.demo_tokens:
        resolve_token(context, key, commune)
    with open_session(
        context.engine, context.catalogue, commune, ANYONE, source="open311", at_once=at_once
    ) as session:
        jurisdiction = form.one("jurisdiction_id")
        if jurisdiction is not None and jurisdiction.lower() != commune:
            raise errors.UnknownThing("jurisdiction_id", jurisdiction[:60])
        yield session


@router.get("", include_in_schema=False)
@router.get("/", include_in_schema=False)
def base(request: Request, commune: str, context: ContextOf, language: Language) -> Response:
    """Answer the base address itself with the discovery."""
    accepted = request.headers.get("accept", "")
    form = "json" if "json" in accepted and "xml" not in accepted else "xml"
    return discovery(request, commune, form, context, language)


@_at("GET", "/discovery.{form}")
def discovery(
    request: Request, commune: str, form: Format, context: ContextOf, language: Language
) -> Response:
    """Describe this endpoint."""
    settings = context.settings
    url = f"{str(request.base_url).rstrip('/')}/open311/{commune}/v2"
    with _opened(request, commune) as session:
        document = open311.discovery(
            session.commune, url, phone=settings.emergency_phone, test=settings.demo
        )
    return _answer(document, form, language)


@_at("GET", "/services.{form}")
def services(
    request: Request, commune: str, form: Format, context: ContextOf, language: Language
) -> Response:
    """List what can be reported."""
    with _opened(request, commune):
        document = open311.services(context.catalogue, language)
    return _answer(document, form, language)


@_at("GET", "/services/{code}.{form}")
def definition(  # noqa: PLR0913  what FastAPI fills in
    request: Request,
    commune: str,
    code: str,
    form: Format,
    context: ContextOf,
    language: Language,
) -> Response:
    """Describe what else a report of one kind may say."""
    with _opened(request, commune):
        found = context.catalogue.fault(code)
        if found is None:
            raise errors.UnknownThing("service_code", code[:60])
        phone = context.settings.emergency_phone
        document = open311.definition(found[1], language, phone=phone)
    return _answer(document, form, language)


_TEXTS = (
    *("service_code", "address_string", "address_id", "description", "media_url"),
    *("email", "first_name", "last_name", "phone", "device_id", "account_id"),
    *("api_key", "jurisdiction_id", f"attribute[{open311.ASSET_CODE}]"),
)
_PARAMETERS: dict[str, Any] = {
    "type": "object",
    "required": ["service_code"],
    "properties": {
        **{name: {"type": "string"} for name in _TEXTS},
        **{name: {"type": "number"} for name in ("lat", "long")},
    },
}
_BODY = {
    "requestBody": {
        "required": True,
        "content": {
            kind: {"schema": _PARAMETERS}
            for kind in ("application/x-www-form-urlencoded", "multipart/form-data")
        },
    }
}


def _pictures(sent: Sent) -> tuple[list[Photo], errors.NetzkaartError | None]:
    """Return the pictures that came along, or why none is kept.

    Whatever a picture is like, a burst main is told of.
    """
    try:
        return report_photos.read(sent.files), None
    except errors.NetzkaartError as error:
        return [], error


@_at("POST", "/requests.{form}", openapi_extra=_BODY)
async def create(  # noqa: PLR0913  what FastAPI fills in
    request: Request,
    commune: str,
    form: Format,
    sent: SentForm,
    context: ContextOf,
    language: Language,
) -> Response:
    """Take a report. The answer leaves after the report is safe."""
    door = guards(request).door
    return await door.through(_taken, request, commune, form, sent, context, language)


def _taken(  # noqa: PLR0913  what came, and for whom
    request: Request, commune: str, form: str, sent: Sent, context: Context, language: str
) -> Response:
    now = context.now()
    given = _with_query(request, sent.form)
    pictures, trouble = _pictures(sent)
    draft, issues = draft_of(sent.form, language)

    def admit(_: Meant | None) -> None:
        if given.one("api_key") is None:
            guards(request).network.step(request.client and request.client.host, now)

    blobs = report_photos.blobs_of(context.settings.home, commune)
    along = Along(photos=partial(report_photos.rows, blobs, pictures, now=now), admit=admit)
    with _opened(request, commune, given, at_once=not needs_transaction(draft)) as session:
        receipt = submit(session, draft, now=now, found=issues, along=along)
    document = open311.received(
        receipt.number,
        draft.contact.account_id,
        language,
        phone=context.settings.emergency_phone,
        trouble=trouble,
    )
    answer = _answer(document, form, language)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _with_query(request: Request, form: Form) -> Form:
    """Return key and jurisdiction, which some clients write into the address of a POST too."""
    query = Form.of(request.query_params.multi_items())
    names = ("api_key", "jurisdiction_id")
    merged = {name: form.parameters.get(name) or query.parameters.get(name) or [] for name in names}
    return replace(form, parameters=merged, issues=[])


@_at("GET", "/requests.{form}")
def listing(
    request: Request, commune: str, form: Format, context: ContextOf, language: Language
) -> Response:
    """List reports: of the last 90 days, or as the parameters say."""
    with _opened(request, commune) as session:
        parameters = Form.of(request.query_params.multi_items())
        wanted = filter_of(parameters, context.catalogue, context.now())
        reports = public_report.several(session, wanted)
        document = _told_of(request, session, reports, language)
    return _answer(document, form, language)


def _told_of(
    request: Request, session: CommuneSession, reports: Sequence[PublicReport], language: str
) -> open311.Document:
    """List reports with the addresses of their released photos."""
    photos = report_photos.first_released(session, [each.id for each in reports])
    folder = f"{str(request.base_url).rstrip('/')}/report/{session.commune.name}/list"
    pictures = {
        each.number: f"{folder}/{each.number}/photos/{photos[each.id]}"
        for each in reports
        if each.id in photos
    }
    return open311.requests(reports, session.catalogue, session.commune, language, pictures)


@_at("GET", "/requests/{number}.{form}")
def single(
    request: Request, commune: str, number: str, form: Format, language: Language
) -> Response:
    """Return one report, as a list of one."""
    with _opened(request, commune) as session:
        found = public_report.find(session, number)
        document = _told_of(request, session, [found], language)
    return _answer(document, form, language)


@_at("GET", "/tokens/{token}.{form}")
def resolve(
    request: Request, commune: str, token: str, form: Format, language: Language
) -> Response:
    """Tell which report a tracking token stands for."""
    with _opened(request, commune) as session:
        document = open311.token(token, public_report.number_of(session, token))
    answer = _answer(document, form, language)
    answer.headers["Cache-Control"] = "no-store"
    return answer


_READERS = ("discovery", "services", "requests")
_ANY_METHOD = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]


@router.api_route("/{rest:path}", methods=_ANY_METHOD, include_in_schema=False)
def elsewhere(rest: str) -> Response:
    """Tell what is wrong with an address that nothing else answers."""
    path = rest.strip("/")
    name, _, form = path.partition(".")
    top = name.split("/")[0]
    if top in (*_READERS, "tokens") and "/" not in path and form in open311.MEDIA_TYPES:
        raise HTTPException(
            HTTPStatus.METHOD_NOT_ALLOWED,
            headers={"Allow": "GET, HEAD, POST" if top == "requests" else "GET, HEAD"},
        )
    if top in _READERS and not form:
        raise errors.Invalid([errors.Issue("format_unknown", "", details={"value": ""})])
    raise errors.UnknownThing("resource", path[:60])
