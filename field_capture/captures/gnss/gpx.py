"""GPX 1.0 and 1.1: waypoints, and the points of tracks and routes, each with its line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any
from xml.parsers import expat

from field_capture.captures.fix import FixQuality
from field_capture.captures.gnss.reading import Log, Reading, fault, number
from gis.errors import Issue


class Point(StrEnum):
    """What a position stands for."""

    WAYPOINT = "wpt"
    TRACK = "trkpt"
    ROUTE = "rtept"


_QUALITIES: Mapping[str, FixQuality] = {
    "2d": FixQuality.AUTONOMOUS,
    "3d": FixQuality.AUTONOMOUS,
    "pps": FixQuality.AUTONOMOUS,
    "dgps": FixQuality.DGPS,
}
_TEXTS = frozenset({"ele", "time", "name", "fix", "sat", "hdop", "geoidheight"})
_LONGEST = 500


@dataclass(slots=True)
class _Open:
    """A point whose end has not come."""

    kind: str
    line: int
    attributes: Mapping[str, str]
    texts: dict[str, str]


def read(data: bytes, kind: Point = Point.WAYPOINT) -> Log:
    """Read the points of one kind.

    Heights are above the geoid, as GPX declares them; ``geoidheight`` leads to the ellipsoid.
    """
    reader = _Reader(kind)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = lambda name, given: reader.start(
        name, given, parser.CurrentLineNumber
    )
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.EntityDeclHandler = reader.entity
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        why = expat.ErrorString(error.code)
        reader.faults.append(fault("gpx_malformed", error.lineno, why=why))
    except _Refused:
        line = parser.CurrentLineNumber
        reader.faults.append(fault("gpx_malformed", line, why="ENTITY"))
    return Log(reader.readings, reader.faults)


class _Refused(Exception):
    """A document declares entities: no receiver does, and a bomb is made of them."""


class _Reader:
    """What was read so far."""

    def __init__(self, kind: Point) -> None:
        self.kind = kind
        self.readings: list[Reading] = []
        self.faults: list[Issue] = []
        self.point: _Open | None = None
        self.inside: list[str] = []

    def entity(self, *_: Any) -> None:
        raise _Refused

    def start(self, name: str, attributes: Mapping[str, str], line: int) -> None:
        bare = name.rpartition(":")[2]
        self.inside.append(bare)
        if bare == self.kind.value:
            self.point = _Open(bare, line, attributes, {})

    def text(self, text: str) -> None:
        # Only what stands directly in the point: its links have names too.
        if self.point is None or len(self.inside) < 2 or self.inside[-2] != self.kind.value:  # noqa: PLR2004
            return
        name = self.inside[-1]
        if name in _TEXTS:
            so_far = self.point.texts.get(name, "")
            self.point.texts[name] = (so_far + text)[:_LONGEST]

    def end(self, name: str) -> None:
        self.inside.pop()
        point = self.point
        if point is None or name.rpartition(":")[2] != self.kind.value:
            return
        self.point = None
        lat, lon = (number(point.attributes.get(each, "").strip()) for each in ("lat", "lon"))
        if lat is None or lon is None or abs(lat) > 90 or abs(lon) > 180:  # noqa: PLR2004  degrees
            told = f"{point.attributes.get('lat', '')} {point.attributes.get('lon', '')}"
            self.faults.append(fault("gnss_position", point.line, value=told[:60]))
            return
        self.readings.append(_reading(point, lat, lon))


def _reading(point: _Open, lat: float, lon: float) -> Reading:
    texts = {name: value.strip() for name, value in point.texts.items()}
    height, geoid = number(texts.get("ele", "")), number(texts.get("geoidheight", ""))
    hdop = number(texts.get("hdop", ""))
    satellites = texts.get("sat", "")
    known = satellites.isascii() and satellites.isdigit() and len(satellites) <= 2  # noqa: PLR2004
    return Reading(
        line=point.line,
        lat=lat,
        lon=lon,
        time=moment(texts.get("time", "")),
        fix_quality=_QUALITIES.get(texts.get("fix", ""), FixQuality.AUTONOMOUS),
        satellites=int(satellites) if known else None,
        hdop=hdop if hdop is not None and 0 < hdop < 100 else None,  # noqa: PLR2004
        orthometric_m=height,
        ellipsoidal_m=None if height is None or geoid is None else round(height + geoid, 4),
        name="".join(c for c in texts.get("name", "") if c.isprintable()),
    )


def moment(text: str) -> datetime | None:
    """Return a time of ISO 8601; GPX means UTC where it names no zone."""
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    try:
        return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except OverflowError:
        return None
