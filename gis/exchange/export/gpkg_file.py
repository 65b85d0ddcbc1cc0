"""GeoPackages (OGC 12-128r18) written with SQLite alone.

This module knows neither our database nor our layers: whoever gets our exports can use it as
it stands. Coordinates are (east, north) or (longitude, latitude) whatever order the CRS's
authority gives them: the standard's annex on geometry encoding says so.
"""

from __future__ import annotations

import re
import sqlite3
import struct
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

APPLICATION_ID = 0x47504B47  # "GPKG"
VERSION = 10300
GEOMETRY = "geom"

SQL_TYPES = {
    "text": "TEXT",
    "code": "TEXT",
    "codes": "TEXT",  # a JSON array: GeoPackage has no lists
    "reference": "TEXT",
    "integer": "MEDIUMINT",
    "number": "DOUBLE",
    "boolean": "BOOLEAN",
    "date": "DATE",
}
"""Kind of a field -> column type of the standard."""

WKB_TYPES = {"Point": 1, "LineString": 2, "Polygon": 3, "MultiPolygon": 6}

_NAME = re.compile(r"[a-z][a-z0-9_]{0,59}\Z")


@dataclass(frozen=True, slots=True)
class Crs:
    """A CRS of EPSG with its WKT (OGC 01-009)."""

    srid: int
    name: str
    wkt: str


@dataclass(frozen=True, slots=True)
class FeatureTable:
    """A table of features: ``(name, kind)`` of its columns, kinds as in `SQL_TYPES`."""

    name: str
    title: str
    geometry: str
    columns: tuple[tuple[str, str], ...]

    def __post_init__(self) -> None:
        for name in (self.name, *(column for column, _ in self.columns)):
            if not _NAME.match(name):
                msg = f"{name!r} cannot be a name in a GeoPackage"
                raise ValueError(msg)


def geometry_blob(wkb: bytes, srid: int, box: tuple[float, float, float, float] | None) -> bytes:
    """Return GeoPackage's geometry: a header, then the WKB (little-endian).

    Parameters
    ----------
    box : tuple of float, optional
        min x, max x, min y, max y: kept in the header for whatever is larger than a point.
    """
    if box is None:
        return struct.pack("<2sBBi", b"GP", 0, 0b00001, srid) + wkb
    return struct.pack("<2sBBi4d", b"GP", 0, 0b00011, srid, *box) + wkb


def box_of(blob: bytes) -> tuple[float, float, float, float]:
    """Return min x, max x, min y, max y of a geometry that `geometry_blob` made."""
    if blob[3] & 0b01110:
        found: tuple[float, float, float, float] = struct.unpack_from("<4d", blob, 8)
        return found
    x, y = struct.unpack_from("<2d", blob, 13)
    return x, x, y, y


