"""The tablet's map and what a crew captures on it, in a real browser on the real server."""

from __future__ import annotations

import base64
import math
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from shapely import LineString, Point, box

from gis import assets
from gis.maps import vendor
from gis.settings import Settings
from layers.catalogue import CATALOGUE
from tests.e2e.tablet import PLACE, Tablet

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.usefixtures("tablet_app")]

AXE = vendor.WEB / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LON, LAT = PLACE["longitude"], PLACE["latitude"]
# Metres of one degree here, good to a centimetre over the width of a street.
METRES_LON = 111_320 * math.cos(math.radians(LAT)) * 1.00200
METRES_LAT = 111_230
JPEG = base64.b64decode(
    "/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////"
    "////////////////////////wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxA="
)


@pytest.fixture
def app_context(app_context, tmp_path):
    settings = Settings(demo=True, home=tmp_path)
    return replace(app_context, settings=settings, now=lambda: datetime.now(UTC))


@pytest.fixture
def places(make_commune, opened) -> dict[str, str]:
    """A street with a pipe, a valve, a hydrant and two manholes with the sewer between them."""
    make_commune()
    ids = {}
    with opened("heffingen") as session:
        x, y = session.commune.operation.to_home(LON, LAT)
        assets.create(session, CATALOGUE.bounding(), box(x - 900, y - 700, x + 900, y + 700), {})

        def put(layer: str, geometry: Any, **values: Any) -> None:
            made, _ = assets.create(session, CATALOGUE[layer], geometry, values)
            ids[layer] = str(made.id)

        put("water_pipe", LineString([(x - 30, y + 10), (x + 30, y + 10)]), code="WP-1")
        put("water_valve", Point(x - 20, y + 10), code="WV-1", kind="gate", accuracy_m=0.05)
        put("water_hydrant", Point(x + 20, y + 10), code="WH-1", accuracy_m=0.05)
        put(
            "sewer_manhole",
            Point(x + 30, y - 10),
            code="SM-1",
            cover_level_m=312.4,
            invert_level_m=310.0,
        )
        put(
            "sewer_pipe",
            LineString([(x - 10, y - 10), (x + 30, y - 10)]),
            code="SP-1",
            invert_from_m=310.4,
            invert_to_m=310.0,
        )
    return ids


@pytest.fixture
def tablet(browser, places, server, engine, tmp_path) -> Iterator[Tablet]:
    """An enrolled tablet with the street on it, its map open."""
    del places
    found = Tablet(browser.browser_type, tmp_path / "profile", server)
    found.enrol(engine, datetime.now(UTC))
    found.take_all()
    found.page.evaluate(
        "([lon, lat]) => localStorage.setItem('netzkaart.view',"
        " JSON.stringify({ centre: [lon, lat], zoom: 20 }))",
        [LON, LAT],
    )
    found.open("#/map")
    found.page.wait_for_selector(".canvas[data-map=ready]")
    yield found
    found.close()
    assert found.errors == []


def east(metres: float, north: float = 0) -> tuple[float, float]:
    """Return a place by its metres from the middle of the street."""
    return LON + metres / METRES_LON, LAT + north / METRES_LAT


def look(tablet: Tablet, place: tuple[float, float]) -> None:
    """Bring a place under the crosshair by dragging the map, as a crew does."""
    page = tablet.page
    for _ in range(14):
        page.wait_for_timeout(60)
        view = page.evaluate("JSON.parse(localStorage.getItem('netzkaart.view'))")
        pixel = 78271.517 * math.cos(math.radians(LAT)) / 2 ** view["zoom"]
        right = (place[0] - view["centre"][0]) * METRES_LON / pixel
        up = (place[1] - view["centre"][1]) * METRES_LAT / pixel
        if math.hypot(right, up) < 1:
            return
        if math.hypot(right, up) < 5:  # too little for a drag: it would be a tap
            right += 40
        x, y = (round(max(-150, min(150, each))) for each in (right, up))
        page.mouse.move(200, 320)
        page.mouse.down()
        page.mouse.move(200 - x / 2, 320 + y / 2)
        page.mouse.move(200 - x, 320 + y)
        page.wait_for_timeout(200)  # held still, the map does not run on
        page.mouse.up()
    pytest.fail("the place does not come under the crosshair")


