"""Links and codes that work once: an invitation, a new beginning, a tablet's enrolment.

Whoever holds one may use it, so it is short-lived, shown once and stored hashed. In a link it
stands behind the #, where no server's log and no referrer sees it.
"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, insert, select

from api.security import tokens
from api.security.accounts import Account, by_id
from api.security.errors import LinkGone
from api.security.tables import ENROLMENT, INVITATION
from api.security.tokens import digest
from gis.viewer import ViewerRole

INVITED_FOR = timedelta(days=7)
ENROLLED_WITHIN = timedelta(minutes=30)
TABLET_FOR = timedelta(days=2 * 365)


def invite(connection: Connection, account: Account, now: datetime) -> str:
    """Return a code by which a person chooses how to sign in; older ones stop working."""
    connection.execute(
        delete(INVITATION).where(
            (INVITATION.c.account == account.id) | (INVITATION.c.expires_at <= now)
        )
    )
    code = secrets.token_urlsafe(24)
    connection.execute(
        insert(INVITATION).values(
            hash=digest(code), account=account.id, expires_at=now + INVITED_FOR
        )
    )
    return code


def invited(connection: Connection, code: str, now: datetime) -> Account:
    """Return whom a code invites, without using it up.

    Raises
    ------
    LinkGone
    """
    identity = connection.scalar(
        select(INVITATION.c.account).where(
            INVITATION.c.hash == digest(code), INVITATION.c.expires_at > now
        )
    )
    account = by_id(connection, identity) if identity else None
    if account is None:
        raise LinkGone
    return account


def use(connection: Connection, code: str, now: datetime) -> Account:
    """Return whom a code invites, and use it up.

    Raises
    ------
    LinkGone
    """
    account = invited(connection, code, now)
    gone = delete(INVITATION).where(INVITATION.c.hash == digest(code))
    if not connection.execute(gone).rowcount:
        raise LinkGone  # somebody was faster
    return account


def enrol(connection: Connection, commune: str, label: str, now: datetime) -> str:
    """Return a code for a tablet, good for half an hour."""
    connection.execute(delete(ENROLMENT).where(ENROLMENT.c.expires_at <= now))
    code = secrets.token_urlsafe(24)
    connection.execute(
        insert(ENROLMENT).values(
            hash=digest(code),
            commune=commune,
            label=label.strip()[:120],
            expires_at=now + ENROLLED_WITHIN,
        )
    )
    return code


def enrolled(connection: Connection, commune: str, code: str, now: datetime) -> tuple[str, str]:
    """Use up a tablet's code; return the tablet's token and label.

    Raises
    ------
    LinkGone
        Used, expired, or of another commune.
    """
    label = connection.scalar(
        delete(ENROLMENT)
        .where(
            ENROLMENT.c.hash == digest(code),
            ENROLMENT.c.commune == commune,
            ENROLMENT.c.expires_at > now,
        )
        .returning(ENROLMENT.c.label)
    )
    if label is None:
        raise LinkGone
    token = tokens.issue(
        connection,
        commune=commune,
        role=ViewerRole.CREW,
        label=label,
        expires_at=now + TABLET_FOR,
    )
    return token, label
