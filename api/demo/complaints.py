"""What citizens reported in the year, and how far the town hall has come with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from uuid import UUID

from sqlalchemy import select

from api.demo.drawing import Drawn, dice
from api.demo.plan import Plan
from api.demo.works import workdays
from api.demo.year import CITIZEN, CLERK, CREW_ROADS, END, OFFICE, Act, Step
from field_capture import store
from field_capture.reports import damage_report, moves
from field_capture.reports.draft import Channel, Contact, Draft
from field_capture.reports.moves import Decision
from field_capture.states.report import HIDDEN, Mover, State
from gis.session import CommuneSession


@dataclass(frozen=True, slots=True)
class _Said:
    service: str
    layer: str
    language: str
    text: str


SAID = (
    _Said("lamp_out", "luminaire", "lb", "D'Luucht virun eiser Dier brennt zënter enger Woch net."),
    _Said("lamp_out", "luminaire", "fr", "Le lampadaire est éteint depuis trois jours."),
    _Said("lamp_flickering", "luminaire", "de", "Die Lampe flackert die ganze Nacht."),
    _Said("lamp_out", "luminaire", "pt", "O candeeiro em frente da escola não acende."),
    _Said("lamp_always_on", "luminaire", "en", "This lamp is on all day."),
    _Said("pole_damaged", "pole", "de", "Nach einem Unfall steht der Mast schief."),
    _Said("pole_hatch_open", "pole", "lb", "D'Klapp um Mast steet op, d'Kabele leie fräi."),
    _Said("water_leak", "water_pipe", "lb", "Um Trottoir leeft Waasser aus dem Buedem."),
    _Said("water_pressure_low", "water_pipe", "fr", "Très peu de pression depuis ce matin."),
    _Said("water_dirty", "water_pipe", "de", "Das Wasser ist braun."),
    _Said("hydrant_leaking", "water_hydrant", "lb", "Den Hydrant drëpst."),
    _Said("manhole_cover_rattling", "sewer_manhole", "fr", "Le tampon claque à chaque voiture."),
    _Said("manhole_cover_loose", "sewer_manhole", "de", "Der Deckel liegt nicht richtig auf."),
    _Said("sewer_smell", "sewer_manhole", "pt", "Cheira mal na rua quando faz calor."),
    _Said("gully_blocked", "sewer_catch_basin", "lb", "De Gulli ass voller Blieder."),
    _Said("gully_blocked", "sewer_catch_basin", "en", "The gully is blocked, the street floods."),
    _Said("charger_out_of_order", "evse", "fr", "La borne n'accepte aucune carte."),
    _Said("charger_cable_damaged", "evse", "de", "Das Kabel ist beschädigt."),
)

_CLERK, _PLANNER, _CREW = (frozenset({who}) for who in (Mover.CLERK, Mover.PLANNER, Mover.CREW))
_CITIZEN = frozenset({Mover.CITIZEN})
_HANDS = {_CLERK: CLERK, _PLANNER: OFFICE, _CREW: CREW_ROADS, _CITIZEN: CITIZEN}
_Path = tuple[tuple[State, frozenset[Mover], int], ...]
"""States that a report goes through, by whose hand, hours after the one before."""

_TO_WORK: _Path = (
    (State.ACCEPTED, _CLERK, 5),
    (State.PLANNED, _CLERK, 20),
    (State.IN_PROGRESS, _PLANNER, 70),
)
PATHS: tuple[_Path, ...] = (
    (*_TO_WORK, (State.DONE, _CREW, 6)),
    (*_TO_WORK, (State.DONE, _CREW, 30)),
    ((State.ACCEPTED, _CLERK, 3), (State.IN_PROGRESS, _CLERK, 2), (State.DONE, _CREW, 8)),
    ((State.FORWARDED, _CLERK, 26), (State.DONE, _CLERK, 190)),
    ((State.DUPLICATE, _CLERK, 4),),
    ((State.REJECTED, _CLERK, 49),),
    (*_TO_WORK, (State.DONE, _CREW, 3), (State.REOPENED, _CITIZEN, 90), (State.ACCEPTED, _CLERK, 6),
     (State.IN_PROGRESS, _CLERK, 40), (State.DONE, _CREW, 5)),
    ((State.SPAM, _CLERK, 1),),
)  # fmt: skip
RECENT: tuple[_Path, ...] = (
    (),
    ((State.ACCEPTED, _CLERK, 4),),
    ((State.ACCEPTED, _CLERK, 5), (State.PLANNED, _CLERK, 22)),
    _TO_WORK,
    ((State.WAITING_INFO, _CLERK, 7),),
    ((State.FORWARDED, _CLERK, 9),),
    (),
)
"""What came in lately is not finished yet."""

_CHANNELS = (
    Channel.WEB, Channel.OPEN311, Channel.PHONE, Channel.WEB, Channel.COUNTER, Channel.OPEN311,
)  # fmt: skip


def steps(plan: Plan) -> list[Step]:
    """Return the reports of the year and every move they made."""
    chance = dice("complaints")
    recent = END.date() - timedelta(days=12)
    found: list[Step] = []
    old = workdays(chance, 34, date(2025, 11, 24), recent - timedelta(days=20))
    new = workdays(chance, 14, recent, END.date() - timedelta(days=1))
    for number, at in enumerate(old + new):
        said = SAID[number * 5 % len(SAID)]
        about = [each for each in plan.drawing.of(said.layer) if not each.wave]
        paths = PATHS if number < len(old) else RECENT
        path = paths[number % len(paths)]
        found += _story(at, said, chance.choice(about), path, number, chance)
    return found


def _story(  # noqa: PLR0913  what happened to whom, when and how
    at: datetime, said: _Said, about: Drawn, path: _Path, number: int, chance: Random
) -> list[Step]:
    told: list[UUID] = []
    channel = _CHANNELS[number % len(_CHANNELS)]
    off = chance.gauss(0, 2.5), chance.gauss(0, 2.5)
    # On the web an address is confirmed before anybody reads on.
    email = f"demo-{number}@example.org" if channel is Channel.WEB and number % 4 == 0 else None
    found = [Step(at, CITIZEN, "report", _submitted(told, said, about, off, channel, email))]
    if email is not None:
        if number % 8:
            return found
        path = ((State.RECEIVED, _CITIZEN, 1), *path)
    here = at
    for target, who, hours in path:
        here += timedelta(hours=hours)
        if here >= END:
            break
        found.append(Step(here, _HANDS[who], "report", _moved(told, target, who)))
    return found


def _submitted(  # noqa: PLR0913  a report
    told: list[UUID],
    said: _Said,
    about: Drawn,
    off: tuple[float, float],
    channel: Channel,
    email: str | None,
) -> Act:
    def act(session: CommuneSession, at: datetime) -> None:
        spot = about.geometry
        if spot.length > 0:
            spot = spot.interpolate(0.5, normalized=True)
        east, north = spot.coords[0]
        lon, lat = session.commune.operation.to_wgs84(east + off[0], north + off[1])
        by_number = about.layer in {"luminaire", "pole", "evse"}
        draft = Draft(
            service_code=said.service,
            channel=channel,
            language=said.language,
            description=said.text,
            lat=round(float(lat), 7),
            long=round(float(lon), 7),
            asset_code=about.code if by_number else None,
            contact=Contact(email=email),
        )
        told.append(damage_report.submit(session, draft, now=at).id)

    return act


_WORDS = {
    State.DONE: ("repaired", "Mir hunn et gefléckt. / C'est réparé."),
    State.REJECTED: ("not_ours", "Dat gehéiert net der Gemeng. / Ceci n'est pas à la commune."),
    State.DUPLICATE: ("same_fault", "Dat war schonn gemellt. / C'était déjà signalé."),
    State.WAITING_INFO: (None, "Op wéi enger Säit vun der Strooss? / De quel côté de la rue?"),
    State.FORWARDED: (None, "Dat ass bei Creos. / Transmis à Creos."),
}


def _moved(told: list[UUID], target: State, who: frozenset[Mover]) -> Act:
    def act(session: CommuneSession, at: datetime) -> None:
        reason, sentence = _WORDS.get(target, (None, None))
        decision = Decision(
            target=target,
            reason=reason,
            sentence=sentence,
            duplicate_of=_another(session, told[0]) if target is State.DUPLICATE else None,
            expected_at=at + timedelta(days=4) if target is State.PLANNED else None,
        )
        moves.perform(session, told[0], decision, now=at, who=who)

    return act


def _another(session: CommuneSession, report: UUID) -> str | None:
    """Return the number of an earlier report, of the same kind where there is one."""
    table = store.table(session, "report")
    here = select(table.c.service_code).where(table.c.id == report).scalar_subquery()
    return session.connection.scalar(
        select(table.c.number)
        .where(table.c.id != report, table.c.duplicate_of.is_(None))
        .where(table.c.state.not_in(sorted(HIDDEN)))
        .order_by((table.c.service_code == here).desc(), table.c.requested_at.desc())
        .limit(1)
    )
