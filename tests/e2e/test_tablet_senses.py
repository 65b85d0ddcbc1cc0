"""What only some tablets can: a compass, and reading codes. Both are played to the real app."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.test_tablet_map import (  # the same street
    app_context,
    begin,
    button,
    east,
    look,
    open_asset,
    places,
    pytestmark,
    saved,
    tablet,
)

__all__ = ["app_context", "places", "pytestmark", "tablet"]

PERMISSION = """answers => {
  globalThis.asked = 0;
  const next = () => answers[Math.min(asked++, answers.length - 1)];
  DeviceOrientationEvent.requestPermission = async () => next();
}"""
TURN = """([name, more]) => {
  const event = new Event(name);
  for (const [each, value] of Object.entries(more)) Object.defineProperty(event, each, { value });
  dispatchEvent(event);
}"""
READER = """codes => {
  globalThis.looked = 0;
  globalThis.BarcodeDetector = class {
    async detect(source) {
      if (!(source instanceof HTMLVideoElement)) throw new TypeError("no video");
      looked++;
      return codes.length && looked > 2 ? [{ rawValue: codes[0] }] : [];
    }
  };
  navigator.mediaDevices.getUserMedia = async () => {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = 64;
    const pen = canvas.getContext("2d");
    setInterval(() => pen.fillRect(0, 0, 64, 64), 40);
    globalThis.stream = canvas.captureStream(25);
    return stream;
  };
}"""


def stake_out(tablet) -> None:
    """Go to the hydrant north of here."""
    page = tablet.page
    open_asset(tablet, east(20, 10), "WH-1")
    button(page, "Stake out").click()
    lon, lat = east(20, 0)
    tablet.context.set_geolocation({"longitude": lon, "latitude": lat, "accuracy": 0.2})
    expect(page.locator(".stakeout")).to_contain_text("Bearing 0° N")


def points(page: Page, degrees: float) -> None:
    """Expect the arrow to point there, to a degree."""
    arrow = page.locator(".stakeout path")
    for _ in range(50):
        told = arrow.get_attribute("transform") or "rotate(999)"
        off = float(told[len("rotate(") : -1]) - degrees
        if abs((off + 180) % 360 - 180) < 1:
            return
        page.wait_for_timeout(100)
    pytest.fail(f"the arrow says {told}, not {degrees}")


def turn(page: Page, alpha: float, **more: Any) -> None:
    """Let the sensor say in which direction the tablet points; alpha grows against the clock."""
    told = {"alpha": alpha, "absolute": True, **more}
    page.evaluate(TURN, ["deviceorientationabsolute", told])


def test_the_arrow_turns_with_the_tablet(tablet) -> None:
    page = tablet.page
    page.evaluate(PERMISSION, ["granted"])
    stake_out(tablet)
    points(page, 0)
    turn(page, 270)  # it points east: north is to the left
    points(page, -90)
    turn(page, 350)  # ten degrees east of north
    points(page, -10)


def test_what_knows_no_north_turns_nothing(tablet) -> None:
    page = tablet.page
    page.evaluate(PERMISSION, ["granted"])
    stake_out(tablet)
    turn(page, 270, absolute=False)
    points(page, 0)
    turn(page, 0, absolute=False, webkitCompassHeading=90)
    points(page, -90)


def test_the_compass_is_asked_for_by_a_tap_and_again_after_a_refusal(tablet) -> None:
    page = tablet.page
    page.evaluate(PERMISSION, ["denied", "granted"])
    stake_out(tablet)
    assert page.evaluate("asked") == 1
    turn(page, 270)
    points(page, 0)
    button(page, "Close").click()
    button(page, "Stake out").click()
    page.wait_for_timeout(100)
    turn(page, 270)
    points(page, -90)
    button(page, "Close").click()
    button(page, "Close").click()
    button(page, "Follow me").click()
    assert page.evaluate("asked") == 2, "who has said yes is not asked again"


@pytest.fixture
def form(tablet) -> Page:
    """Return a form with a field for a code that stands on the thing itself."""
    page = tablet.page
    look(tablet, east(2, 2))
    return page


def place(tablet) -> None:
    begin(tablet, "valve")
    button(tablet.page, "Place here").click()
    tablet.page.get_by_text("More fields").click()
    tablet.page.locator("[name=code]").wait_for()


def let_go(page: Page) -> None:
    """Wait until the camera is nobody's: also one that opens after its asker has left."""
    for _ in range(200):
        if page.evaluate("stream.getTracks().every((each) => each.readyState === 'ended')"):
            return
        page.wait_for_timeout(50)
    raise AssertionError("the camera is still open")


def test_a_code_is_read_into_its_field_and_the_camera_let_go_of(tablet, form) -> None:
    form.evaluate(READER, ["WV-4711"])
    place(tablet)
    button(form, "Scan a code").click()
    expect(form.locator("[name=code]")).to_have_value("WV-4711")
    expect(form.get_by_role("dialog")).to_have_count(0)
    let_go(form)
    assert saved(tablet)["changed"]["code"]["new"] == "WV-4711"


def test_whoever_finds_no_code_types_it(tablet, form) -> None:
    form.evaluate(READER, [])
    place(tablet)
    button(form, "Scan a code").click()
    dialog = form.get_by_role("dialog", name="Scan a code")
    expect(dialog).to_be_visible()
    dialog.get_by_role("button", name="Cancel").click()
    expect(dialog).to_have_count(0)
    let_go(form)
    form.locator("[name=code]").fill("WV-1000")
    assert saved(tablet)["changed"]["code"]["new"] == "WV-1000"


def test_where_the_browser_reads_no_codes_nothing_is_offered(tablet, form) -> None:
    form.evaluate("() => { delete globalThis.BarcodeDetector; }")
    place(tablet)
    expect(button(form, "Scan a code")).to_have_count(0)
