"""The tablet app's own files. What it works with comes from `api.routes.tablets.sync`."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Path, Request, Response
from fastapi.responses import RedirectResponse

from api.caching import FOR_EVER, matches
from api.dependencies import ContextOf, ViewerOf
from api.security import links
from field_capture import tablet_app
from gis import communes
from gis.viewer import Action

router = APIRouter(include_in_schema=False)

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; "
    "connect-src 'self'; worker-src 'self'; manifest-src 'self'; media-src 'self' blob:; "
    "frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
)
"""Nothing but our own files, no inline script, no inline style, no eval."""


@router.get("/{commune}/tablet")
def tablet(commune: str, context: ContextOf, viewer: ViewerOf) -> Response:
    """Lead to the app; in the demo with a code, so that a browser becomes a tablet by one tap."""
    viewer.must(Action.CAPTURE)
    enrolment = ""
    with context.engine.begin() as connection:
        communes.find(connection, commune)
        if context.settings.demo:
            code = links.enrol(connection, commune, "Demo", context.now())
            enrolment = f"?demo#{commune}/{code}"
    headers = {"Cache-Control": "no-store"}
    return RedirectResponse(f"/field/{enrolment}", HTTPStatus.SEE_OTHER, headers=headers)


@router.get("/field")
def without_slash() -> Response:
    """Lead to where the app's service worker has its scope."""
    return RedirectResponse("/field/", HTTPStatus.PERMANENT_REDIRECT)


@router.get("/field/{name:path}")
def file(name: Annotated[str, Path(max_length=200)], request: Request) -> Response:
    """Return a file of the app; the page for the address itself."""
    found = tablet_app.find(name)
    headers = {
        # The page, the worker and the list always ask: they tell what is new.
        "Cache-Control": FOR_EVER if found.hashed else "no-cache",
        "Content-Security-Policy": POLICY,
        "ETag": found.etag,
        "Vary": "Accept-Encoding",
    }
    if matches(request, found.etag):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    body = found.body
    if "gzip" in request.headers.get("accept-encoding", ""):
        headers["Content-Encoding"] = "gzip"
        body = found.gzipped
    return Response(body, media_type=found.media_type, headers=headers)
