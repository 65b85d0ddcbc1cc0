"""One operation of a tablet carried out on an asset, through the one door."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import orjson
import shapely
from shapely.geometry.base import BaseGeometry

from field_capture.captures import capture, demands, positions
from field_capture.captures.fix import Fix, parse_fix, retimed
from field_capture.captures.log import Many
from field_capture.captures.merge import GEOMETRY, Change, Clash, alike, merge, merge_geometry
from field_capture.captures.op_log import Outcome
from field_capture.captures.operations import Kind, Operation, understand
from field_capture.captures.positions import Visit
from field_capture.states.operation import State
from gis import assets, crs
from gis.assets import Asset
from gis.database import journal
from gis.errors import Invalid, Issue, UnknownAsset
from gis.geometry import from_geojson
from gis.session import CommuneSession
from gis.validation.fields import check_properties
from layers.spec import FieldRole, Layer, Positioning, Trait

_GONE = "removed"
"""The status of what was dismantled, in every layer."""


@dataclass(frozen=True, slots=True)
class Seen:
    """The versions of an asset that show what a tablet had before it: of all, and of its course.

    A course that it drew itself stands in a later version than whatever others made of the rest.
    """

    version: int | None
    course: int | None


def newer(one: int | None, other: int | None) -> int | None:
    """Return the later of two versions, as far as they are known."""
    return max((each for each in (one, other) if each is not None), default=None)


@dataclass(frozen=True, slots=True)
class Errand:
    """An operation with what is known around it.

    Attributes
    ----------
    seen : Seen
        Versions of the asset that the tablet had seen, or made with its operations before.
    offset : timedelta
        How far the tablet's clock is behind ours.
    known : dict
        Assets that this transaction has locked, as they stand.
    captures : Many, optional
        Those of the same batch.
    """

    operation: Operation
    layer: Layer
    asset: UUID
    seen: Seen
    now: datetime
    offset: timedelta
    known: dict[UUID, Asset]
    captures: Many | None = None


@dataclass(slots=True)
class _Wanted:
    """What an operation asks for, read and checked."""

    changes: dict[str, Change]
    clean: dict[str, Any]
    quarantined: Mapping[str, Any]
    geometry: BaseGeometry | None
    fixes: list[Fix]


def carry_out(session: CommuneSession, errand: Errand) -> Outcome:
    """Do what an operation asks for, as far as nobody else has done otherwise.

    Raises
    ------
    Invalid
        With everything that is wrong.
    UnknownAsset, CodeTaken, SameIdOtherContent
    """
    wanted = _read(session, errand)
    if errand.operation.kind is Kind.CREATE:
        return _create(session, errand, wanted)
    # What fails after a write is read again by whoever comes next.
    found = errand.known.pop(errand.asset, None)
    try:
        found = found or assets.get(session, errand.layer, errand.asset, lock=True)
    except UnknownAsset:
        if not journal.was_there(session, errand.layer, errand.asset):
            raise
        return _on_removed(session, errand, wanted)
    if errand.operation.kind in (Kind.OBSERVE, Kind.RELOCATE):
        errand.known.clear()  # lines follow it
    merging = _Merging(session, errand, wanted, found)
    outcome = merging.outcome()
    errand.known[errand.asset] = merging.asset
    return outcome


# --- Reading -------------------------------------------------------------------------------------


def _read(session: CommuneSession, errand: Errand) -> _Wanted:
    operation, layer = errand.operation, errand.layer
    understood = understand(operation, layer, session.catalogue.version)
    seen = {field.name for field in session.viewer.fields(layer)}
    hint = {"hint": ", ".join(sorted(seen)[:5])}
    hidden = [name for name in understood.changes if name not in seen]
    issues = [
        Issue("unknown_field", f"changed.{name}", details=hint)
        for name in sorted([*hidden, *understood.unknown])
    ]
    changes = {n: c for n, c in understood.changes.items() if n in seen}
    given = {name: change.new for name, change in changes.items()}
    clean: dict[str, Any] = {}
    if operation.kind is not Kind.CREATE:  # a capture is checked as a whole
        clean, more = check_properties(layer, given, partial=True)
        issues += [each.below("changed") for each in more]
    fixes, more = _fixes(errand)
    issues += more
    geometry = None
    if operation.geometry is not None and operation.kind is not Kind.CREATE:
        geometry, more = _geometry(session, layer, operation.geometry)
        issues += more
    if issues:
        raise Invalid(issues)
    changes = {n: Change(c.base, _json(clean.get(n, c.new))) for n, c in changes.items()}
    return _Wanted(changes, clean, understood.quarantined, geometry, fixes)


def _fixes(errand: Errand) -> tuple[list[Fix], list[Issue]]:
    """Read the fixes; only a captured one may rely on the geometry beside it."""
    found, issues = [], []
    for at, value in enumerate(errand.operation.fixes):
        fix, more = parse_fix(value, f"fixes.{at}")
        issues += more
        if fix is None:
            continue
        if errand.operation.kind is not Kind.CREATE or len(errand.operation.fixes) > 1:
            names = (name for name in ("lon", "lat") if getattr(fix, name) is None)
            issues += [Issue("missing", f"fixes.{at}.{name}") for name in names]
        found.append(retimed(fix, errand.now, errand.offset))
    return found, issues


def _demand(session: CommuneSession, errand: Errand) -> Positioning:
    """Return what the layer asks of a receiver; asked once for all captures of a batch."""
    if errand.captures is not None:
        return errand.captures.demand(errand.layer)
    return demands.wanted(session, errand.layer)


def _geometry(
    session: CommuneSession, layer: Layer, value: Any
) -> tuple[BaseGeometry | None, list[Issue]]:
    found, issues = from_geojson(value)
    if found is None:
        return None, issues
    projected = crs.transform(found, session.commune.operation.to_home)
    geometry, more = assets.check_geometry(session, layer, projected)
    return geometry, issues + [each.below(GEOMETRY) for each in more if _refuses(each)]


def _refuses(issue: Issue) -> bool:
    return issue.severity.value == "error"


def _json(value: Any) -> Any:
    return str(value) if isinstance(value, date | UUID) else value


def geojson(session: CommuneSession, geometry: BaseGeometry | None) -> Any:
    """Return a geometry of the home CRS as GeoJSON (WGS84)."""
    if geometry is None:
        return None
    there = crs.transform(geometry, session.commune.operation.to_wgs84)
    return orjson.loads(shapely.to_geojson(shapely.set_precision(there, 1e-9)))


# --- Creating ------------------------------------------------------------------------------------


def _create(session: CommuneSession, errand: Errand, wanted: _Wanted) -> Outcome:
    """Create an asset by the door of captures: what is doubtful waits for a planner."""
    fix = wanted.fixes[0]
    if len(wanted.fixes) > 1:
        demand = _demand(session, errand)
        seen = positions.visit(session, wanted.fixes, demand)
        lon, lat = session.commune.operation.to_wgs84(seen.position.x, seen.position.y)
        fix = seen.fix.model_copy(update={"lon": float(lon), "lat": float(lat)})
    given = {name: change.new for name, change in wanted.changes.items()}
    body = {
        "type": "Feature",
        "id": str(errand.asset),
        "geometry": errand.operation.geometry,
        "properties": {
            **{name: value for name, value in given.items() if value is not None},
            "layer": errand.layer.name,
            "fix": fix.model_dump(mode="json", exclude_none=True),
        },
    }
    captured = capture.receive(session, body, errand.now, errand.captures)
    if captured.asset is None:
        return Outcome(State.HELD, reasons=captured.reasons, quarantined=wanted.quarantined)
    made = captured.made
    if made is None or captured.repeated:
        made = assets.get(session, errand.layer, captured.asset)
    return Outcome(
        State.APPLIED, made.version, code_of(made), captured.reasons, (), wanted.quarantined
    )


def code_of(asset: Asset) -> str | None:
    """Return the code that the server gave an asset."""
    field = asset.layer.field_of(FieldRole.CODE)
    return asset.properties.get(field.name) if field else None


# --- What was removed meanwhile ------------------------------------------------------------------


def _on_removed(session: CommuneSession, errand: Errand, wanted: _Wanted) -> Outcome:
    """Keep what was sent about an asset that somebody removed; silent only where both did."""
    if errand.operation.kind is Kind.RETIRE:
        return Outcome(State.APPLIED, quarantined=wanted.quarantined)
    clashes = [_clash(n, Clash(c.base, c.new, None)) for n, c in wanted.changes.items()]
    place = wanted.geometry
    if wanted.fixes and errand.operation.kind is not Kind.INSPECT:
        place = positions.visit(session, wanted.fixes, _demand(session, errand)).position
    if place is not None:
        clashes.append(_clash(GEOMETRY, Clash(None, geojson(session, place), None)))
    state = State.CONFLICT if clashes else State.APPLIED
    return Outcome(state, conflicts=clashes, quarantined=wanted.quarantined)


def _clash(field: str, clash: Clash) -> dict[str, Any]:
    return {
        "id": assets.new_id(),
        "field": field,
        "base": clash.base,
        "theirs": clash.theirs,
        "ours": clash.ours,
    }


# --- Merging -------------------------------------------------------------------------------------


class _Merging:
    """An operation against an asset as it stands, locked."""

    def __init__(
        self, session: CommuneSession, errand: Errand, wanted: _Wanted, found: Asset
    ) -> None:
        self.session = session
        self.errand = errand
        self.wanted = wanted
        self.asset = found
        self.ours = {name: _json(value) for name, value in found.properties.items()}
        self.status = found.layer.field_of(FieldRole.STATUS)
        self.since = errand.seen.version not in (None, found.version)
        self.clashes: list[dict[str, Any]] = []
        self.issues: list[Issue] = []

    def outcome(self) -> Outcome:
        """Merge, write, and tell what became of it."""
        before = self._at(self.errand.seen.version) if self.since else None
        refused = self._retired_since(before)
        changes = self._changes(before)
        values: dict[str, Any] = {}
        if refused:
            self.clashes += [
                _clash(name, Clash(change.base, change.new, self.ours.get(name)))
                for name, change in changes.items()
                if not alike(change.new, self.ours.get(name))
            ]
        else:
            merged = merge(changes, self.ours)
            values = dict(merged.applied)
            self.clashes += [_clash(name, clash) for name, clash in merged.conflicts.items()]
        geometry = self._geometry(refused=refused)
        if values or geometry is not None:
            self.asset, more = assets.change(
                self.session,
                self.errand.layer,
                self.asset.id,
                self.asset.version,
                properties=values,
                geometry=geometry,
            )
            self.issues += [each for each in more if each.severity.value != "note"]
        self._observe(refused=refused)
        state = State.MERGED if self.since else State.APPLIED
        return Outcome(
            State.CONFLICT if self.clashes else state,
            self.asset.version,
            code_of(self.asset),
            self.issues,
            self.clashes,
            self.wanted.quarantined,
        )

    def _at(self, version: int | None) -> journal.Entry | None:
        """Return the asset as the tablet had seen it."""
        if version is None:
            return None
        return journal.version(self.session, self.errand.layer, self.asset.id, version)

    def _changes(self, before: journal.Entry | None) -> dict[str, Change]:
        """Return the changes of fields; retiring is one of the status, whoever touched what."""
        changes = dict(self.wanted.changes)
        if self.errand.operation.kind is not Kind.RETIRE or self.status is None:
            return changes
        name = self.status.name
        mine = self.ours.get(name)
        base = mine
        if self.since:
            told = before.before.get(name) if before and before.before else None
            # Whatever changed since speaks against it: a delete is never merged silently.
            self.clashes += [] if mine == _GONE else [_clash(name, Clash(told, _GONE, mine))]
            changes.pop(name, None)
            return changes
        changes[name] = Change(base, _GONE)
        return changes

    def _retired_since(self, before: journal.Entry | None) -> bool:
        """Tell whether somebody has retired the asset since the tablet saw it."""
        if not self.since or self.status is None or self.status.codes is None:
            return False
        if self.errand.operation.kind is Kind.RETIRE or self.status.name in self.wanted.changes:
            return False
        was = before.before.get(self.status.name) if before and before.before else None
        return self._gone(self.ours.get(self.status.name)) and not self._gone(was)

    def _gone(self, value: Any) -> bool:
        if self.status is None or self.status.codes is None or value is None:
            return False
        return Trait.GONE in self.status.codes[value].traits

    def _geometry(self, *, refused: bool) -> BaseGeometry | None:
        """Return the drawn geometry to be written, if any."""
        drawn = self.wanted.geometry
        if drawn is None or self.wanted.fixes:
            return None
        if positions.observed(self.session, self.asset):
            raise Invalid([Issue("position_observed", GEOMETRY)])
        base: BaseGeometry | None = self.asset.geometry
        if self.errand.seen.course not in (None, self.asset.version):
            before = self._at(self.errand.seen.course)
            base = before.before_geom if before else None
        found = merge_geometry(base, drawn, self.asset.geometry, self.errand.layer.snap_m)
        if refused and found is not None:
            found = Clash(base, drawn, self.asset.geometry)
        if not isinstance(found, Clash):
            return found
        told = (geojson(self.session, each) for each in (found.base, found.theirs, found.ours))
        self.clashes.append(_clash(GEOMETRY, Clash(*told)))
        return None

    def _observe(self, *, refused: bool) -> None:
        kind = self.errand.operation.kind
        if kind not in (Kind.OBSERVE, Kind.RELOCATE):
            return
        demand = _demand(self.session, self.errand)
        seen: Visit = positions.visit(self.session, self.wanted.fixes, demand)
        if refused:
            ours = geojson(self.session, self.asset.geometry)
            theirs = geojson(self.session, seen.position)
            self.clashes.append(_clash(GEOMETRY, Clash(None, theirs, ours)))
            return
        relocated = kind is Kind.RELOCATE
        self.asset, more = positions.observe(self.session, self.asset, seen, relocated=relocated)
        self.issues += more
