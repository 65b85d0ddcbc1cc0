"""Who is concerned by announced works: "me too" is counted, "tell me" gets letters.

As with reports (`field_capture.reports.supporters`): addresses stand apart, are used for what was
asked for only, and get a second letter only after the first was answered.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, delete, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from field_capture.reports import letters
from field_capture.reports.draft import check_email
from field_capture.reports.moves import KEPT_AFTER_CLOSING
from field_capture.states.order import OVER, OrderState
from field_capture.states.report import PURGE_UNCONFIRMED_AFTER
from field_capture.store import table
from gis import jobs
from gis.assets import new_id
from gis.errors import Invalid, UnknownThing
from gis.session import CommuneSession

KEYS_KEPT = timedelta(days=1)
"""How long one network is told from another where people say "me too"."""

TOLD = frozenset({OrderState.IN_PROGRESS, OrderState.DONE, OrderState.CANCELLED})
"""Where works go when somebody is told."""


@dataclass(frozen=True, slots=True)
class WorksFollower:
    """Somebody who gets letters about works."""

    id: UUID
    work_order: UUID
    email: str
    language: str
    confirmed_at: datetime | None

    reporter = False
    updates = True


def me_too(session: CommuneSession, order: UUID, key: bytes, now: datetime) -> None:
    """Count one more who is concerned, once a day for each network.

    Parameters
    ----------
    key : bytes
        Tells this network from others until tomorrow.
    """
    session.connection.execute(
        upsert(table(session, "order_supporter"))
        .values(id=new_id(), work_order=order, at=now, key_sha256=key)
        .on_conflict_do_nothing()
    )


def counts(session: CommuneSession, orders: Sequence[UUID]) -> dict[UUID, int]:
    """Return how many said "me too" of each order; none are left out."""
    rows = table(session, "order_supporter")
    found = session.connection.execute(
        select(rows.c.work_order, func.count())
        .where(rows.c.work_order.in_(orders))
        .group_by(rows.c.work_order)
    )
    return {order: number for order, number in found}  # noqa: C416  rows are no tuples to mypy


def follow(session: CommuneSession, order: UUID, email: str, language: str, now: datetime) -> None:
    """Let somebody be told what becomes of works, once the address is confirmed.

    Raises
    ------
    Invalid
        It is no address.
    """
    issues = list(check_email(email))
    if issues:
        raise Invalid(issues)
    rows = table(session, "order_follower")
    follower: UUID | None = session.connection.scalar(
        upsert(rows)
        .values(id=new_id(), work_order=order, email=email, language=language, at=now)
        .on_conflict_do_nothing()
        .returning(rows.c.id)
    )
    if follower is None:
        return
    if not letters.asks(session, email, now):
        # Nobody could ever confirm it, and it would be in the way of who asks again tomorrow.
        session.connection.execute(delete(rows).where(rows.c.id == follower))
        return
    commune = session.commune.name
    jobs.enqueue(session.connection, "confirm_letter", commune=commune, follower=str(follower))


def find(session: CommuneSession, follower: UUID) -> WorksFollower:
    """Return somebody who gets letters, or raise `UnknownThing`."""
    rows = table(session, "order_follower")
    names = [rows.c[name] for name in WorksFollower.__slots__]
    row = session.connection.execute(select(*names).where(rows.c.id == follower)).one_or_none()
    if row is None:
        raise UnknownThing("token", "...")
    return WorksFollower(*row)


def confirm(session: CommuneSession, follower: UUID, now: datetime) -> None:
    """Note that somebody reads the mail of an address."""
    rows = table(session, "order_follower")
    session.connection.execute(
        update(rows)
        .where(rows.c.id == follower, rows.c.confirmed_at.is_(None))
        .values(confirmed_at=now)
    )


def stop(session: CommuneSession, follower: UUID) -> None:
    """Send no more letters to somebody, and forget the address."""
    rows = table(session, "order_follower")
    session.connection.execute(delete(rows).where(rows.c.id == follower))


def tell(session: CommuneSession, order: UUID, target: OrderState) -> None:
    """Ask for a letter to each who wants to hear where works went."""
    if target not in TOLD:
        return
    rows = table(session, "order_follower")
    mine = select(rows.c.id).where(rows.c.work_order == order, rows.c.confirmed_at.is_not(None))
    for follower in session.connection.scalars(mine).all():
        jobs.enqueue(
            session.connection,
            "works_letter",
            commune=session.commune.name,
            follower=str(follower),
            state=target.value,
        )


def forget(session: CommuneSession, now: datetime) -> None:
    """Forget addresses and keys that were kept long enough."""
    follower, supporter = table(session, "order_follower"), table(session, "order_supporter")
    session.connection.execute(delete(follower).where(_old_address(session, now)))
    session.connection.execute(
        update(supporter).where(*_old_keys(session, now)).values(key_sha256=None)
    )


def due_addresses(session: CommuneSession, now: datetime) -> Select[Any]:
    """Return the addresses that `forget` would delete."""
    rows = table(session, "order_follower")
    return select(rows.c.id).where(_old_address(session, now))


def due_keys(session: CommuneSession, now: datetime) -> Select[Any]:
    """Return the keys that `forget` would empty."""
    rows = table(session, "order_supporter")
    return select(rows.c.id).where(*_old_keys(session, now))


def _old_address(session: CommuneSession, now: datetime) -> ColumnElement[bool]:
    rows, order = table(session, "order_follower"), table(session, "work_order")
    over = select(order.c.id).where(
        order.c.state.in_([each.value for each in OVER]),
        order.c.changed_at <= now - KEPT_AFTER_CLOSING,
    )
    late = rows.c.at <= now - PURGE_UNCONFIRMED_AFTER
    return or_(rows.c.confirmed_at.is_(None) & late, rows.c.work_order.in_(over))


def _old_keys(session: CommuneSession, now: datetime) -> list[ColumnElement[bool]]:
    rows = table(session, "order_supporter")
    return [rows.c.key_sha256.is_not(None), rows.c.at <= now - KEYS_KEPT]
