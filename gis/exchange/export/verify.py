"""Checking a bundle with nothing but its files: whole, consistent, and what it says it is."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any
from uuid import UUID

import orjson
import pyogrio

from gis.exchange.export import files, manifest
from gis.models import JsonObject

_MOST_PROBLEMS = 100


@dataclass(slots=True)
class Findings:
    """What was checked and what is wrong, the first hundred problems of it."""

    features: int = 0
    files: int = 0
    problems: list[str] = field(default_factory=list)

    def wrong(self, where: str, what: str) -> None:
        """Note a problem."""
        if len(self.problems) < _MOST_PROBLEMS:
            self.problems.append(f"{where}: {what}")


def verify(folder: Path) -> Findings:
    """Check a bundle offline, layer by layer, in constant memory for all but its ids.

    Raises
    ------
    Unreadable
        There is no manifest of this profile.
    """
    made = manifest.read(folder)
    found = Findings()
    for entry in manifest.entries(made):
        _check_file(folder, entry, found)
    if found.problems:
        return found  # what is not what was written need not be understood
    digest = hashlib.sha256()
    for layer in sorted(made["layers"], key=lambda each: str(each["name"])):
        _check_layer(folder, layer, digest, found)
    if digest.hexdigest() != made["content_sha256"]:
        found.wrong(manifest.MANIFEST, "content_sha256 is not the hash of the features")
    _check_geopackage(folder, made, found)
    return found


def _check_file(folder: Path, entry: JsonObject, found: Findings) -> None:
    name = entry["file"]
    path = folder / name
    found.files += 1
    if not path.resolve().is_relative_to(folder.resolve()):
        found.wrong(name, "lies outside the bundle")
    elif not path.is_file():
        found.wrong(name, "is missing")
    elif path.stat().st_size != entry["bytes"]:
        found.wrong(name, f"has {path.stat().st_size} bytes instead of {entry['bytes']}")
    elif files.hashed(path).sha256 != entry["sha256"]:
        found.wrong(name, "has another SHA-256 than the manifest says")


def _check_layer(folder: Path, layer: JsonObject, digest: Any, found: Findings) -> None:
    name, count, last = layer["file"], 0, ""
    keys = ["version", *(each["name"] for each in layer["fields"])]
    box = [180.0, 90.0, -180.0, -90.0]
    for feature in features(folder / name):
        count += 1
        where = f"{name} line {count + 1}"
        identity = str(UUID(feature["id"]))
        if identity <= last:
            found.wrong(where, f"id {identity} is out of order or there twice")
        last = identity
        if list(feature["properties"]) != keys:
            found.wrong(where, "not the keys that the manifest lists")
        _check_geometry(feature["geometry"], layer["geometry"], where, box, found)
        line = f"{layer['name']} {identity} {feature['properties']['version']}\n"
        digest.update(line.encode())
    found.features += count
    if count != layer["count"]:
        found.wrong(name, f"{count} features instead of {layer['count']}")
    if count and box != layer["bbox"]:
        found.wrong(name, f"bbox is {box}, the manifest says {layer['bbox']}")
    info = pyogrio.read_info(folder / f"{layer['name']}.fgb", force_feature_count=True)
    if info["features"] != count:
        found.wrong(f"{layer['name']}.fgb", f"{info['features']} features instead of {count}")


def features(path: Path) -> Iterator[JsonObject]:
    """Yield the features of a file of ours: one on each line, between first and last."""
    with path.open("rb") as file:
        next(file)
        for line in file:
            if not line.startswith(b"]"):
                yield orjson.loads(line.removeprefix(b","))


def _check_geometry(
    geometry: JsonObject, kind: str, where: str, box: list[float], found: Findings
) -> None:
    if set(geometry) != {"type", "coordinates"} or geometry["type"] != kind:
        found.wrong(where, f"not a plain {kind}")
        return
    for lon, lat in _positions(geometry["coordinates"]):
        box[0], box[1] = min(box[0], lon), min(box[1], lat)
        box[2], box[3] = max(box[2], lon), max(box[3], lat)
        if round(lon, 7) != lon or round(lat, 7) != lat:
            found.wrong(where, "more than 7 decimals")
    if kind == "MultiPolygon":
        for polygon in geometry["coordinates"]:
            if [_area(ring) > 0 for ring in polygon] != [True] + [False] * (len(polygon) - 1):
                found.wrong(where, "a ring turns the wrong way")


def _positions(coordinates: list[Any]) -> Iterator[list[float]]:
    if isinstance(coordinates[0], float | int):
        yield coordinates
        return
    for part in coordinates:
        yield from _positions(part)


def _area(ring: list[list[float]]) -> float:
    x0, y0 = ring[0]  # near the origin, or rounding decides about small rings
    return sum((a[0] - x0) * (b[1] - y0) - (b[0] - x0) * (a[1] - y0) for a, b in pairwise(ring))


def _check_geopackage(folder: Path, made: JsonObject, found: Findings) -> None:
    name = made["geopackage"]["file"]
    path = folder / name
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as db:
        if db.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            found.wrong(name, "SQLite finds it damaged")
    code = int(made["crs"]["code"].partition(":")[2])
    tables = {str(layer) for layer, _ in pyogrio.list_layers(path)}
    for layer in made["layers"]:
        if layer["name"] not in tables:
            found.wrong(name, f"no table {layer['name']}")
            continue
        info = pyogrio.read_info(path, layer=layer["name"], force_feature_count=True)
        if info["features"] != layer["count"]:
            found.wrong(name, f"{layer['name']} has {info['features']} features")
        if info["crs"] != f"EPSG:{code}":
            found.wrong(name, f"{layer['name']} is in {info['crs']}")
