"""GeoJSON features written by PostgreSQL itself.

Building features in Python takes nine tenths of a slow server's time. Here a layer's
declaration becomes one SQL expression that yields the finished text of a feature, and the
text is passed through. RFC 7946: WGS84, longitude first, 7 decimals, right-hand rule, every
key in every feature.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, cast, func, literal_column, or_, select
from sqlalchemy import Text as SqlText

from gis import crs
from gis.database import journal
from gis.database.schema import DIALECT, driver_connection
from gis.errors import UnknownAsset
from gis.session import CommuneSession
from layers.spec import Field, GeometryKind, Kind, Layer

DECIMALS = 7
"""Of a degree: about 1 cm in latitude, what RFC 7946 recommends at most."""


@dataclass(frozen=True, slots=True)
class Page:
    """Some features as JSON text, and the id after which the next page begins."""

    features: list[str]
    next_after: UUID | None


@dataclass(frozen=True, slots=True)
class Query:
    """Which features of a layer are asked for.

    Attributes
    ----------
    bbox : tuple of float, optional
        west, south, east, north in degrees; west > east spans the antimeridian.
    after : UUID, optional
        Keyset paging: features whose id comes after this one.
    equals : sequence of (Field, value)
        Property filters, all of which must hold.
    """

    limit: int
    bbox: tuple[float, float, float, float] | None = None
    after: UUID | None = None
    equals: Sequence[tuple[Field, Any]] = ()
    as_of: int | None = None
    changed: tuple[datetime | None, datetime | None] | None = None


def page(session: CommuneSession, layer: Layer, query: Query) -> Page:
    """Return one page of a layer's features, ordered by id."""
    table = _rows(session, layer, query.as_of)
    text = feature_text(layer, session.viewer.fields(layer), table)
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


def one(session: CommuneSession, layer: Layer, asset: UUID) -> tuple[str, int]:
    """Return the text of one feature, and its version.

    Raises
    ------
    UnknownAsset
    """
    table = session.table(layer)
    text = feature_text(layer, session.viewer.fields(layer), table)
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


def stream(session: CommuneSession, layer: Layer, *, block: int = 1 << 16) -> Iterator[bytes]:
    """Yield all features of a layer as one RFC 7946 FeatureCollection, in constant memory.

    The session's transaction must outlive the iteration; open it as a snapshot so that a
    file holds one state, however many writers are at work.
    """
    table = session.table(layer)
    text = feature_text(layer, session.viewer.fields(layer), table)
    statement = select(text).order_by(table.c.id)
    sql = _literal(session, statement)
    yield b'{"type":"FeatureCollection","features":[\n'
    driver = driver_connection(session.connection)
    first = True
    buffer = bytearray()
    # CSV with control characters for quotes: JSON text comes out as it went in.
    options = "FORMAT csv, DELIMITER E'\\x02', QUOTE E'\\x01'"
    with driver.cursor() as cursor, cursor.copy(f"COPY ({sql}) TO STDOUT ({options})") as copy:
        for row in copy:
            buffer += row if first else b"," + bytes(row)
            first = False
            if len(buffer) >= block:
                yield bytes(buffer)
                buffer.clear()
    buffer += b"]}\n"
    yield bytes(buffer)


def _literal(session: CommuneSession, statement: Select[Any]) -> str:
    """Return the SQL of a statement without parameters of a user: COPY takes none."""
    compiled = statement.compile(
        dialect=DIALECT,
        compile_kwargs={"literal_binds": True, "render_postcompile": True},
        schema_translate_map={"commune": session.commune.name},
        render_schema_translate=True,
    )
    return str(compiled).replace("%%", "%")


def _rows(session: CommuneSession, layer: Layer, as_of: int | None) -> Any:
    if as_of is None:
        return session.table(layer)
    return journal.as_of(session, layer, as_of)


def conditions(session: CommuneSession, table: Any, query: Query) -> list[ColumnElement[bool]]:
    """Return what a row must fulfil to be part of the answer."""
    found: list[ColumnElement[bool]] = []
    if query.after is not None:
        found.append(table.c.id > query.after)
    if query.bbox is not None:
        found.append(_in_box(session, table, query.bbox))
    for field, value in query.equals:
        column = table.c[field.name]
        found.append(column.contains([value]) if field.kind is Kind.CODES else column == value)
    return found


def _in_box(
    session: CommuneSession, table: Any, box: tuple[float, float, float, float]
) -> ColumnElement[bool]:
    """Compare in WGS84, where a box is a box; the index is asked in the home CRS."""
    west, south, east, north = box
    boxes = [(west, south, east, north)]
    if west > east:
        boxes = [(west, south, 180.0, north), (-180.0, south, east, north)]
    found = []
    for part in boxes:
        envelope = func.ST_MakeEnvelope(*part, crs.WGS84)
        # An edge that is straight in degrees is curved in metres: cut it up before projecting.
        home = func.ST_Transform(func.ST_Segmentize(envelope, 0.05), session.commune.srid)
        found.append(table.c.geom.intersects(home) & func.ST_Intersects(table.c.geom, home))
    return or_(*found)


def feature_text(layer: Layer, fields: Sequence[Field], table: Any) -> ColumnElement[str]:
    """Return the SQL expression of a feature's JSON text."""
    geometry = func.ST_Transform(table.c.geom, crs.WGS84)
    if layer.geometry is GeometryKind.AREA:
        geometry = func.ST_ForcePolygonCCW(geometry)
    parts: list[Any] = [
        literal_column("""'{"type":"Feature","id":"'"""),
        cast(table.c.id, SqlText),
        literal_column("""'","geometry":'"""),
        func.ST_AsGeoJSON(geometry, literal_column(str(DECIMALS))),
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
