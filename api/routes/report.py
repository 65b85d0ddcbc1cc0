"""Citizens' pages: what is broken, where, and what became of it. They need no JavaScript."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from shapely import Point

from api.context import Context
from api.dependencies import ContextOf
from api.language import language_of, rest_of_query
from api.pages.report_words import DIRECTION_WORDS, REPORT_WORDS
from api.pages.templating import render
from api.pages.words import LANGUAGE_NAMES
from field_capture import nearby, public_report
from field_capture.damage_report import submit
from field_capture.nearby import Candidate
from field_capture.report_draft import Channel, Draft
from field_capture.state_words import STATE_WORDS
from gis import assets
from gis.errors import Invalid, Issue
from gis.search import Found, search
from gis.session import CommuneSession, open_session
from gis.viewer import ANYONE
from layers.spec import Catalogue

router = APIRouter(prefix="/report/{commune}", include_in_schema=False)

_LANGUAGES = LANGUAGE_NAMES | {"pt": "Português"}
_PRIVATE = {"Cache-Control": "no-store"}
_PLACES = 6

Text = Annotated[str, Form(max_length=5000)]


@contextmanager
def _opened(context: Context, commune: str, *, writing: bool = False) -> Iterator[CommuneSession]:
    """Open a transaction in which everybody is anyone, whatever role the browser has."""
    with open_session(
        context.engine, context.catalogue, commune, ANYONE, source="report", reading=not writing
    ) as session:
        yield session


def _render(request: Request, context: Context, template: str, **values: Any) -> str:
    language = language_of(request, tuple(_LANGUAGES))
    words = {key: word.to(language) for key, word in REPORT_WORDS.items()}
    return render(
        template,
        language,
        languages=_LANGUAGES,
        kept_query=rest_of_query(request),
        r=words,
        phone=context.settings.emergency_phone,
        nonce=request.state.nonce,
        **values,
    )


@router.get("/")
def ask(  # noqa: PLR0913  the parameters of the address
    commune: str,
    request: Request,
    context: ContextOf,
    q: Annotated[str, Query(max_length=200)] = "",
    lat: float | None = None,
    long: float | None = None,
    asset: UUID | None = None,
) -> Response:
    """Ask where it is; once that is known, what is broken there."""
    with _opened(context, commune) as session:
        place = None if lat is None or long is None else (lat, long)
        found: list[Found] = []
        if place is None and q.strip():
            found = search(session, q, _PLACES)
            if len(found) == 1:
                place, asset = (found[0].lat, found[0].lon), found[0].id
        return _page(request, context, session, place=place, asked=q, found=found, asset=asset)


def _page(  # noqa: PLR0913  what the page shows
    request: Request,
    context: Context,
    session: CommuneSession,
    *,
    place: tuple[float, float] | None,
    asked: str = "",
    found: list[Found] | None = None,
    asset: UUID | None = None,
    sent: dict[str, str] | None = None,
    issues: list[Issue] | None = None,
) -> HTMLResponse:
    language = language_of(request, tuple(_LANGUAGES))
    point = None if place is None else _projected(session, *place)
    near = [] if point is None else nearby.candidates(session, point)
    known = [] if point is None else nearby.reported(session, point)
    html = _render(
        request,
        context,
        "report.html",
        commune=session.commune,
        place=place if point is not None else None,
        asked=asked,
        found=found or [],
        near=[(each, _told(each, language)) for each in near],
        chosen=asset,
        known=[_known(session.catalogue, each, language) for each in known],
        faults=_faults(session.catalogue, language),
        sent=sent or {"service": "", "description": ""},
        issues=[issue.sentence.to(language) for issue in issues or []],
    )
    status = HTTPStatus.UNPROCESSABLE_ENTITY if issues else HTTPStatus.OK
    return HTMLResponse(html, status, headers=_PRIVATE)


def _projected(session: CommuneSession, lat: float, long: float) -> Point | None:
    """Return a place in the home CRS; None where no commune of that CRS can be."""
    east, north = session.commune.operation.to_home(long, lat)
    west, south, most_east, most_north = assets.territory(session).limits
    inside = west <= east <= most_east and south <= north <= most_north
    return Point(east, north) if inside else None


def _told(each: Candidate, language: str) -> str:
    label = each.layer.label.to(language)
    direction = DIRECTION_WORDS[each.direction].to(language)
    away = f"{each.distance_m:.0f} m {direction}" if each.direction else direction
    return f"{label} {each.code} ({away})"


def _faults(catalogue: Catalogue, language: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return what can be broken, by theme."""
    themes: dict[str, dict[str, str]] = {}
    for layer in catalogue.values():
        for fault in layer.faults:
            group = themes.setdefault(layer.theme.label.to(language), {})
            group[fault.code] = fault.label.to(language)
    return [(theme, list(faults.items())) for theme, faults in themes.items()]


def _known(
    catalogue: Catalogue, report: public_report.PublicReport, language: str
) -> dict[str, Any]:
    fault = catalogue.fault(report.service_code)
    return {
        "number": report.number,
        "label": fault[1].label.to(language) if fault else report.service_code,
        "asset": report.asset_code,
        "state": STATE_WORDS[report.state].to(language),
        "since": report.requested_at,
        "answer": report.status_note,
    }


@router.post("/")
def send(  # noqa: PLR0913  the form's fields
    commune: str,
    request: Request,
    context: ContextOf,
    service: Text = "",
    lat: Annotated[float | None, Form()] = None,
    long: Annotated[float | None, Form()] = None,
    asset: Text = "",
    description: Text = "",
    website: Text = "",
) -> Response:
    """Keep a report and go on to its own page."""
    language = language_of(request, tuple(_LANGUAGES))
    place = None if lat is None or long is None else (lat, long)
    chosen = _uuid(asset)
    draft = Draft(
        service_code=service or None,
        channel=Channel.WEB,
        language=language,
        description=description.strip() or None,
        lat=lat,
        long=long,
        asset_id=chosen,
    )
    # People do not see this field; programs fill in whatever there is.
    trapped = [Issue("trap_filled", "website")] if website else []
    try:
        with _opened(context, commune, writing=True) as session:
            receipt = submit(session, draft, now=context.now(), found=trapped)
    except Invalid as error:
        with _opened(context, commune) as session:
            sent = {"service": service, "description": description}
            return _page(
                request,
                context,
                session,
                place=place,
                asset=chosen,
                sent=sent,
                issues=list(error.issues),
            )
    page = f"/report/{commune}/{receipt.token}" if receipt.token else f"/report/{commune}/"
    return RedirectResponse(page, HTTPStatus.SEE_OTHER, headers=_PRIVATE)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


@router.get("/{token}")
def follow(commune: str, token: str, request: Request, context: ContextOf) -> Response:
    """Show what became of a report to whoever has its link."""
    language = language_of(request, tuple(_LANGUAGES))
    with _opened(context, commune) as session:
        report = public_report.find(session, public_report.number_of(session, token))
        told = _known(session.catalogue, report, language)
        html = _render(request, context, "reported.html", commune=session.commune, report=told)
    return HTMLResponse(html, headers=_PRIVATE)
