"""Labels to be stuck on lamps, hydrants, chargers: a QR code that opens the form for this one."""

from __future__ import annotations

import io
from typing import Annotated

import segno
from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import HTMLResponse
from sqlalchemy import select

from api.dependencies import ContextOf, Language, ReadSession
from api.pages import doors
from api.pages.templating import render
from api.pages.words.reports import REPORT_WORDS
from gis.viewer import Action
from layers.spec import FieldRole, Visibility

router = APIRouter(include_in_schema=False)

_MOST = 200
_MODULE_MM = 0.7


@router.get("/{commune}/labels")  # noqa: FAST003  the session takes it
def labels(  # noqa: PLR0913  what FastAPI fills in
    session: ReadSession,
    request: Request,
    context: ContextOf,
    language: Language,
    layer: Annotated[str, Query(max_length=40)] = "",
    after: Annotated[str, Query(max_length=80)] = "",
) -> Response:
    """Show a sheet of labels to print, for planners."""
    session.viewer.must(Action.EDIT)
    offered = [
        each
        for each in session.catalogue.visible(Visibility.PUBLIC)
        if each.faults
        and (code := each.field_of(FieldRole.CODE)) is not None
        and code.visibility <= Visibility.PUBLIC
    ]
    chosen = next((each for each in offered if each.name == layer), offered[0])
    field = chosen.field_of(FieldRole.CODE)
    rows = session.table(chosen)
    codes: list[str] = []
    if field is not None:
        query = select(rows.c[field.name]).where(rows.c[field.name] > after.replace("\0", ""))
        codes = list(session.connection.scalars(query.order_by(rows.c[field.name]).limit(_MOST)))
    address = context.settings.public_url or str(request.base_url)
    base = f"{address.rstrip('/')}/report/{session.commune.name}/at/"
    html = render(
        "report_labels.html",
        language,
        commune=session.commune,
        workplace=doors.place(session.commune, session.viewer),
        offered=offered,
        chosen=chosen,
        labels=[(code, _code(f"{base}{code}")) for code in codes],
        more=codes[-1] if len(codes) == _MOST else None,
        title=REPORT_WORDS["report_labels"].to(language),
        told=REPORT_WORDS["report_label_told"],
        printed=REPORT_WORDS["report_label_print"].to(language),
    )
    return HTMLResponse(html, headers={"Cache-Control": "private, no-store"})


def _code(address: str) -> str:
    written = io.BytesIO()
    code = segno.make(address, error="m", micro=False)
    code.save(written, kind="svg", scale=_MODULE_MM, unit="mm", border=2, xmldecl=False)
    return written.getvalue().decode()
