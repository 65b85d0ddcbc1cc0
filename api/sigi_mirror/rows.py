"""From the features of an export to the rows of a GeoPackage."""

from __future__ import annotations

import json
import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from api.sigi_mirror.server import JsonObject, MirrorError
from gis.exchange.export.gpkg_file import WKB_TYPES, FeatureTable, geometry_blob


@dataclass(frozen=True, slots=True)
class State:
    """What a GeoPackage of ours says of itself."""

    cursor: str
    edition: str
    srid: int
    north_first: bool
    tables: dict[str, FeatureTable]


def form_of(manifest: JsonObject) -> JsonObject:
    """Return what must be known of a bundle to write features into tables."""
    return {
        "srid": int(manifest["crs"]["code"].partition(":")[2]),
        "axis_order": manifest["crs"]["axis_order"],
        "layers": [
            {
                "name": layer["name"],
                "title": layer["title"]["en"],
                "geometry": layer["geometry"],
                "fields": [[field["name"], field["type"]] for field in layer["fields"]],
            }
            for layer in manifest["layers"]
        ],
    }


def state_of(row: tuple[Any, ...]) -> State:
    """Read the one row of the table ``sigi_mirror``."""
    _, cursor, edition, text = row
    form = json.loads(text)
    tables = {
        layer["name"]: FeatureTable(
            layer["name"],
            layer["title"],
            layer["geometry"],
            tuple((name, kind) for name, kind in layer["fields"]),
        )
        for layer in form["layers"]
    }
    return State(cursor, edition, form["srid"], form["axis_order"][0] == "north", tables)


def revision_of(cursor: str) -> int:
    """Return the revision of a cursor."""
    return int(cursor.rpartition(".")[2])


def rows_of(path: Path, table: FeatureTable, state: State) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of a layer's file: one feature on each line, between first and last."""
    with path.open("rb") as file:
        next(file)
        for line in file:
            if not line.startswith(b"]"):
                yield row_of(json.loads(line.removeprefix(b",")), table, state)


def changes_of(lines: Iterable[bytes]) -> Iterator[JsonObject]:
    """Yield upserts, then tombstones, from the lines of a page."""
    for line in lines:
        if not line.startswith(b"]"):
            yield json.loads(line.removeprefix(b","))


def row_of(feature: JsonObject, table: FeatureTable, state: State) -> tuple[Any, ...]:
    """Return a feature as `GeoPackage.insert` takes it, its place as (east, north)."""
    place = feature["place"]
    if place["type"] != table.geometry:
        raise MirrorError(f"{feature['id']}: a {place['type']} in layer {table.name}")
    order = (1, 0) if state.north_first else (0, 1)
    points: list[tuple[float, float]] = []
    wkb = _wkb(place["type"], place["coordinates"], order, points)
    east, north = zip(*points, strict=True)
    box = (min(east), max(east), min(north), max(north)) if len(points) > 1 else None
    properties = feature["properties"]
    values = (_value(properties[name]) for name, _ in table.columns)
    blob = geometry_blob(wkb, state.srid, box)
    return (blob, feature["id"], properties["version"], *values)


def _value(value: Any) -> Any:
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return value


def _wkb(
    kind: str, coordinates: Any, order: tuple[int, int], points: list[tuple[float, float]]
) -> bytes:
    """Return little-endian WKB and collect the points in it."""
    head = struct.pack("<BI", 1, WKB_TYPES[kind])

    def pack(position: list[float]) -> bytes:
        point = (position[order[0]], position[order[1]])
        points.append(point)
        return struct.pack("<2d", *point)

    def line(positions: list[list[float]]) -> bytes:
        return struct.pack("<I", len(positions)) + b"".join(map(pack, positions))

    if kind == "Point":
        return head + pack(coordinates)
    if kind == "LineString":
        return head + line(coordinates)
    if kind == "Polygon":
        return head + struct.pack("<I", len(coordinates)) + b"".join(map(line, coordinates))
    parts = [_wkb("Polygon", polygon, order, points) for polygon in coordinates]
    return head + struct.pack("<I", len(parts)) + b"".join(parts)
