"""The programs of PostgreSQL, and the data folder which initdb makes."""

from __future__ import annotations

import logging
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from gis.database.cluster.errors import (
    StartFailed,
    VersionMismatch,
    programs_missing,
    remedy_for,
)
from gis.database.cluster.settings import SUPERUSER

if TYPE_CHECKING:
    from gis.database.cluster.places import ClusterPaths, ServiceUser

logger = logging.getLogger(__name__)

_PROGRAMS: Final = Path("/usr/lib/postgresql")
_EXTENSIONS: Final = Path("/usr/share/postgresql")


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
        raise programs_missing("setpriv")
    if binaries is not None:
        if not (binaries / "postgres").is_file():
            raise programs_missing(f"{binaries}/postgres")
        return binaries
    versions = {
        folder.parent.name: folder
        for folder in _PROGRAMS.glob("*/bin")
        if (folder / "postgres").is_file()
        and (_EXTENSIONS / folder.parent.name / "extension/postgis.control").is_file()
    }
    if not versions:
        raise programs_missing("PostgreSQL with PostGIS")
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


def environment(programs: Path) -> dict[str, str]:
    """Nothing of the caller's PG* and LC_* reaches the server."""
    return {"PATH": f"{programs}:/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC"}


def create_data(paths: ClusterPaths, user: ServiceUser, programs: Path, *, durable: bool) -> None:
    """Make the data folder beside its place and move it there once it is complete."""
    for torso in paths.folder.glob("data.new-*"):
        shutil.rmtree(torso)
    draft = Path(tempfile.mkdtemp(prefix="data.new-", dir=paths.folder))
    user.own(draft, 0o700)
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
        *(() if durable else ("--no-sync",)),
    ]
    done = subprocess.run(
        user.command(*command, on_our_death="KILL"),
        check=False,
        cwd="/",
        env=environment(programs),
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
            remedy_for(done.stdout),
        )
    draft.replace(paths.data)
