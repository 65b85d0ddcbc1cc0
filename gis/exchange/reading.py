"""Finding out what a file is, by its content, and giving it to the reader of its format.

A new format is one reader and one line in `_KINDS`.
"""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gis.errors import TooLarge, Unreadable
from gis.exchange import epanet, geojson_source, inp, ogr, swmm
from gis.exchange.source import Limits, Source
from gis.sentences import Phrase, phrase

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_HEAD = 1 << 16
_SQLITE = b"SQLite format 3\0"
_SHAPEFILE = b"\x00\x00\x27\x0a"
_FLATGEOBUF = b"fgb\x03"
_ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
_BINARY = {
    b"II*\0": phrase("tiff_picture"),
    b"MM\0*": phrase("tiff_picture"),
    b"\x89PNG": phrase("png_picture"),
    b"\xff\xd8\xff": phrase("jpeg_picture"),
    b"%PDF": phrase("pdf_document"),
    b"\x1f\x8b": phrase("gzip_packed"),
    b"AC10": phrase("dwg_drawing"),
}


@dataclass(frozen=True, slots=True)
class _File:
    path: Path
    head: bytes
    limits: Limits
    encoding: str | None

    @property
    def name(self) -> str:
        return self.path.name


def read(path: Path, limits: Limits | None = None, *, encoding: str | None = None) -> Source:
    """Read a file of any known format.

    Parameters
    ----------
    encoding : str, optional
        Of texts in formats that do not declare it (Shapefile).

    Raises
    ------
    Unreadable
        With the reason, in words for whoever sent the file.
    TooLarge
    """
    limits = limits or Limits()
    try:
        size = path.stat().st_size
        if not path.is_file():
            raise Unreadable(path.name, phrase("no_file"))
        if size > limits.bytes:
            raise TooLarge(f"{size >> 20} MB > {limits.bytes >> 20} MB")
        with path.open("rb") as stream:
            head = stream.read(_HEAD)
    except OSError as error:
        raise Unreadable(path.name, error.strerror or type(error).__name__) from None
    if not head.strip(b"\0 \r\n\t"):
        raise Unreadable(path.name, phrase("file_empty"))
    file = _File(path, head, limits, encoding)
    for fits, reader in _KINDS:
        if fits(head):
            return reader(file)
    raise Unreadable(path.name, _what(head))


def _read_json(file: _File) -> Source:
    data = file.path.read_bytes()
    return geojson_source.read(data, file.name, file.path.stem, file.limits)


def _read_inp(file: _File) -> Source:
    sections = inp.parse(file.path.read_bytes(), file.limits, file.name)
    read_model = swmm.read if sections.is_swmm() else epanet.read
    return read_model(sections, file.name)


def _read_sqlite(file: _File) -> Source:
    return ogr.read(file.path, file.name, "GeoPackage", file.limits, None)


def _read_shapefile(file: _File) -> Source:
    for ending in (".dbf", ".DBF"):
        if file.path.with_suffix(ending).exists():
            break
    else:
        raise Unreadable(file.name, phrase("dbf_missing"))
    return ogr.read(file.path, file.name, "Shapefile", file.limits, file.encoding)


def _read_flatgeobuf(file: _File) -> Source:
    return ogr.read(file.path, file.name, "FlatGeobuf", file.limits, None)


def _read_zip(file: _File) -> Source:
    try:
        with zipfile.ZipFile(file.path) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError):
        raise Unreadable(file.name, phrase("zip_damaged")) from None
    if not names:
        raise Unreadable(file.name, phrase("zip_empty"))
    raise Unreadable(file.name, phrase("zip_packed", names=", ".join(names[:5])))


def _is_json(head: bytes) -> bool:
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        start = head[2:].replace(b"\0", b"").lstrip()
    return start[:1] in (b"{", b'"') or start[:4] == b"null" or _is_array(start)


def _is_array(start: bytes) -> bool:
    """Tell a JSON array from the ``[SECTION]`` of an input file."""
    return start[:1] == b"[" and not start[1:2].isalpha()


def _what(head: bytes) -> Phrase:
    for magic, what in _BINARY.items():
        if head.startswith(magic):
            return what
    if b"\0" in head[:1024]:
        return phrase("unknown_binary")
    if head.lstrip()[:1] == b"<":
        return phrase("xml_document")
    return phrase("unknown_text")


_KINDS: tuple[tuple[Callable[[bytes], bool], Callable[[_File], Source]], ...] = (
    (lambda head: head.startswith(_SQLITE), _read_sqlite),
    (lambda head: head.startswith(_SHAPEFILE), _read_shapefile),
    (lambda head: head.startswith(_FLATGEOBUF), _read_flatgeobuf),
    (lambda head: head.startswith((_ZIP, _EMPTY_ZIP)), _read_zip),
    (_is_json, _read_json),
    (inp.looks_like_inp, _read_inp),
)
