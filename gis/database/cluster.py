"""The private PostGIS: a PostgreSQL of our own which lives and dies with Netzkaart.

Who tries Netzkaart shall not have to administer a database server. So the ``postgres`` program is
started as a child, on a Unix socket which only its own OS user may enter, and stopped with us.

Three mechanisms carry it:

- **One owner.** Whoever holds the lock on ``lock`` runs PostgreSQL; everybody else *attaches*.
  The kernel drops the lock with its process, however that ended.
- **One thread starts every PostgreSQL and outlives it.** The kernel's parent-death signal, which
  takes the database down after a ``kill -9`` of ours, fires when the *thread* that forked ends.
- **Who lives in the data folder is asked of /proc**, not of ``postmaster.pid``, which survives
  crashes and whose PID may long be somebody else's. Under the lock, whoever still lives there
  is a leftover of a dead owner, is told to stop, and is waited for.
"""

from __future__ import annotations

import fcntl
import hashlib
import logging
import os
import pwd
import re
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from collections import deque
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, LiteralString, Self
from urllib.parse import quote

import psycopg
from psycopg import sql

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

logger = logging.getLogger(__name__)

OWNER_ROLE: Final = "netzkaart_owner"
"""Owns databases and schemas and runs migrations; no superuser."""
APP_ROLE: Final = "netzkaart_app"
"""Serves requests; changes no schema."""
SUPERUSER: Final = "postgres"

_PROGRAMS: Final = Path("/usr/lib/postgresql")
_SYSTEM_STATE: Final = Path("/var/lib/netzkaart")
_START_TIMEOUT_S: Final = 120.0  # recovery after a crash replays up to max_wal_size
_RESTARTS: Final = 5
_RESTART_WINDOW_S: Final = 600.0
_OLD_LOGS_KEPT: Final = 10
# How to end a PostgreSQL, in order, and the seconds each way gets. SIGINT rolls clients back and
# writes a checkpoint; SIGQUIT leaves the recovery to the next start; so does SIGKILL.
_WAYS_TO_END: Final = ((signal.SIGINT, 60.0), (signal.SIGQUIT, 10.0), (signal.SIGKILL, 10.0))


class ClusterError(Exception):
    """The private PostGIS cannot do what was asked.

    Parameters
    ----------
    message
        What is wrong.
    remedy
        What the person at the keyboard can do about it.
    """

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message} {self.remedy}"


class ProgramsMissing(ClusterError):
    """PostgreSQL, PostGIS or util-linux is not installed."""


class FolderUnusable(ClusterError):
    """The folder of the cluster belongs to somebody else, or cannot be written."""


class VersionMismatch(ClusterError):
    """The data were written by a major version of PostgreSQL which is not installed."""


class StartFailed(ClusterError):
    """PostgreSQL ended, or did not answer in time, while starting."""


class StillRunning(ClusterError):
    """A PostgreSQL does not end, not even killed."""


@dataclass(frozen=True, slots=True)
class ServiceUser:
    """The OS user PostgreSQL runs as: the owner of the cluster's folder.

    PostgreSQL refuses to run as root; root's clusters belong to the user ``postgres``.
    """

    name: str
    uid: int
    gid: int

    @classmethod
    def by_uid(cls, uid: int) -> Self:
        """Look the user up.

        Raises
        ------
        FolderUnusable
            The user has no name, without which neither initdb nor peer authentication works.
        """
        try:
            entry = pwd.getpwuid(uid)
        except KeyError:
            raise FolderUnusable(
                f"The OS user {uid} has no name, which PostgreSQL needs.",
                "Add the user to /etc/passwd, or run Netzkaart as another one.",
            ) from None
        return cls(entry.pw_name, entry.pw_uid, entry.pw_gid)

    @classmethod
    def for_new_cluster(cls) -> Self:
        """Choose the owner of a folder which is about to be made."""
        if os.geteuid() != 0:
            return cls.by_uid(os.geteuid())
        try:
            return cls.by_uid(pwd.getpwnam("postgres").pw_uid)
        except KeyError:
            raise _programs_missing("the OS user postgres") from None

    def command(self, *argv: str | Path, on_our_death: str) -> list[str]:
        """Complete a command line so that it runs as this user and ends when we do."""
        switch = [f"--reuid={self.uid}", f"--regid={self.gid}", "--init-groups"]
        return [
            "setpriv",
            f"--pdeathsig={on_our_death}",
            *(switch if os.geteuid() == 0 else ()),
            "--",
            *map(str, argv),
        ]

    def own(self, path: Path, mode: int) -> None:
        """Give a file or folder which we just made to this user."""
        path.chmod(mode)
        if os.geteuid() == 0:
            os.chown(path, self.uid, self.gid)


