"""What waits leaves by itself: without a page where the browser can, else as soon as one may."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect

from tests.chromium import CONTROLLED
from tests.e2e.tablet import Tablet
from tests.e2e.test_tablet_offline import (  # the same commune
    app_context,
    capture,
    commune,
    logged,
    pytestmark,
    wait_until,
)
from tests.faults.tablet import network
from tests.faults.tablet.network import Network

__all__ = ["app_context", "commune", "pytestmark"]

TAG = "netzkaart-send"

# As browsers are that have none: nothing to register with.
_WITHOUT = """
if (globalThis.ServiceWorkerRegistration)
  Object.defineProperty(ServiceWorkerRegistration.prototype, "sync", { get: () => undefined });
"""


@pytest.fixture
def air(server) -> Iterator[Network]:
    """What is between the tablet and the server, for its pages and its worker alike."""
    found = Network(int(server.rpartition(":")[2]))
    yield found
    found.close()


@pytest.fixture
def tablet(browser, commune, air, engine, tmp_path) -> Iterator[Tablet]:
    del commune
    found = Tablet(browser.browser_type, tmp_path / "profile", air.address)
    found.context.grant_permissions(["geolocation", "background-sync"])
    found.enrol(engine, datetime.now(UTC))
    found.take_all()
    found.page.evaluate(CONTROLLED)
    yield found
    found.close()
    assert found.errors == []


def registration(page: Page) -> str:
    """Return the browser's own name of the app's worker."""
    devtools = page.context.new_cdp_session(page)
    told: list[str] = []
    devtools.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda event: told.extend(each["registrationId"] for each in event["registrations"]),
    )
    devtools.send("ServiceWorker.enable")
    wait_until(page, lambda: told)
    return told[-1]


def wake(page: Page, origin: str, identity: str) -> None:
    """Let the browser do what it does once it has found a network."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("ServiceWorker.enable")
    devtools.send(
        "ServiceWorker.dispatchSyncEvent",
        {"origin": origin, "registrationId": identity, "tag": TAG, "lastChance": False},
    )


def test_what_waits_leaves_while_no_page_is_open(tablet, air, opened) -> None:
    page = tablet.page
    air.weather = network.gone
    tablet.go("map")
    capture(page)
    tags = "navigator.serviceWorker.ready.then(found => found.sync.getTags())"
    wait_until(page, lambda: page.evaluate(tags) == [TAG])
    identity = registration(page)
    page.goto("about:blank")  # the app is closed: nothing of it runs but what the browser wakes
    asked = air.sent("sync/push")
    air.weather = network.fine
    page.wait_for_timeout(1000)
    assert air.sent("sync/push") == asked, "nobody sends by themselves"
    assert logged(opened) == []
    wake(page, air.address, identity)
    wait_until(page, lambda: logged(opened))
    assert all("/field" not in each.url for each in tablet.context.pages)
    tablet.open("#/day")
    expect(page.locator(".standing")).to_contain_text("All on the server")
    assert len(logged(opened)) == 1


def test_a_failure_in_the_background_loses_nothing(tablet, air, opened) -> None:
    page = tablet.page
    air.weather = network.gone
    tablet.go("map")
    capture(page)
    identity = registration(page)
    page.goto("about:blank")
    air.weather = network.fine
    air.next("sync/push", network.answer_lost)
    wake(page, air.address, identity)
    wait_until(page, lambda: logged(opened))
    wake(page, air.address, identity)
    tablet.open("#/day")
    expect(page.locator(".standing")).to_contain_text("All on the server")
    (operation,) = tablet.kept()["operations"]
    assert [op_id for op_id, _ in logged(opened)] == [operation["op_id"]]


@pytest.mark.parametrize("event", ["online", "visible"])
def test_without_background_sync_the_page_sends_when_it_may(tablet, air, opened, event) -> None:
    """After many failures its own next try is minutes off: what goes out is due to the event."""
    tablet.context.add_init_script(_WITHOUT)
    page = tablet.page
    page.goto("about:blank")
    tablet.open("#/map")
    page.locator(".canvas[data-map=ready]").wait_for()
    assert page.evaluate("navigator.serviceWorker.ready.then(found => found.sync === undefined)")
    air.weather = network.gone
    if event == "online":
        tablet.offline()
    capture(page)
    for _ in range(7):
        page.evaluate("netzkaart.syncNow()")
    expect(page.locator(".standing")).to_contain_text("1 on this tablet")
    air.weather = network.fine
    page.wait_for_timeout(1000)
    assert logged(opened) == []
    if event == "online":
        tablet.offline(off=False)
    else:
        page.evaluate("() => { document.dispatchEvent(new Event('visibilitychange')); }")
    wait_until(page, lambda: logged(opened))
