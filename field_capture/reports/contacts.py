"""Correcting how a reporter is reached: by who has the report's link, or by the town hall.

What was wrong is overwritten and stands nowhere any more; another address gets letters only once
its owner has confirmed it, and the old one gets none from that moment on.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from field_capture.reports import moves, supporters
from field_capture.reports.draft import check_email, check_phone
from field_capture.reports.moves import Decision
from field_capture.states.report import CLOSED, Mover, State
from field_capture.store import table
from gis.errors import Invalid, Issue
from gis.session import CommuneSession


def may_correct(state: State) -> bool:
    """Tell whether somebody may still be written to about a report."""
    return state not in CLOSED and state is not State.SPAM


def kept(session: CommuneSession, report: UUID) -> Mapping[str, str]:
    """Return how the reporter is reached, hidden but for its ends: for who has the link."""
    rows = table(session, "report_contact")
    row = session.connection.execute(
        select(rows.c.email, rows.c.phone).where(rows.c.report == report)
    ).one_or_none()
    told = {"email": row.email, "phone": row.phone} if row else {}
    return {name: masked(value) for name, value in told.items() if value}


def masked(value: str) -> str:
    """Return an address or a number of which its owner recognises a mistake, and others nothing."""
    name, at, domain = value.partition("@")
    if not at:
        return f"…{value[-2:]}" if len(value) > 4 else "…"  # noqa: PLR2004  two of four tell half
    return f"{name[:1]}…@{domain[:1]}….{domain.rpartition('.')[2]}"


def correct(
    session: CommuneSession,
    report: UUID,
    *,
    email: str | None,
    phone: str | None,
    now: datetime,
) -> None:
    """Let a reporter be reached otherwise; None leaves as it is, nothing but blanks deletes.

    Raises
    ------
    Invalid
        No address, or none left while the report still waits for its owner to confirm one; or the
        report is closed.
    """
    rows = table(session, "report")
    row = session.connection.execute(
        select(rows.c.state, rows.c.language).where(rows.c.id == report).with_for_update()
    ).one()
    state, issues = State(row.state), []
    if not may_correct(state):
        issues.append(Issue("contact_closed", ""))
    email, phone = (each if each is None else each.strip() for each in (email, phone))
    if email:
        issues += check_email(email)
    if phone:
        issues += check_phone(phone)
    if email == "" and state is State.UNCONFIRMED:
        issues.append(Issue("missing", "email"))
    if issues:
        raise Invalid(issues)
    values: dict[str, Any] = {}
    if phone is not None:
        values["phone"] = phone or None
    if email is not None:
        values["email"] = email or None
    if not values:
        return
    contact = table(session, "report_contact")
    session.connection.execute(
        upsert(contact)
        .values(report=report, **values)
        .on_conflict_do_update(index_elements=["report"], set_=values)
    )
    if email is not None:
        _readdress(session, report, email, row.language or "fr", now)


def _readdress(
    session: CommuneSession, report: UUID, email: str, language: str, now: datetime
) -> None:
    """Send the reporter's letters to another address, once that is confirmed, or to none."""
    rows = table(session, "report_follower")
    mine = [rows.c.report == report, rows.c.reporter]
    before = session.connection.execute(
        select(rows.c.email, rows.c.updates).where(*mine)
    ).one_or_none()
    if before is not None and before.email == email:
        return
    session.connection.execute(delete(rows).where(*mine))
    if not email:
        return
    # Who followed as somebody else is the reporter now.
    session.connection.execute(delete(rows).where(rows.c.report == report, rows.c.email == email))
    asked = supporters.add(
        session,
        report,
        email,
        language,
        now=now,
        updates=before.updates if before else True,
        reporter=True,
    )
    if asked is None:
        _unasked(session, report, now)


def _unasked(session: CommuneSession, report: UUID, now: datetime) -> None:
    """Let a clerk look first at what nobody can confirm today, as where it is sent so."""
    rows = table(session, "report")
    waits = [rows.c.id == report, rows.c.state == State.UNCONFIRMED.value]
    doubtful = session.connection.execute(update(rows).where(*waits).values(doubtful=True))
    if doubtful.rowcount:
        received = Decision(target=State.RECEIVED)
        moves.perform(session, report, received, now=now, who=frozenset({Mover.CITIZEN}))
