"""Every dirty file at hand: a clear message with row, field and remedy, and nothing changed."""

from __future__ import annotations

import re
import sqlite3
import struct
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import psycopg
import pytest
import shapely
from sqlalchemy import text

from gis.errors import Invalid, NetzkaartError
from gis.exchange import importer
from gis.exchange.errors import ImportRefused, NoRoom
from gis.exchange.options import ImportOptions
from gis.exchange.report import ImportReport
from gis.exchange.source import Limits
from layers.spec import LANGUAGES

Imported = Callable[..., ImportReport]

AREA = shapely.box(70000, 90000, 100000, 100000)
"""Around Heffingen, LUREF."""

GEOJSONHINT = {
    # Codes of the errors: the files that have them. What RFC 7946 merely discourages, or what
    # nothing depends on, passes: then all that is wrong is that it lies elsewhere.
    "unreadable": (
        "bad-duplicate-properties bad-json bad-object-type feature_changed_semantics "
        "featurecollection-obj featurecollection-type-case featurecollection "
        "featurecollection_changed_semantics geometry_changed_semantics notype "
        "rootstring unknowntype "
    ),
    "geometry_malformed": (
        "bad-featurelist bad-polygonloop badcoord badcoordtype different-first-last "
        "false geometrycollection_nested multipoint-multidimension "
        "multipoint-nondimension point-labeled-as-a-multipolygon point-string "
        "point-toofew point short-line short-linearring short-multilinestring "
    ),
    "not_an_object": ("bad-properties-as-array badfeature expected_object "),
    "bad_feature_id": ("badfeatureid "),
    "not_a_feature": ("nofeaturetype "),
    "bad_feature_id geometry_malformed not_a_feature outside_commune": ("multiple_problems "),
    "geometry_malformed outside_commune": ("stringcoord "),
    "outside_commune": ("bbox-4or6elements bbox-contains-string bbox-string point-toomany "),
    "outside_crs": (
        "bad-polygon-interiorring-rhr different-first-size "
        "excessive_precision_truncated geometrycollection_single polygon_winding_order "
    ),
}


@pytest.fixture
def unchanged(make_commune: Any, owner_engine: Any) -> Any:
    """Make a commune, and say afterwards whether anything in it is different."""
    make_commune(boundary=AREA)

    def state() -> dict[str, int]:
        with owner_engine.connect() as connection:
            tables = connection.scalars(
                text(
                    "SELECT relname FROM pg_class WHERE relkind = 'r'"
                    " AND relnamespace = 'heffingen'::regnamespace"
                )
            ).all()
            return {
                name: connection.scalar(text(f"SELECT count(*) FROM heffingen.{name}"))  # noqa: S608  catalogue names
                for name in tables
            } | {"head": connection.scalar(text("SELECT max(revision) FROM heffingen.revision"))}

    before = state()
    yield
    assert state() == before


def told(imported: Imported, path: Path, **options: Any) -> tuple[set[str], str]:
    """Return the codes of all errors and everything that was said, in English."""
    with pytest.raises(NetzkaartError) as caught:
        imported("heffingen", path, **options)
    error = caught.value
    for language in LANGUAGES:
        assert not re.search(r"\{[a-z_]+\}", error.sentence.to(language))
    said = str(error.sentence.en)
    assert "Traceback" not in said
    assert str(path.parent) not in said
    if isinstance(error, Invalid):
        codes = {issue.code for issue in error.issues if issue.severity == "error"}
        return codes, " ".join(issue.sentence.en for issue in error.issues)
    return {error.code}, said


def test_all_bad_geojson(unchanged: None, shared: Path, imported: Imported) -> None:
    folder = shared / "dirty" / "geojsonhint_bad"
    wanted = {stem: codes for codes, stems in GEOJSONHINT.items() for stem in stems.split()}
    paths = sorted(folder.glob("*.geojson"))
    assert {path.stem for path in paths} == set(wanted)
    for path in paths:
        codes, said = told(imported, path, layer="pole")
        assert codes == set(wanted[path.stem].split()), path.name
        assert said, path.name


