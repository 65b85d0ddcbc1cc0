"""What a crew photographed before and after a task's work, for those who gave it the task."""

from __future__ import annotations

from uuid import UUID

from fastapi import APIRouter, Response

from api.context import Context, blobs
from api.dependencies import ContextOf, ReadSession
from field_capture.tasks import photos as task_photos
from gis.session import CommuneSession

router = APIRouter(prefix="/{commune}/tasks/{task}/photos/{photo}", include_in_schema=False)

_HEADERS = {
    # Shown, never run; a planner's right may end before the browser forgets.
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, no-cache",
    "Vary": "Authorization, Cookie",
}


@router.get("")
def picture(task: UUID, photo: UUID, session: ReadSession, context: ContextOf) -> Response:
    """Return a photo of a task."""
    return _answer(session, context, task, photo, thumb=False)


@router.get("/thumb")
def thumb(task: UUID, photo: UUID, session: ReadSession, context: ContextOf) -> Response:
    """Return the small picture of a photo."""
    return _answer(session, context, task, photo, thumb=True)


def _answer(
    session: CommuneSession, context: Context, task: UUID, photo: UUID, *, thumb: bool
) -> Response:
    store = blobs(context, session.commune.name)
    body, media_type = task_photos.read(session, task, photo, store, thumb=thumb)
    return Response(body, media_type=media_type, headers=_HEADERS)
