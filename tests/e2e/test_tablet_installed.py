"""The tablet app installed: by one click of the demo, from a cold start, with its help."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect
from shapely import box

from gis import assets
from gis.settings import Settings
from layers.catalogue import CATALOGUE
from layers.spec import LANGUAGES
from tests.e2e.tablet import PLACE, Tablet

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.usefixtures("tablet_app")]


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
def tablet(browser, commune, server, tmp_path) -> Iterator[Tablet]:
    """A tablet that was enrolled by the demo's door."""
    del commune
    found = Tablet(browser.browser_type, tmp_path / "profile", server)
    enter(found.page, server)
    yield found
    found.close()
    assert found.errors == []


def enter(page: Page, server: str) -> None:
    """Click once, on the front page."""
    page.goto(f"{server}/?lang=en")
    page.get_by_role("button", name="Field crew").click()
    page.locator("nav.screens").wait_for()


def test_one_click_of_the_demo_makes_a_tablet(tablet) -> None:
    expect(tablet.page.get_by_role("heading", level=1)).to_have_text("What do I take along?")
    tablet.take_all()


def test_chromium_would_install_it(tablet) -> None:
    tablet.page.evaluate("navigator.serviceWorker.ready.then(() => null)")
    devtools = tablet.context.new_cdp_session(tablet.page)
    found = devtools.send("Page.getInstallabilityErrors")["installabilityErrors"]
    assert found == []
    manifest = devtools.send("Page.getAppManifest")
    assert manifest["errors"] == []
    assert manifest["url"] == f"{tablet.server}/field/manifest.webmanifest"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_help_is_there_in_flight_mode(tablet, language) -> None:
    tablet.page.evaluate("navigator.serviceWorker.ready.then(() => null)")
    tablet.close()
    tablet.start(offline=True)
    tablet.open("#/settings")
    tablet.page.locator(f"label:has([lang={language}])").click()
    tablet.page.locator("a[href='#/help']").click()
    expect(tablet.page.locator(".help h2")).to_have_count(12)
    for picture in tablet.page.locator(".help img").all():
        picture.scroll_into_view_if_needed()
        expect(picture).to_have_js_property("complete", True)
        assert picture.evaluate("each => each.naturalWidth") > 0
    assert tablet.page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
