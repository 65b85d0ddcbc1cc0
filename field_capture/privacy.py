"""What is kept of one person, handed out or deleted on demand (GDPR, articles 15 and 17).

A person is found by an address of mail or a phone number: nothing else that they would know leads
to them. What the town hall has said and done stays; it tells of a lamp, not of a person.
"""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, Table, case, func, literal, select

from field_capture import retention
from field_capture.reports import photos as report_photos
from field_capture.store import table
from gis.blobs import Blobs
from gis.session import CommuneSession
from layers.spec import Text

_NUMBER = re.compile(r"[+\d][\d\s()./-]{5,}")
_COUNTRY = "352"  # of numbers that are written without one

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
    (
        Text(
            "Bréiwer un Bierger",
            "lettres aux citoyens",
            "Briefe an Bürger",
            "letters to citizens",
        ),
        Text(
            "Adress, Text, fir ze soen, wat aus enger Meldung gouf",
            "adresse, texte, pour dire ce qu'un signalement est devenu",
            "Adresse, Text, um zu sagen, was aus einer Meldung wurde",
            "address, text, in order to tell what became of a report",
        ),
        Text(
            "mat engem Mailserver guer net; soss 90 Deeg am Dossier outbox",
            "pas du tout avec un serveur de courrier ; sinon 90 jours dans le dossier outbox",
            "mit einem Mailserver gar nicht; sonst 90 Tage im Ordner outbox",
            "not at all with a mail server; otherwise 90 days in the folder outbox",
        ),
    ),
    (
        Text("Tabletten", "tablettes", "Tablets", "tablets"),
        Text(
            "wien mat wéi engem Apparat wat gemooss huet, fir nozefroen",
            "qui a mesuré quoi avec quel appareil, pour pouvoir demander",
            "wer mit welchem Gerät was gemessen hat, um nachfragen zu können",
            "who measured what with which device, in order to ask",
        ),
        Text(
            "zwee Méint; d'Positioun bleift, ouni Apparat a Persoun",
            "deux mois ; la position reste, sans appareil ni personne",
            "zwei Monate; die Position bleibt, ohne Gerät und Person",
            "two months; the position stays, without device and person",
        ),
    ),
    (
        Text(
            "Fotoen vun Opnamen", "photos de relevés", "Fotos von Aufnahmen", "photos of captures"
        ),
        Text(
            "wat den Tablet gesinn huet; ofgeleent bleiwen se getrennt",
            "ce que la tablette a vu ; refusées, elles restent à part",
            "was das Tablet gesehen hat; abgelehnte bleiben getrennt",
            "what the tablet saw; those turned away stay apart",
        ),
        Text(
            "mat der Anlag; ofgeleent 30 Deeg",
            "avec l'ouvrage ; refusées 30 jours",
            "mit der Anlage; abgelehnt 30 Tage",
            "with the asset; turned away 30 days",
        ),
    ),
    (
        Text("Konten", "comptes", "Konten", "accounts"),
        Text(
            "Numm a Login vun deenen, déi fir d'Gemeng schaffen",
            "nom et identifiant de ceux qui travaillent pour la commune",
            "Name und Anmeldung derer, die für die Gemeinde arbeiten",
            "name and login of those who work for the commune",
        ),
        Text(
            "soulaang si do schaffen",
            "tant qu'ils y travaillent",
            "solange sie dort arbeiten",
            "as long as they work there",
        ),
    ),
)
"""The record of processing activities: what, for what, how long. The jobs keep to it."""


def reports_of(session: CommuneSession, person: str) -> list[UUID]:
    """Return the reports that a person sent, by address or phone number as they gave it."""
    contact, follower = table(session, "report_contact"), table(session, "report_follower")
    told = person.strip()
    sent = select(contact.c.report).where(_is_told(contact, person))
    asked = select(follower.c.report).where(
        func.lower(follower.c.email) == told.lower(), follower.c.reporter
    )
    return list(dict.fromkeys(session.connection.scalars(sent.union(asked))))


def _is_told(rows: Table, person: str) -> ColumnElement[bool]:
    """Return which rows name a person, by address or phone number."""
    told = person.strip()
    mine = func.lower(rows.c.email) == told.lower()
    if _NUMBER.fullmatch(told):
        mine |= _dialled(rows.c.phone) == _dialled(literal(told))
    return mine


def _dialled(phone: ColumnElement[str]) -> ColumnElement[str]:
    """Return what is dialled from abroad, however a number is written: with +, 00 or neither."""
    digits = func.regexp_replace(phone, r"\D", "", "g")
    abroad = phone.regexp_match(r"^\s*(\+|00)") | digits.regexp_match(rf"^{_COUNTRY}\d{{6,}}$")
    return case(
        (abroad, func.regexp_replace(digits, "^00", "")), else_=func.concat(_COUNTRY, digits)
    )


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
            theirs = (theirs & ~rows.c.by_other) | _is_told(rows, person)
        found[name] = _rows(session, query.where(theirs))
    for name in ("report_follower", "order_follower"):
        rows = table(session, name)
        mine = func.lower(rows.c.email) == person.strip().lower()
        found[name] = _rows(session, select(rows).where(mine))
    return found


def _rows(session: CommuneSession, query: Select[Any]) -> list[dict[str, Any]]:
    # SQLAlchemy's names of columns are no plain texts, as which JSON wants them.
    rows = session.connection.execute(query).mappings()
    return [{str(name): value for name, value in row.items()} for row in rows]


def erase(session: CommuneSession, blobs: Blobs, person: str) -> int:
    """Delete everything that is kept of a person; return of how many reports.

    Others who follow these reports, or have said something of them, stay.
    """
    reports = reports_of(session, person)
    contact, note = table(session, "report_contact"), table(session, "report_note")
    follower, said = table(session, "report_follower"), table(session, "report_answer")
    works, mine = table(session, "order_follower"), person.strip().lower()
    for rows, theirs in (
        (contact, contact.c.report.in_(reports)),
        (note, note.c.report.in_(reports)),
        (follower, follower.c.report.in_(reports) & follower.c.reporter),
        (follower, func.lower(follower.c.email) == mine),
        (said, said.c.report.in_(reports) & ~said.c.by_other),
        (said, _is_told(said, person)),
        (works, func.lower(works.c.email) == mine),
    ):
        session.connection.execute(rows.delete().where(theirs))
    retention.forget_texts(session, reports)
    report_photos.remove_sent(session, blobs, reports)
    return len(reports)
