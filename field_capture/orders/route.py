"""In which order to visit places: the nearest first, then crossings undone (2-opt). Pure.

Croes, G. A. (1958), A method for solving traveling-salesman problems, Operations Research 6 (6).
Distances are straight, in metres: in a village the streets change little of the order.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence

Place = tuple[float, float]
"""East and north, metres of the home CRS."""

_TRIED = 30
"""Places tried as the first, where none is given: more would not be noticed."""


def route(places: Sequence[Place], start: Place | None = None) -> list[int]:
    """Return the numbers of the places in the order of a short way, which ends anywhere.

    Parameters
    ----------
    start : Place, optional
        Where the way begins, a depot for instance; without it, at the place that suits best.
    """
    if not places:
        return []
    if start is not None:
        nearest = min(range(len(places)), key=lambda at: (math.dist(start, places[at]), at))
        return _improved(places, _nearest_first(places, nearest), start)
    found = [
        _improved(places, _nearest_first(places, first))
        for first in range(min(len(places), _TRIED))
    ]
    return min(found, key=lambda each: round(length_m(places, each), 3))


def length_m(places: Sequence[Place], order: Sequence[int], start: Place | None = None) -> float:
    """Return the length of a way through places, metres."""
    here = [*([start] if start is not None else []), *(places[at] for at in order)]
    return sum(math.dist(a, b) for a, b in itertools.pairwise(here))


def _nearest_first(places: Sequence[Place], first: int) -> list[int]:
    order, left = [first], set(range(len(places))) - {first}
    while left:
        here = places[order[-1]]
        order.append(min(left, key=lambda at: (math.dist(here, places[at]), at)))
        left.remove(order[-1])
    return order


def _improved(places: Sequence[Place], order: list[int], start: Place | None = None) -> list[int]:
    """Turn stretches round as long as that shortens the way."""
    better = True
    while better:
        better = False
        for first in range(len(order) - 1):
            for last in range(first + 1, len(order)):
                if _gain(places, order, first, last, start) > 1e-6:  # noqa: PLR2004  metres
                    order[first : last + 1] = reversed(order[first : last + 1])
                    better = True
    return order


def _gain(
    places: Sequence[Place], order: Sequence[int], first: int, last: int, start: Place | None
) -> float:
    """Return how much shorter the way gets by turning a stretch round, metres."""
    a, b = places[order[first]], places[order[last]]
    before = places[order[first - 1]] if first else start
    after = places[order[last + 1]] if last + 1 < len(order) else None
    gain = 0.0
    if before is not None:
        gain += math.dist(before, a) - math.dist(before, b)
    if after is not None:
        gain += math.dist(b, after) - math.dist(a, after)
    return gain
