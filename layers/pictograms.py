"""A picture for each theme that citizens can report something of: paths of an SVG, 24 by 24.

Strokes without fill, in the colour of the text beside them.
"""

from __future__ import annotations

PICTOGRAMS: dict[str, str] = {
    # A drop.
    "water": "M12 3C9 7.5 6 11 6 14.5a6 6 0 0 0 12 0C18 11 15 7.5 12 3zM9 15a3 3 0 0 0 3 3",
    # A manhole with its cover pushed aside, as a ring with bars.
    "sewer": "M12 4a8 8 0 1 0 0 16a8 8 0 0 0 0-16zM8 8.5v7M12 7v10M16 8.5v7",
    # A lamp on its pole, shining.
    "lighting": "M7 21h6M10 21V6a3 3 0 0 1 3-3h2M12 6h9l-2-3h-4zM14 9l-1 3M17 9v3.5M20 9l1 3",
    # A plug with its cable.
    "charging": "M9 3v5M15 3v5M7 8h10v3a5 5 0 0 1-10 0zM12 16v2a3 3 0 0 0 3 3h3",
}
