"""The photos of a repair, released for all reports of an order at once: what was seen, and no more.

A picture that several reports have is one picture here: it is looked at once, blacked out once, and
shown to the citizens of all of them. Who releases names what was seen; a picture that came or was
changed since stays inside.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, select, update

from field_capture import store
from field_capture.reports import photos as report_photos
from gis.blobs import Blobs
from gis.errors import Invalid, Issue, UnknownThing
from gis.photos import Box
from gis.session import CommuneSession
from gis.viewer import Action


@dataclass(frozen=True, slots=True)
class Copy:
    """A picture as one report has it."""

    photo: UUID
    number: str
    released_at: datetime | None


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the repair, and the reports that have it."""

    sha256: str
    kind: str
    width: int
    height: int
    copies: tuple[Copy, ...]

    @property
    def is_public(self) -> bool:
        """Whether the citizens of all its reports see it."""
        return all(each.released_at is not None for each in self.copies)


def pictures(session: CommuneSession, order: UUID) -> list[Picture]:
    """Return the pictures of an order's repairs, the first one first.

    Raises
    ------
    Unauthenticated, NotAllowed
    """
    session.viewer.must(Action.SEE_REPORTS)
    photo, report = store.table(session, "report_photo"), store.table(session, "report")
    rows = session.connection.execute(
        select(photo, report.c.number)
        .join_from(photo, report, photo.c.report == report.c.id)
        .where(*_of(session, order))
        .order_by(photo.c.at, photo.c.id)
    ).all()
    found: dict[str, list[Any]] = {}
    for row in rows:
        found.setdefault(row.sha256, []).append(row)
    return [
        Picture(
            sha256,
            same[0].kind,
            same[0].width,
            same[0].height,
            tuple(Copy(row.id, row.number, row.released_at) for row in same),
        )
        for sha256, same in found.items()
    ]


def _of(session: CommuneSession, order: UUID) -> list[ColumnElement[bool]]:
    photo, link = store.table(session, "report_photo"), store.table(session, "order_report")
    mine = select(link.c.report).where(link.c.work_order == order)
    return [photo.c.role == report_photos.RESULT, photo.c.report.in_(mine)]


def release(
    session: CommuneSession, order: UUID, seen: Sequence[str], now: datetime, *, public: bool = True
) -> int:
    """Let anybody see the pictures that were seen, or nobody any more; return how many reports.

    Parameters
    ----------
    seen : sequence of str
        The SHA-256 of each, as it was when somebody looked at it.

    Raises
    ------
    Unauthenticated, NotAllowed
    Invalid
        None of them is there any more.
    """
    session.viewer.must(Action.HANDLE_REPORTS)
    photo = store.table(session, "report_photo")
    values = {
        "released_at": now if public else None,
        "released_by": session.viewer.actor if public else None,
    }
    reports = session.connection.scalars(
        update(photo)
        .where(*_of(session, order), photo.c.sha256.in_(seen))
        .values(values)
        .returning(photo.c.report)
    ).all()
    if not reports:
        raise Invalid([Issue("order_photos_changed", "seen")])
    return len(set(reports))


def redact(
    session: CommuneSession, blobs: Blobs, order: UUID, sha256: str, boxes: Sequence[Box]
) -> None:
    """Black out parts of a picture for good, wherever a report has it; it is inside again.

    Raises
    ------
    Unauthenticated, NotAllowed, UnknownThing, Unreadable
    Invalid
        No box, or one that is none.
    """
    session.viewer.must(Action.HANDLE_REPORTS)
    report_photos.check_boxes(boxes)
    if sha256 not in {each.sha256 for each in pictures(session, order)}:
        raise UnknownThing("photo", sha256[:16])
    these = store.table(session, "report_photo").c.sha256 == sha256
    report_photos.black_out(session, blobs, sha256, boxes, these)
