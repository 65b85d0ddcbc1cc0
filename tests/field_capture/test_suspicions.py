"""A cabinet fault and a burst main, from the reports of those who live with it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from shapely import LineString, Point, box
from shapely.geometry import MultiPolygon

from field_capture.desk.patterns import WITHIN
from field_capture.desk.suspicions import Suspicion, suspicions
from field_capture.reports.damage_report import submit
from field_capture.reports.draft import Draft
from gis import assets
from gis.viewer import ANYONE, Viewer, ViewerRole
from layers.catalogue import CATALOGUE
from layers.spec import Spread

NOW = datetime(2026, 11, 22, 22, tzinfo=UTC)
CLERK = Viewer("clerk:anna", ViewerRole.CLERK)
X, Y = 85_000.0, 92_000.0


def put(session, layer: str, geometry, **values) -> str:
    made, _ = assets.create(session, CATALOGUE[layer], geometry, values)
    return str(made.id)


@pytest.fixture
def streets(make_commune, opened) -> None:
    make_commune("heffingen")
    with opened("heffingen") as session:
        put(
            session, "commune_boundary", MultiPolygon([box(X - 2000, Y - 2000, X + 2000, Y + 2000)])
        )
        cabinet = put(session, "light_cabinet", Point(X, Y), code="LC-1")
        for number, circuit in enumerate(("LC-1/1", "LC-1/2")):
            line = LineString([(X, Y + number), (X + 400, Y + number * 50)])
            put(session, "light_cable", line, circuit=circuit, cabinet=cabinet)
            for n in range(6):
                place = Point(X + 60 * (n + 1), Y + number * 50)
                put(session, "luminaire", place, code=f"LU-{number}{n}", circuit=circuit)
        put(session, "water_tank", Point(X - 500, Y - 500), code="WT-1")
        main = [(X - 500, Y - 500), (X, Y - 500), (X + 500, Y - 500), (X + 1000, Y - 500)]
        for n, (start, end) in enumerate(pairwise(main)):
            put(session, "water_pipe", LineString([start, end]), code=f"WP-{n}")
        for n in range(3):
            x = X + n * 500
            line = LineString([(x, Y - 500), (x, Y - 900)])
            put(session, "water_pipe", line, code=f"WP-street{n}")


@pytest.fixture
def report(opened):
    def sent(fault: str, *, at: Point | None = None, code: str | None = None, ago_h: float = 1):
        with opened("heffingen", ANYONE) as session:
            lon, lat = (None, None)
            if at is not None:
                lon, lat = session.commune.operation.to_wgs84(at.x, at.y)
            draft = Draft(service_code=fault, lat=lat, long=lon, address_id=code)
            return submit(session, draft, now=NOW - timedelta(hours=ago_h)).number

    return sent


@pytest.fixture
def suspected(opened):
    def told(viewer: Viewer = CLERK) -> list[Suspicion]:
        with opened("heffingen", viewer) as session:
            return suspicions(session, NOW)

    return told


def test_three_lamps_of_one_circuit(streets, report, suspected) -> None:
    numbers = [report("lamp_out", code=code) for code in ("LU-00", "LU-03", "LU-05")]
    report("lamp_out", code="LU-00")  # a neighbour says the same
    (found,) = suspected()
    assert found.spread is Spread.CIRCUIT
    assert found.cause is None
    assert set(numbers) < set(found.reports)
    assert len(found.reports) == 4
    assert "LC-1/1" in found.sentence.en
    assert "3 of the 6" in found.sentence.en


def test_both_circuits_of_a_cabinet(streets, report, suspected) -> None:
    for code in ("LU-00", "LU-01", "LU-10", "LU-14"):
        report("lamp_out", code=code)
    (found,) = suspected()
    assert found.cause is not None
    assert (found.cause.layer.name, found.cause.code) == ("light_cabinet", "LC-1")
    assert "LC-1" in found.sentence.lb


def test_what_is_old_points_to_nothing(streets, report, suspected) -> None:
    too_old = WITHIN[Spread.CIRCUIT].total_seconds() / 3600 + 1
    for code in ("LU-00", "LU-01"):
        report("lamp_out", code=code)
    report("lamp_out", code="LU-02", ago_h=too_old)
    assert suspected() == []


def test_low_pressure_behind_one_pipe(streets, report, suspected) -> None:
    for y in (-600, -700, -880):
        report("water_pressure_low", at=Point(X + 504, Y + y))
    (found,) = suspected()
    assert found.spread is Spread.SUPPLY
    assert found.cause is not None
    assert found.cause.code == "WP-street1"
    assert len(found.reports) == 3


def test_one_household_three_times_is_one_place(streets, report, suspected) -> None:
    for n in range(3):
        report("water_dirty", at=Point(X + 504 + n, Y - 700))
    assert suspected() == []


def test_a_source_is_named_only_to_those_who_may_know_it(streets, report, suspected) -> None:
    for x, y in ((0, -600), (500, -800), (1000, -700), (-300, -500), (200, -500), (800, -495)):
        report("water_dirty", at=Point(X + x, Y + y))
    (found,) = suspected(Viewer("planner:eva", ViewerRole.PLANNER))
    assert found.cause is not None
    assert found.cause.code == "WT-1"
    (found,) = suspected()
    assert found.cause is None
    assert "WT-1" not in "".join(found.sentence)


def test_anybody_learns_of_no_circuit(streets, report, suspected) -> None:
    for code in ("LU-00", "LU-01", "LU-02"):
        report("lamp_out", code=code)
    assert suspected(ANYONE) == []
