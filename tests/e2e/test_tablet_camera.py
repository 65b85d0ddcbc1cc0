"""The camera within the app: in a browser whose camera shows a pattern, and in one without."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from playwright.sync_api import Page, expect
from shapely import Point
from sqlalchemy import select

from field_capture import store
from field_capture.states.task import TaskState
from field_capture.tasks import tasks
from gis import photos
from tests.e2e.crew import photo as picture
from tests.e2e.tablet import PLACE, Tablet
from tests.e2e.test_tablet_offline import (  # the same tablet in the same commune
    app_context,
    commune,
    pytestmark,
    tablet,
    wait_until,
)

__all__ = ["app_context", "commune", "pytestmark", "tablet"]

TORCH = """() => {
  globalThis.lights = [];
  const capabilities = MediaStreamTrack.prototype.getCapabilities;
  MediaStreamTrack.prototype.getCapabilities = function () {
    return { ...capabilities.call(this), torch: true };
  };
  MediaStreamTrack.prototype.applyConstraints = async function (wanted) {
    lights.push(wanted.advanced[0].torch);
  };
}"""
NONE = """name => {
  navigator.mediaDevices.getUserMedia = async () => { throw new DOMException("no", name); };
}"""


@pytest.fixture
def photographer(browser, commune, server, engine, tmp_path) -> Iterator[Tablet]:
    """A tablet whose camera the app may use."""
    del commune
    found = Tablet(browser.browser_type, tmp_path / "profile", server, camera=True)
    found.enrol(engine, datetime.now(UTC))
    found.take_all()
    yield found
    found.close()
    assert found.errors == []


def begin(page: Page) -> None:
    page.get_by_role("button", name="Capture", exact=True).click()
    page.get_by_role("button", name="valve", exact=True).first.click()
    page.get_by_role("button", name="Crosshair").click()
    page.get_by_role("button", name="Place here").click()


def seen(page: Page) -> Any:
    """Return the viewfinder, once it shows something."""
    finder = page.get_by_role("dialog", name="Photo")
    expect(finder.get_by_role("button", name="Take the photo")).to_be_enabled()
    return finder


def test_several_photos_in_the_app_know_when_and_where_they_were_taken(
    photographer, opened
) -> None:
    page = photographer.page
    photographer.open("#/map")
    begin(page)
    page.get_by_role("button", name="Photo", exact=True).click()
    finder = seen(page)
    shutter = finder.get_by_role("button", name="Take the photo")
    box = shutter.bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= 80, "for gloves"
    shutter.click()
    expect(finder.get_by_role("status")).to_have_text("1 photo")
    page.keyboard.press("AudioVolumeUp")
    expect(finder.get_by_role("status")).to_have_text("2 photos")
    expect(finder.locator("video")).to_have_js_property("paused", value=False)
    page.keyboard.press("Escape")
    expect(finder).to_have_count(0)
    expect(page.locator(".photos li")).to_have_count(2)
    expect(page.get_by_role("button", name="Save", exact=True)).to_be_visible()
    assert page.locator(".photos img").first.evaluate("image => image.naturalWidth") >= 640
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("button", name="Capture", exact=True).wait_for()
    (kept,) = photographer.kept()["operations"]
    assert len(kept["op"]["photos"]) == 2
    taken = photographer.kept()["photos"]
    assert {each["fix"]["source"] for each in taken} == {"geolocation"}

    def rows() -> list[Any]:
        with opened("heffingen") as session:
            table = session.tables.tables["commune.asset_file"]
            held = store.table(session, "photo")
            found = list(session.connection.execute(select(table)))
            waiting = session.connection.scalars(select(held.c.kept_at)).all()
        return found or [each for each in waiting if each]

    wait_until(page, lambda: len(rows()) == 2)


def test_the_server_reads_time_and_place_from_what_the_viewfinder_wrote(photographer) -> None:
    page = photographer.page
    photographer.open("#/map")
    begin(page)
    page.get_by_role("button", name="Photo", exact=True).click()
    seen(page).get_by_role("button", name="Take the photo").click()
    page.get_by_role("button", name="Done", exact=True).click()
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("button", name="Capture", exact=True).wait_for()
    (photo,) = photographer.kept()["photos"]
    data = bytes(
        page.evaluate(
            "async id => [...new Uint8Array(await netzkaart.photoBytes(id))]", photo["id"]
        )
    )
    read = photos.clean(data, "photo.jpg")
    assert read.taken_at is not None
    assert abs((read.taken_at - datetime.fromisoformat(photo["taken"])).total_seconds()) < 2
    assert read.position == pytest.approx((PLACE["longitude"], PLACE["latitude"]), abs=1e-6)


def test_the_light_is_offered_where_the_camera_has_one(photographer) -> None:
    page = photographer.page
    photographer.open("#/map")
    begin(page)
    page.get_by_role("button", name="Photo", exact=True).click()
    expect(seen(page).get_by_role("button", name="Torch")).to_have_count(0)
    page.get_by_role("button", name="Done", exact=True).click()
    page.evaluate(TORCH)
    page.get_by_role("button", name="Photo", exact=True).click()
    torch = seen(page).get_by_role("button", name="Torch")
    torch.click()
    expect(torch).to_have_attribute("aria-pressed", "true")
    torch.click()
    expect(torch).to_have_attribute("aria-pressed", "false")
    assert page.evaluate("lights") == [True, False]
    page.get_by_role("button", name="Done", exact=True).click()


def test_the_camera_is_let_go_of(photographer) -> None:
    page = photographer.page
    photographer.open("#/map")
    page.evaluate(
        """() => {
          globalThis.streams = [];
          const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
          navigator.mediaDevices.getUserMedia = async (wanted) => {
            streams.push({ wanted, stream: await ask(wanted) });
            return streams.at(-1).stream;
          };
        }"""
    )
    begin(page)
    page.get_by_role("button", name="Photo", exact=True).click()
    seen(page)
    page.get_by_role("button", name="Done", exact=True).click()
    expect(page.get_by_role("button", name="Take the photo")).to_have_count(0)
    told = page.evaluate(
        """() => streams.map(({ wanted, stream }) => [
             wanted.video.facingMode.ideal,
             stream.getTracks().every((each) => each.readyState === "ended"),
           ])"""
    )
    assert told == [["environment", True]]


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        ("NotAllowedError", "The camera is blocked for this app"),
        ("NotFoundError", "No camera was found"),
        ("NotReadableError", "The camera does not answer"),
    ],
)
def test_without_a_camera_that_is_said_and_the_device_takes_the_photo(
    tablet, error, sentence
) -> None:
    page = tablet.page
    tablet.open("#/map")
    page.evaluate(NONE, error)
    begin(page)
    page.get_by_role("button", name="Photo", exact=True).click()
    expect(page.get_by_role("alert").filter(has_text=sentence)).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)
    file = {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": picture(1)}
    page.get_by_label("From the device").set_input_files(file)
    expect(page.locator(".photos li")).to_have_count(1)
    expect(page.get_by_role("alert").filter(has_text=sentence)).to_have_count(0)


# --- Tasks ---------------------------------------------------------------------------------------


@pytest.fixture
def task(commune, opened) -> str:
    """A task that asks for photos before and after."""
    with opened(commune) as session:
        x, y = session.commune.operation.to_home(PLACE["longitude"], PLACE["latitude"])
        wanted = tasks.Wanted(
            title="Mend the lid", place=Point(x, y), photos_before=True, photos_after=True
        )
        made = tasks.make(session, wanted, datetime.now(UTC))
    return str(made.id)


def test_a_task_takes_its_photos_the_same_way(task, photographer) -> None:
    page = photographer.page
    page.get_by_role("link", name="Tasks").click()
    page.get_by_role("link", name="Mend the lid").click()
    page.get_by_role("button", name="Photo before the work", exact=True).click()
    page.get_by_role("dialog").get_by_role("button", name="Take the photo").click()
    page.get_by_role("button", name="Done", exact=True).click()
    after = page.locator("input[name=after]")
    after.set_input_files({"name": "a.jpg", "mimeType": "image/jpeg", "buffer": b"no picture"})
    expect(page.get_by_role("alert").filter(has_text="This is no photo.")).to_be_visible()
    after.set_input_files({"name": "a.jpg", "mimeType": "image/jpeg", "buffer": picture(1)})
    expect(page.locator(".photos li")).to_have_count(2)
    page.get_by_label("Photo 1: Caption").first.fill("the hole")
    page.get_by_role("button", name="Save as done").click()
    page.get_by_role("heading", name="Tasks").wait_for()
    (kept,) = photographer.kept()["operations"]
    told = kept["op"]["photos"]
    assert [(each["moment"], each["caption"]) for each in told] == [
        ("before", "the hole"),
        ("after", ""),
    ]
    assert {each["fix"]["source"] for each in photographer.kept()["photos"]} == {"geolocation"}
    expect(page.locator(".standing")).to_contain_text("All on the server")


# What is on the disk of a task that was begun.
_BEGUN = """
async (key) => {
  const open = indexedDB.open("netzkaart-unfinished");
  const db = await new Promise((resolve) => { open.onsuccess = () => resolve(open.result); });
  const asked = db.transaction("piece").objectStore("piece").get(key);
  const found = await new Promise((resolve) => { asked.onsuccess = () => resolve(asked.result); });
  db.close();
  return found ? [found.notes, found.photos.length] : null;
}
"""


def test_a_task_that_was_begun_outlives_the_browser(task, photographer) -> None:
    page = photographer.page
    photographer.open(f"#/tasks/{task}")
    page.get_by_role("button", name="Photo before the work", exact=True).click()
    page.get_by_role("dialog").get_by_role("button", name="Take the photo").click()
    page.get_by_role("button", name="Done", exact=True).click()
    page.get_by_label("Remark").fill("it rains")
    wait_until(page, lambda: page.evaluate(_BEGUN, f"task.{task}") == ["it rains", 1])
    photographer.kill()
    page = photographer.page
    photographer.open(f"#/tasks/{task}")
    expect(page.locator(".photos li")).to_have_count(1)
    expect(page.get_by_label("Remark")).to_have_value("it rains")


def test_what_was_begun_of_a_task_is_saved_whatever_became_of_that(task, tablet, opened) -> None:
    page = tablet.page
    tablet.open(f"#/tasks/{task}")
    page.get_by_label("Remark").fill("half done")
    identity, now = UUID(task), datetime.now(UTC)
    with opened("heffingen") as session:
        version = tasks.get(session, identity).version
        tasks.set_state(session, identity, version, TaskState.CANCELLED, now)
    page.evaluate("netzkaart.syncNow()")
    expect(page.get_by_role("alert")).to_contain_text("This task was cancelled. What you have")
    expect(page.get_by_label("Remark")).to_have_value("half done")
    with opened("heffingen") as session:
        found = tasks.get(session, identity)
        tasks.set_state(session, identity, found.version, TaskState.OPEN, now)
        found = tasks.get(session, identity)
        wanted = tasks.Wanted(title=found.title, place=found.place, assignee="crew:other")
        tasks.change(session, identity, found.version, wanted, now)
    page.evaluate("netzkaart.syncNow()")
    expect(page.get_by_role("alert")).to_contain_text("no longer among yours")
    page.reload()
    expect(page.get_by_label("Remark")).to_have_value("half done")
    page.get_by_role("link", name="Back").click()
    begun = page.get_by_role("link", name="Mend the lid")
    expect(page.get_by_role("heading", name="Begun, not saved")).to_be_visible()
    begun.click()
    page.once("dialog", lambda dialog: dialog.dismiss())
    page.get_by_role("button", name="Discard").click()
    page.get_by_role("button", name="Save as done").click()
    page.get_by_role("heading", name="Tasks").wait_for()
    expect(page.locator(".standing")).to_contain_text("All on the server")
    with opened("heffingen") as session:
        found = tasks.get(session, identity)
        (told,) = tasks.completions(session, [found])[identity]
    assert told.notes == "half done"
    expect(begun).to_have_count(1)
    expect(page.get_by_role("heading", name="Begun, not saved")).to_have_count(0)