@dataclass(frozen=True, slots=True)
class ClusterPaths:
    """Where a cluster keeps its things; everything but a long socket path is below `folder`."""

    folder: Path

    @property
    def data(self) -> Path:
        """PostgreSQL's own data; nothing here is written by us."""
        return self.folder / "data"

    @property
    def logs(self) -> Path:
        """PostgreSQL's log files, and ``startup.log`` from before it opens them."""
        return self.folder / "log"

    @property
    def lock(self) -> Path:
        """Locked by the process which runs PostgreSQL."""
        return self.folder / "lock"

    @property
    def settings(self) -> Path:
        """Our ``postgresql.conf``, written anew at each start."""
        return self.folder / "postgresql.conf"

    @property
    def access(self) -> Path:
        """``pg_hba.conf``: who may connect how."""
        return self.folder / "pg_hba.conf"

    @property
    def identities(self) -> Path:
        """``pg_ident.conf``: which OS user may be which role."""
        return self.folder / "pg_ident.conf"

    @property
    def socket(self) -> Path:
        """Folder of the Unix socket.

        The kernel allows 107 bytes for ``<folder>/.s.PGSQL.5432``, and libpq reads a comma as the
        start of a second host: where the cluster's folder is not so plain, a folder in /tmp serves.
        """
        beside = self.folder / "socket"
        if re.fullmatch(r"[\w./-]{1,90}", str(beside), re.ASCII):
            return beside
        return Path(f"/tmp/netzkaart-{self.folder.stat().st_uid}-{_short_hash(self.folder)}")  # noqa: S108 - its owner and mode are checked


def default_paths(home: Path) -> ClusterPaths:
    """Find the cluster of a home folder, and make its folder if there is none.

    It is ``<home>/postgres``. If the user ``postgres``, whom root's clusters belong to, cannot
    reach that (a home below /root), it is a link to a folder below /var/lib/netzkaart.

    Raises
    ------
    FolderUnusable
        It cannot be made, or belongs to somebody else.
    """
    place = home / "postgres"
    try:
        home.mkdir(parents=True, exist_ok=True)
        if not place.exists():
            _make_folder(place, ServiceUser.for_new_cluster())
        folder = place.resolve(strict=True)
        if os.geteuid() not in {0, folder.stat().st_uid}:
            owner = ServiceUser.by_uid(folder.stat().st_uid).name
            raise FolderUnusable(
                f"The database in {folder} belongs to the user {owner}.",
                f"Run Netzkaart as {owner} or root, or set NETZKAART_HOME to a folder of yours.",
            )
    except OSError as error:
        raise FolderUnusable(
            f"The database folder {place} cannot be used: {error.strerror}.",
            "Make it writable, or set NETZKAART_HOME to a folder of yours.",
        ) from error
    return ClusterPaths(folder)


def _make_folder(place: Path, user: ServiceUser) -> None:
    """Make the folder of a cluster where its user can reach it; two may do so at once."""
    try:
        place.mkdir(mode=0o700)
    except FileExistsError:
        if not place.is_symlink() or place.exists():
            return  # somebody was faster
        raise  # a link to a folder which is gone: its data may be on a disk not mounted yet
    user.own(place, 0o700)
    reach = user.command("test", "-w", place, on_our_death="KILL")
    if subprocess.run(reach, check=False, cwd="/").returncode == 0:
        return
    place.rmdir()
    _SYSTEM_STATE.mkdir(mode=0o755, parents=True, exist_ok=True)
    elsewhere = Path(tempfile.mkdtemp(prefix=f"{_short_hash(place)}-", dir=_SYSTEM_STATE))
    user.own(elsewhere, 0o700)
    try:
        place.symlink_to(elsewhere)
    except FileExistsError:
        elsewhere.rmdir()


