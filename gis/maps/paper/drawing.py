"""The map of a sheet: lines, areas and marks as on the screen, names, a grid of coordinates."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import shapely
from reportlab.lib.colors import Color, HexColor
from reportlab.pdfbase.pdfmetrics import stringWidth

from gis.classes import Class, Classes
from gis.maps import palette
from gis.maps.dictionary import PHASES
from gis.maps.paper.sheet import PT_PER_MM, Sheet
from gis.maps.symbols import MARKS, channels, legible, quiet
from layers.spec import GeometryKind, Layer, Shape, Symbol

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reportlab.pdfgen.canvas import Canvas
    from shapely.geometry.base import BaseGeometry

    from gis.maps.paper.content import Drawing, Drawn

PAPER = "#ffffff"
FONT = "Helvetica"
BOLD = "Helvetica-Bold"
_PX_PT = 0.42  # of a screen's pixel: paper is read from near
_MARK_PT = 0.55
_CODES_UNTIL = 1000
"""Codes are written beside marks at this scale and larger ones."""
_CODE_PT, _NAME_PT, _TICK_PT = 4.5, 5.5, 5.5
_DASHES = {Shape.DASHED: [3.5, 2.0], Shape.DOTTED: [0.3, 1.8]}


@dataclass(frozen=True, slots=True)
class Tint:
    """The classes by which one layer is coloured."""

    layer: Layer
    classes: Classes

    def colour(self, value: Any) -> str:
        """Return the colour of a value, on paper."""
        if value in (None, ""):
            return palette.quiet_pair()[0]
        if classes_year(self.classes):
            value = getattr(value, "year", value)
        for (light, _), each in zip(self.pairs(), self.classes.classes, strict=True):
            if _holds(each, value, last=each is self.classes.classes[-1]):
                return light
        return palette.OTHERS[0]

    def pairs(self) -> list[palette.Pair]:
        """Return the colours of the classes."""
        return palette.of_classes(self.classes)


def classes_year(found: Classes) -> bool:
    """Tell whether the classes are years."""
    return bool(found.classes) and found.classes[0].low is not None and found.ordered


def _holds(each: Class, value: Any, *, last: bool) -> bool:
    if each.values:
        return value in each.values
    low, high = each.low or 0.0, each.high or 0.0
    return low <= value < high or (last and value == high)


def draw(canvas: Canvas, sheet: Sheet, drawings: Iterable[Drawing], tint: Tint | None) -> None:
    """Draw the map into its frame."""
    drawings = list(drawings)
    canvas.saveState()
    left, bottom, width, height = (each * PT_PER_MM for each in sheet.frame_mm)
    path = canvas.beginPath()
    path.rect(left, bottom, width, height)
    canvas.clipPath(path, stroke=0, fill=0)
    pen = Pen(canvas, sheet)
    for drawing in drawings:
        pen.layer(drawing, tint)
    pen.names(drawings)
    canvas.restoreState()
    _grid(canvas, sheet)


class Pen:
    """Draws assets on a sheet."""

    def __init__(self, canvas: Canvas, sheet: Sheet) -> None:
        self.canvas = canvas
        self.sheet = sheet
        self._opacity = 1.0
        self._written: list[tuple[float, float, float, float]] = []

    def layer(self, drawing: Drawing, tint: Tint | None) -> None:
        """Draw all assets of a layer."""
        own = tint if tint and tint.layer is drawing.layer else None
        if drawing.base and own is None:
            self._base(drawing)
            return
        symbol = drawing.layer.symbol
        for each in drawing.assets:
            colour = own.colour(each.value) if own else legible(symbol.colour, PAPER)
            pale = tint is not None and own is None
            self._asset(drawing.layer, each, colour, pale=pale, tinted=own is not None)

    def _base(self, drawing: Drawing) -> None:
        look = quiet(drawing.layer.symbol, PAPER)
        edge = look.casing or look.line
        for each in drawing.assets:
            self._stroke(edge, max(0.25, look.width_px * _PX_PT))
            if drawing.layer.geometry is GeometryKind.POINT:
                continue
            if look.fill:
                self.canvas.setFillColor(self._ink(look.fill))
            self._shape(each.geometry, fill=look.fill is not None, stroke=look.width_px > 0)

    def _asset(self, layer: Layer, each: Drawn, colour: str, *, pale: bool, tinted: bool) -> None:
        phase = PHASES.get(each.status or "")
        self._opacity = 0.35 if pale else 0.5 if phase == "past" else 1.0
        symbol = layer.symbol
        if layer.geometry is GeometryKind.POINT:
            self.mark(symbol, *self._place(each.geometry), colour, phase)
        else:
            width = max(0.6, symbol.size_px * _PX_PT) * (1.4 if tinted else 1)
            self._stroke(colour, width)
            dashes = _DASHES.get(symbol.shape) or ([2, 2] if phase == "future" else [])
            self.canvas.setDash(dashes)
            area = layer.geometry is GeometryKind.AREA
            if area and (tinted or symbol.shape is Shape.AREA):
                self.canvas.setFillColor(self._ink(colour, 0.4 if tinted else 0.15))
                self._shape(each.geometry, fill=True, stroke=True)
            else:
                self._shape(each.geometry, fill=False, stroke=True)
            self.canvas.setDash([])
        self._opacity = 1.0

    def mark(self, symbol: Symbol, x: float, y: float, colour: str, phase: str | None) -> None:
        """Draw a symbol's mark around a place on the paper, points."""
        radius = max(1.2, symbol.size_px * _MARK_PT)
        hollow = phase == "future"
        self.canvas.setFillColor(self._ink(PAPER if hollow else colour))
        self._stroke(colour if hollow else PAPER, 0.6 if hollow else 0.3)
        outline = MARKS.get(symbol.shape.value)
        if outline is None:
            self.canvas.circle(x, y, radius, stroke=1, fill=1)
            return
        path = self.canvas.beginPath()
        path.moveTo(x + outline[0][0] * radius, y - outline[0][1] * radius)
        for right, down in outline[1:]:
            path.lineTo(x + right * radius, y - down * radius)
        path.close()
        self.canvas.drawPath(path, stroke=1, fill=1)

    def _stroke(self, colour: str, width_pt: float) -> None:
        self.canvas.setStrokeColor(self._ink(colour))
        self.canvas.setLineWidth(width_pt)

    def _ink(self, colour: str, share: float = 1.0) -> Color:
        # A colour brings its opacity along: one that is set before it would be lost.
        red, green, blue = (each / 255 for each in channels(colour))
        return Color(red, green, blue, alpha=self._opacity * share)

    def _shape(self, geometry: BaseGeometry, *, fill: bool, stroke: bool) -> None:
        path = self.canvas.beginPath()
        for ring, closed in _rings(geometry):
            points = [self.sheet.at(x, y) for x, y in shapely.get_coordinates(ring)]
            path.moveTo(*points[0])
            for point in points[1:]:
                path.lineTo(*point)
            if closed:
                path.close()
        self.canvas.drawPath(path, stroke=int(stroke), fill=int(fill), fillMode=0)

    # --- Names ---------------------------------------------------------------------------------

    def names(self, drawings: Iterable[Drawing]) -> None:
        """Write what orients, then codes where there is room; no name over another."""
        for drawing in drawings:
            for each in drawing.assets if drawing.base else ():
                if each.name:
                    self._name(each.geometry, str(each.name))
        if self.sheet.scale > _CODES_UNTIL:
            return
        for drawing in drawings:
            for each in drawing.assets if not drawing.base else ():
                if each.code and drawing.layer.geometry is not GeometryKind.AREA:
                    self._code(each.geometry, str(each.code), drawing.layer.symbol)

    def _name(self, geometry: BaseGeometry, text: str) -> None:
        if isinstance(geometry, shapely.LineString):
            middle = geometry.interpolate(0.5, normalized=True)
            a, b = (geometry.interpolate(each, normalized=True) for each in (0.45, 0.55))
            angle = math.degrees(math.atan2(b.y - a.y, b.x - a.x))
            angle = (angle + 90) % 180 - 90  # never upside down
        else:
            middle, angle = geometry.representative_point(), 0.0
        self._write(text, self._place(middle), _NAME_PT, "#454c52", angle)

    def _code(self, geometry: BaseGeometry, text: str, symbol: Symbol) -> None:
        place = geometry.interpolate(0.5, normalized=True) if geometry.length else geometry
        x, y = self._place(place)
        across = stringWidth(text, FONT, _CODE_PT) / 2 + symbol.size_px * _PX_PT + 1
        self._write(text, (x + across, y + 1), _CODE_PT, legible(symbol.colour, PAPER))

    def _place(self, point: BaseGeometry) -> tuple[float, float]:
        ((x, y),) = shapely.get_coordinates(point)
        return self.sheet.at(x, y)

    def _write(
        self, text: str, place: tuple[float, float], size: float, ink: str, angle: float = 0
    ) -> None:
        text = printable(text)
        x, y = place
        width = stringWidth(text, FONT, size)
        turned = abs(math.sin(math.radians(angle)))
        half_x = width / 2 * abs(math.cos(math.radians(angle))) + size / 2
        half_y = width / 2 * turned + size / 2
        box = (x - half_x, y - half_y, x + half_x, y + half_y)
        if any(
            box[0] < o[2] and box[2] > o[0] and box[1] < o[3] and box[3] > o[1]
            for o in self._written
        ):
            return
        self._written.append(box)
        canvas = self.canvas
        canvas.saveState()
        canvas.translate(x, y)
        canvas.rotate(angle)
        canvas.setFont(FONT, size)
        canvas.setStrokeColor(HexColor(PAPER))
        canvas.setLineWidth(1)
        canvas.drawCentredString(0, -size / 3, text, mode=1)  # a seam that keeps lines away
        canvas.setFillColor(HexColor(ink))
        canvas.drawCentredString(0, -size / 3, text, mode=0)
        canvas.restoreState()


