"""Files as people send them, and the door they go through."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pyogrio
import pytest
from rich.console import Console
from sqlalchemy import text

from gis.exchange.importer import import_file
from gis.exchange.options import ImportOptions
from gis.exchange.report import ImportReport

EXCERPTS = Path(__file__).parents[2] / "data" / "exchange"

_CELLS = 7
"""Of a line of the terminal's table."""

Feature = tuple[dict[str, Any] | None, dict[str, Any]]


@pytest.fixture
def geojson(tmp_path: Path) -> Callable[..., Path]:
    """Write features, given as pairs of geometry and properties, to a file."""

    def write(features: Iterable[Feature], name: str = "file.geojson", **members: Any) -> Path:
        collection = {
            "type": "FeatureCollection",
            **members,
            "features": [
                {"type": "Feature", "geometry": geometry, "properties": properties}
                for geometry, properties in features
            ],
        }
        path = tmp_path / name
        path.write_text(json.dumps(collection, ensure_ascii=False), encoding="utf-8")
        return path

    return write


@pytest.fixture
def imported(opened: Any) -> Callable[..., ImportReport]:
    """Import a file in a transaction of its own: ``imported("heffingen", path, layer="pole")``."""

    def run(commune: str, path: Path, **options: Any) -> ImportReport:
        with opened(commune, source="import") as session:
            return import_file(session, path, ImportOptions(**options))

    return run


@pytest.fixture
def revisions(opened: Any) -> Callable[[str], list[int]]:
    """Return how many rows each revision of a commune's journal has."""

    def read(commune: str) -> list[int]:
        with opened(commune) as session:
            schema = session.quoted_schema
            rows = session.connection.execute(
                text(
                    f"SELECT count(j.n) FROM {schema}.revision r JOIN {schema}.journal j USING (tx)"  # noqa: S608  a test's own schema
                    " GROUP BY r.revision ORDER BY r.revision"
                )
            )
            return [row[0] for row in rows]

    return read


@pytest.fixture
def rows(opened: Any) -> Callable[..., list[dict[str, Any]]]:
    """Return the rows of a layer by code, geometry as text with whole metres."""

    def read(commune: str, layer: str) -> list[dict[str, Any]]:
        with opened(commune) as session:
            schema = session.quoted_schema
            found = session.connection.execute(
                text(
                    f"SELECT *, ST_AsText(geom, 2) AS wkt FROM {schema}.{layer} ORDER BY code"  # noqa: S608  likewise
                )
            )
            return [dict(row._mapping) for row in found]

    return read


def assert_one_account(report: ImportReport, folder: Path, rejected: int) -> None:
    """Terminal, JSON and the file of rejects count the same rows."""
    path = folder / "account.gpkg"
    report.rejects.write(path, "en")
    listed = [name for name, _ in pyogrio.list_layers(path)]
    written = [
        row for name in listed for row in pyogrio.read_dataframe(path, layer=name).itertuples()
    ]
    assert len(written) == rejected
    assert all(row.import_codes and row.import_reasons for row in written)
    told = report.to_json("en")
    assert told["rows"]["rejected"] == rejected
    assert sum(layer["rows"]["rejected"] for layer in told["layers"]) == rejected
    console = Console(record=True, width=200)
    report.render(console, "en")
    shown = [line.split() for line in console.export_text().splitlines()]
    assert sum(
        int(cells[-1]) for cells in shown if len(cells) == _CELLS and cells[2].isdigit()
    ) == (rejected)


def point(x: float, y: float) -> dict[str, Any]:
    return {"type": "Point", "coordinates": [x, y]}


HOME = (6.24, 49.77)
"""In Heffingen, degrees."""
