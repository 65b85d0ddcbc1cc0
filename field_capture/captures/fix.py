"""A GNSS fix as a device tells it, and what it is worth."""

from __future__ import annotations

import math
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Annotated, Any

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from gis.errors import Issue
from gis.validation.values import issue_of

# 95 % of a circular normal distribution lie within this many standard errors.
_SIGMAS_IN_95_PERCENT = 2.4477
_CLOCK_TOLERANCE = timedelta(minutes=5)
# Receivers begin at 1980 or 1999 until they have heard a satellite; no crew keeps a capture
# for ten years before it sends it.
_OLDEST = timedelta(days=3653)

Metres = Annotated[float, Field(gt=0, le=100_000)]


class Source(StrEnum):
    """How a position was found."""

    GEOLOCATION = "geolocation"
    NMEA = "nmea"
    MAP = "map"


class FixQuality(StrEnum):
    """What GGA calls fix quality, in words."""

    AUTONOMOUS = "autonomous"
    DGPS = "dgps"
    RTK_FLOAT = "rtk_float"
    RTK_FIXED = "rtk_fixed"


# The fixes of one visit share their bias (atmosphere, multipath): however many were averaged,
# the standard error of the visit does not fall below this, metres.
_FLOOR_M = {
    Source.GEOLOCATION: 0.5,
    Source.NMEA: 0.5,
    Source.MAP: 0.05,
    FixQuality.AUTONOMOUS: 0.5,
    FixQuality.DGPS: 0.3,
    FixQuality.RTK_FLOAT: 0.1,
    FixQuality.RTK_FIXED: 0.01,
}


class Fix(BaseModel):
    """One fix. Positions in WGS84 degrees, lengths in metres, times aware.

    `accuracy_m` is the radius that holds the true position with 95 % probability, as
    browsers define it; `sigma_east_m` and `sigma_north_m` (NMEA GST) are standard errors and
    count where they are given. Heights are kept raw: devices disagree on their datum.
    """

    model_config = ConfigDict(extra="forbid", allow_inf_nan=False, frozen=True)

    lon: Annotated[float, Field(ge=-180, le=180)] | None = None
    lat: Annotated[float, Field(ge=-90, le=90)] | None = None
    accuracy_m: Metres
    time: AwareDatetime
    source: Source
    altitude_m: Annotated[float, Field(ge=-1000, le=20_000)] | None = None
    altitude_accuracy_m: Metres | None = None
    heading: Annotated[float, Field(ge=0, le=360)] | None = None
    speed: Annotated[float, Field(ge=0, le=1000)] | None = None
    platform: Annotated[str, Field(max_length=80)] | None = None
    fix_quality: FixQuality | None = None
    satellites: Annotated[int, Field(ge=0, le=200)] | None = None
    hdop: Annotated[float, Field(gt=0, le=100)] | None = None
    sigma_east_m: Metres | None = None
    sigma_north_m: Metres | None = None
    antenna_height_m: Annotated[float, Field(ge=0, le=20)] | None = None

    @property
    def sigma_m(self) -> float:
        """Horizontal standard error for each axis, metres, never below its source's floor."""
        if self.sigma_east_m is not None and self.sigma_north_m is not None:
            sigma = math.sqrt((self.sigma_east_m**2 + self.sigma_north_m**2) / 2)
        else:
            sigma = self.accuracy_m / _SIGMAS_IN_95_PERCENT
        return max(sigma, self.floor_m)

    @property
    def floor_m(self) -> float:
        """Below which no number of fixes of one visit brings its standard error, metres."""
        return _FLOOR_M[self.fix_quality] if self.fix_quality else _FLOOR_M[self.source]


def read_fix(value: Any, now: datetime, path: str) -> tuple[Fix | None, list[Issue]]:
    """Read a fix from JSON.

    Parameters
    ----------
    now : aware datetime
        By the server's clock: a time after it (and some tolerance) is a mistake, and so is one
        ten years before.

    Returns
    -------
    fix or None, issues
    """
    fix, issues = parse_fix(value, path)
    if fix is None:
        return None, issues
    details = {"value": fix.time.isoformat()}
    if fix.time > now + _CLOCK_TOLERANCE:
        return None, [Issue("time_in_future", f"{path}.time", details=details)]
    if fix.time < now - _OLDEST:
        return None, [Issue("time_too_old", f"{path}.time", details=details)]
    return fix, []


def parse_fix(value: Any, path: str) -> tuple[Fix | None, list[Issue]]:
    """Read a fix from JSON, whatever time it claims."""
    if value is None:
        return None, [Issue("fix_missing", path)]
    if not isinstance(value, dict):
        return None, [Issue("not_an_object", path)]
    try:
        return Fix.model_validate(value), []
    except ValidationError as error:
        return None, [_issue(each, path) for each in error.errors(include_url=False)]


def retimed(fix: Fix, now: datetime, offset: timedelta) -> Fix:
    """Return a fix whose time can be right: a tablet's clock decides nothing.

    Parameters
    ----------
    offset : timedelta
        How far the tablet's clock is behind the server's. A receiver's own time needs it not.
    """
    time = fix.time
    if fix.source is not Source.NMEA and abs(offset) > _CLOCK_TOLERANCE:
        try:
            time += offset
        except OverflowError:
            time = now
    if time > now or time < now - _OLDEST:
        time = now
    return fix.model_copy(update={"time": time})


def _issue(details: Any, path: str) -> Issue:
    name = ".".join(str(part) for part in details["loc"])
    return issue_of(details, f"{path}.{name}", known=Fix.model_fields)
