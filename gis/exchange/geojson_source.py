"""Reading GeoJSON (RFC 7946) strictly: what a lenient reader drops or guesses is told here.

Nothing is corrected silently. What makes the whole file doubtful is `Unreadable`; what concerns
one feature is an issue of that feature; what the RFC merely discourages passes.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import TYPE_CHECKING, Any

import numpy as np
import orjson

from gis import crs
from gis.errors import Issue, Severity, UnknownCrs, Unreadable
from gis.exchange.geojson_geometry import GEOMETRY_TYPES, geometries_of
from gis.exchange.source import Limits, Source, SourceLayer, frame_of
from gis.sentences import Phrase, phrase

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

ROUNDED_M = 0.01
"""Seven decimals of a degree are half a centimetre off at most; less is no change of place."""

_TYPES = ("FeatureCollection", "Feature", *GEOMETRY_TYPES)
_SHOWN = 60
_STRINGS = re.compile(rb'"(?:[^"\\]|\\.)*"', re.DOTALL)
_CHUNK = 1 << 24
_CRS84 = re.compile(r".*\bCRS:?84\Z", re.IGNORECASE)
"""WGS84 with longitude first: here every CRS has, so it is EPSG:4326."""
_MISPLACED = {
    "Feature": ("features", "coordinates", "geometries"),
    "FeatureCollection": ("coordinates", "geometries", "geometry", "properties"),
    "geometry": ("features", "geometry", "properties"),
}
"""Members that must not be there (RFC 7946, 7.1), since they would change the meaning."""
_BBOX_LENGTHS = (4, 6)
_STRUCTURE = frozenset({"type", "features", "geometry", "coordinates", "properties", "crs"})


def read(data: bytes, name: str, stem: str, limits: Limits) -> Source:
    """Read a FeatureCollection, a Feature or a bare geometry.

    Parameters
    ----------
    name, stem : str
        The file's name, with and without its ending.

    Raises
    ------
    Unreadable
        It is no JSON, or no GeoJSON, or exceeds the limits.
    """
    text, notes = _decode(data)
    document = _parse(text, name, limits)
    if not isinstance(document, dict):
        raise Unreadable(name, phrase("geojson_expected", found=_shown(document)))
    kind = document.get("type")
    if kind not in _TYPES:
        raise Unreadable(name, _unknown_type(kind))
    _misplaced(document, "geometry" if kind in GEOMETRY_TYPES else kind, name)
    issues = [*_said_twice(document), *_bbox(document, "")]
    features = _features(document, kind, name)
    if len(features) > limits.rows:
        why = phrase("too_many_features", count=len(features), limit=limits.rows)
        raise Unreadable(name, why)
    title = document.get("name")
    layer = _layer(features, title if isinstance(title, str) and title else stem, limits, name)
    layer.issues += issues
    layer.notes += notes
    layer.crs, layer.crs_known_by = _crs(document, layer, name)
    return Source(name=name, format="GeoJSON", layers=[layer] if features else [])


def _decode(data: bytes) -> tuple[str, list[str]]:
    for encoding, mark in (("utf-8-sig", b""), ("utf-16", b"\xff\xfe"), ("utf-16", b"\xfe\xff")):
        if not data.startswith(mark):
            continue
        try:
            return data.decode(encoding), []
        except UnicodeDecodeError:
            continue
    return data.decode("cp1252", errors="replace"), ["encoding: windows-1252"]


class _SaidTwice(dict[str, Any]):
    """An object that had some of its members more than once; the last of each counts."""

    twice: Counter[str]


def _said_twice(value: Any, path: str = "") -> Iterator[Issue]:
    """Yield an issue for each member that its object has more than once, with its place."""
    if isinstance(value, _SaidTwice):
        for key, count in value.twice.items():
            details = {"key": key[:_SHOWN], "count": count}
            yield Issue("duplicate_key", path or "JSON", details=details)
    if isinstance(value, dict):
        inner: Iterable[tuple[object, Any]] = value.items()
    elif isinstance(value, list) and value and isinstance(value[0], (dict, list)):
        inner = enumerate(value)
    else:
        return
    for place, each in inner:
        # Numbers are most of a file: no object lies among coordinates.
        if place != "coordinates" and isinstance(each, (dict, list)):
            yield from _said_twice(each, f"{path}.{place}".lstrip("."))


def _parse(text: str, name: str, limits: Limits) -> Any:
    depth = _depth(text.encode("utf-8", "surrogatepass"))
    if depth > limits.depth:
        raise Unreadable(name, phrase("json_too_deep", depth=depth, limit=limits.depth))
    twice: set[str] = set()

    def members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) != len(pairs):
            found = _SaidTwice(found)
            counts = Counter(key for key, _ in pairs)
            found.twice = Counter({key: count for key, count in counts.items() if count > 1})
            twice.update(found.twice)
        return found

    def constant(word: str) -> Any:
        raise Unreadable(name, phrase("json_constant", word=word))

    try:
        document = json.loads(text, object_pairs_hook=members, parse_constant=constant)
    except json.JSONDecodeError as error:
        why = phrase("json_wrong_at", line=error.lineno, column=error.colno, why=error.msg)
        raise Unreadable(name, why) from None
    except (RecursionError, ValueError) as error:
        raise Unreadable(name, phrase("json_malformed", why=str(error)[:_SHOWN])) from None
    structural = sorted(twice & _STRUCTURE)
    if structural:
        raise Unreadable(name, phrase("member_twice", member=structural[0]))
    return document


def _depth(data: bytes) -> int:
    """Return how deeply brackets are nested, texts left out, without recursion."""
    depth = _depth_of_all(data)
    # Only brackets within texts can make this too large.
    return depth if depth <= Limits().depth else _depth_of_all(_STRINGS.sub(b"", data))


def _depth_of_all(data: bytes) -> int:
    level = highest = 0
    for start in range(0, len(data), _CHUNK):
        part = np.frombuffer(data[start : start + _CHUNK], dtype=np.uint8)
        opens = ((part == ord("[")) | (part == ord("{"))).astype(np.int8)
        closes = ((part == ord("]")) | (part == ord("}"))).astype(np.int8)
        levels = np.cumsum(opens - closes, dtype=np.int32)
        highest = max(highest, level + int(levels.max(initial=0)))
        level += int(levels[-1]) if len(levels) else 0
    return highest


def _features(document: Mapping[str, Any], kind: str, name: str) -> Sequence[Any]:
    if kind == "Feature":
        return [document]
    if kind != "FeatureCollection":
        return [{"type": "Feature", "geometry": document, "properties": {}}]
    features = document.get("features")
    if features is None:
        raise Unreadable(name, phrase("features_missing"))
    if not isinstance(features, list):
        raise Unreadable(name, phrase("features_no_array", found=_shown(features)))
    return features


def _layer(features: Sequence[Any], title: str, limits: Limits, name: str) -> SourceLayer:
    issues: list[Issue] = []
    properties: list[Mapping[str, Any]] = []
    shapes: list[Any] = []
    ids = np.empty(len(features), dtype=object)
    for n, feature in enumerate(features):
        path = f"features.{n}"
        found = _feature(feature, path, issues)
        properties.append(found.get("properties") or {})
        shapes.append(found.get("geometry"))
        if (id_ := found.get("id")) is not None:
            ids[n] = str(id_)
    keys = list(dict.fromkeys(key for each in properties for key in each))
    if len(keys) > limits.columns:
        why = phrase("too_many_columns", count=len(keys), limit=limits.columns)
        raise Unreadable(name, why)
    columns = {key: [_scalar(each.get(key)) for each in properties] for key in keys}
    geometries, more = geometries_of(shapes)
    return SourceLayer(
        name=title,
        model=None,
        frame=frame_of(columns, geometries),
        crs=None,
        crs_known_by="",
        rows=np.arange(len(features), dtype=np.int64),
        row_label="features.{}",
        ids=ids if any(id_ is not None for id_ in ids) else None,
        precision_m=ROUNDED_M,
        issues=issues + more,
    )


def _feature(feature: Any, path: str, issues: list[Issue]) -> Mapping[str, Any]:
    """Check one feature; return an empty one where it is none."""
    if not isinstance(feature, dict):
        issues.append(Issue("not_an_object", path))
        return {}
    if feature.get("type") != "Feature":
        issues.append(Issue("not_a_feature", path))
        return {}
    misplaced = [key for key in _MISPLACED["Feature"] if key in feature]
    if misplaced:
        issues.append(Issue("misplaced_member", path, details={"member": misplaced[0]}))
    properties = feature.get("properties")
    if properties is not None and not isinstance(properties, dict):
        issues.append(Issue("not_an_object", f"{path}.properties"))
        return {**feature, "properties": {}}
    id_ = feature.get("id")
    if id_ is not None and (isinstance(id_, bool) or not isinstance(id_, (str, int, float))):
        issues.append(Issue("bad_feature_id", f"{path}.id", details={"value": _shown(id_)}))
        return {**feature, "id": None}
    issues += _bbox(feature, path)
    return feature


def _bbox(thing: Mapping[str, Any], path: str) -> list[Issue]:
    """Warn of a malformed box: nothing depends on it, but its maker should know."""
    boxes = [(thing.get("bbox"), path)]
    if isinstance(geometry := thing.get("geometry"), dict):
        boxes.append((geometry.get("bbox"), f"{path}.geometry"))
    return [
        Issue("malformed_bbox", f"{where}.bbox".lstrip("."), Severity.WARNING)
        for box, where in boxes
        if box is not None
        and not (
            isinstance(box, list)
            and len(box) in _BBOX_LENGTHS
            and all(isinstance(v, (int, float)) and not isinstance(v, bool) for v in box)
        )
    ]


def _misplaced(document: Mapping[str, Any], kind: str, name: str) -> None:
    for member in _MISPLACED[kind]:
        if member in document and not (kind == "FeatureCollection" and member == "properties"):
            why = phrase("member_misplaced", kind=document["type"], member=member)
            raise Unreadable(name, why)


def _unknown_type(kind: Any) -> Phrase:
    known = {each.lower(): each for each in _TYPES}
    if isinstance(kind, str) and kind.lower() in known:
        return phrase("type_misspelt", found=kind, wanted=known[kind.lower()])
    return phrase("type_unknown", found=_shown(kind))


def _crs(document: Mapping[str, Any], layer: SourceLayer, name: str) -> tuple[crs.Crs | None, str]:
    """Return the CRS: WGS84 by the RFC, unless the numbers cannot be degrees."""
    declared = document.get("crs")
    if isinstance(declared, dict):
        properties = declared.get("properties")
        value = properties.get("name") if isinstance(properties, dict) else None
        if value is not None:
            try:
                found = crs.epsg_of(crs.parse(_CRS84.sub("EPSG:4326", str(value))))
            except UnknownCrs as error:
                raise Unreadable(name, phrase("crs_member_unknown", crs=str(value))) from error
            if not (found.is_geographic and _too_large(layer)):
                return found, phrase("known_by_crs_member", crs=str(value))
            return None, ""
    if _too_large(layer):
        return None, ""
    return crs.parse("EPSG:4326"), "RFC 7946"


def _too_large(layer: SourceLayer) -> bool:
    """Tell whether most positions cannot be degrees: a few wrong ones are wrong ones."""
    bounds = layer.frame.geometry.bounds.to_numpy()
    bounds = bounds[np.isfinite(bounds).all(axis=1)]
    if not len(bounds):
        return False
    # Exchanged axes are found against the commune, so both numbers may be up to 180.
    return bool((np.abs(bounds).max(axis=1) > 180).mean() > 0.5)  # noqa: PLR2004


def _scalar(value: Any) -> Any:
    """Keep numbers and texts; write lists and objects as JSON, which `values.several` reads."""
    if value is None or isinstance(value, (str, int, float, bool)):
        return value
    return orjson.dumps(value, default=str).decode()


def _shown(value: Any) -> str:
    text = json.dumps(value, default=str)
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "..."
