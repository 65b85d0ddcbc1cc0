"""Houses along the streets: footprints, addresses, parcels."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from random import Random

import numpy as np
import shapely
from shapely import LineString, Polygon, STRtree
from shapely.affinity import rotate

from api.demo.drawing import Drawing, Place, at, box, dice, heading, place, point_at
from api.demo.site import BROOKS, CENTRES, PLANT, POSTAL_CODES, VILLAGE_NAMES
from api.demo.streets import Edge, Town, meander

WANTED = 650
_KERB_M = 3.6
_STREET_M = 4.6
_BROOK_M = 16.0
_PLANT_M = 42.0
_BETWEEN_M = 2.0
_CELL_M = 40.0
_PARCEL_DEPTH_M = 38.0

PUBLIC = (
    # village, metres east and north of its centre, kind, name, length and width of the house (m)
    ("H", -40, 35, "church", "Kierch (erfonnt)", 26, 11),
    ("H", 60, -45, "public", "Gemengenhaus", 20, 13),
    ("H", 90, 180, "public", "Schoul", 38, 15),
    ("H", 250, 60, "public", "Veräinssall", 30, 17),
    ("H", 430, 10, "public", "Pompjeeën", 24, 14),
    ("H", -300, -95, "commercial", "Epicerie", 22, 13),
    ("H", 600, 160, "industrial", "Schräinerei", 30, 18),
    ("R", -30, -25, "church", "Kapell (erfonnt)", 14, 8),
    ("R", -170, 75, "commercial", "Gaardenzenter", 28, 15),
)


@dataclass(slots=True)
class House:
    """A building with an address, and where it stands beside which edge.

    Attributes
    ----------
    chainage_m : float
        How far along its edge, metres.
    front : Place
        The middle of the wall towards the street.
    side : int
        1 on the left of its edge, -1 on the right.
    """

    edge: Edge
    chainage_m: float
    side: int
    outline: Polygon
    front: Place
    number: int
    kind: str
    floors: int
    year: int
    name: str | None = None
    code: str = ""
    plot: Polygon = field(default_factory=Polygon)

    @property
    def wave(self) -> int:
        """When it was built, see `Drawn.wave`."""
        return self.edge.street.wave

    @property
    def address(self) -> str:
        """Street and number, as one writes them on a letter."""
        return f"{self.number}, {self.edge.street.name}"


def settle(town: Town, share: float, *seed: object) -> list[House]:
    """Put houses on the plots along the streets.

    Parameters
    ----------
    share : float
        Of `WANTED` houses, up to 1.
    """
    ground = _Ground(town)
    found: list[House] = []
    for edge in town.edges_with("w"):
        if edge.street.houses > 0:
            chance = dice("houses", *seed, edge.number)
            for side in (1, -1):
                found += _along(edge, side, chance, ground)
    _publish(found, ground)
    wanted = round(WANTED * share)
    chance = dice("vacant", *seed)
    rank = sorted(found, key=lambda house: (house.name is None, chance.random()))
    kept = {id(house) for house in rank[:wanted]}
    houses = [house for house in found if id(house) in kept]
    last: dict[str, int] = defaultdict(int)
    doors: set[tuple[str, str, int]] = set()
    for house in houses:
        village = house.edge.street.village
        while (village, house.edge.street.name, house.number) in doors:
            house.number += 2
        doors.add((village, house.edge.street.name, house.number))
        last[village] += 1
        house.code = f"{last[village]:04d}"
    return houses


class _Ground:
    """What is taken already: streets, brooks, the plant, houses."""

    def __init__(self, town: Town) -> None:
        lines = [edge.line for edge in town.edges]
        brooks = [meander(brook) for brook in BROOKS]
        self._lines = STRtree(lines)
        self._brooks = STRtree(brooks)
        self._houses: dict[tuple[int, int], list[Polygon]] = defaultdict(list)

    def is_free(self, outline: Polygon) -> bool:
        if len(self._lines.query(outline, predicate="dwithin", distance=_STREET_M)):
            return False
        if len(self._brooks.query(outline, predicate="dwithin", distance=_BROOK_M)):
            return False
        if outline.distance(at(PLANT)) < _PLANT_M:
            return False
        return all(outline.distance(other) > _BETWEEN_M for other in self._near(outline))

    def take(self, outline: Polygon) -> None:
        for cell in self._cells(outline):
            self._houses[cell].append(outline)

    def give_back(self, outline: Polygon) -> None:
        for cell in self._cells(outline):
            self._houses[cell].remove(outline)

    def _near(self, outline: Polygon) -> Iterator[Polygon]:
        for cell in self._cells(outline):
            yield from self._houses[cell]

    def _cells(self, outline: Polygon) -> list[tuple[int, int]]:
        west, south, east, north = outline.buffer(_BETWEEN_M, join_style="mitre").bounds
        return [
            (i, j)
            for i in range(int(west // _CELL_M), int(east // _CELL_M) + 1)
            for j in range(int(south // _CELL_M), int(north // _CELL_M) + 1)
        ]


@dataclass(frozen=True, slots=True)
class _Habit:
    """How people built: plot width, setback from the kerb, length and depth of a house (m)."""

    plot: tuple[float, float]
    setback: tuple[float, float]
    length: tuple[float, float]
    depth: tuple[float, float]


_CORE = _Habit((12.0, 18.0), (0.8, 3.0), (9.0, 13.0), (9.0, 12.0))
_DETACHED = _Habit((21.0, 29.0), (5.0, 8.0), (10.5, 14.0), (9.0, 12.0))
_RECENT = _Habit((18.5, 25.0), (4.5, 6.5), (10.0, 13.0), (10.0, 13.0))
_FARM = _Habit((55.0, 85.0), (9.0, 16.0), (22.0, 34.0), (11.0, 15.0))


def _habit(edge: Edge) -> _Habit:
    street = edge.street
    if street.farms:
        return _FARM
    east, north = CENTRES[street.village]
    middle = point_at(edge.line, edge.line.length / 2)
    in_core = math.dist(middle, (east, north)) < 230  # noqa: PLR2004  the old village, metres
    if street.year < 1956 or (in_core and street.main):  # noqa: PLR2004  built wall by wall until then
        return _CORE
    return _DETACHED if street.year < 1990 else _RECENT  # noqa: PLR2004  land became dear


def _along(edge: Edge, side: int, chance: Random, ground: _Ground) -> Iterator[House]:
    """Walk along one side of an edge and build on what is free."""
    habit = _habit(edge)
    length = edge.line.length
    here = 9.0
    while here < length - 7.0:
        plot = chance.uniform(*habit.plot)
        middle = here + plot / 2
        here += plot
        if middle > length - 6.0 or chance.random() > edge.street.houses:
            continue
        house = _build(edge, side, middle, plot, habit, chance)
        if not ground.is_free(house.outline):
            continue
        ground.take(house.outline)
        yield house


def _build(  # noqa: PLR0913  where, how wide, in which manner
    edge: Edge, side: int, chainage: float, plot: float, habit: _Habit, chance: Random
) -> House:
    along = heading(edge.line, chainage)
    out = (-along[1] * side, along[0] * side)
    long = min(chance.uniform(*habit.length), plot - 2.5)
    deep = chance.uniform(*habit.depth)
    away = _KERB_M + chance.uniform(*habit.setback) + deep / 2
    x, y = point_at(edge.line, chainage)
    middle = place(x + out[0] * away, y + out[1] * away)
    outline = _outline(middle, along, out, (long, deep), chance)
    outline = rotate(outline, chance.gauss(0, 1.2), origin=at(middle))
    outline = Polygon([place(*xy) for xy in outline.exterior.coords])
    number = 2 * int((edge.offset_m + chainage) // 14) + (1 if side > 0 else 2)
    street = edge.street
    farm = habit is _FARM
    built = min(2026, max(1890, street.year + int(chance.triangular(-4, 22, 3))))
    return House(
        edge=edge,
        chainage_m=chainage,
        side=side,
        outline=outline,
        front=_front(outline, edge),
        number=number,
        kind="farm" if farm else "residential",
        floors=1 if farm else chance.choice((1, 2, 2, 2, 3) if habit is _CORE else (1, 2, 2)),
        year=street.year if street.wave else built,
    )


def _outline(
    middle: Place,
    along: tuple[float, float],
    out: tuple[float, float],
    size: tuple[float, float],
    chance: Random,
) -> Polygon:
    """Return a rectangle, or one with a wing or a garage beside it."""
    long, deep = size
    body = box(middle, along, long, deep)
    kind = chance.random()
    if kind < 0.45:  # noqa: PLR2004  shares of plain, winged and garaged houses
        return body
    if kind < 0.7:  # noqa: PLR2004
        wide, reach = long * chance.uniform(0.35, 0.5), deep * 0.45
        shift = (long - wide) / 2 * chance.choice((-1, 1))
        centre = place(
            middle[0] + along[0] * shift + out[0] * (deep / 2 + reach / 2 - 0.2),
            middle[1] + along[1] * shift + out[1] * (deep / 2 + reach / 2 - 0.2),
        )
        wing = box(centre, along, wide, reach + 0.4)
    else:
        wide, reach = chance.uniform(3.2, 4.2), chance.uniform(5.5, 7.0)
        shift = (long + wide) / 2 * chance.choice((-1, 1))
        back = -(deep - reach) / 2 * chance.uniform(0.2, 1.0)
        centre = place(
            middle[0] + along[0] * shift * 0.985 + out[0] * back,
            middle[1] + along[1] * shift * 0.985 + out[1] * back,
        )
        wing = box(centre, along, wide + 0.4, reach)
    joined = body.union(wing)
    return joined if isinstance(joined, Polygon) else body


def _front(outline: Polygon, edge: Edge) -> Place:
    """Return the middle of the wall that looks at the street."""
    corners = list(outline.exterior.coords)
    # Metres: what is shorter is a niche, no wall.
    walls = [LineString(wall) for wall in pairwise(corners) if math.dist(*wall) > 2.0]  # noqa: PLR2004
    nearest = min(walls, key=lambda w: w.interpolate(0.5, normalized=True).distance(edge.line))
    return point_at(nearest, nearest.length / 2)


def _publish(houses: list[House], ground: _Ground) -> None:
    """Turn the houses nearest to some places into what a village has but once."""
    for village, dx, dy, kind, name, long, deep in PUBLIC:
        east, north = CENTRES[village]
        spot = (east + dx, north + dy)
        own = [house for house in houses if house.edge.street.village == village and not house.name]
        house = min(own, key=lambda h: (math.dist(spot, h.front), h.number))
        house.name, house.kind, house.floors = name, kind, 1 if kind == "church" else 2
        middle = house.outline.centroid
        along = heading(house.edge.line, house.chainage_m)
        larger = box(place(middle.x, middle.y), along, long, deep)
        ground.give_back(house.outline)
        if ground.is_free(larger):
            house.outline, house.front = larger, _front(larger, house.edge)
        ground.take(house.outline)


def draw(drawing: Drawing, houses: list[House]) -> None:
    """Draw buildings, their addresses and their parcels."""
    plots = _plots(houses)
    for house, plot in zip(houses, plots, strict=True):
        house.plot = plot
        village = house.edge.street.village
        height = 12.0 if house.kind == "church" else 3.0 * house.floors + 3.5
        drawing.add(
            "building",
            f"{village}-BU{house.code}",
            shapely.MultiPolygon([house.outline]),
            wave=house.wave,
            name=house.name,
            kind=house.kind,
            floors=house.floors,
            height_m=height,
            installed_year=house.year,
        )
        drawing.add(
            "address",
            f"{village}-AD{house.code}",
            at(house.front),
            wave=house.wave,
            street=house.edge.street.name,
            house_number=str(house.number),
            postal_code=POSTAL_CODES[village],
            locality=VILLAGE_NAMES[village],
        )
        drawing.add(
            "parcel",
            f"{village}-PA{house.code}",
            shapely.MultiPolygon([plot]),
            parcel_number=f"{100 + int(house.code)}/{2000 + int(house.code) * 7 % 1900}",
            cadastral_commune="Heffingen (synthetic)",
            section="A" if village == "H" else "B",
            area_m2=round(plot.area),
        )


def _plots(houses: list[House]) -> list[Polygon]:
    """Share the land along the streets out: to every house what is nearest to it."""
    seeds: list[tuple[float, float]] = []
    owners: list[int] = []
    for number, house in enumerate(houses):
        ring = shapely.segmentize(house.outline.exterior, 3.0)
        seeds += [(x, y) for x, y in ring.coords[:-1]]
        owners += [number] * (len(ring.coords) - 1)
    points = shapely.MultiPoint(seeds)
    cells = shapely.get_parts(shapely.voronoi_polygons(points, ordered=True))
    of = np.asarray(owners)
    lines = {id(house.edge): house.edge.line for house in houses}
    tree = STRtree(list(lines.values()))
    found = []
    for number, house in enumerate(houses):
        land = shapely.union_all(cells[of == number])
        land = land.intersection(house.outline.buffer(_PARCEL_DEPTH_M / 2, join_style="mitre"))
        near = tree.geometries.take(tree.query(land, predicate="dwithin", distance=4.0))
        streets = shapely.union_all(shapely.buffer(near, 4.0, cap_style="flat"))
        parts = [p for p in shapely.get_parts(land.difference(streets)) if isinstance(p, Polygon)]
        own = max(parts, key=lambda p: (p.intersection(house.outline).area, p.area))
        tidy = shapely.set_precision(own.simplify(0.3), 0.001)
        found.append(tidy if isinstance(tidy, Polygon) and tidy.is_valid else own)
    return found
