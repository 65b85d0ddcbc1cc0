"""Sewers: gravity along the streets to the lowest points, one pump over the ridge, one plant.

Heffingen lies in a bowl that opens to the west, the treatment plant beside Reuland: what the
collectors gather is pumped to the crest of the Heedstrooss and runs down again from there.
"""

from __future__ import annotations

import heapq
import math
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import count, pairwise
from typing import Any

from shapely import LineString

from api.demo import ages
from api.demo.buildings import House
from api.demo.drawing import (
    Drawing,
    Numbers,
    Place,
    at,
    dice,
    heading,
    place,
)
from api.demo.relief import Ground
from api.demo.site import Street
from api.demo.streets import Edge, Town, crossing, straightened

LONGEST_M = 52.0
_DEPTH_M = 1.75
_UPHILL_COST = 60.0
_THROUGH_MANHOLE_M = 0.02
_GULLY_EVERY_M = 34.0
_SIZES = ((22, 250, 0.0080), (110, 300, 0.0050), (260, 400, 0.0040), (9999, 500, 0.0030))
"""Up to so many houses upstream: diameter in mm and the least slope that keeps it clean."""


@dataclass(slots=True)
class _Reach:
    """A pipe between two manholes, drawn from upstream to downstream."""

    up: Place
    down: Place
    street: Street
    edge: Edge
    houses: list[House] = field(default_factory=list)
    load: int = 0
    size_mm: int = 250
    slope: float = 0.0
    code: str = ""


@dataclass(slots=True)
class System:
    """All reaches that flow to one outlet: covers, inverts and codes of its manholes."""

    village: str
    outlet: Place
    reaches: dict[Place, _Reach]
    cover: dict[Place, float]
    invert: dict[Place, float] = field(default_factory=dict)
    code: dict[Place, str] = field(default_factory=dict)

    def upstream_first(self) -> list[_Reach]:
        """Return the reaches so that each comes after all that flow into it."""
        depth: dict[Place, int] = {self.outlet: 0}

        def steps(where: Place) -> int:
            way = []
            while where not in depth:
                way.append(where)
                where = self.reaches[where].down
            for back in reversed(way):
                depth[back] = depth[self.reaches[back].down] + 1
            return depth[way[0]] if way else depth[where]

        return sorted(self.reaches.values(), key=lambda r: (-steps(r.up), r.up))


def draw(
    drawing: Drawing, numbers: Numbers, town: Town, houses: list[House], ground: Ground
) -> tuple[System, System]:
    """Draw manholes, sewers, gullies and house connections of both villages."""
    crest = crossing("R", "K")
    heffingen = _system(town, ground, "H", crossing("H", "B0"))
    reuland = _system(town, ground, "R", crossing("R", "P"))
    # What is pumped over the ridge arrives at the crest.
    pumped = sum(house.edge.street.village == "H" for house in houses)
    for system, arriving in ((heffingen, {}), (reuland, {crest: pumped})):
        _load(system, houses, arriving)
        _levels(system)
        _draw_system(drawing, numbers, system)
        _draw_gullies(drawing, numbers, system)
        _draw_connections(drawing, system)
    return heffingen, reuland


def _system(town: Town, ground: Ground, village: str, outlet: Place) -> System:
    links: dict[Place, list[tuple[Place, Edge]]] = defaultdict(list)
    for edge in town.edges_with("s"):
        for a, b in pairwise(straightened(edge.line, 0.7, LONGEST_M)):
            links[a].append((b, edge))
            links[b].append((a, edge))
    places = sorted(links)
    cover = dict(zip(places, ground.levels(places), strict=True))
    return System(village, outlet, *_tree(links, cover, outlet))


