"""The map as a person meets it: a real browser, the real application, no mocks."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Page, expect
from pyproj import Geod

from field_capture.reports.damage_report import submit
from field_capture.reports.draft import Draft
from gis import assets
from gis.maps.words import words_in
from gis.tiles import MAX_ZOOM
from gis.viewer import ANYONE
from layers.catalogue import CATALOGUE
from tests.e2e.map_village import EVIL, LAT, LON, WORDS, drawn_layers

pytestmark = pytest.mark.browser


def test_the_layers_are_drawn(village, visit):
    here = visit()
    here.open()
    assert {"water_pipe", "sewer_pipe", "pole", "luminaire", "water_valve"} <= drawn_layers(
        here.page
    )
    painted = here.page.evaluate(
        """() => [...document.querySelectorAll("canvas.leaflet-tile")].some((tile) => {
          const context = tile.getContext("2d");
          return context.getImageData(0, 0, tile.width, tile.height).data.some(Boolean);
        })"""
    )
    assert painted
    here.shot("layers")


def test_what_orients_lies_beneath_the_assets(village, visit):
    here = visit()
    here.open(view=f"#16/{LAT}/{LON}")
    page = here.page
    order = page.evaluate(
        """() => Object.keys(Netzkaart.arrange({
          layers: { water_pipe: {}, street: {}, building: {}, locality: {}, pole: {} },
        }).layers)"""
    )
    assert order == ["building", "street casing", "street", "locality", "water_pipe", "pole"]
    assert {"building", "street", "locality", "water_pipe"} <= drawn_layers(page)
    here.open(view=f"&near#19/{LAT}/{LON}")
    assert int(page.locator("canvas.labels").get_attribute("data-count")) >= 3
    here.click(-40, 60)
    expect(page.locator(".leaflet-popup h2")).to_contain_text("AD-")
    page.keyboard.press("Escape")
    label = CATALOGUE["street"].label.de
    page.get_by_role("checkbox", name=label, exact=True).uncheck()
    page.wait_for_timeout(300)
    assert "street" not in drawn_layers(page)
    here.shot("orientation")


def test_the_first_view_holds_the_whole_commune(village, visit):
    here = visit(role=None)
    here.open(view="")
    assert holds(here, 0.012, 0.006)
    assert here.page.url.count("#") == 1
    here.shot("commune")


def test_the_first_view_comes_closer_where_all_networks_still_fit(village, visit):
    apart = visit(role=None)
    apart.open(view="")
    here = visit()
    here.open(view="")
    zoom = "Netzkaart.map.getZoom()"
    assert here.page.evaluate(zoom) == apart.page.evaluate(zoom) + 1
    assert holds(here, 0.0012, 0.0006)


def holds(here, lon: float, lat: float) -> bool:
    """Tell whether so many degrees around the village's middle are in view."""
    return here.page.evaluate(
        "([w, s, e, n]) => Netzkaart.map.getBounds().contains([[s, w], [n, e]])",
        [LON - lon, LAT - lat, LON + lon, LAT + lat],
    )


def test_a_click_on_a_pipe_shows_its_values_in_words(village, visit):
    here = visit()
    here.open()
    here.click(40, 30)
    popup = here.page.locator(".leaflet-popup")
    expect(popup.locator("h2")).to_have_text("WP-1")
    layer = CATALOGUE["water_pipe"]
    expect(popup).to_contain_text(layer.label.de)
    expect(popup).to_contain_text(layer.by_name["material"].label.de)
    expect(popup).to_contain_text(layer.by_name["material"].codes["pe"].label.de)
    expect(popup).to_contain_text("100\u00a0mm")
    expect(popup).to_contain_text(EVIL)  # as text, not as an image
    assert here.page.locator(".leaflet-popup img").count() == 0
    here.shot("pipe")


