"""Signing in and out, and what a person looks after themselves: ``/account``."""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Body, Form, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse
from sqlalchemy import Connection

from api.context import Context
from api.dependencies import (
    SESSION_COOKIE,
    AccountOf,
    ContextOf,
    Language,
)
from api.language import language_of
from api.pages.templating import render
from api.problems import status_of
from api.security import accounts, audit, links, passkeys, passwords, sessions
from api.security.accounts import Account
from api.security.audit import Event
from api.security.errors import LinkGone, SignInRefused, SlowDown, WeakPassword
from api.security.passkeys import Site
from gis.errors import NetzkaartError, Unauthenticated, UnknownThing

router = APIRouter(prefix="/account", include_in_schema=False)

# One slash, then no other: neither //elsewhere nor /\\elsewhere is a path of ours.
_PATH = re.compile(r"/(?![/\\])[^\x00-\x1f\\]*\Z")
_PRIVATE = {"Cache-Control": "no-store"}

Word = Annotated[str, Form(max_length=300)]
Code = Annotated[str, Form(max_length=100)]
Next = Annotated[str, Form(max_length=500)]


def inside(path: str) -> str:
    """Return a path of our own to go on to, the front page in place of any other."""
    return path if _PATH.match(path) else "/"


def site_of(request: Request, context: Context) -> Site:
    """Return the address that passkeys belong to."""
    told = context.settings.public_url
    return Site((told or str(request.base_url)).rstrip("/"))


def _open(
    connection: Connection, request: Request, account: Account, context: Context, event: Event
) -> str:
    now = context.now()
    audit.record(connection, event, now, actor=account.actor)
    return sessions.start(connection, account, request.headers.get("user-agent", ""), now)


def _keep(request: Request, answer: Response, token: str) -> Response:
    answer.set_cookie(
        SESSION_COOKIE,
        token,
        max_age=int(sessions.LONGEST.total_seconds()),
        httponly=True,
        secure=request.url.scheme == "https",
        samesite="lax",
    )
    return answer


def _onward(path: str) -> Response:
    return RedirectResponse(inside(path), HTTPStatus.SEE_OTHER, headers=_PRIVATE)


# --- Signing in ----------------------------------------------------------------------------------


def _sign_in_page(
    request: Request,
    context: Context,
    onward: str,
    error: NetzkaartError | None = None,
    login: str = "",
) -> HTMLResponse:
    language = language_of(request)
    html = render(
        "sign_in.html",
        language,
        onward=inside(onward),
        error=error.sentence.to(language) if error else None,
        login=login,
        passkeys=site_of(request, context).fit,
        nonce=request.state.nonce,
    )
    answer = HTMLResponse(html, status_of(error) if error else HTTPStatus.OK, headers=_PRIVATE)
    if isinstance(error, SlowDown):
        answer.headers["Retry-After"] = str(error.seconds)
    return answer


@router.get("/sign-in")
def sign_in_page(request: Request, context: ContextOf, next: str = "/") -> Response:  # noqa: A002  its name in the address
    """Ask who it is."""
    return _sign_in_page(request, context, next)


@router.post("/sign-in")
def sign_in(
    request: Request,
    context: ContextOf,
    login: Word,
    password: Word,
    next: Next = "/",  # noqa: A002
) -> Response:
    """Sign in by password."""
    now = context.now()
    with context.engine.begin() as connection:
        try:
            account = passwords.verify(connection, login, password, now)
        except (SignInRefused, SlowDown) as refused:
            # Committed all the same: failures must count.
            error = refused
            known = accounts.by_login(connection, login)
            actor = known.actor if known else None
            audit.record(connection, Event.REFUSED, now, actor=actor)
        else:
            token = _open(connection, request, account, context, Event.SIGNED_IN)
            return _keep(request, _onward(next), token)
    return _sign_in_page(request, context, next, error, login[:120])


