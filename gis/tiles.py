"""Vector tiles (MVT 2.1) straight from PostGIS.

One statement makes a whole tile, of one layer or of many. It is built once for the layers and
a viewer's level; what changes from tile to tile are its parameters. Compressed tiles are kept
in the process under a key that holds the commune's revision, so no tile outlives an edit.
"""

from __future__ import annotations

import gzip
import math
import threading
from collections import OrderedDict
from concurrent.futures import Future
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from sqlalchemy import TextClause, literal_column, text
from sqlalchemy.dialects.postgresql.base import PGDialect

from gis import crs, filters
from gis.crowding import first_zooms
from gis.database import journal
from gis.database.tables import column_type
from gis.errors import UnknownThing
from gis.filters import Test
from gis.map_view import PLAIN, View
from layers.spec import Catalogue, Field, FieldRole, GeometryKind, Layer, Visibility

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

    from gis.communes import Commune
    from gis.session import CommuneSession
    from gis.viewer import Viewer

MAX_ZOOM = 22
EXTENT = 4096
"""Units along a tile's edge."""

EVERYTHING = "all"
"""Names all layers a viewer may see, in one tile."""

FORMAT = 1
"""Belongs into every ETag: a browser drops its tiles when the way they are made changes."""

# PostGIS declares its functions so dear that PostgreSQL would read a whole table with three
# processes, 100 ms, to spare the index's one, 5 ms.
_ALONE = text("SET LOCAL max_parallel_workers_per_gather = 0")
_UNITS_PER_PX = EXTENT / 256
_HALF_WORLD_M = math.pi * 6378137.0
# Above this zoom one unit is smaller than any survey's vertices lie apart.
_SIMPLIFIED_BELOW = 15
_NAMED = PGDialect(paramstyle="named")  # type: ignore[no-untyped-call]
_DRAWING_ORDER = (GeometryKind.AREA, GeometryKind.LINE, GeometryKind.POINT)
# Where a CRS may still be used beyond its area, degrees: neighbours' networks cross borders.
_BEYOND_AREA_DEG = 0.5


def layers_named(catalogue: Catalogue, viewer: Viewer, name: str) -> tuple[Layer, ...]:
    """Return the layers of a tile, areas first: one layer, those of a theme, or ``all``.

    Raises
    ------
    UnknownLayer
        Neither a layer nor a theme, or nothing of it is the viewer's to know.
    """
    visible = viewer.layers(catalogue)
    found = [layer for layer in visible if name in (EVERYTHING, layer.theme.name)]
    if not found:
        return (viewer.layer(catalogue, name),)
    return tuple(sorted(found, key=lambda layer: _DRAWING_ORDER.index(layer.geometry)))


def tile(  # noqa: PLR0913  a tile's address and how it is to be seen
    session: CommuneSession, layers: Sequence[Layer], z: int, x: int, y: int, view: View = PLAIN
) -> bytes:
    """Return a vector tile of `layers`; empty where nothing lies.

    A layer is in it from its symbol's `min_zoom` on, or earlier where there is no crowd
    (`gis.crowding`), and every mark that reaches into the tile is, wherever its centre lies.
    Features carry ``id``, code, status and the layer's tile fields, as far as the viewer may
    see them. Geometries are exact to one unit. A `view` leaves out what does not meet its
    conditions, adds the field that colours, or shows the past.

    Raises
    ------
    UnknownThing
        There is no such tile in WebMercatorQuad.
    """
    check(z, x, y)
    late = [layer for layer in layers if z < layer.symbol.min_zoom]
    first = first_zooms(session, late) if late else {}
    shown = tuple(layer for layer in layers if z >= first.get(layer.name, 0))
    if not shown:
        return b""
    near = home_box(session.commune, z, x, y, max(map(buffer_units, shown)))
    if near is None:
        return b""
    session.connection.execute(_ALONE)
    west, south, east, north = near
    west_m, south_m, east_m, north_m = mercator_box(z, x, y)
    statement = _statement(
        session.catalogue,
        shown,
        session.viewer.level,
        session.quoted_schema,
        z < _SIMPLIFIED_BELOW,
        tuple(_Seen.of(view, layer) for layer in shown),
    )
    found = session.connection.scalar(
        statement,
        {
            "srid": session.commune.srid,
            "west": west,
            "south": south,
            "east": east,
            "north": north,
            "west_m": west_m,
            "south_m": south_m,
            "east_m": east_m,
            "north_m": north_m,
            "tolerance": (east - west) / EXTENT / 2,
            "at": view.revision,
        }
        | _values(view, shown),
    )
    return bytes(found or b"")


