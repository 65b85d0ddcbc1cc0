"""Captures of the year, of all qualities: some become assets, some wait for a planner."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import update

from api.demo.drawing import Drawn, Place, dice, heading, identity, place, point_at
from api.demo.drawing import at as at_place
from api.demo.plan import Plan
from api.demo.works import workdays
from api.demo.year import CREW_ROADS, CREW_WATER, Act, Step
from field_capture import store
from field_capture.captures import capture
from field_capture.captures.log import Captured
from gis.session import CommuneSession


@dataclass(frozen=True, slots=True)
class Receiver:
    """A device and how well it finds its place; lengths in metres, 95 %."""

    name: str
    accuracy_m: float
    fix: dict[str, Any] = field(default_factory=dict)


RTK = Receiver("rtk", 0.03, {
    "source": "nmea", "fix_quality": "rtk_fixed", "satellites": 24, "hdop": 0.6,
    "sigma_east_m": 0.012, "sigma_north_m": 0.014, "antenna_height_m": 2.0,
})  # fmt: skip
RTK_FLOAT = Receiver("float", 0.35, {
    "source": "nmea", "fix_quality": "rtk_float", "satellites": 15, "hdop": 1.1,
    "sigma_east_m": 0.14, "sigma_north_m": 0.17, "antenna_height_m": 2.0,
})  # fmt: skip
DGPS = Receiver("dgps", 0.9, {
    "source": "nmea", "fix_quality": "dgps", "satellites": 13, "hdop": 0.9,
})  # fmt: skip
PHONE = Receiver("phone", 8.0, {"source": "geolocation", "platform": "Android"})
PHONE_WOOD = Receiver("phone in the wood", 21.0, {"source": "geolocation", "platform": "iOS"})
MAP = Receiver("drawn on the map", 1.0, {"source": "map"})


def steps(plan: Plan) -> list[Step]:
    """Return the captures of the year."""
    chance = dice("visits")
    found = list(_new(plan, chance))
    found += _doubles(plan, chance)
    found += _poor(plan, chance)
    return found


def _step(at: datetime, number: str, receiver: Receiver, what: Drawn, off: Place) -> Step:
    viewer = CREW_WATER if what.layer.startswith(("water", "sewer")) else CREW_ROADS
    return Step(at, viewer, "capture", _received(number, receiver, what, off))


def _received(number: str, receiver: Receiver, what: Drawn, off: Place) -> Act:
    """Send what was drawn as a capture; the antenna stood `off` metres from it."""

    def act(session: CommuneSession, at: datetime) -> None:
        east, north = what.geometry.coords[0]
        to_wgs84 = session.commune.operation.to_wgs84
        lon, lat = (round(float(v), 8) for v in to_wgs84(east, north))
        fix_lon, fix_lat = (round(float(v), 8) for v in to_wgs84(east + off[0], north + off[1]))
        seen = at - timedelta(minutes=3)
        fix = {
            "lon": fix_lon, "lat": fix_lat, "accuracy_m": receiver.accuracy_m,
            "time": seen.isoformat(), **receiver.fix,
        }  # fmt: skip
        body = {
            "type": "Feature",
            "id": str(identity(session.commune.name, "capture", number)),
            "geometry": {"type": "Point", "coordinates": [lon, lat]},
            "properties": {"layer": what.layer, "fix": fix, "code": what.code, **what.values},
        }
        if not what.code:
            del body["properties"]["code"]  # type: ignore[attr-defined]
        received = capture.receive(session, body, at)
        _backdate(session, received, at)

    return act


def _backdate(session: CommuneSession, received: Captured, at: datetime) -> None:
    table = store.table(session, "capture")
    session.connection.execute(
        update(table).where(table.c.id == received.id).values(received_at=at)
    )
    if received.asset is not None:
        seen = session.tables.tables["commune.observation"]
        session.connection.execute(
            update(seen).where(seen.c.asset == received.asset).values(received_at=at)
        )


def _new(plan: Plan, chance: Random) -> Iterator[Step]:
    """Find what no plan had shown: gullies, poles on footpaths, stop valves at houses."""
    edges = [e for e in plan.town.edges_with("l") if e.line.length > 70 and not e.street.wave]  # noqa: PLR2004  metres
    days = workdays(chance, 24, date(2026, 3, 2), date(2026, 11, 17))
    for number, at in enumerate(days):
        edge = chance.choice(edges)
        chainage = chance.uniform(15, edge.line.length - 15)
        ax, ay = heading(edge.line, chainage)
        x, y = point_at(edge.line, chainage)
        village = edge.street.village
        side = chance.choice((-1, 1))
        if number % 3 != 2:  # noqa: PLR2004  two gullies, then a pole
            where = place(x - ay * 2.95 * side, y + ax * 2.95 * side)
            values = {"kind": "gully", "silt_trap": True, "status": "in_use", "depth_m": 1.1}
            code = plan.numbers.next(village, "SC")
            what = Drawn("sewer_catch_basin", code, at_place(where), values)
            receiver = RTK if number % 2 else RTK_FLOAT
        else:
            where = place(x - ay * 5.2 * side, y + ax * 5.2 * side)
            values = {"height_m": 4.0, "material": "galvanised_steel", "status": "in_use"}
            code = plan.numbers.next(village, "PO")
            what = Drawn("pole", code, at_place(where), values)
            receiver = DGPS
        yield _step(at, f"new-{number}", receiver, what, (0.0, 0.0))


def _doubles(plan: Plan, chance: Random) -> Iterator[Step]:
    """Capture what is there already, centimetres away: a planner has to tell."""
    layers = ("sewer_manhole", "water_hydrant", "sewer_catch_basin", "pole", "water_valve")
    days = workdays(chance, 6, date(2026, 8, 3), date(2026, 11, 19))
    for number, at in enumerate(days):
        known = chance.choice([e for e in plan.drawing.of(layers[number % 5]) if not e.wave])
        east, north = known.geometry.coords[0]
        where = place(east + chance.uniform(-0.05, 0.05), north + chance.uniform(-0.05, 0.05))
        values = {"status": "in_use", "remark": "Deckel fonnt, Nummer onliesbar"}
        what = Drawn(known.layer, "", at_place(where), values)
        yield _step(at, f"double-{number}", RTK, what, (0.0, 0.0))


def _poor(plan: Plan, chance: Random) -> Iterator[Step]:
    """Capture with a telephone, under trees, or standing somewhere else."""
    edges = [e for e in plan.town.edges_with("w") if e.street.houses and not e.street.wave]
    kinds = (
        ("water_hydrant", {"kind": "underground", "outlets": "one_75", "diameter_mm": 80}),
        ("luminaire", {"source": "led", "power_w": 24, "mounting": "wall"}),
        ("water_valve", {"kind": "gate", "function": "connection", "closed": False}),
        ("sewer_manhole", {"function": "manhole", "usage": "storm"}),
        ("sewer_catch_basin", {"kind": "gully"}),
    )
    devices = (PHONE, PHONE_WOOD, MAP, PHONE, RTK_FLOAT, RTK)
    days = workdays(chance, 12, date(2026, 6, 1), date(2026, 11, 20))
    for number, at in enumerate(days):
        edge = chance.choice(edges)
        x, y = point_at(edge.line, edge.line.length * chance.uniform(0.2, 0.8))
        layer, values = kinds[number % len(kinds)]
        where = place(x + chance.uniform(-4, 4), y + chance.uniform(-4, 4))
        what = Drawn(layer, "", at_place(where), {**values, "status": "in_use"})
        receiver = devices[number % len(devices)]
        # The best receiver is of no use to somebody who stands across the street.
        off = (24.0, 11.0) if receiver in (RTK, RTK_FLOAT) else (chance.gauss(0, 2), 1.5)
        yield _step(at, f"poor-{number}", receiver, what, off)