class PrivateCluster:
    """A PostgreSQL with PostGIS that belongs to one home folder.

    Whoever starts it first in a home owns it; while that process lives, others who start it are
    attached: they use the same PostgreSQL, and stopping leaves it running.

    Parameters
    ----------
    home
        Netzkaart's state folder.
    binaries
        The folder of ``postgres`` and ``initdb``; by default the newest installed version that
        has PostGIS and fits the data.
    durable
        Whether a committed transaction survives a power cut. Tests may do without, for speed.

    Examples
    --------
    >>> with PrivateCluster(Path("var")) as cluster:  # doctest: +SKIP
    ...     cluster.ensure_database("netzkaart")
    ...     psycopg.connect(cluster.dsn("netzkaart", APP_ROLE))
    """

    def __init__(self, home: Path, *, binaries: Path | None = None, durable: bool = True) -> None:
        self.home = home.absolute()
        self._binaries = binaries
        self._durable = durable
        self._paths: ClusterPaths | None = None
        self._lock: int | None = None
        self._attached = False
        self._stopping = threading.Event()
        self._supervisor: threading.Thread | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def paths(self) -> ClusterPaths:
        """Where this cluster keeps its things."""
        if self._paths is None:
            self._paths = default_paths(self.home)
        return self._paths

    @property
    def owned(self) -> bool:
        """Whether this object runs PostgreSQL, rather than using somebody else's."""
        return self._lock is not None

    def start(self) -> None:
        """Make PostgreSQL ready to be connected to; do nothing if this object already did.

        Raises
        ------
        ClusterError
            With a remedy, as one of its subclasses.
        """
        deadline = time.monotonic() + _START_TIMEOUT_S
        while not (self._attached or self.owned):
            if self._take_lock():
                self._start_owned()
            elif self._answers():
                # An owner who was just killed holds the lock, and its database answers, for some
                # milliseconds more. Look twice before relying on it.
                time.sleep(0.1)
                self._attached = not self._lock_is_free()
            elif time.monotonic() > deadline:
                raise StartFailed(
                    f"Another process runs the database in {self.paths.folder}, "
                    "but the database does not answer.",
                    f"Stop that process, or look into {self.paths.logs}.",
                )
            else:
                time.sleep(0.05)

    def stop(self) -> None:
        """End PostgreSQL if this object runs it, in bounded time; otherwise only detach."""
        self._attached = False
        if self._lock is None:
            return
        self._stopping.set()
        try:
            # Over and over, because the supervisor may be just about to start another one.
            while self._supervisor is not None and self._supervisor.is_alive():
                _end_inhabitants(self.paths.data)
                self._supervisor.join(timeout=0.02)
        finally:
            self._supervisor = None
            os.close(self._lock)
            self._lock = None

    def dsn(self, database: str, role: str) -> str:
        """Tell libpq's URL of a database.

        Parameters
        ----------
        database
            Its name.
        role
            `OWNER_ROLE` or `APP_ROLE`.

        Returns
        -------
        str
            ``postgresql://...``; for SQLAlchemy write ``postgresql+psycopg://`` instead.
        """
        socket = quote(str(self.paths.socket), safe="")
        return f"postgresql://{role}@/{quote(database, safe='')}?host={socket}&port=5432"

    def ensure_database(
        self, name: str, *, template: str | None = None, extensions: Sequence[str] = ("postgis",)
    ) -> None:
        """Make a database of `OWNER_ROLE` with its extensions, and the roles; idempotent.

        Parameters
        ----------
        name
            The database.
        template
            A database to copy if `name` does not exist yet; nobody may be connected to it.
        extensions
            Those which only a superuser may install.
        """
        owner, app, database = (sql.Identifier(word) for word in (OWNER_ROLE, APP_ROLE, name))
        with self._superuser() as connection:
            # Two processes may ask at once, and CREATE ROLE and DATABASE know no IF NOT EXISTS.
            connection.execute("SELECT pg_advisory_lock(hashtext('netzkaart ensure_database'))")
            for role in (OWNER_ROLE, APP_ROLE):
                if not _exists(connection, "SELECT FROM pg_roles WHERE rolname = %s", role):
                    connection.execute(sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(role)))
            if not _exists(connection, "SELECT FROM pg_database WHERE datname = %s", name):
                connection.execute(
                    sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {}").format(
                        database, owner, sql.Identifier(template or "template1")
                    )
                )
            connection.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(database))
            connection.execute(
                sql.SQL("GRANT CONNECT, TEMPORARY ON DATABASE {} TO {}").format(database, app)
            )
            with self._superuser(name) as inside:
                for extension in extensions:
                    inside.execute(
                        sql.SQL("CREATE EXTENSION IF NOT EXISTS {}").format(
                            sql.Identifier(extension)
                        )
                    )

    def drop_database(self, name: str) -> None:
        """Remove a database, with whoever is still connected to it; do nothing if it is gone."""
        with self._superuser() as connection:
            connection.execute(
                sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
            )

    # -- owning ----------------------------------------------------------------------------------

    def _take_lock(self) -> bool:
        path = self.paths.lock
        try:
            lock = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            self._user.own(path, 0o600)
        except OSError as error:
            raise FolderUnusable(
                f"{path} cannot be opened: {error.strerror}.",
                "Make its folder writable, or set NETZKAART_HOME to a folder of yours.",
            ) from error
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(lock)
            return False
        self._lock = lock
        return True

    def _lock_is_free(self) -> bool:
        if not self._take_lock():
            return False
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None
        return True

    def _start_owned(self) -> None:
        self._stopping.clear()
        started: Future[None] = Future()
        try:
            programs = find_programs(self.paths.data, self._binaries)
            self._prepare_folder(programs)
            self._supervisor = threading.Thread(
                target=self._supervise, args=(programs, started), name="postgres", daemon=True
            )
            self._supervisor.start()
            started.result()
        except OSError as error:
            self.stop()
            raise FolderUnusable(
                f"The database in {self.paths.folder} cannot be started: {error}.",
                _remedy_for(str(error)),
            ) from error
        except BaseException:
            self.stop()
            raise

    def _prepare_folder(self, programs: Path) -> None:
        """Write the settings, and the data folder if there is none."""
        paths, user = self.paths, self._user
        for folder in (paths.logs, paths.socket):
            folder.mkdir(mode=0o700, exist_ok=True)
            if folder.is_symlink() or folder.stat().st_uid not in {os.geteuid(), user.uid}:
                raise FolderUnusable(f"{folder} belongs to somebody else.", "Remove it.")
            user.own(folder, 0o700)
        for log in sorted(paths.logs.glob("postgresql-*.log"))[:-_OLD_LOGS_KEPT]:
            log.unlink()
        for path, text in (
            (paths.settings, _settings(paths, durable=self._durable)),
            (paths.access, _access()),
            (paths.identities, _identities(user)),
        ):
            # Whole or not at all: the process may end here, the disk may be full.
            draft = path.with_suffix(".new")
            draft.write_text(text, encoding="utf-8")
            user.own(draft, 0o600)
            draft.replace(path)
        if not paths.data.exists():
            self._initdb(programs)

    def _initdb(self, programs: Path) -> None:
        """Make the data folder beside its place and move it there once it is complete."""
        paths = self.paths
        for torso in paths.folder.glob("data.new-*"):
            shutil.rmtree(torso)
        draft = Path(tempfile.mkdtemp(prefix="data.new-", dir=paths.folder))
        self._user.own(draft, 0o700)
        logger.info("Creating the database in %s", paths.data)
        command = [
            programs / "initdb",
            f"--pgdata={draft}",
            f"--username={SUPERUSER}",
            "--auth=peer",
            "--encoding=UTF8",
            # The C library's own order never changes, so no update can corrupt an index over text.
            # Lists for people are sorted with COLLATE "und-x-icu" where they are made.
            "--locale=C.UTF-8",
            "--data-checksums",
            *(() if self._durable else ("--no-sync",)),
        ]
        done = subprocess.run(
            self._user.command(*command, on_our_death="KILL"),
            check=False,
            cwd="/",
            env=_environment(programs),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        )
        if done.returncode != 0:
            shutil.rmtree(draft, ignore_errors=True)
            raise StartFailed(
                f"The database in {paths.data} cannot be created:\n{done.stdout.strip()}",
                _remedy_for(done.stdout),
            )
        draft.replace(paths.data)

    # -- supervising -----------------------------------------------------------------------------

    def _supervise(self, programs: Path, started: Future[None]) -> None:
        """Run PostgreSQL until told to stop; start it again when it ends by itself."""
        restarts: deque[float] = deque(maxlen=_RESTARTS)
        while not self._stopping.is_set():
            try:
                process = self._launch(programs)
            except (ClusterError, OSError) as error:
                if not started.done():
                    started.set_exception(error)
                    return
                ending = str(error)
            else:
                if not started.done():
                    started.set_result(None)
                ending = f"exit status {process.wait()}"
            if self._stopping.is_set():
                break
            now = time.monotonic()
            if len(restarts) == _RESTARTS and now - restarts[0] < _RESTART_WINDOW_S:
                logger.critical(
                    "PostgreSQL ended by itself %d times in %d s and is left stopped: %s",
                    _RESTARTS + 1,
                    now - restarts[0],
                    ending,
                )
                return
            self._stopping.wait(timeout=0.5 * len(restarts))
            restarts.append(now)
            logger.error("PostgreSQL ended by itself and is started again: %s", ending)
        if not started.done():
            started.set_exception(StartFailed("The start was interrupted.", "Start it again."))

    def _launch(self, programs: Path) -> subprocess.Popen[bytes]:
        """Start PostgreSQL and wait until it answers."""
        paths = self.paths
        deadline = time.monotonic() + _START_TIMEOUT_S
        while True:
            _end_inhabitants(paths.data)
            _remove_stale_pid_file(paths.data)
            startup_log = paths.logs / "startup.log"
            with startup_log.open("wb") as output:
                process = subprocess.Popen(
                    self._user.command(
                        programs / "postgres",
                        "-D",
                        paths.data,
                        "-c",
                        f"config_file={paths.settings}",
                        on_our_death="INT",
                    ),
                    cwd="/",
                    env=_environment(programs),
                    stdin=subprocess.DEVNULL,
                    stdout=output,
                    stderr=output,
                    start_new_session=True,  # a Ctrl-C in the terminal is for us, not for it
                )
            while process.poll() is None and time.monotonic() < deadline:
                if self._stopping.is_set():
                    return process
                if _postmaster_pid(paths.data) == process.pid and self._answers():
                    return process
                time.sleep(0.02)
            if process.poll() is not None and any(_inhabitants(paths.data)):
                continue  # a predecessor, itself just starting, came to light only now
            if process.poll() is None:
                process.kill()
                process.wait()
            words = _last_words(paths.logs)
            raise StartFailed(
                f"PostgreSQL does not start in {paths.folder}:\n{words}", _remedy_for(words)
            )

    # -- connecting ------------------------------------------------------------------------------

    @property
    def _user(self) -> ServiceUser:
        return ServiceUser.by_uid(self.paths.folder.stat().st_uid)

    def _superuser(self, database: str = "postgres") -> psycopg.Connection:
        return psycopg.connect(self.dsn(database, SUPERUSER), autocommit=True, connect_timeout=10)

    def _answers(self) -> bool:
        try:
            self._superuser().close()
        except psycopg.OperationalError:
            return False
        return True


