"""A planner's day, from signing in to the printed map, in one browser."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect
from shapely import LineString, MultiPolygon, Point, box
from sqlalchemy import Engine, text

from api.security import accounts, links
from field_capture import proposals
from gis import assets
from gis.viewer import Viewer, ViewerRole
from layers.catalogue import CATALOGUE
from tests.e2e.test_sign_in import give_authenticator

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LON, LAT = 6.2387, 49.7703
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
CREW = Viewer("crew-1", ViewerRole.CREW)


@pytest.fixture
def network(make_commune, opened, owner_engine: Engine) -> None:
    """A street with a pipe and two valves since last year, a hydrant of today, one proposal."""
    make_commune()

    def put(session, layer: str, geometry, **values):
        return assets.create(session, CATALOGUE[layer], geometry, values)[0]

    with opened("heffingen") as session:
        x, y = session.commune.operation.to_home(LON, LAT)
        boundary = MultiPolygon([box(x - 900, y - 700, x + 900, y + 700)])
        put(session, "commune_boundary", boundary)
        put(session, "street", LineString([(x - 90, y), (x + 90, y)]), name="Haaptstrooss")
        put(session, "street", LineString([(x - 90, y + 300), (x + 90, y + 300)]), name="Millewee")
        put(session, "water_pipe", LineString([(x - 90, y + 4), (x + 90, y + 4)]), code="WP-1")
        put(session, "water_valve", Point(x + 30, y + 4), code="WV-1", closed=False)
        put(session, "water_valve", Point(x, y + 304), code="WV-2", closed=False)
    with owner_engine.begin() as connection:
        connection.execute(text("UPDATE heffingen.revision SET at = at - interval '400 days'"))
    with opened("heffingen") as session:
        put(session, "water_hydrant", Point(x - 30, y + 4), code="HY-1")
        valve = assets.find_by_code(session, CATALOGUE["water_valve"], "WV-2")
    with opened("heffingen", CREW) as session:
        proposals.propose(
            session, CATALOGUE["water_valve"], valve.id, valve.version,
            changes={"broken": True}, reason="The spindle turns and nothing happens", now=NOW,
        )  # fmt: skip


@pytest.fixture
def invitation(engine: Engine, owner_engine: Engine, network, now):
    with engine.begin() as connection:
        account = accounts.create(connection, "anna", "Anna")
        accounts.join(connection, account, "heffingen", ViewerRole.PLANNER)
        code = links.invite(connection, account, now)
    yield code
    with owner_engine.begin() as connection:
        connection.execute(text("DELETE FROM platform.account"))
        connection.execute(text("DELETE FROM platform.sign_in_event"))


def on_the_map(page: Page) -> set[str]:
    page.wait_for_selector("html[data-ready]")
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(400)  # tiles fade in
    return set(page.evaluate("Netzkaart.assetsInView(Netzkaart.map).map((each) => each.code)"))


def test_a_planner_s_day(  # noqa: PLR0915  a day is long
    page: Page, server: str, invitation: str, tmp_path: Path
) -> None:
    site = f"http://localhost:{urlsplit(server).port}"
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.set_viewport_size({"width": 1280, "height": 800})

    def shot(name: str) -> None:
        page.screenshot(path=tmp_path / f"{name}.png")

    # She was invited, makes a passkey, and signs in with it in the morning.
    give_authenticator(page)
    page.goto(f"{site}/account/welcome?lang=en#{invitation}")
    page.get_by_role("button", name="Create a passkey").click()
    page.wait_for_url(f"{site}/")
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("link", name="Sign in").click()
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("link", name="My account: Anna")).to_be_visible()
    shot("1-signed-in")

    # Somebody calls: a valve in "Hauptstros".
    page.locator("main").get_by_role("link", name=re.compile("^Map")).click()
    assert {"WV-1", "WV-2", "HY-1"} <= on_the_map(page)
    page.get_by_role("combobox").first.fill("valve hauptstros")
    options = page.locator("#search-results").get_by_role("option")
    expect(options).to_have_count(1)
    options.first.click()
    popup = page.locator(".leaflet-popup")
    expect(popup.locator("h2")).to_have_text("WV-1")
    shot("2-found")

    # She closes it, and sees that on the map and in its history.
    popup.get_by_role("link", name="Open the asset's page").click()
    valve = page.url
    page.get_by_role("link", name="Edit").click()
    page.get_by_label("Closed", exact=True).select_option(label="yes")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_have_text("Saved.")
    newest = page.locator(".story > li").first
    expect(newest).to_contain_text("Anna")
    expect(newest).to_contain_text("Closed")
    shot("3-changed")
    page.get_by_role("link", name="Show on the map").click()
    on_the_map(page)
    page.get_by_role("combobox").first.fill("closed valve")
    page.locator("#search-results").get_by_role("option").first.click()
    expect(popup.last).to_contain_text("yes")
    shot("4-on-the-map")

    # It was the wrong one: undone, and nothing is lost.
    page.goto(valve)
    page.locator(".story > li").first.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("status")).to_have_text("Undone.")
    expect(page.locator(".story > li")).to_have_count(3)

    # What was here last year? No hydrant.
    page.goto(f"{site}/heffingen/map?lang=en")
    assert "HY-1" in on_the_map(page)
    page.locator("#view > summary").click()
    page.locator("#time input[type=date]").fill("2026-01-15")
    page.locator("#time input[type=date]").press("Tab")
    expect(page.locator("#past")).to_be_visible()
    page.wait_for_timeout(600)
    last_year = on_the_map(page)
    assert "HY-1" not in last_year
    assert {"WV-1", "WV-2"} <= last_year
    shot("5-last-year")
    page.locator("#past-end").click()

    # The inbox: one proposal of a crew, taken over by key; the inbox is clear.
    page.goto(f"{site}/heffingen/review?lang=en&kind=correction")
    expect(page.locator("#detail")).to_contain_text("WV-2")
    shot("6-inbox")
    page.keyboard.press("a")
    expect(page.get_by_role("status")).to_have_text("Decided: 1.")
    expect(page.locator(".queue li")).to_have_count(0)
    shot("7-inbox-clear")

    # And the map, on paper.
    page.goto(f"{site}/heffingen/map?lang=en#18/{LAT}/{LON}")
    on_the_map(page)
    page.locator("#paper > summary").click()
    page.locator("#sheet [name=scale]").select_option("1000")
    shot("8-paper")
    with page.expect_download() as download:
        page.locator("#sheet-print").click()
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF")
    assert troubles == []
