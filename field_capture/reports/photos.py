"""Photos of reports: what citizens send of the damage, and crews of the repair.

`gis.photos` writes each anew from its pixels; what was sent is not kept. Nobody sees a photo in
public before the town hall has released it. `gis.blobs` holds the files.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, delete, func, insert, select, update
from sqlalchemy.dialects.postgresql import distinct_on

from field_capture.store import table
from gis import photos
from gis.assets import new_id
from gis.blobs import Blobs
from gis.errors import Invalid, Issue, TooLarge, UnknownThing
from gis.photos import Box, Photo
from gis.session import CommuneSession
from gis.viewer import Action

MOST = 3
"""From one citizen, for one report."""

DAMAGE, RESULT = "damage", "result"


@dataclass(frozen=True, slots=True)
class ReportPhoto:
    """A photo of a report.

    Attributes
    ----------
    role : str
        ``damage`` or ``result``.
    sha256, thumb : str
        Under which `Blobs` has it, and its small picture.
    released_at : datetime or None
        Since when anybody may see it.
    """

    id: UUID
    role: str
    kind: str
    sha256: str
    thumb: str
    width: int
    height: int
    at: datetime
    released_at: datetime | None


def read(files: Sequence[tuple[bytes, str]]) -> list[Photo]:
    """Return what was sent as pictures without anything that they tell beyond their pixels.

    Needs no database: done before a transaction begins.

    Raises
    ------
    TooLarge, Unreadable
        With the remedy; more than `MOST`.
    """
    if len(files) > MOST:
        raise TooLarge(f"{len(files)} > {MOST}")
    return [photos.clean(data, name) for data, name in files]


def add(  # noqa: PLR0913  what, of what, where and when
    session: CommuneSession,
    blobs: Blobs,
    report: UUID,
    pictures: Sequence[Photo],
    *,
    now: datetime,
    role: str = DAMAGE,
) -> None:
    """Keep pictures of a report, seen by the town hall only.

    Raises
    ------
    NoRoom
    """
    kept = rows(blobs, pictures, now=now, role=role)
    if kept:
        values = [{**each, "report": report} for each in kept]
        session.connection.execute(insert(table(session, "report_photo")), values)


def rows(
    blobs: Blobs, pictures: Sequence[Photo], *, now: datetime, role: str = DAMAGE
) -> list[dict[str, Any]]:
    """Keep the files of pictures; return their rows, but for the report.

    Raises
    ------
    NoRoom
    """
    return [
        {
            "id": new_id(),
            "role": role,
            "kind": each.kind,
            "sha256": blobs.put(each.data),
            "thumb": blobs.put(each.thumb),
            "width": each.width,
            "height": each.height,
            "at": now,
        }
        for each in pictures
    ]


def release(session: CommuneSession, photo: UUID, now: datetime, *, public: bool = True) -> None:
    """Let anybody see a photo, or nobody any more.

    Raises
    ------
    Unauthenticated, NotAllowed, UnknownThing
    """
    session.viewer.must(Action.SEE_REPORTS)
    rows = table(session, "report_photo")
    values = {"released_at": now, "released_by": session.viewer.actor} if public else {}
    done = session.connection.execute(
        update(rows)
        .where(rows.c.id == photo)
        .values(values or {"released_at": None, "released_by": None})
    )
    if not done.rowcount:
        raise UnknownThing("photo", str(photo))


def check_boxes(boxes: Sequence[Box]) -> None:
    """Say what is wrong with what is to be blacked out.

    Raises
    ------
    Invalid
        No box, or one that is none.
    """
    if not boxes or not all(photos.is_box(box) for box in boxes):
        raise Invalid([Issue("redaction_boxes", "boxes")])


def black_out(
    session: CommuneSession,
    blobs: Blobs,
    sha256: str,
    boxes: Sequence[Box],
    these: ColumnElement[bool],
) -> None:
    """Let photos that are one picture be that picture with black boxes; what was there is gone.

    None of them is released any more: what is shown is looked at again.

    Parameters
    ----------
    these : SQL condition
        On ``report_photo``.

    Raises
    ------
    Unreadable, NoRoom
    """
    clean = photos.blackened(blobs.get(sha256), sha256[:16], boxes)
    rows = table(session, "report_photo")
    thumbs = set(session.connection.scalars(select(rows.c.thumb).where(these)))
    session.connection.execute(
        update(rows)
        .where(these)
        .values(
            kind=clean.kind,
            sha256=blobs.put(clean.data),
            thumb=blobs.put(clean.thumb),
            width=clean.width,
            height=clean.height,
            released_at=None,
            released_by=None,
        )
    )
    forget_files(session, blobs, {sha256, *thumbs})


def listed(session: CommuneSession, report: UUID, *, public: bool = True) -> list[ReportPhoto]:
    """Return the photos of a report, the oldest first: those that anybody may see, or all."""
    rows = table(session, "report_photo")
    names = [rows.c[name] for name in ReportPhoto.__slots__]
    query = select(*names).where(rows.c.report == report).order_by(rows.c.at, rows.c.id)
    if public:
        query = query.where(rows.c.released_at.is_not(None))
    return [ReportPhoto(*row) for row in session.connection.execute(query)]


def first(session: CommuneSession, reports: Sequence[UUID]) -> dict[UUID, ReportPhoto]:
    """Return report -> its first photo, released or not: for the town hall."""
    rows = table(session, "report_photo")
    names = [rows.c[name] for name in ReportPhoto.__slots__]
    found = session.connection.execute(
        select(rows.c.report, *names)
        .ext(distinct_on(rows.c.report))
        .where(rows.c.report.in_(reports))
        .order_by(rows.c.report, rows.c.at, rows.c.id)
    )
    return {row.report: ReportPhoto(*row[1:]) for row in found}


def first_released(session: CommuneSession, reports: Sequence[UUID]) -> dict[UUID, UUID]:
    """Return report -> the first photo of it that anybody may see."""
    rows = table(session, "report_photo")
    found = session.connection.execute(
        select(rows.c.report, rows.c.id)
        .where(rows.c.report.in_(reports), rows.c.released_at.is_not(None))
        .order_by(rows.c.at.desc(), rows.c.id.desc())
    )
    return {row.report: row.id for row in found}  # the first one comes last


def find(session: CommuneSession, report: UUID, photo: UUID) -> ReportPhoto:
    """Return a released photo of a report, or raise `UnknownThing`."""
    for each in listed(session, report):
        if each.id == photo:
            return each
    raise UnknownThing("photo", str(photo))


def remove_unreleased(session: CommuneSession, blobs: Blobs, reports: Sequence[UUID]) -> None:
    """Forget the photos of reports that nobody ever released."""
    rows = table(session, "report_photo")
    _remove(session, blobs, [rows.c.report.in_(reports), rows.c.released_at.is_(None)])


def remove_all(session: CommuneSession, blobs: Blobs, reports: Sequence[UUID]) -> None:
    """Forget all photos of reports."""
    rows = table(session, "report_photo")
    _remove(session, blobs, [rows.c.report.in_(reports)])


def remove_sent(session: CommuneSession, blobs: Blobs, reports: Sequence[UUID]) -> None:
    """Forget what citizens sent; the photos of repairs are the commune's."""
    rows = table(session, "report_photo")
    _remove(session, blobs, [rows.c.report.in_(reports), rows.c.role == DAMAGE])


def _remove(session: CommuneSession, blobs: Blobs, where: list[ColumnElement[bool]]) -> None:
    rows = table(session, "report_photo")
    gone = session.connection.execute(
        delete(rows).where(*where).returning(rows.c.sha256, rows.c.thumb)
    ).all()
    forget_files(session, blobs, {name for row in gone for name in row})


def forget_files(session: CommuneSession, blobs: Blobs, names: Iterable[str]) -> None:
    """Remove files that no photo of a report has any more."""
    for name in names:
        if not _used(session, name):
            blobs.remove(name)


def _used(session: CommuneSession, sha256: str) -> bool:
    """Tell whether another photo has the same content."""
    rows = table(session, "report_photo")
    same = (rows.c.sha256 == sha256) | (rows.c.thumb == sha256)
    return bool(session.connection.scalar(select(func.count()).select_from(rows).where(same)))


def blobs_of(home: Path, commune: str) -> Blobs:
    """Return where photos of reports lie: among the commune's files, in a folder of their own.

    What is purged here is then never what an asset still needs.
    """
    return Blobs(home / "files" / commune / "reports")
