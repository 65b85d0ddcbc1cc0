"""A file and its mapping as plain values, for a form: no library comes with them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Seen:
    """A column of the file: some of what it holds, and all its values where they are few."""

    name: str
    samples: list[str] = field(default_factory=list)
    values: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Table:
    """A layer of the file."""

    name: str
    rows: int
    table: bool
    columns: list[Seen]
    preview: list[list[str]]


@dataclass(slots=True)
class Entry:
    """One line of the mapping as the form has it; `to` is None where the rows are left out.

    `columns` are the mapped ones as ``{"to", "unit", "codes", "decimal"}``; `afresh` asks for a
    new proposal, since the layer was chosen by hand.
    """

    source: str
    to: str | None = None
    where: dict[str, list[str]] = field(default_factory=dict)
    columns: dict[str, dict[str, Any]] = field(default_factory=dict)
    constants: dict[str, Any] = field(default_factory=dict)
    position: dict[str, str] | None = None
    empty_clears: bool = False
    afresh: bool = False
