"""The dashboard of a commune, and the numbers behind it for sheets and programs."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from http import HTTPStatus
from typing import Annotated

import orjson
from fastapi import APIRouter, Depends, Path, Query, Request, Response
from fastapi.responses import HTMLResponse

from api import service_lives
from api.caching import matches
from api.context import Context
from api.dependencies import ContextOf, Language, ViewerOf
from api.ogc.parameters import known_by, only
from api.pages import doors
from api.pages.statistics import dashboard, offered, table
from api.pages.statistics.makeup import Asked
from api.pages.statistics.table import Statistic
from api.pages.templating import render
from api.problems import ANSWERS
from gis import local_time
from gis.database import journal
from gis.errors import Unauthenticated
from gis.session import CommuneSession, open_session
from gis.tiles import TileCache
from gis.viewer import Viewer, ViewerRole

router = APIRouter(responses=ANSWERS, tags=["statistics"])

Name = Annotated[str, Path(max_length=40, description=f"One of {', '.join(offered.NAMES)}.")]
Revision = Annotated[
    int | None,
    Query(ge=0, le=2**63 - 1, description="As the commune was then; not of everything."),
]
_VARY = "Accept-Language, Authorization, Cookie"
_KEPT_BYTES = 16_000_000


@router.get("/{commune}/dashboard", include_in_schema=False)
def page(  # noqa: PLR0913  the parameters of the address
    commune: str,
    request: Request,
    context: ContextOf,
    viewer: ViewerOf,
    language: Language,
    layer: Annotated[str | None, Query(max_length=40)] = None,
    day: Annotated[str | None, Query(max_length=10)] = None,
) -> Response:
    """Show what the commune has, how old it is, how well it is known and what is due."""
    with _snapshot(context, viewer, commune) as session:
        chosen = session.layer(layer) if layer else None
        today = local_time.day(context.now())
        past = _past(day, today)
        revision = _at_end_of(session, past) if past else None
        asked = offered.ask(
            session, _cache(request), language, context.now(), as_of=revision, day=past
        )
        lives = service_lives.of_commune(context.settings.service_lives, commune)
        html = render(
            "dashboard.html",
            language,
            commune=session.commune,
            workplace=doors.place(session.commune, viewer, doors.DASHBOARD),
            revision=revision,
            past=past,
            today=today,
            own_lives=service_lives.changed(context.settings.service_lives, commune),
            may_import=doors.IMPORT.open_to(viewer),
            import_door=doors.IMPORT,
            **dashboard.content(asked, chosen, lives, past=past is not None),
        )
    return _answer(request, HTMLResponse(html))


@router.get(
    "/api/v1/{commune}/statistics/{statistic}.csv", dependencies=[Depends(only("revision"))]
)
def as_csv(  # noqa: PLR0913  who asks for what
    commune: str,
    statistic: Name,
    request: Request,
    context: ContextOf,
    viewer: ViewerOf,
    language: Language,
    revision: Revision = None,
) -> Response:
    """Return a statistic as CSV: UTF-8, semicolons, labels in the language asked for.

    Lengths are in km, areas in ha, in the plane of the commune's system. No text of it is a
    formula to a spreadsheet.
    """
    with _snapshot(context, viewer, commune) as session:
        found = _named(request, session, statistic, language, revision)
        body = table.to_csv(found, language)
    answer = Response(body, media_type="text/csv; charset=utf-8")
    name = f"{commune}-{statistic}.csv"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return _answer(request, answer)


@router.get(
    "/api/v1/{commune}/statistics/{statistic}.json", dependencies=[Depends(only("revision"))]
)
def as_json(  # noqa: PLR0913  who asks for what
    commune: str,
    statistic: Name,
    request: Request,
    context: ContextOf,
    viewer: ViewerOf,
    language: Language,
    revision: Revision = None,
) -> Response:
    """Return a statistic as JSON: the same rows and numbers as its CSV and its chart.

    What concerns a layer or a field that one may not see is neither shown nor counted.
    """
    with _snapshot(context, viewer, commune) as session:
        found = _named(request, session, statistic, language, revision)
        told = {"cursor": str(journal.head(session)), "revision": revision}
        body = orjson.dumps(table.to_json(found, language) | told)
    return _answer(request, Response(body, media_type="application/json"))


@contextmanager
def _snapshot(context: Context, viewer: Viewer, commune: str) -> Iterator[CommuneSession]:
    """Open one state of the commune: what is counted one after the other fits together."""
    if viewer.role is ViewerRole.ANYONE:
        raise Unauthenticated
    with open_session(
        context.engine, context.catalogue, commune, viewer, source="read", snapshot=True
    ) as session:
        yield session


def _named(
    request: Request, session: CommuneSession, name: str, language: str, revision: int | None
) -> Statistic:
    context: Context = request.app.state.context
    known_by(journal.head(session), revision)
    asked: Asked = offered.ask(session, _cache(request), language, context.now(), as_of=revision)
    lives = service_lives.of_commune(context.settings.service_lives, session.commune.name)
    return offered.named(asked, name, lives, past=revision is not None)


def _past(day: str | None, today: date) -> date | None:
    """Return a day gone by; what is none is today, as an empty field of a form."""
    try:
        found = date.fromisoformat(day) if day else None
    except ValueError:
        return None
    return found if found and found < today else None


def _at_end_of(session: CommuneSession, day: date) -> int:
    """Return the last revision of a day or, where nothing happened on it, before it."""
    return max((each.revision for each in journal.days(session) if each.day <= day), default=0)


def _cache(request: Request) -> TileCache:
    """Return what this application keeps, made when first asked for."""
    state = request.app.state
    if not hasattr(state, "statistics"):
        state.statistics = TileCache(_KEPT_BYTES)
    kept: TileCache = state.statistics
    return kept


def _answer(request: Request, answer: Response) -> Response:
    """Answer with nothing to whoever holds the same; issues change without a revision."""
    etag = f'"{hashlib.sha256(bytes(answer.body)).hexdigest()[:32]}"'
    headers = {"ETag": etag, "Cache-Control": "private, no-cache", "Vary": _VARY}
    if matches(request, etag):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    answer.headers.update(headers)
    return answer
