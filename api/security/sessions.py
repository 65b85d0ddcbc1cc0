"""Browsers that are signed in: each can be listed and ended.

A session's token is new at every sign-in. It lasts for twelve hours without use, a month at most.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Connection, delete, insert, select, update
from uuid_utils.compat import uuid7

from api.security.accounts import Account, by_id
from api.security.tables import SESSION
from api.security.tokens import digest

IDLE = timedelta(hours=12)
LONGEST = timedelta(days=30)
# To note every request would make each a writing one.
_NOTED_EVERY = timedelta(minutes=10)
_PLATFORMS = ("Android", "iPhone", "iPad", "Windows", "Mac OS", "Linux")
_BROWSERS = ("Firefox", "Edg", "OPR", "Chrome", "Safari")


@dataclass(frozen=True, slots=True)
class Open:
    """A signed-in browser as its owner sees it in a list."""

    id: UUID
    label: str
    created_at: datetime
    seen_at: datetime


def label_of(user_agent: str) -> str:
    """Return what a person recognises a browser by; its versions are nobody's business."""
    found = [
        next((name for name in names if name in user_agent), "")
        for names in (_BROWSERS, _PLATFORMS)
    ]
    words = {"Edg": "Edge", "OPR": "Opera"}
    return ", ".join(words.get(name, name) for name in found if name) or "?"


def start(connection: Connection, account: Account, user_agent: str, now: datetime) -> str:
    """Open a session and return its token; nobody can read it again afterwards."""
    token = secrets.token_urlsafe(32)
    connection.execute(delete(SESSION).where(SESSION.c.expires_at <= now))
    connection.execute(
        insert(SESSION).values(
            hash=digest(token),
            id=UUID(str(uuid7())),
            account=account.id,
            label=label_of(user_agent),
            created_at=now,
            seen_at=now,
            expires_at=now + LONGEST,
        )
    )
    return token


def holder(connection: Connection, token: str, now: datetime) -> Account | None:
    """Return whose session this is, None where it is over."""
    row = connection.execute(
        select(SESSION.c.account, SESSION.c.seen_at).where(
            SESSION.c.hash == digest(token),
            SESSION.c.expires_at > now,
            SESSION.c.seen_at > now - IDLE,
        )
    ).one_or_none()
    if row is None:
        return None
    if now - row.seen_at > _NOTED_EVERY:
        connection.execute(
            update(SESSION).where(SESSION.c.hash == digest(token)).values(seen_at=now)
        )
    return by_id(connection, row.account)


def every(connection: Connection, account: Account, now: datetime) -> Sequence[Open]:
    """Return a person's open sessions, the last used first."""
    rows = connection.execute(
        select(SESSION.c.id, SESSION.c.label, SESSION.c.created_at, SESSION.c.seen_at)
        .where(
            SESSION.c.account == account.id,
            SESSION.c.expires_at > now,
            SESSION.c.seen_at > now - IDLE,
        )
        .order_by(SESSION.c.seen_at.desc())
    )
    return [Open(*row) for row in rows]


def identity(connection: Connection, token: str) -> UUID | None:
    """Return under which id a session is listed."""
    return connection.scalar(select(SESSION.c.id).where(SESSION.c.hash == digest(token)))


def end(connection: Connection, account: Account, session: UUID) -> bool:
    """End one of a person's own sessions; tell whether there was one."""
    ended = delete(SESSION).where(SESSION.c.id == session, SESSION.c.account == account.id)
    return bool(connection.execute(ended).rowcount)


def end_others(connection: Connection, account: Account, kept: str | None) -> int:
    """End all of a person's sessions but the one that they use; return how many."""
    ended = delete(SESSION).where(SESSION.c.account == account.id)
    if kept is not None:
        ended = ended.where(SESSION.c.hash != digest(kept))
    return connection.execute(ended).rowcount
