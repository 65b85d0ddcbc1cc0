"""One more report of what many have told already: it joins the first one, and nothing is lost.

At a burst main a hundred call. From some number on, the next one is counted as "me too" of the
oldest report, and what its sender wrote stands there for the town hall.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert as upsert

from field_capture.reports import photos as report_photos
from field_capture.reports import public_report, supporters
from field_capture.reports.damage_report import Receipt
from field_capture.reports.draft import Draft
from field_capture.reports.links import hashed
from field_capture.reports.photos import DAMAGE
from field_capture.states.report import OPEN, State
from field_capture.store import table
from gis.assets import new_id
from gis.blobs import Blobs
from gis.photos import Photo
from gis.session import CommuneSession

MOST_PHOTOS = 12
"""Of one damage: more show the town hall nothing new."""


def oldest(session: CommuneSession, service: str | None, asset: UUID) -> Receipt | None:
    """Return the oldest report of this fault of an asset that anybody may know of and is open."""
    report, link = table(session, "report"), table(session, "report_asset")
    row = session.connection.execute(
        select(report.c.id, report.c.number, report.c.state)
        .where(
            report.c.service_code == service,
            report.c.id.in_(select(link.c.report).where(link.c.asset == asset)),
            report.c.state.in_(sorted(OPEN)),
            *public_report.shown(report),
        )
        .order_by(report.c.requested_at, report.c.number)
        .limit(1)
    ).one_or_none()
    if row is None:
        return None
    return Receipt(row.id, row.number, State(row.state), None, None, [], joined=True)


def join(  # noqa: PLR0913  who joins what, and with what
    session: CommuneSession,
    first: Receipt,
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
    contact, said = draft.contact, table(session, "report_answer")
    kept = session.connection.execute(
        upsert(said)
        .values(
            id=new_id(),
            report=first.id,
            at=now,
            body=draft.description or "",
            by_other=True,
            phone=contact.phone,
            email=contact.email,
            once_sha256=hashed(once),
        )
        .on_conflict_do_nothing(index_elements=["once_sha256"])
    )
    if not kept.rowcount:
        return  # another process was sent the same
    supporters.me_too(session, first.number, key, now)
    if updates and contact.email:
        language = draft.language or "fr"
        supporters.add(session, first.id, contact.email, language, now=now, updates=True)
    photo = table(session, "report_photo")
    there = session.connection.scalar(
        select(func.count()).where(photo.c.report == first.id, photo.c.role == DAMAGE)
    )
    room = max(0, MOST_PHOTOS - (there or 0))
    report_photos.add(session, blobs, first.id, pictures[:room], now=now)
