"""A receiver beside the tablet, which says what real ones said, at another place and today.

What is changed of a log is its place and its time: the first position is put where the crew
stands and all others keep their distance from it; the first moment is now. How the receiver
scatters, which quality it claims, how many satellites it sees, and whatever else it says, is the
log's own. The logs are those of tests/data/gnss, with their origin in SOURCE.md there.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from playwright.sync_api import Page

from tests.conftest import DATA

LOGS = DATA / "gnss"
RTK_FIXED = "4"

BESIDE_THE_TABLET = """
(() => {
  let wire;
  const port = {
    readable: new ReadableStream({ start: (end) => { wire = end; } }),
    open: async () => {},
    close: async () => {},
  };
  Object.defineProperty(navigator, "serial", { value: { requestPort: async () => port } });
  globalThis.receiverSays = (text) => wire.enqueue(new TextEncoder().encode(text));
})();
"""
"""A serial port as the browser shows one. The cable is ours; the app behind it is the real one."""


def metres(lon: float, lat: float, east: float, north: float) -> tuple[float, float]:
    """Return the place so many metres further."""
    scale = 111_320 * math.cos(math.radians(lat))
    return lon + east / scale, lat + north / 111_132


def track(name: str = "luxembourg_trace_excerpt.gpx") -> list[tuple[float, float]]:
    """Return a walk as metres east and north of its first point."""
    found = re.findall(r'lat="([\d.]+)" lon="([\d.]+)"', (LOGS / name).read_text())
    places = [(float(lon), float(lat)) for lat, lon in found]
    first_lon, first_lat = places[0]
    scale = 111_320 * math.cos(math.radians(first_lat))
    return [((lon - first_lon) * scale, (lat - first_lat) * 111_132) for lon, lat in places]


def _log(path: Path) -> list[list[str]]:
    """Return the sentences of a log, in fields, without what is no sentence."""
    lines = path.read_bytes().decode("latin-1").splitlines()
    found = (re.fullmatch(r"\$([^*]+)\*[0-9A-F]{2}", line) for line in lines)
    return [match[1].split(",") for match in found if match]


def _degrees(text: str, hemisphere: str) -> float:
    whole, minutes = divmod(float(text), 100)
    return (whole + minutes / 60) * (-1 if hemisphere in "SW" else 1)


def _written(degrees: float, digits: int) -> str:
    whole = int(abs(degrees))
    return f"{whole:0{digits}d}{(abs(degrees) - whole) * 60:011.8f}"


def _sentence(fields: list[str]) -> str:
    body = ",".join(fields)
    checksum = 0
    for character in body:
        checksum ^= ord(character)
    return f"${body}*{checksum:02X}\r\n"


def epochs(log: str = "trimble_rtk_fix_excerpt.nmea") -> list[list[list[str]]]:
    """Return the moments of a log in which it had fixed its ambiguities: their sentences."""
    moments: dict[str, list[list[str]]] = {}
    for fields in _log(LOGS / log):
        if fields[0][2:] in ("GGA", "RMC"):
            moments.setdefault(fields[1], []).append(fields)
    fixed = [
        each
        for each in moments.values()
        if any(fields[0].endswith("GGA") and fields[6] == RTK_FIXED for fields in each)
    ]
    assert fixed, "the log has no fixed position"
    return fixed


def shifted(lon: float, lat: float, now: datetime) -> Iterator[str]:
    """Yield what the receiver says, moment by moment, as if it stood at a place now."""
    every = epochs()
    gga = next(fields for fields in every[0] if fields[0].endswith("GGA"))
    from_lat, from_lon = _degrees(gga[2], gga[3]), _degrees(gga[4], gga[5])
    squeeze = math.cos(math.radians(from_lat)) / math.cos(math.radians(lat))
    for number, moment in enumerate(every):
        at = now + timedelta(milliseconds=100 * number)
        text = ""
        for fields in moment:
            said = fields.copy()
            first = 2 if said[0].endswith("GGA") else 3
            away_lat = _degrees(said[first], said[first + 1]) - from_lat
            away_lon = (_degrees(said[first + 2], said[first + 3]) - from_lon) * squeeze
            said[first : first + 4] = [
                *(_written(lat + away_lat, 2), "N"),
                *(_written(lon + away_lon, 3), "E"),
            ]
            said[1] = f"{at:%H%M%S}.{at.microsecond // 10_000:02d}"
            if said[0].endswith("RMC"):
                said[9] = f"{at:%d%m%y}"
            text += _sentence(said)
        yield text


def _gone(now: datetime) -> str:
    """Return what ends a moment: the next one, in which there is no sky."""
    return _sentence(
        ["GNGGA", f"{now:%H%M%S}.99", "", "", "", "", "0", "00", "", "", "", "", "", ""]
    )


def stand(page: Page, lon: float, lat: float) -> None:
    """Let the receiver speak from a place."""
    now = datetime.now(UTC)
    said = "".join(shifted(lon, lat, now))
    page.evaluate("text => receiverSays(text)", said + _gone(now + timedelta(seconds=2)))


def walk(page: Page, lon: float, lat: float, legs: list[tuple[float, float]]) -> None:
    """Let the receiver go along a track, saying its position at each of its points."""
    start = datetime.now(UTC) - timedelta(seconds=len(legs))
    for second, (east, north) in enumerate(legs):
        said = next(shifted(*metres(lon, lat, east, north), start + timedelta(seconds=second)))
        page.evaluate("text => receiverSays(text)", said)
    page.evaluate("text => receiverSays(text)", _gone(datetime.now(UTC)))
