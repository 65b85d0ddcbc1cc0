"""Surveyors' files: all faults at once with their lines, all or nothing, and never twice."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import Point

from field_capture.captures.gnss import gpx, table
from field_capture.captures.gnss.stops import stops
from field_capture.sync import survey
from field_capture.sync.survey import Datum, Match, Wish
from gis import assets, observations
from gis.errors import Invalid
from gis.viewer import Viewer, ViewerRole
from layers.catalogue import CATALOGUE
from tests.field_capture.test_nmea import GGA, sentence

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
VALVE, MANHOLE = CATALOGUE["water_valve"], CATALOGUE["sewer_manhole"]
ADMIN = Viewer("shell-0", ViewerRole.ADMIN)
TABLE = b"""Code;Lat;Lon;H\xc3\xb6he;Sigma;kind
V-1;49.770133;6.240500;312,34;0,01;gate
V-2;49.770233;6.240600;312,44;0,01;gate
"""
TRACK = b"""<?xml version="1.0"?><gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1">
<wpt lat="49.7701" lon="6.2405"><ele>312.3</ele><time>2026-11-22T10:00:00Z</time>
  <name>H\xc3\xa9ichten \xf0\x9f\x92\xa7</name><fix>dgps</fix><hdop>0.3</hdop></wpt>
