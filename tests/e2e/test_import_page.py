"""A file through the import page in a real browser, with scripts and without."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gis.settings import Settings
from tests.conftest import ROOT

pytestmark = pytest.mark.browser

WRONG = ROOT / "docs" / "examples" / "lamps_wrong.geojson"


@pytest.fixture
def app_context(app_context, tmp_path):
    return replace(app_context, settings=Settings(demo=True, home=tmp_path))


@pytest.mark.parametrize("scripts", [True, False])
def test_a_file_is_sent_looked_at_and_taken_over(browser, server, make_commune, scripts) -> None:
    make_commune()
    context = browser.new_context(locale="en", java_script_enabled=scripts)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    page.goto(f"{server}/?lang=en")
    page.click("button[value=planner]")
    page.goto(f"{server}/heffingen/import?lang=en")
    page.set_input_files("input[type=file]", WRONG)
    page.select_option("select[name=layer]", "luminaire")
    page.click("form[data-upload] button")
    page.wait_for_selector("h2#mapping")
    if scripts:
        page.wait_for_selector(".problem-map path.leaflet-interactive")
    page.click("text=Import only the valid rows")
    page.wait_for_selector("text=Another file")
    assert not errors
    context.close()
