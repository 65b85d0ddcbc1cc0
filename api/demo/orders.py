"""Work orders of the year, in every state, made of reports of their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from random import Random

from api.demo.drawing import Drawn, dice
from api.demo.plan import Plan
from api.demo.year import CITIZEN, CLERK, CREW_ROADS, OFFICE, Act, Step
from field_capture.orders import announcing, materials, work_order
from field_capture.orders import moves as order_moves
from field_capture.orders import stops as order_stops
from field_capture.orders.closing import Result
from field_capture.orders.says import Wanted
from field_capture.orders.work_order import Order
from field_capture.reports import damage_report
from field_capture.reports.draft import Channel, Draft
from field_capture.states.order import OrderKind, OrderState, Outcome
from field_capture.tasks import checklist
from gis import assets
from gis.session import CommuneSession

_ITEMS, _ = checklist.read(
    [
        {"id": "off", "text": "Stroum fräigeschalt", "kind": "tick", "required": True},
        {"id": "driver", "text": "Driver gemooss", "kind": "number", "unit": "V"},
        {"id": "door", "text": "Mastklapp zou", "kind": "tick", "required": True},
    ]
)


@dataclass(frozen=True, slots=True)
class _Story:
    """An order, the things it is about, and how far it came.

    Attributes
    ----------
    count : int
        Assets that somebody reported, next to each other.
    days : mapping
        Where the order went, and how many days after it was made.
    closed : mapping
        Stop by its number -> how it went; the others of an order that is done were repaired.
    """

    made: datetime
    service: str
    layer: str
    count: int
    wanted: Wanted
    days: Mapping[OrderState, float] = field(default_factory=dict)
    closed: Mapping[int, Result] = field(default_factory=dict)
    reported: bool = True
    announced: Mapping[str, str] = field(default_factory=dict)


def _lines(text: str) -> tuple[materials.Material, ...]:
    return materials.read(text)[0]


_PLANNED, _STARTED, _DONE = OrderState.PLANNED, OrderState.IN_PROGRESS, OrderState.DONE
STORIES = (
    _Story(
        datetime(2026, 9, 28, 8, 5, tzinfo=UTC), "lamp_out", "luminaire", 4,
        Wanted(
            title="Luuchte gefléckt am Duerf", text="Leeder matbréngen; virum Owend fäerdeg.",
            begins=date(2026, 9, 30), ends=date(2026, 10, 2), assignee=CREW_ROADS.actor,
            materials=_lines("4 pcs LED-Modul\n2 pcs Driver\n6 m Kabel"), checklist=_ITEMS,
            estimate_eur=Decimal("780.00"), actual_eur=Decimal("812.50"),
        ),
        {_PLANNED: 0.2, _STARTED: 2.0, _DONE: 2.3},
        {2: Result(Outcome.REPLACED, "Driver duerch, ganz Luucht ersat")},
    ),
    _Story(
        datetime(2026, 11, 17, 9, 40, tzinfo=UTC), "gully_blocked", "sewer_catch_basin", 5,
        Wanted(
            title="Gullie botzen virum Frascht", text="Sauger bestallt fir 8 Auer.",
            begins=date(2026, 11, 19), ends=date(2026, 11, 23), assignee=CREW_ROADS.actor,
            priority=1, materials=_lines("1 Sauger\n5 pcs Deckelring"),
            estimate_eur=Decimal("1450.00"),
        ),
        {_PLANNED: 0.1, _STARTED: 1.95},
        {1: Result(Outcome.REPAIRED, "voller Blieder"),
         2: Result(Outcome.NOT_FOUND, "do ass kee Gulli, nëmmen e Kontrollschaacht")},
        announced={
            "lb": "Mir botzen d'Gullien virum Frascht.",
            "fr": "Nous nettoyons les avaloirs avant le gel.",
            "de": "Wir reinigen die Gullys vor dem Frost.",
            "en": "We clean the gullies before the frost.",
            "pt": "Limpamos as sarjetas antes da geada.",
        },
    ),
    _Story(
        datetime(2026, 11, 19, 13, 15, tzinfo=UTC), "lamp_out", "luminaire", 6,
        Wanted(
            title="Luuchten aus", text="Eng Tour mat der Hiefbün.",
            begins=date(2026, 11, 24), ends=date(2026, 11, 26), assignee="demo-crew",
            materials=_lines("6 pcs LED-Modul\n1 Hiefbün\n12 m Kabel"), checklist=_ITEMS,
            estimate_eur=Decimal("1120.00"),
        ),
        {_PLANNED: 0.05},
        announced={"lb": "Mir maachen d'Luuchten nei.", "fr": "Nous remplaçons les luminaires."},
    ),
    _Story(
        datetime(2026, 11, 20, 9, 0, tzinfo=UTC), "pole_hatch_open", "pole", 2,
        Wanted(title="Mastklappen zoumaachen", danger=True, priority=1),
    ),
    _Story(
        datetime(2026, 10, 12, 10, 0, tzinfo=UTC), "hydrant_leaking", "water_hydrant", 2,
        Wanted(title="Hydrante kontrolléieren", kind=OrderKind.INSPECTION),
        {_PLANNED: 0.3, OrderState.CANCELLED: 3.0}, reported=False,
    ),
    # One lamp that fails again and again.
    *(
        _Story(
            datetime(2026, month, 9, 8, 30, tzinfo=UTC), "lamp_flickering", "luminaire", 1,
            Wanted(title="Luucht flackert"), {_PLANNED: 0.2, _STARTED: 1.0, _DONE: 1.1},
        )
        for month in (2, 6)
    ),
    _Story(
        datetime(2026, 11, 18, 17, 30, tzinfo=UTC), "lamp_flickering", "luminaire", 1,
        Wanted(title="Luucht flackert schonn nees"),
    ),
)  # fmt: skip


def steps(plan: Plan) -> list[Step]:
    """Return the reports of these orders, and every move of theirs."""
    chance = dice("orders")
    again = chance.choice(_standing(plan, "luminaire"))
    found: list[Step] = []
    for story in STORIES:
        about = [again]
        if story.count > 1:
            about = _near(_standing(plan, story.layer), chance, story.count)
        found += _story(story, about)
    return found


def _standing(plan: Plan, layer: str) -> list[Drawn]:
    return [each for each in plan.drawing.of(layer) if not each.wave]


def _near(standing: Sequence[Drawn], chance: Random, count: int) -> list[Drawn]:
    """Return one asset and those that stand nearest to it."""
    first = chance.choice(standing)
    ranked = sorted((first.geometry.distance(each.geometry), each.code, each) for each in standing)
    return [each for _, _, each in ranked[:count]]


def _story(story: _Story, about: Sequence[Drawn]) -> list[Step]:
    numbers: list[str] = []
    order: list[Order] = []
    found = []
    if story.reported:
        for at, each in enumerate(about):
            sent = story.made - timedelta(hours=20 - 3 * at)
            found.append(Step(sent, CITIZEN, "report", _reported(story, each, at, numbers)))
    found.append(Step(story.made, CLERK, "order", _made(story, about, numbers, order)))
    if story.announced:
        told = story.made + timedelta(days=0.06)
        found.append(Step(told, CLERK, "order", _announced(story, order)))
    for state, days in story.days.items():
        who = CREW_ROADS if state in (_STARTED, _DONE) else OFFICE
        then = story.made + timedelta(days=days)
        found.append(Step(then, who, "order", _moved(story, order, state)))
    return found


def _reported(story: _Story, about: Drawn, at: int, numbers: list[str]) -> Act:
    def act(session: CommuneSession, now: datetime) -> None:
        east, north = about.geometry.coords[0]
        lon, lat = session.commune.operation.to_wgs84(east, north)
        draft = Draft(
            service_code=story.service,
            channel=(Channel.PHONE, Channel.OPEN311, Channel.COUNTER)[at % 3],
            language=("lb", "fr", "de", "pt")[at % 4],
            lat=round(float(lat), 7),
            long=round(float(lon), 7),
            address_id=about.code,
        )
        numbers.append(damage_report.submit(session, draft, now=now).number)

    return act


def _made(story: _Story, about: Sequence[Drawn], numbers: list[str], order: list[Order]) -> Act:
    def act(session: CommuneSession, now: datetime) -> None:
        made = work_order.make(session, story.wanted, now)
        layer = session.layer(story.layer)
        found = (assets.find_by_code(session, layer, each.code) for each in about)
        there = [(layer, each.id) for each in found if each is not None]
        order.append(order_stops.gather(session, made.id, reports=numbers, about=there, now=now))

    return act


def _announced(story: _Story, order: list[Order]) -> Act:
    def act(session: CommuneSession, now: datetime) -> None:
        made = work_order.get(session, order[0].id)
        announcing.announce(session, made, story.announced, made.version, now)

    return act


def _moved(story: _Story, order: list[Order], state: OrderState) -> Act:
    def act(session: CommuneSession, now: datetime) -> None:
        (made,) = order
        stops = {each.position: each.id for each in work_order.stops(session, made.id)}
        results = {stops[at]: result for at, result in story.closed.items()}
        if state is _DONE:
            order_moves.perform(session, made.id, state, version=None, now=now, results=results)
            return
        reason = "D'Waasserverwaltung kontrolléiert selwer."
        order_moves.perform(session, made.id, state, version=None, now=now, reason=reason)
        if state is _STARTED and _DONE not in story.days:
            for stop, result in results.items():
                order_moves.close_stop(session, made.id, stop, result, now)

    return act