FILES = {
    "dirty/cleangeo_invalid_polygons.shp": ({"layer": "building"}, {"outside_commune"}),
    "dirty/communes_accented_cp1252_no_prj_no_cpg.shp": ({"layer": "parcel"}, {"crs_needed"}),
    "dirty/communes_luref_declared_nothing.geojson": ({"layer": "parcel"}, {"crs_needed"}),
    "dirty/heffingen_nodes_axis_swapped.geojson": ({"layer": "pole"}, {"axes_swapped"}),
    "dirty/pyshp_corrupt_too_long.shp": ({"layer": "street"}, {"local_coordinates"}),
    "dirty/pyshp_latin1.shp": ({"layer": "street"}, {"unreadable"}),
    "dirty/pyshp_empty_zipfile.zip": ({}, {"unreadable"}),
    "dirty/null_geom.geojson": ({"layer": "building"}, {"geometry_kind"}),
    "water/net1_broken.inp": ({"crs": "EPSG:2169"}, {"duplicate_id"}),
    "water/net3.inp": ({}, {"local_coordinates"}),
    "water/l-town.inp": ({}, {"local_coordinates"}),
    "water/modena_nul_padded.inp": ({}, {"local_coordinates", "crs_needed"}),
    "streetlighting/kansas_city_poles_mock_attributes.csv": (
        {"layer": "pole"},
        {"position_needed"},
    ),
    "damage_reports/syracuse_potholes_2016_swapped_latlon.csv": (
        {"layer": "pole"},
        {"outside_commune"},
    ),
    "sewer/vsa_dss_2020_test_dataset.xtf": ({}, {"unreadable"}),
    "sewer/sia405_abwasser_minimal.xtf": ({}, {"unreadable"}),
    "ev/ocpi_location_example.json": ({}, {"unreadable"}),
    "streetlighting/kansas_city_swapped_lonlat.json": ({}, {"unreadable"}),
    "damage_reports/open311_requests_many.xml": ({}, {"unreadable"}),
    "photos/nokia_8_3_with_gps.jpg": ({}, {"unreadable"}),
    "terrain/lidar_dtm_2m.tif": ({}, {"unreadable"}),
    "timeseries/eemeter_il-gas-hdd-only-daily.csv.gz": ({}, {"unreadable"}),
    "gnss/trimble_rtk_fix.nmea": ({"layer": "pole"}, {"unreadable", "position_needed"}),
}


@pytest.mark.parametrize("name", FILES)
def test_files_with_known_defects(
    name: str, unchanged: None, shared: Path, imported: Imported
) -> None:
    options, wanted = FILES[name]
    codes, said = told(imported, shared / name, **options)
    assert codes & wanted, (codes, said[:500])


def test_remedies(unchanged: None, shared: Path, imported: Imported) -> None:
    said = {
        "dirty/pyshp_latin1.shp": ".shx",
        "dirty/heffingen_nodes_axis_swapped.geojson": "EPSG:4326@yx",
        "sewer/sia405_abwasser_minimal.xtf": "ili2gpkg",
        "streetlighting/kansas_city_poles_mock_attributes.csv": "position: {x: COLUMN",
        "damage_reports/syracuse_potholes_2016_swapped_latlon.csv": "km outside",
        "dirty/communes_accented_cp1252_no_prj_no_cpg.shp": "EPSG:2169",
    }
    for name, remedy in said.items():
        options: dict[str, Any] = {"layer": "pole"}
        if name.startswith("dirty/communes"):
            options["layer"] = "parcel"
        assert remedy in told(imported, shared / name, **options)[1], name


def _shape(tmp_path: Path, **options: Any) -> Path:
    frame = gpd.GeoDataFrame(
        {"code": ["A", "B"]},
        geometry=[shapely.Point(85000, 93000), shapely.Point(85100, 93000)],
        crs="EPSG:2169",
    )
    frame.to_file(tmp_path / "pole.shp", **options)
    return tmp_path / "pole.shp"


