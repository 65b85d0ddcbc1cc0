"""Zip archives: unpacked into a folder of their own, after a look at what they claim.

What an archive says of itself is not believed: bytes are counted while they come out.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from gis.errors import TooLarge, Unreadable
from gis.sentences import phrase

if TYPE_CHECKING:
    from gis.exchange.source import Limits

RATIO = 200
"""Text shrinks to a tenth, tables of zeros to a hundredth; what shrinks further is a trap."""

SMALL = 1 << 20
"""Members below this size may shrink as they like."""

_MEMBERS = 1000
_BLOCK = 1 << 16
_IGNORED = ("__MACOSX/", ".DS_Store", "Thumbs.db")
_DRIVE = re.compile(r"[A-Za-z]:")
_SYMLINK = 0o120000
_KIND = 0o170000


def check(path: Path, name: str, limits: Limits) -> list[zipfile.ZipInfo]:
    """Return an archive's members, none of which is a trap by its own account.

    Raises
    ------
    Unreadable, TooLarge
    """
    try:
        with zipfile.ZipFile(path) as archive:
            members = [m for m in archive.infolist() if not m.is_dir()]
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise Unreadable(name, phrase("zip_damaged")) from None
    members = [m for m in members if not any(part in m.filename for part in _IGNORED)]
    if not members:
        raise Unreadable(name, phrase("zip_empty"))
    if len(members) > _MEMBERS:
        why = phrase("zip_many", count=len(members), limit=_MEMBERS)
        raise Unreadable(name, why)
    for member in members:
        _check_member(member, name)
    total = sum(member.file_size for member in members)
    if total > limits.bytes:
        raise TooLarge(f"{total >> 20} MB > {limits.bytes >> 20} MB")
    return members


def _check_member(member: zipfile.ZipInfo, name: str) -> None:
    written = member.filename.replace("\\", "/")
    shown = member.filename[:80]
    if written.startswith("/") or _DRIVE.match(written) or ".." in PurePosixPath(written).parts:
        raise Unreadable(name, phrase("zip_traversal", member=shown))
    if (member.external_attr >> 16) & _KIND == _SYMLINK:
        raise Unreadable(name, phrase("zip_link", member=shown))
    if member.flag_bits & 1:
        raise Unreadable(name, phrase("zip_locked", member=shown))
    if member.file_size > SMALL and member.file_size > RATIO * max(1, member.compress_size):
        ratio = member.file_size // max(1, member.compress_size)
        raise Unreadable(name, phrase("zip_bomb", member=shown, ratio=ratio))


def unpack(path: Path, name: str, limits: Limits, folder: Path) -> list[Path]:
    """Unpack an archive into an empty folder; return the files, side by side.

    Raises
    ------
    Unreadable, TooLarge
    """
    members = check(path, name, limits)
    left = limits.bytes
    found: list[Path] = []
    with zipfile.ZipFile(path) as archive:
        for member in members:
            target = folder / PurePosixPath(member.filename.replace("\\", "/")).name
            if target.exists():
                raise Unreadable(name, phrase("zip_same_name", member=target.name[:80]))
            try:
                with archive.open(member) as packed, target.open("xb") as unpacked:
                    while block := packed.read(_BLOCK):
                        left -= len(block)
                        if left < 0:
                            raise TooLarge(f"> {limits.bytes >> 20} MB")
                        unpacked.write(block)
            except (zipfile.BadZipFile, EOFError, zlib.error, NotImplementedError):
                raise Unreadable(name, phrase("zip_damaged")) from None
            found.append(target)
    return found
