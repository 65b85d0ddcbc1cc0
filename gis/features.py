"""GeoJSON features written by PostgreSQL itself.

Building features in Python takes nine tenths of a slow server's time. Here a layer's
declaration becomes one SQL expression that yields the finished text of a feature, and the
text is passed through. RFC 7946: WGS84, longitude first, 7 decimals, right-hand rule, every
key in every feature.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Double,
    Integer,
    Select,
    Table,
    Uuid,
    bindparam,
    cast,
    func,
    literal_column,
    or_,
    select,
)
from sqlalchemy import Text as SqlText
from sqlalchemy.dialects.postgresql import aggregate_order_by

from gis import crs, filters
from gis.database import journal
from gis.database.schema import DIALECT
from gis.errors import UnknownAsset
from gis.filters import Condition, Test
from gis.session import CommuneSession
from layers.spec import Field, GeometryKind, Kind, Layer, Visibility

DECIMALS = 7
"""Of a degree: about 1 cm, what RFC 7946 recommends."""

METRE_DECIMALS = 4
_BEYOND_DEG = 0.5  # neighbours' networks cross borders

_ROW = "asset"


@dataclass(frozen=True, slots=True)
class Page:
    """Some features as JSON text, commas between them.

    Attributes
    ----------
    number : int
        How many they are.
    next_after : UUID or None
        The id after which the next page begins.
    """

    text: str
    number: int
    next_after: UUID | None

    @property
    def features(self) -> list[dict[str, Any]]:
        """The features themselves."""
        found: list[dict[str, Any]] = json.loads(f"[{self.text}]")
        return found


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
    where : sequence of Condition
        Property filters, all of which must hold.
    as_of : int, optional
        Revision of the commune to look at instead of the present.
    srid : int
        EPSG code of the geometries, in the authority's axis order; 0 is RFC 7946.
    """

    limit: int
    box: Box | None = None
    after: UUID | None = None
    where: Sequence[Condition] = ()
    as_of: int | None = None
    srid: int = 0


def page(session: CommuneSession, layer: Layer, query: Query) -> Page:
    """Return one page of a layer's features, ordered by id."""
    values = _values(query, session.commune.srid) | {"most": query.limit}
    row = session.connection.execute(_page(session, layer, query), values).one()
    return Page(row.text or "", min(row.found, query.limit), row.next_after)


def count(session: CommuneSession, layer: Layer, query: Query) -> int:
    """Return how many features match, without a limit."""
    table = _rows(session, layer, query.as_of)
    conditions = _conditions(table, session.commune.srid, _form(query, session.commune.srid))
    statement = select(func.count()).select_from(table).where(*conditions)
    return int(session.connection.scalar(statement, _values(query, session.commune.srid)) or 0)


def one(
    session: CommuneSession,
    layer: Layer,
    asset: UUID,
    *,
    srid: int = 0,
    as_of: int | None = None,
) -> tuple[str, int]:
    """Return the text of one feature, and its version; as it stood at a revision if told so.

    Raises
    ------
    UnknownAsset
    """
    if as_of is None:
        statement = _one(layer, session.viewer.level, session.table(layer), srid)
    else:
        rows = journal.as_of(session, layer, as_of)
        text = feature_text(layer, session.viewer.fields(layer), rows, srid).label("feature")
        statement = select(text, rows.c.version).where(rows.c.id == bindparam("asset"))
    row = session.connection.execute(statement, {"asset": asset}).one_or_none()
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


def conditions(table: Any, query: Query, home: int) -> list[ColumnElement[bool]]:
    """Return what rows must fulfil to be asked for; `parameters` has the values it names."""
    return _conditions(table, home, _form(query, home))


def parameters(query: Query, home: int) -> dict[str, Any]:
    """Return the values of the parameters in `conditions`; `home` is the commune's CRS."""
    return _values(query, home)


def _rows(session: CommuneSession, layer: Layer, as_of: int | None) -> Any:
    if as_of is None:
        return session.table(layer)
    return journal.as_of(session, layer, as_of)


class _Form(NamedTuple):
    """What the statement of a query depends on; the rest are its parameters."""

    boxes: tuple[int, ...]
    after: bool
    where: tuple[tuple[Field, Test], ...]
    srid: int


def _form(query: Query, home: int) -> _Form:
    boxes = tuple(box.srid for box in _boxes(query.box, home))
    return _Form(boxes, query.after is not None, filters.forms(query.where), query.srid)


def _values(query: Query, home: int) -> dict[str, Any]:
    """Return the parameters of a query, under the names that `_conditions` gives them."""
    values: dict[str, Any] = {}
    if query.after is not None:
        values["after"] = query.after
    for n, box in enumerate(_boxes(query.box, home)):
        values |= {
            f"west_{n}": box.west,
            f"south_{n}": box.south,
            f"east_{n}": box.east,
            f"north_{n}": box.north,
        }
    for n, condition in enumerate(query.where):
        values |= filters.parameters(condition, f"value_{n}")
    return values