def test_several_at_one_place_are_listed(village, visit):
    here = visit()
    here.open()
    here.click(0, 0)
    popup = here.page.locator(".leaflet-popup")
    expect(popup.locator("h2")).to_have_text(WORDS["several"].format(count=2))
    here.shot("several")
    popup.get_by_role("button", name="PO-1").click()
    expect(popup.locator("h2")).to_have_text("PO-1")
    popup.get_by_role("button", name=WORDS["back"]).click()
    popup.get_by_role("button", name="LU-1").click()
    expect(popup.locator("h2")).to_have_text("LU-1")
    status = CATALOGUE["luminaire"].by_name["status"]
    expect(popup).to_contain_text(status.codes["planned"].label.de)
    here.shot("luminaire")


def test_what_a_code_says_is_never_run(village, visit):
    here = visit()
    here.open()
    here.click(-60, 30)
    popup = here.page.locator(".leaflet-popup")
    popup.locator("button.found").first.click()
    expect(popup.locator("h2")).to_have_text(EVIL)
    here.page.locator("#list summary").click()
    assert here.page.title() != "1"
    assert here.page.locator("img:not(.leaflet-tile)").count() == 0


def test_the_keyboard_reaches_everything(village, visit):
    here = visit()
    here.open()
    page = here.page
    page.locator(".folium-map").focus()
    page.keyboard.press("Enter")
    popup = page.locator(".leaflet-popup")
    expect(popup.locator("h2")).to_have_text(WORDS["several"].format(count=2))
    expect(popup.locator("h2")).to_be_focused()
    page.keyboard.press("Escape")
    expect(popup).to_have_count(0)
    expect(page.locator(".folium-map")).to_be_focused()
    for _ in range(3):
        page.keyboard.press("ArrowLeft")
    page.wait_for_timeout(600)
    page.keyboard.press("Enter")
    expect(page.locator("#message")).to_have_text(WORDS["nothing_here"] + WORDS["close"])
    page.locator("#list summary").focus()
    page.keyboard.press("Enter")
    page.locator("#list-items").get_by_role("button", name="WP-1").press("Enter")
    expect(popup.locator("h2")).to_have_text("WP-1")


def test_a_layer_can_be_switched_off(village, visit):
    here = visit()
    here.open()
    label = CATALOGUE["water_pipe"].label.de
    here.page.get_by_role("checkbox", name=label).uncheck()
    here.page.wait_for_timeout(300)
    assert "water_pipe" not in drawn_layers(here.page)
    here.click(40, 30)
    expect(here.page.locator(".leaflet-popup")).to_have_count(0)
    here.page.get_by_role("checkbox", name=CATALOGUE["pole"].theme.label.de).uncheck()
    here.page.wait_for_timeout(300)
    assert not {"pole", "luminaire"} & drawn_layers(here.page)


def test_switched_layers_are_so_after_a_reload_and_in_another_language(village, visit):
    here = visit()
    here.open()
    pipe, theme = CATALOGUE["water_pipe"].label, CATALOGUE["pole"].theme.label
    here.page.get_by_role("checkbox", name=pipe.de).uncheck()
    here.page.get_by_role("checkbox", name=theme.de).uncheck()
    here.page.reload()
    here.settle()
    expect(here.page.get_by_role("checkbox", name=pipe.de)).not_to_be_checked()
    expect(here.page.get_by_role("checkbox", name=theme.de)).not_to_be_checked()
    assert not {"water_pipe", "pole", "luminaire"} & drawn_layers(here.page)
    assert "sewer_pipe" in drawn_layers(here.page)
    here.page.locator("nav a[lang=fr]").click()
    here.settle()
    expect(here.page.get_by_role("checkbox", name=pipe.fr)).not_to_be_checked()


def view_of(page: Page) -> tuple[int, float, float]:
    found = page.evaluate("[Netzkaart.map.getZoom(), ...Object.values(Netzkaart.map.getCenter())]")
    return tuple(found)


