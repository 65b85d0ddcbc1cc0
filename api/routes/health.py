"""Whether the process lives, and whether it can work."""

from __future__ import annotations

from http import HTTPStatus

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from sqlalchemy.exc import SQLAlchemyError

from api import migrations
from api.dependencies import ContextOf
from api.worker import Worker
from gis import communes

router = APIRouter(include_in_schema=False)


@router.get("/healthz")
def alive() -> Response:
    """Answer as long as the process lives."""
    return Response("ok", media_type="text/plain", headers={"Cache-Control": "no-store"})


@router.get("/readyz")
def ready(request: Request, context: ContextOf) -> JSONResponse:
    """Tell whether the database answers and no commune waits for a migration, and jobs are done."""
    try:
        with context.engine.connect() as connection:
            waiting = migrations.pending(connection)
            gone = communes.gone(connection)
    except SQLAlchemyError as error:
        state = {"database": "down", "why": type(error).__name__}
        return JSONResponse(state, HTTPStatus.SERVICE_UNAVAILABLE)
    if waiting:
        state = {"database": "up", "migrations": f"pending: {', '.join(waiting)}"}
        return JSONResponse(state, HTTPStatus.SERVICE_UNAVAILABLE)
    state = {"database": "up", "migrations": "current"}
    worker: Worker | None = getattr(request.app.state, "worker", None)
    if worker is not None:
        state["worker"] = "up" if worker.works else "down"
        if not worker.works:
            return JSONResponse(state, HTTPStatus.SERVICE_UNAVAILABLE)
    if gone:
        # The others are served: no reason to be taken out of service.
        state["missing"] = " ".join(issue.sentence.en for issue in gone)
    return JSONResponse(state)
