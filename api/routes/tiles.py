"""Vector tiles of a layer, a theme or everything; a browser that holds one asks at no cost."""

from __future__ import annotations

import gzip
from http import HTTPStatus
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request, Response

from api.caching import etag_for, matches
from api.dependencies import ReadSession
from gis import tiles
from gis.database import journal
from layers.spec import Visibility

if TYPE_CHECKING:
    from gis.session import CommuneSession

router = APIRouter(prefix="/ogc/{commune}", tags=["OGC API Tiles"])

MVT = "application/vnd.mapbox-vector-tile"


@router.get("/tiles/{name}/{z}/{x}/{y}.mvt")
def named(  # noqa: PLR0913  the parts of a tile's address
    name: str, z: int, x: int, y: int, request: Request, session: ReadSession
) -> Response:
    """Return a tile of a layer, of all layers of a theme, or of ``all``."""
    return _tile(request, session, name, (z, x, y))


@router.get("/collections/{layer}/tiles/WebMercatorQuad/{z}/{y}/{x}")
def of_collection(  # noqa: PLR0913  likewise
    layer: str, z: int, y: int, x: int, request: Request, session: ReadSession
) -> Response:
    """Return a tile of one collection, its address as OGC API Tiles has it: row before column."""
    return _tile(request, session, session.layer(layer).name, (z, x, y))


def _tile(
    request: Request, session: CommuneSession, name: str, place: tuple[int, int, int]
) -> Response:
    tiles.check(*place)
    tiles.layers_named(session, name)
    head = journal.head(session)
    gzipped = "gzip" in request.headers.get("accept-encoding", "")
    # The two encodings are two representations: a strong ETag tells them apart.
    etag = etag_for(session, head, f"{'gz' if gzipped else 'mvt'}{tiles.FORMAT}")
    public = session.viewer.level is Visibility.PUBLIC
    headers = {
        "ETag": etag,
        "Cache-Control": "no-cache" if public else "private, no-cache",
        "Vary": "Accept-Encoding, Authorization, Cookie",
    }
    if matches(request, etag):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    body = tiles.compressed(session, _cache(request), name, place, head)
    if body and gzipped:
        headers["Content-Encoding"] = "gzip"
    elif body:
        body = gzip.decompress(body)
    return Response(body, media_type=MVT, headers=headers)


def _cache(request: Request) -> tiles.TileCache:
    """Return this application's cache of tiles, made when first asked for."""
    state = request.app.state
    if not hasattr(state, "tiles"):
        state.tiles = tiles.TileCache()
    cache: tiles.TileCache = state.tiles
    return cache
