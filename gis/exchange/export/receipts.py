"""Who confirmed to hold what: receipts of the machines that follow a commune.

A receipt names a cursor, the number of features in each layer and, if its sender can, the
hash of `gis.exchange.export.text.content`. Both are computed here from the journal for that
very revision, whether the sender got there by a full export or by deltas.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, insert, select
from sqlalchemy.dialects.postgresql import distinct_on

from gis import assets
from gis.database import journal
from gis.database.journal import Cursor
from gis.exchange.export.text import content
from gis.session import CommuneSession

_KEPT_STATES = 100


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A layer whose number of features is not what it was at the cursor."""

    layer: str
    expected: int | None
    received: int | None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a receipt is worth: `content` is None where its sender gave no hash."""

    cursor: Cursor
    mismatches: list[Mismatch]
    content: bool | None

    @property
    def matches(self) -> bool:
        """Whether the sender holds what was exported."""
        return not self.mismatches and self.content is not False


def check(
    session: CommuneSession, cursor: str, counts: dict[str, int], sha256: str | None
) -> Verdict:
    """Compare what somebody received with what stood at the cursor.

    Parameters
    ----------
    session : CommuneSession
        A snapshot, so that all layers are counted at one moment.

    Raises
    ------
    CursorGone
        Malformed, of another incarnation, or not reached yet.
    """
    head = journal.head(session)
    at = journal.resume(session, cursor)
    wanted = content(session, None if at == head else at.revision)
    mismatches = [
        Mismatch(name, wanted.counts.get(name), counts.get(name))
        for name in sorted(wanted.counts.keys() | counts.keys())
        if wanted.counts.get(name) != counts.get(name)
    ]
    return Verdict(at, mismatches, None if sha256 is None else sha256 == wanted.sha256)


def keep(
    session: CommuneSession,
    verdict: Verdict,
    counts: dict[str, int],
    sha256: str | None,
    now: datetime,
) -> None:
    """Keep a receipt, good or bad, with its sender."""
    receipt = session.tables.tables["commune.receipt"]
    session.connection.execute(
        insert(receipt).values(
            id=assets.new_id(),
            received_at=now,
            actor=session.viewer.actor,
            incarnation=verdict.cursor.incarnation,
            revision=verdict.cursor.revision,
            counts=counts,
            sha256=sha256,
            matches=verdict.matches,
            mismatches=[asdict(each) for each in verdict.mismatches],
        )
    )


@dataclass(frozen=True, slots=True)
class State:
    """How far one follower is.

    Attributes
    ----------
    behind : int
        Revisions that it has not confirmed.
    behind_since : datetime or None
        When the first of them was written.
    """

    actor: str
    cursor: str
    head: str
    behind: int
    behind_since: datetime | None
    received_at: datetime
    matches: bool
    mismatches: list[dict[str, Any]]


def states(session: CommuneSession) -> list[State]:
    """Return the last receipt of every follower, those first that were heard of last.

    Another follower may hold more than this viewer may see: whether its receipt fits is told,
    but nothing of layers that are hidden here.
    """
    receipt = session.tables.tables["commune.receipt"]
    newest = (
        select(receipt)
        .ext(distinct_on(receipt.c.actor))
        .order_by(receipt.c.actor, receipt.c.received_at.desc(), receipt.c.id.desc())
        .subquery()
    )
    rows = session.connection.execute(
        select(newest).order_by(newest.c.received_at.desc()).limit(_KEPT_STATES)
    ).all()
    head = journal.head(session)
    return [_state(session, row, head) for row in rows]


def _state(session: CommuneSession, row: Row[Any], head: Cursor) -> State:
    revision = session.tables.tables["commune.revision"]
    visible = {layer.name for layer in session.viewer.layers(session.catalogue)}
    at = row.revision if row.incarnation == head.incarnation else 0
    waiting = select(func.count(), func.min(revision.c.at)).where(revision.c.revision > at)
    behind, since = session.connection.execute(waiting).one()
    return State(
        actor=row.actor,
        cursor=str(Cursor(row.incarnation, row.revision)),
        head=str(head),
        behind=behind,
        behind_since=since,
        received_at=row.received_at,
        matches=row.matches,
        mismatches=[each for each in row.mismatches if each["layer"] in visible],
    )