# -- programs and settings -----------------------------------------------------------------------


def find_programs(data: Path, binaries: Path | None = None) -> Path:
    """Find the folder of a ``postgres`` which has PostGIS and can read the data.

    Raises
    ------
    ProgramsMissing
        PostgreSQL, PostGIS or setpriv is not installed.
    VersionMismatch
        The data need a version which is not installed. They are left as they are.
    """
    if shutil.which("setpriv") is None:
        raise _programs_missing("setpriv")
    if binaries is not None:
        if not (binaries / "postgres").is_file():
            raise _programs_missing(f"{binaries}/postgres")
        return binaries
    versions = {
        folder.parent.name: folder
        for folder in _PROGRAMS.glob("*/bin")
        if (folder / "postgres").is_file()
        and Path("/usr/share/postgresql", folder.parent.name, "extension/postgis.control").is_file()
    }
    if not versions:
        raise _programs_missing("PostgreSQL with PostGIS")
    try:
        wanted = (data / "PG_VERSION").read_text().strip()
    except FileNotFoundError:
        wanted = max(versions, key=float)
    if wanted not in versions:
        raise VersionMismatch(
            f"The database in {data} was written by PostgreSQL {wanted}; "
            f"installed is {', '.join(sorted(versions))}.",
            f"Install postgresql-{wanted} and postgresql-{wanted}-postgis-3, "
            "or set NETZKAART_HOME to a new folder; the data are left as they are.",
        )
    return versions[wanted]