def button(page: Page, name: str) -> Any:
    return page.get_by_role("button", name=name, exact=True)


def begin(tablet: Tablet, layer: str, way: str = "Crosshair") -> None:
    """Choose what to capture, and how."""
    page = tablet.page
    button(page, "Capture").click()
    button(page, layer).last.click()
    button(page, way).click()


def operation(tablet: Tablet) -> dict[str, Any]:
    """Return the last thing that the tablet saved."""
    found = max(tablet.kept()["operations"], key=lambda each: each["seq"])["op"]
    assert isinstance(found, dict)
    return found


def saved(tablet: Tablet) -> dict[str, Any]:
    """Save, and return what was."""
    button(tablet.page, "Save").click()
    expect(tablet.page.locator(".message[role=status]")).to_contain_text("Saved")
    return operation(tablet)


def open_asset(tablet: Tablet, place: tuple[float, float], name: str) -> None:
    look(tablet, place)
    tablet.page.locator(".canvas canvas").press("Enter")
    expect(tablet.page.get_by_role("heading", level=2)).to_contain_text(name)


def apart(place: Any, other: tuple[float, float]) -> float:
    """Return the metres between two places."""
    return math.hypot((place[0] - other[0]) * METRES_LON, (place[1] - other[1]) * METRES_LAT)


def test_capture_a_point_by_gnss_with_its_average(tablet) -> None:
    page = tablet.page
    button(page, "Capture").click()
    button(page, "hydrant").last.click()
    button(page, "GNSS").click()
    button(page, "Measure provisionally").click()
    for step in range(4):
        lon, lat = east(5 + step * 0.2, 2)
        tablet.context.set_geolocation({"longitude": lon, "latitude": lat, "accuracy": 3})
        page.wait_for_timeout(250)
    expect(page.locator(".averaging")).to_contain_text("fixes")
    button(page, "Take position").click()
    made = saved(tablet)
    assert made["kind"] == "create"
    assert len(made["fixes"]) >= 2
    assert {each["source"] for each in made["fixes"]} == {"geolocation"}
    assert apart(made["geometry"]["coordinates"], east(5.4, 2)) < 0.5


def test_a_form_asks_only_what_applies_and_tells_all_mistakes_at_once(tablet) -> None:
    page = tablet.page
    look(tablet, east(0, 0))
    begin(tablet, "water pipe")
    for place in (east(-5, 2), east(5, 2)):
        look(tablet, place)
        button(page, "Point here").click()
    button(page, "Done").click()
    expect(page.locator('[data-field="sdr"]')).to_be_visible()
    page.locator('[data-field="material"] button').first.click()
    page.get_by_label("Search the list").fill("steel")
    button(page, "steel").click()
    expect(page.locator('[data-field="sdr"]')).to_have_count(0)
    page.locator('[name="diameter_mm"]').fill("wide")
    page.locator('[name="cover_depth_m"]').fill("99")
    button(page, "Save").click()
    expect(page.locator(".message[role=status]")).to_contain_text("2 to mend")
    expect(page.locator(".wrong")).to_have_count(2)
    page.locator('[name="diameter_mm"]').fill("100")
    page.locator('[name="cover_depth_m"]').fill("1,2")
    made = saved(tablet)
    assert made["changed"]["cover_depth_m"]["new"] == 1.2
    assert made["changed"]["material"]["new"] == "steel"


