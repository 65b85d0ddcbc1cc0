"""Photos of tablets: announced by an operation, sent in pieces, kept once they are whole.

Pieces may come in any order, twice, and after days; what arrived lies on the disk until all are
there. Only a photo whose SHA-256 is the announced one is kept, cleaned as every other picture.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert

from field_capture import store
from field_capture.captures import held_photos
from field_capture.captures.operations import Operation
from gis import assets, photos
from gis.asset_files import Cabinet
from gis.blobs import Blobs
from gis.errors import (
    BlobDamaged,
    Invalid,
    Issue,
    SameIdOtherContent,
    TooLarge,
    UnknownThing,
    Unreadable,
)
from gis.exchange.errors import no_room
from gis.session import CommuneSession
from gis.viewer import Action
from layers.spec import Layer

CHUNK_BYTES = 512 * 1024
PIECES_KEPT = timedelta(days=61)


def announce(session: CommuneSession, operation: Operation, now: datetime) -> None:
    """Note the photos that will follow an operation.

    Raises
    ------
    SameIdOtherContent
    """
    table = store.table(session, "photo")
    for photo in operation.photos:
        values = {
            "id": photo.id,
            "sha256": photo.sha256,
            "bytes": photo.bytes,
            "layer": operation.layer,
            "asset": operation.asset_id,
            "task": operation.task_id,
            "moment": photo.moment,
            "name": photo.name,
            "caption": photo.caption,
            "actor": session.viewer.actor,
            "at": now,
        }
        session.connection.execute(insert(table).values(**values).on_conflict_do_nothing())
        there = select(table.c.sha256, table.c.asset, table.c.task).where(table.c.id == photo.id)
        told = (photo.sha256, operation.asset_id, operation.task_id)
        if tuple(session.connection.execute(there).one()) != told:
            raise SameIdOtherContent(photo.id)


@dataclass(frozen=True)
class Upload:
    """An announced photo and what has arrived of it.

    Attributes
    ----------
    file : UUID or None
        Under which the asset has it, once it is whole; its own id where a task has it.
    """

    session: CommuneSession
    row: Any
    folder: Path

    @property
    def chunks(self) -> int:
        """Of how many pieces it consists."""
        return -(-int(self.row.bytes) // CHUNK_BYTES)

    @property
    def file(self) -> UUID | None:
        """The file of the asset that it became."""
        found: UUID | None = self.row.file
        return found

    @property
    def waits(self) -> bool:
        """Whether it is here, whole, and what it shows is no asset yet."""
        return held_photos.is_here(self.row)

    @cached_property
    def has_room(self) -> bool:
        """Whether it may be sent: of what waits for a planner only so much is taken."""
        return self._layer_of_asset is not None or held_photos.has_room(self.session, self.row)

    @cached_property
    def _layer_of_asset(self) -> Layer | None:
        """The layer of the asset that it shows; None where there is none, or none is needed."""
        if self.row.asset is None:
            return None
        layer = self.session.layer(self.row.layer)
        there = assets.there(self.session, layer, [self.row.asset])
        return layer if there else None

    def missing(self) -> list[int]:
        """Return the numbers of the pieces that have not arrived."""
        if self.file is not None or self.waits:
            return []
        if self.row.asset is not None and not self.has_room:
            return []  # it stays where it is
        return [n for n in range(self.chunks) if not self._path(n).exists()]

    def put(self, number: int, data: bytes, sha256: str) -> None:
        """Keep a piece; the same one again is as good as once.

        Raises
        ------
        UnknownThing
            The photo has no such piece.
        Invalid
            It is damaged, or of another size.
        TooLarge
            Too much of its tablet waits already.
        NoRoom
        """
        if not 0 <= number < self.chunks:
            what = "chunk"
            raise UnknownThing(what, str(number))
        last = int(self.row.bytes) - CHUNK_BYTES * (self.chunks - 1)
        wanted = last if number == self.chunks - 1 else CHUNK_BYTES
        if len(data) != wanted or hashlib.sha256(data).hexdigest() != sha256:
            details = {"found": len(data), "wanted": wanted}
            raise Invalid([Issue("chunk_damaged", f"chunks.{number}", details=details)])
        if self.file is not None or self.waits:
            return
        if self.row.asset is not None and not self.has_room:
            raise TooLarge(f"{held_photos.MOST_BYTES // 1_000_000} MB")
        with no_room():
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            draft = self.folder / f".{secrets.token_hex(8)}"
            try:
                with draft.open("xb") as stream:
                    stream.write(data)
                    stream.flush()
                    os.fsync(stream.fileno())
                draft.replace(self._path(number))
            finally:
                draft.unlink(missing_ok=True)

    def finish(self, blobs: Blobs, now: datetime) -> UUID | None:
        """Put the pieces together and give the photo to its asset.

        Returns
        -------
        UUID or None
            The asset's file; None as long as the asset itself waits for a planner. The photo is
            kept all the same, where there is room.

        Raises
        ------
        Invalid
            Pieces are missing, or all together are not what was announced.
        Unreadable, TooLarge
            It is no picture that we read.
        """
        if self.file is not None:
            return self.file
        layer = self._layer_of_asset
        if self.waits:
            return self._hand_over(layer, blobs, now)
        if self.row.asset is not None and not self.has_room:
            return None
        if missing := self.missing():
            details = {"missing": ", ".join(map(str, missing[:20]))}
            raise Invalid([Issue("chunks_missing", "chunks", details=details)])
        data = b"".join(self._path(number).read_bytes() for number in range(self.chunks))
        if hashlib.sha256(data).hexdigest() != self.row.sha256:
            self.tidy()
            raise Invalid([Issue("photo_damaged_on_way", "sha256")])
        try:
            kept = self._keep(data, layer, blobs, now)
        except (Unreadable, TooLarge):
            self.tidy()
            raise
        table = store.table(self.session, "photo")
        self.session.connection.execute(
            update(table).where(table.c.id == self.row.id).values(**kept, kept_at=now)
        )
        return kept["file"] and UUID(str(kept["file"]))

    def _hand_over(self, layer: Layer | None, blobs: Blobs, now: datetime) -> UUID | None:
        """Give what waits to its asset, if there is one by now."""
        if layer is None:
            return None
        cabinet = Cabinet(self.session, layer, self.row.asset, blobs)
        try:
            with self.session.connection.begin_nested():
                return held_photos.give(self.session, self.row, cabinet, now)
        except BlobDamaged:
            held_photos.ask_again(self.session, self.row.id)
            return None

    def _keep(
        self, data: bytes, layer: Layer | None, blobs: Blobs, now: datetime
    ) -> dict[str, Any]:
        """Give a photo to its asset, or keep it for one, or with the task that is about none."""
        if layer is not None:
            cabinet = Cabinet(self.session, layer, self.row.asset, blobs)
            return {"file": cabinet.add(data, self.row.name, self.row.caption, now)}
        if self.row.asset is not None:
            return held_photos.keep(data, self.row.name, blobs)
        photo, own = photos.clean(data, self.row.name), of_tasks(blobs)
        return {
            "file": self.row.id,
            "kept_sha256": own.put(photo.data),
            "thumb_sha256": own.put(photo.thumb),
        }

    def tidy(self) -> None:
        """Remove the pieces: of a photo that is kept, after the commit that says so."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def _path(self, number: int) -> Path:
        return self.folder / str(number)