def printable(text: str) -> str:
    """Return a text as the fonts of every PDF reader can show it."""
    return text.encode("cp1252", "replace").decode("cp1252")


def _rings(geometry: BaseGeometry) -> Iterator[tuple[BaseGeometry, bool]]:
    for part in shapely.get_parts(geometry):
        if isinstance(part, shapely.Polygon):
            yield part.exterior, True
            for hole in part.interiors:
                yield hole, True
        else:
            yield part, False


def _grid(canvas: Canvas, sheet: Sheet) -> None:
    """Draw the frame, and coordinates of the home CRS along it, crosses where they meet."""
    left, bottom, width, height = (each * PT_PER_MM for each in sheet.frame_mm)
    canvas.setStrokeColor(HexColor("#000000"))
    canvas.setFillColor(HexColor("#000000"))
    canvas.setLineWidth(0.8)
    canvas.rect(left, bottom, width, height, stroke=1, fill=0)
    canvas.setLineWidth(0.3)
    canvas.setFont(FONT, _TICK_PT)
    west, south, east, north = sheet.bounds
    step = sheet.tick_m
    across = [n * step for n in range(math.ceil(west / step), math.floor(east / step) + 1)]
    up = [n * step for n in range(math.ceil(south / step), math.floor(north / step) + 1)]
    for x in across:
        at, _ = sheet.at(x, south)
        canvas.line(at, bottom, at, bottom - 3)
        canvas.line(at, bottom + height, at, bottom + height + 3)
        canvas.drawCentredString(at, bottom - 9, f"{x:.0f}")
    for y in up:
        _, at = sheet.at(west, y)
        canvas.line(left, at, left - 3, at)
        canvas.line(left + width, at, left + width + 3, at)
        canvas.saveState()
        canvas.translate(left - 5, at)
        canvas.rotate(90)
        canvas.drawCentredString(0, 0, f"{y:.0f}")
        canvas.restoreState()
        for x in across:
            there, _ = sheet.at(x, y)
            canvas.line(there - 3, at, there + 3, at)
            canvas.line(there, at - 3, there, at + 3)
