"""Beyond the streets' sewers: the overflow, the pump and its pressure pipe, the plant.

Heffingen's collectors end at the pumping station beside the brook. In heavy rain what the pump
cannot take goes over a weir to the brook; the rest is pressed up to the crest.
"""

from __future__ import annotations

import heapq
import math
from itertools import count, pairwise
from typing import Any

from shapely import LineString

from api.demo.drawing import (
    Drawing,
    Numbers,
    Place,
    aside,
    at,
    length_of,
    place,
    point_at,
)
from api.demo.relief import Ground
from api.demo.sewer import System
from api.demo.site import BROOKS, PLANT
from api.demo.streets import Edge, Town, crossing, meander

WATERS = {"H": BROOKS[0].name, "R": BROOKS[1].name}


def draw(  # noqa: PLR0913  between which systems, over which streets
    drawing: Drawing,
    numbers: Numbers,
    town: Town,
    systems: tuple[System, System],
    houses: int,
    ground: Ground,
) -> None:
    """Draw what joins the sewers of both villages, and the plant that cleans them."""
    heffingen, reuland = systems
    crest = reuland.code[crossing("R", "K")]
    _draw_pump(drawing, numbers, town, heffingen, crest, ground)
    _draw_plant(drawing, numbers, reuland, houses, ground)


def _draw_pump(  # noqa: PLR0913  from where to where
    drawing: Drawing,
    numbers: Numbers,
    town: Town,
    system: System,
    crest: str,
    ground: Ground,
) -> None:
    """Draw overflow, pumping station and the pressure pipe up to the crest."""
    last = system.outlet
    invert, cover = system.invert[last], system.cover[last]
    overflow_at = place(last[0] - 6.0, last[1] - 3.5)
    well_at = place(last[0] - 9.0, last[1] - 9.5)
    valve_at = place(last[0] - 5.0, last[1] - 9.5)
    overflow, well = numbers.next("H", "SS"), numbers.next("H", "SS")
    chamber = numbers.next("H", "SM")
    common: dict[str, Any] = {"installed_year": 1994, "usage": "combined", "condition": "z3"}
    drawing.add(
        "sewer_structure", overflow, at(overflow_at), name="Reeniwwerlaf Wierkelsbaach",
        kind="stormwater_overflow", cover_level_m=cover, invert_level_m=round(invert - 0.06, 2),
        depth_m=round(cover - invert + 0.06, 2), throttled_flow_l_s=14.0, emergency_overflow=False,
        checked_on="2025-06-12", **common,
    )  # fmt: skip
    drawing.add(
        "sewer_structure", well, at(well_at), name="Pompelstatioun Wierkelsbaach",
        kind="pump_station", cover_level_m=cover, invert_level_m=round(invert - 1.6, 2),
        depth_m=round(cover - invert + 1.6, 2), volume_m3=38.0, emergency_overflow=True,
        checked_on="2025-10-02", **common,
    )  # fmt: skip
    _gravity(
        drawing, numbers, (last, overflow_at), (system.code[last], overflow), 500,
        (invert, invert - 0.04), year=1994,
    )  # fmt: skip
    _gravity(
        drawing, numbers, (overflow_at, well_at), (overflow, well), 300,
        (invert - 0.06, invert - 0.15), year=1994,
    )  # fmt: skip
    _draw_overflow(drawing, numbers, (overflow_at, overflow), invert, ground)
    above = ground.level(valve_at)
    drawing.add(
        "sewer_manhole", chamber, at(valve_at), function="pump", usage="combined",
        material="concrete", cover_level_m=above, invert_level_m=round(above - 1.9, 2),
        depth_m=1.9, shape="rectangular", diameter_mm=1500, width_mm=1500, cover_class="b125",
        cover_bolted=True, accessibility="accessible", condition="z4", installed_year=1994,
    )  # fmt: skip
    drawing.add(
        "sewer_control_link", numbers.next("H", "SL"), LineString([well_at, valve_at]),
        kind="pump", profile="circle", height_mm=150, invert_from_m=round(invert - 1.4, 2),
        flow_l_s=14.0, node_from=well, node_to=chamber, installed_year=2016,
        checked_on="2025-10-02",
    )  # fmt: skip
    _draw_pressure(drawing, numbers, town, (valve_at, chamber), crest, ground)


