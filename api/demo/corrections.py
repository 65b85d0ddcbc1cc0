"""What people in the field and at the counter would have changed, and a planner has to decide."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from shapely.affinity import translate
from sqlalchemy import select

from api.demo.year import CLERK, CREW_ROADS, CREW_WATER, Act, Step
from field_capture import proposals
from gis import assets
from gis.session import CommuneSession
from gis.viewer import Viewer
from layers.spec import FieldRole


@dataclass(frozen=True, slots=True)
class _Correction:
    """Of an asset from `at` on, 0 to 1, in the layer's list by code: the first that differs."""

    day: int
    viewer: Viewer
    layer: str
    at: float
    changes: Mapping[str, Any]
    reason: str
    moved_m: tuple[float, float] | None = None


_MADE = (
    _Correction(3, CREW_WATER, "water_valve", 0.4, {"broken": True}, "Spindel dréit duerch."),
    _Correction(4, CREW_ROADS, "pole", 0.2, {"height_m": 6.0}, "Um Schëld steet 6 m."),
    _Correction(9, CLERK, "water_hydrant", 0.7, {"remark": "Deckel zougewuess"},
                "Vun der Spritzeleit gemellt."),
    _Correction(11, CREW_WATER, "sewer_manhole", 0.3, {"remark": "Deckel op der Stross nei gesat"},
                "Deckel läit elo bei der Bordure.", (0.8, -0.5)),
    _Correction(12, CREW_ROADS, "luminaire", 0.6, {"power_w": 28.0}, "LED scho virum Wanter."),
    _Correction(17, CREW_WATER, "water_valve", 0.8, {"closed": True},
                "War zou, kee weess zënter wéini."),
)  # fmt: skip


def steps() -> list[Step]:
    """Return the proposals of the last weeks; none is decided."""
    return [
        Step(datetime(2026, 11, each.day, 13, 20, tzinfo=UTC), each.viewer, "propose", _act(each))
        for each in _MADE
    ]


def _act(wanted: _Correction) -> Act:
    def act(session: CommuneSession, at: datetime) -> None:
        layer = session.layer(wanted.layer)
        code = layer.field_of(FieldRole.CODE)
        if code is None:
            raise LookupError(layer.name)
        table = session.table(layer)
        ids = session.connection.scalars(select(table.c.id).order_by(table.c[code.name])).all()
        later = (assets.get(session, layer, each) for each in ids[int(wanted.at * len(ids)) :])
        asset = next(
            each
            for each in later
            if all(each.properties.get(name) != value for name, value in wanted.changes.items())
        )
        geometry = None
        if wanted.moved_m is not None:
            geometry = translate(asset.geometry, *wanted.moved_m)
        proposals.propose(
            session,
            layer,
            asset.id,
            asset.version,
            changes=wanted.changes,
            geometry=geometry,
            reason=wanted.reason,
            now=at,
        )

    return act
