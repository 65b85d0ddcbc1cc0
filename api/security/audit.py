"""The trail of sign-ins and rights: who came in, whom somebody let in, what was taken back.

It knows actors, never names; who serves can add to it, never change it. It is kept for a year.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import Connection, RowMapping, and_, insert, or_, select

from api.security.tables import ACCOUNT as _ACCOUNT
from api.security.tables import MEMBERSHIP, SIGN_IN_EVENT

KEPT = timedelta(days=365)


class Event(StrEnum):
    """What is written down."""

    SIGNED_IN = "signed_in"
    SIGNED_OUT = "signed_out"
    REFUSED = "refused"
    INVITED = "invited"
    JOINED = "joined"
    ROLE_CHANGED = "role_changed"
    REMOVED = "removed"
    DISABLED = "disabled"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105  no password
    PASSKEY_ADDED = "passkey_added"
    PASSKEY_REMOVED = "passkey_removed"
    SESSION_ENDED = "session_ended"
    TOKEN_ISSUED = "token_issued"  # noqa: S105  no token
    TOKEN_REVOKED = "token_revoked"  # noqa: S105  no token
    TABLET_ENROLLED = "tablet_enrolled"


def record(  # noqa: PLR0913  what an entry holds
    connection: Connection,
    event: Event,
    now: datetime,
    *,
    actor: str | None,
    commune: str | None = None,
    subject: str = "",
) -> None:
    """Write down what happened; `subject` is the actor or label that it happened to."""
    connection.execute(
        insert(SIGN_IN_EVENT).values(
            at=now, kind=event.value, actor=actor, commune=commune, subject=subject[:120]
        )
    )


def recent(
    connection: Connection, commune: str, now: datetime, *, limit: int = 50
) -> Sequence[RowMapping]:
    """Return the newest events of a commune and of its members: at, kind, name, subject.

    What a member did in another commune belongs to that one's trail.
    """
    members = (
        select(_ACCOUNT.c.actor)
        .join(MEMBERSHIP, MEMBERSHIP.c.account == _ACCOUNT.c.id)
        .where(MEMBERSHIP.c.commune == commune)
    )
    found = (
        select(
            SIGN_IN_EVENT.c.at,
            SIGN_IN_EVENT.c.kind,
            SIGN_IN_EVENT.c.subject,
            _ACCOUNT.c.name,
            SIGN_IN_EVENT.c.actor,
        )
        .outerjoin(_ACCOUNT, _ACCOUNT.c.actor == SIGN_IN_EVENT.c.actor)
        .where(
            SIGN_IN_EVENT.c.at > now - KEPT,
            or_(
                SIGN_IN_EVENT.c.commune == commune,
                and_(SIGN_IN_EVENT.c.commune.is_(None), SIGN_IN_EVENT.c.actor.in_(members)),
            ),
        )
        .order_by(SIGN_IN_EVENT.c.id.desc())
        .limit(limit)
    )
    return connection.execute(found).mappings().all()
