"""Backups of one commune, and up to which revision they reach: what tablets may let go.

A dump is one moment: the revision that is noted is read in the very snapshot that is dumped. It
counts only once the dump has been read again, and its files lie beside it.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from psycopg.conninfo import conninfo_to_dict
from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    DateTime,
    Engine,
    ForeignKey,
    Index,
    String,
    Table,
    Uuid,
    func,
    insert,
    select,
    text,
)
from sqlalchemy.dialects.postgresql import CHAR
from uuid_utils.compat import uuid7

from gis import communes
from gis.blobs import Blobs
from gis.communes import COMMUNE, PLATFORM, Commune
from gis.database.schema import quoted
from gis.errors import BackupFailed
from gis.session import CommuneSession

BACKUP = Table(
    "backup",
    PLATFORM,
    Column("id", Uuid, primary_key=True),
    Column("commune", ForeignKey(COMMUNE.c.name, ondelete="CASCADE"), nullable=False),
    Column("incarnation", String(20), nullable=False),
    Column("revision", BigInteger, nullable=False),
    Column("sha256", CHAR(64), nullable=False),
    Column("bytes", BigInteger, nullable=False),
    # The moment of its snapshot.
    Column("at", DateTime(timezone=True), nullable=False),
    Index(None, "commune", "incarnation", "revision"),
)

_PROGRAMS = Path("/usr/lib/postgresql")
_BLOCK = 1 << 20
_TOLD_AS = {
    "host": "PGHOST",
    "port": "PGPORT",
    "user": "PGUSER",
    "password": "PGPASSWORD",
    "dbname": "PGDATABASE",
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
}
_SNAPSHOT = text("SELECT pg_export_snapshot(), now()")


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was verified."""

    path: Path
    revision: int
    incarnation: str
    sha256: str
    bytes: int
    files: int
    at: datetime


def make(engine: Engine, dsn: str, name: str, folder: Path, files: Path) -> Backup:
    """Dump a commune into a folder, read the dump again, copy its files, and note all that.

    Parameters
    ----------
    dsn : str
        Of the role that owns the schemas.
    files : Path
        Where the files of the commune's assets lie. They never change: only new ones are copied.

    Raises
    ------
    BackupFailed
        Nothing is noted then, and no half of a dump is left.
    UnknownCommune
    """
    folder.mkdir(parents=True, exist_ok=True)
    asking = engine.execution_options(isolation_level="REPEATABLE READ")
    with asking.connect() as connection, connection.begin():
        commune = communes.find(connection, name)
        snapshot, at = connection.execute(_SNAPSHOT).one()
        revision = _revision(connection, name)
        path = folder / f"{name}-{at:%Y%m%dT%H%M%SZ}-r{revision}.dump"
        draft = path.with_suffix(".part")
        try:
            _run(dsn, "pg_dump", "--format=custom", f"--schema={quoted(name)}",
                 f"--snapshot={snapshot}", f"--file={draft}")  # fmt: skip
            _verify(dsn, draft, name)
            sha256 = _settled(draft)
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)
    copied = _copy(Blobs(files), folder / "files" / name)
    path.with_suffix(".dump.sha256").write_text(f"{sha256}  {path.name}\n", encoding="ascii")
    made = Backup(path, revision, commune.incarnation, sha256, path.stat().st_size, copied, at)
    _note(engine, commune, made)
    return made


def _revision(connection: Connection, name: str) -> int:
    highest = f"SELECT coalesce(max(revision), 0) FROM {quoted(name)}.revision"  # noqa: S608  quoted
    return int(connection.scalar(text(highest)) or 0)


def _note(engine: Engine, commune: Commune, made: Backup) -> None:
    values = {
        "id": uuid7(),
        "commune": commune.name,
        "incarnation": made.incarnation,
        "revision": made.revision,
        "sha256": made.sha256,
        "bytes": made.bytes,
        "at": made.at,
    }
    with engine.begin() as connection:
        connection.execute(insert(BACKUP), values)


def backed_up(session: CommuneSession) -> int | None:
    """Return the highest revision that a verified backup holds; None where there is none."""
    query = select(func.max(BACKUP.c.revision)).where(
        BACKUP.c.commune == session.commune.name,
        BACKUP.c.incarnation == session.commune.incarnation,
    )
    found: int | None = session.connection.scalar(query)
    return found


def backed_up_at(session: CommuneSession) -> datetime | None:
    """Return the moment of the last verified backup."""
    query = select(func.max(BACKUP.c.at)).where(
        BACKUP.c.commune == session.commune.name,
        BACKUP.c.incarnation == session.commune.incarnation,
    )
    found: datetime | None = session.connection.scalar(query)
    return found


def _verify(dsn: str, dump: Path, name: str) -> None:
    """Read a dump again: its list, and every byte of its data.

    Raises
    ------
    BackupFailed
    """
    listed = _run(dsn, "pg_restore", "--list", str(dump))
    for table in ("journal", "revision", "operation"):
        if f"TABLE DATA {name} {table} " not in listed:
            raise BackupFailed(name, f"TABLE DATA {table}")
    _run(dsn, "pg_restore", f"--file={os.devnull}", str(dump))


def _run(dsn: str, program: str, *arguments: str) -> str:
    """Run one of PostgreSQL's programs; the password is in nobody's list of processes."""
    told = conninfo_to_dict(dsn)
    own = {_TOLD_AS[key]: str(value) for key, value in told.items() if key in _TOLD_AS}
    path = _program(program)
    done = subprocess.run(
        [str(path), *arguments],
        check=False,
        env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", **own},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
    )
    if done.returncode != 0:
        raise BackupFailed(program, done.stderr.strip()[-300:] or str(done.returncode))
    return done.stdout


def _program(name: str) -> Path:
    """Return the newest program of this name: it reads every older server."""
    found = [*_PROGRAMS.glob(f"*/bin/{name}")]
    if found:
        return max(found, key=lambda path: float(path.parent.parent.name))
    there = shutil.which(name)
    if there is None:
        raise BackupFailed(name, "postgresql-client")
    return Path(there)


def _settled(path: Path) -> str:
    """Return the SHA-256 of a file that survives a power cut by now."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK):
            digest.update(block)
        os.fsync(stream.fileno())
    return digest.hexdigest()


def _copy(blobs: Blobs, target: Path) -> int:
    """Copy the files that are not in a backup yet; return how many it holds.

    Raises
    ------
    BlobDamaged
        One is spoilt: a backup of it would be worth nothing.
    """
    count = 0
    for kept, sha256 in _kept(blobs):
        there = Blobs(target / kept.root.relative_to(blobs.root))
        count += 1
        if not there.path(sha256).exists():
            there.put(kept.get(sha256))
    return count


def _kept(blobs: Blobs) -> Iterator[tuple[Blobs, str]]:
    """Yield every file, those of tasks and of what waits in their folders among them."""
    for each in (blobs, Blobs(blobs.root / "tasks"), Blobs(blobs.root / "waiting")):
        for path in sorted(each.root.glob("[0-9a-f][0-9a-f]/*")):
            if not path.name.startswith("."):
                yield each, path.name
