"""How much a request may carry."""

from __future__ import annotations

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from gis.errors import NetzkaartError, TooLarge

CURSOR_LENGTH = 60  # characters; an incarnation and a revision

Refusal = Callable[[Request, NetzkaartError], Response]


Larger = Callable[[Scope], int | None]


def told_size(most: int) -> str:
    """Return a size in bytes as people read it."""
    return f"{most // 1_000_000} MB" if most >= _MEGABYTES else f"{most // 1000} kB"


_MEGABYTES = 10_000_000


class BodyLimit:
    """Refuse bodies above a limit while they arrive, whatever their headers claim.

    `larger` tells the limit of the few addresses that take files.
    """

    def __init__(
        self, app: ASGIApp, max_bytes: int, refuse: Refusal, larger: Larger = lambda _: None
    ) -> None:
        self.app = app
        self.max_bytes = max_bytes
        self.refuse = refuse
        self.larger = larger

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Count what arrives; stop reading once it is too much."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        most = self.larger(scope) or self.max_bytes
        error = TooLarge(told_size(most))
        claimed = dict(scope["headers"]).get(b"content-length", b"0")
        if not claimed.isdigit() or int(claimed) > most:
            answer = self.refuse(Request(scope), error)
            answer.headers["Connection"] = "close"
            await answer(scope, receive, send)
            return
        seen = 0

        async def counted() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > most:
                raise error
            return message

        await self.app(scope, counted, send)
