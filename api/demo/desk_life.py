"""The last days at the clerk's desk: lamps of one circuit, calls that repeat, one too late."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta

from sqlalchemy import insert, select

from api.demo.drawing import Drawn
from api.demo.plan import Plan
from api.demo.year import ADMIN, CITIZEN, CLERK, END, Act, Step
from field_capture import store
from field_capture.desk import moderation
from field_capture.open311 import handover
from field_capture.open311.client import Taken, Told
from field_capture.reports import damage_report, moves, notes, supporters
from field_capture.reports import settings as desk_settings
from field_capture.reports.draft import Channel, Contact, Draft
from field_capture.reports.moves import Decision
from field_capture.reports.settings import Announced, Body
from field_capture.states.report import State
from gis import assets
from gis.session import CommuneSession

_LAMPS = 4
_HOUR = timedelta(hours=1)


def steps(plan: Plan) -> list[Step]:
    """Return what came in shortly before the demo's today, and is not dealt with yet."""
    lamps = _one_circuit(plan)
    found = [
        Step(
            END - (70 - 9 * n) * _HOUR,
            CITIZEN,
            "report",
            _told("lamp_out", lamp, Channel.WEB, "lb", "D'Luucht ass aus."),
        )
        for n, lamp in enumerate(lamps)
    ]
    again = lamps[0]
    found += [
        Step(
            END - hours * _HOUR,
            CLERK,
            "desk",
            _told("lamp_out", again, channel, language, said, contact),
        )
        for hours, channel, language, said, contact in (
            (30, Channel.PHONE, "fr", "Il fait noir devant l'école.", None),
            (20, Channel.COUNTER, "pt", "A luz não acende.", Contact(first_name="Ana")),
        )
    ]
    manhole = next(each for each in plan.drawing.of("sewer_manhole") if not each.wave)
    said = "De Schachtdeckel klappert an ass lass, fréi 621 000 000."
    caller = Contact(first_name="Kim", last_name="Muster", phone="621 000 000")
    late = _told("manhole_cover_loose", manhole, Channel.PHONE, "lb", said, caller)
    return [
        *found,
        Step(END - 75 * _HOUR, CLERK, "desk", late),
        Step(END - 2 * _HOUR, CLERK, "desk", _desk),
        Step(END - 400 * _HOUR, ADMIN, "desk", _keep_body),
        Step(END - 28 * _HOUR, CLERK, "desk", _passed_on(plan)),
        Step(END - 3 * _HOUR, CITIZEN, "report", _more(lamps[1])),
    ]


def _one_circuit(plan: Plan) -> list[Drawn]:
    """Return some lamps that one circuit feeds."""
    circuits: dict[str, list[Drawn]] = defaultdict(list)
    for lamp in plan.drawing.of("luminaire"):
        if not lamp.wave and lamp.values.get("circuit"):
            circuits[lamp.values["circuit"]].append(lamp)
    return max(circuits.values(), key=len)[:_LAMPS]


def _told(  # noqa: PLR0913  a report
    service: str,
    about: Drawn,
    channel: Channel,
    language: str,
    said: str,
    contact: Contact | None = None,
) -> Act:
    def act(session: CommuneSession, at: datetime) -> None:
        east, north = about.geometry.coords[0]
        lon, lat = session.commune.operation.to_wgs84(east, north)
        draft = Draft(
            service_code=service,
            channel=channel,
            language=language,
            description=said,
            lat=round(float(lat), 7),
            long=round(float(lon), 7),
            asset_code=about.code,
            contact=contact or Contact(),
        )
        receipt = damage_report.submit(session, draft, now=at)
        if contact is not None and contact.phone:
            notes.add(session, receipt.id, "Rifft muer nach eng Kéier un.", at)
            public = "De Schachtdeckel klappert an ass lass."
            moderation.release_text(session, receipt.id, public, at)

    return act


_BODY = Body(
    key="grid",
    name="Stroumnetz (Demo)",
    endpoint="https://georeport.example/v2",  # a name that nobody can have (RFC 2606)
    codes={"charger_out_of_order": "charging"},
)


def _keep_body(session: CommuneSession, at: datetime) -> None:
    desk_settings.keep_body(session, _BODY, at)


def _passed_on(plan: Plan) -> Act:
    """Tell of a charger that another body looks after, and has answered about."""
    charger = next(each for each in plan.drawing.of("evse") if not each.wave)

    def act(session: CommuneSession, at: datetime) -> None:
        told = _told(
            "charger_out_of_order", charger, Channel.COUNTER, "fr", "La borne reste noire."
        )
        told(session, at - 5 * _HOUR)
        report = store.table(session, "report")
        latest = report.c.requested_at.desc(), report.c.number.desc()
        row = session.connection.execute(
            select(report.c.id, report.c.number)
            .where(report.c.service_code == "charger_out_of_order")
            .order_by(*latest)
            .limit(1)
        ).one()
        decision = Decision(
            target=State.FORWARDED, sentence="Transmis au gestionnaire.", agency=_BODY.name
        )
        moves.perform(session, row.number, decision, now=at)
        session.connection.execute(
            insert(store.table(session, "report_handover")).values(
                report=row.id, body=_BODY.key, state=handover.SENDING, at=at
            )
        )
        there = handover.find(session, row.id)
        if there is None:
            return
        handover.note_taken(session, there, Taken(number="SN-2026-0117", token=None), at)
        answer = Told(status="open", notes="Un technicien passera jeudi.")
        # As if just asked, for years: there is nobody at that address who could be asked again.
        handover.note_told(session, there, answer, at + timedelta(days=3650))

    return act


def _more(lamp: Drawn) -> Act:
    """Let neighbours say "me too"."""

    def act(session: CommuneSession, at: datetime) -> None:
        report, link = store.table(session, "report"), store.table(session, "report_asset")
        layer = session.layer("luminaire")
        there = assets.find_by_code(session, layer, lamp.code)
        if there is None:
            return
        number = session.connection.scalar(
            select(report.c.number)
            .where(report.c.id.in_(select(link.c.report).where(link.c.asset == there.id)))
            .order_by(report.c.requested_at.desc())
            .limit(1)
        )
        for neighbour in range(3):
            supporters.me_too(session, str(number), bytes([neighbour]), at)

    return act


def _desk(session: CommuneSession, at: datetime) -> None:
    told = Announced(emails=("gemeng@example.org",), phones=("+352 621 000 000",))
    desk_settings.keep_announced(session, told, at)
