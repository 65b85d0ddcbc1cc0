"""Streets: curved through their corners, cut at crossings, one edge between two of them."""

from __future__ import annotations

import heapq
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from shapely import LineString

from api.demo.drawing import Drawing, Numbers, Place, at, chainages, place
from api.demo.site import (
    CENTRES,
    CROSSINGS,
    SETTLEMENTS,
    STREETS,
    Brook,
    Settlement,
    Street,
)

_STEP_M = 7.0

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Edge:
    """A piece of street between two crossings or a dead end.

    Attributes
    ----------
    line : LineString
        Its middle, from `a` to `b`.
    offset_m : float
        How far into its street it begins, metres: house numbers count on.
    """

    number: int
    street: Street
    line: LineString
    offset_m: float

    @property
    def a(self) -> Place:
        """Where it begins."""
        return place(*self.line.coords[0])

    @property
    def b(self) -> Place:
        """Where it ends."""
        return place(*self.line.coords[-1])


class Town:
    """All streets of the commune as a graph."""

    def __init__(self) -> None:
        self.lines = [(street, _curve(_corners(street))) for street in STREETS]
        self.edges = _cut(self.lines)
        self.at: dict[Place, list[Edge]] = defaultdict(list)
        for edge in self.edges:
            self.at[edge.a].append(edge)
            self.at[edge.b].append(edge)

    def distances(self, start: Place) -> dict[Place, float]:
        """Return how far all crossings are from one, metres along the streets."""
        found: dict[Place, float] = {}
        queue = [(0.0, start)]
        while queue:
            away, here = heapq.heappop(queue)
            if here in found:
                continue
            found[here] = away
            for edge in self.at[here]:
                other = edge.b if edge.a == here else edge.a
                heapq.heappush(queue, (away + edge.line.length, other))
        return found

    def edges_with(self, pipe: str) -> list[Edge]:
        """Return the edges in which something lies: ``w``, ``s`` or ``l``."""
        return [edge for edge in self.edges if pipe in edge.street.pipes]


def crossing(village: str, name: str) -> Place:
    """Return where a named crossing lies, home CRS."""
    east, north = CENTRES[village]
    dx, dy = CROSSINGS[village][name]
    return place(east + dx, north + dy)


def _corners(street: Street) -> list[Place]:
    east, north = CENTRES[street.village]
    return [
        crossing(street.village, point)
        if isinstance(point, str)
        else place(east + point[0], north + point[1])
        for point in street.points
    ]


def meander(brook: Brook) -> LineString:
    """Return the course of a brook: no water runs straight."""
    curve = LineString([where for where, _ in _curve([place(x, y) for x, y, _ in brook.course])])
    along = chainages(curve)
    # Near its ends a brook keeps to where its valley begins and leaves.
    swing = np.minimum(1.0, np.minimum(along, along[-1] - along) / 60.0)
    swing *= 6.0 * np.sin(along / 21.0) + 4.0 * np.sin(along / 9.3 + 1.0)
    xy = np.asarray(curve.coords)
    steps = np.gradient(xy, axis=0)
    steps /= np.hypot(*steps.T)[:, None]
    moved = xy + np.column_stack([-steps[:, 1], steps[:, 0]]) * swing[:, None]
    return LineString([place(x, y) for x, y in moved])


def _curve(corners: list[Place]) -> list[tuple[Place, bool]]:
    """Draw a centripetal Catmull-Rom spline; tell of every vertex whether it is a corner.

    Centripetal, since the uniform one loops where corners are unevenly spaced.
    """
    points = np.asarray(corners)
    ends = (2 * points[0] - points[1], 2 * points[-1] - points[-2])
    points = np.vstack([ends[:1], points, ends[1:]])
    drawn: list[tuple[Place, bool]] = [(corners[0], True)]
    for i in range(1, len(points) - 2):
        four = points[i - 1 : i + 3]
        t = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(four, axis=0).T) ** 0.5)])
        count = max(2, round(float(np.hypot(*(four[2] - four[1]))) / _STEP_M))
        inner = [_spline(four, t, float(x)) for x in np.linspace(t[1], t[2], count + 1)[1:-1]]
        drawn += [(place(*xy), False) for xy in inner]
        drawn.append((corners[i], True))
    return drawn


