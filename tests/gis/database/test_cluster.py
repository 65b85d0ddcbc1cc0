"""The private PostGIS, with a real PostgreSQL and what can befall it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, LiteralString

import psycopg
import pytest

from gis.database.cluster import (
    APP_ROLE,
    OWNER_ROLE,
    FolderUnusable,
    PrivateCluster,
    ProgramsMissing,
    StartFailed,
    StillRunning,
    VersionMismatch,
    default_paths,
    supervisor,
)
from gis.database.cluster.processes import inhabitants, postmaster_pid, remove_stale_pid_files

pytestmark = pytest.mark.slow  # PostgreSQL is started, killed and started again

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

AS_ROOT = os.geteuid() == 0
CHECKOUT = Path(__file__).parents[3]

OTHER_PROCESS = """
import sys
from pathlib import Path
from gis.database.cluster import PrivateCluster

with PrivateCluster(Path(sys.argv[1]), durable=False) as cluster:
    print("owned" if cluster.owned else "attached", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def home() -> Iterator[Path]:
    """Yield a folder which root's user postgres can reach, unlike pytest's own."""
    folder = Path(tempfile.mkdtemp(prefix="netzkaart-test-"))
    folder.chmod(0o755)
    yield folder
    assert eventually(lambda: not any(inhabitants(folder / "postgres/data"))), "left running"
    shutil.rmtree(folder)


@pytest.fixture
def cluster(home: Path) -> Iterator[PrivateCluster]:
    with PrivateCluster(home, durable=False) as cluster:
        yield cluster


def eventually(condition: Callable[[], bool], patience_s: float = 20) -> bool:
    deadline = time.monotonic() + patience_s
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.02)
    return condition()


def run(cluster: PrivateCluster, query: LiteralString, role: str = OWNER_ROLE) -> str:
    with psycopg.connect(cluster.dsn("commune", role), autocommit=True) as connection:
        cursor = connection.execute(query)
        row = cursor.fetchone() if cursor.description else None
        return str(row[0]) if row else ""


def answers(cluster: PrivateCluster) -> bool:
    try:
        return run(cluster, "SELECT 1") == "1"
    except psycopg.OperationalError:
        return False


def fill(cluster: PrivateCluster) -> None:
    cluster.ensure_database("commune")
    run(cluster, "CREATE TABLE kept AS SELECT generate_series(1, 1000) AS id")


def pid_of(cluster: PrivateCluster) -> int | None:
    return postmaster_pid(cluster.paths.data / "postmaster.pid")


def kept(cluster: PrivateCluster) -> str:
    return run(cluster, "SELECT count(*) FROM kept")