def test_a_line_snaps_to_nodes_and_says_so(tablet) -> None:
    page = tablet.page
    begin(tablet, "water pipe")
    look(tablet, east(-19.6, 10.3))
    expect(page.locator(".snapped")).to_contain_text("WV-1")
    button(page, "Point here").click()
    look(tablet, east(0, 14))
    button(page, "Point here").click()
    look(tablet, east(3, 20))
    button(page, "Point here").click()
    button(page, "Undo last point").click()
    look(tablet, east(19.7, 9.8))
    button(page, "Point here").click()
    button(page, "Done").click()
    made = saved(tablet)
    line = made["geometry"]["coordinates"]
    assert len(line) == 3
    assert apart(line[0], east(-20, 10)) < 0.1
    assert apart(line[-1], east(20, 10)) < 0.1
    assert made["changed"]["node_from"]["new"] == "WV-1"
    assert made["changed"]["node_to"]["new"] == "WH-1"


def test_an_area_is_drawn_and_closed(tablet) -> None:
    page = tablet.page
    begin(tablet, "pressure zone")
    for place in (east(-8, -8), east(8, -8), east(8, 4), east(-8, 4)):
        look(tablet, place)
        button(page, "Point here").click()
    expect(page.locator(".sketched")).to_contain_text("192 m²")
    button(page, "Done").click()
    ring = saved(tablet)["geometry"]["coordinates"][0]
    assert len(ring) == 5
    assert ring[0] == ring[-1]