def _spline(points: Floats, t: Floats, x: float) -> Floats:
    """Evaluate a Catmull-Rom piece of four points by Barry and Goldman's pyramid."""

    def between(a: Floats, b: Floats, i: int, j: int) -> Floats:
        found: Floats = ((t[j] - x) * a + (x - t[i]) * b) / (t[j] - t[i])
        return found

    low = [between(points[i], points[i + 1], i, i + 1) for i in range(3)]
    high = [between(low[i], low[i + 1], i, i + 2) for i in range(2)]
    return between(high[0], high[1], 1, 2)


def _cut(lines: list[tuple[Street, list[tuple[Place, bool]]]]) -> list[Edge]:
    """Cut streets where they meet: at corners that several of them have."""
    meeting: dict[Place, int] = defaultdict(int)
    for _, vertices in lines:
        for index, (where, corner) in enumerate(vertices):
            if corner:
                meeting[where] += 2 if index in (0, len(vertices) - 1) else 1
    edges: list[Edge] = []
    begun: dict[tuple[str, str], float] = defaultdict(float)
    for street, vertices in lines:
        cuts = [i for i, (where, corner) in enumerate(vertices) if corner and meeting[where] > 1]
        key = (street.village, street.name)
        for start, end in pairwise(cuts):
            line = LineString([where for where, _ in vertices[start : end + 1]])
            edges.append(Edge(len(edges), street, line, begun[key]))
            begun[key] += line.length
    return edges


def draw(drawing: Drawing, numbers: Numbers, town: Town) -> None:
    """Draw streets and the names of places."""
    codes: dict[tuple[str, str], str] = {}
    for street, vertices in town.lines:
        key = (street.village, street.name)
        code = codes.setdefault(key, f"{street.village}{len(codes) + 1:03d}")
        drawing.add(
            "street",
            numbers.next(street.village, "ST"),
            LineString([where for where, _ in vertices]),
            wave=street.wave,
            name=street.name,
            street_code=code,
            kind=street.kind,
            surface="gravel" if street.kind == "track" else "asphalt",
            installed_year=street.year,
        )
    for settlement in SETTLEMENTS:
        _name(drawing, settlement)


def _name(drawing: Drawing, settlement: Settlement) -> None:
    drawing.add(
        "locality",
        settlement.code,
        at(settlement.place),
        wave=1 if settlement.kind == "quarter" else 0,
        name=settlement.german,
        name_lb=settlement.name,
        name_fr=settlement.french,
        name_de=settlement.german,
        kind=settlement.kind,
        population=settlement.population,
    )


def nearest_chainage(edge: Edge, where: Place) -> float:
    """Return how far along an edge a place lies beside it, metres."""
    return float(edge.line.project(at(where)))


def straightened(line: LineString, tolerance_m: float, longest_m: float) -> list[Place]:
    """Return corners that follow a line within a tolerance, none further apart than `longest_m`.

    They are evenly spaced between bends; corners closer than a third of that are merged.
    """
    bends = list(line.simplify(tolerance_m).coords)
    stations = [0.0]
    along = chainages(line)
    index = {place(*xy): d for xy, d in zip(line.coords, along, strict=True)}
    for bend in bends[1:-1]:
        station = index[place(*bend)]
        if station - stations[-1] > longest_m / 3 and line.length - station > longest_m / 3:
            stations.append(station)
    stations.append(line.length)
    found: list[float] = [0.0]
    for start, end in pairwise(stations):
        count = max(1, int(np.ceil((end - start) / longest_m)))
        found += [start + (end - start) * (i + 1) / count for i in range(count)]
    points = [line.interpolate(station) for station in found]
    corners = [place(p.x, p.y) for p in points]
    corners[0], corners[-1] = place(*line.coords[0]), place(*line.coords[-1])
    return corners
