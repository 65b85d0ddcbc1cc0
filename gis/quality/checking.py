"""Checking a commune: all of it, or what was changed since it was checked last."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import numpy as np
from sqlalchemy import Row, select, update
from sqlalchemy.dialects.postgresql import insert

from gis import terrain, territories
from gis.database import journal
from gis.database.journal import Cursor, Entry
from gis.errors import Unreadable
from gis.quality import issues, reading
from gis.quality.issues import Recorded
from gis.quality.reading import Around, Found
from gis.session import CommuneSession
from gis.terrain import Terrain
from gis.validation import engine
from gis.validation.levels import FINEST_NEEDED_M
from gis.validation.rule import Finding
from gis.validation.stock import Numbers, Stock, World
from gis.viewer import Viewer, ViewerRole
from layers.spec import FieldRole, Layer

# Rules see everything; who reads their issues does not.
_RULES = Viewer("rules", ViewerRole.ADMIN)
MANY = 2000
"""After more changes than this the whole commune is checked: that is faster."""
GROUND_RULE = "cover_off_ground"

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check did.

    Attributes
    ----------
    full : bool
        Whether the whole commune was looked at.
    assets : int
        How many assets were told about.
    not_checked : dict
        Rule -> why it could not run: the terrain's cells in metres, or None without a terrain.
    """

    full: bool
    revision: int
    assets: int
    opened: int
    resolved: int
    not_checked: dict[str, float | None]


def check(
    session: CommuneSession,
    now: datetime,
    *,
    full: bool = False,
    progress: Progress = lambda _done, _total: None,
) -> Checked:
    """Check what was changed since the last check, and keep what is found.

    The whole commune is checked for the first time, after a change of the rules, the boundary
    or the terrain, after more than `MANY` changes, and when asked to.

    Parameters
    ----------
    session : CommuneSession
        A transaction that writes; another check waits until it ends.
    """
    session = replace(session, viewer=_RULES)
    state = _lock(session, now)
    head = journal.head(session)
    context = _Context.of(session)
    changes = None if full else _changes(session, state, context)
    about = None
    if changes is None:
        findings, count = _everything(session, context, progress)
    else:
        findings, checked = _touched(session, context, changes)
        about, count = list(checked), len(checked)
    recorded = Recorded(0, 0)
    if about is None or about:
        recorded = issues.record(session, findings, about, head.revision, now)
    _keep(session, head, context, now)
    return Checked(
        about is None, head.revision, count, recorded.opened, recorded.resolved, context.not_checked
    )


@dataclass(frozen=True, eq=False)
class _Context:
    """What beside the assets decides what the rules find."""

    rules: str
    ground: Terrain | None
    not_checked: dict[str, float | None]
    territory: Any

    @classmethod
    def of(cls, session: CommuneSession) -> _Context:
        found = terrain.of_commune(session)
        fine = found if found is not None and found.resolution_m <= FINEST_NEEDED_M else None
        missing = {} if fine else {GROUND_RULE: found.resolution_m if found else None}
        rules = engine.fingerprint(session.catalogue)
        return cls(rules, fine, missing, territories.of(session))

    @property
    def terrain(self) -> str:
        """Changes with the terrain that levels are compared with."""
        return f"{self.ground.name} {self.ground.path}" if self.ground else ""


def _lock(session: CommuneSession, now: datetime) -> Row[Any]:
    table = session.tables.tables["commune.checked"]
    first = {
        "id": 1,
        "incarnation": "",
        "revision": 0,
        "at": now,
        "since": now,
        "rules": "",
        "terrain": "",
        "not_checked": {},
    }
    session.connection.execute(insert(table).values(first).on_conflict_do_nothing())
    return session.connection.execute(select(table).with_for_update()).one()


def _keep(session: CommuneSession, head: Cursor, context: _Context, now: datetime) -> None:
    table = session.tables.tables["commune.checked"]
    session.connection.execute(
        update(table).values(
            incarnation=head.incarnation,
            revision=head.revision,
            at=now,
            rules=context.rules,
            terrain=context.terrain,
            not_checked=context.not_checked,
        )
    )


def _changes(session: CommuneSession, state: Row[Any], context: _Context) -> list[Entry] | None:
    """Return the changes since the last check, or None where all is to be checked."""
    known = (session.commune.incarnation, context.rules, context.terrain)
    if (state.incarnation, state.rules, state.terrain) != known:
        return None
    after = Cursor(state.incarnation, state.revision)
    if journal.waiting(session, after, limit=MANY + 1) > MANY:
        return None
    found = list(journal.follow(session, after, limit=MANY + 1, geometry=True))
    boundary = session.catalogue.bounding().name
    return None if any(each.layer == boundary for each in found) else found


def _everything(
    session: CommuneSession, context: _Context, progress: Progress
) -> tuple[list[Finding], int]:
    found, count = [], 0
    themes = reading.themes(session.catalogue)
    for number, layers in enumerate(themes):
        progress(number, len(themes))
        read = reading.everything(session, layers)
        world = _world(session, context, read, None)
        count += len(world.points) + len(world.lines)
        found += engine.check(world)
    progress(len(themes), len(themes))
    return found, count


def _touched(
    session: CommuneSession, context: _Context, changes: list[Entry]
) -> tuple[list[Finding], set[Any]]:
    """Check the changed assets and all whom the change may concern, as they were and as they are.

    Who lies in reach of an asset, names it or is named by it is concerned; to tell about those
    their own neighbours are needed too.
    """
    found: list[Finding] = []
    about: set[Any] = {each.asset for each in changes}
    for layers in reading.themes(session.catalogue):
        names = {layer.name: layer for layer in layers}
        mine = [each for each in changes if each.layer in names]
        if not mine:
            continue
        around = Around(ids={each.asset for each in mine})
        changed = {each.layer for each in mine}
        around.add(_current(session, [names[name] for name in sorted(changed)], around))
        for each in mine:
            around.add_before(names[each.layer], each.before or {}, each.before_geom)
        concerned = reading.neighbourhood(session, layers, around)
        about |= concerned.ids
        further = Around()
        further.add(concerned)
        read = reading.neighbourhood(session, layers, further)
        found += engine.check(_world(session, context, read, frozenset(concerned.ids)))
    return found, about


def _current(session: CommuneSession, layers: list[Layer], around: Around) -> Found:
    return reading.neighbourhood(session, layers, Around(ids=set(around.ids)))


def _world(
    session: CommuneSession, context: _Context, read: Found, subjects: frozenset[Any] | None
) -> World:
    points = read.points
    world = World(points, read.lines, subjects, territory=context.territory)
    return replace(world, ground=_ground(session, context, points, world.asked_points))


def _ground(
    session: CommuneSession, context: _Context, points: Stock, asked: Any
) -> Numbers | None:
    """Return the level of the ground where something is compared with it."""
    if context.ground is None:
        return None
    levels = np.full(len(points), np.nan)
    rows = np.flatnonzero(asked & ~np.isnan(points.number(FieldRole.COVER_LEVEL)))
    places = [(each.x, each.y) for each in points.geometry[rows]]
    try:
        levels[rows] = terrain.sample(context.ground, places, session.commune.srid)
    except Unreadable:
        # Everything else is checked all the same.
        context.not_checked[GROUND_RULE] = context.ground.resolution_m
        return None
    return levels