def _draw_overflow(
    drawing: Drawing,
    numbers: Numbers,
    start: tuple[Place, str],
    invert: float,
    ground: Ground,
) -> None:
    """Lead what the pump cannot take to the brook."""
    where, code = start
    brook = meander(BROOKS[0])
    # A little downstream, so that the pipe meets the brook at an angle.
    mouth = point_at(brook, brook.project(at(where)) + 18.0)
    bank = point_at(LineString([mouth, where]), 2.5)
    level = ground.level(bank)
    outlet = min(invert - 0.25, level - 0.3)
    outfall = numbers.next("H", "SO")
    drawing.add(
        "sewer_outfall", outfall, at(bank), usage="combined", terrain_level_m=level,
        invert_level_m=round(outlet, 2), depth_m=round(max(0.0, level - outlet), 2),
        high_water_level_m=round(level + 0.2, 2), receiving_water=WATERS["H"],
        relevance="relevant", flap_gate=True, condition="z3", installed_year=1994,
    )  # fmt: skip
    _gravity(
        drawing, numbers, (where, bank), (code, outfall), 500, (invert + 0.35, outlet),
        year=1994, hydraulic="overflow",
    )  # fmt: skip


def _gravity(  # noqa: PLR0913  what a pipe is
    drawing: Drawing,
    numbers: Numbers,
    ends: tuple[Place, Place],
    nodes: tuple[str, str],
    size_mm: int,
    inverts: tuple[float, float],
    *,
    year: int,
    hydraulic: str = "gravity",
    usage: str = "combined",
) -> None:
    material = "reinforced_concrete" if size_mm >= 500 else "pp"  # noqa: PLR2004  as elsewhere
    drawing.add(
        "sewer_pipe", numbers.next(nodes[0][0], "SP"), LineString(ends), kind="sewer",
        usage=usage, drainage="gravity_combined" if usage == "combined" else "gravity_waste",
        hydraulic=hydraulic, profile="circle", height_mm=size_mm, width_mm=size_mm,
        material=material, invert_from_m=round(inverts[0], 2), invert_to_m=round(inverts[1], 2),
        invert_accuracy="cm_3", length_m=round(length_of(ends), 2), condition="z3",
        installed_year=year, node_from=nodes[0], node_to=nodes[1],
    )  # fmt: skip


def _draw_pressure(  # noqa: PLR0913  from where to where
    drawing: Drawing,
    numbers: Numbers,
    town: Town,
    start: tuple[Place, str],
    crest: str,
    ground: Ground,
) -> None:
    """Lay the pressure pipe beside the road, a chamber for venting at every crossing."""
    way = _way(town, crossing("H", "B0"), crossing("R", "K"))
    lines = [
        aside(edge.line, -1.9) if ahead else aside(edge.line, 1.9).reverse() for edge, ahead in way
    ]
    here, code = start
    for number, line in enumerate(lines):
        last = number == len(lines) - 1
        end = crossing("R", "K") if last else place(*lines[number + 1].coords[0])
        node = crest if last else numbers.next("H", "SM")
        inner = [place(*xy) for xy in line.coords[1:-1]]
        course = [here, *inner, end]
        level, next_level = ground.levels([here, end])
        if not last:
            drawing.add(
                "sewer_manhole", node, at(end), function="vent", usage="combined",
                material="concrete", cover_level_m=next_level,
                invert_level_m=round(next_level - 1.5, 2), depth_m=1.5, shape="round",
                diameter_mm=1000, cover_class="d400", cover_bolted=True, installed_year=1994,
                accessibility="accessible", condition="z4",
            )  # fmt: skip
        drawing.add(
            "sewer_pipe", numbers.next("H", "SP"), LineString(course), kind="sewer",
            usage="combined", drainage="pressure_combined", hydraulic="pressure",
            profile="circle", height_mm=150, width_mm=150, material="pehd",
            invert_from_m=round(level - 1.45, 2), invert_to_m=round(next_level - 1.45, 2),
            length_m=round(length_of(course), 2), condition="z4", installed_year=1994,
            node_from=code, node_to=node,
        )  # fmt: skip
        here, code = end, node