def _zip(path: Path, members: dict[str, bytes]) -> Path:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # names given twice
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in members.items():
                archive.writestr(name, content)
    return path


GPKG = "pole.gpkg"


def _gpkg(path: Path, geometries: list[Any], **columns: Any) -> Path:
    frame = gpd.GeoDataFrame(columns, geometry=geometries, crs="EPSG:2169")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # mixed geometries
        frame.to_file(path, layer="pole", driver="GPKG")
    return path


INSIDE = shapely.Point(85000, 93000)


def truncated_gpkg(path: Path) -> Path:
    _gpkg(path / GPKG, [INSIDE] * 500, code=[f"P{n}" for n in range(500)])
    data = (path / GPKG).read_bytes()
    (path / GPKG).write_bytes(data[: len(data) // 2])
    return path / GPKG


def truncated_geojson(path: Path) -> Path:
    file = path / "pole.geojson"
    file.write_text('{"type": "FeatureCollection", "features": [{"type": "Feature", "geom')
    return file


def truncated_shape(path: Path) -> Path:
    file = _shape(path)
    file.write_bytes(file.read_bytes()[:-10])
    return file


def truncated_dbf(path: Path) -> Path:
    file = _shape(path)
    table = file.with_suffix(".dbf")
    table.write_bytes(table.read_bytes()[:-100])
    return file


def truncated_zip(path: Path) -> Path:
    file = _zip(path / "a.zip", {"pole.csv": b"a;b\n" + b"1;2\n" * 9999})
    file.write_bytes(file.read_bytes()[:60])
    return file


def truncated_fgb(path: Path) -> Path:
    file = path / "pole.fgb"
    frame = gpd.GeoDataFrame(
        {"code": [f"P{n}" for n in range(500)]}, geometry=[INSIDE] * 500, crs="EPSG:2169"
    )
    frame.to_file(file, driver="FlatGeobuf")
    file.write_bytes(file.read_bytes()[:-9000])
    return file


def ten_gigabytes_claimed(path: Path) -> Path:
    file = _shape(path)
    table = file.with_suffix(".dbf")
    data = bytearray(table.read_bytes())
    data[4:8] = struct.pack("<I", 10_000_000_000 // 81)
    table.write_bytes(data)
    return file


def ten_gigabytes_of_shapes(path: Path) -> Path:
    file = _shape(path)
    data = bytearray(file.read_bytes())
    data[24:28] = struct.pack(">i", 2**31 - 1)
    file.write_bytes(data)
    return file


def without_dbf(path: Path) -> Path:
    file = _shape(path)
    file.with_suffix(".dbf").unlink()
    return file


def without_prj(path: Path) -> Path:
    file = _shape(path)
    file.with_suffix(".prj").unlink()
    return file


def bomb(path: Path) -> Path:
    return _zip(path / "a.zip", {"pole.csv": b"\0" * (64 << 20)})


def traversal(path: Path) -> Path:
    return _zip(path / "a.zip", {"../../etc/pole.csv": b"a;b\n1;2\n"})


def absolute(path: Path) -> Path:
    return _zip(path / "a.zip", {"/tmp/pole.csv": b"a;b\n1;2\n"})  # noqa: S108  never written


def windows(path: Path) -> Path:
    return _zip(path / "a.zip", {"..\\..\\pole.csv": b"a;b\n1;2\n"})


def linked(path: Path) -> Path:
    member = zipfile.ZipInfo("pole.csv")
    member.external_attr = 0o120777 << 16
    with zipfile.ZipFile(path / "a.zip", "w") as archive:
        archive.writestr(member, "/etc/passwd")
    return path / "a.zip"


def nested(path: Path) -> Path:
    inner = _zip(path / "b.zip", {"pole.csv": b"a;b\n1;2\n"})
    return _zip(path / "a.zip", {"b.zip": inner.read_bytes()})


def nothing_known(path: Path) -> Path:
    return _zip(path / "a.zip", {"readme.md": b"hello"})


def several(path: Path) -> Path:
    return _zip(path / "a.zip", {"a.csv": b"a;b\n1;2\n", "b.csv": b"a;b\n1;2\n"})


def many(path: Path) -> Path:
    return _zip(path / "a.zip", {f"{n}.txt": b"" for n in range(1001)})


def same_name(path: Path) -> Path:
    return _zip(path / "a.zip", {"x/a.csv": b"a;b\n1;2\n", "y/a.csv": b"a;b\n1;2\n"})


def wrong_encoding(path: Path) -> Path:
    file = path / "pole.csv"
    file.write_bytes("code;x;y;remark\nA;85000;93000;Käerjeng\n".encode("cp1252"))
    return file


def deep(path: Path) -> Path:
    file = path / "pole.geojson"
    file.write_text('{"a":' * 100 + "1" + "}" * 100)
    return file


UNREADABLE: list[tuple[Callable[[Path], Path], dict[str, Any], str]] = [
    (truncated_gpkg, {}, ""),
    (truncated_geojson, {}, "no JSON"),
    (truncated_shape, {}, "cut off"),
    (truncated_dbf, {}, "cut off"),
    (truncated_zip, {}, "damaged"),
    (truncated_fgb, {}, ""),
    (ten_gigabytes_claimed, {}, "cut off"),
    (ten_gigabytes_of_shapes, {}, "cut off"),
    (without_dbf, {}, ".dbf"),
    (without_prj, {}, "--crs"),
    (bomb, {}, "grow"),
    (traversal, {}, "outside its own folder"),
    (absolute, {}, "outside its own folder"),
    (windows, {}, "outside its own folder"),
    (linked, {}, "link"),
    (nested, {}, "unpack"),
    (nothing_known, {}, "nothing that is read"),
    (several, {}, "unpack"),
    (many, {}, "1001 files"),
    (same_name, {}, "more than once"),
    (wrong_encoding, {"encoding": "utf-8"}, "--encoding"),
    (deep, {}, "100 levels"),
]


@pytest.mark.parametrize(
    ("make", "options", "remedy"), UNREADABLE, ids=lambda v: getattr(v, "__name__", None)
)
def test_broken_files(
    make: Any, options: Any, remedy: str, unchanged: None, imported: Imported, tmp_path: Path
) -> None:
    codes, said = told(imported, make(tmp_path), layer="pole", **options)
    assert codes <= {"unreadable", "crs_needed"}, codes
    assert remedy in said
    left = [each.name for each in tmp_path.parent.rglob("etc")]
    assert not left


@pytest.mark.parametrize(
    ("geometry", "code"),
    [
        (shapely.Point(np.nan, np.nan), "row_without_geometry"),
        (shapely.Point(np.inf, 93000), "geometry_not_finite"),
        (shapely.LineString([(85000, 93000), (85001, 93000)]), "geometry_kind"),
        (shapely.MultiPoint([(85000, 93000), (85001, 93000)]), "geometry_several_parts"),
        (shapely.Point(93000, 85000), None),
        (shapely.Point(6.2, 49.7), "outside_commune"),
        (None, "row_without_geometry"),
    ],
)
def test_bad_geometries(
    geometry: Any, code: str | None, unchanged: None, opened: Any, tmp_path: Path
) -> None:
    path = _gpkg(tmp_path / GPKG, [INSIDE, geometry], code=["A", "B"])
    try:
        with opened("heffingen", source="import") as session:
            report = importer.import_file(session, path, ImportOptions(dry_run=True))
    except ImportRefused as refused:
        report = refused.report
    found = {issue.code for issue in report.issues}
    assert code in found if code else found & {"axes_swapped", "outside_commune"}
    assert any("pole.fid 2" in issue.path for issue in report.issues)
    frames = report.rejects.frames("en").values()
    assert [frame["code"].tolist() for frame in frames] == [["B"]]


def test_self_intersections_are_repaired_and_told(
    make_commune: Any, imported: Imported, tmp_path: Path, rows: Any
) -> None:
    make_commune(boundary=AREA)
    bow = shapely.Polygon([(85000, 93000), (85010, 93010), (85010, 93000), (85000, 93010)])
    frame = gpd.GeoDataFrame({"code": ["A"]}, geometry=[bow], crs="EPSG:2169")
    frame.to_file(tmp_path / "building.gpkg", layer="building", driver="GPKG")
    report = imported("heffingen", tmp_path / "building.gpkg")
    assert "geometry_repaired" in {issue.code for issue in report.issues}
    assert len(rows("heffingen", "building")) == 1


def test_wrong_values_name_row_field_and_remedy(
    unchanged: None, imported: Imported, tmp_path: Path
) -> None:
    path = _gpkg(
        tmp_path / GPKG,
        [shapely.Point(85000 + n, 93000) for n in range(8)],
        code=["A", "A", *"CDEFGH"],
        height_m=[4.0, 5.0, 999.0, 4, 4, 4, 4, 4],
        material=["steel", "unobtainium", *["wood"] * 6],
    )
    with pytest.raises(ImportRefused) as caught:
        imported("heffingen", path)
    issues = caught.value.issues
    assert {(i.code, i.path) for i in issues if i.severity == "error"} == {
        ("duplicate_code", "pole.fid 1.code"),
        ("duplicate_code", "pole.fid 2.code"),
        ("out_of_range", "pole.fid 3.height_m"),
        ("not_in_list", "pole.material"),
    }


def test_limits(unchanged: None, imported: Imported, tmp_path: Path) -> None:
    path = _gpkg(tmp_path / GPKG, [INSIDE] * 50, code=[f"P{n}" for n in range(50)])
    assert told(imported, path, limits=Limits(rows=10))[0] == {"unreadable"}
    assert told(imported, path, limits=Limits(bytes=1000))[0] == {"too_large"}
    packed = _zip(tmp_path / "a.zip", {"a.csv": b"".join(b"%d;x\n" % n for n in range(9999))})
    assert told(imported, packed, limits=Limits(bytes=30_000))[0] == {"too_large"}


@pytest.mark.parametrize("where", ["database", "unpacking"])
def test_a_full_disk(
    where: str, unchanged: None, imported: Imported, tmp_path: Path, monkeypatch: Any
) -> None:
    def full(*_: Any, **__: Any) -> Any:
        if where == "database":
            raise psycopg.errors.DiskFull("could not extend file: No space left on device")
        raise OSError(28, "No space left on device")

    if where == "database":
        monkeypatch.setattr("gis.exchange.staging.copy_rows", full)
    else:
        monkeypatch.setattr("gis.exchange.archive.unpack", full)
    path = _gpkg(tmp_path / GPKG, [INSIDE], code=["A"])
    if where == "unpacking":
        path = _zip(tmp_path / "a.zip", {"pole.gpkg": path.read_bytes()})
    with pytest.raises(NoRoom) as caught:
        imported("heffingen", path)
    assert "Make room" in str(caught.value)


def test_a_sqlite_that_is_none(unchanged: None, imported: Imported, tmp_path: Path) -> None:
    path = tmp_path / "pole.gpkg"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE gpkg_contents (table_name, data_type)")
    connection.execute("INSERT INTO gpkg_contents VALUES ('../../x', 'features')")
    connection.commit()
    connection.close()
    assert told(imported, path)[0] <= {"unreadable", "no_layer"}


def test_unknown_mapping_columns_are_named(
    unchanged: None, imported: Imported, tmp_path: Path
) -> None:
    path = _gpkg(tmp_path / GPKG, [INSIDE], code=["A"])
    mapping = tmp_path / "mapping.yml"
    mapping.write_text(
        "model: ~\nlayers:\n  - from: pole\n    to: pole\n    columns: {kode: code}\n"
    )
    codes, said = told(imported, path, mapping=mapping)
    assert codes == {"bad_mapping"}
    assert "kode" in said