def _programs_missing(what: str) -> ProgramsMissing:
    return ProgramsMissing(
        f"{what} is not installed.",
        "Run ./netzkaart, which installs what is missing, "
        "or: apt-get install postgresql postgresql-postgis util-linux",
    )


def _environment(programs: Path) -> dict[str, str]:
    """Nothing of the caller's PG* and LC_* reaches the server."""
    return {"PATH": f"{programs}:/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC"}


def _settings(paths: ClusterPaths, *, durable: bool) -> str:
    """Compose ``postgresql.conf`` for a small machine."""
    memory_mb = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**20
    # Parallel queries share memory through /dev/shm, which containers give 64 MB or none of.
    shm = Path("/dev/shm")  # noqa: S108 - only measured
    roomy = shm.is_dir() and os.statvfs(shm).f_bavail * os.statvfs(shm).f_frsize >= 2**28
    settings: dict[str, str | float] = {
        "hba_file": str(paths.access),
        "ident_file": str(paths.identities),
        "cluster_name": "netzkaart",
        # Reached over the socket only, by its own OS user only.
        "listen_addresses": "",
        "port": 5432,
        "unix_socket_directories": '"{}"'.format(str(paths.socket).replace('"', '""')),
        "unix_socket_permissions": "0700",
        "password_encryption": "scram-sha-256",
        "max_connections": 60,
        # Sized to share a machine with everything else of Netzkaart.
        "shared_buffers": f"{max(64, min(512, memory_mb // 8))}MB",
        "effective_cache_size": f"{max(128, memory_mb // 2)}MB",
        "work_mem": "16MB",
        "maintenance_work_mem": f"{max(64, min(256, memory_mb // 16))}MB",
        "dynamic_shared_memory_type": "posix" if roomy else "mmap",
        "max_locks_per_transaction": 256,  # a migration touches every table of a commune
        "max_wal_size": "2GB",
        "wal_compression": True,
        "random_page_cost": 1.1,
        "jit": False,  # compiling costs more than our short queries take
        "fsync": durable,
        "synchronous_commit": durable,
        "full_page_writes": durable,
        "timezone": "UTC",
        "idle_in_transaction_session_timeout": "10min",
        # Its own log, in pieces of 10 MB; old pieces are removed at each start.
        "logging_collector": True,
        "log_directory": str(paths.logs),
        "log_filename": "postgresql-%Y%m%d-%H%M%S.log",
        "log_rotation_size": "10MB",
        "log_rotation_age": 0,
        "log_timezone": "UTC",
        "log_line_prefix": "%m [%p] %q%u@%d %a ",
        "log_min_duration_statement": "1s",
        "log_lock_waits": True,
    }

    def text(value: str | float) -> str:
        return "'{}'".format(str(value).replace("'", "''"))

    return "".join(
        [
            "# Written by Netzkaart at each start. Put your own settings into local.conf.\n",
            *(f"{name} = {text(value)}\n" for name, value in settings.items()),
            f"include_if_exists = {text(str(paths.folder / 'local.conf'))}\n",
        ]
    )