def _tree(
    links: dict[Place, list[tuple[Place, Edge]]], cover: dict[Place, float], outlet: Place
) -> tuple[dict[Place, _Reach], dict[Place, float]]:
    """Find the way of the water: short, and uphill only where there is no other."""
    best: dict[Place, float] = {}
    reaches: dict[Place, _Reach] = {}
    order = count()
    queue: list[tuple[float, int, Place, _Reach | None]] = [(0.0, next(order), outlet, None)]
    while queue:
        cost, _, here, reach = heapq.heappop(queue)
        if here in best:
            continue
        best[here] = cost
        if reach is not None:
            reaches[here] = reach
        for other, edge in links[here]:
            if other not in best:
                rise = max(0.0, cover[here] - cover[other])
                step = math.dist(here, other) + _UPHILL_COST * rise
                flow = _Reach(other, here, edge.street, edge)
                heapq.heappush(queue, (cost + step, next(order), other, flow))
    return reaches, {where: cover[where] for where in best}


def _load(system: System, houses: list[House], arriving: dict[Place, int]) -> None:
    """Let every house drain into the nearest reach of its street; add up downstream."""
    by_edge: dict[int, list[_Reach]] = defaultdict(list)
    for reach in system.reaches.values():
        by_edge[reach.edge.number].append(reach)
    for house in houses:
        near = by_edge.get(house.edge.number)
        if near:
            spot = at(house.front)
            best = min(near, key=lambda r: (LineString([r.up, r.down]).distance(spot), r.up))
            best.houses.append(house)
    loads: dict[Place, int] = defaultdict(int, arriving)
    for reach in system.upstream_first():
        reach.load = loads[reach.up] + len(reach.houses)
        loads[reach.down] += reach.load
        _, reach.size_mm, reach.slope = next(s for s in _SIZES if reach.load <= s[0])


def _levels(system: System) -> None:
    """Lay every invert below all that flow to it, and below the frost."""
    invert = {where: cover - _DEPTH_M for where, cover in system.cover.items()}
    for reach in system.upstream_first():
        fall = math.dist(reach.up, reach.down) * reach.slope + _THROUGH_MANHOLE_M
        invert[reach.down] = min(invert[reach.down], invert[reach.up] - fall)
    system.invert = {where: round(level, 2) for where, level in invert.items()}


def _draw_system(drawing: Drawing, numbers: Numbers, system: System) -> None:
    chance = dice("sewer", system.village)
    entering: dict[Place, list[_Reach]] = defaultdict(list)
    for reach in system.reaches.values():
        entering[reach.down].append(reach)
    ordered = [system.outlet, *sorted(system.reaches, key=lambda p: system.reaches[p].edge.number)]
    for where in ordered:
        system.code[where] = numbers.next(system.village, "SM")
        reach = system.reaches.get(where) or entering[where][0]
        _draw_manhole(drawing, system, where, reach, chance)
    for reach in sorted(system.reaches.values(), key=lambda r: (r.edge.number, r.up)):
        reach.code = numbers.next(system.village, "SP")
        material = ages.sewer_material(reach.street.year, reach.size_mm, chance)
        plastic = material in {"pvc", "pp"}
        drawing.add(
            "sewer_pipe",
            reach.code,
            LineString([reach.up, reach.down]),
            wave=reach.street.wave,
            kind="sewer",
            usage="combined",
            drainage="gravity_combined",
            hydraulic="gravity",
            profile="circle",
            height_mm=reach.size_mm,
            width_mm=reach.size_mm,
            material=material,
            ring_stiffness_kn_m2=8.0 if plastic else None,
            invert_from_m=system.invert[reach.up],
            invert_to_m=round(system.invert[reach.down] + _THROUGH_MANHOLE_M, 2),
            invert_accuracy="cm_3" if reach.street.year >= 1985 else "cm_6",  # noqa: PLR2004  surveyed since
            length_m=round(math.dist(reach.up, reach.down), 2),
            condition=ages.condition(reach.street.year, chance),
            installed_year=reach.street.year,
            node_from=system.code[reach.up],
            node_to=system.code[reach.down],
            **_surveyed(reach.street.year),
        )


