"""Ways of capturing that need a body: walking, standing on a point, holding, a receiver's cable."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from functools import reduce
from operator import xor
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.chromium import CONTROLLED
from tests.e2e.tablet import Tablet
from tests.e2e.test_tablet_map import (  # the same street
    apart,
    app_context,
    begin,
    button,
    east,
    look,
    open_asset,
    operation,
    places,
    pytestmark,
    saved,
    tablet,
)
from tests.gis.maps.test_hillshade import cone, put

__all__ = ["app_context", "places", "pytestmark", "tablet"]

LOGS = Path(__file__).parents[1] / "data" / "gnss"

# A port that says what a receiver once said, in the pieces in which a cable brings it.
_PORT = """
bytes => {
  const all = new Uint8Array(bytes);
  const port = {
    async open() {},
    async close() {},
    readable: new ReadableStream({
      async start(out) {
        for (let at = 0; at < all.length; at += 61) out.enqueue(all.slice(at, at + 61));
      },
    }),
  };
  Object.defineProperty(navigator, "serial", { value: { requestPort: async () => port } });
}
"""

# How many corners the drawings have that are kept; the database is not made for the question.
_KEPT = """
async () => {
  const name = "netzkaart-unfinished";
  if (!(await indexedDB.databases()).some((each) => each.name === name)) return [];
  const open = indexedDB.open(name);
  const db = await new Promise((resolve) => { open.onsuccess = () => resolve(open.result); });
  const found = db.transaction("piece").objectStore("piece").getAll();
  const all = await new Promise((resolve) => { found.onsuccess = () => resolve(found.result); });
  db.close();
  return all.flatMap((each) => each.corners?.length ?? []).sort();
}
"""


_SLOW = """() => {
  globalThis.go = {};
  const until = (name) => new Promise((resolve) => { go[name] = resolve; });
  const [drawn, saved] = [until("drawn"), until("saved")];
  const [draw, save] = [createImageBitmap, netzkaart.save];
  globalThis.createImageBitmap = async (...given) => { await drawn; return draw(...given); };
  netzkaart.save = async (draft) => { await saved; return save(draft); };
}"""
"""Let a picture be drawn, and something be saved, when the test says so."""


def written(page: Page, *corners: int) -> None:
    """Wait until drawings with so many corners are kept, and no others."""
    kept: list[int] = []
    for _ in range(100):
        kept = page.evaluate(_KEPT)
        if kept == list(corners):
            return
        page.wait_for_timeout(100)
    pytest.fail(f"{kept} corners are kept, not {corners}")


def stand(tablet: Tablet, place: tuple[float, float], accuracy: float = 0.5) -> None:
    lon, lat = place
    tablet.context.set_geolocation({"longitude": lon, "latitude": lat, "accuracy": accuracy})
    tablet.page.wait_for_timeout(250)


def spoken_now(name: str) -> bytes:
    """Return a receiver's log as if it were speaking now: what is old is told as old."""
    began = datetime.now(UTC) - timedelta(seconds=2)
    told, moments = [], []
    for line in (LOGS / name).read_text().splitlines():
        fields = line.partition("*")[0].removeprefix("$").split(",")
        if fields[0] not in {"GNGGA", "GNRMC"}:
            continue
        if fields[1] not in moments:
            moments.append(fields[1])
        at = began + timedelta(seconds=moments.index(fields[1]) / 10)
        fields[1] = f"{at:%H%M%S}.{at.microsecond // 10_000:02d}"
        if fields[0] == "GNRMC":
            fields[9] = f"{at:%d%m%y}"
        sentence = ",".join(fields)
        told.append(f"${sentence}*{reduce(xor, sentence.encode()):02X}\r\n")
    return "".join(told).encode()


def locked(page: Page) -> None:
    button(page, "Lock the screen").click()
    expect(page.get_by_role("dialog", name="Locked against rain")).to_be_visible()


