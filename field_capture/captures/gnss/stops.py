"""Where somebody stood still in a log: several readings that are one visit."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from field_capture.captures.gnss.reading import Reading

LEAST = 3
"""Readings of a stop; fewer are somebody who walks by."""

_STILL_M = 0.5
_LONGEST_GAP_S = 60.0
_METRES_PER_DEGREE = 111_320.0


@dataclass(frozen=True, slots=True)
class Stop:
    """The readings of one visit."""

    readings: Sequence[Reading]


def stops(readings: Sequence[Reading]) -> list[Stop]:
    """Return the stops of a log, in its order.

    Somebody stands still as long as no reading is further from the first one than half a metre,
    or than what both are worth.
    """
    found: list[list[Reading]] = []
    for each in readings:
        if found and _together(found[-1][0], found[-1][-1], each):
            found[-1].append(each)
        else:
            found.append([each])
    return [Stop(tuple(each)) for each in found if len(each) >= LEAST]


def _together(first: Reading, last: Reading, each: Reading) -> bool:
    if last.time is not None and each.time is not None:
        gap = (each.time - last.time).total_seconds()
        if not 0 <= gap <= _LONGEST_GAP_S:
            return False
    east = (each.lon - first.lon) * math.cos(math.radians(first.lat)) * _METRES_PER_DEGREE
    north = (each.lat - first.lat) * _METRES_PER_DEGREE
    return math.hypot(east, north) <= max(_STILL_M, 2 * math.hypot(first.sigma_m, each.sigma_m))