def _surveyed(year: int) -> dict[str, Any]:
    recent = year >= 2000  # noqa: PLR2004  satellites took over from the tape
    return {
        "survey_method": "rtk" if recent else "total_station",
        "accuracy_m": 0.03 if recent else 0.1,
    }


def _draw_manhole(
    drawing: Drawing, system: System, where: Place, reach: _Reach, chance: Any
) -> None:
    cover, invert = system.cover[where], system.invert[where]
    deep = cover - invert > 3.0  # noqa: PLR2004  metres: a wider shaft from there on
    year = reach.street.year
    drawing.add(
        "sewer_manhole",
        system.code[where],
        at(where),
        wave=reach.street.wave,
        function="manhole",
        usage="combined",
        material="concrete" if year >= 1965 else "brick",  # noqa: PLR2004  precast rings came then
        cover_level_m=cover,
        invert_level_m=invert,
        depth_m=round(cover - invert, 2),
        shape="round",
        diameter_mm=1200 if deep else 1000,
        cover_class="d400" if reach.street.kind != "service" else "b125",
        cover_shape="round",
        cover_bolted=False,
        cover_vented=chance.random() < 0.8,  # noqa: PLR2004
        accessibility="covered" if chance.random() < 0.02 else "accessible",  # noqa: PLR2004
        condition=ages.condition(year, chance),
        inspection_interval_years=10,
        installed_year=year,
        **_surveyed(year),
    )


def _draw_gullies(drawing: Drawing, numbers: Numbers, system: System) -> None:
    """Put a gully at the kerb every so often, on alternate sides."""
    side = 1
    for reach in sorted(system.reaches.values(), key=lambda r: r.code):
        line = LineString([reach.up, reach.down])
        number = max(1, round(line.length / _GULLY_EVERY_M))
        for step in range(number):
            side = -side
            along = line.length * (step + 0.5) / number
            middle = place(
                *reach.edge.line.interpolate(
                    reach.edge.line.project(line.interpolate(along))
                ).coords[0]
            )
            ax, ay = heading(reach.edge.line, reach.edge.line.project(at(middle)))
            where = place(middle[0] - ay * side * 2.9, middle[1] + ax * side * 2.9)
            mean = (system.cover[reach.up] + system.cover[reach.down]) / 2
            cover = round(mean - 0.08, 2)
            drawing.add(
                "sewer_catch_basin",
                numbers.next(system.village, "SC"),
                at(where),
                wave=reach.street.wave,
                kind="gully",
                cover_level_m=cover,
                invert_level_m=round(cover - 1.1, 2),
                depth_m=1.1,
                length_mm=500,
                width_mm=300,
                silt_trap=True,
                connected_to=reach.code,
                installed_year=reach.street.year,
                condition="z3",
            )


def _draw_connections(drawing: Drawing, system: System) -> None:
    for reach in system.reaches.values():
        line = LineString([reach.up, reach.down])
        invert = system.invert[reach.up], system.invert[reach.down]
        for house in reach.houses:
            spot = at(house.front)
            share = line.project(spot, normalized=True)
            below = invert[0] + (invert[1] - invert[0]) * share
            # The house's own drain falls one in fifty on its way to the sewer.
            level = round(below + reach.size_mm / 2000 + 0.02 * line.distance(spot), 2)
            drawing.add(
                "sewer_connection",
                f"{system.village}-SH{house.code}",
                spot,
                wave=house.wave,
                kind="building",
                usage="combined",
                address=house.address,
                diameter_mm=150,
                material="pvc" if house.year >= 1975 else "stoneware",  # noqa: PLR2004  plastic since
                invert_level_m=level,
                depth_m=round(max(0.0, system.cover[reach.up] - level), 2)
                if share < 0.5  # noqa: PLR2004  the nearer manhole tells the ground
                else round(max(0.0, system.cover[reach.down] - level), 2),
                backflow_valve=house.year >= 1990,  # noqa: PLR2004  asked for since
                connected_to=reach.code,
                installed_year=house.year,
            )
