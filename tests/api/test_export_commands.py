"""``netzkaart export ...`` writes what HTTP serves, and nothing half."""

from __future__ import annotations

import json
from contextlib import contextmanager
from pathlib import Path

import pyogrio
import pytest
from shapely import Point
from typer.testing import CliRunner

from api.cli import app
from api.commands import export
from gis import assets


@pytest.fixture
def run(make_commune, opened, owner_engine, monkeypatch):
    make_commune()
    with opened("heffingen") as session:
        for n in range(3):
            assets.create(session, session.layer("pole"), Point(85_000 + n, 92_000), {})
        assets.create(session, session.layer("water_pump"), Point(85_000, 92_000), {})

    @contextmanager
    def engine(_settings):
        yield owner_engine

    monkeypatch.setattr(export, "owner_engine", engine)

    def invoke(*arguments: object, code: int = 0) -> str:
        done = CliRunner().invoke(app, ["export", *map(str, arguments)])
        assert done.exit_code == code, done.output
        return done.stdout

    return invoke


def test_geojson(run, tmp_path: Path) -> None:
    run("geojson", "-c", "heffingen", "--layer", "pole", "--out", tmp_path)
    assert len(json.loads((tmp_path / "pole.geojson").read_bytes())["features"]) == 3
    run("geojson", "-c", "heffingen", "--layer", "pole", "--out", tmp_path, "--jsonfg")
    assert "conformsTo" in json.loads((tmp_path / "pole.geojson").read_bytes())
    assert [path.name for path in tmp_path.iterdir()] == ["pole.geojson"]


def test_geopackage_and_flatgeobuf(run, tmp_path: Path) -> None:
    package = tmp_path / "all.gpkg"
    run("geopackage", "-c", "heffingen", "--out", package)
    names = {str(name) for name, _ in pyogrio.list_layers(package)}
    assert {"pole", "water_pump"} <= names
    run("geopackage", "-c", "heffingen", "--out", package, "--as", "machine")
    assert "water_pump" not in {str(name) for name, _ in pyogrio.list_layers(package)}
    run("flatgeobuf", "-c", "heffingen", "--layer", "pole", "--out", tmp_path)
    assert pyogrio.read_info(tmp_path / "pole.fgb")["features"] == 3
    assert {path.name for path in tmp_path.iterdir()} == {"all.gpkg", "pole.fgb"}


def test_sigi_and_verify(run, opened, tmp_path: Path) -> None:
    folder = Path(run("sigi", "-c", "heffingen", "--out", tmp_path).strip())
    assert Path(run("sigi", "-c", "heffingen", "--out", tmp_path).strip()) == folder
    run("verify", folder)
    cursor = json.loads((folder / "manifest.json").read_bytes())["cursor"]
    assert run("sigi", "-c", "heffingen", "--out", tmp_path / "d", "--since", cursor) == ""
    with opened("heffingen") as session:
        assets.create(session, session.layer("pole"), Point(85_009, 92_000), {})
    changes = Path(run("sigi", "-c", "heffingen", "--out", tmp_path, "--since", cursor).strip())
    assert len(json.loads(changes.read_bytes())["upserts"]) == 1
    run("sigi", "-c", "heffingen", "--out", tmp_path, "--since", "other.1", code=1)
    (folder / "pole.geojson").write_bytes(b"")
    run("verify", folder, code=1)
