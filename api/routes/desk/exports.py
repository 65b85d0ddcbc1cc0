"""Reports for sheets and programs: CSV, GeoJSON, JSON; and moving one by a program."""

from __future__ import annotations

import csv
import io
from datetime import datetime
from typing import Annotated, Any

import orjson
from fastapi import APIRouter, Query, Response
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from api.dependencies import ContextOf, Language, ReadSession
from api.problems import ANSWERS
from api.routes.desk.inbox import DeskSession
from api.routes.workplace import HEADERS
from field_capture.desk import export as report_export
from field_capture.desk.export import COLUMNS, Page
from field_capture.reports import moves
from field_capture.reports.moves import Decision
from field_capture.reports.public_report import NUMBER, Filter
from field_capture.states.report import HIDDEN, State
from gis.errors import UnknownThing
from gis.exchange import sheet
from gis.session import CommuneSession
from gis.viewer import Action

router = APIRouter(prefix="/api/v1/{commune}", responses=ANSWERS, tags=["reports"])

Before = Annotated[
    AwareDatetime | Annotated[str, Field(pattern=NUMBER)] | None,
    Query(description="Only reports that came in before this moment, or before this report."),
]
Since = Annotated[
    AwareDatetime | None, Query(description="Only reports that came in at this moment or later.")
]
States = Annotated[
    str | None, Query(max_length=200, description="Only in these states, with commas between.")
]
_BOM = b"\xef\xbb\xbf"


def _page(
    session: CommuneSession,
    language: str,
    before: datetime | str | None,
    since: datetime | None,
    state: str | None,
) -> Page:
    known = {each.value: each for each in State if each not in HIDDEN}
    names = state.split(",") if state else []
    unknown = [each for each in names if each not in known]
    if unknown:
        raise UnknownThing("state", unknown[0][:40])
    states = frozenset(known[each] for each in names) if names else None
    wanted = Filter(states=states, start=since, before=before)
    return report_export.page(session, wanted, language)


def _next(found: Page) -> dict[str, str]:
    return {} if found.before is None else {"Netzkaart-Next-Before": found.before}


@router.get("/reports")
def as_json(
    session: ReadSession,
    language: Language,
    before: Before = None,
    since: Since = None,
    state: States = None,
) -> Response:
    """Return reports, the latest first, 1000 at most; `next_before` asks for older ones.

    Nothing personal is among it: descriptions are there once the town hall has released them.
    """
    found = _page(session, language, before, since, state)
    body = {"reports": found.rows, "next_before": found.before}
    return Response(orjson.dumps(body), media_type="application/json", headers=HEADERS)


@router.get("/reports.csv")
def as_csv(
    session: ReadSession,
    language: Language,
    before: Before = None,
    since: Since = None,
    state: States = None,
) -> Response:
    """Return reports as CSV: UTF-8, semicolons. No text of it is a formula to a spreadsheet."""
    found = _page(session, language, before, since, state)
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([_written(row[name]) for name in COLUMNS] for row in found.rows)
    body = _BOM + text.getvalue().encode("utf-8", "replace")
    name = f'attachment; filename="{session.commune.name}-reports.csv"'
    headers = {**HEADERS, **_next(found), "Content-Disposition": name}
    return Response(body, media_type="text/csv; charset=utf-8", headers=headers)


def _written(value: Any) -> Any:
    return sheet.neutral(value.replace("\0", "")) if isinstance(value, str) else value


@router.get("/reports.geojson")
def as_geojson(
    session: ReadSession,
    language: Language,
    before: Before = None,
    since: Since = None,
    state: States = None,
) -> Response:
    """Return reports as GeoJSON (RFC 7946, WGS84)."""
    found = _page(session, language, before, since, state)
    body = {"type": "FeatureCollection", "features": list(report_export.features(found.rows))}
    headers = {**HEADERS, **_next(found)}
    return Response(orjson.dumps(body), media_type="application/geo+json", headers=headers)


class MoveBody(BaseModel):
    """A move of a report."""

    model_config = ConfigDict(extra="forbid")

    to: State
    reason: str | None = Field(None, max_length=40)
    sentence: str | None = Field(None, max_length=1000)
    duplicate_of: str | None = Field(None, max_length=12)
    expected_at: AwareDatetime | None = None
    agency: str | None = Field(None, max_length=200)


@router.get("/reports/{number}")
def one_report(number: str, session: ReadSession, language: Language) -> Response:
    """Return one report."""
    found = report_export.page(session, Filter(numbers=[number]), language)
    if not found.rows:
        raise UnknownThing("service request", number[:40])
    return Response(orjson.dumps(found.rows[0]), media_type="application/json", headers=HEADERS)


@router.post("/reports/{number}/moves")
def move_report(
    number: str, body: MoveBody, session: DeskSession, context: ContextOf
) -> dict[str, str]:
    """Move a report, as the role of who asks may.

    Closing needs a reason and a public sentence; all that is missing is told at once.
    """
    session.viewer.must(Action.SEE_REPORTS)
    decision = Decision(
        target=body.to,
        reason=body.reason,
        sentence=body.sentence,
        duplicate_of=body.duplicate_of,
        expected_at=body.expected_at,
        agency=body.agency,
    )
    moved = moves.perform(session, number, decision, now=context.now())
    return {"number": number, "from": moved.before.value, "to": moved.after.value}
