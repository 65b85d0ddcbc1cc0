"""The life of a proposed correction, as data: who may take it from where to where."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from gis.errors import AlreadyDecided, NotAllowed
from gis.viewer import Action, Viewer


class ProposalState(StrEnum):
    """Where a proposal stands; what is not open any more stays as it is."""

    OPEN = "open"
    ACCEPTED = "accepted"
    MENDED = "mended"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class Hand(StrEnum):
    """Whose move it is."""

    EDITOR = "editor"
    AUTHOR = "author"


MOVES: Mapping[ProposalState, Mapping[ProposalState, Hand]] = {
    ProposalState.OPEN: {
        ProposalState.ACCEPTED: Hand.EDITOR,
        ProposalState.MENDED: Hand.EDITOR,
        ProposalState.REJECTED: Hand.EDITOR,
        ProposalState.WITHDRAWN: Hand.AUTHOR,
    },
    ProposalState.ACCEPTED: {},
    ProposalState.MENDED: {},
    ProposalState.REJECTED: {},
    ProposalState.WITHDRAWN: {},
}
"""State -> where it may go -> whose hand takes it there."""


def hands(viewer: Viewer, author: str) -> frozenset[Hand]:
    """Return as whom somebody may act on what `author` proposed."""
    found = {Hand.EDITOR} if viewer.may(Action.EDIT) else set()
    if viewer.may(Action.PROPOSE) and viewer.actor == author:
        found.add(Hand.AUTHOR)
    return frozenset(found)


def move(state: ProposalState, target: ProposalState, viewer: Viewer, author: str) -> ProposalState:
    """Return the state after a move.

    Raises
    ------
    AlreadyDecided
        It does not stand where this could be done.
    NotAllowed
        It can be done, but not by this hand.
    """
    hand = MOVES[state].get(target)
    if hand is None:
        raise AlreadyDecided(state.value)
    if hand not in hands(viewer, author):
        raise NotAllowed(viewer.role.value, target.value)
    return target
