"""Files on assets: as-built drawings as PDF, photos. Whoever adds or removes one is noted.

The table tells what there is, `gis.blobs` holds it. A file that is removed is gone from the disk
unless another asset has the same; that it was there, and who removed it, stays told.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, func, insert, or_, select, update

from gis import assets, photos
from gis.assets import new_id
from gis.blobs import Blobs
from gis.errors import NotAllowed, TooLarge, Unauthenticated, UnknownThing, Unreadable
from gis.sentences import phrase
from gis.session import CommuneSession
from gis.viewer import Action, ViewerRole
from layers.spec import Layer

MOST_FILES = 100
"""Of one asset."""

_TAIL = 2048
_LONGEST_CAPTION = 500


@dataclass(frozen=True, slots=True)
class AssetFile:
    """A file of an asset, there or removed.

    Attributes
    ----------
    kind : str
        ``pdf``, ``jpeg`` or ``png``.
    sha256, thumb : str
        Under which `Blobs` has it, and its small picture, if it is one.
    taken_at : datetime or None
        By the camera.
    """

    id: UUID
    kind: str
    name: str
    caption: str
    size: int
    sha256: str
    thumb: str | None
    width: int | None
    height: int | None
    taken_at: datetime | None
    added_by: str
    added_at: datetime
    removed_by: str | None
    removed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Cabinet:
    """The files of one asset, for one viewer.

    Raises
    ------
    Unauthenticated, UnknownAsset
        Files are for members of the commune who may see the asset.
    """

    session: CommuneSession
    layer: Layer
    asset: UUID
    blobs: Blobs

    def __post_init__(self) -> None:
        if self.session.viewer.role is ViewerRole.ANYONE:
            raise Unauthenticated
        assets.get(self.session, self.layer, self.asset)

    def listed(self) -> list[AssetFile]:
        """Return all its files, also the removed ones, the oldest first."""
        table = self.session.tables.tables["commune.asset_file"]
        names = [table.c[name] for name in AssetFile.__slots__]
        query = select(*names).where(*self._own()).order_by(table.c.added_at, table.c.id)
        return [AssetFile(*row) for row in self.session.connection.execute(query)]

    def find(self, file: UUID) -> AssetFile:
        """Return a file that is there, or raise `UnknownThing`."""
        for each in self.listed():
            if each.id == file and each.removed_at is None:
                return each
        raise UnknownThing("file", str(file))

    def read(self, file: AssetFile, *, thumb: bool = False) -> bytes:
        """Return the content of a file, or its small picture.

        Raises
        ------
        UnknownThing, BlobDamaged
        """
        if thumb and file.thumb is None:
            raise UnknownThing("file", str(file.id))
        return self.blobs.get(file.thumb if thumb and file.thumb else file.sha256)

    def add(
        self, data: bytes, name: str, caption: str, now: datetime, *, by: str | None = None
    ) -> UUID:
        """Keep a file; one that the asset has already is not kept twice.

        Parameters
        ----------
        by : str, optional
            Who had sent it, where that is not who adds it now.

        Raises
        ------
        NotAllowed, NoRoom
        Unreadable
            It is neither a PDF nor a picture, or damaged.
        TooLarge
            The picture has too many pixels, or the asset too many files.
        """
        self.session.viewer.must(Action.CAPTURE)
        if photos.kind_of(data) == "pdf":
            _check_pdf(data, name)
            photo, kept = None, data
        else:
            photo = photos.clean(data, name)
            kept = photo.data
        self._lock()
        there = [each for each in self.listed() if each.removed_at is None]
        sha256 = self.blobs.put(kept)
        for each in there:
            if each.sha256 == sha256:
                return each.id
        if len(there) >= MOST_FILES:
            raise TooLarge(str(MOST_FILES))
        lon, lat = photo.position if photo and photo.position else (None, None)
        values = {
            "id": new_id(),
            "layer": self.layer.name,
            "asset": self.asset,
            "kind": photo.kind if photo else "pdf",
            "name": name.replace("\0", ""),
            "caption": caption.replace("\0", "").strip()[:_LONGEST_CAPTION],
            "size": len(kept),
            "sha256": sha256,
            "thumb": self.blobs.put(photo.thumb) if photo else None,
            "width": photo.width if photo else None,
            "height": photo.height if photo else None,
            "taken_at": photo.taken_at if photo else None,
            "lon": lon,
            "lat": lat,
            "added_by": by or self.session.viewer.actor,
            "added_at": now,
        }
        table = self.session.tables.tables["commune.asset_file"]
        self.session.connection.execute(insert(table), values)
        return UUID(str(values["id"]))

    def may_remove(self, file: AssetFile) -> bool:
        """Tell whether the viewer may remove a file: planners any, a crew its own."""
        viewer = self.session.viewer
        own = viewer.may(Action.CAPTURE) and file.added_by == viewer.actor
        return file.removed_at is None and (viewer.may(Action.EDIT) or own)

    def remove(self, file: UUID, now: datetime) -> None:
        """Remove a file, and its content where nothing else has the same.

        Raises
        ------
        NotAllowed, UnknownThing
        """
        viewer = self.session.viewer
        viewer.must(Action.CAPTURE)
        self._lock()
        found = self.find(file)
        if not self.may_remove(found):
            raise NotAllowed(viewer.role.value, Action.EDIT.value)
        table = self.session.tables.tables["commune.asset_file"]
        self.session.connection.execute(
            update(table).where(table.c.id == file).values(removed_by=viewer.actor, removed_at=now)
        )
        # The last that is done: what follows is the commit.
        for sha256 in filter(None, (found.sha256, found.thumb)):
            if not self._needed(sha256):
                self.blobs.remove(sha256)

    def _needed(self, sha256: str) -> bool:
        table = self.session.tables.tables["commune.asset_file"]
        same = or_(table.c.sha256 == sha256, table.c.thumb == sha256)
        query = select(table.c.id).where(same, table.c.removed_at.is_(None)).limit(1)
        return self.session.connection.scalar(query) is not None

    def _own(self) -> tuple[ColumnElement[bool], ...]:
        table = self.session.tables.tables["commune.asset_file"]
        return table.c.layer == self.layer.name, table.c.asset == self.asset

    def _lock(self) -> None:
        """Let nobody add the content that another one removes in this moment."""
        key = func.hashtext(f"files:{self.session.commune.name}")
        self.session.connection.execute(select(func.pg_advisory_xact_lock(key)))


def _check_pdf(data: bytes, name: str) -> None:
    """Refuse a PDF that was cut off on its way."""
    if b"%%EOF" not in data[-_TAIL:]:
        raise Unreadable(name, phrase("pdf_damaged"))
