"""Files that go through in parts behave like those that are held in memory."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pytest
import shapely

from gis.exchange import large, ogr, source
from gis.exchange.errors import ImportRefused
from gis.exchange.report import ImportReport
from tests.gis.exchange.conftest import assert_one_account

Imported = Callable[..., ImportReport]

AREA = shapely.box(70000, 90000, 100000, 100000)
COUNT = 250


@pytest.fixture(autouse=True)
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a hundred rows be many, and thirty a part."""
    monkeypatch.setattr(large, "LARGE", 100)
    monkeypatch.setattr(ogr, "LARGE", 100)
    monkeypatch.setattr(ogr, "SAMPLE", 50)
    monkeypatch.setattr(ogr, "PART", 30)
    monkeypatch.setattr(source, "PART", 30)


def poles(path: Path, **columns: Any) -> Path:
    numbers = np.arange(COUNT)
    frame = gpd.GeoDataFrame(
        {
            "code": [f"P{n}" for n in numbers],
            "height_m": np.where(numbers % 7, 4.5, np.nan),
            "material": np.where(numbers % 2, "steel", "wood"),
            "checked_on": gpd.pd.to_datetime("2020-01-01") + gpd.pd.to_timedelta(numbers, "D"),
            "installed_year": 1950 + numbers % 70,
            **columns,
        },
        geometry=shapely.points(85000.0 + numbers, 93000.0),
        crs="EPSG:2169",
    )
    frame.to_file(path / "pole.gpkg", layer="pole", driver="GPKG")
    return path / "pole.gpkg"


def outcome(report: ImportReport) -> tuple[int, ...]:
    return tuple(report.total(w) for w in ("read", "created", "changed", "unchanged", "rejected"))


def state(rows: Any, layer: str = "pole") -> list[dict[str, Any]]:
    return [{k: v for k, v in row.items() if k != "geom"} for row in rows("heffingen", layer)]


@pytest.mark.parametrize("suffix", ["gpkg", "csv"])
def test_the_same_as_in_one_piece(  # the ids, too: a file that grows stays the same assets
    suffix: str,
    make_commune: Any,
    imported: Imported,
    rows: Any,
    revisions: Any,
    tmp_path: Path,
    monkeypatch: Any,
) -> None:
    path = poles(tmp_path)
    if suffix == "csv":
        frame = gpd.read_file(path)
        table = gpd.pd.DataFrame(frame.drop(columns="geometry"))
        table["x"], table["y"] = frame.geometry.x, frame.geometry.y
        path = tmp_path / "pole.csv"
        table.to_csv(path, index=False)
    make_commune(boundary=AREA)
    assert outcome(imported("heffingen", path, crs="EPSG:2169")) == (COUNT, COUNT, 0, 0, 0)
    first = state(rows)
    assert revisions("heffingen") == [1, COUNT]
    assert outcome(imported("heffingen", path, crs="EPSG:2169")) == (COUNT, 0, 0, COUNT, 0)
    monkeypatch.setattr(large, "LARGE", 10**6)
    monkeypatch.setattr(ogr, "LARGE", 10**6)
    assert outcome(imported("heffingen", path, crs="EPSG:2169")) == (COUNT, 0, 0, COUNT, 0)
    assert state(rows) == first
    assert {row["height_m"] for row in first} == {4.5, None}
    assert threading.active_count() < 10


def test_a_changed_file_changes_what_it_says(
    make_commune: Any, imported: Imported, rows: Any, revisions: Any, tmp_path: Path
) -> None:
    make_commune(boundary=AREA)
    imported("heffingen", poles(tmp_path))
    (tmp_path / "pole.gpkg").unlink()
    years = 1950 + np.arange(COUNT) % 70
    years[[3, 77, 200]] = 2001
    report = imported("heffingen", poles(tmp_path, installed_year=years))
    assert outcome(report) == (COUNT, 0, 3, COUNT - 3, 0)
    assert sum(revisions("heffingen")[2:]) == 3


def test_an_error_anywhere_refuses_all(
    make_commune: Any, imported: Imported, rows: Any, revisions: Any, tmp_path: Path
) -> None:
    make_commune(boundary=AREA)
    heights = np.full(COUNT, 4.5)
    heights[[5, 240]] = 999
    path = poles(tmp_path, height_m=heights)
    with pytest.raises(ImportRefused) as caught:
        imported("heffingen", path)
    assert [issue.path for issue in caught.value.issues] == [
        "pole.fid 6.height_m", "pole.fid 241.height_m"
    ]  # fmt: skip
    assert rows("heffingen", "pole") == []
    assert revisions("heffingen") == [1]
    report = imported("heffingen", path, skip_errors=True)
    assert outcome(report) == (COUNT, COUNT - 2, 0, 0, 2)
    assert sorted(report.rejects.frames("en")["pole"]["code"]) == ["P240", "P5"]


