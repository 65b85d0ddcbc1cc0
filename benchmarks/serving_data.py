"""A deterministic commune for the benchmark of serving, and what its questions look like."""

from __future__ import annotations

import json
import math
import random
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine, text

from api import migrations
from api.security import tokens
from gis import crs
from gis.database import serving
from gis.database.cluster import APP_ROLE, OWNER_ROLE, PrivateCluster
from gis.database.engine import make_engine
from gis.viewer import ViewerRole
from layers.catalogue import CATALOGUE
from layers.spec import Field, Kind, Layer, Visibility

COMMUNE = "bench"
POINTS, LINES = CATALOGUE["luminaire"], CATALOGUE["street"]
DATABASE = "netzkaart"
# Points for each km²: what lies in 1 km then exceeds a page of 1000, as in PERFORMANCE.md.
_DENSITY = 3400
_ORIGIN = (72_000.0, 82_000.0)
_ID = "01900000-0000-7000-8000-"
TILE_ZOOM = 15


@dataclass(frozen=True)
class Ground:
    """Where everything is, and who may ask for it.

    `west` ... `north` in degrees hold the assets; captures go into a strip east of them.
    """

    home: Path
    owner: str
    app: str
    points: int
    lines: int
    side_m: float
    west: float
    south: float
    east: float
    north: float
    crew: str
    machine: str

    @property
    def commune(self) -> str:
        """The URL of one who acts in the commune's role from the start: for plain SQL."""
        return f"{self.app}&options=-crole%3D{self.role}"

    @property
    def role(self) -> str:
        """The role in which the commune is served."""
        return serving.group_of(APP_ROLE, COMMUNE)


@contextmanager
def ground(home: Path, points: int, lines: int) -> Iterator[Ground]:
    """Start a private PostGIS in `home`, fill a commune, and delete everything afterwards."""
    with PrivateCluster(home, max_connections=120) as cluster:
        try:
            cluster.ensure_database(DATABASE)
            owner = cluster.dsn(DATABASE, OWNER_ROLE)
            engine = make_engine(owner, statement_timeout_s=0)
            try:
                migrations.upgrade(engine)
                yield _filled(engine, cluster, points, lines)
            finally:
                engine.dispose()
        finally:
            cluster.destroy()


def _filled(engine: Engine, cluster: PrivateCluster, points: int, lines: int) -> Ground:
    side = 1000 * math.sqrt(points / _DENSITY)
    east, north = _ORIGIN
    with engine.begin() as connection:
        commune = migrations.create_commune(
            connection, COMMUNE, title="Benchmark", srid=crs.LUREF, notice="synthetic"
        )
        reach = {"x": east + side / 2, "y": north + side / 2, "r": side}
        connection.execute(
            text(
                f"INSERT INTO {COMMUNE}.commune_boundary (id, code, accuracy_m, geom)"  # noqa: S608
                " VALUES (gen_random_uuid(), 'B-1', 5, ST_Multi(ST_Buffer("
                "ST_SetSRID(ST_MakePoint(:x, :y), 2169), :r, 250)))"
            ),
            reach,
        )
        for layer, count in ((POINTS, points), (LINES, lines)):
            connection.execute(text(_insert(layer, count, side)))
        crew, machine = (
            tokens.issue(connection, commune=COMMUNE, role=role, label="benchmark")
            for role in (ViewerRole.CREW, ViewerRole.MACHINE)
        )
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM ANALYZE"))
    west, south = commune.operation.to_wgs84(east + 700, north + 700)
    most_east, most_north = commune.operation.to_wgs84(east + side - 700, north + side - 700)
    return Ground(
        cluster.home,
        cluster.dsn(DATABASE, OWNER_ROLE),
        cluster.dsn(DATABASE, APP_ROLE),
        points,
        lines,
        side,
        west,
        south,
        most_east,
        most_north,
        crew,
        machine,
    )


