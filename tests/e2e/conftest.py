"""Pages of the tests' browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e.map_village import Village, Visit

# What is slow on a busy machine is not wrong.
expect.set_options(timeout=20_000)


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
def visit(browser, server, app_context, tmp_path, make_commune) -> Iterator[Callable[..., Visit]]:
    """Open pages, watched for troubles; they close before their commune is gone."""
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
