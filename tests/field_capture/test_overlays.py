"""What the map shows of reports and captures, to whom."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from shapely import Point
from sqlalchemy import insert, update

from field_capture import overlays
from field_capture.reports.damage_report import submit
from field_capture.reports.draft import Contact, Draft
from field_capture.store import table
from gis.errors import NotAllowed, Unauthenticated
from gis.viewer import ANYONE, Viewer, ViewerRole

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
CLERK = Viewer("clerk", ViewerRole.CLERK)
CREW = Viewer("crew", ViewerRole.CREW)
MACHINE = Viewer("machine", ViewerRole.MACHINE)
DRAFT = Draft(
    service_code="lamp_out",
    lat=49.7692,
    long=6.2397,
    description="written",
    address="9, um Bierg",
    contact=Contact(email="zoe@gemeng.lu", phone="+352 1"),
)


@pytest.fixture
def numbers(make_commune, opened):
    make_commune("heffingen")
    with opened("heffingen", ANYONE) as session:
        made = [submit(session, DRAFT, now=NOW).number for _ in range(4)]
        submit(session, Draft(service_code="lamp_out", address="somewhere"), now=NOW)
        rows = table(session, "report")
        for number, state in zip(made, ("received", "planned", "done", "spam"), strict=True):
            session.connection.execute(
                update(rows).where(rows.c.number == number).values(state=state)
            )
    return made


def test_open_reports_with_a_position_are_shown(numbers, opened):
    with opened("heffingen", ANYONE) as session:
        found = overlays.reports(session, "de")
    assert found["type"] == "FeatureCollection"
    assert [each["id"] for each in found["features"]] == [numbers[1], numbers[0]]
    first = found["features"][0]
    assert first["geometry"] == {"type": "Point", "coordinates": [6.2397, 49.7692]}
    assert first["properties"]["status"] == "open"
    assert first["properties"]["service"] == "Leuchte aus"


@pytest.mark.parametrize(
    ("viewer", "inside"), [(ANYONE, False), (MACHINE, False), (CLERK, True), (CREW, True)]
)
def test_what_was_written_is_shown_to_those_who_work_on_it(numbers, opened, viewer, inside):
    with opened("heffingen", viewer) as session:
        found = overlays.reports(session, "en")
    shown = json.dumps(found)
    assert numbers[0] in shown
    assert ("written" in shown) is inside
    assert ("um Bierg" in shown) is inside
    assert ("state" in found["features"][0]["properties"]) is inside
    assert "zoe@" not in shown
    assert "+352" not in shown


@pytest.mark.parametrize(("viewer", "inside"), [(ANYONE, False), (CLERK, True)])
@pytest.mark.usefixtures("numbers")
def test_an_overlay_explains_only_what_its_features_tell(opened, viewer, inside):
    with opened("heffingen", viewer) as session:
        overlay = overlays.report_overlay(session, "en")
        if inside:
            assert overlays.capture_overlay(session, "en").features["features"] == []
    shown = {field.name for field in overlay.fields}
    assert shown <= overlay.features["features"][0]["properties"].keys()
    assert ("description" in shown) is inside


def test_a_report_on_the_map_leads_on_and_doubtful_ones_are_on_no_public_map(numbers, opened):
    with opened("heffingen", ANYONE) as session:
        submit(session, DRAFT, now=NOW, doubtful=True)
        public = overlays.report_overlay(session, "fr")
    with opened("heffingen", CLERK) as session:
        inside = overlays.report_overlay(session, "fr")
    assert public.link == "/report/heffingen/list/{id}?lang=fr"
    assert inside.link == "/heffingen/reports/{id}?lang=fr"
    assert len(inside.features["features"]) == len(public.features["features"]) + 1


def keep_capture(session, layer, state, reasons):
    capture = table(session, "capture")
    point = f"SRID={session.commune.srid};{Point(85500, 92700).wkt}"
    row = {"id": uuid4(), "body_sha256": b"", "body": {}, "layer": layer, "outcome": "proposal"}
    session.connection.execute(
        insert(capture).values(**row, state=state, reasons=reasons, geom=point)
    )
    return str(row["id"])


def test_captures_that_wait_are_shown_with_their_reasons(make_commune, opened):
    make_commune("heffingen")
    reason = {
        "code": "near_existing",
        "path": "geometry",
        "severity": "warning",
        "details": {"code": "PO-00001", "distance": "0.4"},
    }
    with opened("heffingen") as session:
        waiting = keep_capture(session, "pole", "open", [reason])
        keep_capture(session, "pole", "done", [])
        hidden = keep_capture(session, "no_layer_any_more", "open", [])
    with opened("heffingen", CREW) as session:
        (found,) = overlays.captures(session, "en")["features"]
    assert found["id"] == waiting != hidden
    assert found["geometry"]["type"] == "Point"
    assert "PO-00001" in found["properties"]["reasons"]
    for viewer, refusal in ((ANYONE, Unauthenticated), (MACHINE, NotAllowed)):
        with opened("heffingen", viewer) as session, pytest.raises(refusal):
            overlays.captures(session, "en")
