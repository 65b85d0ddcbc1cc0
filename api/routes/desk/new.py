"""Taking a report at the counter or on the telephone: one line for where, one word for what."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated, Any
from urllib.parse import urlencode

import orjson
import segno
from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse
from shapely import Point

from api.bodies import Sent
from api.context import Context
from api.dependencies import ContextOf, Language, ReadSession
from api.pages import doors
from api.pages.desk import view as desk_view
from api.pages.words import WORDS
from api.problems import status_of
from api.routes.desk.inbox import DeskSession, one
from api.routes.desk.report import Form
from api.routes.workplace import HEADERS, page, told_error
from field_capture.desk import duplicates
from field_capture.desk import inbox as desk
from field_capture.reports.damage_report import Receipt, SentAtOnce, submit
from field_capture.reports.draft import Channel, Contact, Draft
from field_capture.reports.keywords import faults_meant
from gis.assets import new_id
from gis.errors import Invalid, Issue
from gis.search import Found, search
from gis.session import CommuneSession
from gis.viewer import Action
from layers.spec import Fault, Layer

router = APIRouter(include_in_schema=False)

CHANNELS = (Channel.PHONE, Channel.COUNTER, Channel.EMAIL)
_LIMIT = 6
_KEY = 64
_KEPT = ("where", "what", "description", "first_name", "last_name", "phone", "email", "channel")

Typed = Annotated[str, Query(max_length=200)]


@dataclass(frozen=True, slots=True)
class Understood:
    """What a line and a word mean."""

    place: Found | None
    fault: tuple[Layer, Fault] | None


def _understood(session: CommuneSession, where: str, what: str) -> Understood:
    places = search(session, where, 1)
    place = places[0] if places else None
    exact = session.catalogue.fault(what)
    faults = faults_meant(session.catalogue, what, place.layer if place else None, 1)
    return Understood(place, exact or (faults[0] if faults else None))


@router.get("/{commune}/reports/new")  # noqa: FAST003  the session takes the commune
def form_page(request: Request, session: ReadSession, language: Language) -> Response:
    """Show the form."""
    session.viewer.must(Action.HANDLE_REPORTS)
    return _form(request, session, language, {})


def _form(  # noqa: PLR0913  what the page shows
    request: Request,
    session: CommuneSession,
    language: str,
    typed: Form,
    *,
    wrong: str = "",
    status: HTTPStatus = HTTPStatus.OK,
) -> Response:
    return page(
        request,
        "desk_new.html",
        language,
        status=status,
        commune=session.commune,
        workplace=doors.place(session.commune, session.viewer, doors.DESK),
        channels=CHANNELS,
        tongues=desk_view.TONGUES,
        typed={name: one(typed, name) for name in (*_KEPT, "tongue")},
        key=one(typed, "key")[:_KEY] or str(new_id()),
        wrong=wrong,
    )


@router.get("/{commune}/reports/meant")  # noqa: FAST003  the session takes the commune
def meant(
    session: ReadSession,
    context: ContextOf,
    language: Language,
    where: Typed = "",
    what: Typed = "",
) -> dict[str, Any]:
    """Return what is meant by what has been typed so far, and what is known of it already."""
    session.viewer.must(Action.HANDLE_REPORTS)
    understood = _understood(session, where, what) if where else Understood(None, None)
    place = understood.place
    faults = faults_meant(session.catalogue, what, place.layer if place else None, _LIMIT)
    known = _known(session, understood, context.now()) if what or place else []
    shown = {each.number: each for each in desk.numbered(session, known, context.now())}
    return {
        "places": [
            {"label": each.label, "kind": each.kind} for each in search(session, where, _LIMIT)
        ]
        if where
        else [],
        "faults": [{"code": fault.code, "label": fault.label.to(language)} for _, fault in faults],
        "known": [
            {
                "number": number,
                "label": desk_view.label_of(shown[number], language),
                "state": WORDS[f"desk_state_{shown[number].state.value}"].to(language),
            }
            for number in known
            if number in shown
        ],
    }


def _known(session: CommuneSession, understood: Understood, now: Any) -> list[str]:
    place, fault = understood.place, understood.fault
    if place is None or fault is None:
        return []
    east, north = session.commune.operation.to_home(place.lon, place.lat)
    asset = place.id if place.kind == "asset" else None
    found = duplicates.alike(session, fault[1].code, asset, Point(east, north), now)
    return [each.number for each in found[:5]]


@router.post("/{commune}/reports/new")  # noqa: FAST003  the session takes the commune
def take(
    request: Request, session: DeskSession, context: ContextOf, language: Language, form: Sent
) -> Response:
    """Keep a report that somebody told us, and show it with its number."""
    session.viewer.must(Action.HANDLE_REPORTS)
    try:
        try:
            receipt = _taken(session, context, form)
        except SentAtOnce:  # by a second click
            receipt = _taken(session, context, form)
    except Invalid as error:
        said = told_error(error, language)
        return _form(request, session, language, form, wrong=said, status=status_of(error))
    address = f"/{session.commune.name}/reports/{receipt.number}"
    query = urlencode({"lang": language, "told": "saved"})
    return RedirectResponse(f"{address}?{query}", HTTPStatus.SEE_OTHER, headers=HEADERS)


def _taken(session: CommuneSession, context: Context, form: Form) -> Receipt:
    """Keep a report; the same words in the same form are the same report, clicked twice."""
    commune = session.commune.name
    said = [one(form, name) for name in ("key", *_KEPT, "tongue")]
    once = orjson.dumps([commune, "desk", *said]).decode() if said[0] else None
    with session.connection.begin_nested():
        return submit(
            session,
            _draft(session, form),
            now=context.now(),
            once=once,
            links=context.links(commune),
        )


def _draft(session: CommuneSession, form: Form) -> Draft:
    where, what = one(form, "where")[:200], one(form, "what")[:200]
    understood = _understood(session, where, what)
    place, fault, issues = understood.place, understood.fault, []
    if place is None:
        issues.append(Issue("desk_place_unknown", "where", details={"value": where[:60]}))
    if fault is None or not what:
        issues.append(Issue("desk_fault_unknown", "what", details={"value": what[:60]}))
    channel = one(form, "channel")
    if place is None or fault is None or issues:
        raise Invalid(issues)
    tongue = one(form, "tongue")
    return Draft(
        service_code=fault[1].code,
        channel=Channel(channel) if channel in CHANNELS else Channel.PHONE,
        language=tongue if tongue in desk_view.TONGUES else "lb",
        description=one(form, "description") or None,
        lat=place.lat,
        long=place.lon,
        address=place.label if place.kind == "place" else None,
        asset_id=place.id if place.kind == "asset" else None,
        contact=Contact(
            **{name: one(form, name) or None for name in ("first_name", "last_name", "phone")},
            email=one(form, "email") or None,
        ),
    )


@router.get("/{commune}/reports/{number}/slip")  # noqa: FAST003  the session takes the commune
def slip(
    number: str, request: Request, session: ReadSession, context: ContextOf, language: Language
) -> Response:
    """Show what is printed for who reported: number, link, and nobody's name."""
    session.viewer.must(Action.HANDLE_REPORTS)
    sheet = desk.sheet(session, number, context.now())
    tongue = desk_view.tongue(sheet)
    links = context.links(session.commune.name)
    link = links.public_page(number, tongue)
    if sheet.filed.channel in CHANNELS:
        # Who stands at the counter may ask later, and open it again.
        link = links.report_page(links.tracking(sheet.filed.id), tongue)
    return page(
        request,
        "desk_slip.html",
        language,
        commune=session.commune,
        workplace=None,
        filed=sheet.filed,
        label=desk_view.label_of(sheet.filed, tongue),
        tongue=tongue,
        said={each: WORDS[each].to(tongue) for each in WORDS if each.startswith("desk_slip")},
        phone=context.settings.emergency_phone,
        link=link,
        code=segno.make(link, error="m").svg_inline(scale=4, border=2, omitsize=True),
    )