def test_edit_inspect_and_retire(tablet) -> None:
    page = tablet.page
    open_asset(tablet, east(-20, 10), "WV-1")
    button(page, "Edit").click()
    page.locator('[name="diameter_mm"]').fill("80")
    made = saved(tablet)
    assert made["kind"] == "update"
    assert list(made["changed"]) == ["diameter_mm"]
    open_asset(tablet, east(-20, 10), "WV-1")
    button(page, "Inspect").click()
    photo = {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": JPEG}
    page.locator("input[type=file]").set_input_files(photo)
    expect(page.locator(".photos li")).to_have_count(1)
    made = saved(tablet)
    assert made["kind"] == "inspect"
    assert made["photos"][0]["bytes"] == len(JPEG)
    open_asset(tablet, east(20, 10), "WH-1")
    button(page, "Retire").click()
    button(page, "Yes, retire").click()
    expect(page.locator(".message[role=status]")).to_contain_text("Saved")
    assert operation(tablet)["kind"] == "retire"


def test_measured_better_is_not_moved(tablet) -> None:
    page = tablet.page
    for answer, kind in (("Measured better", "observe"), ("It was moved", "relocate")):
        open_asset(tablet, east(20, 10), "WH-1")
        button(page, "Position").click()
        page.get_by_role("button", name=answer).click()
        button(page, "Crosshair").click()
        look(tablet, east(20, 16))
        button(page, "Place here").click()
        expect(page.locator(".message[role=status]")).to_contain_text("Saved")
        made = operation(tablet)
        assert made["kind"] == kind
        assert "geometry" not in made
        assert made["fixes"][0]["source"] == "map"
        page.wait_for_timeout(200)
        if kind == "observe":
            look(tablet, east(20, 10))


def test_a_photo_that_is_none_is_refused_with_its_remedy(tablet) -> None:
    page = tablet.page
    begin(tablet, "valve")
    look(tablet, east(0, 0))
    button(page, "Place here").click()
    heic = {"name": "a.heic", "mimeType": "image/heic", "buffer": b"\0\0\0\x18ftypheic" + bytes(20)}
    page.locator("input[type=file]").set_input_files(heic)
    expect(page.locator(".photos [role=alert]")).to_contain_text("JPEG")
    expect(page.locator(".photos li")).to_have_count(0)


def test_two_taped_distances_ask_for_the_side(tablet) -> None:
    page = tablet.page
    begin(tablet, "charging location", "Tape")
    for place, metres in ((east(-20, 10), 25), (east(20, 10), 25)):
        look(tablet, place)
        button(page, "Add point").click()
        page.locator(".tape input").last.fill(str(metres))
    expect(button(page, "Place here")).to_be_disabled()
    button(page, "Side 2").click()
    side = apart
    button(page, "Place here").click()
    place = saved(tablet)["geometry"]["coordinates"]
    assert min(side(place, east(0, 25)), side(place, east(0, -5))) < 0.05


def test_water_that_would_run_uphill_is_told_at_the_manhole(tablet) -> None:
    page = tablet.page
    begin(tablet, "manhole")
    look(tablet, east(-10, -10))
    button(page, "Place here").click()
    page.locator('[name="cover_level_m"]').fill("312")
    page.locator('[name="depth_m"]').fill("2,5")
    expect(page.locator(".levels")).to_contain_text("Invert 309.50 m")
    expect(page.locator(".levels")).to_contain_text("uphill")
    page.locator('[name="depth_m"]').fill("1,5")
    expect(page.locator(".levels")).not_to_contain_text("uphill")


def test_stake_out_leads_to_the_asset(tablet) -> None:
    page = tablet.page
    open_asset(tablet, east(20, 10), "WH-1")
    button(page, "Stake out").click()
    lon, lat = east(20, 0)
    tablet.context.set_geolocation({"longitude": lon, "latitude": lat, "accuracy": 0.2})
    expect(page.locator(".stakeout")).to_contain_text("Bearing 0° N")
    lon, lat = east(20, 9.8)
    tablet.context.set_geolocation({"longitude": lon, "latitude": lat, "accuracy": 0.2})
    expect(page.locator(".stakeout .figure")).to_contain_text("cm")
    expect(page.locator(".stakeout")).to_contain_text("It must be here")


def test_rain_touches_nothing_and_a_key_captures(tablet) -> None:
    page = tablet.page
    begin(tablet, "water pipe")
    page.evaluate("document.querySelector('.sheet button.plain').focus()")
    button(page, "Point here").click()
    page.keyboard.press("Escape")
    button(page, "Tools").click()
    button(page, "Lock the screen").click()
    expect(page.get_by_role("dialog", name="Locked against rain")).to_be_visible()
    page.mouse.click(380, 500)
    expect(page.get_by_role("dialog", name="Locked against rain")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_killed_browser_keeps_the_form(tablet) -> None:
    page = tablet.page
    begin(tablet, "valve")
    look(tablet, east(2, 2))
    button(page, "Place here").click()
    page.locator('[name="diameter_mm"]').fill("150")
    page.wait_for_timeout(400)
    tablet.kill()
    tablet.open("#/map")
    button(tablet.page, "Go on").click()
    expect(tablet.page.locator('[name="diameter_mm"]')).to_have_value("150")
    assert saved(tablet)["changed"]["diameter_mm"]["new"] == 150


@pytest.mark.parametrize("theme", ["light", "dark", "sunlight"])
def test_nothing_is_in_the_way_of_anybody(tablet, theme) -> None:
    page = tablet.page
    tablet.go("settings")
    page.get_by_text(theme.title(), exact=True).click()
    tablet.go("map")
    page.evaluate(AXE.read_text())
    steps = [
        lambda: None,
        lambda: button(page, "Capture").click(),
        button(page, "valve").last.click,
        lambda: button(page, "Crosshair").click(),
        lambda: button(page, "Tape").click(),
        lambda: button(page, "Crosshair").click(),
        lambda: button(page, "Place here").click(),
        lambda: button(page, "in use").click(),
        lambda: button(page, "Save").click(),
        lambda: button(page, "Tools").click(),
        lambda: page.get_by_role("button", name="Nearby").click(),
    ]
    found = []
    for step in steps:
        step()
        page.wait_for_timeout(200)
        told = page.evaluate(
            "rules => axe.run({ runOnly: rules }).then(({ violations }) =>"
            " violations.map(v => `${v.id}: ${v.nodes.map(n => n.target).join(' ')}`))",
            RULES,
        )
        found += told
    assert found == []
