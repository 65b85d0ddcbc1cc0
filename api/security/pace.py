"""How often a neighbourhood of the network may do something: kept in memory, for forms of nobody.

Whole networks are counted, not addresses: one customer often has all of a /64 in IPv6. Nothing is
written down, and a restart forgets all.
"""

from __future__ import annotations

from collections import OrderedDict, deque
from datetime import datetime, timedelta
from ipaddress import ip_address, ip_network
from threading import Lock

from api.security.errors import TooOften

_PREFIX = {4: 24, 6: 48}
_MOST_KNOWN = 10_000


def neighbourhood(address: str | None) -> str:
    """Return the network of an address; of what is none, a common one."""
    try:
        found = ip_address(address or "")
    except ValueError:
        return ""
    return str(ip_network(f"{found}/{_PREFIX[found.version]}", strict=False))


class Pace:
    """At most `most` times within `per`, for each neighbourhood."""

    def __init__(self, most: int, per: timedelta) -> None:
        self._most, self._per = most, per
        self._seen: OrderedDict[str, deque[datetime]] = OrderedDict()
        self._lock = Lock()

    def step(self, address: str | None, now: datetime) -> None:
        """Count one from an address.

        Raises
        ------
        TooOften
            Too many came from there already; this one does not count.
        """
        self.step_for(neighbourhood(address), now)

    def step_for(self, place: str, now: datetime) -> None:
        """Count one for something else than a network: an asset.

        Raises
        ------
        TooOften
        """
        with self._lock:
            times = self._seen.setdefault(place, deque())
            self._seen.move_to_end(place)
            while times and times[0] <= now - self._per:
                times.popleft()
            if len(times) >= self._most:
                left = times[0] + self._per - now
                raise TooOften(-(-int(left.total_seconds()) // 60) or 1)
            times.append(now)
            if len(self._seen) > _MOST_KNOWN:
                self._seen.popitem(last=False)