def test_a_line_is_walked(tablet) -> None:
    page = tablet.page
    begin(tablet, "water pipe", "GNSS")
    stand(tablet, east(0, 0))
    button(page, "Measure provisionally").click()
    button(page, "Walk it").click()
    for metres in (0, 4, 8, 12, 16):
        stand(tablet, east(metres, 0))
    for metres in (4, 8, 12):
        stand(tablet, east(16, metres))
    button(page, "Stop walking").click()
    button(page, "Done").click()
    page.locator('[data-field="material"]').wait_for()
    made = saved(tablet)["geometry"]["coordinates"]
    assert apart(made[0], east(0, 0)) < 1
    assert apart(made[-1], east(16, 12)) < 1
    # What was walked straight is straight: the corner stays, the strides do not.
    assert 3 <= len(made) <= 4
    assert min(apart(each, east(16, 0)) for each in made) < 1


def test_a_known_point_tells_whether_the_receiver_is_right(tablet) -> None:
    page = tablet.page
    look(tablet, east(20, 10))
    button(page, "Tools").click()
    page.get_by_role("button", name="Control point").click()
    page.get_by_role("button", name="WH-1").click()
    stand(tablet, east(20.1, 10))
    expect(page.locator(".good[role=status]")).to_contain_text("all right")
    page.get_by_role("button", name="WH-1").click()
    stand(tablet, east(29, 10))
    expect(page.locator(".warn[role=status]")).to_contain_text("9")


def test_a_course_is_drawn_anew(tablet) -> None:
    page = tablet.page
    open_asset(tablet, east(0, 10), "WP-1")
    button(page, "Change its course").click()
    look(tablet, east(33, 7))
    box = page.locator(".canvas").bounding_box()
    assert box is not None
    # The line's end is up and left of the crosshair: 3 m are 62 px at this zoom.
    page.mouse.click(box["x"] + box["width"] / 2 - 62, box["y"] + box["height"] / 2 - 62)
    expect(button(page, "Move point here")).to_be_visible()
    look(tablet, east(30, 16))
    button(page, "Move point here").click()
    button(page, "Save").click()
    expect(page.locator(".message[role=status]")).to_contain_text("Saved")
    made = operation(tablet)
    assert made["kind"] == "update"
    first, last = made["geometry"]["coordinates"]
    assert apart(first, east(-30, 10)) < 0.2
    assert apart(last, east(30, 16)) < 0.2


def test_under_the_lock_a_key_takes_the_point_and_holding_opens(tablet) -> None:
    page = tablet.page
    look(tablet, east(2, 2))
    begin(tablet, "water pipe")
    locked(page)
    page.keyboard.press("Enter")
    expect(page.locator(".sketched")).to_contain_text("1 points")
    hold = button(page, "Unlock")
    box = hold.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 20, box["y"] + 20)
    page.mouse.down()
    page.wait_for_timeout(300)
    page.mouse.up()
    page.wait_for_timeout(2200)
    expect(page.get_by_role("dialog")).to_have_count(1)
    page.mouse.down()
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.mouse.up()
    expect(page.locator(".sketched")).to_contain_text("1 points")


def test_under_the_lock_no_other_screen_is_opened(tablet) -> None:
    """Rain falls upon the doors to the other screens as well."""
    page = tablet.page
    button(page, "Tools").click()
    locked(page)
    for door in ("nav.screens a >> nth=1", "a.standing"):
        box = page.locator(door).bounding_box()
        assert box is not None
        page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    assert "#/map" in page.url
    expect(page.get_by_role("dialog", name="Locked against rain")).to_be_visible()
    # By the browser's own way it is another screen, and nothing there is locked.
    tablet.go("settings")
    page.locator("[name=antenna]").fill("1,8")
    tablet.go("map")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_large_letters_upright_leave_the_sheet_its_width(tablet) -> None:
    page = tablet.page
    page.set_viewport_size({"width": 360, "height": 640})
    sizes = {"fontSizes": {"standard": 24, "fixed": 24}}
    tablet.context.new_cdp_session(page).send("Page.setFontSizes", sizes)
    button(page, "Capture").click()
    box = page.locator(".sheet").bounding_box()
    assert box is not None
    assert box["width"] == 360
    button(page, "Close").click()
    tablet.go("settings")
    for choice in page.locator(".choices label").all():
        box = choice.bounding_box()
        assert box is not None
        assert box["x"] + box["width"] <= 360


