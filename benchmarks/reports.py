"""Damage reports of a large town: pages with 100,000 of them, and a storm night's submissions.

Run it with ``python benchmarks/reports.py [--reports 100000] [--seconds 60]``: it starts a PostGIS
of its own, with fsync, in a temporary folder and deletes it.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import tempfile
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from fastapi.testclient import TestClient
from shapely import Point, box
from sqlalchemy import Engine, text

from api import migrations
from api.context import Context
from api.main import create_app
from api.routes.reports.form import form_secret
from api.security import forms
from field_capture.reports.damage_report import submit
from field_capture.reports.draft import Channel, Draft
from gis import assets
from gis.database.cluster import APP_ROLE, OWNER_ROLE, PrivateCluster
from gis.database.engine import make_engine, make_serving_engine
from gis.session import open_session
from gis.settings import Settings
from gis.viewer import ANYONE, Viewer, ViewerRole
from layers.catalogue import CATALOGUE

GOAL_PAGE_MS, GOAL_SUBMIT_MS, GOAL_PER_S = 30, 200, 200
EAST, NORTH = 85000.0, 92000.0
PLANNER = Viewer("bench", ViewerRole.PLANNER)
THREADS = 8
AGAIN = 40

_REPORTS = text(
    """
    INSERT INTO large.report (id, number, service_code, state, state_since, channel, media_urls,
                              geom, token_sha256, requested_at, updated_at)
    SELECT gen_random_uuid(), '25-' || lpad(n::text, 6, '0'), 'lamp_out',
           (ARRAY['received', 'accepted', 'planned', 'done', 'done', 'rejected'])[n % 6 + 1],
           now(), 'web', '[]',
           ST_SetSRID(ST_MakePoint(84000 + random() * 2000, 91000 + random() * 2000), 2169),
           sha256(convert_to('token' || n, 'UTF8')), now() - n * interval '5 minutes', now()
    FROM generate_series(1, :count) n
    """
)
_MOVES = text(
    """
    INSERT INTO large.report_move (id, report, at, from_state, to_state, mover, sentence)
    SELECT gen_random_uuid(), id, updated_at, 'received', 'accepted', 'clerk', 'Mir kucken.'
    FROM large.report, generate_series(1, 3)
    """
)


def fill(owner: Engine, engine: Engine, count: int, lamps: int = 200) -> None:
    """Make a commune with lamps and very many reports."""
    with owner.begin() as connection:
        migrations.create_commune(connection, "large", title="Large", srid=2169)
    with open_session(engine, CATALOGUE, "large", PLANNER, source="bench") as session:
        assets.create(session, CATALOGUE.bounding(), box(84000, 91000, 86000, 93000), {})
        for number in range(lamps):
            at = Point(84005 + number % 200 * 9, NORTH + number // 200 * 30)
            assets.create(session, CATALOGUE["luminaire"], at, {"code": f"L-{number}"})
    with owner.begin() as connection:
        connection.execute(_REPORTS, {"count": count})
        connection.execute(_MOVES)
    with owner.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        connection.execute(text("ANALYZE"))


def tell(what: str, times: list[float], goal: float) -> None:
    """Print the middle and the slow end of what was measured, milliseconds."""
    times.sort()
    middle, slow = statistics.median(times) * 1000, times[int(len(times) * 0.95)] * 1000
    print(f"{what}: median {middle:.1f} ms, p95 {slow:.1f} ms (goal {goal})", flush=True)


def pages(client: TestClient, count: int) -> None:
    """Ask for the pages that citizens ask for."""
    for what, path in (
        ("status page", f"list/25-{count // 2:06d}"),
        ("own page", f"token{count // 3}"),
        ("list", "list"),
        ("list of closed", "list?state=closed"),
        ("feed", "list.atom"),
        ("form at a place", f"?what=lamp_out&x={EAST}&y={NORTH}"),
    ):
        times = []
        for _ in range(AGAIN):
            start = time.perf_counter()
            answer = client.get(f"/report/large/{path}", headers={"Accept": "text/html"})
            times.append(time.perf_counter() - start)
            assert answer.is_success, (path, answer.status_code)
        tell(what, times, GOAL_PAGE_MS)


def one_by_one(client: TestClient, context: Context) -> None:
    """Send reports over HTTP, one after another."""
    times = []
    for number in range(25):
        stamp = forms.issue(form_secret(context), context.now() - timedelta(seconds=9))
        form = {"service": "lamp_out", "lat": "49.7624", "long": "6.2375", "stamp": stamp}
        form["key"] = key = f"one-{number}"
        form["work"] = forms.work(stamp, forms.LEAST_BITS, key)
        client.app.state.report_guards.asset._seen.clear()  # type: ignore[attr-defined]  # noqa: SLF001
        start = time.perf_counter()
        answer = client.post("/report/large/", data=form, follow_redirects=False)
        times.append(time.perf_counter() - start)
        assert answer.is_redirect, answer.text
    tell("submission over HTTP", times, GOAL_SUBMIT_MS)


def storm(engine: Engine, context: Context, seconds: float) -> None:
    """Let many send at once, and count what was kept."""
    links, until = context.links("large"), time.monotonic() + seconds
    times: list[float] = []
    draft = Draft(service_code="lamp_out", channel=Channel.WEB, lat=49.7624, long=6.2375)

    def send(worker: int) -> None:
        number = 0
        while time.monotonic() < until:
            number += 1
            start = time.perf_counter()
            with open_session(engine, CATALOGUE, "large", ANYONE, source="report") as session:
                key = f"storm-{worker}-{number}"
                submit(session, draft, now=datetime.now(UTC), once=key, links=links)
            times.append(time.perf_counter() - start)

    threads = [threading.Thread(target=send, args=(each,)) for each in range(THREADS)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    tell("submission in a storm", times, GOAL_SUBMIT_MS)
    print(f"{len(times) / seconds:.0f} submissions/s for {seconds:.0f} s (goal {GOAL_PER_S})")


def run(home: Path, count: int, seconds: float) -> None:
    """Measure everything on one commune."""
    with PrivateCluster(home) as cluster:
        cluster.ensure_database("netzkaart")
        owner = make_engine(cluster.dsn("netzkaart", OWNER_ROLE), statement_timeout_s=0)
        migrations.upgrade(owner)
        engine = make_serving_engine(cluster.dsn("netzkaart", APP_ROLE))
        fill(owner, engine, count)
        context = Context(Settings(home=home / "home"), engine, CATALOGUE)
        with TestClient(create_app(context)) as client:
            pages(client, count)
            one_by_one(client, context)
        storm(engine, context, seconds)
        with owner.connect() as connection:
            kept = connection.scalar(text("SELECT count(*) FROM large.report")) or 0
            print(f"kept: {kept - count} reports")
        engine.dispose()
        owner.dispose()
        cluster.destroy()


def main() -> None:
    """Run it in a folder that is gone afterwards."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=100_000)
    parser.add_argument("--seconds", type=float, default=60)
    asked = parser.parse_args()
    home = Path(tempfile.mkdtemp(prefix="netzkaart-reports-"))
    try:
        run(home, asked.reports, asked.seconds)
    finally:
        shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    main()
