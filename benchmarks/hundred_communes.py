"""A hundred communes on one machine: created, migrated, served; seconds and memory.

Run it with ``python benchmarks/hundred_communes.py [NUMBER]``: it starts a PostGIS of its own in
a temporary folder and a server on a free port, and leaves neither behind.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, text

from api import migrations
from api.migrations.generate import next_migration
from gis.database.cluster import APP_ROLE, OWNER_ROLE, PrivateCluster
from gis.database.engine import make_engine
from gis.database.schema import quoted
from layers.catalogue import CATALOGUE
from layers.spec import Field, GeometryKind, Kind, Layer, Role, Shape, Symbol, Text, Theme

ROOT = Path(__file__).parent.parent
ASSETS = 200
WORKERS = 16
SEED = 7

BENCH = Layer(
    name="bench",
    theme=Theme("furniture", Text("Miwwelen", "Mobilier urbain", "Stadtmöbel", "Furniture")),
    label=Text("Bänken", "bancs", "Bänke", "benches"),
    geometry=GeometryKind.POINT,
    role=Role.ORIENTS,
    symbol=Symbol(colour="#5b3a1e", shape=Shape.SQUARE),
    code_prefix="BE",
    fields=(
        Field(
            name="seats",
            kind=Kind.INTEGER,
            label=Text("Plazen", "places", "Plätze", "seats"),
            minimum=1,
            maximum=20,
        ),
    ),
)


def timed(what: str, work: Callable[[], Any]) -> Any:
    """Do something and say how long it took."""
    start = time.perf_counter()
    result = work()
    print(f"{what:<58}{time.perf_counter() - start:9.2f} s", flush=True)
    return result


def memory_mb(pid: int) -> tuple[float, float]:
    """Return a process's own memory, and its share of all (PSS), in MB."""
    own = shared = 0
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        name, _, rest = line.partition(":")
        if name.startswith("Private_"):
            own += int(rest.split()[0])
        elif name == "Pss":
            shared = int(rest.split()[0])
    return own / 1024, shared / 1024


def tree(root: int) -> list[int]:
    """Return a process and everything it started."""
    children: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        children.setdefault(int(fields[1]), []).append(int(stat.parent.name))
    found, waiting = [], [root]
    while waiting:
        found.append(waiting.pop())
        waiting += children.get(found[-1], [])
    return found


def backends(engine: Engine) -> list[int]:
    """Return the server processes that work for the serving role."""
    query = text("SELECT pid FROM pg_stat_activity WHERE usename = :role")
    with engine.connect() as connection:
        return list(connection.scalars(query, {"role": APP_ROLE}))


def fill(engine: Engine, name: str) -> None:
    """Give a commune some poles and valves."""
    with engine.begin() as connection:
        for table in ("pole", "water_valve", "sewer_manhole"):
            connection.execute(
                text(
                    f"INSERT INTO {quoted(name)}.{table} (id, geom)"  # noqa: S608
                    " SELECT gen_random_uuid(), ST_SetSRID(ST_MakePoint("
                    "  85000 + 1000 * random(), 92000 + 1000 * random()), 2169)"
                    " FROM generate_series(1, :assets)"
                ),
                {"assets": ASSETS},
            )


