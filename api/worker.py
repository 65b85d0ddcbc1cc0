"""The worker: does the jobs that are queued in PostgreSQL, in a thread of the serving process.

Jobs are procrastinate's, in the schema ``platform``; they are asked for by `gis.jobs.enqueue`, in
the transaction that they are about. The worker signs in as the role that serves and has no rights
beyond it. Several processes share the work: each job is taken by one.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import wraps
from typing import Any

import procrastinate
import psycopg
import structlog
from procrastinate import RetryStrategy

from api.context import Context
from api.desk_errands import DeskErrands
from api.errands import Errands
from gis.errors import UnknownCommune

log = structlog.get_logger()

QUEUE = "netzkaart"
_OPTIONS = "-c search_path=platform -c timezone=UTC"
_CONNECTIONS = 3
_AT_ONCE = 2
_AGAIN_AFTER_S = 5.0
_STALLED_AFTER_S = 60.0
_KEPT_HOURS = 24

_DUE = (
    "SELECT EXISTS (SELECT FROM procrastinate_jobs WHERE status = 'todo'"
    " AND (scheduled_at IS NULL OR scheduled_at <= now())) AS due"
)

# Seconds between tries: 5, 25, 125 ... for about a day.
_RETRY = RetryStrategy(max_attempts=7, exponential_wait=5)


def make_queue(errands: Errands, dsn: str) -> procrastinate.App:
    """Return procrastinate with all our tasks.

    Parameters
    ----------
    dsn : str
        libpq URL of the role that serves.
    """
    connector = procrastinate.PsycopgConnector(
        conninfo=dsn,
        kwargs={"options": _OPTIONS, "application_name": "netzkaart worker"},
        min_size=1,
        max_size=_CONNECTIONS,
    )
    queue = procrastinate.App(connector=connector)
    desk = DeskErrands(errands.context)
    for errand in (
        desk.report_received,
        desk.tell_desk,
        desk.hand_over,
        desk.daily_summary,
        desk.summary_letter,
        errands.report_moved,
        errands.confirm_letter,
        errands.update_letter,
        errands.works_letter,
        errands.tell_webhook,
        errands.retention,
    ):
        queue.task(name=errand.__name__, queue=QUEUE, retry=_RETRY)(_unless_gone(errand))

    def nightly(timestamp: int) -> None:
        del timestamp
        errands.nightly()

    def daily(timestamp: int) -> None:
        """Let what goes wrong in one commune keep none of the others from its summary."""
        del timestamp
        errands.in_every("daily_summary")

    def ask_bodies(timestamp: int) -> None:
        del timestamp
        desk.ask_bodies()

    async def tidy(timestamp: int) -> None:
        """Let go on what a process that was killed had begun; forget what was done."""
        del timestamp
        manager = queue.job_manager
        for job in await manager.get_stalled_jobs(seconds_since_heartbeat=_STALLED_AFTER_S):
            await manager.retry_job(job)
        await manager.delete_old_jobs(_KEPT_HOURS, include_failed=False)

    queue.periodic(cron="17 3 * * *")(queue.task(name="nightly", queue=QUEUE)(nightly))
    queue.periodic(cron="30 5 * * 1-5")(queue.task(name="daily", queue=QUEUE)(daily))
    # One at a time: servers that do not answer must not take the place of urgent letters.
    alone = queue.task(name="ask_bodies", queue=QUEUE, lock="bodies", queueing_lock="bodies")
    queue.periodic(cron="*/10 * * * *")(alone(ask_bodies))
    queue.periodic(cron="*/5 * * * *")(queue.task(name="tidy", queue=QUEUE)(tidy))
    return queue


def _unless_gone(errand: Callable[..., None]) -> Callable[..., None]:
    """Let a job of a commune that was removed meanwhile be done."""

    @wraps(errand)
    def done(**arguments: str) -> None:
        try:
            errand(**arguments)
        except UnknownCommune:
            log.info("job of a commune that is gone", job=errand.__name__)

    return done


class Worker:
    """A thread that works until it is stopped, and begins anew where the database was away."""

    def __init__(self, context: Context, dsn: str, errands: Errands | None = None) -> None:
        self._errands, self._dsn = errands or Errands(context), dsn
        self._thread = threading.Thread(target=self._run, name="worker", daemon=True)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._work: asyncio.Task[None] | None = None
        self._ended = threading.Event()
        self._up = threading.Event()

    @property
    def works(self) -> bool:
        """Whether jobs are being done."""
        return self._up.is_set() and self._thread.is_alive()

    def start(self) -> None:
        """Begin to work."""
        self._thread.start()

    def stop(self) -> None:
        """Finish what was begun, and end."""
        self._ended.set()
        loop, work = self._loop, self._work
        if loop is not None and work is not None:
            with contextlib.suppress(RuntimeError):  # it has ended by itself
                loop.call_soon_threadsafe(work.cancel)
        self._thread.join(timeout=10)

    def finish(self) -> None:
        """Do all that waits, and return: for tests and commands.

        In a thread of its own: the caller's may have a loop that runs already.
        """
        with ThreadPoolExecutor(max_workers=1) as thread:
            thread.submit(lambda: asyncio.run(self._working(wait=False))).result()

    def _run(self) -> None:
        while not self._ended.is_set():
            try:
                asyncio.run(self._working(wait=True))
            except asyncio.CancelledError:
                return
            except (
                psycopg.Error,
                procrastinate.exceptions.ConnectorException,
            ) as error:
                log.warning("worker lost the database", kind=type(error).__name__)
            except Exception:
                log.exception("worker")
            self._up.clear()
            self._ended.wait(_AGAIN_AFTER_S)

    async def _working(self, *, wait: bool) -> None:
        self._loop = asyncio.get_running_loop()
        self._work = asyncio.current_task()
        queue = make_queue(self._errands, self._dsn)
        options: dict[str, Any] = {
            "queues": [QUEUE],
            "wait": wait,
            "concurrency": _AT_ONCE,
            "install_signal_handlers": False,
            "delete_jobs": "successful",
            "shutdown_graceful_timeout": 5,
        }
        async with queue.open_async():
            self._up.set()
            await queue.run_worker_async(**options)
            while not wait and await _is_due(queue):
                await queue.run_worker_async(**options)


async def _is_due(queue: procrastinate.App) -> bool:
    """Tell whether jobs asked for others, which wait now."""
    found = await queue.connector.execute_query_one_async(_DUE)
    return bool(found["due"])
