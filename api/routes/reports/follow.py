"""Citizens follow what they reported, and what others did: by link, by list, by letter."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Annotated
from urllib.parse import quote
from uuid import UUID

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from api.context import Context
from api.dependencies import ContextOf
from api.language import language_of
from api.pages.reports import feed as report_feed
from api.pages.reports import view as report_view
from api.pages.reports import works as works_view
from api.pages.words.reports import REPORT_WORDS
from api.routes.reports.form import LANGUAGES, NOTHING, PRIVATE, Amiss, Text, page
from api.routes.reports.guards import guards, network_key
from api.routes.reports.taking import opened
from field_capture.orders import announcing, followers
from field_capture.reports import contacts, public_report, supporters, tracking
from field_capture.reports import photos as report_photos
from field_capture.reports.public_report import Filter, PublicReport
from field_capture.reports.state_words import STATE_WORDS
from field_capture.states.report import CLOSED, OPEN, MoveNotAllowed, State
from gis.errors import Invalid, UnknownThing
from gis.session import CommuneSession

router = APIRouter(prefix="/report/{commune}", include_in_schema=False)

LISTED = 50
"""Reports on one page, and in the feed."""

_PICTURE = {
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "private, max-age=300",
}
_TYPES = {"jpeg": "image/jpeg", "png": "image/png"}


def _on(path: str) -> Response:
    return RedirectResponse(path, HTTPStatus.SEE_OTHER, headers=PRIVATE)


# --- What anybody reads --------------------------------------------------------------------------


@router.get("/list")
def listed(
    commune: str,
    request: Request,
    context: ContextOf,
    state: Annotated[str, Query(max_length=10)] = "open",
    number: Annotated[str, Query(max_length=20)] = "",
) -> Response:
    """Show what is reported, the latest first, and find a report by its number."""
    language = language_of(request, tuple(LANGUAGES))
    with opened(context, commune) as session:
        if number.strip():
            found = public_report.several(session, Filter(numbers=[number.strip()], limit=1))
            if found:
                return _on(f"/report/{commune}/list/{found[0].number}?lang={language}")
        states = CLOSED if state == "closed" else OPEN
        reports = public_report.several(session, Filter(states=states, limit=LISTED))
        works = announcing.listed(session, context.now()) if states is OPEN else []
        html = page(
            request,
            context,
            "report_list.html",
            commune=session.commune,
            state="closed" if state == "closed" else "open",
            number=number.strip(),
            works=works_view.told(session, works, language),
            reports=report_view.told(session, reports, language),
        )
    return HTMLResponse(html, headers={"Cache-Control": "no-cache"})


@router.get("/list.atom")
def feed(commune: str, request: Request, context: ContextOf) -> Response:
    """Return the latest changes for feed readers (RFC 4287)."""
    language = language_of(request, tuple(LANGUAGES))
    with opened(context, commune) as session:
        reports = public_report.several(session, Filter(limit=LISTED))
        told = report_view.told(session, reports, language)
        works = works_view.told(session, announcing.listed(session, context.now()), language)
        body = report_feed.atom(session.commune, told, works, context.settings.address, language)
    headers = {"Cache-Control": "max-age=300", "Vary": "Accept-Language"}
    return Response(body, media_type="application/atom+xml", headers=headers)


@router.get("/list/{number}")
def shown(commune: str, number: str, request: Request, context: ContextOf) -> Response:
    """Show one report as anybody may read it."""
    with opened(context, commune) as session:
        report = public_report.find(session, number)
        html = _report(request, context, session, report)
    return HTMLResponse(html, headers={"Cache-Control": "no-cache"})


@router.get("/list/{number}/photos/{photo}")
def picture(commune: str, number: str, photo: UUID, context: ContextOf) -> Response:
    """Return a photo that was released."""
    with opened(context, commune) as session:
        report = public_report.find(session, number)
        found = report_photos.find(session, report.id, photo)
        body = report_photos.blobs_of(context.settings.home, commune).get(found.sha256)
    return Response(body, media_type=_TYPES[found.kind], headers=_PICTURE)


@router.post("/list/{number}/me-too")
def me_too(commune: str, number: str, request: Request, context: ContextOf) -> Response:
    """Count one more who is concerned."""
    now = context.now()
    with opened(context, commune, writing=True) as session:
        counted = supporters.me_too(session, number, network_key(context, request), now)
        guards(request).network.step(request.client and request.client.host, now)
    language = language_of(request, tuple(LANGUAGES))
    done = "&done=me_too" if counted else ""
    return _on(f"/report/{commune}/list/{number}?lang={language}{done}")


@router.post("/list/{number}/follow")
def follow(
    commune: str, number: str, request: Request, context: ContextOf, email: Text = ""
) -> Response:
    """Ask to be told what becomes of a report."""
    now, language = context.now(), language_of(request, tuple(LANGUAGES))
    with opened(context, commune, writing=True) as session:
        try:
            supporters.follow(session, number, email.strip(), language, now)
        except Invalid as error:
            report = public_report.find(session, number)
            amiss = Amiss.of(error, session.commune, language, email)
            html = _report(request, context, session, report, amiss=amiss)
            return HTMLResponse(html, HTTPStatus.UNPROCESSABLE_ENTITY, headers=PRIVATE)
        guards(request).letters.step(request.client and request.client.host, now)
    return _on(f"/report/{commune}/list/{number}?lang={language}&done=follow")


@router.get("/list/{number}/me-too")
@router.get("/list/{number}/follow")
def back_to_report(commune: str, number: str, request: Request) -> Response:
    """Lead back from what only a form does: who reloads, or chooses another language, is there."""
    language = language_of(request, tuple(LANGUAGES))
    return _on(f"/report/{commune}/list/{quote(number)}?lang={language}")


def _report(  # noqa: PLR0913  what the page shows, and to whom
    request: Request,
    context: Context,
    session: CommuneSession,
    report: PublicReport,
    *,
    token: str = "",
    tracked: tracking.Tracked | None = None,
    amiss: Amiss = NOTHING,
) -> str:
    language, now = language_of(request, tuple(LANGUAGES)), context.now()
    return page(
        request,
        context,
        "reported.html",
        commune=session.commune,
        report=report_view.story(session, report, language),
        token=token,
        may_reopen=tracked is not None and tracked.may(State.REOPENED, now),
        asked=tracked is not None and tracked.state is State.WAITING_INFO,
        contact=_contact(session, tracked),
        wrong=amiss.told,
        typed=amiss.typed,
        done=request.query_params.get("done", ""),
    )


def _contact(session: CommuneSession, tracked: tracking.Tracked | None) -> Mapping[str, str] | None:
    """Return how the reporter is reached, as far as the page tells it; None: nobody may correct."""
    if tracked is None or not contacts.may_correct(tracked.state):
        return None
    return contacts.kept(session, tracked.id)


# --- Letters --------------------------------------------------------------------------------------


@router.get("/mail/{token}")
def choose(commune: str, token: str, request: Request, context: ContextOf) -> Response:
    """Let who got a letter confirm an address or end the letters, by one tap each.

    A GET changes nothing: programs that look for harm in mail open every link.
    """
    with opened(context, commune) as session:
        follower = _follower(context, session, token)
        done = request.query_params.get("done", "")
        return _about_letters(request, context, session, token, follower, done)


def _about_letters(  # noqa: PLR0913  what the page shows, and to whom
    request: Request,
    context: Context,
    session: CommuneSession,
    token: str,
    follower: supporters.Follower | followers.WorksFollower | None,
    done: str,
) -> Response:
    html = page(
        request,
        context,
        "report_mail.html",
        commune=session.commune,
        token=token,
        follower=follower,
        done=done,
    )
    return HTMLResponse(html, headers=PRIVATE)


def _follower(
    context: Context, session: CommuneSession, token: str
) -> supporters.Follower | followers.WorksFollower:
    follower = context.links(session.commune.name).follower_of(token)
    if follower is None:
        raise UnknownThing("token", "...")
    try:
        return supporters.find(session, follower)
    except UnknownThing:
        return followers.find(session, follower)


@router.post("/mail/{token}/confirm")
def confirm(commune: str, token: str, request: Request, context: ContextOf) -> Response:
    """Confirm an address; a report that waited for it counts from now on."""
    now, language = context.now(), language_of(request, tuple(LANGUAGES))
    with opened(context, commune, writing=True) as session:
        follower = _follower(context, session, token)
        if isinstance(follower, followers.WorksFollower):
            followers.confirm(session, follower.id, now)
            return _on(f"/report/{commune}/mail/{token}?lang={language}&done=confirmed")
        supporters.confirm(session, follower.id, now)
        if follower.reporter:
            tracking.confirm(session, follower.report, now)
            page_ = context.links(commune).tracking(follower.report)
            return _on(f"/report/{commune}/{page_}?lang={language}")
    return _on(f"/report/{commune}/mail/{token}?lang={language}&done=confirmed")


@router.post("/mail/{token}/stop")
def stop(commune: str, token: str, request: Request, context: ContextOf) -> Response:
    """Send no more letters; programs of mail do this too (RFC 8058)."""
    with opened(context, commune, writing=True) as session:
        follower = _follower(context, session, token)
        supporters.stop(session, follower.id)
        followers.stop(session, follower.id)
        return _about_letters(request, context, session, token, follower, "stopped")


@router.get("/mail/{token}/stop")
def stopped(commune: str, token: str, request: Request, context: ContextOf) -> Response:
    """Say again that letters have ended: to who reloads, or chooses another language."""
    if context.links(commune).follower_of(token) is None:
        raise UnknownThing("token", "...")
    with opened(context, commune) as session:
        try:
            follower = _follower(context, session, token)
        except UnknownThing:  # forgotten with the letters
            follower = None
        if follower is not None and follower.updates:
            return back_to_letter(commune, token, request)
        return _about_letters(request, context, session, token, follower, "stopped")


@router.get("/mail/{token}/confirm")
def back_to_letter(commune: str, token: str, request: Request) -> Response:
    """Lead back from what only a form does, likewise."""
    language = language_of(request, tuple(LANGUAGES))
    return _on(f"/report/{commune}/mail/{quote(token)}?lang={language}")


# --- Who sent it ----------------------------------------------------------------------------------


@router.get("/{token}")
def track(commune: str, token: str, request: Request, context: ContextOf) -> Response:
    """Show what became of a report to whoever has its link."""
    with opened(context, commune) as session:
        html = _own(request, context, session, token)
    return HTMLResponse(html, headers=PRIVATE)


def _own(
    request: Request,
    context: Context,
    session: CommuneSession,
    token: str,
    amiss: Amiss = NOTHING,
) -> str:
    """Return the page of a report for who has its link."""
    tracked = tracking.opened(session, token)
    report = tracking.as_public(session, tracked)
    if report is not None:
        return _report(request, context, session, report, token=token, tracked=tracked, amiss=amiss)
    language = language_of(request, tuple(LANGUAGES))
    return page(
        request,
        context,
        "report_waiting.html",
        commune=session.commune,
        report={"number": tracked.number, "state": STATE_WORDS[tracked.state].to(language)},
        token=token,
        contact=contacts.kept(session, tracked.id),
        wrong=amiss.told,
        typed=amiss.typed,
        done=request.query_params.get("done", ""),
    )


@router.get("/{token}/again")
@router.get("/{token}/answer")
@router.get("/{token}/contact")
def back_to_own(commune: str, token: str, request: Request) -> Response:
    """Lead back from what only a form does, likewise."""
    language = language_of(request, tuple(LANGUAGES))
    return _on(f"/report/{commune}/{quote(token)}?lang={language}")


def _moved_on(
    request: Request, context: Context, session: CommuneSession, token: str
) -> HTMLResponse:
    """Show where a report stands to who has acted on what stood there before."""
    told = REPORT_WORDS["report_moved_on"].to(language_of(request, tuple(LANGUAGES)))
    html = _own(request, context, session, token, Amiss(told))
    return HTMLResponse(html, HTTPStatus.CONFLICT, headers=PRIVATE)


@router.post("/{token}/again")
def again(commune: str, token: str, request: Request, context: ContextOf) -> Response:
    """Open a report again: it is still broken."""
    language = language_of(request, tuple(LANGUAGES))
    with opened(context, commune, writing=True) as session:
        try:
            tracking.still_broken(session, token, context.now())
        except MoveNotAllowed:
            return _moved_on(request, context, session, token)
    return _on(f"/report/{commune}/{token}?lang={language}&done=again")


@router.post("/{token}/answer")
def answer(
    commune: str, token: str, request: Request, context: ContextOf, answer: Text = ""
) -> Response:
    """Answer the town hall's question."""
    language, said = language_of(request, tuple(LANGUAGES)), answer.replace("\r\n", "\n")
    with opened(context, commune, writing=True) as session:
        try:
            tracking.answer(session, token, said, context.now())
        except Invalid as error:
            amiss = Amiss.of(error, session.commune, language, said)
            html = _own(request, context, session, token, amiss)
            return HTMLResponse(html, HTTPStatus.UNPROCESSABLE_ENTITY, headers=PRIVATE)
        except MoveNotAllowed:
            return _moved_on(request, context, session, token)
    return _on(f"/report/{commune}/{token}?lang={language}&done=answer")


@router.post("/{token}/contact")
def contact(  # noqa: PLR0913  the form's fields
    commune: str,
    token: str,
    request: Request,
    context: ContextOf,
    email: Text = "",
    phone: Text = "",
    forget: Annotated[list[str] | None, Form()] = None,
) -> Response:
    """Correct an address or a number, or delete it; what stays empty stays as it is."""
    now, language = context.now(), language_of(request, tuple(LANGUAGES))
    gone = forget or []
    with opened(context, commune, writing=True) as session:
        tracked = tracking.opened(session, token)
        try:
            with session.connection.begin_nested():
                contacts.correct(
                    session,
                    tracked.id,
                    email="" if "email" in gone else email.strip() or None,
                    phone="" if "phone" in gone else phone.strip() or None,
                    now=now,
                )
        except Invalid as error:
            amiss = Amiss.of(error, session.commune, language, email)
            html = _own(request, context, session, token, amiss)
            return HTMLResponse(html, HTTPStatus.UNPROCESSABLE_ENTITY, headers=PRIVATE)
        if email.strip():
            guards(request).letters.step(request.client and request.client.host, now)
    return _on(f"/report/{commune}/{token}?lang={language}&done=contact#contact")
