"""The network between one tablet and the server, as bad as a test wants it.

It is a real one: a proxy on a port of its own, so that what the browser sees when a connection
breaks is what it sees outdoors, in its service worker too.
"""

from __future__ import annotations

import contextlib
import http.client
import re
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

_HOP = frozenset({"connection", "keep-alive", "transfer-encoding", "content-length", "date"})
_PATIENCE_S = 30


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: list[tuple[str, str]]
    body: bytes


@dataclass(slots=True)
class Exchange:
    """One request of the tablet on its way."""

    handler: BaseHTTPRequestHandler
    server_port: int
    body: bytes

    def forward(self) -> Answer:
        """Deliver it, and wait for the answer.

        Raises
        ------
        OSError, http.client.HTTPException
            There is no server.
        """
        there = http.client.HTTPConnection("127.0.0.1", self.server_port, timeout=_PATIENCE_S)
        try:
            headers = {n: v for n, v in self.handler.headers.items() if n.lower() not in _HOP}
            there.request(self.handler.command, self.handler.path, self.body or None, headers)
            answer = there.getresponse()
            kept = [(n, v) for n, v in answer.getheaders() if n.lower() not in _HOP]
            return Answer(answer.status, kept, answer.read())
        finally:
            there.close()

    def reply(self, answer: Answer, upto: int | None = None) -> None:
        """Answer the tablet; break off after so many bytes of the body."""
        self.handler.send_response(answer.status)
        for name, value in answer.headers:
            self.handler.send_header(name, value)
        if answer.status != 304:
            self.handler.send_header("Content-Length", str(len(answer.body)))
        # A browser asks by itself again what breaks on a connection that it had used before.
        self.handler.send_header("Connection", "close")
        self.handler.end_headers()
        self.handler.wfile.write(answer.body[:upto])

    def hang_up(self) -> None:
        """Break the connection so that nobody can take it for an end."""
        self.handler.close_connection = True
        with contextlib.suppress(OSError):
            linger = struct.pack("ii", 1, 0)
            self.handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
            self.handler.connection.shutdown(socket.SHUT_RDWR)


Weather = Callable[[Exchange], None]


def fine(exchange: Exchange) -> None:
    """Deliver and answer."""
    exchange.reply(exchange.forward())


def gone(exchange: Exchange) -> None:
    """Lose the request."""
    exchange.hang_up()


def answer_lost(exchange: Exchange) -> None:
    """Deliver, wait until it is done, and lose the answer."""
    exchange.forward()
    exchange.hang_up()


def answer_cut(exchange: Exchange) -> None:
    """Break off in the middle of the answer."""
    answer = exchange.forward()
    exchange.reply(answer, len(answer.body) // 2)
    exchange.hang_up()


def late(seconds: float) -> Weather:
    """Give up before the tablet; what it sent arrives all the same, after what it sends next."""

    def deliver(exchange: Exchange) -> None:
        def afterwards() -> None:
            time.sleep(seconds)
            with contextlib.suppress(OSError, http.client.HTTPException):
                exchange.forward()

        exchange.hang_up()
        threading.Thread(target=afterwards, daemon=True).start()

    return deliver


def repeated(times: int) -> Weather:
    """Deliver so often, all at once; answer with what came last."""

    def deliver(exchange: Exchange) -> None:
        with ThreadPoolExecutor(times) as pool:
            answers = [
                job.result() for job in [pool.submit(exchange.forward) for _ in range(times)]
            ]
        exchange.reply(answers[-1])

    return deliver


def slow(seconds: float) -> Weather:
    """Deliver after a while."""

    def deliver(exchange: Exchange) -> None:
        time.sleep(seconds)
        fine(exchange)

    return deliver


def refused(status: int, body: bytes = b"", kind: str = "application/problem+json") -> Weather:
    """Answer without asking the server."""

    def answer(exchange: Exchange) -> None:
        exchange.reply(Answer(status, [("Content-Type", kind)], body))

    return answer


portal = refused(200, b"<!doctype html><title>Welcome to the free WLAN</title>", "text/html")
"""A captive portal: everything is fine, it says."""

json_portal = refused(200, b'{"ok": true, "receipts": []}', "application/json")
"""One that speaks JSON."""


def led_astray(exchange: Exchange) -> None:
    """Lead to the portal's own page."""
    exchange.reply(Answer(302, [("Location", "/portal/sign-in")], b""))


class Network:
    """A proxy that a tablet takes for the server.

    Attributes
    ----------
    weather : Weather
        What happens to a request, where nothing else is said for it.
    told : dict
        Addresses that it answers itself: path -> media type and body.
    heard : dict
        Path -> what is called when it is asked for; the answer waits for its end.
    """

    def __init__(self, server_port: int) -> None:
        self.weather: Weather = fine
        self.told: dict[str, tuple[str, bytes]] = {}
        self.heard: dict[str, Callable[[], None]] = {}
        self.seen: list[tuple[str, str]] = []
        self._next: list[tuple[re.Pattern[str], Weather]] = []
        self._lock = threading.Lock()
        network = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def __getattr__(self, name: str) -> Any:
                if name.startswith("do_"):
                    return self._carry
                raise AttributeError(name)

            def _carry(self) -> None:
                length = int(self.headers.get("content-length") or 0)
                exchange = Exchange(self, server_port, self.rfile.read(length))
                try:
                    network._carry(exchange)
                except (OSError, http.client.HTTPException):
                    exchange.hang_up()

            def log_message(self, *_: Any) -> None:
                pass

        class Proxy(ThreadingHTTPServer):
            daemon_threads = True
            request_queue_size = 64

            def handle_error(self, *_: Any) -> None:
                pass  # the tablet went away: that is what these tests are about

        self._proxy = Proxy(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self._proxy.server_address[1]}"
        threading.Thread(target=self._proxy.serve_forever, args=(0.05,), daemon=True).start()

    def close(self) -> None:
        self._proxy.shutdown()
        self._proxy.server_close()

    def next(self, pattern: str, *weathers: Weather) -> None:
        """Let the next requests that match ``METHOD path`` meet these, one after the other."""
        with self._lock:
            self._next += [(re.compile(pattern), each) for each in weathers]

    @contextlib.contextmanager
    def during(self, weather: Weather) -> Iterator[None]:
        """Let everything meet this."""
        before, self.weather = self.weather, weather
        try:
            yield
        finally:
            self.weather = before

    def calm(self) -> None:
        """Forget whatever was planned."""
        with self._lock:
            self._next.clear()
        self.weather = fine

    def sent(self, pattern: str) -> int:
        """Return how many requests matched."""
        return sum(bool(re.search(pattern, f"{m} {p}")) for m, p in list(self.seen))

    def _carry(self, exchange: Exchange) -> None:
        path = exchange.handler.path.split("?")[0]
        if path in self.told:
            kind, body = self.told[path]
            exchange.reply(
                Answer(200, [("Content-Type", kind), ("Cache-Control", "no-store")], body)
            )
        elif path in self.heard:
            self.heard[path]()
            exchange.reply(Answer(204, [], b""))
        else:
            self.seen.append((exchange.handler.command, exchange.handler.path))
            self._weather_of(exchange)(exchange)

    def _weather_of(self, exchange: Exchange) -> Weather:
        line = f"{exchange.handler.command} {exchange.handler.path}"
        with self._lock:
            for at, (pattern, weather) in enumerate(self._next):
                if pattern.search(line):
                    del self._next[at]
                    return weather
        return self.weather
