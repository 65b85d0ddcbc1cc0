"""Captures of the crews: one GeoJSON Feature with a GNSS fix."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from fastapi.responses import JSONResponse

from api.bodies import json_body
from api.dependencies import CaptureSession, ContextOf, Language
from field_capture.captures import capture

router = APIRouter(tags=["captures"])


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