class GeoPackage:
    """An open GeoPackage. Nothing is in the file before `transaction` ends."""

    def __init__(self, path: Path) -> None:
        self.connection = sqlite3.connect(path, isolation_level=None)
        # The triggers of the spatial index call these; SQLite has none of its own.
        for number, name in enumerate(("ST_MinX", "ST_MaxX", "ST_MinY", "ST_MaxY")):
            self.connection.create_function(
                name, 1, lambda blob, n=number: box_of(blob)[n], deterministic=True
            )
        self.connection.create_function("ST_IsEmpty", 1, lambda _blob: 0, deterministic=True)

    def close(self) -> None:
        """Close the file; what no transaction ended is gone."""
        self.connection.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Let all that is written within be there at once, or not at all."""
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self.connection.rollback()
            raise
        self.connection.execute("COMMIT")

    def create(self, crs: Crs) -> None:
        """Make an empty file a GeoPackage."""
        run = self.connection.execute
        run(f"PRAGMA application_id = {APPLICATION_ID}")
        run(f"PRAGMA user_version = {VERSION}")
        with self.transaction():
            for statement in _statements("geopackage.sql"):
                run(statement)
            run(
                "INSERT OR REPLACE INTO gpkg_spatial_ref_sys VALUES (?, ?, 'EPSG', ?, ?, NULL)",
                (crs.name, crs.srid, crs.srid, crs.wkt),
            )

    def add_table(self, table: FeatureTable, srid: int) -> None:
        """Add an empty table of features."""
        columns = [f'"{name}" {SQL_TYPES[kind]}' for name, kind in table.columns]
        run = self.connection.execute
        run(
            f'CREATE TABLE "{table.name}" (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,'
            f' "{GEOMETRY}" {table.geometry.upper()} NOT NULL, id TEXT NOT NULL UNIQUE,'
            f" version MEDIUMINT NOT NULL, {', '.join(columns)})"
        )
        run(
            "INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id)"
            " VALUES (?, 'features', ?, ?)",
            (table.name, table.title, srid),
        )
        run(
            "INSERT INTO gpkg_geometry_columns VALUES (?, ?, ?, ?, 0, 0)",
            (table.name, GEOMETRY, table.geometry.upper(), srid),
        )

    def add_attributes(self, name: str, columns: str) -> None:
        """Add a table without geometry, `columns` being SQL."""
        self.connection.execute(f'CREATE TABLE "{name}" ({columns})')
        self.connection.execute(
            "INSERT INTO gpkg_contents (table_name, data_type, identifier) VALUES (?, ?, ?)",
            (name, "attributes", name),
        )

    def insert(self, table: FeatureTable, rows: Iterable[Sequence[Any]]) -> int:
        """Write features ``(geometry blob, id, version, *values)``; return how many."""
        names = ", ".join(f'"{name}"' for name in _names(table))
        marks = ", ".join("?" * len(_names(table)))
        sql = f'INSERT INTO "{table.name}" ({names}) VALUES ({marks})'  # noqa: S608  names are checked
        before = self.connection.total_changes
        self.connection.executemany(sql, rows)
        return self.connection.total_changes - before

    def upsert(self, table: FeatureTable, row: Sequence[Any]) -> None:
        """Write one feature over the one with its id, or as a new one.

        An UPDATE first: the index's triggers do not survive ``ON CONFLICT DO UPDATE``.
        """
        assignments = ", ".join(f'"{name}" = ?' for name in _names(table))
        sql = f'UPDATE "{table.name}" SET {assignments} WHERE id = ?'  # noqa: S608  names are checked
        if self.connection.execute(sql, (*row, row[1])).rowcount == 0:
            self.insert(table, [row])

    def delete(self, table: FeatureTable, identity: str) -> None:
        """Remove the feature with this id, if it is there."""
        self.connection.execute(f'DELETE FROM "{table.name}" WHERE id = ?', (identity,))  # noqa: S608  a checked name

    def index(self, table: FeatureTable) -> None:
        """Give a filled table its spatial index (extension ``gpkg_rtree_index``)."""
        name, index = table.name, f"rtree_{table.name}_{GEOMETRY}"
        run = self.connection.execute
        run(f'CREATE VIRTUAL TABLE "{index}" USING rtree(id, minx, maxx, miny, maxy)')
        rows = run(f'SELECT fid, "{GEOMETRY}" FROM "{name}"')  # noqa: S608  a checked name
        boxes = ((fid, *box_of(blob)) for fid, blob in rows)
        self.connection.executemany(f'INSERT INTO "{index}" VALUES (?, ?, ?, ?, ?)', boxes)  # noqa: S608  a checked name
        for trigger in _statements("spatial_index.sql"):
            run(trigger.replace("{t}", name).replace("{c}", GEOMETRY))
        run(
            "INSERT INTO gpkg_extensions VALUES (?, ?, 'gpkg_rtree_index',"
            " 'http://www.geopackage.org/spec120/#extension_rtree', 'write-only')",
            (name, GEOMETRY),
        )

    def describe(self, table: FeatureTable, at: datetime) -> None:
        """Note the table's extent and when it last changed."""
        index = f"rtree_{table.name}_{GEOMETRY}"
        box = self.connection.execute(
            f'SELECT min(minx), min(miny), max(maxx), max(maxy) FROM "{index}"'  # noqa: S608  a checked name
        ).fetchone()
        self.connection.execute(
            "UPDATE gpkg_contents SET min_x = ?, min_y = ?, max_x = ?, max_y = ?, last_change = ?"
            " WHERE table_name = ?",
            (*box, at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z"), table.name),
        )


def _names(table: FeatureTable) -> tuple[str, ...]:
    return (GEOMETRY, "id", "version", *(name for name, _ in table.columns))


def _statements(name: str) -> list[str]:
    """Return the statements of one of our scripts: `executescript` would commit before it."""
    script = files("gis.exchange.export").joinpath("sql", name).read_text(encoding="utf-8")
    return [part for part in script.split("\n\n") if not part.startswith("--")]
