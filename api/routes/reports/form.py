"""Citizens report: what is broken, where, which one. The pages need no JavaScript.

A page with it does the work that a form asks for, and keeps a report while there is no network.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from typing import Annotated, Any
from urllib.parse import quote
from uuid import UUID

from fastapi import APIRouter, File, Form, Query, Request, Response, UploadFile
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse

from api.context import Context
from api.dependencies import ContextOf
from api.language import language_of, rest_of_query
from api.pages.assets.new import first_view
from api.pages.reports import view as report_view
from api.pages.reports import works as works_view
from api.pages.reports.view import ACROSS_M, Place
from api.pages.templating import render
from api.pages.words import CITIZEN_LANGUAGE_NAMES
from api.pages.words.reports import REPORT_WORDS
from api.problems import status_of
from api.routes.reports.guards import form_secret, guards
from api.routes.reports.taking import Sent, is_stamped, keep, opened
from api.security import forms
from field_capture.orders import announcing
from field_capture.reports import nearby
from field_capture.reports import photos as report_photos
from field_capture.reports.draft import Channel, Contact, Draft
from gis import assets
from gis.communes import Commune
from gis.errors import Invalid, Issue, NetzkaartError, UnknownThing
from gis.photos import Photo
from gis.search import Found, search
from gis.session import CommuneSession
from layers.spec import FieldRole
from layers.spec import Text as Words

router = APIRouter(prefix="/report/{commune}", include_in_schema=False)

LANGUAGES = CITIZEN_LANGUAGE_NAMES
PRIVATE = {"Cache-Control": "no-store"}
_PLACES = 6
_KEY = 64
_KEPT = ("service", "description", "email", "phone", "updates")
"""What a form shows again where something was wrong."""

_LABELS = {
    "service_code": "report_what",
    "lat": "report_where",
    "long": "report_where",
    "lat, long": "report_where",
    "description": "report_words",
    "email": "report_email",
    "phone": "report_phone",
    "answer": "report_your_answer",
}
"""What a page calls a field of a report."""

_OUTSIDE = {"outside_commune", "outside_crs", "axes_swapped"}

Text = Annotated[str, Form(max_length=10_000)]
"""Each of 4000 characters may be a line end, which browsers send as two."""
Short = Annotated[str, Form(max_length=300)]


def page(request: Request, context: Context, template: str, **values: Any) -> str:
    """Return a citizens' page."""
    language = language_of(request, tuple(LANGUAGES))
    words = {key: word.to(language) for key, word in REPORT_WORDS.items()}
    return render(
        template,
        language,
        languages=LANGUAGES,
        kept_query=rest_of_query(request),
        r=words,
        phone=context.settings.emergency_phone,
        nonce=request.state.nonce,
        **values,
    )


def told_issues(error: NetzkaartError, commune: Commune, language: str) -> list[str]:
    """Return what is wrong, by the names that the page's fields have."""
    if not isinstance(error, Invalid):
        return [error.sentence.to(language)]
    told = []
    for issue in error.issues:
        label = REPORT_WORDS.get(_LABELS.get(issue.path, ""))
        named = replace(issue, path=label.to(language)) if label else issue
        sentence = _outside(commune) if issue.code in _OUTSIDE else named.sentence
        told.append(sentence.to(language))
    return told


@dataclass(frozen=True, slots=True)
class Amiss:
    """What is wrong with what somebody wrote, and what that was: both stand on the page again."""

    told: str = ""
    typed: str = ""

    @classmethod
    def of(cls, error: Invalid, commune: Commune, language: str, typed: str) -> Amiss:
        """Tell everything that is wrong."""
        return cls(" ".join(told_issues(error, commune, language)), typed)


NOTHING = Amiss()


def _outside(commune: Commune) -> Words:
    return REPORT_WORDS["report_outside"].format(commune=commune.title)


# --- Asking ---------------------------------------------------------------------------------------


