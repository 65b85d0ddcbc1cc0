"""Requests that another site makes a signed-in browser send are refused.

Browsers tell where a request comes from (Sec-Fetch-Site, or Origin). Only requests that would
change something and that carry a cookie are looked at: a program's token is its own proof.
See OWASP's Cross-Site Request Forgery Prevention, "Fetch Metadata".
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from api.security.errors import CrossSite
from gis.errors import NetzkaartError

_HARMLESS = frozenset({"GET", "HEAD", "OPTIONS"})
_OWN = frozenset({"same-origin", "none"})


def comes_from_elsewhere(request: Request) -> bool:
    """Tell whether another site is behind a request that would change something."""
    if request.method in _HARMLESS or "cookie" not in request.headers:
        return False
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site not in _OWN
    origin = request.headers.get("origin")
    return origin is not None and urlsplit(origin).netloc != request.headers.get("host")


class RefuseCrossSite:
    """Refuse such requests before anything else looks at them."""

    def __init__(self, app: ASGIApp, refuse: Callable[[Request, NetzkaartError], Response]) -> None:
        self.app = app
        self.refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer 403, or let the request pass."""
        if scope["type"] == "http" and comes_from_elsewhere(Request(scope)):
            await self.refuse(Request(scope), CrossSite())(scope, receive, send)
            return
        await self.app(scope, receive, send)
