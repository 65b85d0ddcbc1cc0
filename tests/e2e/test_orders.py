"""A work order from the desk to the road and back, in a real browser."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect
from shapely import Point

from field_capture.orders import moves as order_moves
from field_capture.orders import stops as order_stops
from field_capture.orders import work_order
from field_capture.orders.says import Wanted
from field_capture.reports.damage_report import submit
from field_capture.reports.draft import Draft
from field_capture.states.order import OrderState
from field_capture.store import table
from gis import assets
from gis.viewer import Viewer, ViewerRole
from layers.catalogue import CATALOGUE

pytestmark = pytest.mark.browser

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
LON, LAT = 6.2387, 49.7703
CREW = Viewer("demo-crew", ViewerRole.CREW)


@pytest.fixture
def numbers(make_commune, opened) -> list[str]:
    """Four lamps in a row, each of them reported."""
    make_commune()
    with opened("heffingen") as session:
        x, y = session.commune.operation.to_home(LON, LAT)
        for n in range(4):
            place = Point(x + 35 * n, y + 8 * (n % 2))
            assets.create(session, CATALOGUE["luminaire"], place, {"code": f"LU-{n}"})
        return [
            submit(session, Draft(service_code="lamp_out", address_id=f"LU-{n}"), now=NOW).number
            for n in range(4)
        ]


def states(opened) -> list[str]:
    with opened("heffingen") as session:
        rows = table(session, "report")
        return sorted(session.connection.scalars(rows.select().with_only_columns(rows.c.state)))


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def test_from_the_desk_to_done(numbers, visit, opened) -> None:
    clerk, planner, crew = visit("clerk"), visit("planner"), visit("crew")
    # The clerk gathers what the desk hands over.
    page = clerk.page
    page.goto(f"{clerk.server}/heffingen/orders?lang=en&reports={','.join(numbers[:3])}")
    page.get_by_label("Title").fill("Lamps out")
    press(page, "Make the order")
    expect(page.get_by_role("status")).to_have_text("Made.")
    expect(page.locator(".lines > li")).to_have_count(3)
    expect(page.get_by_role("button", name="Plan", exact=True)).to_have_count(0)
    address = page.url.split("?")[0]
    # The planner completes and plans it.
    page = planner.page
    page.goto(f"{address}?lang=en")
    page.get_by_label("Numbers of reports or codes of assets").fill(numbers[3])
    press(page, "Add")
    expect(page.locator(".lines > li")).to_have_count(4)
    page.get_by_text("What the order says").click()
    page.get_by_label("Materials").fill("4 pcs module\n6 m cable")
    page.get_by_label("Until").fill("2026-11-27")
    page.get_by_label("Crew").select_option("demo-crew")
    press(page, "Save")
    expect(page.get_by_role("status")).to_have_text("Saved.")
    press(page, "Plan")
    expect(page.get_by_role("status")).to_contain_text("Planned")
    assert states(opened) == ["planned"] * 4
    expect(page.locator(".vicinity .stop")).to_have_count(4)
    # The crew does the first stop, does not find the second, and the rest is done.
    page = crew.page
    page.goto(f"{address}?lang=en")
    press(page, "Start")
    expect(page.get_by_role("status")).to_have_text("Started.")
    for outcome in ("replaced", "not_found"):
        stop = page.locator(".lines > li:not(.over)").first
        stop.get_by_text("Close the stop").first.click()
        stop.get_by_label("Outcome").select_option(outcome)
        stop.get_by_role("button", name="Close the stop").click()
        expect(page.get_by_role("status")).to_have_text("The stop is closed.")
    press(page, "All of it is done")
    expect(page.get_by_role("status")).to_contain_text("the citizens are told")
    assert states(opened) == ["accepted", "done", "done", "done"]
    with opened("heffingen") as session:
        rows = table(session, "proposal")
        (proposal,) = session.connection.execute(rows.select()).all()
        assert proposal.changes == {"status": "removed"}


def test_by_keyboard_on_a_phone(numbers, visit, opened) -> None:
    phone = visit("planner", viewport={"width": 390, "height": 844})
    page = phone.page
    page.goto(f"{phone.server}/heffingen/orders?lang=en")
    expect(page.locator(".told")).to_contain_text("No order yet")
    page.locator("#new summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("Lamps")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type(" ".join(numbers))
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Lamps")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_role("button", name="Plan", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Planned")
    page.goto(f"{phone.server}/heffingen/orders?lang=en&view=board")
    expect(page.get_by_role("heading", name="Planned (1)")).to_be_visible()


def test_a_lamp_that_fails_again_is_one_tap_from_its_replacement(numbers, visit, opened) -> None:
    with opened("heffingen") as session:
        for days in (200, 100):
            then = NOW - timedelta(days=days)
            draft = Draft(service_code="lamp_out", address_id="LU-0")
            number = submit(session, draft, now=then).number
            made = work_order.make(session, Wanted(title="x"), then)
            order_stops.gather(session, made.id, reports=[number], now=then)
            for target in (OrderState.PLANNED, OrderState.IN_PROGRESS, OrderState.DONE):
                order_moves.perform(session, made.id, target, version=None, now=then)
        lamp = assets.find_by_code(session, CATALOGUE["luminaire"], "LU-0")
    planner = visit("planner")
    page = planner.page
    page.goto(f"{planner.server}/heffingen/review?lang=en")
    expect(page.locator(".told").first).to_contain_text("3 failures in 12 months")
    page.goto(f"{planner.server}/heffingen/assets/luminaire/{lamp.id}?lang=en")
    expect(page.get_by_role("link", name="Make an order")).to_be_visible()
    press(page, "Replacement as a draft")
    expect(page.get_by_role("heading", level=1)).to_have_text("Replace LU-0")
    expect(page.locator(".badge").first).to_have_text("draft")
    page.goto(f"{planner.server}/heffingen/orders?lang=en")
    expect(page.get_by_text("Fails too often")).to_have_count(0)
