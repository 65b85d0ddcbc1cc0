"""An asset from the map to its page, its form and back: a real browser, by mouse and keyboard."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from shapely import LineString, Point, box
from shapely.geometry import MultiPolygon

from gis import assets, observations
from gis.maps.words import words_in
from layers.catalogue import CATALOGUE

pytestmark = pytest.mark.browser

LON, LAT = 6.2387, 49.7703
EVIL = '<img src=x onerror="document.title=1">'


@pytest.fixture
def pole(make_commune, opened) -> str:
    """A street with lamps; the address of one pole, which was seen twice and moved once."""
    make_commune()
    with opened("heffingen") as session:
        x, y = session.commune.operation.to_home(LON, LAT)

        def put(layer, geometry, **values):
            return assets.create(session, CATALOGUE[layer], geometry, values)[0].id

        edge = box(x - 900, y - 700, x + 900, y + 700)
        put("commune_boundary", MultiPolygon([edge]), name="Heffingen")
        put("street", LineString([(x - 90, y - 8), (x + 90, y - 4)]), name="Haaptstrooss")
        put("water_pipe", LineString([(x - 90, y - 11), (x + 90, y - 7)]), material="pe")
        put("sewer_pipe", LineString([(x - 90, y - 5), (x + 90, y - 1)]))
        for east in (-24, -2, 17):
            house = box(x + east, y + 8, x + east + 12, y + 18)
            put("building", MultiPolygon([house]))
        pole = put(
            "pole",
            Point(x, y),
            code="PO-1",
            status="in_use",
            material="steel",
            height_m=8.5,
            installed_on="2019-05-03",
            accuracy_m=0.5,
            remark=EVIL,
            owner="Gemeng Heffingen",
        )
        put("luminaire", Point(x + 0.6, y), code="LU-1", pole=str(pole), power_w=42)
        put("luminaire", Point(x - 0.6, y), code="LU-2", pole=str(pole), power_w=42)
        put("pole", Point(x + 25, y + 1), code="PO-2")
        for east, north, sigma, fix in (
            (2.6, 1.8, 1.2, {"source": "geolocation"}),
            (3.1, 0.6, 0.6, {"source": "nmea", "sigma_east_m": 0.9, "sigma_north_m": 0.3}),
        ):
            observations.record(
                session,
                CATALOGUE["pole"],
                pole,
                position=Point(x + east, y + north),
                sigma_m=sigma,
                at=datetime(2026, 7, 1, 12, tzinfo=UTC),
                fix=fix,
                ground_level_m=301.52,
            )
    with opened("heffingen") as session:
        assets.change(
            session, CATALOGUE["pole"], pole, 1, geometry=Point(x + 3, y + 1), properties={}
        )
    return f"/heffingen/assets/pole/{pole}"


@pytest.fixture
def planner(browser, server, app_context, pole) -> Iterator[Callable[..., Page]]:
    """Pages of a planner's browser; whatever its console complains of fails the test."""
    contexts: list[BrowserContext] = []
    troubles: list[str] = []
    token = next(t for t, v in app_context.demo_tokens.items() if v.role.value == "planner")

    def make(**options) -> Page:
        # What glides may be gone from under the pointer by the time it clicks.
        still = {"viewport": {"width": 1200, "height": 800}, "reduced_motion": "reduce"}
        context = browser.new_context(**still | options)
        contexts.append(context)
        context.add_cookies([{"name": "netzkaart_token", "value": token, "url": server}])
        page = context.new_page()
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on(
            "console",
            lambda said: troubles.append(said.text) if said.type in {"error", "warning"} else None,
        )
        return page

    yield make
    for context in contexts:
        context.close()
    # A browser calls every refusal of a form an error.
    assert [each for each in troubles if not re.search(r"status of (4\d\d)", each)] == []


def shot(page: Page, tmp_path: Path, name: str) -> None:
    page.screenshot(path=tmp_path / f"{name}.png", full_page=True)


def test_from_the_map_to_a_change_and_back(planner, server, pole, tmp_path) -> None:
    page = planner()
    page.goto(f"{server}/heffingen/map?lang=en#19/{LAT}/{LON}")
    page.wait_for_selector("html[data-ready]")
    page.get_by_role("combobox").fill("PO-1")
    page.locator("#search-results").get_by_role("option").first.click()
    page.get_by_role("link", name=words_in("en")["open"]).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("PO-1")
    shot(page, tmp_path, "page")
    page.get_by_role("link", name="Edit").click()
    page.get_by_label("Status").select_option(label="out of service")
    shot(page, tmp_path, "edit")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_have_text("Saved.")
    newest = page.locator(".story > li").first
    expect(newest).to_contain_text("in use")
    expect(newest).to_contain_text("out of service")
    newest.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("status")).to_have_text("Undone.")
    expect(page.locator("table.values").first).to_contain_text("in use")
    page.get_by_role("link", name="LU-1").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("LU-1")
    page.get_by_role("link", name="PO-1").first.click()
    page.get_by_role("link", name="Show on the map").click()
    page.wait_for_selector("html[data-ready]")
    page.wait_for_load_state("networkidle")
    assert re.search(r"#19/49\.77\d+/6\.23\d+", page.url)
    assert page.title() != "1"


