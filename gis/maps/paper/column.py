"""What stands beside a printed map: title, scale, north, legend, where the data come from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.lib.colors import HexColor
from reportlab.lib.utils import simpleSplit

from gis.classes import Class, is_year
from gis.filters import Test
from gis.maps import palette
from gis.maps.paper.drawing import BOLD, FONT, PAPER, Pen, printable
from gis.maps.paper.sheet import COLUMN_MM, GAP_MM, PT_PER_MM, Sheet
from gis.maps.paper.words import WORDS
from gis.maps.symbols import legible, quiet
from layers.spec import Catalogue, GeometryKind, Layer

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from reportlab.pdfgen.canvas import Canvas

    from gis.communes import Commune
    from gis.filters import Condition
    from gis.map_view import View
    from gis.maps.paper.content import Drawing
    from gis.maps.paper.drawing import Tint

_SWATCH_PT = 18.0
_ROW_PT = 10.0
_NOTES_PT = 95.0  # kept free below the legend


class Column:
    """Writes from the top of the column downwards."""

    def __init__(self, canvas: Canvas, sheet: Sheet, catalogue: Catalogue, language: str) -> None:
        left, bottom, width, height = sheet.frame_mm
        self.canvas, self.sheet, self.language = canvas, sheet, language
        self.catalogue = catalogue
        self.x = (left + width + GAP_MM) * PT_PER_MM + 4
        self.width = COLUMN_MM * PT_PER_MM - 4
        self.bottom = bottom * PT_PER_MM
        self.y = (bottom + height) * PT_PER_MM

    def fill(  # noqa: PLR0913  everything that stands there
        self,
        commune: Commune,
        title: str,
        drawings: Sequence[Drawing],
        tint: Tint | None,
        view: View,
        today: date,
        notes: Iterable[str],
    ) -> None:
        """Write all of it."""
        self._text(title or commune.title, 13, BOLD)
        if title:
            self._text(commune.title, 9)
        self._north_and_scale(commune)
        if tint:
            self._classes(tint)
        for drawing in reversed(drawings):
            self._row(drawing)
        self.y = min(self.y, self.bottom + _NOTES_PT)
        for line in self._circumstances(view, today):
            self._text(line, 6.5)
        for note in (*notes, self._word("no_promise"), "Netzkaart"):
            if note:
                self._text(note, 5.5)

    def _word(self, name: str) -> str:
        return WORDS[name].to(self.language)

    def _text(self, text: str, size: float, font: str = FONT) -> None:
        self.canvas.setFont(font, size)
        self.canvas.setFillColor(HexColor("#000000"))
        for line in simpleSplit(printable(text), font, size, self.width):
            self.y -= size * 1.2
            self.canvas.drawString(self.x, self.y, line)

    def _north_and_scale(self, commune: Commune) -> None:
        canvas, sheet = self.canvas, self.sheet
        self.y -= 30
        canvas.setFillColor(HexColor("#000000"))
        canvas.setStrokeColor(HexColor("#000000"))
        right = self.x + self.width - 14
        path = canvas.beginPath()
        for n, (dx, dy) in enumerate(((0, 26), (7, 0), (0, 6), (-7, 0))):
            (path.lineTo if n else path.moveTo)(right + dx, self.y + dy)
        path.close()
        canvas.drawPath(path, stroke=0, fill=1)
        canvas.setFont(BOLD, 10)
        canvas.drawString(self.x, self.y + 16, f"{self._word('scale')} 1:{sheet.scale}")
        length = sheet.bar_m * sheet.mm_per_m * PT_PER_MM
        canvas.setLineWidth(0.8)
        canvas.rect(self.x, self.y + 2, length, 3, stroke=1, fill=0)
        canvas.rect(self.x, self.y + 2, length / 2, 3, stroke=1, fill=1)
        canvas.setFont(FONT, 6)
        canvas.drawString(self.x + length + 3, self.y + 1.5, f"{sheet.bar_m:g} m")
        self._text(f"EPSG:{commune.srid}", 6)
        self.y -= 6

    # --- Legend --------------------------------------------------------------------------------

    def _room(self) -> bool:
        return self.y - _ROW_PT > self.bottom + _NOTES_PT

    def _row(self, drawing: Drawing) -> None:
        if not self._room():
            return
        layer = drawing.layer
        self.y -= _ROW_PT
        if drawing.base:
            look = quiet(layer.symbol, PAPER)
            self._swatch(layer, look.casing or look.line, look.fill)
        else:
            self._swatch(layer, legible(layer.symbol.colour, PAPER), None)
        label = layer.label.to(self.language)
        self._label(label[:1].upper() + label[1:])

    def _label(self, text: str, size: float = 7) -> None:
        self.canvas.setFillColor(HexColor("#000000"))
        self.canvas.setFont(FONT, size)
        label = simpleSplit(printable(text), FONT, size, self.width - _SWATCH_PT - 4) or [""]
        self.canvas.drawString(self.x + _SWATCH_PT + 4, self.y, label[0])

    def _swatch(self, layer: Layer, colour: str, fill: str | None) -> None:
        canvas, middle = self.canvas, self.y + 2.5
        if layer.geometry is GeometryKind.POINT:
            Pen(canvas, self.sheet).mark(
                layer.symbol, self.x + _SWATCH_PT / 2, middle, colour, None
            )
            return
        canvas.setStrokeColor(HexColor(colour))
        canvas.setLineWidth(max(0.6, layer.symbol.size_px * 0.42))
        if fill:
            canvas.setFillColor(HexColor(fill))
            canvas.rect(self.x, self.y - 0.5, _SWATCH_PT, 6, stroke=1, fill=1)
        else:
            canvas.line(self.x, middle, self.x + _SWATCH_PT, middle)

    def _classes(self, tint: Tint) -> None:
        found = tint.classes
        layer, field = tint.layer.label.to(self.language), found.field.label.to(self.language)
        self._text(f"{layer}: {field}", 7.5, BOLD)
        rows = [
            (light, self._class(each, tint))
            for (light, _), each in zip(tint.pairs(), found.classes, strict=True)
        ]
        if found.others:
            rows.append((palette.OTHERS[0], self._word("others")))
        if found.empty:
            rows.append((palette.quiet_pair()[0], self._word("no_value")))
        for colour, label in rows:
            if not self._room():
                return
            self.y -= _ROW_PT
            self.canvas.setFillColor(HexColor(colour))
            self.canvas.rect(self.x, self.y - 0.5, _SWATCH_PT, 6, stroke=0, fill=1)
            self._label(label)
        self.y -= 4

    def _class(self, each: Class, tint: Tint) -> str:
        field = tint.classes.field
        unit = f" {field.unit}" if field.unit else ""
        if each.low is not None and each.high is not None:
            if is_year(field):
                return f"{each.low:.0f}\u2013{each.high - 1:.0f}"
            return f"{each.low:g} \u2013 {each.high:g}{unit}"
        (value,) = each.values
        if isinstance(value, bool):
            return self._word("yes" if value else "no")
        if field.codes is not None and value in field.codes.values:
            return field.codes[value].label.to(self.language)
        return f"{value:g}{unit}" if isinstance(value, float) else str(value)

    # --- Circumstances -------------------------------------------------------------------------

    def _circumstances(self, view: View, today: date) -> Iterable[str]:
        for name, condition in view.where:
            layer = self.catalogue[name].label.to(self.language)
            yield f"{self._word('filtered')}: {layer}, {self._condition(condition)}"
        if view.revision is not None:
            yield f"{self._word('as_of')} {view.revision}"
        yield f"{self._word('printed')} {today:%d.%m.%Y}"

    def _condition(self, condition: Condition) -> str:
        field = condition.field
        label = field.label.to(self.language)
        values = [
            f"{each:g}" if isinstance(each, float) else str(each) for each in condition.values
        ]
        if field.codes is not None:
            values = [field.codes[each].label.to(self.language) for each in values]
        match condition.test:
            case Test.EMPTY:
                told = self._word("empty")
            case Test.GIVEN:
                told = self._word("given")
            case Test.FROM:
                told = f">= {values[0]}"
            case Test.UNTIL:
                told = f"<= {values[0]}"
            case Test.BETWEEN:
                told = f"{values[0]} \u2013 {values[1]}"
            case _:
                told = ", ".join(values)
        return f"{label}: {told}"
