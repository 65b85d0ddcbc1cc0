"""Colours of classes: told apart by those who see fewer colours too, on light and dark maps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gis.maps.symbols import DARK, LIGHT, legible

if TYPE_CHECKING:
    from gis.classes import Classes

Pair = tuple[str, str]
"""On a light and on a dark surface."""

# Chosen so that the two most alike lie as far apart as can be, for all eyes.
_KINDS: tuple[Pair, ...] = (
    ("#006289", "#9dffff"),
    ("#d86200", "#c43b00"),
    ("#c427ff", "#b100ff"),
    ("#892727", "#ffeb00"),
    ("#6289d8", "#9d89ff"),
    ("#4e14b1", "#62c4b1"),
    ("#b1764e", "#c49d3b"),
    ("#140000", "#ffff89"),
    ("#000062", "#00769d"),
)
# One way from dark to bright; on dark maps the brightest is the most.
_SCALE: tuple[Pair, ...] = (
    ("#c27a00", "#5d7fd6"),
    ("#cf5b21", "#8c83ea"),
    ("#c23b52", "#bd83e6"),
    ("#9c2f80", "#ea8cbc"),
    ("#66309a", "#ff9f86"),
    ("#33298c", "#ffc25e"),
    ("#001f4d", "#fff27a"),
)
OTHERS: Pair = ("#6a6f6c", "#9aa3a0")
EMPTY: Pair = ("#8b8f8c", "#77828a")
"""What has no value: pale, and drawn thinner or hollow."""


def colours(count: int, *, ordered: bool) -> list[Pair]:
    """Return so many colours: of kinds, or steps of a scale as far apart as can be."""
    if not ordered:
        return [_KINDS[n % len(_KINDS)] for n in range(count)]
    if count == 1:
        return [_SCALE[len(_SCALE) // 2]]
    last = len(_SCALE) - 1
    return [_SCALE[round(n * last / (count - 1))] for n in range(count)]


def of_classes(found: Classes) -> list[Pair]:
    """Return the colours of classes; lists of steps, as of condition, begin with the worst."""
    pairs = colours(len(found.classes), ordered=found.ordered)
    return pairs[::-1] if found.field.codes is not None and found.ordered else pairs


def quiet_pair() -> Pair:
    """Return the colour of what has no value."""
    return legible(EMPTY[0], LIGHT), legible(EMPTY[1], DARK)
