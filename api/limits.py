"""How much a request may carry."""

from __future__ import annotations

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from gis.errors import NetzkaartError, TooLarge

Refusal = Callable[[Request, NetzkaartError], Response]


class BodyLimit:
    """Refuse bodies above a limit while they arrive, whatever their headers claim."""

    def __init__(self, app: ASGIApp, max_bytes: int, refuse: Refusal) -> None:
        self.app = app
        self.max_bytes = max_bytes
        self.refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Count what arrives; stop reading once it is too much."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        error = TooLarge(f"{self.max_bytes // 1000} kB")
        claimed = dict(scope["headers"]).get(b"content-length", b"0")
        if not claimed.isdigit() or int(claimed) > self.max_bytes:
            answer = self.refuse(Request(scope), error)
            answer.headers["Connection"] = "close"
            await answer(scope, receive, send)
            return
        seen = 0

        async def counted() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > self.max_bytes:
                raise error
            return message

        await self.app(scope, counted, send)
