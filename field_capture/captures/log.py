"""What crews sent, once and unchanged: captures read and written in sets."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any
from uuid import UUID

from geoalchemy2.shape import from_shape
from shapely import Point
from shapely.geometry.base import BaseGeometry
from sqlalchemy import insert, select, text

from field_capture import store
from field_capture.captures import demands, kept_issues
from field_capture.captures.fix import Fix
from gis import assets, observations, terrain, territories
from gis.assets import Asset
from gis.errors import Issue, SameIdOtherContent
from gis.geometry import Territory
from gis.session import CommuneSession
from layers.spec import FieldRole, Layer, Positioning

_LOCK = text("SELECT pg_advisory_xact_lock(each) FROM unnest(CAST(:locks AS bigint[])) AS each")


@dataclass(frozen=True, slots=True)
class Draft:
    """A capture that can be right: checked values, geometry in the home CRS (metres)."""

    id: UUID
    layer: Layer
    geometry: BaseGeometry
    properties: dict[str, Any]
    fix: Fix
    fix_position: Point


@dataclass(frozen=True, slots=True)
class Captured:
    """What became of a capture.

    Attributes
    ----------
    outcome : str
        ``asset`` or ``proposal``.
    repeated : bool
        It had been received before; nothing was done again.
    """

    id: UUID
    layer: str
    outcome: str
    asset: UUID | None
    reasons: list[Issue]
    ground_level_m: float | None
    repeated: bool = False
    made: Asset | None = None


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A capture that is not written yet."""

    captured: Captured
    draft: Draft
    body: Mapping[str, Any]
    fingerprint: bytes


class Many:
    """Some captures inside one transaction: what they have in common is asked once.

    What was kept is written by `flush`: 500 of them cost three statements then.
    """

    def __init__(self, session: CommuneSession) -> None:
        self.session = session
        self._asked: set[UUID] = set()
        self._known: dict[UUID, tuple[bytes, Captured]] = {}
        self._free: set[UUID] = set()
        self._waiting: dict[UUID, _Waiting] = {}

    @cached_property
    def ground(self) -> Territory:
        """Where assets may lie."""
        return territories.of(self.session)

    @cached_property
    def _demands(self) -> Mapping[str, Positioning]:
        return demands.changed(self.session)

    def demand(self, layer: Layer) -> Positioning:
        """Return what is asked of a receiver for a layer."""
        return self._demands.get(layer.name, layer.positioning)

    def prepare(self, wanted: Iterable[tuple[Layer, Collection[UUID]]]) -> None:
        """Lock and read what is there already of some captures, layer by layer."""
        for layer, ids in wanted:
            self.load(ids)
            self._free |= set(ids) - assets.there(self.session, layer, ids)

    def load(self, ids: Collection[UUID]) -> None:
        """Let whoever delivers the same at once wait, and read what was received before."""
        locks = sorted(int.from_bytes(each.bytes[8:], "big", signed=True) for each in ids)
        self.session.connection.execute(_LOCK, {"locks": locks})
        self._asked |= set(ids)
        table = store.table(self.session, "capture")
        for row in self.session.connection.execute(select(table).where(table.c.id.in_(ids))):
            found = Captured(
                row.id,
                row.layer,
                row.outcome,
                row.asset,
                kept_issues.read(row.reasons),
                row.ground_level_m,
                repeated=True,
            )
            self._known[row.id] = (bytes(row.body_sha256), found)

    def knows(self, identity: UUID) -> bool:
        """Tell whether a capture was asked for."""
        return identity in self._asked

    def earlier(self, identity: UUID, fingerprint: bytes) -> Captured | None:
        """Return what became of a capture that was received before.

        Raises
        ------
        SameIdOtherContent
        """
        sha256, found = self._known.get(identity, (fingerprint, None))
        if sha256 != fingerprint:
            raise SameIdOtherContent(identity)
        return found

    def is_unique(self, draft: Draft) -> bool:
        """Tell whether nothing else can have the id and the code of a capture."""
        code = draft.layer.field_of(FieldRole.CODE)
        named = code is not None and draft.properties.get(code.name) is not None
        return draft.id in self._free and not named

    def keep(
        self, captured: Captured, draft: Draft, body: Mapping[str, Any], fingerprint: bytes
    ) -> None:
        """Keep a capture, to be written with the others."""
        self._waiting[draft.id] = _Waiting(captured, draft, body, fingerprint)
        self._known[draft.id] = (fingerprint, replace(captured, repeated=True))
        self._free.discard(draft.id)
        if draft.layer is self.session.catalogue.bounding():
            self.__dict__.pop("ground", None)

    @property
    def waiting(self) -> int:
        """How many captures are kept and not written."""
        return len(self._waiting)

    def back_to(self, count: int) -> None:
        """Forget what was kept after so many: it was rolled back."""
        for identity in list(self._waiting)[count:]:
            del self._waiting[identity], self._known[identity]

    def flush(self) -> dict[UUID, Captured]:
        """Write what was kept, with the ground levels there and the observations."""
        waiting = list(self._waiting.values())
        self._waiting.clear()
        if not waiting:
            return {}
        levels = self._levels([each.draft.fix_position for each in waiting])
        found = [
            replace(each.captured, ground_level_m=level)
            for each, level in zip(waiting, levels, strict=True)
        ]
        rows = [self._row(each, made) for each, made in zip(waiting, found, strict=True)]
        observations.record_all(
            self.session,
            [
                self._observation(each, made)
                for each, made in zip(waiting, found, strict=True)
                if made.asset is not None
            ],
        )
        self.session.connection.execute(insert(store.table(self.session, "capture")), rows)
        return {each.id: each for each in found}

    def _levels(self, points: list[Point]) -> list[float | None]:
        ground = terrain.of_commune(self.session)
        if ground is None:
            return [None] * len(points)
        places = [(point.x, point.y) for point in points]
        found = terrain.sample(ground, places, self.session.commune.srid)
        return [None if math.isnan(level) else round(float(level), 2) for level in found]

    def _observation(self, each: _Waiting, made: Captured) -> dict[str, Any]:
        fix = each.draft.fix
        return observations.row(
            self.session,
            each.draft.layer,
            each.draft.id,
            position=each.draft.fix_position,
            sigma_m=fix.sigma_m,
            at=fix.time,
            fix=fix.model_dump(mode="json", exclude_none=True),
            ground_level_m=made.ground_level_m,
        )

    def _row(self, each: _Waiting, made: Captured) -> dict[str, Any]:
        return {
            "id": made.id,
            "body_sha256": each.fingerprint,
            "body": dict(each.body),
            "layer": made.layer,
            "outcome": made.outcome,
            "asset": made.asset,
            "reasons": kept_issues.keep(made.reasons),
            "ground_level_m": made.ground_level_m,
            "state": "open" if made.outcome == "proposal" else "done",
            "geom": from_shape(each.draft.geometry, srid=self.session.commune.srid),
        }