@pytest.mark.parametrize("view", ["#99/999/999", "#//", "#9/x/6", "#1e9/0/0", "#12/49.7/999/pole"])
def test_an_address_of_no_place_on_earth_is_left_aside(village, visit, view):
    here = visit()
    here.open(view)
    zoom, lat, lon = view_of(here.page)
    assert (zoom > 12, lat, lon) == (
        True,
        pytest.approx(LAT, abs=0.01),
        pytest.approx(LON, abs=0.01),
    )
    assert "pole" in drawn_layers(here.page)


def test_an_address_nearer_than_the_map_goes_is_clamped(village, visit):
    here = visit()
    here.open(f"#99/{LAT}/{LON}")
    assert view_of(here.page)[0] == MAX_ZOOM


@pytest.mark.parametrize(("srid", "where"), [(2169, (49.8, 6.1)), (26916, (None, -87))])
def test_an_empty_commune_opens_where_its_crs_is_at_home(make_commune, visit, srid, where):
    make_commune("heffingen", srid=srid)
    here = visit(role=None)
    here.open("")
    _, lat, lon = view_of(here.page)
    assert lon == pytest.approx(where[1], abs=1)
    assert where[0] is None or lat == pytest.approx(where[0], abs=0.5)
    expect(here.page.locator(".empty")).to_have_text(WORDS["empty_public"])
    assert "./netzkaart" not in here.page.content()


def test_a_citizen_sees_the_public_layers_and_the_reports(village, visit, opened, now):
    with opened("heffingen", ANYONE) as session:
        draft = Draft(service_code="lamp_out", lat=LAT - 0.0003, long=LON, description="dark")
        number = submit(session, draft, now=now).number
    here = visit(role=None)
    here.open()
    assert drawn_layers(here.page) & {"water_pipe", "sewer_pipe", "water_valve"} == set()
    assert "pole" in drawn_layers(here.page)
    here.click(0, -0.0003 * 111_240)
    expect(here.page.locator(".leaflet-popup h2")).to_have_text(number)
    here.shot("report")


@pytest.mark.parametrize("language", ["lb", "fr", "en"])
def test_the_language_changes_and_the_view_stays(village, visit, language):
    here = visit()
    here.open()
    here.page.locator(f"nav a[lang={language}]").click()
    here.settle()
    assert f"#19/{LAT}" in here.page.url
    expect(here.page.locator("html")).to_have_attribute("lang", language)
    expect(here.page.locator("#legend summary")).to_have_text(words_in(language)["legend"])


def test_measuring_is_true_to_the_ground(village, visit):
    here = visit()
    here.open()
    here.page.get_by_role("button", name=WORDS["measure"]).click()
    for east, north in ((-40, 0), (40, 0), (40, 40)):
        here.click(east, north)
    text = here.page.locator("output").inner_text()
    assert f"{WORDS['length']}: 1" in text
    length = float(text.split(":")[1].split()[0].replace(",", "."))
    assert length == pytest.approx(120, abs=1)
    assert WORDS["area"] in text
    metres = here.page.evaluate(
        "Netzkaart.metres({lat: 49.77, lng: 6.23}, {lat: 49.77, lng: 6.24})"
    )
    wanted = Geod(ellps="GRS80").inv(6.23, 49.77, 6.24, 49.77)[2]
    assert metres == pytest.approx(wanted, abs=0.001)
    here.page.keyboard.press("Escape")
    here.shot("measured")


def test_who_asked_for_less_motion_sees_the_map_jump(village, visit):
    at = visit(reduced_motion="reduce")
    at.open()
    places = at.page.evaluate(
        "() => { const map = Netzkaart.map, from = map.getCenter().lng; map.panBy([150, 0]);"
        " return [from, map.getCenter().lng]; }"
    )
    assert places[1] > places[0]
    at.page.evaluate("Netzkaart.map.zoomOut()")
    assert at.page.evaluate("Netzkaart.map.getZoom()") == 18


