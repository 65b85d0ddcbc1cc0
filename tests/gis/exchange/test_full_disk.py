"""Disks that really are full: what the user is told, and that nothing is changed."""

from __future__ import annotations

import os
import random
import resource
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import shapely
from sqlalchemy import text
from typer.testing import CliRunner

from api.cli import app

AREA = shapely.box(70000, 90000, 100000, 100000)
"""Around Heffingen, LUREF."""

COUNT = 20_000
Run = Callable[..., tuple[int, str]]


@pytest.fixture
def small() -> Iterator[Path]:
    """A disk of one megabyte."""
    place = Path(tempfile.mkdtemp())
    place.chmod(0o755)
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m,mode=0777", "tmpfs", str(place)]
    try:
        if os.geteuid() or subprocess.run(mount, check=False, capture_output=True).returncode:
            pytest.skip("only root can mount a disk")
        try:
            yield place
        finally:
            subprocess.run(["umount", str(place)], check=True)
    finally:
        shutil.rmtree(place, ignore_errors=True)


@pytest.fixture
def poles(tmp_path: Path) -> Path:
    rng = random.Random(1)
    path = tmp_path / "pole.csv"
    rows = (
        f"P{n};{85000 + n % 200};{92000 + n // 200};{rng.randbytes(40).hex()}" for n in range(COUNT)
    )
    path.write_text("\n".join(["code;x;y;remark", *rows]))
    return path


@pytest.fixture
def run(cluster: Any, make_commune: Any, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Call ``netzkaart import``; return its exit code and what it said."""
    monkeypatch.setenv("NETZKAART_DATABASE_URL", cluster.dsn("netzkaart", "netzkaart_owner"))
    monkeypatch.setenv("NETZKAART_APP_DATABASE_URL", cluster.dsn("netzkaart", "netzkaart_app"))
    monkeypatch.setenv("NETZKAART_LANGUAGE", "en")
    monkeypatch.setenv("COLUMNS", "400")
    make_commune(boundary=AREA)

    def call(path: Path, *more: str) -> tuple[int, str]:
        arguments = ["import", str(path), "-c", "heffingen", "--crs", "EPSG:2169", *more]
        result = CliRunner().invoke(app, [*arguments, "--layer", "pole"])
        assert result.exception is None or isinstance(result.exception, SystemExit)
        return result.exit_code, " ".join(result.output.split())

    return call


@pytest.fixture
def count(owner_engine: Any) -> Callable[[], tuple[int, int]]:
    def read() -> tuple[int, int]:
        with owner_engine.connect() as connection:
            query = "SELECT (SELECT count(*) FROM heffingen.pole), max(revision)"
            return tuple(connection.execute(text(f"{query} FROM heffingen.revision")).one())

    return read


def assert_told(ended: tuple[int, str]) -> None:
    code, said = ended
    assert code == 1
    assert "not enough room on the disk" in said
    assert "Nothing was changed. Make room" in said
    assert "Traceback" not in said


def test_the_disk_for_unpacking_is_full(
    run: Run, poles: Path, small: Path, count: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    packed = poles.with_suffix(".zip")
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(poles, poles.name)
    before = count()
    with monkeypatch.context() as patched:
        patched.setattr("tempfile.tempdir", str(small))
        assert_told(run(packed))
        assert not list(small.iterdir())
    assert count() == before
    assert run(packed)[0] == 0


def test_a_process_may_write_no_more(run: Run, poles: Path, count: Any) -> None:
    """For those who are not root: a limit of the process, as a quota would be."""
    packed = poles.with_suffix(".zip")
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(poles, poles.name)
    before = count()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 19, hard))
    try:
        ended = run(packed)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert_told(ended)
    assert count() == before


def test_the_disk_of_the_database_is_full(
    run: Run, poles: Path, small: Path, cluster: Any, count: Any
) -> None:
    shutil.chown(small, "postgres")
    before = count()
    with cluster._superuser() as connection:
        connection.autocommit = True
        connection.execute(f"CREATE TABLESPACE small LOCATION '{small}'")
        connection.execute("GRANT CREATE ON TABLESPACE small TO netzkaart_owner")
        connection.execute("ALTER ROLE netzkaart_owner SET temp_tablespaces = small")
        try:
            assert_told(run(poles))
        finally:
            connection.execute("ALTER ROLE netzkaart_owner RESET temp_tablespaces")
            connection.execute("REVOKE ALL ON TABLESPACE small FROM netzkaart_owner")
            connection.execute("DROP TABLESPACE small")
    assert count() == before
    assert run(poles)[0] == 0


def test_the_disk_for_the_report_is_full(run: Run, poles: Path, small: Path, count: Any) -> None:
    """What was imported by then stays, and is not said to be undone."""
    (small / "full").write_bytes(bytes((1 << 20) - 8192))
    with (small / "rest").open("wb", buffering=0) as stream, suppress(OSError):
        while True:
            stream.write(bytes(512))
    code, said = run(poles, "--report-json", str(small / "report.json"))
    assert code == 1
    assert "report.json could not be written" in said
    assert "What is imported stays" in said
    assert count()[0] == COUNT
