"""What the demo's draughtsmen hand over: assets by layer, not yet in any database.

References between assets are given by code; loading turns them into ids.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import LineString, MultiPolygon, Point, Polygon
from shapely.geometry.base import BaseGeometry

Place = tuple[float, float]
"""East and north in the home CRS, metres, rounded to the millimetre."""


@dataclass(slots=True)
class Drawn:
    """One asset as it was drawn.

    Attributes
    ----------
    geometry : BaseGeometry
        In the home CRS, metres.
    wave : int
        0 was there when the year began; a later wave is built in the course of it.
    """

    layer: str
    code: str
    geometry: BaseGeometry
    values: dict[str, Any]
    wave: int = 0


@dataclass(slots=True)
class Drawing:
    """All assets of a commune, in the order in which they were drawn."""

    layers: dict[str, list[Drawn]] = field(default_factory=dict)

    def add(
        self, layer: str, code: str, geometry: BaseGeometry, *, wave: int = 0, **values: Any
    ) -> Drawn:
        """Draw one asset; it is in use unless something else is said."""
        values.setdefault("status", "in_use")
        drawn = Drawn(layer, code, geometry, values, wave)
        self.layers.setdefault(layer, []).append(drawn)
        return drawn

    def of(self, layer: str) -> Sequence[Drawn]:
        """Return the assets of a layer."""
        return self.layers.get(layer, ())

    def __iter__(self) -> Iterator[Drawn]:
        for assets in self.layers.values():
            yield from assets

    def __len__(self) -> int:
        return sum(map(len, self.layers.values()))


class Numbers:
    """Readable codes: ``H-SM0042`` is the 42nd manhole of the village H."""

    def __init__(self) -> None:
        self._last: dict[str, int] = {}

    def next(self, village: str, prefix: str) -> str:
        """Hand out the next code of a kind in a village."""
        stem = f"{village}-{prefix}"
        self._last[stem] = self._last.get(stem, 0) + 1
        return f"{stem}{self._last[stem]:04d}"


def identity(commune: str, layer: str, code: str) -> UUID:
    """Return the id that an import gives an asset with this code: the same in every run."""
    return uuid5(uuid5(NAMESPACE_URL, f"netzkaart:{commune}/{layer}"), f"code:{code}")


def dice(*topic: object) -> random.Random:
    """Return a source of chance that falls the same way in every run, for one topic."""
    return random.Random(":".join(map(str, topic)))  # noqa: S311  invention, not secrecy


def some_day(chance: random.Random, *years: int) -> str:
    """Return a working day of the warmer months in one of these years."""
    return f"{chance.choice(years)}-{chance.randint(3, 9):02d}-{chance.randint(10, 28)}"


def place(x: float, y: float) -> Place:
    """Round to the millimetre, so that what meets meets exactly."""
    return (round(float(x), 3), round(float(y), 3))


def point_at(line: LineString, distance_m: float) -> Place:
    """Return the place on a line at a distance from its start."""
    point = line.interpolate(min(max(distance_m, 0.0), line.length))
    return place(point.x, point.y)


def aside(line: LineString, metres: float) -> LineString:
    """Shift a gently bent line to its left; to its right where `metres` is negative.

    Vertex by vertex, so that distances along both lines correspond.
    """
    xy = np.asarray(line.coords)
    steps = np.diff(xy, axis=0)
    steps /= np.hypot(*steps.T)[:, None]
    bisectors = np.vstack([steps[:1], steps[:-1] + steps[1:], steps[-1:]])
    bisectors /= np.hypot(*bisectors.T)[:, None]
    normals = np.column_stack([-bisectors[:, 1], bisectors[:, 0]])
    return LineString([place(x, y) for x, y in xy + normals * metres])


def chainages(line: LineString) -> NDArray[np.float64]:
    """Return the distance of every vertex from the line's start, metres."""
    steps = np.hypot(*np.diff(np.asarray(line.coords), axis=0).T)
    return np.concatenate([[0.0], np.cumsum(steps)])


def stretch(line: LineString, start: float, end: float, first: Place, last: Place) -> LineString:
    """Return the vertices between two fractions of a line's vertices, from `first` to `last`."""
    at = chainages(line)
    at /= at[-1]
    inner = [
        place(*xy)
        for xy, fraction in zip(line.coords, at, strict=True)
        if start + 1e-6 < fraction < end - 1e-6
    ]
    # A vertex beside an end would make a kink of centimetres.
    inner = [xy for xy in inner if _apart(xy, first) and _apart(xy, last)]
    return LineString([first, *inner, last])


def _apart(a: Place, b: Place) -> bool:
    return abs(a[0] - b[0]) + abs(a[1] - b[1]) > 1.0


def heading(line: LineString, distance_m: float) -> tuple[float, float]:
    """Return the unit vector along a line at a distance from its start."""
    before, after = point_at(line, distance_m - 1.0), point_at(line, distance_m + 1.0)
    dx, dy = after[0] - before[0], after[1] - before[1]
    length = float(np.hypot(dx, dy)) or 1.0
    return dx / length, dy / length


def box(centre: Place, along: tuple[float, float], length_m: float, width_m: float) -> Polygon:
    """Return a rectangle around a place, its length in the direction `along`."""
    (x, y), (ax, ay) = centre, along
    half_l, half_w = length_m / 2, width_m / 2
    corners = ((-1, -1), (1, -1), (1, 1), (-1, 1))
    return Polygon(
        [
            place(
                x + i * half_l * ax - j * half_w * ay,
                y + i * half_l * ay + j * half_w * ax,
            )
            for i, j in corners
        ]
    )


def length_of(places: Sequence[Place]) -> float:
    """Return the length of a way, metres."""
    return sum(float(np.hypot(b[0] - a[0], b[1] - a[1])) for a, b in pairwise(places))


def areas(geometry: BaseGeometry) -> MultiPolygon:
    """Return the polygons of a geometry, whatever else overlay left in it."""
    parts = shapely.get_parts(geometry)
    return MultiPolygon([part for part in parts if isinstance(part, Polygon)])


def at(where: Place) -> Point:
    """Return a place as a point."""
    return Point(where)
