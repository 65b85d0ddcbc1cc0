"""Corrections that somebody proposes who may not change an asset: kept, decided, never lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from geoalchemy2.shape import from_shape, to_shape
from shapely.geometry.base import BaseGeometry
from sqlalchemy import Row, insert, select, update

from field_capture import store
from field_capture.states.proposal import ProposalState, move
from gis import assets
from gis.assets import Asset
from gis.errors import Invalid, Issue, Severity, UnknownThing
from gis.session import CommuneSession
from gis.validation.fields import check_properties
from gis.viewer import Action
from layers.spec import Layer

KIND = "correction"
MOST_REASON = 500  # characters


@dataclass(frozen=True, slots=True)
class Proposal:
    """What somebody thinks an asset should be.

    Attributes
    ----------
    version : int
        Of the asset when it was proposed.
    changes : dict
        Field -> proposed value as JSON has it; only fields the viewer may see.
    geometry : BaseGeometry or None
        Proposed position, home CRS; None where it stays.
    """

    id: UUID
    layer: Layer
    asset: UUID
    version: int
    changes: Mapping[str, Any]
    geometry: BaseGeometry | None
    reason: str
    actor: str
    at: datetime
    state: ProposalState


def propose(  # noqa: PLR0913  what is proposed, of which version, and why
    session: CommuneSession,
    layer: Layer,
    asset: UUID,
    version: int | None,
    *,
    changes: Mapping[str, Any],
    geometry: BaseGeometry | None = None,
    reason: str,
    now: datetime,
) -> Proposal:
    """Keep a proposal; what is the same as it is by now is left out.

    Raises
    ------
    Invalid
        With everything that is wrong, also where nothing is proposed.
    UnknownAsset, NotAllowed, Unauthenticated
    """
    session.viewer.must(Action.PROPOSE)
    found = assets.get(session, layer, asset)
    clean, issues = check_properties(layer, changes, partial=True)
    seen = {field.name for field in session.viewer.fields(layer)}
    issues = [each.below("properties") for each in issues]
    hidden = sorted(clean.keys() - seen)
    hint = {"hint": ", ".join(sorted(seen)[:5])}
    issues += [Issue("unknown_field", f"properties.{n}", details=hint) for n in hidden]
    issues += assets.check_references(session, layer, clean)
    if geometry is not None:
        geometry, more = assets.check_geometry(session, layer, geometry)
        issues += [each.below("geometry") for each in more]
    wanted = {n: v for n, v in clean.items() if v != found.properties.get(n)}
    if geometry is not None and geometry.equals(found.geometry):
        geometry = None
    wrong = [each for each in issues if each.severity is Severity.ERROR]
    if not wrong and not wanted and geometry is None:
        wrong = [Issue("proposal_empty", "properties")]
    if not 0 < len(reason.strip()) <= MOST_REASON:
        wrong.append(Issue("reason_needed", "reason"))
    if wrong:
        raise Invalid(wrong)
    proposal = assets.new_id()
    session.connection.execute(
        insert(store.table(session, "proposal")).values(
            id=proposal,
            layer=layer.name,
            asset=asset,
            version=version or found.version,
            changes={name: _json(value) for name, value in wanted.items()},
            geom=None if geometry is None else from_shape(geometry, srid=session.commune.srid),
            reason=reason.strip(),
            actor=session.viewer.actor,
            at=now,
            state=ProposalState.OPEN.value,
        )
    )
    return get(session, proposal)


def _json(value: Any) -> Any:
    return str(value) if isinstance(value, date | UUID) else value


def get(session: CommuneSession, proposal: UUID, *, lock: bool = False) -> Proposal:
    """Return a proposal: an editor's sight is every one, an author's are their own.

    Raises
    ------
    UnknownThing
    """
    session.viewer.must(Action.PROPOSE)
    query = select(store.table(session, "proposal")).where(_visible(session, proposal))
    row = session.connection.execute(query.with_for_update() if lock else query).one_or_none()
    if row is None:
        what = "proposal"
        raise UnknownThing(what, str(proposal))
    return _proposal(session, row)


def listed(
    session: CommuneSession,
    *,
    layer: Layer | None = None,
    state: ProposalState | None = ProposalState.OPEN,
    after: UUID | None = None,
    limit: int = 100,
) -> list[Proposal]:
    """Return proposals, the first made first."""
    session.viewer.must(Action.PROPOSE)
    table = store.table(session, "proposal")
    query = select(table).where(_visible(session)).order_by(table.c.id).limit(limit)
    if layer is not None:
        query = query.where(table.c.layer == layer.name)
    if state is not None:
        query = query.where(table.c.state == state.value)
    if after is not None:
        query = query.where(table.c.id > after)
    return [_proposal(session, row) for row in session.connection.execute(query)]


def _visible(session: CommuneSession, proposal: UUID | None = None) -> Any:
    table = store.table(session, "proposal")
    known = [layer.name for layer in session.viewer.layers(session.catalogue)]
    found: Any = table.c.layer.in_(known)
    if not session.viewer.may(Action.EDIT):
        found &= table.c.actor == session.viewer.actor
    return found if proposal is None else found & (table.c.id == proposal)


def _proposal(session: CommuneSession, row: Row[Any]) -> Proposal:
    layer = session.catalogue[row.layer]
    seen = {field.name for field in session.viewer.fields(layer)}
    return Proposal(
        id=row.id,
        layer=layer,
        asset=row.asset,
        version=row.version,
        changes={name: value for name, value in row.changes.items() if name in seen},
        geometry=None if row.geom is None else to_shape(row.geom),
        reason=row.reason,
        actor=row.actor,
        at=row.at,
        state=ProposalState(row.state),
    )


def accept(
    session: CommuneSession,
    proposal: UUID,
    version: int,
    now: datetime,
    mended: Mapping[str, Any] | None = None,
) -> Asset:
    """Make the proposed change, or a mended one, to the version of the asset that was seen.

    Raises
    ------
    StaleVersion, Invalid, CodeTaken, UnknownAsset, UnknownThing, AlreadyDecided, NotAllowed
    """
    found = get(session, proposal, lock=True)
    target = ProposalState.ACCEPTED if mended is None else ProposalState.MENDED
    move(found.state, target, session.viewer, found.actor)
    changes = found.changes if mended is None else mended
    made, _ = assets.change(
        session,
        found.layer,
        found.asset,
        version,
        properties=changes,
        geometry=found.geometry,
    )
    _decide(session, found, target, None, now)
    return made


def close(
    session: CommuneSession,
    proposal: UUID,
    target: ProposalState,
    reason: str | None,
    now: datetime,
) -> Proposal:
    """Reject a proposal for a reason, or withdraw one's own.

    Raises
    ------
    Invalid, UnknownThing, AlreadyDecided, NotAllowed
    """
    found = get(session, proposal, lock=True)
    move(found.state, target, session.viewer, found.actor)
    if target is ProposalState.REJECTED:
        reason = reasoned(reason)
    _decide(session, found, target, reason, now)
    return get(session, proposal)


def reasoned(reason: str | None) -> str:
    """Return a reason that was given.

    Raises
    ------
    Invalid
    """
    given = (reason or "").replace("\x00", "").strip()
    if not 0 < len(given) <= MOST_REASON:
        raise Invalid([Issue("reason_needed", "reason")])
    return given


def _decide(
    session: CommuneSession,
    found: Proposal,
    target: ProposalState,
    reason: str | None,
    now: datetime,
) -> None:
    table = store.table(session, "proposal")
    session.connection.execute(
        update(table).where(table.c.id == found.id).values(state=target.value)
    )
    store.note_decision(session, (KIND, found.id), target.value, reason, now)
