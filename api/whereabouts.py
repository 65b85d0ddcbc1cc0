"""Where crews are, as long as they want it to be known: in this process's memory, nowhere else.

Neither journal nor database nor backup ever holds it. A restart forgets it; a tablet that still
shares tells it again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock

LONGEST = timedelta(hours=12)
"""A shift, and no more."""


@dataclass(frozen=True, slots=True)
class Here:
    """A crew's last place, WGS84 degrees, and until when it may be known."""

    actor: str
    lon: float
    lat: float
    accuracy_m: float | None
    at: datetime
    until: datetime


class Whereabouts:
    """The last place of each crew that shares it, commune by commune."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._known: dict[tuple[str, str], Here] = {}

    def tell(self, commune: str, here: Here) -> None:
        """Note where somebody is; what they told before is forgotten."""
        with self._lock:
            self._forget(here.at)
            self._known[commune, here.actor] = here

    def stop(self, commune: str, actor: str) -> None:
        """Forget where somebody is."""
        with self._lock:
            self._known.pop((commune, actor), None)

    def seen(self, commune: str, now: datetime) -> list[Here]:
        """Return who shares their place now."""
        with self._lock:
            self._forget(now)
            return [here for (name, _), here in self._known.items() if name == commune]

    def _forget(self, now: datetime) -> None:
        for key in [key for key, here in self._known.items() if here.until <= now]:
            del self._known[key]