@router.get("/")
def ask(  # noqa: PLR0913  the parameters of the address
    commune: str,
    request: Request,
    context: ContextOf,
    what: Annotated[str, Query(max_length=60)] = "",
    q: Annotated[str, Query(max_length=200)] = "",
    lat: float | None = None,
    long: float | None = None,
    x: float | None = None,
    y: float | None = None,
    across: float = ACROSS_M,
    asset: UUID | None = None,
) -> Response:
    """Ask what is broken, then where; then which one it is, and what is to be said."""
    with opened(context, commune) as session:
        asked = _Asked(what=what if session.catalogue.fault(what) else "", q=q, asset=asset)
        if lat is not None and long is not None:
            asked.place = report_view.place_of(session, lat, long, across)
            asked.outside = asked.place is None
        elif x is not None and y is not None:
            asked.place = report_view.place_at(session, x, y, across)
            asked.outside = asked.place is None
        elif q.strip():
            asked.found = search(session, q, _PLACES)
            if len(asked.found) == 1:
                [only] = asked.found
                asked.asset = only.id
                asked.place = report_view.place_of(session, only.lat, only.lon, across)
        return _page(request, context, session, asked)


@router.get("/at/{code}")
def at(commune: str, code: str, request: Request, context: ContextOf) -> Response:
    """Lead from the label on an asset to the form with the asset chosen."""
    language = language_of(request, tuple(LANGUAGES))
    with opened(context, commune) as session:
        for layer in session.viewer.layers(session.catalogue):
            field_ = layer.field_of(FieldRole.CODE)
            if not layer.faults or field_ is None or field_.visibility > session.viewer.level:
                continue
            found = assets.find_by_code(session, layer, code.upper()[:80].replace("\0", ""))
            if found is not None:
                spot = found.geometry.representative_point()
                query = f"x={spot.x:.1f}&y={spot.y:.1f}&asset={found.id}&q={quote(code[:80])}"
                onward = f"/report/{commune}/?lang={language}&{query}"
                return RedirectResponse(onward, HTTPStatus.SEE_OTHER, headers=PRIVATE)
    # What was asked for is not said again: hidden codes are answered like those that are none.
    raise UnknownThing("resource", "at/…")


@dataclass
class _Asked:
    """What is known so far."""

    what: str = ""
    q: str = ""
    place: Place | None = None
    found: Sequence[Found] = ()
    asset: UUID | None = None
    outside: bool = False
    sent: dict[str, str] = field(default_factory=lambda: dict.fromkeys(_KEPT, ""))
    issues: list[str] = field(default_factory=list)
    status: HTTPStatus = HTTPStatus.OK

    def kept(self) -> dict[str, str]:
        """Return what a link carries on."""
        told = {"what": self.what, "q": self.q, "asset": str(self.asset or "")}
        return {name: value for name, value in told.items() if value}


def _page(
    request: Request, context: Context, session: CommuneSession, asked: _Asked
) -> HTMLResponse:
    language = language_of(request, tuple(LANGUAGES))
    place, now = asked.place, context.now()
    near = nearby.candidates(session, place.point, fault=asked.what or None) if place else []
    known = nearby.reported(session, place.point) if place else []
    works = announcing.around(session, place.point, now) if place else []
    fault = session.catalogue.fault(asked.what)
    label = REPORT_WORDS["report_map_here"].to(language)
    if place and place.is_exact and not report_view.is_inside(session, place):
        asked.outside = True
    html = page(
        request,
        context,
        "report.html",
        commune=session.commune,
        asked=asked,
        place=place,
        fault=fault[1] if fault else None,
        near=[(each, report_view.named(each, language)) for each in near],
        known=report_view.told(session, known, language),
        works=works_view.told(session, works, language),
        # Said before anybody writes what would be refused.
        outside=_outside(session.commune).to(language) if asked.outside else "",
        symptoms=report_view.symptoms(session.catalogue, language),
        picture=report_view.picture(session, place, near, label) if place else "",
        looks=report_view.looks(place, asked.kept() | {"lang": language}) if place else [],
        middle=_middle(session) if not place else None,
        stamp=forms.issue(form_secret(context), now, guards(request).load.bits(now)),
        most=report_photos.MOST,
    )
    return HTMLResponse(html, asked.status, headers=PRIVATE)


