"""Who may do what in a commune: its people, tablets and machines, for its administrators."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from http import HTTPStatus
from typing import Annotated
from uuid import UUID

import segno
from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import Connection

from api import feedback
from api.context import Context
from api.dependencies import ContextOf, ViewerOf
from api.language import language_of
from api.pages import doors
from api.pages.templating import render
from api.pages.words.reports import REPORT_WORDS
from api.problems import status_of
from api.routes.people.accounts import site_of
from api.security import accounts, audit, links, sessions, tokens
from api.security.audit import Event
from gis import communes
from gis.communes import Commune
from gis.errors import NetzkaartError, UnknownThing
from gis.viewer import Action, Viewer, ViewerRole

router = APIRouter()

_PRIVATE = {"Cache-Control": "no-store"}
_TOKEN_DAYS = 365

Name = Annotated[str, Form(min_length=1, max_length=120)]
RoleField = Annotated[ViewerRole, Form()]


@contextmanager
def _administering(
    context: Context, viewer: Viewer, commune: str
) -> Iterator[tuple[Connection, Commune]]:
    with context.engine.begin() as connection:
        found = communes.find(connection, commune)
        viewer.must(Action.ADMINISTER)
        yield connection, found


def _page(  # noqa: PLR0913  what a page shows once
    request: Request,
    context: Context,
    viewer: Viewer,
    commune: str,
    *,
    link: str | None = None,
    tablet: str | None = None,
    token: str | None = None,
    error: NetzkaartError | None = None,
) -> HTMLResponse:
    language = language_of(request)
    with _administering(context, viewer, commune) as (connection, found):
        html = render(
            "people.html",
            language,
            commune=found,
            workplace=doors.place(found, viewer, doors.PEOPLE),
            members=accounts.members(connection, commune),
            roles=accounts.MEMBER_ROLES,
            tokens=tokens.every(connection, commune, context.now()),
            events=audit.recent(connection, commune, context.now()),
            messages=feedback.count(connection, commune, context.now()),
            reports_title=REPORT_WORDS["report_list"].to(language),
            labels_title=REPORT_WORDS["report_labels"].to(language),
            link=link,
            token=token,
            tablet=tablet,
            picture=segno.make(tablet, error="m").svg_inline(scale=6) if tablet else None,
            error=error.sentence.to(language) if error else None,
        )
    status = status_of(error) if error else HTTPStatus.OK
    return HTMLResponse(html, status, headers=_PRIVATE)


def _back(commune: str) -> Response:
    return RedirectResponse(f"/{commune}/people", HTTPStatus.SEE_OTHER, headers=_PRIVATE)


@router.get("/{commune}/people", include_in_schema=False)
def people(commune: str, request: Request, context: ContextOf, viewer: ViewerOf) -> Response:
    """Show who may do what."""
    return _page(request, context, viewer, commune)


@router.post("/{commune}/people", include_in_schema=False)
def invite(  # noqa: PLR0913  the form's fields
    commune: str,
    request: Request,
    context: ContextOf,
    viewer: ViewerOf,
    login: Name,
    name: Name,
    role: RoleField,
) -> Response:
    """Invite a person, new or known in another commune; show the link once."""
    now = context.now()
    link = None
    try:
        with _administering(context, viewer, commune) as (connection, _):
            known = accounts.by_login(connection, login)
            account = known or accounts.create(connection, login, name)
            accounts.join(connection, account, commune, _of_people(role))
            if known is None:
                link = _link(request, context, links.invite(connection, account, now))
            audit.record(
                connection,
                Event.INVITED,
                now,
                actor=viewer.actor,
                commune=commune,
                subject=account.actor,
            )
    except NetzkaartError as error:
        return _page(request, context, viewer, commune, error=error)
    return _page(request, context, viewer, commune, link=link)


def _of_people(role: ViewerRole) -> ViewerRole:
    if role not in accounts.MEMBER_ROLES:
        raise UnknownThing("role", role.value)
    return role


def _link(request: Request, context: Context, code: str) -> str:
    return f"{site_of(request, context).origin}/account/welcome#{code}"


@router.post("/{commune}/people/{account}/role", include_in_schema=False)
def change_role(  # noqa: PLR0913  the form's fields
    commune: str,
    account: UUID,
    request: Request,
    context: ContextOf,
    viewer: ViewerOf,
    role: RoleField,
) -> Response:
    """Give a person another role."""
    try:
        with _administering(context, viewer, commune) as (connection, _):
            found = accounts.member(connection, commune, account)
            accounts.join(connection, found.account, commune, _of_people(role))
            audit.record(
                connection,
                Event.ROLE_CHANGED,
                context.now(),
                actor=viewer.actor,
                commune=commune,
                subject=found.account.actor,
            )
    except NetzkaartError as error:
        return _page(request, context, viewer, commune, error=error)
    return _back(commune)


@router.post("/{commune}/people/{account}/remove", include_in_schema=False)
def remove(
    commune: str, account: UUID, request: Request, context: ContextOf, viewer: ViewerOf
) -> Response:
    """Take a person's role away; who has none anywhere can sign in no more."""
    now = context.now()
    try:
        with _administering(context, viewer, commune) as (connection, _):
            found = accounts.member(connection, commune, account).account
            accounts.leave(connection, found, commune)
            if not found.everywhere and not accounts.roles(connection, found):
                accounts.disable(connection, found, now)
            audit.record(
                connection,
                Event.REMOVED,
                now,
                actor=viewer.actor,
                commune=commune,
                subject=found.actor,
            )
    except NetzkaartError as error:
        return _page(request, context, viewer, commune, error=error)
    return _back(commune)


