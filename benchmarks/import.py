"""How fast files come in: rows a second, memory, and the ratio to a plain binary COPY.

Run it with ``python benchmarks/import.py [ROWS]`` (a million by default): it starts a PostGIS of
its own in a temporary folder. Every figure of one run is measured on the same machine, one after
another: the ratios count, absolute figures drift with whatever else the machine does. Beside the
seconds stand those of the processor, which drift less.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from uuid import uuid4

import generate
import pyogrio
import shapely
from psycopg import sql
from sqlalchemy import Engine, text

from api import migrations
from gis.database.cluster import OWNER_ROLE, PrivateCluster
from gis.database.engine import make_engine
from gis.database.schema import driver_connection
from gis.exchange.importer import import_file
from gis.exchange.options import ImportOptions
from gis.session import open_session
from gis.viewer import Viewer, ViewerRole
from layers.catalogue import CATALOGUE

COMMUNE = "bench"
VIEWER = Viewer("benchmark", ViewerRole.ADMIN)
MILLION = 1_000_000
_TYPES = {
    "code": "text",
    "status": "text",
    "owner": "text",
    "installed_year": "int4",
    "remark": "text",
    "accuracy_m": "float8",
    "height_m": "float8",
    "material": "text",
    "checked_on": "date",
}


@dataclass(frozen=True, slots=True)
class Measured:
    """Rows, seconds, processor seconds of client and database, peak memory in MB."""

    rows: int
    seconds: float
    client_s: float
    database_s: float
    peak_mb: int

    def __str__(self) -> str:
        return (
            f"{self.rows / self.seconds:>9,.0f} rows/s  {self.seconds:6.1f} s"
            f"  (client {self.client_s:5.1f}, database {self.database_s:5.1f} s of CPU)"
            f"  peak {self.peak_mb} MB"
        )


@contextmanager
def owner(dsn: str) -> Iterator[Engine]:
    """Yield an engine of the role that owns the tables."""
    engine = make_engine(dsn, statement_timeout_s=0)
    try:
        yield engine
    finally:
        engine.dispose()


def _backend_cpu(pid: int) -> float:
    status = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(status[11]) + int(status[12])) / 100


def measured(engine: Engine, rows: int, work: Callable[..., None]) -> Measured:
    """Measure work that is given a session."""
    with open_session(engine, CATALOGUE, COMMUNE, VIEWER, source="import") as session:
        pid = driver_connection(session.connection).info.backend_pid
        started, client, database = time.perf_counter(), time.process_time(), _backend_cpu(pid)
        work(session)
        database = _backend_cpu(pid) - database
    seconds, client = time.perf_counter() - started, time.process_time() - client
    return Measured(rows, seconds, client, database, getrusage(RUSAGE_SELF).ru_maxrss >> 10)


def imported(dsn: str, path: Path, rows: int) -> Measured:
    """Import a file: read, checked, placed, journalled."""

    def work(session: object) -> None:
        report = import_file(session, path, ImportOptions())  # type: ignore[arg-type]
        assert report.total("read") == rows, report.to_json()
        assert report.errors == 0

    with owner(dsn) as engine:
        return measured(engine, rows, work)


def copied(dsn: str, path: Path, rows: int) -> Measured:
    """Send rows that are ready in memory by binary COPY, without journal or check of any kind."""
    _, _, shapes, fields = pyogrio.raw.read(path)
    marked = shapely.set_srid(shapely.from_wkb(shapes), 2169)
    geometries = shapely.to_wkb(marked, include_srid=True)
    columns = [list(_python(values)) for values in fields]
    ids = [uuid4().bytes for _ in range(rows)]

    def work(session: object) -> None:
        connection = session.connection  # type: ignore[attr-defined]
        connection.execute(text(f"ALTER TABLE {COMMUNE}.pole DISABLE TRIGGER USER"))
        names = sql.SQL(", ").join(map(sql.Identifier, ("id", "geom", *_TYPES)))
        statement = sql.SQL("COPY {} ({}) FROM STDIN (FORMAT BINARY)").format(
            sql.Identifier(COMMUNE, "pole"), names
        )
        with driver_connection(connection).cursor() as cursor, cursor.copy(statement) as copy:
            copy.set_types(["bytea", "bytea", *_TYPES.values()])
            for row in zip(ids, geometries, *columns, strict=True):
                copy.write_row(row)
        connection.execute(text(f"ALTER TABLE {COMMUNE}.pole ENABLE TRIGGER USER"))

    with owner(dsn) as engine:
        return measured(engine, rows, work)


def _python(values: object) -> list[object]:
    found: list[object] = values.tolist()  # type: ignore[attr-defined]
    return [None if value != value else value for value in found]  # noqa: PLR0124  NaN


def emptied(dsn: str) -> None:
    """Make the commune anew."""
    with owner(dsn) as engine, engine.begin() as connection:
        connection.execute(text(f"DROP SCHEMA IF EXISTS {COMMUNE} CASCADE"))
        connection.execute(text("DELETE FROM platform.commune WHERE name = :n"), {"n": COMMUNE})
        migrations.create_commune(connection, COMMUNE, title="Bench", srid=2169)


def in_a_process_of_its_own(work: Callable[..., Measured], *arguments: object) -> Measured:
    """Let no measurement profit from the memory or the caches of another."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(work, *arguments).result()


def main(rows: int = MILLION) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder, PrivateCluster(Path(folder)) as cluster:
        cluster.ensure_database("netzkaart")
        dsn = cluster.dsn("netzkaart", OWNER_ROLE)
        with owner(dsn) as engine:
            migrations.upgrade(engine)
        first = generate.points(Path(folder) / "first.gpkg", rows)
        second = generate.points(Path(folder) / "second.gpkg", rows, first=rows)
        results: dict[str, Measured] = {}
        for name, empty, work, path in (
            ("COPY into the empty, indexed table, no journal", True, copied, first),
            ("COPY of as many more", False, copied, second),
            ("import into the empty layer", True, imported, first),
            ("import of as many more", False, imported, second),
            ("the same file again", False, imported, second),
        ):
            if empty:
                emptied(dsn)
            results[name] = in_a_process_of_its_own(work, dsn, path, rows)
            print(f"{name:48} {results[name]}", flush=True)
        empty_copy, filled_copy, empty_import, filled_import, _ = results.values()
        print(f"empty layer: {empty_copy.seconds / empty_import.seconds:.2f} of COPY")
        print(f"filled layer: {filled_copy.seconds / filled_import.seconds:.2f} of COPY")
        cluster.destroy()


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
