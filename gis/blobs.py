"""Files kept by their content: what is called by its SHA-256 is never another and never twice.

A file appears under its name whole or not at all, also where the machine is switched off in the
middle. Who reads one is given what was kept, or told that the disk has spoilt it.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import shutil
from dataclasses import dataclass
from pathlib import Path

from gis.errors import BlobDamaged, UnknownThing
from gis.exchange.errors import no_room

_NAME = re.compile(r"[0-9a-f]{64}\Z")


@dataclass(frozen=True, slots=True)
class Blobs:
    """A folder of files, one for each commune: ``Blobs(home / "files" / "heffingen")``."""

    root: Path

    def path(self, sha256: str) -> Path:
        """Return where a file lies; a folder holds no more than file systems like.

        Raises
        ------
        UnknownThing
            That is no SHA-256.
        """
        if not _NAME.match(sha256):
            raise UnknownThing("file", sha256[:12])
        return self.root / sha256[:2] / sha256

    def put(self, data: bytes) -> str:
        """Keep a file; return its SHA-256.

        Raises
        ------
        NoRoom
        """
        sha256 = hashlib.sha256(data).hexdigest()
        target = self.path(sha256)
        if target.exists() and target.read_bytes() == data:
            return sha256  # else it is spoilt, and mended
        with no_room():
            target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            draft = target.with_name(f".{secrets.token_hex(8)}")
            try:
                with draft.open("xb") as stream:
                    stream.write(data)
                    stream.flush()
                    os.fsync(stream.fileno())
                draft.replace(target)
            finally:
                draft.unlink(missing_ok=True)
            _settle(target.parent)
        return sha256

    def get(self, sha256: str) -> bytes:
        """Return a file, as it was kept.

        Raises
        ------
        UnknownThing
            It is not here.
        BlobDamaged
            What is here is something else.
        """
        try:
            data = self.path(sha256).read_bytes()
        except FileNotFoundError:
            raise UnknownThing("file", sha256[:12]) from None
        if hashlib.sha256(data).hexdigest() != sha256:
            raise BlobDamaged(sha256)
        return data

    def remove(self, sha256: str) -> None:
        """Forget a file, if it is here."""
        self.path(sha256).unlink(missing_ok=True)

    def remove_all(self) -> None:
        """Forget all files, as where a commune is removed."""
        shutil.rmtree(self.root, ignore_errors=True)


def _settle(folder: Path) -> None:
    """Let the folder's new entry survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
