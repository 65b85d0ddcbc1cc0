"""The map as a person meets it: a real browser, the real application, no mocks."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from pyproj import Geod
from shapely import LineString, Point, box
from shapely.geometry import MultiPolygon

from field_capture.damage_report import submit
from field_capture.report_draft import Draft
from gis import assets
from gis.maps.paper import Sheet
from gis.maps.single_file import render_file
from gis.maps.words import words_in
from gis.tiles import MAX_ZOOM
from gis.viewer import ANYONE
from layers.catalogue import CATALOGUE

pytestmark = pytest.mark.browser

LON, LAT = 6.2387, 49.7703
EVIL = '<img src=x onerror="document.title=1">'
WORDS = words_in("de")


class Village:
    """A street of assets around one place, and where they are."""

    def __init__(self, session) -> None:
        self.session = session
        self.x, self.y = session.commune.operation.to_home(LON, LAT)
        self.ids: dict[str, UUID] = {}
        boundary = box(self.x - 900, self.y - 700, self.x + 900, self.y + 700)
        self.put("commune_boundary", MultiPolygon([boundary]))
        self.put(
            "water_pipe",
            LineString([self.at(-90, 30), self.at(90, 30)]),
            code="WP-1",
            status="in_use",
            material="pe",
            diameter_mm=100.0,
            remark=EVIL,
        )
        self.put("sewer_pipe", LineString([self.at(-90, -30), self.at(90, -30)]))
        self.put("pole", self.at(0, 0), code="PO-1", status="in_use")
        self.put(
            "luminaire", self.at(0, 0), code="LU-1", status="planned", pole_id=str(self.ids["pole"])
        )
        self.put("water_valve", self.at(-60, 30), code=EVIL)
        self.put("charging_location", self.at(60, 60))
        house = box(self.x - 50, self.y + 50, self.x - 30, self.y + 66)
        self.put("building", MultiPolygon([house]))
        self.put("street", LineString([self.at(-90, -60), self.at(90, -60)]), name="Haaptstrooss")
        self.put("address", self.at(-40, 60), street="Haaptstrooss", house_number="12")
        self.put("locality", self.at(0, 120), name="Heffingen")

    def at(self, east: float, north: float) -> Point:
        return Point(self.x + east, self.y + north)

    def put(self, layer: str, geometry, **properties) -> None:
        declared = self.session.layer(layer)
        known = {k: v for k, v in properties.items() if k in declared.by_name}
        made, _ = assets.create(self.session, declared, geometry, known)
        self.ids[layer] = made.id


@pytest.fixture
def village(make_commune, opened) -> Village:
    make_commune("heffingen")
    with opened("heffingen") as session:
        return Village(session)


class Visit:
    """A browser's visit to the map, with everything that went wrong on the way."""

    def __init__(self, page: Page, server: str, tmp_path: Path) -> None:
        self.page, self.server, self.tmp_path = page, server, tmp_path
        self.troubles: list[str] = []
        self.weight = 0
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.troubles.append(f"error: {error}"))
        page.on("request", self._request)

    def _console(self, message) -> None:
        if message.type in {"error", "warning"}:
            self.troubles.append(f"{message.type}: {message.text}")

    def _request(self, request) -> None:
        if not request.url.startswith((self.server, "data:", "blob:")):
            self.troubles.append(f"foreign: {request.url}")

    def open(self, view: str = f"#19/{LAT}/{LON}", language: str = "de") -> None:
        self.page.goto(f"{self.server}/heffingen/map?lang={language}{view}")
        self.settle()

    def settle(self) -> None:
        self.page.wait_for_selector("html[data-ready]")
        self.page.wait_for_load_state("networkidle")
        self.page.wait_for_timeout(400)  # tiles fade in, popups pan

    def place(self, east: float, north: float, zoom: int = 19) -> tuple[float, float]:
        """Return where a place, in metres from the middle of the map, is on the screen."""
        box = self.page.locator(".folium-map").bounding_box()
        pixels = 1 / (156543.034 * math.cos(math.radians(LAT)) / 2**zoom)
        middle_x, middle_y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        # Grid north is not quite true north; over a hundred metres that is less than a pixel.
        return middle_x + east * pixels, middle_y - north * pixels

    def click(self, east: float, north: float) -> None:
        self.page.mouse.click(*self.place(east, north))
        self.page.wait_for_timeout(500)

    def shot(self, name: str) -> None:
        self.page.screenshot(path=self.tmp_path / f"{name}.png")


@pytest.fixture
def visit(browser, server, app_context, tmp_path) -> Iterator[Callable[..., Visit]]:
    contexts: list[BrowserContext] = []
    visits: list[Visit] = []

    def make(role: str | None = "planner", **options) -> Visit:
        options = {"viewport": {"width": 1280, "height": 800}} | options
        context = browser.new_context(**options)
        contexts.append(context)
        if role:
            token = next(t for t, v in app_context.demo_tokens.items() if v.role.value == role)
            context.add_cookies([{"name": "netzkaart_token", "value": token, "url": server}])
        visits.append(Visit(context.new_page(), server, tmp_path))
        return visits[-1]

    yield make
    for context in contexts:
        context.close()
    for each in visits:
        assert each.troubles == []


def drawn_layers(page: Page) -> set[str]:
    found = page.evaluate("Netzkaart.assetsInView(Netzkaart.map).map((each) => each.layer)")
    return set(found)


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
