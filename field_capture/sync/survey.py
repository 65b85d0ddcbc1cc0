"""A surveyor's file becomes assets and visits, through the door of the tablets.

The same file again changes nothing: what it holds is known by its content. Either everything is
taken over or, unless it is wished otherwise, nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid5

from shapely import Point
from sqlalchemy import select

from field_capture import store
from field_capture.captures.gnss import gpx, nmea, table
from field_capture.captures.gnss.reading import Log, Reading
from field_capture.captures.gnss.stops import stops
from field_capture.captures.operations import Kind
from field_capture.states.operation import State
from field_capture.sync import push as sync
from gis import assets, terrain
from gis.errors import Invalid, Issue, Severity
from gis.session import CommuneSession
from gis.viewer import Action
from layers.spec import FieldRole, GeometryKind, Layer

OFF_GROUND_M = 0.5
_SPACE = UUID("6a2f8f52-1d0e-5d44-8f0c-6e1c3f0f1b9a")
_MOST_FIXES = 500


class Match(StrEnum):
    """By what a point is known to be an asset that is there."""

    CODE = "code"
    NEAREST = "nearest"


class Datum(StrEnum):
    """What the heights of a file are above."""

    ORTHOMETRIC = "orthometric"
    ELLIPSOIDAL = "ellipsoidal"


@dataclass(frozen=True, slots=True)
class Wish:
    """How a file is to be taken.

    Attributes
    ----------
    day : date, optional
        Of an NMEA log that does not say it.
    """

    layer: Layer
    match: Match = Match.CODE
    datum: Datum = Datum.ORTHOMETRIC
    points: gpx.Point = gpx.Point.WAYPOINT
    day: date | None = None
    accept_valid: bool = False


@dataclass(frozen=True, slots=True)
class Visit:
    """One point of a file: its readings, and its height above the geoid, if that is known."""

    line: int
    name: str
    readings: Sequence[Reading]
    height_m: float | None
    values: dict[str, str]


@dataclass(slots=True)
class Report:
    """What became of a file.

    Attributes
    ----------
    lines : list of (line, name, what, code)
        ``created``, ``observed``, ``waits``, ``repeated`` or ``rejected``.
    """

    lines: list[tuple[int, str, str, str]] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    without_fix: int = 0


def parse(data: bytes, name: str, wish: Wish, session: CommuneSession) -> Log:
    """Read a file by what it is: GPX, a table, or NMEA."""
    suffix = name.lower().rpartition(".")[2]
    if suffix == "gpx" or data.lstrip()[:5] in (b"<?xml", b"<gpx "):
        return gpx.read(data, wish.points)
    if suffix in ("csv", "txt", "tsv") and not data.lstrip().startswith(b"$"):
        return table.read(data, session.commune.operation.to_wgs84)
    return nmea.read(data, wish.day)


def take(session: CommuneSession, data: bytes, name: str, wish: Wish, now: datetime) -> Report:
    """Take over a file.

    Raises
    ------
    Invalid
        With every fault and its line; nothing was changed then.
    """
    session.viewer.must(Action.IMPORT)
    log = parse(data, name, wish, session)
    report = Report(issues=list(log.faults), without_fix=log.without_fix)
    visits = list(_visits(log, wish, name, report))
    if not visits and not report.issues:
        raise Invalid([Issue("gnss_nothing", name)])
    _check_ground(session, visits, report)
    _push(session, visits, wish, hashlib.sha256(data).hexdigest(), now, report)
    wrong = [each for each in report.issues if each.severity is Severity.ERROR]
    if wrong and not wish.accept_valid:
        raise Invalid(wrong)
    return report


def _visits(log: Log, wish: Wish, name: str, report: Report) -> Iterator[Visit]:
    """Yield the points: of a log where somebody stood still, else each one."""
    is_log = not name.lower().endswith(("gpx", "csv", "txt", "tsv"))
    groups = [each.readings for each in stops(log.readings)] if is_log else []
    if not is_log:
        groups = [(each,) for each in log.readings]
    # A GGA sentence says what its height is above, whatever was declared.
    datum = Datum.ORTHOMETRIC if is_log else wish.datum
    for readings in groups:
        first = readings[0]
        heights = [h for each in readings if (h := _height(each, datum, report)) is not None]
        height = sum(heights) / len(heights) if heights else None
        yield Visit(first.line, first.name, readings[:_MOST_FIXES], height, first.values)


def _height(each: Reading, datum: Datum, report: Report) -> float | None:
    """Return the height above the geoid; an ellipsoidal one needs the receiver's geoid."""
    if datum is Datum.ORTHOMETRIC or each.orthometric_m is None:
        return each.orthometric_m
    if each.ellipsoidal_m is None:
        details = {"line": each.line}
        report.issues.append(
            Issue("height_without_geoid", f"line {each.line}", Severity.NOTE, details)
        )
        return None
    separation = each.ellipsoidal_m - each.orthometric_m
    return round(each.orthometric_m - separation, 4)


