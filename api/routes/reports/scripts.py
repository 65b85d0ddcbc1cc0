"""The scripts that citizens' pages may use: proof of work, and reports without a network."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from fastapi import APIRouter, Response

from gis.errors import UnknownThing

router = APIRouter(prefix="/report/{commune}", include_in_schema=False)

_HERE = Path(__file__).parents[2] / "pages" / "report_app"
_FILES = ("work.js", "keep.js")


@lru_cache(maxsize=8)
def _script(name: str) -> str:
    if name not in _FILES:
        raise UnknownThing("file", name[:40])
    return (_HERE / name).read_text(encoding="utf-8")


@router.get("/app/{script}")
def script(script: str) -> Response:
    """Return a script: a worker lives at an address of its own."""
    return Response(
        _script(script), media_type="text/javascript", headers={"Cache-Control": "no-cache"}
    )


@router.get("/sw.js")
def service_worker() -> Response:
    """Return what keeps the form on the phone; it serves addresses below its own."""
    body = (_HERE / "sw.js").read_text(encoding="utf-8")
    return Response(body, media_type="text/javascript", headers={"Cache-Control": "no-cache"})
