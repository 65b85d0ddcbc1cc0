"""Corrections that crews and clerks propose, and what editors decide about them."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated, Any, Literal
from uuid import UUID

import orjson
import shapely
from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, ConfigDict, Field

from api.dependencies import ContextOf, ReadSession, session_for
from field_capture import proposals
from field_capture.proposals import Proposal
from field_capture.states.proposal import ProposalState
from gis import assets, crs, incoming
from gis.errors import VersionMissing
from gis.session import CommuneSession
from gis.viewer import Action

router = APIRouter(prefix="/api/v1/{commune}/proposals", tags=["proposals"])

ProposeSession = Annotated[CommuneSession, Depends(session_for("propose"), scope="function")]
ReviewSession = Annotated[CommuneSession, Depends(session_for("review"), scope="function")]


class Propose(BaseModel):
    """What an asset should be; `version` is the one that was seen, the present one if absent."""

    model_config = ConfigDict(extra="forbid")

    layer: str = Field(max_length=40)
    asset: UUID
    version: int | None = Field(None, ge=1, le=2**31 - 1)
    changes: dict[str, Any] = Field(default_factory=dict)
    geometry: dict[str, Any] | None = Field(None, description="GeoJSON in WGS84.")
    reason: str = Field(max_length=proposals.MOST_REASON, pattern=r"^[^\x00]*$")


class Decide(BaseModel):
    """A verdict: ``mended`` brings its own changes, ``rejected`` a reason."""

    model_config = ConfigDict(extra="forbid")

    verdict: Literal["accepted", "mended", "rejected", "withdrawn"]
    version: int | None = Field(None, ge=1, le=2**31 - 1)
    changes: dict[str, Any] | None = None
    reason: str | None = Field(None, max_length=proposals.MOST_REASON)


@router.get("")
def listed(
    session: ReadSession,
    layer: Annotated[str | None, Query(max_length=40)] = None,
    state: ProposalState = ProposalState.OPEN,
    after: Annotated[UUID | None, Query(description="The last one of an earlier answer.")] = None,
    limit: Annotated[int, Query(ge=1, le=1000)] = 100,
) -> dict[str, Any]:
    """Return proposals, the first made first: all of them to editors, their own to others."""
    session.viewer.must(Action.PROPOSE)
    chosen = session.layer(layer) if layer else None
    found = proposals.listed(session, layer=chosen, state=state, after=after, limit=limit)
    return {"proposals": [to_json(session, each) for each in found]}


@router.post("", status_code=HTTPStatus.CREATED)
def propose(session: ProposeSession, context: ContextOf, wanted: Propose) -> dict[str, Any]:
    """Propose a correction of an asset. Refusals tell everything that is wrong at once."""
    session.viewer.must(Action.PROPOSE)
    layer = session.layer(wanted.layer)
    body: dict[str, Any] = {"type": "Feature", "properties": wanted.changes}
    if wanted.geometry is not None:
        body["geometry"] = wanted.geometry
    given = incoming.read(session, layer, body, partial=True)
    made = proposals.propose(
        session,
        layer,
        wanted.asset,
        wanted.version,
        changes=given.properties,
        geometry=given.geometry,
        reason=wanted.reason,
        now=context.now(),
    )
    return to_json(session, made)


@router.post("/{proposal}/decision")
def decide(
    proposal: UUID, session: ReviewSession, context: ContextOf, wanted: Decide
) -> dict[str, Any]:
    """Accept, mend or reject a proposal, or withdraw one's own.

    Accepting names the version of the asset that was seen: 412 where somebody was faster.
    """
    found = proposals.get(session, proposal, lock=True)
    target = ProposalState(wanted.verdict)
    if target in (ProposalState.REJECTED, ProposalState.WITHDRAWN):
        proposals.close(session, proposal, target, wanted.reason, context.now())
    else:
        session.viewer.must(Action.EDIT)
        if wanted.version is None:
            raise VersionMissing(assets.get(session, found.layer, found.asset).version)
        mended = (wanted.changes or {}) if target is ProposalState.MENDED else None
        proposals.accept(session, proposal, wanted.version, context.now(), mended)
    return to_json(session, proposals.get(session, proposal))


def to_json(session: CommuneSession, found: Proposal) -> dict[str, Any]:
    """Return a proposal as programs read it."""
    geometry = None
    if found.geometry is not None:
        there = crs.transform(found.geometry, session.commune.operation.to_wgs84)
        geometry = orjson.loads(shapely.to_geojson(shapely.set_precision(there, 1e-9)))
    return {
        "id": str(found.id),
        "layer": found.layer.name,
        "asset": str(found.asset),
        "version": found.version,
        "changes": dict(found.changes),
        "geometry": geometry,
        "reason": found.reason,
        "actor": found.actor,
        "at": found.at.isoformat().replace("+00:00", "Z"),
        "state": found.state.value,
    }