def press_until(page: Page, selector: str, most: int = 80) -> None:
    """Press Tab until the focus stands on something."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"no Tab reaches {selector}")


def test_by_keyboard_alone(planner, server, pole) -> None:
    page = planner()
    page.goto(f"{server}{pole}?lang=en")
    press_until(page, "a[href*='/edit']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/edit?**")
    press_until(page, "#f-height_m")
    page.keyboard.press("Control+A")
    page.keyboard.type("abc")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_be_focused()
    press_until(page, "a[href='#f-height_m']")
    page.keyboard.press("Enter")
    expect(page.locator("#f-height_m")).to_be_focused()
    expect(page.locator("#f-height_m")).to_have_value("abc")
    page.keyboard.press("Control+A")
    page.keyboard.type("9,5")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("Saved.")
    press_until(page, "button[name=revision]")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("Undone.")


def test_a_click_is_a_place(planner, server, pole, tmp_path) -> None:
    page = planner()
    page.goto(f"{server}{pole}/edit?lang=en#move")
    picture = page.locator("[data-place] svg")
    place = picture.bounding_box()
    page.mouse.click(place["x"] + place["width"] * 0.55, place["y"] + place["height"] * 0.5)
    expect(page.get_by_label("New coordinates")).to_have_value(re.compile(r"\d+\.\d\d \d+\.\d\d"))
    shot(page, tmp_path, "move")
    page.get_by_role("button", name="Move").click()
    expect(page.get_by_role("status")).to_have_text("Moved.")
    expect(page.locator(".story > li").first).to_contain_text(re.compile(r"Moved by \d"))
    assert page.locator(".vicinity circle.was").count() == 2


def test_two_browsers_without_scripts(planner, server, pole, tmp_path) -> None:
    narrow = {"width": 360, "height": 800}
    mine = planner(java_script_enabled=False, viewport=narrow, color_scheme="dark")
    theirs = planner(java_script_enabled=False)
    for page, material in ((mine, "wood"), (theirs, "concrete")):
        page.goto(f"{server}{pole}/edit?lang=en")
        page.get_by_label("Material").select_option(label=material)
    mine.get_by_label("Height").fill("7")
    theirs.get_by_label("Status").select_option(label="disused")
    theirs.get_by_role("button", name="Save").click()
    mine.get_by_role("button", name="Save").click()
    expect(mine.get_by_role("alert")).to_contain_text("PO-1 was changed while you were writing")
    shot(mine, tmp_path, "conflict")
    assert mine.evaluate("document.documentElement.scrollWidth") <= narrow["width"]
    expect(mine.get_by_role("button", name="All mine")).to_be_hidden()  # it needs a script
    mine.get_by_label("Material: Mine").check()
    mine.get_by_role("button", name="Save").click()
    expect(mine.get_by_role("status")).to_have_text("Saved.")
    values = mine.locator("section").first
    for text in ("wood", "7\u00a0m", "disused"):
        expect(values).to_contain_text(text)
    oldest = mine.locator(".story > li").last
    oldest.get_by_role("button", name="Undo").click()
    expect(mine.get_by_role("heading", level=1)).to_have_text("That cannot be undone")
    shot(mine, tmp_path, "refused")
    assert mine.evaluate("document.documentElement.scrollWidth") <= narrow["width"]


def test_deleting_and_bringing_back(planner, server, pole, tmp_path) -> None:
    page = planner()
    page.goto(f"{server}{pole}?lang=de")
    page.get_by_role("link", name="LU-1").click()
    page.get_by_role("link", name="Ändern").click()
    page.get_by_role("button", name="War nie da: löschen").click()
    expect(page.get_by_role("alert")).to_contain_text("Bestätigen Sie zuerst")
    page.get_by_label("Ja, die Anlage war ein Irrtum").check()
    page.get_by_role("button", name="War nie da: löschen").click()
    expect(page.get_by_role("status")).to_have_text("Gelöscht.")
    shot(page, tmp_path, "gone")
    page.locator(".story > li").first.get_by_role("button").click()
    expect(page.get_by_role("status")).to_have_text("Zurückgenommen.")
    expect(page.get_by_role("link", name="Ändern")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1200])
def test_nothing_is_cut_off(planner, server, pole, tmp_path, scheme, width) -> None:
    page = planner(viewport={"width": width, "height": 800}, color_scheme=scheme, locale="fr")
    for name in ("", "/edit"):
        page.goto(f"{server}{pole}{name}?lang=fr")
        shot(page, tmp_path, f"{name.strip('/') or 'page'}-{scheme}-{width}")
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{name} is {wide} wide"
    page.get_by_label("Hauteur").fill("x")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_role("alert")).to_be_visible()
    shot(page, tmp_path, f"wrong-{scheme}-{width}")
