"""Accounts of people and their roles in communes.

A person is an account with a name to sign in with; what they may do is one role for each
commune, or everything everywhere for those who look after the installation. The journal knows
the account's actor only, so that a name can be forgotten and the history stays.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, delete, exists, func, select, update
from sqlalchemy.dialects import postgresql
from uuid_utils.compat import uuid7

from api.security.errors import BadLogin, LastAdmin, LoginTaken
from api.security.tables import (
    ACCOUNT,
    INVITATION,
    MEMBERSHIP,
    PASSKEY,
    PASSWORD,
    SESSION,
)
from gis.errors import UnknownThing
from gis.viewer import ANYONE, Viewer, ViewerRole

_LOGIN = re.compile(r"[\w.+\-]+(@[\w.\-]+)?\Z")
_LONGEST_LOGIN = 120
MEMBER_ROLES = (
    ViewerRole.CREW,
    ViewerRole.CLERK,
    ViewerRole.PLANNER,
    ViewerRole.AUDITOR,
    ViewerRole.ADMIN,
)
"""What a person can be in a commune; machines have tokens."""


@dataclass(frozen=True, slots=True)
class Account:
    """A person who may sign in; `everywhere` administers the whole installation."""

    id: UUID
    actor: str
    login: str
    name: str
    everywhere: bool


@dataclass(frozen=True, slots=True)
class Member:
    """A person's part in a commune, and how they can sign in so far."""

    account: Account
    role: ViewerRole
    disabled: bool
    password: bool
    passkeys: int
    invited: bool


_COLUMNS = (
    ACCOUNT.c.id,
    ACCOUNT.c.actor,
    ACCOUNT.c.login,
    ACCOUNT.c.name,
    ACCOUNT.c.everywhere,
)


def _account(row: Row[*tuple[Any, ...]]) -> Account:
    return Account(row.id, row.actor, row.login, row.name, row.everywhere)


def normal(login: str) -> str:
    """Return a name to sign in with as it is stored: nobody remembers capitals.

    Raises
    ------
    BadLogin
    """
    found = login.strip().casefold()
    if len(found) > _LONGEST_LOGIN or not _LOGIN.match(found):
        raise BadLogin(login[:60])
    return found


def create(connection: Connection, login: str, name: str, *, everywhere: bool = False) -> Account:
    """Make an account that cannot sign in yet.

    Raises
    ------
    BadLogin, LoginTaken
    """
    login = normal(login)
    made = (
        postgresql.insert(ACCOUNT)
        .values(
            id=UUID(str(uuid7())),
            actor=f"p-{secrets.token_hex(6)}",
            login=login,
            name=name.strip()[:120] or login,
            everywhere=everywhere,
        )
        .on_conflict_do_nothing(index_elements=["login"])
        .returning(*_COLUMNS)
    )
    row = connection.execute(made).one_or_none()
    if row is None:
        raise LoginTaken(login)
    return _account(row)


def by_login(connection: Connection, login: str) -> Account | None:
    """Return the account that signs in so, if it may."""
    found = login.strip().casefold()[:_LONGEST_LOGIN]
    asked = select(*_COLUMNS).where(ACCOUNT.c.login == found, ACCOUNT.c.disabled_at.is_(None))
    row = connection.execute(asked).one_or_none()
    return _account(row) if row else None


def by_id(connection: Connection, identity: UUID) -> Account | None:
    """Return an account that may sign in."""
    asked = select(*_COLUMNS).where(ACCOUNT.c.id == identity, ACCOUNT.c.disabled_at.is_(None))
    row = connection.execute(asked).one_or_none()
    return _account(row) if row else None


def names(connection: Connection, actors: Collection[str]) -> dict[str, str]:
    """Return the names of those actors that are people, also of some who may no longer sign in."""
    asked = select(ACCOUNT.c.actor, ACCOUNT.c.name).where(ACCOUNT.c.actor.in_(actors))
    return {row.actor: row.name for row in connection.execute(asked)}


def colleagues(connection: Connection, commune: str) -> list[tuple[str, str, ViewerRole]]:
    """Return actor, name and role of those who work in a commune, by name.

    It asks for no more than the role in which a commune is served may read.
    """
    asked = (
        select(ACCOUNT.c.actor, ACCOUNT.c.name, MEMBERSHIP.c.role)
        .join(MEMBERSHIP, MEMBERSHIP.c.account == ACCOUNT.c.id)
        .where(MEMBERSHIP.c.commune == commune, ACCOUNT.c.disabled_at.is_(None))
        .order_by(ACCOUNT.c.name)
    )
    return [(row.actor, row.name, ViewerRole(row.role)) for row in connection.execute(asked)]


