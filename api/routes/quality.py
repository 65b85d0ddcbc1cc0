"""The page about the quality of a commune's data."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from api.dependencies import ContextOf, Language, ReadSession
from api.pages import doors
from api.pages.chart import chart
from api.pages.templating import local_date, render
from gis.database import journal
from gis.errors import Severity
from gis.quality import listing
from gis.quality.listing import SCREEN_TIME, Wanted, Which
from gis.validation.engine import RULES

router = APIRouter(include_in_schema=False)

_PAGE = 60
_DAYS = 90


@router.get("/{commune}/quality")  # noqa: FAST003  the session takes the commune
def quality(  # noqa: PLR0913  the parameters of the address
    request: Request,
    session: ReadSession,
    context: ContextOf,
    language: Language,
    rule: Annotated[str | None, Query(max_length=40)] = None,
    layer: Annotated[str | None, Query(max_length=40)] = None,
    after: UUID | None = None,
) -> HTMLResponse:
    """Show what the rules found, how it went over time, and where each issue is."""
    now = context.now()
    chosen = session.layer(layer) if layer else None
    wanted = Wanted(rule=rule, layer=chosen)
    issues = listing.listed(session, wanted, now, after=after, limit=_PAGE)
    state = listing.state(session)
    trend = listing.trend(session, now, _DAYS)
    values: dict[str, Any] = {
        "commune": session.commune,
        "state": state,
        "counts": listing.counted(session, Wanted(which=Which.ALL), now),
        "issues": issues,
        "chosen": RULES[rule].title.to(language) if rule else None,
        "trend": trend,
        "severities": list(Severity),
        "next": None,
    }
    if len(issues) == _PAGE:
        following = request.url.include_query_params(after=str(issues[-1].id), lang=language)
        values["next"] = f"?{following.query}#list"
    if state is not None:
        values["chart"] = chart([[day.by_severity[each] for day in trend] for each in Severity])
        values["first_day"] = local_date(trend[0].day, language)
        values["last_day"] = local_date(trend[-1].day, language)
        at = state.at.astimezone(SCREEN_TIME)
        values["checked_at"] = f"{local_date(at.date(), language)}, {at:%H:%M}"
        values["behind"] = journal.head(session).revision - state.revision
        values["not_checked"] = [
            (RULES[code].title.to(language), listing.why_not_checked(cell_m).to(language))
            for code, cell_m in state.not_checked.items()
        ]
    values["workplace"] = doors.place(session.commune, session.viewer, doors.QUALITY)
    html = render("quality.html", language, **values)
    headers = {"Cache-Control": "private, no-store", "Vary": "Accept-Language, Cookie"}
    return HTMLResponse(html, headers=headers)
