"""A conflict decided on a tablet: an operation like every other, so that it works offline."""

from __future__ import annotations

from uuid import UUID

from field_capture.captures import conflicts
from field_capture.captures.op_log import Outcome
from field_capture.states.operation import State
from field_capture.sync.applying import Errand, code_of
from gis import assets
from gis.errors import Invalid, Issue, UnknownAsset
from gis.session import CommuneSession


def resolve(session: CommuneSession, errand: Errand) -> tuple[Outcome, UUID]:
    """Decide about a conflict as the operation says; return also the operation that clashed.

    Raises
    ------
    Invalid
        The conflict is about another asset.
    AlreadyDecided, StaleVersion, UnknownAsset, CodeTaken, UnknownThing, NotAllowed
    """
    wanted = errand.operation
    if wanted.conflict_id is None or wanted.choice is None:
        raise Invalid([Issue("missing", "conflict_id")])
    found = conflicts.get(session, wanted.conflict_id, device=wanted.device_id)
    if (found.layer.name, found.asset) != (errand.layer.name, errand.asset):
        raise Invalid([Issue("other_asset", "asset_id")])
    errand.known.pop(errand.asset, None)
    done = conflicts.resolve(
        session,
        found.id,
        wanted.choice,
        errand.now,
        value=wanted.value,
        version=errand.seen.version,
        reason=wanted.reason,
        device=wanted.device_id,
    )
    try:
        asset = assets.get(session, found.layer, found.asset)
    except UnknownAsset:  # it was removed, and stays so
        return Outcome(State.APPLIED), done.op_id
    return Outcome(State.APPLIED, asset.version, code_of(asset)), done.op_id
