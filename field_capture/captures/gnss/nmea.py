"""NMEA 0183 logs: positions out of GGA, GNS, GST, RMC and ZDA, whatever lies between them.

Receivers write binary frames between the sentences, change the talker in the middle, repeat a
position that they have lost, and fill in zeros before they have one. A sentence counts only with
the right checksum; what belongs to one moment is put together by its time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from field_capture.captures.fix import FixQuality
from field_capture.captures.gnss.reading import Log, Reading, fault, number
from gis.errors import Issue
from gis.sentences import phrase

_START = re.compile(rb"\$(?=[A-Z][A-Z0-9](?:GGA|GNS|GST|RMC|ZDA),)")
_BODY = re.compile(rb"([A-Z0-9]{5},[ -#%-)+-~]{0,400})(\*[0-9A-Fa-f]{2})?")
_TIME = re.compile(r"(\d{2})(\d{2})(\d{2})(?:\.(\d{1,9}))?\Z", re.ASCII)
_DEGREES = re.compile(r"(\d{1,3})(\d{2}(?:\.\d*)?)\Z", re.ASCII)
_DATE = re.compile(r"(\d{2})(\d{2})(\d{2})\Z", re.ASCII)
_MINUTES = 60.0
_HALF_A_DAY_S = 43_200
_MOST_SIGMA_M = 100_000.0
# A year of two digits: receivers are younger than 1980, and this century has begun.
_CENTURY = 80

_QUALITIES: Mapping[str, FixQuality] = {
    "1": FixQuality.AUTONOMOUS,
    "2": FixQuality.DGPS,
    "3": FixQuality.AUTONOMOUS,  # military precision, of which nothing is known
    "4": FixQuality.RTK_FIXED,
    "5": FixQuality.RTK_FLOAT,
}
_MODES: Mapping[str, FixQuality] = {
    "R": FixQuality.RTK_FIXED,
    "F": FixQuality.RTK_FLOAT,
    "D": FixQuality.DGPS,
    "P": FixQuality.AUTONOMOUS,
    "A": FixQuality.AUTONOMOUS,
}
"""What each satellite system was used for (GNS, RMC), the best first."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence with the right checksum; `kind` has no talker."""

    line: int
    kind: str
    fields: Sequence[str]

    def get(self, at: int) -> str:
        """Return a field without its blanks; empty where the sentence is shorter."""
        return self.fields[at].strip() if at < len(self.fields) else ""


def sentences(data: bytes) -> Iterator[Sentence | Issue]:
    """Yield the sentences that tell positions, and what is wrong with others of their kind."""
    line, counted = 1, 0
    for start in _START.finditer(data):
        line += data.count(b"\n", counted, start.start())
        counted = start.start()
        found = _BODY.match(data, start.end())
        if found is None or found[2] is None:
            yield fault("nmea_truncated", line)
            continue
        body, told = found[1], int(found[2][1:], 16)
        computed = 0
        for byte in body:
            computed ^= byte
        if computed != told:
            yield fault("nmea_checksum", line, told=f"{told:02X}", computed=f"{computed:02X}")
            continue
        head, _, rest = body.decode("ascii").partition(",")
        yield Sentence(line, head[2:], rest.split(","))


@dataclass(slots=True)
class _Epoch:
    """The sentences of one moment."""

    at: str
    found: dict[str, Sentence] = field(default_factory=dict)


def read(data: bytes, day: date | None = None) -> Log:
    """Read a log.

    Parameters
    ----------
    day : date, optional
        On which it begins, where no sentence says so (UTC).
    """
    reader = _Reader(day)
    for each in sentences(data):
        reader.take(each)
    reader.close()
    return Log(reader.readings, sorted(reader.faults, key=lambda e: e.details["line"]), reader.none)


class _Reader:
    """Puts together what belongs to one moment."""

    def __init__(self, day: date | None) -> None:
        self.readings: list[Reading] = []
        self.faults: list[Issue] = []
        self.none = 0
        self.day = day
        self.last: time | None = None
        self.epoch: _Epoch | None = None

    def take(self, each: Sentence | Issue) -> None:
        if isinstance(each, Issue):
            self.faults.append(each)
            return
        at = each.get(0)
        if self.epoch is None or self.epoch.at != at:
            self.close()
            self.epoch = _Epoch(at)
        # The same twice, by two talkers: the later one, GN, stands for all systems.
        self.epoch.found[each.kind] = each

    def close(self) -> None:
        epoch, self.epoch = self.epoch, None
        if epoch is None:
            return
        moment = self._moment(epoch)
        place = epoch.found.get("GGA") or epoch.found.get("GNS") or epoch.found.get("RMC")
        if place is None:
            return
        try:
            made = _reading(place, epoch.found, moment)
        except _NoFix:
            self.none += 1
        except _Unfit as error:
            what = phrase(error.name)
            self.faults.append(fault("nmea_field", place.line, field=what, value=error.value))
        else:
            self.readings.append(made)

    def _moment(self, epoch: _Epoch) -> datetime | None:
        """Return when it was; a log that runs past midnight is on the next day."""
        clock = _clock(epoch.at)
        told = _day(epoch.found)
        if clock is None:
            self.day = told or self.day
            return None
        if told is not None:
            self.day = told
        elif self.day is not None and self.last is not None:
            back = _seconds(self.last) - _seconds(clock)
            try:
                self.day += timedelta(days=1) if back > _HALF_A_DAY_S else timedelta()
            except OverflowError:
                self.day = None
        self.last = clock
        return None if self.day is None else datetime.combine(self.day, clock, UTC)