def test_a_link_leads_the_map_to_what_it_opens(tablet) -> None:
    page = tablet.page
    look(tablet, east(60, 30))
    (valve,) = [each for each in tablet.kept()["assets"] if each["values"].get("code") == "WH-1"]
    tablet.go(f"map?asset={valve['id']}")
    expect(page.locator(".sheet h2")).to_have_text("hydrant WH-1")
    lon, lat = valve["geometry"]["coordinates"]
    centre = [0.0, 0.0]
    for _ in range(100):
        centre = page.evaluate("JSON.parse(localStorage['netzkaart.view']).centre")
        if centre[0] == pytest.approx(lon, abs=1e-6):
            break
        page.wait_for_timeout(100)
    assert centre[0] == pytest.approx(lon, abs=1e-6)
    assert centre[1] < lat, "the sheet does not lie upon it"
    button(page, "Close").click()
    tablet.go("day")
    tablet.go("map?asset=0193a0b0-0000-7000-8000-000000000000")
    expect(page.get_by_text("That is not on this tablet.")).to_be_visible()
    expect(button(page, "Capture")).to_be_visible()


def test_what_is_in_hand_outlives_a_look_elsewhere(tablet) -> None:
    page = tablet.page
    look(tablet, east(2, 2))
    begin(tablet, "water pipe")
    for metres in (2, 12):
        look(tablet, east(metres, 2))
        button(page, "Point here").click()
    # The antenna's height is always in sight, and is set in the middle of the work.
    page.locator(".told button").click()
    page.get_by_label("Antenna height", exact=False).fill("2")
    button(page, "Close").click()
    expect(page.locator(".sketched")).to_contain_text("2 points")
    (valve,) = [each for each in tablet.kept()["assets"] if each["values"].get("code") == "WH-1"]
    tablet.go(f"map?asset={valve['id']}")
    expect(page.locator(".sketched")).to_contain_text("2 points")
    page.once("dialog", lambda dialog: dialog.dismiss())
    button(page, "Close").click()
    expect(page.locator(".sketched")).to_contain_text("2 points")
    page.once("dialog", lambda dialog: dialog.accept())
    button(page, "Close").click()
    expect(button(page, "Capture")).to_be_visible()
    # A form that a link leads away from is offered again, also after the battery has fallen out.
    open_asset(tablet, east(20, 10), "WH-1")
    button(page, "Edit").click()
    page.locator("[name=remark]").fill("Lid is loose")
    page.locator(".told button").click()
    button(page, "Close").click()
    expect(page.locator("[name=remark]")).to_have_value("Lid is loose")
    tablet.go("map")
    tablet.go(f"map?asset={valve['id']}")
    button(page, "Close").click()
    expect(page.get_by_text("Unfinished: hydrant")).to_be_visible()
    button(page, "Go on").click()
    expect(page.locator("[name=remark]")).to_have_value("Lid is loose")


def test_a_form_in_hand_is_offered_in_another_window_once_its_own_is_closed(tablet) -> None:
    page = tablet.page
    open_asset(tablet, east(20, 10), "WH-1")
    button(page, "Edit").click()
    page.locator("[name=remark]").fill("Lid is loose")
    page.wait_for_timeout(300)
    other = tablet.context.new_page()
    other.goto(page.url.partition("#")[0] + "#/map")
    other.locator(".canvas[data-map=ready]").wait_for()
    other.wait_for_timeout(500)
    expect(button(other, "Go on")).to_have_count(0)
    page.close()
    button(other, "Go on").click()
    expect(other.locator("[name=remark]")).to_have_value("Lid is loose")
    button(other, "Save").click()
    expect(button(other, "Capture")).to_be_visible()
    expect(button(other, "Go on")).to_have_count(0)


