"""The life of a damage report, as data.

`MOVES` is the table of the contract, row by row: from which state to which, and who may do
it. Everything else here reads it. Open311 knows only open and closed; what it must not know
of at all (not confirmed yet, spam) has no public status.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from gis.errors import Conflict
from gis.viewer import ViewerRole


class State(StrEnum):
    """Where a report stands."""

    UNCONFIRMED = "unconfirmed"
    RECEIVED = "received"
    WAITING_INFO = "waiting_info"
    ACCEPTED = "accepted"
    PLANNED = "planned"
    IN_PROGRESS = "in_progress"
    FORWARDED = "forwarded"
    DONE = "done"
    REJECTED = "rejected"
    DUPLICATE = "duplicate"
    SPAM = "spam"
    REOPENED = "reopened"


class Mover(StrEnum):
    """Who moves a report: the citizen by the tracking token, the town hall, or time."""

    CITIZEN = "citizen"
    CLERK = "clerk"
    PLANNER = "planner"
    CREW = "crew"
    TIME = "time"


@dataclass(frozen=True, slots=True)
class Move:
    """One allowed move.

    Attributes
    ----------
    within : timedelta or None
        Allowed this long after the state was reached, and no longer.
    after : timedelta or None
        Allowed only from this long after the state was reached on.
    """

    who: frozenset[Mover]
    within: timedelta | None = None
    after: timedelta | None = None


PURGE_UNCONFIRMED_AFTER = timedelta(days=7)
NO_ANSWER_AFTER = timedelta(days=21)
REOPEN_WITHIN = timedelta(days=30)

_CITIZEN = frozenset({Mover.CITIZEN})
_CLERK = frozenset({Mover.CLERK})
_PLANNER = frozenset({Mover.PLANNER})
_CREW = frozenset({Mover.CREW})


def _to(who: frozenset[Mover], *states: State) -> dict[State, Move]:
    return {state: Move(who) for state in states}


MOVES: Mapping[State, Mapping[State, Move]] = {
    State.UNCONFIRMED: _to(_CITIZEN, State.RECEIVED),
    State.RECEIVED: _to(
        _CLERK,
        State.ACCEPTED,
        State.WAITING_INFO,
        State.FORWARDED,
        State.REJECTED,
        State.DUPLICATE,
        State.SPAM,
    ),
    State.WAITING_INFO: {
        State.RECEIVED: Move(_CITIZEN),
        State.REJECTED: Move(frozenset({Mover.TIME}), after=NO_ANSWER_AFTER),
    },
    State.ACCEPTED: _to(
        _CLERK,
        State.PLANNED,
        State.IN_PROGRESS,
        State.WAITING_INFO,
        State.FORWARDED,
        State.DUPLICATE,
        State.REJECTED,
    ),
    State.PLANNED: _to(_PLANNER, State.IN_PROGRESS, State.ACCEPTED, State.DUPLICATE),
    State.IN_PROGRESS: _to(_CREW, State.DONE, State.PLANNED, State.DUPLICATE),
    State.FORWARDED: _to(_CLERK, State.ACCEPTED, State.DONE, State.REJECTED),
    State.DONE: {State.REOPENED: Move(_CITIZEN | _CLERK, within=REOPEN_WITHIN)},
    State.REJECTED: _to(_CLERK, State.REOPENED),
    State.DUPLICATE: _to(_CLERK, State.REOPENED),
    State.SPAM: _to(_CLERK, State.RECEIVED),
    State.REOPENED: _to(_CLERK, State.ACCEPTED),
}
"""State -> where it may go -> who takes it there."""

CLOSED = frozenset({State.DONE, State.REJECTED, State.DUPLICATE})
HIDDEN = frozenset({State.UNCONFIRMED, State.SPAM})
OPEN = frozenset(State) - CLOSED - HIDDEN

MOVERS: Mapping[ViewerRole, frozenset[Mover]] = {
    ViewerRole.ANYONE: frozenset(),
    ViewerRole.CREW: _CREW,
    ViewerRole.CLERK: _CLERK,
    ViewerRole.PLANNER: _PLANNER,
    ViewerRole.AUDITOR: frozenset(),
    ViewerRole.MACHINE: frozenset(),
    ViewerRole.ADMIN: _CLERK | _PLANNER | _CREW,
}
"""As whom a role may act. Nobody's role is the citizen's: that takes the tracking token."""


@dataclass(eq=False)
class MoveNotAllowed(Conflict):
    """A report cannot go from where it stands to there, or not by this hand."""

    found: str
    wanted: str
    known: str


def public_status(state: State) -> str | None:
    """Return what Open311 calls the state: ``open``, ``closed``, or None where it shows none."""
    if state in HIDDEN:
        return None
    return "closed" if state in CLOSED else "open"


def states_of(status: str) -> frozenset[State]:
    """Return the states that Open311 calls ``open`` or ``closed``; none for any other word."""
    return {"open": OPEN, "closed": CLOSED}.get(status, frozenset())


def next_states(
    state: State, who: frozenset[Mover], *, since: datetime, now: datetime
) -> tuple[State, ...]:
    """Return where somebody may take a report that stands in `state` since `since`."""
    age = now - since
    return tuple(
        target
        for target, move in MOVES[state].items()
        if move.who & who
        and (move.within is None or age <= move.within)
        and (move.after is None or age >= move.after)
    )


def move(
    state: State, target: State, who: frozenset[Mover], *, since: datetime, now: datetime
) -> State:
    """Return the state after a move.

    Raises
    ------
    MoveNotAllowed
    """
    allowed = next_states(state, who, since=since, now=now)
    if target not in allowed:
        raise MoveNotAllowed(state.value, target.value, ", ".join(allowed) or "-")
    return target


def entry_state(*, confirm_email: bool) -> State:
    """Return where a new report begins its life.

    Parameters
    ----------
    confirm_email : bool
        An address was given on a channel that can ask its owner to confirm.
    """
    return State.UNCONFIRMED if confirm_email else State.RECEIVED
