"""How long a question takes, asked of a hundred communes in turn.

    .venv/bin/python benchmarks/search.py
    .venv/bin/python benchmarks/search.py --communes 100 --assets 20000 --addresses 700

Every question goes to another commune than the one before, so that nothing helps but what the
server keeps for all of them. The first round reads the names of each commune, the others find
them kept. Times are those of the service, the session with its rights included.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from pathlib import Path

from sqlalchemy import text

sys.path.insert(0, str(Path(__file__).parent.parent))

from api import migrations
from gis.database.cluster import APP_ROLE, OWNER_ROLE, PrivateCluster
from gis.database.engine import make_engine, make_serving_engine
from gis.search import search
from gis.session import open_session
from gis.viewer import Viewer, ViewerRole
from layers.catalogue import CATALOGUE

PLANNER = Viewer("benchmark", ViewerRole.PLANNER)
STREETS = ("Duerf", "Kierch", "Wise", "Heed", "Millen", "Kräiz", "Nuebel", "Fiischt", "Schoul")
QUESTIONS = {
    "a code": "PO-00017",
    "a code as spoken": "po 17",
    "an address": "12 Duerfstrooss 3",
    "a misspelt street": "Duefrstross 3",
    "a kind and a street": "pole Kierchstroos 4",
    "nothing": "Bahnhofsallee",
    "coordinates": "74299 E | 82266 N",
}
_FILL = """
SET session_replication_role = replica;
INSERT INTO {c}.street (id, name, geom)
  SELECT gen_random_uuid(), s || 'strooss ' || n, ST_SetSRID(ST_MakeLine(
    ST_MakePoint(80000 + 300 * n, 90000 + 40 * k), ST_MakePoint(80280 + 300 * n, 90000 + 40 * k)),
    2169)
  FROM unnest(cast(:streets AS text[])) WITH ORDINALITY t(s, k), generate_series(1, 8) n;
INSERT INTO {c}.address (id, street, house_number, postal_code, geom)
  SELECT gen_random_uuid(), (cast(:streets AS text[]))[1 + n % 9] || 'strooss ' || 1 + n % 8,
    1 + n / 72, '7651', ST_SetSRID(ST_MakePoint(80000 + n % 2000, 90000 + n % 360), 2169)
  FROM generate_series(1, :addresses) n;
INSERT INTO {c}.pole (id, code, geom)
  SELECT gen_random_uuid(), 'PO-' || lpad(n::text, 5, '0'),
    ST_SetSRID(ST_MakePoint(80000 + n % 2400, 90000 + n % 367), 2169)
  FROM generate_series(1, :assets) n;
ANALYZE {c}.street; ANALYZE {c}.address; ANALYZE {c}.pole;
"""


def main() -> None:
    """Fill, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--communes", type=int, default=100)
    parser.add_argument("--assets", type=int, default=20_000)
    parser.add_argument("--addresses", type=int, default=700)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="netzkaart-search-") as home:
        Path(home).chmod(0o755)
        with PrivateCluster(Path(home), durable=False) as cluster:
            cluster.ensure_database("netzkaart")
            names = _fill(cluster, asked)
            engine = make_serving_engine(cluster.dsn("netzkaart", APP_ROLE))
            for when in range(asked.rounds):
                _ask(engine, names, "first round" if when == 0 else f"round {when + 1}")
            engine.dispose()
            cluster.destroy()


def _fill(cluster: PrivateCluster, asked: argparse.Namespace) -> list[str]:
    owner = make_engine(cluster.dsn("netzkaart", OWNER_ROLE), statement_timeout_s=0)
    migrations.upgrade(owner)
    names = [f"c{number:03}" for number in range(asked.communes)]
    for name in names:
        with owner.begin() as connection:
            migrations.create_commune(connection, name, title=name, srid=2169)
    owner.dispose()
    root = make_engine(cluster.dsn("netzkaart", "postgres"), statement_timeout_s=0)
    amounts = {"addresses": asked.addresses, "assets": asked.assets, "streets": list(STREETS)}
    for name in names:
        with root.begin() as connection:
            for statement in _FILL.format(c=name).split(";\n"):
                if statement.strip():
                    wanted = {k: v for k, v in amounts.items() if f":{k}" in statement}
                    connection.execute(text(statement), wanted)
    root.dispose()
    return names


def _ask(engine, names: list[str], title: str) -> None:  # noqa: ANN001
    print(f"{title}: median, 95 %, longest, in ms")
    for what, question in QUESTIONS.items():
        taken = []
        for name in names:
            start = time.perf_counter()
            with open_session(engine, CATALOGUE, name, PLANNER, reading=True) as session:
                search(session, question)
            taken.append((time.perf_counter() - start) * 1000)
        taken.sort()
        late = taken[int(len(taken) * 0.95) - 1]
        print(f"  {what:22} {statistics.median(taken):6.1f} {late:6.1f} {taken[-1]:6.1f}")


if __name__ == "__main__":
    main()