def _boxes(box: Box | None, home: int) -> list[Box]:
    """Return the box in parts that can be projected to the home CRS."""
    if box is None:
        return []
    parts = [box]
    if box.west > box.east:
        parts = [box._replace(east=180.0), box._replace(west=-180.0)]
    return [_clipped(part, home) for part in parts]


def _clipped(box: Box, home: int) -> Box:
    """Cut a box in degrees to where the home CRS is meant to be used.

    A projection maps the far side of the Earth to anywhere or nowhere, and the rest of the
    world holds no assets of the commune.
    """
    if box.srid != crs.WGS84:
        return box
    west, south, east, north = crs.area_of_use(home)
    low_x, low_y = max(box.west, west - _BEYOND_DEG), max(box.south, south - _BEYOND_DEG)
    high_x, high_y = min(box.east, east + _BEYOND_DEG), min(box.north, north + _BEYOND_DEG)
    if low_x > high_x or low_y > high_y:
        # Nothing of it lies there: a speck beyond the area's corner, where no asset may be.
        corner = (max(west - 2 * _BEYOND_DEG, -180.0), max(south - 2 * _BEYOND_DEG, -90.0))
        return Box(*corner, *corner)
    return Box(low_x, low_y, high_x, high_y)


def _conditions(table: Any, home: int, form: _Form) -> list[ColumnElement[bool]]:
    """Return what a row must fulfil to be part of the answer; `home` is the commune's CRS."""
    found: list[ColumnElement[bool]] = []
    if form.after:
        found.append(table.c.id > bindparam("after"))
    inside = [_in_box(table, home, n, srid) for n, srid in enumerate(form.boxes)]
    if inside:
        found.append(or_(*inside))
    for n, wanted in enumerate(form.where):
        found.append(filters.expression(wanted, table.c[wanted[0].name], f"value_{n}"))
    return found


def _in_box(table: Any, home: int, n: int, srid: int) -> ColumnElement[bool]:
    edges = (bindparam(f"{edge}_{n}", type_=Double) for edge in ("west", "south", "east", "north"))
    area = func.ST_MakeEnvelope(*edges, literal_column(str(srid)))
    if srid != home:
        # An edge that is straight in degrees is curved in metres: cut it up first.
        area = func.ST_Transform(func.ST_Segmentize(area, 0.05), literal_column(str(home)))
    inside: ColumnElement[bool] = func.ST_Intersects(table.c.geom, area)
    return inside


def _page(session: CommuneSession, layer: Layer, query: Query) -> Select[Any]:
    home = session.commune.srid
    form = _form(query, home)
    if query.as_of is None:
        return _page_now(layer, session.viewer.level, session.table(layer), home, form)
    table = _rows(session, layer, query.as_of)
    text = feature_text(layer, session.viewer.fields(layer), table, query.srid)
    return _in_one_row(table, text, home, form)


def _in_one_row(table: Any, text: ColumnElement[str], home: int, form: _Form) -> Select[Any]:
    """Return a statement whose one row is a page: a thousand rows cost Python a millisecond."""
    most = bindparam("most", type_=Integer)
    chosen = select(table.c.id, text.label("feature")).where(*_conditions(table, home, form))
    # One more than asked for tells whether there is a next page.
    rows = chosen.order_by(table.c.id).limit(most + 1).subquery("chosen")
    arrays = select(
        func.array_agg(aggregate_order_by(rows.c.feature, rows.c.id)).label("texts"),
        func.array_agg(aggregate_order_by(rows.c.id, rows.c.id)).label("ids"),
        most.label("most"),
    ).subquery("page")
    return select(
        literal_column("array_to_string(page.texts[1 : page.most], ',')").label("text"),
        func.coalesce(func.cardinality(arrays.c.ids), 0).label("found"),
        literal_column(
            "CASE WHEN cardinality(page.ids) > page.most THEN page.ids[page.most] END", Uuid
        ).label("next_after"),
    )


# To build such a statement and to look it up among SQLAlchemy's compiled ones takes
# milliseconds. Made once, with the text of a feature in one piece, it takes microseconds.
# Layers and tables are compared by identity.


@lru_cache(maxsize=1024)
def _page_now(layer: Layer, level: Visibility, table: Table, home: int, form: _Form) -> Select[Any]:
    rows = table.alias(_ROW)
    return _in_one_row(rows, _ready_text(layer, level, table, form.srid), home, form)


@lru_cache(maxsize=512)
def _one(layer: Layer, level: Visibility, table: Table, srid: int) -> Select[Any]:
    rows = table.alias(_ROW)
    text = _ready_text(layer, level, table, srid).label("feature")
    return select(text, rows.c.version).where(rows.c.id == bindparam("asset"))


def _ready_text(layer: Layer, level: Visibility, table: Table, srid: int) -> ColumnElement[str]:
    """Return the text of a feature as finished SQL about a row called `_ROW`."""
    text = feature_text(layer, layer.visible_fields(level), table.alias(_ROW), srid)
    sql = text.compile(dialect=DIALECT, compile_kwargs={"literal_binds": True})
    return literal_column(str(sql), SqlText)


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
