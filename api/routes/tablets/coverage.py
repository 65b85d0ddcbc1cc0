"""What crews captured, and where they are while they share it: for planners."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from api.dependencies import ContextOf, Language, ReadSession
from api.pages import doors
from api.pages.assets.history import names_of
from api.pages.values import typed
from api.routes.workplace import page
from api.whereabouts import LONGEST, Here, Whereabouts
from field_capture import coverage
from gis.viewer import Action

router = APIRouter()

Days = Annotated[int, Query(ge=1, le=3660, description="So many last days.")]
_PERIODS = (7, 30, 365)


def _whereabouts(request: Request) -> Whereabouts:
    known: Whereabouts = request.app.state.whereabouts
    return known


class Told(BaseModel):
    """Where a crew is (WGS84), and for how many minutes that may be known: 0 forgets it."""

    model_config = ConfigDict(extra="forbid", allow_inf_nan=False)

    lon: float = Field(ge=-180, le=180)
    lat: float = Field(ge=-90, le=90)
    accuracy_m: float | None = Field(None, gt=0, le=100_000)
    minutes: int = Field(ge=0, le=LONGEST // timedelta(minutes=1))


@router.post("/api/v1/{commune}/sync/here", tags=["sync"])  # noqa: FAST003  the session takes the commune
def here(
    session: ReadSession, request: Request, context: ContextOf, wanted: Told
) -> dict[str, Any]:
    """Let planners see where one is, until the shift ends; it is kept in memory only."""
    session.viewer.must(Action.CAPTURE)
    now, name, actor = context.now(), session.commune.name, session.viewer.actor
    if wanted.minutes == 0:
        _whereabouts(request).stop(name, actor)
        return {"until": None}
    until = now + timedelta(minutes=wanted.minutes)
    found = Here(actor, wanted.lon, wanted.lat, wanted.accuracy_m, now, until)
    _whereabouts(request).tell(name, found)
    return {"until": until}


@router.get("/api/v1/{commune}/crews", tags=["tasks"])  # noqa: FAST003  the session takes the commune
def crews(session: ReadSession, request: Request, context: ContextOf) -> dict[str, Any]:
    """Return where those crews are that share it now."""
    session.viewer.must(Action.EDIT)
    found = _whereabouts(request).seen(session.commune.name, context.now())
    names = names_of(session, {each.actor for each in found})
    return {
        "crews": [
            {
                "name": names[each.actor],
                "lon": each.lon,
                "lat": each.lat,
                "accuracy_m": each.accuracy_m,
                "at": each.at,
                "until": each.until,
            }
            for each in found
        ]
    }


@router.get("/api/v1/{commune}/captures/coverage.geojson", tags=["captures"])  # noqa: FAST003  the session takes the commune
def as_geojson(session: ReadSession, context: ContextOf, days: Days = 30) -> dict[str, Any]:
    """Return the visits of the last days with their accuracy, the latest first."""
    return coverage.features(session, context.now(), days)


@router.get("/{commune}/captures", include_in_schema=False)  # noqa: FAST003  the session takes it
def captures_page(
    request: Request,
    session: ReadSession,
    context: ContextOf,
    language: Language,
    days: Days = 30,
) -> Response:
    """Show what was captured when and how accurately, by whom, and where crews are now."""
    session.viewer.must(Action.EDIT)
    now = context.now()
    people = coverage.people(session, now, days)
    there = _whereabouts(request).seen(session.commune.name, now)
    names = names_of(session, {each.name for each in people} | {each.actor for each in there})
    return page(
        request,
        "captures.html",
        language,
        commune=session.commune,
        workplace=doors.place(session.commune, session.viewer, doors.TASKS),
        periods=_PERIODS,
        days=days,
        classes=[
            typed(coverage.label(rank), language) for rank in range(len(coverage.CLASSES_M) + 1)
        ],
        found=coverage.days(session, now, days),
        layers=[
            (session.catalogue[each.name].label.to(language), each.count)
            for each in coverage.layers(session, now, days)
        ],
        people=[(names[each.name], each.count) for each in people],
        crews=[(names[each.actor], each) for each in there],
    )
