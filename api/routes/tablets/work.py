"""What tablets take along beside the network: tasks and work areas."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any
from uuid import UUID

import orjson
import shapely
from fastapi import APIRouter, Request, Response
from shapely.geometry.base import BaseGeometry

from api.caching import matches
from api.dependencies import ContextOf, Reader
from field_capture.sync.applying import geojson
from field_capture.tasks import areas, checklist, tasks
from field_capture.tasks.areas import Area, Size
from field_capture.tasks.tasks import Completion, Task
from gis import crs
from gis.errors import Invalid
from gis.geometry import from_geojson
from gis.session import CommuneSession

router = APIRouter(prefix="/api/v1/{commune}/sync", tags=["sync"])


def area(session: CommuneSession, told: str | None) -> BaseGeometry | None:
    """Return a work area in the home CRS, by its id or by its corners in degrees.

    Raises
    ------
    Invalid, UnknownThing
    """
    if told is None:
        return None
    if "," not in told:
        try:
            return areas.get(session, UUID(told)).geometry
        except ValueError:
            pass
    return box(session, told.split(","))


def box(session: CommuneSession, corners: list[Any]) -> BaseGeometry:
    """Return the rectangle between west, south, east and north (degrees), home CRS.

    Raises
    ------
    Invalid
    """
    try:
        west, south, east, north = (float(each) for each in corners)
    except (TypeError, ValueError):
        west, south, east, north = (float("nan"),) * 4
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    found, issues = from_geojson({"type": "Polygon", "coordinates": [ring]}, "area")
    if found is None:
        raise Invalid(issues)
    return crs.transform(found, session.commune.operation.to_home)


def mark(place: BaseGeometry | None) -> str:
    """Return what tells one area from another, and from itself before it was drawn anew."""
    return "all" if place is None else hashlib.sha256(shapely.to_wkb(place)).hexdigest()[:16]


@router.get("/tasks")
def listed(request: Request, reader: Reader, context: ContextOf) -> Response:
    """Return the open tasks of whoever asks, nobody's, and what was closed in the last week.

    They stand in the order of the route. A task is completed by an operation of kind
    ``complete``.
    """
    with reader() as session:
        found = tasks.for_tablet(session, context.now())
        told = tasks.completions(session, found)
        body = [task_json(session, each, told.get(each.id, ())) for each in found]
    return _tagged(request, {"netzkaart": "tasks", "tasks": body})


@router.get("/areas")
def work_areas(request: Request, reader: Reader) -> Response:
    """Return the work areas of whoever asks, with what a tablet would take along of each."""
    with reader() as session:
        found = areas.listed(session)
        sizes = areas.sizes(session, found)
        body = [area_json(session, each, sizes.get(each.id)) for each in found]
    return _tagged(request, {"netzkaart": "areas", "areas": body})


def _tagged(request: Request, told: dict[str, Any]) -> Response:
    document = orjson.dumps(told)
    headers = {
        "ETag": f'"{hashlib.sha256(document).hexdigest()[:32]}"',
        "Cache-Control": "private, no-cache",
        "Vary": "Authorization, Cookie",
    }
    if matches(request, headers["ETag"]):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    return Response(document, media_type="application/json", headers=headers)


def task_json(
    session: CommuneSession, found: Task, told: Sequence[Completion] = ()
) -> dict[str, Any]:
    """Return a task as programs and tablets read it."""
    return {
        "id": str(found.id),
        "version": found.version,
        "title": found.title,
        "text": found.text,
        "place": geojson(session, found.place),
        "layer": found.layer and found.layer.name,
        "asset": found.asset and str(found.asset),
        "due": found.due and found.due.isoformat(),
        "checklist": checklist.to_json(found.checklist),
        "photos": {"before": found.photos_before, "after": found.photos_after},
        "state": found.state.value,
        "assignee": found.assignee,
        "mine": found.assignee == session.viewer.actor,
        "area": found.area and str(found.area),
        "order": found.position,
        "source": found.source and {"kind": found.source[0], "id": str(found.source[1])},
        "made_at": found.made_at,
        "changed_at": found.changed_at,
        "closed_at": found.closed_at,
        "completions": [
            {
                "op_id": str(each.op_id),
                "answers": each.answers,
                "notes": each.notes,
                "mine": each.actor == session.viewer.actor,
                "at": each.at,
            }
            for each in told
        ],
    }


def area_json(session: CommuneSession, found: Area, size: Size | None) -> dict[str, Any]:
    """Return a work area as programs and tablets read it."""
    there = crs.transform(found.geometry, session.commune.operation.to_wgs84)
    told: dict[str, Any] = {
        "id": str(found.id),
        "name": found.name,
        "geometry": geojson(session, found.geometry),
        "bbox": [round(each, 7) for each in there.bounds],
        "assignee": found.assignee,
        "mine": found.assignee == session.viewer.actor,
        "checklist": checklist.to_json(found.checklist),
        "changed_at": found.at,
    }
    if size is not None:
        told |= {"assets": sum(size.assets.values()), "layers": size.assets, "bytes": size.bytes}
    return told
