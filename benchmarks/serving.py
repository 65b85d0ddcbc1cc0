"""How fast Netzkaart serves, beside what PostgreSQL, FastAPI and other servers reach.

Absolute figures depend on the machine and on what else runs there; every round asks all in
turn, and the medians of the rounds' ratios are what counts.

    python benchmarks/serving.py
    python benchmarks/serving.py --rounds 5 --seconds 4 --peers-venv /path/to/venv --json out.json
"""

from __future__ import annotations

import argparse
import json
import math
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
import uuid
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
import serving_data as data
import serving_peers as peers
from serving_load import (
    Refused,
    Request,
    Speed,
    Statement,
    each_once,
    http,
    pgbench,
    recorded,
    script,
)

from field_capture.captures import capture
from gis import features, tiles
from gis.database.engine import make_serving_engine
from gis.session import open_session
from gis.viewer import ANYONE, Viewer, ViewerRole
from layers.catalogue import CATALOGUE

ROOT = Path(__file__).resolve().parent.parent
COLLECTION = f"/ogc/{data.COMMUNE}/collections/{data.POINTS.name}"
OURS, SQL, BARE, BYTES = "netzkaart", "SQL", "bare FastAPI", "bytes"
Measure = Callable[[], Speed]


@dataclass(frozen=True)
class Question:
    """Something that is asked of several, each of whom has a way to be measured."""

    name: str
    contestants: dict[str, Measure]


