"""A citizen in a real browser: with a script, without one, without a network, on a phone."""

from __future__ import annotations

import gzip
import io
import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PIL import Image
from playwright.sync_api import expect
from shapely import Point, box
from sqlalchemy import text

from gis import assets
from layers.catalogue import CATALOGUE
from tests.chromium import CONTROLLED

pytestmark = pytest.mark.browser

EAST, NORTH = 85000.0, 92000.0
PHONE = {"viewport": {"width": 390, "height": 844}, "locale": "en-GB"}


@pytest.fixture
def now() -> datetime:
    """The browser's clock is the real one: a form takes three seconds of it."""
    return datetime.now(UTC)


@pytest.fixture
def app_context(app_context):
    return replace(app_context, now=lambda: datetime.now(UTC))


@pytest.fixture
def lamp(make_commune, opened, owner_engine):
    make_commune(boundary=box(84000, 91000, 86000, 93000))
    with opened("heffingen") as session:
        for code, east in (("L-1", EAST), ("L-2", EAST + 30)):
            assets.create(session, CATALOGUE["luminaire"], Point(east, NORTH), {"code": code})
    yield "/report/heffingen/?lang=en&what=lamp_out&q=L-1"
    with owner_engine.begin() as connection:
        connection.execute(text("DELETE FROM platform.procrastinate_jobs"))


@pytest.fixture
def phone(browser):
    context = browser.new_context(**PHONE)
    page = context.new_page()
    page.errors = []
    page.on("pageerror", lambda error: page.errors.append(str(error)))
    page.on(
        "console",
        lambda told: (
            page.errors.append(told.text)
            if told.type == "error" and "ERR_INTERNET" not in told.text
            else None
        ),
    )
    yield page
    context.close()


@pytest.fixture
def kept(owner_engine):
    def ask() -> list:
        with owner_engine.connect() as connection:
            return connection.execute(
                text("SELECT number, doubtful FROM heffingen.report ORDER BY number")
            ).all()

    return ask


def test_a_lamp_is_reported_within_a_few_taps(phone, server, lamp, kept):
    phone.goto(f"{server}/report/heffingen/?lang=en")
    phone.get_by_text("Street lighting").click()
    phone.get_by_role("link", name=re.compile("Street lamp out")).click()
    phone.get_by_label(re.compile("Address, street")).fill("L-1")
    phone.get_by_role("button", name="Search").click()
    phone.get_by_label(re.compile("L-2")).check()
    assert phone.locator(".number.chosen").text_content() == "2", "the map shows which one"
    phone.get_by_role("button", name="Report", exact=True).click()
    phone.wait_for_url(re.compile(r"/report/heffingen/[\w-]{43}"))
    assert "L-2" in phone.locator("h1").inner_text()
    assert kept() == [("26-00001", False)], "the page has done the work by itself"
    assert phone.errors == []


