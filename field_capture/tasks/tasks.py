"""Tasks: what somebody is to do where; planners make them, crews complete them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from geoalchemy2.shape import from_shape, to_shape
from shapely import Point
from sqlalchemy import ColumnElement, Row, insert, select, update

from field_capture import store
from field_capture.captures.operations import Operation
from field_capture.states.task import TaskState, move
from field_capture.tasks import areas, checklist
from field_capture.tasks.checklist import Checked, Item
from gis import assets
from gis.errors import StaleVersion, UnknownAsset, UnknownThing
from gis.session import CommuneSession
from gis.viewer import Action
from layers.spec import Layer

MOST = 2000
"""Tasks in one answer."""

KEPT_FOR = timedelta(days=7)
"""How long a tablet still hears of a task that was closed."""

KIND = "task"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a planner says of a task.

    Attributes
    ----------
    place : Point or None
        Home CRS; None is where the asset is.
    assignee : str or None
        Who is to do it, an opaque id; None is whoever comes by.
    area : UUID or None
        The work area that it belongs to: a new task without a checklist has the area's, one
        without a place lies in its middle.
    position : int or None
        On the route of who goes there.
    source : tuple of str and UUID, optional
        The kind and the id of what it was made for.
    """

    title: str
    text: str = ""
    place: Point | None = None
    layer: Layer | None = None
    asset: UUID | None = None
    due: date | None = None
    checklist: Sequence[Item] = ()
    photos_before: bool = False
    photos_after: bool = False
    assignee: str | None = None
    area: UUID | None = None
    position: int | None = None
    source: tuple[str, UUID] | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """A task as it stands; `place` in the home CRS."""

    id: UUID
    version: int
    title: str
    text: str
    place: Point
    layer: Layer | None
    asset: UUID | None
    due: date | None
    checklist: Sequence[Item]
    photos_before: bool
    photos_after: bool
    state: TaskState
    assignee: str | None
    area: UUID | None
    position: int | None
    source: tuple[str, UUID] | None
    made_at: datetime
    changed_at: datetime
    closed_by: str | None
    closed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Completion:
    """What a crew answered."""

    op_id: UUID
    task: UUID
    answers: Mapping[str, Any]
    notes: str
    actor: str
    at: datetime


def make(
    session: CommuneSession, wanted: Wanted, now: datetime, identity: UUID | None = None
) -> Task:
    """Make a task; one that is there already under this id is left as it is.

    Raises
    ------
    UnknownAsset, UnknownThing, NotAllowed, Unauthenticated
    """
    session.viewer.must(Action.EDIT)
    table = store.table(session, KIND)
    if identity is not None:
        there = session.connection.scalar(select(table.c.id).where(table.c.id == identity))
        if there is not None:
            return get(session, identity)
    made = identity or assets.new_id()
    values = {
        **_values(session, _in_area(session, wanted)),
        "id": made,
        "version": 1,
        "state": TaskState.OPEN.value,
        "source_kind": wanted.source and wanted.source[0],
        "source": wanted.source and wanted.source[1],
        "made_by": session.viewer.actor,
        "made_at": now,
        "changed_at": now,
    }
    session.connection.execute(insert(table), values)
    return get(session, made)


def change(
    session: CommuneSession, identity: UUID, version: int, wanted: Wanted, now: datetime
) -> Task:
    """Let a task be as a planner wants it, from the version that was seen.

    Raises
    ------
    StaleVersion, UnknownAsset, UnknownThing, NotAllowed, Unauthenticated
    """
    session.viewer.must(Action.EDIT)
    found = _seen(session, identity, version)
    values = _values(session, wanted)
    _update(session, found, {**values, "changed_at": now})
    return get(session, identity)


def set_state(
    session: CommuneSession, identity: UUID, version: int, target: TaskState, now: datetime
) -> Task:
    """Cancel a task, or open one again; a crew completes it by an operation.

    Raises
    ------
    StaleVersion, AlreadyDecided, UnknownThing, NotAllowed, Unauthenticated
    """
    session.viewer.must(Action.EDIT)
    found = _seen(session, identity, version)
    move(found.state, target, session.viewer)
    _update(session, found, {"changed_at": now, **_closing(session, target, now)})
    return get(session, identity)


def note_completion(
    session: CommuneSession, task: Task, wanted: Operation, found: Checked, now: datetime
) -> None:
    """Keep what a crew answered; the first report of an open task closes it."""
    session.viewer.must(Action.CAPTURE)
    session.connection.execute(
        insert(store.table(session, "completion")).values(
            op_id=wanted.op_id,
            task=task.id,
            answers=dict(found.answers),
            quarantined=dict(found.quarantined),
            notes=wanted.notes.strip(),
            actor=session.viewer.actor,
            at=now,
        )
    )
    if task.state is TaskState.DONE:
        return
    target = move(task.state, TaskState.DONE, session.viewer)
    _update(session, task, {"changed_at": now, **_closing(session, target, now)})


def get(session: CommuneSession, identity: UUID, *, lock: bool = False) -> Task:
    """Return a task, also one that is somebody else's: who did the work reports it.

    Raises
    ------
    UnknownThing
    """
    session.viewer.must(Action.CAPTURE)
    table = store.table(session, KIND)
    query = select(table).where(table.c.id == identity, _visible(session))
    row = session.connection.execute(query.with_for_update() if lock else query).one_or_none()
    if row is None:
        raise UnknownThing(KIND, str(identity))
    return _task(session, row)


