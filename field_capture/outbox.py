"""The outbox of a tablet that sends no more, from the file that it was saved to.

The operations are those that it would have sent, and are taken in as if it had: read twice, nothing
happens twice.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import orjson

from field_capture import photo_upload, sync
from field_capture.photo_upload import CHUNK_BYTES
from field_capture.sync import MOST_OPERATIONS, Receipt
from gis.blobs import Blobs
from gis.errors import Invalid, Issue
from gis.hashes import sha256_of
from gis.session import CommuneSession


@dataclass(frozen=True, slots=True)
class Outbox:
    """What a tablet had not seen in a backup."""

    commune: str
    operations: list[Any]
    photos: list[dict[str, Any]]


def read(path: Path) -> Outbox:
    """Read a tablet's file.

    Raises
    ------
    Invalid
        It is none, or damaged.
    OSError
    """
    try:
        told = orjson.loads(path.read_bytes())
        if told["netzkaart"] != "outbox" or told["version"] != 1:
            raise KeyError
        return Outbox(str(told["commune"]), list(told["operations"]), list(told["photos"]))
    except (orjson.JSONDecodeError, KeyError, TypeError) as error:
        raise Invalid([Issue("not_an_outbox", path.name)]) from error


def take_in(session: CommuneSession, outbox: Outbox, now: datetime) -> Iterator[Receipt]:
    """Take in the operations; yield what became of each."""
    for start in range(0, len(outbox.operations), MOST_OPERATIONS):
        batch = outbox.operations[start : start + MOST_OPERATIONS]
        yield from sync.push(session, batch, now, timedelta())