class _NoFix(Exception):
    """The receiver had no position, or none that it had measured."""


class _Unfit(Exception):
    """A field cannot be what it says."""

    def __init__(self, name: str, value: str) -> None:
        super().__init__(name)
        self.name, self.value = name, value[:40]


def _reading(place: Sentence, found: Mapping[str, Sentence], moment: datetime | None) -> Reading:
    quality = _quality(place)
    first = 2 if place.kind == "RMC" else 1
    names = ("nmea_latitude", "nmea_longitude")
    if not place.get(first) or not place.get(first + 2):
        raise _NoFix
    lat = _degrees(place.get(first), place.get(first + 1), "NS", names[0])
    lon = _degrees(place.get(first + 2), place.get(first + 3), "EW", names[1])
    if lat == 0 and lon == 0:
        raise _NoFix
    satellites, hdop, height, geoid = None, None, None, None
    if place.kind != "RMC":
        satellites = _whole(place.get(6))
        hdop = _positive(place.get(7), 100.0)
        height = number(place.get(8))
        geoid = number(place.get(10 if place.kind == "GGA" else 9))
    east, north, up = _sigmas(found.get("GST"))
    return Reading(
        line=place.line,
        lat=lat,
        lon=lon,
        time=moment,
        fix_quality=quality,
        satellites=satellites,
        hdop=hdop,
        orthometric_m=height,
        ellipsoidal_m=None if height is None or geoid is None else round(height + geoid, 4),
        sigma_east_m=east,
        sigma_north_m=north,
        sigma_up_m=up,
    )


def _quality(place: Sentence) -> FixQuality:
    """Return how good a position is; what was estimated, typed in or simulated is none."""
    if place.kind == "GGA":
        told = place.get(5)
        if told in _QUALITIES:
            return _QUALITIES[told]
        raise _NoFix
    if place.kind == "RMC":
        if place.get(1) != "A":
            raise _NoFix
        # Before version 2.3 there was no mode.
        modes = place.get(11) or "A"
    else:
        modes = place.get(5)
    for mode, quality in _MODES.items():
        if mode in modes:
            return quality
    raise _NoFix


def _degrees(text: str, side: str, sides: str, name: str) -> float:
    found = _DEGREES.match(text)
    if found is None or side not in sides or not side:
        raise _Unfit(name, f"{text} {side}")
    minutes = float(found[2])
    value = int(found[1]) + minutes / _MINUTES
    if minutes >= _MINUTES or value > (90 if sides == "NS" else 180):
        raise _Unfit(name, f"{text} {side}")
    return round(-value if side == sides[1] and value else value, 11)


def _sigmas(gst: Sentence | None) -> tuple[float | None, float | None, float | None]:
    """Return the standard errors east, north and up; GST tells north first."""
    if gst is None:
        return None, None, None
    north, east, up = (_positive(gst.get(at), _MOST_SIGMA_M) for at in (5, 6, 7))
    return east, north, up


def _positive(text: str, most: float) -> float | None:
    value = number(text)
    return value if value is not None and 0 < value < most else None


def _whole(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 2 else None  # noqa: PLR2004


def _clock(text: str) -> time | None:
    found = _TIME.match(text)
    if found is None:
        return None
    hour, minute, second = (int(found[n]) for n in (1, 2, 3))
    micro = int((found[4] or "").ljust(6, "0")[:6])
    try:
        return time(hour, minute, min(second, 59), micro)  # a leap second is the one before
    except ValueError:
        return None


def _seconds(clock: time) -> int:
    return clock.hour * 3600 + clock.minute * 60 + clock.second


def _day(found: Mapping[str, Sentence]) -> date | None:
    """Return the day that a moment's sentences tell."""
    if "ZDA" in found:
        day, month, year = (_digits(found["ZDA"].get(at)) for at in (1, 2, 3))
        return _date(year, month, day)
    if "RMC" in found:
        told = _DATE.match(found["RMC"].get(8))
        if told is not None:
            day, month, year = (int(told[n]) for n in (1, 2, 3))
            return _date(year + (1900 if year >= _CENTURY else 2000), month, day)
    return None


def _digits(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 4 else 0  # noqa: PLR2004


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
