"""Full export + deltas = full export later, whoever writes and whatever is killed."""

from __future__ import annotations

import gc
import json
import os
import random
import shutil
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from sqlalchemy import Engine, text

from api.context import Context
from api.sigi_mirror import Mirror, MirrorError, Server
from gis.settings import Settings
from layers.catalogue import CATALOGUE

ROOT = Path(__file__).parent.parent.parent
WRITERS = 4

_CREATE = {
    "pole": "ST_MakePoint(:x, :y)",
    "light_cable": "ST_MakeLine(ST_MakePoint(:x, :y), ST_MakePoint(:x + :z, :y + 7.25))",
    "pressure_zone": "ST_Multi(ST_Buffer(ST_MakePoint(:x, :y), 5 + :z, 3))",
    "water_tank": "ST_MakePoint(:x, :y)",
    "luminaire": "ST_MakePoint(:x, :y)",
}
NASTY = ['a "q" \\ \\n', "tab\there", "é 😀 \u2028", "\x01\x02", "", None, "]", "],", "{}"]


@pytest.fixture
def app_context(engine, now, tmp_path: Path) -> Context:
    return Context(Settings(demo=True, home=tmp_path / "home"), engine, CATALOGUE, lambda: now)


@pytest.fixture
def address(server, make_commune) -> str:
    make_commune()
    return f"{server}/api/v1/heffingen"


@pytest.fixture
def token(auth) -> str:
    return auth("machine")["Authorization"].removeprefix("Bearer ")


class Writer:
    """Somebody who creates, moves, changes, deletes and brings back, some at a time."""

    def __init__(self, opened, seed: int) -> None:
        self.opened = opened
        self.random = random.Random(seed)
        self.mine: dict[str, list[str]] = {layer: [] for layer in _CREATE}
        self.gone: list[tuple[str, str]] = []
        self.edits = 0

    def transaction(self, most: int = 25) -> None:
        with self.opened("heffingen") as session:
            for _ in range(self.random.randint(1, most)):
                self._edit(session.connection)
            if self.random.random() < 0.02:
                session.connection.rollback()
                raise RuntimeError("on purpose")

    def run(self, edits: int) -> None:
        while self.edits < edits:
            kept = {layer: list(ids) for layer, ids in self.mine.items()}, list(self.gone)
            try:
                self.transaction()
            except RuntimeError:
                self.mine, self.gone = kept

    def _edit(self, connection) -> None:
        choose = self.random
        layer = choose.choice(list(_CREATE))
        place = {"x": 80_000 + choose.random() * 5000, "y": 90_000 + choose.random() * 5000}
        place["z"] = choose.random() * 40
        ids, dice = self.mine[layer], choose.random()
        if dice < 0.35 or not ids:
            again = [each for each in self.gone if each[0] == layer and dice < 0.1]
            identity = again[0][1] if again else str(uuid4())
            if again:
                self.gone.remove(again[0])
            values = place | {"id": identity, "owner": choose.choice(NASTY)}
            connection.execute(
                text(
                    f"INSERT INTO heffingen.{layer} (id, geom, owner, installed_on, accuracy_m)"  # noqa: S608
                    f" VALUES (:id, ST_SetSRID({_CREATE[layer]}, 2169), :owner,"
                    " date '2000-01-01' + cast(:z AS int), :z)"
                ),
                values,
            )
            ids.append(identity)
        elif dice < 0.55:
            sql = f"UPDATE heffingen.{layer} SET geom = ST_SetSRID({_CREATE[layer]}, 2169)"  # noqa: S608
            connection.execute(text(sql + " WHERE id = :id"), place | {"id": choose.choice(ids)})
        elif dice < 0.85:
            values = {"id": choose.choice(ids), "owner": choose.choice(NASTY), "z": place["z"]}
            sql = f"UPDATE heffingen.{layer} SET owner = :owner, accuracy_m = :z WHERE id = :id"  # noqa: S608
            connection.execute(text(sql), values)
        else:
            identity = ids.pop(choose.randrange(len(ids)))
            sql = text(f"DELETE FROM heffingen.{layer} WHERE id = :id")  # noqa: S608
            connection.execute(sql, {"id": identity})
            self.gone.append((layer, identity))
        self.edits += 1