def viewer(connection: Connection, account: Account, commune: str) -> Viewer:
    """Return what a person is in a commune: a citizen like all where they have no role."""
    if account.everywhere:
        return Viewer(account.actor, ViewerRole.ADMIN)
    role = connection.scalar(
        select(MEMBERSHIP.c.role).where(
            MEMBERSHIP.c.account == account.id, MEMBERSHIP.c.commune == commune
        )
    )
    return Viewer(account.actor, ViewerRole(role)) if role else ANYONE


def roles(connection: Connection, account: Account) -> dict[str, ViewerRole]:
    """Return a person's communes and what they are there."""
    asked = select(MEMBERSHIP.c.commune, MEMBERSHIP.c.role).where(
        MEMBERSHIP.c.account == account.id
    )
    return {commune: ViewerRole(role) for commune, role in connection.execute(asked)}


def members(connection: Connection, commune: str) -> list[Member]:
    """Return the people of a commune by name."""
    asked = (
        select(
            *_COLUMNS,
            MEMBERSHIP.c.role,
            ACCOUNT.c.disabled_at.is_not(None).label("disabled"),
            exists().where(PASSWORD.c.account == ACCOUNT.c.id).label("password"),
            select(func.count())
            .where(PASSKEY.c.account == ACCOUNT.c.id)
            .scalar_subquery()
            .label("passkeys"),
            exists().where(INVITATION.c.account == ACCOUNT.c.id).label("invited"),
        )
        .join(MEMBERSHIP, MEMBERSHIP.c.account == ACCOUNT.c.id)
        .where(MEMBERSHIP.c.commune == commune)
        .order_by(ACCOUNT.c.name)
    )
    return [
        Member(
            _account(row),
            ViewerRole(row.role),
            row.disabled,
            row.password,
            row.passkeys,
            row.invited,
        )
        for row in connection.execute(asked)
    ]


def member(connection: Connection, commune: str, identity: UUID) -> Member:
    """Return one of a commune's people.

    Raises
    ------
    UnknownThing
        Nobody, or somebody of another commune.
    """
    for each in members(connection, commune):
        if each.account.id == identity:
            return each
    raise UnknownThing("account", str(identity))


def join(connection: Connection, account: Account, commune: str, role: ViewerRole) -> None:
    """Give a person a role in a commune, in place of the one they had.

    Raises
    ------
    LastAdmin
    """
    if role is not ViewerRole.ADMIN:
        _keep_an_admin(connection, account, commune)
    made = postgresql.insert(MEMBERSHIP).values(
        account=account.id, commune=commune, role=role.value
    )
    connection.execute(
        made.on_conflict_do_update(index_elements=["account", "commune"], set_={"role": role.value})
    )


def leave(connection: Connection, account: Account, commune: str) -> None:
    """Take a person's role in a commune away.

    Raises
    ------
    LastAdmin
    """
    _keep_an_admin(connection, account, commune)
    connection.execute(
        delete(MEMBERSHIP).where(
            MEMBERSHIP.c.account == account.id, MEMBERSHIP.c.commune == commune
        )
    )


def _keep_an_admin(connection: Connection, account: Account, commune: str) -> None:
    # Locked, so that two administrators do not demote each other at the same moment.
    admins = connection.scalars(
        select(MEMBERSHIP.c.account)
        .where(MEMBERSHIP.c.commune == commune, MEMBERSHIP.c.role == ViewerRole.ADMIN.value)
        .with_for_update()
    ).all()
    if list(admins) == [account.id]:
        raise LastAdmin


def disable(connection: Connection, account: Account, now: datetime) -> None:
    """Let a person sign in no more, and end all that they have open."""
    connection.execute(update(ACCOUNT).where(ACCOUNT.c.id == account.id).values(disabled_at=now))
    for table in (SESSION, INVITATION):
        connection.execute(delete(table).where(table.c.account == account.id))


def everybody(connection: Connection) -> list[tuple[Account, bool, dict[str, ViewerRole]]]:
    """Return all accounts of the installation: whether they are disabled, and their roles."""
    asked = select(*_COLUMNS, ACCOUNT.c.disabled_at).order_by(ACCOUNT.c.login)
    rows = connection.execute(asked).all()
    return [
        (_account(row), row.disabled_at is not None, roles(connection, _account(row)))
        for row in rows
    ]


def looks_after_all(connection: Connection, actor: str) -> bool:
    """Tell whether somebody administers the whole installation."""
    asked = select(ACCOUNT.c.everywhere).where(
        ACCOUNT.c.actor == actor, ACCOUNT.c.disabled_at.is_(None)
    )
    return bool(connection.scalar(asked))
