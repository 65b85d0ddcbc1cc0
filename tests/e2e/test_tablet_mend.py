"""What the server refuses is told with its reason on the tablet, and mended there."""

from __future__ import annotations

from playwright.sync_api import expect

from gis import assets
from layers.catalogue import CATALOGUE
from tests.e2e.test_tablet_offline import (  # the same tablet in the same commune
    app_context,
    commune,
    pytestmark,
    tablet,
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
