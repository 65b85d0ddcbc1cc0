"""A printed map: the map itself, and beside it what one must know to read it."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from reportlab.pdfgen.canvas import Canvas

from gis import classes, terrain
from gis.errors import SheetTooFull
from gis.maps.paper.column import Column
from gis.maps.paper.content import of_sheet
from gis.maps.paper.drawing import Tint, draw
from gis.maps.paper.sheet import PT_PER_MM
from gis.maps.words import notice_in

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from gis.map_view import View
    from gis.maps.paper.sheet import Sheet
    from gis.session import CommuneSession
    from layers.spec import Layer

MOST_FEATURES = 30_000
"""On one sheet; drawn one over the other nobody could read them, and it takes a minute."""


def render(  # noqa: PLR0913  everything that tells one sheet from another
    session: CommuneSession,
    sheet: Sheet,
    layers: Sequence[Layer],
    view: View,
    language: str,
    *,
    title: str,
    today: date,
    most: int = MOST_FEATURES,
) -> bytes:
    """Return the PDF of a sheet with those of `layers` that are legible at its scale.

    Raises
    ------
    SheetTooFull
    """
    drawings = of_sheet(session, sheet, layers, view, most)
    if drawings is None:
        raise SheetTooFull(most)
    tint = None
    coloured = view.colour[0] if view.colour else None
    if view.colour and coloured in layers:
        tint = Tint(view.colour[0], classes.of_field(session, *view.colour, as_of=view.revision))
        drawings.sort(key=lambda each: each.layer is coloured)
    target = io.BytesIO()
    width, height = (each * PT_PER_MM for each in sheet.size_mm)
    canvas = Canvas(target, pagesize=(width, height), pageCompression=1, lang=language)
    canvas.setTitle(f"{session.commune.title} 1:{sheet.scale}")
    canvas.setAuthor("Netzkaart")
    canvas.setCreator("Netzkaart")
    draw(canvas, sheet, drawings, tint)
    ground = terrain.of_commune(session)
    notice = " ".join(notice_in(session.commune.notice, language)).strip()
    Column(canvas, sheet, session.catalogue, language).fill(
        session.commune,
        title,
        drawings,
        tint,
        view,
        today,
        [notice, ground.attribution if ground else ""],
    )
    canvas.showPage()
    canvas.save()
    return target.getvalue()
