"""Adding a pipe by clicks, and the inbox by keyboard: a real browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect
from shapely import Point

from field_capture import proposals
from gis import assets
from gis.viewer import Viewer, ViewerRole
from layers.catalogue import CATALOGUE

pytestmark = pytest.mark.browser

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
LON, LAT = 6.2387, 49.7703
CREW = Viewer("demo-crew", ViewerRole.CREW)


@pytest.fixture
def site(make_commune, opened) -> None:
    """Two manholes, and three corrections of a crew."""
    make_commune()
    with opened("heffingen") as session:
        x, y = session.commune.operation.to_home(LON, LAT)
        for code, east in (("SM-1", -20), ("SM-2", 20)):
            place = Point(x + east, y)
            assets.create(session, CATALOGUE["sewer_manhole"], place, {"code": code})
        poles = [
            assets.create(session, CATALOGUE["pole"], Point(x + 9 * n, y + 9), {"code": f"PO-{n}"})[
                0
            ].id
            for n in (1, 2, 3)
        ]
    with opened("heffingen", CREW) as session:
        for pole in poles:
            changes = {"material": "steel"}
            proposals.propose(
                session, CATALOGUE["pole"], pole, 1, changes=changes, reason="seen", now=NOW
            )


@pytest.fixture
def planner(browser, server, app_context, site) -> Iterator[Page]:
    """A planner's browser; whatever its console complains of fails the test."""
    token = next(t for t, v in app_context.demo_tokens.items() if v.role.value == "planner")
    context = browser.new_context(viewport={"width": 1200, "height": 800})
    context.add_cookies([{"name": "netzkaart_token", "value": token, "url": server}])
    page = context.new_page()
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    yield page
    context.close()
    assert troubles == []


def click_node(page: Page, code: str) -> None:
    mark = page.locator("[data-place] svg g", has=page.locator(f"title:text-is('{code}')")).last
    box = mark.locator(".mark").bounding_box()
    # A little beside it: a finger is not precise.
    page.mouse.click(box["x"] + box["width"] / 2 + 4, box["y"] + box["height"] / 2 + 3)


def test_what_is_only_heard_makes_the_page_no_longer(planner, server) -> None:
    """The queue scrolls in a box of its own, with all that belongs to it."""
    planner.goto(f"{server}/heffingen/review?lang=en")
    heard = planner.locator(".queue .heard").first
    assert heard.evaluate("each => each.offsetParent.className") == "queue"


def test_a_pipe_by_clicks_snaps_to_its_nodes(planner, server, opened) -> None:
    page = planner
    page.goto(f"{server}/heffingen/assets/sewer_pipe/new?lang=en&at={LAT},{LON}")
    picture = page.locator("[data-place] svg")
    picture.scroll_into_view_if_needed()
    click_node(page, "SM-1")
    box = picture.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] * 0.7)
    click_node(page, "SM-2")
    typed = page.get_by_label("Positions").input_value().split("\n")
    assert (typed[0], typed[2]) == ("SM-1", "SM-2")
    assert re.fullmatch(r"\d+\.\d\d \d+\.\d\d", typed[1])
    page.get_by_role("button", name="Remove the last point").click()
    click_node(page, "SM-2")
    page.locator(".bar").get_by_role("button", name="Add").click()
    expect(page.get_by_role("status")).to_have_text("Added.")
    with opened("heffingen") as session:
        (pipe,) = session.connection.execute(session.table(CATALOGUE["sewer_pipe"]).select()).all()
        assert (pipe.node_from, pipe.node_to) == ("SM-1", "SM-2")


def test_the_map_leads_to_the_form_of_its_middle(planner, server) -> None:
    page = planner
    page.goto(f"{server}/heffingen/map?lang=en#19/{LAT}/{LON}")
    page.wait_for_selector("html[data-ready]")
    page.get_by_role("link", name="Add", exact=True).click()
    page.get_by_role("link", name="lighting pole").click()
    expect(page.locator("#position")).to_have_value(re.compile(r"^49\.770\d+, 6\.238\d+$"))


def test_the_inbox_by_keyboard(planner, server, opened) -> None:
    page = planner
    page.goto(f"{server}/heffingen/review?lang=en&kind=correction")
    heading = page.locator("#detail")
    expect(heading).to_contain_text("PO-1")
    page.keyboard.press("j")
    page.wait_for_url("**item=**")
    expect(heading).to_contain_text("PO-2")
    page.keyboard.press("k")
    expect(heading).to_contain_text("PO-1")
    page.keyboard.press("a")
    expect(page.get_by_role("status")).to_have_text("Decided: 1.")
    expect(heading).to_contain_text("PO-2")
    page.keyboard.press("r")
    # Letters that are written act on nothing.
    page.keyboard.type("a jar of jam")
    expect(page.locator("#reason")).to_have_value("a jar of jam")
    page.locator("#reason").press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("Decided: 1.")
    expect(heading).to_contain_text("PO-3")
    page.keyboard.press("?")
    expect(page.get_by_label("Keys switched on")).to_be_visible()
    page.get_by_label("Keys switched on").uncheck()
    page.reload()
    page.keyboard.press("a")
    page.keyboard.press("x")
    expect(page.locator(".queue input[type=checkbox]").first).not_to_be_checked()
    with opened("heffingen") as session:
        found = [
            assets.find_by_code(session, CATALOGUE["pole"], f"PO-{n}").properties["material"]
            for n in (1, 2, 3)
        ]
        assert found == ["steel", None, None]


def test_a_form_shows_what_applies_and_tells_numbers_at_once(planner, server) -> None:
    page = planner
    page.goto(f"{server}/heffingen/assets/water_valve/new?lang=en&at={LAT},{LON}")
    setting = page.locator("#f-pressure_setting_bar")
    expect(setting).to_be_visible()
    page.locator("#f-kind").select_option("gate")
    expect(setting).to_be_hidden()
    page.locator("#f-kind").select_option("pressure_reducing")
    setting.fill("300")
    setting.press("Tab")
    expect(page.locator("#f-pressure_setting_bar-live")).to_contain_text("0 to 100")
    setting.fill("3,5")
    setting.press("Tab")
    expect(page.locator("#f-pressure_setting_bar-live")).to_have_count(0)
    page.locator("#f-kind").select_option("gate")
    expect(setting).to_be_visible()  # a value is never hidden
    page.locator(".bar").get_by_role("button", name="Add").click()
    expect(page.get_by_role("status")).to_have_text("Added.")
    expect(page.locator(".told").last).to_contain_text("Pressure setting: applies only where")