def rows(path: Path) -> dict[str, list[tuple]]:
    """All features of a GeoPackage, by table and id, geometry and all."""
    found = {}
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        tables = db.execute("SELECT table_name FROM gpkg_geometry_columns").fetchall()
        for (table,) in tables:
            names = [r[1] for r in db.execute(f'PRAGMA table_info("{table}")') if r[1] != "fid"]
            columns = ", ".join(f'"{name}"' for name in names)
            found[table] = db.execute(f'SELECT {columns} FROM "{table}" ORDER BY id').fetchall()  # noqa: S608
            indexed = db.execute(f'SELECT count(*) FROM "rtree_{table}_geom"').fetchone()  # noqa: S608
            assert indexed == (len(found[table]),), "the spatial index is in step"
    return found


def _start(address: str, folder: Path, token: str) -> subprocess.Popen:
    environment = os.environ | {"NETZKAART_TOKEN": token, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "api.sigi_mirror", address, str(folder)]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=pipe, stderr=pipe, text=True)


def _prove(address: str, token: str, opened, tmp_path: Path, edits: int, kills: int) -> None:
    writers = [Writer(opened, seed) for seed in range(WRITERS)]
    writers[0].run(20)
    folder = tmp_path / "mirror"
    published = folder / "mirror.gpkg"
    threads = [threading.Thread(target=writer.run, args=(edits // WRITERS,)) for writer in writers]
    for thread in threads:
        thread.start()
    chance, killed, whole, looks = random.Random(7), 0, 0, 0
    usual = 1.5  # seconds of a run that nobody kills; most runs are killed before that
    while killed < kills or not whole or any(thread.is_alive() for thread in threads):
        begun = time.monotonic()
        process = _start(address, folder, token)
        try:
            out, err = process.communicate(timeout=chance.uniform(0.1, 1.4) * usual)
            assert process.returncode == 0, (out, err)
            assert json.loads(out)["confirmed"] is True
            usual = time.monotonic() - begun
            whole += 1
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            killed += 1
        if published.exists():
            rows(published)  # opens, whole and indexed, after every kill
            looks += 1
    for thread in threads:
        thread.join()
    assert sum(writer.edits for writer in writers) >= edits
    assert killed >= kills
    last = _start(address, folder, token)
    out, err = last.communicate(timeout=60)
    assert last.returncode == 0, (out, err)
    assert looks
    assert json.loads(out)["confirmed"] is True
    _compare(address, token, published, tmp_path)


def _compare(address: str, token: str, published: Path, tmp_path: Path) -> None:
    """The mirror is what a fresh full export makes, and what the server's own file holds."""
    server = Server(address, token)
    with closing(sqlite3.connect(published)) as db:
        (cursor,) = db.execute("SELECT cursor FROM sigi_mirror").fetchone()
    manifest = server.json(f"exports/sigi/manifest.json?at_least={cursor}")
    assert manifest["cursor"] == cursor
    fresh = Mirror(tmp_path / "fresh", server)
    report = fresh.sync()
    assert report.full
    assert (report.pages, report.cursor) == (0, cursor)
    kept = rows(published)
    assert kept == rows(fresh.published)
    assert sum(map(len, kept.values())) > 20
    package = tmp_path / "server.gpkg"
    entry = manifest["geopackage"]
    server.download(f"exports/sigi/{entry['href']}", package, entry["sha256"])
    from_server = rows(package)
    assert "water_tank" not in from_server
    assert [[row[1:] for row in table] for table in kept.values()] == [
        [row[1:] for row in from_server[name]] for name in kept
    ]


def test_deltas_lead_to_the_full_export(address, token, opened, tmp_path: Path) -> None:
    _prove(address, token, opened, tmp_path, edits=600, kills=2)


@pytest.mark.slow
def test_ten_thousand_edits_and_many_kills(address, token, opened, tmp_path: Path) -> None:
    _prove(address, token, opened, tmp_path, edits=10_000, kills=12)


def test_a_broken_off_answer_is_not_half_applied(address, token, opened, tmp_path: Path) -> None:
    Writer(opened, 1).run(40)
    mirror = Mirror(tmp_path / "mirror", Server(address, token))
    before = mirror.sync()
    Writer(opened, 2).run(200)
    held = rows(mirror.published)
    original = mirror.server.changes

    from contextlib import contextmanager

    @contextmanager
    def cut(since: str):
        with original(since) as (head, cursor, lines):

            def some():
                for number, line in enumerate(lines):
                    if number == 20:
                        raise MirrorError("cut off")
                    yield line

            yield head, cursor, some()

    mirror.server.changes = cut  # type: ignore[method-assign]
    with pytest.raises(MirrorError):
        mirror.sync()
    assert rows(mirror.published) == held
    mirror.server.changes = original  # type: ignore[method-assign]
    after = mirror.sync()
    assert after.confirmed
    assert not after.full
    assert after.cursor != before.cursor


def test_another_incarnation_loads_everything_anew(
    address, token, opened, owner_engine, tmp_path: Path
) -> None:
    Writer(opened, 1).run(40)
    mirror = Mirror(tmp_path / "mirror", Server(address, token))
    assert mirror.sync().full
    assert not mirror.sync().full
    with owner_engine.begin() as connection:
        connection.execute(text("UPDATE platform.commune SET incarnation = 'anew'"))
    again = mirror.sync()
    assert again.full
    assert again.confirmed
    assert again.cursor.startswith("anew.")


def test_downloads_go_on_where_they_were_cut(address, token, opened, tmp_path: Path) -> None:
    Writer(opened, 1).run(300)
    server = Server(address, token)
    manifest = server.json("exports/sigi/manifest.json")
    entry = manifest["geopackage"]
    href = f"exports/sigi/{entry['href']}"
    server.download(href, tmp_path / "whole", entry["sha256"])
    content = (tmp_path / "whole").read_bytes()
    for there in (0, 1, len(content) // 2, len(content)):
        (tmp_path / "again.part").write_bytes(content[:there])
        server.download(href, tmp_path / "again", entry["sha256"])
        assert (tmp_path / "again").read_bytes() == content
    (tmp_path / "again.part").write_bytes(b"something else")
    with pytest.raises(MirrorError, match="not what the manifest names"):
        server.download(href, tmp_path / "again", entry["sha256"])
    server.download(href, tmp_path / "again", entry["sha256"])


def test_the_token_stays_with_its_server(address, token) -> None:
    server = Server(address, token)
    for href in ("http://elsewhere.example/", "//elsewhere.example/x", "../../../x"):
        with pytest.raises(MirrorError, match="leads away"):
            server.json(href)
    with pytest.raises(MirrorError, match="http"):
        Server("file:///etc/passwd", token)


def test_two_mirrors_do_not_share_a_folder(address, token, tmp_path: Path) -> None:
    import fcntl

    mirror = Mirror(tmp_path / "mirror", Server(address, token))
    mirror.sync()
    with (tmp_path / "mirror" / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(MirrorError, match="another mirror"):
            mirror.sync()


@pytest.mark.skipif(shutil.which("ogrinfo") is None, reason="ogrinfo is not installed")
def test_other_programs_open_the_mirror(address, token, opened, tmp_path: Path) -> None:
    Writer(opened, 3).run(200)
    mirror = Mirror(tmp_path / "mirror", Server(address, token))
    mirror.sync()
    Writer(opened, 4).run(200)
    mirror.sync()
    done = subprocess.run(
        ["ogrinfo", "-ro", "-so", "-al", str(mirror.published)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "ERROR" not in done.stderr + done.stdout
    assert "Warning" not in done.stderr
    assert 'ID["EPSG",2169]' in done.stdout


def test_readers_who_go_away_take_no_connection_with_them(
    address: str, token: str, opened, engine: Engine, request: pytest.FixtureRequest
) -> None:
    with opened("heffingen") as session:
        session.connection.execute(
            text(
                "INSERT INTO heffingen.pole (id, geom) SELECT gen_random_uuid(),"
                " ST_SetSRID(ST_MakePoint(85000 + i % 900, 92000), 2169)"
                " FROM generate_series(0, 29999) i"
            )
        )
    parts = urlsplit(address)
    query = f"{parts.path}/exports/sigi/pole.geojson"
    lines = (f"GET {query} HTTP/1.1", "Host: x", f"Authorization: Bearer {token}", "", "")
    gc.disable()  # nor may it depend on when rubbish is collected
    request.addfinalizer(gc.enable)
    for seconds in (0, 0.01, 0.03, 0.1) * 5:
        with socket.create_connection((parts.hostname, parts.port)) as reader:
            reader.sendall("\r\n".join(lines).encode())
            time.sleep(seconds)
            if seconds > 0.05:
                assert reader.recv(100).startswith(b"HTTP/1.1 200")
    # What is under way ends; what is left for good fails the test.
    end = time.monotonic() + 15
    while engine.pool.checkedout() and time.monotonic() < end:
        time.sleep(0.05)
    assert engine.pool.checkedout() == 0
