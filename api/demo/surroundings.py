"""What else a map needs to be read: where the brooks may flood."""

from __future__ import annotations

from itertools import pairwise

import shapely

from api.demo.drawing import Drawing, areas
from api.demo.site import BROOKS
from api.demo.streets import meander

_BANDS = (("hq10", 6.0, 4.0), ("hq100", 11.0, 9.0), ("hq_extreme", 17.0, 13.0))
"""Band, half its width at the spring and what it gains on its way, metres."""


def draw(drawing: Drawing) -> None:
    """Draw flood zones along the invented brooks; they widen downstream."""
    for village, brook in zip("HR", BROOKS, strict=True):
        line = meander(brook)
        count = len(line.coords) - 1
        for number, (band, start, gain) in enumerate(_BANDS, 1):
            discs = [
                shapely.Point(xy).buffer(start + gain * i / count)
                for i, xy in enumerate(line.coords)
            ]
            hulls = [a.union(b).convex_hull for a, b in pairwise(discs)]
            # Rare floods do not follow every bend.
            smooth = gain * 1.5
            area = shapely.union_all(hulls).buffer(smooth).buffer(-smooth).simplify(0.5)
            drawing.add(
                "flood_zone", f"{village}-FZ{number:04d}", areas(area),
                band=band, published_year=2021, remark=f"{brook.name}: synthetic",
            )  # fmt: skip
