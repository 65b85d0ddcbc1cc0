"""A work order on paper: where, what, with what; boxes to tick; the way back to its page.

Up to a dozen stops stand on one page of A4; what is longer goes on behind.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date

from reportlab.graphics import renderPDF
from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing
from reportlab.lib.colors import HexColor
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from api.pages.assets.view import capital
from api.pages.orders import view as order_view
from api.pages.orders.view import StopLine
from api.pages.templating import local_date
from api.pages.words import WORDS
from field_capture.orders import words as order_words
from field_capture.orders.work_order import Order
from field_capture.states.order import Outcome
from gis.map_view import View
from gis.maps.paper.content import of_sheet
from gis.maps.paper.drawing import BOLD, FONT, draw, printable
from gis.maps.paper.sheet import FORMATS, PT_PER_MM, SCALES, Section
from gis.maps.words import notice_in
from gis.session import CommuneSession

_WIDTH, _HEIGHT = FORMATS["A4"][1] * PT_PER_MM, FORMATS["A4"][0] * PT_PER_MM
_MARGIN_MM, _QR_MM = 10.0, 26.0
_LEFT, _RIGHT = _MARGIN_MM * PT_PER_MM, _WIDTH - _MARGIN_MM * PT_PER_MM
_MAP_MM = 78.0
_MOST_FEATURES = 12_000
_ROOM_M = 25.0
"""Around the stops on the map."""

_INK, _BLUE, _PALE = HexColor("#000000"), HexColor("#0b5a7d"), HexColor("#b8b8b8")
_BOX = 8.0
_ROW = 26.0
_FOOT = 34.0


def render(  # noqa: PLR0913  everything that stands on the sheet
    session: CommuneSession,
    order: Order,
    language: str,
    *,
    back: str,
    crew: str,
    today: date,
) -> bytes:
    """Return the PDF of an order.

    Parameters
    ----------
    back : str
        The address of its page.
    crew : str
        Who does it, as people call them.
    """
    lines = [each for each in order_view.stops(session, order, language) if each.number]
    pages = _Sheets(session, order, language, back, today, total=1)
    pages.fill(lines, crew)
    total = pages.page
    pages = _Sheets(session, order, language, back, today, total=total)
    return pages.fill(lines, crew)


class _Sheets:
    """Writes an order from the top downwards, a page after the other."""

    def __init__(  # noqa: PLR0913  everything that stands on the sheet
        self,
        session: CommuneSession,
        order: Order,
        language: str,
        back: str,
        today: date,
        *,
        total: int,
    ) -> None:
        self.session, self.order, self.language = session, order, language
        self.back, self.today, self.total = back, today, total
        self.target = io.BytesIO()
        self.canvas = Canvas(
            self.target, pagesize=(_WIDTH, _HEIGHT), pageCompression=1, lang=language
        )
        self.canvas.setTitle(f"{order.number} {order.says.title}")
        self.canvas.setAuthor("Netzkaart")
        self.page = 1
        self.y = _HEIGHT - _LEFT

    def fill(self, lines: Sequence[StopLine], crew: str) -> bytes:
        """Write all of it and return the file."""
        self._head(crew)
        if lines:
            self._map(lines)
        self._what()
        self._stops(lines)
        self._foot()
        self.canvas.save()
        return self.target.getvalue()

    def _word(self, name: str, **details: object) -> str:
        return WORDS[name].format(**details).to(self.language)

    def _text(  # noqa: PLR0913  a text, where and how
        self, text: str, x: float, y: float, size: float = 9, font: str = FONT, room: float = 0
    ) -> None:
        text = printable(text)
        if room:
            while text and stringWidth(text, font, size) > room:
                text = text[:-2].rstrip("…") + "…" if len(text) > 2 else ""  # noqa: PLR2004  room for it
                text = printable(text)
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, y, text)

    # --- Head ----------------------------------------------------------------------------------

    def _head(self, crew: str) -> None:
        says, top = self.order.says, self.y
        side = _QR_MM * PT_PER_MM
        room = _RIGHT - _LEFT - side - 12
        code = QrCodeWidget(self.back, barWidth=side, barHeight=side, barBorder=0)
        box = Drawing(side, side)
        box.add(code)
        renderPDF.draw(box, self.canvas, _RIGHT - side, top - side)
        number = f"{self._word('order')} {self.order.number} · {self.session.commune.title}"
        self._text(number, _LEFT, top - 9, 9.5, BOLD, room)
        for at, line in enumerate(simpleSplit(printable(says.title), BOLD, 16, room)[:2]):
            self._text(line, _LEFT, top - 28 - 18 * at, 16, BOLD)
        told = [capital(self._word(f"order_kind_{says.kind.value}"))]
        told.append(
            f"{self._word('order_priority')}: {self._word(f'order_priority_{says.priority}')}"
        )
        if says.begins or says.ends:
            days = (local_date(d, self.language) if d else "…" for d in (says.begins, says.ends))
            told.append(" \N{EN DASH} ".join(days))
        told.append(f"{self._word('order_assignee')}: {crew or self._word('order_anybody')}")
        self._text(" · ".join(told), _LEFT, top - side + 12, 9, FONT, room)
        if says.danger:
            self._text(self._word("order_danger").upper(), _LEFT, top - side, 11, BOLD)
        self.y = top - side - 10

    # --- Map -----------------------------------------------------------------------------------

    def _map(self, lines: Sequence[StopLine]) -> None:
        bottom_mm = self.y / PT_PER_MM - _MAP_MM - 1
        frame = (_MARGIN_MM + 4, bottom_mm, FORMATS["A4"][1] - 2 * _MARGIN_MM - 4, _MAP_MM)
        places = [each.stop.place for each in lines]
        xs, ys = [p.x for p in places], [p.y for p in places]
        across = (max(xs) - min(xs) + 2 * _ROOM_M, max(ys) - min(ys) + 2 * _ROOM_M)
        fitting = (
            s
            for s in SCALES
            if across[0] * 1000 / s <= frame[2] and across[1] * 1000 / s <= frame[3]
        )
        scale = next(fitting, SCALES[-1])
        middle = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
        sheet = Section(*middle, scale, "A4", landscape=False, frame=frame)
        layers = self.session.viewer.layers(self.session.catalogue)
        found = of_sheet(self.session, sheet, layers, View(), _MOST_FEATURES)
        draw(self.canvas, sheet, found or [], None)
        self._way(sheet, lines)
        self._text(f"1:{scale}", frame[0] * PT_PER_MM, bottom_mm * PT_PER_MM - 18, 7)
        notice = " ".join(notice_in(self.session.commune.notice, self.language)).strip()
        room = frame[2] * PT_PER_MM - 40
        self._text(notice, frame[0] * PT_PER_MM + 36, bottom_mm * PT_PER_MM - 18, 6, FONT, room)
        self.y = bottom_mm * PT_PER_MM - 30

    def _way(self, sheet: Section, lines: Sequence[StopLine]) -> None:
        canvas = self.canvas
        spots = [sheet.at(each.stop.place.x, each.stop.place.y) for each in lines]
        canvas.saveState()
        canvas.setStrokeColor(_BLUE)
        canvas.setLineWidth(1.4)
        canvas.setDash([5, 3])
        path = canvas.beginPath()
        path.moveTo(*spots[0])
        for spot in spots[1:]:
            path.lineTo(*spot)
        canvas.drawPath(path)
        canvas.setDash([])
        for each, (x, y) in zip(lines, spots, strict=True):
            canvas.setFillColor(_BLUE)
            canvas.setStrokeColor(HexColor("#ffffff"))
            canvas.circle(x, y, 7.5, stroke=1, fill=1)
            canvas.setFillColor(HexColor("#ffffff"))
            canvas.setFont(BOLD, 8)
            canvas.drawCentredString(x, y - 2.8, str(each.number))
        canvas.restoreState()

    # --- What is to be done -----------------------------------------------------------------------

    def _what(self) -> None:
        says = self.order.says
        half = (_RIGHT - _LEFT - 14) / 2
        text = [
            line
            for part in says.text.splitlines()
            for line in simpleSplit(printable(part), FONT, 9, half)
        ]
        asked = [f"{at}  {each.text}" for at, each in enumerate(says.checklist, 1)]
        left = [(self._word("order_text"), text), (self._word("order_checklist"), asked)]
        taken = [each.told() for each in says.materials]
        ends = [self._column(_LEFT, half, left)]
        ends.append(self._column(_LEFT + half + 14, half, [(self._word("order_materials"), taken)]))
        self.y = min(ends) - 4

    def _column(self, x: float, room: float, parts: Sequence[tuple[str, Sequence[str]]]) -> float:
        y = self.y
        for title, rows in parts:
            if not rows:
                continue
            self._text(title, x, y, 9, BOLD, room)
            y -= 11.5
            for row in rows:
                if y < _FOOT + _ROW:
                    break  # the rest stands on its page
                self._text(row, x, y, 9, FONT, room)
                y -= 11
            y -= 3
        return y

    # --- Stops -----------------------------------------------------------------------------------

    def _stops(self, lines: Sequence[StopLine]) -> None:
        for each in lines:
            if self.y - _ROW < _FOOT:
                self._turn()
            self._stop(each)

    def _stop(self, line: StopLine) -> None:
        canvas, top = self.canvas, self.y
        canvas.setStrokeColor(_PALE)
        canvas.setLineWidth(0.4)
        canvas.line(_LEFT, top, _RIGHT, top)
        canvas.setFillColor(_INK)
        self._text(str(line.number), _LEFT, top - 11, 11, BOLD)
        half = (_RIGHT - _LEFT) / 2
        self._text(line.title, _LEFT + 18, top - 10, 9, BOLD, half - 22)
        told = [line.where] if line.where else []
        told += [f"{each.number} {each.told}" for each in line.reports]
        self._text(" · ".join(told), _LEFT + 18, top - 21, 8, FONT, half - 22)
        x = _LEFT + half
        for outcome in Outcome:
            word = order_words.OUTCOMES[outcome].to(self.language)
            x = self._tick(x, top - 10, word, ticked=line.stop.outcome is outcome)
        x = _LEFT + half
        for at in range(1, len(self.order.says.checklist) + 1):
            if x > _RIGHT - 20:
                break
            x = self._tick(x, top - 21, str(at))
        self.y = top - _ROW

    def _tick(self, x: float, y: float, word: str, *, ticked: bool = False) -> float:
        canvas = self.canvas
        canvas.setStrokeColor(_INK)
        canvas.setLineWidth(0.7)
        canvas.rect(x, y - 1, _BOX, _BOX, stroke=1, fill=0)
        if ticked:
            canvas.line(x + 1.5, y + 3, x + 3.5, y + 0.5)
            canvas.line(x + 3.5, y + 0.5, x + 6.8, y + 6)
        self._text(word, x + _BOX + 3, y, 8)
        return x + _BOX + 3 + stringWidth(printable(word), FONT, 8) + 8

    def _foot(self) -> None:
        y = _LEFT
        self.canvas.setStrokeColor(_INK)
        self.canvas.setLineWidth(0.5)
        self.canvas.line(_RIGHT - 190, y + 10, _RIGHT, y + 10)
        self._text(self._word("order_sign"), _RIGHT - 190, y, 7)
        page = self._word(
            "order_continued", number=self.order.number, page=self.page, pages=self.total
        )
        self._text(f"{page} · {local_date(self.today, self.language)}", _LEFT, y + 9, 7)
        self._text(self.back, _LEFT, y, 6.5, FONT, _RIGHT - _LEFT - 200)
        self.canvas.showPage()

    def _turn(self) -> None:
        self._foot()
        self.page += 1
        self.y = _HEIGHT - _LEFT - 10
        self._text(f"{self.order.number} · {self.order.says.title}", _LEFT, self.y, 11, BOLD)
        self.y -= 14
