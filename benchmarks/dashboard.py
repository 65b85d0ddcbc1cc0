"""The dashboard of a large commune: how long it takes to count, and to answer from what is kept.

Run it with ``python benchmarks/dashboard.py [--assets 200000]``: it starts a PostGIS of its own
in a temporary folder and deletes it. The network is that of ``benchmarks/rules.py``.
"""

from __future__ import annotations

import argparse
import gzip
import shutil
import tempfile
import time
from pathlib import Path

from fastapi.testclient import TestClient
from rules import fill
from sqlalchemy import text

from api import migrations
from api.context import Context
from api.main import create_app
from gis.database.cluster import APP_ROLE, OWNER_ROLE, PrivateCluster
from gis.database.engine import make_engine, make_serving_engine
from gis.settings import Settings
from layers.catalogue import CATALOGUE

GOAL_COLD_S, GOAL_BYTES = 1.0, 150_000
COMMUNE = "large"


def run(home: Path, count: int) -> None:
    """Ask for the page cold, again, and after an edit."""
    with PrivateCluster(home, durable=False) as cluster:
        cluster.ensure_database("netzkaart")
        owner = make_engine(cluster.dsn("netzkaart", OWNER_ROLE), statement_timeout_s=0)
        migrations.upgrade(owner)
        with owner.begin() as connection:
            migrations.create_commune(connection, COMMUNE, title=COMMUNE, srid=2169)
        fill(owner, COMMUNE, count)
        with owner.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
            connection.execute(text("ANALYZE"))
        engine = make_serving_engine(cluster.dsn("netzkaart", APP_ROLE))
        context = Context(Settings(home=home, demo=True), engine, CATALOGUE)
        token = next(t for t, v in context.demo_tokens.items() if v.role.value == "planner")
        headers = {"Authorization": f"Bearer {token}"}
        with TestClient(create_app(context)) as client:
            for what in ("warm up", "cold", "kept", "past", "not modified"):
                if what == "cold":
                    client.app.state.statistics._kept.clear()  # type: ignore[attr-defined]  # noqa: SLF001
                day = "&day=2000-01-01" if what == "past" else ""
                start = time.perf_counter()
                answer = client.get(f"/{COMMUNE}/dashboard?lang=de{day}", headers=headers)
                took = time.perf_counter() - start
                print(
                    f"{what}: {answer.status_code}, {took * 1000:.0f} ms,"
                    f" {len(gzip.compress(answer.content))} bytes compressed"
                    f" (goals {GOAL_COLD_S:.0f} s cold, {GOAL_BYTES} bytes)",
                    flush=True,
                )
                if what == "kept":
                    headers["If-None-Match"] = answer.headers["etag"]
        engine.dispose()
        owner.dispose()
        cluster.destroy()


def main() -> None:
    """Run it in a folder that is gone afterwards."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--assets", type=int, default=200_000)
    home = Path(tempfile.mkdtemp(prefix="netzkaart-dashboard-"))
    home.chmod(0o755)
    try:
        run(home, parser.parse_args().assets)
    finally:
        shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    main()
