"""The files of an export, read back by other people's programs; broken ones are told apart."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from typing import Any

import jsonschema
import numpy as np
import pyogrio
import pytest
import shapely
from sqlalchemy import Text, cast, func, select, text

from gis.exchange.export import bundle, geopackage, gpkg_file, verify
from gis.exchange.export.profile import schema
from gis.exchange.export.text import content
from gis.session import open_session
from gis.viewer import Viewer, ViewerRole
from layers.catalogue import CATALOGUE
from layers.spec import GeometryKind, Kind, Layer, Visibility

MACHINE = Viewer("test-machine", ViewerRole.MACHINE)
ROWS = 7
NASTY = ['a "q" \\ \\n', "tab\there\nline", "é 😀 \u2028 </script>", "'); DROP TABLE x; --", "\x01"]

_GEOMETRY = {
    GeometryKind.POINT: "ST_MakePoint(85000 + :n * 1.2345678, 92000 + :n)",
    GeometryKind.LINE: "ST_MakeLine(ST_MakePoint(85000, 92000 + :n),"
    " ST_MakePoint(85100.123456, 92050.654321))",
    GeometryKind.AREA: "ST_Multi(ST_Difference(ST_Reverse(ST_MakeEnvelope(85000, 92000, 85100 + :n,"
    " 92100)), ST_MakeEnvelope(85010, 92010, 85020, 92020)))",
}


def _value(field: Any, n: int) -> Any:
    match field.kind:
        case Kind.TEXT:
            return NASTY[n % len(NASTY)][: field.max_length]
        case Kind.INTEGER:
            return int(min((field.minimum or 0) + n, field.maximum or 99))
        case Kind.NUMBER:
            low = 0.0 if field.minimum is None else field.minimum
            high = low + 1 if field.maximum is None else field.maximum
            return low + (high - low) * n / 9.0
        case Kind.BOOLEAN:
            return n % 2 == 0
        case Kind.DATE:
            return f"2020-0{n + 1}-28"
        case Kind.CODE:
            return field.codes.values[n % len(field.codes.values)]
        case Kind.CODES:
            return list(field.codes.values[: n + 1])
    return None


@pytest.fixture(scope="module")
def town(owner_engine, engine):
    """Seven assets of every layer: five with every field, one with none."""
    from api import migrations

    with owner_engine.begin() as connection:
        migrations.create_commune(connection, "filesville", title="Files", srid=2169)
    with open_session(engine, CATALOGUE, "filesville", Viewer("t", ViewerRole.ADMIN)) as session:
        for layer in CATALOGUE.values():
            table = session.table(layer)
            geometry = f"ST_SetSRID({_GEOMETRY[layer.geometry]}, 2169)"
            for n in range(ROWS):
                values = {
                    field.name: _value(field, n)
                    for field in layer.all_fields
                    if n < ROWS - 1 and field.name != "code"
                }
                values = {name: value for name, value in values.items() if value is not None}
                place = text(geometry).bindparams(n=n)
                session.connection.execute(
                    table.insert().values(id=func.gen_random_uuid(), geom=place, **values)
                )
    yield "filesville"
    with owner_engine.begin() as connection:
        connection.execute(text("DROP SCHEMA filesville CASCADE"))
        connection.execute(text("DELETE FROM platform.commune WHERE name = 'filesville'"))


@pytest.fixture(scope="module")
def made(town, engine, tmp_path_factory) -> bundle.Bundle:
    from datetime import UTC, datetime

    root = tmp_path_factory.mktemp("bundles")
    with open_session(engine, CATALOGUE, town, MACHINE, snapshot=True) as session:
        found = bundle.build(session, root, datetime(2026, 11, 22, tzinfo=UTC))
        assert found.manifest["content_sha256"] == content(session).sha256
    return found


@pytest.fixture(scope="module")
def held(town, engine) -> dict[str, dict[str, dict[str, Any]]]:
    """What the database holds, by layer and id."""
    found: dict[str, dict[str, dict[str, Any]]] = {}
    with open_session(engine, CATALOGUE, town, MACHINE, snapshot=True) as session:
        for layer in MACHINE.layers(CATALOGUE):
            table = session.table(layer)
            wkb = func.ST_AsBinary(table.c.geom).label("wkb")
            fields = [table.c[field.name] for field in MACHINE.fields(layer)]
            rows = session.connection.execute(
                select(cast(table.c.id, Text).label("id"), table.c.version, wkb, *fields)
            )
            found[layer.name] = {row.id: dict(row._mapping) for row in rows}
    return found


LAYERS = [pytest.param(layer, id=layer.name) for layer in MACHINE.layers(CATALOGUE)]


def _expected(layer: Layer, row: dict[str, Any], name: str) -> Any:
    value = row[name]
    if value is None:
        return None
    kind = layer.by_name[name].kind
    if kind is Kind.CODES:
        return json.dumps(value, separators=(",", ":"), ensure_ascii=False)
    if kind in (Kind.DATE, Kind.REFERENCE):
        return str(value)
    return value


def _read(path: Path, layer: Layer) -> dict[str, dict[str, Any]]:
    info, _, geometries, columns = pyogrio.raw.read(path, layer=layer.name, datetime_as_string=True)
    names = [str(name) for name in info["fields"]]
    found = {}
    for n, wkb in enumerate(geometries):
        row: dict[str, Any] = {"wkb": wkb}
        for name, column in zip(names, columns, strict=True):
            value = column[n]
            row[name] = None if isinstance(value, float) and np.isnan(value) else value
        found[row["id"]] = row
    return found


@pytest.mark.parametrize("layer", LAYERS)
@pytest.mark.parametrize("suffix", ["gpkg", "fgb"])
def test_gdal_finds_what_the_database_holds(made, held, layer: Layer, suffix: str) -> None:
    name = "filesville.gpkg" if suffix == "gpkg" else f"{layer.name}.fgb"
    path = made.folder / name
    info = pyogrio.read_info(path, layer=layer.name)
    assert info["crs"] == "EPSG:2169"
    assert info["geometry_type"] == layer.geometry.value
    found, wanted = _read(path, layer), held[layer.name]
    assert found.keys() == wanted.keys()
    for identity, row in wanted.items():
        other = found[identity]
        assert shapely.from_wkb(other["wkb"]).equals(shapely.from_wkb(bytes(row["wkb"])))
        assert other["version"] == row["version"]
        for field in MACHINE.fields(layer):
            value, expected = other[field.name], _expected(layer, row, field.name)
            if isinstance(value, str) and field.kind is Kind.DATE:
                value = value[:10].replace("/", "-")
            assert value == expected, (identity, field.name)


@pytest.mark.parametrize("layer", LAYERS)
def test_every_feature_fits_the_schema_in_the_bundle(made, layer: Layer) -> None:
    declared = json.loads((made.folder / f"schemas/{layer.name}.json").read_bytes())
    assert declared == json.loads(json.dumps(schema(layer, Visibility.INTERNAL)))
    validator = jsonschema.Draft202012Validator(declared)
    features = json.loads((made.folder / f"{layer.name}.geojson").read_bytes())["features"]
    assert len(features) == ROWS
    for feature in features:
        validator.validate(feature)
    assert features == list(verify.features(made.folder / f"{layer.name}.geojson"))
    records = (made.folder / f"{layer.name}.geojsonl").read_bytes().split(b"\x1e")[1:]
    assert [json.loads(record) for record in records] == features
    foreign = json.loads((made.folder / f"{layer.name}.fg.json").read_bytes())["features"]
    assert [{k: v for k, v in each.items() if k != "place"} for each in foreign] == features


@pytest.mark.skipif(shutil.which("ogr2ogr") is None, reason="ogr2ogr is not installed")
@pytest.mark.parametrize("layer", LAYERS)
def test_ogr2ogr_goes_there_and_back(made, held, layer: Layer, tmp_path: Path) -> None:
    """Our WGS84 to a GeoPackage in LUREF made by GDAL: within a centimetre of where it was."""
    target = tmp_path / "there.gpkg"
    source = made.folder / f"{layer.name}.geojson"
    done = subprocess.run(
        ["ogr2ogr", "-f", "GPKG", "-t_srs", "EPSG:2169", "-nln", layer.name, target, source],
        capture_output=True,
        text=True,
        check=True,
    )
    warnings = [line for line in done.stderr.splitlines() if "StringList" not in line]
    assert warnings == [], "GeoPackage has no lists, GDAL says so; nothing else"
    found = _read(target, layer)
    assert found.keys() == held[layer.name].keys()
    for identity, row in held[layer.name].items():
        there = shapely.from_wkb(found[identity]["wkb"])
        here = shapely.from_wkb(bytes(row["wkb"]))
        assert shapely.hausdorff_distance(there, here) < 0.01
        for field in MACHINE.fields(layer):
            if field.kind in (Kind.TEXT, Kind.CODE, Kind.INTEGER):
                assert found[identity][field.name] == row[field.name]
            if field.kind is Kind.NUMBER and row[field.name] is not None:
                assert np.isclose(found[identity][field.name], row[field.name], rtol=1e-12)


def test_the_triggers_of_the_index_are_those_of_the_standard(made, tmp_path: Path) -> None:
    """Another program may edit our GeoPackage: its index stays in step."""
    path = tmp_path / "edited.gpkg"
    shutil.copyfile(made.folder / "filesville.gpkg", path)
    command = ["ogrinfo", str(path), "-q", "-sql"]
    for sql in (
        "UPDATE pole SET geom = (SELECT geom FROM pole ORDER BY fid DESC LIMIT 1) WHERE fid = 1",
        "DELETE FROM pole WHERE fid = 2",
    ):
        subprocess.run([*command, sql], check=True, capture_output=True)
    with closing(sqlite3.connect(path)) as db:
        ids = {row[0] for row in db.execute("SELECT id FROM rtree_pole_geom")}
        assert ids == {row[0] for row in db.execute("SELECT fid FROM pole")}
        boxes = dict(db.execute("SELECT id, minx FROM rtree_pole_geom"))
    assert boxes[1] == boxes[ROWS]


def test_verify_finds_nothing_wrong(made) -> None:
    found = verify.verify(made.folder)
    assert found.problems == []
    assert found.features == ROWS * len(LAYERS)


def _changed(folder: Path, name: str, old: bytes, new: bytes) -> None:
    path = folder / name
    content = path.read_bytes()
    assert old in content
    path.write_bytes(content.replace(old, new, 1))


def _reseal(folder: Path, name: str) -> None:
    """Let the manifest agree with a file that was changed, as a clumsy exporter would."""
    from gis.exchange.export import files

    path = folder / "manifest.json"
    manifest = json.loads(path.read_bytes())
    written = files.hashed(folder / name)
    for layer in manifest["layers"]:
        if layer["file"] == name:
            layer |= {"bytes": written.bytes, "sha256": written.sha256}
    path.write_text(json.dumps(manifest))


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (lambda f: (f / "pole.geojson").unlink(), "is missing"),
        (lambda f: (f / "pole.fgb").write_bytes(b"x"), "bytes instead of"),
        (lambda f: _changed(f, "pole.geojson", b'"version":1', b'"version":2'), "another SHA-256"),
        (
            lambda f: (
                _changed(f, "pole.geojson", b'"version":1', b'"version":2'),
                _reseal(f, "pole.geojson"),
            ),
            "content_sha256",
        ),
        (
            lambda f: (
                _changed(f, "pole.geojson", b'"Point"', b'"Spot"'),
                _reseal(f, "pole.geojson"),
            ),
            "not a plain Point",
        ),
        (
            lambda f: (
                _changed(f, "pole.geojson", b'"status"', b'"state"'),
                _reseal(f, "pole.geojson"),
            ),
            "not the keys",
        ),
        (
            lambda f: (
                _changed(f, "manifest.json", b'"count": 7', b'"count": 8'),
                None,
            ),
            "instead of 8",
        ),
        (
            lambda f: _changed(f, "manifest.json", b'"file": "notice.txt"', b'"file": "../x"'),
            "outside the bundle",
        ),
    ],
)
def test_verify_names_what_is_wrong(made, tmp_path: Path, change, problem: str) -> None:
    folder = tmp_path / "broken"
    shutil.copytree(made.folder, folder)
    change(folder)
    found = verify.verify(folder)
    assert any(problem in each for each in found.problems), found.problems


def test_a_folder_without_manifest_is_no_bundle(tmp_path: Path) -> None:
    from gis.errors import Unreadable

    with pytest.raises(Unreadable):
        verify.verify(tmp_path)
    (tmp_path / "manifest.json").write_text('{"profile": "other"}')
    with pytest.raises(Unreadable):
        verify.verify(tmp_path)


def test_a_build_that_fails_leaves_nothing(town, engine, tmp_path: Path, now, monkeypatch) -> None:
    def broken(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(geopackage, "flatgeobuf", broken)
    with (
        open_session(engine, CATALOGUE, town, MACHINE, snapshot=True) as session,
        pytest.raises(OSError, match="No space"),
    ):
        bundle.build(session, tmp_path, now)
    assert list(tmp_path.iterdir()) == []


def test_names_in_a_geopackage_are_names() -> None:
    with pytest.raises(ValueError, match="cannot be a name"):
        gpkg_file.FeatureTable('x"; DROP TABLE y; --', "", "Point", ())
    with pytest.raises(ValueError, match="cannot be a name"):
        gpkg_file.FeatureTable("x", "", "Point", (("A b", "text"),))


def test_what_no_transaction_ended_is_not_there(tmp_path: Path) -> None:
    path = tmp_path / "x.gpkg"
    table = gpkg_file.FeatureTable("spot", "Spots", "Point", (("name", "text"),))
    with closing(gpkg_file.GeoPackage(path)) as package:
        package.create(gpkg_file.Crs(2169, "LUREF", "undefined"))
        with package.transaction():
            package.add_table(table, 2169)
            package.index(table)
        blob = gpkg_file.geometry_blob(bytes(shapely.Point(1, 2).wkb), 2169, None)
        with pytest.raises(KeyError), package.transaction():  # noqa: PT012  both belong together
            package.upsert(table, (blob, "a", 1, "gone"))
            raise KeyError
        with package.transaction():
            package.upsert(table, (blob, "a", 1, "first"))
            package.upsert(table, (blob, "a", 2, "second"))
            package.upsert(table, (blob, "b", 1, "other"))
            package.delete(table, "b")
            package.delete(table, "unheard")
        rows = package.connection.execute("SELECT id, version, name FROM spot").fetchall()
        assert rows == [("a", 2, "second")]
        assert package.connection.execute("SELECT minx FROM rtree_spot_geom").fetchall() == [(1,)]
