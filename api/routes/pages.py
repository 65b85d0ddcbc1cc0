"""The front page with its doors, and the demo's one-click roles."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from api.dependencies import TOKEN_COOKIE, AccountOf, ContextOf, Language, ViewerOf
from api.language import COOKIE
from api.pages import doors
from api.pages.templating import render
from api.pages.words import LANGUAGE_NAMES
from api.security import accounts
from gis import communes
from gis.errors import UnknownThing

router = APIRouter(include_in_schema=False)

_YEAR_S = 365 * 24 * 3600


@router.get("/")
def front(
    request: Request, context: ContextOf, viewer: ViewerOf, account: AccountOf, language: Language
) -> HTMLResponse:
    """Show the doors: communes with their maps and data; in the demo, the roles."""
    with context.engine.connect() as connection:
        known = communes.every(connection)
        here = [
            (each, viewer if account is None else accounts.viewer(connection, account, each.name))
            for each in known
        ]
    places = [
        (commune, [door for door in doors.DOORS if door.open_to(who)]) for commune, who in here
    ]
    tokens = [(viewer.role.value, token) for token, viewer in context.demo_tokens.items()]
    html = render(
        "front.html",
        language,
        places=places,
        account=account,
        demo=context.settings.demo,
        visitors=doors.VISITORS,
        current=viewer.role.value,
        tokens=tokens,
        phone=context.settings.emergency_phone,
    )
    answer = HTMLResponse(html, headers={"Cache-Control": "no-store"})
    if request.query_params.get("lang") in LANGUAGE_NAMES:
        answer.set_cookie(COOKIE, language, max_age=_YEAR_S, samesite="lax")
    return answer


@router.post("/demo/role")
def choose_role(
    context: ContextOf,
    language: Language,
    role: Annotated[str, Form(max_length=20)],
    door: Annotated[str | None, Form(max_length=20)] = None,
) -> Response:
    """Become somebody else, in the demo only, and go through a door of its first commune."""
    if not context.settings.demo:
        raise UnknownThing("page", "/demo/role")
    chosen = next((each for each in doors.DOORS if each.name == door), None)
    with context.engine.connect() as connection:
        first = next(iter(communes.every(connection)), None)
    onward = chosen.href(first.name, language) if chosen and first else "/"
    answer = RedirectResponse(onward, HTTPStatus.SEE_OTHER)
    token = next((t for t, v in context.demo_tokens.items() if v.role.value == role), None)
    if token is None:
        answer.delete_cookie(TOKEN_COOKIE)
    else:
        # SameSite=strict: no other site's form can act in this role.
        answer.set_cookie(TOKEN_COOKIE, token, httponly=True, samesite="strict")
    return answer
