"""A layer that asks for fixed positions: the tablet waits for one, and loses nothing without."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.e2e import receiver
from tests.e2e.tablet import Tablet
from tests.e2e.test_tablet_map import (  # the same street
    apart,
    app_context,
    button,
    east,
    look,
    operation,
    places,
    pytestmark,
    saved,
    tablet,
)

__all__ = ["app_context", "places", "pytestmark", "tablet"]

FLOAT, FIXED = 5, 4


def dm(degrees: float, width: int) -> str:
    """Return degrees as receivers write them."""
    whole = int(abs(degrees))
    return f"{whole:0{width}d}{(abs(degrees) - whole) * 60:011.8f}"


def says(page: Page, place: tuple[float, float], quality: int, times: int = 3) -> None:
    """Let the receiver tell a place, as good as it claims to be, some times."""
    for _ in range(times):
        page.evaluate(
            """([place, quality]) => {
              const now = new Date();
              const clock = now.toISOString().slice(11, 22).replaceAll(":", "");
              const told = `GNGGA,${clock},${place},${quality},18,0.6,310.0,M,47.0,M,1.0,0001`;
              const sum = [...told].reduce((all, each) => all ^ each.charCodeAt(0), 0);
              const mark = sum.toString(16).toUpperCase().padStart(2, "0");
              receiverSays(`$${told}*${mark}\\r\\n`);
            }""",
            [f"{dm(place[1], 2)},N,{dm(place[0], 3)},E", quality],
        )
        page.wait_for_timeout(60)


@pytest.fixture
def surveyor(tablet: Tablet) -> Tablet:
    """The tablet with a receiver beside it."""
    page = tablet.page
    page.evaluate(receiver.BESIDE_THE_TABLET)
    look(tablet, east(2, 2))
    button(page, "Tools").click()
    button(page, "Connect by USB").click()
    says(page, east(2, 2), FLOAT)
    button(page, "Close").click()
    return tablet


def begin(page: Page, layer: str) -> None:
    button(page, "Capture").click()
    expect(page.get_by_text("a fixed solution is asked for here")).to_be_visible()
    button(page, layer).last.click()
    button(page, "GNSS").click()


def test_the_tablet_waits_for_a_fixed_solution_and_counts_nothing_else(surveyor) -> None:
    page = surveyor.page
    begin(page, "valve")
    expect(page.get_by_text("Asked for: RTK fixed, ± 10 cm")).to_be_visible()
    says(page, east(2.6, 2), FLOAT, 5)
    expect(page.locator(".averaging")).to_contain_text("Waiting for a fixed solution (now: RTK")
    expect(button(page, "Take position")).to_be_disabled()
    page.locator(".canvas canvas").press("Enter")  # a key does not take it either
    expect(button(page, "Take position")).to_be_visible()
    says(page, east(2, 2), FIXED, 3)
    expect(page.locator(".averaging .good")).to_be_visible()
    says(page, east(2.6, 2), FLOAT, 2)
    button(page, "Take position").click()
    made = saved(surveyor)
    assert {each["fix_quality"] for each in made["fixes"]} == {"rtk_fixed"}
    assert apart(made["geometry"]["coordinates"], east(2, 2)) < 0.02
    expect(page.locator(".standing")).to_contain_text("All on the server")
    (kept,) = surveyor.kept()["operations"]
    assert kept["state"] == "applied"


def test_what_is_taken_provisionally_is_kept_and_waits_for_a_planner(surveyor) -> None:
    page = surveyor.page
    begin(page, "valve")
    says(page, east(2, 2), FLOAT, 3)
    button(page, "Measure provisionally").click()
    says(page, east(2, 2), FLOAT, 3)
    expect(page.locator(".averaging")).to_contain_text("Provisional: goes to review.")
    button(page, "Take position").click()
    made = saved(surveyor)
    assert {each["fix_quality"] for each in made["fixes"]} == {"rtk_float"}
    surveyor.go("day")
    card = page.locator(".entry")
    expect(card).to_have_attribute("data-state", "held")
    expect(card).to_contain_text("asks for a fixed RTK solution")


def test_walking_leaves_no_corner_where_nothing_was_fixed(surveyor) -> None:
    page = surveyor.page
    begin(page, "water pipe")
    button(page, "Walk it").click()
    for metres in (0, 4, 8):
        says(page, east(metres, 0), FIXED, 1)
    says(page, east(12, 30), FLOAT, 2)
    expect(page.locator(".averaging")).to_contain_text("Waiting for a fixed solution")
    says(page, east(12, 0), FIXED, 1)
    button(page, "Stop walking").click()
    button(page, "Done").click()
    page.locator('[data-field="material"]').wait_for()
    made = saved(surveyor)["geometry"]["coordinates"]
    assert max(abs(each[1] - east(0, 0)[1]) for each in made) * 111_000 < 1
    assert operation(surveyor)["fixes"][0]["fix_quality"] == "rtk_fixed"
