"""The clerk's desk in a real browser: by keyboard, by finger, on a telephone, in the dark."""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime, timedelta

import pytest
from PIL import Image
from playwright.sync_api import expect
from shapely import Point

from field_capture.reports import photos as report_photos
from field_capture.reports.damage_report import submit
from field_capture.reports.draft import Channel, Contact, Draft
from gis import assets
from gis.viewer import Viewer, ViewerRole
from layers.catalogue import CATALOGUE

pytestmark = pytest.mark.browser

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
CLERK = Viewer("clerk-7", ViewerRole.CLERK)
LON, LAT = 6.2387, 49.7703


@pytest.fixture
def site(make_commune, opened, app_context) -> list[str]:
    """Five lamps, five reports of which two mean one lamp, and a photo."""
    make_commune()
    numbers = []
    with opened("heffingen") as session:
        x, y = session.commune.operation.to_home(LON, LAT)
        for n in range(5):
            values = {"code": f"LU-{n}", "circuit": "C7"}
            assets.create(session, CATALOGUE["luminaire"], Point(x + 40 * n, y), values)
    with opened("heffingen", CLERK) as session:
        for n in (0, 1, 2, 3, 3):
            draft = Draft(
                service_code="lamp_out",
                channel=Channel.PHONE,
                language="lb",
                description="D'Luucht ass aus.",
                lat=LAT,
                long=LON,
                asset_code=f"LU-{n}",
                contact=Contact(first_name="Kim"),
            )
            at = NOW - timedelta(days=len(numbers))
            receipt = submit(session, draft, now=at)
            numbers.append(receipt.number)
        picture = io.BytesIO()
        Image.new("RGB", (800, 600), "white").save(picture, "JPEG")
        blobs = report_photos.blobs_of(app_context.settings.home, "heffingen")
        clean = report_photos.read([(picture.getvalue(), "a.jpg")])
        report_photos.add(session, blobs, receipt.id, clean, now=NOW)
    return numbers


@pytest.fixture
def clerk(site, visit):
    found = visit("clerk")
    troubles: list[str] = []
    found.page.on("pageerror", lambda error: troubles.append(str(error)))
    yield found.page
    assert troubles == []


def test_the_inbox_by_keyboard(clerk, server, site) -> None:
    clerk.goto(f"{server}/heffingen/reports?lang=en")
    expect(clerk.get_by_text("4 of the 5 lamps on circuit C7 are reported")).to_be_visible()
    rows = clerk.locator(".queue li")
    clerk.keyboard.press("j")
    clerk.keyboard.press("j")
    expect(rows.nth(1).locator("a")).to_be_focused()
    expect(clerk.locator(".pin.at")).to_have_count(1)
    clerk.keyboard.press("x")
    expect(rows.nth(1).locator("input")).to_be_checked()
    first = rows.first.get_attribute("data-number")
    clerk.keyboard.press("k")
    clerk.keyboard.press("Enter")
    expect(clerk).to_have_url(re.compile(rf"/reports/{first}"))
    clerk.keyboard.press("r")
    sentence = clerk.locator("#sentence")
    expect(sentence).not_to_be_empty()
    clerk.get_by_role("link", name="Not ours").click()
    expect(sentence).to_have_value(re.compile("net der Gemeng"))
    expect(clerk.locator("#reason")).to_have_value("not_ours")
    clerk.keyboard.press("Control+Enter")
    expect(clerk.get_by_role("status")).to_have_text("Done.")
    expect(clerk.locator(".kind strong")).to_have_text("Rejected")


def test_keys_never_act_while_one_writes_and_can_be_switched_off(clerk, server, site) -> None:
    clerk.goto(f"{server}/heffingen/reports/{site[0]}?lang=en")
    clerk.locator("#note").press_sequentially("spam and j k r")
    expect(clerk.locator("#note")).to_have_value("spam and j k r")
    clerk.locator("#keys summary").click()
    clerk.locator("#keys-on").uncheck()
    clerk.locator("h1").click()
    address = clerk.url
    clerk.keyboard.press("r")
    assert clerk.url == address