def main() -> None:
    """Measure, print a table, and write JSON where it is asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--points", type=int, default=200_000)
    parser.add_argument("--lines", type=int, default=100_000)
    parser.add_argument("--scale", type=float, default=1.0, help="5: 1,000,000 and 500,000")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=3.0)
    parser.add_argument("--peers-venv", type=Path, help="a virtualenv with tipg and pygeoapi")
    parser.add_argument("--only", default="", help="names of questions that contain this")
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="netzkaart-bench-") as folder:
        home = Path(folder)
        home.chmod(0o755)
        counts = (int(asked.points * asked.scale), int(asked.lines * asked.scale))
        with data.ground(home, *counts) as place, ExitStack() as stack:
            questions = [
                question
                for question in _questions(stack, place, home, asked)
                if asked.only in question.name
            ]
            found = _rounds(questions, asked.rounds)
    answer = _summary(found) | {
        "when": datetime.now(UTC).strftime("%Y-%m-%d"),
        "points": counts[0],
        "lines": counts[1],
        "cpus": os.cpu_count(),
        "rounds": asked.rounds,
    }
    print(_table(answer))
    if asked.json:
        asked.json.write_text(json.dumps(answer, indent=1) + "\n", encoding="utf-8")


def _rounds(questions: list[Question], rounds: int) -> dict[str, list[dict[str, Speed]]]:
    found: dict[str, list[dict[str, Speed]]] = defaultdict(list)
    for number in range(rounds):
        for question in questions:
            speeds = {}
            for name, measure in question.contestants.items():
                try:
                    speeds[name] = measure()
                except Refused as refused:
                    print(f"{name} refuses {question.name}: {refused}", file=sys.stderr)
            found[question.name].append(speeds)
            told = ", ".join(f"{name} {each.per_second:.4g}" for name, each in speeds.items())
            print(f"round {number + 1}: {question.name}: {told}", file=sys.stderr)
    return found


def _summary(found: dict[str, list[dict[str, Speed]]]) -> dict[str, Any]:
    questions = {}
    for question, rounds in found.items():
        names = list(dict.fromkeys(name for speeds in rounds for name in speeds))
        lines = {}
        for name in names:
            here = [speeds for speeds in rounds if name in speeds]
            both = [speeds for speeds in here if OURS in speeds]
            shares = [s[OURS].per_second / s[name].per_second for s in both]
            lines[name] = {
                "per_second": statistics.median(s[name].per_second for s in here),
                "ours_divided_by_it": statistics.median(shares) if shares else None,
                "p99_ms": statistics.median(s[name].p99_ms for s in here),
            }
        questions[question] = lines
    return {"questions": questions}


def _table(answer: dict[str, Any]) -> str:
    lines = ["| | answered by | per second | ours / it | p99, ms |", "|---|---|--:|--:|--:|"]
    for question, contestants in answer["questions"].items():
        for name, each in contestants.items():
            ratio = "" if name == OURS else f"{each['ours_divided_by_it'] or 0:.2f}"
            p99 = "" if math.isnan(each["p99_ms"]) else f"{each['p99_ms']:.0f}"
            shown = question if name == OURS else ""
            lines.append(f"| {shown} | {name} | {each['per_second']:,.4g} | {ratio} | {p99} |")
    return "\n".join(lines)


# --- What is asked ---------------------------------------------------------------------------


def _questions(
    stack: ExitStack, place: data.Ground, home: Path, asked: argparse.Namespace
) -> Iterator[Question]:
    seconds, chance = asked.seconds, random.Random(1)  # noqa: S311  the same every time
    sql = _statements(place)
    ours = stack.enter_context(netzkaart(place))
    floor = stack.enter_context(_floor(place, home, ours, sql))
    others = []
    if asked.peers_venv:
        peers.prepare(place)
        for name in peers.NAMES:
            running = peers.running(name, asked.peers_venv.absolute(), place, home)
            others.append(stack.enter_context(running))

    for name, side in (("items, 1 km", 1000), ("items, 250 m", 250)):
        boxes = [data.a_box(place, side, chance) for _ in range(500)]
        page = [f"{COLLECTION}/items?limit=1000&bbox={box}" for box in boxes]
        bare = [_box_query("/sql/items", box) for box in boxes]
        contestants = {
            OURS: _asking(ours, page, seconds),
            BARE: _asking(floor, bare, seconds),
            BYTES: _asking(floor, [f"/bytes/items_{side}"], seconds),
            SQL: _sql(place, _box_script(place, side, sql["items"]), seconds),
        }
        for peer in others:
            paths = [peer.items(box) for box in boxes]
            contestants[peer.name] = _asking(peer.address, paths, seconds)
        yield Question(name, contestants)

    ids = [data.an_id(place, chance) for _ in range(2000)]
    contestants = {
        OURS: _asking(ours, [f"{COLLECTION}/items/{each}" for each in ids], seconds),
        BARE: _asking(floor, [f"/sql/item?asset={each}" for each in ids], seconds),
        BYTES: _asking(floor, ["/bytes/item"], seconds),
        SQL: _sql(place, _id_script(place, sql["item"]), seconds),
    }
    for peer in others:
        paths = [peer.item(each) for each in ids]
        contestants[peer.name] = _asking(peer.address, paths, seconds)
    yield Question("by id", contestants)

    page = f"{COLLECTION}/items?limit=1000"
    etag = _get(ours + page).headers["ETag"]
    held = [Request(page, headers={"If-None-Match": etag})]
    yield Question("304", {OURS: lambda: http(ours, held, seconds)})
    yield from _tile_questions(place, ours, floor, others, seconds)
    yield from _export_question(place, ours, sql["export"])
    yield _capture_question(place, ours, sql["capture"], seconds)


def _tile_questions(
    place: data.Ground, ours: str, floor: str, others: list[peers.Peer], seconds: float
) -> Iterator[Question]:
    places = data.tiles(place)
    paths = [f"/ogc/{data.COMMUNE}/tiles/{data.POINTS.name}/{z}/{x}/{y}.mvt" for z, x, y in places]
    gzip = {"Accept-Encoding": "gzip"}

    def cold() -> Speed:
        with psycopg.connect(place.owner, autocommit=True) as connection:
            connection.execute(
                f"UPDATE {data.COMMUNE}.commune_boundary SET remark = clock_timestamp()::text"  # noqa: S608
            )
        return each_once(ours, [Request(path) for path in paths])

    contestants = {OURS: cold, SQL: lambda: _tiles_by_sql(place, places)}
    names = ["id", "code", "status", *data.POINTS.tile_fields]
    for peer in others:
        theirs = [path for each in places if (path := peer.tile(*each, names))]
        if theirs:
            wanted = [Request(path) for path in theirs]
            contestants[peer.name] = lambda p=peer, w=wanted: each_once(p.address, w)  # type: ignore[misc]
    yield Question(f"tile of points, cold (zoom {data.TILE_ZOOM})", contestants)
    warm = [Request(path, headers=gzip) for path in paths]
    contestants = {
        OURS: lambda: http(ours, warm, seconds),
        BYTES: _asking(floor, ["/bytes/tile"], seconds),
    }
    yield Question("tile, warm, gzip", contestants)
    etag = _get(ours + paths[0], gzip).headers["ETag"]
    held = [Request(path, headers=gzip | {"If-None-Match": etag}) for path in paths]
    yield Question("tile, 304", {OURS: lambda: http(ours, held, seconds)})


def _export_question(place: data.Ground, ours: str, copy: str) -> Iterator[Question]:
    """Ask for all points; 1 / seconds, so that more is better as everywhere."""
    path = f"{ours}/api/v1/{data.COMMUNE}/exports/sigi/{data.POINTS.name}.geojson"
    headers = {"Authorization": f"Bearer {place.machine}", "Accept-Encoding": "identity"}

    def timed(work: Callable[[], None]) -> Measure:
        def measure() -> Speed:
            begin = time.perf_counter()
            work()
            return Speed(1 / (time.perf_counter() - begin))

        return measure

    def stream() -> None:
        with _get(path, headers) as answer:
            while answer.read(1 << 20):
                pass

    def by_copy() -> None:
        with (
            psycopg.connect(place.commune) as connection,
            connection.cursor() as cursor,
            cursor.copy(copy.encode()) as rows,
        ):
            for _ in rows:
                pass

    contestants = {OURS: timed(stream), "COPY": timed(by_copy)}
    if shutil.which("ogr2ogr"):
        contestants["ogr2ogr"] = timed(lambda: _ogr2ogr(place))
    yield Question("all points, streamed (exports)", contestants)


def _ogr2ogr(place: data.Ground) -> None:
    names = ", ".join(f.name for f in data.POINTS.all_fields)
    select = f"SELECT id::text AS asset, geom, {names} FROM {data.COMMUNE}.{data.POINTS.name}"  # noqa: S608
    with tempfile.TemporaryDirectory() as folder:
        command = ["ogr2ogr", "-f", "GeoJSON", "-lco", "RFC7946=YES", f"{folder}/all.geojson"]
        source = f"PG:{psycopg.conninfo.make_conninfo(place.commune)}"
        subprocess.run([*command, source, "-sql", select], check=True, capture_output=True)


def _capture_question(
    place: data.Ground, ours: str, transaction: list[Statement], seconds: float
) -> Question:
    headers = {"Authorization": f"Bearer {place.crew}", "Content-Type": "application/geo+json"}
    chance = random.Random(time.time_ns())  # noqa: S311  other places in every run
    path = f"/api/v1/{data.COMMUNE}/captures"
    requests = []
    for _ in range(2000):
        feature = json.loads(data.a_capture(place, chance)) | {"id": "{uuid}"}
        requests.append(Request(path, "POST", headers, json.dumps(feature)))
    text = "\\set a random(0, 281474976710655)\n\\set b random(0, 281474976710655)\n"
    mixed = "lpad(to_hex(:a::bigint), 12, '0') || lpad(to_hex(:b::bigint), 12, '0')"
    text += "BEGIN;\n"
    for n, statement in enumerate(transaction):
        other = f"(('{n}0000000' || {mixed})::uuid)"
        text += script(statement, {"id": other, "asset": other})
    text += "COMMIT;\n"
    contestants = {
        OURS: lambda: http(ours, requests, seconds),
        SQL: _sql(place, text, seconds),
    }
    return Question("capture, one by one", contestants)


# --- By whom ---------------------------------------------------------------------------------


@contextmanager
def netzkaart(place: data.Ground) -> Iterator[str]:
    """Start the server as an operator does; yield its address."""
    port = peers.free_port()
    command = [sys.executable, "-m", "api.cli", "serve", "--port", str(port)]
    environment = os.environ | {"NETZKAART_HOME": str(place.home), "PYTHONPATH": str(ROOT)}
    address = f"http://127.0.0.1:{port}"
    with peers.served(command, environment, address, "/readyz"):
        yield address


@contextmanager
def _floor(place: data.Ground, home: Path, ours: str, sql: dict[str, Any]) -> Iterator[str]:
    """Start FastAPI with the statements and with some of our server's answers."""
    chance = random.Random(2)  # noqa: S311
    paths = {
        f"items_{side}": f"{COLLECTION}/items?limit=1000&bbox={data.a_box(place, side, chance)}"
        for side in (1000, 250)
    }
    paths["item"] = f"{COLLECTION}/items/{data.an_id(place, chance)}"
    z, x, y = data.tiles(place)[0]
    paths["tile"] = f"/ogc/{data.COMMUNE}/tiles/{data.POINTS.name}/{z}/{x}/{y}.mvt"
    answers = {
        name: _get(ours + path, {"Accept-Encoding": "gzip"}).read().decode("latin-1")
        for name, path in paths.items()
    }
    given = {
        "dsn": place.commune,
        "statements": {name: sql[name][0] for name in ("items", "item")},
        "parameters": {name: _plain(sql[name][1]) for name in ("items", "item")},
        "bytes": answers,
    }
    file = home / "floor.json"
    file.write_text(json.dumps(given), encoding="utf-8")
    port = peers.free_port()
    command = [sys.executable, "-m", "uvicorn", "serving_floor:app", "--port", str(port)]
    command += ["--log-level", "critical", "--no-access-log"]
    environment = os.environ | {"BENCH_FLOOR": str(file), "PYTHONPATH": str(Path(__file__).parent)}
    address = f"http://127.0.0.1:{port}"
    with peers.served(command, environment, address, "/bytes/item"):
        yield address