def check(z: int, x: int, y: int) -> None:
    """Raise `UnknownThing` unless WebMercatorQuad has this tile."""
    if not (0 <= z <= MAX_ZOOM and 0 <= x < 2**z and 0 <= y < 2**z):
        msg = "tile"
        raise UnknownThing(msg, f"{z}/{x}/{y}")


def buffer_units(layer: Layer) -> int:
    """Return how far beyond a tile's edge a layer's marks are kept: none is cut in half."""
    outline_px = 3
    return math.ceil((layer.symbol.size_px + outline_px) * _UNITS_PER_PX)


def mercator_box(z: int, x: int, y: int, margin: float = 0) -> tuple[float, float, float, float]:
    """Return west, south, east, north of a tile (EPSG:3857, metres), widened by `margin` units."""
    side = 2 * _HALF_WORLD_M / 2**z
    more = side * margin / EXTENT
    west = x * side - _HALF_WORLD_M
    north = _HALF_WORLD_M - y * side
    return west - more, north - side - more, west + side + more, north + more


def home_box(
    commune: Commune,
    z: int,
    x: int,
    y: int,
    margin: float,
) -> tuple[float, float, float, float] | None:
    """Return the box in the home CRS (metres) that holds a tile and `margin` units around it.

    None where the tile lies outside the area of the CRS: far from there its formulas return
    positions that mean nothing.
    """
    west, south, east, north = mercator_box(z, x, y, margin)
    least_lon, least_lat, most_lon, most_lat = crs.area_of_use(commune.srid)
    west_deg = max(math.degrees(west / 6378137.0), least_lon - _BEYOND_AREA_DEG)
    east_deg = min(math.degrees(east / 6378137.0), most_lon + _BEYOND_AREA_DEG)
    south_deg = max(_latitude(south), least_lat - _BEYOND_AREA_DEG)
    north_deg = min(_latitude(north), most_lat + _BEYOND_AREA_DEG)
    if west_deg >= east_deg or south_deg >= north_deg:
        return None
    # Edges that are straight here are curved there: look at points along them.
    lon, lat = np.meshgrid(np.linspace(west_deg, east_deg, 9), np.linspace(south_deg, north_deg, 9))
    x_m, y_m = commune.operation.to_home(lon.ravel(), lat.ravel())
    return float(x_m.min()), float(y_m.min()), float(x_m.max()), float(y_m.max())


def _latitude(north_m: float) -> float:
    return math.degrees(math.atan(math.sinh(north_m / 6378137.0)))


class _Seen(NamedTuple):
    """What a view makes of a layer's part of the statement; the rest are its parameters."""

    colour: str | None
    where: tuple[tuple[Field, Test], ...]
    past: bool

    @classmethod
    def of(cls, view: View, layer: Layer) -> _Seen:
        colour = view.coloured(layer)
        where = filters.forms(view.conditions(layer))
        return cls(colour.name if colour else None, where, view.revision is not None)


def _values(view: View, layers: Sequence[Layer]) -> dict[str, object]:
    """Return the parameters of a view's conditions, under the names that `_where` gives them."""
    values: dict[str, object] = {}
    for layer in layers:
        for n, condition in enumerate(view.conditions(layer)):
            values |= filters.parameters(condition, f"{layer.name}_{n}")
    return values


@lru_cache(maxsize=1024)
def _statement(  # noqa: PLR0913  the key of the cache
    catalogue: Catalogue,  # noqa: ARG001  part of the key: declarations are compared by identity
    layers: tuple[Layer, ...],
    level: Visibility,
    schema: str,
    simplified: bool,  # noqa: FBT001  positional, for the cache
    seen: tuple[_Seen, ...],
) -> TextClause:
    """Return the statement for some layers; identifiers in it come from declarations alone."""
    parts = [
        _layer_sql(layer, level, schema, each, simplified=simplified)
        for layer, each in zip(layers, seen, strict=True)
    ]
    return text("SELECT " + "\n || ".join(parts))


_NEAR = "ST_MakeEnvelope(:west, :south, :east, :north, CAST(:srid AS int))"


