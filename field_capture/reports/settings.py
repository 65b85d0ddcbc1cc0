"""What a commune has set for its desk: deadlines, answers, other bodies, whom to tell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import Select, Table, bindparam, select
from sqlalchemy.dialects.postgresql import insert as upsert

from field_capture.reports import answers
from field_capture.reports.answers import Answer
from field_capture.reports.deadlines import LONGEST_DAYS
from field_capture.reports.draft import check_email
from field_capture.states.report import State
from field_capture.store import table
from gis import jobs
from gis.errors import Invalid, Issue, UnknownThing
from gis.questions import Question, answer
from gis.session import CommuneSession
from gis.viewer import Action

TOLD_BY = "report_received"
"""The job that tells the town hall of a report."""

MOST_BODIES = 20
MOST_TOLD = 10
_KEY = re.compile(r"[a-z0-9][a-z0-9-]{0,39}\Z")
_URL = re.compile(r"https?://[^\s/?#@\"<>\\]+(?:/[^\s\"<>?#]*)?\Z", re.IGNORECASE)
_PHONE = re.compile(r"\+?[0-9][0-9 /-]{3,29}\Z")
_LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Body:
    """Another body that takes reports through its own GeoReport server.

    Attributes
    ----------
    key : str
        How the desk names it; never changes.
    endpoint : str
        Before ``/requests.json``.
    api_key : str
        Given to us by that body.
    codes : mapping
        Our service code -> theirs; what is not here goes there under our own.
    ending : str
        ``xml``, which every GeoReport server speaks, or ``json``.
    """

    key: str
    name: str
    endpoint: str
    jurisdiction: str = ""
    api_key: str = field(default="", repr=False)
    codes: Mapping[str, str] = field(default_factory=dict)
    ending: str = "xml"


@dataclass(frozen=True, slots=True)
class Announced:
    """Who is told of what comes in: by mail of everything, by text message of what is urgent."""

    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    everything: bool = True
    daily: bool = True

    @property
    def anybody(self) -> bool:
        """Whether there is anybody to be told."""
        return bool(self.emails or self.phones)


def deadlines(session: CommuneSession) -> dict[str, int]:
    """Return the days of the categories for which the commune has set any."""
    return {str(code): int(days) for code, days in (_read(session, "deadlines") or {}).items()}


def keep_deadlines(session: CommuneSession, given: Mapping[str, str], now: datetime) -> None:
    """Set the days of some categories; an empty one is the catalogue's again.

    Raises
    ------
    Unauthenticated, NotAllowed
    Invalid
    """
    session.viewer.must(Action.HANDLE_REPORTS)
    kept, issues = deadlines(session), []
    for code, text in given.items():
        days = int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0  # noqa: PLR2004
        if session.catalogue.fault(code) is None or (text and not 0 < days <= LONGEST_DAYS):
            issues.append(
                Issue("desk_days", code[:60], details={"value": text[:20], "limit": LONGEST_DAYS})
            )
        elif text:
            kept[code] = days
        else:
            kept.pop(code, None)
    _keep(session, "deadlines", kept, issues, now)


def answers_of(session: CommuneSession) -> tuple[Answer, ...]:
    """Return the templates of answers: the commune's own, or the ones that come with Netzkaart."""
    kept = _read(session, "answers")
    if kept is None:
        return answers.DEFAULTS
    return tuple(
        Answer(each["name"], State(each["target"]), each["words"], each.get("reason"))
        for each in kept
    )


def keep_answers(session: CommuneSession, given: Sequence[Answer], now: datetime) -> None:
    """Keep the templates of answers; one without any words is removed.

    Raises
    ------
    Unauthenticated, NotAllowed
    Invalid
    """
    session.viewer.must(Action.HANDLE_REPORTS)
    given = [each for each in given if any(each.words.values())]
    issues = []
    if len(given) > answers.MOST:
        told = {"count": len(given), "limit": answers.MOST}
        issues.append(Issue("too_many", "answers", details=told))
    for each in given:
        for language, words in each.words.items():
            path = f"{each.name[:40]}.{language[:8]}"
            if len(words) > answers.LONGEST:
                told = {"length": len(words), "limit": answers.LONGEST}
                issues.append(Issue("too_long", path, details=told))
            for name in answers.unknown_places(words):
                known = ", ".join(f"{{{place}}}" for place in answers.PLACEHOLDERS)
                told_name = {"value": name[:40], "known": known}
                issues.append(Issue("answer_placeholder", path, details=told_name))
            if "\0" in words:
                issues.append(Issue("control_characters", path))
    _keep(session, "answers", [asdict(each) for each in given], issues, now)


def bodies(session: CommuneSession) -> tuple[Body, ...]:
    """Return the other bodies to which reports can be handed over."""
    return tuple(Body(**each) for each in _read(session, "bodies") or [])


