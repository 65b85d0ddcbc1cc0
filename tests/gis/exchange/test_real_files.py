"""Real networks through the door: complete, in their place, and the second time without effect."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pyproj
import pytest
import shapely
from geoalchemy2.shape import to_shape
from sqlalchemy import func, select

from gis.exchange.reading import read
from gis.exchange.report import ImportReport
from tests.gis.exchange.conftest import EXCERPTS

pytestmark = pytest.mark.slow  # whole files

Imported = Callable[..., ImportReport]

FILES = {
    # name: file, home CRS, CRS of the file, as it must be named
    "ky4": ("water/ky4.inp", 26916, "EPSG:3089", "EPSG:3089"),
    "giswater": ("water/giswater_ws_sant_boi.gpkg", 25831, "EPSG:25831", None),
    "bellinge": ("sewer/bellinge_swmm_v021_nopervious.inp", 25832, "EPSG:25832", "EPSG:25832"),
    "kansas": ("streetlighting/kansas_city_poles.geojson", 26915, "EPSG:4326", None),
    "charging": ("ev/osm_charging_stations_luxembourg_2019.geojson", 2169, "EPSG:4326", None),
}
SMALL = {
    "ky4": ("ky4_excerpt.inp", 26916, "EPSG:3089", "EPSG:3089"),
    "bellinge": ("bellinge_excerpt.inp", 25832, "EPSG:25832", "EPSG:25832"),
    "kansas": ("kansas_city_poles.geojson", 26915, "EPSG:4326", None),
    "charging": ("osm_charging_stations_luxembourg.geojson", 2169, "EPSG:4326", None),
}


def check(
    path: Path, name: str, case: Any, make_commune: Any, imported: Imported, opened: Any
) -> Any:
    _, srid, crs, named = case
    make_commune(name, srid=srid)
    first = imported(name, path, crs=named)
    source = {layer.name: layer for layer in read(path).layers}
    left = {leftover.name: leftover.count for leftover in first.leftovers}
    for layer in source.values():
        taken = sum(each.created for each in first.layers if each.source == layer.name)
        assert taken + left.get(layer.name, 0) == len(layer)
    with opened(name) as session:
        for target in dict.fromkeys(each.target for each in first.layers):
            table = session.table(session.catalogue[target])
            count = session.connection.scalar(select(func.count()).select_from(table))
            assert count == sum(each.created for each in first.layers if each.target == target)
        to_home = pyproj.Transformer.from_crs(crs, srid, always_xy=True).transform
        for each in first.layers:
            codes = [c.column for c in each.mapping.columns if c.field == "code"]
            if not codes:
                continue
            table = session.table(session.catalogue[each.target])
            stored = {
                code: to_shape(geometry)
                for code, geometry in session.connection.execute(select(table.c.code, table.c.geom))
            }
            layer = source[each.source]
            rows = np.flatnonzero(each.mapping.rows(layer))
            for row in rows:
                theirs = layer.geometries[row]
                ours = stored[str(layer.frame[codes[0]].iloc[row])]
                if theirs.geom_type != ours.geom_type:
                    continue  # links drawn as points
                moved = shapely.transform(theirs, lambda xy: np.column_stack(to_home(*xy.T)))
                assert shapely.hausdorff_distance(moved, ours) < 0.01
    second = imported(name, path, crs=named)
    assert second.total("created") == second.total("changed") == 0
    assert second.total("unchanged") == first.total("created")
    return first


@pytest.mark.parametrize("name", SMALL)
def test_excerpts(
    name: str, make_commune: Any, imported: Imported, opened: Any, revisions: Any
) -> None:
    check(EXCERPTS / SMALL[name][0], name, SMALL[name], make_commune, imported, opened)
    assert len(revisions(name)) == 1


@pytest.mark.parametrize("name", FILES)
def test_whole_files(
    name: str, shared: Path, make_commune: Any, imported: Imported, opened: Any, revisions: Any
) -> None:
    report = check(shared / FILES[name][0], name, FILES[name], make_commune, imported, opened)
    assert report.errors == 0
    assert len(revisions(name)) == 1


def test_a_changed_network_changes_only_its_changed_pipes(
    make_commune: Any, imported: Imported, revisions: Any, tmp_path: Path
) -> None:
    make_commune("ky4", srid=26916)
    text = (EXCERPTS / "ky4_excerpt.inp").read_text()
    path = tmp_path / "ky4.inp"
    path.write_text(text)
    imported("ky4", path, crs="EPSG:3089")
    assert "16          \t150" in text
    path.write_text(text.replace("16          \t150", "18          \t150", 1))
    report = imported("ky4", path, crs="EPSG:3089")
    assert (report.total("created"), report.total("changed")) == (0, 1)
    assert revisions("ky4")[1:] == [1]


def test_the_swapped_file_of_heffingen(shared: Path, make_commune: Any, imported: Imported) -> None:
    from gis.exchange.errors import ImportRefused

    make_commune()
    imported("heffingen", shared / "luxembourg" / "heffingen_boundary.geojson")
    with pytest.raises(ImportRefused) as caught:
        imported(
            "heffingen",
            shared / "dirty" / "heffingen_nodes_axis_swapped.geojson",
            layer="water_node",
        )
    found = {issue.code for issue in caught.value.issues if issue.severity == "error"}
    assert found == {"axes_swapped"}
    assert caught.value.count == 99


def test_local_drawings_are_refused(shared: Path, make_commune: Any, imported: Imported) -> None:
    from gis.exchange.errors import LocalCoordinates

    make_commune("ky4", srid=26916)
    for name in ("net3.inp", "l-town.inp"):
        with pytest.raises(LocalCoordinates):
            imported("ky4", shared / "water" / name)


def test_the_hint_names_the_right_system(
    shared: Path, make_commune: Any, imported: Imported
) -> None:
    from gis.errors import CrsNeeded

    make_commune()
    make_commune("ky4", srid=26916)
    for commune, name, code in (
        ("ky4", "water/ky4.inp", "EPSG:3089"),
        ("heffingen", "dirty/communes_luref_declared_nothing.geojson", "EPSG:2169"),
        ("heffingen", "dirty/communes_accented_cp1252_no_prj_no_cpg.shp", "EPSG:2169"),
    ):
        with pytest.raises(CrsNeeded) as caught:
            imported(commune, shared / name)
        assert code in caught.value.guess


def test_the_same_poles_from_a_geopackage(
    make_commune: Any, imported: Imported, tmp_path: Path
) -> None:
    import geopandas as gpd

    make_commune("kansas", srid=26915)
    path = EXCERPTS / "kansas_city_poles.geojson"
    imported("kansas", path)
    frame = gpd.GeoDataFrame.from_features(json.loads(path.read_text()), crs="EPSG:4326")
    frame.to_crs(26915).to_file(tmp_path / "poles.gpkg", layer="poles")
    report = imported("kansas", tmp_path / "poles.gpkg")
    assert (report.total("created"), report.total("changed")) == (0, 0)
