"""GeoJSON features written by PostgreSQL itself.

Building features in Python takes nine tenths of a slow server's time. Here a layer's
declaration becomes one SQL expression that yields the finished text of a feature, and the
text is passed through. RFC 7946: WGS84, longitude first, 7 decimals, right-hand rule, every
key in every feature.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Select, cast, func, literal_column, or_, select
from sqlalchemy import Text as SqlText

from gis import crs
from gis.database import journal
from gis.errors import UnknownAsset
from gis.session import CommuneSession
from layers.spec import Field, GeometryKind, Kind, Layer

DECIMALS = 7
"""Of a degree: about 1 cm, what RFC 7946 recommends."""

METRE_DECIMALS = 4


@dataclass(frozen=True, slots=True)
class Page:
    """Some features as JSON text, and the id after which the next page begins."""

    features: list[str]
    next_after: UUID | None


class Box(NamedTuple):
    """A box in EPSG:`srid`, east before north; in degrees, west > east spans the antimeridian."""

    west: float
    south: float
    east: float
    north: float
    srid: int = crs.WGS84


@dataclass(frozen=True, slots=True)
class Query:
    """Which features of a layer are asked for.

    Attributes
    ----------
    after : UUID, optional
        Keyset paging: features whose id comes after this one.
    equals : sequence of (Field, value)
        Property filters, all of which must hold.
    as_of : int, optional
        Revision of the commune to look at instead of the present.
    srid : int
        EPSG code of the geometries, in the authority's axis order; 0 is RFC 7946.
    """

    limit: int
    box: Box | None = None
    after: UUID | None = None
    equals: Sequence[tuple[Field, Any]] = ()
    as_of: int | None = None
    srid: int = 0


def page(session: CommuneSession, layer: Layer, query: Query) -> Page:
    """Return one page of a layer's features, ordered by id."""
    table = _rows(session, layer, query.as_of)
    text = feature_text(layer, session.viewer.fields(layer), table, query.srid)
    statement: Select[Any] = select(table.c.id, text.label("feature"))
    for condition in conditions(session, table, query):
        statement = statement.where(condition)
    statement = statement.order_by(table.c.id).limit(query.limit + 1)
    rows = session.connection.execute(statement).all()
    more = len(rows) > query.limit
    rows = rows[: query.limit]
    return Page([row.feature for row in rows], rows[-1].id if more else None)


def count(session: CommuneSession, layer: Layer, query: Query) -> int:
    """Return how many features match, without a limit."""
    table = _rows(session, layer, query.as_of)
    statement = select(func.count()).select_from(table)
    for condition in conditions(session, table, query):
        statement = statement.where(condition)
    return int(session.connection.scalar(statement) or 0)


def one(session: CommuneSession, layer: Layer, asset: UUID, *, srid: int = 0) -> tuple[str, int]:
    """Return the text of one feature, and its version.

    Raises
    ------
    UnknownAsset
    """
    table = session.table(layer)
    text = feature_text(layer, session.viewer.fields(layer), table, srid)
    row = session.connection.execute(
        select(text.label("feature"), table.c.version).where(table.c.id == asset)
    ).one_or_none()
    if row is None:
        raise UnknownAsset(layer.name, str(asset))
    return row.feature, row.version


def extent(session: CommuneSession, layer: Layer) -> tuple[float, float, float, float] | None:
    """Return the layer's bounding box in degrees (west, south, east, north), or None if empty."""
    table = session.table(layer)
    box = func.ST_Transform(
        func.ST_SetSRID(func.ST_Extent(table.c.geom), session.commune.srid), crs.WGS84
    )
    row = session.connection.execute(
        select(func.ST_XMin(box), func.ST_YMin(box), func.ST_XMax(box), func.ST_YMax(box))
    ).one()
    return None if row[0] is None else (row[0], row[1], row[2], row[3])


def _rows(session: CommuneSession, layer: Layer, as_of: int | None) -> Any:
    if as_of is None:
        return session.table(layer)
    return journal.as_of(session, layer, as_of)


def conditions(session: CommuneSession, table: Any, query: Query) -> list[ColumnElement[bool]]:
    """Return what a row must fulfil to be part of the answer."""
    found: list[ColumnElement[bool]] = []
    if query.after is not None:
        found.append(table.c.id > query.after)
    if query.box is not None:
        found.append(_in_box(session, table, query.box))
    for field, value in query.equals:
        column = table.c[field.name]
        found.append(column.contains([value]) if field.kind is Kind.CODES else column == value)
    return found


def _in_box(session: CommuneSession, table: Any, box: Box) -> ColumnElement[bool]:
    boxes = [box]
    if box.west > box.east:
        boxes = [box._replace(east=180.0), box._replace(west=-180.0)]
    found = []
    for west, south, east, north, srid in boxes:
        area = func.ST_MakeEnvelope(west, south, east, north, srid)
        if srid != session.commune.srid:
            # An edge that is straight in degrees is curved in metres: cut it up first.
            area = func.ST_Transform(func.ST_Segmentize(area, 0.05), session.commune.srid)
        found.append(func.ST_Intersects(table.c.geom, area))
    return or_(*found)


def feature_text(
    layer: Layer, fields: Sequence[Field], table: Any, srid: int = 0
) -> ColumnElement[str]:
    """Return the SQL expression of a feature's JSON text; see `Query` for `srid`."""
    geometry = func.ST_Transform(table.c.geom, srid or crs.WGS84)
    if layer.geometry is GeometryKind.AREA:
        geometry = func.ST_ForcePolygonCCW(geometry)
    decimals = DECIMALS if srid in (0, crs.WGS84) else METRE_DECIMALS
    if srid and crs.north_first(srid):
        geometry = func.ST_FlipCoordinates(geometry)
    parts: list[Any] = [
        literal_column("""'{"type":"Feature","id":"'"""),
        cast(table.c.id, SqlText),
        literal_column("""'","geometry":'"""),
        func.ST_AsGeoJSON(geometry, literal_column(str(decimals)), 0),
        literal_column("""',"properties":{"version":'"""),
        cast(table.c.version, SqlText),
    ]
    for field in fields:
        parts.append(literal_column(f"""',"{field.name}":'"""))
        parts.append(_json_text(field, table.c[field.name]))
    parts.append(literal_column("'}}'"))
    joined: ColumnElement[str] = parts[0]
    for part in parts[1:]:
        joined = joined.op("||")(part)
    return joined


_NULL: ColumnElement[str] = literal_column("'null'")
_QUOTE: ColumnElement[str] = literal_column("'\"'")


def _json_text(field: Field, column: Any) -> ColumnElement[str]:
    """Return the value as JSON text; only what may hold quotes is escaped."""
    if field.kind in (Kind.INTEGER, Kind.NUMBER, Kind.BOOLEAN):
        return func.coalesce(cast(column, SqlText), _NULL)
    if field.kind in (Kind.DATE, Kind.REFERENCE, Kind.CODE):
        quoted = _QUOTE.op("||")(cast(column, SqlText)).op("||")(_QUOTE)
        return func.coalesce(quoted, _NULL)
    return func.coalesce(cast(func.to_json(column), SqlText), _NULL)
