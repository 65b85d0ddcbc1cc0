"""Requests that we make ourselves, to addresses that somebody else chose.

Such an address could be one of our own network: a database, a router, a cloud's own data. So a
name is resolved here, every address that it has is looked at, and the connection goes to the very
address that was looked at: a name that answers differently the second time gains nothing. A
redirect is not followed.
"""

from __future__ import annotations

import http.client
import socket
import ssl
from collections.abc import Callable, Mapping
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import SplitResult, urlsplit

_TIMEOUT_S = 10
_ANSWER_BYTES = 4096
_NAT64 = ip_network("64:ff9b::/96")
_PORTS = {"http": 80, "https": 443}

Resolve = Callable[[str, int], list[str]]


class AddressRefused(Exception):
    """An address lies in a network that nobody outside may make us talk to."""


def _resolve(host: str, port: int) -> list[str]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(each[4][0]) for each in found]


def is_public(address: str) -> bool:
    """Tell whether an address belongs to the internet, and to nobody's own network."""
    try:
        found: IPv4Address | IPv6Address = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, IPv6Address):
        for inner in (found.ipv4_mapped, found.sixtofour, found.teredo and found.teredo[1]):
            if inner is not None:
                return is_public(str(inner))
        if found in _NAT64:
            return is_public(str(IPv4Address(int(found) & 0xFFFFFFFF)))
    return found.is_global and not found.is_multicast and not found.is_reserved


def checked(
    url: str, resolve: Resolve = _resolve, *, private: bool = False
) -> tuple[SplitResult, str, int]:
    """Return the parts of an address, where to connect to, and the port.

    Parameters
    ----------
    private : bool
        Let it lie in a network of somebody's own, too: only where the operator has said so.

    Raises
    ------
    AddressRefused
    OSError
        The name is not known.
    """
    parts = urlsplit(url)
    try:
        port = parts.port or _PORTS[parts.scheme.lower()]
        host = parts.hostname or ""
    except (KeyError, ValueError):
        raise AddressRefused from None
    if not host or parts.username is not None:
        raise AddressRefused
    found = resolve(host, port)
    if not found or not (private or all(is_public(each) for each in found)):
        raise AddressRefused
    return parts, found[0], port


def post(
    url: str,
    body: bytes,
    headers: Mapping[str, str],
    *,
    resolve: Resolve = _resolve,
    connect: Callable[[str, int], socket.socket] | None = None,
) -> int:
    """Send a body, and return the status of the answer.

    Parameters
    ----------
    connect : callable, optional
        Opens the connection; the tests' own network is a private one.

    Raises
    ------
    AddressRefused
    OSError, http.client.HTTPException
        Nobody answers, or not in HTTP.
    """
    parts, address, port = checked(url, resolve)
    opened = (connect or _connect)(address, port)
    host = parts.hostname or ""
    try:
        if parts.scheme.lower() == "https":
            opened = ssl.create_default_context().wrap_socket(opened, server_hostname=host)
        connection = http.client.HTTPConnection(host, port, timeout=_TIMEOUT_S)
        connection.sock = opened
        path = parts.path or "/"
        connection.request(
            "POST", f"{path}?{parts.query}" if parts.query else path, body, dict(headers)
        )
        answer = connection.getresponse()
        answer.read(_ANSWER_BYTES)
        return answer.status
    finally:
        opened.close()


def _connect(address: str, port: int) -> socket.socket:
    return socket.create_connection((address, port), timeout=_TIMEOUT_S)