def _plain(parameters: dict[str, Any]) -> dict[str, Any]:
    return {k: str(v) if isinstance(v, uuid.UUID) else v for k, v in parameters.items()}


def _get(address: str, headers: dict[str, str] | None = None) -> Any:
    request = urllib.request.Request(address, headers=headers or {})  # noqa: S310  our own
    return urllib.request.urlopen(request, timeout=600)  # noqa: S310


def _asking(address: str, paths: list[str], seconds: float) -> Measure:
    requests = [Request(path) for path in paths]
    return lambda: http(address, requests, seconds)


def _box_query(path: str, box: str) -> str:
    west, south, east, north = box.split(",")
    return f"{path}?west_0={west}&south_0={south}&east_0={east}&north_0={north}"


# --- The same by SQL -------------------------------------------------------------------------


def _statements(place: data.Ground) -> dict[str, Any]:
    """Collect the SQL that Netzkaart itself sends for a question, without what surrounds it."""
    engine = make_serving_engine(place.app)
    box = features.Box(place.west, place.south, place.east, place.north)
    query = features.Query(limit=1000, box=box)
    first = uuid.UUID(data.an_id(place, random.Random(1)))  # noqa: S311
    crew = Viewer("bench-crew", ViewerRole.CREW)
    found: dict[str, Any] = {}
    try:
        with open_session(engine, CATALOGUE, data.COMMUNE, ANYONE) as session:
            with recorded(engine) as seen:
                features.page(session, data.POINTS, query)
                features.one(session, data.POINTS, first)
            found["items"], found["item"] = seen
            text = features.feature_text(
                data.POINTS,
                Viewer("x", ViewerRole.MACHINE).fields(data.POINTS),
                session.table(data.POINTS),
            )
            sql = text.compile(
                engine,
                compile_kwargs={"literal_binds": True},
                schema_translate_map={"commune": data.COMMUNE},
                render_schema_translate=True,
            )
            table = f"{data.COMMUNE}.{data.POINTS.name}"
            plain = str(sql).replace("%%", "%")
            found["export"] = f"COPY (SELECT {plain} FROM {table} ORDER BY id) TO STDOUT"  # noqa: S608
        body = json.loads(data.a_capture(place, random.Random(1)))  # noqa: S311
        with (
            recorded(engine) as seen,
            open_session(engine, CATALOGUE, data.COMMUNE, crew, source="capture") as session,
        ):
            capture.receive(session, body, datetime.now(UTC))
        found["capture"] = [each for each in seen if "INSERT" in each[0] or "set_config" in each[0]]
    finally:
        engine.dispose()
    return found


