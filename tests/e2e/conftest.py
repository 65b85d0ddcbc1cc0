"""The browser of the tests is the distribution's own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.e2e.map_village import Village, Visit

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)

# What is slow on a busy machine is not wrong.
expect.set_options(timeout=20_000)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, which asks nobody outside for anything."""
    if not CHROMIUM.exists():
        pytest.skip("no Chromium here")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        yield running
        running.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of a visitor without cookies."""
    context = browser.new_context(viewport={"width": 1200, "height": 800})
    yield context.new_page()
    context.close()


@pytest.fixture
def village(make_commune, opened) -> Village:
    make_commune("heffingen")
    with opened("heffingen") as session:
        return Village(session)


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
