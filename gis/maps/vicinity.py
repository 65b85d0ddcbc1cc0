"""A small map of one asset and what lies around it: a picture in SVG, drawn by the server.

It needs no script and no tiles. Metres of the home CRS become pixels; north of the grid is up.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from typing import Any
from uuid import UUID

import shapely
from shapely import Point
from shapely.geometry.base import BaseGeometry
from sqlalchemy import Text as SqlText
from sqlalchemy import func, literal, select, union_all

from gis.assets import Asset
from gis.maps.dictionary import is_base
from gis.maps.symbols import DARK, DASHES, LIGHT, MARKS, legible, quiet
from gis.session import CommuneSession
from layers.spec import GeometryKind, Layer, Shape, Symbol

WIDTH, HEIGHT = 640, 440
_LEAST_M = 60.0  # across: less shows nothing of the surroundings
_CLOSE_M = 24.0  # where there are marks, which are small beside the surroundings
_OVERVIEW_M = 300.0
_ROOM = 1.5  # around what is to be shown
_MOST = 250  # features of one layer
_EARTH_M_PER_PX = 156_543.034  # Web Mercator at zoom 0, at the equator
_ORDER = {GeometryKind.AREA: 0, GeometryKind.LINE: 1, GeometryKind.POINT: 2}


@dataclass(frozen=True, slots=True)
class Ellipse:
    """A position and how far it may be wrong: half axes to the east and north, metres."""

    east: float
    north: float
    half_east_m: float
    half_north_m: float

    @property
    def box(self) -> BaseGeometry:
        """What the ellipse fits in."""
        x, y, rx, ry = self.east, self.north, self.half_east_m, self.half_north_m
        found: BaseGeometry = shapely.box(x - rx, y - ry, x + rx, y + ry)
        return found


@dataclass(frozen=True, slots=True)
class Marks:
    """What is drawn over the surroundings.

    Attributes
    ----------
    earlier : sequence of BaseGeometry
        Where the asset lay before, the newest first.
    visits : sequence of Ellipse
        What was observed.
    best : Ellipse, optional
        The estimate that the visits make together.
    """

    earlier: Sequence[BaseGeometry] = ()
    visits: Sequence[Ellipse] = ()
    best: Ellipse | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """The part of the plane that the picture shows: its north-west corner and its scale."""

    west: float
    north: float
    px_per_m: float

    @classmethod
    def around(cls, geometries: Iterable[BaseGeometry], least_m: float) -> Frame:
        """Return a frame with room around all geometries, at least so many metres across."""
        west, south, east, north = shapely.total_bounds(list(geometries))
        across = max(least_m, _ROOM * (east - west), _ROOM * (north - south) * WIDTH / HEIGHT)
        scale = WIDTH / across
        middle_x, middle_y = (west + east) / 2, (south + north) / 2
        return cls(middle_x - across / 2, middle_y + HEIGHT / scale / 2, scale)

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """West, south, east, north in metres."""
        east = self.west + WIDTH / self.px_per_m
        return self.west, self.north - HEIGHT / self.px_per_m, east, self.north

    def at(self, x: float, y: float) -> tuple[str, str]:
        """Return where a position lies in the picture."""
        return f"{(x - self.west) * self.px_per_m:.1f}", f"{(self.north - y) * self.px_per_m:.1f}"

    def zoom(self, latitude: float) -> float:
        """Return the zoom at which the map shows things as large."""
        return math.log2(_EARTH_M_PER_PX * math.cos(math.radians(latitude)) * self.px_per_m)


def draw(session: CommuneSession, asset: Asset, label: str, marks: Marks | None = None) -> str:
    """Return the picture as an SVG element.

    Parameters
    ----------
    label : str
        What the picture shows, for those who do not see it.
    """
    marks, geometry = marks or Marks(), asset.geometry
    ellipses = [*marks.visits, *([marks.best] if marks.best else [])]
    shown = [geometry, *marks.earlier, *(each.box for each in ellipses)]
    frame = Frame.around(shown, _CLOSE_M if len(shown) > 1 else _LEAST_M)
    parts = [
        _opening(frame, label),
        _GROUND,
        *_surroundings(session, frame, asset.id),
        *_earlier(frame, geometry, marks.earlier),
        *_asset(frame, asset.layer, geometry),
        *(_ellipse(frame, each, "visit") for each in marks.visits),
        *([_ellipse(frame, marks.best, "best")] if marks.best else []),
        _scale_bar(frame),
        "</svg>",
    ]
    return "".join(parts)


def draw_place(  # noqa: PLR0913  what is seen, and what of it is looked at
    session: CommuneSession,
    frame: Frame,
    label: str,
    layer: Layer,
    drawn: Sequence[BaseGeometry] = (),
    marks: Sequence[Ellipse] = (),
) -> str:
    """Return the picture of a place where there is no asset yet, or several.

    Parameters
    ----------
    drawn : sequence of BaseGeometry
        What is to be seen there, as assets of `layer`.
    marks : sequence of Ellipse
        What is to be looked at.
    """
    parts = [_opening(frame, label), _GROUND, *_surroundings(session, frame, None)]
    for each in drawn:
        parts += _asset(frame, layer, each)
    parts += [_ellipse(frame, each, "best") for each in marks]
    return "".join([*parts, _scale_bar(frame), "</svg>"])


def draw_route(
    session: CommuneSession, label: str, stops: Sequence[tuple[Point, str, bool]]
) -> str:
    """Return the picture of places on a way, each with its number; what is over is pale.

    Parameters
    ----------
    stops : sequence of (Point, str, bool)
        Where (home CRS), under which number, and whether somebody has been there.
    """
    frame = Frame.around([place for place, _, _ in stops], _LEAST_M)
    corners = ["L".join([" ".join(frame.at(each.x, each.y)) for each, _, _ in stops])]
    marks = []
    for place, number, over in stops:
        x, y = frame.at(place.x, place.y)
        marks.append(
            f'<g class="stop{" over" if over else ""}"><circle cx="{x}" cy="{y}" r="13"/>'
            f'<text x="{x}" y="{y}" dy="5" text-anchor="middle">{escape(number)}</text></g>'
        )
    parts = [_opening(frame, label), _GROUND, *_surroundings(session, frame, None)]
    parts += [f'<path class="route" d="M{corners[0]}"/>', *marks, _scale_bar(frame), "</svg>"]
    return "".join(parts)


@dataclass(frozen=True, slots=True)
class Pin:
    """A place on an overview: `name` is told on hovering, a script finds it by `key`."""

    east: float
    north: float
    key: str
    name: str
    loud: bool = False


def draw_pins(session: CommuneSession, pins: Sequence[Pin], label: str) -> str:
    """Return an overview of places, as an SVG element; what is loud differs in form, too."""
    frame = Frame.around([Point(each.east, each.north) for each in pins], _OVERVIEW_M)
    parts = [_opening(frame, label), _GROUND, *_surroundings(session, frame, None)]
    return with_pins("".join([*parts, _scale_bar(frame), "</svg>"]), frame, pins)


def with_pins(picture: str, frame: Frame, pins: Sequence[Pin]) -> str:
    """Return a picture with places on it, those that are loud on top."""
    parts = [picture.removesuffix("</svg>")]
    for each in sorted(pins, key=lambda pin: pin.loud):
        x, y = frame.at(each.east, each.north)
        form = '<path d="M0 -11 11 9H-11Z"/>' if each.loud else '<circle r="8"/>'
        parts.append(
            f'<g class="pin{" loud" if each.loud else ""}" data-key="{escape(each.key)}"'
            f' transform="translate({x} {y})"><title>{escape(each.name)}</title>{form}</g>'
        )
    return "".join([*parts, "</svg>"])


@dataclass(frozen=True, slots=True)
class Square:
    """How much there is in a square, month by month; its south-west corner in metres."""

    east: float
    north: float
    counts: dict[str, int]


def draw_heat(
    session: CommuneSession, squares: Sequence[Square], size_m: float, most: int, label: str
) -> str:
    """Return squares over a quiet map, as an SVG element: the more there is, the less they let by.

    A script finds in ``data-counts`` what there was in each month.
    """
    boxes = [
        shapely.box(each.east, each.north, each.east + size_m, each.north + size_m)
        for each in squares
    ]
    frame = Frame.around(boxes, _OVERVIEW_M)
    parts = [_opening(frame, label), _GROUND, *_surroundings(session, frame, None)]
    side = size_m * frame.px_per_m
    for each in squares:
        x, y = frame.at(each.east, each.north + size_m)
        told = escape(" ".join(f"{month}:{count}" for month, count in each.counts.items()))
        part = min(1.0, sum(each.counts.values()) / most)
        parts.append(
            f'<rect class="heat" x="{x}" y="{y}" width="{side:.1f}" height="{side:.1f}"'
            f' fill-opacity="{0.2 + 0.65 * part:.2f}" data-counts="{told}"/>'
        )
    return "".join([*parts, _scale_bar(frame), "</svg>"])


_GROUND = f'<rect class="ground" width="{WIDTH}" height="{HEIGHT}"/>'


def _opening(frame: Frame, label: str) -> str:
    """Open the element; a script reads from it what place a click means."""
    return (
        f'<svg class="vicinity" viewBox="0 0 {WIDTH} {HEIGHT}" role="img"'
        f' aria-label="{escape(label)}" data-west="{frame.west:.3f}"'
        f' data-north="{frame.north:.3f}" data-scale="{frame.px_per_m:.6f}">'
    )


def _surroundings(session: CommuneSession, frame: Frame, asset: UUID | None) -> Iterator[str]:
    west, south, east, north = frame.bounds
    _, latitude = session.commune.operation.to_wgs84(west, south)
    zoom = frame.zoom(float(latitude)) + 0.5
    layers = [
        layer for layer in session.viewer.layers(session.catalogue) if layer.symbol.min_zoom <= zoom
    ]
    if not layers:
        return
    room = 10 / frame.px_per_m  # what begins just outside reaches into the picture
    box = func.ST_MakeEnvelope(
        west - room, south - room, east + room, north + room, session.commune.srid
    )
    parts = []
    for layer in layers:
        table = session.table(layer)
        clipped = func.ST_ClipByBox2D(table.c.geom, func.Box2D(box), type_=SqlText)
        wanted = (
            select(
                literal(layer.name).label("layer"),
                table.c.code.label("code"),
                func.ST_AsBinary(clipped).label("shape"),
            )
            .where(func.ST_Intersects(table.c.geom, box), table.c.id.is_distinct_from(asset))
            .limit(_MOST)
        )
        parts.append(select(wanted.subquery()))
    found: dict[str, list[Any]] = {}
    for row in session.connection.execute(union_all(*parts)):
        found.setdefault(row.layer, []).append(row)
    base = {layer.name for layer in layers if is_base(session.catalogue, layer)}
    for layer in sorted(layers, key=lambda each: (each.name not in base, _ORDER[each.geometry])):
        rows = found.get(layer.name)
        if rows:
            yield _group(frame, layer, rows, pale=layer.name in base)


def _group(frame: Frame, layer: Layer, rows: Sequence[Any], *, pale: bool) -> str:
    symbol = layer.symbol
    drawn = "".join(
        f"<g><title>{escape(row.code)}</title>{picture}</g>"
        for row in rows
        if (picture := _shape(frame, symbol, shapely.from_wkb(bytes(row.shape))))
    )
    return f'<g style="{_colours(symbol, pale=pale)}" data-layer="{layer.name}">{drawn}</g>'


def _colours(symbol: Symbol, *, pale: bool = False) -> str:
    if not pale:
        return f"--light:{legible(symbol.colour, LIGHT)};--dark:{legible(symbol.colour, DARK)}"
    light, dark = (quiet(symbol, surface) for surface in (LIGHT, DARK))
    return f"--light:{light.casing or light.line};--dark:{dark.casing or dark.line}"


def _asset(frame: Frame, layer: Layer, geometry: BaseGeometry) -> Iterator[str]:
    if isinstance(geometry, Point):
        x, y = frame.at(geometry.x, geometry.y)
        yield f'<circle class="halo" cx="{x}" cy="{y}" r="14"/>'
    else:
        yield f'<path class="halo" d="{_path(frame, geometry)}"/>'
    yield f'<g style="{_colours(layer.symbol)}">{_shape(frame, layer.symbol, geometry)}</g>'


def _earlier(
    frame: Frame, geometry: BaseGeometry, earlier: Sequence[BaseGeometry]
) -> Iterator[str]:
    """Draw where the asset lay, and its way from there to where it lies."""
    stations = [geometry, *earlier]
    for later, sooner in pairwise(stations):
        if isinstance(sooner, Point):
            x, y = frame.at(sooner.x, sooner.y)
            yield f'<circle class="was" cx="{x}" cy="{y}" r="6"/>'
        else:
            yield f'<path class="was" d="{_path(frame, sooner)}"/>'
        (x1, y1), (x2, y2) = (
            frame.at(each.centroid.x, each.centroid.y) for each in (sooner, later)
        )
        yield f'<path class="way" d="M{x1} {y1}L{x2} {y2}"/>'


def _ellipse(frame: Frame, found: Ellipse, kind: str) -> str:
    x, y = frame.at(found.east, found.north)
    rx = max(found.half_east_m * frame.px_per_m, 2)
    ry = max(found.half_north_m * frame.px_per_m, 2)
    return (
        f'<ellipse class="{kind}" cx="{x}" cy="{y}" rx="{rx:.1f}" ry="{ry:.1f}"/>'
        f'<path class="{kind}" transform="translate({x} {y})" d="M-4 0H4M0 -4V4"/>'
    )


def _shape(frame: Frame, symbol: Symbol, geometry: BaseGeometry) -> str:
    if geometry.is_empty:
        return ""
    if isinstance(geometry, Point):
        return _mark(frame, symbol, geometry)
    if symbol.shape is Shape.AREA:
        return f'<path class="area" d="{_path(frame, geometry)}"/>'
    dashes = DASHES.get(symbol.shape.value, "")
    dashed = f' stroke-dasharray="{dashes}" stroke-linecap="round"' if dashes else ""
    return f'<path d="{_path(frame, geometry)}" stroke-width="{symbol.size_px:g}"{dashed}/>'


def _mark(frame: Frame, symbol: Symbol, place: Point) -> str:
    x, y = frame.at(place.x, place.y)
    outline = MARKS.get(symbol.shape.value)
    if outline is None:
        return f'<circle class="mark" cx="{x}" cy="{y}" r="{symbol.size_px:g}"/>'
    corners = " ".join(f"{a * symbol.size_px:g},{b * symbol.size_px:g}" for a, b in outline)
    return f'<polygon class="mark" transform="translate({x} {y})" points="{corners}"/>'


def _path(frame: Frame, geometry: BaseGeometry) -> str:
    """Return the path data of lines and areas."""
    parts = []
    for part in shapely.get_parts(geometry):
        rings = [part.exterior, *part.interiors] if part.geom_type == "Polygon" else [part]
        for ring in rings:
            corners = [" ".join(frame.at(x, y)) for x, y in shapely.get_coordinates(ring)]
            parts.append("M" + "L".join(corners))
    return "".join(parts)


def _scale_bar(frame: Frame) -> str:
    """Draw a bar of a round length, about a fifth of the picture."""
    wanted = WIDTH / 5 / frame.px_per_m
    power = 10 ** math.floor(math.log10(wanted))
    metres = max(step * power for step in (1, 2, 5) if step * power <= wanted)
    length, y = metres * frame.px_per_m, HEIGHT - 14
    told = f"{metres / 1000:g} km" if metres >= 1000 else f"{metres:g} m"  # noqa: PLR2004  metres of a km
    return (
        f'<g class="scale"><path d="M14 {y - 6}V{y}H{14 + length:.1f}V{y - 6}"/>'
        f'<text x="18" y="{y - 9}">{told}</text></g>'
    )
