"""A crew's tablet in a real browser: what it calls saved survives whatever happens on the way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, Route, expect
from shapely import Point, box
from sqlalchemy import select

from api.security import tokens
from field_capture import store
from gis import assets
from gis.maps import vendor
from gis.settings import Settings
from layers.catalogue import CATALOGUE
from tests.e2e.tablet import PLACE, Tablet

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.usefixtures("tablet_app")]

AXE = vendor.WEB / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]


@pytest.fixture
def app_context(app_context, tmp_path):
    settings = Settings(demo=True, home=tmp_path)
    return replace(app_context, settings=settings, now=lambda: datetime.now(UTC))


@pytest.fixture
def commune(make_commune, opened) -> str:
    """A commune with a valve and its surroundings."""
    make_commune()
    with opened("heffingen") as session:
        x, y = session.commune.operation.to_home(PLACE["longitude"], PLACE["latitude"])
        assets.create(session, CATALOGUE.bounding(), box(x - 900, y - 700, x + 900, y + 700), {})
        assets.create(session, CATALOGUE["water_valve"], Point(x + 5, y), {"kind": "gate"})
    return "heffingen"


@pytest.fixture
def tablet(browser, commune, server, engine, tmp_path) -> Iterator[Tablet]:
    """An enrolled tablet with the whole commune on it."""
    del commune
    found = Tablet(browser.browser_type, tmp_path / "profile", server)
    found.enrol(engine, datetime.now(UTC))
    found.take_all()
    yield found
    found.close()
    assert found.errors == []


def capture(page: Page, layer: str = "valve") -> None:
    """Capture a point where the crosshair is."""
    page.get_by_role("button", name="Capture", exact=True).click()
    page.get_by_role("button", name=layer, exact=True).first.click()
    page.get_by_role("button", name="Crosshair").click()
    page.get_by_role("button", name="Place here").click()
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("button", name="Capture", exact=True).wait_for()  # it is saved


def logged(opened) -> list[tuple[str, str]]:
    """Return the operations that the server has; a capture by hand may wait for review there."""
    with opened("heffingen") as session:
        table = store.table(session, "operation")
        rows = session.connection.execute(select(table.c.op_id, table.c.state))
        return [(str(row.op_id), row.state) for row in rows]


def wait_until(page: Page, met) -> None:
    """Wait until what is told becomes true; a test that waits in vain fails by it."""
    for _ in range(200):
        if met():
            return
        page.wait_for_timeout(100)  # by the browser's own clock: what it asks is answered meanwhile
    pytest.fail("it did not happen")


def test_a_day_in_flight_mode_arrives_once(tablet, opened) -> None:
    page = tablet.page
    tablet.open()
    page.evaluate("navigator.serviceWorker.ready.then(() => null)")
    tablet.offline()
    tablet.close()
    tablet.start(offline=True)
    page = tablet.page
    tablet.open()
    page.locator(".canvas canvas").wait_for()
    capture(page)
    assert "1 on this tablet" in tablet.standing()
    tablet.kill(offline=True)
    tablet.open()
    assert "1 on this tablet" in tablet.standing()
    assert logged(opened) == []
    tablet.offline(off=False)
    expect(tablet.page.locator(".standing")).to_contain_text("All on the server")
    (operation,) = tablet.kept()["operations"]
    assert [op_id for op_id, _ in logged(opened)] == [operation["op_id"]]
    tablet.go("day")
    expect(tablet.page.get_by_text("1 saved, 1 on the server, 0 of 0 photos")).to_be_visible()


def test_an_answer_that_gets_lost_is_asked_for_again(tablet, opened) -> None:
    page = tablet.page
    lost: list[int] = []

    def lose(route: Route) -> None:
        if lost:
            route.continue_()
            return
        lost.append(route.fetch().status)  # the server has committed
        route.abort()

    tablet.context.route("**/sync/push", lose)
    tablet.go("map")
    capture(page)
    wait_until(tablet.page, lambda: lost)
    assert lost == [200]
    expect(page.locator(".standing")).to_contain_text("1 on this tablet")
    tablet.go("day")
    page.get_by_role("button", name="Send now").click()
    expect(page.locator(".standing")).to_contain_text("All on the server")
    assert len(logged(opened)) == 1


def test_a_portal_that_answers_for_everything_is_told(tablet, opened) -> None:
    def portal(route: Route) -> None:
        route.fulfill(status=200, content_type="text/html", body="<h1>Free Wi-Fi</h1>")

    page = tablet.page
    tablet.context.route("**/api/**", portal)
    tablet.go("map")
    capture(page)
    tablet.go("day")
    expect(page.get_by_text("This Wi-Fi wants you to sign in")).to_be_visible()
    expect(page.locator(".standing")).to_contain_text("1 on this tablet")
    assert logged(opened) == []
    tablet.context.unroute("**/api/**")
    page.get_by_role("button", name="Send now").click()
    expect(page.locator(".standing")).to_contain_text("All on the server")
    assert len(logged(opened)) == 1


def test_a_signed_out_tablet_keeps_all_and_goes_on_once_enrolled(tablet, opened, engine) -> None:
    page = tablet.page
    now = datetime.now(UTC)
    with engine.begin() as connection:
        for found in tokens.every(connection, "heffingen", now):
            if found.label == "Tablet 1":
                tokens.revoke_of(connection, "heffingen", found.actor, now)
    tablet.go("map")
    capture(page)
    tablet.go("day")
    expect(page.get_by_text("This tablet was signed out")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save to a file").click()
    (operation,) = tablet.kept()["operations"]
    assert operation["op_id"] in download.value.path().read_text()
    tablet.enrol(engine, now)
    expect(page.locator(".standing")).to_contain_text("All on the server")
    assert [op_id for op_id, _ in logged(opened)] == [operation["op_id"]]


def test_two_tabs_send_once_and_show_the_same(tablet, opened) -> None:
    other = tablet.context.new_page()
    other.goto(f"{tablet.server}/field/#/day")
    other.wait_for_selector("nav.screens")
    tablet.offline()
    tablet.go("map")
    capture(tablet.page)
    expect(other.locator(".standing")).to_contain_text("1 on this tablet")
    tablet.offline(off=False)
    for page in (other, tablet.page):
        expect(page.locator(".standing")).to_contain_text("All on the server")
    assert len(logged(opened)) == 1


def test_what_others_did_comes_with_the_next_contact(tablet, opened) -> None:
    with opened("heffingen") as session:
        x, y = session.commune.operation.to_home(PLACE["longitude"], PLACE["latitude"])
        made, _ = assets.create(session, CATALOGUE["pole"], Point(x + 9, y), {"code": "PO-9"})
    tablet.go("day")
    tablet.page.get_by_role("button", name="Send now").click()
    wait_until(
        tablet.page, lambda: str(made.id) in {each["id"] for each in tablet.kept()["assets"]}
    )


def test_a_conflict_is_decided_on_the_tablet(tablet, opened) -> None:
    """Both values stay until somebody chooses; the choice is an operation like every other."""
    page = tablet.page
    (valve,) = [e for e in tablet.kept()["assets"] if e["layer"] == "water_valve"]
    tablet.offline()
    tablet.save({"kind": "update", "asset_id": valve["id"], "values": {"diameter_mm": 100}})
    with opened("heffingen") as session:
        found = CATALOGUE["water_valve"]
        assets.change(session, found, valve["id"], 1, properties={"diameter_mm": 150})
    tablet.offline(off=False)
    expect(page.locator(".standing")).to_contain_text("Needs you: 1")
    tablet.go("conflicts")
    expect(page.get_by_role("heading", name="From this tablet")).to_be_visible()
    page.get_by_role("button", name="This is right: 100").click()
    expect(page.locator(".standing")).to_contain_text("All on the server")
    wait_until(
        tablet.page, lambda: {state for _, state in logged(opened)} == {"resolved", "applied"}
    )
    with opened("heffingen") as session:
        asset = assets.get(session, CATALOGUE["water_valve"], valve["id"])
        assert asset.properties["diameter_mm"] == 100


def test_storage_that_was_cleared_is_told(tablet) -> None:
    tablet.page.goto("about:blank")
    tablet.open("#/day")
    tablet.page.evaluate("() => indexedDB.deleteDatabase('netzkaart-field') && null")
    wait_until(tablet.page, lambda: "another window" in tablet.page.locator("body").inner_text())
    tablet.open()
    expect(tablet.page.get_by_text("The browser has deleted")).to_be_visible()


@pytest.mark.parametrize("theme", ["light", "dark", "sunlight"])
def test_no_screen_breaks_a_rule_of_accessibility(tablet, theme) -> None:
    tablet.page.set_viewport_size({"width": 390, "height": 844})
    tablet.open("#/settings")
    tablet.page.get_by_text({"sunlight": "Sunlight"}.get(theme, theme.title()), exact=True).click()
    wrong = []
    for screen in ("settings", "day", "tasks", "conflicts", "area", "enrol", "help", "map"):
        tablet.open(f"#/{screen}")
        tablet.page.wait_for_timeout(500)
        tablet.page.evaluate(AXE.read_text())
        found = tablet.page.evaluate(
            "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", RULES
        )
        wrong += [
            f"{screen}: {each['id']}: {node['html'][:150]}: {node['failureSummary'][:200]}"
            for each in found["violations"]
            for node in each["nodes"]
        ]
        if tablet.page.evaluate("document.documentElement.scrollWidth") > 390:
            wrong.append(f"{screen} is wider than the window")
    assert not wrong, "\n".join(wrong)
