"""ETags from the journal: an answer is as old as the commune's last revision."""

from __future__ import annotations

from fastapi import Request

from gis.database.journal import Cursor
from gis.session import CommuneSession

FOR_EVER = "public, max-age=31536000, immutable"  # what has its content in its name


def etag_for(session: CommuneSession, head: Cursor, variant: str = "") -> str:
    """Return the ETag of whatever depends on the commune's assets and the viewer's rights."""
    level = int(session.viewer.level)
    end = f"-{variant}" if variant else ""
    return f'"{head}-{level}-{session.catalogue.version}{end}"'


def matches(request: Request, etag: str) -> bool:
    """Tell whether the client already holds this version."""
    given = request.headers.get("if-none-match", "")
    known = [part.strip().removeprefix("W/") for part in given.split(",")]
    return etag in known or "*" in known
