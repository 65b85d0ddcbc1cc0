"""JSON for programs and HTML for people, at the same address."""

from __future__ import annotations

from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse, JSONResponse, Response

from api.language import language_of, rest_of_query
from api.pages import doors
from api.pages.templating import render
from gis.errors import Invalid, Issue
from gis.session import CommuneSession

FORMATS = ("json", "html")
JSON = "application/json"
GEOJSON = "application/geo+json"


def wants_html(request: Request) -> bool:
    """Tell whether HTML is asked for, by ``f=`` or else by the Accept header.

    Raises
    ------
    Invalid
        ``f`` names a format that there is not.
    """
    asked = request.query_params.get("f")
    if asked is not None:
        if asked not in FORMATS:
            details = {"value": asked[:20], "list": "f", "hint": "→ " + ", ".join(FORMATS)}
            raise Invalid([Issue("unknown_code", "f", details=details)])
        return asked == "html"
    accepted = request.headers.get("accept", "")
    html, json = accepted.find("text/html"), accepted.find("json")
    return html >= 0 and (json < 0 or html < json)


def answer(
    request: Request, session: CommuneSession, template: str, document: dict[str, Any]
) -> Response:
    """Answer with the document itself, or as a page made of it."""
    if not wants_html(request):
        return JSONResponse(document, headers={"Vary": "Accept, Accept-Language"})
    return page(request, session, template, document=document)


def page(request: Request, session: CommuneSession, template: str, **values: Any) -> HTMLResponse:
    """Return a page of a template, in the reader's language."""
    html = render(
        template,
        language_of(request),
        request=request,
        kept_query=rest_of_query(request),
        commune=session.commune,
        workplace=doors.place(session.commune, session.viewer),
        **values,
    )
    return HTMLResponse(html, headers={"Vary": "Accept, Accept-Language"})


def base_of(request: Request, commune: str) -> str:
    """Return the address of a commune's landing page, without a slash at its end."""
    return f"{str(request.base_url).rstrip('/')}/ogc/{commune}"


def link(href: str, rel: str, media_type: str, title: str = "") -> dict[str, str]:
    """Return a link as the standard writes it."""
    found = {"href": href, "rel": rel, "type": media_type}
    return found | {"title": title} if title else found


def alternates(here: str, title: str = "") -> list[dict[str, str]]:
    """Return the links of a resource to itself, as JSON and as a page."""
    sign = "&" if "?" in here else "?"
    return [
        link(here, "self", JSON, title),
        link(f"{here}{sign}f=html", "alternate", "text/html", title),
    ]
