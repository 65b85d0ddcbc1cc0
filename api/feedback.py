"""What people tell about the accessibility of the pages, kept for a while for who looks after it.

A message and, from who wants an answer, how to reach them: nothing else of a person is kept,
neither address nor browser.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import (
    Column,
    Connection,
    DateTime,
    MetaData,
    RowMapping,
    String,
    Table,
    Uuid,
    delete,
    func,
    insert,
    select,
)

from gis.assets import new_id
from gis.errors import Invalid, Issue, UnknownThing

LONGEST = 4000
LONGEST_CONTACT = 200

_MOMENT = DateTime(timezone=True)
_FEEDBACK = Table(
    "feedback",
    MetaData(schema="platform"),
    Column("id", Uuid, primary_key=True),
    Column("commune", String(40), nullable=False),
    Column("at", _MOMENT, nullable=False),
    Column("expires_at", _MOMENT, nullable=False),
    Column("message", String(LONGEST), nullable=False),
    Column("contact", String(LONGEST_CONTACT)),
    Column("language", String(2), nullable=False),
)


@dataclass(frozen=True, slots=True)
class Message:
    """What somebody sends.

    Attributes
    ----------
    contact : str or None
        How to reach them, in their own words.
    trap : str
        What stands in the field that people do not see; programs fill in whatever there is.
    """

    text: str
    contact: str | None
    language: str
    trap: str = ""

    def check(self) -> None:
        """Refuse what cannot be kept.

        Raises
        ------
        Invalid
            With everything that is wrong.
        """
        issues = [Issue("trap_filled", "website")] if self.trap else []
        if not self.text:
            issues.append(Issue("missing", "message"))
        for path, told, most in (
            ("message", self.text, LONGEST),
            ("contact", self.contact or "", LONGEST_CONTACT),
        ):
            if len(told) > most:
                issues.append(Issue("too_long", path, details={"length": len(told), "limit": most}))
        if issues:
            raise Invalid(issues)


def keep(
    connection: Connection, commune: str, message: Message, now: datetime, kept_for: timedelta
) -> None:
    """Keep a message until `kept_for` is over, and forget those for which it is."""
    message.check()
    connection.execute(delete(_FEEDBACK).where(_FEEDBACK.c.expires_at <= now))
    connection.execute(
        insert(_FEEDBACK).values(
            id=new_id(),
            commune=commune,
            at=now,
            expires_at=now + kept_for,
            message=message.text,
            contact=message.contact,
            language=message.language,
        )
    )


def recent(
    connection: Connection, commune: str, now: datetime, *, limit: int = 100
) -> Sequence[RowMapping]:
    """Return a commune's newest messages: id, at, expires_at, message, contact, language."""
    found = (
        select(_FEEDBACK)
        .where(_FEEDBACK.c.commune == commune, _FEEDBACK.c.expires_at > now)
        .order_by(_FEEDBACK.c.at.desc())
        .limit(limit)
    )
    return connection.execute(found).mappings().all()


def count(connection: Connection, commune: str, now: datetime) -> int:
    """Return how many messages of a commune are kept."""
    found = (
        select(func.count())
        .select_from(_FEEDBACK)
        .where(_FEEDBACK.c.commune == commune, _FEEDBACK.c.expires_at > now)
    )
    return connection.scalar(found) or 0


def remove(connection: Connection, commune: str, message: UUID) -> None:
    """Delete a message of a commune.

    Raises
    ------
    UnknownThing
        There is none of this number here.
    """
    gone = connection.execute(
        delete(_FEEDBACK).where(_FEEDBACK.c.id == message, _FEEDBACK.c.commune == commune)
    )
    if not gone.rowcount:
        raise UnknownThing("message", str(message))
