"""A crew's tablet in a real browser: what it calls saved survives whatever happens on the way."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect
from shapely import Point, box
from sqlalchemy import select

from field_capture import store
from gis import assets
from gis.maps import vendor
from gis.settings import Settings
from layers.catalogue import CATALOGUE
from tests.e2e.tablet import PLACE, Tablet

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.usefixtures("tablet_app")]

AXE = vendor.WEB / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]


@pytest.fixture
def app_context(app_context, tmp_path):
    settings = Settings(demo=True, home=tmp_path)
    return replace(app_context, settings=settings, now=lambda: datetime.now(UTC))


@pytest.fixture
def commune(make_commune, opened) -> str:
    """A commune with a valve and its surroundings."""
    make_commune()
    with opened("heffingen") as session:
        x, y = session.commune.operation.to_home(PLACE["longitude"], PLACE["latitude"])
        assets.create(session, CATALOGUE.bounding(), box(x - 900, y - 700, x + 900, y + 700), {})
        assets.create(session, CATALOGUE["water_valve"], Point(x + 5, y), {"kind": "gate"})
    return "heffingen"


@pytest.fixture
def tablet(browser, commune, server, engine, tmp_path) -> Iterator[Tablet]:
    """An enrolled tablet with the whole commune on it."""
    del commune
    found = Tablet(browser.browser_type, tmp_path / "profile", server)
    found.enrol(engine, datetime.now(UTC))
    found.take_all()
    yield found
    found.close()
    assert found.errors == []


def capture(page: Page, layer: str = "valve") -> None:
    """Capture a point where the crosshair is."""
    page.get_by_role("button", name="Capture", exact=True).click()
    page.get_by_role("button", name=layer, exact=True).first.click()
    page.get_by_role("button", name="Crosshair").click()
    page.get_by_role("button", name="Place here").click()
    page.locator("form").wait_for()
    page.get_by_role("button", name="gate valve", exact=False).first.click()
    page.get_by_role("button", name="Save", exact=True).click()
    page.locator("form").wait_for(state="detached")


def logged(opened) -> list[tuple[str, str]]:
    """Return the operations that the server has."""
    with opened("heffingen") as session:
        table = store.table(session, "operation")
        rows = session.connection.execute(select(table.c.op_id, table.c.state))
        return [(str(row.op_id), row.state) for row in rows]


def wait_until(met, seconds: float = 20) -> None:
    """Wait until what is told becomes true; a test that waits in vain fails by it."""
    end = time.monotonic() + seconds
    while not met():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.1)


def test_a_day_in_flight_mode_arrives_once(tablet, opened) -> None:
    page = tablet.page
    tablet.open()
    page.wait_for_function("navigator.serviceWorker.controller !== null")
    tablet.offline()
    tablet.close()
    tablet.start(offline=True)
    page = tablet.page
    tablet.open()
    page.locator(".canvas canvas").wait_for()
    capture(page)
    assert "1 on this tablet" in tablet.standing()
    tablet.kill()
    tablet.offline()
    tablet.open()
    assert "1 on this tablet" in tablet.standing()
    assert logged(opened) == []
    tablet.offline(off=False)
    expect(tablet.page.locator(".standing")).to_contain_text("All on the server")
    (operation,) = tablet.kept()["operations"]
    assert logged(opened) == [(operation["op_id"], "applied")]
    tablet.go("day")
    expect(tablet.page.get_by_text("1 saved, 1 on the server, 0 of 0 photos")).to_be_visible()
