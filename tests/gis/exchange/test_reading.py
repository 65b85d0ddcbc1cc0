from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import zipfile
from pathlib import Path

import geopandas as gpd
import pytest
import shapely

from gis.errors import TooLarge, Unreadable
from gis.exchange.reading import opened, read
from gis.exchange.source import Limits

EXCERPTS = Path(__file__).parents[2] / "data" / "exchange"


def written(tmp_path: Path, content: str | bytes, name: str = "file.dat") -> Path:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"\0" * 5000, "empty"),
        (b"\x89PNG\r\n\x1a\n" + b"x" * 50, "PNG"),
        (b"%PDF-1.4", "PDF"),
        (b"PK\x03\x04 not really", "zip"),
        (b"SQLite format 3\0" + b"\xff" * 4000, ""),
        (b"hello world", "neither"),
        (b"<?xml version='1.0'?><a/>", "XML"),
        (b"{", "no JSON"),
        (b"{}", "the type is null"),
        (b"[]", "GeoJSON object"),
        (b"[JUNCTIONS]\n;nothing\n[END]\n", "entry"),
        (b'{"type": "FeatureCollection"}', "'features' is missing"),
        (b'{"type": "featureCollection", "features": []}', "must be 'FeatureCollection'"),
        (b'{"type": "Point", "coordinates": [NaN, 1]}', "NaN is not JSON"),
        (b'{"type": "Feature", "type": "Feature", "geometry": null}', "twice"),
        (b"[" * 100 + b"]" * 100, "100 levels"),
        (b"[" * 200_000, "levels"),
        (b'{"a":' * 100 + b"1" + b"}" * 100, "100 levels"),
    ],
)
def test_what_cannot_be_read_says_why(tmp_path: Path, content: bytes, reason: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read(written(tmp_path, content))
    assert reason in caught.value.why
    assert str(tmp_path) not in str(caught.value)


def test_brackets_in_texts_are_no_nesting(tmp_path: Path) -> None:
    feature = {"type": "Feature", "geometry": None, "properties": {"a": "[" * 500 + '"{'}}
    source = read(written(tmp_path, json.dumps(feature)))
    assert source.layers[0].frame["a"][0].startswith("[[[")


def test_files_that_are_missing_or_folders_say_so(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="No such file"):
        read(tmp_path / "none.geojson")
    with pytest.raises(Unreadable, match="no file"):
        read(tmp_path)


def test_members_said_twice_are_told_with_their_place(tmp_path: Path) -> None:
    properties = ['{"code": "A"}', '{"a": 1, "a": 2, "a": 3}', '{"b": {"c": 1, "c": 1}}']
    features = ", ".join(
        f'{{"type": "Feature", "geometry": null, "properties": {each}}}' for each in properties
    )
    content = f'{{"type": "FeatureCollection", "features": [{features}]}}'
    issues = read(written(tmp_path, content)).layers[0].issues
    assert [(i.path, i.details["key"], i.details["count"]) for i in issues] == [
        ("features.1.properties", "a", 3),
        ("features.2.properties.b", "c", 2),
    ]


def test_limits(tmp_path: Path) -> None:
    path = EXCERPTS / "kansas_city_poles.geojson"
    with pytest.raises(TooLarge):
        read(path, Limits(bytes=100))
    with pytest.raises(Unreadable, match="20 features, at most 5"):
        read(path, Limits(rows=5))
    with pytest.raises(Unreadable, match="2 columns, at most 1"):
        read(path, Limits(columns=1))


def test_the_content_decides_and_not_the_ending(tmp_path: Path) -> None:
    text = (EXCERPTS / "kansas_city_poles.geojson").read_bytes()
    assert read(written(tmp_path, text, "poles.inp")).format == "GeoJSON"
    text = (EXCERPTS / "ky4_excerpt.inp").read_bytes()
    assert read(written(tmp_path, text, "ky4.json")).format == "EPANET INP"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_geojson_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    feature = {"type": "Feature", "geometry": None, "properties": {"Straße": "Käerjeng"}}
    text = json.dumps(feature, ensure_ascii=False)
    frame = read(written(tmp_path, text.encode(encoding))).layers[0].frame
    assert frame["Straße"][0] == "Käerjeng"


@pytest.mark.parametrize(
    ("geometry", "why"),
    [
        ({"type": "Point"}, "missing"),
        ({"type": "point", "coordinates": [1, 2]}, "'Point'"),
        ({"type": "Point", "coordinates": ["1", 2]}, "not a number"),
        ({"type": "Point", "coordinates": [True, 2]}, "not a number"),
        ({"type": "Point", "coordinates": [1]}, "1 number"),
        ({"type": "LineString", "coordinates": [[1, 2]]}, "1 position"),
        ({"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 1]]]}, "not closed"),
        ({"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [0, 0]]]}, "3 positions"),
        ({"type": "GeometryCollection", "geometries": [None]}, "instead of"),
        ({"type": "Point", "coordinates": [1, 2], "properties": {}}, "must not have"),
        ([], "instead of"),
    ],
)
def test_a_malformed_geometry_is_an_issue_of_its_feature(
    tmp_path: Path, geometry: object, why: str
) -> None:
    good = {"type": "Point", "coordinates": [6.2, 49.7]}
    features = [
        {"type": "Feature", "geometry": g, "properties": {"n": n}}
        for n, g in enumerate([good, geometry])
    ]
    text = json.dumps({"type": "FeatureCollection", "features": features})
    layer = read(written(tmp_path, text)).layers[0]
    assert [issue.path for issue in layer.issues] == ["features.1.geometry"]
    assert why in layer.issues[0].details["why"]
    assert layer.geometries[0] == shapely.Point(6.2, 49.7)


def test_what_the_rfc_only_discourages_passes(tmp_path: Path) -> None:
    for geometry in (
        {"type": "Point", "coordinates": [2, 4, 6, 8]},
        {"type": "Polygon", "coordinates": [[[0, 0], [0, 1], [1, 1], [1, 0], [0, 0]]]},
        {"type": "GeometryCollection", "geometries": [{"type": "Point", "coordinates": [1, 2]}]},
        {"type": "LineString", "coordinates": [[1.0000000000001, 2], [2, 3]]},
    ):
        layer = read(written(tmp_path, json.dumps(geometry))).layers[0]
        assert not layer.issues
        assert layer.geometries[0] is not None


def test_metres_without_crs_member_are_not_taken_for_degrees(tmp_path: Path) -> None:
    geometry = {"type": "Point", "coordinates": [75000, 95000]}
    assert read(written(tmp_path, json.dumps(geometry))).layers[0].crs is None
    member = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::2169"}}
    layer = read(written(tmp_path, json.dumps({**geometry, "crs": member}))).layers[0]
    assert layer.crs is not None
    assert layer.crs.to_epsg() == 2169


def test_geopackage_keeps_feature_ids_and_names_tables_without_geometry(tmp_path: Path) -> None:
    path = tmp_path / "two.gpkg"
    frame = gpd.GeoDataFrame(
        {"a": ["x", None]}, geometry=[shapely.Point(1, 2), None], crs="EPSG:2169"
    )
    frame.to_file(path, layer="points", driver="GPKG")
    with sqlite3.connect(path) as db:
        db.execute("DELETE FROM points WHERE fid = 1")
        db.execute("CREATE TABLE notes (id INTEGER PRIMARY KEY, note TEXT)")
        db.execute(
            "INSERT INTO gpkg_contents (table_name, data_type) VALUES ('notes', 'attributes')"
        )
    db.close()
    source = read(path)
    [layer] = source.layers
    assert layer.label(0) == "points.fid 2"
    assert layer.geometries[0] is None
    assert [(left.name, left.count) for left in source.leftovers] == [("notes", 0)]


def test_a_shapefile_without_its_table_says_so(tmp_path: Path) -> None:
    gpd.GeoDataFrame({"a": [1]}, geometry=[shapely.Point(1, 2)], crs="EPSG:2169").to_file(
        tmp_path / "x.shp"
    )
    (tmp_path / "x.dbf").unlink()
    with pytest.raises(Unreadable, match=r"\.dbf"):
        read(tmp_path / "x.shp")


def test_nothing_unpacked_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    packed = tmp_path / "a.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("pole.csv", "code;x;y\nA;85000;93000\n")
    plain = written(tmp_path, "code;x;y\nA;85000;93000\n")
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    with opened(plain):
        # What is not there cannot stay when the process is killed.
        assert not list(temporary.iterdir())

    def fail(reason: type[BaseException]) -> None:
        with opened(packed):
            assert list(temporary.iterdir())
            raise reason

    for reason in (KeyboardInterrupt, OSError):
        with pytest.raises(reason):
            fail(reason)
        assert not list(temporary.iterdir())
    command = (
        "import os, pathlib, signal, sys; from api.cli import end_in_order;"
        "from gis.exchange.reading import opened; end_in_order()\n"
        "with opened(pathlib.Path(sys.argv[1])): os.kill(os.getpid(), signal.SIGTERM)"
    )
    ended = subprocess.run(
        [sys.executable, "-c", command, str(packed)],
        env=os.environ | {"TMPDIR": str(temporary)},
        cwd=Path(__file__).parents[3],
        check=False,
    )
    assert ended.returncode == 128 + signal.SIGTERM
    assert not list(temporary.iterdir())


def test_an_archive_is_named_with_what_is_in_it(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr("roads.shp", "")
    with pytest.raises(Unreadable, match=r"roads\.shp"):
        read(tmp_path / "x.zip")


def test_every_bad_file_of_geojsonhint_is_understood_or_refused_in_words(shared: Path) -> None:
    files = sorted((shared / "dirty" / "geojsonhint_bad").glob("*.geojson"))
    assert len(files) == 44
    clean = set()
    for path in files:
        try:
            layer = read(path).layers[0]
        except Unreadable:
            continue
        if not layer.issues:
            clean.add(path.stem)
        for issue in layer.issues:
            assert issue.sentence.en
    # RFC 7946 warns of these at most.
    assert clean == {
        "bad-polygon-interiorring-rhr",
        "different-first-size",
        "excessive_precision_truncated",
        "geometrycollection_single",
        "point-toomany",
        "polygon_winding_order",
    }
