"""What FastAPI itself could reach: the same SQL, or the same bytes, and nothing else.

Started by ``serving.py`` as ``uvicorn serving_floor:app`` with ``BENCH_FLOOR`` in its
environment: a JSON file with ``dsn``, ``statements`` and ``bytes``.
"""

from __future__ import annotations

import json
import os
import queue
from pathlib import Path
from typing import Any

import psycopg
from fastapi import FastAPI, Request, Response

_GIVEN = json.loads(Path(os.environ["BENCH_FLOOR"]).read_text(encoding="utf-8"))
_BYTES = {name: text.encode() for name, text in _GIVEN["bytes"].items()}
bare = FastAPI()
_idle: queue.LifoQueue[psycopg.Connection[Any]] = queue.LifoQueue()
for _ in range(8):
    _idle.put(psycopg.connect(_GIVEN["dsn"], autocommit=True, prepare_threshold=0))


@bare.get("/sql/{name}")
def by_sql(name: str, request: Request) -> Response:
    """Run a statement with the numbers of the query string, answer with its first column."""
    parameters: dict[str, Any] = {**_GIVEN["parameters"][name]}
    for key, value in request.query_params.items():
        parameters[key] = value if key == "asset" else float(value)
    connection = _idle.get()
    try:
        row = connection.execute(_GIVEN["statements"][name], parameters).fetchone()
    finally:
        _idle.put(connection)
    return Response(row[0] if row else "", media_type="application/geo+json")


async def app(scope: Any, receive: Any, send: Any) -> None:
    """Answer ``/bytes/...`` at once, as a static file; the rest is FastAPI's."""
    if scope["type"] != "http" or not scope["path"].startswith("/bytes/"):
        await bare(scope, receive, send)
        return
    body = _BYTES[scope["path"].removeprefix("/bytes/")]
    headers = [
        (b"content-type", b"application/geo+json"),
        (b"content-length", str(len(body)).encode()),
    ]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})
