"""What planners ask crews to do: tasks, checklists kept for them, work areas."""

from __future__ import annotations

from datetime import date
from http import HTTPStatus
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response
from pydantic import BaseModel, ConfigDict, Field
from shapely import Point

from api import crews
from api.context import Context
from api.dependencies import ContextOf, ReadSession, session_for
from api.routes.tablets.work import area_json, box, task_json
from field_capture.states.task import TaskState
from field_capture.tasks import areas, checklist, checklists, tasks
from field_capture.tasks.areas import MOST_NAME
from field_capture.tasks.checklist import Item
from field_capture.tasks.tasks import Wanted
from gis import crs
from gis.errors import Invalid, Issue
from gis.geometry import from_geojson
from gis.session import CommuneSession
from gis.viewer import Action

router = APIRouter(prefix="/api/v1/{commune}", tags=["tasks"])

TaskSession = Annotated[CommuneSession, Depends(session_for("task"), scope="function")]
Items = Annotated[list[Any], Field(max_length=checklist.MOST_ITEMS)]
Line = Annotated[str, Field(pattern=r"^[^\x00]*$")]


class Source(BaseModel):
    """What a task was made for."""

    model_config = ConfigDict(extra="forbid")

    kind: str = Field(pattern=r"^[a-z_]{1,20}$")
    id: UUID


class Photos(BaseModel):
    """Which photos are wanted."""

    model_config = ConfigDict(extra="forbid")

    before: bool = False
    after: bool = False


class TaskBody(BaseModel):
    """A task: about an asset, at a place, or both. `checklist` or the name of a kept one.

    A new task of an `area` has the area's checklist where it has none of its own, and lies in its
    middle where it has no place.
    """

    model_config = ConfigDict(extra="forbid")

    id: UUID | None = None
    title: Line = Field(min_length=1, max_length=200)
    text: Line = Field("", max_length=5000)
    place: dict[str, Any] | None = Field(None, description="GeoJSON point in WGS84.")
    layer: str | None = Field(None, max_length=40)
    asset: UUID | None = None
    due: date | None = None
    checklist: Items = Field(default_factory=list)
    template: str | None = Field(None, max_length=80)
    photos: Photos = Photos()
    assignee: str | None = Field(None, max_length=60)
    area: UUID | None = None
    order: int | None = Field(None, ge=0, le=1_000_000)
    source: Source | None = None


class TaskChange(TaskBody):
    """A task as it shall be, from the version that was seen."""

    version: int = Field(ge=1, le=2**31 - 1)


class Move(BaseModel):
    """Cancelled, or open again."""

    model_config = ConfigDict(extra="forbid")

    state: Literal["open", "cancelled"]
    version: int = Field(ge=1, le=2**31 - 1)


@router.get("/tasks")
def listed(
    session: ReadSession,
    state: TaskState | None = None,
    asset: UUID | None = None,
    after: Annotated[UUID | None, Query(description="The last one of an earlier answer.")] = None,
    limit: Annotated[int, Query(ge=1, le=1000)] = 100,
) -> dict[str, Any]:
    """Return tasks with what crews answered, the first made first."""
    found = tasks.listed(session, state=state, asset=asset, after=after, limit=limit)
    told = tasks.completions(session, found)
    return {"tasks": [task_json(session, each, told.get(each.id, ())) for each in found]}


@router.post("/tasks", status_code=HTTPStatus.CREATED)
def make(session: TaskSession, context: ContextOf, wanted: TaskBody) -> dict[str, Any]:
    """Make a task. The same id again is as good as once."""
    session.viewer.must(Action.EDIT)
    found = read(session, context, wanted, new=True)
    made = tasks.make(session, found, context.now(), wanted.id)
    return task_json(session, made)


@router.put("/tasks/{task}")
def change(
    task: UUID, session: TaskSession, context: ContextOf, wanted: TaskChange
) -> dict[str, Any]:
    """Let a task be as told; 412 where somebody was faster."""
    session.viewer.must(Action.EDIT)
    tasks.get(session, task)
    found = read(session, context, wanted)
    return task_json(session, tasks.change(session, task, wanted.version, found, context.now()))


@router.post("/tasks/{task}/state")
def move(task: UUID, session: TaskSession, context: ContextOf, wanted: Move) -> dict[str, Any]:
    """Cancel a task, or open one again. Tablets complete them by an operation."""
    state = TaskState(wanted.state)
    done = tasks.set_state(session, task, wanted.version, state, context.now())
    return task_json(session, done)


def read(
    session: CommuneSession, context: Context, wanted: TaskBody, *, new: bool = False
) -> Wanted:
    """Return what a planner wants, checked: everything that is wrong at once.

    Parameters
    ----------
    new : bool
        The task is not there yet: its work area may say where it is.

    Raises
    ------
    Invalid, UnknownLayer, UnknownThing
    """
    place, issues = _place(session, wanted.place)
    items, more = _items(session, wanted.checklist, wanted.template)
    issues += more
    if (wanted.layer is None) != (wanted.asset is None):
        issues.append(Issue("missing", "layer" if wanted.layer is None else "asset"))
    somewhere = wanted.place is not None or wanted.asset is not None
    if not somewhere and (wanted.area is None or not new):
        issues.append(Issue("place_needed", "place"))
    if not wanted.title.strip():
        issues.append(Issue("missing", "title"))
    if issues:
        raise Invalid(issues)
    return Wanted(
        title=wanted.title,
        text=wanted.text,
        place=place,
        layer=session.layer(wanted.layer) if wanted.layer else None,
        asset=wanted.asset,
        due=wanted.due,
        checklist=items,
        photos_before=wanted.photos.before,
        photos_after=wanted.photos.after,
        assignee=crews.check(session, context, wanted.assignee),
        area=wanted.area,
        position=wanted.order,
        source=(wanted.source.kind, wanted.source.id) if wanted.source else None,
    )


