"""Photos of tablets: sent in pieces, resumed after any interruption, kept once they are whole."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import JSONResponse

from api.context import Context, blobs
from api.dependencies import ContextOf, ViewerOf, session_for
from field_capture.captures import photo_upload
from field_capture.captures.photo_upload import CHUNK_BYTES, Upload
from field_capture.orders import photos as order_photos
from gis import backup
from gis.session import CommuneSession, open_session
from gis.viewer import Action

router = APIRouter(prefix="/api/v1/{commune}/photos/{photo}", tags=["sync"])

PhotoSession = Annotated[CommuneSession, Depends(session_for("photo"), scope="function")]


async def _piece(request: Request, viewer: ViewerOf) -> bytes:
    """Receive a piece, from those only who may send some."""
    viewer.must(Action.CAPTURE)
    return await request.body()


def _upload(session: CommuneSession, context: Context, photo: UUID) -> Upload:
    root = photo_upload.uploads_of(context.settings.home, session.commune.name)
    return photo_upload.find(session, photo, root, context.settings.max_file_bytes)


def _told(upload: Upload) -> dict[str, Any]:
    state = "kept" if upload.file else "held" if upload.waits else "expected"
    saved = backup.backed_up_at(upload.session) if upload.row.kept_at else None
    return {
        "id": str(upload.row.id),
        "state": state,
        "sha256": upload.row.sha256,
        "bytes": upload.row.bytes,
        "chunk_bytes": CHUNK_BYTES,
        "chunks": upload.chunks,
        "missing": upload.missing(),
        "file": upload.file and str(upload.file),
        "backed_up": saved is not None and saved > upload.row.kept_at,
    }


@router.get("")
def status(photo: UUID, session: PhotoSession, context: ContextOf) -> dict[str, Any]:
    """Return which pieces of an announced photo are missing."""
    return _told(_upload(session, context, photo))


@router.put("/chunks/{chunk}")
def put(  # noqa: PLR0913  the request's parts
    photo: UUID,
    chunk: int,
    session: PhotoSession,
    context: ContextOf,
    data: Annotated[bytes, Depends(_piece)],
    sha256: Annotated[str, Query(pattern=r"^[0-9a-f]{64}$")],
) -> dict[str, Any]:
    """Keep one piece of 512 KiB, the last one shorter; `sha256` is the piece's own."""
    upload = _upload(session, context, photo)
    upload.put(chunk, data, sha256)
    return _told(upload)


@router.post("/finish")
def finish(commune: str, photo: UUID, context: ContextOf, viewer: ViewerOf) -> JSONResponse:
    """Put the pieces together and give the photo to its asset; 202 while that waits for review.

    `held`: it is kept here until then, and goes to the asset by itself. `expected`: too much of
    this tablet waits already, and the photo stays where it is.
    """
    where = (context.engine, context.catalogue, commune, viewer)
    with open_session(*where, source="photo") as session:
        upload = _upload(session, context, photo)
        file = upload.finish(blobs(context, commune), context.now())
        if file is not None:
            order_photos.pass_on(session, photo, blobs(context, commune), context.settings.home)
        kept = _upload(session, context, photo)
        told = _told(kept)
    if file is not None or kept.waits:
        kept.tidy()
    if file is None:
        return JSONResponse(told, HTTPStatus.ACCEPTED)
    return JSONResponse(told)
