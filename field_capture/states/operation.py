"""What may become of a tablet's operation. Pure."""

from __future__ import annotations

from enum import StrEnum


class State(StrEnum):
    """What became of an operation on the server."""

    APPLIED = "applied"
    MERGED = "merged"
    CONFLICT = "conflict"
    HELD = "held"
    REJECTED = "rejected"
    RESOLVED = "resolved"


DONE = frozenset({State.APPLIED, State.MERGED, State.CONFLICT, State.RESOLVED})
"""States in which an operation has been done, as far as it could be."""
