"""The stops of an order on tablets: a task for each, of the same id, done by whoever is first.

A task's answer to `OUTCOME` is the stop's outcome, told in the order's language; an answer in any
of ours is understood, since an order may change its language while a tablet is away.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, insert, select, update

from field_capture import store
from field_capture.orders import words as order_words
from field_capture.orders.work_order import KIND, Order, Stop
from field_capture.states.order import Outcome
from field_capture.states.task import TaskState
from field_capture.tasks import checklist, tasks
from field_capture.tasks.checklist import Item, ItemKind
from gis import assets, relations
from gis.session import CommuneSession

OUTCOME = "order_outcome"
"""The item of a checklist that says how it went."""


def wait(session: CommuneSession) -> None:
    """Let orders and batches of tablets be done one after another: each locks what both change."""
    key = func.hashtext(f"sync:{session.commune.name}")
    session.connection.execute(select(func.pg_advisory_xact_lock(key)))


def make(session: CommuneSession, order: Order, stops: Sequence[Stop], now: datetime) -> None:
    """Make tasks of stops that are none yet, and let the others say what the order says now."""
    named = relations.referred(
        session, [(s.layer.name, s.asset) for s in stops if s.layer and s.asset]
    )
    table = store.table(session, tasks.KIND)
    there = set(
        session.connection.scalars(select(table.c.id).where(table.c.id.in_([s.id for s in stops])))
    )
    if not stops:
        return
    for stop in stops:
        found = named.get((stop.layer.name, stop.asset)) if stop.layer and stop.asset else None
        values = _values(order, stop, found.code if found else "")
        if stop.id not in there:
            _insert(session, order, stop, values, now)
            continue
        same = [table.c[name].is_not_distinct_from(value) for name, value in values.items()]
        session.connection.execute(
            update(table)
            .where(table.c.id == stop.id, ~func.coalesce(_all(same), False))
            .values(**values, changed_at=now, version=table.c.version + 1)
        )


def _all(conditions: Sequence[Any]) -> Any:
    first, *rest = conditions
    for each in rest:
        first = first & each
    return first


def _insert(
    session: CommuneSession, order: Order, stop: Stop, values: Mapping[str, Any], now: datetime
) -> None:
    stops = store.table(session, "order_stop")
    session.connection.execute(
        insert(store.table(session, tasks.KIND)).values(
            **values,
            id=stop.id,
            version=1,
            geom=select(stops.c.geom).where(stops.c.id == stop.id).scalar_subquery(),
            layer=stop.layer and stop.layer.name,
            asset=stop.asset,
            state=TaskState.OPEN.value,
            source_kind=KIND,
            source=order.id,
            made_by=session.viewer.actor,
            made_at=now,
            changed_at=now,
        )
    )


def _values(order: Order, stop: Stop, code: str) -> dict[str, Any]:
    says = order.says
    title = " · ".join(each for each in (order.number, code, says.title) if each)
    return {
        "title": title[:200],
        "text": order_words.task_text(order, stop),
        "due": says.ends,
        "checklist": checklist.to_json(items(order)),
        "photos_before": says.photos_before,
        "photos_after": says.photos_after,
        "assignee": says.assignee,
        "position": stop.position,
    }


def items(order: Order) -> list[Item]:
    """Return what a crew is asked at a stop: how it went, then the order's own checklist."""
    language = order.says.language
    return [
        Item(
            id=OUTCOME,
            text=order_words.HOW.to(language),
            kind=ItemKind.CODE,
            required=True,
            codes=tuple(order_words.OUTCOMES[each].to(language) for each in Outcome),
        ),
        *order.says.checklist,
    ]


def outcome(answers: Mapping[str, Any], usual: Outcome) -> Outcome:
    """Return how it went, by an answer in any language."""
    told = answers.get(OUTCOME)
    for each in Outcome:
        if told is not None and told in {each.value, *order_words.OUTCOMES[each]}:
            return each
    return usual


def cancel(session: CommuneSession, stops: Sequence[UUID], now: datetime) -> None:
    """Cancel the tasks of stops that are open."""
    _close(session, stops, TaskState.CANCELLED, now)


def complete(session: CommuneSession, stop: UUID, notes: str, now: datetime) -> None:
    """Note that the task of a stop was done, by who wrote that down at a desk."""
    if not _close(session, [stop], TaskState.DONE, now):
        return
    session.connection.execute(
        insert(store.table(session, "completion")).values(
            op_id=assets.new_id(),
            task=stop,
            answers={},
            quarantined={},
            notes=notes.strip(),
            actor=session.viewer.actor,
            at=now,
        )
    )


def _close(session: CommuneSession, stops: Sequence[UUID], target: TaskState, now: datetime) -> int:
    table = store.table(session, tasks.KIND)
    done = session.connection.execute(
        update(table)
        .where(table.c.id.in_(stops), table.c.state == TaskState.OPEN.value)
        .values(
            state=target.value,
            closed_by=session.viewer.actor,
            closed_at=now,
            changed_at=now,
            version=table.c.version + 1,
        )
    )
    return done.rowcount
