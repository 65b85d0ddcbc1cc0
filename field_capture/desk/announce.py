"""Telling the town hall what came in: by mail at once, by text message what is urgent, each day.

What is told is category, asset, number, and where to read on. A letter lies in mailboxes for years:
what the citizen wrote and who it was stand in none.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from field_capture.desk import inbox as desk
from field_capture.desk.inbox import Filed, Wanted
from field_capture.reports import settings as desk_settings
from field_capture.reports.deadlines import Pressure
from field_capture.reports.notify import Letter
from field_capture.states.report import State
from field_capture.store import table
from gis.session import CommuneSession
from layers.spec import Text

_MOST_LINES = 20
_MOST_COUNTED = 100_000
_MONDAY = 0

_NEW = Text("Nei Meldung", "Nouveau signalement", "Neue Meldung", "New report")
_URGENT = Text("DRÉNGEND", "URGENT", "DRINGEND", "URGENT")
_DESK = Text("Um Guichet opmaachen:", "Ouvrir au guichet :", "Am Schalter öffnen:", "At the desk:")
_SUMMARY = Text(
    "Meldungen: {new} nei, {overdue} iwwer dem Delai, {soon} geschwënn",
    "Signalements : {new} nouveaux, {overdue} en retard, {soon} bientôt à échéance",
    "Meldungen: {new} neu, {overdue} überfällig, {soon} bald fällig",
    "Reports: {new} new, {overdue} overdue, {soon} due soon",
)
_OVERDUE = Text("Iwwer dem Delai:", "En retard :", "Überfällig:", "Overdue:")
_SOON = Text("Geschwënn fälleg:", "Bientôt à échéance :", "Bald fällig:", "Due soon:")
_SINCE = Text(
    "Zënter dem leschten Iwwerbléck ukomm:",
    "Reçus depuis le dernier résumé :",
    "Seit der letzten Übersicht:",
    "Since the last summary:",
)


@dataclass(frozen=True, slots=True)
class TextMessage:
    """A text message, ready to be sent."""

    to: str = field(repr=False)
    body: str


def of_new(
    session: CommuneSession, report: UUID, address: str, language: str, now: datetime
) -> tuple[list[Letter], list[TextMessage]]:
    """Return who is told of a report that came in; nobody of one that nobody may know of.

    Parameters
    ----------
    address : str
        Of the installation: what links begin with.
    """
    found, told = _one(session, report, now), desk_settings.announced(session)
    if found is None or desk.is_hidden(found):
        return [], []
    subject = f"{_NEW.to(language)} {found.number}: {_what(found, language)}"
    if found.is_urgent:
        subject = f"{_URGENT.to(language)}: {subject}"
    link = f"{address}/{session.commune.name}/reports/{found.number}?lang={language}"
    body = f"{subject}\n\n{_DESK.to(language)}\n{link}\n\n{session.commune.title}\n"
    letters = [
        Letter(
            id=f"new-{report.hex}-{n}",
            to=each,
            sender=session.commune.title,
            subject=subject,
            body=body,
            language=language,
        )
        for n, each in enumerate(told.emails)
        if told.everything or found.is_urgent
    ]
    short = f"{session.commune.title}: {subject} {link}"
    messages = [TextMessage(each, short) for each in told.phones if found.is_urgent]
    return letters, messages


def of_day(session: CommuneSession, address: str, language: str, now: datetime) -> list[Letter]:
    """Return the summary of a day: what came in, what is overdue or due soon, if anything is."""
    told = desk_settings.announced(session)
    if not told.daily or not told.emails:
        return []
    found = desk.listed(session, Wanted(most=_MOST_COUNTED), now)
    overdue = [each for each in found if each.pressure is Pressure.OVERDUE]
    soon = [each for each in found if each.pressure is Pressure.SOON]
    # Nobody is told anything on a weekend: Monday's letter tells of that too.
    since = now - timedelta(days=3 if now.weekday() == _MONDAY else 1)
    fresh = [each for each in found if each.requested_at > since]
    if not (overdue or soon or fresh):
        return []
    counts = {"new": len(fresh), "overdue": len(overdue), "soon": len(soon)}
    subject = _SUMMARY.format(**counts).to(language)
    parts = [subject]
    for title, several in ((_OVERDUE, overdue), (_SOON, soon), (_SINCE, fresh)):
        lines = [f"{each.number} {_what(each, language)}" for each in several[:_MOST_LINES]]
        if lines:
            parts.append("\n".join([title.to(language), *lines]))
    link = f"{address}/{session.commune.name}/reports?lang={language}"
    parts += [f"{_DESK.to(language)}\n{link}", session.commune.title]
    return [
        Letter(
            id=f"day-{now:%Y%m%d}-{session.commune.name}-{n}",
            to=each,
            sender=session.commune.title,
            subject=subject,
            body="\n\n".join(parts) + "\n",
            language=language,
        )
        for n, each in enumerate(told.emails)
    ]


def _one(session: CommuneSession, report: UUID, now: datetime) -> Filed | None:
    rows = table(session, "report")
    number = session.connection.scalar(
        select(rows.c.number).where(rows.c.id == report, rows.c.state != State.SPAM.value)
    )
    found = desk.numbered(session, [number], now) if number else []
    return found[0] if found else None


def _what(found: Filed, language: str) -> str:
    label = found.fault[1].label.to(language) if found.fault else found.service_code
    return f"{label} ({found.asset[1]})" if found.asset else label
