"""The photo of a repair on its way to the citizen: from the tablet's task to the stop's reports.

It stands there unreleased: what a crew photographs may show people, and the town hall looks first.
"""

from __future__ import annotations

import hashlib
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select

from field_capture import store
from field_capture.captures.photo_upload import of_tasks
from field_capture.orders.work_order import Stop
from field_capture.reports import photos as report_photos
from field_capture.states.report import State
from gis import photos
from gis.asset_files import Cabinet
from gis.assets import new_id
from gis.blobs import Blobs
from gis.session import CommuneSession
from gis.viewer import Action


def add(  # noqa: PLR0913  a picture, of which stop, when
    session: CommuneSession,
    stop: Stop,
    file: tuple[bytes, str],
    moment: str,
    blobs: Blobs,
    home: Path,
    now: datetime,
) -> None:
    """Keep a picture that somebody at a desk has of a stop, as if a tablet had sent it.

    Parameters
    ----------
    moment : str
        ``before`` or ``after`` the work; after it, the stop's closed reports get it too.

    Raises
    ------
    Unauthenticated, NotAllowed, TooLarge, Unreadable, NoRoom
    """
    session.viewer.must(Action.CAPTURE)
    data, name = file
    clean = photos.clean(data, name)  # what is no picture is refused here: a PDF is none
    identity, own = new_id(), of_tasks(blobs)
    kept: dict[str, Any] = {"file": identity}
    if stop.layer is not None and stop.asset is not None:
        kept["file"] = Cabinet(session, stop.layer, stop.asset, blobs).add(data, name, "", now)
    else:
        kept |= {"kept_sha256": own.put(clean.data), "thumb_sha256": own.put(clean.thumb)}
    session.connection.execute(
        insert(store.table(session, "photo")).values(
            id=identity,
            sha256=hashlib.sha256(data).hexdigest(),
            bytes=len(data),
            layer=stop.layer and stop.layer.name,
            asset=stop.asset,
            task=stop.id,
            moment=moment,
            name=name[:200],
            caption="",
            actor=session.viewer.actor,
            at=now,
            kept_at=now,
            **kept,
        )
    )
    pass_on(session, identity, blobs, home)


def pass_on(session: CommuneSession, photo: UUID, blobs: Blobs, home: Path) -> None:
    """Give a photo that is kept, taken after the work, to the reports that the work closed, once.

    Parameters
    ----------
    blobs : Blobs
        The commune's files.
    home : Path
        Where all files lie.
    """
    table = store.table(session, "photo")
    row = session.connection.execute(select(table).where(table.c.id == photo)).one()
    if row.moment != "after" or row.task is None or row.kept_at is None:
        return
    link, report = store.table(session, "order_report"), store.table(session, "report")
    closed = session.connection.scalars(
        select(report.c.id)
        .join_from(link, report, link.c.report == report.c.id)
        .where(link.c.stop == row.task, report.c.state == State.DONE.value)
        .order_by(report.c.number)
    ).all()
    if not closed:
        return
    if row.kept_sha256 is not None:
        data = of_tasks(blobs).get(row.kept_sha256)
    else:
        cabinet = Cabinet(session, session.layer(row.layer), row.asset, blobs)
        data = cabinet.read(cabinet.find(row.file))
    pictures = report_photos.read([(data, row.name)])
    known = {hashlib.sha256(each.data).hexdigest() for each in pictures}
    own = report_photos.blobs_of(home, session.commune.name)
    for each in closed:
        there = {one.sha256 for one in report_photos.listed(session, each, public=False)}
        if not known & there:
            role = report_photos.RESULT
            report_photos.add(session, own, each, pictures, now=row.kept_at, role=role)