def _access() -> str:
    roles = f"{SUPERUSER},{OWNER_ROLE},{APP_ROLE}"
    return f"# Who is not named here is refused.\nlocal all {roles} peer map=netzkaart\n"


def _identities(user: ServiceUser) -> str:
    """Let the service's user be any role; root, who can become that user anyway, too."""
    people = sorted({user.name, "root"})
    roles = (SUPERUSER, OWNER_ROLE, APP_ROLE)
    return "".join(f'netzkaart "{person}" {role}\n' for person in people for role in roles)


# -- processes -----------------------------------------------------------------------------------


def _inhabitants(data: Path) -> Iterator[int]:
    """Yield the PID of each PostgreSQL which lives in a data folder.

    They are the postmaster, or, after it was killed, those of its children which did not notice
    yet and still write. Children of a living postmaster are its own business.
    """
    parents: dict[int, int] = {}
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            if (entry / "comm").read_bytes() != b"postgres\n" or not (entry / "cwd").samefile(data):
                continue
            # pid (comm) state ppid ...: the fields after the last parenthesis are plain
            parents[int(entry.name)] = int(
                (entry / "stat").read_text().rpartition(")")[2].split()[1]
            )
        except OSError:
            continue  # gone meanwhile, or another user's and so none of this folder
    yield from (pid for pid, parent in parents.items() if parent not in parents)