def _middle(session: CommuneSession) -> tuple[float, float]:
    """Return where the small map begins while nothing is known: the middle of the commune."""
    view = first_view(session, "")
    return round(view.x), round(view.y)


# --- Sending --------------------------------------------------------------------------------------


@router.post("/")
async def send(  # noqa: PLR0913  the form's fields
    commune: str,
    request: Request,
    context: ContextOf,
    service: Short = "",
    lat: Annotated[float | None, Form()] = None,
    long: Annotated[float | None, Form()] = None,
    asset: Short = "",
    description: Text = "",
    email: Short = "",
    updates: Short = "",
    phone: Short = "",
    website: Short = "",
    stamp: Short = "",
    key: Short = "",
    work: Short = "",
    photos: Annotated[list[UploadFile] | None, File()] = None,
) -> Response:
    """Keep a report, once; go on to its own page."""
    files = [each for each in photos or () if each.filename]
    sent = Sent(
        Draft(
            service_code=service or None,
            channel=Channel.WEB,
            language=language_of(request, tuple(LANGUAGES)),
            description=description.replace("\r\n", "\n").strip() or None,
            lat=lat,
            long=long,
            asset_id=_uuid(asset),
            contact=Contact(email=email.strip() or None, phone=phone.strip() or None),
        ),
        stamp,
        key[:_KEY],
        work,
        updates=bool(updates),
        trapped=bool(website),
    )
    return await guards(request).door.through(_taken, request, context, commune, sent, files)


def _taken(
    request: Request,
    context: Context,
    commune: str,
    sent: Sent,
    files: Sequence[UploadFile],
) -> Response:
    pictures: list[Photo] = []
    trouble: NetzkaartError | None = None
    try:
        # Not before it is this report's turn: what waits lies on the disk. And looking at pictures
        # is work, which nobody gets for nothing.
        if is_stamped(context, sent):
            pictures = report_photos.read(
                [(each.file.read(), each.filename or "") for each in files]
            )
    except NetzkaartError as error:
        trouble = error
    # Told with all else that is wrong: nobody corrects one thing only to hear of the next.
    wrong = [Issue(trouble.code, "photos", details=vars(trouble))] if trouble else []
    try:
        receipt = keep(request, context, commune, replace(sent, wrong=wrong), pictures)
    except NetzkaartError as error:
        alone = isinstance(error, Invalid) and list(error.issues) == wrong
        refusal = trouble if trouble and alone else error
        if _is_program(request):
            raise refusal from None
        return _again(request, context, commune, sent, refusal)
    if receipt.joined:
        onward = f"/report/{commune}/list/{receipt.number}?lang={sent.draft.language}&done=joined"
    else:
        onward = f"/report/{commune}/{receipt.token}?lang={sent.draft.language}"
    if _is_program(request):
        told = {"number": receipt.number, "page": onward, "new": receipt.new}
        return JSONResponse(told, HTTPStatus.CREATED, headers=PRIVATE)
    return RedirectResponse(onward, HTTPStatus.SEE_OTHER, headers=PRIVATE)


def _again(
    request: Request, context: Context, commune: str, sent: Sent, error: NetzkaartError
) -> Response:
    """Show the form again with all that was written, and what is wrong with it."""
    draft, language = sent.draft, sent.draft.language or "en"
    asked = _Asked(
        asset=draft.asset_id,
        sent={
            "service": draft.service_code or "",
            "description": draft.description or "",
            "email": draft.contact.email or "",
            "phone": draft.contact.phone or "",
            "updates": "1" if sent.updates else "",
        },
        status=status_of(error),
    )
    with opened(context, commune) as session:
        asked.issues = told_issues(error, session.commune, language)
        if session.catalogue.fault(draft.service_code or ""):
            asked.what = draft.service_code or ""
        if draft.lat is not None and draft.long is not None:
            asked.place = report_view.place_of(session, draft.lat, draft.long, ACROSS_M)
        return _page(request, context, session, asked)


def _is_program(request: Request) -> bool:
    return request.headers.get("accept", "").startswith("application/json")


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
