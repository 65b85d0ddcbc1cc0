"""The manifest: what a bundle holds, of which moment, and how to know it is whole."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson
from sqlalchemy import func, select

from gis import crs
from gis.database.journal import Cursor
from gis.errors import Unreadable
from gis.exchange.export.files import Written
from gis.exchange.export.geopackage import home
from gis.exchange.export.profile import (
    DECIMALS_M,
    NOTICE_FILE,
    PROFILE_VERSION,
    axis_order,
    crs_uri,
    edition,
    schema_href,
)
from gis.exchange.export.text import Content
from gis.features import DECIMALS
from gis.models import JsonObject
from gis.sentences import phrase
from gis.session import CommuneSession
from layers.spec import Field, Layer, Text

MANIFEST = "manifest.json"
PROFILE_NAME = "netzkaart-sigi"

MEDIA_TYPES = {
    ".geojson": "application/geo+json",
    ".geojsonl": "application/geo+json-seq",
    ".gpkg": "application/geopackage+sqlite3",
    ".fgb": "application/flatgeobuf",
    ".json": "application/json",
    ".txt": "text/plain; charset=utf-8",
}


@dataclass(slots=True)
class Files:
    """What was written so far: file name relative to the bundle -> size and hash."""

    written: dict[str, Written] = field(default_factory=dict)

    def entry(self, file: str, **members: Any) -> JsonObject:
        """Return how the manifest lists a file."""
        found = self.written[file]
        return {
            "file": file,
            "href": file,
            "media_type": media_type(file),
            "bytes": found.bytes,
            "sha256": found.sha256,
            **members,
        }


def media_type(name: str) -> str:
    """Return the media type of a file of a bundle."""
    return MEDIA_TYPES[Path(name).suffix]


def make(
    session: CommuneSession, cursor: Cursor, content: Content, files: Files, now: datetime
) -> JsonObject:
    """Return the manifest of a bundle whose files are all written."""
    commune = session.commune
    layers = session.viewer.layers(session.catalogue)
    return {
        "profile": PROFILE_NAME,
        "profile_version": PROFILE_VERSION,
        "edition": edition(session),
        "visibility": int(session.viewer.level),
        "commune": {"name": commune.name, "title": commune.title, "lau": commune.lau},
        "catalogue_version": session.catalogue.version,
        "cursor": str(cursor),
        "created_at": now.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        "content_sha256": content.sha256,
        "crs": _crs(session),
        "coordinate_operation": {
            "from": "EPSG:4326",
            "to": f"EPSG:{commune.srid}",
            "name": commune.operation.name,
            "pipeline": commune.operation.pipeline,
        },
        "decimals": {"geometry": DECIMALS, "place": DECIMALS_M},
        "licence": files.entry(NOTICE_FILE),
        "layers": [_layer(session, layer, content, files) for layer in layers],
        "geopackage": files.entry(f"{commune.name}.gpkg"),
        "code_lists": [
            files.entry(name, name=Path(name).stem)
            for name in files.written
            if name.startswith("codelists/")
        ],
    }


def _crs(session: CommuneSession) -> JsonObject:
    found = home(session.commune.srid)
    return {
        "code": f"EPSG:{found.srid}",
        "uri": crs_uri(found.srid),
        "name": found.name,
        "wkt": found.wkt,
        "axis_order": list(axis_order(found.srid)),
    }


def _layer(session: CommuneSession, layer: Layer, content: Content, files: Files) -> JsonObject:
    principal = files.entry(f"{layer.name}.geojson", profile="rfc7946")
    return {
        "name": layer.name,
        "title": _texts(layer.label),
        **principal,
        "geometry": layer.geometry.value,
        "count": content.counts[layer.name],
        "bbox": _bbox(session, layer),
        "schema": files.entry(schema_href(layer)),
        "fields": [_field(each) for each in session.viewer.fields(layer)],
        "alternates": [
            files.entry(f"{layer.name}.fg.json", profile="jsonfg"),
            files.entry(f"{layer.name}.geojsonl", profile="rfc7946"),
            files.entry(f"{layer.name}.fgb"),
        ],
    }


def _field(each: Field) -> JsonObject:
    members = {
        "name": each.name,
        "type": each.kind.value,
        "unit": each.unit,
        "code_list": each.codes and f"codelists/{each.codes.name}.json",
        "refers_to": each.refers_to,
        "title": _texts(each.label),
    }
    return {name: value for name, value in members.items() if value is not None}


def _texts(label: Text) -> JsonObject:
    return dict(zip(("lb", "fr", "de", "en"), label, strict=True))


def _bbox(session: CommuneSession, layer: Layer) -> list[float] | None:
    """Return west, south, east, north of the very coordinates that are in the file."""
    placed = func.ST_Transform(session.table(layer).c.geom, crs.WGS84)
    box = func.ST_Extent(placed)
    row = session.connection.execute(
        select(func.ST_XMin(box), func.ST_YMin(box), func.ST_XMax(box), func.ST_YMax(box))
    ).one()
    return None if row[0] is None else [round(value, DECIMALS) for value in row]


def read(folder: Path) -> JsonObject:
    """Return the manifest of a bundle.

    Raises
    ------
    Unreadable
        There is none, or it is of another profile.
    """
    path = folder / MANIFEST
    try:
        found = orjson.loads(path.read_bytes())
    except (OSError, orjson.JSONDecodeError) as error:
        raise Unreadable(MANIFEST, str(error)) from None
    if not isinstance(found, dict) or found.get("profile") != PROFILE_NAME:
        raise Unreadable(MANIFEST, phrase("manifest_foreign", profile=PROFILE_NAME))
    return found


def entries(manifest: JsonObject) -> list[JsonObject]:
    """Return all files that a manifest lists."""
    found = [manifest["licence"], manifest["geopackage"], *manifest["code_lists"]]
    for layer in manifest["layers"]:
        found += [layer, layer["schema"], *layer["alternates"]]
    return found


def placed_under(manifest: JsonObject, prefix: str) -> JsonObject:
    """Return the manifest with hrefs that lead to a bundle further down."""
    copy: JsonObject = orjson.loads(orjson.dumps(manifest))
    for entry in entries(copy):
        entry["href"] = prefix + entry["file"]
    return copy
