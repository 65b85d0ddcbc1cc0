"""What crews photographed before and after a task's work, as those who made the task see it.

A photo of an asset lies with the asset's files; one of a task that is about none lies beside them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Row, select

from field_capture import store
from field_capture.captures.operations import Moment
from field_capture.captures.photo_upload import of_tasks
from field_capture.tasks import tasks
from gis import photos
from gis.asset_files import Cabinet
from gis.blobs import Blobs
from gis.errors import UnknownAsset, UnknownThing
from gis.session import CommuneSession
from gis.viewer import Action

KIND = "photo"


@dataclass(frozen=True, slots=True)
class TaskPhoto:
    """A photo that a tablet announced for a task.

    Attributes
    ----------
    moment : Moment or None
        Before or after the work; None where the tablet did not say.
    kept_at : datetime or None
        None as long as it is on its way.
    """

    id: UUID
    moment: Moment | None
    caption: str
    actor: str
    kept_at: datetime | None
    layer: str | None
    asset: UUID | None
    file: UUID | None
    kept_sha256: str | None
    thumb_sha256: str | None


def listed(session: CommuneSession, task: UUID, blobs: Blobs) -> list[TaskPhoto]:
    """Return the photos of a task that the viewer may see and nobody removed since.

    Raises
    ------
    UnknownThing, NotAllowed, Unauthenticated
    """
    session.viewer.must(Action.EDIT)
    tasks.get(session, task)
    table = store.table(session, KIND)
    names = [table.c[name] for name in TaskPhoto.__slots__]
    query = select(*names).where(table.c.task == task).order_by(table.c.at, table.c.id)
    found = [_photo(row) for row in session.connection.execute(query)]
    return [each for each in found if _there(session, each, blobs)]


def read(
    session: CommuneSession, task: UUID, photo: UUID, blobs: Blobs, *, thumb: bool = False
) -> tuple[bytes, str]:
    """Return a photo, or its small picture, with its media type.

    Parameters
    ----------
    blobs : Blobs
        The commune's files.

    Raises
    ------
    UnknownThing, BlobDamaged, NotAllowed, Unauthenticated
    """
    for each in listed(session, task, blobs):
        if each.id == photo and each.kept_at is not None:
            data = _content(session, each, blobs, thumb=thumb)
            return data, f"image/{photos.kind_of(data)}"
    raise UnknownThing(KIND, str(photo))


def _photo(row: Row[tuple[object, ...]]) -> TaskPhoto:
    told = row._asdict()
    return TaskPhoto(**told | {"moment": told["moment"] and Moment(told["moment"])})


def _there(session: CommuneSession, photo: TaskPhoto, blobs: Blobs) -> bool:
    """Tell whether the viewer may see a photo, and whether its asset still has it."""
    if photo.layer is None or photo.asset is None:
        return True
    if photo.layer not in {each.name for each in session.viewer.layers(session.catalogue)}:
        return False
    if photo.file is None:
        return True
    try:
        _cabinet(session, photo, blobs).find(photo.file)
    except (UnknownAsset, UnknownThing):
        return False
    return True


def _content(session: CommuneSession, photo: TaskPhoto, blobs: Blobs, *, thumb: bool) -> bytes:
    if photo.file is not None and photo.asset is not None:
        cabinet = _cabinet(session, photo, blobs)
        return cabinet.read(cabinet.find(photo.file), thumb=thumb)
    sha256 = photo.thumb_sha256 if thumb else photo.kept_sha256
    return of_tasks(blobs).get(sha256 or "")


def _cabinet(session: CommuneSession, photo: TaskPhoto, blobs: Blobs) -> Cabinet:
    if photo.layer is None or photo.asset is None:
        raise UnknownThing(KIND, str(photo.id))
    return Cabinet(session, session.layer(photo.layer), photo.asset, blobs)


def by_moment(found: Sequence[TaskPhoto]) -> list[tuple[Moment | None, list[TaskPhoto]]]:
    """Return what has arrived, what was before first."""
    groups: list[tuple[Moment | None, list[TaskPhoto]]] = []
    for moment in (Moment.BEFORE, None, Moment.AFTER):
        those = [each for each in found if each.kept_at is not None and each.moment == moment]
        if those:
            groups.append((moment, those))
    return groups
