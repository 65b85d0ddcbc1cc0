"""The outbox of a tablet that sends no more, from the file that it was saved to.

The operations are those that it would have sent, and are taken in as if it had: read twice, nothing
happens twice. Photos follow their operations.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import orjson

from field_capture.captures import photo_upload
from field_capture.captures.photo_upload import CHUNK_BYTES
from field_capture.sync import push as sync
from field_capture.sync.push import MOST_OPERATIONS, Receipt
from gis.blobs import Blobs
from gis.errors import Invalid, Issue, UnknownThing
from gis.session import CommuneSession


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo in the file."""

    id: UUID
    data: bytes


@dataclass(frozen=True, slots=True)
class Outbox:
    """What a tablet had not yet seen in a backup."""

    commune: str
    operations: list[Any]
    photos: list[Photo]


def read(path: Path) -> Outbox:
    """Read the file that a tablet saved its outbox to.

    Raises
    ------
    Invalid
        It is none, or damaged.
    OSError
    """
    try:
        told = orjson.loads(path.read_bytes())
        known = {("outbox", 1): told["photos"]}[told["netzkaart"], told["version"]]
        photos = [
            Photo(UUID(each["id"]), base64.b64decode(each["data"], validate=True)) for each in known
        ]
        return Outbox(str(told["commune"]), list(told["operations"]), photos)
    except (KeyError, TypeError, ValueError, binascii.Error) as error:
        raise Invalid([Issue("not_an_object", path.name)]) from error


def take_in(session: CommuneSession, outbox: Outbox, now: datetime) -> list[Receipt]:
    """Take in the operations; return what became of each.

    Raises
    ------
    NotAllowed
    """
    receipts: list[Receipt] = []
    for start in range(0, len(outbox.operations), MOST_OPERATIONS):
        batch = outbox.operations[start : start + MOST_OPERATIONS]
        receipts += sync.push(session, batch, now, timedelta())
    return receipts


def take_photo(  # noqa: PLR0913  the photo, and where it goes
    session: CommuneSession, photo: Photo, root: Path, most: int, blobs: Blobs, now: datetime
) -> bool:
    """Take in a photo; tell whether it is here now, with its asset or waiting for it.

    Parameters
    ----------
    root : Path
        Where the pieces of the commune's photos lie.
    most : int
        Bytes that a photo may have.

    Raises
    ------
    Invalid, Unreadable, TooLarge
    """
    try:
        upload = photo_upload.find(session, photo.id, root, most)
    except UnknownThing:
        return False  # its operation was not taken in
    for number in upload.missing():
        piece = photo.data[number * CHUNK_BYTES : (number + 1) * CHUNK_BYTES]
        upload.put(number, piece, hashlib.sha256(piece).hexdigest())
    return (
        upload.finish(blobs, now) is not None
        or photo_upload.find(session, photo.id, root, most).waits
    )
