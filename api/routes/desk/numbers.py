"""Numbers about reports: how long they take, by category, month and street."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Request, Response

from api.dependencies import ContextOf, Language, ReadSession
from api.pages import doors
from api.pages.statistics import bars, reports, table
from api.problems import ANSWERS
from api.routes.workplace import HEADERS, page
from gis.viewer import Action

router = APIRouter(responses=ANSWERS, tags=["statistics"])


@router.get("/{commune}/reports/numbers", include_in_schema=False)  # noqa: FAST003  the session takes it
def numbers(
    request: Request, session: ReadSession, context: ContextOf, language: Language
) -> Response:
    """Show how long reports took in the last year."""
    session.viewer.must(Action.SEE_REPORTS)
    now = context.now()
    found = [reports.named(session, name, language, now) for name in reports.NAMES]
    return page(
        request,
        "desk_numbers.html",
        language,
        commune=session.commune,
        workplace=doors.place(session.commune, session.viewer, doors.DESK),
        charts=[bars.bars(each, language) for each in found if each.rows],
        revision=None,
    )


@router.get("/api/v1/{commune}/reports/statistics/{statistic}.csv")  # noqa: FAST003  the session takes the commune
def as_csv(
    session: ReadSession,
    context: ContextOf,
    language: Language,
    statistic: Annotated[
        str, Path(max_length=40, description=f"One of {', '.join(reports.NAMES)}.")
    ],
) -> Response:
    """Return how long reports of the last 12 months took, as CSV: hours, UTF-8, semicolons.

    `p90` is what nine in ten did not exceed.
    """
    session.viewer.must(Action.SEE_REPORTS)
    found = reports.named(session, statistic, language, context.now())
    name = f"{session.commune.name}-{statistic}.csv"
    headers = {**HEADERS, "Content-Disposition": f'attachment; filename="{name}"'}
    body = table.to_csv(found, language)
    return Response(body, media_type="text/csv; charset=utf-8", headers=headers)
