"""Who works at the desk, and what the tests of it look for."""

from __future__ import annotations

from sqlalchemy import text

from gis.viewer import Viewer, ViewerRole
from layers.catalogue import CATALOGUE

CLERK = Viewer("clerk-7", ViewerRole.CLERK)
ADMIN = Viewer("admin-1", ViewerRole.ADMIN)
EVIL = '<img src=x onerror="alert(1)">'
LAMP = CATALOGUE["luminaire"]


def state_of(opened, number: str) -> str:
    with opened("heffingen") as session:
        query = text("SELECT state FROM heffingen.report WHERE number = :n")
        return session.connection.scalar(query, {"n": number})


def outbox(context) -> list[str]:
    folder = context.settings.home / "outbox"
    return [path.read_text() for path in sorted(folder.iterdir())] if folder.exists() else []
