"""The front page with its doors, and the demo's one-click roles."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from api.context import DEMO_ROLES
from api.dependencies import TOKEN_COOKIE, AccountOf, ContextOf, Language, ViewerOf
from api.language import COOKIE
from api.pages.templating import render
from api.pages.words import LANGUAGE_NAMES
from api.security import accounts
from gis import communes
from gis.errors import UnknownThing
from gis.viewer import Action, ViewerRole

router = APIRouter(include_in_schema=False)

_YEAR_S = 365 * 24 * 3600


@router.get("/")
def front(
    request: Request, context: ContextOf, viewer: ViewerOf, account: AccountOf, language: Language
) -> HTMLResponse:
    """Show the doors: communes with their maps and data; in the demo, the roles."""
    with context.engine.connect() as connection:
        known = communes.every(connection)
        administered = [
            each.name
            for each in known
            if account and accounts.viewer(connection, account, each.name).may(Action.ADMINISTER)
        ]
        importing = [
            each.name
            for each in known
            if viewer.may(Action.IMPORT)
            or (account and accounts.viewer(connection, account, each.name).may(Action.IMPORT))
        ]
    tokens = [(viewer.role.value, token) for token, viewer in context.demo_tokens.items()]
    html = render(
        "front.html",
        language,
        communes=known,
        account=account,
        administered=administered,
        importing=importing,
        demo=context.settings.demo,
        roles=[ViewerRole.ANYONE.value, *(role.value for role in DEMO_ROLES)],
        current=viewer.role.value,
        tokens=tokens,
        phone=context.settings.emergency_phone,
    )
    answer = HTMLResponse(html, headers={"Cache-Control": "no-store"})
    if request.query_params.get("lang") in LANGUAGE_NAMES:
        answer.set_cookie(COOKIE, language, max_age=_YEAR_S, samesite="lax")
    return answer


@router.post("/demo/role")
def choose_role(context: ContextOf, role: Annotated[str, Form(max_length=20)]) -> Response:
    """Become somebody else, in the demo only."""
    if not context.settings.demo:
        raise UnknownThing("page", "/demo/role")
    answer = RedirectResponse("/", HTTPStatus.SEE_OTHER)
    token = next((t for t, v in context.demo_tokens.items() if v.role.value == role), None)
    if token is None:
        answer.delete_cookie(TOKEN_COOKIE)
    else:
        # SameSite=strict: no other site's form can act in this role.
        answer.set_cookie(TOKEN_COOKIE, token, httponly=True, samesite="strict")
    return answer
