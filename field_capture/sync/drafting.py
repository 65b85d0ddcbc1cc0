"""What would become of an operation that is still being written, and whether its levels can be.

Nothing is kept. The levels are judged by `gis.validation.downhill`, with what the commune knows of
the neighbours.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from geoalchemy2.shape import from_shape
from shapely import Point
from shapely.geometry.base import BaseGeometry
from sqlalchemy import bindparam, func, select

from field_capture.captures import positions
from field_capture.captures.fix import Fix, parse_fix
from field_capture.captures.operations import Operation, read
from field_capture.sync import push as sync
from field_capture.sync.push import Receipt
from gis import assets, crs, terrain
from gis.errors import UnknownAsset, UnknownLayer
from gis.geometry import from_geojson
from gis.session import CommuneSession
from gis.validation.downhill import Neighbour, Verdict, judge
from layers.spec import FieldRole, GeometryKind, Layer, Role, Trait

_MOST_NEIGHBOURS = 20


@dataclass(frozen=True, slots=True)
class Check:
    """What would become of an operation, and what is to be said of its levels."""

    receipt: Receipt
    verdict: Verdict | None


def check(session: CommuneSession, body: Any, now: datetime) -> Check:
    """Try an operation out, and take it back.

    Raises
    ------
    NotAllowed, Unauthenticated
    """
    operation, _ = read(body)
    savepoint = session.connection.begin_nested()
    try:
        (receipt,) = sync.push(session, [body], now, timedelta())
    finally:
        savepoint.rollback()
    return Check(receipt, None if operation is None else levels(session, operation))


def levels(session: CommuneSession, operation: Operation) -> Verdict | None:
    """Judge the levels that an operation tells; None where it is about none."""
    if operation.layer is None or operation.asset_id is None:
        return None
    try:
        layer = session.layer(operation.layer)
    except UnknownLayer:
        return None
    values, place = _as_it_would_be(session, layer, operation)
    start, end = (_number(layer, r, values) for r in (FieldRole.INVERT_FROM, FieldRole.INVERT_TO))
    if start is not None and end is not None and place is not None:
        way = Neighbour(_name(layer, FieldRole.NODE_TO, values), end, place.length, False)
        return judge(invert_m=start, neighbours=[way])
    if layer.field_of(FieldRole.COVER_LEVEL) is None or layer.geometry is not GeometryKind.POINT:
        return None
    cover, depth, invert = (
        _number(layer, role, values)
        for role in (FieldRole.COVER_LEVEL, FieldRole.DEPTH, FieldRole.INVERT_LEVEL)
    )
    return judge(
        cover_m=cover,
        depth_m=depth,
        invert_m=invert if depth is None or _told(layer, operation) else None,
        ground_m=None if place is None else _ground(session, place),
        neighbours=[] if place is None else list(_neighbours(session, layer, place)),
    )


def _told(layer: Layer, operation: Operation) -> bool:
    """Tell whether the crew says the invert itself; an older one is what it has just measured."""
    field = layer.field_of(FieldRole.INVERT_LEVEL)
    wish = operation.changed.get(field.name) if field else None
    return wish is not None and wish.new is not None


def _as_it_would_be(
    session: CommuneSession, layer: Layer, operation: Operation
) -> tuple[dict[str, Any], BaseGeometry | None]:
    """Return the values and the place that an asset would have."""
    values: dict[str, Any] = {}
    place: BaseGeometry | None = None
    try:
        found = assets.get(session, layer, UUID(str(operation.asset_id)))
    except UnknownAsset:
        pass
    else:
        values, place = dict(found.properties), found.geometry
    seen = {field.name for field in session.viewer.fields(layer)}
    values |= {name: wish.new for name, wish in operation.changed.items() if name in seen}
    fixes = [fix for each in operation.fixes if (fix := _placed(each)) is not None]
    if fixes and layer.geometry is GeometryKind.POINT:
        place = positions.visit(session, fixes).position
    elif operation.geometry is not None:
        drawn, _ = from_geojson(operation.geometry)
        if drawn is not None:
            place = crs.transform(drawn, session.commune.operation.to_home)
    return values, place


def _placed(value: Any) -> Fix | None:
    fix, _ = parse_fix(value, "fixes")
    return fix if fix is not None and fix.lon is not None and fix.lat is not None else None


def _number(layer: Layer, role: FieldRole, values: Mapping[str, Any]) -> float | None:
    field = layer.field_of(role)
    value = values.get(field.name) if field else None
    plain = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if plain and math.isfinite(value) else None  # type: ignore[arg-type]


def _name(layer: Layer, role: FieldRole, values: Mapping[str, Any]) -> str:
    """Return what people call the other end of a line: its node, else the line."""
    for each in (role, FieldRole.CODE):
        field = layer.field_of(each)
        if field is not None and values.get(field.name):
            return str(values[field.name])
    return "?"


def _ground(session: CommuneSession, place: BaseGeometry) -> float | None:
    ground = terrain.of_commune(session)
    if ground is None:
        return None
    point = place.representative_point()
    level = float(terrain.sample(ground, [(point.x, point.y)], session.commune.srid)[0])
    return None if math.isnan(level) else level


def _neighbours(session: CommuneSession, layer: Layer, place: BaseGeometry) -> Iterator[Neighbour]:
    """Yield what the lines that end at a place lead to, as far as their levels are known."""
    for each in session.viewer.layers(session.catalogue):
        ends = (each.field_of(FieldRole.INVERT_FROM), each.field_of(FieldRole.INVERT_TO))
        fields = session.viewer.fields(each)
        if each.role is not Role.CONVEYS or any(end not in fields for end in ends):
            continue
        yield from _lines(session, each, place, max(layer.snap_m, each.snap_m))


def _lines(
    session: CommuneSession, layer: Layer, place: BaseGeometry, within_m: float
) -> Iterator[Neighbour]:
    table = session.table(layer)
    here = from_shape(Point(place.representative_point().coords[0]), srid=session.commune.srid)
    point = bindparam("here", here, type_=table.c.geom.type)
    starts = func.ST_DWithin(func.ST_StartPoint(table.c.geom), point, within_m)
    ends = func.ST_DWithin(func.ST_EndPoint(table.c.geom), point, within_m)
    query = (
        select(table, starts.label("starts_here"), func.ST_Length(table.c.geom).label("length"))
        .where(func.ST_DWithin(table.c.geom, point, within_m), starts | ends)
        .limit(_MOST_NEIGHBOURS)
    )
    for row in session.connection.execute(query):
        told = row._mapping  # noqa: SLF001  SQLAlchemy's documented view of a row
        values = {field.name: told[field.name] for field in session.viewer.fields(layer)}
        leaves = bool(told["starts_here"])
        role = FieldRole.INVERT_TO if leaves else FieldRole.INVERT_FROM
        invert = _number(layer, role, values)
        traits = _traits(layer, values)
        if invert is None or Trait.GONE in traits:
            continue
        node = FieldRole.NODE_TO if leaves else FieldRole.NODE_FROM
        name = _name(layer, node, values)
        pushed = Trait.MAY_RISE in traits
        yield Neighbour(name, invert, told["length"], upstream=not leaves, may_rise=pushed)


def _traits(layer: Layer, values: Mapping[str, Any]) -> set[Trait]:
    """Return the traits of all codes of an asset."""
    return {
        trait
        for field in layer.all_fields
        if field.codes is not None
        for value in _several(values.get(field.name))
        if value in field.codes.values
        for trait in field.codes[value].traits
    }


def _several(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
