"""The rules: a whole commune after the other, and what one edit costs.

Run it with ``python benchmarks/rules.py [--communes 5] [--assets 20000]``: it starts a PostGIS
of its own in a temporary folder and deletes it. The networks are made up, the same every time;
one asset in a hundred breaks a rule.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine, text

from api import migrations
from gis import assets
from gis.database.cluster import APP_ROLE, OWNER_ROLE, PrivateCluster
from gis.database.engine import make_engine, make_serving_engine
from gis.database.schema import quoted
from gis.quality.checking import Checked, check
from gis.session import open_session
from gis.viewer import Viewer, ViewerRole
from layers.catalogue import CATALOGUE

PLANNER = Viewer("bench", ViewerRole.PLANNER)
EDITS = 60
GOAL_S, GOAL_ASSETS, GOAL_EDIT_MS = 600, 2_000_000, 50

# Chains of a hundred nodes, 30 m apart: water, sewers beside it, lamps on poles.
_PLACE = "85000 + ({n} % 100) * 30 + {dx}, 80000 + ({n} / 100) * 40 + {dy}"


def _point(dx: float, dy: float) -> str:
    return f"ST_SetSRID(ST_MakePoint({_PLACE.format(n='n', dx=dx, dy=dy)}), 2169)"


def _line(dx: float, dy: float) -> str:
    start, end = _PLACE.format(n="n", dx=dx, dy=dy), _PLACE.format(n="(n + 1)", dx=dx, dy=dy)
    return f"ST_SetSRID(ST_MakeLine(ST_MakePoint({start}), ST_MakePoint({end})), 2169)"


def fill(engine: Engine, commune: str, count: int) -> None:
    """Give a commune `count` assets: a sixth of each of six layers."""
    each = count // 6
    wrong = "n % 100 = 50"
    statements = {
        "water_node": ("code, geom", f"'N' || n, {_point(0, 0)}", ""),
        "water_pipe": (
            "code, geom, diameter_mm, material, node_from, node_to",
            (
                f"'P' || n, {_line(0, 0)}, 100, 'pe100', 'N' || n,"
                f" CASE WHEN {wrong} THEN 'X' ELSE 'N' || (n + 1) END"
            ),
            "WHERE n % 100 <> 99",
        ),
        "sewer_manhole": (
            "code, geom, cover_level_m, invert_level_m, depth_m",
            (
                f"'M' || n, {_point(0, 5)}, 302 - n % 100 * 0.1, 299 - n % 100 * 0.1,"
                f" CASE WHEN {wrong} THEN 4 ELSE 3 END"
            ),
            "",
        ),
        "sewer_pipe": (
            "code, geom, height_mm, invert_from_m, invert_to_m",
            (
                f"'S' || n, {_line(0, 5)}, 300, 299 - n % 100 * 0.1,"
                f" CASE WHEN {wrong} THEN 300 ELSE 299 - (n + 1) % 100 * 0.1 END"
            ),
            "WHERE n % 100 <> 99",
        ),
        "pole": ("code, geom", f"'O' || n, {_point(0, 9)}", ""),
    }
    schema = quoted(commune)
    with engine.begin() as connection:
        for layer, (columns, values, where) in statements.items():
            connection.execute(
                text(
                    f"INSERT INTO {schema}.{layer} (id, {columns})"  # noqa: S608  all written above
                    f" SELECT gen_random_uuid(), {values}"
                    f" FROM generate_series(0, {each - 1}) n {where}"
                )
            )
        connection.execute(
            text(
                f"INSERT INTO {schema}.luminaire (id, code, geom, circuit, pole)"  # noqa: S608
                f" SELECT gen_random_uuid(), 'L' || code, geom, '1', id FROM {schema}.pole"
            )
        )


def checked(engine: Engine, commune: str, *, full: bool = False) -> tuple[float, Checked]:
    """Check a commune; return the seconds that it took, the commit included."""
    start = time.perf_counter()
    with open_session(engine, CATALOGUE, commune, PLANNER, source="check") as session:
        done = check(session, datetime.now(UTC), full=full)
    return time.perf_counter() - start, done


def edit(engine: Engine, commune: str, number: int) -> None:
    """Move a node or change a pipe."""
    layer, code = ("water_node", f"N{number}") if number % 2 else ("sewer_pipe", f"S{number}")
    with open_session(engine, CATALOGUE, commune, PLANNER, source="edit") as session:
        found = assets.find_by_code(session, CATALOGUE[layer], code)
        assert found is not None
        if number % 2:
            moved = type(found.geometry)(found.geometry.x + 0.3, found.geometry.y)
            assets.change(session, found.layer, found.id, found.version, geometry=moved)
        else:
            values = {"height_mm": 250.0}
            assets.change(session, found.layer, found.id, found.version, properties=values)


def run(home: Path, communes: int, count: int) -> None:
    """Measure whole runs and edits, and print them beside their goals."""
    names = [f"commune_{n:03d}" for n in range(communes)]
    with PrivateCluster(home, durable=False) as cluster:
        cluster.ensure_database("netzkaart")
        owner = make_engine(cluster.dsn("netzkaart", OWNER_ROLE), statement_timeout_s=0)
        migrations.upgrade(owner)
        for name in names:
            with owner.begin() as connection:
                migrations.create_commune(connection, name, title=name, srid=2169)
            fill(owner, name, count)
        with owner.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
            connection.execute(text("ANALYZE"))
        engine = make_serving_engine(cluster.dsn("netzkaart", APP_ROLE), statement_timeout_s=0)
        for what, full in (("first", False), ("again, --full", True)):
            results = [checked(engine, name, full=full) for name in names]
            seconds = sum(took for took, _ in results)
            total = sum(done.assets for _, done in results)
            opened = sum(done.opened for _, done in results)
            rate = total / seconds
            print(
                f"{what}: {communes} communes, {total} assets, {opened} issues opened,"
                f" {seconds:.1f} s, {rate:.0f} assets/s; {GOAL_ASSETS} would take"
                f" {GOAL_ASSETS / rate:.0f} s (goal {GOAL_S} s)",
                flush=True,
            )
        took, about = [], []
        for number in range(210, 210 + EDITS):
            edit(engine, names[0], number)
            seconds, done = checked(engine, names[0])
            assert not done.full
            took.append(seconds * 1000)
            about.append(done.assets)
        warm = sorted(took[10:])
        print(
            f"one edit's recheck in a commune of {count}: median {statistics.median(warm):.0f} ms,"
            f" 95 % within {warm[int(len(warm) * 0.95)]:.0f} ms, first {took[0]:.0f} ms"
            f" (goal {GOAL_EDIT_MS} ms); {statistics.mean(about):.1f} assets looked at"
        )
        nothing, _ = checked(engine, names[0])
        print(f"nothing changed: {nothing * 1000:.0f} ms")
        engine.dispose()
        owner.dispose()
        cluster.destroy()


def main() -> None:
    """Run it in a folder that is gone afterwards."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--communes", type=int, default=5)
    parser.add_argument("--assets", type=int, default=20_000)
    arguments = parser.parse_args()
    home = Path(tempfile.mkdtemp(prefix="netzkaart-rules-"))
    home.chmod(0o755)
    try:
        run(home, arguments.communes, arguments.assets)
    finally:
        shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    main()
