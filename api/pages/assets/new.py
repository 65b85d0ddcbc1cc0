"""The form that makes an asset: what was typed, what it means, and the small map beside it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
import shapely
from shapely import Point
from shapely.geometry.base import BaseGeometry

from api.pages.assets import form as asset_form
from api.pages.assets.form import Entry, Raw
from api.pages.words import WORDS
from field_capture.captures import capture
from gis import assets, crs, placing
from gis.assets import Asset
from gis.coordinates_text import positions
from gis.errors import Issue, SameIdOtherContent, Severity
from gis.maps import page as map_page
from gis.maps import vicinity
from gis.maps.vicinity import Frame
from gis.placing import Placed
from gis.session import CommuneSession
from gis.viewer import Action
from layers.spec import FieldRole, GeometryKind, Layer

LOOKS = ("in", "out", "north", "south", "west", "east")
"""What the buttons beside the small map do."""

_ACROSS_M = 150.0
_LEAST_M, _MOST_M = 20.0, 20_000.0
_STEP = 0.4  # of what the picture shows
# Read off a map on a screen: the radius that holds the place, metres, where nothing better is said.
_CLICKED_M = 5.0
_SIGMAS_IN_95_PERCENT = 2.4477


@dataclass(frozen=True, slots=True)
class View:
    """What the small map shows: its middle in the home CRS and its width, metres."""

    x: float
    y: float
    across_m: float = _ACROSS_M

    @property
    def frame(self) -> Frame:
        """The same as the picture needs it."""
        return Frame.around([Point(self.x, self.y)], self.across_m)

    def moved(self, look: str) -> View:
        """Return the view after one of `LOOKS`."""
        step = self.across_m * _STEP
        match look:
            case "in":
                return replace(self, across_m=max(_LEAST_M, self.across_m / 2))
            case "out":
                return replace(self, across_m=min(_MOST_M, self.across_m * 2))
            case "north" | "south":
                return replace(self, y=self.y + (step if look == "north" else -step))
            case _:
                return replace(self, x=self.x + (step if look == "east" else -step))

    def showing(self, geometry: BaseGeometry | None) -> View:
        """Return a view in which a geometry is seen, this one where it is already."""
        west, south, east, north = self.frame.bounds
        if geometry is None:
            return self
        x1, y1, x2, y2 = geometry.bounds
        if west < x1 and south < y1 and x2 < east and y2 < north:
            return self
        across = max(self.across_m, 1.5 * (x2 - x1), 2.2 * (y2 - y1))
        return View((x1 + x2) / 2, (y1 + y2) / 2, min(across, _MOST_M))


def first_view(session: CommuneSession, at: str) -> View:
    """Return the view around coordinates, else around the middle of the commune."""
    found = positions(at[:100], session.commune)
    if found:
        _, lon, lat = found[0]
    else:
        there = map_page.inhabited(session, session.viewer.layers(session.catalogue))
        west, south, east, north = map_page.extent(session, there)
        lon, lat = (west + east) / 2, (south + north) / 2
    x, y = session.commune.operation.to_home(lon, lat)
    return View(float(x), float(y))


def view_of(session: CommuneSession, form: Mapping[str, Sequence[str]]) -> View:
    """Return the view that a form carries along, moved where one of its buttons says so."""
    try:
        x, y, across = (float(form[f"view.{name}"][0]) for name in ("x", "y", "across"))
    except (KeyError, IndexError, ValueError):
        return first_view(session, "")
    if not all(map(math.isfinite, (x, y, across))) or max(abs(x), abs(y)) > 1e8:  # noqa: PLR2004
        return first_view(session, "")
    view = View(x, y, min(max(across, _LEAST_M), _MOST_M))
    look = form.get("look", [""])[0]
    return view.moved(look) if look in LOOKS else view


def stand_in(layer: Layer, view: View) -> Asset:
    """Return an asset that is not there, for what a form asks of one: where it is, mainly."""
    return Asset(layer, UUID(int=0), 0, Point(view.x, view.y), {})


def picture(
    session: CommuneSession,
    layer: Layer,
    view: View,
    drawn: BaseGeometry | None,
    language: str,
) -> str:
    """Return the small map with what was placed so far."""
    label = WORDS["new_picture"].to(language)
    return vicinity.draw_place(session, view.frame, label, layer, [drawn] if drawn else [])


def placed(session: CommuneSession, layer: Layer, given: Raw, text: str) -> Placed:
    """Return where the form says that the asset lies, with what is wrong with that place."""
    named = [
        "".join(given.get(end.name, [])[:1]) if (end := layer.field_of(role)) else ""
        for role in (FieldRole.NODE_FROM, FieldRole.NODE_TO)
    ]
    found = placing.place(session, layer, text, named)
    if found.geometry is None:
        return found
    geometry, issues = assets.check_geometry(session, layer, found.geometry)
    return Placed(geometry, found.nodes, [each for each in issues if _refuses(each)])


def _refuses(issue: Issue) -> bool:
    return issue.severity is Severity.ERROR


def read(
    session: CommuneSession, layer: Layer, given: Raw, where: Placed
) -> tuple[dict[str, Any], list[Issue]]:
    """Return the values of a form for a new asset, and everything that is wrong with them.

    A field that is empty is left out: the server proposes a code. The ends of a line that were
    left empty are filled with the nodes that it was drawn to.
    """
    filled = {name: texts for name, texts in given.items() if texts}
    filled = {name: [code] for name, code in where.nodes.items()} | filled
    found, issues = asset_form.read(session, layer, filled)
    wrong = {each.path for each in issues}
    issues += [
        Issue("missing", field.name)
        for field in session.viewer.fields(layer)
        if field.required and field.name not in filled and field.name not in wrong
    ]
    return found, issues


@dataclass(frozen=True, slots=True)
class Made:
    """What became of a form: an asset, or a capture that somebody else looks at first."""

    asset: UUID | None


def make(  # noqa: PLR0913  what an asset is made of
    session: CommuneSession,
    layer: Layer,
    geometry: BaseGeometry,
    values: dict[str, Any],
    identity: UUID,
    now: datetime,
) -> Made:
    """Make the asset as its maker's role allows: a crew's goes through the door of captures.

    Raises
    ------
    Invalid, CodeTaken, NotAllowed, Unauthenticated
    """
    if session.viewer.may(Action.EDIT):
        made, _ = assets.create(session, layer, geometry, values, asset=identity)
        return Made(made.id)
    body = _capture(session, layer, geometry, values, identity, now)
    try:
        return Made(capture.receive(session, body, now).asset)
    except SameIdOtherContent:
        return Made(None)  # the same form once more, at another moment


def _capture(  # noqa: PLR0913  what a capture is made of
    session: CommuneSession,
    layer: Layer,
    geometry: BaseGeometry,
    values: dict[str, Any],
    identity: UUID,
    now: datetime,
) -> dict[str, Any]:
    there = crs.transform(geometry, session.commune.operation.to_wgs84)
    accuracy = layer.field_of(FieldRole.ACCURACY_HORIZONTAL)
    sigma = values.get(accuracy.name) if accuracy else None
    radius = max(sigma * _SIGMAS_IN_95_PERCENT, 0.01) if sigma else _CLICKED_M
    fix = {"source": "map", "time": now.isoformat(), "accuracy_m": radius}
    told = {
        name: str(value) if hasattr(value, "isoformat") or isinstance(value, UUID) else value
        for name, value in values.items()
        if value is not None
    }
    return {
        "type": "Feature",
        "id": str(identity),
        "geometry": orjson.loads(shapely.to_geojson(there)),
        "properties": {"layer": layer.name, "fix": fix, **told},
    }


def with_code(
    session: CommuneSession,
    layer: Layer,
    groups: Sequence[tuple[str, Sequence[Entry]]],
    language: str,
) -> list[tuple[str, list[Entry]]]:
    """Return the fields of a form with the code that an empty one will be given."""
    code = layer.field_of(FieldRole.CODE)
    told = WORDS["new_code"].format(code=placing.next_code(session, layer)).to(language)
    return [
        (
            heading,
            [
                replace(each, required=False, hint=told)
                if code is not None and each.name == code.name
                else each
                for each in entries
            ],
        )
        for heading, entries in groups
    ]


def themes(session: CommuneSession) -> list[tuple[Any, list[Layer]]]:
    """Return the layers that somebody can add to, by theme."""
    found: dict[str, tuple[Any, list[Layer]]] = {}
    for layer in session.viewer.layers(session.catalogue):
        if layer is not session.catalogue.bounding():
            found.setdefault(layer.theme.name, (layer.theme, []))[1].append(layer)
    return list(found.values())


def hint(layer: Layer) -> str:
    """Return the name of the sentence that says how this kind of geometry is given."""
    return {
        GeometryKind.POINT: "new_position_help",
        GeometryKind.LINE: "new_line_help",
        GeometryKind.AREA: "new_area_help",
    }[layer.geometry]
