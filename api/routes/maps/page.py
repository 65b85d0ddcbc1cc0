"""The map page of a commune, and the files that pages load."""

from __future__ import annotations

import gzip
from http import HTTPStatus
from typing import Annotated, Literal

from fastapi import APIRouter, Path, Request, Response
from fastapi.responses import HTMLResponse

from api import base_maps
from api.caching import FOR_EVER, matches
from api.dependencies import ContextOf, Language, ReadSession
from api.pages import doors
from api.pages.words import words_in
from field_capture.overlays import capture_overlay, coverage_overlay, report_overlay
from gis.errors import UnknownThing
from gis.maps import Addresses, BaseMap, contours, hillshade, render_map, vendor
from gis.session import CommuneSession
from gis.viewer import Action

router = APIRouter(include_in_schema=False)


@router.get("/{commune}/map")  # noqa: FAST003  the session takes the commune
def map_page(
    request: Request, session: ReadSession, context: ContextOf, language: Language
) -> HTMLResponse:
    """Return the map of a commune as the viewer may see it."""
    settings = context.settings
    base_map = None
    if settings.base_map_url:
        base_map = BaseMap(settings.base_map_url, settings.base_map_attribution)
    backgrounds = base_maps.offered(settings.base_maps, session.commune.name, session.viewer)
    # This page may show their images, no other one.
    request.state.image_sources = " ".join(sorted({each.origin for each in backgrounds}))
    overlays = [report_overlay(session, language)]
    if session.viewer.may(Action.SEE_REPORTS):
        overlays.append(capture_overlay(session, language))
    if session.viewer.may(Action.EDIT):
        overlays.append(coverage_overlay(session.commune.name))
    # The page of an asset is told the language: a cookie may not be there.
    asset = f"/{session.commune.name}/assets/{{layer}}/{{id}}?lang={language}"
    add = None
    if session.viewer.may(Action.CAPTURE):
        add = f"/{session.commune.name}/assets/new?lang={language}"
    page = render_map(
        session,
        language,
        request.state.nonce,
        overlays,
        base_map=base_map,
        backgrounds=[each.background(language) for each in backgrounds],
        addresses=Addresses(asset=asset, add=add),
        onward=_onward(session, language),
    )
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


def _onward(session: CommuneSession, language: str) -> list[tuple[str, str]]:
    """Return where one can go from the map: through all doors but its own."""
    name = session.commune.name
    others = [
        (door.title.to(language), door.href(name, language))
        for door in doors.DOORS
        if door.open_to(session.viewer) and door not in (doors.MAP, doors.EXPORT)
    ]
    statement = f"/accessibility?lang={language}&commune={name}"
    return [*others, (words_in(language)["accessibility"], statement)]


@router.get("/ogc/{commune}/terrain/hillshade/{surface}.webp")  # noqa: FAST003  the session takes it
def relief(surface: Literal["light", "dark"], request: Request, session: ReadSession) -> Response:
    """Return the commune's relief as a picture for a light or a dark map.

    ``Netzkaart-Bounds`` tells where it lies, west, south, east and north in degrees: who keeps the
    picture for the way keeps that with it.
    """
    found = hillshade.of_commune(session)
    if found is None:
        what = "terrain"
        raise UnknownThing(what, session.commune.name)
    etag = f'"{found.version}-{surface}"'
    current = request.query_params.get("v") == found.version
    headers = {
        "ETag": etag,
        "Cache-Control": FOR_EVER if current else "no-cache",
        "Netzkaart-Bounds": ",".join(f"{each:.7f}" for each in found.box),
    }
    if matches(request, etag):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    return Response(found.picture(surface), media_type="image/webp", headers=headers)


@router.get("/ogc/{commune}/terrain/contours.geojson")  # noqa: FAST003  the session takes it
def contour_lines(request: Request, session: ReadSession) -> Response:
    """Return the lines of equal height of the commune's terrain."""
    found = hillshade.of_commune(session)
    if found is None:
        what = "terrain"
        raise UnknownThing(what, session.commune.name)
    etag = f'"{found.version}-contours"'
    current = request.query_params.get("v") == found.version
    headers = {
        "ETag": etag,
        "Cache-Control": FOR_EVER if current else "no-cache",
        "Vary": "Accept-Encoding",
    }
    if matches(request, etag):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    body = contours.of_relief(found).encode()
    if "gzip" in request.headers.get("accept-encoding", ""):
        headers["Content-Encoding"] = "gzip"
        body = gzip.compress(body, 4)
    return Response(body, media_type="application/geo+json", headers=headers)


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
