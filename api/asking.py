"""Asking another server something, at an address that the commune has set.

The same care as `api.outgoing` takes, and the answer is read: no more of it than a limit, within a
time for the whole of it. A redirect is not followed.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from api import outgoing

_TIMEOUT_S = 10.0
_WHOLE_S = 30.0
_PIECE = 65_536


class AnswerTooLarge(Exception):
    """The other server sends more than it may, or takes longer than it may."""


class NotConnected(OSError):
    """Nobody was reached, so nothing was asked; the cause tells why."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What another server answered."""

    status: int
    body: bytes


Ask = Callable[..., Answer]


def ask(  # noqa: PLR0913  what is asked of whom
    method: str,
    url: str,
    *,
    body: bytes | None = None,
    headers: Mapping[str, str] | None = None,
    most_bytes: int = 1_000_000,
    private: bool = False,
) -> Answer:
    """Ask, and return the answer whatever its status.

    Raises
    ------
    AddressRefused
        It lies in a private network, and `private` does not allow that.
    AnswerTooLarge
    NotConnected
    OSError, http.client.HTTPException
        Nobody answers, or not in HTTP: what was asked may have been done.
    """
    parts, address, port = outgoing.checked(url, private=private)
    end = time.monotonic() + _WHOLE_S
    host = parts.hostname or ""
    opened = _connected(address, port, host if parts.scheme.lower() == "https" else None)
    try:
        connection = http.client.HTTPConnection(host, port, timeout=_TIMEOUT_S)
        connection.sock = opened
        path = parts.path or "/"
        told = {"User-Agent": "netzkaart", "Connection": "close", **(headers or {})}
        connection.request(method, f"{path}?{parts.query}" if parts.query else path, body, told)
        answer = connection.getresponse()
        return Answer(answer.status, _read(answer, most_bytes, end))
    finally:
        opened.close()


def _connected(address: str, port: int, secure_as: str | None) -> socket.socket:
    try:
        opened = socket.create_connection((address, port), timeout=_TIMEOUT_S)
    except OSError as error:
        raise NotConnected from error
    if secure_as is None:
        return opened
    try:
        return ssl.create_default_context().wrap_socket(opened, server_hostname=secure_as)
    except OSError as error:
        opened.close()
        raise NotConnected from error


def _read(answer: http.client.HTTPResponse, most: int, end: float) -> bytes:
    found = bytearray()
    while piece := answer.read1(_PIECE):
        found += piece
        if len(found) > most or time.monotonic() > end:
            raise AnswerTooLarge
    return bytes(found)
