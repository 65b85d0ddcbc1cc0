"""What tablets send: each operation done exactly once, in their order, and answered for itself.

A batch is one transaction in which every operation has a savepoint of its own: what is wrong with
one stops no other, and a batch that was killed half-way was never there. What was answered before
is answered the same again.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.exc import DataError, IntegrityError

from field_capture.captures import kept_issues
from field_capture.captures.log import Many
from field_capture.captures.op_log import REFERENCE_HELD, Entry, Log, Outcome
from field_capture.captures.operations import Kind, Operation, fingerprint, read
from field_capture.captures.photo_upload import announce
from field_capture.states.operation import State
from field_capture.sync import applying, completing, resolving
from field_capture.sync.applying import Errand, Seen, newer
from gis import assets
from gis.assets import Asset
from gis.errors import (
    Invalid,
    Issue,
    NetzkaartError,
    SameIdOtherContent,
    Severity,
    TooLarge,
    UnknownAsset,
)
from gis.session import CommuneSession
from gis.viewer import Action

MOST_OPERATIONS = 500
"""In one batch."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """The answer to one operation.

    Attributes
    ----------
    op_id : UUID or None
        None where what was sent has none.
    kept : bool
        It is in the log. What is not may be sent again, mended.
    repeated : bool
        It had been received before; nothing was done again.
    revision : int or None
        Of the journal, which brought it; None where this transaction's will be.
    """

    op_id: UUID | None
    outcome: Outcome
    kept: bool = True
    repeated: bool = False
    revision: int | None = None


def push(
    session: CommuneSession, operations: Sequence[Any], now: datetime, offset: timedelta
) -> list[Receipt]:
    """Take in a batch of operations; the receipts stand in the order of the batch.

    Parameters
    ----------
    operations : sequence of parsed JSON
    offset : timedelta
        How far the tablet's clock is behind ours. It is told, and decides nothing.

    Raises
    ------
    TooLarge, NotAllowed, Unauthenticated
    """
    session.viewer.must(Action.CAPTURE)
    if len(operations) > MOST_OPERATIONS:
        raise TooLarge(str(MOST_OPERATIONS))
    _wait(session)
    try:
        with session.connection.begin_nested():
            return _Batch(session, now, offset).receive(operations)
    except (IntegrityError, DataError):
        # Something that no check foresaw: find out which, and do the others all the same.
        return _Batch(session, now, offset, careful=True).receive(operations)


def settle(
    session: CommuneSession, asset: UUID, now: datetime, *, reason: str | None = None
) -> None:
    """Go on with what waited for a planner's decision about a capture.

    Parameters
    ----------
    reason : str, optional
        Why the capture was turned away; None where it became an asset.
    """
    _wait(session)
    # Careful, for what a crew sent must not stand in the way of the decision.
    batch = _Batch(session, now, timedelta(), careful=True)
    batch.log.load([], [asset])
    for entry in batch.log.held(asset):
        if entry.kind == Kind.CREATE:
            entry.outcome = batch.decided(entry, reason)
            batch.log.add(entry)
    batch.release(asset)
    batch.rejoin(asset)
    batch.log.flush(now)


def _wait(session: CommuneSession) -> None:
    """Let one batch of a commune run at a time: two of them could wait for each other's assets."""
    key = func.hashtext(f"sync:{session.commune.name}")
    session.connection.execute(select(func.pg_advisory_xact_lock(key)))


_ONE_STATEMENT = frozenset({Kind.CREATE, Kind.UPDATE, Kind.INSPECT, Kind.RETIRE})


