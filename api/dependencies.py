"""What routes ask for: the context, the viewer, a session that commits before the answer leaves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Annotated

from fastapi import Depends, Request

from api.context import Context
from api.language import language_of
from api.security import tokens
from gis.session import CommuneSession, open_session
from gis.viewer import ANYONE, Viewer

TOKEN_COOKIE = "netzkaart_token"  # noqa: S105  a cookie's name, no secret


def get_context(request: Request) -> Context:
    """Return what this process serves with."""
    context: Context = request.app.state.context
    return context


def get_viewer(request: Request) -> Viewer:
    """Return who asks, by bearer token or by the demo's cookie; `ANYONE` without either.

    Raises
    ------
    Unauthenticated
        A token was given that is not valid here: better refused than silently shown less.
    """
    context = get_context(request)
    token = _token(request)
    if token is None:
        return ANYONE
    if token in context.demo_tokens:
        return context.demo_tokens[token]
    if request.cookies.get(TOKEN_COOKIE) == token:
        return ANYONE  # a cookie of an earlier demo: nobody chose to send it
    commune = str(request.path_params.get("commune", tokens.EVERY_COMMUNE))
    with context.engine.connect() as connection:
        return tokens.resolve(connection, token, commune, context.now())


def _token(request: Request) -> str | None:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer" and token:
        return token.strip()
    return request.cookies.get(TOKEN_COOKIE)


def get_language(request: Request) -> str:
    """Return the language to answer in."""
    return language_of(request)


def session_for(
    source: str, *, snapshot: bool = False
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
            snapshot=snapshot,
        ) as session:
            yield session

    return dependency


# scope="function": the transaction ends before the response starts. With FastAPI's default a
# client would read 201 although the commit failed afterwards.
ReadSession = Annotated[CommuneSession, Depends(session_for("read"), scope="function")]
CaptureSession = Annotated[CommuneSession, Depends(session_for("capture"), scope="function")]
ReportSession = Annotated[CommuneSession, Depends(session_for("report"), scope="function")]
ContextOf = Annotated[Context, Depends(get_context)]
ViewerOf = Annotated[Viewer, Depends(get_viewer)]
Language = Annotated[str, Depends(get_language)]