def _end_inhabitants(data: Path) -> None:
    """End every PostgreSQL in a data folder, whose owner is us or dead, and wait for it."""
    for way, patience_s in _WAYS_TO_END:
        deadline = time.monotonic() + patience_s
        told: set[int] = set()
        while pids := set(_inhabitants(data)):
            for pid in pids - told:
                logger.debug("Sending %s to PostgreSQL, process %d", way.name, pid)
                try:
                    os.kill(pid, way)
                except ProcessLookupError:
                    continue
            told |= pids
            if time.monotonic() > deadline:
                logger.warning("PostgreSQL does not end on %s", way.name)
                break
            time.sleep(0.02)
        else:
            return
    raise StillRunning(
        f"PostgreSQL in {data} does not end (processes {sorted(_inhabitants(data))}).",
        "Its disk may be hanging; look at the machine's log (dmesg).",
    )


def _postmaster_pid(data: Path) -> int | None:
    """Read who says in ``postmaster.pid`` that he is the postmaster."""
    try:
        return int((data / "postmaster.pid").read_text().split("\n", 1)[0])
    except (OSError, ValueError):
        return None


def _remove_stale_pid_file(data: Path) -> None:
    """Remove the ``postmaster.pid`` of a dead postmaster whose PID another process has now.

    PostgreSQL deals with a dead PID itself but takes a living one, say after a reboot, for a
    postmaster and refuses to start. Called under the lock, with no inhabitant left.
    """
    pid = _postmaster_pid(data)
    if pid is not None and Path(f"/proc/{pid}").exists() and not any(_inhabitants(data)):
        logger.info("Removing the postmaster.pid of process %d, which is no PostgreSQL here", pid)
        (data / "postmaster.pid").unlink(missing_ok=True)


def _last_words(logs: Path) -> str:
    """Collect what PostgreSQL said last, before and after it opened its own log."""
    files = [logs / "startup.log", *sorted(logs.glob("postgresql-*.log"))[-1:]]
    lines = [
        line
        for file in files
        if file.exists()
        for line in file.read_text(encoding="utf-8", errors="replace").splitlines()[-40:]
        if re.search(r"FATAL|PANIC|ERROR|DETAIL|HINT|not found|setpriv", line)
    ]
    return "\n".join(lines[-8:]) or "It said nothing within the time it had."


def _remedy_for(words: str) -> str:
    """Translate what PostgreSQL and the kernel say into what to do."""
    remedies = {
        r"No space left on device|Disk quota exceeded": "Free some disk space and start again.",
        r"Permission denied|Operation not permitted|[Rr]ead-only file system": (
            "Make the folder writable for its user, or set NETZKAART_HOME to another one."
        ),
        r"could not map anonymous shared memory|Cannot allocate memory": (
            "Free some memory, or lower shared_buffers in local.conf beside postgresql.conf."
        ),
        r"invalid locale": "Install the package libc-bin, which has the locale C.UTF-8.",
        r"local\.conf": "Correct local.conf.",
    }
    for pattern, remedy in remedies.items():
        if re.search(pattern, words):
            return remedy
    return "PostgreSQL's log files, in the folder log beside its data, tell more."


def _exists(connection: psycopg.Connection, query: LiteralString, name: str) -> bool:
    return connection.execute(query, (name,)).fetchone() is not None


def _short_hash(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:12]