def body(session: CommuneSession, key: str) -> Body:
    """Return one of them, or raise `UnknownThing`."""
    for each in bodies(session):
        if each.key == key:
            return each
    raise UnknownThing("resource", key[:40])


def keep_body(session: CommuneSession, given: Body, now: datetime) -> None:
    """Add another body, or change it; an empty key of access leaves the one that is kept.

    Raises
    ------
    Unauthenticated, NotAllowed
    Invalid
    """
    session.viewer.must(Action.ADMINISTER)
    kept = {each.key: each for each in bodies(session)}
    before = kept.get(given.key)
    if before is not None and not given.api_key and before.endpoint == given.endpoint:
        given = Body(**{**asdict(given), "api_key": before.api_key})
    kept[given.key] = given
    _keep(session, "bodies", [asdict(each) for each in kept.values()], _wrong(given, kept), now)


def _wrong(given: Body, kept: Mapping[str, Body]) -> list[Issue]:
    issues = []
    if not _KEY.match(given.key):
        issues.append(Issue("desk_key", "key", details={"value": given.key[:40]}))
    if given.ending not in ("xml", "json"):
        issues.append(Issue("missing", "ending"))
    if not given.name.strip():
        issues.append(Issue("missing", "name"))
    if len(given.endpoint) > _LONGEST or not _URL.match(given.endpoint):
        issues.append(Issue("url_malformed", "endpoint"))
    told = (given.name, given.jurisdiction, given.api_key, *given.codes, *given.codes.values())
    if any(not each.isprintable() or len(each) > 200 for each in told):  # noqa: PLR2004
        issues.append(Issue("control_characters", "name, jurisdiction, api_key, codes"))
    if len(kept) > MOST_BODIES:
        more = {"count": len(kept), "limit": MOST_BODIES}
        issues.append(Issue("too_many", "bodies", details=more))
    return issues


def remove_body(session: CommuneSession, key: str, now: datetime) -> None:
    """Hand nothing over there any more.

    Raises
    ------
    Unauthenticated, NotAllowed
    """
    session.viewer.must(Action.ADMINISTER)
    kept = [asdict(each) for each in bodies(session) if each.key != key]
    _keep(session, "bodies", kept, [], now)


def announced(session: CommuneSession) -> Announced:
    """Return who is told of what comes in."""
    return answer(session.connection, announced_question(session))


def announced_question(session: CommuneSession) -> Question[Announced]:
    """Return the question for them, to be asked together with others."""
    return Question(_setting(table(session, "desk_setting")), _announced, {"setting": "announced"})


def _announced(row: tuple[Any, ...] | None) -> Announced:
    kept = row[0] if row else {}
    return Announced(
        tuple(kept.get("emails", ())),
        tuple(kept.get("phones", ())),
        bool(kept.get("everything", True)),
        bool(kept.get("daily", True)),
    )


def have_told(session: CommuneSession, report: UUID) -> None:
    """Ask for the town hall to be told of a report, where it wants to be told of any."""
    if announced(session).anybody:
        name = session.commune.name
        jobs.enqueue(session.connection, TOLD_BY, commune=name, report=str(report))


def keep_announced(session: CommuneSession, given: Announced, now: datetime) -> None:
    """Set who is told of what comes in.

    Raises
    ------
    Unauthenticated, NotAllowed
    Invalid
    """
    session.viewer.must(Action.HANDLE_REPORTS)
    issues = [issue for each in given.emails for issue in check_email(each)]
    issues += [
        Issue("phone_malformed", "phones", details={"value": each[:40]})
        for each in given.phones
        if not _PHONE.match(each)
    ]
    for name, several in (("emails", given.emails), ("phones", given.phones)):
        if len(several) > MOST_TOLD:
            told = {"count": len(several), "limit": MOST_TOLD}
            issues.append(Issue("too_many", name, details=told))
    _keep(session, "announced", asdict(given), issues, now)


def _read(session: CommuneSession, name: str) -> Any:
    rows = table(session, "desk_setting")
    return session.connection.scalar(_setting(rows), {"setting": name})


@lru_cache(maxsize=32)
def _setting(rows: Table) -> Select[Any]:
    return select(rows.c.value).where(rows.c.name == bindparam("setting"))


def _keep(
    session: CommuneSession, name: str, value: Any, issues: Iterable[Issue], now: datetime
) -> None:
    found = list(issues)
    if found:
        raise Invalid(found)
    rows = table(session, "desk_setting")
    values = {"value": value, "actor": session.viewer.actor, "at": now}
    session.connection.execute(
        upsert(rows)
        .values(name=name, **values)
        .on_conflict_do_update(index_elements=["name"], set_=values)
    )
