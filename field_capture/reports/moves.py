"""Moving a report: the one door through which its state changes.

`perform` looks into the table of `field_capture.states.report`, writes what is due on the report
and adds one row to `report_move`, which is never changed again. Everything that tells of a report
(timeline, letters, webhooks, feed) reads that row: an actor is the town hall's opaque id, the
sentence is official, nothing in it is the citizen's.

The clerk's desk asks `possible` what it may offer, and gives `perform` a `Decision`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Row, insert, select, update

from field_capture.states.report import (
    CLOSED,
    HIDDEN,
    MOVERS,
    MOVES,
    Mover,
    State,
    move,
    next_states,
)
from field_capture.store import table
from gis import jobs, local_time
from gis.assets import new_id
from gis.errors import Invalid, Issue, UnknownThing
from gis.session import CommuneSession

KEPT_AFTER_CLOSING = timedelta(days=90)
"""How long contacts of a closed report are kept."""

REASONS: Mapping[State, tuple[str, ...]] = {
    State.DONE: ("repaired", "replaced", "made_safe"),
    State.REJECTED: ("nothing_found", "not_ours", "as_intended", "too_little_told", "no_answer"),
    State.DUPLICATE: ("same_fault",),
}
"""Why a report is closed. What was not repaired has no reason in common with what was."""

_TOLD = CLOSED | {State.WAITING_INFO}
"""States that nobody understands without a sentence."""

_AGENCY_STAYS = CLOSED | {State.FORWARDED}
"""Where another body is, or was, responsible: what comes back from it is the commune's."""