@contextmanager
def server(home: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Run ``netzkaart serve`` on a free port until the block ends."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "api.cli", "serve", "--port", str(port)]
    environment = os.environ | {"NETZKAART_HOME": str(home), "PYTHONPATH": str(ROOT)}
    with (home / "server.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
    address = f"http://127.0.0.1:{port}"
    try:
        wait(process, address, home / "server.log")
        yield address, process
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)


def wait(process: subprocess.Popen[bytes], address: str, log: Path) -> None:
    """Wait until the server answers that it can work."""
    end = time.monotonic() + 300
    while True:
        try:
            fetch(f"{address}/readyz")
        except OSError:
            if process.poll() is not None or time.monotonic() > end:
                sys.exit(log.read_text())
            time.sleep(0.05)
        else:
            return


def fetch(address: str) -> float:
    """Return how long an answer took."""
    start = time.perf_counter()
    with urllib.request.urlopen(address, timeout=60) as answer:  # noqa: S310  our own address
        answer.read()
    return time.perf_counter() - start


def percentile(values: list[float], share: float) -> float:
    """Return the value that `share` of all do not exceed, in milliseconds."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))] * 1000


def serve_all(address: str, names: list[str]) -> None:
    """Ask every commune for items, a tile and its list of collections, by many at once."""
    asked = [
        f"{address}/ogc/{name}/{path}"
        for name in names
        for path in (
            "collections/pole/items?limit=100",
            "tiles/pole/14/8475/5563.mvt",
            "collections/pole",
            "collections",
        )
    ]
    random.Random(SEED).shuffle(asked)  # noqa: S311  repeatable
    for turn in ("first", "second"):
        start = time.perf_counter()
        with ThreadPoolExecutor(WORKERS) as pool:
            took = list(pool.map(fetch, asked))
        seconds = time.perf_counter() - start
        print(
            f"{turn} {len(asked)} requests to {len(names)} communes: {len(asked) / seconds:.0f}/s,"
            f" median {percentile(took, 0.5):.0f} ms, 95 % within {percentile(took, 0.95):.0f} ms"
        )


def report_memory(owner: Engine, process: subprocess.Popen[bytes]) -> None:
    """Print the memory of the server and of the backends that worked for it."""
    working = [memory_mb(pid) for pid in backends(owner)]
    print(
        f"{len(working)} backends: the largest {max(own for own, _ in working):.0f} MB of its own,"
        f" all {sum(own for own, _ in working):.0f} MB"
    )
    everything = sum(memory_mb(pid)[1] for pid in tree(process.pid))
    print(
        f"server process: {memory_mb(process.pid)[0]:.0f} MB; with PostgreSQL {everything:.0f} MB"
    )


def run(home: Path, number: int) -> None:
    """Create, migrate and serve `number` communes."""
    names = [f"commune_{n:03d}" for n in range(number)]
    scripts = home / "migrations"
    shutil.copytree(migrations.HERE / "commune", scripts)
    with PrivateCluster(home, durable=False) as cluster:
        cluster.ensure_database("netzkaart")
        owner = make_engine(cluster.dsn("netzkaart", OWNER_ROLE), statement_timeout_s=0)
        migrations.upgrade(owner)

        def create() -> None:
            for name in names:
                with owner.begin() as connection:
                    migrations.create_commune(connection, name, title=name, srid=2169)

        timed(f"create {number} communes", create)
        timed("fill them", lambda: [fill(owner, name) for name in names])
        timed("migrate, nothing to do", lambda: migrations.upgrade(owner))
        with owner.connect() as connection:
            timed("ask all for pending migrations", lambda: migrations.pending(connection))
            timed("ask again (each /readyz)", lambda: migrations.pending(connection))
            wanted = migrations.wanted_objects(connection, CATALOGUE, 2169)
            every = migrations.communes.every(connection)
            drifts = timed(
                "compare all with the declarations",
                lambda: [migrations.drift(connection, CATALOGUE, c, wanted) for c in every],
            )
        assert not any(drifts)
        owner.dispose()
    with server(home) as (address, process), PrivateCluster(home) as attached:
        owner = make_engine(attached.dsn("netzkaart", OWNER_ROLE), pool_size=2)
        timed("/readyz", lambda: fetch(f"{address}/readyz"))
        serve_all(address, names)
        report_memory(owner, process)
        owner.dispose()
    with PrivateCluster(home, durable=False) as cluster:
        owner = make_engine(cluster.dsn("netzkaart", OWNER_ROLE), statement_timeout_s=0)
        with owner.begin() as connection:
            next_migration(connection, CATALOGUE.with_layer(BENCH), "Add benches", scripts)
        changed = timed(
            "migrate all to one more layer", lambda: migrations.upgrade(owner, scripts=scripts)
        )
        assert changed == names, changed
        with owner.connect() as connection:
            pids = connection.scalar(text("SELECT pg_backend_pid()"))
            print(f"the backend that migrated: {memory_mb(int(pids or 0))[0]:.0f} MB of its own")
            size = connection.scalar(text("SELECT pg_size_pretty(pg_database_size('netzkaart'))"))
            print(f"database: {size}")
        owner.dispose()
        cluster.destroy()


def main() -> None:
    """Run it in a folder that is gone afterwards."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    home = Path(tempfile.mkdtemp(prefix="netzkaart-hundred-"))
    home.chmod(0o755)
    try:
        run(home, number)
    finally:
        shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    main()