def _place(session: CommuneSession, value: Any) -> tuple[Point | None, list[Issue]]:
    if value is None:
        return None, []
    found, issues = from_geojson(value, "place")
    if found is None:
        return None, issues
    if not isinstance(found, Point):
        details = {"found": found.geom_type, "wanted": "Point"}
        return None, [Issue("geometry_kind", "place", details=details)]
    return Point(crs.transform(found, session.commune.operation.to_home).coords[0]), []


def _items(
    session: CommuneSession, value: Any, template: str | None
) -> tuple[tuple[Item, ...], list[Issue]]:
    if template and not value:
        return checklists.get(session, template), []
    return checklist.read(value)


# --- Checklists that are kept ---------------------------------------------------------------------


class Kept(BaseModel):
    """The items of a checklist."""

    model_config = ConfigDict(extra="forbid")

    items: Items


Name = Annotated[str, Query(max_length=80)]


@router.get("/checklists")
def kept(session: ReadSession) -> dict[str, Any]:
    """Return the checklists that the commune keeps."""
    found = checklists.listed(session)
    return {"checklists": [{"name": n, "items": checklist.to_json(i)} for n, i in found.items()]}


@router.put("/checklists/{name}")
def keep(name: str, session: TaskSession, context: ContextOf, wanted: Kept) -> dict[str, Any]:
    """Keep a checklist under a name."""
    session.viewer.must(Action.EDIT)
    items, issues = checklist.read(wanted.items, "items")
    if issues:
        raise Invalid(issues)
    checklists.keep(session, name, items, context.now())
    return {"name": name, "items": checklist.to_json(items)}


@router.delete("/checklists/{name}", status_code=HTTPStatus.NO_CONTENT)
def forget(name: str, session: TaskSession) -> Response:
    """Forget a checklist; tasks keep theirs."""
    checklists.forget(session, name)
    return Response(status_code=HTTPStatus.NO_CONTENT)


# --- Work areas -----------------------------------------------------------------------------------


class AreaBody(BaseModel):
    """A work area: a polygon (GeoJSON, WGS84), or a `bbox` of west, south, east, north."""

    model_config = ConfigDict(extra="forbid")

    name: Line = Field(min_length=1, max_length=MOST_NAME)
    geometry: dict[str, Any] | None = None
    bbox: Annotated[list[float], Field(min_length=4, max_length=4)] | None = None
    assignee: str | None = Field(None, max_length=60)
    checklist: Items = Field(default_factory=list)
    template: str | None = Field(None, max_length=80)


@router.get("/areas")
def work_areas(session: ReadSession) -> dict[str, Any]:
    """Return the work areas, by name, with what a tablet would take along."""
    session.viewer.must(Action.EDIT)
    found = areas.listed(session)
    sizes = areas.sizes(session, found)
    return {"areas": [area_json(session, each, sizes.get(each.id)) for each in found]}


@router.post("/areas", status_code=HTTPStatus.CREATED)
def make_area(session: TaskSession, context: ContextOf, wanted: AreaBody) -> dict[str, Any]:
    """Make a work area."""
    return _save(session, context, wanted, None)


@router.put("/areas/{area}")
def change_area(
    area: UUID, session: TaskSession, context: ContextOf, wanted: AreaBody
) -> dict[str, Any]:
    """Let a work area be as told; without a geometry it stays where it is."""
    session.viewer.must(Action.EDIT)
    areas.get(session, area)
    return _save(session, context, wanted, area)


@router.delete("/areas/{area}", status_code=HTTPStatus.NO_CONTENT)
def remove_area(area: UUID, session: TaskSession) -> Response:
    """Forget a work area; its tasks stay."""
    areas.remove(session, area)
    return Response(status_code=HTTPStatus.NO_CONTENT)


def _save(
    session: CommuneSession, context: Context, wanted: AreaBody, identity: UUID | None
) -> dict[str, Any]:
    session.viewer.must(Action.EDIT)
    items, issues = _items(session, wanted.checklist, wanted.template)
    shape = None
    if wanted.geometry is not None:
        found, more = from_geojson(wanted.geometry)
        issues += more
        if found is not None:
            shape = crs.transform(found, session.commune.operation.to_home)
    elif wanted.bbox is not None:
        shape = box(session, wanted.bbox)
    if issues:
        raise Invalid(issues)
    made = areas.save(
        session,
        identity,
        name=wanted.name,
        geometry=None if shape is None else areas.shape(shape),
        assignee=crews.check(session, context, wanted.assignee),
        items=items,
        now=context.now(),
    )
    return area_json(session, made, areas.sizes(session, [made])[made.id])
