"""Captures of the crews: one GeoJSON Feature with a GNSS fix."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated, Any

import orjson
from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse

from api.dependencies import CaptureSession, ContextOf, Language
from field_capture.captures import capture
from gis.errors import Unreadable
from gis.sentences import phrase

router = APIRouter(tags=["captures"])


async def json_body(request: Request) -> Any:
    """Return the body as JSON.

    Raises
    ------
    Unreadable
        It is no JSON: NaN and Infinity are none either, whatever some programs write.
    """
    body = await request.body()
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise Unreadable(
            "JSON", phrase("json_at", line=error.lineno, column=error.colno)
        ) from error


@router.post("/api/v1/{commune}/captures", status_code=HTTPStatus.CREATED)
def post_capture(
    session: CaptureSession,
    context: ContextOf,
    language: Language,
    body: Annotated[Any, Depends(json_body)],
) -> JSONResponse:
    """Take in one capture.

    201: it became an asset. 202: it waits for review, `reasons` say why. 200: it had been
    received before; the answer is the first one's. An asset's geometry, properties and
    version are at `asset.href`.
    """
    captured = capture.receive(session, body, context.now())
    status = HTTPStatus.CREATED if captured.outcome == "asset" else HTTPStatus.ACCEPTED
    if captured.repeated:
        status = HTTPStatus.OK
    commune = session.commune.name
    asset = captured.asset and {
        "id": str(captured.asset),
        "layer": captured.layer,
        "href": f"/ogc/{commune}/collections/{captured.layer}/items/{captured.asset}",
    }
    answer = {
        "id": str(captured.id),
        "outcome": captured.outcome,
        "asset": asset,
        "ground_level_m": captured.ground_level_m,
        "reasons": [reason.to_json(language) for reason in captured.reasons],
    }
    headers = {"Location": asset["href"]} if asset else {}
    return JSONResponse(answer, status, headers=headers)