def _layer_sql(
    layer: Layer, level: Visibility, schema: str, seen: _Seen, *, simplified: bool
) -> str:
    geometry = "a.geom"
    if simplified and layer.geometry is not GeometryKind.POINT:
        geometry = "ST_Simplify(a.geom, CAST(:tolerance AS float8), true)"
    names = _fields(layer, level, seen.colour)
    columns = "".join(f", a.{name}" for name in names)
    source = f"{schema}.{layer.name}"
    if seen.past:
        asked = [field.name for field, _ in seen.where]
        wanted = ["id", "geom", *dict.fromkeys([*names, *asked])]
        source = f"({journal.as_of_sql(layer, schema, wanted, _NEAR)})"
    # ST_AsMVT leaves out rows without geometry; asking for them here would compute each twice.
    return f"""coalesce((SELECT ST_AsMVT(f, '{layer.name}', {EXTENT}, 'geom') FROM (
        SELECT ST_AsMVTGeom(ST_Transform({geometry}, 3857),
                 ST_MakeEnvelope(:west_m, :south_m, :east_m, :north_m, 3857),
                 {EXTENT}, {buffer_units(layer)}, true) AS geom,
               CAST(a.id AS text) AS id{columns}
        FROM {source} a
        WHERE a.geom && {_NEAR}{_where(layer, seen)}
        ) f), '')"""  # noqa: S608


def _where(layer: Layer, seen: _Seen) -> str:
    """Return the conditions on a layer as SQL, each behind an AND."""
    found = ""
    for n, (field, test) in enumerate(seen.where):
        column = literal_column(f"a.{field.name}", column_type(field))
        condition = filters.expression((field, test), column, f"{layer.name}_{n}")
        sql = condition.compile(dialect=_NAMED, compile_kwargs={"render_postcompile": True})
        found += f" AND ({sql})"
    return found


def _fields(layer: Layer, level: Visibility, colour: str | None) -> list[str]:
    visible = [field.name for field in layer.visible_fields(level)]
    roles = (layer.field_of(FieldRole.CODE), layer.field_of(FieldRole.STATUS))
    wanted = [field.name for field in roles if field] + list(layer.tile_fields)
    wanted += [colour] if colour else []
    return [name for name in dict.fromkeys(wanted) if name in visible]


class TileCache:
    """Compressed tiles of all communes, the least recently used forgotten first.

    A key holds everything that a tile depends on, the commune's incarnation and revision first:
    nobody is handed a tile older than what they could read. However many ask for a tile at
    once, it is made once.
    """

    def __init__(self, max_bytes: int = 64_000_000) -> None:
        self._max_bytes = max_bytes
        self._bytes = 0
        self._kept: OrderedDict[Hashable, bytes] = OrderedDict()
        self._making: dict[Hashable, Future[bytes]] = {}
        self._lock = threading.Lock()

    def kept(self, key: Hashable) -> bytes | None:
        """Return what is kept under `key`, if anything; never waits."""
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
            return found

    def get(self, key: Hashable, make: Callable[[], bytes]) -> bytes:
        """Return what is kept under `key`, or what `make` returns, for all who wait for it."""
        with self._lock:
            kept = self._kept.get(key)
            if kept is not None:
                self._kept.move_to_end(key)
                return kept
            waiting = self._making.get(key)
            mine: Future[bytes] = Future()
            if waiting is None:
                self._making[key] = mine
        if waiting is not None:
            return waiting.result()
        try:
            made = make()
        except BaseException as error:
            with self._lock:
                del self._making[key]
            mine.set_exception(error)
            raise
        with self._lock:
            self._keep(key, made)
            del self._making[key]
        mine.set_result(made)
        return made

    def _keep(self, key: Hashable, made: bytes) -> None:
        self._kept[key] = made
        self._bytes += len(made)
        while self._bytes > self._max_bytes:
            _, forgotten = self._kept.popitem(last=False)
            self._bytes -= len(forgotten)


def compressed(  # noqa: PLR0913  as `tile`
    session: CommuneSession, layers: Sequence[Layer], z: int, x: int, y: int, view: View = PLAIN
) -> bytes:
    """Return a tile as gzip, or nothing at all where it is empty."""
    made = tile(session, layers, z, x, y, view)
    # Level 1 costs a quarter of level 6 and saves nearly as much.
    return gzip.compress(made, compresslevel=1, mtime=0) if made else b""
