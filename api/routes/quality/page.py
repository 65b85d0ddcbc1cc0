"""The page about the quality of a commune's data."""

from __future__ import annotations

from datetime import datetime
from http import HTTPStatus
from typing import Annotated, Any
from urllib.parse import urlencode
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from api.bodies import Sent
from api.dependencies import ContextOf, Language, ReadSession
from api.language import rest_of_query
from api.pages import doors
from api.pages.assets.history import names_of
from api.pages.statistics.chart import chart
from api.pages.templating import local_date, render
from api.routes.quality.review import DO, ReviewSession, people_of
from api.routes.workplace import told_error
from field_capture import review
from gis import local_time
from gis.database import journal
from gis.errors import Invalid, Issue, Severity
from gis.quality import listing
from gis.quality.listing import Wanted, Which
from gis.session import CommuneSession
from gis.validation.engine import RULES
from gis.viewer import Action

router = APIRouter(include_in_schema=False)

_PAGE = 60
_DAYS = 90
_ACTIONS = {"reject": "waived", "assign": "assigned"}
_TOLD = frozenset(_ACTIONS.values())


@router.get("/{commune}/quality")  # noqa: FAST003  the session takes the commune
def quality(  # noqa: PLR0913  the parameters of the address
    request: Request,
    session: ReadSession,
    context: ContextOf,
    language: Language,
    rule: Annotated[str | None, Query(max_length=40)] = None,
    layer: Annotated[str | None, Query(max_length=40)] = None,
    after: UUID | None = None,
    told: Annotated[str, Query(max_length=20)] = "",
) -> HTMLResponse:
    """Show what the rules found, how it went over time, and where each issue is."""
    return _page(request, session, context.now(), language, rule, layer, after, told=told)


def _page(  # noqa: PLR0913  what a page shows
    request: Request,
    session: CommuneSession,
    now: datetime,
    language: str,
    rule: str | None,
    layer: str | None,
    after: UUID | None = None,
    *,
    told: str = "",
    wrong: tuple[str, str] | None = None,
    status: HTTPStatus = HTTPStatus.OK,
) -> HTMLResponse:
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
        "asked": wanted,
        "chosen": RULES[rule].title.to(language) if rule else None,
        "trend": trend,
        "severities": list(Severity),
        "next": None,
        "may_edit": session.viewer.may(Action.EDIT),
        "told": told if told in _TOLD else "",
        "wrong": wrong,
    }
    if len(issues) == _PAGE:
        following = request.url.include_query_params(after=str(issues[-1].id), lang=language)
        values["next"] = f"?{following.query}#list"
    if state is not None:
        values["chart"] = chart([[day.by_severity[each] for day in trend] for each in Severity])
        values["first_day"] = local_date(trend[0].day, language)
        values["last_day"] = local_date(trend[-1].day, language)
        at = local_time.local(state.at)
        values["checked_at"] = f"{local_date(at.date(), language)}, {at:%H:%M}"
        values["behind"] = journal.head(session).revision - state.revision
        values["not_checked"] = [
            (RULES[code].title.to(language), listing.why_not_checked(cell_m).to(language))
            for code, cell_m in state.not_checked.items()
        ]
    values["workplace"] = doors.place(session.commune, session.viewer, doors.QUALITY)
    if session.viewer.may(Action.EDIT):
        values |= _for_editors(session, [each.id for each in issues])
    html = render("quality.html", language, kept_query=rest_of_query(request), **values)
    headers = {"Cache-Control": "private, no-store", "Vary": "Accept-Language, Cookie"}
    return HTMLResponse(html, status, headers=headers)


def _for_editors(session: CommuneSession, issues: list[UUID]) -> dict[str, Any]:
    """Return who looks after which issue, and who could."""
    assigned = review.assigned(session, [("issue", each) for each in issues])
    names = names_of(session, set(assigned.values()))
    return {
        "people": people_of(session),
        "me": session.viewer.actor,
        "assigned": {each: names[actor] for (_, each), actor in assigned.items()},
    }


@router.post("/{commune}/quality")  # noqa: FAST003  the session takes the commune
def decide(
    request: Request,
    session: ReviewSession,
    context: ContextOf,
    language: Language,
    form: Sent,
) -> Response:
    """Waive an issue for a reason, until a day or for good, or let somebody look after it."""
    session.viewer.must(Action.EDIT)
    key, action = (form.get(name, [""])[0][:60] for name in ("item", "action"))
    rule, layer = (form.get(name, [""])[0] or None for name in ("rule", "layer"))
    if action not in _ACTIONS or not key.startswith("issue."):
        raise Invalid([Issue("review_nothing", "item")])
    try:
        with session.connection.begin_nested():
            DO[action](session, key, form, context.now())
    except Invalid as error:
        wrong = (key, told_error(error, language))
        return _page(
            request, session, context.now(), language, rule, layer,
            wrong=wrong, status=HTTPStatus.UNPROCESSABLE_ENTITY,
        )  # fmt: skip
    kept = {name: value for name, value in (("rule", rule), ("layer", layer)) if value}
    onward = urlencode({**kept, "told": _ACTIONS[action], "lang": language})
    address = f"/{session.commune.name}/quality?{onward}#list"
    return RedirectResponse(address, HTTPStatus.SEE_OTHER, headers={"Cache-Control": "no-store"})
