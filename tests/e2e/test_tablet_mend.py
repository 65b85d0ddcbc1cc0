"""What the server or a planner refuses is told with its reason on the tablet, and mended there."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from playwright.sync_api import expect

from field_capture import review
from gis import assets
from layers.catalogue import CATALOGUE
from tests.e2e.tablet import PLACE
from tests.e2e.test_tablet_offline import (  # the same tablet in the same commune
    app_context,
    capture,
    commune,
    logged,
    pytestmark,
    tablet,
    wait_until,
)

__all__ = ["app_context", "commune", "pytestmark", "tablet"]


def test_a_refused_change_is_mended_on_the_tablet(tablet, opened) -> None:
    page = tablet.page
    (valve,) = [e for e in tablet.kept()["assets"] if e["layer"] == "water_valve"]
    tablet.save({"kind": "update", "asset_id": valve["id"], "values": {"diameter_mm": -5}})
    expect(page.locator(".standing")).to_contain_text("Needs you: 1")
    tablet.go("day")
    page.get_by_role("link", name="Mend").click()
    field = page.get_by_label("diameter", exact=False)
    expect(field).to_have_attribute("aria-invalid", "true")
    field.fill("150")
    page.get_by_role("button", name="Save again").click()
    expect(page.locator(".standing")).to_contain_text("All on the server")
    with opened("heffingen") as session:
        asset = assets.get(session, CATALOGUE["water_valve"], valve["id"])
        assert asset.properties["diameter_mm"] == 150


def test_what_was_built_upon_a_turned_away_capture_follows_the_mended_one(tablet, opened) -> None:
    """A crosshair's place waits for a planner, and what is said of it meanwhile waits with it."""
    page = tablet.page
    tablet.open()
    capture(page)
    (first,) = tablet.kept()["operations"]
    tablet.save(
        {"kind": "update", "asset_id": first["asset_id"], "values": {"remark": "lid stuck"}}
    )
    wait_until(page, lambda: [state for _, state in logged(opened)] == ["held", "held"])
    with opened("heffingen") as session:
        review.reject(session, UUID(first["asset_id"]), "that is a stone", datetime.now(UTC))
    tablet.go("day")
    page.get_by_role("button", name="Send now").click()
    expect(page.get_by_text("that is a stone")).to_be_visible()
    page.get_by_role("link", name="Mend").click()
    page.get_by_role("button", name="Save again").click()
    wait_until(page, lambda: len(logged(opened)) == 4)
    (waiting,) = (each for each in asked(opened))
    assert str(waiting.id) != first["asset_id"]
    with opened("heffingen") as session:
        review.accept(session, waiting.id, datetime.now(UTC))
        made = assets.get(session, CATALOGUE["water_valve"], waiting.id)
        assert made.properties["remark"] == "lid stuck"
    page.get_by_role("button", name="Send now").click()
    expect(page.locator(".entry")).to_have_count(2)
    expect(page.locator('.entry[data-state="applied"]')).to_have_count(2)
    expect(page.locator(".standing")).to_contain_text("All on the server")


def test_what_was_turned_away_is_let_go(tablet, opened) -> None:
    """A double that a planner refuses is nothing to be sent again."""
    page = tablet.page
    tablet.open()
    capture(page)
    wait_until(page, lambda: [state for _, state in logged(opened)] == ["held"])
    with opened("heffingen") as session:
        (waiting,) = review.captures(session, limit=9)
        review.reject(session, waiting.id, "it is there already", datetime.now(UTC))
    tablet.go("day")
    page.get_by_role("button", name="Send now").click()
    expect(page.locator(".standing")).to_contain_text("Needs you: 1")
    page.get_by_role("link", name="Mend").click()
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Let it go").click()
    expect(page.get_by_text("What you save stands here.")).to_be_visible()
    expect(page.locator(".standing")).to_contain_text("All on the server")
    page.go_back()
    expect(page.get_by_role("button", name="Save again")).to_have_count(0)


def test_what_belongs_to_a_turned_away_capture_goes_with_the_mended_one(tablet, opened) -> None:
    page = tablet.page
    place = {"type": "Point", "coordinates": [PLACE["longitude"], PLACE["latitude"]]}
    lon, lat = place["coordinates"]
    fix = {"lon": lon, "lat": lat, "accuracy_m": 5, "source": "map", "time": f"{datetime.now(UTC)}"}
    made = {"kind": "create", "geometry": place, "fixes": [fix]}
    tablet.save({**made, "layer": "pole"})
    (pole,) = tablet.kept()["operations"]
    exact = fix | {"accuracy_m": 0.02, "source": "nmea", "fix_quality": "rtk_fixed"}
    values = {"pole": pole["asset_id"]}
    tablet.save({**made, "layer": "luminaire", "fixes": [exact], "values": values})
    wait_until(page, lambda: [state for _, state in logged(opened)] == ["held", "held"])
    with opened("heffingen") as session:
        review.reject(session, UUID(pole["asset_id"]), "that is a tree", datetime.now(UTC))
    tablet.go("day")
    page.get_by_role("button", name="Send now").click()
    expect(page.locator(".standing")).to_contain_text("Needs you: 2")
    page.locator(".entry", has_text="tree").get_by_role("link", name="Mend").click()
    page.get_by_role("button", name="Save again").click()
    wait_until(page, lambda: asked(opened))
    (waiting,) = asked(opened)
    with opened("heffingen") as session:
        review.accept(session, waiting.id, datetime.now(UTC))
    page.get_by_role("link", name="Mend").click()
    expect(page.locator("select").first).to_have_value(str(waiting.id))
    page.get_by_role("button", name="Save again").click()
    wait_until(page, lambda: len(logged(opened)) == 4)
    expect(page.locator(".standing")).to_contain_text("All on the server")


def test_a_mended_capture_is_not_sent_once_more(tablet, opened) -> None:
    """Neither by a glove that touches twice nor by the way back."""
    page = tablet.page
    (valve,) = [e for e in tablet.kept()["assets"] if e["layer"] == "water_valve"]
    tablet.save({"kind": "update", "asset_id": valve["id"], "values": {"diameter_mm": -5}})
    expect(page.locator(".standing")).to_contain_text("Needs you: 1")
    tablet.go("day")
    page.get_by_role("link", name="Mend").click()
    field = page.get_by_label("diameter", exact=False)
    field.fill("")
    field.fill("150")
    page.get_by_role("button", name="Save again").dblclick()
    expect(page.locator(".standing")).to_contain_text("All on the server")
    page.go_back()
    expect(page.get_by_text("None of these.")).to_be_visible()
    assert len(tablet.kept()["operations"]) == 2
    assert len(logged(opened)) == 2


def asked(opened) -> list[review.Waiting]:
    """Return the captures that wait for a planner."""
    with opened("heffingen") as session:
        return review.captures(session, limit=9)
