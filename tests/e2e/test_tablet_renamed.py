"""A server that calls a field otherwise since the tablet was there: nothing entered is lost."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime

import pytest
import uvicorn
from playwright.sync_api import expect
from shapely import Point, box
from sqlalchemy import Connection, text

from api.context import Context
from api.main import create_app
from field_capture.captures import operations
from gis import assets
from gis.database.triggers import layer_sql
from gis.settings import Settings
from layers.catalogue import CATALOGUE
from layers.spec import Text
from tests.e2e.tablet import PLACE, Tablet

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.usefixtures("tablet_app")]

VALVE = CATALOGUE["water_valve"]
OLD, NEW = "turns_to_close", "closing_turns"
LABEL = Text("Ëmdréiungen bis zou", "Tours de fermeture", "Umdrehungen bis zu", "Turns until shut")
FIELDS = tuple(
    replace(each, name=NEW, label=LABEL) if each.name == OLD else each for each in VALVE.fields
)
NEXT = CATALOGUE.with_layer(replace(VALVE, fields=FIELDS))


@contextmanager
def served(context: Context, port: int = 0) -> Iterator[int]:
    """Serve on a port, on the same one again where it is told."""
    with socket.socket() as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(("127.0.0.1", port))
        running = uvicorn.Server(uvicorn.Config(create_app(context), log_level="warning"))
        thread = threading.Thread(target=running.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not running.started:
            time.sleep(0.01)
        yield listening.getsockname()[1]
        running.should_exit = True
        thread.join(timeout=20)


def rename(connection: Connection) -> None:
    """Do what the migration of such a declaration does."""
    connection.execute(text(f"ALTER TABLE heffingen.water_valve RENAME COLUMN {OLD} TO {NEW}"))
    functions, _, _ = layer_sql(NEXT["water_valve"]).partition("CREATE TRIGGER")
    functions = functions.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")
    connection.exec_driver_sql(functions.replace("{schema}", "heffingen").replace("%", "%%"))


@pytest.fixture
def context(engine, tmp_path) -> Context:
    settings = Settings(demo=True, home=tmp_path)
    return Context(settings, engine, CATALOGUE, lambda: datetime.now(UTC))


@pytest.fixture
def valve(make_commune, opened) -> str:
    """A valve whose turns are known."""
    make_commune()
    with opened("heffingen") as session:
        x, y = session.commune.operation.to_home(PLACE["longitude"], PLACE["latitude"])
        assets.create(session, CATALOGUE.bounding(), box(x - 900, y - 700, x + 900, y + 700), {})
        made, _ = assets.create(session, VALVE, Point(x + 5, y), {"kind": "gate", OLD: 11})
    return str(made.id)


def fix() -> dict[str, object]:
    lon, lat = PLACE["longitude"] - 0.001, PLACE["latitude"]
    told = {"lon": lon, "lat": lat, "accuracy_m": 0.05, "sigma_east_m": 0.02, "sigma_north_m": 0.02}
    more = {"source": "nmea", "platform": "test", "fix_quality": "rtk_fixed"}
    return told | more | {"time": datetime.now(UTC).isoformat()}


def test_what_was_entered_under_the_old_name_arrives_under_the_new_one(
    browser, valve, context, engine, owner_engine, tmp_path, monkeypatch
) -> None:
    with served(context) as port:
        tablet = Tablet(browser.browser_type, tmp_path / "profile", f"http://127.0.0.1:{port}")
        tablet.enrol(engine, datetime.now(UTC))
        tablet.take_all()
        tablet.page.evaluate("navigator.serviceWorker.ready.then(() => null)")
        tablet.offline()
        tablet.save({"kind": "update", "asset_id": valve, "values": {OLD: 12, "remark": "stiff"}})
        place = {"type": "Point", "coordinates": [fix()["lon"], fix()["lat"]]}
        draft = {"kind": "create", "layer": "water_valve", "geometry": place, "fixes": [fix()]}
        tablet.save(draft | {"values": {"kind": "gate", OLD: 9}})
    with owner_engine.begin() as connection:
        rename(connection)
    monkeypatch.setitem(operations.UPCASTERS, 1, operations.renamed("water_valve", {OLD: NEW}))
    with served(replace(context, catalogue=NEXT), port):
        tablet.offline(off=False)
        expect(tablet.page.locator(".standing")).to_contain_text("All on the server")
        sent = tablet.kept()["operations"]
        with owner_engine.connect() as connection:
            valves = f"SELECT {NEW}, remark FROM heffingen.water_valve ORDER BY 1"  # noqa: S608
            rows = connection.execute(text(valves)).all()
            log = connection.execute(text("SELECT state, result FROM heffingen.operation")).all()
        assert [tuple(row) for row in rows] == [(9, None), (12, "stiff")]
        assert {row.state for row in log} == {"applied"}
        assert [row.result["quarantined"] for row in log] == [{}, {}]
        assert {each["state"] for each in sent} == {"applied"}
        assert {each["op"]["schema_version"] for each in sent} == {CATALOGUE.version}
        # The tablet asks by the new name from now on, and shows what it had entered.
        tablet.open(f"#/map?asset={valve}")
        row = tablet.page.get_by_text("Turns until shut").locator("..")
        expect(row).to_contain_text("12")
        tablet.save({"kind": "update", "asset_id": valve, "values": {NEW: 13}})
        expect(tablet.page.locator(".standing")).to_contain_text("All on the server")
        last = tablet.kept()["operations"][-1]["op"]
        assert last["schema_version"] == NEXT.version
        assert last["changed"] == {NEW: {"base": 12, "new": 13}}
        tablet.close()
    assert tablet.errors == []


def test_a_form_in_hand_outlives_another_catalogue(
    browser, valve, context, engine, owner_engine, tmp_path, monkeypatch
) -> None:
    with served(context) as port:
        tablet = Tablet(browser.browser_type, tmp_path / "profile", f"http://127.0.0.1:{port}")
        tablet.enrol(engine, datetime.now(UTC))
        tablet.take_all()
        tablet.open(f"#/map?asset={valve}")
        page = tablet.page
        page.get_by_role("button", name="Edit").click()
        label = VALVE.by_name[OLD].label.en
        page.get_by_label(label).fill("12")
    with owner_engine.begin() as connection:
        rename(connection)
    monkeypatch.setitem(operations.UPCASTERS, 1, operations.renamed("water_valve", {OLD: NEW}))
    with served(replace(context, catalogue=NEXT), port):
        page.evaluate("netzkaart.syncNow()")
        page.wait_for_function(
            "version => netzkaart.catalogue.value.version === version", arg=NEXT.version
        )
        expect(page.get_by_label(label)).to_have_value("12")
        # The browser dies now: today's form does not ask for it, and says that it goes along.
        tablet.kill()
        tablet.open("#/map")
        page = tablet.page
        page.get_by_role("button", name="Go on").click()
        expect(page.get_by_text("It is sent as it was entered")).to_be_visible()
        page.get_by_role("button", name="Save", exact=True).click()
        page.get_by_role("button", name="Capture").wait_for()
        expect(page.locator(".standing")).to_contain_text("All on the server")
        with owner_engine.connect() as connection:
            valves = f"SELECT {NEW} FROM heffingen.water_valve"  # noqa: S608
            assert connection.execute(text(valves)).scalars().all() == [12]
        assert tablet.kept()["operations"][0]["op"]["changed"] == {OLD: {"base": 11, "new": 12}}
        tablet.close()
    assert tablet.errors == []