def _sql(place: data.Ground, text: str, seconds: float) -> Measure:
    return lambda: pgbench(place.commune, text, seconds)


def _box_script(place: data.Ground, side_m: float, statement: Statement) -> str:
    """Return a pgbench script for boxes such as those asked for by HTTP."""
    a_box = data.a_box(place, side_m, random.Random(1))  # noqa: S311
    west, south, east, north = map(float, a_box.split(","))
    width, height = east - west, north - south
    text = "\\set a random(0, 1000000)\n\\set b random(0, 1000000)\n"
    text += f"\\set w {place.west} + :a * {place.east - width - place.west} / 1000000\n"
    text += f"\\set s {place.south} + :b * {place.north - height - place.south} / 1000000\n"
    text += f"\\set e :w + {width}\n\\set n :s + {height}\n"
    variables = {"west_0": ":w", "south_0": ":s", "east_0": ":e", "north_0": ":n"}
    return text + script(statement, variables)


def _id_script(place: data.Ground, statement: Statement) -> str:
    text = f"\\set i random(1, {place.points})\n"
    prefix = data.an_id(place, random.Random(1))[:-12]  # noqa: S311
    return text + script(statement, {"asset": f"('{prefix}' || lpad(to_hex(:i::bigint), 12, '0'))"})


