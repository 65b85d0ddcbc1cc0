"""The thread which keeps PostgreSQL running."""

from __future__ import annotations

import logging
import re
import subprocess
import threading
import time
from collections import deque
from concurrent.futures import Future
from typing import TYPE_CHECKING, Final

from gis.database.cluster.errors import ClusterError, StartFailed, remedy_for
from gis.database.cluster.processes import (
    end_inhabitants,
    inhabitants,
    postmaster_pid,
    remove_stale_pid_files,
)
from gis.database.cluster.programs import environment

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from gis.database.cluster.places import ClusterPaths, ServiceUser

logger = logging.getLogger(__name__)

START_TIMEOUT_S: Final = 120.0
"""Recovery after a crash replays up to ``max_wal_size``."""
RESTARTS: int = 5
"""So often within `RESTART_WINDOW_S` is it worth another try."""
RESTART_WINDOW_S: Final = 600.0


class Supervisor:
    """Starts PostgreSQL, starts it again when it ends by itself, and stops it.

    One thread does all the starting and outlives what it started, because the kernel's
    parent-death signal, by which PostgreSQL ends after a ``kill -9`` of ours, fires when the
    *thread* that forked ends.

    Parameters
    ----------
    paths, user, programs
        Where, as whom, and from which folder PostgreSQL runs.
    answers
        Tells whether a connection succeeds.
    """

    def __init__(
        self,
        paths: ClusterPaths,
        user: ServiceUser,
        programs: Path,
        answers: Callable[[], bool],
    ) -> None:
        self._paths = paths
        self._user = user
        self._programs = programs
        self._answers = answers
        self._stopping = threading.Event()
        self._started: Future[None] = Future()
        # A daemon: should we end without stop(), the parent-death signal does its work.
        self._thread = threading.Thread(target=self._run, name="postgres", daemon=True)

    def start(self) -> None:
        """Return once PostgreSQL answers.

        Raises
        ------
        ClusterError, OSError
            It does not start.
        """
        self._thread.start()
        self._started.result()

    def stop(self) -> None:
        """Return once PostgreSQL has ended."""
        self._stopping.set()
        # Over and over, because the thread may be just about to start another one.
        while self._thread.is_alive():
            end_inhabitants(self._paths.data)
            self._thread.join(timeout=0.02)

    def _run(self) -> None:
        restarts: deque[float] = deque(maxlen=RESTARTS)
        while not self._stopping.is_set():
            try:
                process = self._launch()
            except (ClusterError, OSError) as error:
                if not self._started.done():
                    self._started.set_exception(error)
                    return
                ending = str(error)
            else:
                if not self._started.done():
                    self._started.set_result(None)
                ending = f"exit status {process.wait()}"
            if self._stopping.is_set():
                break
            now = time.monotonic()
            if len(restarts) == RESTARTS and now - restarts[0] < RESTART_WINDOW_S:
                logger.critical(
                    "PostgreSQL ended by itself %d times in %d s and is left stopped: %s",
                    RESTARTS + 1,
                    now - restarts[0],
                    ending,
                )
                return
            logger.error("PostgreSQL ended by itself and is started again: %s", ending)
            self._stopping.wait(timeout=0.5 * len(restarts))
            restarts.append(now)
        if not self._started.done():
            self._started.set_exception(StartFailed("The start was interrupted.", "Start again."))

    def _launch(self) -> subprocess.Popen[bytes]:
        """Start PostgreSQL and wait until it answers."""
        data = self._paths.data
        deadline = time.monotonic() + START_TIMEOUT_S
        while True:
            end_inhabitants(data)
            remove_stale_pid_files(data, self._paths.socket)
            process = self._spawn()
            while process.poll() is None and time.monotonic() < deadline:
                # A stale pid file may say "ready", a predecessor may answer: it must be ours.
                if self._stopping.is_set() or (
                    postmaster_pid(data / "postmaster.pid") == process.pid and self._answers()
                ):
                    return process
                time.sleep(0.02)
            if process.poll() is None:
                process.kill()
                process.wait()
            elif any(inhabitants(data)):
                continue  # a predecessor, itself just starting, came to light only now
            words = _last_words(self._paths.logs)
            raise StartFailed(
                f"PostgreSQL does not start in {self._paths.folder}:\n{words}", remedy_for(words)
            )

    def _spawn(self) -> subprocess.Popen[bytes]:
        settings = f"config_file={self._paths.settings}"
        postgres = self._programs / "postgres"
        with (self._paths.logs / "startup.log").open("wb") as output:
            return subprocess.Popen(
                self._user.command(
                    postgres, "-D", self._paths.data, "-c", settings, on_our_death="INT"
                ),
                cwd="/",
                env=environment(self._programs),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,  # a Ctrl-C in the terminal is for us, not for it
            )


def _last_words(logs: Path) -> str:
    """Collect what PostgreSQL said last, before and after it opened its own log."""
    before = _lines(logs / "startup.log")
    words = [
        line for line in before if not re.search(r"ending log output to stderr|redirect", line)
    ]
    if len(words) < len(before):  # it got as far as its own log
        words = [
            line
            for file in sorted(logs.glob("postgresql-*.log"))[-1:]
            for line in _lines(file)
            if re.search(r"FATAL|PANIC|ERROR|DETAIL|HINT", line)
        ]
    return "\n".join(words[-8:]) or "It said nothing within the time it had."


def _lines(file: Path) -> list[str]:
    return file.read_text(encoding="utf-8", errors="replace").splitlines()[-40:]