def _check_ground(session: CommuneSession, visits: Sequence[Visit], report: Report) -> None:
    """Note heights that are not those of the ground."""
    ground = terrain.of_commune(session)
    known = [each for each in visits if each.height_m is not None]
    if ground is None or not known:
        return
    to_home = session.commune.operation.to_home
    points = [tuple(map(float, to_home(e.readings[0].lon, e.readings[0].lat))) for e in known]
    levels = terrain.sample(ground, [(x, y) for x, y in points], session.commune.srid)
    for each, level in zip(known, levels, strict=True):
        off = (each.height_m or 0.0) - float(level)
        if abs(off) > OFF_GROUND_M:  # never where the terrain knows nothing
            details = {"line": each.line, "off": round(off, 2), "ground": round(float(level), 2)}
            report.issues.append(
                Issue("height_off_ground", f"line {each.line}", Severity.NOTE, details)
            )


def _push(  # noqa: PLR0913  what is sent, and where it is told
    session: CommuneSession,
    visits: Sequence[Visit],
    wish: Wish,
    content: str,
    now: datetime,
    report: Report,
) -> None:
    named = {
        uuid5(_SPACE, f"{session.commune.name} {wish.layer.name} {content} {each.line}"): each
        for each in visits
    }
    known = _known(session, list(named))
    for op_id in known:
        report.lines.append((named[op_id].line, named[op_id].name, "repeated", ""))
    fresh = [
        (visit, _operation(session, op_id, visit, wish, now))
        for op_id, visit in named.items()
        if op_id not in known
    ]
    for start in range(0, len(fresh), sync.MOST_OPERATIONS):
        part = fresh[start : start + sync.MOST_OPERATIONS]
        receipts = sync.push(session, [body for _, body in part], now, timedelta())
        for (visit, body), receipt in zip(part, receipts, strict=True):
            _note(report, visit, body, receipt)
    report.lines.sort()


def _known(session: CommuneSession, ids: Sequence[UUID]) -> set[UUID]:
    log = store.table(session, "operation")
    query = select(log.c.op_id).where(log.c.op_id.in_(ids))
    return set(session.connection.scalars(query))


def _operation(
    session: CommuneSession, op_id: UUID, visit: Visit, wish: Wish, now: datetime
) -> dict[str, Any]:
    asset = _match(session, visit, wish)
    fixes = [each.fix(now).model_dump(mode="json", exclude_none=True) for each in visit.readings]
    common = {
        "op_id": str(op_id),
        "device_id": str(_SPACE),
        "seq": visit.line,
        "layer": wish.layer.name,
        "schema_version": session.catalogue.version,
        "client_time": now.isoformat(),
        "fixes": fixes,
        "app_version": "import-gnss",
    }
    if asset is not None:
        return {**common, "kind": Kind.OBSERVE, "asset_id": str(asset)}
    code, level = (wish.layer.field_of(r) for r in (FieldRole.CODE, FieldRole.COVER_LEVEL))
    values: dict[str, Any] = dict(visit.values)
    if code is not None and visit.name:
        values[code.name] = visit.name
    if level is not None and visit.height_m is not None:
        values.setdefault(level.name, round(visit.height_m, 3))
    first = visit.readings[0]
    return {
        **common,
        "kind": Kind.CREATE,
        "asset_id": str(uuid5(_SPACE, str(op_id))),
        "geometry": {"type": "Point", "coordinates": [first.lon, first.lat]},
        "changed": {name: {"new": value} for name, value in values.items()},
    }


def _match(session: CommuneSession, visit: Visit, wish: Wish) -> UUID | None:
    """Return the asset that a point is of; None where it is a new one."""
    if wish.match is Match.CODE:
        found = assets.find_by_code(session, wish.layer, visit.name) if visit.name else None
        return found.id if found else None
    if wish.layer.geometry is not GeometryKind.POINT:
        return None
    first = visit.readings[0]
    east, north = session.commune.operation.to_home(first.lon, first.lat)
    within = max(wish.layer.snap_m, 3 * first.sigma_m)
    near = assets.nearest(session, wish.layer, Point(float(east), float(north)), within)
    return near[0].id if near else None


def _note(report: Report, visit: Visit, body: dict[str, Any], receipt: sync.Receipt) -> None:
    state, outcome = receipt.outcome.state, receipt.outcome
    what = "created" if body["kind"] is Kind.CREATE else "observed"
    if state is State.REJECTED:
        what = "rejected"
        for each in outcome.reasons:
            details = {"line": visit.line, "what": each.sentence}
            report.issues.append(Issue("gnss_line", f"line {visit.line}", details=details))
    elif state is State.HELD:
        what = "waits"
    report.lines.append((visit.line, visit.name, what, outcome.code or ""))
