"""The map page of a commune, and the files that pages load."""

from __future__ import annotations

import gzip
from typing import Annotated

from fastapi import APIRouter, Path, Request, Response
from fastapi.responses import HTMLResponse

from api.dependencies import ContextOf, Language, ReadSession
from field_capture.overlays import capture_overlay, report_overlay
from gis.maps import BaseMap, render_map, vendor
from gis.viewer import Action

router = APIRouter(include_in_schema=False)

FOR_EVER = "public, max-age=31536000, immutable"


@router.get("/{commune}/map")  # noqa: FAST003  the session takes the commune
def map_page(
    request: Request, session: ReadSession, context: ContextOf, language: Language
) -> HTMLResponse:
    """Return the map of a commune as the viewer may see it."""
    settings = context.settings
    base_map = None
    if settings.base_map_url:
        base_map = BaseMap(settings.base_map_url, settings.base_map_attribution)
    overlays = [report_overlay(session, language)]
    if session.viewer.may(Action.SEE_REPORTS):
        overlays.append(capture_overlay(session, language))
    page = render_map(session, language, request.state.nonce, overlays, base_map=base_map)
    # Its nonce is for one answer only.
    headers = {
        "Cache-Control": "private, no-store",
        "Vary": "Accept-Encoding, Accept-Language, Cookie",
    }
    body = page.encode()
    if "gzip" in request.headers.get("accept-encoding", ""):
        headers["Content-Encoding"] = "gzip"
        body = gzip.compress(body, 4)
    return HTMLResponse(body, headers=headers)


@router.get("/static/{path:path}")
def static(path: Annotated[str, Path(max_length=200)], request: Request) -> Response:
    """Return one of the files in `gis.maps.vendor`, under the address that carries its version."""
    file = vendor.find(path)
    headers = {
        "Cache-Control": FOR_EVER if vendor.is_current(path) else "no-cache",
        "ETag": f'"{file.version}"',
        "Vary": "Accept-Encoding",
    }
    body = file.body
    if "gzip" in request.headers.get("accept-encoding", ""):
        headers["Content-Encoding"] = "gzip"
        body = file.gzipped
    return Response(body, media_type=file.media_type, headers=headers)