@contextmanager
def another_process(home: Path) -> Iterator[subprocess.Popen[str]]:
    """Start a cluster in a process of its own, which ends with the block at the latest."""
    with subprocess.Popen(
        [sys.executable, "-c", OTHER_PROCESS, home],
        cwd=CHECKOUT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield process
        process.communicate()


def says(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def test_roles_have_the_rights_they_need_and_no_more(cluster: PrivateCluster) -> None:
    cluster.ensure_database("commune")
    cluster.ensure_database("commune")

    assert run(cluster, "SELECT postgis_version()", APP_ROLE).startswith("3.")
    run(cluster, "CREATE SCHEMA heffingen")
    for role in (OWNER_ROLE, APP_ROLE):
        assert run(cluster, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user", role) == (
            "False"
        )
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            run(cluster, "COPY (SELECT 1) TO PROGRAM 'true'", role)
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        run(cluster, "CREATE SCHEMA mine", APP_ROLE)
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        run(cluster, "CREATE TABLE public.mine ()", APP_ROLE)
    with pytest.raises(psycopg.OperationalError, match=r"pg_hba\.conf"):
        psycopg.connect(cluster.dsn("commune", "somebody"))


def test_a_database_can_be_copied_and_dropped(cluster: PrivateCluster) -> None:
    fill(cluster)
    cluster.ensure_database("copy", template="commune")
    with closing(psycopg.connect(cluster.dsn("copy", OWNER_ROLE))) as connection:
        assert connection.execute("SELECT count(*) FROM kept").fetchone() == (1000,)
        cluster.drop_database("copy")
        cluster.drop_database("copy")
        with pytest.raises(psycopg.OperationalError):
            connection.execute("SELECT 1")


def test_what_was_committed_is_there_after_a_restart(home: Path) -> None:
    with PrivateCluster(home) as cluster:
        fill(cluster)
        assert run(cluster, "SHOW fsync") == "on"
        assert run(cluster, "SHOW data_checksums") == "on"
        assert run(cluster, "SHOW listen_addresses") == ""
    assert not any(inhabitants(cluster.paths.data))
    with cluster:
        cluster.start()
        assert kept(cluster) == "1000"
    cluster.stop()


@pytest.mark.parametrize(
    "name",
    ["plain", "with spaces, commas and 'quotes'", 'Gemeng "Käerch"', "long/" + "very" * 40],
)
def test_any_path_will_do(home: Path, name: str) -> None:
    place = home / name
    with PrivateCluster(place, durable=False) as cluster:
        cluster.ensure_database("commune")
        assert len(os.fsencode(cluster.paths.socket / ".s.PGSQL.5432")) < 108
        assert answers(cluster)
    cluster.destroy()


def test_it_outlives_the_thread_which_called_start(home: Path) -> None:
    cluster = PrivateCluster(home, durable=False)
    caller = threading.Thread(target=cluster.start)
    caller.start()
    caller.join()
    time.sleep(0.5)  # the parent-death signal would have come by now
    cluster.ensure_database("commune")
    assert answers(cluster)
    cluster.stop()


@pytest.mark.fault
def test_a_killed_postmaster_is_started_again(cluster: PrivateCluster) -> None:
    fill(cluster)
    killed = pid_of(cluster)
    assert killed is not None
    os.kill(killed, signal.SIGKILL)
    assert eventually(lambda: pid_of(cluster) not in {killed, None} and answers(cluster))
    assert kept(cluster) == "1000"


@pytest.mark.fault
def test_restarting_has_an_end(
    cluster: PrivateCluster, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(supervisor, "RESTARTS", 2)
    cluster.ensure_database("commune")
    # From now on no start succeeds.
    (cluster.paths.folder / "local.conf").write_text("no_such_setting = 1\n")
    pid = pid_of(cluster)
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    assert eventually(lambda: "is left stopped" in caplog.text)
    assert "no_such_setting" in caplog.text
    assert not answers(cluster)


@pytest.mark.fault
@pytest.mark.parametrize("pause", ["at once", "after PostgreSQL ended"])
def test_it_ends_with_a_killed_owner_and_starts_again(home: Path, pause: str) -> None:
    cluster = PrivateCluster(home, durable=False)
    with another_process(home) as owner:
        assert says(owner) == "owned"
        with cluster:
            fill(cluster)
        with closing(psycopg.connect(cluster.dsn("commune", OWNER_ROLE))) as busy:
            busy.execute("INSERT INTO kept VALUES (0)")
            owner.kill()
            if pause != "at once":
                owner.wait()
                assert eventually(lambda: not any(inhabitants(cluster.paths.data)))
            cluster.start()
    assert cluster.owned
    assert kept(cluster) == "1000"
    cluster.stop()


@pytest.mark.fault
def test_it_starts_after_owner_and_postmaster_were_killed_together(home: Path) -> None:
    cluster = PrivateCluster(home, durable=False)
    with another_process(home) as owner:
        assert says(owner) == "owned"
        with cluster:
            fill(cluster)
        with closing(psycopg.connect(cluster.dsn("commune", OWNER_ROLE))) as orphan:
            orphan.execute("SELECT 1")
            pid = pid_of(cluster)
            assert pid is not None
            owner.kill()
            os.kill(pid, signal.SIGKILL)
            cluster.start()
    assert cluster.owned
    assert kept(cluster) == "1000"
    cluster.stop()


def test_a_second_process_attaches_and_leaves_it_running(cluster: PrivateCluster) -> None:
    cluster.ensure_database("commune")
    with another_process(cluster.home) as guest:
        assert says(guest) == "attached"
    assert guest.returncode == 0
    assert answers(cluster)


def test_of_many_who_start_at_once_one_owns_it(home: Path) -> None:
    with ExitStack() as stack:
        processes = [stack.enter_context(another_process(home)) for _ in range(4)]
        said = sorted(says(process) for process in processes)
    assert said == ["attached", "attached", "attached", "owned"]


@pytest.fixture
def innocent(cluster: PrivateCluster) -> Iterator[int]:
    """Yield the PID of a process of PostgreSQL's user which is none of ours."""
    command = cluster._user.command("sleep", "60", on_our_death="KILL")
    with subprocess.Popen(command) as process:
        yield process.pid
        assert process.poll() is None, "an innocent process was killed"
        process.kill()


@pytest.mark.fault
def test_a_stale_pid_file_with_a_living_pid_does_not_matter(
    cluster: PrivateCluster, innocent: int
) -> None:
    fill(cluster)
    pid_file = cluster.paths.data / "postmaster.pid"
    lines = pid_file.read_text().splitlines()
    cluster.stop()
    pid_file.write_text("\n".join([str(innocent), *lines[1:]]) + "\n")
    cluster._user.own(pid_file, 0o600)
    cluster.start()
    assert kept(cluster) == "1000"


def test_the_pid_file_of_a_living_postmaster_stays(cluster: PrivateCluster) -> None:
    remove_stale_pid_files(cluster.paths.data, cluster.paths.socket)
    assert (cluster.paths.data / "postmaster.pid").exists()


@pytest.mark.fault
def test_what_a_killed_initdb_left_is_swept_away(home: Path) -> None:
    torso = default_paths(home).folder / "data.new-torso"
    torso.mkdir()
    (torso / "PG_VERSION").touch()
    with PrivateCluster(home, durable=False) as cluster:
        cluster.ensure_database("commune")
        assert answers(cluster)
    assert not torso.exists()


def test_data_of_another_version_are_left_alone(home: Path) -> None:
    paths = default_paths(home)
    paths.data.mkdir()
    (paths.data / "PG_VERSION").write_text("9.6\n")
    with pytest.raises(VersionMismatch, match=r"PostgreSQL 9\.6") as caught:
        PrivateCluster(home).start()
    assert "postgresql-9.6" in caught.value.remedy
    assert [entry.name for entry in paths.data.iterdir()] == ["PG_VERSION"]


def test_missing_programs_are_named(home: Path) -> None:
    with pytest.raises(ProgramsMissing, match="apt-get install"):
        PrivateCluster(home, binaries=home).start()


def test_an_unusable_home_is_named(home: Path) -> None:
    (home / "file").touch()
    with pytest.raises(FolderUnusable, match="NETZKAART_HOME"):
        PrivateCluster(home / "file").start()


def test_a_wrong_setting_is_quoted(home: Path) -> None:
    (default_paths(home).folder / "local.conf").write_text("shared_buffers = many\n")
    cluster = PrivateCluster(home, durable=False)
    with pytest.raises(StartFailed, match="shared_buffers") as caught:
        cluster.start()
    assert "local.conf" in caught.value.remedy
    assert not cluster.owned


@pytest.mark.fault
@pytest.mark.skipif(not AS_ROOT, reason="mounting a small disk needs root")
def test_a_full_disk_is_named_and_leaves_no_ruin(home: Path) -> None:
    script = """
import sys
from pathlib import Path
from gis.database.cluster import ClusterError, PrivateCluster

cluster = PrivateCluster(Path(sys.argv[1]), durable=False)
try:
    cluster.start()
except ClusterError as error:
    print(error.remedy)
print(sorted(path.name for path in cluster.paths.folder.glob("data*")))
"""
    command = 'mount -t tmpfs -o size=8m,mode=755 small "$1" && exec "$2" -c "$3" "$1"'
    done = subprocess.run(
        ["unshare", "--mount", "sh", "-c", command, "sh", home, sys.executable, script],
        check=False,
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
    )
    if "mount:" in done.stderr or "unshare:" in done.stderr:
        pytest.skip("mounting is not allowed here")
    assert done.stdout.splitlines() == ["Free some disk space and start again.", "[]"], done.stderr


@pytest.mark.parametrize("name", ["home", "long/" + "very" * 40])
def test_destroying_leaves_nothing(home: Path, name: str) -> None:
    cluster = PrivateCluster(home / name, durable=False)
    with cluster:
        fill(cluster)
        socket = cluster.paths.socket
        with another_process(home / name) as guest:
            assert says(guest) == "attached"
            with pytest.raises(StillRunning):
                PrivateCluster(home / name).destroy()
        cluster.destroy()
    assert not socket.exists()
    assert not any((home / name).iterdir())
    with cluster:
        cluster.ensure_database("commune")
        with pytest.raises(psycopg.errors.UndefinedTable):
            kept(cluster)
    cluster.destroy()


@pytest.mark.skipif(not AS_ROOT, reason="only root's clusters run as another user")
def test_a_home_out_of_reach_of_postgres_is_served_from_elsewhere(home: Path) -> None:
    place = home / "closed"
    place.mkdir(mode=0o700)
    with PrivateCluster(place, durable=False) as cluster:
        fill(cluster)
    elsewhere = cluster.paths.folder
    try:
        assert elsewhere.parent == Path("/var/lib/netzkaart")
        assert (place / "postgres").is_symlink()
        with PrivateCluster(place, durable=False) as again:
            assert kept(again) == "1000"
        away = elsewhere.rename(elsewhere.with_suffix(".unmounted"))
        with pytest.raises(FolderUnusable):  # no empty database in its place
            PrivateCluster(place, durable=False).start()
        away.rename(elsewhere)
    finally:
        PrivateCluster(place).destroy()
    assert not elsewhere.exists()
