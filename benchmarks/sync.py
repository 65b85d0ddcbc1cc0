"""A tablet's batch of 500 operations, compared with the same changes as bare SQL.

Run it with ``python benchmarks/sync.py``: it starts a PostGIS of its own in a temporary folder,
durable as in service, and removes it. The bare SQL is journalled like everything else: once as a
transaction for each change, as a program without a batch would do it, and once as one transaction
with a savepoint for each, which is the least that a batch can cost.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import psycopg
from shapely import Point
from sqlalchemy import Engine

from api import migrations
from field_capture.sync import push as sync
from gis import assets
from gis.database.cluster import PrivateCluster
from gis.database.engine import make_engine, make_serving_engine
from gis.session import open_session
from gis.viewer import Viewer, ViewerRole
from layers.catalogue import CATALOGUE

OPERATIONS = sync.MOST_OPERATIONS
ROUNDS = 5
COMMUNE = "heffingen"
CREW = Viewer("crew-bench", ViewerRole.CREW)
VALVE = CATALOGUE["water_valve"]
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
SQL = f"UPDATE {COMMUNE}.water_valve SET remark = %s WHERE id = %s AND version = %s"  # noqa: S608


def main() -> None:
    """Measure, print, and clean up."""
    with tempfile.TemporaryDirectory() as folder, PrivateCluster(Path(folder)) as cluster:
        cluster.ensure_database("netzkaart")
        owner = make_engine(cluster.dsn("netzkaart", "netzkaart_owner"))
        migrations.upgrade(owner)
        with owner.begin() as connection:
            migrations.create_commune(connection, COMMUNE, title="Heffingen", srid=2169)
        engine = make_serving_engine(cluster.dsn("netzkaart", "netzkaart_app"))
        ids = _plant(engine)
        dsn = cluster.dsn("netzkaart", "netzkaart_owner")
        ways: dict[str, Callable[[int], None]] = {
            "one transaction each": lambda n: _each(dsn, ids, n),
            "one savepoint each": lambda n: _savepoints(dsn, ids, n),
            "pushed": lambda n: _pushed(engine, ids, n),
        }
        seconds: dict[str, list[float]] = {name: [] for name in ways}
        version = 1
        for _ in range(ROUNDS):
            for name, way in ways.items():
                start = time.perf_counter()
                way(version)
                seconds[name].append(time.perf_counter() - start)
                version += 1
        _print(seconds)
        created = [_created(engine, n) for n in range(ROUNDS)]
        print(f"{'pushed, all of them new':28} {statistics.median(created):6.2f} s")
        owner.dispose()
        engine.dispose()
        cluster.destroy()


def _print(seconds: dict[str, list[float]]) -> None:
    pushed = statistics.median(seconds["pushed"])
    for name, each in seconds.items():
        middle = statistics.median(each)
        ratio = middle / pushed
        print(f"{name:28} {middle:6.2f} s   speed of a push: {ratio:.2f} of it")


def _plant(engine: Engine) -> list[UUID]:
    with open_session(engine, CATALOGUE, COMMUNE, CREW, source="bench") as session:
        return [
            assets.create(session, VALVE, Point(85_000 + 3 * n, 92_000), {})[0].id
            for n in range(OPERATIONS)
        ]


def _each(dsn: str, ids: list[UUID], version: int) -> None:
    with psycopg.connect(dsn, autocommit=True) as connection:
        for asset in ids:
            connection.execute(SQL, (f"remark {version}", asset, version))


def _savepoints(dsn: str, ids: list[UUID], version: int) -> None:
    with psycopg.connect(dsn) as connection:
        for asset in ids:
            with connection.transaction():
                connection.execute(SQL, (f"remark {version}", asset, version))


def _pushed(engine: Engine, ids: list[UUID], version: int) -> None:
    device = str(uuid4())
    was = f"remark {version - 1}" if version > 1 else None
    changed = {"remark": {"base": was, "new": f"remark {version}"}}
    _push(
        engine,
        [
            _operation(device, n, asset, kind="update", base_version=version, changed=changed)
            for n, asset in enumerate(ids)
        ],
    )


def _created(engine: Engine, turn: int) -> float:
    device = str(uuid4())
    batch = []
    for n in range(OPERATIONS):
        place = [6.22 + 0.0001 * n, 49.76 + 0.001 * turn]
        fix = {"lon": place[0], "lat": place[1], "accuracy_m": 0.03, "source": "nmea"}
        fix |= {"time": "2026-11-22T10:00:00Z", "fix_quality": "rtk_fixed"}
        point = {"type": "Point", "coordinates": place}
        batch.append(_operation(device, n, uuid4(), kind="create", geometry=point, fixes=[fix]))
    start = time.perf_counter()
    _push(engine, batch)
    return time.perf_counter() - start


def _operation(device: str, seq: int, asset: UUID, **more: Any) -> dict[str, Any]:
    return {
        "op_id": str(uuid4()),
        "device_id": device,
        "seq": seq,
        "layer": VALVE.name,
        "asset_id": str(asset),
        "schema_version": CATALOGUE.version,
        "client_time": "2026-11-22T11:00:00Z",
        **more,
    }


def _push(engine: Engine, batch: list[dict[str, Any]]) -> None:
    with open_session(engine, CATALOGUE, COMMUNE, CREW, source="sync") as session:
        receipts = sync.push(session, batch, NOW, timedelta())
    assert {each.outcome.state.value for each in receipts} == {"applied"}, receipts[0]


if __name__ == "__main__":
    main()