_LONGEST_SENTENCE = 1000
_LONGEST_AGENCY = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Where a report shall go, and what the public reads about it.

    Attributes
    ----------
    reason : str or None
        One of `REASONS`; needed for closing.
    sentence : str or None
        Official words; needed for closing, and for asking something.
    duplicate_of : str or None
        The number of the report that tells of the same; needed for a duplicate.
    expected_at : datetime or None
        Until when it shall be done; what is known already stays where None.
    agency : str or None
        The body that it is handed over to.
    """

    target: State
    reason: str | None = None
    sentence: str | None = None
    duplicate_of: str | None = None
    expected_at: datetime | None = None
    agency: str | None = None


@dataclass(frozen=True, slots=True)
class Moved:
    """One move, as it stands in the history."""

    id: UUID
    report: UUID
    at: datetime
    before: State
    after: State
    mover: Mover
    reason: str | None
    sentence: str | None


def possible(
    session: CommuneSession, number: str, *, now: datetime, who: frozenset[Mover] | None = None
) -> tuple[State, ...]:
    """Return where the viewer may take a report, or where `who` may.

    Raises
    ------
    UnknownThing
    """
    row = _row(session, number)
    movers = MOVERS[session.viewer.role] if who is None else who
    return next_states(State(row.state), movers, since=row.state_since, now=now)


def perform(
    session: CommuneSession,
    report: str | UUID,
    decision: Decision,
    *,
    now: datetime,
    who: frozenset[Mover] | None = None,
) -> Moved:
    """Move a report, by its number or id; write its history and ask for letters.

    Parameters
    ----------
    who : frozenset of Mover, optional
        As whom, where it is not the viewer's role that counts: the citizen by the link, or time.

    Raises
    ------
    UnknownThing, MoveNotAllowed
    Invalid
        With everything that the decision lacks.
    """
    _hold_together(session, report, decision)
    row = _row(session, report, held=True)
    movers = MOVERS[session.viewer.role] if who is None else who
    before = State(row.state)
    after = move(before, decision.target, movers, since=row.state_since, now=now)
    original, missing = _original(session, row, decision)
    issues = [*_issues(decision), *missing, *_left_alone(session, row, decision)]
    if who is None:  # the days of an order come along as they are
        issues += _promise(decision, now)
    if issues:
        raise Invalid(issues)
    mover = min(MOVES[before][after].who & movers)
    moved = Moved(new_id(), row.id, now, before, after, mover, decision.reason, decision.sentence)
    _write_report(session, moved, decision, original)
    _write_history(session, moved)
    _keep_contacts(session, moved)
    jobs.enqueue(
        session.connection,
        "report_moved",
        commune=session.commune.name,
        move=str(moved.id),
        lock=f"report {row.id}",
    )
    return moved


def _hold_together(session: CommuneSession, report: str | UUID, decision: Decision) -> None:
    """Hold a duplicate and its original in one order: of two that name each other one closes."""
    if decision.target is not State.DUPLICATE:
        return
    rows = table(session, "report")
    this = rows.c.id if isinstance(report, UUID) else rows.c.number
    both = (this == report) | (rows.c.number == _number(decision))
    session.connection.execute(select(rows.c.id).where(both).order_by(rows.c.id).with_for_update())


def _number(decision: Decision) -> str:
    return (decision.duplicate_of or "")[:12].replace("\0", "")


def _row(session: CommuneSession, report: str | UUID, *, held: bool = False) -> Any:
    rows = table(session, "report")
    named = rows.c.id if isinstance(report, UUID) else rows.c.number
    query = select(rows.c.id, rows.c.number, rows.c.state, rows.c.state_since).where(
        named == report
    )
    row = session.connection.execute(query.with_for_update() if held else query).one_or_none()
    if row is None:
        raise UnknownThing("service request", str(report)[:40])
    return row


def _issues(decision: Decision) -> Iterator[Issue]:
    target, sentence = decision.target, decision.sentence
    known = REASONS.get(target, ())
    if known and decision.reason is None:
        yield Issue("reason_missing", "reason", details={"known": ", ".join(known)})
    elif decision.reason is not None and decision.reason not in known:
        told = {"value": decision.reason[:40], "known": ", ".join(known) or "-"}
        yield Issue("reason_unknown", "reason", details=told)
    if target in _TOLD and not (sentence and sentence.strip()):
        yield Issue("sentence_missing", "sentence")
    for path, text, most in (
        ("sentence", sentence or "", _LONGEST_SENTENCE),
        ("agency", decision.agency or "", _LONGEST_AGENCY),
    ):
        if len(text) > most:
            yield Issue("too_long", path, details={"length": len(text), "limit": most})
        if "\0" in text:
            yield Issue("control_characters", path)


def _promise(decision: Decision, now: datetime) -> Iterator[Issue]:
    """Yield what is wrong with the day that citizens read as a promise: that it is over."""
    expected = decision.expected_at
    today = datetime.combine(local_time.day(now), time(), local_time.ZONE)
    if expected is not None and expected < today:
        yield Issue("date_past", "expected_at", details={"value": expected.date().isoformat()})


def _original(
    session: CommuneSession, row: Row[Any], decision: Decision
) -> tuple[UUID | None, list[Issue]]:
    """Return the report that this one repeats, and what is wrong with that."""
    if decision.target is not State.DUPLICATE:
        return None, []
    report = table(session, "report")
    found = session.connection.execute(
        select(report.c.id, report.c.duplicate_of, report.c.state).where(
            report.c.number == _number(decision)
        )
    ).one_or_none()
    # A duplicate of a duplicate would lead the citizen in circles.
    unfit = found is None or found.id == row.id or State(found.state) in HIDDEN
    if found is None or unfit or found.duplicate_of is not None:
        details = {"value": (decision.duplicate_of or "")[:40]}
        return None, [Issue("original_unknown", "duplicate_of", details=details)]
    return found.id, []


def _left_alone(session: CommuneSession, row: Row[Any], decision: Decision) -> Iterator[Issue]:
    """Yield that others were closed as this one: as spam nobody would hear of them any more."""
    if decision.target is not State.SPAM:
        return
    report = table(session, "report")
    others = session.connection.scalars(
        select(report.c.number).where(report.c.duplicate_of == row.id).order_by("number").limit(3)
    ).all()
    if others:
        yield Issue("original_of_others", "to", details={"others": ", ".join(others)})


def _write_report(
    session: CommuneSession, moved: Moved, decision: Decision, original: UUID | None
) -> None:
    report = table(session, "report")
    values: dict[str, Any] = {
        "state": moved.after.value,
        "state_since": moved.at,
        "updated_at": moved.at,
        "reason": moved.reason,
        # Words about an earlier state would be read as words about this one.
        "status_note": moved.sentence,
        "duplicate_of": original,
    }
    if decision.expected_at is not None or _ends_promise(moved):
        values["expected_at"] = decision.expected_at
    if decision.agency is not None or moved.after not in _AGENCY_STAYS:
        values["agency"] = decision.agency
    session.connection.execute(update(report).where(report.c.id == moved.report).values(values))


def _ends_promise(moved: Moved) -> bool:
    """Tell whether the day that citizens were told is none any more."""
    given_back = moved.before in (State.PLANNED, State.IN_PROGRESS)
    return moved.after is State.REOPENED or (moved.after is State.ACCEPTED and given_back)


def _write_history(session: CommuneSession, moved: Moved) -> None:
    by_person = moved.mover not in (Mover.CITIZEN, Mover.TIME)
    session.connection.execute(
        insert(table(session, "report_move")).values(
            id=moved.id,
            report=moved.report,
            at=moved.at,
            from_state=moved.before.value,
            to_state=moved.after.value,
            mover=moved.mover.value,
            actor=session.viewer.actor if by_person else None,
            reason=moved.reason,
            sentence=moved.sentence,
        )
    )


def _keep_contacts(session: CommuneSession, moved: Moved) -> None:
    """Let contacts end some time after the closing, and not while something is to be done."""
    over = moved.after in CLOSED or moved.after is State.SPAM
    contact = table(session, "report_contact")
    until = (moved.at + KEPT_AFTER_CLOSING).date() if over else None
    session.connection.execute(
        update(contact).where(contact.c.report == moved.report).values(purge_after=until)
    )


def history(session: CommuneSession, report: UUID) -> list[Moved]:
    """Return every move of a report, the first one first."""
    moves = table(session, "report_move")
    rows = session.connection.execute(
        select(moves).where(moves.c.report == report).order_by(moves.c.at, moves.c.id)
    )
    return [_moved(row) for row in rows]


def actors(session: CommuneSession, report: UUID) -> dict[UUID, str | None]:
    """Return whose hand each move was: an opaque id, for those in the town hall only."""
    moves = table(session, "report_move")
    rows = session.connection.execute(
        select(moves.c.id, moves.c.actor).where(moves.c.report == report)
    )
    return {row.id: row.actor for row in rows}


def find(session: CommuneSession, identity: UUID) -> Moved | None:
    """Return one move; None where the report was purged meanwhile."""
    moves = table(session, "report_move")
    row = session.connection.execute(select(moves).where(moves.c.id == identity)).one_or_none()
    return None if row is None else _moved(row)


def _moved(row: Row[Any]) -> Moved:
    return Moved(
        row.id,
        row.report,
        row.at,
        State(row.from_state),
        State(row.to_state),
        Mover(row.mover),
        row.reason,
        row.sentence,
    )
