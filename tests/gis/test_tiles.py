"""Vector tiles, decoded by a reader of their own: what PostGIS wrote is not asked about itself."""

from __future__ import annotations

import asyncio
import math
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
from shapely import LineString, MultiPolygon, Point, box

from api.routes.maps.tiles import Heads
from gis import assets, tiles
from gis.database.journal import Cursor
from gis.errors import UnknownCommune, UnknownLayer, UnknownThing
from gis.viewer import ANYONE
from layers.catalogue import CATALOGUE
from layers.spec import Visibility

LON, LAT = 6.2387, 49.7703


# --- A reader of MVT 2.1, as little as the tests need -----------------------------------------


def varint(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            return value, at


def message(data: bytes) -> Iterator[tuple[int, Any]]:
    at = 0
    while at < len(data):
        key, at = varint(data, at)
        match key & 7:
            case 0:
                value, at = varint(data, at)
            case 1:
                value, at = data[at : at + 8], at + 8
            case 2:
                length, at = varint(data, at)
                value, at = data[at : at + length], at + length
            case _:
                value, at = data[at : at + 4], at + 4
        yield key >> 3, value


def numbers(data: bytes) -> list[int]:
    found, at = [], 0
    while at < len(data):
        value, at = varint(data, at)
        found.append(value)
    return found


def positions(commands: list[int]) -> list[tuple[int, int]]:
    found, at, x, y = [], 0, 0, 0
    while at < len(commands):
        command, count = commands[at] & 7, commands[at] >> 3
        at += 1
        for _ in range(count if command != 7 else 0):
            dx, dy = ((v >> 1) ^ -(v & 1) for v in commands[at : at + 2])
            x, y, at = x + dx, y + dy, at + 2
            found.append((x, y))
    return found


def value_of(data: bytes) -> Any:
    for number, value in message(data):
        return value.decode() if number == 1 else bool(value) if number == 7 else value
    return None


def decode(data: bytes) -> dict[str, list[dict[str, Any]]]:
    """Layer -> features, each with ``properties`` and ``positions`` in units of the tile."""
    found = {}
    for _, layer in message(data):
        fields = list(message(layer))
        keys = [v.decode() for n, v in fields if n == 3]
        values = [value_of(v) for n, v in fields if n == 4]
        name = next(v.decode() for n, v in fields if n == 1)
        features = []
        for feature in (dict(message(v)) for n, v in fields if n == 2):
            tags = numbers(feature[2])
            pairs = zip(tags[::2], tags[1::2], strict=True)
            features.append(
                {
                    "properties": {keys[k]: values[v] for k, v in pairs},
                    "positions": positions(numbers(feature[4])),
                }
            )
        found[name] = features
    return found


# --- Where things are --------------------------------------------------------------------------


def tile_at(lon: float, lat: float, z: int) -> tuple[int, int, float, float]:
    """Column and row of the tile at a place, and the place in its units."""
    side = 2**z
    column = (lon + 180) / 360 * side
    row = (1 - math.asinh(math.tan(math.radians(lat))) / math.pi) / 2 * side
    return int(column), int(row), column % 1 * tiles.EXTENT, row % 1 * tiles.EXTENT


def home(session, lon: float, lat: float) -> Point:
    return Point(session.commune.operation.to_home(lon, lat))


def put(session, layer: str, geometry, **properties):
    return assets.create(session, session.layer(layer), geometry, properties)[0]


def named(session, name: str):
    return tiles.layers_named(session.catalogue, session.viewer, name)


def read(session, name: str, z: int, x: int, y: int):
    return decode(tiles.tile(session, named(session, name), z, x, y))


@pytest.mark.parametrize("z", [15, 17, 19, 22])
def test_a_point_lies_within_one_unit_of_where_it_is(session, z):
    asset = put(session, "luminaire", home(session, LON, LAT), code="L-1", status="in_use")
    x, y, right, down = tile_at(LON, LAT, z)
    (feature,) = read(session, "luminaire", z, x, y)["luminaire"]
    ((found_right, found_down),) = feature["positions"]
    assert abs(found_right - right) <= 1
    assert abs(found_down - down) <= 1
    assert feature["properties"]["id"] == str(asset.id)
    assert feature["properties"]["code"] == "L-1"
    assert feature["properties"]["status"] == "in_use"


def test_a_tile_carries_no_more_than_its_declaration_says(session):
    layer = session.layer("water_pipe")
    start = home(session, LON, LAT)
    line = LineString([start, (start.x + 30, start.y + 10)])
    values = {"material": "pe", "diameter_mm": 100.0, "remark": "not for tiles"}
    put(session, "water_pipe", line, **values)
    x, y, *_ = tile_at(LON, LAT, 16)
    (feature,) = read(session, "water_pipe", 16, x, y)["water_pipe"]
    assert set(feature["properties"]) <= {"id", "code", "status", *layer.tile_fields}
    assert feature["properties"]["material"] == "pe"
    assert len(feature["positions"]) == 2


def test_a_mark_on_a_tile_s_edge_is_in_both_tiles(session):
    z = 18
    x, y, *_ = tile_at(LON, LAT, z)
    edge_lon = x / 2**z * 360 - 180
    put(session, "luminaire", home(session, edge_lon + 1e-7, LAT))
    assert len(read(session, "luminaire", z, x, y)["luminaire"]) == 1
    (beside,) = read(session, "luminaire", z, x - 1, y)["luminaire"]
    assert beside["positions"][0][0] >= tiles.EXTENT
    assert not read(session, "luminaire", z, x + 1, y)


def test_no_asset_is_lost_between_tiles(session):
    """Some tiles beside each other hold every asset of the area they cover together."""
    z = 17
    x, y, *_ = tile_at(LON, LAT, z)
    centre = home(session, LON, LAT)
    wanted = {
        str(put(session, "luminaire", Point(centre.x + dx, centre.y + dy)).id)
        for dx in range(-200, 201, 40)
        for dy in range(-200, 201, 40)
    }
    found = {
        feature["properties"]["id"]
        for column in range(x - 3, x + 4)
        for row in range(y - 3, y + 4)
        for feature in read(session, "luminaire", z, column, row).get("luminaire", [])
    }
    assert found == wanted


def test_a_crowded_layer_appears_at_its_symbol_s_zoom(session):
    layer = session.layer("luminaire")
    here = home(session, LON, LAT)
    for n in range(30):
        put(session, "luminaire", Point(here.x + n % 6, here.y + n // 6))
    for z in (layer.symbol.min_zoom - 1, layer.symbol.min_zoom):
        x, y, *_ = tile_at(LON, LAT, z)
        shown = "luminaire" in read(session, "all", z, x, y)
        assert shown is (z >= layer.symbol.min_zoom)


def test_a_lonely_lamp_is_seen_from_afar(session):
    put(session, "luminaire", home(session, LON, LAT))
    x, y, *_ = tile_at(LON, LAT, 8)
    assert "luminaire" in read(session, "all", 8, x, y)


@pytest.mark.parametrize("z", [3, 6, 9, 12, 14])
def test_an_area_is_in_every_zoom_though_the_crs_ends(session, z):
    centre = home(session, LON, LAT)
    area = MultiPolygon([box(centre.x - 3000, centre.y - 3000, centre.x + 3000, centre.y + 3000)])
    put(session, "commune_boundary", area)
    x, y, right, down = tile_at(LON, LAT, z)
    (feature,) = read(session, "commune_boundary", z, x, y)["commune_boundary"]
    buffer = tiles.buffer_units(session.layer("commune_boundary"))
    for found in feature["positions"]:
        assert all(-buffer <= v <= tiles.EXTENT + buffer for v in found)
    east = [p[0] for p in feature["positions"]]
    assert min(east) - 1 <= right <= max(east) + 1
    south = [p[1] for p in feature["positions"]]
    assert min(south) - 1 <= down <= max(south) + 1


def test_a_simplified_line_stays_within_one_unit(session):
    """Every vertex that a low zoom drops lies closer to what is left than the tile can tell."""
    z = 13
    start = home(session, LON, LAT)
    wave = [(start.x + n, start.y + 40 * math.sin(n / 60)) for n in range(600)]
    put(session, "water_pipe", LineString(wave))
    x, y, *_ = tile_at(LON, LAT, z)
    (feature,) = read(session, "water_pipe", z, x, y)["water_pipe"]
    assert len(feature["positions"]) < len(wave) / 2
    drawn = LineString(feature["positions"])
    for east, north in wave:
        column, row, right, down = tile_at(*session.commune.operation.to_wgs84(east, north), z)
        here = Point(right + (column - x) * tiles.EXTENT, down + (row - y) * tiles.EXTENT)
        if 0 <= here.x <= tiles.EXTENT and 0 <= here.y <= tiles.EXTENT:
            assert drawn.distance(here) <= 1


def test_nothing_is_nothing(session):
    x, y, *_ = tile_at(LON, LAT, 18)
    assert tiles.tile(session, named(session, "all"), 18, x, y) == b""
    assert tiles.tile(session, named(session, "all"), 18, 0, 0) == b""


@pytest.mark.parametrize(
    "place", [(-1, 0, 0), (23, 0, 0), (3, 8, 0), (3, 0, 8), (3, -1, 0), (10**9, 1, 1)]
)
def test_there_is_no_tile_outside_the_pyramid(session, place):
    with pytest.raises(UnknownThing) as refused:
        tiles.tile(session, named(session, "all"), *place)
    assert "tile" in str(refused.value)


def test_a_theme_holds_its_layers_areas_first(session):
    found = named(session, "sewer")
    assert {layer.theme.name for layer in found} == {"sewer"}
    kinds = [layer.geometry.value for layer in named(session, "all")]
    assert kinds == sorted(kinds, key=["MultiPolygon", "LineString", "Point"].index)
    with pytest.raises(UnknownLayer):
        named(session, "'; DROP TABLE pole; --")


def test_a_citizen_s_tile_holds_what_a_citizen_may_see(make_commune, opened):
    make_commune()
    with opened("heffingen") as session:
        start = home(session, LON, LAT)
        put(session, "water_pipe", LineString([start, (start.x + 30, start.y)]))
        put(session, "luminaire", start)
    x, y, *_ = tile_at(LON, LAT, 18)
    with opened("heffingen", ANYONE) as session:
        found = read(session, "all", 18, x, y)
        assert set(found) == {"luminaire"}
        public = {
            f.name for f in CATALOGUE["luminaire"].all_fields if f.visibility is Visibility.PUBLIC
        }
        assert set(found["luminaire"][0]["properties"]) <= public | {"id"}
        with pytest.raises(UnknownLayer):
            named(session, "water_pipe")


@pytest.mark.parametrize("layer", list(CATALOGUE))
def test_every_layer_has_a_statement_that_runs(session, layer):
    z = max(15, session.layer(layer).symbol.min_zoom)
    for zoom in (z, session.layer(layer).symbol.min_zoom):
        x, y, *_ = tile_at(LON, LAT, zoom)
        tiles.tile(session, named(session, layer), zoom, x, y)


# --- The cache ---------------------------------------------------------------------------------


def test_a_tile_is_made_once_however_many_ask():
    cache, made = tiles.TileCache(), []

    def make() -> bytes:
        made.append(1)
        time.sleep(0.05)
        return b"tile"

    answers: list[bytes] = []
    threads = [
        threading.Thread(target=lambda: answers.append(cache.get("key", make))) for _ in range(16)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [b"tile"] * 16
    assert len(made) == 1


def test_a_failure_is_told_and_not_kept():
    cache = tiles.TileCache()

    def fail() -> bytes:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        cache.get("key", fail)
    assert cache.get("key", lambda: b"tile") == b"tile"


def test_the_least_recently_used_is_forgotten():
    cache = tiles.TileCache(max_bytes=100)
    for name in "abc":
        cache.get(name, lambda: b"x" * 40)
        cache.get("a", lambda: b"x" * 40)
    assert cache.get("a", lambda: b"new") == b"x" * 40
    assert cache.get("b", lambda: b"new") == b"new"
    big = cache.get("big", lambda: b"x" * 500)
    assert len(big) == 500


# --- Over HTTP ---------------------------------------------------------------------------------


def test_a_tile_that_has_not_changed_is_not_sent_again(client, auth, make_commune, opened):
    make_commune()
    with opened("heffingen") as session:
        pole = put(session, "pole", home(session, LON, LAT))
    x, y, *_ = tile_at(LON, LAT, 18)
    address, headers = f"/ogc/heffingen/tiles/lighting/18/{x}/{y}.mvt", auth("planner")
    first = client.get(address, headers=headers)
    assert first.status_code == 200, first.text
    assert first.headers["content-type"] == "application/vnd.mapbox-vector-tile"
    assert first.headers["content-encoding"] == "gzip"
    assert "private" in first.headers["cache-control"]
    assert set(decode(first.content)) == {"pole"}
    again = client.get(address, headers=headers | {"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304
    assert not again.content
    with opened("heffingen") as session:
        assets.change(session, session.layer("pole"), pole.id, 1, properties={"status": "removed"})
    edited = client.get(address, headers=headers | {"If-None-Match": first.headers["etag"]})
    assert edited.status_code == 200
    assert edited.headers["etag"] != first.headers["etag"]
    assert decode(edited.content)["pole"][0]["properties"]["status"] == "removed"


def test_the_standard_s_address_has_row_before_column(client, make_commune, opened):
    make_commune()
    with opened("heffingen") as session:
        put(session, "pole", home(session, LON, LAT))
    x, y, *_ = tile_at(LON, LAT, 18)
    ours = client.get(f"/ogc/heffingen/tiles/pole/18/{x}/{y}.mvt")
    standard = client.get(f"/ogc/heffingen/collections/pole/tiles/WebMercatorQuad/18/{y}/{x}")
    assert ours.content == standard.content != b""
    plain = client.get(
        f"/ogc/heffingen/tiles/pole/18/{x}/{y}.mvt", headers={"Accept-Encoding": "identity"}
    )
    assert "content-encoding" not in plain.headers
    assert plain.content == ours.content
    assert plain.headers["etag"] != ours.headers["etag"]


def test_who_sees_less_gets_another_etag_and_no_hint(client, auth, make_commune):
    make_commune()
    x, y, *_ = tile_at(LON, LAT, 18)
    address = f"/ogc/heffingen/tiles/all/18/{x}/{y}.mvt"
    mine, theirs = client.get(address, headers=auth("planner")), client.get(address)
    assert mine.headers["etag"] != theirs.headers["etag"]
    assert theirs.status_code == 200
    assert theirs.content == b""
    assert client.get(f"/ogc/heffingen/tiles/water_pipe/18/{x}/{y}.mvt").status_code == 404
    assert client.get("/ogc/heffingen/tiles/all/30/0/0.mvt").status_code == 404
    assert client.get("/ogc/nowhere/tiles/all/3/0/0.mvt").status_code == 404


def test_a_head_is_never_older_than_the_question(make_commune, opened, engine):
    """Those who ask while a read runs wait for the next one, and share it."""
    make_commune()
    began, reads = threading.Event(), []

    class Slow(Heads):
        def _query(self, commune):
            reads.append(super()._query(commune).revision)
            began.set()
            time.sleep(0.2)
            return super()._query(commune) if len(reads) > 1 else Cursor("x", reads[0])

    async def ask() -> list[int]:
        heads = Slow(engine)
        first = asyncio.ensure_future(heads.read("heffingen"))
        assert await asyncio.to_thread(began.wait, 10)

        def write() -> None:
            with opened("heffingen") as session:
                put(session, "pole", home(session, LON, LAT))

        await asyncio.to_thread(write)
        later = [heads.read("heffingen") for _ in range(10)]
        return [cursor.revision for cursor in await asyncio.gather(first, *later)]

    first, *later = asyncio.run(ask())
    assert first == 0
    assert later == [1] * 10
    assert len(reads) == 2


@pytest.mark.parametrize("name", ["nowhere", "platform", 'x".y; --', "a[b]", "", "%", ":name"])
def test_the_head_of_an_unknown_commune_is_unknown(engine, name):
    with pytest.raises(UnknownCommune):
        asyncio.run(Heads(engine).read(name))
