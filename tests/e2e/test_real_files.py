"""Real files go in, a browser shows them, and ogr2ogr reads the export back."""

from __future__ import annotations

import json
import math
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyogrio
import pytest
import shapely
from playwright.sync_api import Page, expect
from shapely.geometry import shape

from gis import features
from gis.database import journal
from gis.exchange.importer import import_file
from gis.exchange.options import ImportOptions

pytestmark = [pytest.mark.slow, pytest.mark.browser, pytest.mark.timeout(240)]


@dataclass(frozen=True)
class RealFile:
    """A file of the trade, the CRS it is in, and what must come out of it."""

    commune: str
    path: str
    srid: int
    crs: str | None
    counts: dict[str, int]
    shown: str


FILES = (
    RealFile(
        "ky4",
        "water/ky4.inp",
        26916,
        "EPSG:3089",
        {
            "water_node": 959,
            "water_pipe": 1156,
            "water_tank": 4,
            "water_source": 1,
            "water_pump": 2,
        },
        "water_pipe",
    ),
    RealFile(
        "santboi",
        "water/giswater_ws_sant_boi.gpkg",
        25831,
        None,
        # 269 arcs and 478 service links; the nodes are spread over their layers
        {"water_pipe": 747, "water_valve": 52, "water_hydrant": 6, "water_tank": 2},
        "water_pipe",
    ),
    RealFile(
        "bellinge",
        "sewer/bellinge_swmm_v021_nopervious.inp",
        25832,
        "EPSG:25832",
        {"sewer_manhole": 995, "sewer_pipe": 1015, "sewer_outfall": 9},
        "sewer_pipe",
    ),
    RealFile(
        "kansas", "streetlighting/kansas_city_poles.geojson", 26915, None, {"pole": 111}, "pole"
    ),
    RealFile(
        "luxembourg",
        "ev/osm_charging_stations_luxembourg_2019.geojson",
        2169,
        None,
        {"charging_location": 283},
        "charging_location",
    ),
)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.commune)
def test_a_real_file_goes_in_is_shown_and_comes_out(
    file: RealFile, shared, make_commune, opened, client, auth, server, page: Page, tmp_path: Path
) -> None:
    make_commune(file.commune, srid=file.srid)
    options = ImportOptions(crs=file.crs)
    with opened(file.commune, source="import") as session:
        report = import_file(session, shared / file.path, options)
        assert report.total("rejected") == 0
    with opened(file.commune) as session:
        head = journal.head(session)
        assert head.revision == 1, "one import is one revision"
        for name, count in file.counts.items():
            query = features.Query(limit=1)
            assert features.count(session, session.layer(name), query) == count
    with opened(file.commune, source="import") as session:
        again = import_file(session, shared / file.path, options)
        assert (again.total("created"), again.total("changed")) == (0, 0)
        assert journal.head(session) == head
    for name in file.counts:
        _read_back(file, name, client, auth("planner"), opened, tmp_path)
    _look(file, server, page, tmp_path)


def _read_back(file: RealFile, layer: str, client, headers, opened, folder: Path) -> None:
    """Let ogr2ogr make a GeoPackage in the home CRS of the export, and compare."""
    source, target = folder / f"{layer}.geojson", folder / f"{layer}.gpkg"
    answer = client.get(f"/api/v1/{file.commune}/exports/sigi/{layer}.geojson", headers=headers)
    assert answer.status_code == 200, answer.text
    source.write_bytes(answer.content)
    command = ["ogr2ogr", "-f", "GPKG", "-t_srs", f"EPSG:{file.srid}", str(target), str(source)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "ERROR" not in done.stderr
    back = pyogrio.read_dataframe(target)
    exported = {
        f["properties"]["code"]: f["properties"] for f in json.loads(answer.content)["features"]
    }
    with opened(file.commune) as session:
        declared = session.layer(layer)
        table = session.table(declared)
        stored = {row.code: row for row in session.connection.execute(table.select())}
    assert len(back) == len(stored) == len(exported)
    for row in back.itertuples():
        mine = shape(shapely.from_wkb(bytes(stored[row.code].geom.data)))
        assert shapely.hausdorff_distance(row.geometry, mine) < 0.01, row.code
    for field in declared.all_fields:
        for code, row in stored.items():
            _same(exported[code][field.name], getattr(row, field.name))
    for record in back.to_dict("records"):
        for name, value in exported[record["code"]].items():
            _same(record.get(name), value)


def _same(found: Any, wanted: Any) -> None:
    if wanted is None:
        assert found is None or found != found or found == ""  # noqa: PLR0124  NaN
    elif isinstance(wanted, bool):
        assert bool(found) == wanted
    elif isinstance(wanted, (int, float)):
        assert math.isclose(float(found), wanted, rel_tol=1e-12)
    elif not isinstance(wanted, (list, dict)):
        assert str(found).startswith(str(wanted)), (found, wanted)


def _look(file: RealFile, server: str, page: Page, folder: Path) -> None:
    """Open the map as a planner, see the assets drawn, click one and read its popup."""
    strangers: list[str] = []
    errors: list[str] = []
    page.on("request", lambda r: strangers.append(r.url) if not _ours(r.url, server) else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.set_viewport_size({"width": 1200, "height": 800})
    page.goto(f"{server}/?lang=en")
    page.get_by_role("button", name="Planner").click()
    page.goto(f"{server}/{file.commune}/map?lang=en")
    page.wait_for_selector(".leaflet-tile-loaded", state="attached")
    page.wait_for_load_state("networkidle")
    page.screenshot(path=folder / f"{file.commune}.png")
    items = page.request.get(
        f"{server}/ogc/{file.commune}/collections/{file.shown}/items?limit=1"
    ).json()
    code = items["features"][0]["properties"]["code"]
    place = (
        shape(items["features"][0]["geometry"]).interpolate(0.5, normalized=True)
        if (items["features"][0]["geometry"]["type"] == "LineString")
        else shape(items["features"][0]["geometry"])
    )
    page.goto(f"{server}/{file.commune}/map?lang=en#18/{place.y}/{place.x}")
    page.reload()
    page.wait_for_load_state("networkidle")
    box = page.locator(".leaflet-container").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    popup = page.locator(".leaflet-popup-content")
    expect(popup).to_be_visible()
    expect(popup).to_contain_text(re.compile(re.escape(code)))
    page.screenshot(path=folder / f"{file.commune}-popup.png")
    assert strangers == []
    assert errors == []


def _ours(url: str, server: str) -> bool:
    return url.startswith((server, "data:", "blob:"))
