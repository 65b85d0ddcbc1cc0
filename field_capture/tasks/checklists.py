"""Checklists that planners keep under a name, to be used again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert

from field_capture import store
from field_capture.tasks import checklist
from field_capture.tasks.checklist import Item
from gis.errors import Invalid, Issue, UnknownThing
from gis.session import CommuneSession
from gis.viewer import Action

KIND = "checklist"
LONGEST_NAME = 80


def listed(session: CommuneSession) -> Mapping[str, tuple[Item, ...]]:
    """Return all of them, by name."""
    session.viewer.must(Action.CAPTURE)
    table = store.table(session, KIND)
    rows = session.connection.execute(select(table).order_by(table.c.name))
    return {row.name: checklist.read(row.items)[0] for row in rows}


def get(session: CommuneSession, name: str) -> tuple[Item, ...]:
    """Return one.

    Raises
    ------
    UnknownThing
    """
    found = listed(session)
    if name not in found:
        raise UnknownThing(KIND, name[:60])
    return found[name]


def keep(session: CommuneSession, name: str, items: Sequence[Item], now: datetime) -> None:
    """Keep a checklist; one of the same name is replaced.

    Raises
    ------
    Invalid, NotAllowed, Unauthenticated
    """
    session.viewer.must(Action.EDIT)
    told = name.replace("\x00", "").strip()
    if not 0 < len(told) <= LONGEST_NAME:
        raise Invalid([Issue("missing", "name")])
    values = {"items": checklist.to_json(items), "actor": session.viewer.actor, "at": now}
    table = store.table(session, KIND)
    session.connection.execute(
        insert(table)
        .values(name=told, **values)
        .on_conflict_do_update(index_elements=[table.c.name], set_=values)
    )


def forget(session: CommuneSession, name: str) -> None:
    """Forget one; what was made from it stays.

    Raises
    ------
    UnknownThing, NotAllowed, Unauthenticated
    """
    session.viewer.must(Action.EDIT)
    table = store.table(session, KIND)
    done = session.connection.execute(delete(table).where(table.c.name == name))
    if not done.rowcount:
        raise UnknownThing(KIND, name[:60])
