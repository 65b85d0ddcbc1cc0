"""Tables, drawings, archives and the ways of saying where they are."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pyogrio
import pytest
import shapely

from gis.errors import Unreadable
from gis.exchange.coordinates import Place
from gis.exchange.csv_source import encoding_of, has_header, separator_of
from gis.exchange.errors import ImportRefused
from gis.exchange.importer import propose_mapping
from gis.exchange.mapping_file import dump, loads
from gis.exchange.options import ImportOptions
from gis.exchange.reading import read
from gis.exchange.report import ImportReport
from gis.exchange.report_page import page
from layers.catalogue import CATALOGUE
from tests.gis.exchange.conftest import assert_one_account

Imported = Callable[..., ImportReport]

AREA = shapely.box(70000, 90000, 100000, 100000)
"""Around Heffingen, LUREF."""


def written(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def places(rows: Any, layer: str = "pole") -> dict[str, str]:
    return {row["code"]: row["wkt"] for row in rows("heffingen", layer)}


@pytest.mark.parametrize(
    ("header", "cells", "crs"),
    [
        ("code;Rechtswert;Hochwert", ("85000,5", "93000,25"), "EPSG:2169"),
        ("code\tEast\tNorth", ("85000.5", "93000.25"), "EPSG:2169"),
        ("code|x|y", ("85 000.5", "93'000.25"), "EPSG:2169"),
        ("code;LUREF_E;LUREF_N", ("85000,5", "93000,25"), "EPSG:2169"),
        ("code;X_Koordinate;Y_Koordinate", ("85000.5", "93000.25"), "EPSG:2169"),
        ("code,Longitude,Latitude", ("6.2499", "49.7715"), None),
        ("code;Längengrad;Breitengrad", ("6,2499", "49,7715"), None),
        ("code,lng,lat", ("6.2499", "49.7715"), None),
        ("code;wkt", ("POINT (85000.5 93000.25)",), "EPSG:2169"),
        ("code;the_geom", ("SRID=2169;POINT (85000.5 93000.25)",), "EPSG:2169"),
    ],
)
def test_positions_in_columns(  # the names are those that people give them
    header: str,
    cells: Any,
    crs: str | None,
    make_commune: Any,
    imported: Imported,
    rows: Any,
    tmp_path: Path,
) -> None:
    make_commune(boundary=AREA)
    separator = next(each for each in ";\t|," if each in header)
    quoted = [f'"{cell}"' if separator in cell else cell for cell in cells]
    text = f"{header}\n" + separator.join(["A", *quoted]) + "\n"
    report = imported("heffingen", written(tmp_path / "pole.csv", text), crs=crs)
    assert report.total("created") == 1
    if crs:
        assert places(rows) == {"A": "POINT(85000.5 93000.25)"}


def test_a_table_without_header_needs_a_mapping(
    make_commune: Any, imported: Imported, opened: Any, rows: Any, shared: Path, tmp_path: Path
) -> None:
    make_commune("kansas", srid=26915)
    path = shared / "streetlighting" / "kansas_city_poles_mock_attributes.csv"
    with opened("kansas") as session:
        proposed = dump(propose_mapping(session, path, ImportOptions(layer="pole")))
    assert "# not taken over: column_2" in proposed
    assert "# position: {x: COLUMN, y: COLUMN}" in proposed
    mapping = tmp_path / "mapping.yml"
    mapping.write_text(
        "model: ~\nlayers:\n  - from: kansas_city_poles_mock_attributes\n    to: pole\n"
        "    position: {x: column_2, y: column_3}\n    columns: {column_1: code}\n"
    )
    report = imported("kansas", path, mapping=mapping, crs="EPSG:4326")
    assert report.total("created") == 1000
    again = imported("kansas", path, mapping=mapping, crs="EPSG:4326")
    assert again.total("unchanged") == 1000


@pytest.mark.parametrize(
    ("powers", "meant", "told"),
    [
        (["1.250", "40,5"], [1250, 40.5], False),
        (["1,250", "40.5"], [1250, 40.5], False),
        (["1.250", "1,500"], [1.25, 1.5], True),
        (["40.5", "40,5", "1.250"], [40.5, 40.5, 1.25], True),
        (["9.250", "40"], [9.25, 40], False),  # more than any lamp has
    ],
)
def test_the_column_tells_what_a_point_means(
    make_commune: Any,
    imported: Imported,
    rows: Any,
    tmp_path: Path,
    powers: list[str],
    meant: list[float],
    *,
    told: bool,
) -> None:
    make_commune(boundary=AREA)
    lines = [f"L{n};{85000 + n};93000;{power}" for n, power in enumerate(powers)]
    path = written(tmp_path / "lamps.csv", "\n".join(["code;x;y;Leistung", *lines]))
    report = imported("heffingen", path, layer="luminaire", crs="EPSG:2169")
    assert [row["power_w"] for row in rows("heffingen", "luminaire")] == meant
    assert ("two_readings" in {issue.code for issue in report.issues}) is told
    assert report.mapping is not None
    again = loads(dump(report.mapping), CATALOGUE, read(path))
    assert again.layers == report.mapping.layers


def test_code_pages(tmp_path: Path) -> None:
    text = "code;x;y;remark\n" + "A;85000;93000;Käerjeng \u2013 Éislek\n" * 3
    for encoding in ("utf-8", "cp1252", "utf-16", "utf-8-sig"):
        source = read(written(tmp_path / "pole.csv", text, encoding))
        assert source.layers[0].frame["remark"][0] == "Käerjeng \u2013 Éislek"
    assert encoding_of("Käerj".encode()[:2]) == "utf-8"
    given = read(
        written(tmp_path / "pole.csv", text.replace("\u2013", "-"), "cp850"), encoding="cp850"
    )
    assert given.layers[0].frame["remark"][0] == "Käerjeng - Éislek"


def test_separators_and_headers() -> None:
    assert separator_of('a;b\n"1;2";3,5\n') == ";"
    assert separator_of("one line, no table") is None
    assert separator_of("a,b\n1,2\n3,4\n") == ","
    assert has_header(["code", "x", "y"])
    assert not has_header(["A17", "85000.5", "93000"])
    assert not has_header(["a", "a"])


def test_uneven_lines_are_told(make_commune: Any, imported: Imported, tmp_path: Path) -> None:
    make_commune(boundary=AREA)
    lines = ["code;x;y"] + [f"P{n};{85000 + n};93000" for n in range(20)]
    lines[7] = "P6;85006"
    lines[9] = "P8;eighty;93000"
    with pytest.raises(ImportRefused) as caught:
        imported("heffingen", written(tmp_path / "pole.csv", "\n".join(lines)), crs="EPSG:2169")
    found = {(i.code, i.path) for i in caught.value.issues if i.severity == "error"}
    assert ("row_uneven", "pole.line 8") in found
    assert ("position_malformed", "pole.line 10") in found


def test_valid_rows_of_a_table_are_accepted_on_demand(
    make_commune: Any, imported: Imported, rows: Any, tmp_path: Path
) -> None:
    make_commune(boundary=AREA)
    lines = ["code;x;y;height_m"] + [f"P{n};{85000 + n};93000;5" for n in range(20)]
    lines[7] = "P6;85006;93000;999"
    path = written(tmp_path / "pole.csv", "\n".join(lines))
    report = imported("heffingen", path, crs="EPSG:2169", skip_errors=True)
    assert (report.total("created"), report.total("rejected")) == (19, 1)
    report.rejects.write(tmp_path / "rejects.gpkg", "de")
    frame = gpd.read_file(tmp_path / "rejects.gpkg", layer="pole")
    assert frame["import_row"].tolist() == ["pole.line 8"]
    assert frame["import_codes"].tolist() == ["out_of_range"]
    assert "Möglichen" in frame["import_reasons"][0]
    assert frame.geometry[0].equals(shapely.Point(85006, 93000))


def test_rejected_rows_are_counted_once_for_all(
    make_commune: Any, imported: Imported, tmp_path: Path, monkeypatch: Any
) -> None:
    make_commune(boundary=AREA)
    path = written(tmp_path / "pole.csv", "code;Platz\nA;1\nB;2\nC;3\n")
    with pytest.raises(ImportRefused) as caught:
        imported("heffingen", path, layer="pole")
    assert_one_account(caught.value.report, tmp_path, 3)
    path = written(
        tmp_path / "pole.csv",
        "code;x;y;height_m\nA;85000;93000;4\nA;85000;93000;4\nB;;;4\nC;85001;93000;999\n",
    )
    report = imported("heffingen", path, crs="EPSG:2169", skip_errors=True)
    assert_one_account(report, tmp_path, 3)
    left_out = next(issue for issue in report.issues if issue.code == "rows_left_out")
    assert left_out.details["count"] == 3
    monkeypatch.setattr("gis.exchange.rejects.KEPT", 2)
    with pytest.raises(ImportRefused) as caught:
        imported("heffingen", path, crs="EPSG:2169")
    cut = next(issue for issue in caught.value.issues if issue.code == "rejects_cut")
    assert (cut.details["count"], cut.details["kept"]) == (3, 2)


def test_spreadsheets(make_commune: Any, imported: Imported, rows: Any, tmp_path: Path) -> None:
    make_commune(boundary=AREA)
    frame = gpd.pd.DataFrame({"code": ["A", "B"], "x": [85000.5, 85001.5], "y": [93000.0, 93000]})
    path = tmp_path / "poles.xlsx"
    pyogrio.write_dataframe(frame, path, layer="pole", driver="XLSX")
    report = imported("heffingen", path, crs="EPSG:2169")
    assert report.format == "XLSX"
    assert places(rows)["A"] == "POINT(85000.5 93000)"


def test_drawings(make_commune: Any, imported: Imported, rows: Any, tmp_path: Path) -> None:
    make_commune(boundary=AREA)
    frame = gpd.GeoDataFrame(
        {"Layer": ["pole", "pole", "street"]},
        geometry=[
            shapely.Point(85000, 93000, 301.5),
            shapely.Point(85001, 93000, 301.6),
            shapely.LineString([(85000, 93000), (85050, 93000)]),
        ],
        crs="EPSG:2169",  # which the format cannot hold
    )
    path = tmp_path / "plan.dxf"
    frame.to_file(path, driver="DXF", engine="pyogrio")
    assert {layer.name for layer in read(path).layers} == {"pole", "street"}
    report = imported("heffingen", path, crs="EPSG:2169")
    assert {layer.target: layer.created for layer in report.layers} == {"pole": 2, "street": 1}
    assert imported("heffingen", path, crs="EPSG:2169").total("unchanged") == 3
    with pytest.raises(Unreadable):
        read(written(tmp_path / "bad.dxf", "  0\nSECTION\n  2\nENTITIES\n  0\nLINE\n"))


def test_kml(shared: Path) -> None:
    source = read(shared / "ev" / "chargy_kml_valid_station_with_one_charging_point.kml")
    assert source.format == "KML"
    assert sum(len(layer) for layer in source.layers) == 1
    assert source.layers[0].crs is not None


def test_plain_tables_with_positions(shared: Path) -> None:
    source = read(shared / "luxembourg" / "osm_main_nodes_2019.sqlite")
    assert any(layer.table and len(layer) == 29743 for layer in source.layers)


def test_zipped_shapefiles(
    make_commune: Any, imported: Imported, rows: Any, tmp_path: Path
) -> None:
    make_commune(boundary=AREA)
    frame = gpd.GeoDataFrame(
        {"code": ["A"]}, geometry=[shapely.Point(85000, 93000)], crs="EPSG:2169"
    )
    folder = tmp_path / "shape"
    folder.mkdir()
    frame.to_file(folder / "pole.shp")
    path = tmp_path / "poles.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for part in folder.iterdir():
            archive.write(part, f"export/{part.name}")
        archive.writestr("__MACOSX/export/._pole.shp", b"x")
    report = imported("heffingen", path)
    assert report.format == "Shapefile, zip"
    assert places(rows) == {"A": "POINT(85000 93000)"}
    assert imported("heffingen", path).total("unchanged") == 1


@pytest.mark.parametrize(
    ("factor", "swapped", "said"),
    [(1000, False, "EPSG:2169@mm"), (1 / 0.3048, False, "EPSG:2169@ft"), (1, True, "EPSG:2169@yx")],
)
def test_other_units_and_axes(
    factor: float,
    swapped: bool,
    said: str,
    make_commune: Any,
    imported: Imported,
    rows: Any,
    tmp_path: Path,
) -> None:
    make_commune(boundary=AREA)
    east, north = 85000 * factor, 93000 * factor
    if swapped:
        # Far enough from the diagonal that exchanged numbers lie outside.
        east, north = 99000, 75000
        east, north = north, east
    x, y = (north, east) if swapped else (east, north)
    text = f"code;x;y\nA;{x};{y}\nB;{x + factor};{y}\n"
    path = written(tmp_path / "pole.csv", text)
    report = imported("heffingen", path, crs=said)
    assert report.total("created") == 2
    assert next(iter(places(rows).values())).startswith("POINT(75000" if swapped else "POINT(85000")


def test_units_are_proposed_and_never_taken(
    make_commune: Any, imported: Imported, tmp_path: Path
) -> None:
    from gis.errors import CrsNeeded

    make_commune(boundary=AREA)
    text = "code;x;y\nA;85000000;93000000\nB;85001000;93000000\n"
    with pytest.raises(CrsNeeded) as caught:
        imported("heffingen", written(tmp_path / "pole.csv", text))
    assert "EPSG:2169@mm" in caught.value.guess


def test_local_networks_are_placed_by_hand_and_say_so(
    shared: Path, make_commune: Any, imported: Imported, rows: Any
) -> None:
    make_commune()
    path = shared / "water" / "l-town.inp"
    report = imported("heffingen", path, place=Place.parse("6.24,49.77,30"))
    assert report.total("created") > 1600
    assert "placed_by_hand" in {issue.code for issue in report.issues}
    found = rows("heffingen", "water_pipe")
    assert {row["survey_method"] for row in found} == {"estimated"}
    again = imported("heffingen", path, place=Place.parse("6.24,49.77,30"))
    assert again.total("unchanged") == report.total("created")


@pytest.mark.parametrize("text", ["", "6", "a,b", "6.2,49.7,1,2", "nan,49", "200,49"])
def test_places_that_are_none(text: str) -> None:
    with pytest.raises(Unreadable):
        Place.parse(text)


def test_heights_fill_the_elevation_where_it_is_empty(
    make_commune: Any, imported: Imported, rows: Any, tmp_path: Path
) -> None:
    make_commune(boundary=AREA)
    frame = gpd.GeoDataFrame(
        {"code": ["A", "B", "C"], "elevation_m": [None, 250.0, None]},
        geometry=shapely.points(
            [[85000, 93000, 301.5], [85001, 93000, 302], [85002, 93000, np.nan]]
        ),
        crs="EPSG:2169",
    )
    frame.to_file(tmp_path / "water_hydrant.gpkg", layer="water_hydrant", driver="GPKG")
    report = imported("heffingen", tmp_path / "water_hydrant.gpkg")
    assert "height_taken" in {issue.code for issue in report.issues}
    found = {row["code"]: row["elevation_m"] for row in rows("heffingen", "water_hydrant")}
    assert found == {"A": 301.5, "B": 250.0, "C": None}


def test_references_to_refused_rows_are_refused(
    make_commune: Any, imported: Imported, rows: Any, tmp_path: Path
) -> None:
    make_commune(boundary=AREA)
    path = tmp_path / "lights.gpkg"
    poles = gpd.GeoDataFrame(
        {"code": ["P1", "P2"], "height_m": [5.0, 999.0]},
        geometry=[shapely.Point(85000, 93000), shapely.Point(85001, 93000)],
        crs="EPSG:2169",
    )
    lamps = gpd.GeoDataFrame(
        {"code": ["L1", "L2"], "pole": ["P1", "P2"]}, geometry=poles.geometry, crs="EPSG:2169"
    )
    lamps.to_file(path, layer="luminaire", driver="GPKG")
    poles.to_file(path, layer="pole", driver="GPKG", mode="a")
    report = imported("heffingen", path, skip_errors=True)
    assert [row["code"] for row in rows("heffingen", "luminaire")] == ["L1"]
    assert report.total("rejected") == 2
    assert "not_a_reference" in {issue.code for issue in report.issues}


def test_the_report_as_a_page_stands_alone(
    make_commune: Any, imported: Imported, shared: Path
) -> None:
    make_commune(boundary=AREA)
    with pytest.raises(ImportRefused) as caught:
        imported(
            "heffingen", shared / "dirty" / "heffingen_nodes_axis_swapped.geojson", layer="pole"
        )
    for language in ("lb", "fr", "de", "en"):
        html = page(caught.value.report, language)
        assert f"lang='{language}'" in html
        for loading in ('src="http', "src='http", 'href="http', "@import"):
            assert loading not in html.split("<body>")[0].replace("https://leafletjs.com", "")
        assert "features.0" in html
        assert "L.geoJson" in html or "L.map" in html


def test_a_page_escapes_what_a_file_says(
    make_commune: Any, imported: Imported, tmp_path: Path
) -> None:
    make_commune(boundary=AREA)
    evil = "<script>alert(1)</script>"
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [6.24 + n / 1e4, 49.77]},
            "properties": {"code": f"{evil}{n}", "height_m": f"{evil}</script><b>" if n else 5},
        }
        for n in range(2)
    ]
    collection = {"type": "FeatureCollection", "features": features}
    path = written(tmp_path / "pole.geojson", json.dumps(collection))
    with pytest.raises(ImportRefused) as caught:
        imported("heffingen", path)
    html = page(caught.value.report, "en")
    assert "<script>alert" not in html
    assert "</script><b>" not in html
