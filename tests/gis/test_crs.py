"""Coordinates: one named operation, the same in PROJ and in PostGIS."""

from __future__ import annotations

import math

import numpy as np
import pyproj
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import Point
from sqlalchemy import Engine, text

from gis import communes, crs
from gis.errors import UnknownCrs

LUREF = next(o for o in crs.operations(2169) if "LUREF to WGS 84 (4)" in o.name)


def test_known_points_are_met() -> None:
    """Two points whose coordinates in both systems are published."""
    assert LUREF.to_home(5.980380, 50.155478) == pytest.approx((66582.28, 135730.12), abs=0.005)
    assert LUREF.to_home(6.08914, 49.674932) == pytest.approx((74299, 82266), abs=1)


@given(st.floats(5.7, 6.6), st.floats(49.4, 50.2))
def test_there_and_back_is_the_same_place(lon: float, lat: float) -> None:
    back = LUREF.to_wgs84(*LUREF.to_home(lon, lat))
    metres = math.hypot((back[0] - lon) * 72_000, (back[1] - lat) * 111_000)
    assert metres < 0.001


@pytest.mark.parametrize("srid", [2169, 25831, 25832, 26915, 26916])
def test_postgis_computes_the_same(owner_engine: Engine, srid: int) -> None:
    with owner_engine.connect() as connection:
        operation = communes.choose_operation(connection, srid)
        west, south, east, north = crs.area_of_use(srid)
        lon, lat = (west + east) / 2, (south + north) / 2
        query = text(
            "SELECT ST_X(p), ST_Y(p) FROM ST_Transform(ST_SetSRID("
            "ST_MakePoint(:lon, :lat), 4326), cast(:srid AS int)) p"
        )
        theirs = connection.execute(query, {"lon": lon, "lat": lat, "srid": srid}).one()
    assert np.hypot(*(np.array(operation.to_home(lon, lat)) - theirs)) < 0.001


@pytest.mark.parametrize(
    ("srid", "remedy"),
    [
        *((4326, "UTM"), (4979, "UTM"), (4978, "UTM"), (3089, "foot"), (999999, "PROJ")),
        # Metres that are none; PostGIS and PROJ agree on them all the same.
        *((3857, "UTM"), (3395, "UTM")),
        *((7415, "EPSG:28992"), (5972, "EPSG:25832")),
    ],
)
def test_a_home_is_projected_in_metres(owner_engine: Engine, srid: int, remedy: str) -> None:
    with owner_engine.connect() as connection:
        with pytest.raises(UnknownCrs) as caught:
            communes.choose_operation(connection, srid)
        for words in caught.value.sentence:
            assert remedy in words


@pytest.mark.parametrize("srid", [31466, 31467, 2154, 25832, 31370, 3812, 3857, 4258])
def test_a_file_of_a_neighbouring_datum_lands_where_it_belongs(srid: int) -> None:
    """PROJ's own choice for Gauss-Krueger zone 3 is 287 m off: it knows no datum shift."""
    lon, lat = 6.2390, 49.7705
    source = crs.parse(str(srid))
    drawn = pyproj.Transformer.from_crs(4326, source, always_xy=True).transform(lon, lat)
    moved, name = crs.reproject(np.array([Point(drawn)], dtype=object), source, 2169, LUREF)
    wanted = LUREF.to_home(lon, lat)
    assert math.dist((moved[0].x, moved[0].y), wanted) < 0.05
    assert "unavailable" not in name
