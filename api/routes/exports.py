"""Exports that machines pull: one RFC 7946 file for each layer, streamed."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import ExitStack

from fastapi import APIRouter, Request, Response
from fastapi.responses import StreamingResponse

from api.caching import etag_for, matches
from api.dependencies import ContextOf, ViewerOf
from gis import features
from gis.database import journal
from gis.session import open_session
from gis.viewer import Action

router = APIRouter(tags=["exports"])


@router.get("/api/v1/{commune}/exports/sigi/{layer}.geojson")
def export_layer(
    commune: str, layer: str, request: Request, context: ContextOf, viewer: ViewerOf
) -> Response:
    """Stream a whole layer as it stands in one snapshot.

    The transaction stays open while the file is sent: not a dependency, whose transaction
    would end before the first byte.
    """
    viewer.must(Action.EXPORT)
    with ExitStack() as stack:
        session = stack.enter_context(
            open_session(
                context.engine, context.catalogue, commune, viewer, source="export", snapshot=True
            )
        )
        declared = session.layer(layer)
        head = journal.head(session)
        gzipped = "gzip" in request.headers.get("accept-encoding", "")
        etag = etag_for(session, head, "gz" if gzipped else "plain")
        headers = {
            "ETag": etag,
            "Cache-Control": "private, no-cache",
            "Vary": "Accept-Encoding, Authorization",
            "Netzkaart-Cursor": str(head),
            "Content-Disposition": f'attachment; filename="{declared.name}.geojson"',
        }
        if matches(request, etag):
            return Response(status_code=304, headers=headers)
        blocks = features.stream(session, declared)
        if gzipped:
            headers["Content-Encoding"] = "gzip"
            blocks = _gzip(blocks)
        body = _closing(blocks, stack.pop_all())
    return StreamingResponse(body, media_type="application/geo+json", headers=headers)


def _closing(blocks: Iterator[bytes], stack: ExitStack) -> Iterator[bytes]:
    """Pass the blocks on and end the transaction, also when the reader goes away."""
    with stack:
        yield from blocks


def _gzip(blocks: Iterator[bytes]) -> Iterator[bytes]:
    # Level 1 costs a quarter of level 6 and saves nearly as much.
    packer = zlib.compressobj(1, wbits=31)
    for block in blocks:
        packed = packer.compress(block)
        if packed:
            yield packed
    yield packer.flush()
