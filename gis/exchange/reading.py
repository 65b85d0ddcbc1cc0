"""Finding out what a file is, by its content, and giving it to the reader of its format.

A new format is one reader and one line in `_KINDS`.
"""

from __future__ import annotations

import re
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from gis.errors import TooLarge, Unreadable
from gis.exchange import (
    archive,
    csv_source,
    dxf,
    epanet,
    geojson_source,
    inp,
    ogr,
    shapefile,
    swmm,
)
from gis.exchange.source import Limits, Source
from gis.sentences import Phrase, phrase

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

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


_TEXT = re.compile(rb'"(?:[^"\\]|\\.)*"\s*\Z', re.DOTALL)
_KML = re.compile(rb"<kml[\s>]", re.IGNORECASE)
_INTERLIS = re.compile(rb"interlis|<TRANSFER[\s>]", re.IGNORECASE)
_SPREADSHEETS = {"[Content_Types].xml": "XLSX", "content.xml": "ODS"}
_ALONE = frozenset(
    {".shp", ".gpkg", ".sqlite", ".fgb", ".geojson", ".json", ".csv", ".txt", ".dxf", ".kml"}
    | {".inp", ".xlsx", ".ods"}
)
"""Endings of files within an archive that are read; the others belong to them."""


@dataclass(frozen=True, slots=True)
class _File:
    path: Path
    head: bytes
    limits: Limits
    encoding: str | None
    name: str

    @property
    def stem(self) -> str:
        return self.path.stem


def read(path: Path, limits: Limits | None = None, *, encoding: str | None = None) -> Source:
    """Read a file of any known format that fits into memory; see `opened`."""
    with opened(path, limits, encoding=encoding) as source:
        return source


@contextmanager
def opened(
    path: Path, limits: Limits | None = None, *, encoding: str | None = None
) -> Iterator[Source]:
    """Open a file of any known format, and keep it as long as its layers are streamed.

    Parameters
    ----------
    encoding : str, optional
        Of texts in formats that do not declare it (Shapefile, CSV).

    Raises
    ------
    Unreadable
        With the reason, in words for whoever sent the file.
    TooLarge
    """
    file = _open(path, limits or Limits(), encoding)
    if not file.head.startswith((_ZIP, _EMPTY_ZIP)):
        yield _read_plain(file)
        return
    # Only archives need a folder; whatever need not be made cannot be left behind.
    with tempfile.TemporaryDirectory(prefix="netzkaart-import-") as folder:
        yield _read_zip(file, Path(folder))


def _open(path: Path, limits: Limits, encoding: str | None) -> _File:
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
    return _File(path, head, limits, encoding, path.name)


def _read_plain(file: _File) -> Source:
    for fits, reader in _KINDS:
        if fits(file.head):
            return reader(file)
    raise Unreadable(file.name, _what(file.head))


def _read_json(file: _File) -> Source:
    data = file.path.read_bytes()
    return geojson_source.read(data, file.name, file.stem, file.limits)


def _read_inp(file: _File) -> Source:
    sections = inp.parse(file.path.read_bytes(), file.limits, file.name)
    read_model = swmm.read if sections.is_swmm() else epanet.read
    return read_model(sections, file.name)


def _read_sqlite(file: _File) -> Source:
    return ogr.read(file.path, file.name, "GeoPackage", file.limits, None)


def _read_shapefile(file: _File) -> Source:
    texts = shapefile.check(file.path)
    encoding = file.encoding or texts.encoding
    source = ogr.read(file.path, file.name, "Shapefile", file.limits, encoding)
    if file.encoding is None:
        source.issues += texts.issues
    return source


def _read_flatgeobuf(file: _File) -> Source:
    return ogr.read(file.path, file.name, "FlatGeobuf", file.limits, None)


def _read_kml(file: _File) -> Source:
    return ogr.read(file.path, file.name, "KML", file.limits, None)


def _read_dxf(file: _File) -> Source:
    return dxf.read(file.path, file.name, file.limits)


def _read_csv(file: _File) -> Source:
    data = file.path.read_bytes()
    return csv_source.read(data, file.name, file.stem, file.limits, file.encoding)


def _read_zip(file: _File, folder: Path) -> Source:
    """Read an archive: a spreadsheet is one, too; else the files in it are read together."""
    members = archive.check(file.path, file.name, file.limits)
    for member, format_ in _SPREADSHEETS.items():
        if any(each.filename == member for each in members):
            return ogr.read(file.path, file.name, format_, file.limits, None, tables=True)
    found = archive.unpack(file.path, file.name, file.limits, folder)
    known = sorted(each for each in found if each.suffix.lower() in _ALONE)
    if any(each.suffix.lower() in (".zip", ".kmz") for each in found):
        raise Unreadable(file.name, phrase("zip_nested"))
    several = len(known) > 1 and any(each.suffix.lower() != ".shp" for each in known)
    if not known or several:
        listed = ", ".join(each.name for each in (known or found)[:5])
        why = phrase("zip_packed" if several else "zip_strange", names=listed)
        raise Unreadable(file.name, why)
    sources = [_read_packed(each, file) for each in known]
    first = sources[0]
    return replace(
        first,
        name=file.name,
        format=f"{first.format}, zip",
        layers=[layer for source in sources for layer in source.layers],
        leftovers=[each for source in sources for each in source.leftovers],
        issues=[each for source in sources for each in source.issues],
        notes=[each for source in sources for each in source.notes],
    )


def _read_packed(path: Path, outer: _File) -> Source:
    inner = _open(path, outer.limits, outer.encoding)
    if inner.head.startswith((_ZIP, _EMPTY_ZIP)):
        # A spreadsheet within an archive; any other archive was refused before.
        return _read_zip(inner, path.parent)
    return _read_plain(inner)


def _is_json(head: bytes) -> bool:
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        start = head[2:].replace(b"\0", b"").lstrip()
    return start[:1] == b"{" or start[:4] == b"null" or _is_array(start) or _is_text(start)


def _is_text(start: bytes) -> bool:
    """Tell a JSON text alone from the first column of a table."""
    return _TEXT.match(start) is not None


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
        return phrase("interlis_transfer" if _INTERLIS.search(head) else "xml_document")
    return phrase("unknown_text")


def _is_kml(head: bytes) -> bool:
    return head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<" and bool(_KML.search(head))


def _is_csv(head: bytes) -> bool:
    return head.lstrip()[:1] != b"<" and csv_source.looks_like_csv(head)


_KINDS: tuple[tuple[Callable[[bytes], bool], Callable[[_File], Source]], ...] = (
    (lambda head: head.startswith(_SQLITE), _read_sqlite),
    (lambda head: head.startswith(_SHAPEFILE), _read_shapefile),
    (lambda head: head.startswith(_FLATGEOBUF), _read_flatgeobuf),
    (_is_json, _read_json),
    (inp.looks_like_inp, _read_inp),
    (dxf.looks_like_dxf, _read_dxf),
    (_is_kml, _read_kml),
    (_is_csv, _read_csv),
)
