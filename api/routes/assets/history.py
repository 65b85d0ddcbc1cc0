"""What happened, and undoing it."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated, Any, Self
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request
from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from api.dependencies import Language, ReadSession, session_for
from api.routes.assets.items import asset_id
from gis import history
from gis.database import journal
from gis.session import CommuneSession
from gis.undo import Target, Undone, undo

router = APIRouter(prefix="/api/v1/{commune}", tags=["history"])

UndoSession = Annotated[CommuneSession, Depends(session_for("undo"), scope="function")]
Limit = Annotated[int, Query(ge=1, le=1000)]
Before = Annotated[str | None, Query(description="The cursor in an earlier answer's `next`.")]


@router.get("/assets/{layer}/{asset}/history")
def asset_history(  # noqa: PLR0913  the parameters of the address
    layer: str,
    asset: str,
    request: Request,
    session: ReadSession,
    before: Before = None,
    limit: Limit = 100,
) -> dict[str, Any]:
    """Return the changes of one asset, the newest first, also after its removal."""
    declared = session.layer(layer)
    identity = asset_id(declared, asset)
    start = journal.resume(session, before).revision if before else None
    changes = history.of_asset(session, declared, identity, before=start, limit=limit)
    found = [
        {
            "revision": each.revision,
            "at": each.at,
            "actor": each.actor,
            "source": each.source,
            "op": each.op,
            "version": each.version,
            "fields": {n: {"old": old, "new": new} for n, (old, new) in each.fields.items()},
            "moved_m": each.moved_m,
        }
        for each in changes
    ]
    last = changes[-1].revision if len(changes) >= limit else None
    return {
        "layer": layer,
        "asset": identity,
        "changes": found,
        "next": _next(request, session, last),
    }


@router.get("/revisions")
def revisions(
    request: Request, session: ReadSession, before: Before = None, limit: Limit = 50
) -> dict[str, Any]:
    """Return the commune's revisions, the newest first: who, when, how much of which layer."""
    start = journal.resume(session, before).revision if before else None
    listed = history.revisions(session, before=start, limit=limit)
    found = [
        {
            "revision": each.revision,
            "at": each.at,
            "actor": each.actor,
            "source": each.source,
            "layers": each.layers,
        }
        for each in listed
    ]
    last = listed[-1].revision if len(listed) == limit else None
    return {
        "head": str(journal.head(session)),
        "revisions": found,
        "next": _next(request, session, last),
    }


def _next(request: Request, session: CommuneSession, revision: int | None) -> str | None:
    if revision is None or revision <= 1:
        return None
    cursor = journal.Cursor(session.commune.incarnation, revision)
    return str(request.url.include_query_params(before=str(cursor)))


class UndoRequest(BaseModel):
    """What is to be undone: a revision, several of them, or what one did to one asset."""

    model_config = ConfigDict(extra="forbid")

    revision: int = Field(ge=1, le=2**62)
    through: int | None = Field(None, ge=1, le=2**62, description="The last one of several.")
    layer: str | None = None
    asset: UUID | None = None
    partial: bool = Field(default=False, description="Undo the rest where some must stay.")
    dry_run: bool = Field(default=False, description="Only tell what would happen.")

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if (self.layer is None) != (self.asset is None):
            raise PydanticCustomError("undo_half_asset", "layer and asset belong together")
        if self.through is not None and self.through < self.revision:
            raise PydanticCustomError("undo_reversed", "through lies before revision")
        return self


@router.post("/undo", status_code=HTTPStatus.OK)
def post_undo(session: UndoSession, language: Language, wanted: UndoRequest) -> dict[str, Any]:
    """Set back what a revision changed, as a new revision.

    Assets that were changed since are never overwritten: without ``partial`` 409 lists them and
    nothing is undone. The undo of an undo does it again.
    """
    target = Target(
        wanted.revision,
        wanted.through or wanted.revision,
        session.layer(wanted.layer) if wanted.layer else None,
        wanted.asset,
    )
    done = undo(session, target, partial=wanted.partial, dry_run=wanted.dry_run)
    return to_json(done, language)


def to_json(done: Undone, language: str) -> dict[str, Any]:
    """Return what an undo did as it stands in answers."""
    return {
        "revision": done.target.first,
        "through": done.target.last,
        "dry_run": done.dry_run,
        "layers": {
            name: {"restored": d.restored, "recreated": d.recreated, "deleted": d.deleted}
            for name, d in done.layers.items()
        },
        "kept_total": done.kept_total,
        "kept": [
            {
                "layer": each.layer,
                "asset": each.asset,
                "code": each.code,
                "reason": each.reason,
                "revision": each.revision,
                "at": each.at,
                "actor": each.actor,
                "message": each.issue.sentence.to(language),
            }
            for each in done.kept
        ],
    }
