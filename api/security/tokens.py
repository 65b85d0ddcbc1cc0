"""Access tokens: 256 random bits, shown once, stored hashed."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, update

from gis.communes import TOKEN
from gis.errors import TokenRevoked, Unauthenticated, UnknownToken
from gis.viewer import Viewer, ViewerRole

EVERY_COMMUNE = "*"


def digest(token: str) -> bytes:
    """Return what is stored of a token. It has 256 random bits: no slow hash is needed."""
    return hashlib.sha256(token.encode()).digest()


def issue(
    connection: Connection,
    *,
    commune: str,
    role: ViewerRole,
    label: str,
    expires_at: datetime | None = None,
) -> str:
    """Make a token and return it; nobody can read it again afterwards."""
    token = "nk_" + secrets.token_urlsafe(32)
    connection.execute(
        insert(TOKEN).values(
            hash=digest(token),
            actor=f"{role.value}-{secrets.token_hex(4)}",
            label=label,
            commune=commune,
            role=role.value,
            expires_at=expires_at,
        )
    )
    return token


@dataclass(frozen=True, slots=True)
class Revoked:
    """A token that is worthless now; `at` is since when, which may be long ago."""

    actor: str
    label: str
    commune: str
    at: datetime


def revoke(connection: Connection, token: str, now: datetime) -> Revoked:
    """Make a token worthless, and tell which it was.

    Raises
    ------
    UnknownToken
    """
    row = connection.execute(
        update(TOKEN)
        .where(TOKEN.c.hash == digest(token))
        .values(revoked_at=func.coalesce(TOKEN.c.revoked_at, now))
        .returning(TOKEN.c.actor, TOKEN.c.label, TOKEN.c.commune, TOKEN.c.revoked_at)
    ).one_or_none()
    if row is None:
        raise UnknownToken
    return Revoked(*row)


def resolve(connection: Connection, token: str, commune: str, now: datetime) -> Viewer:
    """Return who holds this token in this commune.

    Raises
    ------
    Unauthenticated
        Unknown, or for another commune.
    TokenRevoked
        Revoked or expired: its holder keeps what was not sent.
    """
    row = connection.execute(
        select(TOKEN.c.actor, TOKEN.c.role, TOKEN.c.revoked_at, TOKEN.c.expires_at).where(
            TOKEN.c.hash == digest(token),
            TOKEN.c.commune.in_((commune, EVERY_COMMUNE)),
        )
    ).one_or_none()
    if row is None:
        raise Unauthenticated
    if row.revoked_at is not None or (row.expires_at is not None and row.expires_at <= now):
        raise TokenRevoked
    return Viewer(row.actor, ViewerRole(row.role))


def every(connection: Connection, commune: str, now: datetime) -> Sequence[Row[*tuple[Any, ...]]]:
    """Return a commune's valid tokens: actor, label, role, created_at, expires_at."""
    return connection.execute(
        select(TOKEN.c.actor, TOKEN.c.label, TOKEN.c.role, TOKEN.c.created_at, TOKEN.c.expires_at)
        .where(
            TOKEN.c.commune == commune,
            TOKEN.c.revoked_at.is_(None),
            TOKEN.c.expires_at.is_(None) | (TOKEN.c.expires_at > now),
        )
        .order_by(TOKEN.c.created_at)
    ).all()


def labels(connection: Connection, actors: Collection[str]) -> dict[str, str]:
    """Return the labels of those actors that are tokens, also of some that were revoked."""
    asked = select(TOKEN.c.actor, TOKEN.c.label).where(TOKEN.c.actor.in_(actors))
    return {row.actor: row.label for row in connection.execute(asked) if row.label}


def revoke_of(connection: Connection, commune: str, actor: str, now: datetime) -> bool:
    """Make the token worthless by which `actor` acts in a commune; tell whether there was one."""
    result = connection.execute(
        update(TOKEN)
        .where(TOKEN.c.actor == actor, TOKEN.c.commune == commune, TOKEN.c.revoked_at.is_(None))
        .values(revoked_at=now)
    )
    return bool(result.rowcount)
