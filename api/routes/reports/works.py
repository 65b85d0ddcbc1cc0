"""Works that the commune announces: read, "me too", and "tell me" by one address of mail."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from api.dependencies import ContextOf
from api.language import language_of
from api.pages.reports import works as works_view
from api.routes.reports.form import LANGUAGES, PRIVATE, page
from api.routes.reports.guards import guards, network_key
from api.routes.reports.taking import opened
from field_capture.orders import announcing, followers

router = APIRouter(prefix="/report/{commune}/works", include_in_schema=False)

Text = Annotated[str, Form(max_length=5000)]


@router.get("/{works}")
def shown(commune: str, works: str, request: Request, context: ContextOf) -> Response:
    """Show announced works."""
    language = language_of(request, tuple(LANGUAGES))
    with opened(context, commune) as session:
        found = announcing.find(session, works, context.now())
        [told] = works_view.told(session, [found], language)
        html = page(
            request,
            context,
            "report_works.html",
            commune=session.commune,
            works=told,
            done=request.query_params.get("done", ""),
        )
    return HTMLResponse(html, headers={"Cache-Control": "no-cache"})


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
        followers.follow(session, found.id, email.strip(), language, now)
        guards(request).letters.step(request.client and request.client.host, now)
    return _on(commune, works, request, "follow")


def _on(commune: str, works: str, request: Request, done: str) -> Response:
    language = language_of(request, tuple(LANGUAGES))
    path = f"/report/{commune}/works/{works}?lang={language}&done={done}"
    return RedirectResponse(path, 303, headers=PRIVATE)