def _tiles_by_sql(place: data.Ground, places: list[tuple[int, int, int]]) -> Speed:
    """Make the tiles by the product's own statements, sent by psycopg from 8 threads."""
    engine = make_serving_engine(place.app)
    try:
        with (
            recorded(engine) as seen,
            open_session(engine, CATALOGUE, data.COMMUNE, ANYONE) as session,
        ):
            for each in places:
                tiles.tile(session, [data.POINTS], *each)
    finally:
        engine.dispose()
    todo = iter([each for each in seen if "ST_AsMVT" in each[0]])
    return _by_psycopg(place, todo)


def _by_psycopg(place: data.Ground, todo: Iterator[Statement]) -> Speed:
    lock, count = threading.Lock(), [0]
    options = f"-c max_parallel_workers_per_gather=0 -c role={place.role}"
    ready = [psycopg.connect(place.app, autocommit=True, options=options) for _ in range(8)]

    def caller(connection: psycopg.Connection[Any]) -> None:
        with connection:
            while True:
                with lock:
                    each = next(todo, None)
                    count[0] += each is not None
                if each is None:
                    return
                connection.execute(each[0].encode(), each[1], binary=True).fetchone()

    threads = [threading.Thread(target=caller, args=(each,)) for each in ready]
    begin = time.perf_counter()
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    return Speed(count[0] / (time.perf_counter() - begin))


if __name__ == "__main__":
    main()
