"""Field sync: what tablets push and pull, the conflicts between them and us, the catalogue."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from datetime import timedelta
from http import HTTPStatus
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Body, Depends, Query, Request, Response
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from api.caching import matches
from api.dependencies import (
    ContextOf,
    Language,
    Reader,
    ReadSession,
    ViewerOf,
    session_for,
)
from api.limits import CURSOR_LENGTH
from api.problems import problem
from api.routes.tablets import work
from api.streaming import Streamed, gzip, wants_gzip
from field_capture import proposals
from field_capture.captures import conflicts, forms, naming
from field_capture.captures.conflicts import Conflict
from field_capture.captures.operations import Choice
from field_capture.states.operation import State
from field_capture.sync import drafting
from field_capture.sync import push as sync
from field_capture.sync.push import MOST_OPERATIONS, Receipt
from gis import assets, backup
from gis.database import journal
from gis.errors import CursorGone, UnknownAsset
from gis.exchange.export import delta
from gis.exchange.export.profile import Profile
from gis.session import CommuneSession, open_session
from gis.viewer import Action

router = APIRouter(prefix="/api/v1/{commune}/sync", tags=["sync"])

SyncSession = Annotated[CommuneSession, Depends(session_for("sync"), scope="function")]

_DEFAULT_LIMIT = 1000


class Batch(BaseModel):
    """Operations in any order; `sent_at` is the tablet's clock as it sends them."""

    model_config = ConfigDict(extra="forbid")

    operations: list[Any] = Field(max_length=MOST_OPERATIONS)
    sent_at: AwareDatetime | None = None


@router.post("/push")
def push(
    session: SyncSession, context: ContextOf, language: Language, batch: Batch
) -> dict[str, Any]:
    """Take in operations; each has a receipt of its own, in the order of the batch.

    `state` is `applied`, `merged`, `conflict`, `held`, `rejected` or `resolved`. Sent again, an
    operation gets its receipt again; the same id with another body gets status 409 and is not
    kept. Only an answer of this form means that something arrived. `backed_up` is the highest
    revision of a verified backup: what has a receipt with that `revision` or an earlier one is
    safe there.
    """
    now = context.now()
    offset = timedelta() if batch.sent_at is None else now - batch.sent_at
    receipts = sync.push(session, batch.operations, now, offset)
    found = conflicts.listed(
        session,
        ops=[each.op_id for each in receipts if each.op_id and _clashes(each)],
        limit=MOST_OPERATIONS * 200,
    )
    body = [
        _receipt(session, each, found, language, operation)
        for each, operation in zip(receipts, batch.operations, strict=True)
    ]
    told = {
        "netzkaart": "receipts",
        "incarnation": session.commune.incarnation,
        "server_time": now,
        "clock_offset_s": round(offset.total_seconds(), 3),
        "backed_up": backup.backed_up(session),
        "receipts": body,
    }
    _seal(session, body)
    return told


def _seal(session: CommuneSession, told: list[dict[str, Any]]) -> None:
    """Tell the revision of what this transaction did; the last thing before its commit."""
    waiting = [each for each in told if each["kept"] and each["revision"] is None]
    if waiting:
        revision = journal.seal(session)
        for each in waiting:
            each["revision"] = revision


def _clashes(receipt: Receipt) -> bool:
    return receipt.outcome.state in (State.CONFLICT, State.RESOLVED)


def _receipt(
    session: CommuneSession,
    receipt: Receipt,
    found: Sequence[Conflict],
    language: str,
    operation: object,
) -> dict[str, Any]:
    outcome = receipt.outcome
    layer = naming.layer_of(session, operation)
    reasons = [naming.named(each, session.viewer, layer) for each in outcome.reasons]
    status = HTTPStatus.OK
    if outcome.state is State.REJECTED:
        again = any(each.code == "same_id_other_content" for each in outcome.reasons)
        status = HTTPStatus.CONFLICT if again else HTTPStatus.UNPROCESSABLE_ENTITY
    elif outcome.state is State.HELD:
        status = HTTPStatus.ACCEPTED
    return {
        "op_id": receipt.op_id,
        "state": outcome.state.value,
        "status": int(status),
        "kept": receipt.kept,
        "repeated": receipt.repeated,
        "version": outcome.version,
        "code": outcome.code,
        "revision": receipt.revision,
        "reasons": [each.to_json(language) for each in reasons],
        "conflicts": [
            to_json(session, each)
            for each in found
            if _clashes(receipt) and each.op_id == receipt.op_id
        ],
        "quarantined": dict(outcome.quarantined),
    }


def to_json(session: CommuneSession, found: Conflict) -> dict[str, Any]:
    """Return a conflict as programs read it, with what the asset is by now."""
    try:
        asset = assets.get(session, found.layer, found.asset)
        version: int | None = asset.version
    except UnknownAsset:
        version = None
    return {
        "id": str(found.id),
        "op_id": str(found.op_id),
        "layer": found.layer.name,
        "asset": str(found.asset),
        "field": found.field,
        "base": found.base,
        "theirs": found.theirs,
        "ours": found.ours,
        "version": version,
        "at": found.at,
        "state": "open" if found.choice is None else "resolved",
        "choice": found.choice,
        "resolved_at": found.resolved_at,
    }


