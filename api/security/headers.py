"""Headers that keep a browser from doing what our pages never ask for."""

from __future__ import annotations

import secrets

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

TABLET = "/field/"
"""The tablet app takes photos and reads codes; no other page of ours needs a camera."""


def policy(nonce: str, image_sources: str = "") -> str:
    """Return the Content-Security-Policy of a page: our own server, and nothing else."""
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' 'nonce-{nonce}'",
            "style-src 'self' 'unsafe-inline'",  # Leaflet positions everything by style attributes
            f"img-src 'self' data: blob: {image_sources}".strip(),
            "worker-src 'self' blob:",
            "frame-ancestors 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "object-src 'none'",
        )
    )


class SecurityHeaders:
    """Give every request a nonce and every answer its headers.

    A page that shows images of others says so in ``request.state.image_sources``.
    """

    def __init__(self, app: ASGIApp, image_sources: str = "") -> None:
        self.app = app
        self.image_sources = image_sources

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Add the headers as the answer starts. The nonce is in ``request.state.nonce``."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        nonce = secrets.token_urlsafe(16)
        scope.setdefault("state", {})["nonce"] = nonce

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["X-Content-Type-Options"] = "nosniff"
                headers["Referrer-Policy"] = "same-origin"
                camera = "self" if scope["path"].startswith(TABLET) else ""
                headers["Permissions-Policy"] = (
                    f"geolocation=(self), camera=({camera}), microphone=()"
                )
                html = headers.get("content-type", "").startswith("text/html")
                # The tablet app's own is stricter.
                if html and "content-security-policy" not in headers:
                    more = scope["state"].get("image_sources", "")
                    sources = f"{self.image_sources} {more}".strip()
                    headers["Content-Security-Policy"] = policy(nonce, sources)
            await send(message)

        await self.app(scope, receive, with_headers)
