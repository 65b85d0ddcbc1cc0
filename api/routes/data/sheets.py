"""Layers as sheets: XLSX and CSV, with the filters that lists of features take."""

from __future__ import annotations

from contextlib import AbstractContextManager, ExitStack
from typing import Annotated

from fastapi import APIRouter, Path, Request, Response

from api.context import Context
from api.dependencies import ContextOf, Language, ViewerOf
from api.ogc.parameters import Parameters
from api.streaming import Streamed
from gis.database import journal
from gis.exchange.export import sheet
from gis.exchange.export.sheet import Sheet
from gis.features import Query
from gis.session import CommuneSession, open_session
from gis.viewer import Action, Viewer

router = APIRouter(prefix="/api/v1/{commune}/exports/tables", tags=["exports"])

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MOST = 2**31 - 1

LayerName = Annotated[str, Path(max_length=60)]


@router.get("/{layer}.xlsx")
def as_workbook(  # noqa: PLR0913  the request's parts
    commune: str,
    layer: LayerName,
    request: Request,
    context: ContextOf,
    viewer: ViewerOf,
    language: Language,
) -> Response:
    """Return a layer as a workbook to edit, with the codes as lists to choose from.

    ``bbox``, ``bbox-crs`` and any field as a filter, as for features. Labels are in the language
    asked for. The import page takes the file back and shows what was edited.
    """
    viewer.must(Action.EXPORT)
    with _snapshot(context, viewer, commune) as session:
        wanted = _wanted(request, session, layer, language)
        return Response(sheet.xlsx(wanted), media_type=XLSX, headers=_headers(wanted, "xlsx"))


@router.get("/{layer}.csv")
def as_text(  # noqa: PLR0913  the request's parts
    commune: str,
    layer: LayerName,
    request: Request,
    context: ContextOf,
    viewer: ViewerOf,
    language: Language,
) -> Response:
    """Stream a layer as CSV: UTF-8, semicolons; no text of it is a formula to a spreadsheet."""
    viewer.must(Action.EXPORT)
    with ExitStack() as stack:
        session = stack.enter_context(_snapshot(context, viewer, commune))
        wanted = _wanted(request, session, layer, language)
        headers = _headers(wanted, "csv")
        kept = stack.pop_all()
    return Streamed(
        sheet.comma(wanted), kept, media_type="text/csv; charset=utf-8", headers=headers
    )


def _snapshot(
    context: Context, viewer: Viewer, commune: str
) -> AbstractContextManager[CommuneSession]:
    return open_session(
        context.engine, context.catalogue, commune, viewer, source="export", snapshot=True
    )


def _wanted(request: Request, session: CommuneSession, layer: str, language: str) -> Sheet:
    declared = session.layer(layer)
    asked = Parameters(request, session, declared)
    query = Query(limit=_MOST, box=asked.box, where=asked.where)
    return Sheet(session, declared, query, language)


def _headers(wanted: Sheet, ending: str) -> dict[str, str]:
    return {
        "Cache-Control": "private, no-cache",
        "Vary": "Accept-Language, Authorization, Cookie",
        "Netzkaart-Cursor": str(journal.head(wanted.session)),
        "Content-Disposition": f'attachment; filename="{wanted.layer.name}.{ending}"',
    }
