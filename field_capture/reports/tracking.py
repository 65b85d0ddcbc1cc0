"""What whoever has the link of a report may see and do: follow it, answer, open it again.

The link is 256 random bits; its hash is looked up, so that guessing tells nothing by time.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import insert, select

from field_capture.reports import moves, public_report
from field_capture.reports.links import hashed
from field_capture.reports.moves import Decision
from field_capture.reports.public_report import PublicReport
from field_capture.states.report import MoveNotAllowed, Mover, State, next_states
from field_capture.store import table
from gis.assets import new_id
from gis.errors import Invalid, Issue, UnknownThing
from gis.session import CommuneSession

LONGEST_ANSWER = 4000
_CITIZEN = frozenset({Mover.CITIZEN})


@dataclass(frozen=True, slots=True)
class Tracked:
    """A report, to who sent it. Not confirmed yet is told here, and only here."""

    id: UUID
    number: str
    state: State
    state_since: datetime

    def may(self, target: State, now: datetime) -> bool:
        """Tell whether the citizen may take it there."""
        return target in next_states(self.state, _CITIZEN, since=self.state_since, now=now)


def opened(session: CommuneSession, token: str) -> Tracked:
    """Return the report that a link opens.

    Raises
    ------
    UnknownThing
        There is none, or it was taken for spam.
    """
    report = table(session, "report")
    row = session.connection.execute(
        select(report.c.id, report.c.number, report.c.state, report.c.state_since).where(
            report.c.token_sha256 == hashed(token), report.c.state != State.SPAM.value
        )
    ).one_or_none()
    if row is None:
        # The token itself opens a page: it goes into no sentence and no log.
        raise UnknownThing("token", "...")
    return Tracked(row.id, row.number, State(row.state), row.state_since)


def as_public(session: CommuneSession, tracked: Tracked) -> PublicReport | None:
    """Return what of a report its sender reads; None while it waits to be confirmed.

    Who sent it sees it also while nobody else does.
    """
    if tracked.state is State.UNCONFIRMED:
        return None
    return public_report.by_id(session, tracked.id)


def still_broken(session: CommuneSession, token: str, now: datetime) -> None:
    """Open a report again, within thirty days of the repair; a second tap finds it open.

    Raises
    ------
    UnknownThing, MoveNotAllowed
    """
    report = opened(session, token)
    try:
        moves.perform(session, report.id, Decision(target=State.REOPENED), now=now, who=_CITIZEN)
    except MoveNotAllowed as error:
        if error.found != State.REOPENED:
            raise


def answer(session: CommuneSession, token: str, text: str, now: datetime) -> None:
    """Answer the town hall's question; only the town hall reads it. The same twice is once.

    Raises
    ------
    UnknownThing, MoveNotAllowed
    Invalid
        Nothing is said, or too much.
    """
    report, said = opened(session, token), text.strip()
    issues = []
    if not said:
        issues.append(Issue("missing", "answer"))
    if len(said) > LONGEST_ANSWER:
        details = {"length": len(said), "limit": LONGEST_ANSWER}
        issues.append(Issue("too_long", "answer", details=details))
    if "\0" in said:
        issues.append(Issue("control_characters", "answer"))
    if issues:
        raise Invalid(issues)
    rows = table(session, "report_answer")
    try:
        moves.perform(session, report.id, Decision(target=State.RECEIVED), now=now, who=_CITIZEN)
    except MoveNotAllowed:
        twice = select(rows.c.id).where(
            rows.c.report == report.id, rows.c.body == said, ~rows.c.by_other
        )
        if session.connection.scalar(twice.limit(1)) is None:
            raise
        return
    session.connection.execute(
        insert(rows).values(id=new_id(), report=report.id, at=now, body=said)
    )


def confirm(session: CommuneSession, report: UUID, now: datetime) -> None:
    """Let a report count, now that somebody reads the mail of its address."""
    rows = table(session, "report")
    state = session.connection.scalar(select(rows.c.state).where(rows.c.id == report))
    if state == State.UNCONFIRMED.value:
        moves.perform(session, report, Decision(target=State.RECEIVED), now=now, who=_CITIZEN)
