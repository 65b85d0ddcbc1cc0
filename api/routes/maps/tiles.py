"""Vector tiles of a layer, a theme or everything; a browser that holds one asks at no cost.

Most requests are for tiles that somebody already has. They are answered without a transaction:
one read of the commune's head, shared by all who ask at once, tells whether a tile still holds.
"""

from __future__ import annotations

import asyncio
import gzip
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request, Response
from sqlalchemy import BigInteger, Column, Engine, MetaData, Table, bindparam, func, select
from sqlalchemy.exc import ProgrammingError
from starlette.concurrency import run_in_threadpool

from api.caching import matches
from api.context import Context
from api.dependencies import ViewerOf, get_context
from api.ogc.parameters import EVERYWHERE, known_by
from api.problems import ANSWERS
from gis import communes, map_view, tiles
from gis.communes import Commune
from gis.database import serving
from gis.database.journal import Cursor
from gis.database.tables import COMMUNE
from gis.errors import UnknownCommune
from gis.session import open_session
from layers.spec import Visibility

if TYPE_CHECKING:
    from gis.viewer import Viewer

router = APIRouter(prefix="/ogc/{commune}", tags=["OGC API Tiles"], responses=ANSWERS)

_REVISION = Table("revision", MetaData(schema=COMMUNE), Column("revision", BigInteger))
_HEAD = select(
    communes.COMMUNE.c.incarnation,
    select(func.coalesce(func.max(_REVISION.c.revision), 0)).scalar_subquery(),
).where(communes.COMMUNE.c.name == bindparam("name"))

MVT = "application/vnd.mapbox-vector-tile"


class Heads:
    """How far the journals of communes are, read from the database for every question.

    Those who ask at once share one read, but only a read that begins after they asked: nobody
    is told of a state older than what was committed when the question came.
    """

    def __init__(self, engine: Engine) -> None:
        self._asking = engine.execution_options(isolation_level="AUTOCOMMIT")
        self._served: dict[str, Commune] = {}
        self._running: dict[str, asyncio.Task[Cursor]] = {}
        self._next: dict[str, asyncio.Task[Cursor]] = {}

    async def read(self, commune: str) -> Cursor:
        """Return the head of a commune's journal.

        Raises
        ------
        UnknownCommune
        """
        task = self._next.get(commune)
        if task is None:
            task = asyncio.ensure_future(self._after(self._running.get(commune), commune))
            self._next[commune] = task
        # One who hangs up must not take the answer from the others.
        return await asyncio.shield(task)

    async def _after(self, earlier: asyncio.Task[Cursor] | None, commune: str) -> Cursor:
        if earlier is not None:
            await asyncio.wait([earlier])
        mine = self._running[commune] = self._next.pop(commune)
        try:
            return await run_in_threadpool(self._query, commune)
        finally:
            if self._running[commune] is mine:
                del self._running[commune]

    def _query(self, commune: str) -> Cursor:
        if not commune.isidentifier():
            raise UnknownCommune(commune)
        here = {"schema_translate_map": {COMMUNE: commune}}
        known = self._served.get(commune)
        try:
            with serving.connect(self._asking) as connection:
                if known is None:
                    known = communes.find(connection, commune)
                if known.served_as is not None:
                    serving.enter(connection, known.served_as)
                row = connection.execute(_HEAD, {"name": commune}, execution_options=here).first()
        except ProgrammingError as error:  # its schema or its role is gone
            self._served.pop(commune, None)
            raise UnknownCommune(commune) from error
        if row is None:
            self._served.pop(commune, None)
            raise UnknownCommune(commune)
        self._served[commune] = known
        return Cursor(row[0], int(row[1]))


@dataclass
class _Kept:
    """What this application keeps between requests for tiles."""

    heads: Heads
    cache: tiles.TileCache = field(default_factory=tiles.TileCache)


@router.get("/tiles/{name}/{z}/{x}/{y}.mvt")
async def named(  # noqa: PLR0913  the parts of a tile's address
    commune: str,
    name: str,
    z: int,
    x: int,
    y: int,
    request: Request,
    viewer: ViewerOf,
) -> Response:
    """Return a tile of a layer, of all layers of a theme, or of ``all``.

    ``?water_pipe.diameter_mm=100..200`` leaves out what does not meet a condition, as with
    items; ``?colour=water_pipe.material`` adds the field to the features; ``?revision=123``
    shows the past.
    """
    return await _answer(request, viewer, commune, name, (z, x, y))


@router.get("/collections/{layer}/tiles/WebMercatorQuad/{z}/{y}/{x}")
async def of_collection(  # noqa: PLR0913  likewise
    commune: str,
    layer: str,
    z: int,
    y: int,
    x: int,
    request: Request,
    viewer: ViewerOf,
) -> Response:
    """Return a tile of one collection, its address as OGC API Tiles has it: row before column."""
    name = viewer.layer(get_context(request).catalogue, layer).name
    return await _answer(request, viewer, commune, name, (z, x, y))


async def _answer(
    request: Request,
    viewer: Viewer,
    commune: str,
    name: str,
    place: tuple[int, int, int],
) -> Response:
    context = get_context(request)
    tiles.check(*place)
    layers = tiles.layers_named(context.catalogue, viewer, name)
    view = map_view.read(context.catalogue, viewer, _view_asked(request))
    kept = _kept(request, context)
    head = await kept.heads.read(commune)
    known_by(head, view.revision)
    gzipped = "gzip" in request.headers.get("accept-encoding", "")
    version = f"{head}-{viewer.level.value}-{context.catalogue.version}{view.key}"
    # The two encodings are two representations: a strong ETag tells them apart.
    etag = f'"{version}-{"gz" if gzipped else "mvt"}{tiles.FORMAT}"'
    public = viewer.level is Visibility.PUBLIC
    headers = {
        "ETag": etag,
        "Cache-Control": "no-cache" if public else "private, no-cache",
        "Vary": "Accept-Encoding, Authorization, Cookie",
    }
    if matches(request, etag):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)

    def make() -> bytes:
        with open_session(context.engine, context.catalogue, commune, viewer) as session:
            return tiles.compressed(session, layers, *place, view)

    key = (commune, version, name, place)
    body = kept.cache.kept(key)
    if body is None:
        body = await run_in_threadpool(kept.cache.get, key, make)
    if body and gzipped:
        headers["Content-Encoding"] = "gzip"
    elif body:
        body = gzip.decompress(body)
    return Response(body, media_type=MVT, headers=headers)


def _view_asked(request: Request) -> list[tuple[str, str]]:
    return [each for each in request.query_params.multi_items() if each[0] not in EVERYWHERE]


def _kept(request: Request, context: Context) -> _Kept:
    """Return what this application keeps, made when first asked for."""
    state = request.app.state
    if not hasattr(state, "tiles"):
        state.tiles = _Kept(Heads(context.engine))
    kept: _Kept = state.tiles
    return kept
