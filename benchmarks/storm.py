"""A storm night: reports by HTTP at a steady pace, and planners who work meanwhile.

Run it with ``python benchmarks/storm.py [--rate 200] [--seconds 60]``: it starts a PostGIS of its
own, with fsync, and the server as ``netzkaart serve`` does, in a temporary folder, and deletes it.
Phones and planners are processes of their own; what each process took of the processors is told.
Phones do not wait for each other (open loop): where the server falls behind, they queue, and how
long each waited is counted from when it wanted to send. ``--rate 0`` sends as fast as it goes.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from reports import fill
from sqlalchemy import text

from api import migrations
from api.dependencies import SESSION_COOKIE
from api.security import accounts, forms, secret, sessions
from gis.database.cluster import APP_ROLE, OWNER_ROLE, PrivateCluster
from gis.database.engine import make_engine, make_serving_engine
from gis.viewer import ViewerRole

GOAL_PER_S = 200
LAMPS = 2000
PHONES = 64
"""Connections that the phones share: a server in front of ours keeps as many."""

EVERY_S = 0.1
PATIENCE_S = 60
TICKS = os.sysconf("SC_CLK_TCK")

_PLACES = text(
    "SELECT id, ST_X(p), ST_Y(p) FROM (SELECT id, ST_Transform(geom, 4326) AS p"
    " FROM large.luminaire ORDER BY code) x"
)


# --- Phones ---------------------------------------------------------------------------------------


@dataclass
class Fired:
    """What became of the reports: waited times by status, and how many were sent again."""

    waited: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    again: int = 0


def bodies(home: Path, lamps: Sequence[Sequence[Any]], count: int, mail: int) -> list[bytes]:
    """Return requests as phones send them, made beforehand; every `mail`-th gives an address."""
    signing = secret.derived(secret.of(home), "forms")
    at = datetime.now(UTC) - timedelta(seconds=60)
    made = []
    for n in range(count):
        asset, lon, lat = lamps[n % len(lamps)]
        stamp, key = forms.issue(signing, at, 1), str(uuid4())
        form = {
            "service": "lamp_out",
            "lat": f"{lat + (n % 7) * 1e-5:.7f}",
            "long": f"{lon:.7f}",
            "asset": "" if n % 3 == 0 else str(asset),
            "description": f"Et ass donkel, zanter dem Donnerwieder. {n}",
            "email": f"kim{n}@storm.example" if mail and n % mail == 0 else "",
            "updates": "1",
            "stamp": stamp,
            "key": key,
            "work": forms.work(stamp, 1, key),
        }
        body = urlencode(form).encode()
        head = (
            "POST /report/large/?lang=lb HTTP/1.1\r\nHost: localhost\r\n"
            "Accept: application/json\r\nContent-Type: application/x-www-form-urlencoded\r\n"
            f"X-Forwarded-For: 10.{n // 250 % 250}.{n % 250}.7\r\n"
            f"Content-Length: {len(body)}\r\n\r\n"
        )
        made.append(head.encode() + body)
    return made


async def fire(port: int, sent: list[bytes], rate: float) -> Fired:
    """Send everything, `rate` a second; a phone that is told to come again does."""
    found = Fired()
    waiting: asyncio.Queue[tuple[float, bytes] | None] = asyncio.Queue()

    async def phone() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        while (job := await waiting.get()) is not None:
            wanted, request = job
            while True:
                writer.write(request)
                head = await reader.readuntil(b"\r\n\r\n")
                length = int(head.lower().partition(b"content-length:")[2].partition(b"\r")[0])
                await reader.readexactly(length)
                status = int(head[9:12])
                found.statuses[status] += 1
                if status != 503:  # noqa: PLR2004
                    break
                found.again += 1
                await asyncio.sleep(
                    int(head.lower().partition(b"retry-after:")[2].partition(b"\r")[0])
                )
            found.waited.append(time.monotonic() - wanted)
        writer.close()

    phones = [asyncio.create_task(phone()) for _ in range(PHONES if rate else 8)]
    start = time.monotonic()
    for n, request in enumerate(sent):
        wanted = start + n / rate if rate else time.monotonic()
        if (left := wanted - time.monotonic()) > 0:
            await asyncio.sleep(left)
        waiting.put_nowait((wanted, request))
    for _ in phones:
        waiting.put_nowait(None)
    await asyncio.gather(*phones)
    return found


def phones(port: int, job: Path, rate: float) -> None:
    """Be the phones: a process of its own."""
    told = json.loads(job.read_text())
    sent = bodies(Path(told["home"]), told["lamps"], told["count"], told["mail"])
    cpu, start = _own_cpu(), time.monotonic()
    found = asyncio.run(fire(port, sent, rate))
    seconds, waited = time.monotonic() - start, sorted(found.waited)
    print(
        json.dumps(
            {
                "seconds": seconds,
                "statuses": found.statuses,
                "again": found.again,
                "p50": waited[len(waited) // 2],
                "p95": waited[int(len(waited) * 0.95)],
                "longest": waited[-1],
                "cpu": (_own_cpu() - cpu) / seconds,
            }
        )
    )


# --- Planners -------------------------------------------------------------------------------------


def planners(port: int, cookie: str, seconds: float) -> None:
    """Be the planners: ask for a page, look at it, ask for the next."""
    pages = {
        "map page": "/large/map?lang=lb",
        "tile": "/ogc/large/tiles/all/16/{x}/22343.mvt",
        "item": "/ogc/large/collections/luminaire/items?limit=1",
        "items, 1000": "/ogc/large/collections/luminaire/items?limit=1000",
        "desk": "/large/reports?lang=lb",
    }
    times: dict[str, list[float]] = {name: [] for name in pages}
    until, turn = time.monotonic() + seconds, 0
    while time.monotonic() < until:
        for name, path in pages.items():
            turn += 1
            url = f"http://127.0.0.1:{port}{path.format(x=33900 + turn % 40)}"
            asked = urllib.request.Request(url, headers={"Cookie": cookie})
            start = time.monotonic()
            with urllib.request.urlopen(asked, timeout=PATIENCE_S) as answer:  # noqa: S310
                answer.read()
            times[name].append((time.monotonic() - start) * 1000)
            time.sleep(EVERY_S)
    print(json.dumps(times))


def tell(what: str, times: dict[str, list[float]]) -> None:
    """Print the middle and the slow end of each page."""
    for name, each in times.items():
        each.sort()
        middle, slow = statistics.median(each), each[int(len(each) * 0.95)]
        print(f"  {what}, {name}: p50 {middle:.0f} ms, p95 {slow:.0f} ms of {len(each)}")


# --- The night ------------------------------------------------------------------------------------


def _own_cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _cpu(pids: Sequence[int]) -> float:
    """Return the seconds of processor that some processes and their ended children took."""
    total = 0
    for pid in pids:
        try:
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        total += sum(int(each) for each in fields[11:15])
    return total / TICKS


def _below(parent: int) -> list[int]:
    found = [parent]
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == parent:
            found.append(int(path.parent.name))
    return found


def _used(server: int, postmaster: int) -> dict[str, float]:
    return {"server": _cpu([server]), "PostgreSQL": _cpu(_below(postmaster))}


def start_server(home: Path, owner: str, app: str, port: int) -> subprocess.Popen[bytes]:
    """Start ``netzkaart serve``, and wait until it answers."""
    told = {"HOME": str(home), "DATABASE_URL": owner, "APP_DATABASE_URL": app}
    environment = os.environ | {f"NETZKAART_{name}": each for name, each in told.items()}
    root = Path(__file__).parents[1]
    command = [sys.executable, "-P", "-m", "api.cli", "serve", "--port", str(port)]
    server = subprocess.Popen(command, cwd=root, env=environment | {"PYTHONPATH": str(root)})
    end = time.monotonic() + PATIENCE_S
    while True:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=2).close()
        except OSError:
            assert server.poll() is None, "the server ended"
            assert time.monotonic() < end, "the server does not answer"
            time.sleep(0.2)
        else:
            return server


def aside(*arguments: str) -> subprocess.Popen[bytes]:
    """Run a part of this in a process of its own."""
    return subprocess.Popen([sys.executable, __file__, *arguments], stdout=subprocess.PIPE)


def run(home: Path, asked: argparse.Namespace) -> None:
    """Measure a night."""
    with PrivateCluster(home) as cluster:
        cluster.ensure_database("netzkaart")
        owner_dsn, app_dsn = (cluster.dsn("netzkaart", role) for role in (OWNER_ROLE, APP_ROLE))
        owner = make_engine(owner_dsn, statement_timeout_s=0)
        migrations.upgrade(owner)
        engine = make_serving_engine(app_dsn)
        fill(owner, engine, asked.reports, lamps=LAMPS)
        with engine.begin() as connection:
            account = accounts.create(connection, "planner", "Planner")
            accounts.join(connection, account, "large", ViewerRole.PLANNER)
            cookie = (
                f"{SESSION_COOKIE}={sessions.start(connection, account, '', datetime.now(UTC))}"
            )
        with owner.connect() as connection:
            lamps = [[str(row[0]), row[1], row[2]] for row in connection.execute(_PLACES)]
        engine.dispose()
        (home / "home").mkdir()
        count = int((asked.rate or 2 * GOAL_PER_S) * asked.seconds)
        job = home / "job.json"
        told = {"home": str(home / "home"), "lamps": lamps, "count": count, "mail": asked.mail}
        job.write_text(json.dumps(told))
        server = start_server(home / "home", owner_dsn, app_dsn, asked.port)
        try:
            with owner.connect() as connection:
                backend = connection.scalar(text("SELECT pg_backend_pid()"))
                found = Path(f"/proc/{backend}/stat").read_text().rpartition(")")[2].split()
            night(asked, server, job, cookie, count, int(found[1]))
        finally:
            server.terminate()
            server.wait()
        with owner.connect() as connection:
            kept, once, last = connection.execute(
                text(
                    "SELECT count(*), count(DISTINCT once_sha256), max(number)"
                    " FROM large.report WHERE once_sha256 IS NOT NULL"
                )
            ).one()
            print(f"sent {count}, kept {kept}, of different keys {once}, last number {last}")
        owner.dispose()
        cluster.destroy()


def night(  # noqa: PLR0913  what is measured
    asked: argparse.Namespace,
    server: subprocess.Popen[bytes],
    job: Path,
    cookie: str,
    count: int,
    postmaster: int,
) -> None:
    """Ask for pages in calm weather, then in the storm."""
    port = str(asked.port)
    for each in ("warm", "calm"):
        out, _ = aside("planners", port, cookie, str(min(8, asked.seconds))).communicate()
        if each == "calm":
            tell(each, json.loads(out))
    storm = aside("phones", port, str(job), str(asked.rate))
    time.sleep(1 + count / 5000)  # the requests are made meanwhile
    used, start = _used(server.pid, postmaster), time.monotonic()
    pages = aside("planners", port, cookie, str(asked.seconds - 2)) if not asked.alone else None
    out, _ = storm.communicate()
    seconds = time.monotonic() - start
    found = json.loads(out)
    print(f"{count} reports at {asked.rate or 'full'}/s: {count / found['seconds']:.0f}/s kept up")
    print(f"  answers {found['statuses']}, sent again {found['again']}")
    waited = ", ".join(f"{name} {found[name] * 1000:.0f} ms" for name in ("p50", "p95", "longest"))
    print(f"  waited: {waited}")
    now = _used(server.pid, postmaster)
    told = ", ".join(f"{name} {(now[name] - used[name]) / seconds:.2f}" for name in now)
    print(f"  processors: phones {found['cpu']:.2f}, {told}; load {os.getloadavg()[0]:.1f}")
    if pages is not None:
        tell("storm", json.loads(pages.communicate()[0]))


def main() -> None:
    """Run it in a folder that is gone afterwards."""
    if sys.argv[1:2] == ["phones"]:
        phones(int(sys.argv[2]), Path(sys.argv[3]), float(sys.argv[4]))
        return
    if sys.argv[1:2] == ["planners"]:
        planners(int(sys.argv[2]), sys.argv[3], float(sys.argv[4]))
        return
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rate", type=float, default=GOAL_PER_S, help="reports a second")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--reports", type=int, default=20_000, help="that are there already")
    parser.add_argument("--mail", type=int, default=6, help="every how many-th gives an address")
    parser.add_argument("--alone", action="store_true", help="no planners beside it")
    parser.add_argument("--port", type=int, default=8391)
    asked = parser.parse_args()
    home = Path(tempfile.mkdtemp(prefix="netzkaart-storm-"))
    try:
        run(home, asked)
    finally:
        shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    main()
