"""Whose a cluster is, where it keeps its things, and who may run it."""

from __future__ import annotations

import errno
import fcntl
import hashlib
import os
import pwd
import re
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

from gis.database.cluster.errors import FolderUnusable, programs_missing

_OLD_LOGS_KEPT: Final = 10
_SYSTEM_STATE: Final = Path("/var/lib/netzkaart")


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
            raise programs_missing("the OS user postgres") from None

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
    """Make the folder of a cluster where its user can reach it; two may do so at once.

    It comes to its place once it belongs to the user: whoever finds it there asks whose it is.
    """
    if place.is_symlink():  # to a folder which is gone: its data may be on a disk not mounted yet
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(place))
    draft = Path(tempfile.mkdtemp(prefix=f"{place.name}.new-", dir=place.parent))
    user.own(draft, 0o700)
    reach = user.command("test", "-w", draft, on_our_death="KILL")
    if subprocess.run(reach, check=False, cwd="/").returncode == 0:
        try:
            draft.rename(place)
        except OSError:  # somebody was faster
            draft.rmdir()
            if not place.exists():
                raise
        return
    draft.rmdir()
    _SYSTEM_STATE.mkdir(mode=0o755, parents=True, exist_ok=True)
    elsewhere = Path(tempfile.mkdtemp(prefix=f"{_short_hash(place)}-", dir=_SYSTEM_STATE))
    user.own(elsewhere, 0o700)
    try:
        place.symlink_to(elsewhere)
    except FileExistsError:
        elsewhere.rmdir()


def make_folders(paths: ClusterPaths, user: ServiceUser) -> None:
    """Make the folders of socket and logs, and remove old logs."""
    for folder in (paths.logs, paths.socket):
        folder.mkdir(mode=0o700, exist_ok=True)
        if folder.is_symlink() or folder.stat().st_uid not in {os.geteuid(), user.uid}:
            raise FolderUnusable(f"{folder} belongs to somebody else.", "Remove it.")
        user.own(folder, 0o700)
    for log in sorted(paths.logs.glob("postgresql-*.log"))[:-_OLD_LOGS_KEPT]:
        log.unlink()


class FolderLock:
    """The lock which the one process that runs PostgreSQL in a folder holds.

    The kernel releases it with its process, however that ended.
    """

    def __init__(self, path: Path, user: ServiceUser) -> None:
        self._path = path
        self._user = user
        self._descriptor: int | None = None

    @property
    def held(self) -> bool:
        """Whether we hold it."""
        return self._descriptor is not None

    def take(self) -> bool:
        """Take the lock unless somebody has it."""
        try:
            descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            self._user.own(self._path, 0o600)
        except OSError as error:
            raise FolderUnusable(
                f"{self._path} cannot be opened: {error.strerror}.",
                "Make its folder writable, or set NETZKAART_HOME to a folder of yours.",
            ) from error
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            return False
        self._descriptor = descriptor
        return True

    def is_free(self) -> bool:
        """Tell whether nobody holds the lock."""
        if not self.take():
            return False
        self.release()
        return True

    def release(self) -> None:
        """Let the next one run PostgreSQL."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


def _short_hash(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:12]