@router.post("/{commune}/people/{account}/link", include_in_schema=False)
def new_link(
    commune: str, account: UUID, request: Request, context: ContextOf, viewer: ViewerOf
) -> Response:
    """Make a link by which a person chooses anew how to sign in, and end their sessions.

    Only for people of this commune alone: an administrator must not come into another one's.
    """
    with _administering(context, viewer, commune) as (connection, _):
        found = accounts.member(connection, commune, account).account
        elsewhere = found.everywhere or set(accounts.roles(connection, found)) != {commune}
        if elsewhere and not accounts.looks_after_all(connection, viewer.actor):
            raise UnknownThing("account", str(account))
        link = _link(request, context, links.invite(connection, found, context.now()))
        sessions.end_others(connection, found, None)
        audit.record(
            connection,
            Event.INVITED,
            context.now(),
            actor=viewer.actor,
            commune=commune,
            subject=found.actor,
        )
    return _page(request, context, viewer, commune, link=link)


# --- Tablets and machines ------------------------------------------------------------------------


@router.post("/{commune}/people/tokens", include_in_schema=False)
def issue_token(
    commune: str, request: Request, context: ContextOf, viewer: ViewerOf, label: Name
) -> Response:
    """Make a machine's token; it is shown once."""
    now = context.now()
    with _administering(context, viewer, commune) as (connection, _):
        token = tokens.issue(
            connection,
            commune=commune,
            role=ViewerRole.MACHINE,
            label=label,
            expires_at=now + timedelta(days=_TOKEN_DAYS),
        )
        audit.record(
            connection,
            Event.TOKEN_ISSUED,
            now,
            actor=viewer.actor,
            commune=commune,
            subject=label,
        )
    return _page(request, context, viewer, commune, token=token)


@router.post("/{commune}/people/tokens/{actor}/revoke", include_in_schema=False)
def revoke_token(
    commune: str, actor: str, request: Request, context: ContextOf, viewer: ViewerOf
) -> Response:
    """Make a tablet's or a machine's token worthless at once."""
    del request
    now = context.now()
    with _administering(context, viewer, commune) as (connection, _):
        if not tokens.revoke_of(connection, commune, actor, now):
            raise UnknownThing("token", actor[:60])
        audit.record(
            connection,
            Event.TOKEN_REVOKED,
            now,
            actor=viewer.actor,
            commune=commune,
            subject=actor,
        )
    return _back(commune)


@router.post("/{commune}/people/tablets", include_in_schema=False)
def enrol_tablet(
    commune: str, request: Request, context: ContextOf, viewer: ViewerOf, label: Name
) -> Response:
    """Show the QR code that makes a tablet the commune's own."""
    with _administering(context, viewer, commune) as (connection, _):
        code = links.enrol(connection, commune, label, context.now())
    address = f"{site_of(request, context).origin}/field/#{commune}/{code}"
    return _page(request, context, viewer, commune, tablet=address)


class Enrolment(BaseModel):
    """What a tablet that was shown a QR code sends."""

    model_config = ConfigDict(extra="forbid")

    code: str = Field(max_length=100, description="From the QR code, behind the last slash.")


class Enrolled(BaseModel):
    """What a tablet keeps."""

    token: str = Field(description="Send it as `Authorization: Bearer`.")
    label: str


@router.post("/api/v1/{commune}/devices", status_code=HTTPStatus.CREATED, tags=["captures"])
def enrol(commune: str, context: ContextOf, asked: Enrolment) -> JSONResponse:
    """Exchange the code of a QR code for a tablet's own token. A code works once."""
    now = context.now()
    with context.engine.begin() as connection:
        communes.find(connection, commune)
        token, label = links.enrolled(connection, commune, asked.code, now)
        audit.record(
            connection, Event.TABLET_ENROLLED, now, actor=None, commune=commune, subject=label
        )
    made = Enrolled(token=token, label=label)
    return JSONResponse(made.model_dump(), HTTPStatus.CREATED, headers=_PRIVATE)