def _insert(layer: Layer, count: int, side: float) -> str:
    """Return SQL that fills a layer evenly, the same every time (Roberts' R2 sequence)."""
    east, north = _ORIGIN
    x = f"{east} + {side} * mod(i * 0.7548776662466927, 1.0)"
    y = f"{north} + {side} * mod(i * 0.5698402909980532, 1.0)"
    place = f"ST_SetSRID(ST_MakePoint({x}, {y}), 2169)"
    if layer is LINES:
        bend = "ST_MakePoint(20 + i % 30, 10 + i % 7), ST_MakePoint(45 + i % 20, i % 40)"
        shape = f"ST_MakeLine(ARRAY[ST_MakePoint(0, 0), {bend}])"
        place = f"ST_SetSRID(ST_Translate({shape}, {x}, {y}), 2169)"
    fields = [f for f in layer.visible_fields(Visibility.PUBLIC) if f.kind is not Kind.REFERENCE]
    names = ", ".join(field.name for field in fields)
    values = ", ".join(_value(field, n) for n, field in enumerate(fields))
    return (
        f"INSERT INTO {COMMUNE}.{layer.name} (id, geom, {names})"  # noqa: S608
        f" SELECT ('{_ID}' || lpad(to_hex(i), 12, '0'))::uuid, {place}, {values}"
        f" FROM generate_series(1, {count}) i"
    )


def _value(field: Field, n: int) -> str:
    """Return SQL for a value of a field that its declaration allows."""
    low = 1 if field.minimum is None else max(1, math.ceil(field.minimum))
    high = low + 90 if field.maximum is None else math.floor(field.maximum)
    match field.kind:
        case Kind.CODE if field.codes:
            known = ", ".join(f"'{value}'" for value in field.codes.values)
            return f"(ARRAY[{known}])[1 + (i * {n + 1}) % {len(field.codes.values)}]"
        case Kind.INTEGER:
            return f"{low} + i % {max(1, min(high - low, 90))}"
        case Kind.NUMBER:
            return f"{low} + (i % {max(1, min(high - low, 90))}) + 0.25"
        case Kind.DATE:
            return "date '1990-01-01' + (i % 12000)::int"
        case Kind.TEXT if field.name == "code":
            return "'X-' || i"
        case Kind.TEXT:
            return f"'{field.name[:8]} ' || i % 100"
    return "NULL"


def a_box(place: Ground, side_m: float, chance: random.Random) -> str:
    """Return a ``bbox`` of `side_m` metres somewhere."""
    height = side_m / 111_200
    width = height / math.cos(math.radians(place.south))
    lon = chance.uniform(place.west, place.east - width)
    lat = chance.uniform(place.south, place.north - height)
    return f"{lon:.6f},{lat:.6f},{lon + width:.6f},{lat + height:.6f}"


def an_id(place: Ground, chance: random.Random) -> str:
    """Return the id of some point."""
    return f"{_ID}{chance.randint(1, place.points):012x}"


def tiles(place: Ground) -> list[tuple[int, int, int]]:
    """Return all tiles ``z, x, y`` that lie within."""
    count = 2**TILE_ZOOM

    def column(lon: float) -> int:
        return int((lon + 180) / 360 * count)

    def row(lat: float) -> int:
        return int((1 - math.asinh(math.tan(math.radians(lat))) / math.pi) / 2 * count)

    return [
        (TILE_ZOOM, x, y)
        for x in range(column(place.west), column(place.east) + 1)
        for y in range(row(place.north), row(place.south) + 1)
    ]


def a_capture(place: Ground, chance: random.Random) -> bytes:
    """Return a crew's capture of a luminaire, in the strip kept for captures."""
    lon = place.east + 0.008 + chance.uniform(0, 0.02)
    lat = chance.uniform(place.south, place.north)
    fix = {
        "accuracy_m": 0.02,
        "time": "2026-01-01T10:00:00Z",
        "source": "nmea",
        "fix_quality": "rtk_fixed",
    }
    feature = {
        "type": "Feature",
        "id": str(uuid.UUID(int=chance.getrandbits(128), version=4)),
        "geometry": {"type": "Point", "coordinates": [lon, lat]},
        "properties": {"layer": POINTS.name, "power_w": 35, "fix": fix},
    }
    return json.dumps(feature).encode()
