"""Rounds that crews go before the winter: work areas with a checklist, a task for each thing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import shapely

from api.demo.drawing import Drawn
from api.demo.plan import Plan
from api.demo.year import OFFICE, Step
from field_capture.tasks import areas, checklist, checklists, tasks
from field_capture.tasks.tasks import Wanted
from gis import assets
from gis.session import CommuneSession

_AT = datetime(2026, 11, 18, 10, 20, tzinfo=UTC)
_AROUND_M = 40.0


@dataclass(frozen=True, slots=True)
class _Round:
    """What is looked at around which asset of the layer: by whoever comes by.

    Each browser becomes a tablet of its own; what were somebody's would be on none of them.
    """

    name: str
    layer: str
    first: int
    count: int
    task: str
    due: date
    items: list[dict[str, Any]]


ROUNDS = (
    _Round(
        "Hydranterond Duerf", "water_hydrant", 4, 9, "Hydrant fir de Wanter", date(2026, 12, 4),
        [
            {"id": "free", "text": "Zougang fräi", "kind": "tick", "required": True},
            {"id": "pressure", "text": "Rouhdrock", "kind": "number", "unit": "bar"},
            {"id": "drained", "text": "Eidel gelaf", "kind": "tick", "required": True},
        ],
    ),
    _Round(
        "Schiewere beweegen", "water_valve", 0, 6, "Schieber beweegen", date(2026, 12, 18),
        [
            {"id": "turned", "text": "Ganz op an zou gedréint", "kind": "tick", "required": True},
            {"id": "turns", "text": "Ëmdréiungen", "kind": "number"},
        ],
    ),
)  # fmt: skip


def steps(plan: Plan) -> list[Step]:
    """Return the making of the rounds."""
    return [Step(_AT, OFFICE, "edit", lambda session, now: _make(session, plan, now))]


def _make(session: CommuneSession, plan: Plan, now: datetime) -> None:
    for each in ROUNDS:
        items, _ = checklist.read(each.items)
        checklists.keep(session, each.name, items, now)
        there = _near(plan.drawing.of(each.layer), each)
        around = shapely.union_all([one.geometry for one in there]).convex_hull.buffer(_AROUND_M)
        area = areas.save(
            session, None, name=each.name, geometry=areas.shape(around), assignee=None,
            items=items, now=now,
        )  # fmt: skip
        layer = session.layer(each.layer)
        for at, one in enumerate(there):
            asset = assets.find_by_code(session, layer, one.code)
            if asset is None:
                continue
            wanted = Wanted(
                title=f"{one.code} · {each.task}", layer=layer, asset=asset.id, due=each.due,
                area=area.id, position=at + 1,
            )  # fmt: skip
            tasks.make(session, wanted, now)


def _near(drawn: Sequence[Drawn], wanted: _Round) -> list[Drawn]:
    """Return an asset and those that stand nearest to it, all of them built long ago."""
    standing = [each for each in drawn if not each.wave]
    first = standing[wanted.first]
    ranked = sorted(standing, key=lambda each: (first.geometry.distance(each.geometry), each.code))
    return ranked[: wanted.count]
