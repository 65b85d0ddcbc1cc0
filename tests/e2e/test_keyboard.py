"""Work by keyboard alone, and what a screen reader is told: a real browser."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import text

from gis.settings import Settings
from tests.e2e import product_pages
from tests.e2e.product_pages import LAT, LON, Site
from tests.e2e.requests_of import Requests

pytestmark = pytest.mark.browser

MOST_STOPS = 400
FOCUSED = """() => {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const box = at.getBoundingClientRect(), style = getComputedStyle(at);
  const label = at.closest('label');
  const shown = label && box.width < 2 ? label.getBoundingClientRect() : box;
  const ring = (each) => getComputedStyle(each).outlineStyle !== 'none';
  return {
    name: at.outerHTML.slice(0, 90),
    width: shown.width,
    height: shown.height,
    seen: shown.bottom > 0 && shown.right > 0 && shown.top < innerHeight && shown.left < innerWidth,
    ring: ring(at) || style.boxShadow !== 'none',
  };
}"""


@pytest.fixture
def app_context(app_context, tmp_path):
    settings = Settings(demo=True, home=tmp_path)
    return replace(app_context, settings=settings, now=lambda: datetime.now(UTC))


@pytest.fixture
def site(make_commune, opened, client, app_context, engine, owner_engine) -> Iterator[Site]:
    make_commune()
    yield product_pages.furnish(opened, client, app_context, engine)
    with owner_engine.begin() as connection:
        connection.execute(text("DELETE FROM platform.account"))


@pytest.fixture
def as_somebody(browser, server, site) -> Iterator[Callable[[str, str], Page]]:
    contexts = []

    def make(role: str, path: str) -> Page:
        context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="en")
        contexts.append(context)
        for name, value in site.cookies[role].items():
            context.add_cookies([{"name": name, "value": value, "url": server}])
        page = context.new_page()
        requests = Requests(page)
        page.goto(f"{server}{path}")
        if "/map" in path:
            page.wait_for_selector("html[data-ready]")
            requests.settle()
        return page

    yield make
    for context in contexts:
        context.close()


def stops(page: Page) -> list[dict]:
    """Go through the page by Tab until it begins anew; tell each stop."""
    found: list[dict] = []
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        at = page.evaluate(FOCUSED)
        if at is None:
            return found
        found.append(at)
    raise AssertionError("the keyboard does not come out again")


def tab_to(page: Page, name: str) -> None:
    """Press Tab until the control with this name has the focus."""
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        told = page.evaluate(
            "() => { const at = document.activeElement;"
            " return (at.getAttribute('aria-label') || at.labels?.[0]?.textContent"
            " || at.textContent || '').trim(); }"
        )
        if told.startswith(name):
            return
    raise AssertionError(f"no way to {name!r} by Tab")


PAGES = {
    "front": ("anyone", "/?lang=en"),
    "sign-in": ("anyone", "/account/sign-in?lang=en"),
    "report": ("anyone", f"/report/heffingen/?lang=en&lat={LAT}&long={LON}"),
    "accessibility": ("anyone", "/accessibility?lang=en"),
    "map": ("planner", f"/heffingen/map?lang=en#19/{LAT}/{LON}"),
    "asset": ("planner", "/heffingen/assets/water_pipe/{pipe}?lang=en"),
    "form": ("planner", "/heffingen/assets/water_pipe/{pipe}/edit?lang=en"),
    "review": ("planner", "/heffingen/review?lang=en"),
    "import": ("planner", "/heffingen/import?lang=en"),
    "people": ("admin", "/heffingen/people?lang=en"),
}


@pytest.mark.slow
def test_the_focus_is_always_seen(as_somebody, site) -> None:
    wrong = []
    for name, (role, path) in PAGES.items():
        page = as_somebody(role, path.format(pipe=site.places["asset"]))
        wrong += [
            f"{name}: {at}"
            for at in stops(page)
            if not (at["ring"] and at["seen"] and at["width"] >= 1)
        ]
        page.context.close()
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    "path", ["/?lang=en", "/account/sign-in?lang=en", "/heffingen/map?lang=en"]
)
def test_one_can_skip_to_what_a_page_is_about(as_somebody, path) -> None:
    page = as_somebody("anyone", path)
    page.evaluate("document.activeElement.blur()")
    page.locator(".skip").focus()
    expect(page.locator(".skip")).to_be_in_viewport()
    target = page.locator(".skip").get_attribute("href")
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == target or "/map" in path
    page.keyboard.press("Tab")
    inside = "t => !!document.activeElement.closest(t) || document.activeElement.matches(t)"
    assert page.evaluate(inside, target)


def test_the_search_by_keyboard(as_somebody) -> None:
    page = as_somebody("planner", f"/heffingen/map?lang=en#19/{LAT}/{LON}")
    box = page.get_by_role("combobox", name="Search")
    box.focus()
    page.keyboard.type("WP-1")
    expect(box).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("option", name="WP-1")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    popup = page.locator(".leaflet-popup")
    expect(popup.locator("h2")).to_be_focused()
    page.keyboard.press("Escape")
    expect(popup).to_have_count(0)
    assert page.evaluate(FOCUSED) is not None


def test_layers_filters_and_chips_by_keyboard(as_somebody) -> None:
    page = as_somebody("planner", f"/heffingen/map?lang=en#19/{LAT}/{LON}")
    layer = page.get_by_role("checkbox", name="Water pipe")
    layer.focus()
    page.keyboard.press("Space")
    expect(layer).not_to_be_checked()
    page.keyboard.press("Space")
    page.locator("#view > summary").focus()
    page.keyboard.press("Enter")
    page.locator("#filter-layer").focus()
    page.keyboard.type("Water pipe")
    tab_to(page, "Attribute")
    page.keyboard.type("Code")
    tab_to(page, "Show these only")
    page.keyboard.press("Enter")
    expect(page.locator("#message")).to_contain_text("First choose")
    page.locator("#message button").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".folium-map")).to_be_focused()
    page.locator("#filter-value input").focus()
    page.keyboard.type("WP-1")
    page.keyboard.press("Enter")
    remove = page.get_by_role("button", name="Remove").first
    expect(page.locator("#chips")).to_contain_text("WP-1")
    remove.focus()
    page.wait_for_load_state("networkidle")
    expect(page.locator("#chips button")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#chips li")).to_have_count(0)
    expect(page.locator(".folium-map")).to_be_focused()


def test_the_past_by_keyboard(as_somebody, owner_engine, site) -> None:
    with owner_engine.begin() as connection:
        connection.exec_driver_sql("UPDATE heffingen.revision SET at = at - interval '9 days'")
    page = as_somebody("planner", f"/heffingen/map?lang=en#19/{LAT}/{LON}")
    page.locator("#view > summary").focus()
    page.keyboard.press("Enter")
    slider = page.get_by_role("slider", name="Map of the past")
    expect(slider).to_have_attribute("aria-valuetext", re.compile(r"20\d\d"))
    for button in ("#now", "#past-end"):
        slider.focus()
        page.keyboard.press("ArrowLeft")
        expect(page.locator("#past")).to_be_visible()
        page.locator(button).focus()
        page.keyboard.press("Enter")
        expect(page.locator("#past")).to_be_hidden()
        assert page.evaluate(FOCUSED)["seen"]


def test_what_a_screen_reader_is_told_of_the_map(as_somebody) -> None:
    page = as_somebody("planner", f"/heffingen/map?lang=en#19/{LAT}/{LON}")
    expect(page.locator("header.bar")).to_match_aria_snapshot(
        """
        - 'link "Netzkaart: Front page"'
        - heading /Heffingen/ [level=1]
        - search:
          - combobox "Search"
        - link "Add"
        - button "Print"
        - navigation "Language":
          - list
        """
    )
    expect(page.locator("main")).to_match_aria_snapshot(
        """
        - button "Zoom in"
        - button "Zoom out"
        """
    )
    expect(page.locator("#legend")).to_match_aria_snapshot(
        """
        - heading "Legend and layers" [level=2]
        - group "Drinking water":
          - checkbox "Drinking water" [checked]
          - checkbox "water pipe" [checked]
        """
    )
    expect(page.locator("nav.onward")).to_match_aria_snapshot(
        """
        - navigation "Other pages":
          - list:
            - listitem:
              - link "Report damage"
        """
    )


def test_a_form_by_keyboard(as_somebody, site) -> None:
    pipe = site.places["asset"]
    page = as_somebody("planner", f"/heffingen/assets/water_pipe/{pipe}?lang=en")
    tab_to(page, "Edit")
    page.keyboard.press("Enter")
    page.wait_for_url("**/edit?*")
    tab_to(page, "Remark")
    page.keyboard.type("by keyboard")
    page.keyboard.press("Tab")
    tab_to(page, "Save")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("by keyboard")


def test_a_file_by_keyboard(as_somebody, tmp_path) -> None:
    lamp = tmp_path / "lamp.geojson"
    point = {"type": "Point", "coordinates": [LON, LAT]}
    feature = {"type": "Feature", "geometry": point, "properties": {"code": "LU-9"}}
    lamp.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    page = as_somebody("planner", "/heffingen/import?lang=en")
    # The system's own dialogue of files is out of reach; all around it is not.
    page.get_by_label("Drop a file here").set_input_files(lamp)
    tab_to(page, "Layer")
    page.keyboard.type("Luminaire")
    tab_to(page, "Check")
    page.keyboard.press("Enter")
    page.wait_for_selector("h2#mapping")
    page.locator("#accept button").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Another file")


def test_feedback_without_scripts(browser, server, site) -> None:
    context = browser.new_context(java_script_enabled=False, locale="pt")
    page = context.new_page()
    page.goto(f"{server}/?lang=pt")
    page.goto(f"{server}/accessibility?lang=pt")
    page.get_by_label("O que não funciona").fill("O mapa")
    page.get_by_role("button", name="Enviar").click()
    expect(page.get_by_role("status")).to_contain_text("Obrigado")
    context.close()
