"""What a request carries: JSON, or the texts of a form."""

from __future__ import annotations

from typing import Annotated, Any

import orjson
from fastapi import Depends, Request

from gis.errors import Unreadable
from gis.sentences import phrase


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


async def _form(request: Request) -> dict[str, list[str]]:
    """Return all texts of a form; files have no business here."""
    form = await request.form(max_files=0)
    found: dict[str, list[str]] = {}
    for name, value in form.multi_items():
        if isinstance(value, str):
            found.setdefault(name, []).append(value)
    return found


Sent = Annotated[dict[str, list[str]], Depends(_form)]