def uploads_of(home: Path, commune: str) -> Path:
    """Return where the pieces of a commune's photos lie until they are whole."""
    return home / "uploads" / commune


def stale(root: Path, now: datetime) -> list[Path]:
    """Return the folders of photos that nobody has gone on sending for `PIECES_KEPT`."""
    if not root.is_dir():
        return []
    before = (now - PIECES_KEPT).timestamp()
    return [each for each in root.iterdir() if each.is_dir() and each.stat().st_mtime < before]


def sweep(root: Path, now: datetime) -> int:
    """Remove these pieces, and return of how many photos.

    A tablet that comes back later is told that they are missing, and sends them again.
    """
    left = stale(root, now)
    for each in left:
        shutil.rmtree(each, ignore_errors=True)
    return len(left)


def expected(session: CommuneSession, layer: Layer, asset: UUID) -> int:
    """Return how many photos of an asset were announced and have not arrived."""
    table = store.table(session, "photo")
    mine = (table.c.layer == layer.name) & (table.c.asset == asset) & table.c.file.is_(None)
    query = select(func.count()).select_from(table).where(mine)
    return int(session.connection.scalar(query) or 0)


def of_tasks(blobs: Blobs) -> Blobs:
    """Return where the photos of tasks lie that are about no asset, beside those of assets."""
    return Blobs(blobs.root / "tasks")


def find(session: CommuneSession, photo: UUID, root: Path, most: int) -> Upload:
    """Return an announced photo, locked for whoever sends it.

    Parameters
    ----------
    root : Path
        Where the pieces of the commune's photos lie.
    most : int
        Bytes that a photo may have.

    Raises
    ------
    UnknownThing, TooLarge, NotAllowed, Unauthenticated
    """
    session.viewer.must(Action.CAPTURE)
    table = store.table(session, "photo")
    query = select(table).where(table.c.id == photo).with_for_update()
    row = session.connection.execute(query).one_or_none()
    known = {layer.name for layer in session.viewer.layers(session.catalogue)}
    if row is None or row.layer not in (None, *known):
        what = "photo"
        raise UnknownThing(what, str(photo))
    if row.bytes > most:
        raise TooLarge(f"{most // 1_000_000} MB")
    return Upload(session, row, root / str(photo))