@router.post("/passkeys/prove-options")
def prove_options(request: Request, context: ContextOf) -> JSONResponse:
    """Tell a browser how to prove a passkey."""
    with context.engine.begin() as connection:
        asked = passkeys.asked_to_prove(connection, site_of(request, context), context.now())
    return JSONResponse(asked, headers=_PRIVATE)


@router.post("/passkeys/prove")
def prove(
    request: Request, context: ContextOf, proof: Annotated[dict[str, Any], Body()]
) -> Response:
    """Sign in by passkey."""
    with context.engine.begin() as connection:
        site = site_of(request, context)
        account = passkeys.prove(connection, site, proof, context.now())
        token = _open(connection, request, account, context, Event.SIGNED_IN)
    return _keep(request, JSONResponse({}, headers=_PRIVATE), token)


@router.post("/sign-out")
def sign_out(request: Request, context: ContextOf, account: AccountOf) -> Response:
    """End this browser's session."""
    token = request.cookies.get(SESSION_COOKIE)
    if account is not None and token is not None:
        with context.engine.begin() as connection:
            session = sessions.identity(connection, token)
            if session is not None and sessions.end(connection, account, session):
                audit.record(connection, Event.SIGNED_OUT, context.now(), actor=account.actor)
    answer = _onward("/")
    answer.delete_cookie(SESSION_COOKIE)
    return answer


# --- The first time ------------------------------------------------------------------------------


def _welcome_page(
    request: Request, context: Context, error: NetzkaartError | None = None, code: str = ""
) -> HTMLResponse:
    language = language_of(request)
    html = render(
        "welcome.html",
        language,
        error=error.sentence.to(language) if error else None,
        code=code,
        least=passwords.LEAST,
        passkeys=site_of(request, context).fit,
        nonce=request.state.nonce,
    )
    return HTMLResponse(html, status_of(error) if error else HTTPStatus.OK, headers=_PRIVATE)


@router.get("/welcome")
def welcome_page(request: Request, context: ContextOf) -> Response:
    """Let somebody who was invited choose how to sign in; the code is behind the #."""
    return _welcome_page(request, context)


@router.post("/welcome")
def welcome(request: Request, context: ContextOf, code: Code, password: Word) -> Response:
    """Choose a password, and be signed in."""
    now = context.now()
    try:
        with context.engine.begin() as connection:
            account = links.use(connection, code.strip(), now)
            passwords.choose(connection, account, password, now)
            sessions.end_others(connection, account, None)
            token = _open(connection, request, account, context, Event.JOINED)
    except (LinkGone, WeakPassword) as error:
        return _welcome_page(request, context, error, code.strip())
    return _keep(request, _onward("/"), token)


@router.post("/passkeys/make-options")
def make_options(
    request: Request,
    context: ContextOf,
    account: AccountOf,
    code: Annotated[str, Body(embed=True, max_length=100)] = "",
) -> JSONResponse:
    """Tell a browser how to make a passkey: for who is signed in, or who was invited."""
    with context.engine.begin() as connection:
        holder = links.invited(connection, code, context.now()) if code else account
        if holder is None:
            raise Unauthenticated
        site = site_of(request, context)
        asked = passkeys.asked_to_make(connection, site, holder, context.now())
    return JSONResponse(asked, headers=_PRIVATE)


@router.post("/passkeys/make")
def make(
    request: Request,
    context: ContextOf,
    account: AccountOf,
    made: Annotated[dict[str, Any], Body(embed=True)],
    code: Annotated[str, Body(embed=True, max_length=100)] = "",
) -> Response:
    """Keep a passkey; who was invited is signed in by it."""
    now = context.now()
    answer = JSONResponse({}, headers=_PRIVATE)
    label = sessions.label_of(request.headers.get("user-agent", ""))
    with context.engine.begin() as connection:
        holder = links.use(connection, code, now) if code else account
        if holder is None:
            raise Unauthenticated
        passkeys.make(connection, site_of(request, context), holder, made, label, now)
        audit.record(connection, Event.PASSKEY_ADDED, now, actor=holder.actor, subject=label)
        if not code:
            return answer
        token = _open(connection, request, holder, context, Event.JOINED)
    return _keep(request, answer, token)


