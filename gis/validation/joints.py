"""Which lines end at which points, and which pass through them."""

from __future__ import annotations

from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np
import shapely

from gis.validation.stock import Indices, Mask, World

MEETS_M = 0.1
"""A line ends at a point that is this near: the tolerance of qWat and QGEP, metres."""
ON_LINE_M = 0.01
"""A point lies on a line that is this near, metres."""

_kept: WeakKeyDictionary[World, Joints] = WeakKeyDictionary()


@dataclass(frozen=True, eq=False)
class Joints:
    """Ends of lines at points, row by row, and lines that pass through points.

    Attributes
    ----------
    line, point : array of int
        Rows in the world's stocks.
    arrives : array of bool
        Whether it is the line's last position that lies here; a sewer flows to it.
    through_line, through_point : array of int
        Points on a line that does not end there.
    """

    line: Indices
    point: Indices
    arrives: Mask
    through_line: Indices
    through_point: Indices

    def of_points(self, asked: Mask) -> dict[int, list[tuple[int, bool]]]:
        """Return for each asked point that has any: lines that end there, and whether they arrive.

        In the order of the lines, so that the same network gives the same findings.
        """
        found: dict[int, list[tuple[int, bool]]] = {}
        chosen = np.flatnonzero(asked[self.point])
        order = np.lexsort((self.line[chosen], self.point[chosen]))
        for row in chosen[order]:
            ends = found.setdefault(int(self.point[row]), [])
            ends.append((int(self.line[row]), bool(self.arrives[row])))
        return found


def joints(world: World) -> Joints:
    """Return the joints of a world; they are looked for once."""
    found = _kept.get(world)
    if found is None:
        found = _kept[world] = _find(world)
    return found


def _find(world: World) -> Joints:
    tree = world.points.tree
    first, at_first = tree.query(world.starts, predicate="dwithin", distance=MEETS_M)
    last, at_last = tree.query(world.ends, predicate="dwithin", distance=MEETS_M)
    point, line = world.lines.tree.query(
        world.points.geometry, predicate="dwithin", distance=ON_LINE_M
    )
    apart = np.minimum(
        shapely.distance(world.starts[line], world.points.geometry[point]),
        shapely.distance(world.ends[line], world.points.geometry[point]),
    )
    inner = apart > MEETS_M
    return Joints(
        np.concatenate([first, last]),
        np.concatenate([at_first, at_last]),
        np.repeat([False, True], [len(first), len(last)]),
        line[inner],
        point[inner],
    )
