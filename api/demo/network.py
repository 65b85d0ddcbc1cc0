"""An invented network in two villages that follows nature: water under pressure in loops,
sewage downhill along the terrain, lamps along the streets.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from shapely import Geometry, LineString, Point

from gis import crs, terrain

Drawn = tuple[str, Geometry, dict[str, Any]]
Place = tuple[float, float]

_MANHOLE_EVERY_M = 45.0
_LAMP_EVERY_M = 35.0
_COVER_M = 1.6
_SLOPE = 0.006


@dataclass(frozen=True)
class Street:
    """A street between crossings; corners in metres east and north of its village's centre."""

    name: str
    corners: tuple[Place, ...]
    year: int


@dataclass(frozen=True)
class Village:
    """A village; `outlet` is the crossing at which its sewage leaves."""

    prefix: str
    lon: float
    lat: float
    outlet: Place
    streets: tuple[Street, ...] = field(default=())


VILLAGES = (
    Village(
        "H",
        6.2405201,
        49.7707883,
        (610.0, -290.0),
        (
            Street("Haaptstrooss", ((-420, 60), (-210, 20), (0, 0)), 1974),
            Street("Haaptstrooss", ((0, 0), (230, -90), (430, -150)), 1974),
            Street("Millewee", ((430, -150), (610, -290)), 1988),
            Street("Schoulstrooss", ((0, 0), (40, 180), (90, 330)), 1996),
            Street("Um Bongert", ((90, 330), (260, 280), (380, 90), (430, -150)), 2009),
            Street("Kierchegaass", ((0, 0), (-60, -170), (-40, -320)), 1962),
            Street("Am Duerf", ((-40, -320), (150, -330), (330, -260), (430, -150)), 1968),
        ),
    ),
    Village(
        "R",
        6.2615784,
        49.7525547,
        (330.0, -30.0),
        (
            Street("Reilander Strooss", ((-300, 80), (-120, 30), (0, 0)), 1971),
            Street("Kläranlagewee", ((0, 0), (160, -20), (330, -30)), 1992),
            Street("Um Kiert", ((0, 0), (30, -160), (120, -260)), 2003),
            Street("Bei der Zouer", ((120, -260), (250, -180), (330, -30)), 2015),
        ),
    ),
)


def draw(operation: crs.Operation, ground: terrain.Terrain) -> Iterator[Drawn]:
    """Yield layer, geometry (home CRS) and properties of every asset of the demo.

    References are given by the code of an asset that was yielded before.
    """
    for village in VILLAGES:
        east, north = operation.to_home(village.lon, village.lat)
        streets = [
            (street, LineString([(east + dx, north + dy) for dx, dy in street.corners]))
            for street in village.streets
        ]
        yield from _sewers(village, streets, ground, (east, north))
        yield from _water(village, streets)
        yield from _lights(village, streets)
        yield from _charging(village, east, north)


def _sewers(
    village: Village,
    streets: list[tuple[Street, LineString]],
    ground: terrain.Terrain,
    centre: Place,
) -> Iterator[Drawn]:
    """Lay sewers under the middle of the streets, falling from every corner to the outlet."""
    edges: list[tuple[Place, Place, int]] = []
    for street, line in streets:
        count = max(1, round(line.length / _MANHOLE_EVERY_M))
        points = [line.interpolate(i / count, normalized=True) for i in range(count + 1)]
        places = [(round(p.x, 2), round(p.y, 2)) for p in points]
        edges += [(a, b, street.year) for a, b in pairwise(places)]
    outlet = (round(centre[0] + village.outlet[0], 2), round(centre[1] + village.outlet[1], 2))
    downstream = _tree(edges, outlet)
    places = [*downstream, outlet]
    covers = dict(zip(places, terrain.sample(ground, places, crs.LUREF), strict=True))
    inverts: dict[Place, float] = {}
    # Upstream first: every invert lies below all that flow into it.
    for place in sorted(downstream, key=lambda p: -_steps(p, downstream)):
        inverts[place] = min(inverts.get(place, math.inf), covers[place] - _COVER_M)
        below = downstream[place][0]
        fall = math.dist(place, below) * _SLOPE
        inverts[below] = min(inverts.get(below, math.inf), inverts[place] - fall)
    inverts[outlet] = min(inverts[outlet], covers[outlet] - _COVER_M)
    codes = {place: f"{village.prefix}-SM{n:03d}" for n, place in enumerate(places, 1)}
    for place, code in codes.items():
        cover = round(float(covers[place]), 2)
        depth = round(cover - inverts[place], 2)
        properties = {
            "code": code,
            "function": "combined",
            "material": "concrete",
            "cover_level_m": cover,
            "invert_level_m": round(inverts[place], 2),
            "depth_m": depth,
            "status": "in_use",
        }
        yield "sewer_manhole", Point(place), properties
    for number, (place, (below, year)) in enumerate(downstream.items(), 1):
        properties = {
            "code": f"{village.prefix}-SP{number:03d}",
            "usage": "combined",
            "height_mm": 300 if _steps(place, downstream) > 6 else 400,  # noqa: PLR2004  upper ends are smaller
            "invert_from_m": round(inverts[place], 2),
            "invert_to_m": round(inverts[below], 2),
            "node_from": codes[place],
            "node_to": codes[below],
            "installed_year": year,
            "status": "in_use",
        }
        yield "sewer_pipe", LineString([place, below]), properties


