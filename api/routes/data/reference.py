"""The API's reference as a page of our own: no script, no third party."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from api.dependencies import Language
from api.pages.templating import render

router = APIRouter(include_in_schema=False)

_METHODS = ("get", "post", "put", "patch", "delete")


@router.get("/api/")
def reference(request: Request, language: Language) -> HTMLResponse:
    """List every address with its parameters and answers, from the OpenAPI description."""
    description = request.app.openapi()
    groups: dict[str, list[dict[str, Any]]] = {}
    for path, methods in description["paths"].items():
        for method, operation in methods.items():
            if method in _METHODS:
                tag = (operation.get("tags") or ["other"])[0]
                entry = {"method": method.upper(), "path": path, **operation}
                groups.setdefault(tag, []).append(entry)
    html = render(
        "reference.html", language, groups=sorted(groups.items()), info=description["info"]
    )
    return HTMLResponse(html)
