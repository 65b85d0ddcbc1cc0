"""The dashboard in a real browser: on a telephone, by keyboard, and through to the map."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect
from shapely import LineString

from gis import assets
from layers.catalogue import CATALOGUE

pytestmark = pytest.mark.browser

LON, LAT = 6.2387, 49.7703


@pytest.fixture
def network(make_commune, opened) -> None:
    """Three pipes of cast iron and one of PE, in a row."""
    make_commune()
    with opened("heffingen") as session:
        x, y = session.commune.operation.to_home(LON, LAT)
        for n, material in enumerate(("cast_iron", "cast_iron", "cast_iron", "pe100")):
            line = LineString([(x + 50 * n, y), (x + 50 * n + 50, y)])
            values = {"material": material, "installed_year": 1960 + 20 * n, "status": "in_use"}
            assets.create(session, CATALOGUE["water_pipe"], line, values)


@pytest.fixture
def planner(browser, server, app_context, network) -> Iterator[Page]:
    """A planner with a telephone; whatever its console complains of fails the test."""
    token = next(t for t, v in app_context.demo_tokens.items() if v.role.value == "planner")
    context = browser.new_context(viewport={"width": 390, "height": 844})
    context.add_cookies([{"name": "netzkaart_token", "value": token, "url": server}])
    page = context.new_page()
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    yield page
    context.close()
    assert troubles == []


@pytest.mark.parametrize("width", [320, 390])
@pytest.mark.parametrize("language", ["lb", "fr", "de", "en"])
def test_it_fits_a_telephone(planner, server, language, width) -> None:
    planner.set_viewport_size({"width": width, "height": 844})
    planner.goto(f"{server}/heffingen/dashboard?lang={language}")
    assert planner.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for link in planner.locator("svg.bars a .hit").all():
        box = link.bounding_box()
        assert box["height"] >= 40
        assert box["x"] + box["width"] <= width
    # No name runs into its number.
    assert planner.evaluate(
        """[...document.querySelectorAll("svg.bars .name")].every((name) =>
             name.getBoundingClientRect().right <
             name.nextElementSibling.getBoundingClientRect().left)"""
    )


def test_a_bar_leads_by_keyboard_to_the_map_with_its_assets(planner, server) -> None:
    planner.goto(f"{server}/heffingen/dashboard?lang=en")
    bar = planner.get_by_role("link", name=re.compile("grey cast iron", re.IGNORECASE))
    expect(bar).to_have_attribute("aria-label", re.compile("0.15\\u00a0km"))
    bar.focus()
    planner.keyboard.press("Enter")
    planner.wait_for_selector("html[data-ready]")
    expect(planner.locator("body")).to_contain_text(
        re.compile("grey cast iron\\s*3 of them", re.IGNORECASE)
    )


def test_another_layer_is_chosen_without_scripts(browser, server, app_context, network) -> None:
    token = next(t for t, v in app_context.demo_tokens.items() if v.role.value == "planner")
    headers = {"Authorization": f"Bearer {token}"}
    context = browser.new_context(java_script_enabled=False, extra_http_headers=headers)
    page = context.new_page()
    page.goto(f"{server}/heffingen/dashboard?lang=en")
    chooser = page.locator("form", has=page.locator("select[name=layer]"))
    chooser.locator("select").select_option("water_pipe")
    chooser.get_by_role("button").click()
    expect(page).to_have_url(re.compile("layer=water_pipe"))
    figure = page.locator("figure", has=page.get_by_role("heading", name="Material"))
    figure.locator("summary").click()
    expect(figure.get_by_role("row", name=re.compile("PE 100"))).to_contain_text("0.05")
    context.close()
