"""Checking what changed finds what checking everything finds."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio
import shapely
from affine import Affine
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import LineString, Point
from sqlalchemy import text

from gis import assets, terrain
from gis.quality import checking, issues, reading
from gis.quality.checking import check
from gis.session import CommuneSession
from layers.catalogue import CATALOGUE

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
EAST, NORTH = 85000.0, 92000.0
NODE, PIPE, VALVE = (CATALOGUE[n] for n in ("water_node", "water_pipe", "water_valve"))
MANHOLE, SEWER, OUTFALL = (CATALOGUE[n] for n in ("sewer_manhole", "sewer_pipe", "sewer_outfall"))


def at(x: float, y: float = 0) -> Point:
    return Point(EAST + x, NORTH + y)


def line(*xy: tuple[float, float]) -> LineString:
    return LineString([(EAST + x, NORTH + y) for x, y in xy])


def open_issues(session: CommuneSession) -> dict[issues.Key, Any]:
    return {key: rest[1:] for key, rest in issues._open(session, None).items()}


def everything(session: CommuneSession) -> dict[issues.Key, Any]:
    """What a check of the whole commune would find, keeping nothing."""
    context = checking._Context.of(session)
    findings, _ = checking._everything(session, context, lambda *_: None)
    keys = [issues.key_of(f) for f in findings]
    assert len(set(keys)) == len(keys), "one finding, twice"
    return {issues.key_of(f): (shapely.to_wkb(f.place), issues.details_of(f)) for f in findings}


@pytest.fixture
def small(make_commune, opened):
    """A node, a pipe that ends 30 cm beside another node."""
    make_commune()
    with opened("heffingen") as session:
        made = [
            assets.create(session, NODE, at(0), {"code": "A"})[0],
            assets.create(session, NODE, at(10.3), {"code": "B"})[0],
            assets.create(session, PIPE, line((0, 0), (10, 0)), {"code": "P"})[0],
        ]
    return {each.properties["code"]: each for each in made}


def rules(session: CommuneSession) -> set[tuple[str, str]]:
    return {(key[0], rest[1]["asset"]) for key, rest in open_issues(session).items()}


def test_an_issue_is_opened_and_resolved(small, opened) -> None:
    with opened("heffingen") as session:
        done = check(session, NOW)
        assert done.full
        assert (done.opened, done.resolved, done.assets) == (2, 0, 3)
        assert rules(session) == {("end_node_far", "P"), ("node_orphan", "B")}
        assert done.not_checked == {"cover_off_ground": None}
    with opened("heffingen") as session:
        assets.change(session, NODE, small["B"].id, 1, geometry=at(10))
    with opened("heffingen") as session:
        done = check(session, NOW + timedelta(days=1))
        assert not done.full
        assert (done.opened, done.resolved) == (0, 2)
        rows = session.connection.execute(
            text("SELECT first_revision, resolved_revision, resolved_at FROM heffingen.issue")
        ).all()
        assert [tuple(row) for row in rows] == [(1, 2, NOW + timedelta(days=1))] * 2
    with opened("heffingen") as session:
        assert check(session, NOW).assets == 0


def test_what_a_removed_asset_leaves_behind_is_found(small, opened) -> None:
    with opened("heffingen") as session:
        check(session, NOW)
    with opened("heffingen") as session:
        assets.remove(session, NODE, small["A"].id, 1)
    with opened("heffingen") as session:
        done = check(session, NOW)
        assert not done.full
        assert ("end_node_missing", "P") in rules(session)
        assert open_issues(session) == everything(session)


def test_a_name_reaches_further_than_a_metre(small, opened) -> None:
    with opened("heffingen") as session:
        assets.create(session, NODE, at(500), {"code": "far"})
        assets.change(session, PIPE, small["P"].id, 1, properties={"node_to": "far"})
    with opened("heffingen") as session:
        check(session, NOW)
        assert ("end_node_unknown", "P") not in rules(session)
    with opened("heffingen") as session:
        node = assets.find_by_code(session, NODE, "far")
        assets.change(session, NODE, node.id, 1, properties={"code": "other"})
    with opened("heffingen") as session:
        assert not check(session, NOW).full
        assert {("end_node_unknown", "P"), ("node_orphan", "other")} <= rules(session)
        assert open_issues(session) == everything(session)


@pytest.mark.parametrize("cause", ["asked", "rules", "many", "boundary"])
def test_everything_is_checked_again(small, opened, cause, monkeypatch) -> None:
    with opened("heffingen") as session:
        check(session, NOW)
    with opened("heffingen") as session:
        if cause == "boundary":
            area = shapely.MultiPolygon([at(0).buffer(100)])
            assets.create(session, CATALOGUE.bounding(), area, {})
        assets.change(session, NODE, small["A"].id, 1, properties={"remark": "x"})
    if cause == "rules":
        monkeypatch.setattr("gis.validation.engine._VERSION", 2)
    if cause == "many":
        monkeypatch.setattr(checking, "MANY", 0)
    with opened("heffingen") as session:
        done = check(session, NOW, full=cause == "asked")
        assert done.full
        assert done.opened == 0


SPOTS = [0.0, 0.05, 5.0, 9.95, 10.0, 10.6, 20.0]
places = st.tuples(st.sampled_from(SPOTS), st.sampled_from([0.0, 0.005, 0.5]))
codes = st.sampled_from(["A", "B", "C", None])
levels = st.sampled_from([None, 98.0, 99.0, 100.0])
sizes = st.sampled_from([None, 80.0, 100.0])

POINTS = {
    NODE: st.fixed_dictionaries(
        {"kind": st.sampled_from([None, "tee", "end", "reducer"])},
        optional={"status": st.sampled_from(["in_use", "removed"])},
    ),
    VALVE: st.fixed_dictionaries({"closed": st.sampled_from([None, True]), "node_from": codes}),
    MANHOLE: st.fixed_dictionaries(
        {"cover_level_m": levels, "invert_level_m": levels, "depth_m": st.sampled_from([None, 1])}
    ),
    OUTFALL: st.just({}),
}
LINES = {
    PIPE: st.fixed_dictionaries({"diameter_mm": sizes, "node_from": codes, "node_to": codes}),
    SEWER: st.fixed_dictionaries(
        {"invert_from_m": levels, "invert_to_m": levels, "height_mm": sizes, "node_to": codes},
        optional={"hydraulic": st.sampled_from(["pressure", "gravity"])},
    ),
}


@st.composite
def edits(draw: st.DrawFn) -> tuple[str, Any, Any, dict[str, Any], str | None, int]:
    layer = draw(st.sampled_from([*POINTS, *LINES]))
    if layer in POINTS:
        geometry = at(*draw(places))
    else:
        ends = draw(st.lists(places, min_size=2, max_size=3, unique=True))
        geometry = line(*ends)
    values = draw((POINTS | LINES)[layer])
    kind = draw(st.sampled_from(["create", "create", "move", "change", "remove"]))
    return kind, layer, geometry, values, draw(codes), draw(st.integers(0, 30))


def perform(session: CommuneSession, edit: tuple[Any, ...]) -> None:
    kind, layer, geometry, values, code, which = edit
    taken = code and assets.find_by_code(session, layer, code)
    named = {"code": code} if code and not taken else {}
    if kind == "create":
        assets.create(session, layer, geometry, values | named)
        return
    table = session.table(layer)
    rows = session.connection.execute(table.select().order_by(table.c.id)).all()
    if not rows:
        return
    row = rows[which % len(rows)]
    if kind == "remove":
        assets.remove(session, layer, row.id, row.version)
    elif kind == "move":
        assets.change(session, layer, row.id, row.version, geometry=geometry)
    else:
        assets.change(session, layer, row.id, row.version, properties=values | named)


@pytest.fixture
def commune(make_commune) -> str:
    return make_commune().name


@settings(max_examples=40)
@given(
    st.lists(edits(), min_size=3, max_size=12),
    st.lists(st.lists(edits(), min_size=1, max_size=2), min_size=1, max_size=4),
)
def test_an_incremental_check_agrees_with_a_whole_one(commune, opened, first, rounds) -> None:
    with opened(commune) as session:
        for layer in (*POINTS, *LINES):
            session.connection.execute(session.table(layer).delete())  # of the example before
        for edit in first:
            perform(session, edit)
    with opened("heffingen") as session:
        check(session, NOW, full=True)
    for changes in rounds:
        with opened("heffingen") as session:
            for edit in changes:
                perform(session, edit)
        with opened("heffingen") as session:
            assert not check(session, NOW).full
            assert open_issues(session) == everything(session)


def test_themes_cover_every_layer_with_assets() -> None:
    names = {layer.name for layers in reading.themes(CATALOGUE) for layer in layers}
    assert {"water_pipe", "luminaire", "evse"} <= names
    assert "parcel" not in names


def raster(path: Path, cell_m: float) -> Path:
    """Ground at 100 m all around."""
    grid = Affine(cell_m, 0, EAST - 50, 0, -cell_m, NORTH + 50)
    shape = (int(100 / cell_m), int(100 / cell_m))
    with rasterio.open(
        path, "w", driver="GTiff", width=shape[1], height=shape[0], count=1,
        dtype="float32", crs="EPSG:2169", transform=grid,
    ) as dataset:  # fmt: skip
        dataset.write(np.full(shape, 100.0, dtype="float32"), 1)
    return path


def test_levels_are_compared_only_with_a_fine_terrain(make_commune, opened, tmp_path) -> None:
    make_commune()
    with opened("heffingen") as session:
        assets.create(session, MANHOLE, at(0), {"code": "M", "cover_level_m": 103.0})
        coarse = terrain.inspect(raster(tmp_path / "ten.tif", 10), "ten", metres_per_unit=1)
        terrain.load(session, coarse)
    with opened("heffingen") as session:
        assert check(session, NOW).not_checked == {"cover_off_ground": 10.0}
        fine = terrain.inspect(raster(tmp_path / "one.tif", 1), "one", metres_per_unit=1)
        terrain.load(session, fine)
    with opened("heffingen") as session:
        done = check(session, NOW)
        assert done.full
        assert done.not_checked == {}
        assert ("cover_off_ground", "M") in rules(session)
    with opened("heffingen") as session:
        assets.create(session, MANHOLE, at(20), {"code": "N", "cover_level_m": 99.0})
    with opened("heffingen") as session:
        assert not check(session, NOW).full
        assert ("cover_off_ground", "N") in rules(session)
        assert open_issues(session) == everything(session)
    (tmp_path / "one.tif").unlink()
    with opened("heffingen") as session:
        assert check(session, NOW, full=True).not_checked == {"cover_off_ground": 1.0}


def test_checks_wait_for_each_other(small, opened) -> None:
    def one() -> int:
        with opened("heffingen") as session:
            return check(session, NOW).opened

    with ThreadPoolExecutor(4) as pool:
        opened_by = list(pool.map(lambda _: one(), range(4)))
    assert sorted(opened_by) == [0, 0, 0, 2]
