"""Who runs in a data folder, and how to end him."""

from __future__ import annotations

import logging
import os
import signal
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

from gis.database.cluster.errors import StillRunning

if TYPE_CHECKING:
    from collections.abc import Iterator

logger = logging.getLogger(__name__)

# How to end a PostgreSQL, in order, and the seconds each way gets. SIGINT rolls clients back and
# writes a checkpoint; SIGQUIT leaves the recovery to the next start; so does SIGKILL.
_WAYS_TO_END: Final = ((signal.SIGINT, 60.0), (signal.SIGQUIT, 10.0), (signal.SIGKILL, 10.0))


def inhabitants(data: Path) -> Iterator[int]:
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


def end_inhabitants(data: Path) -> None:
    """End every PostgreSQL in a data folder, whose owner is us or dead, and wait for it."""
    for way, patience_s in _WAYS_TO_END:
        deadline = time.monotonic() + patience_s
        told: set[int] = set()
        while pids := set(inhabitants(data)):
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
        f"PostgreSQL in {data} does not end (processes {sorted(inhabitants(data))}).",
        "Its disk may be hanging; look at the machine's log (dmesg).",
    )


def postmaster_pid(file: Path) -> int | None:
    """Read who says in a ``postmaster.pid`` or socket's lock file that he is the postmaster."""
    try:
        return int(file.read_text().split("\n", 1)[0])
    except (OSError, ValueError):
        return None


def remove_stale_pid_files(data: Path, socket: Path) -> None:
    """Remove what a dead postmaster left that would keep the next one from starting.

    PostgreSQL itself sees that a PID is dead, but takes for a postmaster a zombie, or the process
    which, say after a reboot, has that PID now. Called under the lock, with no inhabitant left.
    """
    for file in (data / "postmaster.pid", *socket.glob(".s.PGSQL.*.lock")):
        if not any(inhabitants(data)):
            logger.debug("Removing %s of process %s", file, postmaster_pid(file))
            file.unlink(missing_ok=True)
