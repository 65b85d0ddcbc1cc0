"""What the commune built, repaired, measured and mistook in the year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

from shapely import LineString
from shapely.affinity import translate
from shapely.geometry.base import BaseGeometry

from api.demo import lighting
from api.demo.drawing import Drawn, aside, dice, identity, place
from api.demo.loading import store
from api.demo.plan import Plan
from api.demo.year import BEGIN, CREW_ROADS, CREW_WATER, OFFICE, OFFICE_2, Act, Step
from gis import assets
from gis.session import CommuneSession

_RENEWED = "Millewee"
_MORNING, _EVENING = 7, 16
_FRIDAY = 4


def steps(plan: Plan) -> list[Step]:
    """Return all works of the year; captures and reports come from elsewhere."""
    chance = dice("works")
    first = [each for each in plan.drawing if each.wave == 0]
    quarter = [each for each in plan.drawing if each.wave == 1]
    found = [
        Step(BEGIN, OFFICE, "import", stored(first)),
        Step(_on(2026, 4, 15, 9), OFFICE, "import", stored(quarter)),
    ]
    found += _lamps(plan, chance)
    found += _hydrants(plan, chance)
    found += _valves(plan, chance)
    found += _inspections(plan, chance)
    found += _renewal(plan)
    found += _burnt_cable(plan)
    found += _moves(plan, chance)
    found += _charging(plan, chance)
    found += _meters(plan, chance)
    found += _mistakes(plan)
    return found


def _on(year: int, month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


def workdays(chance: Random, count: int, start: date, end: date) -> list[datetime]:
    """Return times within working hours, in order, spread over a part of the year."""
    days = (end - start).days
    found: list[datetime] = []
    while len(found) < count:
        day = start + timedelta(days=chance.randint(0, days))
        if day.weekday() <= _FRIDAY:
            hour, minute = chance.randint(_MORNING, _EVENING - 1), chance.randint(0, 59)
            found.append(_on(day.year, day.month, day.day, hour, minute))
    return sorted(found)


def stored(drawn: Sequence[Drawn]) -> Act:
    """Return the act of writing drawn assets, all at once."""
    return lambda session, _at: store(session, drawn)


def change(session: CommuneSession, layer: str, code: str, **values: Any) -> None:
    """Change an asset through the door, as whoever reads it first."""
    _change(session, layer, code, values, None)


def _change(
    session: CommuneSession,
    layer: str,
    code: str,
    values: Mapping[str, Any],
    geometry: BaseGeometry | None,
) -> None:
    declared = session.catalogue[layer]
    found = assets.get(session, declared, identity(session.commune.name, layer, code))
    assets.change(session, declared, found.id, found.version, properties=values, geometry=geometry)


def _changes(*each: tuple[str, str, Mapping[str, Any]]) -> Act:
    def act(session: CommuneSession, _at: datetime) -> None:
        for layer, code, values in each:
            change(session, layer, code, **values)

    return act


def _lamps(plan: Plan, chance: Random) -> Iterator[Step]:
    """Replace old lamps, a few poles in a row at a time."""
    old: dict[str, list[str]] = defaultdict(list)
    for lamp in plan.drawing.of("luminaire"):
        if lamp.values["source"] != "led" and not lamp.wave:
            old[lamp.values["circuit"]].append(lamp.code)
    groups = [codes[i : i + 3] for codes in old.values() for i in range(0, len(codes), 3)]
    chance.shuffle(groups)
    days = workdays(chance, 28, date(2025, 11, 17), date(2026, 10, 30))
    for at, codes in zip(days, groups, strict=False):
        new = lighting.led(at.year, chance)
        values = {**new, "installed_on": at.date().isoformat()}
        changes = [("luminaire", code, values) for code in codes]
        yield Step(at, CREW_ROADS, "edit", _changes(*changes))


def _hydrants(plan: Plan, chance: Random) -> Iterator[Step]:
    """Measure hydrants round by round, in spring and autumn."""
    hydrants = [each for each in plan.drawing.of("water_hydrant") if not each.wave]
    rounds = [hydrants[i : i + 4] for i in range(0, len(hydrants), 4)]
    days = workdays(chance, len(rounds), date(2026, 3, 16), date(2026, 6, 12))
    for at, tour in zip(days, rounds, strict=True):
        changes = []
        for hydrant in tour:
            flow = max(300.0, hydrant.values["flow_l_min"] + chance.choice((-60, -30, 20, 40)))
            values = {"checked_on": at.date().isoformat(), "flow_l_min": flow}
            changes.append(("water_hydrant", hydrant.code, values))
        yield Step(at, CREW_WATER, "edit", _changes(*changes))


def _valves(plan: Plan, chance: Random) -> Iterator[Step]:
    """Turn valves; for a burst close two and open them again some hours later."""
    gates = [
        each.code
        for each in plan.drawing.of("water_valve")
        if each.values["kind"] == "gate" and not each.wave
    ]
    for at in workdays(chance, 18, date(2026, 1, 12), date(2026, 10, 9)):
        today = at.date().isoformat()
        tour = [("water_valve", code, {"checked_on": today}) for code in chance.sample(gates, 3)]
        yield Step(at, CREW_WATER, "edit", _changes(*tour))
    for at in workdays(chance, 5, date(2025, 12, 1), date(2026, 11, 6)):
        pair = chance.sample(gates, 2)
        shut = [("water_valve", code, {"closed": True}) for code in pair]
        opened = [("water_valve", code, {"closed": False}) for code in pair]
        yield Step(at, CREW_WATER, "edit", _changes(*shut))
        yield Step(at + timedelta(hours=5, minutes=20), CREW_WATER, "edit", _changes(*opened))


def _inspections(plan: Plan, chance: Random) -> Iterator[Step]:
    """Film the sewers of a street and note what their condition is."""
    by_street: dict[int, list[Drawn]] = defaultdict(list)
    for pipe in plan.drawing.of("sewer_pipe"):
        if not pipe.wave and pipe.values["hydraulic"] == "gravity":
            by_street[pipe.values["installed_year"]].append(pipe)
    oldest = [pipe for year in sorted(by_street) for pipe in by_street[year]]
    tours = [oldest[i : i + 5] for i in range(0, 90, 5)]
    days = workdays(chance, len(tours), date(2026, 2, 2), date(2026, 9, 25))
    for at, tour in zip(days, tours, strict=True):
        changes = []
        for pipe in tour:
            seen = {"checked_on": at.date().isoformat()}
            worse = {"condition": chance.choice(("z1", "z2", "z2", "z3"))}
            changes.append(("sewer_pipe", pipe.code, seen | worse))
        yield Step(at, OFFICE_2, "import", _changes(*changes))


def _renewal(plan: Plan) -> Iterator[Step]:
    """Lay a new main beside the old one in one street, then take the old one out."""
    under = [e.line.buffer(4.0) for e in plan.town.edges if e.street.name == _RENEWED]
    old = [
        pipe
        for pipe in plan.drawing.of("water_pipe")
        if pipe.values["function"] == "distribution"
        and any(area.contains(pipe.geometry.centroid) for area in under)
    ]
    new = []
    for pipe in old:
        course = _beside(pipe.geometry)
        values = {
            **pipe.values, "material": "pe100", "sdr": 11.0, "roughness": 0.1,
            "installed_year": 2026, "status": "under_construction", "bedding": "sand",
            "pressure_rating_bar": 16.0, "survey_method": "rtk", "accuracy_m": 0.02,
            "length_m": round(course.length, 2),
        }  # fmt: skip
        new.append(Drawn("water_pipe", plan.numbers.next(pipe.code[0], "WP"), course, values))
    laid = [(each.layer, each.code, {"status": "in_use"}) for each in new]
    gone = [(pipe.layer, pipe.code, {"status": "removed"}) for pipe in old]
    successor = {before.code: after.code for before, after in zip(old, new, strict=True)}
    served = [
        (each.layer, each.code, {"connected_to": successor[each.values["connected_to"]]})
        for each in plan.drawing.of("water_connection")
        if each.values["connected_to"] in successor
    ]
    yield Step(_on(2026, 6, 8, 8), OFFICE, "edit", stored(new))
    yield Step(_on(2026, 7, 10, 13, 20), OFFICE, "edit", _changes(*laid, *served))
    yield Step(_on(2026, 7, 17, 9, 5), OFFICE, "edit", _changes(*gone))


def _burnt_cable(plan: Plan) -> Iterator[Step]:
    """Find a cable burnt through in winter, and replace it within a week."""
    code = plan.drawing.of("light_cable")[0].code
    fused = ("light_cable", code, {"status": "out_of_service"})
    mended = ("light_cable", code, {"status": "in_use", "installed_year": 2026})
    yield Step(_on(2026, 1, 22, 10), CREW_ROADS, "edit", _changes(fused))
    yield Step(_on(2026, 1, 29, 14), CREW_ROADS, "edit", _changes(mended))


def _beside(line: BaseGeometry) -> LineString:
    """Return a course half a metre beside another, from and to the same nodes."""
    beside = aside(LineString(line.coords), -0.5)
    inner = list(beside.coords[1:-1])
    start, end = line.coords[0], line.coords[-1]
    if not inner:
        middle = beside.interpolate(0.5, normalized=True)
        inner = [place(middle.x, middle.y)]
    return LineString([start, *inner, end])


def _moves(plan: Plan, chance: Random) -> Iterator[Step]:
    """Put things where they really are: poles after an accident, gullies after a survey."""
    poles = chance.sample([p for p in plan.drawing.of("pole") if not p.wave], 7)
    for at, pole in zip(
        workdays(chance, 7, date(2025, 12, 8), date(2026, 11, 13)), poles, strict=True
    ):
        yield Step(at, CREW_ROADS, "edit", _moved_pole(pole, chance))
    gullies = chance.sample([g for g in plan.drawing.of("sewer_catch_basin") if not g.wave], 10)
    for at, gully in zip(
        workdays(chance, 10, date(2026, 4, 20), date(2026, 8, 28)), gullies, strict=True
    ):
        shift = chance.uniform(-0.8, 0.8), chance.uniform(-0.8, 0.8)
        yield Step(at, OFFICE_2, "sql", _moved(gully, shift, {"survey_method": "rtk"}))


def _moved(drawn: Drawn, shift: tuple[float, float], values: Mapping[str, Any]) -> Act:
    geometry = translate(drawn.geometry, round(shift[0], 3), round(shift[1], 3))

    def act(session: CommuneSession, _at: datetime) -> None:
        _change(session, drawn.layer, drawn.code, values, geometry)

    return act


def _moved_pole(pole: Drawn, chance: Random) -> Act:
    """Move a pole and its lamp together."""
    east, north = (round(chance.uniform(-1.4, 1.4), 3) for _ in range(2))
    new = {"remark": "Nei gesat no engem Accident"}

    def act(session: CommuneSession, at: datetime) -> None:
        replaced = {**new, "installed_on": at.date().isoformat(), "installed_year": at.year}
        _change(session, pole.layer, pole.code, replaced, translate(pole.geometry, east, north))
        layer = session.catalogue["luminaire"]
        code = pole.code.replace("-PO", "-LU")
        lamp = assets.get(session, layer, identity(session.commune.name, layer.name, code))
        moved = translate(lamp.geometry, east, north)
        assets.change(session, layer, lamp.id, lamp.version, geometry=moved)

    return act


def _charging(plan: Plan, chance: Random) -> Iterator[Step]:
    points = [each.code for each in plan.drawing.of("evse")]
    for at in workdays(chance, 8 if points else 0, date(2025, 12, 1), date(2026, 11, 18)):
        values = {"availability": chance.choice(("out_of_order", "inoperative", "available"))}
        yield Step(at, OFFICE_2, "edit", _changes(("evse", chance.choice(points), values)))


def _meters(plan: Plan, chance: Random) -> Iterator[Step]:
    """Change water meters whose years of calibration are over."""
    due = [m for m in plan.drawing.of("water_meter") if m.values["started_on"] < "2015"]
    days = workdays(chance, len(due[:18]) // 3, date(2026, 1, 19), date(2026, 5, 29))
    for number, at in enumerate(days):
        changes = [
            (
                "water_meter",
                meter.code,
                {"started_on": at.date(), "serial_number": f"8SEN26{chance.randint(10**5, 10**6)}"},
            )
            for meter in due[number * 3 : number * 3 + 3]
        ]
        yield Step(at, CREW_WATER, "edit", _changes(*changes))


def _mistakes(plan: Plan) -> Iterator[Step]:
    """Mistype, so that rules have something to find; some of it is put right later."""
    drawing = plan.drawing
    pipe = drawing.of("water_pipe")[40]
    wrong = ("water_pipe", pipe.code, {"diameter_mm": pipe.values["diameter_mm"] * 10})
    right = ("water_pipe", pipe.code, {"diameter_mm": pipe.values["diameter_mm"]})
    yield Step(_on(2026, 2, 11, 15, 12), OFFICE_2, "sql", _changes(wrong))
    yield Step(_on(2026, 2, 24, 9, 41), OFFICE, "edit", _changes(right))
    manhole, other = drawing.of("sewer_manhole")[25], drawing.of("sewer_manhole")[90]
    valve, lamp = drawing.of("water_valve")[17], drawing.of("luminaire")[60]
    old = drawing.of("water_pipe")[77]
    left = (
        ("sewer_manhole", manhole.code, {"depth_m": round(manhole.values["depth_m"] + 1, 2)}),
        ("sewer_manhole", other.code, {"cover_level_m": other.values["cover_level_m"] + 0.9}),
        ("water_valve", valve.code, {"closed": None, "broken": None}),
        ("luminaire", lamp.code, {"circuit": None}),
        ("water_pipe", old.code, {"material": None}),
    )
    for number, mistake in enumerate(left):
        at = _on(2026, 5, 4, 10) + timedelta(days=21 * number, minutes=17 * number)
        yield Step(at, OFFICE_2, "sql", _changes(mistake))
