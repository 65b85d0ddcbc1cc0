"""What a map asks before it shows things another way: classes of a field, days of the past."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import JSONResponse

from api.caching import etag_for, matches
from api.dependencies import Language, ReadSession
from api.ogc.parameters import known_by, only
from api.problems import ANSWERS
from gis import classes, map_view
from gis.classes import Class, Classes
from gis.database import journal
from gis.errors import Unauthenticated
from gis.maps import palette
from gis.viewer import ViewerRole
from layers.spec import Field

router = APIRouter(prefix="/api/v1/{commune}", tags=["Map"], responses=ANSWERS)

_VARY = "Accept-Language, Authorization, Cookie"


@router.get("/classes/{layer}/{field}", dependencies=[Depends(only("revision"))])
def get_classes(  # noqa: PLR0913  who asks for what
    layer: str,
    field: str,
    request: Request,
    session: ReadSession,
    language: Language,
    revision: Annotated[int | None, Query(ge=0, le=2**63 - 1)] = None,
) -> Response:
    """Return the classes by which a map colours a layer by a field, with their colours.

    ``values`` are told one by one, ranges go from ``from`` to below ``to``, the last one to its
    ``to`` included. Years stand for dates. ``colours`` are for a light and for a dark map.
    """
    asked = [(map_view.COLOUR, f"{session.layer(layer).name}.{field}")]
    view = map_view.read(session.catalogue, session.viewer, asked)
    head = journal.head(session)
    known_by(head, revision)
    etag = etag_for(session, head, f"classes-{language}")
    headers = {"ETag": etag, "Cache-Control": "private, no-cache", "Vary": _VARY}
    if matches(request, etag):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    if view.colour is None:
        raise AssertionError(view)
    found = classes.of_field(session, *view.colour, as_of=revision)
    return JSONResponse(to_json(found, language), headers=headers)


def to_json(found: Classes, language: str) -> dict[str, Any]:
    """Return classes as they stand in answers, each with its colours."""
    field = found.field
    pairs = palette.of_classes(found)
    return {
        "field": field.name,
        "label": field.label.to(language),
        "unit": field.unit,
        "year": classes.is_year(field),
        "ordered": found.ordered,
        "classes": [
            _class(field, each, language) | {"colours": pair}
            for each, pair in zip(found.classes, pairs, strict=True)
        ],
        "others": {"count": found.others, "colours": palette.OTHERS},
        "empty": {"count": found.empty, "colours": palette.quiet_pair()},
    }


def _class(field: Field, each: Class, language: str) -> dict[str, Any]:
    if not each.values:
        return {"count": each.count, "from": each.low, "to": each.high}
    told: dict[str, Any] = {"count": each.count, "values": list(each.values)}
    if field.codes is not None and each.values[0] in field.codes.values:
        told["label"] = field.codes[each.values[0]].label.to(language)
    return told


@router.get("/days", dependencies=[Depends(only())])
def get_days(request: Request, session: ReadSession) -> Response:
    """Return the days on which something happened: the last revision of each, and how much."""
    if session.viewer.role is ViewerRole.ANYONE:
        raise Unauthenticated
    etag = etag_for(session, journal.head(session), "days")
    headers = {"ETag": etag, "Cache-Control": "private, no-cache", "Vary": _VARY}
    if matches(request, etag):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    days = [
        {"day": each.day.isoformat(), "revision": each.revision, "changes": each.changes}
        for each in journal.days(session)
    ]
    return JSONResponse({"days": days}, headers=headers)
