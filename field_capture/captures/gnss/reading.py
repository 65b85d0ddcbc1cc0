"""One position as a receiver told it, whatever it wrote it in, and what is wrong with a log."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from field_capture.captures.fix import Fix, FixQuality, Source
from gis.errors import Issue

SIGMAS_IN_95_PERCENT = 2.4477
"""95 % of a circular normal distribution lie within so many standard errors."""

# What a range to a satellite is worth, metres, where the receiver says no more than its HDOP.
_RANGE_ERROR_M = {
    FixQuality.AUTONOMOUS: 3.0,
    FixQuality.DGPS: 1.0,
    FixQuality.RTK_FLOAT: 0.3,
    FixQuality.RTK_FIXED: 0.02,
}
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)\Z", re.ASCII)
_LONGEST_NUMBER = 30


@dataclass(frozen=True, slots=True)
class Reading:
    """A position, WGS84 degrees, metres.

    Attributes
    ----------
    line : int
        Of the file, the first is 1.
    time : datetime or None
        Aware; None where the log tells no day.
    orthometric_m, ellipsoidal_m : float or None
        The height above the geoid that the receiver knows, and above the ellipsoid.
    sigma_east_m, sigma_north_m, sigma_up_m : float or None
        Standard errors, where the receiver tells them.
    """

    line: int
    lat: float
    lon: float
    time: datetime | None = None
    fix_quality: FixQuality = FixQuality.AUTONOMOUS
    satellites: int | None = None
    hdop: float | None = None
    orthometric_m: float | None = None
    ellipsoidal_m: float | None = None
    sigma_east_m: float | None = None
    sigma_north_m: float | None = None
    sigma_up_m: float | None = None
    name: str = ""
    values: dict[str, str] = field(default_factory=dict)

    @property
    def sigma_m(self) -> float:
        """Horizontal standard error for each axis, metres."""
        if self.sigma_east_m is not None and self.sigma_north_m is not None:
            return math.sqrt((self.sigma_east_m**2 + self.sigma_north_m**2) / 2)
        return _RANGE_ERROR_M[self.fix_quality] * (self.hdop or 1.0)

    @property
    def accuracy_m(self) -> float:
        """The radius that holds the true position with 95 % probability, metres."""
        return round(max(self.sigma_m, 0.001) * SIGMAS_IN_95_PERCENT, 4)

    def fix(self, time: datetime) -> Fix:
        """Return the fix that is kept beside an asset.

        Parameters
        ----------
        time : aware datetime
            Where the reading has none.
        """
        told: dict[str, Any] = {
            "lon": self.lon,
            "lat": self.lat,
            "accuracy_m": self.accuracy_m,
            "time": self.time or time,
            "source": Source.NMEA,
            "altitude_m": self.orthometric_m if self.ellipsoidal_m is None else self.ellipsoidal_m,
            "fix_quality": self.fix_quality,
            "satellites": self.satellites,
            "hdop": self.hdop or None,
            "sigma_east_m": self.sigma_east_m or None,
            "sigma_north_m": self.sigma_north_m or None,
        }
        return Fix(**told)


@dataclass(frozen=True, slots=True)
class Log:
    """What a file holds.

    Attributes
    ----------
    without_fix : int
        Positions that the receiver itself did not trust, or had not.
    """

    readings: Sequence[Reading]
    faults: Sequence[Issue]
    without_fix: int = 0


def number(text: str) -> float | None:
    """Return a plain decimal number; None for anything else, ``nan`` and ``1e9`` among it."""
    if len(text) > _LONGEST_NUMBER or not _NUMBER.match(text):
        return None
    return float(text)


def fault(code: str, line: int, **details: Any) -> Issue:
    """Return what is wrong in a line of a log."""
    return Issue(code, f"line {line}", details={"line": line, **details})
