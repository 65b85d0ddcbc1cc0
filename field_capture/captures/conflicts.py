"""Conflicts between a tablet and the server: kept with both values until somebody decides.

A planner decides about any, a tablet about its own. Whatever is decided goes through the one door
and stands in the journal; what was not chosen stays told with the conflict.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from shapely.geometry.base import BaseGeometry
from sqlalchemy import Row, func, select, update

from field_capture import store
from field_capture.captures.merge import GEOMETRY, Change
from field_capture.captures.operations import Choice, upcast
from field_capture.states.operation import State
from gis import assets, crs
from gis.errors import AlreadyDecided, Invalid, StaleVersion, UnknownThing
from gis.geometry import from_geojson
from gis.session import CommuneSession
from gis.viewer import Action
from layers.spec import Layer

KIND = "conflict"


_VERDICTS = {Choice.THEIRS: "accepted", Choice.OURS: "rejected", Choice.VALUE: "mended"}


@dataclass(frozen=True, slots=True)
class Conflict:
    """One field that two sides changed.

    Attributes
    ----------
    field : str
        Of the layer, as it is called today, or ``geometry``.
    base, theirs, ours
        As JSON has them, geometries as GeoJSON (WGS84): what the tablet had seen, what it made of
        it, and what the server had by then.
    """

    id: UUID
    op_id: UUID
    layer: Layer
    asset: UUID
    field: str
    base: Any
    theirs: Any
    ours: Any
    actor: str
    at: datetime
    choice: Choice | None
    resolved_by: str | None
    resolved_at: datetime | None

    @property
    def writable(self) -> bool:
        """The layer still has the field; else only what stands there can be left."""
        return self.field == GEOMETRY or self.field in self.layer.by_name


def listed(  # noqa: PLR0913  which of them
    session: CommuneSession,
    *,
    layer: Layer | None = None,
    asset: UUID | None = None,
    device: UUID | None = None,
    ops: Iterable[UUID] | None = None,
    after: UUID | None = None,
    resolved: bool = False,
    limit: int = 100,
) -> list[Conflict]:
    """Return conflicts, the first first: all of them to editors, their own to tablets.

    Parameters
    ----------
    device : UUID, optional
        Which tablet asks: its conflicts stay its own when it gets another token.
    ops : iterable of UUID, optional
        Only those of these operations, whether resolved or not. Whoever sends them has them.
    """
    session.viewer.must(Action.CAPTURE)
    table = store.table(session, "conflict")
    visible = _visible(session, device) if ops is None else _of_layers(session)
    query = select(table).where(visible).order_by(table.c.id).limit(limit)
    if layer is not None:
        query = query.where(table.c.layer == layer.name)
    if asset is not None:
        query = query.where(table.c.asset == asset)
    if after is not None:
        query = query.where(table.c.id > after)
    if ops is not None:
        query = query.where(table.c.op_id.in_(list(ops)))
    elif not resolved:
        query = query.where(table.c.choice.is_(None))
    found = (_conflict(session, row) for row in session.connection.execute(query))
    return [each for each in found if _seen(session, each)]


def counted(session: CommuneSession) -> int:
    """Return how many conflicts wait for a planner."""
    session.viewer.must(Action.EDIT)
    table = store.table(session, "conflict")
    query = select(func.count()).select_from(table)
    query = query.where(_visible(session), table.c.choice.is_(None))
    return int(session.connection.scalar(query) or 0)


def get(
    session: CommuneSession, identity: UUID, *, device: UUID | None = None, lock: bool = False
) -> Conflict:
    """Return a conflict that whoever asks may decide about.

    Raises
    ------
    UnknownThing
    """
    session.viewer.must(Action.CAPTURE)
    table = store.table(session, "conflict")
    query = select(table).where(_visible(session, device), table.c.id == identity)
    row = session.connection.execute(query.with_for_update() if lock else query).one_or_none()
    found = None if row is None else _conflict(session, row)
    if found is None or not _seen(session, found):
        raise UnknownThing(KIND, str(identity))
    return found


def waiting(session: CommuneSession, identity: UUID) -> Conflict:
    """Return a conflict that nobody has decided about.

    Raises
    ------
    UnknownThing, AlreadyDecided
    """
    found = get(session, identity)
    if found.choice is not None:
        raise AlreadyDecided(found.choice.value)
    return found


def resolve(  # noqa: PLR0913  what is decided, seeing which version
    session: CommuneSession,
    identity: UUID,
    choice: Choice,
    now: datetime,
    *,
    value: Any = None,
    version: int | None = None,
    reason: str | None = None,
    device: UUID | None = None,
) -> Conflict:
    """Decide about a conflict; the same decision again changes nothing.

    Parameters
    ----------
    value
        The third value, where that is chosen.
    version : int, optional
        Of the asset that was seen; None decides about it as it stands.

    Raises
    ------
    AlreadyDecided, StaleVersion, Invalid, UnknownAsset, CodeTaken, UnknownThing, NotAllowed
    """
    found = get(session, identity, device=device, lock=True)
    if found.choice is not None:
        if found.choice is choice:
            return found
        raise AlreadyDecided(found.choice.value)
    if choice is not Choice.OURS:
        _write(session, found, found.theirs if choice is Choice.THEIRS else value, version)
    table = store.table(session, "conflict")
    session.connection.execute(
        update(table)
        .where(table.c.id == identity)
        .values(choice=choice.value, resolved_by=session.viewer.actor, resolved_at=now)
    )
    store.note_decision(session, (KIND, identity), _VERDICTS[choice], reason, now)
    _close(session, found.op_id)
    return get(session, identity, device=device)


def _write(session: CommuneSession, found: Conflict, value: Any, version: int | None) -> None:
    asset = assets.get(session, found.layer, found.asset, lock=True)
    if version is not None and version != asset.version:
        raise StaleVersion(found.layer.name, asset.id, version, asset.version)
    if found.field != GEOMETRY:
        values = {found.field: value}
        assets.change(session, found.layer, asset.id, asset.version, properties=values)
        return
    there, issues = from_geojson(value)
    if there is None:
        raise Invalid(issues)
    geometry = crs.transform(there, session.commune.operation.to_home)
    assets.change(session, found.layer, asset.id, asset.version, geometry=geometry)


def place(session: CommuneSession, found: Conflict) -> BaseGeometry | None:
    """Return where the tablet has it, home CRS; None where the conflict is about a value."""
    if found.field != GEOMETRY:
        return None
    there, _ = from_geojson(found.theirs)
    return there and crs.transform(there, session.commune.operation.to_home)


def _close(session: CommuneSession, op_id: UUID) -> None:
    """Let an operation be resolved once nothing of it is open."""
    table = store.table(session, "conflict")
    open_ = select(table.c.id).where(table.c.op_id == op_id, table.c.choice.is_(None)).limit(1)
    if session.connection.scalar(open_) is None:
        log = store.table(session, "operation")
        session.connection.execute(
            update(log).where(log.c.op_id == op_id).values(state=State.RESOLVED.value)
        )


def _visible(session: CommuneSession, device: UUID | None = None) -> Any:
    table = store.table(session, "conflict")
    found = _of_layers(session)
    if session.viewer.may(Action.EDIT):
        return found
    own = table.c.actor == session.viewer.actor
    if device is not None:
        log = store.table(session, "operation")
        own |= table.c.op_id.in_(select(log.c.op_id).where(log.c.device == device))
    return found & own


def _of_layers(session: CommuneSession) -> Any:
    table = store.table(session, "conflict")
    return table.c.layer.in_([each.name for each in session.viewer.layers(session.catalogue)])


def _seen(session: CommuneSession, found: Conflict) -> bool:
    if not found.writable:
        return session.viewer.may(Action.EDIT)  # nobody declares any more who may see it
    names: Sequence[str] = [each.name for each in session.viewer.fields(found.layer)]
    return found.field == GEOMETRY or found.field in names


def _conflict(session: CommuneSession, row: Row[Any]) -> Conflict:
    layer = session.catalogue[row.layer]
    field, theirs, ours = row.field, Change(row.base, row.theirs), Change(row.base, row.ours)
    if field != GEOMETRY:
        field, theirs = _today(session, layer, row, theirs)
        _, ours = _today(session, layer, row, ours)
    return Conflict(
        id=row.id,
        op_id=row.op_id,
        layer=layer,
        asset=row.asset,
        field=field,
        base=theirs.base,
        theirs=theirs.new,
        ours=ours.new,
        actor=row.actor,
        at=row.at,
        choice=None if row.choice is None else Choice(row.choice),
        resolved_by=row.resolved_by,
        resolved_at=row.resolved_at,
    )


def _today(
    session: CommuneSession, layer: Layer, row: Row[Any], change: Change
) -> tuple[str, Change]:
    """Return one side of a conflict in the words of today's catalogue, where it has any for it."""
    told = {row.field: change}
    now = upcast(layer, told, row.schema_version, session.catalogue.version)
    return next(iter((now or told).items()))
