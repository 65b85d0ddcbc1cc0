"""Street lighting: poles along the kerb, lamps by the fashion of their year, cabinets, cables."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from random import Random
from typing import Any

from shapely import LineString

from api.demo.drawing import (
    Drawing,
    Numbers,
    Place,
    aside,
    at,
    dice,
    heading,
    place,
    point_at,
    some_day,
    stretch,
)
from api.demo.streets import Edge, Town, crossing

LAMP_EVERY_M = 35.0
_ASIDE_M = -4.4
_ARM_M = 0.6
_CIRCUITS = 4
_CABINET = -1

CABINETS = (
    # village, crossing it stands beside, offset in metres east and north
    ("H", "W1", 9, 9),
    ("H", "C", -9, 10),
    ("H", "N2", 9, -9),
    ("H", "N8", 9, 8),
    ("H", "E3", -10, 9),
    ("H", "B3", 9, 9),
    ("H", "S3", 9, 8),
    ("H", "B1", 9, 9),
    ("R", "R", 9, 10),
    ("R", "R1", 9, 9),
    ("R", "R5", -9, 9),
)


@dataclass(slots=True)
class _Lamp:
    edge: Edge
    chainage_m: float
    where: Place
    pole: str = ""


@dataclass(slots=True)
class _Cabinet:
    code: str
    where: Place
    village: str
    distances: dict[Place, float]
    lamps: list[_Lamp] = field(default_factory=list)


def draw(drawing: Drawing, numbers: Numbers, town: Town) -> None:
    """Draw the whole street lighting."""
    edges = town.edges_with("l")
    cabinets = []
    for village, name, dx, dy in CABINETS:
        x, y = crossing(village, name)
        code, where = numbers.next(village, "LC"), place(x + dx, y + dy)
        cabinets.append(_Cabinet(code, where, village, town.distances((x, y))))
    for edge in edges:
        # A whole edge hangs on one cabinet: cables follow streets.
        cabinet = min(cabinets, key=lambda c: (c.distances[edge.a] + c.distances[edge.b], c.code))
        for lamp in _lamps(edge):
            lamp.pole = numbers.next(edge.street.village, "PO")
            cabinet.lamps.append(lamp)
    for cabinet in cabinets:
        if cabinet.lamps:
            circuits = _draw_cables(drawing, numbers, cabinet)
            for number, lamp in enumerate(cabinet.lamps):
                _draw_lamp(drawing, lamp, circuits[number])
            _draw_cabinet(drawing, cabinet, sorted(set(circuits)))


def _lamps(edge: Edge) -> list[_Lamp]:
    length = edge.line.length
    count = max(1, round(length / LAMP_EVERY_M))
    line = aside(edge.line, _ASIDE_M)
    found = []
    for step in range(count):
        chainage = length * (step + 0.5) / count
        beside = line.project(at(point_at(edge.line, chainage)))
        found.append(_Lamp(edge, chainage, point_at(line, beside)))
    return found


def _draw_lamp(drawing: Drawing, lamp: _Lamp, circuit: str) -> None:
    street = lamp.edge.street
    chance = dice("lamp", lamp.pole)
    height = 8.0 if street.main else 5.0 if street.year >= 1995 else 6.0  # noqa: PLR2004
    decorative = street.year < 1950  # noqa: PLR2004  the old lanes got lanterns
    drawing.add(
        "pole", lamp.pole, at(lamp.where), wave=street.wave,
        height_m=4.0 if decorative else height,
        material="cast_iron" if decorative else
        "galvanised_steel" if street.year < 2005 else "aluminium",  # noqa: PLR2004
        category="decorative" if decorative else "bracket" if street.main else "straight",
        condition="z4" if street.year >= 2000 else chance.choice(("z2", "z3", "z3", "z4")),  # noqa: PLR2004
        tag=f"NK{lamp.pole.replace('-', '')}", checked_on=some_day(chance, 2024),
        installed_year=max(street.year, 1968), survey_method="rtk", accuracy_m=0.05,
    )  # fmt: skip
    ax, ay = heading(lamp.edge.line, lamp.chainage_m)
    # The arm reaches over the carriageway, to the left of the pole.
    over = place(lamp.where[0] - ay * _ARM_M, lamp.where[1] + ax * _ARM_M)
    drawing.add(
        "luminaire", lamp.pole.replace("-PO", "-LU"), at(over), wave=street.wave,
        mounting="pole", mounting_height_m=4.0 if decorative else height,
        lighting_class="m5" if street.main else "p4", distribution="type_ii",
        pole=lamp.pole, circuit=circuit, **_source(street.year, street.name, chance),
    )  # fmt: skip


def _source(year: int, street: str, chance: Random) -> dict[str, Any]:
    """Return lamp, power and age: whole streets are renewed at once."""
    renewed = dice("renewed", street).random()
    if year >= 2014 or renewed < 0.55:  # noqa: PLR2004  LED alone from then on
        made = max(year, 2015 + int(renewed * 16))
        return led(made, chance)
    if year >= 1988:  # noqa: PLR2004
        return {
            "source": "hps", "power_w": 70.0, "flux_lm": 6600.0, "colour_temperature_k": 2000,
            "cri": 25, "control": "bilevel", "socket": "none", "model": "Lanterna 70 S",
            "dimming_profile": "23:00-05:00 50 %", "installed_year": max(1996, year),
        }  # fmt: skip
    return {
        "source": chance.choice(("hps", "hps", "hps", "fluorescent")), "power_w": 100.0,
        "flux_lm": 9500.0, "colour_temperature_k": 2000, "cri": 25, "control": "switch",
        "socket": "none", "model": "Kolonn 100", "installed_year": 1992,
    }  # fmt: skip


def led(year: int, chance: Random) -> dict[str, Any]:
    """Return a LED lamp as it was bought in a year."""
    power = chance.choice((24.0, 32.0, 38.0))
    return {
        "source": "led", "power_w": power, "flux_lm": power * (118 + (year - 2015) * 2),
        "colour_temperature_k": 2200 if year >= 2022 else 3000, "cri": 70, "control": "dali",  # noqa: PLR2004  kinder to moths
        "socket": "zhaga" if year >= 2020 else "nema", "model": "Nuetsliicht 2",  # noqa: PLR2004
        "dimming_profile": "22:00-06:00 30 %", "installed_year": year,
        "warranty_until": f"{year + 10}-06-30",
    }  # fmt: skip


def _draw_cabinet(drawing: Drawing, cabinet: _Cabinet, circuits: list[str]) -> None:
    chance = dice("cabinet", cabinet.code)
    year = min(lamp.edge.street.year for lamp in cabinet.lamps)
    drawing.add(
        "light_cabinet", cabinet.code, at(cabinet.where), material="plastic",
        features=["astronomical_clock", "surge_protection"], circuits=", ".join(circuits),
        meter_number=f"LU{chance.randint(10**7, 10**8 - 1)}", voltage_v=400,
        available_power_kw=13.8, checked_on=some_day(chance, 2025),
        installed_year=max(1994, year), survey_method="rtk", accuracy_m=0.05,
    )  # fmt: skip


def _draw_cables(drawing: Drawing, numbers: Numbers, cabinet: _Cabinet) -> list[str]:
    """Join all lamps of a cabinet by the shortest tree of cables; return their circuits.

    Along a street a cable follows the poles; from street to street it crosses where two
    poles are nearest.
    """
    lamps = cabinet.lamps
    joined: list[tuple[int, int]] = []
    open_ = {
        number: (math.dist(lamp.where, cabinet.where), _CABINET)
        for number, lamp in enumerate(lamps)
    }
    while open_:
        number = min(open_, key=lambda n: (open_[n][0], n))
        _, parent = open_.pop(number)
        joined.append((number, parent))
        for other in open_:
            gap = math.dist(lamps[other].where, lamps[number].where)
            if lamps[other].edge is not lamps[number].edge:
                gap *= 1.6  # rather along a street than across gardens
            if gap < open_[other][0]:
                open_[other] = (gap, number)
    circuits = _circuits(cabinet)
    for number, parent in joined:
        _draw_cable(drawing, numbers, cabinet, number, parent, circuits[number])
    return circuits


def _circuits(cabinet: _Cabinet) -> list[str]:
    """Spread the lamps over circuits, street by street."""
    names: dict[str, str] = {}
    for lamp in cabinet.lamps:
        street = lamp.edge.street.name
        names.setdefault(street, f"{cabinet.code}/{len(names) % _CIRCUITS + 1}")
    return [names[lamp.edge.street.name] for lamp in cabinet.lamps]


def _draw_cable(  # noqa: PLR0913  from what to what
    drawing: Drawing,
    numbers: Numbers,
    cabinet: _Cabinet,
    number: int,
    parent: int,
    circuit: str,
) -> None:
    lamp = cabinet.lamps[number]
    street = lamp.edge.street
    if parent == _CABINET:
        start, node = cabinet.where, cabinet.code
        course = LineString([start, lamp.where])
    else:
        before = cabinet.lamps[parent]
        node = before.pole
        course = _course(before, lamp)
    aluminium = street.year < 1975  # noqa: PLR2004  copper was dear then
    drawing.add(
        "light_cable", numbers.next(cabinet.village, "LK"), course, wave=street.wave,
        circuit=circuit, cabinet=cabinet.code, phases=3, cores=5 if street.year >= 1980 else 4,  # noqa: PLR2004
        section_mm2=16.0 if node == cabinet.code else 10.0,
        material="aluminium" if aluminium else "copper", voltage_v=400,
        in_duct=street.year >= 1990, length_m=round(course.length + 2.0, 2),  # noqa: PLR2004
        node_from=node, node_to=lamp.pole, installed_year=max(1968, street.year),
    )  # fmt: skip


def _course(before: _Lamp, lamp: _Lamp) -> LineString:
    if before.edge is not lamp.edge:
        return LineString([before.where, lamp.where])
    line = aside(lamp.edge.line, _ASIDE_M)
    shares = [line.project(at(each.where), normalized=True) for each in (before, lamp)]
    if shares[0] <= shares[1]:
        return stretch(line, shares[0], shares[1], before.where, lamp.where)
    return stretch(line, shares[1], shares[0], lamp.where, before.where).reverse()
