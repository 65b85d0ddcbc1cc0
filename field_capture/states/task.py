"""The life of a task, as data: who may take it from where to where."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from gis.errors import AlreadyDecided, NotAllowed
from gis.viewer import Action, Viewer


class TaskState(StrEnum):
    """Where a task stands."""

    OPEN = "open"
    DONE = "done"
    CANCELLED = "cancelled"


MOVES: Mapping[TaskState, Mapping[TaskState, Action]] = {
    TaskState.OPEN: {TaskState.DONE: Action.CAPTURE, TaskState.CANCELLED: Action.EDIT},
    TaskState.DONE: {TaskState.OPEN: Action.EDIT},
    # Without reception a crew does what was cancelled meanwhile: then it is done.
    TaskState.CANCELLED: {TaskState.OPEN: Action.EDIT, TaskState.DONE: Action.CAPTURE},
}
"""State -> where it may go -> what one must be allowed to take it there."""


def next_states(state: TaskState, viewer: Viewer) -> tuple[TaskState, ...]:
    """Return where somebody may take a task."""
    return tuple(target for target, action in MOVES[state].items() if viewer.may(action))


def move(state: TaskState, target: TaskState, viewer: Viewer) -> TaskState:
    """Return the state after a move.

    Raises
    ------
    AlreadyDecided
        It does not stand where this could be done.
    NotAllowed
    """
    action = MOVES[state].get(target)
    if action is None:
        raise AlreadyDecided(state.value)
    if not viewer.may(action):
        raise NotAllowed(viewer.role.value, action.value)
    return target
