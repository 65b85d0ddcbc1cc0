"""Finding, colours, filters, days gone by, paper: what a person does with the map."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from shapely import LineString

from gis.maps.paper import Sheet
from gis.maps.single_file import render_file
from tests.e2e.map_village import EVIL, LAT, LON, WORDS, drawn_layers

pytestmark = pytest.mark.browser


def test_the_search_box_goes_to_an_address(village, visit):
    here = visit()
    here.open()
    box = here.page.get_by_role("combobox", name=WORDS["search"])
    box.fill("haaptstr 12")
    options = here.page.locator("#search-results").get_by_role("option")
    expect(options).to_have_count(1)
    expect(box).to_have_attribute("aria-expanded", "true")
    box.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    box.press("Enter")
    expect(here.page.locator(".leaflet-popup h2")).to_contain_text("AD-")
    box.fill("nowhere at all")
    expect(here.page.locator("#search-status")).to_have_text(WORDS["search_none"])
    box.fill(f"{LAT} {LON}")
    expect(options).to_have_count(1)
    box.press("Enter")
    # The popup before it may still fade away.
    expect(here.page.locator(".leaflet-popup h2").last).to_contain_text(str(LAT))


def test_the_map_as_one_file_needs_no_network(village, browser, opened, tmp_path):
    with opened("heffingen") as session:
        (tmp_path / "map.html").write_text(render_file(session, "de"), encoding="utf-8")
    context = browser.new_context(viewport={"width": 1280, "height": 800}, offline=True)
    page = context.new_page()
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("console", lambda m: troubles.append(m.text) if m.type == "error" else None)
    inside = ("file:", "data:", "blob:")
    page.on("request", lambda r: None if r.url.startswith(inside) else troubles.append(r.url))
    page.goto(f"file://{tmp_path}/map.html#19/{LAT}/{LON}")
    page.wait_for_selector("html[data-ready]")
    page.wait_for_timeout(1500)
    assert {"water_pipe", "pole", "street"} <= drawn_layers(page)
    page.get_by_role("combobox", name=WORDS["search"]).fill("WP-1")
    page.get_by_role("option").first.click()
    expect(page.locator(".leaflet-popup h2")).to_have_text("WP-1")
    expect(page.locator(".leaflet-popup")).to_contain_text(EVIL)
    page.screenshot(path=tmp_path / "file.png")
    context.close()
    assert troubles == []


# --- Colours, filters, time, paper -------------------------------------------------------------


def codes_drawn(page: Page, layer: str) -> set[str]:
    found = page.evaluate(
        """(layer) => Netzkaart.assetsInView(Netzkaart.map)
          .filter((each) => each.layer === layer).map((each) => each.code)""",
        layer,
    )
    return set(found)


def colours_drawn(page: Page, layer: str) -> list[str]:
    return page.evaluate(
        """(layer) => [...Netzkaart.drawnOf(layer)].map(({ feature }) => feature.options.color)""",
        layer,
    )


@pytest.fixture
def second_pipe(village, opened) -> None:
    with opened("heffingen") as session:
        village.session = session
        line = LineString([village.at(-90, 40), village.at(90, 40)])
        village.put("water_pipe", line, code="WP-2", status="in_use", diameter_mm=200.0)


def test_a_layer_is_coloured_by_a_field_and_the_address_keeps_it(village, second_pipe, visit):
    here = visit()
    here.open()
    page = here.page
    plain = colours_drawn(page, "water_pipe")
    page.locator("#view > summary").click()
    page.locator("#colour-layer").select_option("water_pipe")
    page.locator("#colour-field").select_option("diameter_mm")
    classes = page.locator("#classes li:not(.title)")
    expect(classes).to_have_count(2)
    expect(classes.first).to_contain_text("100\u00a0mm")
    here.settle()
    coloured = colours_drawn(page, "water_pipe")
    assert len(set(coloured)) == 2
    assert not set(coloured) & set(plain)
    assert "colour=water_pipe.diameter_mm" in page.url
    here.shot("coloured")
    page.reload()
    here.settle()
    assert set(colours_drawn(page, "water_pipe")) == set(coloured)
    page.locator("#uncolour").click()
    here.settle()
    assert set(colours_drawn(page, "water_pipe")) == set(plain)
    assert "colour" not in page.url


def test_a_filter_is_a_chip_that_can_be_taken_away(village, second_pipe, visit):
    here = visit()
    here.open()
    page = here.page
    assert codes_drawn(page, "water_pipe") == {"WP-1", "WP-2"}
    page.locator("#view > summary").click()
    page.locator("#filter-layer").select_option("water_pipe")
    page.locator("#filter-field").select_option("diameter_mm")
    page.locator("#filter-value [name=from]").fill("150")
    page.locator("#filter-add").click()
    chip = page.locator("#chips .chip")
    expect(chip).to_contain_text(WORDS["filter_count"].format(count=1))
    here.settle()
    assert codes_drawn(page, "water_pipe") == {"WP-2"}
    assert "pole" in drawn_layers(page)
    page.reload()
    here.settle()
    assert codes_drawn(page, "water_pipe") == {"WP-2"}
    chip.get_by_role("button").click()
    expect(chip).to_have_count(0)
    here.settle()
    assert codes_drawn(page, "water_pipe") == {"WP-1", "WP-2"}


def test_a_filter_that_means_nothing_says_so_and_hides_nothing(village, visit):
    here = visit()
    here.open(view=f"#19/{LAT}/{LON}/?water_pipe.material=gold")
    chip = here.page.locator("#chips .chip")
    expect(chip).to_contain_text("gold")
    assert "Liste" in chip.inner_text()
    assert "water_pipe" in drawn_layers(here.page)
    here.troubles = [each for each in here.troubles if "400" not in each]


def test_the_map_of_a_day_gone_by(village, visit, opened, owner_engine):
    with owner_engine.begin() as connection:
        connection.exec_driver_sql("UPDATE heffingen.revision SET at = at - interval '10 days'")
    with opened("heffingen") as session:
        village.session = session
        village.put("water_hydrant", village.at(20, 30), code="HY-NEW", status="in_use")
    here = visit()
    here.open()
    page = here.page
    assert "water_hydrant" in drawn_layers(page)
    page.locator("#view > summary").click()
    slider = page.locator("#day-slider")
    slider.focus()
    for _ in range(3):
        page.keyboard.press("ArrowLeft")
    expect(page.locator("#past")).to_be_visible()
    page.wait_for_timeout(600)
    here.settle()
    assert "water_hydrant" not in drawn_layers(page)
    assert {"water_pipe", "pole"} <= drawn_layers(page)
    here.click(40, 30)
    popup = page.locator(".leaflet-popup")
    expect(popup.locator("h2")).to_have_text("WP-1")
    assert popup.locator("a.button").count() == 0, "the asset's page and its forms are of today"
    assert "day=" in page.url
    here.shot("past")
    page.reload()
    here.settle()
    assert "water_hydrant" not in drawn_layers(page)
    page.locator("#past-end").click()
    expect(page.locator("#past")).to_be_hidden()
    here.settle()
    assert "water_hydrant" in drawn_layers(page)
    assert "day=" not in page.url


def test_a_visitor_is_offered_no_past(village, visit):
    here = visit(role=None)
    here.open()
    here.page.locator("#view > summary").click()
    expect(here.page.locator("#colour-layer")).to_be_visible()
    expect(here.page.locator("#time")).to_be_hidden()


def test_the_sheet_is_framed_and_comes_as_a_pdf(village, visit):
    here = visit()
    here.open()
    page = here.page
    page.locator("#paper > summary").click()
    page.wait_for_timeout(500)
    page.locator("#sheet [name=scale]").select_option("500")
    with page.expect_download() as download:
        page.locator("#sheet-print").click()
    assert download.value.suggested_filename == "heffingen-500.pdf"
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF")
    expect(page.locator("#sheet-print")).to_be_enabled()
    framed = page.evaluate(
        """() => { let found = null;
          Netzkaart.map.eachLayer((each) => { if (each instanceof L.Rectangle) found = each; });
          const [a, b] = [found.getBounds().getSouthWest(), found.getBounds().getSouthEast()];
          return Netzkaart.map.distance(a, b); }"""
    )
    width_mm = Sheet(0, 0, 500).frame_mm[2]
    assert framed == pytest.approx(width_mm / 1000 * 500, rel=0.01)


def test_a_background_is_chosen_and_kept_in_the_address(village, visit, app_context, tmp_path):
    path = tmp_path / "backgrounds.json"
    ortho = {"name": "ortho", "title": "Luftbild", "attribution": "© X", "licence": "CC0"}
    ortho["url"] = "https://tiles.example.lu/{z}/{x}/{y}.png"
    path.write_text(json.dumps([ortho]), encoding="utf-8")
    app_context.settings.base_maps = path
    here = visit()
    asked: list[str] = []

    def answer(route) -> None:
        asked.append(route.request.url)
        route.fulfill(status=200, content_type="image/svg+xml", body="<svg/>")

    here.page.route("https://tiles.example.lu/**", answer)
    here.open()
    assert asked == [], "nobody else is asked before somebody chooses"
    here.page.get_by_role("radio", name="Luftbild").check()
    here.settle()
    assert asked
    assert "background=ortho" in here.page.url
    expect(here.page.locator(".leaflet-control-attribution")).to_contain_text("© X (CC0)")
    here.page.reload()
    here.settle()
    assert here.page.get_by_role("radio", name="Luftbild").is_checked()
    here.page.get_by_role("radio", name=WORDS["background_own"]).check()
    here.settle()
    assert "background" not in here.page.url
    here.troubles = [each for each in here.troubles if "tiles.example.lu" not in each]