def listed(
    session: CommuneSession,
    *,
    state: TaskState | None = None,
    asset: UUID | None = None,
    after: UUID | None = None,
    limit: int = MOST,
) -> list[Task]:
    """Return the tasks of a commune for its planners, the first made first."""
    session.viewer.must(Action.EDIT)
    table = store.table(session, KIND)
    query = select(table).where(_visible(session)).order_by(table.c.id).limit(limit)
    if state is not None:
        query = query.where(table.c.state == state.value)
    if asset is not None:
        query = query.where(table.c.asset == asset)
    if after is not None:
        query = query.where(table.c.id > after)
    return [_task(session, row) for row in session.connection.execute(query)]


def for_tablet(session: CommuneSession, now: datetime) -> list[Task]:
    """Return what is open for the viewer or for whoever comes by, and what was closed lately.

    In the order of the route, then by the day it is due. Planners take along everything.
    """
    session.viewer.must(Action.CAPTURE)
    table = store.table(session, KIND)
    lately = (table.c.state == TaskState.OPEN.value) | (table.c.closed_at > now - KEPT_FOR)
    mine = table.c.assignee.is_(None) | (table.c.assignee == session.viewer.actor)
    query = select(table).where(_visible(session), lately)
    if not session.viewer.may(Action.EDIT):
        query = query.where(mine | (table.c.closed_by == session.viewer.actor))
    order = (table.c.state != TaskState.OPEN.value, table.c.position, table.c.due, table.c.id)
    rows = session.connection.execute(query.order_by(*order).limit(MOST))
    return [_task(session, row) for row in rows]


def completions(
    session: CommuneSession, found: Sequence[Task]
) -> Mapping[UUID, Sequence[Completion]]:
    """Return what crews answered, task by task, the first first."""
    table = store.table(session, "completion")
    names = [table.c[name] for name in Completion.__slots__]
    query = select(*names).where(table.c.task.in_([each.id for each in found]))
    told: dict[UUID, list[Completion]] = {}
    for row in session.connection.execute(query.order_by(table.c.at, table.c.op_id)):
        told.setdefault(row.task, []).append(Completion(*row))
    return told


def _seen(session: CommuneSession, identity: UUID, version: int) -> Task:
    found = get(session, identity, lock=True)
    if found.version != version:
        raise StaleVersion(KIND, identity, version, found.version)
    return found


def _update(session: CommuneSession, found: Task, values: Mapping[str, Any]) -> None:
    table = store.table(session, KIND)
    session.connection.execute(
        update(table).where(table.c.id == found.id).values(**values, version=found.version + 1)
    )


def _closing(session: CommuneSession, target: TaskState, now: datetime) -> dict[str, Any]:
    opened = target is TaskState.OPEN
    return {
        "state": target.value,
        "closed_by": None if opened else session.viewer.actor,
        "closed_at": None if opened else now,
    }


def _in_area(session: CommuneSession, wanted: Wanted) -> Wanted:
    """Return a new task with what its work area says of it and the task itself does not."""
    if wanted.area is None:
        return wanted
    found = areas.get(session, wanted.area)
    nowhere = wanted.place is None and wanted.asset is None
    return replace(
        wanted,
        checklist=wanted.checklist or found.checklist,
        place=found.geometry.representative_point() if nowhere else wanted.place,
    )


def _values(session: CommuneSession, wanted: Wanted) -> dict[str, Any]:
    place = wanted.place
    if wanted.layer is not None and wanted.asset is not None:
        asset = assets.get(session, wanted.layer, wanted.asset)
        place = place or asset.geometry.representative_point()
    if place is None:
        raise UnknownAsset(wanted.layer.name if wanted.layer else "", str(wanted.asset))
    if wanted.area is not None:
        areas.get(session, wanted.area)
    return {
        "title": wanted.title.strip(),
        "text": wanted.text.strip(),
        "geom": from_shape(place, srid=session.commune.srid),
        "layer": wanted.layer and wanted.layer.name,
        "asset": wanted.asset,
        "due": wanted.due,
        "checklist": checklist.to_json(wanted.checklist),
        "photos_before": wanted.photos_before,
        "photos_after": wanted.photos_after,
        "assignee": wanted.assignee,
        "area": wanted.area,
        "position": wanted.position,
    }


def _visible(session: CommuneSession) -> ColumnElement[bool]:
    """Return that a task is about no asset of a layer that the viewer may not know of."""
    table = store.table(session, KIND)
    known = [layer.name for layer in session.viewer.layers(session.catalogue)]
    return table.c.layer.is_(None) | table.c.layer.in_(known)


def _task(session: CommuneSession, row: Row[Any]) -> Task:
    items, _ = checklist.read(row.checklist)
    return Task(
        id=row.id,
        version=row.version,
        title=row.title,
        text=row.text,
        place=to_shape(row.geom).representative_point(),
        layer=None if row.layer is None else session.catalogue[row.layer],
        asset=row.asset,
        due=row.due,
        checklist=items,
        photos_before=row.photos_before,
        photos_after=row.photos_after,
        state=TaskState(row.state),
        assignee=row.assignee,
        area=row.area,
        position=row.position,
        source=None if row.source is None else (row.source_kind, row.source),
        made_at=row.made_at,
        changed_at=row.changed_at,
        closed_by=row.closed_by,
        closed_at=row.closed_at,
    )
