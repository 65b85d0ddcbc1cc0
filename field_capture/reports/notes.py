"""What the town hall notes about a report for itself. Purged with the contacts, never public."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, insert, select

from field_capture.store import table
from gis.assets import new_id
from gis.errors import Invalid, Issue, UnknownThing
from gis.session import CommuneSession
from gis.viewer import Action

LONGEST = 4000


@dataclass(frozen=True, slots=True)
class Note:
    """One note; `actor` is an opaque id."""

    id: UUID
    at: datetime
    actor: str
    body: str


def add(session: CommuneSession, report: UUID, body: str, now: datetime) -> None:
    """Note something about a report.

    Raises
    ------
    Unauthenticated, NotAllowed
    Invalid
        Nothing, too much, or what cannot be kept.
    """
    session.viewer.must(Action.HANDLE_REPORTS)
    body = body.strip()
    if not body:
        raise Invalid([Issue("missing", "note")])
    if len(body) > LONGEST:
        raise Invalid([Issue("too_long", "note", details={"length": len(body), "limit": LONGEST})])
    if "\0" in body:
        raise Invalid([Issue("control_characters", "note")])
    session.connection.execute(
        insert(table(session, "report_note")).values(
            id=new_id(), report=report, at=now, actor=session.viewer.actor, body=body
        )
    )


def remove(session: CommuneSession, report: UUID, note: UUID) -> None:
    """Delete a note.

    Raises
    ------
    Unauthenticated, NotAllowed, UnknownThing
    """
    session.viewer.must(Action.HANDLE_REPORTS)
    rows = table(session, "report_note")
    gone = session.connection.execute(
        delete(rows).where(rows.c.id == note, rows.c.report == report)
    )
    if not gone.rowcount:
        raise UnknownThing("resource", str(note))


def listed(session: CommuneSession, report: UUID) -> list[Note]:
    """Return the notes of a report, the oldest first; none to who does not handle reports."""
    if not session.viewer.may(Action.HANDLE_REPORTS):
        return []
    rows = table(session, "report_note")
    found = session.connection.execute(
        select(rows.c.id, rows.c.at, rows.c.actor, rows.c.body)
        .where(rows.c.report == report)
        .order_by(rows.c.at, rows.c.id)
    )
    return [Note(*row) for row in found]
