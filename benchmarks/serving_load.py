"""Asking much and fast: HTTP by wrk or plain sockets, SQL by pgbench, each with 8 callers."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import tempfile
import threading
import time
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from psycopg import sql as psql
from sqlalchemy import Engine, event

CALLERS = 8


@dataclass(frozen=True)
class Request:
    """One HTTP request; `{uuid}` in its body is another one each time it is sent."""

    path: str
    method: str = "GET"
    headers: Mapping[str, str] = field(default_factory=dict)
    body: str = ""


@dataclass(frozen=True)
class Speed:
    """Answers per second, and how long 99 of 100 took at most."""

    per_second: float
    p99_ms: float = float("nan")


class Refused(RuntimeError):
    """Something else was answered than expected: its speed would mean nothing."""


_LUA = """
local requests = {{ {requests} }}
local n = 0
function uuid()
  local text = string.format("%08x%08x%08x%08x", math.random(0, 4294967295),
    math.random(0, 4294967295), math.random(0, 4294967295), math.random(0, 4294967295))
  return text:sub(1, 8) .. "-" .. text:sub(9, 12) .. "-4" .. text:sub(14, 16) .. "-8" ..
    text:sub(18, 20) .. "-" .. text:sub(21, 32)
end
function init(args)
  math.randomseed(tonumber(args[1]))
  n = math.random(0, #requests - 1)
end
function request()
  n = n % #requests + 1
  local r = requests[n]
  return wrk.format(r[1], r[2], r[3], r[4] and r[4]:gsub("{{uuid}}", uuid))
end
function done(summary, latency, _)
  io.write(string.format("RESULT %d %d %d %d\\n", summary.requests, summary.duration,
    summary.errors.status + summary.errors.read + summary.errors.timeout,
    latency:percentile(99)))
end
"""


def http(address: str, requests: Sequence[Request], seconds: float) -> Speed:
    """Send the requests over and over from 8 connections."""
    if shutil.which("wrk") is None:
        return each_once(address, requests, seconds)
    lines = []
    for each in requests:
        headers = ", ".join(f"[{_lua(k)}] = {_lua(v)}" for k, v in each.headers.items())
        body = _lua(each.body) if each.body else "nil"
        lines.append(f"{{{_lua(each.method)}, {_lua(each.path)}, {{{headers}}}, {body}}}")
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(_LUA.format(requests=",\n".join(lines)))
        script.flush()
        command = ["wrk", "-t1", f"-c{CALLERS}", f"-d{seconds:.0f}s", "--timeout", "60s"]
        seed = str(time.time_ns() % 2**31)
        command += ["-s", script.name, address, "--", seed]
        told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    found = re.search(r"RESULT (\d+) (\d+) (\d+) (\d+)", told)
    assert found is not None, told
    count, micros, bad, p99 = map(int, found.groups())
    if bad or not count:
        raise Refused(f"{bad} of {count}: {requests[0].path}")
    return Speed(count / (micros / 1e6), p99 / 1000)


def _lua(text: str) -> str:
    return json.dumps(text)  # the same escapes


def each_once(address: str, requests: Sequence[Request], seconds: float = 0) -> Speed:
    """Send every request once, or over and over for some seconds, from 8 threads."""
    parts = urlsplit(address)
    end = time.monotonic() + seconds
    taken: list[float] = []
    todo = iter(_again(requests, end) if seconds else requests)
    lock, wrong = threading.Lock(), []

    def caller() -> None:
        with socket.create_connection((parts.hostname or "", parts.port or 80)) as line:
            reader = line.makefile("rb")
            while True:
                with lock:
                    each = next(todo, None)
                if each is None:
                    return
                begin = time.perf_counter()
                line.sendall(_raw(each, parts.netloc))
                status = _read(reader)
                taken.append(time.perf_counter() - begin)
                if status not in (200, 201, 204, 304):
                    wrong.append(status)

    begin = time.perf_counter()
    _in_threads(caller)
    spent = time.perf_counter() - begin
    if wrong:
        raise Refused(f"{wrong[0]}: {requests[0].path}")
    taken.sort()
    return Speed(len(taken) / spent, 1000 * taken[int(len(taken) * 0.99) - 1])


def _again(requests: Sequence[Request], end: float) -> Iterator[Request]:
    while True:
        for each in requests:
            if time.monotonic() > end:
                return
            yield each


def _raw(request: Request, host: str) -> bytes:
    body = request.body.replace("{uuid}", str(uuid.uuid4())).encode()
    lines = [f"{request.method} {request.path} HTTP/1.1", f"Host: {host}"]
    lines += [f"{name}: {value}" for name, value in request.headers.items()]
    if body:
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def _read(reader: Any) -> int:
    status = int(reader.readline().split()[1])
    length, chunked = 0, False
    while (line := reader.readline()) not in (b"\r\n", b""):
        name, _, value = line.decode().lower().partition(":")
        length = int(value) if name == "content-length" else length
        chunked = chunked or (name == "transfer-encoding" and "chunked" in value)
    while chunked and (size := int(reader.readline(), 16)) >= 0:
        reader.read(size + 2)
        if size == 0:
            return status
    reader.read(length)
    return status


def _in_threads(work: Callable[[], None]) -> None:
    threads = [threading.Thread(target=work) for _ in range(CALLERS)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()


# --- SQL -----------------------------------------------------------------------------------


Statement = tuple[str, dict[str, Any]]


@contextmanager
def recorded(engine: Engine) -> Iterator[list[Statement]]:
    """Collect the statements that are sent to the database, with their parameters."""
    found: list[Statement] = []

    def note(_c: Any, _cursor: Any, sql: str, parameters: Any, _x: Any, _many: bool) -> None:  # noqa: FBT001
        found.append((sql, dict(parameters or {})))

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(engine, "before_cursor_execute", note)


def script(statement: Statement, variables: Mapping[str, str]) -> str:
    """Write a statement for pgbench: some parameters become SQL with its variables."""
    sql, parameters = statement
    for name, value in parameters.items():
        text = variables.get(name) or _literal(value)
        sql = sql.replace(f"%({name})s", text)
    return " ".join(sql.replace("%%", "%").split()) + ";\n"


def _literal(value: Any) -> str:
    """Write a value as SQL; pgbench would take the colons of a time for its variables."""
    text = psql.Literal(value).as_string(None).strip()
    inner, quote, end = text.rpartition("'")
    if ":" not in inner:
        return text
    inner = inner if inner.startswith("E") else f"E{inner}"
    return inner.replace(":", "\\x3a") + quote + end


def pgbench(dsn: str, text: str, seconds: float) -> Speed:
    """Run a pgbench script over and over from 8 connections, its statements prepared."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "script.sql")
        path.write_text(text, encoding="utf-8")
        command = [_pgbench(), "-n", "-M", "prepared", "-c", str(CALLERS), "-j", "2"]
        command += ["-T", f"{seconds:.0f}", "-f", str(path), dsn]
        told = subprocess.run(
            command, check=True, capture_output=True, text=True, env=os.environ | _AS_WE_DO
        ).stdout
    found = re.search(r"tps = ([\d.]+)", told)
    assert found is not None, told
    return Speed(float(found[1]))


# Without it PostgreSQL takes a second process for a box of 1 km, which makes it slower.
_AS_WE_DO = {"PGOPTIONS": "-c max_parallel_workers_per_gather=0"}


def _pgbench() -> str:
    known = sorted(Path("/usr/lib/postgresql").glob("*/bin/pgbench"))
    return str(known[-1]) if known else "pgbench"
