"""What time does with reports: closes what got no answer, and forgets what was kept long enough.

Everything counts before it acts: `plan` tells how much, `carry_out` does the same. A job calls
it every night; ``netzkaart privacy purge`` does so by hand.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, CompoundSelect, Select, delete, func, or_, select, update

from field_capture.orders import followers
from field_capture.reports import letters, moves
from field_capture.reports import photos as report_photos
from field_capture.reports.moves import KEPT_AFTER_CLOSING, Decision
from field_capture.states.report import (
    CLOSED,
    NO_ANSWER_AFTER,
    PURGE_UNCONFIRMED_AFTER,
    Mover,
    State,
)
from field_capture.store import table
from gis.blobs import Blobs
from gis.session import CommuneSession
from layers.spec import Text

Selected = Select[Any] | CompoundSelect[Any]

_TIME = frozenset({Mover.TIME})
_NO_ANSWER = Text(
    "Mir hate keng Äntwert op eis Fro kritt. Mellt et nach eng Kéier, wann et nach ëmmer esou ass.",
    "Notre question est restée sans réponse. Signalez-le à nouveau si le problème persiste.",
    "Unsere Frage blieb ohne Antwort. Melden Sie es noch einmal, wenn es noch immer so ist.",
    "Our question was not answered. Report it again if it is still so.",
    "A nossa pergunta ficou sem resposta. Comunique de novo se o problema continuar.",
)


@dataclass(frozen=True, slots=True)
class Due:
    """How many of each are due.

    Attributes
    ----------
    unanswered : int
        Reports whose question was not answered for 21 days: closed.
    unconfirmed : int
        Reports whose address nobody confirmed for seven days: deleted whole.
    contacts : int
        Names and addresses of reports closed 90 days ago: deleted.
    texts : int
        Closed reports from which what the citizen wrote and sent is deleted, where it was
        not released.
    addresses : int
        Addresses of who wanted to be told and never confirmed, seven days old, or to be told of
        works that are over since 90 days: deleted.
    keys : int
        Hashes of networks, a day old: forgotten.
    """

    unanswered: int
    unconfirmed: int
    contacts: int
    texts: int
    addresses: int
    keys: int


def plan(session: CommuneSession, now: datetime) -> Due:
    """Count what is due, and do nothing."""
    counted = {name: _count(session, query) for name, query in _queries(session, now).items()}
    return Due(**counted)


def carry_out(session: CommuneSession, blobs: Blobs, now: datetime) -> Due:
    """Do what is due, and return how much it was."""
    due = plan(session, now)
    queries = _queries(session, now)
    _close_unanswered(session, now)
    unconfirmed = _ids(session, queries["unconfirmed"])
    remove_reports(session, blobs, unconfirmed)
    forget_people(session, _ids(session, queries["contacts"]))
    texts = _ids(session, queries["texts"])
    forget_texts(session, texts)
    report_photos.remove_unreleased(session, blobs, texts)
    supporter = table(session, "report_supporter")
    _forget_unconfirmed(session, now)
    session.connection.execute(
        update(supporter).where(*_old_keys(session, now)).values(key_sha256=None)
    )
    followers.forget(session, now)
    letters.forget(session, now)
    return due


def _count(session: CommuneSession, query: Selected) -> int:
    return session.connection.scalar(select(func.count()).select_from(query.subquery())) or 0


def _ids(session: CommuneSession, query: Selected) -> list[UUID]:
    return list(session.connection.scalars(query))


def _queries(session: CommuneSession, now: datetime) -> Mapping[str, Selected]:
    report = table(session, "report")
    contact, follower = table(session, "report_contact"), table(session, "report_follower")
    supporter, answer = table(session, "report_supporter"), table(session, "report_answer")
    note = table(session, "report_note")
    closed = [
        report.c.state.in_(sorted({*CLOSED, State.SPAM})),
        report.c.state_since <= now - KEPT_AFTER_CLOSING,
    ]
    personal = or_(
        select(contact.c.report).where(contact.c.report == report.c.id).exists(),
        select(follower.c.report).where(follower.c.report == report.c.id).exists(),
        select(answer.c.report).where(answer.c.report == report.c.id).exists(),
        select(note.c.report).where(note.c.report == report.c.id).exists(),
    )
    written = or_(
        report.c.description.is_not(None),
        report.c.address.is_not(None),
        func.jsonb_array_length(report.c.media_urls) > 0,
    )
    return {
        "unanswered": select(report.c.id).where(
            report.c.state == State.WAITING_INFO.value,
            report.c.state_since <= now - NO_ANSWER_AFTER,
        ),
        "unconfirmed": select(report.c.id).where(
            report.c.state == State.UNCONFIRMED.value,
            report.c.state_since <= now - PURGE_UNCONFIRMED_AFTER,
        ),
        "contacts": select(report.c.id).where(*closed, personal),
        "texts": select(report.c.id).where(*closed, written),
        "addresses": select(follower.c.id)
        .where(*_never_confirmed(session, now))
        .union_all(followers.due_addresses(session, now)),
        "keys": select(supporter.c.id)
        .where(*_old_keys(session, now))
        .union_all(followers.due_keys(session, now)),
    }


def _forget_unconfirmed(session: CommuneSession, now: datetime) -> None:
    """Delete addresses that nobody confirmed: they may be somebody's who knows nothing of it."""
    follower, contact = table(session, "report_follower"), table(session, "report_contact")
    gone = session.connection.execute(
        delete(follower)
        .where(*_never_confirmed(session, now))
        .returning(follower.c.report, follower.c.email, follower.c.reporter)
    ).all()
    for each in gone:
        if each.reporter:
            session.connection.execute(
                update(contact)
                .where(contact.c.report == each.report, contact.c.email == each.email)
                .values(email=None)
            )


