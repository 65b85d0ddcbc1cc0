"""What routes ask for: the context, the viewer, a session that commits before the answer leaves."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, suppress
from functools import partial
from typing import Annotated

from fastapi import Depends, Request
from sqlalchemy import Connection
from starlette.concurrency import run_in_threadpool

from api.checking import WROTE
from api.context import Context
from api.language import language_of
from api.security import accounts, sessions, tokens
from api.security.accounts import Account
from gis.communes import Commune
from gis.errors import Unauthenticated
from gis.session import CommuneSession, open_session
from gis.viewer import ANYONE, Viewer

# Dependencies that wait for nothing are coroutines: FastAPI calls others in a thread.

TOKEN_COOKIE = "netzkaart_token"  # noqa: S105  a cookie's name, no secret
SESSION_COOKIE = "netzkaart_session"


def get_context(request: Request) -> Context:
    """Return what this process serves with."""
    context: Context = request.app.state.context
    return context


async def _context(request: Request) -> Context:
    return get_context(request)


async def get_viewer(request: Request) -> Viewer:
    """Return who asks, by bearer token, session or the demo's cookie; `ANYONE` without.

    Raises
    ------
    Unauthenticated
        A token was given that is not valid here: better refused than silently shown less.
    """
    context = get_context(request)
    token = _token(request)
    if token is not None and token in context.demo_tokens:
        return context.demo_tokens[token]
    commune = str(request.path_params.get("commune", tokens.EVERY_COMMUNE))
    if token is None or _by_cookie(request, token):
        # A cookie of an earlier demo: nobody chose to send it.
        session = request.cookies.get(SESSION_COOKIE)
        if session is None:
            return ANYONE
        return await run_in_threadpool(_signed_in, context, session, commune)
    return await run_in_threadpool(resolve, context, token, commune)


def viewers_in(
    request: Request, context: Context, connection: Connection, known: Sequence[Commune]
) -> Iterator[tuple[Commune, Viewer]]:
    """Yield the communes in which who asks is somebody: for addresses that name none."""
    token = _token(request)
    if token is None or (token not in context.demo_tokens and _by_cookie(request, token)):
        session = request.cookies.get(SESSION_COOKIE)
        account = sessions.holder(connection, session, context.now()) if session else None
        if account is None:
            return
        for commune in known:
            viewer = accounts.viewer(connection, account, commune.name)
            if viewer is not ANYONE:
                yield commune, viewer
        return
    for commune in known:
        if token in context.demo_tokens:
            yield commune, context.demo_tokens[token]
            continue
        with suppress(Unauthenticated):
            yield commune, tokens.resolve(connection, token, commune.name, context.now())


def resolve(context: Context, token: str, commune: str) -> Viewer:
    """Return who a token makes one in a commune, or raise `Unauthenticated`."""
    asking = context.engine.execution_options(isolation_level="AUTOCOMMIT")
    with asking.connect() as connection:
        return tokens.resolve(connection, token, commune, context.now())


def _signed_in(context: Context, session: str, commune: str) -> Viewer:
    """Return what a person is here; a session that is over is no reason to refuse a page."""
    asking = context.engine.execution_options(isolation_level="AUTOCOMMIT")
    with asking.connect() as connection:
        account = sessions.holder(connection, session, context.now())
        return accounts.viewer(connection, account, commune) if account else ANYONE


def get_account(request: Request) -> Account | None:
    """Return who is signed in in this browser."""
    session = request.cookies.get(SESSION_COOKIE)
    if session is None:
        return None
    context = get_context(request)
    asking = context.engine.execution_options(isolation_level="AUTOCOMMIT")
    with asking.connect() as connection:
        return sessions.holder(connection, session, context.now())


def _by_cookie(request: Request, token: str) -> bool:
    return request.cookies.get(TOKEN_COOKIE) == token


def _token(request: Request) -> str | None:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer" and token:
        return token.strip()
    return request.cookies.get(TOKEN_COOKIE)


async def get_language(request: Request) -> str:
    """Return the language to answer in."""
    return language_of(request)


def session_for(
    source: str, *, reading: bool = False, snapshot: bool = False
) -> Callable[[Request, str, Viewer], Iterator[CommuneSession]]:
    """Return a dependency that opens a transaction in the commune of the path."""

    def dependency(
        request: Request, commune: str, viewer: Annotated[Viewer, Depends(get_viewer)]
    ) -> Iterator[CommuneSession]:
        context = get_context(request)
        with open_session(
            context.engine,
            context.catalogue,
            commune,
            viewer,
            source=source,
            reading=reading,
            snapshot=snapshot,
        ) as session:
            yield session
        if not (reading or snapshot):
            setattr(request.state, WROTE, commune)

    return dependency


async def _reader(
    request: Request, commune: str, viewer: Annotated[Viewer, Depends(get_viewer)]
) -> Callable[[], AbstractContextManager[CommuneSession]]:
    """Return what opens a session for reading in the thread of the route itself.

    A session that FastAPI opens costs two more changes of thread, which is most of the time
    of a small answer: for the routes that are asked often.
    """
    context = get_context(request)
    return partial(open_session, context.engine, context.catalogue, commune, viewer, reading=True)


# scope="function": the transaction ends before the response starts. With FastAPI's default a
# client would read 201 although the commit failed afterwards.
_reading = session_for("read", reading=True)
ReadSession = Annotated[CommuneSession, Depends(_reading, scope="function")]
Reader = Annotated[Callable[[], AbstractContextManager[CommuneSession]], Depends(_reader)]
CaptureSession = Annotated[CommuneSession, Depends(session_for("capture"), scope="function")]
ReportSession = Annotated[CommuneSession, Depends(session_for("report"), scope="function")]
ContextOf = Annotated[Context, Depends(_context)]
ViewerOf = Annotated[Viewer, Depends(get_viewer)]
AccountOf = Annotated[Account | None, Depends(get_account)]
Language = Annotated[str, Depends(get_language)]
