"""What changed since a cursor, and the receipts of those who took it in."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import asdict
from http import HTTPStatus
from typing import Annotated, Any

import structlog
from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field, NonNegativeInt

from api.caching import matches
from api.context import Context
from api.dependencies import ContextOf, Language, ReadSession, ViewerOf
from api.limits import CURSOR_LENGTH
from api.problems import problem
from api.routes.data.exports import ProfileOf
from api.streaming import Streamed, gzip, wants_gzip
from gis.database import journal
from gis.errors import CursorGone
from gis.exchange.export import delta, receipts
from gis.exchange.export.profile import Profile, edition
from gis.session import open_session
from gis.viewer import Action, Viewer

router = APIRouter(prefix="/api/v1/{commune}", tags=["exports"])
log = structlog.get_logger()

_DEFAULT_LIMIT = 1000
_MOST_LAYERS = 500

CursorOf = Annotated[str, Query(max_length=CURSOR_LENGTH)]


@router.get("/changes")
def changes(  # noqa: PLR0913  the request's parts
    commune: str,
    request: Request,
    context: ContextOf,
    viewer: ViewerOf,
    language: Language,
    since: CursorOf,
    until: CursorOf | None = None,
    limit: Annotated[int, Query(ge=1, le=delta.MOST_CHANGES)] = _DEFAULT_LIMIT,
    profile: ProfileOf = Profile.RFC7946,
) -> Response:
    """Return upserts and tombstones after ``since``, in whole revisions.

    The answer's ``next`` is the cursor to ask with afterwards; where it equals ``since``,
    there is nothing new. With ``until`` the answer is the same byte for byte, whenever asked.
    """
    viewer.must(Action.EXPORT)
    try:
        return _page(request, context, viewer, commune, (since, until, limit), profile)
    except CursorGone as gone:
        return _gone(gone, commune, language)


def _page(  # noqa: PLR0913  the request's parts
    request: Request,
    context: Context,
    viewer: Viewer,
    commune: str,
    asked: tuple[str, str | None, int],
    profile: Profile,
) -> Response:
    with ExitStack() as stack:
        session = stack.enter_context(
            open_session(
                context.engine, context.catalogue, commune, viewer, source="export", snapshot=True
            )
        )
        page = delta.page(session, *asked)
        gzipped = wants_gzip(request)
        variant = f"{profile.value}-{'gz' if gzipped else 'plain'}"
        span = f"{page.since}-{page.until.revision}"
        etag = f'"{span}-{edition(session)}-{variant}"'
        same = f"?since={page.since}&until={page.until}&profile={profile.value}"
        headers = {
            "ETag": etag,
            "Cache-Control": "private, no-cache",
            "Vary": "Accept-Encoding, Authorization",
            "Netzkaart-Cursor": str(journal.head(session)),
            "Link": f'<{same}>; rel="self"',
        }
        if matches(request, etag):
            return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
        blocks = delta.document(session, page, profile)
        if gzipped:
            headers["Content-Encoding"] = "gzip"
            blocks = gzip(blocks)
        kept = stack.pop_all()
    return Streamed(blocks, kept, media_type="application/json", headers=headers)


def _gone(gone: CursorGone, commune: str, language: str) -> Response:
    """Say where to begin anew."""
    href = f"/api/v1/{commune}/exports/sigi/manifest.json"
    link = {"href": href, "rel": "alternate", "type": "application/json"}
    answer = problem(HTTPStatus.GONE, gone.code, "Gone", gone.sentence.to(language), links=[link])
    answer.headers["Link"] = f'<{href}>; rel="alternate"; type="application/json"'
    return answer


class Receipt(BaseModel):
    """What a follower holds: features by layer at a cursor, and their hash if it has one."""

    model_config = ConfigDict(extra="forbid")

    cursor: str = Field(max_length=CURSOR_LENGTH)
    counts: dict[Annotated[str, Field(max_length=40)], NonNegativeInt] = Field(
        max_length=_MOST_LAYERS
    )
    sha256: str | None = Field(None, pattern=r"^[0-9a-f]{64}$")


@router.post("/receipts", status_code=HTTPStatus.CREATED)
def post_receipt(
    commune: str, context: ContextOf, viewer: ViewerOf, language: Language, receipt: Receipt
) -> Any:
    """Keep a follower's confirmation and tell whether it fits what was exported."""
    viewer.must(Action.EXPORT)
    where = (context.engine, context.catalogue, commune, viewer)
    try:
        # Counted in a snapshot, which is read only: kept in a transaction of its own.
        with open_session(*where, source="receipt", snapshot=True) as session:
            verdict = receipts.check(session, receipt.cursor, receipt.counts, receipt.sha256)
    except CursorGone as gone:
        return _gone(gone, commune, language)
    with open_session(*where, source="receipt") as session:
        receipts.keep(session, verdict, receipt.counts, receipt.sha256, context.now())
    if not verdict.matches:
        log.warning(
            "a receipt does not fit the export",
            commune=commune,
            actor=viewer.actor,
            cursor=receipt.cursor,
            mismatches=[asdict(each) for each in verdict.mismatches],
            content=verdict.content,
        )
    return {
        "cursor": receipt.cursor,
        "matches": verdict.matches,
        "content": verdict.content,
        "mismatches": [asdict(each) for each in verdict.mismatches],
    }


@router.get("/receipts")
def get_receipts(session: ReadSession) -> dict[str, Any]:
    """Return how far every follower is: at which revision of how many, and since when.

    ``alarm`` is true where one of them holds something else than was exported.
    """
    session.viewer.must(Action.EXPORT)
    found = receipts.states(session)
    return {
        "head": str(journal.head(session)),
        "alarm": any(not each.matches for each in found),
        "followers": [asdict(each) for each in found],
    }
