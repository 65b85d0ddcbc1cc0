"""A sheet of ours that comes back, edited: found out by its own names, read as it stands."""

from __future__ import annotations

import csv
import io
import re
import warnings
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from gis.errors import Unreadable
from gis.exchange import archive, csv_source
from gis.exchange.export.sheet import META
from gis.exchange.sheet import ID, VERSION, empty, plain
from gis.exchange.source import Limits
from gis.sentences import phrase

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from layers.spec import Catalogue, Layer

MOST_ROWS = 200_000
_SEARCHED = 5
_GAP = 1000
_OURS = f"{ID};{VERSION};".encode()
_ZIP = b"PK\x03\x04"
_BROKEN = (
    *(zipfile.BadZipFile, InvalidFileException, ParseError, OSError),
    *(KeyError, ValueError, TypeError, IndexError, AttributeError),
)


@dataclass(frozen=True, slots=True)
class SheetFile:
    """An edited sheet: its layer and, by the number of each row, the cells by name."""

    format: str
    layer: Layer
    commune: str | None
    names: Sequence[str]
    rows: Sequence[tuple[int, dict[str, Any]]]


def recognised(path: Path, catalogue: Catalogue, layer: str | None) -> SheetFile | None:
    """Return a sheet that we made and somebody edited; None for any other file.

    Parameters
    ----------
    layer : str, optional
        The one that its sender names; a CSV does not say it itself.

    Raises
    ------
    Unreadable
        It has more rows than we take.
    """
    with path.open("rb") as stream:
        head = stream.read(1 << 16)
    if head.startswith(_ZIP):
        return _workbook(path, catalogue)
    ours = head.removeprefix(b"\xef\xbb\xbf").startswith(_OURS)
    if ours or csv_source.looks_like_csv(head):
        return _table(path, catalogue, layer, ";" if ours else None)
    return None


def _workbook(path: Path, catalogue: Catalogue) -> SheetFile | None:
    members = {each.filename for each in archive.check(path, path.name, Limits())}
    if "xl/workbook.xml" not in members:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what other programs add and we do not read
            book = load_workbook(path, read_only=True, data_only=True, keep_links=False)
            try:
                return _of_book(book, path.name, catalogue)
            finally:
                book.close()
    except _BROKEN:
        return None  # the reader of spreadsheets says why


def _of_book(book: Any, name: str, catalogue: Catalogue) -> SheetFile | None:
    if META not in book.sheetnames:
        return None
    told = {
        str(row[0]): row[1]
        for row in book[META].iter_rows(max_row=20, max_col=2, values_only=True)
        if len(row) == 2 and row[0] is not None  # noqa: PLR2004  a name and its value
    }
    layer = catalogue.get(str(told.get("layer")))
    if layer is None or layer.name not in book.sheetnames:
        return None
    numbered = enumerate(book[layer.name].iter_rows(values_only=True), start=1)
    found = _rows(numbered, name, head_rows=2)
    if found is None:
        return None
    return SheetFile("XLSX", layer, str(told.get("commune")), *found)


def _table(
    path: Path, catalogue: Catalogue, named: str | None, separator: str | None
) -> SheetFile | None:
    data = path.read_bytes()
    try:
        text = data.decode(csv_source.encoding_of(data))
    except UnicodeDecodeError:
        return None
    separator = separator or csv_source.separator_of(text)
    if separator is None:
        return None
    text = text.removeprefix("\ufeff")
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        numbered = ((n, [plain(cell) for cell in row]) for n, row in enumerate(lines, start=1))
        found = _rows(numbered, path.name, head_rows=1)
    except csv.Error:
        return None
    if found is None:
        return None
    # luminaire.csv, and luminaire (1).csv as browsers call the second one.
    stem = re.match(r"[a-z_0-9]*", path.stem)
    layer = catalogue.get(named or "") or catalogue.get(stem.group() if stem else "")
    if layer is None or not set(found[0]) & set(layer.by_name):
        return None
    return SheetFile("CSV", layer, None, *found)


def _rows(
    numbered: Iterable[tuple[int, Sequence[Any]]], name: str, head_rows: int
) -> tuple[list[str], list[tuple[int, dict[str, Any]]]] | None:
    """Return the names of the columns and the rows below; None where no row has our names."""
    rows = iter(numbered)
    names = _names(rows)
    if names is None:
        return None
    found: list[tuple[int, dict[str, Any]]] = []
    gap, to_skip = 0, head_rows - 1
    for n, cells in rows:
        if to_skip:
            to_skip -= 1
            continue
        said = {each: cell for each, cell in zip(names, cells, strict=False) if each}
        if all(empty(cell) for cell in said.values()):
            gap += 1
            if gap > _GAP:
                break  # a sheet formatted to its last row
            continue
        gap = 0
        found.append((n, said))
        if len(found) > MOST_ROWS:
            raise Unreadable(name, phrase("too_many_rows", count=len(found), limit=MOST_ROWS))
    return [each for each in names if each], found


def _names(rows: Iterator[tuple[int, Sequence[Any]]]) -> list[str] | None:
    for _, (_, cells) in zip(range(_SEARCHED), rows, strict=False):
        names = ["" if cell is None else str(cell).strip() for cell in cells]
        if ID in names and VERSION in names:
            return names
    return None
