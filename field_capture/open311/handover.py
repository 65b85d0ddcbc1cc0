"""Reports that another body deals with: given to its server, and its answers brought back.

Handing over is the clerk's move to `forwarded`; a job then sends it and asks from time to time.
What the other body says is shown to the clerk and proposed as a move, for nobody of theirs moves a
report of ours: the public reads it once the clerk has said so.

GeoReport knows no key under which a report is taken once. Where a sending got no answer it may have
arrived, so it is not repeated: the report is `UNSURE` from the moment before it goes out until an
answer is there, also if our own process ends in between. It is then looked for among theirs, by our
reference, and otherwise the clerk is asked; a second sending tells them that it is one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import shapely
from geoalchemy2.shape import to_shape
from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from field_capture.open311.client import Passed, Taken, Told
from field_capture.reports import moves
from field_capture.reports import settings as desk_settings
from field_capture.reports.moves import Decision
from field_capture.reports.public_report import asset_codes
from field_capture.reports.settings import Body
from field_capture.states.report import State
from field_capture.store import table
from gis import jobs
from gis.errors import UnknownThing
from gis.session import CommuneSession
from gis.viewer import Action
from layers.spec import Text, Visibility

ASKED_EVERY = timedelta(minutes=30)
_PROBLEM = 200

SENDING, UNSURE, RESENDING = "sending", "unsure", "resending"
OPEN, CLOSED = "open", "closed"
WAITING = (SENDING, UNSURE, RESENDING)
"""The states in which we have no answer of theirs."""


@dataclass(frozen=True, slots=True)
class Handover:
    """A report at another body.

    Attributes
    ----------
    state : str
        ``sending``; ``unsure`` where it went out and no answer is known, ``resending`` where a
        clerk sends it all the same; ``open``, or ``closed`` as they say.
    number : str or None
        Theirs; until they have given one, `token` stands for it.
    told : str or None
        Their words about it.
    problem : str or None
        Why it could not be sent or asked for the last time.
    """

    report: UUID
    body: str
    state: str
    at: datetime
    token: str | None
    number: str | None
    status: str | None
    told: str | None
    asked_at: datetime | None
    problem: str | None


def hand_over(
    session: CommuneSession, number: str, body: Body, sentence: str | None, now: datetime
) -> None:
    """Forward a report to another body, and have it sent there.

    Raises
    ------
    Unauthenticated, NotAllowed, UnknownThing, MoveNotAllowed, Invalid
    """
    session.viewer.must(Action.HANDLE_REPORTS)
    decision = Decision(target=State.FORWARDED, sentence=sentence or None, agency=body.name)
    moved = moves.perform(session, number, decision, now=now)
    rows = table(session, "report_handover")
    empty = dict.fromkeys(("token", "number", "status", "told", "asked_at", "problem"))
    values = {"body": body.key, "state": SENDING, "at": now, **empty}
    session.connection.execute(
        upsert(rows)
        .values(report=moved.report, **values)
        .on_conflict_do_update(index_elements=["report"], set_=values)
    )
    _have_it_sent(session, moved.report)


def send_again(session: CommuneSession, report: UUID) -> None:
    """Try once more to send what could not be sent, or what may have arrived.

    Raises
    ------
    Unauthenticated, NotAllowed, UnknownThing
    """
    session.viewer.must(Action.HANDLE_REPORTS)
    found = find(session, report)
    if found is None or found.state not in WAITING:
        raise UnknownThing("resource", str(report))
    if found.state == UNSURE:
        _note(session, found, {"state": RESENDING})
    _have_it_sent(session, report)


def _have_it_sent(session: CommuneSession, report: UUID) -> None:
    jobs.enqueue(
        session.connection,
        "hand_over",
        commune=session.commune.name,
        report=str(report),
    )


def find(session: CommuneSession, report: UUID) -> Handover | None:
    """Return where a report was handed over to; None where it was not."""
    rows = table(session, "report_handover")
    names = [rows.c[name] for name in Handover.__slots__]
    row = session.connection.execute(select(*names).where(rows.c.report == report)).one_or_none()
    return None if row is None else Handover(*row)


def to_ask(session: CommuneSession, now: datetime, limit: int = 200) -> list[Handover]:
    """Return the reports about which other bodies are to be asked now, the longest waiting first.

    What they have closed may be opened there again: it is asked for as long as we wait for it.
    """
    rows, report = table(session, "report_handover"), table(session, "report")
    names = [rows.c[name] for name in Handover.__slots__]
    found = session.connection.execute(
        select(*names)
        .join(report, report.c.id == rows.c.report)
        .where(
            report.c.state == State.FORWARDED.value,
            rows.c.state.not_in(WAITING),
            (rows.c.asked_at.is_(None)) | (rows.c.asked_at <= now - ASKED_EVERY),
        )
        .order_by(rows.c.asked_at.nulls_first(), rows.c.at)
        .limit(limit)
    )
    return [Handover(*row) for row in found]


def passed(session: CommuneSession, found: Handover, body: Body, language: str) -> Passed | None:
    """Return what another body is told; None where the report is not with others (any more).

    The citizen's own words go there only once they are released.
    """
    report = found.report
    rows = table(session, "report")
    row = session.connection.execute(select(rows).where(rows.c.id == report)).one_or_none()
    if row is None or row.state != State.FORWARDED.value:
        return None
    lon = lat = None
    if row.geom is not None:
        east, north = shapely.get_coordinates(to_shape(row.geom))[0]
        lon, lat = (float(each) for each in session.commune.operation.to_wgs84(east, north))
    fault = session.catalogue.fault(row.service_code)
    label = fault[1].label.to(language) if fault else row.service_code
    asset = asset_codes(session, [report], Visibility.PUBLIC).get(report)
    told = [label, row.description_public, asset and asset[1]]
    if found.state == RESENDING:
        told.append(_SECOND.to(language))
    reference = f"{session.commune.title} {row.number}"
    return Passed(
        reference=reference,
        service_code=body.codes.get(row.service_code, row.service_code),
        lat=lat,
        long=lon,
        address=None if lat is not None else row.address,
        description="\n".join([*(each for each in told if each), reference]),
    )


_SECOND = Text(
    "Zweet Schécken: op dat éischt koum keng Äntwert.",
    "Deuxième envoi : le premier est resté sans réponse.",
    "Zweite Sendung: auf die erste kam keine Antwort.",
    "Sent a second time: the first one got no answer.",
)


def going_out(session: CommuneSession, found: Handover, now: datetime) -> bool:
    """Note that a report goes out now: until there is an answer it may have arrived or not.

    Returns whether it is for the caller to send: of two jobs that found it waiting it is for one.
    """
    values = {"state": UNSURE, "asked_at": now, "problem": None}
    return _note(session, found, values, only=found.state)


def note_refused(session: CommuneSession, found: Handover, problem: str, now: datetime) -> None:
    """Keep why another body surely has not taken a report: it may be sent again."""
    values = {"state": found.state, "problem": problem[:_PROBLEM], "asked_at": now}
    _note(session, found, values, only=UNSURE)


def note_taken(session: CommuneSession, found: Handover, taken: Taken, now: datetime) -> None:
    """Keep under which number or token another body has a report."""
    number = {} if taken.number is None else {"number": taken.number}
    values = {"state": OPEN, "problem": None, "token": taken.token, "asked_at": now}
    _note(session, found, {**values, **number})


def note_told(session: CommuneSession, found: Handover, told: Told, now: datetime) -> None:
    """Keep what another body says of a report."""
    state = CLOSED if told.status == "closed" else OPEN
    values = {"state": state, "status": told.status, "told": told.notes}
    _note(session, found, {**values, "asked_at": now, "problem": None})


def note_problem(session: CommuneSession, found: Handover, problem: str, now: datetime) -> None:
    """Keep why a report could not be sent or asked for."""
    _note(session, found, {"problem": problem[:_PROBLEM], "asked_at": now})


def _note(
    session: CommuneSession,
    found: Handover,
    values: Mapping[str, object],
    *,
    only: str | None = None,
) -> bool:
    """Write what is known of this handing over; of a later one, to whomever, it tells nothing."""
    rows = table(session, "report_handover")
    this = [rows.c.report == found.report, rows.c.body == found.body, rows.c.at == found.at]
    if only is not None:
        this.append(rows.c.state == only)
    return bool(session.connection.execute(update(rows).where(*this).values(values)).rowcount)


def body_of(session: CommuneSession, found: Handover) -> Body | None:
    """Return the body that has a report; None where the commune has removed it."""
    try:
        return desk_settings.body(session, found.body)
    except UnknownThing:
        return None
