"""A pothole: a task about no asset, from the planner to a crew without reception and back."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PIL import Image
from playwright.sync_api import Page, expect
from shapely import box

from gis import assets
from gis.settings import Settings
from layers.catalogue import CATALOGUE
from tests.e2e.tablet import PLACE, Tablet

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.usefixtures("tablet_app")]

LIST = "Barrier set up *\nDepth [0 m]\nFilled with [asphalt / gravel] *\nRemark [...]"
HERE = f"{PLACE['latitude']}, {PLACE['longitude']}"


@pytest.fixture
def app_context(app_context, tmp_path):
    settings = Settings(demo=True, home=tmp_path)
    return replace(app_context, settings=settings, now=lambda: datetime.now(UTC))


@pytest.fixture
def commune(make_commune, opened) -> None:
    make_commune()
    with opened("heffingen") as session:
        x, y = session.commune.operation.to_home(PLACE["longitude"], PLACE["latitude"])
        assets.create(session, CATALOGUE.bounding(), box(x - 900, y - 700, x + 900, y + 700), {})


@pytest.fixture
def tablet(browser, commune, server, engine, tmp_path) -> Iterator[Tablet]:
    del commune
    found = Tablet(browser.browser_type, tmp_path / "profile", server)
    found.enrol(engine, datetime.now(UTC))
    found.take_all()
    yield found
    found.close()
    assert found.errors == []


@pytest.fixture
def desk(browser, server, app_context) -> Iterator[Page]:
    """A planner's page."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    token = next(t for t, v in app_context.demo_tokens.items() if v.role.value == "planner")
    context.add_cookies([{"name": "netzkaart_token", "value": token, "url": server}])
    yield context.new_page()
    context.close()


def photo(colour: str, size: tuple[int, int]) -> dict[str, object]:
    """A photo as the tablet's camera gives it."""
    written = io.BytesIO()
    Image.new("RGB", size, colour).save(written, "JPEG")
    return {"name": f"{colour}.jpg", "mimeType": "image/jpeg", "buffer": written.getvalue()}


def plan(desk: Page, server: str) -> None:
    """Ask for a repair in a work area whose checklist says what is to be looked at."""
    desk.goto(f"{server}/heffingen/areas?lang=en")
    desk.get_by_label("Name").fill("Village")
    corners = [(PLACE["latitude"] + n, PLACE["longitude"] + n) for n in (-0.002, 0.002)]
    desk.locator("#position").fill("\n".join(f"{lat:.6f}, {lon:.6f}" for lat, lon in corners))
    desk.get_by_label("Checklist").fill(LIST)
    desk.get_by_role("button", name="Save").last.click()
    desk.get_by_role("link", name="Village").click()
    desk.get_by_role("link", name="Task in this area").click()
    expect(desk.get_by_label("Checklist")).to_have_value(LIST)
    desk.get_by_label("What", exact=False).first.fill("Pothole before no. 12")
    desk.locator("#position").fill(HERE)
    for name in ("before", "after"):
        desk.locator(f"input[name={name}]").check()
    desk.get_by_role("button", name="Save").last.click()
    expect(desk.get_by_role("link", name="Pothole before no. 12")).to_be_visible()


def test_a_pothole_is_asked_for_filled_and_seen(tablet, desk, server) -> None:
    plan(desk, server)
    page = tablet.page
    tablet.go("day")
    page.get_by_role("button", name="Send now").click()
    tablet.go("tasks")
    page.get_by_role("link", name="Pothole before no. 12").wait_for()
    page.evaluate("navigator.serviceWorker.ready.then(() => null)")
    tablet.offline()
    tablet.kill(offline=True)
    page = tablet.page
    tablet.open("#/tasks")
    page.get_by_role("link", name="Pothole before no. 12").click()
    page.get_by_role("link", name="Go there").click()
    page.wait_for_selector(".canvas[data-map=ready]")
    _looks_at_the_hole(page)
    page.go_back()
    page.get_by_role("button", name="Save as done").click()
    expect(page.locator("[id$='-wrong']:visible")).to_have_count(
        2
    )  # what must be answered is not yet
    assert "Barrier set up *" in page.locator("form").inner_text()
    page.get_by_label("Depth").fill("35 cm")
    expect(page.get_by_text("A number, such as 12.5")).to_be_visible()
    page.get_by_label("Barrier set up").check()
    page.get_by_label("Filled with").select_option("gravel")
    page.get_by_label("Depth").fill("0,35")
    page.locator("input[name=before]").set_input_files(photo("brown", (900, 600)))
    page.locator("input[name=after]").set_input_files(photo("teal", (600, 900)))
    page.get_by_label("Remark").last.fill("Needs asphalt in spring.")
    page.get_by_role("button", name="Save as done").click()
    expect(page.get_by_role("heading", name="Done")).to_be_visible()
    assert "1 on this tablet" in tablet.standing()
    tablet.kill(offline=True)
    tablet.open("#/tasks")
    expect(tablet.page.get_by_role("heading", name="Done")).to_be_visible()
    tablet.offline(off=False)
    expect(tablet.page.locator(".standing")).to_contain_text("All on the server")
    _seen_by_the_planner(desk, server)


def _looks_at_the_hole(page: Page) -> None:
    for _ in range(100):
        view = page.evaluate("JSON.parse(localStorage.getItem('netzkaart.view'))")
        if view and view["centre"] == pytest.approx(
            [PLACE["longitude"], PLACE["latitude"]], abs=1e-6
        ):
            return
        page.wait_for_timeout(100)
    pytest.fail("the map does not show where it is")


def _seen_by_the_planner(desk: Page, server: str) -> None:
    desk.goto(f"{server}/heffingen/tasks?lang=en&state=done")
    desk.get_by_role("link", name="Pothole before no. 12").click()
    answers = desk.locator("table.values")
    for question, answer in [
        ("Barrier set up", "yes"),
        ("Depth", "0.35 m"),
        ("Filled with", "gravel"),
    ]:
        expect(answers.get_by_role("row", name=question)).to_contain_text(answer)
    expect(desk.get_by_text("Needs asphalt in spring.")).to_be_visible()
    for moment, shape in [("before", "wide"), ("after", "high")]:
        pictures = desk.get_by_role("region", name=f"Photos: {moment}").locator("img")
        expect(pictures).to_have_count(1)
        pictures.scroll_into_view_if_needed()
        expect(pictures).to_have_js_property("complete", True)
        width, height = pictures.evaluate("e => [e.naturalWidth, e.naturalHeight]")
        assert (width > height > 0) == (shape == "wide")
    with desk.expect_response("**/photos/*") as answer:
        desk.get_by_role("region", name="Photos: before").get_by_role("link").click()
    assert answer.value.headers["content-type"] == "image/jpeg"