def test_what_is_drawn_outlives_a_reload_and_another_screen(tablet) -> None:
    page = tablet.page
    unfinished = page.get_by_text("Unfinished: water pipe")
    look(tablet, east(2, 2))
    begin(tablet, "water pipe")
    for metres in (2, 12):
        look(tablet, east(metres, 2))
        button(page, "Point here").click()
    written(page, 2)
    page.reload()
    unfinished.wait_for()
    # Another drawing drops none that waits, and waits itself where a link leads away from it.
    begin(tablet, "water pipe")
    look(tablet, east(14, 6))
    button(page, "Point here").click()
    tablet.go("day")
    tablet.go("map")
    expect(page.locator(".sketched")).to_contain_text("1 points")
    (valve,) = [each for each in tablet.kept()["assets"] if each["values"].get("code") == "WH-1"]
    tablet.go(f"map?asset={valve['id']}")
    expect(page.locator(".sheet h2")).to_have_text("hydrant WH-1")
    tablet.go("map")
    written(page, 1, 2)
    page.reload()
    button(page, "Go on").click()
    expect(page.locator(".sketched")).to_contain_text("1 points")
    button(page, "Close").click()
    expect(unfinished).to_have_count(1)
    button(page, "Go on").click()
    expect(page.locator(".sketched")).to_contain_text("2 points")
    button(page, "Undo last point").click()
    expect(page.locator(".sketched")).to_contain_text("1 points")
    look(tablet, east(12, 8))
    button(page, "Point here").click()
    button(page, "Done").click()
    first, last = saved(tablet)["geometry"]["coordinates"]
    assert apart(first, east(2, 2)) < 0.3
    assert apart(last, east(12, 8)) < 0.3
    written(page)
    page.reload()
    expect(button(page, "Capture")).to_be_visible()
    page.wait_for_timeout(500)
    expect(unfinished).to_have_count(0)