<wpt lat="49.7702" lon="6.2406"/>
<trk><name>no</name><trkseg><trkpt lat="49.7" lon="6.2"><ele>1</ele></trkpt></trkseg></trk></gpx>"""


@pytest.fixture
def take(make_commune, opened):
    make_commune()

    def take(data: bytes, name: str = "points.csv", **more) -> survey.Report:
        wish = Wish(**{"layer": VALVE, **more})
        with opened("heffingen", ADMIN) as session:
            return survey.take(session, data, name, wish, NOW)

    return take


@pytest.fixture
def stock(opened):
    def look(layer=VALVE) -> dict[str, assets.Asset]:
        with opened("heffingen") as session:
            rows = session.connection.execute(session.table(layer).select()).all()
            found = [assets.get(session, layer, row.id) for row in rows]
        return {each.properties["code"]: each for each in found}

    return look


def became(report: survey.Report) -> list[str]:
    return [what for _, _, what, _ in report.lines]


def test_a_table_becomes_assets_and_the_same_again_changes_nothing(take, stock) -> None:
    assert became(take(TABLE)) == ["created", "created"]
    first = stock()
    assert first.keys() == {"V-1", "V-2"}
    assert first["V-1"].properties["kind"] == "gate"
    assert became(take(TABLE)) == ["repeated", "repeated"]
    assert stock() == first


def test_a_later_survey_is_a_visit_of_what_is_there(take, stock, opened) -> None:
    take(TABLE)
    later = TABLE.replace(b"49.770133", b"49.7701331")
    assert became(take(later)) == ["observed", "observed"]
    found = stock()["V-1"]
    with opened("heffingen") as session:
        assert len(observations.of_asset(session, found.id)) == 2
    unnamed = b"lat;lon;sigma\n49.7701331;6.2405;0.01\n"
    assert became(take(unnamed, match=Match.NEAREST)) == ["observed"]
    assert len(stock()) == 2


def test_every_fault_is_told_with_its_line_and_nothing_is_taken(take, stock) -> None:
    bad = TABLE + b"V-3;north;6.24;1;0.01;gate\nV-4;49.7703;6.2407;1;0.01;unicorn\n"
    with pytest.raises(Invalid) as error:
        take(bad)
    assert [each.details["line"] for each in error.value.issues] == [4, 5]
    assert stock() == {}
    assert became(take(bad, accept_valid=True)) == ["created", "created", "rejected"]
    assert stock().keys() == {"V-1", "V-2"}


def test_metres_of_the_commune_and_a_height_of_the_cover(take, stock) -> None:
    data = b"name,east,north,height\nSM-1,85000.0,92000.0,312.345\n"
    assert became(take(data, layer=MANHOLE)) == ["created"]
    found = stock(MANHOLE)["SM-1"]
    assert found.geometry.distance(Point(85_000, 92_000)) < 0.01
    assert found.properties["cover_level_m"] == pytest.approx(312.345)


def test_an_ellipsoidal_height_without_a_geoid_is_not_used(take, stock) -> None:
    data = b"name,east,north,height\nSM-1,85000.0,92000.0,359.4\n"
    report = take(data, layer=MANHOLE, datum=Datum.ELLIPSOIDAL)
    assert [each.code for each in report.issues] == ["height_without_geoid"]
    assert stock(MANHOLE)["SM-1"].properties["cover_level_m"] is None


def test_somebody_who_stands_still_is_one_visit(take, stock, opened) -> None:
    lines = [
        sentence(f"GNRMC,1020{n:02d}.00,A,4946.20800,N,00614.43000,E,0.0,,221126,,,R") + b"\r\n"
        + sentence(GGA.replace("102030", f"1020{n:02d}").replace(",E,4,", ",E,4,"))
        for n in range(20)
    ]  # fmt: skip
    walked = sentence(GGA.replace("102030", "102050").replace("4946.20800", "4946.30800"))
    report = take(b"\x00\xb5b".join(lines) + b"\n" + walked, "log.nmea", match=Match.NEAREST)
    assert became(report) == ["created"]
    (found,) = stock().values()
    with opened("heffingen") as session:
        (visit,) = observations.of_asset(session, found.id)
    assert visit["sigma_m"] >= 0.01, "twenty fixes of one visit share their bias"


def test_waypoints_are_points_and_tracks_only_where_that_is_wished(take, shared) -> None:
    log = gpx.read(TRACK)
    assert [each.line for each in log.readings] == [2, 4]
    assert log.readings[0].name == "Héichten 💧"
    assert (log.readings[0].orthometric_m, log.readings[1].time) == (312.3, None)
    with pytest.raises(Invalid) as error:
        take((shared / "gnss" / "luxembourg_gpx_trace.gpx").read_bytes(), "trace.gpx")
    assert error.value.issues[0].code == "gnss_nothing"


@pytest.mark.parametrize(
    ("name", "waypoints", "track", "route", "timed"),
    [
        ("luxembourg_gpx_trace", 0, 311, 0, 0),
        ("cerknicko-jezero", 7, 296, 0, 297),
        ("cerknicko-without-times", 7, 296, 0, 5),
        ("track-with-extremes", 0, 25, 0, 0),
        ("unicode", 6, 0, 0, 0),
        ("track_with_dilution_errors", 1, 1, 1, 0),
    ],
)
def test_real_tracks(shared, name, waypoints, track, route, timed) -> None:
    data = (shared / "gnss" / f"{name}.gpx").read_bytes()
    found = [gpx.read(data, kind).readings for kind in gpx.Point]
    assert [len(each) for each in found] == [waypoints, track, route]
    readings = [reading for each in found for reading in each]
    assert sum(each.time is not None for each in readings) == timed
    assert all(abs(each.lat) <= 90 and abs(each.lon) <= 180 for each in readings)


@pytest.mark.parametrize(
    "bomb",
    [
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><gpx><wpt lat="1" lon="1"/></gpx>',
        b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><gpx>&a;</gpx>',
        b"<gpx><wpt lat='1' lon='1'>",
        b"<gpx>\xff</gpx>",
    ],
)
def test_a_hostile_document_is_refused(bomb) -> None:
    assert [each.code for each in gpx.read(bomb).faults] == ["gpx_malformed"]


@given(st.binary(max_size=400))
def test_no_bytes_stop_a_reader(data) -> None:
    gpx.read(data)
    gpx.read(b"<gpx><wpt lat='1' lon='2'>" + data + b"</wpt></gpx>")
    for head in (b"lat,lon,name\n", b"east;north;height\n", b""):
        log = table.read(head + data, lambda east, north: (east / 1e5, north / 1e5))
        assert all(abs(each.lat) <= 90 for each in log.readings)
        stops(log.readings)
