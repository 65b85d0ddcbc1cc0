"""Drinking water: a well, a tank on the hill, loops through both villages.

The tank stands above all houses, so that water falls to them by itself; only the well is
pumped. Mains are cut at every crossing, valve and hydrant, and meet exactly in nodes.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import shapely
from shapely import LineString, Polygon
from shapely.geometry.base import BaseGeometry

from api.demo import ages
from api.demo.buildings import House
from api.demo.drawing import (
    Drawing,
    Numbers,
    Place,
    areas,
    aside,
    at,
    dice,
    heading,
    length_of,
    place,
    some_day,
    stretch,
)
from api.demo.relief import Ground
from api.demo.site import TANK, WELL
from api.demo.streets import Edge, Town, crossing

HYDRANT_EVERY_M = 112.0
TANK_YEAR = 1988
_ASIDE_M = 1.7
_VALVE_M = 5.5
_STUB_M = 1.4
_COVER_M = 1.2
_METRES_PER_BAR = 10.2
_OVERFLOW_M = 4.2
_REDUCED_BAR = 2.8
_BROOKSIDE_M = -150.0
_GAP_M = 90.0
_OFF_CROSSING = (1.3, 1.1)
ZONES = {"H": "H-PZ0001", "R": "R-PZ0001"}
_KINDS = {1: "end", 2: "joint", 3: "tee"}


@dataclass(slots=True)
class _Station:
    """Where a main is cut: how far along its edge, and the node that stands there."""

    fraction: float
    where: Place
    code: str


class _Draughtsman:
    """Draws the mains of all edges."""

    def __init__(self, drawing: Drawing, numbers: Numbers, town: Town, ground: Ground) -> None:
        self.drawing, self.numbers, self.town, self.ground = drawing, numbers, town, ground
        self.chance = dice("water")
        self.edges = town.edges_with("w")
        self.ends = Counter(where for edge in self.edges for where in (edge.a, edge.b))
        self.degree: Counter[str] = Counter()
        self.nodes: dict[Place, tuple[Place, str, Edge]] = {}
        self.loose: dict[str, tuple[Place, Edge]] = {}
        self.pipes: dict[int, list[tuple[float, float, str]]] = {}
        tank_level = ground.level(TANK)
        self.head_m = round(tank_level + _OVERFLOW_M, 2)
        reduced = ground.level(crossing("H", "S4")) + _REDUCED_BAR * _METRES_PER_BAR
        self.heads = {"H": round(min(self.head_m, reduced), 2), "R": self.head_m}

    def node_at(self, crossing_: Place, edge: Edge) -> tuple[Place, str]:
        """Return the node of a crossing; it stands beside the manhole in the middle."""
        found = self.nodes.get(crossing_)
        if found is None:
            dx, dy = _OFF_CROSSING
            where = place(crossing_[0] + dx, crossing_[1] + dy)
            code = self.numbers.next(edge.street.village, "WN")
            found = self.nodes[crossing_] = (where, code, edge)
        return found[0], found[1]

    def draw_edge(self, edge: Edge) -> None:
        """Draw the main of one edge: stations in order, a pipe between each two."""
        line = aside(edge.line, _ASIDE_M)
        length = edge.line.length
        marks: list[tuple[float, str]] = []
        for end, distance in ((edge.a, _VALVE_M), (edge.b, length - _VALVE_M)):
            if self._is_valved(edge, end):
                marks.append((distance, "valve"))
        marks += [(distance, "hydrant") for distance in self._hydrants(edge)]
        if edge.street.name == "Heedstrooss" and edge.a == crossing("H", "S4"):
            marks.append((9.0, "reducer"))
        stations = [_Station(0.0, *self.node_at(edge.a, edge))]
        for distance, kind in sorted(marks):
            fraction = _matching(edge.line, line, distance / length)
            where = place(*line.interpolate(fraction, normalized=True).coords[0])
            stations.append(_Station(fraction, where, self._put(edge, kind, where)))
        stations.append(_Station(1.0, *self.node_at(edge.b, edge)))
        self._pipes(edge, line, stations)

    def _is_valved(self, edge: Edge, end: Place) -> bool:
        """One valve less than pipes would do, but crews like to have them all."""
        return self.ends[end] >= 3 and edge.line.length >= 3 * _VALVE_M  # noqa: PLR2004  a crossing

    def _hydrants(self, edge: Edge) -> list[float]:
        length = edge.line.length
        if edge.street.houses == 0:
            return []
        count = int(length / HYDRANT_EVERY_M + 0.35)
        if self.ends[edge.b] == 1 and count:
            # A dead end is flushed through its last hydrant.
            step = (length - 4.0) / count
            return [length - 4.0 - step * i for i in range(count) if length - 4 - step * i > 20]  # noqa: PLR2004  metres from the crossing
        return [length * (i + 0.5) / count for i in range(count)]

    def _put(self, edge: Edge, kind: str, where: Place) -> str:
        village = edge.street.village
        if kind == "hydrant":
            code = self.numbers.next(village, "WN")
            self.loose[code] = (where, edge)
            self._hydrant(edge, where, code)
            return code
        code = self.numbers.next(village, "WV")
        self._valve(edge, where, code, reducing=kind == "reducer")
        return code

    def _valve(self, edge: Edge, where: Place, code: str, *, reducing: bool) -> None:
        street = edge.street
        extra: dict[str, Any] = {"kind": "gate", "function": "network", "actuation": "hand"}
        if reducing:
            extra = {
                "kind": "pressure_reducing",
                "function": "control",
                "actuation": "automatic",
                "zone_boundary": True,
                "pressure_setting_bar": _REDUCED_BAR,
            }
        year = street.year if self.chance.random() < 0.7 else min(2024, street.year + 28)  # noqa: PLR2004
        self.drawing.add(
            "water_valve", code, at(where), wave=street.wave,
            diameter_mm=_diameter(edge, self.ends), pressure_rating_bar=16.0, closed=False,
            broken=self.chance.random() < 0.012,  # noqa: PLR2004
            turns_to_close=2 * _diameter(edge, self.ends) // 10,
            elevation_m=self._pipe_level(where), pressure_zone=ZONES[street.village],
            installed_year=max(street.year, year),
            checked_on=some_day(self.chance, 2023, 2024, 2024, 2025),
            survey_method="rtk" if year >= 2005 else "tape",  # noqa: PLR2004
            accuracy_m=0.03 if year >= 2005 else 0.3,  # noqa: PLR2004
            **extra,
        )  # fmt: skip

    def _hydrant(self, edge: Edge, tee: Place, tee_code: str) -> None:
        street = edge.street
        village = street.village
        ax, ay = heading(edge.line, edge.line.project(at(tee)))
        where = place(tee[0] - ay * _STUB_M, tee[1] + ax * _STUB_M)
        code, pipe = self.numbers.next(village, "WH"), self.numbers.next(village, "WP")
        level = self.ground.level(where)
        static = (self.heads[village] - level) / _METRES_PER_BAR
        flow = 650 + 280 * min(static, 6) * (1.15 if street.main else 0.8)
        pillar = self.chance.random() < 0.18  # noqa: PLR2004
        self.drawing.add(
            "water_hydrant", code, at(where), wave=street.wave,
            kind="pillar" if pillar else "underground",
            outlets="two_75" if pillar else "one_75", diameter_mm=100 if pillar else 80,
            static_pressure_bar=round(static, 1), dynamic_pressure_bar=round(static * 0.72, 1),
            flow_l_min=round(flow + self.chance.uniform(-90, 90), -1),
            fire_code=f"HEF {code[-3:]}" if village == "H" else f"REU {code[-3:]}",
            elevation_m=level, pressure_zone=ZONES[village], connected_to=pipe,
            checked_on=some_day(self.chance, 2025),
            installed_year=max(street.year, 1958), survey_method="rtk", accuracy_m=0.03,
        )  # fmt: skip
        self._pipe(edge, pipe, LineString([tee, where]), (tee_code, code), "hydrant", 80)

    def _pipes(self, edge: Edge, line: LineString, stations: list[_Station]) -> None:
        village = edge.street.village
        function = "distribution" if edge.street.houses else "transport"
        known = self.pipes.setdefault(edge.number, [])
        for start, end in pairwise(stations):
            code = self.numbers.next(village, "WP")
            course = stretch(line, start.fraction, end.fraction, start.where, end.where)
            size = _diameter(edge, self.ends)
            self._pipe(edge, code, course, (start.code, end.code), function, size)
            known.append((start.fraction, end.fraction, code))

    def _pipe(  # noqa: PLR0913  what a pipe is
        self,
        edge: Edge,
        code: str,
        course: LineString,
        nodes: tuple[str, str],
        function: str,
        size_mm: int,
    ) -> None:
        street = edge.street
        year = TANK_YEAR if function == "transport" else street.year
        chance = dice("water material", street.village, street.name, street.year)
        material = ages.water_material(year, chance)
        self.degree.update(nodes)
        self.drawing.add(
            "water_pipe", code, course, wave=street.wave, material=material, diameter_mm=size_mm,
            sdr=ages.sdr(material), roughness=ages.roughness_mm(material),
            pressure_rating_bar=16.0 if material != "asbestos_cement" else 10.0,
            function=function, water_kind="drinking", length_m=round(course.length, 2),
            cover_depth_m=_COVER_M, bedding="sand" if year >= 1970 else "soil",  # noqa: PLR2004  the rule since
            laying_method="open_trench", passage="open", node_from=nodes[0], node_to=nodes[1],
            installed_year=year, survey_method="rtk" if year >= 2000 else "tape",  # noqa: PLR2004
            accuracy_m=0.03 if year >= 2000 else 0.3,  # noqa: PLR2004
        )  # fmt: skip

    def _pipe_level(self, where: Place) -> float:
        return round(self.ground.level(where) - _COVER_M, 2)

    def draw_nodes(self) -> None:
        """Draw the nodes of crossings and tees once it is known how many pipes they join."""
        all_nodes = {code: (where, edge) for where, code, edge in self.nodes.values()}
        for code, (where, edge) in sorted((all_nodes | self.loose).items()):
            kind = _KINDS.get(self.degree[code], "cross")
            self.drawing.add(
                "water_node", code, at(where), wave=edge.street.wave, kind=kind,
                elevation_m=self._pipe_level(where), elevation_reference="pipe_top",
                diameter_mm=_diameter(edge, self.ends), pressure_zone=ZONES[edge.street.village],
                installed_year=edge.street.year,
            )  # fmt: skip

    def draw_supply(self) -> None:
        """Draw the tank, the well with its pump, and the mains to and from the tank."""
        tank, well, pump = (self.numbers.next("H", p) for p in ("WT", "WS", "WU"))
        level = self.ground.level(TANK)
        self.drawing.add(
            "water_tank", tank, at(TANK), name="Behälter Heed (erfonnt)", kind="ground",
            volume_m3=500.0, supply_volume_m3=350.0, fire_volume_m3=150.0,
            bottom_level_m=round(level - 0.3, 2), overflow_level_m=self.head_m,
            initial_level_m=3.4, min_level_m=0.4, max_level_m=4.5, diameter_m=11.9,
            pressure_zone=ZONES["H"], installed_year=TANK_YEAR, checked_on="2026-03-12",
        )  # fmt: skip
        well_level = self.ground.level(WELL)
        self.drawing.add(
            "water_source", well, at(WELL), name="Buer Wolleferbësch (erfonnt)", kind="well",
            elevation_m=well_level, head_m=round(well_level - 6, 2), yield_l_s=5.5,
            protection_zone="zone_1", installed_year=TANK_YEAR, checked_on="2026-02-10",
        )  # fmt: skip
        pump_at = place(WELL[0] + 9.0, WELL[1] - 2.0)
        self.drawing.add(
            "water_pump", pump, at(pump_at), name="Pompelhaus Wolleferbësch", kind="submersible",
            pump_count=2, flow_m3_h=18.0, head_m=round(self.head_m - well_level + 14, 1),
            power_kw=7.5, passage="one_way", elevation_m=well_level, installed_year=2012,
            checked_on="2026-02-10",
        )  # fmt: skip
        edge = next(e for e in self.edges if e.street.kind == "track")
        middle = [pump_at, (84720.0, 91850.0), (84960.0, 91770.0), (85180.0, 91690.0), TANK]
        smooth = [place(*xy) for xy in middle]
        self._supply((WELL, pump_at), (well, pump), 125, water="raw", edge=edge)
        self._supply(tuple(smooth), (pump, tank), 125, water="drinking", edge=edge)
        track_end, node = self.node_at(edge.b, edge)
        valve_at = place(track_end[0] - 3.0, track_end[1] - 3.5)
        valve = self.numbers.next("H", "WV")
        self._valve(edge, valve_at, valve, reducing=False)
        self._supply((TANK, valve_at), (tank, valve), 200, water="drinking", edge=edge)
        self._supply((valve_at, track_end), (valve, node), 200, water="drinking", edge=edge)

    def _supply(
        self,
        course: tuple[Place, ...],
        nodes: tuple[str, str],
        size_mm: int,
        *,
        water: str,
        edge: Edge,
    ) -> None:
        code = self.numbers.next("H", "WP")
        self._pipe(edge, code, LineString(course), nodes, "transport", size_mm)
        self.drawing.of("water_pipe")[-1].values |= {
            "water_kind": water,
            "length_m": round(length_of(course), 2),
        }

    def draw_connections(self, houses: list[House]) -> None:
        """Connect every house to the main in its street, with a meter."""
        for house in houses:
            village = house.edge.street.village
            share = house.edge.line.project(at(house.front), normalized=True)
            pieces = self.pipes[house.edge.number]
            pipe = next((c for start, end, c in pieces if start <= share <= end), pieces[-1][2])
            # Beside the drain, not above it.
            ax, ay = heading(house.edge.line, house.chainage_m)
            spot = at(place(house.front[0] + ax * 0.9, house.front[1] + ay * 0.9))
            self._connection(house, spot, f"{village}-WC{house.code}", pipe)

    def _connection(self, house: House, spot: shapely.Point, code: str, pipe: str) -> None:
        village = house.edge.street.village
        business = house.kind not in {"residential", "farm"}
        self.drawing.add(
            "water_connection", code, spot, wave=house.wave, kind="subscriber",
            address=house.address, customer_code=f"K{village}{house.code}",
            inhabitants=0 if business else self.chance.choice((1, 2, 2, 3, 3, 4, 5)),
            sensitive_customer="school" if house.name == "Schoul" else
            "farm" if house.kind == "farm" else "none",
            diameter_mm=50 if business else 32,
            material="pe100" if house.year >= 1995 else "pe80",  # noqa: PLR2004  PE 100 came then
            elevation_m=self._pipe_level((spot.x, spot.y)), pressure_zone=ZONES[village],
            connected_to=pipe, installed_year=house.year,
        )  # fmt: skip
        started = self.chance.randint(2014, 2025) if not house.wave else 2026
        self.drawing.add(
            "water_meter", f"{village}-WM{house.code}", spot, wave=house.wave,
            serial_number=f"8SEN{started % 100:02d}{self.chance.randint(100000, 999999)}",
            category="communal" if house.kind == "public" else
            "business" if business else "household",
            connection=code, diameter_mm=20 if not business else 32,
            started_on=some_day(self.chance, started), multiplier=1.0,
        )  # fmt: skip


def _matching(middle: LineString, beside: LineString, fraction: float) -> float:
    """Return the fraction of a shifted line that lies beside a fraction of its middle."""
    point = middle.interpolate(fraction, normalized=True)
    return float(beside.project(point, normalized=True))


def _diameter(edge: Edge, ends: Counter[Place]) -> int:
    if edge.street.houses == 0:
        return 200
    if edge.street.main:
        return 150
    return 80 if ends[edge.b] == 1 and edge.street.year < 2000 else 100  # noqa: PLR2004  DN 80 went out


def draw(
    drawing: Drawing, numbers: Numbers, town: Town, houses: list[House], ground: Ground
) -> None:
    """Draw the whole supply of drinking water."""
    pen = _Draughtsman(drawing, numbers, town, ground)
    for edge in pen.edges:
        pen.draw_edge(edge)
    pen.draw_supply()
    pen.draw_nodes()
    pen.draw_connections(houses)
    _draw_zones(drawing, houses, pen)


def _draw_zones(drawing: Drawing, houses: list[House], pen: _Draughtsman) -> None:
    """Draw around each village what hangs on one head, and what one meter watches."""
    for village, code in ZONES.items():
        own = [house.front for house in houses if house.edge.street.village == village]
        levels = pen.ground.levels(own)
        head = pen.heads[village]
        drawing.add(
            "pressure_zone", code, areas(_around(own, 45.0)),
            name="Zon Hiefenech" if village == "H" else "Zon Heed", static_level_m=head,
            pressure_min_bar=round((head - max(levels)) / _METRES_PER_BAR, 1),
            pressure_max_bar=round((head - min(levels)) / _METRES_PER_BAR, 1),
            installed_year=TANK_YEAR,
        )  # fmt: skip
    _draw_meters(drawing, pen.numbers, houses)


def _draw_meters(drawing: Drawing, numbers: Numbers, houses: list[House]) -> None:
    """Draw the areas that zone meters watch: the slope, what lies along the brook, Reuland."""
    slope: list[Place] = []
    brook: list[Place] = []
    reuland: list[Place] = []
    for house in houses:
        north = house.front[1] - crossing("H", "C")[1]
        in_reuland = house.edge.street.village == "R"
        group = reuland if in_reuland else slope if north > _BROOKSIDE_M else brook
        group.append(house.front)
    taken = areas(Polygon())
    named = (("H", "Miesszon Häng", slope), ("H", "Miesszon Baach", brook))
    for village, name, own in (*named, ("R", "Miesszon Reiland", reuland)):
        area = areas(_around(own, 38.0).difference(taken))
        taken = areas(taken.union(area))
        drawing.add(
            "metered_area", numbers.next(village, "MA"), area, name=name,
            population=round(len(own) * 2.4), night_flow_m3_h=round(len(own) * 0.0025, 1),
        )  # fmt: skip


def _around(places: list[Place], margin_m: float) -> BaseGeometry:
    """Return the land around places, gaps between them closed."""
    land = shapely.MultiPoint(places).buffer(margin_m + _GAP_M).buffer(-_GAP_M)
    outer = [Polygon(part.exterior) for part in areas(land).geoms]
    return shapely.union_all(outer).simplify(4.0)
