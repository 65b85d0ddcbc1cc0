"""Forms by which planners give crews tasks and work areas: what was typed, and what it means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from shapely import MultiPolygon, Point, Polygon, box
from shapely.geometry.base import BaseGeometry

from api.pages.assets.new import View
from api.pages.values import NBSP, number
from api.pages.words import WORDS
from field_capture.tasks import checklist
from field_capture.tasks.checklist import Item, ItemKind
from field_capture.tasks.tasks import Completion, Task
from gis.coordinates_text import positions
from gis.errors import Issue
from gis.maps import vicinity
from gis.session import CommuneSession
from gis.validation.values import issue_of
from layers.spec import GeometryKind, Layer

M = TypeVar("M", bound=BaseModel)
Form = Mapping[str, Sequence[str]]
_CORNERS = 2
_LONGEST = 20_000
_MEGABYTE = 1_000_000


def text(form: Form, name: str, most: int = 5000) -> str:
    """Return what was typed into a field."""
    return (form.get(name) or [""])[0][:most].replace("\x00", "").strip()


def places(session: CommuneSession, form: Form) -> tuple[list[Point], list[Issue]]:
    """Return the positions that were typed or clicked, home CRS, and the lines that are none."""
    found, issues = [], []
    for line in text(form, "position", _LONGEST).splitlines():
        if not line.strip():
            continue
        known = positions(line, session.commune)
        if not known:
            issues.append(Issue("place_unreadable", "position", details={"value": line[:60]}))
            continue
        _, lon, lat = known[0]
        east, north = session.commune.operation.to_home(lon, lat)
        found.append(Point(float(east), float(north)))
    return found, issues


def surface(points: Sequence[Point]) -> BaseGeometry | None:
    """Return the area between corners: a rectangle of two, a polygon of more."""
    if not points:
        return None
    if len(points) < _CORNERS:
        return points[0]
    if len(points) == _CORNERS:
        (x1, y1), (x2, y2) = (point.coords[0] for point in points)
        return box(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))
    return Polygon([point.coords[0] for point in points])


def drawn(points: Sequence[Point], *, area: bool) -> list[BaseGeometry]:
    """Return what the small map shows of positions that were typed."""
    found = surface(points) if area else None
    if isinstance(found, Polygon) and not found.is_empty:
        return [MultiPolygon([found])]
    return list(points)


def picture(
    session: CommuneSession, view: View, shapes: Sequence[BaseGeometry], language: str
) -> str:
    """Return the small map with what was placed so far."""
    label = WORDS["new_picture"].to(language)
    kinds = {each.geom_type for each in shapes}
    layer = _any(session, GeometryKind.AREA if kinds - {"Point"} else GeometryKind.POINT)
    return vicinity.draw_place(session, view.frame, label, layer, shapes)


def _any(session: CommuneSession, kind: GeometryKind) -> Layer:
    """Return a layer by whose symbol something of a kind can be drawn."""
    layers = session.viewer.layers(session.catalogue)
    return next(layer for layer in layers if layer.geometry is kind)


def items(form: Form, before: Sequence[Item] = ()) -> tuple[tuple[Item, ...], list[Issue]]:
    """Read the checklist that was written; `before` is what it was."""
    return checklist.from_lines(text(form, "checklist", _LONGEST), before)


def validated(model: type[M], values: dict[str, Any]) -> tuple[M | None, list[Issue]]:
    """Read the values of a form as the API would."""
    try:
        return model.model_validate(values), []
    except ValidationError as error:
        return None, [
            issue_of(each, ".".join(map(str, each["loc"])), known=model.model_fields)
            for each in error.errors(include_url=False)
        ]


def answers(
    task: Task, told: Sequence[Completion], language: str
) -> list[tuple[Completion, list[tuple[str, str]]]]:
    """Return what crews answered, with the questions, as people read it."""
    known = {each.id: each for each in task.checklist}
    shown = []
    for each in told:
        lines = [
            (known[name].text, _answer(known[name], value, language))
            for name, value in each.answers.items()
            if name in known
        ]
        shown.append((each, lines))
    return shown


def _answer(item: Item, value: Any, language: str) -> str:
    if item.kind is ItemKind.TICK:
        return WORDS["task_yes" if value else "task_no"].to(language)
    if item.kind is ItemKind.NUMBER:
        told = number(value, language, grouped=item.unit is not None)
        return f"{told}{NBSP}{item.unit}" if item.unit else told
    return str(value)


def size(count: int, language: str) -> str:
    """Return a number of bytes as people read it."""
    if count < _MEGABYTE:
        return f"{max(count // 1000, 1)} kB"
    return f"{number(count / _MEGABYTE, language, decimals=1)} MB"