def test_a_trial_changes_nothing(
    make_commune: Any, imported: Imported, rows: Any, revisions: Any, tmp_path: Path
) -> None:
    make_commune(boundary=AREA)
    report = imported("heffingen", poles(tmp_path), dry_run=True)
    assert outcome(report) == (COUNT, COUNT, 0, 0, 0)
    assert rows("heffingen", "pole") == []
    assert revisions("heffingen") == [1]


def test_codes_that_occur_more_than_once(
    make_commune: Any, imported: Imported, rows: Any, tmp_path: Path
) -> None:
    make_commune(boundary=AREA)
    codes = [f"P{n}" for n in range(COUNT)]
    codes[200] = "P3"
    path = poles(tmp_path, code=codes)
    with pytest.raises(ImportRefused) as caught:
        imported("heffingen", path)
    assert {(i.code, i.path) for i in caught.value.issues} == {
        ("duplicate_code", "pole.fid 4.code"),
        ("duplicate_code", "pole.fid 201.code"),
    }
    report = imported("heffingen", path, skip_errors=True)
    assert outcome(report) == (COUNT, COUNT - 2, 0, 0, 2)


def test_an_error_beside_a_code_that_occurs_twice_is_told(
    make_commune: Any, imported: Imported, tmp_path: Path
) -> None:
    make_commune(boundary=AREA)
    codes, heights = [f"P{n}" for n in range(COUNT)], np.full(COUNT, 4.5)
    codes[200] = "P3"
    heights[[0, 210]] = 999
    path = poles(tmp_path, code=codes, height_m=heights)
    with pytest.raises(ImportRefused) as caught:
        imported("heffingen", path)
    assert Counter(issue.code for issue in caught.value.issues) == {
        "duplicate_code": 2,
        "out_of_range": 2,
    }
    report = imported("heffingen", path, skip_errors=True)
    assert outcome(report) == (COUNT, COUNT - 4, 0, 0, 4)
    assert_one_account(report, tmp_path, 4)


def test_rows_without_code_are_numbered_after_the_codes_of_the_file(
    make_commune: Any, imported: Imported, rows: Any, tmp_path: Path
) -> None:
    make_commune(boundary=AREA)
    from layers.catalogue import CATALOGUE

    prefix = CATALOGUE["pole"].code_prefix
    codes: list[Any] = [None] * COUNT
    codes[240] = f"{prefix}-00005"
    path = poles(tmp_path, code=codes)
    assert outcome(imported("heffingen", path)) == (COUNT, COUNT, 0, 0, 0)
    found = sorted(row["code"] for row in rows("heffingen", "pole"))
    assert found[0] == f"{prefix}-00005"
    assert found[1] == f"{prefix}-00006"
    assert len(set(found)) == COUNT
    assert outcome(imported("heffingen", path)) == (COUNT, 0, 0, COUNT, 0)


def test_the_indexes_are_as_before(
    make_commune: Any, owner_engine: Any, imported: Imported, tmp_path: Path, monkeypatch: Any
) -> None:
    """Also where the owner, alone, puts them aside."""
    from gis.database.schema import describe
    from gis.exchange import indexes
    from gis.exchange.importer import import_file
    from gis.exchange.options import ImportOptions
    from gis.session import open_session
    from layers.catalogue import CATALOGUE
    from tests.conftest import PLANNER

    make_commune(boundary=AREA)
    with owner_engine.connect() as connection:
        before = describe(connection, "heffingen")
    monkeypatch.setattr(indexes, "_ALONE", "SELECT true WHERE :journal <> ''")
    codes = [f"P{n}" for n in range(COUNT)]
    codes[249] = "P0"
    path = poles(tmp_path, code=codes)
    for skip in (False, True):
        try:
            with open_session(
                owner_engine, CATALOGUE, "heffingen", PLANNER, source="import"
            ) as session:
                report = import_file(session, path, ImportOptions(skip_errors=skip))
        except ImportRefused as refused:
            assert not skip
            report = refused.report
        with owner_engine.connect() as connection:
            assert describe(connection, "heffingen") == before
    assert outcome(report) == (COUNT, COUNT - 2, 0, 0, 2)


def test_references_across_layers(
    make_commune: Any, imported: Imported, rows: Any, tmp_path: Path
) -> None:
    make_commune(boundary=AREA)
    path = poles(tmp_path)
    lamps = gpd.GeoDataFrame(
        {
            "code": [f"L{n}" for n in range(COUNT)],
            "pole": [f"P{n}" for n in range(COUNT - 1)] + ["P9999"],
        },
        geometry=shapely.points(85000.0 + np.arange(COUNT), 93000.0),
        crs="EPSG:2169",
    )
    lamps.to_file(path, layer="luminaire", driver="GPKG", mode="a")
    report = imported("heffingen", path, skip_errors=True)
    assert [issue.code for issue in report.issues if issue.severity == "error"] == [
        "not_a_reference"
    ]
    assert outcome(report) == (2 * COUNT, 2 * COUNT - 1, 0, 0, 1)
    ids = {row["code"]: row["id"] for row in rows("heffingen", "pole")}
    assert all(row["pole"] == ids[f"P{row['code'][1:]}"] for row in rows("heffingen", "luminaire"))
