"""Symbols of layers as marks: outlines, legible colours, swatches of the legend."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from layers.spec import Shape, Symbol

LIGHT = "#f6f4ee"
DARK = "#1a2025"
"""The surfaces on which maps are drawn."""

MARKS: dict[str, list[tuple[float, float]]] = {
    Shape.SQUARE.value: [(-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)],
    Shape.DIAMOND.value: [(0, -1.25), (1.25, 0), (0, 1.25), (-1.25, 0)],
    Shape.TRIANGLE.value: [(0, -1.2), (1.15, 0.85), (-1.15, 0.85)],
    Shape.CROSS.value: [
        *((-0.4, -1.2), (0.4, -1.2), (0.4, -0.4), (1.2, -0.4), (1.2, 0.4), (0.4, 0.4)),
        *((0.4, 1.2), (-0.4, 1.2), (-0.4, 0.4), (-1.2, 0.4), (-1.2, -0.4), (-0.4, -0.4)),
    ],
}
"""Outlines around (0, 0) for radius 1, x to the right, y down; a circle needs none."""

DASHES: dict[str, str] = {Shape.DASHED.value: "10 6", Shape.DOTTED.value: "1 6"}

# WCAG 2.2, 1.4.11: what is needed to understand a graphic stands out 3 to 1.
_CONTRAST = 3.0
_LINEAR_BELOW = 0.04045


def luminance(colour: str) -> float:
    """Return the relative luminance of ``#rrggbb`` (WCAG 2.2)."""
    parts = [channel / 255 for channel in channels(colour)]
    linear = [c / 12.92 if c <= _LINEAR_BELOW else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21 (WCAG 2.2)."""
    brighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


@lru_cache(maxsize=256)
def legible(colour: str, surface: str) -> str:
    """Return `colour`, brightened or darkened just enough to stand out from `surface`."""
    target = "#ffffff" if luminance(surface) < 0.5 else "#000000"  # noqa: PLR2004  the middle
    for step in range(21):
        mixed = _mix(colour, target, step / 20)
        if contrast(mixed, surface) >= _CONTRAST:
            return mixed
    return target


@dataclass(frozen=True, slots=True)
class Quiet:
    """How a layer that orients is drawn on one surface: beneath the assets, in pale colours.

    Attributes
    ----------
    casing : str, optional
        Colour of a line's edges: a street is a ribbon.
    """

    line: str
    width_px: float
    fill: str | None = None
    casing: str | None = None


# What is drawn from afar is large: paler, and without an outline.
_FROM_AFAR = 14


@lru_cache(maxsize=64)
def quiet(symbol: Symbol, surface: str) -> Quiet:
    """Return the quiet look of a symbol: its own colour, most of it the surface's."""
    if symbol.shape is Shape.LINE:
        ribbon = _mix(surface, "#ffffff", 0.85 if surface == LIGHT else 0.16)
        return Quiet(ribbon, symbol.size_px, casing=_mix(symbol.colour, surface, 0.55))
    if symbol.shape is Shape.AREA and symbol.min_zoom < _FROM_AFAR:
        pale = _mix(symbol.colour, surface, 0.7)
        return Quiet(pale, 0, fill=pale)
    if symbol.shape is Shape.AREA:
        fill = _mix(symbol.colour, surface, 0.68)
        return Quiet(_mix(symbol.colour, surface, 0.4), 0.75, fill=fill)
    return Quiet(_mix(symbol.colour, surface, 0.45), 0.75)


def _mix(colour: str, target: str, share: float) -> str:
    pairs = zip(channels(colour), channels(target), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def channels(colour: str) -> list[int]:
    """Return red, green and blue of ``#rrggbb``, 0 to 255."""
    return [int(colour[at : at + 2], 16) for at in (1, 3, 5)]


def swatch(symbol: Symbol) -> str:
    """Return a legend's picture of a symbol: inline SVG, its colour by the page's surface."""
    colours = f"--light:{legible(symbol.colour, LIGHT)};--dark:{legible(symbol.colour, DARK)}"
    return (
        f'<svg class="swatch" style="{colours}" viewBox="0 0 32 20" width="32" height="20"'
        f' aria-hidden="true" focusable="false">{_picture(symbol)}</svg>'
    )


def quiet_swatch(symbol: Symbol) -> str:
    """Return a legend's picture of a layer that orients."""
    looks = [quiet(symbol, surface) for surface in (LIGHT, DARK)]
    light, dark = ((each.casing or each.line) for each in looks)
    colours = f"--light:{light};--dark:{dark}"
    if looks[0].fill:
        colours += f";--light-fill:{looks[0].fill};--dark-fill:{looks[1].fill}"
        picture = '<rect class="fill" x="3" y="3" width="26" height="14" stroke="currentColor"/>'
    elif looks[0].casing:
        colours += f";--light-fill:{looks[0].line};--dark-fill:{looks[1].line}"
        picture = (
            '<path d="M0 10H32" stroke="currentColor" stroke-width="9"/>'
            '<path class="ribbon" d="M0 10H32" stroke-width="7"/>'
        )
    elif symbol.shape is Shape.DASHED:
        picture = '<path d="M3 3H29V17H3Z M16 3V17" fill="none" stroke="currentColor"/>'
    else:
        picture = '<circle cx="16" cy="10" r="2.5" fill="currentColor"/>'
    return (
        f'<svg class="swatch" style="{colours}" viewBox="0 0 32 20" width="32" height="20"'
        f' aria-hidden="true" focusable="false">{picture}</svg>'
    )


def _picture(symbol: Symbol) -> str:
    size = min(max(symbol.size_px, 2), 7)
    match symbol.shape:
        case Shape.LINE | Shape.DASHED | Shape.DOTTED:
            dashes = DASHES.get(symbol.shape.value, "")
            return (
                f'<path d="M2 10H30" fill="none" stroke="currentColor" stroke-width="{size}"'
                f' stroke-dasharray="{dashes}" stroke-linecap="{_cap(symbol.shape)}"/>'
            )
        case Shape.AREA:
            return (
                '<rect x="3" y="3" width="26" height="14" fill="currentColor" fill-opacity=".25"'
                ' stroke="currentColor" stroke-width="2"/>'
            )
        case Shape.CIRCLE:
            return f'<circle cx="16" cy="10" r="{size}" fill="currentColor"/>'
        case _:
            corners = " ".join(
                f"{16 + x * size:g},{10 + y * size:g}" for x, y in MARKS[symbol.shape.value]
            )
            return f'<polygon points="{corners}" fill="currentColor"/>'


def _cap(shape: Shape) -> str:
    return "round" if shape is Shape.DOTTED else "butt"