def test_what_is_walked_outlives_a_killed_browser_until_it_is_discarded(tablet) -> None:
    page = tablet.page
    begin(tablet, "water pipe", "GNSS")
    stand(tablet, east(0, 0))
    button(page, "Measure provisionally").click()
    button(page, "Walk it").click()
    for metres in range(0, 28, 4):
        stand(tablet, east(metres, 0))
    expect(page.locator(".sketched")).to_contain_text("7 points")
    # A walk is long: after the first, some strides at once are written.
    written(page, 6)
    tablet.kill()
    page = tablet.page
    tablet.open("#/map")
    button(page, "Go on").click()
    expect(page.locator(".sketched")).to_contain_text("6 points")
    button(page, "GNSS").click()
    expect(button(page, "Walk it")).to_have_attribute("aria-pressed", "false")
    page.reload()
    page.once("dialog", lambda dialog: dialog.dismiss())
    button(page, "Discard").click()
    expect(button(page, "Go on")).to_be_visible()
    page.once("dialog", lambda dialog: dialog.accept())
    button(page, "Discard").click()
    written(page)
    page.reload()
    expect(button(page, "Capture")).to_be_visible()
    page.wait_for_timeout(500)
    expect(button(page, "Go on")).to_have_count(0)


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_a_key_that_is_held_opens_the_lock_and_takes_nothing(tablet, key) -> None:
    page = tablet.page
    look(tablet, east(2, 2))
    begin(tablet, "water pipe")
    locked(page)
    unlock = button(page, "Unlock")
    expect(unlock).to_be_focused()
    expect(unlock).to_have_accessible_description(re.compile("Hold for 2 seconds"))
    bar = page.get_by_role("progressbar", name="Unlocking: keep holding")
    expect(bar).to_have_attribute("value", "0")
    page.keyboard.down(key)
    expect(bar).not_to_have_attribute("value", "0")
    expect(page.get_by_role("status").filter(has_text="keep holding")).to_have_count(1)
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.keyboard.up(key)
    expect(page.locator(".sketched")).to_contain_text("0 points")
    # Let go too early, it stays locked, and that was a point.
    locked(page)
    expect(unlock).to_be_focused()
    page.keyboard.down(key)
    expect(bar).not_to_have_attribute("value", "0")
    page.keyboard.up(key)
    expect(bar).to_have_attribute("value", "0")
    expect(page.locator(".sketched")).to_contain_text("1 points")
    expect(page.get_by_role("dialog")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_receiver_on_a_cable_is_heard(tablet) -> None:
    page = tablet.page
    page.evaluate(_PORT, list(spoken_now("trimble_rtk_fix_excerpt.nmea")))
    button(page, "Tools").click()
    button(page, "Connect by USB").click()
    expect(page.get_by_text("sentences")).to_contain_text("USB")
    expect(page.locator(".told .tag").first).to_contain_text("RTK fixed")
    button(page, "Disconnect").click()
    expect(button(page, "Connect by USB")).to_be_visible()


def test_the_section_of_the_map_is_offered_to_be_taken_along(tablet) -> None:
    page = tablet.page
    button(page, "Tools").click()
    page.get_by_role("button", name="The map section").click()
    card = page.locator("li", has_text="The map section")
    expect(card).to_contain_text("assets, about")
    card.get_by_role("button").click()
    page.get_by_text("Everything is on the tablet.").wait_for()
    area = page.evaluate("location.hash")
    west, south, east_, north = map(float, area.split("=")[1].split(","))
    assert west < east(0)[0] < east_
    assert south < east(0)[1] < north


def test_the_map_darkens_with_the_system(tablet) -> None:
    page = tablet.page

    def brightness() -> float:
        page.wait_for_timeout(800)
        shot = page.locator(".canvas").screenshot()
        told: float = page.evaluate(
            """async png => {
              const image = await createImageBitmap(new Blob([new Uint8Array(png)]));
              const pen = new OffscreenCanvas(8, 8).getContext("2d");
              pen.drawImage(image, 0, 0, 8, 8);
              const { data } = pen.getImageData(0, 0, 8, 8);
              return data.reduce((sum, each) => sum + each, 0) / data.length;
            }""",
            list(shot),
        )
        return told

    page.emulate_media(color_scheme="light")
    light = brightness()
    page.emulate_media(color_scheme="dark")
    assert brightness() < light - 60


def test_the_relief_lies_under_the_map_without_a_network(tablet, opened, tmp_path) -> None:
    page = tablet.page
    with opened("heffingen") as session:
        put(session, tmp_path / "hill.tif", cone())
    page.evaluate(CONTROLLED)
    tablet.open("#/area")
    page.locator("li", has_text="The whole commune").get_by_role("button").click()
    page.get_by_text("Everything is on the tablet.").wait_for()
    tablet.offline()
    page.goto("about:blank")
    with page.expect_response("**/hillshade/light.webp") as found:
        tablet.open("#/map")
    assert found.value.from_service_worker
    assert found.value.ok
    page.wait_for_selector(".canvas[data-map=ready]")
    tablet.offline(off=False)


def test_a_position_is_shared_only_while_it_is_wanted(tablet) -> None:
    page = tablet.page
    tablet.go("settings")
    switch = page.get_by_role("checkbox", name="Show planners today where I am.")
    expect(switch).not_to_be_checked()
    with page.expect_response("**/sync/here") as told:
        switch.check()
        stand(tablet, east(1, 1))
    assert told.value.ok
    assert 0 < (told.value.request.post_data_json or {})["minutes"] <= 480
    expect(page.get_by_text("Ends by itself")).to_be_visible()
    with page.expect_response("**/sync/here") as told:
        switch.uncheck()
    assert (told.value.request.post_data_json or {})["minutes"] == 0


def test_a_photo_that_is_too_large_is_offered_smaller(tablet) -> None:
    page = tablet.page
    look(tablet, east(2, 2))
    begin(tablet, "valve")
    button(page, "Place here").click()
    # A small picture in a file that is larger than the server takes.
    page.locator("input[type=file]").evaluate(
        """async input => {
          const canvas = new OffscreenCanvas(40, 30);
          canvas.getContext("2d").fillRect(0, 0, 20, 30);
          const picture = await canvas.convertToBlob({ type: "image/jpeg" });
          const files = new DataTransfer();
          const parts = [picture, new Uint8Array(25_000_001)];
          files.items.add(new File(parts, "a.jpg", { type: "image/jpeg" }));
          input.files = files.files;
          input.dispatchEvent(new Event("change", { bubbles: true }));
        }"""
    )
    # A large picture takes a tablet seconds, and gloves tap twice.
    page.evaluate(_SLOW)
    button(page, "Take it smaller").dblclick()
    expect(page.get_by_text("A photo is being taken in")).to_be_visible()
    expect(button(page, "Save")).to_be_disabled()
    page.evaluate("go.drawn()")
    expect(page.locator(".photos li")).to_have_count(1)
    button(page, "Save").click()
    expect(page.locator(".sheet form[inert]")).to_have_count(1)
    button(page, "Close").click()
    page.evaluate("go.saved()")
    expect(page.locator(".message[role=status]")).to_contain_text("Saved")
    (photo,) = operation(tablet)["photos"]
    assert photo["bytes"] < 10_000
