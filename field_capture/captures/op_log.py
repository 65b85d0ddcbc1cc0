"""The log of operations: each one once, whatever the network does; read and written in sets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, insert, select, update

from field_capture import store
from field_capture.captures import kept_issues
from field_capture.captures.operations import Operation
from field_capture.states.operation import DONE, State
from gis.database import journal
from gis.errors import Issue
from gis.session import CommuneSession

REFERENCE_HELD = "reference_held"
"""Why an operation is held that refers to an asset which waits for a planner itself."""


@dataclass(slots=True)
class Outcome:
    """What became of an operation.

    Attributes
    ----------
    version : int or None
        Of the asset afterwards.
    conflicts : list of dict
        New ones: ``id``, ``field``, ``base``, ``theirs``, ``ours`` as JSON has them.
    quarantined : dict
        Fields that nobody knows any more, with their values.
    """

    state: State
    version: int | None = None
    code: str | None = None
    reasons: Sequence[Issue] = ()
    conflicts: Sequence[Mapping[str, Any]] = ()
    quarantined: Mapping[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Entry:
    """One operation in the log; `revision` is the journal's, where it was written before."""

    op_id: UUID
    body_sha256: bytes
    body: Any
    layer: str | None
    asset: UUID | None
    kind: str
    after: UUID | None
    seq: int
    actor: str
    outcome: Outcome
    offset: timedelta = timedelta()
    fresh: bool = True
    revision: int | None = None

    @property
    def operation(self) -> Operation:
        """The operation itself; what is in the log has been read before."""
        return Operation.model_validate(self.body)

    @property
    def place(self) -> tuple[str, UUID]:
        """The layer and the asset of an operation about one."""
        if self.layer is None or self.asset is None:
            raise LookupError(self.op_id)
        return self.layer, self.asset

    @property
    def done(self) -> bool:
        """Whether it has been carried out, as far as it could be."""
        return self.outcome.state in DONE


class Log:
    """The part of a commune's log that some operations concern, inside one transaction.

    Everything is read at once and written at once: 500 operations cost two statements here.
    """

    def __init__(self, session: CommuneSession) -> None:
        self.session = session
        self._entries: dict[UUID, Entry] = {}
        self._changed: dict[UUID, Entry] = {}

    def load(self, ids: Iterable[UUID], assets: Iterable[UUID]) -> None:
        """Read the operations with these ids, and those of these assets that are held."""
        table = store.table(self.session, "operation")
        wanted = table.c.op_id.in_(list(ids))
        held = table.c.asset.in_(list(assets)) & (table.c.state == State.HELD.value)
        for entry in self._read(wanted | held):
            self._entries[entry.op_id] = entry

    def _read(self, which: ColumnElement[bool]) -> list[Entry]:
        """Read operations, but for those that are newer here: they are not written yet."""
        table = store.table(self.session, "operation")
        revision = self.session.tables.tables["commune.revision"]
        query = select(table, revision.c.revision).outerjoin(revision, revision.c.tx == table.c.tx)
        rows = self.session.connection.execute(query.where(which))
        return [_entry(row) for row in rows if row.op_id not in self._changed]

    def get(self, op_id: UUID) -> Entry | None:
        """Return an operation that was loaded or added."""
        return self._entries.get(op_id)

    def find(self, op_id: UUID) -> Entry | None:
        """Return an operation, wherever it is."""
        if op_id not in self._entries:
            self.load([op_id], [])
        return self._entries.get(op_id)

    def reload(self, op_id: UUID) -> None:
        """Read again what became of an operation, unless it is about to be written anyhow."""
        if op_id in self._entries and op_id not in self._changed:
            self.load([op_id], [])

    def add(self, entry: Entry) -> None:
        """Add an operation, or note what has become of one."""
        self._entries[entry.op_id] = self._changed[entry.op_id] = entry

    def held(self, asset: UUID) -> list[Entry]:
        """Return what is held for an asset, in the order of the tablets."""
        found = [
            each
            for each in self._entries.values()
            if each.asset == asset and each.outcome.state is State.HELD
        ]
        return sorted(found, key=lambda each: (str(each.body["device_id"]), each.seq))

    def referring(self, asset: UUID) -> list[Entry]:
        """Return what is held as long as an asset is that it refers to."""
        table = store.table(self.session, "operation")
        about = [{"code": REFERENCE_HELD, "details": {"value": str(asset)}}]
        waits = table.c.result["reasons"].contains(about)
        return self._read((table.c.state == State.HELD.value) & waits)

    def flush(self, now: datetime) -> None:
        """Write what was added and what changed, with its conflicts."""
        fresh = [each for each in self._changed.values() if each.fresh]
        later = [each for each in self._changed.values() if not each.fresh]
        table = store.table(self.session, "operation")
        tx = journal.own_tx(self.session) if self._changed else None
        if fresh:
            rows = [{**_row(each, now), "tx": tx} for each in fresh]
            self.session.connection.execute(insert(table), rows)
        for each in later:
            result = {**_result(each.outcome), "tx": tx}
            self.session.connection.execute(
                update(table).where(table.c.op_id == each.op_id).values(**result)
            )
        clashes = [
            {
                **row,
                "op_id": e.op_id,
                "layer": e.layer,
                "asset": e.asset,
                "actor": e.actor,
                "at": now,
                "schema_version": self.session.catalogue.version,
            }
            for e in self._changed.values()
            for row in e.outcome.conflicts
        ]
        if clashes:
            self.session.connection.execute(insert(store.table(self.session, "conflict")), clashes)
        for each in self._changed.values():
            each.fresh, each.revision = False, None
        self._changed.clear()


def _entry(row: Row[Any]) -> Entry:
    kept = row.result
    outcome = Outcome(
        State(row.state),
        row.version,
        kept.get("code"),
        kept_issues.read(kept["reasons"]),
        quarantined=kept["quarantined"],
    )
    return Entry(
        op_id=row.op_id,
        body_sha256=bytes(row.body_sha256),
        body=row.body,
        layer=row.layer,
        asset=row.asset,
        kind=row.kind,
        after=row.after,
        seq=row.seq,
        actor=row.actor,
        outcome=outcome,
        offset=timedelta(seconds=row.clock_offset_s),
        fresh=False,
        revision=row.revision,
    )


def _row(entry: Entry, now: datetime) -> dict[str, Any]:
    return {
        "op_id": entry.op_id,
        "body_sha256": entry.body_sha256,
        "body": entry.body,
        "device": UUID(entry.body["device_id"]),
        "seq": entry.seq,
        "actor": entry.actor,
        "layer": entry.layer,
        "asset": entry.asset,
        "kind": entry.kind,
        "after": entry.after,
        "clock_offset_s": entry.offset.total_seconds(),
        "received_at": now,
        **_result(entry.outcome),
    }


def _result(outcome: Outcome) -> dict[str, Any]:
    return {
        "state": outcome.state.value,
        "version": outcome.version,
        "result": {
            "code": outcome.code,
            "reasons": kept_issues.keep(outcome.reasons),
            "quarantined": dict(outcome.quarantined),
        },
    }