def test_a_call_without_a_mouse(clerk, server) -> None:
    clerk.goto(f"{server}/heffingen/reports?lang=en")
    clerk.keyboard.press("n")
    where = clerk.locator("#where")
    expect(where).to_be_focused()
    where.press_sequentially("lu-4")
    expect(clerk.locator("#places [role=option]").first).to_have_text("LU-4")
    clerk.keyboard.press("Enter")
    expect(where).to_have_value("LU-4")
    expect(clerk.locator("#what")).to_be_focused()
    clerk.keyboard.type("out")
    expect(clerk.locator("#faults [role=option]").first).to_have_text("Street lamp out")
    clerk.keyboard.press("ArrowDown")
    clerk.keyboard.press("Enter")
    expect(clerk.locator("#what")).to_have_value("Street lamp out")
    clerk.keyboard.press("Control+Enter")
    expect(clerk.locator("h1")).to_contain_text("Street lamp out")
    expect(clerk.get_by_role("link", name=re.compile("LU-4"))).to_be_visible()


def test_what_is_known_is_told_while_one_types(clerk, server, site) -> None:
    clerk.goto(f"{server}/heffingen/reports/new?lang=en")
    clerk.locator("#where").fill("LU-0")
    clerk.locator("#what").fill("lamp out")
    expect(clerk.locator("#known")).to_contain_text(site[0])


def test_boxes_are_drawn_on_a_photo(clerk, server, site) -> None:
    clerk.goto(f"{server}/heffingen/reports/{site[4]}?lang=en")
    clerk.get_by_role("link", name="Black out").click()
    image = clerk.locator("#easel img")
    image.scroll_into_view_if_needed()
    frame = image.bounding_box()
    clerk.mouse.move(frame["x"] + 20, frame["y"] + 20)
    clerk.mouse.down()
    clerk.mouse.move(frame["x"] + 200, frame["y"] + 120)
    clerk.mouse.up()
    expect(clerk.locator("#boxes")).to_have_value(re.compile(r"^[\d.]+ [\d.]+ [\d.]+ [\d.]+$"))
    clerk.get_by_role("button", name="Black out").click()
    expect(clerk.get_by_role("status")).to_have_text("Saved.")
    expect(clerk.get_by_text("inside only")).to_be_visible()


_HEAT = """() => {
  const canvas = document.querySelector(".leaflet-heatmap-layer");
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  return data.filter((value, at) => at % 4 === 3 && value > 0).length;
}"""


def heated(page) -> int:
    """How many pixels are heated."""
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    return int(page.evaluate(_HEAT))


def test_the_months_are_stepped_through_and_read(clerk, server) -> None:
    clerk.goto(f"{server}/heffingen/reports/heat?lang=en")
    clerk.wait_for_selector("html[data-ready]")
    assert heated(clerk) > 0
    slider = clerk.locator("#step")
    slider.focus()
    clerk.keyboard.press("ArrowRight")
    expect(clerk.locator("#shown")).to_have_text(re.compile(r"^11/2025: 0 reports$"))
    assert heated(clerk) == 0, "nothing came a year ago"
    clerk.keyboard.press("End")
    expect(slider).to_have_attribute("aria-valuetext", re.compile(r"^11/2026: 5 reports$"))
    assert heated(clerk) > 0
    clerk.get_by_role("button", name="Previous").click()
    expect(clerk.locator("#shown")).to_have_text(re.compile("^10/2026"))
    clerk.get_by_role("button", name="Play").click()
    expect(clerk.locator("#shown")).to_have_text(re.compile("^11/2026"))
    expect(clerk.get_by_role("button", name="Play")).to_be_visible()


def test_nothing_plays_for_those_who_want_less_motion(visit, server, site) -> None:
    page = visit("clerk", reduced_motion="reduce").page
    page.goto(f"{server}/heffingen/reports/heat?lang=en")
    page.wait_for_selector("html[data-ready]")
    expect(page.locator("#play")).to_be_hidden()
    page.get_by_role("button", name="Next").click()
    expect(page.locator("#shown")).to_have_text(re.compile("^11/2025"))


@pytest.mark.parametrize(
    "path", ["", "/new", "/numbers", "/heat", "/settings", "/{number}", "/{number}/slip"]
)
def test_nothing_is_wider_than_a_telephone(visit, server, site, path) -> None:
    page = visit("clerk", viewport={"width": 320, "height": 640}).page
    page.goto(f"{server}/heffingen/reports{path.format(number=site[0])}?lang=fr")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("path", ["?stage=open", "/{number}?to=forwarded", "/new?x"])
def test_everything_works_without_a_script(visit, server, site, path) -> None:
    page = visit("clerk", java_script_enabled=False).page
    page.goto(f"{server}/heffingen/reports{path.format(number=site[0])}&lang=en")
    expect(page.locator("main form").first).to_be_attached()
    if "forwarded" in path:
        page.fill("#agency", "Creos")
        page.fill("#sentence", "Bei Creos.")
        page.get_by_role("button", name="Forward").click()
        expect(page.locator(".kind")).to_contain_text("Creos")