def _tree(edges: list[tuple[Place, Place, int]], outlet: Place) -> dict[Place, tuple[Place, int]]:
    """Return for every place the next one downstream, and the year of the street between."""
    neighbours: dict[Place, list[tuple[Place, int]]] = {}
    for a, b, year in edges:
        neighbours.setdefault(a, []).append((b, year))
        neighbours.setdefault(b, []).append((a, year))
    found: dict[Place, tuple[Place, int]] = {}
    waiting = [outlet]
    for place in waiting:
        for other, year in neighbours[place]:
            if other != outlet and other not in found:
                found[other] = (place, year)
                waiting.append(other)
    return found


def _steps(place: Place, downstream: dict[Place, tuple[Place, int]]) -> int:
    count = 0
    while place in downstream:
        place = downstream[place][0]
        count += 1
    return count


def _water(village: Village, streets: list[tuple[Street, LineString]]) -> Iterator[Drawn]:
    """Lay water pipes beside the sewers, with a valve behind every crossing."""
    nodes: dict[Place, str] = {}
    for number, (street, middle) in enumerate(streets, 1):
        line = middle.parallel_offset(2.0, "left")
        # Pipes meet at the crossing itself, wherever the offset lines end.
        ends = [_rounded(middle.coords[0], 2.0), _rounded(middle.coords[-1], 2.0)]
        line = LineString([ends[0], *list(line.coords)[1:-1], ends[1]])
        for end in ends:
            nodes.setdefault(end, f"{village.prefix}-WN{len(nodes) + 1:03d}")
        valve = line.interpolate(4.0)
        code = f"{village.prefix}-WV{number:03d}"
        material = "pe100" if street.year > 1990 else "ductile_iron"  # noqa: PLR2004  when PE took over
        diameter = 150 if street.name.startswith(("Haapt", "Reilander")) else 100
        common = {
            "material": material,
            "diameter_mm": diameter,
            "installed_year": street.year,
            "status": "in_use",
            "remark": street.name,
        }
        yield (
            "water_valve",
            valve,
            {"code": code, "kind": "gate", "closed": False, "status": "in_use"},
        )
        parts = (
            (LineString([ends[0], valve]), nodes[ends[0]], code),
            (LineString([valve, *list(line.coords)[1:]]), code, nodes[ends[1]]),
        )
        for half, (part, start, end_code) in enumerate(parts, 1):
            ends_of = {"node_from": start, "node_to": end_code}
            named = {"code": f"{village.prefix}-WP{number:03d}{'ab'[half - 1]}"}
            yield "water_pipe", part, named | common | ends_of
    for place, code in nodes.items():
        yield "water_node", Point(place), {"code": code, "status": "in_use"}


def _rounded(place: tuple[float, ...], aside: float) -> Place:
    return (round(place[0] + aside, 2), round(place[1] + aside, 2))


def _lights(village: Village, streets: list[tuple[Street, LineString]]) -> Iterator[Drawn]:
    number = 0
    for circuit, (street, middle) in enumerate(streets, 1):
        line = middle.parallel_offset(4.0, "right")
        for step in range(1, int(line.length // _LAMP_EVERY_M) + 1):
            number += 1
            place = line.interpolate(step * _LAMP_EVERY_M - _LAMP_EVERY_M / 2)
            led = (number + circuit) % 3 != 0
            yield (
                "pole",
                place,
                {
                    "code": f"{village.prefix}-PO{number:03d}",
                    "height_m": 6.0,
                    "material": "galvanised_steel",
                    "installed_year": street.year,
                    "status": "in_use",
                },
            )
            yield (
                "luminaire",
                place,
                {
                    "code": f"{village.prefix}-LU{number:03d}",
                    "source": "led" if led else "hps",
                    "power_w": 32 if led else 70,
                    "pole": f"{village.prefix}-PO{number:03d}",
                    "circuit": f"{village.prefix}{circuit:02d}",
                    "installed_year": 2019 if led else street.year,
                    "status": "in_use",
                },
            )


def _charging(village: Village, east: float, north: float) -> Iterator[Drawn]:
    place = Point(east + 18, north - 14)
    yield (
        "charging_location",
        place,
        {
            "code": f"{village.prefix}-CL001",
            "name": "Parking Centre" if village.prefix == "H" else "Parking Reuland",
            "status": "in_use",
        },
    )
    for number in (1, 2):
        yield (
            "evse",
            Point(place.x + 3 * number, place.y),
            {
                "code": f"{village.prefix}-EV{number:03d}",
                "location": f"{village.prefix}-CL001",
                "connector_standard": "iec_62196_t2",
                "connector_format": "socket",
                "power_type": "ac_3_phase",
                "max_voltage_v": 230,
                "max_amperage_a": 32,
                "max_power_w": 22_080,
                "status": "in_use",
            },
        )
