"""The profile of exported features: RFC 7946, and JSON-FG with the home CRS beside it.

JSON-FG is OGC 21-045r1, *Features and Geometries JSON, Part 1: Core*, version 1.0. Its
requirement ``/req/core/axis-order`` puts the coordinates of ``place`` into "the axis order
defined by the closest-to-scope CRS", according to the OGC Axis Order Policy: EPSG defines
LUREF (EPSG:2169) as X = north, Y = east, so **north comes first in** ``place``. ``geometry``
stays what RFC 7946 demands (WGS84, longitude first), which makes a document conform to the
standard's profile *jsonfg-plus*. ``/req/core/same-crs`` allows ``coordRefSys`` in the root
object only.
"""

from __future__ import annotations

import hashlib
from enum import StrEnum
from functools import lru_cache
from typing import Any

import orjson
from sqlalchemy import ColumnElement, func, literal_column

from gis import crs, features
from gis.models import JsonObject, json_schema
from gis.session import CommuneSession
from layers.spec import Catalogue, GeometryKind, Layer, Visibility

PROFILE_VERSION = "1.0"
"""Of the whole export. Another first number is announced, and the old one served a year on."""

DECIMALS_M = 4
"""Of a metre in ``place``: a tenth of a millimetre."""

_DIMENSION = {GeometryKind.POINT: 0, GeometryKind.LINE: 1, GeometryKind.AREA: 2}
_CONFORMS_TO = [
    "http://www.opengis.net/spec/json-fg-1/1.0/conf/core",
    "http://www.opengis.net/spec/json-fg-1/1.0/conf/types-schemas",
]
_OGC_PROFILE = "http://www.opengis.net/def/profile/OGC/0/"


class Profile(StrEnum):
    """How features are written."""

    RFC7946 = "rfc7946"
    JSONFG = "jsonfg"


def crs_uri(srid: int) -> str:
    """Return the OGC name of a CRS of EPSG."""
    return f"http://www.opengis.net/def/crs/EPSG/0/{srid}"


@lru_cache(maxsize=32)
def axis_order(srid: int) -> tuple[str, ...]:
    """Return the directions of a CRS's axes as its authority orders them: ``north, east``."""
    return tuple(axis.direction for axis in crs.home_crs(srid).axis_info)


def feature_text(
    session: CommuneSession, layer: Layer, table: Any, profile: Profile
) -> ColumnElement[str]:
    """Return the SQL expression of a feature's JSON text in a profile."""
    plain = features.feature_text(layer, session.viewer.fields(layer), table)
    if profile is Profile.RFC7946:
        return plain
    geometry = table.c.geom
    if layer.geometry is GeometryKind.AREA:
        geometry = func.ST_ForcePolygonCCW(geometry)
    if axis_order(session.commune.srid)[0] == "north":
        geometry = func.ST_FlipCoordinates(geometry)
    # The last 0: without it PostGIS would write a `crs` member.
    place = func.ST_AsGeoJSON(geometry, literal_column(str(DECIMALS_M)), literal_column("0"))
    joined: ColumnElement[str] = (
        func.left(plain, literal_column("-1"))
        .op("||")(literal_column("""',"place":'"""))
        .op("||")(place)
        .op("||")(literal_column("'}'"))
    )
    return joined


def collection_head(session: CommuneSession, layer: Layer, profile: Profile) -> bytes:
    """Return the beginning of a layer's file, up to its first feature."""
    members: JsonObject = {"type": "FeatureCollection"}
    profiles = ["rfc7946"]
    if profile is Profile.JSONFG:
        profiles = ["jsonfg", "jsonfg-plus"]
        members |= {
            "conformsTo": _CONFORMS_TO,
            "featureType": layer.name,
            "geometryDimension": _DIMENSION[layer.geometry],
            "coordRefSys": crs_uri(session.commune.srid),
        }
    members["links"] = [
        {"rel": "describedby", "href": schema_href(layer), "type": "application/schema+json"},
        {"rel": "license", "href": NOTICE_FILE, "type": "text/plain"},
        *({"rel": "profile", "href": _OGC_PROFILE + name} for name in profiles),
    ]
    return orjson.dumps(members)[:-1] + b',"features":[\n'


COLLECTION_END = b"]}\n"
NOTICE_FILE = "notice.txt"


def schema_href(layer: Layer) -> str:
    """Return where the JSON Schema of a layer lies, seen from its file."""
    return f"schemas/{layer.name}.json"


def notice(session: CommuneSession) -> str:
    """Return the commune's own words on its data, which every export carries."""
    said = session.commune.notice or "The commune has stated no licence for these data."
    return f"{session.commune.title}\n{said}\n"


def schema(layer: Layer, level: Visibility) -> JsonObject:
    """Return the JSON Schema of a layer's exported features: every key is there, always."""
    found = json_schema(layer, layer.visible_fields(level))
    properties = found["properties"]["properties"]
    version = {"type": "integer", "minimum": 1, "title": "version"}
    properties["properties"] = {"version": version, **properties["properties"]}
    properties["required"] = list(properties["properties"])
    return found


def code_list(layer_list: Any) -> JsonObject:
    """Return a code list as it travels: values, labels in four languages, foreign codes."""
    return {
        "name": layer_list.name,
        "codes": [
            {
                "value": code.value,
                "label": dict(zip(("lb", "fr", "de", "en"), code.label, strict=True)),
                "external": {model: list(codes) for model, codes in code.external.items()},
            }
            for code in layer_list.codes
        ],
    }


def edition(session: CommuneSession) -> str:
    """Return the form in which this viewer gets this commune's features.

    Whoever keeps a copy loads everything anew when it changes: a new field, a wider token or
    another coordinate operation changes the text of features without changing any asset.
    """
    level = session.viewer.level
    operation = f"{session.commune.srid} {session.commune.operation.name}"
    form = f"{_form(session.catalogue, level)} {operation}"
    digest = hashlib.sha256(form.encode()).hexdigest()[:8]
    return f"{PROFILE_VERSION}-{session.catalogue.version}-{int(level)}-{digest}"


@lru_cache(maxsize=16)
def _form(catalogue: Catalogue, level: Visibility) -> str:
    layers = [(layer.name, schema(layer, level)) for layer in catalogue.visible(level)]
    return hashlib.sha256(orjson.dumps(layers, option=orjson.OPT_SORT_KEYS)).hexdigest()
