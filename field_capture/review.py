"""What waits for a decision: captures, taken in or turned away; and who looks after what."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from geoalchemy2.shape import to_shape
from shapely.geometry.base import BaseGeometry
from sqlalchemy import Row, func, select, update
from sqlalchemy.dialects.postgresql import insert

from field_capture import store
from field_capture.captures import capture, conflicts, kept_issues
from field_capture.desk import inbox as desk
from field_capture.proposals import reasoned
from field_capture.sync import push as sync
from gis import assets, observations
from gis.assets import Asset
from gis.errors import AlreadyDecided, Issue, UnknownThing
from gis.session import CommuneSession
from gis.viewer import Action
from layers.spec import Layer

KIND = "capture"
KINDS = ("correction", conflicts.KIND, KIND, "issue")
"""What stands in the inbox, in the order in which it is shown."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A capture that waits; `values` are those its viewer may see, geometry in the home CRS."""

    id: UUID
    layer: Layer
    values: Mapping[str, Any]
    fix: Mapping[str, Any]
    geometry: BaseGeometry
    reasons: list[Issue]
    received_at: datetime


def captures(
    session: CommuneSession, *, layer: Layer | None = None, after: UUID | None = None, limit: int
) -> list[Waiting]:
    """Return the captures that wait, the first received first.

    Raises
    ------
    NotAllowed, Unauthenticated
    """
    session.viewer.must(Action.EDIT)
    table = store.table(session, "capture")
    query = _open(session).order_by(table.c.id).limit(limit)
    if layer is not None:
        query = query.where(table.c.layer == layer.name)
    if after is not None:
        query = query.where(table.c.id > after)
    return [_waiting(session, row) for row in session.connection.execute(query)]


def counted(session: CommuneSession) -> dict[str, int]:
    """Return how many corrections, captures and conflicts wait, by kind."""
    session.viewer.must(Action.EDIT)
    found = {}
    for kind, name in (("correction", "proposal"), (KIND, "capture")):
        table = store.table(session, name)
        known = [layer.name for layer in session.viewer.layers(session.catalogue)]
        query = (
            select(func.count())
            .select_from(table)
            .where(table.c.state == "open", table.c.layer.in_(known))
        )
        found[kind] = int(session.connection.scalar(query) or 0)
    found[conflicts.KIND] = conflicts.counted(session)
    return found


def waiting(session: CommuneSession, identity: UUID, *, lock: bool = False) -> Waiting:
    """Return one capture that waits.

    Raises
    ------
    UnknownThing
    AlreadyDecided
        Somebody has, meanwhile.
    """
    session.viewer.must(Action.EDIT)
    table = store.table(session, "capture")
    query = select(table).where(table.c.id == identity)
    row = session.connection.execute(query.with_for_update() if lock else query).one_or_none()
    if row is None or row.layer not in session.catalogue:
        what = "capture"
        raise UnknownThing(what, str(identity))
    if row.state != "open":
        raise AlreadyDecided("accepted" if row.asset else "rejected")
    return _waiting(session, row)


def layer_of(session: CommuneSession, identity: UUID) -> Layer:
    """Return the layer of a capture, whether it was decided or not.

    Raises
    ------
    UnknownThing, UnknownLayer
    """
    table = store.table(session, "capture")
    name = session.connection.scalar(select(table.c.layer).where(table.c.id == identity))
    if name is None:
        what = "capture"
        raise UnknownThing(what, str(identity))
    return session.layer(name)


def _open(session: CommuneSession) -> Any:
    table = store.table(session, "capture")
    known = [layer.name for layer in session.viewer.layers(session.catalogue)]
    return select(table).where(table.c.state == "open", table.c.layer.in_(known))


def _waiting(session: CommuneSession, row: Row[Any]) -> Waiting:
    layer = session.catalogue[row.layer]
    told = row.body["properties"]
    seen = [field.name for field in session.viewer.fields(layer)]
    return Waiting(
        id=row.id,
        layer=layer,
        values={name: told[name] for name in seen if told.get(name) is not None},
        fix=told.get("fix") or {},
        geometry=to_shape(row.geom),
        reasons=kept_issues.read(row.reasons),
        received_at=row.received_at,
    )


def accept(
    session: CommuneSession,
    identity: UUID,
    now: datetime,
    mended: Mapping[str, Any] | None = None,
) -> Asset:
    """Let a capture become an asset, with values that were mended where some are given.

    Raises
    ------
    Invalid, CodeTaken, UnknownThing, AlreadyDecided, NotAllowed
    """
    found = waiting(session, identity, lock=True)
    table = store.table(session, "capture")
    kept = session.connection.execute(select(table).where(table.c.id == identity)).one()
    body = dict(kept.body)
    if mended is not None:
        body["properties"] = {**body["properties"], **mended}
    draft, _ = capture.check(session, body, now, identity)
    made, _ = assets.create(session, found.layer, draft.geometry, draft.properties, asset=identity)
    observations.record(
        session,
        found.layer,
        made.id,
        position=draft.fix_position,
        sigma_m=draft.fix.sigma_m,
        at=draft.fix.time,
        fix=draft.fix.model_dump(mode="json", exclude_none=True),
        ground_level_m=kept.ground_level_m,
    )
    session.connection.execute(
        update(table)
        .where(table.c.id == identity)
        .values(state="done", outcome="asset", asset=made.id)
    )
    verdict = "accepted" if mended is None else "mended"
    store.note_decision(session, (KIND, identity), verdict, None, now)
    sync.settle(session, identity, now)
    return assets.get(session, found.layer, made.id)


def reject(session: CommuneSession, identity: UUID, reason: str | None, now: datetime) -> None:
    """Turn a capture away; it stays kept, with the reason.

    Raises
    ------
    Invalid, UnknownThing, AlreadyDecided, NotAllowed
    """
    waiting(session, identity, lock=True)
    told = reasoned(reason)
    table = store.table(session, "capture")
    session.connection.execute(update(table).where(table.c.id == identity).values(state="rejected"))
    store.note_decision(session, (KIND, identity), "rejected", told, now)
    sync.settle(session, identity, now, reason=told)


def assign(
    session: CommuneSession, item: tuple[str, UUID], assignee: str | None, now: datetime
) -> None:
    """Let somebody look after an item, or nobody.

    Raises
    ------
    NotAllowed, Unauthenticated
    """
    kind, identity = item
    session.viewer.must(Action.HANDLE_REPORTS if kind == desk.KIND else Action.EDIT)
    table = store.table(session, "assignment")
    values = {"assignee": assignee, "actor": session.viewer.actor, "at": now}
    session.connection.execute(
        insert(table)
        .values(kind=kind, item=identity, **values)
        .on_conflict_do_update(index_elements=["kind", "item"], set_=values)
    )


def assigned(
    session: CommuneSession, items: Collection[tuple[str, UUID]]
) -> dict[tuple[str, UUID], str]:
    """Return item -> who looks after it."""
    session.viewer.must(Action.EDIT)
    table = store.table(session, "assignment")
    query = select(table.c.kind, table.c.item, table.c.assignee).where(
        table.c.item.in_([item for _, item in items]), table.c.assignee.is_not(None)
    )
    return {(row.kind, row.item): row.assignee for row in session.connection.execute(query)}
