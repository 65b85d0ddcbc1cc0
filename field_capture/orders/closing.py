"""Closing a stop of a work order: one composite move of reports, asset and stop.

What was done closes every report of the stop with a reason and a sentence in the reporter's
language, confirms which asset it was about, and writes into the asset what is known now. What was
not found changes nothing on the map: it becomes a proposed correction, and the reports wait for a
clerk.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert

from field_capture import proposals, store
from field_capture.orders import following as order_following
from field_capture.orders import words as order_words
from field_capture.orders import work_order
from field_capture.orders.work_order import KIND, Order, Reported, Stop
from field_capture.proposals import MOST_REASON
from field_capture.reports.moves import Decision
from field_capture.states.order import OVER, OrderState, Outcome, StopState
from field_capture.states.report import CLOSED, State
from gis import assets, local_time
from gis.assets import Asset
from gis.errors import Invalid, Issue, UnknownAsset, UnknownThing
from gis.session import CommuneSession
from layers.spec import FieldRole, Layer, Trait


@dataclass(frozen=True, slots=True)
class Result:
    """How it went at a stop.

    Attributes
    ----------
    sentence : str or None
        What every citizen reads instead of the usual sentence, as it is.
    values : dict
        Fields of the asset as they are now, as JSON has them.
    """

    outcome: Outcome
    notes: str = ""
    sentence: str | None = None
    values: Mapping[str, Any] = field(default_factory=dict)


def stop_of(session: CommuneSession, order: UUID, stop: UUID) -> Stop:
    """Return a stop of an order.

    Raises
    ------
    UnknownThing
    """
    for each in work_order.stops(session, order, every=True):
        if each.id == stop:
            return each
    raise UnknownThing(KIND, str(stop))


def stop_named(session: CommuneSession, order: UUID, name: str) -> Stop:
    """Return a stop of an order that the viewer may know of, by its id as text.

    Raises
    ------
    UnknownThing
    """
    for each in work_order.stops(session, order):
        if str(each.id) == name:
            return each
    raise UnknownThing(KIND, name[:40])


def order_of(session: CommuneSession, stop: UUID) -> Order | None:
    """Return the order of a stop, locked; None where it is no stop of an order."""
    table = store.table(session, "order_stop")
    order = session.connection.scalar(select(table.c.work_order).where(table.c.id == stop))
    return None if order is None else work_order.get(session, order, lock=True)


def advance(
    session: CommuneSession, order: Order, stop: Stop, result: Result, now: datetime
) -> tuple[Order, Asset | None]:
    """Close a stop of a locked order: the first one starts it, the last one ends it.

    What is cancelled stays so, and its work is told all the same.
    """
    if order.state is OrderState.PLANNED:
        order = work_order.note_move(session, order, OrderState.IN_PROGRESS, None, now)
        order_following.arrange(session, order, now)
        stop = stop_of(session, order.id, stop.id)
    asset = close(session, order, stop, result, now)
    left = work_order.stops(session, order.id, every=True)
    if order.state is OrderState.IN_PROGRESS and not any(map(order_following.waits, left)):
        return work_order.note_move(session, order, OrderState.DONE, None, now), asset
    work_order.write(session, order, {}, now)
    return work_order.get(session, order.id), asset


def close(
    session: CommuneSession, order: Order, stop: Stop, result: Result, now: datetime
) -> Asset | None:
    """Close a stop and its reports; return its asset where that was changed.

    Raises
    ------
    Invalid
        With everything that is wrong with the asset's values or the sentence.
    """
    found = result.outcome is not Outcome.NOT_FOUND
    asset = None
    if found:
        asset = _update_asset(session, stop, result, now)
        for report in stop.reports:
            if _ours(session, order, report):
                _close_report(session, order, stop, report, result, now)
        order_following.release(session, order.id, [each.id for each in stop.reports])
    else:
        _propose(session, order, stop, result, now)
        order_following.return_reports(session, order, stop, now)
    table = store.table(session, "order_stop")
    session.connection.execute(
        update(table)
        .where(table.c.id == stop.id)
        .values(
            state=(StopState.DONE if found else StopState.NOT_FOUND).value,
            outcome=result.outcome.value,
            notes=result.notes.strip(),
            closed_by=session.viewer.actor,
            closed_at=now,
        )
    )
    return asset


def _ours(session: CommuneSession, order: Order, report: Reported) -> bool:
    """Tell whether a report is still to be closed by this order, or was when it was cancelled."""
    if report.open or order.state not in OVER or report.state in CLOSED:
        return report.open
    link = store.table(session, "order_report")
    held = select(link.c.report).where(link.c.report == report.id, link.c.open)
    return session.connection.scalar(held) is None


def _close_report(  # noqa: PLR0913  what is closed, how, when
    session: CommuneSession,
    order: Order,
    stop: Stop,
    report: Reported,
    result: Result,
    now: datetime,
) -> None:
    table = store.table(session, "report")
    language = session.connection.scalar(select(table.c.language).where(table.c.id == report.id))
    usual = order_words.SENTENCES[result.outcome].to(language or "fr")
    decision = Decision(
        target=State.DONE, reason=result.outcome.value, sentence=result.sentence or usual
    )
    order_following.take(session, order, report, decision, now)
    if stop.layer is None or stop.asset is None:
        return
    link = store.table(session, "report_asset")
    told = {"report": report.id, "asset": stop.asset, "layer": stop.layer.name}
    session.connection.execute(
        insert(link)
        .values(**told, relation="confirmed")
        .on_conflict_do_update(index_elements=["report", "asset"], set_={"relation": "confirmed"})
    )


# --- The asset ------------------------------------------------------------------------------------


def _update_asset(
    session: CommuneSession, stop: Stop, result: Result, now: datetime
) -> Asset | None:
    """Write into the asset what is known now, by the one door."""
    if stop.layer is None or stop.asset is None:
        return None
    seen = {each.name for each in session.viewer.fields(stop.layer)}
    hint = {"hint": ", ".join(sorted(seen)[:5])}
    unknown = [
        Issue("unknown_field", f"values.{name}", details=hint)
        for name in sorted(result.values.keys() - seen)
    ]
    if unknown:
        raise Invalid(unknown)
    try:
        found = assets.get(session, stop.layer, stop.asset, lock=True)
    except UnknownAsset:
        return None  # removed since: the work is told, there is nothing to write it to
    today = local_time.day(now)
    wanted = {**known_now(stop.layer, result.outcome, today), **result.values}
    changed = {n: v for n, v in wanted.items() if v != found.properties.get(n)}
    if not changed:
        return None
    made, _ = assets.change(session, stop.layer, found.id, found.version, properties=changed)
    return made


def known_now(layer: Layer, outcome: Outcome, today: date) -> dict[str, Any]:
    """Return what a crew's work says of an asset by itself: that it was looked at, or is new."""
    roles: dict[FieldRole, Any] = {FieldRole.CHECKED: today}
    if outcome is Outcome.REPLACED:
        roles |= {FieldRole.INSTALLED: today, FieldRole.INSTALLED_YEAR: today.year}
    fields = {role: layer.field_of(role) for role in roles}
    return {
        each.name: roles[role]
        for role, each in fields.items()
        if each is not None and each.only is None
    }


def _propose(
    session: CommuneSession, order: Order, stop: Stop, result: Result, now: datetime
) -> None:
    """Propose to a planner what a crew could not find: the map is corrected by hand only."""
    status = stop.layer and stop.layer.field_of(FieldRole.STATUS)
    if stop.layer is None or stop.asset is None or not status or status.codes is None:
        return
    gone = [v for v in status.codes.values if Trait.GONE in status.codes[v].traits]
    try:
        there = assets.get(session, stop.layer, stop.asset)
    except UnknownAsset:
        return
    was = there.properties.get(status.name)
    if not gone or (was is not None and Trait.GONE in status.codes[was].traits):
        return
    told = order_words.NOT_FOUND.format(number=order.number).to(order.says.language)
    proposals.propose(
        session,
        stop.layer,
        stop.asset,
        None,
        changes={status.name: gone[-1]},  # the furthest: not even there any more
        reason=f"{told} {result.notes}".strip()[:MOST_REASON],
        now=now,
    )
