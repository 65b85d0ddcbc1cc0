"""Other servers of OGC API Features on the same rows, from a virtualenv of their own.

They read plain tables with the public fields, without rights, journal or validation.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import psycopg
from serving_data import COMMUNE, LINES, POINTS, Ground

from layers.spec import Visibility

SCHEMA = "peers"
NAMES = ("tipg", "pygeoapi")


@dataclass(frozen=True)
class Peer:
    """A server that runs."""

    name: str
    address: str

    def items(self, box: str) -> str:
        """Return the path of a page of 1000 points."""
        return f"{self._collection}/items?limit=1000&bbox={box}{self._json}"

    def item(self, identity: str) -> str:
        """Return the path of one point."""
        return f"{self._collection}/items/{identity}{self._json.replace('&', '?')}"

    def tile(self, z: int, x: int, y: int, names: Sequence[str]) -> str | None:
        """Return the path of a tile of points, where the peer makes any."""
        if self.name != "tipg":
            return None
        wanted = ",".join(names)
        return f"{self._collection}/tiles/WebMercatorQuad/{z}/{x}/{y}?properties={wanted}"

    @property
    def _collection(self) -> str:
        schema = f"{SCHEMA}." if self.name == "tipg" else ""
        return f"/collections/{schema}{POINTS.name}"

    @property
    def _json(self) -> str:
        return "&f=geojson" if self.name == "tipg" else "&f=json"


def prepare(place: Ground) -> None:
    """Copy what is public into tables for the peers."""
    with psycopg.connect(place.owner, autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {SCHEMA}")
        connection.execute(f"GRANT USAGE ON SCHEMA {SCHEMA} TO netzkaart_app")
        for layer in (POINTS, LINES):
            names = ", ".join(f.name for f in layer.visible_fields(Visibility.PUBLIC))
            table = f"{SCHEMA}.{layer.name}"
            # pygeoapi finds nothing by a box in a projected CRS with north first: spare it that.
            degrees = f"SELECT id, ST_Transform(geom, 4326) AS geom, {names} FROM {table}"  # noqa: S608
            for statement in (
                f"CREATE TABLE {table} AS SELECT id, geom, {names} FROM {COMMUNE}.{layer.name}",  # noqa: S608
                f"ALTER TABLE {table} ADD PRIMARY KEY (id)",
                f"CREATE INDEX ON {table} USING gist (geom)",
                f"GRANT SELECT ON {table} TO netzkaart_app",
                f"CREATE TABLE {table}_degrees AS {degrees}",
                f"ALTER TABLE {table}_degrees ADD PRIMARY KEY (id)",
                f"CREATE INDEX ON {table}_degrees USING gist (geom)",
                f"GRANT SELECT ON {table}_degrees TO netzkaart_app",
                f"VACUUM ANALYZE {table}, {table}_degrees",
            ):
                connection.execute(statement)  # type: ignore[call-overload]


@contextmanager
def running(name: str, venv: Path, place: Ground, folder: Path) -> Iterator[Peer]:
    """Start a peer on a free port."""
    port = free_port()
    python = str(venv / "bin" / "python")
    tcp = os.environ | _connection(place)
    if name == "tipg":
        tcp |= {"TIPG_DB_SCHEMAS": json.dumps([SCHEMA]), "TIPG_CATALOG_TTL": "36000"}
        host = quote(_socket(place), safe="")
        tcp["DATABASE_URL"] = f"postgresql://netzkaart_app@{host}:5432/{_database(place)}"
        app = "tipg.main:app"
    else:
        config = folder / "pygeoapi.yml"
        config.write_text(json.dumps(_pygeoapi(place, port)), encoding="utf-8")
        tcp |= {"PYGEOAPI_CONFIG": str(config), "PYGEOAPI_OPENAPI": str(folder / "openapi.json")}
        (folder / "openapi.json").write_text("{}", encoding="utf-8")
        app = "pygeoapi.starlette_app:APP"
    command = [python, "-m", "uvicorn", app, "--port", str(port), "--log-level", "critical"]
    with served([*command, "--no-access-log"], tcp, f"http://127.0.0.1:{port}", "/") as address:
        yield Peer(name, address)


def _socket(place: Ground) -> str:
    return parse_qs(urlsplit(place.app).query)["host"][0]


def _database(place: Ground) -> str:
    return urlsplit(place.app).path.lstrip("/")


def _connection(place: Ground) -> dict[str, str]:
    return {"PGHOST": _socket(place), "PGUSER": "netzkaart_app", "PGDATABASE": _database(place)}


def _pygeoapi(place: Ground, port: int) -> dict[str, object]:
    words = {"en": "benchmark"}
    resources = {}
    for layer in (POINTS,):
        provider = {
            "type": "feature",
            "name": "PostgreSQL",
            "data": {
                "host": _socket(place),
                "port": 5432,
                "dbname": _database(place),
                "user": "netzkaart_app",
                "password": "",
                "search_path": [SCHEMA, "public"],
            },
            "id_field": "id",
            "table": f"{layer.name}_degrees",
            "geom_field": "geom",
        }
        resources[layer.name] = {
            "type": "collection",
            "title": words,
            "description": words,
            "keywords": {"en": ["x"]},
            "links": [],
            "extents": {"spatial": {"bbox": [5.7, 49.4, 6.6, 50.2]}},
            "providers": [provider],
        }
    contact = {"name": "x", "position": "x", "address": "x", "city": "x", "url": "http://x"}
    return {
        "server": {
            "bind": {"host": "127.0.0.1", "port": port},
            "url": f"http://127.0.0.1:{port}",
            "mimetype": "application/json; charset=UTF-8",
            "encoding": "utf-8",
            "languages": ["en-US"],
            "limits": {"default_items": 10, "max_items": 10000},
            "map": {"url": "http://127.0.0.1/", "attribution": ""},
            "gzip": False,
            "pretty_print": False,
        },
        "logging": {"level": "CRITICAL"},
        "metadata": {
            "identification": {
                "title": words,
                "description": words,
                "keywords": {"en": ["x"]},
                "keywords_type": "theme",
                "terms_of_service": "x",
                "url": "http://x",
            },
            "license": {"name": "x", "url": "http://x"},
            "provider": {"name": "x", "url": "http://x"},
            "contact": contact,
        },
        "resources": resources,
    }


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def served(
    command: Sequence[str], environment: Mapping[str, str], address: str, ready: str
) -> Iterator[str]:
    """Run a server until it is not needed any more."""
    process = subprocess.Popen(
        command, env=dict(environment), stdout=subprocess.DEVNULL, start_new_session=True
    )
    try:
        end = time.monotonic() + 90
        while True:
            try:
                with urllib.request.urlopen(address + ready, timeout=5):  # noqa: S310  our own
                    break
            except urllib.error.HTTPError:
                break  # it answers
            except OSError:
                if process.poll() is not None or time.monotonic() > end:
                    raise
                time.sleep(0.1)
        yield address
    finally:
        process.terminate()
        process.wait()
