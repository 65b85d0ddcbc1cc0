"""What anybody may read, for pages of other origins and for clients that ask for headers only."""

from __future__ import annotations

import re
from collections.abc import Iterable

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_SHARED = re.compile(r"/(?:ogc/|open311/|api/openapi\.json\Z)")
_READING = ("GET", "HEAD")
_STREAMED = "/exports/"
_PREFLIGHT = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    # No Authorization: what a role sees is not for pages of others.
    "Access-Control-Allow-Headers": "Accept, Accept-Language, If-None-Match",
    "Access-Control-Max-Age": "86400",
}


class SharedReading:
    """Let pages of other origins read what anybody may (CORS), and nothing else.

    Without credentials, and not even where some came along: an answer made for a role, by a
    token or a cookie, bears no such header.
    """

    def __init__(self, app: ASGIApp, cookies: Iterable[str]) -> None:
        self.app = app
        self.cookies = tuple(cookies)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer the browser's question beforehand, or add the header to the answer."""
        if scope["type"] != "http" or not _SHARED.match(scope["path"]):
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        wanted = headers.get("access-control-request-method")
        if scope["method"] == "OPTIONS" and wanted in _READING:
            await Response(status_code=204, headers=_PREFLIGHT)(scope, receive, send)
            return
        if scope["method"] not in _READING or self._somebody(headers):
            await self.app(scope, receive, send)
            return

        async def with_header(message: Message) -> None:
            if message["type"] == "http.response.start":
                answer = MutableHeaders(scope=message)
                answer["Access-Control-Allow-Origin"] = "*"
                answer["Access-Control-Expose-Headers"] = "ETag, Content-Crs"
            await send(message)

        await self.app(scope, receive, with_header)

    def _somebody(self, headers: Headers) -> bool:
        sent = headers.get("cookie", "")
        return "authorization" in headers or any(f"{name}=" in sent for name in self.cookies)


class HeadAsGet:
    """Answer HEAD like GET, without the body.

    Exports are left out: they are streamed for minutes, and have a HEAD of their own.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Ask with GET and drop what comes."""
        if scope["type"] != "http" or scope["method"] != "HEAD" or _STREAMED in scope["path"]:
            await self.app(scope, receive, send)
            return

        async def without_body(message: Message) -> None:
            if message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        await self.app({**scope, "method": "GET"}, receive, without_body)