class _Batch:
    """Some operations in one transaction."""

    def __init__(
        self,
        session: CommuneSession,
        now: datetime,
        offset: timedelta,
        *,
        careful: bool = False,
    ) -> None:
        self.session = session
        self.now = now
        self.offset = offset
        self.careful = careful
        self.log = Log(session)
        self.known: dict[UUID, Asset] = {}
        # Where it is to be found out which one fails, each is written on its own.
        self.captures = None if careful else Many(session)

    def receive(self, bodies: Sequence[Any]) -> list[Receipt]:
        found = [read(body) for body in bodies]
        known = [operation for operation, _ in found if operation is not None]
        ids = {each.op_id for each in known} | {each.after for each in known if each.after}
        self.log.load(ids, {each.asset_id for each in known if each.asset_id})
        self._lock(known)
        self._prepare(known)
        receipts: dict[int, Receipt] = {}
        # A tablet's own order, whatever the order of the batch.
        for at in sorted(range(len(bodies)), key=lambda n: _order(found[n][0])):
            operation, issues = found[at]
            if operation is None:
                receipts[at] = _unread(bodies[at], issues)
            else:
                receipts[at] = self._one(operation, bodies[at])
        self._write_captures()
        self.log.flush(self.now)
        return [self._newest(receipts[at]) for at in range(len(bodies))]

    def _lock(self, operations: Sequence[Operation]) -> None:
        """Lock and read in sets what will be merged into."""
        wanted: dict[str, set[UUID]] = {}
        for each in operations:
            if each.kind is Kind.CREATE or each.layer is None or each.asset_id is None:
                continue
            if self.log.get(each.op_id) is None:
                wanted.setdefault(each.layer, set()).add(each.asset_id)
        for layer in self.session.viewer.layers(self.session.catalogue):
            if layer.name in wanted:
                self.known |= assets.locked(self.session, layer, wanted[layer.name])

    def _prepare(self, operations: Sequence[Operation]) -> None:
        """Read in sets what new assets are compared with."""
        wanted: dict[str, set[UUID]] = {}
        for each in operations:
            if each.kind is Kind.CREATE and each.layer and each.asset_id:
                wanted.setdefault(each.layer, set()).add(each.asset_id)
        if self.captures is not None and wanted:
            layers = self.session.viewer.layers(self.session.catalogue)
            known = [(layer, wanted[layer.name]) for layer in layers if layer.name in wanted]
            self.captures.prepare(known)

    def _write_captures(self) -> None:
        if self.captures is not None:
            self.captures.flush()

    def decided(self, entry: Entry, reason: str | None) -> Outcome:
        """Return what a planner's decision makes of the operation that sent a capture."""
        if reason is not None:
            issue = Issue("turned_away", "operation", details={"reason": reason})
            return Outcome(State.REJECTED, reasons=[issue])
        layer, asset = entry.place
        made = assets.get(self.session, self.session.catalogue[layer], asset)
        return Outcome(State.APPLIED, made.version, applying.code_of(made))

    def _newest(self, receipt: Receipt) -> Receipt:
        """Return a receipt with what a later operation of the batch has released."""
        entry = self.log.get(receipt.op_id) if receipt.op_id and receipt.kept else None
        if entry is None:
            return receipt
        return Receipt(
            receipt.op_id, entry.outcome, repeated=receipt.repeated, revision=entry.revision
        )

    def _one(self, operation: Operation, body: Any) -> Receipt:
        sha256 = fingerprint(body)
        earlier = self.log.get(operation.op_id)
        if earlier is not None:
            if earlier.body_sha256 != sha256:
                error = SameIdOtherContent(operation.op_id)
                refused = Outcome(State.REJECTED, reasons=kept_issues.of_error(error))
                return Receipt(operation.op_id, refused, kept=False)
            return Receipt(operation.op_id, earlier.outcome, repeated=True)
        entry = Entry(
            op_id=operation.op_id,
            body_sha256=sha256,
            body=body,
            layer=operation.layer,
            asset=operation.asset_id,
            kind=operation.kind.value,
            after=operation.after,
            seq=operation.seq,
            actor=self.session.viewer.actor,
            outcome=Outcome(State.HELD),
            offset=self.offset,
        )
        self._try(entry, operation)
        if entry.done and entry.asset is not None:
            self.release(entry.asset)
        return Receipt(operation.op_id, entry.outcome)

    def _try(self, entry: Entry, operation: Operation) -> None:
        """Carry out an operation, or note why not."""
        if operation.kind is not Kind.CREATE and (operation.fixes or operation.geometry):
            self._write_captures()  # their observations count
        waiting = 0 if self.captures is None else self.captures.waiting
        # What is one statement needs no savepoint: it fails before it is, or not at all.
        alone = operation.kind in _ONE_STATEMENT and not operation.photos and not self.careful
        try:
            with nullcontext() if alone else self.session.connection.begin_nested():
                entry.outcome = self._outcome(entry, operation)
                if operation.photos:
                    announce(self.session, operation, self.now)
        except NetzkaartError as error:
            self._forget(entry, waiting)
            entry.outcome = Outcome(State.REJECTED, reasons=kept_issues.of_error(error))
        except (IntegrityError, DataError):
            if not self.careful:
                raise
            self._forget(entry, waiting)
            entry.outcome = Outcome(State.REJECTED, reasons=[Issue("not_storable", "operation")])
        self.log.add(entry)

    def _forget(self, entry: Entry, waiting: int) -> None:
        """Know no more of what was rolled back."""
        if entry.asset is not None:
            self.known.pop(entry.asset, None)
        if self.captures is not None:
            self.captures.back_to(waiting)

    def _outcome(self, entry: Entry, operation: Operation) -> Outcome:
        if operation.layer is None or operation.asset_id is None:
            done = completing.complete(self.session, operation, self.now)
            self.known.clear()  # the asset of an order's stop may be another one by now
            return done
        layer = self.session.layer(operation.layer)
        after = self.log.find(operation.after) if operation.after else None
        if operation.after:
            if after is None or after.asset != operation.asset_id:
                return _held("after_missing", str(operation.after))
            if after.outcome.state is State.HELD:
                return _held("after_held", str(operation.after))
        errand = Errand(
            operation, layer, operation.asset_id, self._seen(operation), self.now, entry.offset,
            self.known, self.captures,
        )  # fmt: skip
        try:
            return self._carry_out(errand)
        except UnknownAsset:
            if after is None or after.done:
                raise
            return _held("after_rejected", str(operation.after))
        except Invalid as error:
            waiting = self._awaited(operation, error)
            if not waiting:
                raise
            return Outcome(State.HELD, reasons=waiting)

    def _carry_out(self, errand: Errand) -> Outcome:
        match errand.operation.kind:
            case Kind.COMPLETE:
                return completing.complete(self.session, errand.operation, self.now, errand)
            case Kind.RESOLVE:
                outcome, about = resolving.resolve(self.session, errand)
                self.log.reload(about)
                return outcome
            case _:
                return applying.carry_out(self.session, errand)

    def _awaited(self, operation: Operation, error: Invalid) -> list[Issue]:
        """Return what a new asset refers to and a planner decides about, if no more is wrong."""
        wrong = [each for each in error.issues if each.severity is Severity.ERROR]
        if operation.kind is not Kind.CREATE or any(e.code != "not_a_reference" for e in wrong):
            return []
        referred = {UUID(str(each.details["value"])) for each in wrong}
        self.log.load([], referred)
        if not all(self._is_awaited(each) for each in referred):
            return []
        return [Issue(REFERENCE_HELD, each.path, details=each.details) for each in wrong]

    def _is_awaited(self, asset: UUID) -> bool:
        return any(each.kind == Kind.CREATE for each in self.log.held(asset))

    def _seen(self, operation: Operation) -> Seen:
        """Return the versions upon which a tablet built it: of the asset, and of its course.

        That of the asset is what its own operation before made, whatever was rejected in between.
        A course has no base of its own in what is sent: what others drew meanwhile, and an
        operation of the tablet was merged with, the tablet has not been told yet.
        """
        version = course = operation.seen_version
        is_made, at = False, operation
        while earlier := self.log.find(at.after) if at.after else None:
            made, state = earlier.outcome.version, earlier.outcome.state
            at = earlier.operation
            if state is State.HELD:
                break
            if earlier.done and not is_made:
                is_made, version = True, made
            if operation.geometry is None and is_made:
                break
            if at.geometry is not None and state in (State.APPLIED, State.MERGED):
                course = newer(course, made)
                break
        return Seen(version, course)

    def release(self, asset: UUID) -> None:
        """Try again what is held for an asset, as long as that leads on."""
        progress = True
        while progress:
            progress = False
            for entry in self.log.held(asset):
                operation = entry.operation
                if operation.kind is Kind.CREATE:
                    continue  # it waits for a planner
                held = entry.outcome
                self._try(entry, operation)
                if entry.outcome.state is not State.HELD:
                    progress = True
                else:
                    entry.outcome = held

    def rejoin(self, asset: UUID) -> None:
        """Try again what referred to an asset that is decided, and so on what refers to that."""
        decided = [asset]
        while decided:
            for entry in self.log.referring(decided.pop()):
                self._try(entry, entry.operation)
                _, made = entry.place
                if entry.outcome.state is not State.HELD:
                    self.log.load([], [made])
                    self.release(made)
                    decided.append(made)


def _order(operation: Operation | None) -> tuple[str, int]:
    return ("", 0) if operation is None else (str(operation.device_id), operation.seq)


def _held(code: str, after: str) -> Outcome:
    return Outcome(State.HELD, reasons=[Issue(code, "after", details={"after": after})])


def _unread(body: Any, issues: Sequence[Issue]) -> Receipt:
    """Answer what is no operation: it stays on the tablet, and can be mended."""
    try:
        op_id = UUID(str(body.get("op_id"))) if isinstance(body, dict) else None
    except ValueError:
        op_id = None
    return Receipt(op_id, Outcome(State.REJECTED, reasons=list(issues)), kept=False)
