"""How many reports are worked on at once, so that a storm does not stop the town hall's own work.

Whoever sends a report waits here for one of few places, in the order of coming. So the threads that
answer planners stay free, and the storm has few of its own: more of them would only wait for each
other, for the interpreter and for the next number. Nobody is turned away before very many wait; who
is, is told when to come again, and a report that is sent again is kept once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from threading import Lock
from typing import ParamSpec, TypeVar

import anyio
import anyio.to_thread
from anyio.lowlevel import RunVar

from api.security.errors import Crowded

P = ParamSpec("P")
R = TypeVar("R")

AT_ONCE = 4
MOST_WAITING = 2000
"""Ten seconds of a storm, as measured on two cores."""

AGAIN_AFTER_S = 10


class Copies:
    """Lets copies of the same report, sent at the same moment, be looked at one after the other.

    The second one then finds the first, and nobody's copies count as several.
    """

    def __init__(self) -> None:
        self._guard = Lock()
        self._held: dict[str, tuple[Lock, list[None]]] = {}

    @contextmanager
    def of(self, key: str) -> Iterator[None]:
        """Wait for the copies that came before."""
        with self._guard:
            lock, users = self._held.setdefault(key, (Lock(), []))
            users.append(None)
        try:
            with lock:
                yield
        finally:
            with self._guard:
                users.pop()
                if not users:
                    del self._held[key]


class Door:
    """The places at which reports are taken, and who waits for one."""

    def __init__(self, at_once: int = AT_ONCE, most_waiting: int = MOST_WAITING) -> None:
        self._at_once, self._most_waiting = at_once, most_waiting
        # One process may serve from two loops (``--lan``): each has places of its own.
        self._places: RunVar[anyio.CapacityLimiter] = RunVar("report_places")

    async def through(self, work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Do the work in a thread once there is a place.

        Raises
        ------
        Crowded
            So many wait already that this one would wait for long.
        """
        places = self._places.get(None)
        if places is None:
            places = anyio.CapacityLimiter(self._at_once)
            self._places.set(places)
        full = places.borrowed_tokens >= self._at_once
        if full and places.statistics().tasks_waiting >= self._most_waiting:
            raise Crowded(AGAIN_AFTER_S)
        return await anyio.to_thread.run_sync(partial(work, *args, **kwargs), limiter=places)
