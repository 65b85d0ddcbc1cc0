"""kill -9 of an import, and of PostgreSQL during one: all of it is there, or nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import shapely
from sqlalchemy import text

from api import migrations
from gis.database.cluster import PrivateCluster
from gis.database.engine import make_engine
from gis.database.schema import describe

pytestmark = [pytest.mark.slow, pytest.mark.fault, pytest.mark.timeout(300)]
ROOT = Path(__file__).parent.parent.parent
COUNT = 150_000
"""Enough to go through in parts."""


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    numbers = np.arange(COUNT)
    frame = gpd.GeoDataFrame(
        {"code": [f"K{n}" for n in numbers], "height_m": 4.5 + numbers % 5},
        geometry=shapely.points(75000.0 + numbers % 500, 90000.0 + numbers // 500),
        crs="EPSG:2169",
    )
    path = tmp_path_factory.mktemp("import") / "pole.gpkg"
    frame.to_file(path, layer="pole", driver="GPKG")
    return path


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    """A home of its own, with a commune and one pole that was committed before."""
    with PrivateCluster(tmp_path) as cluster:
        cluster.ensure_database("netzkaart")
        engine = make_engine(cluster.dsn("netzkaart", "netzkaart_owner"))
        migrations.upgrade(engine)
        with engine.begin() as connection:
            migrations.create_commune(connection, "heffingen", title="Heffingen", srid=2169)
        engine.dispose()
    yield tmp_path
    with PrivateCluster(tmp_path) as cluster:
        cluster.destroy()


def start(home: Path, file: Path, *more: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "api.cli", "import", str(file), "-c", "heffingen", *more]
    environment = os.environ | {"NETZKAART_HOME": str(home)}
    return subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def state(home: Path) -> tuple[int, int, int, int, dict[str, str]]:
    """Return poles, journal rows, revisions, revisions without number, and the schema."""
    with PrivateCluster(home) as cluster:
        engine = make_engine(cluster.dsn("netzkaart", "netzkaart_owner"), statement_timeout_s=0)
        with engine.connect() as connection:
            counts = connection.execute(
                text(
                    "SELECT (SELECT count(*) FROM heffingen.pole),"
                    " (SELECT count(*) FROM heffingen.journal),"
                    " (SELECT count(*) FROM heffingen.revision),"
                    " (SELECT count(*) FROM heffingen.revision WHERE revision IS NULL)"
                )
            ).one()
            found = describe(connection, "heffingen")
        engine.dispose()
    return (*counts, found)


def children(pid: int) -> list[int]:
    """Return the processes that a process started, and theirs."""
    found = []
    for entry in Path("/proc").iterdir():
        try:
            status = (entry / "stat").read_text().rsplit(")", 1)[1].split()
        except (OSError, IndexError):
            continue
        if int(status[1]) == pid:
            found += [int(entry.name), *children(int(entry.name))]
    return found


def busy(process: subprocess.Popen[bytes]) -> None:
    """Wait until a backend copies rows."""
    end = time.monotonic() + 120
    while time.monotonic() < end:
        assert process.poll() is None, process.stderr and process.stderr.read().decode()
        for pid in children(process.pid):
            try:
                title = Path(f"/proc/{pid}/cmdline").read_bytes()
            except OSError:
                continue
            if b"COPY" in title:
                return
        time.sleep(0.005)
    raise AssertionError("no rows were copied")


def end(process: subprocess.Popen[bytes]) -> str:
    _, said = process.communicate(timeout=120)
    return said.decode()


@pytest.mark.parametrize("delay_s", [0.0, 0.4, 1.2])
def test_the_importer_is_killed(home: Path, file: Path, delay_s: float) -> None:
    before = state(home)
    process = start(home, file)
    busy(process)
    time.sleep(delay_s)
    process.kill()
    end(process)
    after = state(home)
    if after[0]:  # it was faster than we
        assert after[:4] == (COUNT, COUNT, 1, 0)
    else:
        assert after == before
    assert "✗" not in end(again := start(home, file))
    assert again.returncode == 0
    assert state(home)[:4] == (COUNT, COUNT, 1, 0)
    assert state(home)[4] == before[4]


def test_postgresql_is_killed(home: Path, file: Path) -> None:
    before = state(home)
    process = start(home, file)
    busy(process)
    server = [pid for pid in children(process.pid) if _name(pid) == "postgres"]
    assert server
    for pid in server:
        _kill(pid)
    end(process)
    assert process.returncode not in (0, None)
    _gone(server)
    assert state(home) == before
    end(again := start(home, file))
    assert again.returncode == 0
    assert state(home)[:4] == (COUNT, COUNT, 1, 0)


def test_a_second_import_at_the_same_time_waits_or_is_told(home: Path, file: Path) -> None:
    """Two at once, of which one may be refused: never half of each."""
    both = [start(home, file), start(home, file)]
    said = [end(each) for each in both]
    assert 0 in {each.returncode for each in both}, said
    assert state(home)[:2] == (COUNT, COUNT)


def _name(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/comm").read_text().strip()
    except OSError:
        return ""


def _kill(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def _gone(pids: list[int]) -> None:
    end_s = time.monotonic() + 30
    while any(Path(f"/proc/{pid}").exists() for pid in pids) and time.monotonic() < end_s:
        time.sleep(0.05)
