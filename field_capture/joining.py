"""One more report of what many have told already: it joins the first one, and nothing is lost.

At a burst main a hundred call. From some number on, the next one is counted as "me too" of the
oldest report, and what its sender wrote stands there for the town hall.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, insert, select

from field_capture.reports import photos as report_photos
from field_capture.reports import public_report, supporters
from field_capture.reports.damage_report import hashed
from field_capture.reports.draft import Draft
from field_capture.reports.photos import DAMAGE
from field_capture.states.report import OPEN
from field_capture.store import table
from gis.assets import new_id
from gis.blobs import Blobs
from gis.photos import Photo
from gis.session import CommuneSession

MOST_PHOTOS = 12
"""Of one damage: more show the town hall nothing new."""


@dataclass(frozen=True, slots=True)
class Joined:
    """The report that another one joined."""

    id: UUID
    number: str


def before(session: CommuneSession, once: str) -> Joined | None:
    """Return what a report with this key has joined already: it was sent again."""
    report, said = table(session, "report"), table(session, "report_answer")
    row = session.connection.execute(
        select(report.c.id, report.c.number)
        .join_from(said, report, said.c.report == report.c.id)
        .where(said.c.once_sha256 == hashed(once))
    ).one_or_none()
    return None if row is None else Joined(row.id, row.number)


def oldest(
    session: CommuneSession, service: str | None, asset: UUID, other_than: UUID
) -> Joined | None:
    """Return the oldest report of this fault of an asset that anybody may know of and is open."""
    report, link = table(session, "report"), table(session, "report_asset")
    row = session.connection.execute(
        select(report.c.id, report.c.number)
        .where(
            report.c.service_code == service,
            report.c.id != other_than,
            report.c.id.in_(select(link.c.report).where(link.c.asset == asset)),
            report.c.state.in_(sorted(OPEN)),
            *public_report.shown(report),
        )
        .order_by(report.c.requested_at, report.c.number)
        .limit(1)
    ).one_or_none()
    return None if row is None else Joined(row.id, row.number)


def join(  # noqa: PLR0913  who joins what, and with what
    session: CommuneSession,
    first: Joined,
    draft: Draft,
    pictures: Sequence[Photo],
    blobs: Blobs,
    *,
    key: bytes,
    once: str,
    updates: bool,
    now: datetime,
) -> None:
    """Count a report as "me too" of the first one, and keep what came with it for the town hall."""
    supporters.me_too(session, first.number, key, now)
    contact = draft.contact
    session.connection.execute(
        insert(table(session, "report_answer")).values(
            id=new_id(),
            report=first.id,
            at=now,
            body=draft.description or "",
            by_other=True,
            phone=contact.phone,
            email=None if updates else contact.email,
            once_sha256=hashed(once),
        )
    )
    if updates and contact.email:
        language = draft.language or "fr"
        supporters.add(session, first.id, contact.email, language, now=now, updates=True)
    photo = table(session, "report_photo")
    there = session.connection.scalar(
        select(func.count()).where(photo.c.report == first.id, photo.c.role == DAMAGE)
    )
    room = max(0, MOST_PHOTOS - (there or 0))
    report_photos.add(session, blobs, first.id, pictures[:room], now=now)