@router.post("/check")
def check(
    session: SyncSession, context: ContextOf, language: Language, operation: Annotated[Any, Body()]
) -> dict[str, Any]:
    """Return what would become of one operation, and what is odd about its levels; keep nothing.

    `levels` is null where it is about none: else the invert that follows from cover and depth,
    the slopes to the neighbours (per mille, negative uphill), and sentences.
    """
    found = drafting.check(session, operation, context.now())
    verdict = found.verdict
    levels = verdict and {
        "invert_m": verdict.invert_m,
        "slopes": [{"name": e.name, "per_mille": e.per_mille} for e in verdict.slopes],
        "issues": [each.to_json(language) for each in verdict.issues],
    }
    told = _receipt(session, found.receipt, (), language, operation)
    return {"receipt": told, "levels": levels}


@router.get("/pull")
def pull(  # noqa: PLR0913  the request's parts
    commune: str,
    request: Request,
    context: ContextOf,
    viewer: ViewerOf,
    language: Language,
    cursor: Annotated[str | None, Query(max_length=CURSOR_LENGTH)] = None,
    area: Annotated[str | None, Query(max_length=200)] = None,
    limit: Annotated[int, Query(ge=1, le=delta.MOST_CHANGES)] = _DEFAULT_LIMIT,
) -> Response:
    """Return upserts and tombstones after a cursor, in whole revisions; all without one.

    ``area`` is a work area's id, or ``west,south,east,north`` in degrees: what lies elsewhere since
    a change is a tombstone with ``elsewhere``. Ask again with ``next`` until ``more`` is false.
    410: the cursor is of another incarnation; push first, then pull anew without one.
    """
    viewer.must(Action.CAPTURE)
    try:
        with ExitStack() as stack:
            where = (context.engine, context.catalogue, commune, viewer)
            session = stack.enter_context(open_session(*where, source="sync", snapshot=True))
            place = work.area(session, area)
            head = journal.head(session)
            page = delta.page(session, cursor or f"{head.incarnation}.0", None, limit)
            saved = backup.backed_up(session)
            mark = f"{viewer.level}-{work.mark(place)}-{saved}"
            etag = f'"{page.since}-{page.until.revision}-{mark}"'
            headers = {
                "ETag": etag,
                "Cache-Control": "private, no-cache",
                "Vary": "Accept-Encoding, Authorization",
            }
            if matches(request, etag):
                return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
            told = {
                "incarnation": head.incarnation,
                "catalogue": session.catalogue.version,
                "more": page.until.revision < head.revision,
                "backed_up": saved,
            }
            blocks = delta.document(session, page, Profile.RFC7946, area=place, more=told)
            if wants_gzip(request):
                headers["Content-Encoding"] = "gzip"
                blocks = gzip(blocks)
            kept = stack.pop_all()
    except CursorGone as gone:
        detail = gone.sentence.to(language)
        link = {"href": f"/api/v1/{commune}/sync/pull", "rel": "start"}
        return problem(HTTPStatus.GONE, gone.code, "Gone", detail, links=[link])
    return Streamed(blocks, kept, media_type="application/json", headers=headers)


@router.get("/catalogue")
def catalogue(request: Request, reader: Reader) -> Response:
    """Return every layer with its form, as far as the viewer may see it, in four languages."""
    with reader() as session:
        session.viewer.must(Action.CAPTURE)
        document = forms.document(session)
    headers = {
        "ETag": forms.tag(document),
        "Cache-Control": "private, no-cache",
        "Vary": "Authorization",
    }
    if matches(request, headers["ETag"]):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    return Response(document, media_type="application/json", headers=headers)


@router.get("/conflicts")
def listed(
    session: ReadSession,
    asset: UUID | None = None,
    after: Annotated[UUID | None, Query(description="The last one of an earlier answer.")] = None,
    device: Annotated[UUID | None, Query(description="Which tablet asks.")] = None,
    limit: Annotated[int, Query(ge=1, le=1000)] = 100,
) -> dict[str, Any]:
    """Return open conflicts with both values: all of them to editors, their own to tablets.

    A tablet that has got another token since is known by its `device`.
    """
    found = conflicts.listed(session, asset=asset, after=after, device=device, limit=limit)
    return {"conflicts": [to_json(session, each) for each in found]}


class Resolution(BaseModel):
    """What is decided: `theirs` is the tablet's value, `ours` the server's, `value` a third."""

    model_config = ConfigDict(extra="forbid")

    choice: Choice
    value: Any = None
    version: int | None = Field(None, ge=1, le=2**31 - 1)
    reason: str | None = Field(None, max_length=proposals.MOST_REASON)


@router.post("/conflicts/{conflict}/resolution")
def resolve(
    conflict: UUID, session: SyncSession, context: ContextOf, wanted: Resolution
) -> dict[str, Any]:
    """Decide about a conflict. The same decision again is as good as once."""
    found = conflicts.resolve(
        session,
        conflict,
        wanted.choice,
        context.now(),
        value=wanted.value,
        version=wanted.version,
        reason=wanted.reason,
    )
    return to_json(session, found)
