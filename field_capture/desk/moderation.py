"""What of a report becomes public, and what is destroyed: words, photos, the asset meant.

What is redacted is gone: the original text is overwritten, of a photo the pixels; no table and no
file keeps what was there before.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from field_capture.reports import photos as report_photos
from field_capture.reports.draft import MAX_DESCRIPTION, layers_of
from field_capture.store import table
from gis import assets
from gis.blobs import Blobs
from gis.errors import Invalid, Issue, UnknownThing
from gis.photos import Box
from gis.session import CommuneSession
from gis.viewer import Action
from layers.spec import Layer


def release_text(
    session: CommuneSession,
    report: UUID,
    public: str | None,
    now: datetime,
    *,
    erase: bool = False,
) -> None:
    """Let anybody read these words as the description of a report; None: nothing any more.

    Parameters
    ----------
    erase : bool
        Overwrite what the citizen wrote with them: what they leave out is gone for good.

    Raises
    ------
    Unauthenticated, NotAllowed, Invalid
    """
    session.viewer.must(Action.HANDLE_REPORTS)
    public = (public or "").strip() or None
    if public is not None and len(public) > MAX_DESCRIPTION:
        told = {"length": len(public), "limit": MAX_DESCRIPTION}
        raise Invalid([Issue("too_long", "description", details=told)])
    if public is not None and "\0" in public:
        raise Invalid([Issue("control_characters", "description")])
    values: dict[str, Any] = {"description_public": public, "updated_at": now}
    if erase:
        values["description"] = public
    rows = table(session, "report")
    session.connection.execute(update(rows).where(rows.c.id == report).values(values))


def redact(
    session: CommuneSession, blobs: Blobs, report: UUID, photo: UUID, boxes: Sequence[Box]
) -> None:
    """Black out parts of a photo for good: the pixels, its small picture and the file are gone.

    A photo that was released is no longer: what is shown is looked at again.

    Raises
    ------
    Unauthenticated, NotAllowed, UnknownThing, Unreadable
    Invalid
        No box, or one that is none.
    """
    session.viewer.must(Action.HANDLE_REPORTS)
    report_photos.check_boxes(boxes)
    found = _photo(session, report, photo)
    these = table(session, "report_photo").c.id == photo
    report_photos.black_out(session, blobs, found.sha256, boxes, these)


def remove_photo(session: CommuneSession, blobs: Blobs, report: UUID, photo: UUID) -> None:
    """Delete a photo, and its files.

    Raises
    ------
    Unauthenticated, NotAllowed, UnknownThing
    """
    session.viewer.must(Action.HANDLE_REPORTS)
    found, rows = _photo(session, report, photo), table(session, "report_photo")
    session.connection.execute(delete(rows).where(rows.c.id == photo))
    report_photos.forget_files(session, blobs, {found.sha256, found.thumb})


def release_photo(
    session: CommuneSession, report: UUID, photo: UUID, now: datetime, *, public: bool
) -> None:
    """Let anybody see a photo of a report, or nobody any more.

    Raises
    ------
    Unauthenticated, NotAllowed, UnknownThing
    """
    session.viewer.must(Action.HANDLE_REPORTS)
    report_photos.release(session, _photo(session, report, photo).id, now, public=public)


def _photo(session: CommuneSession, report: UUID, photo: UUID) -> report_photos.ReportPhoto:
    for each in report_photos.listed(session, report, public=False):
        if each.id == photo:
            return each
    raise UnknownThing("photo", str(photo))


def choose_asset(session: CommuneSession, report: UUID, code: str, now: datetime) -> Layer:
    """Let a report mean the asset with this code instead; return its layer.

    What a crew has confirmed stays: the crew was there.

    Raises
    ------
    Unauthenticated, NotAllowed
    Invalid
        No asset that may have this fault has the code.
    """
    session.viewer.must(Action.HANDLE_REPORTS)
    report_, link = table(session, "report"), table(session, "report_asset")
    service = session.connection.scalar(
        select(report_.c.service_code).where(report_.c.id == report)
    )
    known = set(session.viewer.layers(session.catalogue))
    for layer in layers_of(session.catalogue, service) if code.isprintable() else ():
        if layer not in known:
            continue
        # As elsewhere at the desk: codes are typed in small letters.
        spellings = dict.fromkeys((code, code.upper()))
        tries = (assets.find_by_code(session, layer, each) for each in spellings)
        asset = next((each for each in tries if each is not None), None)
        if asset is None:
            continue
        session.connection.execute(
            delete(link).where(link.c.report == report, link.c.relation == "reported")
        )
        row = {"report": report, "asset": asset.id, "layer": layer.name, "relation": "reported"}
        session.connection.execute(upsert(link).values(row).on_conflict_do_nothing())
        session.connection.execute(
            update(report_).where(report_.c.id == report).values(updated_at=now)
        )
        return layer
    raise Invalid([Issue("address_unknown", "asset", details={"value": code[:40]})])


def choose_service(session: CommuneSession, report: UUID, service: str, now: datetime) -> None:
    """Put a report into another category: citizens choose by what they see.

    Raises
    ------
    Unauthenticated, NotAllowed, Invalid
    """
    session.viewer.must(Action.HANDLE_REPORTS)
    if session.catalogue.fault(service) is None:
        raise Invalid([Issue("service_unknown", "service_code", details={"value": service[:60]})])
    rows = table(session, "report")
    session.connection.execute(
        update(rows).where(rows.c.id == report).values(service_code=service, updated_at=now)
    )
