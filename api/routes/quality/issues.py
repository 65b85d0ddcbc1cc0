"""What the rules found in a commune, and letting some of it stay."""

from __future__ import annotations

from datetime import datetime
from http import HTTPStatus
from typing import Annotated, Any
from uuid import UUID

import orjson
from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from api.dependencies import ContextOf, Language, ReadSession, session_for
from api.ogc.parameters import read_box
from gis.errors import Severity
from gis.quality import listing
from gis.quality.listing import Listed, Wanted, Which
from gis.session import CommuneSession

router = APIRouter(prefix="/api/v1/{commune}", tags=["quality"])

WaiveSession = Annotated[CommuneSession, Depends(session_for("waive"), scope="function")]
_DECIMALS = 7  # of a degree: a centimetre


@router.get("/issues")
def issues(  # noqa: PLR0913  the parameters of the address
    request: Request,
    session: ReadSession,
    context: ContextOf,
    language: Language,
    rule: Annotated[str | None, Query(max_length=40)] = None,
    severity: Severity | None = None,
    layer: Annotated[str | None, Query(max_length=40)] = None,
    bbox: Annotated[
        str | None, Query(max_length=200, description="Degrees, longitude first.")
    ] = None,
    state: Annotated[Which, Query(description="Waived ones are not open.")] = Which.OPEN,
    after: Annotated[UUID | None, Query(description="As in an earlier answer's `next`.")] = None,
    limit: Annotated[int, Query(ge=1, le=1000)] = 100,
) -> Response:
    """Return the issues that are still there as GeoJSON, the first seen first.

    What concerns a layer or a field that one may not see is neither shown nor counted.
    """
    wanted = Wanted(
        rule,
        severity,
        session.layer(layer) if layer else None,
        read_box(bbox) if bbox else None,
        state,
    )
    now = context.now()
    found = listing.listed(session, wanted, now, after=after, limit=limit)
    checked = listing.state(session)
    links = [{"rel": "self", "type": "application/geo+json", "href": str(request.url)}]
    if len(found) == limit:
        href = str(request.url.include_query_params(after=str(found[-1].id)))
        links.append({"rel": "next", "type": "application/geo+json", "href": href})
    body = {
        "type": "FeatureCollection",
        "numberMatched": sum(
            _counts(each.open, each.waived, state) for each in listing.counted(session, wanted, now)
        ),
        "numberReturned": len(found),
        "checked": checked
        and {
            "revision": checked.revision,
            "at": checked.at,
            "not_checked": {
                code: listing.why_not_checked(cell_m).to(language)
                for code, cell_m in checked.not_checked.items()
            },
        },
        "features": [to_feature(each, language) for each in found],
        "links": links,
    }
    headers = {"Cache-Control": "private, no-store", "Vary": "Accept-Language, Cookie"}
    return Response(orjson.dumps(body), media_type="application/geo+json", headers=headers)


def _counts(open_: int, waived: int, state: Which) -> int:
    return {Which.OPEN: open_, Which.WAIVED: waived, Which.ALL: open_ + waived}[state]


class Waive(BaseModel):
    """Why an issue may stay, and until when; without an end it may stay for good."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    reason: str = Field(min_length=1, max_length=500, pattern=r"^[^\x00]*$")
    expires_at: AwareDatetime | None = None


@router.post("/issues/{issue}/waive", status_code=HTTPStatus.CREATED)
def waive(
    issue: UUID, session: WaiveSession, context: ContextOf, language: Language, wanted: Waive
) -> dict[str, Any]:
    """Let an issue stay. The same rule for the same asset is silent until the waiver expires."""
    found = listing.waive(session, issue, wanted.reason, context.now(), wanted.expires_at)
    return to_feature(found, language)


def to_feature(found: Listed, language: str) -> dict[str, Any]:
    """Return an issue as a GeoJSON feature with its sentence."""
    waiver = found.waiver
    return {
        "type": "Feature",
        "id": str(found.id),
        "geometry": {
            "type": "Point",
            "coordinates": [round(found.lon, _DECIMALS), round(found.lat, _DECIMALS)],
        },
        "properties": {
            "rule": found.rule.code,
            "title": found.rule.title.to(language),
            "severity": found.rule.severity.value,
            "source": found.rule.source,
            "layer": found.layer.name,
            "asset": str(found.asset),
            "code": found.details["asset"],
            "other_layer": found.other_layer,
            "other": found.other and str(found.other),
            "message": found.sentence.to(language),
            "values": {n: v for n, v in found.details.items() if n not in {"asset", "other"}},
            "first_revision": found.first_revision,
            "first_at": _time(found.first_at),
            "waiver": waiver
            and {
                "reason": waiver.reason,
                "actor": waiver.actor,
                "at": _time(waiver.at),
                "expires_at": waiver.expires_at and _time(waiver.expires_at),
            },
        },
    }


def _time(value: datetime) -> str:
    return value.isoformat().replace("+00:00", "Z")