def test_losing_the_connection_is_told_and_mended(village, visit):
    here = visit()
    here.open()
    page = here.page
    page.context.set_offline(True)
    expect(page.locator("#message")).to_contain_text(WORDS["offline"])
    here.click(40, 30)
    expect(page.locator(".leaflet-popup")).to_contain_text(WORDS["item_failed"])
    page.context.set_offline(False)
    expect(page.locator("#message")).to_be_hidden()
    page.locator(".leaflet-popup").get_by_role("button", name=WORDS["retry"]).click()
    expect(page.locator(".leaflet-popup h2")).to_have_text("WP-1")
    here.troubles = [each for each in here.troubles if "ERR_INTERNET_DISCONNECTED" not in each]


def test_a_tile_that_fails_is_told(village, visit):
    here = visit()
    here.page.route("**/*.mvt", lambda route: route.fulfill(status=503))
    here.open()
    expect(here.page.locator("#message")).to_contain_text(WORDS["tiles_failed"])
    here.page.unroute("**/*.mvt")
    here.page.locator("#message button").click()
    here.settle()
    expect(here.page.locator("#message")).to_be_hidden()
    assert "pole" in drawn_layers(here.page)
    here.troubles = [each for each in here.troubles if "503" not in each]


def test_an_asset_that_is_gone_meanwhile_is_told(village, visit, opened):
    here = visit()
    here.open()
    with opened("heffingen") as session:
        assets.remove(session, session.layer("water_pipe"), village.ids["water_pipe"], 1)
    here.click(40, 30)
    expect(here.page.locator(".leaflet-popup")).to_contain_text(WORDS["item_gone"])
    here.settle()
    assert "water_pipe" not in drawn_layers(here.page)
    here.troubles = [each for each in here.troubles if "404" not in each]


def test_an_edit_shows_on_the_next_look(village, visit, opened):
    here = visit()
    here.open()
    with opened("heffingen") as session:
        values = {"code": "WP-NEW"}
        assets.change(
            session, session.layer("water_pipe"), village.ids["water_pipe"], 1, properties=values
        )
    here.page.reload()
    here.settle()
    codes = here.page.evaluate("Netzkaart.assetsInView(Netzkaart.map).map((each) => each.code)")
    assert "WP-NEW" in codes


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone_in_the_hand(village, visit, scheme):
    here = visit(
        viewport={"width": 390, "height": 780},
        device_scale_factor=2,
        has_touch=True,
        is_mobile=True,
        color_scheme=scheme,
    )
    here.open(language="lb")
    page = here.page
    x, y = here.place(15, 30)
    page.touchscreen.tap(x, y + 12)
    page.wait_for_timeout(600)
    expect(page.locator(".leaflet-popup h2")).to_have_text("WP-1")
    here.shot(f"phone-{scheme}")
    page.locator("#legend summary").click()
    for target in page.locator("summary, nav a, fieldset label, .leaflet-bar a, button").all():
        if target.is_visible():
            size = target.bounding_box()
            assert size["height"] >= 44, target.inner_html()
            assert size["width"] >= 44, target.inner_html()
    here.shot(f"phone-legend-{scheme}")


def test_the_demo_s_whole_page_weighs_less_than_a_photo(village, visit):
    here = visit()
    session = here.page.context.new_cdp_session(here.page)
    session.send("Network.enable")
    weight = []
    session.on("Network.loadingFinished", lambda event: weight.append(event["encodedDataLength"]))
    here.open(view="")
    assert 50_000 < sum(weight) < 300_000


def test_no_page_error_is_hidden_by_the_policy(village, visit):
    here = visit()
    here.page.add_init_script(
        "addEventListener('securitypolicyviolation',"
        " (event) => console.error('policy', event.violatedDirective, event.blockedURI))"
    )
    here.open()
    here.click(40, 30)
    config = json.loads(here.page.locator("#config").text_content())
    assert config["layers"]
