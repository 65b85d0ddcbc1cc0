"""The life of a work order, as data: who may take it from where to where, and what follows.

One order serves many reports. What its moves mean for them is read from the reports' own table
(`field_capture.states.report`): `way` finds the moves that lead a report to where the order stands,
and finds none where a report's state forbids it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from field_capture.states.report import MOVES as REPORT_MOVES
from field_capture.states.report import Mover, State
from gis.errors import Conflict


class OrderState(StrEnum):
    """Where an order stands."""

    DRAFT = "draft"
    PLANNED = "planned"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    CANCELLED = "cancelled"


class StopState(StrEnum):
    """Where one place of an order stands."""

    OPEN = "open"
    DONE = "done"
    NOT_FOUND = "not_found"
    CANCELLED = "cancelled"


class OrderKind(StrEnum):
    """What an order is for."""

    REPAIR = "repair"
    REPLACEMENT = "replacement"
    INSPECTION = "inspection"


class Outcome(StrEnum):
    """What a crew found or did at a stop; but for the last, the reasons of a closed report."""

    REPAIRED = "repaired"
    REPLACED = "replaced"
    MADE_SAFE = "made_safe"
    NOT_FOUND = "not_found"


_PLANNER = frozenset({Mover.PLANNER})
_OFFICE = frozenset({Mover.CLERK, Mover.PLANNER})
_CREW = frozenset({Mover.CREW, Mover.PLANNER})
"""A planner writes down what a crew tells by telephone."""

MOVES: Mapping[OrderState, Mapping[OrderState, frozenset[Mover]]] = {
    OrderState.DRAFT: {OrderState.PLANNED: _PLANNER, OrderState.CANCELLED: _OFFICE},
    OrderState.PLANNED: {OrderState.IN_PROGRESS: _CREW, OrderState.CANCELLED: _PLANNER},
    OrderState.IN_PROGRESS: {
        OrderState.DONE: _CREW,
        OrderState.PLANNED: _CREW,
        OrderState.CANCELLED: _PLANNER,
    },
    OrderState.DONE: {},
    OrderState.CANCELLED: {},
}
"""State -> where it may go -> who takes it there."""

MAKERS = _OFFICE
"""Who may begin an order: a clerk gathers reports, a planner plans them."""

EDITORS: Mapping[OrderState, frozenset[Mover]] = {
    OrderState.DRAFT: _OFFICE,
    OrderState.PLANNED: _PLANNER,
    OrderState.IN_PROGRESS: _PLANNER,
    OrderState.DONE: frozenset(),
    OrderState.CANCELLED: frozenset(),
}
"""State -> who may change what an order says, and its stops."""

OVER = frozenset({OrderState.DONE, OrderState.CANCELLED})

REPORTS_AT: Mapping[OrderState, State] = {
    OrderState.PLANNED: State.PLANNED,
    OrderState.IN_PROGRESS: State.IN_PROGRESS,
    OrderState.DONE: State.DONE,
    OrderState.CANCELLED: State.ACCEPTED,
}
"""Where an order takes its reports; a draft promises nothing and leaves them."""

_BETWEEN = (State.ACCEPTED, State.PLANNED, State.IN_PROGRESS)
"""What a report may pass through on its way: never a question, another body or a refusal."""

_OURS = frozenset({State.RECEIVED, State.REOPENED, *_BETWEEN})
"""Where an order may take a report from: not from the citizen, nor from another body."""


@dataclass(eq=False)
class OrderMoveNotAllowed(Conflict):
    """An order cannot go from where it stands to there, or not by this hand."""

    found: str
    wanted: str
    known: str


def next_states(state: OrderState, who: frozenset[Mover]) -> tuple[OrderState, ...]:
    """Return where somebody may take an order."""
    return tuple(target for target, movers in MOVES[state].items() if movers & who)


def move(state: OrderState, target: OrderState, who: frozenset[Mover]) -> OrderState:
    """Return the state after a move.

    Raises
    ------
    OrderMoveNotAllowed
    """
    allowed = next_states(state, who)
    if target not in allowed:
        raise OrderMoveNotAllowed(state.value, target.value, ", ".join(allowed) or "-")
    return target


def way(state: State, target: State) -> tuple[State, ...] | None:
    """Return the shortest way of a report's moves to a state; None where there is none.

    Empty where it stands there already.
    """
    if state is target:
        return ()
    if state not in _OURS:
        return None
    ways: list[tuple[State, ...]] = [()]
    seen = {state}
    while ways:
        so_far = ways.pop(0)
        for following in REPORT_MOVES[so_far[-1] if so_far else state]:
            if following is target:
                return (*so_far, following)
            if following in _BETWEEN and following not in seen:
                seen.add(following)
                ways.append((*so_far, following))
    return None
