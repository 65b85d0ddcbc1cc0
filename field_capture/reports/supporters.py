"""Who else is concerned by a report: "me too" is counted, "tell me" gets letters.

How many are concerned is public. An address is kept apart (`report_follower`), used for what its
owner asked for only, and only once the owner has confirmed it by the first letter.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, delete, func, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from field_capture.reports import letters, public_report
from field_capture.reports.draft import check_email
from field_capture.states.report import CLOSED, State
from field_capture.store import table
from gis import jobs
from gis.assets import new_id
from gis.errors import Invalid, UnknownThing
from gis.session import CommuneSession

ASKED_BY = "confirm_letter"
"""The job that asks somebody to confirm an address."""


@dataclass(frozen=True, slots=True)
class Follower:
    """Somebody who gets letters about a report.

    Attributes
    ----------
    reporter : bool
        Sent the report; others asked to be told.
    updates : bool
        Wants to hear of every change.
    at : datetime
        When the address was given, for the last time.
    """

    id: UUID
    report: UUID
    email: str
    language: str
    reporter: bool
    updates: bool
    confirmed_at: datetime | None
    at: datetime


def me_too(session: CommuneSession, number: str, key: bytes, now: datetime) -> bool:
    """Count one more who is concerned, once a day for each network.

    Not of what is closed: nobody would read that somebody is concerned. Returns whether it counts.

    Parameters
    ----------
    key : bytes
        Tells this network from others until tomorrow.

    Raises
    ------
    UnknownThing
    """
    report, state = _public(session, number)
    if state in CLOSED:
        return False
    rows = table(session, "report_supporter")
    session.connection.execute(
        upsert(rows)
        .values(id=new_id(), report=report, at=now, key_sha256=key)
        .on_conflict_do_nothing()
    )
    return True


def counts(session: CommuneSession, reports: Sequence[UUID]) -> dict[UUID, int]:
    """Return how many others said "me too" of each report; none are left out."""
    rows = table(session, "report_supporter")
    found = session.connection.execute(
        select(rows.c.report, func.count())
        .where(rows.c.report.in_(reports))
        .group_by(rows.c.report)
    )
    return {report: number for report, number in found}  # noqa: C416  rows are no tuples to mypy


def follow(session: CommuneSession, number: str, email: str, language: str, now: datetime) -> None:
    """Let somebody be told what becomes of a report, once the address is confirmed.

    One address gets one letter about a report that asks for it, however often it is given here:
    nobody can be flooded through us. Whether it was given before is told to nobody. Where its
    letters of the day are used up nothing is kept, so that asking again on another day helps.

    Raises
    ------
    UnknownThing
    Invalid
        It is no address.
    """
    report, _ = _public(session, number)
    add(session, report, email, language, now=now, updates=True)


def add(  # noqa: PLR0913  who, of what, and what for
    session: CommuneSession,
    report: UUID,
    email: str,
    language: str,
    *,
    now: datetime,
    updates: bool,
    reporter: bool = False,
) -> UUID | None:
    """Keep an address and ask its owner to confirm; None where it is kept already.

    An address that may not be asked today (`letters.asks`) is not kept either.

    Raises
    ------
    Invalid
    """
    values = row(email, language, now=now, updates=updates, reporter=reporter)
    rows = table(session, "report_follower")
    # Who wanted no letters, or no more, and is named again, is asked again.
    again = {"updates": True, "confirmed_at": None, "at": now}
    with session.connection.begin_nested() as kept:
        follower: UUID | None = session.connection.scalar(
            upsert(rows)
            .values(report=report, **values)
            .on_conflict_do_update(
                index_elements=["report", "email"], set_=again, where=~rows.c.updates & updates
            )
            .returning(rows.c.id)
        )
        if follower is None:
            return None
        if not letters.asks(session, email, now):
            # Nobody could ever confirm it, and it would be in the way of who asks again tomorrow.
            kept.rollback()
            return None
    commune = session.commune.name
    jobs.enqueue(session.connection, ASKED_BY, commune=commune, follower=str(follower))
    return follower


def row(
    email: str, language: str, *, now: datetime, updates: bool, reporter: bool
) -> dict[str, Any]:
    """Return the row of somebody who is to be told, but for the report.

    Raises
    ------
    Invalid
    """
    issues = list(check_email(email))
    if issues:
        raise Invalid(issues)
    return {
        "id": new_id(),
        "email": email,
        "language": language,
        "reporter": reporter,
        "updates": updates,
        "at": now,
    }


def find(session: CommuneSession, follower: UUID) -> Follower:
    """Return somebody who gets letters, or raise `UnknownThing`."""
    rows = table(session, "report_follower")
    names = [rows.c[name] for name in Follower.__slots__]
    row = session.connection.execute(select(*names).where(rows.c.id == follower)).one_or_none()
    if row is None:
        raise UnknownThing("token", "...")
    return Follower(*row)


def to_tell(session: CommuneSession, report: UUID, *, besides: bool = False) -> list[Follower]:
    """Return who is told of a change of a report: confirmed, and asked for it.

    Parameters
    ----------
    besides : bool
        Also who follows a duplicate of it. Nobody twice: who follows the report itself is told of
        that; else an address hears of the duplicate that it sent rather than of one it followed.
    """
    rows = table(session, "report_follower")
    about = _with_duplicates(session, report) if besides else [report]
    found = session.connection.execute(
        select(*(rows.c[name] for name in Follower.__slots__))
        .where(rows.c.report.in_(about), rows.c.updates, rows.c.confirmed_at.is_not(None))
        .order_by(rows.c.report != report, ~rows.c.reporter, rows.c.report, rows.c.id)
    )
    told: dict[str, Follower] = {}
    for each in (Follower(*row) for row in found):
        told.setdefault(each.email.lower(), each)
    return list(told.values())


def _with_duplicates(session: CommuneSession, report: UUID) -> Select[tuple[UUID]]:
    """Return the ids of a report, its duplicates, and theirs: an original may become one later."""
    rows = table(session, "report")
    one = select(rows.c.id).where(rows.c.id == report).cte("same", recursive=True)
    same = one.union(select(rows.c.id).where(rows.c.duplicate_of == one.c.id))
    return select(same.c.id)


def confirm(session: CommuneSession, follower: UUID, now: datetime) -> None:
    """Note that somebody reads the mail of an address."""
    rows = table(session, "report_follower")
    session.connection.execute(
        update(rows)
        .where(rows.c.id == follower, rows.c.confirmed_at.is_(None))
        .values(confirmed_at=now)
    )


def stop(session: CommuneSession, follower: UUID) -> None:
    """Send no more letters to somebody, and forget the address of who only wanted those."""
    rows = table(session, "report_follower")
    session.connection.execute(delete(rows).where(rows.c.id == follower, ~rows.c.reporter))
    session.connection.execute(update(rows).where(rows.c.id == follower).values(updates=False))


def _public(session: CommuneSession, number: str) -> tuple[UUID, State]:
    report = table(session, "report")
    found = session.connection.execute(
        select(report.c.id, report.c.state).where(
            report.c.number == number.replace("\0", "")[:12], *public_report.shown(report)
        )
    ).one_or_none()
    if found is None:
        raise UnknownThing("service request", number[:40])
    return found.id, State(found.state)
