"""A line chart as points of an SVG; the template draws it and the table beside it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 640, 220
_LEFT, _RIGHT, _TOP, _BOTTOM = 44, 12, 12, 28
_STEPS = (1, 2, 5, 10)
_LINES = 4


@dataclass(frozen=True, slots=True)
class Chart:
    """Series drawn over the same days.

    Attributes
    ----------
    lines : tuple of str
        For each series the ``points`` of an SVG polyline.
    marks : tuple of (y, value)
        Where the axis of values has a line, and what it says.
    """

    lines: tuple[str, ...]
    marks: tuple[tuple[float, int], ...]
    left: int = _LEFT
    right: int = WIDTH - _RIGHT
    bottom: int = HEIGHT - _BOTTOM
    width: int = WIDTH
    height: int = HEIGHT


def chart(series: Sequence[Sequence[int]]) -> Chart:
    """Lay out some series of the same length, from zero up; a single day goes all across."""
    highest = max((value for each in series for value in each), default=0)
    step = _step(highest)
    top = max(step, math.ceil(highest / step) * step)

    def y(value: int) -> float:
        return round(HEIGHT - _BOTTOM - (HEIGHT - _BOTTOM - _TOP) * value / top, 1)

    def points(values: Sequence[int]) -> str:
        values = [*values, *values] if len(values) == 1 else values
        across = (WIDTH - _LEFT - _RIGHT) / (len(values) - 1)
        return " ".join(f"{_LEFT + across * n:.1f},{y(value)}" for n, value in enumerate(values))

    marks = tuple((y(value), value) for value in range(0, top + 1, step))
    return Chart(tuple(points(each) for each in series), marks)


def _step(highest: int) -> int:
    """Return a round number that divides the axis into about four parts."""
    rough = max(1, highest) / _LINES
    power = 10 ** max(0, math.floor(math.log10(rough)))
    return next(int(power * step) for step in _STEPS if power * step >= rough)
