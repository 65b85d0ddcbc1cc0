"""The private cluster itself: owned or attached to, with its databases."""

from __future__ import annotations

import shutil
import time
from functools import cached_property
from typing import TYPE_CHECKING, LiteralString, Self
from urllib.parse import quote

import psycopg
from psycopg import sql

from gis.database.cluster.errors import FolderUnusable, StartFailed, StillRunning, remedy_for
from gis.database.cluster.places import FolderLock, ServiceUser, default_paths, make_folders
from gis.database.cluster.programs import create_data, find_programs
from gis.database.cluster.settings import APP_ROLE, OWNER_ROLE, SUPERUSER, write_settings
from gis.database.cluster.supervisor import START_TIMEOUT_S, Supervisor

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from gis.database.cluster.places import ClusterPaths


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
        Whether a committed transaction survives a power cut, not only a ``kill -9``. Tests may do
        without, for speed.
    max_connections
        How many may be connected at once; each costs some memory.

    Examples
    --------
    >>> with PrivateCluster(Path("var")) as cluster:  # doctest: +SKIP
    ...     cluster.ensure_database("netzkaart")
    ...     psycopg.connect(cluster.dsn("netzkaart", APP_ROLE))
    """

    def __init__(
        self,
        home: Path,
        *,
        binaries: Path | None = None,
        durable: bool = True,
        max_connections: int = 60,
    ) -> None:
        self.home = home.absolute()
        self._binaries = binaries
        self._durable = durable
        self._max_connections = max_connections
        self._attached = False
        self._lock: FolderLock | None = None
        self._supervisor: Supervisor | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    @cached_property
    def paths(self) -> ClusterPaths:
        """Where this cluster keeps its things."""
        return default_paths(self.home)

    @property
    def owned(self) -> bool:
        """Whether this object runs PostgreSQL, rather than using somebody else's."""
        return self._lock is not None and self._lock.held

    def start(self) -> None:
        """Make PostgreSQL ready to be connected to; do nothing if this object already did.

        Raises
        ------
        ClusterError
            With a remedy, as one of its subclasses.
        """
        deadline = time.monotonic() + START_TIMEOUT_S
        lock = self._lock = self._lock or FolderLock(self.paths.lock, self._user)
        while not (self._attached or lock.held):
            if lock.take():
                self._start_owned()
            elif self._answers():
                # An owner who was just killed holds the lock, and its database answers, for some
                # milliseconds more. Look twice before relying on it.
                time.sleep(0.1)
                self._attached = not lock.is_free()
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
        try:
            if self._supervisor is not None:
                self._supervisor.stop()
        finally:
            self._supervisor = None
            if self._lock is not None:
                self._lock.release()

    def destroy(self) -> None:
        """Stop PostgreSQL and delete everything it kept, for good.

        Raises
        ------
        StillRunning
            Another process runs it.
        """
        paths = self.paths
        lock = self._lock = self._lock or FolderLock(paths.lock, self._user)
        if not (lock.held or lock.take()):
            raise StillRunning(
                f"Another process runs the database in {paths.folder}.", "Stop that process first."
            )
        if self._supervisor is not None:
            self._supervisor.stop()
        for folder in (paths.socket, paths.folder):
            if folder.exists():
                shutil.rmtree(folder)
        place = self.home / "postgres"
        if place.is_symlink():  # the folder was where the user postgres can reach it
            place.unlink()
        self.stop()
        del self.paths  # the next start makes new ones
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
            # For the roles of communes, see gis.database.serving.
            connection.execute(sql.SQL("ALTER ROLE {} CREATEROLE").format(owner))
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

    @cached_property
    def _user(self) -> ServiceUser:
        return ServiceUser.by_uid(self.paths.folder.stat().st_uid)

    def _start_owned(self) -> None:
        paths, user = self.paths, self._user
        try:
            programs = find_programs(paths.data, self._binaries)
            make_folders(paths, user)
            write_settings(
                paths, user, durable=self._durable, max_connections=self._max_connections
            )
            if not paths.data.exists():
                create_data(paths, user, programs, durable=self._durable)
            self._supervisor = Supervisor(paths, user, programs, self._answers)
            self._supervisor.start()
        except OSError as error:
            self.stop()
            raise FolderUnusable(
                f"The database in {paths.folder} cannot be started: {error}.",
                remedy_for(str(error)),
            ) from error
        except BaseException:
            self.stop()
            raise

    def _superuser(self, database: str = "postgres") -> psycopg.Connection:
        return psycopg.connect(self.dsn(database, SUPERUSER), autocommit=True, connect_timeout=10)

    def _answers(self) -> bool:
        try:
            self._superuser().close()
        except psycopg.OperationalError:
            return False
        return True


def _exists(connection: psycopg.Connection, query: LiteralString, name: str) -> bool:
    return connection.execute(query, (name,)).fetchone() is not None
