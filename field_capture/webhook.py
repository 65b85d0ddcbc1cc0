"""Other programs that are told of every move of a report: where they are, and what they read.

An event says what anybody may read anyway: number, category, states, official words.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import delete, func, insert, select, update

from field_capture.open311.service import date
from field_capture.reports import public_report
from field_capture.reports.moves import Moved
from field_capture.states.report import HIDDEN, public_status
from field_capture.store import table
from gis.assets import new_id
from gis.errors import Invalid, Issue, TooLarge, UnknownThing
from gis.session import CommuneSession
from gis.viewer import Action

MOST = 20
"""In one commune."""

_URL = re.compile(r"https?://[^\s/?#@\"<>\\]+(?:[/?#][^\s\"<>]*)?\Z", re.IGNORECASE)
_LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Webhook:
    """An address that is told.

    Attributes
    ----------
    secret : str
        Signs what is sent; shown once, when the webhook is made.
    last_outcome : str or None
        What came of the latest event: ``200``, or why it did not arrive.
    """

    id: UUID
    url: str
    secret: str = field(repr=False)
    at: datetime
    last_at: datetime | None
    last_outcome: str | None


def add(session: CommuneSession, url: str, now: datetime) -> Webhook:
    """Tell an address of every move from now on.

    Raises
    ------
    Unauthenticated, NotAllowed
    Invalid
        It is no address of the web.
    TooLarge
        There are `MOST` already.
    """
    session.viewer.must(Action.ADMINISTER)
    if len(url) > _LONGEST or not _URL.match(url):
        raise Invalid([Issue("url_malformed", "url")])
    rows = table(session, "webhook")
    if (session.connection.scalar(select(func.count()).select_from(rows)) or 0) >= MOST:
        raise TooLarge(str(MOST))
    made = Webhook(new_id(), url, secrets.token_urlsafe(32), now, None, None)
    session.connection.execute(
        insert(rows).values(
            id=made.id, url=url, secret=made.secret, at=now, actor=session.viewer.actor
        )
    )
    return made


def listed(session: CommuneSession) -> list[Webhook]:
    """Return all of them, the oldest first.

    Raises
    ------
    Unauthenticated, NotAllowed
    """
    session.viewer.must(Action.ADMINISTER)
    return _several(session)


def _several(session: CommuneSession) -> list[Webhook]:
    rows = table(session, "webhook")
    names = [rows.c[name] for name in Webhook.__slots__]
    found = session.connection.execute(select(*names).order_by(rows.c.at, rows.c.id))
    return [Webhook(*row) for row in found]


def remove(session: CommuneSession, identity: UUID) -> None:
    """Tell an address nothing any more.

    Raises
    ------
    Unauthenticated, NotAllowed, UnknownThing
    """
    session.viewer.must(Action.ADMINISTER)
    rows = table(session, "webhook")
    gone = session.connection.execute(delete(rows).where(rows.c.id == identity))
    if not gone.rowcount:
        raise UnknownThing("resource", str(identity))


def to_tell(session: CommuneSession) -> list[UUID]:
    """Return whom a move is told."""
    return [each.id for each in _several(session)]


def find(session: CommuneSession, identity: UUID) -> Webhook | None:
    """Return one; None where it was removed meanwhile."""
    return next((each for each in _several(session) if each.id == identity), None)


def note(session: CommuneSession, identity: UUID, outcome: str, now: datetime) -> None:
    """Keep what came of the latest event, for who looks after it."""
    rows = table(session, "webhook")
    session.connection.execute(
        update(rows).where(rows.c.id == identity).values(last_at=now, last_outcome=outcome[:40])
    )


def event(session: CommuneSession, moved: Moved) -> dict[str, Any] | None:
    """Return what is told of a move; None where nobody may know of the report."""
    report = table(session, "report")
    number = session.connection.scalar(select(report.c.number).where(report.c.id == moved.report))
    if number is None or moved.after in HIDDEN:
        return None
    found = public_report.several(session, public_report.Filter(numbers=[number]))
    if not found:
        return None
    here = found[0]
    return {
        "event": "report.moved",
        "id": str(moved.id),
        "at": date(moved.at),
        "commune": session.commune.name,
        "report": {
            "number": here.number,
            "service_code": here.service_code,
            "lat": here.lat,
            "long": here.lon,
            "asset_layer": here.asset_layer,
            "asset_code": here.asset_code,
        },
        "from": moved.before.value,
        "to": moved.after.value,
        "status": public_status(moved.after),
        "reason": moved.reason,
        "sentence": moved.sentence,
    }


def signature(secret: str, body: bytes, at: datetime) -> str:
    """Return what proves where an event comes from, and when it was sent.

    ``t=<seconds>,v1=<hex of HMAC-SHA256 over "<seconds>.<body>">``
    """
    seconds = int(at.timestamp())
    told = str(seconds).encode() + b"." + body
    return f"t={seconds},v1={hmac.new(secret.encode(), told, hashlib.sha256).hexdigest()}"


def body_of(told: dict[str, Any]) -> bytes:
    """Return an event as it is sent."""
    return orjson.dumps(told, option=orjson.OPT_SORT_KEYS)