# --- One's own -----------------------------------------------------------------------------------


@router.get("")
def own_page(
    request: Request, context: ContextOf, account: AccountOf, language: Language
) -> Response:
    """Show a person what they can sign in with, and where they are signed in."""
    if account is None:
        return _onward("/account/sign-in?next=/account")
    return _own_page(request, context, account, language)


def _own_page(  # noqa: PLR0913  what a page shows once
    request: Request,
    context: Context,
    account: Account,
    language: str,
    error: NetzkaartError | None = None,
    *,
    changed: bool = False,
) -> HTMLResponse:
    with context.engine.begin() as connection:
        token = request.cookies.get(SESSION_COOKIE, "")
        html = render(
            "account.html",
            language,
            account=account,
            sessions=sessions.every(connection, account, context.now()),
            this=sessions.identity(connection, token),
            known=[
                (passkeys.shown(each.id), each.label, each.created_at, each.used_at)
                for each in passkeys.every(connection, account)
            ],
            has_password=passwords.has_one(connection, account),
            least=passwords.LEAST,
            passkeys=site_of(request, context).fit,
            error=error.sentence.to(language) if error else None,
            changed=changed,
            nonce=request.state.nonce,
        )
    return HTMLResponse(html, status_of(error) if error else HTTPStatus.OK, headers=_PRIVATE)


@router.post("/password")
def change_password(  # noqa: PLR0913  the form's fields
    request: Request,
    context: ContextOf,
    account: AccountOf,
    language: Language,
    password: Word,
    present: Word = "",
) -> Response:
    """Choose another password; the present one proves who sits there."""
    if account is None:
        raise Unauthenticated
    now = context.now()
    error: NetzkaartError | None = None
    with context.engine.begin() as connection:
        try:
            if passwords.has_one(connection, account):
                passwords.verify(connection, account.login, present, now)
            passwords.choose(connection, account, password, now)
        except (SignInRefused, SlowDown, WeakPassword) as refused:
            error = refused  # committed all the same: failures must count
        else:
            sessions.end_others(connection, account, request.cookies.get(SESSION_COOKIE))
            audit.record(connection, Event.PASSWORD_CHANGED, now, actor=account.actor)
    return _own_page(request, context, account, language, error, changed=error is None)


@router.post("/passkeys/{passkey}/remove")
def remove_passkey(passkey: str, context: ContextOf, account: AccountOf) -> Response:
    """Forget one's own passkey."""
    if account is None:
        raise Unauthenticated
    with context.engine.begin() as connection:
        if not passkeys.remove(connection, account, passkey):
            raise UnknownThing("passkey", passkey[:60])
        audit.record(connection, Event.PASSKEY_REMOVED, context.now(), actor=account.actor)
    return _onward("/account")


@router.post("/sessions/end-others")
def end_other_sessions(request: Request, context: ContextOf, account: AccountOf) -> Response:
    """Sign all of one's other browsers out."""
    if account is None:
        raise Unauthenticated
    with context.engine.begin() as connection:
        sessions.end_others(connection, account, request.cookies.get(SESSION_COOKIE))
        audit.record(connection, Event.SESSION_ENDED, context.now(), actor=account.actor)
    return _onward("/account")


@router.post("/sessions/{session}/end")
def end_session(session: UUID, context: ContextOf, account: AccountOf) -> Response:
    """Sign one of one's own browsers out."""
    if account is None:
        raise Unauthenticated
    with context.engine.begin() as connection:
        if not sessions.end(connection, account, session):
            raise UnknownThing("session", str(session))
        audit.record(connection, Event.SESSION_ENDED, context.now(), actor=account.actor)
    return _onward("/account")
