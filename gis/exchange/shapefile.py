"""What a Shapefile says of itself, before GDAL believes it: its parts, sizes and code page."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gis.errors import Issue, Severity, Unreadable
from gis.sentences import phrase

if TYPE_CHECKING:
    from pathlib import Path

_SHP_HEADER = 100
_DBF_HEADER = 32
_CODE_PAGE_AT = 29
_SLACK = 4096
"""Writers differ about padding; a file cut off lacks more."""


@dataclass(frozen=True, slots=True)
class Texts:
    """How the texts of the attributes are to be read, and what must be said of it."""

    encoding: str | None
    issues: tuple[Issue, ...] = ()


def check(path: Path) -> Texts:
    """Check that a Shapefile is complete and as long as it claims.

    Raises
    ------
    Unreadable
        Naming the part that is missing or cut off.
    """
    parts = {each.suffix.lower(): each for each in path.parent.iterdir() if each.stem == path.stem}
    if ".dbf" not in parts:
        raise Unreadable(path.name, phrase("dbf_missing"))
    if ".shx" not in parts:
        raise Unreadable(path.name, phrase("shx_missing"))
    for ending in (".shp", ".shx"):
        _check_length(parts.get(ending, path))
    return _check_table(parts[".dbf"], declared=".cpg" in parts)


def _check_length(path: Path) -> None:
    with path.open("rb") as stream:
        header = stream.read(_SHP_HEADER)
    if len(header) < _SHP_HEADER:
        raise Unreadable(path.name, phrase("file_cut_off", claimed=_SHP_HEADER, found=len(header)))
    claimed = struct.unpack(">i", header[24:28])[0] * 2
    size = path.stat().st_size
    if claimed > size or claimed < 0:
        raise Unreadable(path.name, phrase("file_cut_off", claimed=claimed, found=size))


def _check_table(path: Path, *, declared: bool) -> Texts:
    size = path.stat().st_size
    with path.open("rb") as stream:
        header = stream.read(_DBF_HEADER)
        if len(header) < _DBF_HEADER:
            raise Unreadable(path.name, phrase("file_cut_off", claimed=_DBF_HEADER, found=size))
        rows, start, width = struct.unpack("<IHH", header[4:12])
        claimed = start + rows * width
        if claimed > size + min(_SLACK, width):
            raise Unreadable(path.name, phrase("file_cut_off", claimed=claimed, found=size))
        if declared or header[_CODE_PAGE_AT]:
            return Texts(None)
        stream.seek(start)
        texts = stream.read(1 << 24)
    if texts.isascii():
        return Texts(None)
    try:
        texts.decode("utf-8")
    except UnicodeDecodeError:
        encoding = "cp1252"
    else:
        encoding = "utf-8"
    details = {"encoding": encoding}
    return Texts(encoding, (Issue("encoding_assumed", path.name, Severity.NOTE, details),))
