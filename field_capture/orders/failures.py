"""Whether an asset fails so often that repairing it again is the dearer way. Pure, but for `read`.

Reports that overlap in time tell of one failure: a lamp that ten people report is out once. A
failure counts from the first report on; what was replaced begins anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select

from field_capture import store
from field_capture.states.order import OVER, OrderKind
from field_capture.states.report import State
from gis.session import CommuneSession

WITHIN = timedelta(days=365)
OFTEN = 3
"""Failures within a year from which on replacing is proposed."""

_NO_FAILURE = frozenset({State.UNCONFIRMED, State.SPAM, State.REJECTED, State.DUPLICATE})
"""States of reports that tell of nothing broken, or of nothing new."""


@dataclass(frozen=True, slots=True)
class Told:
    """One report about an asset.

    Attributes
    ----------
    until : datetime or None
        When it was closed; None while it is open.
    reason : str or None
        Why it was closed.
    """

    number: str
    since: datetime
    until: datetime | None
    state: State
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """One time that an asset did not do what it is for."""

    since: datetime
    until: datetime | None
    reports: tuple[str, ...]
    replaced: bool = False


@dataclass(frozen=True, slots=True)
class Worn:
    """An asset that fails often, and when it did within the last twelve months."""

    layer: str
    asset: UUID
    failures: Sequence[Failure]


def failures(told: Iterable[Told]) -> list[Failure]:
    """Return the failures that reports tell of, the first one first."""
    found: list[Failure] = []
    counted = (each for each in told if each.state not in _NO_FAILURE)
    for each in sorted(counted, key=lambda one: (one.since, one.number)):
        last = found[-1] if found else None
        if last is not None and (last.until is None or each.since <= last.until):
            until = None
            if last.until is not None and each.until is not None:
                until = max(last.until, each.until)
            replaced = last.replaced or each.reason == "replaced"
            found[-1] = Failure(last.since, until, (*last.reports, each.number), replaced)
        else:
            replaced = each.reason == "replaced"
            found.append(Failure(each.since, each.until, (each.number,), replaced))
    return found


def often(told: Iterable[Told], now: datetime) -> list[Failure]:
    """Return the failures of twelve months where they are many enough; none otherwise.

    Those before the asset was replaced are another asset's, the one that it was replaced for too.
    """
    found = failures(told)
    replaced = [at for at, each in enumerate(found) if each.replaced]
    late = found[replaced[-1] + 1 :] if replaced else found
    late = [each for each in late if now - WITHIN < each.since <= now]
    return late if len(late) >= OFTEN else []


def worn(session: CommuneSession, now: datetime, asset: UUID | None = None) -> list[Worn]:
    """Return the assets that fail often and are to be replaced by no order yet, the worst first.

    Parameters
    ----------
    asset : UUID, optional
        Only this one.
    """
    told: dict[tuple[str, UUID], list[Told]] = {}
    known = [layer.name for layer in session.viewer.layers(session.catalogue)]
    for row in session.connection.execute(_query(session, now, asset, known)):
        closed = row.state == State.DONE.value
        until = row.state_since if closed else None
        one = Told(row.number, row.requested_at, until, State(row.state), row.reason)
        told.setdefault((row.layer, row.asset), []).append(one)
    cared = _cared_for(session, [each for _, each in told])
    found = [
        Worn(layer, each, many)
        for (layer, each), reports in told.items()
        if each not in cared and (many := often(reports, now))
    ]
    return sorted(found, key=lambda each: (-len(each.failures), str(each.asset)))


def _query(
    session: CommuneSession, now: datetime, asset: UUID | None, known: Sequence[str]
) -> Select[Any]:
    report, link = store.table(session, "report"), store.table(session, "report_asset")
    query = (
        select(
            link.c.layer,
            link.c.asset,
            report.c.number,
            report.c.requested_at,
            report.c.state,
            report.c.state_since,
            report.c.reason,
        )
        .join_from(link, report, link.c.report == report.c.id)
        .where(report.c.requested_at > now - 2 * WITHIN)
        .where(link.c.layer.in_(known))
        .order_by(link.c.asset, report.c.requested_at)
    )
    return query if asset is None else query.where(link.c.asset == asset)


def _cared_for(session: CommuneSession, assets: Sequence[UUID]) -> set[UUID]:
    """Return the assets that an order is to replace already."""
    stop, order = store.table(session, "order_stop"), store.table(session, "work_order")
    return set(
        session.connection.scalars(
            select(stop.c.asset)
            .join_from(stop, order, stop.c.work_order == order.c.id)
            .where(stop.c.asset.in_(assets), order.c.kind == OrderKind.REPLACEMENT.value)
            .where(order.c.state.not_in([each.value for each in OVER]), stop.c.state == "open")
        )
    )
