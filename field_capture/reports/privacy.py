"""What is kept of one person, handed out or deleted on demand (GDPR, articles 15 and 17).

A person is found by an address of mail or a phone number: nothing else that they would know leads
to them. What the town hall has said and done stays; it tells of a lamp, not of a person.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, select

from field_capture.reports import photos as report_photos
from field_capture.reports import retention
from field_capture.store import table
from gis.blobs import Blobs
from gis.session import CommuneSession
from layers.spec import Text

RECORD: tuple[tuple[Text, Text, Text], ...] = (
    (
        Text("Schuedmeldungen", "signalements", "Schadensmeldungen", "damage reports"),
        Text(
            "Text, Fotoen, Plaz",
            "texte, photos, lieu",
            "Text, Fotos, Ort",
            "text, photos, place",
        ),
        Text(
            "90 Deeg nom Ofschloss; wat net confirméiert gouf, 7 Deeg",
            "90 jours après la clôture ; non confirmé, 7 jours",
            "90 Tage nach dem Abschluss; unbestätigt 7 Tage",
            "90 days after the end; unconfirmed, 7 days",
        ),
    ),
    (
        Text("Kontakter", "contacts", "Kontakte", "contacts"),
        Text(
            "E-Mail, Numm, Telefon, fir z'äntweren",
            "e-mail, nom, téléphone, pour répondre",
            "E-Mail, Name, Telefon, um zu antworten",
            "e-mail, name, phone, in order to answer",
        ),
        Text(
            "90 Deeg nom Ofschloss",
            "90 jours après la clôture",
            "90 Tage nach dem Abschluss",
            "90 days after the end",
        ),
    ),
    (
        Text("Netzadressen", "adresses réseau", "Netzadressen", "network addresses"),
        Text(
            "nëmmen als gesalzten Hash, géint Mëssbrauch",
            "seulement comme empreinte salée, contre les abus",
            "nur als gesalzener Hash, gegen Missbrauch",
            "as a salted hash only, against abuse",
        ),
        Text("en Dag", "un jour", "ein Tag", "one day"),
    ),
)
"""The record of processing activities: what, for what, how long. The jobs keep to it."""


def reports_of(session: CommuneSession, person: str) -> list[UUID]:
    """Return the reports that a person sent, by address or phone number as they gave it."""
    contact, follower = table(session, "report_contact"), table(session, "report_follower")
    told = person.strip()
    sent = select(contact.c.report).where(
        (func.lower(contact.c.email) == told.lower()) | (contact.c.phone == told)
    )
    asked = select(follower.c.report).where(
        func.lower(follower.c.email) == told.lower(), follower.c.reporter
    )
    return list(dict.fromkeys(session.connection.scalars(sent.union(asked))))


def export(session: CommuneSession, person: str) -> dict[str, Any]:
    """Return everything that is kept of a person, as it stands in the tables."""
    reports = reports_of(session, person)
    found: dict[str, Any] = {"commune": session.commune.name, "person": person.strip()}
    hidden = {"token_sha256", "retry_sha256", "once_sha256", "geom", "doubtful"}
    for name, key in (
        ("report", "id"),
        ("report_contact", "report"),
        ("report_answer", "report"),
        ("report_photo", "report"),
        ("report_note", "report"),
    ):
        rows = table(session, name)
        query = select(*(each for each in rows.c if each.name not in hidden))
        theirs: ColumnElement[bool] = rows.c[key].in_(reports)
        if name == "report_answer":  # what others said of it is theirs
            theirs = (theirs & ~rows.c.by_other) | _said_by(session, person)
        found[name] = [
            dict(row) for row in session.connection.execute(query.where(theirs)).mappings()
        ]
    follower = table(session, "report_follower")
    mine = func.lower(follower.c.email) == person.strip().lower()
    found["report_follower"] = [
        dict(row) for row in session.connection.execute(select(follower).where(mine)).mappings()
    ]
    works = table(session, "order_follower")
    found["order_follower"] = [
        dict(row)
        for row in session.connection.execute(
            select(works).where(func.lower(works.c.email) == person.strip().lower())
        ).mappings()
    ]
    return found


def _said_by(session: CommuneSession, person: str) -> ColumnElement[bool]:
    """Return what a person added to reports of others, by address or phone number."""
    said, told = table(session, "report_answer"), person.strip()
    return (func.lower(said.c.email) == told.lower()) | (said.c.phone == told)


def erase(session: CommuneSession, blobs: Blobs, person: str) -> int:
    """Delete everything that is kept of a person; return of how many reports."""
    reports = reports_of(session, person)
    follower = table(session, "report_follower")
    retention.forget_people(session, reports)
    retention.forget_texts(session, blobs, reports)
    report_photos.remove_all(session, blobs, reports)
    said = table(session, "report_answer")
    session.connection.execute(said.delete().where(_said_by(session, person)))
    for rows in (follower, table(session, "order_follower")):
        session.connection.execute(
            rows.delete().where(func.lower(rows.c.email) == person.strip().lower())
        )
    return len(reports)
