"""Why nothing goes out is told so that a crew knows whose business it is."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route, expect

from tests.e2e.test_tablet_offline import (  # the same tablet in the same commune
    app_context,
    commune,
    pytestmark,
    tablet,
)

__all__ = ["app_context", "commune", "pytestmark", "tablet"]

PROBLEM = '{"type": "urn:netzkaart:error:error", "title": "x", "detail": "x"}'


def dead(route: Route) -> None:
    route.abort("connectionrefused")


def maintained(route: Route) -> None:
    route.fulfill(status=503, body="<h1>Back soon</h1>", content_type="text/html")


def broken(route: Route) -> None:
    route.fulfill(status=500, body=PROBLEM, content_type="application/problem+json")


def portal(route: Route) -> None:
    route.fulfill(status=200, body="<h1>Free WLAN</h1>", content_type="text/html")


def told(page: Page, in_the_bar: str, at_length: str) -> None:
    expect(page.locator(".standing")).to_contain_text(in_the_bar)
    expect(page.get_by_role("alert")).to_contain_text(at_length)


@pytest.mark.parametrize(
    ("what", "in_the_bar", "at_length"),
    [
        (dead, "server silent", "There is a network, but the server does not answer"),
        (maintained, "server in maintenance", "The server is being worked on"),
        (broken, "server in trouble", "The server has an error"),
        (portal, "sign in to Wi-Fi", "This Wi-Fi wants you to sign in"),
    ],
)
def test_what_is_in_the_way_is_told_in_its_own_words(tablet, what, in_the_bar, at_length) -> None:
    page = tablet.page
    tablet.go("day")
    page.route("**/sync/push", what)
    (valve,) = [e for e in tablet.kept()["assets"] if e["layer"] == "water_valve"]
    tablet.save({"kind": "update", "asset_id": valve["id"], "values": {"remark": "leaks"}})
    told(page, in_the_bar, at_length)
    expect(page.locator(".entry")).to_have_attribute("data-place", "tablet")
    page.unroute("**/sync/push")
    page.get_by_role("button", name="Send now").click()
    expect(page.locator(".standing")).to_contain_text("All on the server")
    expect(page.get_by_role("alert")).to_have_count(0)


def test_no_network_is_no_fault_of_the_server(tablet) -> None:
    page = tablet.page
    tablet.go("day")
    tablet.offline()
    told(page, "offline", "No network.")
    tablet.offline(off=False)
    expect(page.locator(".standing")).not_to_contain_text("offline")
