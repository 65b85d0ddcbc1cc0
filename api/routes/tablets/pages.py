"""The pages on which planners give crews tasks and work areas."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from http import HTTPStatus
from typing import Annotated, Any
from urllib.parse import urlencode
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import RedirectResponse
from shapely import Point

from api import crews
from api.bodies import Sent
from api.context import Context, blobs
from api.dependencies import ContextOf, Language, ReadSession, session_for
from api.pages import doors, work_form
from api.pages.assets import new as asset_new
from api.pages.assets.history import names_of
from api.pages.assets.new import View
from api.pages.assets.view import capital
from api.pages.values import metres
from api.pages.words import WORDS
from api.problems import status_of
from api.routes.assets.pages import code_of
from api.routes.tablets.tasks import TaskBody, read
from api.routes.workplace import HEADERS, page, told_error
from field_capture.captures import demands
from field_capture.states.task import TaskState, next_states
from field_capture.sync.applying import geojson
from field_capture.tasks import areas, checklist, checklists, tasks
from field_capture.tasks import photos as task_photos
from field_capture.tasks.tasks import Task
from gis import assets, local_time
from gis.errors import Invalid, Issue, NetzkaartError, UnknownAsset, UnknownThing
from gis.session import CommuneSession
from gis.viewer import Action
from layers.spec import Positioning

router = APIRouter(include_in_schema=False)

WorkSession = Annotated[CommuneSession, Depends(session_for("task"), scope="function")]
Id = Annotated[str | None, Query(max_length=40)]

_TOLD = ("saved", "removed")
_SHOWN = 200


@dataclass(frozen=True)
class Typed:
    """What somebody typed, and what is wrong with it."""

    values: Mapping[str, str] = field(default_factory=dict)
    wrong: str = ""
    status: HTTPStatus = HTTPStatus.OK
    form: Mapping[str, Sequence[str]] = field(default_factory=dict)


def _uuid(value: str | None) -> UUID | None:
    try:
        return UUID(value) if value else None
    except ValueError:
        raise UnknownThing("page", str(value)[:40]) from None


# --- Tasks ----------------------------------------------------------------------------------------


@router.get("/{commune}/tasks")  # noqa: FAST003  the session takes the commune
def tasks_page(  # noqa: PLR0913  the parameters of the address
    request: Request,
    session: ReadSession,
    context: ContextOf,
    language: Language,
    task: Id = None,
    layer: Annotated[str, Query(max_length=40)] = "",
    asset: Id = None,
    area: Id = None,
    state: TaskState = TaskState.OPEN,
    told: str = "",
) -> Response:
    """Show the tasks, and the form of a new one (in a work area) or of the chosen one."""
    session.viewer.must(Action.EDIT)
    chosen = tasks.get(session, found) if (found := _uuid(task)) else None
    values = _values_of(chosen) if chosen else {"layer": layer, "asset": asset or ""}
    if chosen is None and (found := _uuid(area)):
        values |= _values_in(areas.get(session, found))
    return _tasks_page(
        request, session, context, language, chosen, Typed(values), state=state, told=told
    )


def _values_in(area: areas.Area) -> dict[str, str]:
    """Return what a new task has from its work area; somebody reads it before it is saved."""
    middle = area.geometry.representative_point()
    return {
        "area": str(area.id),
        "assignee": area.assignee or "",
        "checklist": checklist.to_lines(area.checklist),
        "position": f"{middle.x:.2f} {middle.y:.2f}",
    }


def _values_of(task: Task) -> dict[str, str]:
    return {
        "title": task.title,
        "text": task.text,
        "position": f"{task.place.x:.2f} {task.place.y:.2f}",
        "layer": task.layer.name if task.layer else "",
        "asset": str(task.asset or ""),
        "due": task.due.isoformat() if task.due else "",
        "assignee": task.assignee or "",
        "area": str(task.area or ""),
        "order": "" if task.position is None else str(task.position),
        "checklist": checklist.to_lines(task.checklist),
        "before": "1" if task.photos_before else "",
        "after": "1" if task.photos_after else "",
    }


def _tasks_page(  # noqa: PLR0913  what a page shows
    request: Request,
    session: CommuneSession,
    context: Context,
    language: str,
    chosen: Task | None,
    typed: Typed,
    *,
    state: TaskState = TaskState.OPEN,
    told: str = "",
) -> Response:
    found = tasks.listed(session, state=state, limit=_SHOWN)
    found.sort(
        key=lambda e: (
            e.position is None,
            e.position or 0,
            e.due is None,
            e.due or local_time.day(e.made_at),
        )
    )
    told_of = tasks.completions(session, [*found, *([chosen] if chosen else [])])
    people = crews.known(session, context)
    store = blobs(context, session.commune.name)
    taken = task_photos.listed(session, chosen.id, store) if chosen else []
    actors = {each.assignee for each in found if each.assignee}
    actors |= {each.actor for each in taken}
    actors |= {each.actor for several in told_of.values() for each in several}
    code, at = _asset_of(session, typed.values)
    points, _ = work_form.places(session, {"position": [typed.values.get("position", "")]})
    shapes = [*points, *([at] if at is not None and not points else [])]
    view = _view(session, typed.form, 300.0).showing(shapes[0] if shapes else None)
    return page(
        request,
        "tasks.html",
        language,
        status=typed.status,
        commune=session.commune,
        workplace=doors.place(session.commune, session.viewer, doors.TASKS),
        tasks=found,
        state=state,
        states=list(TaskState),
        names=names_of(session, actors) | dict(people),
        people=people,
        templates=list(checklists.listed(session)),
        chosen=chosen,
        next_states=next_states(chosen.state, session.viewer) if chosen else (),
        answers=work_form.answers(chosen, told_of.get(chosen.id, ()), language) if chosen else [],
        areas=[(str(each.id), each.name) for each in areas.listed(session)],
        expected=sum(each.kept_at is None for each in taken),
        moments=task_photos.by_moment(taken),
        typed=typed.values,
        wrong=typed.wrong,
        code=code,
        view=view,
        picture=work_form.picture(session, view, shapes, language),
        example=f"{view.x:.0f} {view.y:.0f}",
        today=local_time.day(context.now()),
        told=WORDS[f"task_told_{told}"].to(language) if told in _TOLD else "",
    )


def _view(session: CommuneSession, form: work_form.Form, across_m: float) -> View:
    """Return what the small map shows: what it showed before, else so many metres."""
    view = asset_new.view_of(session, form)
    return view if form else View(view.x, view.y, across_m)


def _route(task: Task) -> tuple[bool, int, date]:
    """Return where a task comes in the list: by the route, then by the day it is due."""
    return task.position is None, task.position or 0, task.due or date.max


def _asset_of(session: CommuneSession, values: Mapping[str, str]) -> tuple[str, Point | None]:
    """Return the code and the place of the asset that a task is about."""
    if not values.get("layer") or not values.get("asset"):
        return "", None
    try:
        layer = session.layer(values["layer"])
        found = assets.get(session, layer, UUID(values["asset"]))
    except (UnknownAsset, ValueError):
        return values["asset"], None
    return code_of(found), Point(found.geometry.representative_point().coords[0])


@router.post("/{commune}/tasks")  # noqa: FAST003  the session takes the commune
def save_task(
    request: Request, session: WorkSession, context: ContextOf, language: Language, form: Sent
) -> Response:
    """Make or change a task, cancel it, or open it again; what is wrong is shown beside."""
    session.viewer.must(Action.EDIT)
    chosen = tasks.get(session, found) if (found := _uuid(form.get("task", [""])[0])) else None
    values = {name: work_form.text(form, name) for name in _FIELDS}
    if "look" in form:
        return _tasks_page(request, session, context, language, chosen, Typed(values, form=form))
    try:
        with session.connection.begin_nested():
            _do(session, context, form, chosen)
    except NetzkaartError as error:
        typed = Typed(values, told_error(error, language), status_of(error), form)
        return _tasks_page(request, session, context, language, chosen, typed)
    return _onward(session, "tasks", "saved", language)


_FIELDS = (
    "title", "text", "position", "layer", "asset", "due", "assignee", "area", "order",
    "checklist", "before", "after", "template", "keep",
)  # fmt: skip


def _do(
    session: CommuneSession,
    context: Context,
    form: Mapping[str, Sequence[str]],
    chosen: Task | None,
) -> None:
    now, version = context.now(), work_form.text(form, "version", 10)
    seen = int(version) if version.isascii() and version.isdigit() else 0
    action = work_form.text(form, "action", 20)
    if chosen is not None and action in (TaskState.CANCELLED, TaskState.OPEN):
        tasks.set_state(session, chosen.id, seen, TaskState(action), now)
        return
    body, issues = _body(session, form, chosen)
    if body is None or issues:
        raise Invalid(issues)
    wanted = read(session, context, body, new=chosen is None)
    if keep := work_form.text(form, "keep", checklists.LONGEST_NAME):
        checklists.keep(session, keep, wanted.checklist, now)
    if chosen is None:
        tasks.make(session, wanted, now)
    else:
        tasks.change(session, chosen.id, seen, wanted, now)


def _body(
    session: CommuneSession, form: Mapping[str, Sequence[str]], chosen: Task | None
) -> tuple[TaskBody | None, list[Issue]]:
    points, issues = work_form.places(session, form)
    items, more = work_form.items(form, chosen.checklist if chosen else ())
    given: dict[str, Any] = {
        name: work_form.text(form, name)
        for name in _FIELDS
        if name not in ("position", "checklist", "before", "after", "keep")
    }
    given = {name: value for name, value in given.items() if value or name in ("title", "text")}
    given["photos"] = {name: bool(form.get(name)) for name in ("before", "after")}
    given["checklist"] = checklist.to_json(items)
    if points:
        given["place"] = geojson(session, points[0])
    body, wrong = work_form.validated(TaskBody, given)
    return body, [*issues, *more, *wrong]


def _onward(session: CommuneSession, where: str, told: str, language: str) -> Response:
    query = urlencode({"told": told, "lang": language})
    address = f"/{session.commune.name}/{where}?{query}"
    return RedirectResponse(address, HTTPStatus.SEE_OTHER, headers=HEADERS)


# --- Work areas -----------------------------------------------------------------------------------


@router.get("/{commune}/areas")  # noqa: FAST003  the session takes the commune
def areas_page(  # noqa: PLR0913  the parameters of the address
    request: Request,
    session: ReadSession,
    context: ContextOf,
    language: Language,
    area: Id = None,
    told: str = "",
) -> Response:
    """Show the work areas, and the form of a new one or of the chosen one."""
    session.viewer.must(Action.EDIT)
    chosen = areas.get(session, found) if (found := _uuid(area)) else None
    values: dict[str, str] = {}
    if chosen is not None:
        lines = checklist.to_lines(chosen.checklist)
        values = {"name": chosen.name, "assignee": chosen.assignee or "", "checklist": lines}
    return _areas_page(request, session, context, language, chosen, Typed(values), told=told)


def _areas_page(  # noqa: PLR0913  what a page shows
    request: Request,
    session: CommuneSession,
    context: Context,
    language: str,
    chosen: areas.Area | None,
    typed: Typed,
    *,
    told: str = "",
) -> Response:
    found = areas.listed(session)
    sizes = areas.sizes(session, found)
    people = crews.known(session, context)
    points, _ = work_form.places(session, {"position": [typed.values.get("position", "")]})
    shapes = work_form.drawn(points, area=True) or ([chosen.geometry] if chosen else [])
    view = _view(session, typed.form, 800.0).showing(shapes[0] if shapes else None)
    return page(
        request,
        "areas.html",
        language,
        status=typed.status,
        commune=session.commune,
        workplace=doors.place(session.commune, session.viewer, doors.AREAS),
        areas=[
            (each, sizes[each.id], work_form.size(sizes[each.id].bytes, language)) for each in found
        ],
        names=names_of(session, {e.assignee for e in found if e.assignee}) | dict(people),
        people=people,
        templates=list(checklists.listed(session)),
        chosen=chosen,
        typed=typed.values,
        wrong=typed.wrong,
        view=view,
        picture=work_form.picture(session, view, shapes, language),
        example=f"{view.x:.0f} {view.y:.0f}",
        told=WORDS[f"task_told_{told}"].to(language) if told in _TOLD else "",
        demands=[
            (
                layer.name,
                capital(layer.label.to(language)),
                metres(layer.accuracy_m, language),
                wanted.value,
            )
            for layer, wanted in demands.asked(session).items()
        ],
        positionings=[each.value for each in Positioning],
    )


@router.post("/{commune}/areas")  # noqa: FAST003  the session takes the commune
def save_area(
    request: Request, session: WorkSession, context: ContextOf, language: Language, form: Sent
) -> Response:
    """Make, change or remove a work area; what is wrong is shown beside.

    The page's other form tells what is asked of the crews' receivers.
    """
    session.viewer.must(Action.EDIT)
    if work_form.text(form, "action", 20) == "demands":
        given = {name[7:]: one[0] for name, one in form.items() if name.startswith("demand.")}
        demands.keep(session, given, context.now())
        return _onward(session, "areas", "saved", language)
    chosen = areas.get(session, found) if (found := _uuid(form.get("area", [""])[0])) else None
    names = ("name", "position", "assignee", "checklist", "template")
    values = {name: work_form.text(form, name, 20_000) for name in names}
    typed = Typed(values, form=form)
    if "look" in form:
        return _areas_page(request, session, context, language, chosen, typed)
    if chosen is not None and work_form.text(form, "action", 20) == "remove":
        areas.remove(session, chosen.id)
        return _onward(session, "areas", "removed", language)
    try:
        with session.connection.begin_nested():
            _save_area(session, context, form, chosen)
    except NetzkaartError as error:
        typed = Typed(values, told_error(error, language), status_of(error), form)
        return _areas_page(request, session, context, language, chosen, typed)
    return _onward(session, "areas", "saved", language)


def _save_area(
    session: CommuneSession,
    context: Context,
    form: Mapping[str, Sequence[str]],
    chosen: areas.Area | None,
) -> None:
    points, issues = work_form.places(session, form)
    items, more = work_form.items(form, chosen.checklist if chosen else ())
    template = work_form.text(form, "template", checklists.LONGEST_NAME)
    if template and not items:
        items = checklists.get(session, template)
    if issues or more:
        raise Invalid([*issues, *more])
    shape = work_form.surface(points)
    areas.save(
        session,
        chosen.id if chosen else None,
        name=work_form.text(form, "name", areas.MOST_NAME),
        geometry=None if shape is None else areas.shape(shape),
        assignee=crews.check(session, context, work_form.text(form, "assignee", 60)),
        items=items,
        now=context.now(),
    )
