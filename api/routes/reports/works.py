"""Works that the commune announces: read, "me too", and "tell me" by one address of mail."""

from __future__ import annotations

from http import HTTPStatus
from urllib.parse import quote

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from api.context import Context
from api.dependencies import ContextOf
from api.language import language_of
from api.pages.reports import works as works_view
from api.routes.reports.form import LANGUAGES, NOTHING, PRIVATE, Amiss, Text, page
from api.routes.reports.guards import guards, network_key
from api.routes.reports.taking import opened
from field_capture.orders import announcing, followers
from field_capture.orders.announcing import Works
from gis.errors import Invalid
from gis.session import CommuneSession

router = APIRouter(prefix="/report/{commune}/works", include_in_schema=False)


@router.get("/{works}")
def shown(commune: str, works: str, request: Request, context: ContextOf) -> Response:
    """Show announced works."""
    with opened(context, commune) as session:
        found = announcing.find(session, works, context.now())
        html = _page(request, context, session, found)
    return HTMLResponse(html, headers={"Cache-Control": "no-cache"})


def _page(
    request: Request,
    context: Context,
    session: CommuneSession,
    found: Works,
    amiss: Amiss = NOTHING,
) -> str:
    [told] = works_view.told(session, [found], language_of(request, tuple(LANGUAGES)))
    return page(
        request,
        context,
        "report_works.html",
        commune=session.commune,
        works=told,
        wrong=amiss.told,
        typed=amiss.typed,
        done=request.query_params.get("done", ""),
    )


@router.post("/{works}/me-too")
def me_too(commune: str, works: str, request: Request, context: ContextOf) -> Response:
    """Count one more who is concerned."""
    now = context.now()
    with opened(context, commune, writing=True) as session:
        found = announcing.find(session, works, now)
        followers.me_too(session, found.id, network_key(context, request), now)
        guards(request).network.step(request.client and request.client.host, now)
    return _on(commune, works, request, "me_too")


@router.post("/{works}/follow")
def follow(
    commune: str, works: str, request: Request, context: ContextOf, email: Text = ""
) -> Response:
    """Ask to be told what becomes of works."""
    now, language = context.now(), language_of(request, tuple(LANGUAGES))
    with opened(context, commune, writing=True) as session:
        found = announcing.find(session, works, now)
        try:
            followers.follow(session, found.id, email.strip(), language, now)
        except Invalid as error:
            amiss = Amiss.of(error, session.commune, language, email)
            html = _page(request, context, session, found, amiss)
            return HTMLResponse(html, HTTPStatus.UNPROCESSABLE_ENTITY, headers=PRIVATE)
        guards(request).letters.step(request.client and request.client.host, now)
    return _on(commune, works, request, "follow")


@router.get("/{works}/me-too")
@router.get("/{works}/follow")
def back_to_works(commune: str, works: str, request: Request) -> Response:
    """Lead back from what only a form does: who reloads, or chooses another language, is there."""
    return _on(commune, quote(works), request)


def _on(commune: str, works: str, request: Request, done: str = "") -> Response:
    language = language_of(request, tuple(LANGUAGES))
    path = f"/report/{commune}/works/{works}?lang={language}" + (done and f"&done={done}")
    return RedirectResponse(path, HTTPStatus.SEE_OTHER, headers=PRIVATE)
