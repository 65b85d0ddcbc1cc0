"""A sheet of paper and the ground it shows: from metres of the home CRS to points of a PDF.

The scale is that of the home CRS, in which the assets were surveyed: a hundred of its metres
are as many millimetres as the scale says, everywhere on the sheet.
"""

from __future__ import annotations

from dataclasses import dataclass

PT_PER_MM = 72 / 25.4
FORMATS: dict[str, tuple[float, float]] = {"A4": (297.0, 210.0), "A3": (420.0, 297.0)}
"""Longer and shorter edge, millimetres."""

SCALES = (250, 500, 1000, 2000, 2500, 5000, 10000)
MARGIN_MM = 10.0
COLUMN_MM = 58.0
"""Of legend, title and notes, beside the map."""
GAP_MM = 3.0
_LEAST_TICK_MM = 40.0
_STEPS = (1, 2, 5)


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is printed where.

    Attributes
    ----------
    x, y : float
        The middle of the map, metres in the home CRS.
    scale : int
        1:`scale`.
    landscape : bool
        Whether the longer edge lies across.
    """

    x: float
    y: float
    scale: int
    paper: str = "A4"
    landscape: bool = True

    @property
    def size_mm(self) -> tuple[float, float]:
        """Width and height of the paper."""
        longer, shorter = FORMATS[self.paper]
        return (longer, shorter) if self.landscape else (shorter, longer)

    @property
    def frame_mm(self) -> tuple[float, float, float, float]:
        """Left, bottom, width and height of the map on the paper."""
        width, height = self.size_mm
        across = width - 2 * MARGIN_MM - COLUMN_MM - GAP_MM
        return MARGIN_MM, MARGIN_MM, across, height - 2 * MARGIN_MM

    @property
    def mm_per_m(self) -> float:
        """Millimetres on the paper of a metre on the ground."""
        return 1000 / self.scale

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """West, south, east, north of the map, metres in the home CRS."""
        _, _, width, height = self.frame_mm
        half_x, half_y = width / self.mm_per_m / 2, height / self.mm_per_m / 2
        return self.x - half_x, self.y - half_y, self.x + half_x, self.y + half_y

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Return where a position lies on the paper, points from the lower left corner."""
        left, bottom, _, _ = self.frame_mm
        west, south, _, _ = self.bounds
        return (
            (left + (x - west) * self.mm_per_m) * PT_PER_MM,
            (bottom + (y - south) * self.mm_per_m) * PT_PER_MM,
        )

    @property
    def tick_m(self) -> float:
        """Metres between two coordinates along the map's edge."""
        return _round_length(_LEAST_TICK_MM / self.mm_per_m)

    @property
    def bar_m(self) -> float:
        """Metres of the scale bar."""
        return _round_length(20 / self.mm_per_m)


def _round_length(least_m: float) -> float:
    """Return the shortest of 1, 2, 5, 10, 20 ... metres that is not shorter than this."""
    power = 1.0
    while True:
        for step in _STEPS:
            if step * power >= least_m:
                return step * power
        power *= 10


@dataclass(frozen=True, slots=True)
class Section(Sheet):
    """A map that shares its sheet with a text.

    Attributes
    ----------
    frame : tuple of float
        Left, bottom, width and height of the map on the paper, millimetres.
    """

    frame: tuple[float, float, float, float] = (10.0, 10.0, 190.0, 80.0)

    @property
    def frame_mm(self) -> tuple[float, float, float, float]:
        """Left, bottom, width and height of the map on the paper."""
        return self.frame