def _way(town: Town, start: Place, goal: Place) -> list[tuple[Edge, bool]]:
    """Return the shortest way along the streets; whether each edge is gone from its start."""
    queue: list[tuple[float, int, Place, tuple[tuple[Edge, bool], ...]]] = [(0.0, 0, start, ())]
    order = count(1)
    seen: set[Place] = set()
    while queue:
        cost, _, here, way = heapq.heappop(queue)
        if here == goal:
            return list(way)
        if here in seen:
            continue
        seen.add(here)
        for edge in town.at[here]:
            ahead = edge.a == here
            step = (cost + edge.line.length, next(order), edge.b if ahead else edge.a)
            heapq.heappush(queue, (*step, (*way, (edge, ahead))))
    raise ValueError("the streets are not connected")


def _draw_plant(
    drawing: Drawing, numbers: Numbers, system: System, houses: int, ground: Ground
) -> None:
    plant = numbers.next("R", "TP")
    water = WATERS["R"]
    drawing.add(
        "treatment_plant", plant, at(PLANT), name="Kläranlag Reiland (erfonnt)",
        kind="biological", population_equivalents=round(houses * 3.2, -2), bod5_kg_d=120.0,
        cod_kg_d=240.0, nh4_kg_d=18.0, receiving_water=water, installed_year=1994,
        checked_on="2026-01-15",
    )  # fmt: skip
    last = system.outlet
    invert = system.invert[last]
    _gravity(
        drawing, numbers, (last, PLANT), (system.code[last], plant), 500,
        (invert, invert - 0.15), year=1994,
    )  # fmt: skip
    brook = meander(BROOKS[1])
    mouth = point_at(brook, brook.project(at(PLANT)) + 25.0)
    bank = point_at(LineString([mouth, PLANT]), 2.5)
    level = ground.level(bank)
    outlet = min(invert - 0.6, level - 0.3)
    middle = point_at(LineString([PLANT, bank]), math.dist(PLANT, bank) / 2)
    cover = ground.level(middle)
    half = round(min((invert - 0.45 + outlet) / 2, cover - 0.9), 2)
    outlet = min(outlet, half - 0.2)
    outfall = numbers.next("R", "SO")
    drawing.add(
        "sewer_outfall", outfall, at(bank), usage="clean", terrain_level_m=level,
        invert_level_m=round(outlet, 2), depth_m=round(max(0.0, level - outlet), 2),
        high_water_level_m=round(level + 0.2, 2), receiving_water=water, relevance="relevant",
        flap_gate=False, condition="z4", installed_year=1994,
    )  # fmt: skip
    sampling = numbers.next("R", "SM")
    drawing.add(
        "sewer_manhole", sampling, at(middle), function="sampling", usage="clean",
        material="concrete", cover_level_m=cover, invert_level_m=half,
        depth_m=round(cover - half, 2), shape="round", diameter_mm=1000, cover_class="b125",
        accessibility="accessible", condition="z4", installed_year=1994,
    )  # fmt: skip
    ways = ((PLANT, plant, invert - 0.45), (middle, sampling, half), (bank, outfall, outlet))
    for (a, a_code, a_level), (b, b_code, b_level) in pairwise(ways):
        _gravity(
            drawing, numbers, (a, b), (a_code, b_code), 400, (a_level, b_level), year=1994,
            usage="clean",
        )  # fmt: skip
