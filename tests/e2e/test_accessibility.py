"""Each page of the product by the rules of WCAG 2.2 A and AA, by its weight, and by keyboard."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from http import HTTPStatus
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Error
from sqlalchemy import text

from gis.maps import vendor
from gis.settings import Settings
from tests.api.doors import DOORS, address
from tests.e2e import product_pages
from tests.e2e.product_pages import FILES, FOR_PROGRAMS, PAGES, READ, Site
from tests.e2e.requests_of import Requests

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.usefixtures("tablet_app")]

AXE = vendor.WEB / "node_modules" / "axe-core" / "axe.min.js"
RULES = [
    *("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"),
]
MOST_BYTES = 150_000
MAP_PICTURES = (".mvt", "/hillshade/", "/contours.geojson")


@pytest.fixture
def app_context(app_context, tmp_path):
    # The files at the import desk have the age that they have.
    settings = Settings(demo=True, home=tmp_path)
    return replace(app_context, settings=settings, now=lambda: datetime.now(UTC))


@pytest.fixture
def site(make_commune, opened, client, app_context, engine, owner_engine) -> Iterator[Site]:
    make_commune()
    yield product_pages.furnish(opened, client, app_context, engine)
    with owner_engine.begin() as connection:
        connection.execute(text("DELETE FROM platform.account"))


def test_every_route_is_a_page_or_none(site, client) -> None:
    """A new page has to be walked through by what follows."""
    told = PAGES.keys() | FILES | FOR_PROGRAMS
    assert told == READ, "tell in product_pages whether a new route is a page"
    for template in FOR_PROGRAMS | FILES:
        more = DOORS["GET", template].more
        answer = client.get(address(template), follow_redirects=False, **more)
        page = answer.headers.get("content-type", "").startswith("text/html")
        assert not (page and answer.status_code == 200), f"{template} is a page"


class Walk:
    """Somebody goes through all pages in a window of one size and colour."""

    def __init__(self, context: BrowserContext, server: str) -> None:
        self.context, self.server = context, server
        self.foreign: set[str] = set()
        self.bytes = 0
        self.page = context.new_page()
        self.requests = Requests(self.page)
        self.page.on("request", self._asked)
        self.page.on("response", self._came)

    def _asked(self, request) -> None:
        if not request.url.startswith((self.server, "data:", "blob:")):
            self.foreign.add(request.url)

    def _came(self, response) -> None:
        if response.url.startswith(self.server) and not any(
            part in response.url for part in MAP_PICTURES
        ):
            self.answers.append(response)

    def open(self, path: str) -> int:
        """Go to a page, wait until it is as it stays, return its status."""
        self.answers = []
        answer = self.page.goto(self.server + path)
        if "/map?" in path:
            self.page.wait_for_selector("html[data-ready]")
        self.requests.settle()
        return HTTPStatus.SEE_OTHER if answer.request.redirected_from else answer.status

    def weight(self) -> int:
        """Return what the page and what it loads weigh compressed, the map's own data aside."""
        return sum(len(gzip.compress(self._body(each), 6)) for each in self.answers if each.ok)

    def _body(self, answer) -> bytes:
        try:
            return answer.body()
        except Error:  # the script of a worker is the worker's, not the page's
            return self.page.request.get(answer.url).body()

    def violations(self) -> list[str]:
        """Return what axe finds, each with the element."""
        self.page.add_script_tag(path=AXE)
        found = self.page.evaluate(
            "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", RULES
        )
        return [
            f"{each['id']}: {node['html'][:120]}: {node['failureSummary'][:300]}"
            for each in found["violations"]
            for node in each["nodes"]
        ]


@pytest.fixture
def walks(browser, server, site):
    """Open a window as somebody: ``walks("planner", color_scheme="dark")``."""
    contexts: list[BrowserContext] = []

    def make(role: str, **options) -> Walk:
        # What a service worker hands out cannot be weighed.
        context = browser.new_context(
            bypass_csp=True, locale="en", service_workers="block", **options
        )
        contexts.append(context)
        for name, value in site.cookies[role].items():
            context.add_cookies([{"name": name, "value": value, "url": server}])
        return Walk(context, server)

    yield make
    for context in contexts:
        context.close()


@pytest.mark.parametrize(
    ("role", "scheme", "width", "height"),
    # Colours know nothing of sizes, and an administrator sees a planner's pages and two more.
    [
        ("anyone", "dark", 390, 844),
        ("planner", "dark", 390, 844),
        ("admin", "light", 1280, 800),
    ],
)
def test_no_page_breaks_a_rule(walks, site, role, scheme, width, height) -> None:
    walk = walks(role, color_scheme=scheme, viewport={"width": width, "height": height})
    wrong: list[str] = []
    seen: set[str] = set()
    for path in site.addresses():
        status = walk.open(path)
        assert status < 500, path
        # Many doors lead to the same page, as to the one for signing in: once is enough.
        led_to = urlsplit(walk.page.url).path
        if status == HTTPStatus.SEE_OTHER and led_to in seen:
            continue
        seen.add(led_to)
        wrong += [f"{path} ({status}): {each}" for each in walk.violations()]
        wide = walk.page.evaluate("document.documentElement.scrollWidth")
        if wide > width:
            wrong.append(f"{path}: {wide} pixels wide")
    assert not wrong, "\n".join(wrong)
    assert walk.foreign == set()


def test_each_page_is_light_and_there_for_somebody(walks, site) -> None:
    shut = set(site.addresses())
    heavy = []
    for role in ("admin", "planner", "anyone"):
        walk = walks(role)
        for path in sorted(shut):
            if walk.open(path) == 200:
                shut.discard(path)
                if walk.weight() > MOST_BYTES:
                    heavy.append(f"{path}: {walk.weight()} bytes")
    assert shut == {"/heffingen/nothing"}
    assert not heavy, "\n".join(heavy)