def _never_confirmed(session: CommuneSession, now: datetime) -> list[ColumnElement[bool]]:
    follower = table(session, "report_follower")
    return [
        follower.c.confirmed_at.is_(None),
        follower.c.at <= now - PURGE_UNCONFIRMED_AFTER,
    ]


def _old_keys(session: CommuneSession, now: datetime) -> list[ColumnElement[bool]]:
    supporter = table(session, "report_supporter")
    return [supporter.c.key_sha256.is_not(None), supporter.c.at <= now - followers.KEYS_KEPT]


def _close_unanswered(session: CommuneSession, now: datetime) -> None:
    report = table(session, "report")
    rows = session.connection.execute(
        select(report.c.id, report.c.language).where(
            report.c.id.in_(_queries(session, now)["unanswered"])
        )
    ).all()
    for row in rows:
        said = Decision(
            target=State.REJECTED,
            reason="no_answer",
            sentence=_NO_ANSWER.to(row.language or "fr"),
        )
        moves.perform(session, row.id, said, now=now, who=_TIME)


def forget_people(session: CommuneSession, reports: list[UUID]) -> None:
    """Delete who reported and followed, their answers, and notes about them; the reports stay."""
    for name in ("report_contact", "report_follower", "report_answer", "report_note"):
        gone = table(session, name)
        session.connection.execute(delete(gone).where(gone.c.report.in_(reports)))


def forget_texts(session: CommuneSession, reports: list[UUID]) -> None:
    """Delete what citizens wrote; what was released stays, as a text of the town hall."""
    report = table(session, "report")
    session.connection.execute(
        update(report)
        .where(report.c.id.in_(reports))
        .values(description=None, address=None, media_urls=[])
    )


def remove_reports(session: CommuneSession, blobs: Blobs, reports: list[UUID]) -> None:
    """Delete reports that never were any: nothing of them stays, and their numbers are not given.

    Only for reports without a history: what the town hall has dealt with is emptied instead.
    """
    forget_people(session, reports)
    report_photos.remove_all(session, blobs, reports)
    for name in ("report_supporter", "report_asset"):
        gone = table(session, name)
        session.connection.execute(delete(gone).where(gone.c.report.in_(reports)))
    report = table(session, "report")
    session.connection.execute(delete(report).where(report.c.id.in_(reports)))
