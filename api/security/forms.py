"""Forms that nobody signs in for: who sent one had it from us, took a moment, and did some work.

A form carries a signed stamp: when it was given out, and how much work is asked for. The work is a
hash to be found (hashcash): a phone needs a second, a flood needs as many seconds as it has
reports. It is bound to the stamp and to the report's own key, so that no solution serves twice. The
page does it by itself; nobody has to read crooked letters. Nothing is kept, and nobody else asked.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections import deque
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock

LEAST_FILLING = timedelta(seconds=3)
"""Nobody reads and fills in the form faster."""

VALID_FOR = timedelta(days=7)
"""A phone may be without a network for a while."""

LEAST_BITS, MOST_BITS = 13, 20
_CALM = 30
_WINDOW = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a form says of itself.

    Attributes
    ----------
    nonce : str
        Of this form alone.
    bits : int
        How many bits at the beginning of the hash must be zero.
    """

    nonce: str
    at: int
    bits: int


def issue(secret: bytes, now: datetime, bits: int = LEAST_BITS) -> str:
    """Return a stamp for a form that is given out now."""
    told = f"{secrets.token_hex(16)}.{int(now.timestamp())}.{bits}"
    return f"{told}.{_mac(secret, told)}"


def read(secret: bytes, stamp: str) -> Stamp | None:
    """Return what a stamp says; None where it is not ours."""
    told, _, mac = stamp.rpartition(".")
    if not hmac.compare_digest(mac.encode(), _mac(secret, told).encode()):
        return None
    nonce, at, bits = told.split(".")
    return Stamp(nonce, int(at), int(bits))


def fault_of(stamp: Stamp | None, now: datetime) -> str | None:
    """Return the code of what is wrong with a stamp."""
    if stamp is None:
        return "form_expired"
    age = now.timestamp() - stamp.at
    if age > VALID_FOR.total_seconds() or age < -LEAST_FILLING.total_seconds():
        return "form_expired"
    return "form_too_fast" if age < LEAST_FILLING.total_seconds() else None


def is_work(stamp: str, bits: int, key: str, answer: str) -> bool:
    """Tell whether `answer` is what was asked for."""
    if not answer or len(answer) > 20:  # noqa: PLR2004  a number, far longer than any needs
        return False
    digest = hashlib.sha256(f"{stamp}.{key}.{answer}".encode()).digest()
    return int.from_bytes(digest[:8]) >> (64 - bits) == 0


def work(stamp: str, bits: int, key: str) -> str:
    """Do the work, as a page does it: for tests and for programs."""
    number = 0
    while not is_work(stamp, bits, key, str(number)):
        number += 1
    return str(number)


def _mac(secret: bytes, told: str) -> str:
    return hmac.new(secret, told.encode(), hashlib.sha256).hexdigest()


class Load:
    """How much comes in: the more, the more work is asked for."""

    def __init__(self) -> None:
        self._times: deque[datetime] = deque()
        self._lock = Lock()

    def count(self, now: datetime) -> None:
        """Note that something came in."""
        with self._lock:
            self._times.append(now)

    def bits(self, now: datetime) -> int:
        """Return how much work is asked for now: one bit more, twice the work."""
        with self._lock:
            while self._times and self._times[0] <= now - _WINDOW:
                self._times.popleft()
            doubled = (len(self._times) // _CALM).bit_length()
        return min(LEAST_BITS + doubled, MOST_BITS)