def test_photos_stay_chosen_where_something_else_is_wrong(phone, server, lamp, owner_engine):
    drawn = io.BytesIO()
    Image.new("RGB", (60, 40), "red").save(drawn, "JPEG")
    phone.goto(f"{server}{lamp}")
    picture = {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": drawn.getvalue()}
    phone.locator("input[type=file]").set_input_files(picture)
    phone.get_by_text("Do you want an answer").click()
    phone.get_by_label("E-mail").fill("kim@example")
    for _ in range(2):
        phone.get_by_role("button", name="Report", exact=True).click()
        phone.get_by_text("E-mail: this is not an e-mail address").wait_for()
        phone.locator("#wrong:focus").wait_for()
    assert phone.locator("#wrong").count() == 1
    phone.get_by_label("E-mail").fill("")
    phone.get_by_role("button", name="Report", exact=True).click()
    phone.wait_for_url(re.compile(r"/report/heffingen/[\w-]{43}"))
    with owner_engine.connect() as connection:
        told = connection.execute(
            text(
                "SELECT r.doubtful, count(p.id) FROM heffingen.report r"
                " LEFT JOIN heffingen.report_photo p ON p.report = r.id GROUP BY r.id"
            )
        )
        assert told.all() == [(False, 1)]


def test_without_a_script_it_waits_for_a_clerk(browser, server, lamp, kept):
    context = browser.new_context(**PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{server}{lamp}")
    page.wait_for_timeout(3100)
    page.get_by_role("button", name="Report", exact=True).click()
    page.wait_for_url(re.compile(r"/report/heffingen/[\w-]{43}"))
    assert kept() == [("26-00001", True)]
    context.close()


def test_without_a_network_it_is_kept_and_sent_once_later(phone, server, lamp, kept):
    phone.goto(f"{server}{lamp}")
    phone.wait_for_selector("html[data-ready]")
    phone.context.set_offline(True)
    phone.get_by_label(re.compile("What do you see")).fill("dark here")
    phone.get_by_role("button", name="Report", exact=True).click()
    phone.get_by_text("No network: the report is kept").wait_for()
    assert kept() == []
    phone.context.set_offline(False)
    phone.get_by_text("Your kept report has been sent").wait_for(timeout=20_000)
    phone.reload()
    phone.wait_for_selector("html[data-ready]")
    phone.wait_for_timeout(500)
    assert kept() == [("26-00001", False)]


def test_what_was_sent_behind_a_closed_page_is_told_by_the_next(phone, server, lamp, kept):
    context = phone.context
    phone.goto(f"{server}{lamp}")
    phone.evaluate(CONTROLLED)
    page = context.new_page()
    phone.close()
    page.goto(f"{server}{lamp}")
    page.wait_for_selector("html[data-ready]")
    context.set_offline(True)
    for words in ("dark here", "and there"):
        page.get_by_label(re.compile("What do you see")).fill(words)
        page.get_by_role("button", name="Report", exact=True).click()
        page.locator("#report").wait_for(state="hidden")
        page.reload()
        page.get_by_text("No network: the report is kept").wait_for()
    page.close()
    context.set_offline(False)
    # What the browser asks for by itself, once there is a network.
    context.service_workers[0].evaluate("() => self.reports.flush()")
    assert [number for number, _ in kept()] == ["26-00001", "26-00002"]
    page = context.new_page()
    page.goto(f"{server}/report/heffingen/?lang=en")
    for number in ("26-00001", "26-00002"):
        page.get_by_role("link", name=number).wait_for()
    page.get_by_role("link", name="26-00002").click()
    page.wait_for_url(re.compile(r"/report/heffingen/[\w-]{43}"))
    assert "L-1" in page.locator("h1").inner_text()


def test_what_was_kept_and_then_refused_is_put_right_with_all_that_was_written(
    phone, server, lamp, kept, tmp_path
):
    photo = tmp_path / "lamp.jpg"
    Image.new("RGB", (80, 60), "navy").save(photo)
    phone.goto(f"{server}{lamp}")
    phone.wait_for_selector("html[data-ready]")
    phone.context.set_offline(True)
    phone.get_by_label(re.compile("What do you see")).fill("dark here")
    phone.get_by_label(re.compile("Photos")).set_input_files(photo)
    phone.locator("input[name=stamp]").evaluate("(stamp) => { stamp.value = 'from.last.week.'; }")
    phone.get_by_role("button", name="Report", exact=True).click()
    phone.get_by_text("No network: the report is kept").wait_for()
    phone.context.set_offline(False)
    phone.get_by_text("A kept report could not be taken").wait_for(timeout=20_000)
    assert kept() == []
    phone.reload()  # it is still there, and told again
    phone.get_by_role("link", name="Put it right and send it").click()
    phone.locator("#report").wait_for()
    assert phone.get_by_label(re.compile("What do you see")).input_value() == "dark here"
    assert phone.locator("input[name=photos]").evaluate("(input) => input.files.length") == 1
    assert phone.get_by_role("link", name="Put it right").count() == 0
    phone.get_by_role("button", name="Report", exact=True).click()
    phone.wait_for_url(re.compile(r"/report/heffingen/[\w-]{43}"))
    assert kept() == [("26-00001", False)]
    assert phone.locator(".photos img").count() == 0, "nobody has released it"
    phone.goto(f"{server}{lamp}")
    phone.wait_for_selector("html[data-ready]")
    phone.wait_for_timeout(500)
    assert phone.locator("#kept").is_hidden()


def test_what_was_kept_and_then_refused_can_be_thrown_away(phone, server, lamp, kept):
    phone.goto(f"{server}{lamp}")
    phone.wait_for_selector("html[data-ready]")
    phone.context.set_offline(True)
    phone.locator("input[name=stamp]").evaluate("(stamp) => { stamp.value = 'from.last.week.'; }")
    phone.get_by_role("button", name="Report", exact=True).click()
    phone.get_by_text("No network: the report is kept").wait_for()
    phone.context.set_offline(False)
    phone.get_by_role("button", name="Throw it away").click()
    expect(phone.locator("#kept")).to_be_hidden()
    phone.reload()
    phone.wait_for_selector("html[data-ready]")
    phone.wait_for_timeout(500)
    assert phone.locator("#kept").is_hidden()
    assert kept() == []


def test_the_form_opens_without_a_network_after_a_first_visit(phone, server, lamp):
    phone.goto(f"{server}{lamp}")
    phone.evaluate(CONTROLLED)
    phone.reload()
    phone.wait_for_selector("html[data-ready]")
    phone.context.set_offline(True)
    phone.reload()
    assert phone.get_by_role("button", name="Report", exact=True).is_visible()


def test_a_tap_on_the_map_moves_the_place(phone, server, lamp):
    phone.goto(f"{server}{lamp}")
    before = phone.locator("input[name=long]").first.get_attribute("value")
    phone.locator("svg.vicinity").click(position={"x": 330, "y": 120})
    phone.wait_for_url(re.compile("x="))
    after = phone.locator("input[name=long]").first.get_attribute("value")
    assert float(after) > float(before), "to the east"


def test_long_words_fit_on_a_narrow_phone(browser, server, lamp):
    context = browser.new_context(viewport={"width": 320, "height": 640})
    page = context.new_page()
    for language in ("lb", "fr", "de", "en", "pt"):
        page.goto(f"{server}/report/heffingen/?lang={language}")
        page.evaluate(
            "document.querySelectorAll('details').forEach((each) => { each.open = true; })"
        )
        assert page.evaluate("document.documentElement.scrollWidth") == 320, language
    context.close()


def test_a_page_is_light(client, lamp):
    size = 0
    for path in (lamp, "/report/heffingen/app/keep.js", "/report/heffingen/app/work.js"):
        size += len(gzip.compress(client.get(path, headers={"Accept": "text/html"}).content))
    assert size < 100_000


def test_danger_shows_the_number_at_once(phone, server, lamp):
    phone.goto(f"{server}{lamp}")
    phone.get_by_text("Is somebody in danger").click()
    assert phone.get_by_role("link", name="112").get_attribute("href") == "tel:112"
