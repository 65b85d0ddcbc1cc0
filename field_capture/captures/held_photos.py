"""Photos of what a planner has not decided about: kept whole here, so that no tablet has to.

A capture that waits has no asset that could have its photos. They lie beside those of assets until
somebody decides, and go to the asset with it; those of what was turned away stay for a month, as
long as somebody may ask for them. How much of one tablet may wait is limited: what is more stays
where it is, and comes when there is room.
"""

from __future__ import annotations

import time
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, func, select, update

from field_capture import store
from gis import photos
from gis.asset_files import Cabinet
from gis.blobs import Blobs
from gis.errors import BlobDamaged, NetzkaartError, UnknownThing
from gis.session import CommuneSession
from gis.viewer import Action
from layers.spec import Layer

MOST_BYTES = 1_000_000_000
"""Of one tablet, of things that wait: some hundreds of photos."""

KEPT_AFTER_REFUSAL = timedelta(days=30)

_SETTLED_S = 3600  # what a transaction that still runs may be about to need


def folder(blobs: Blobs) -> Blobs:
    """Return where such photos lie, beside those of assets."""
    return Blobs(blobs.root / "waiting")


def is_here(row: Row[Any]) -> bool:
    """Tell whether a photo lies here, whole."""
    return row.asset is not None and row.file is None and row.kept_sha256 is not None


def has_room(session: CommuneSession, row: Row[Any]) -> bool:
    """Tell whether a photo may wait here: those that its tablet announced before come first."""
    table = store.table(session, "photo")
    query = select(func.coalesce(func.sum(table.c.bytes), 0)).where(
        table.c.actor == row.actor,
        table.c.asset.is_not(None),
        table.c.file.is_(None),
        table.c.id <= row.id,
    )
    return int(session.connection.scalar(query) or 0) <= MOST_BYTES


def keep(data: bytes, name: str, blobs: Blobs) -> dict[str, Any]:
    """Keep a photo that waits, cleaned as every other one; return what its row then says.

    Raises
    ------
    Unreadable, TooLarge, NoRoom
    """
    photo, own = photos.clean(data, name), folder(blobs)
    sha256, thumb = own.put(photo.data), own.put(photo.thumb)
    return {"file": None, "kept_sha256": sha256, "thumb_sha256": thumb}


def of(session: CommuneSession, asset: UUID) -> list[Row[Any]]:
    """Return the photos of an asset to be that lie here, the first announced first."""
    table = store.table(session, "photo")
    query = (
        select(table)
        .where(table.c.asset == asset, table.c.file.is_(None), table.c.kept_sha256.is_not(None))
        .order_by(table.c.at, table.c.id)
    )
    return list(session.connection.execute(query))


def read(session: CommuneSession, photo: UUID, blobs: Blobs, *, thumb: bool = False) -> bytes:
    """Return a photo that waits, or its small picture, for whoever decides.

    Raises
    ------
    UnknownThing, BlobDamaged, NotAllowed, Unauthenticated
    """
    session.viewer.must(Action.EDIT)
    table = store.table(session, "photo")
    row = session.connection.execute(select(table).where(table.c.id == photo)).one_or_none()
    seen = {layer.name for layer in session.viewer.layers(session.catalogue)}
    if row is None or row.layer not in seen or not is_here(row):
        what = "photo"
        raise UnknownThing(what, str(photo))
    return folder(blobs).get(row.thumb_sha256 if thumb else row.kept_sha256)


def hand_over(
    session: CommuneSession, layer: Layer, asset: UUID, blobs: Blobs, now: datetime
) -> int:
    """Give an asset its photos, in the name of who sent them; return how many it has got.

    What cannot be given (a file that the disk has spoilt, one too many) stops no other.
    """
    given = 0
    for row in of(session, asset):
        try:
            with session.connection.begin_nested():
                give(session, row, Cabinet(session, layer, asset, blobs), now)
            given += 1
        except NetzkaartError:
            continue
    return given


def give(session: CommuneSession, row: Row[Any], cabinet: Cabinet, now: datetime) -> UUID:
    """Give one photo to its asset.

    Raises
    ------
    BlobDamaged, TooLarge
    """
    try:
        data = folder(cabinet.blobs).get(str(row.kept_sha256))
    except UnknownThing:
        raise BlobDamaged(str(row.kept_sha256)) from None
    file = cabinet.add(data, row.name, row.caption, now, by=row.actor)
    # The file itself stays until the night: this transaction may still fail.
    _note(session, row.id, file=file, kept_sha256=None, thumb_sha256=None)
    return file


def ask_again(session: CommuneSession, photo: UUID) -> None:
    """Know nothing of a photo any more, so that its tablet sends it anew."""
    _note(session, photo, kept_sha256=None, thumb_sha256=None, kept_at=None)


def _note(session: CommuneSession, photo: UUID, **values: Any) -> None:
    table = store.table(session, "photo")
    session.connection.execute(update(table).where(table.c.id == photo).values(**values))


def due(session: CommuneSession, now: datetime) -> int:
    """Count the photos of what was turned away long enough ago."""
    photo = store.table(session, "photo")
    query = select(func.count()).select_from(photo).where(*_long_refused(session, now))
    return session.connection.scalar(query) or 0


def forget(session: CommuneSession, blobs: Blobs, now: datetime) -> int:
    """Let go of the photos of what was turned away long enough ago; return how many."""
    photo = store.table(session, "photo")
    gone = session.connection.execute(
        update(photo)
        .where(*_long_refused(session, now))
        .values(kept_sha256=None, thumb_sha256=None, kept_at=None)
    ).rowcount
    _sweep(session, folder(blobs))
    return gone


def _long_refused(session: CommuneSession, now: datetime) -> list[ColumnElement[bool]]:
    photo, decision = store.table(session, "photo"), store.table(session, "decision")
    refused = select(decision.c.id).where(
        decision.c.kind == "capture",
        decision.c.item == photo.c.asset,
        decision.c.verdict == "rejected",
        decision.c.at < now - KEPT_AFTER_REFUSAL,
    )
    kept = photo.c.kept_sha256.is_not(None)
    return [photo.c.file.is_(None), photo.c.asset.is_not(None), kept, refused.exists()]


def _sweep(session: CommuneSession, own: Blobs) -> None:
    """Remove the files that no row names any more."""
    table = store.table(session, "photo")
    query = select(table.c.kept_sha256, table.c.thumb_sha256).where(table.c.file.is_(None))
    needed = {each for row in session.connection.execute(query) for each in row}
    before = time.time() - _SETTLED_S
    for path in own.root.glob("[0-9a-f][0-9a-f]/*"):
        if path.name not in needed and path.stat().st_mtime < before:
            own.remove(path.name)
