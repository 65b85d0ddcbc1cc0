"""A layer out to a spreadsheet: XLSX with lists to choose from, or CSV.

The first row, hidden in XLSX, has the names of the fields; under it are the labels. What a text
says is never a formula, neither here nor where a CSV is opened.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from sqlalchemy import Text as SqlText
from sqlalchemy import cast, func, select

from gis import features
from gis.database import journal
from gis.errors import TooLarge
from gis.exchange import sheet
from gis.exchange.sheet import EAST, ID, METRES, NORTH, VERSION, Column
from layers.spec import FieldRole, Kind, Layer

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence

    from sqlalchemy import Row

    from gis.features import Query
    from gis.session import CommuneSession

MOST_ROWS = 50_000
"""Rows that a spreadsheet program still opens without making people wait."""

META = "_netzkaart"
FORM = 1
_LISTS = "_lists"
_WIDEST, _NARROWEST = 40, 10
_HEAD_ROWS = 2
_BLOCK = 500
_HEAD = PatternFill("solid", fgColor="FFDCE8EE")


@dataclass(frozen=True)
class Sheet:
    """What of a layer goes out, and in whose words."""

    session: CommuneSession
    layer: Layer
    query: Query
    language: str

    @property
    def columns(self) -> list[Column]:
        """Its columns."""
        return sheet.columns(self.session, self.layer)

    def rows(self) -> Iterator[list[Any]]:
        """Yield the cells of each asset, in the order of its code."""
        columns = self.columns
        for row in self.session.connection.execute(self._statement(), self._values()):
            yield [self._cell(column, row) for column in columns]

    def _values(self) -> dict[str, Any]:
        return features.parameters(self.query, self.session.commune.srid)

    def _statement(self) -> Any:
        session, layer = self.session, self.layer
        table = session.table(layer)
        code = layer.field_of(FieldRole.CODE)
        listed: list[Any] = [table.c.id, table.c.version]
        joined: Any = table
        for column in self.columns:
            if column.field is None:
                continue
            target = session.catalogue.get(column.field.refers_to or "")
            cell: Any = table.c[column.name]
            if target is not None and target.visibility <= session.viewer.level:
                other = session.table(target).alias(f"of_{column.name}")
                their = target.field_of(FieldRole.CODE)
                joined = joined.outerjoin(other, other.c.id == cell)
                if their is not None:
                    cell = func.coalesce(other.c[their.name], cast(cell, SqlText))
            listed.append(cell.label(column.name))
        if sheet.is_point(layer):
            listed += [func.ST_X(table.c.geom).label(EAST), func.ST_Y(table.c.geom).label(NORTH)]
        order = table.c[code.name] if code is not None else table.c.id
        conditions = features.conditions(table, self.query, session.commune.srid)
        return select(*listed).select_from(joined).where(*conditions).order_by(order, table.c.id)

    def _cell(self, column: Column, row: Row[Any]) -> Any:
        value = row._mapping[column.name]  # noqa: SLF001  SQLAlchemy's documented view of a row
        if column.name == ID:
            return str(value)
        if column.name in (EAST, NORTH) and column.field is None:
            return None if value is None else round(value, METRES)
        if column.field is None:
            return value
        return sheet.shown(column.field, value, self.language)


def xlsx(wanted: Sheet) -> bytes:
    """Return a workbook.

    Raises
    ------
    TooLarge
        More rows than people want in a sheet.
    """
    count = features.count(wanted.session, wanted.layer, wanted.query)
    if count > MOST_ROWS:
        raise TooLarge(f"{count} > {MOST_ROWS}")
    columns, language = wanted.columns, wanted.language
    book = Workbook(write_only=True)
    page = book.create_sheet(wanted.layer.name)
    _arrange(page, columns, language)
    page.append([_text(page, column.name) for column in columns])
    page.append([_heading(page, column.label(language)) for column in columns])
    for cells in wanted.rows():
        page.append([_text(page, cell) if isinstance(cell, str) else cell for cell in cells])
    last = _HEAD_ROWS + count
    page.auto_filter.ref = f"A{_HEAD_ROWS}:{get_column_letter(len(columns))}{max(last, 3)}"
    _lists(book, page, columns, language)
    _meta(book, wanted)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _arrange(page: Any, columns: Sequence[Column], language: str) -> None:
    page.row_dimensions[1].hidden = True
    page.freeze_panes = f"A{_HEAD_ROWS + 1}"
    for n, column in enumerate(columns, start=1):
        dimension = page.column_dimensions[get_column_letter(n)]
        dimension.width = min(_WIDEST, max(_NARROWEST, len(column.label(language)) + 4))
        dimension.hidden = column.name in (ID, VERSION) and column.field is None


def _text(page: Any, text: str) -> Any:
    """Return a cell that is a text, whatever it begins with."""
    cell = WriteOnlyCell(page)
    cell.value = sheet.xml_text(text)
    cell.data_type = "s"
    if sheet.neutral(text) != text:
        cell.quotePrefix = True  # stays a text when somebody edits it
    return cell


def _heading(page: Any, text: str) -> Any:
    cell = _text(page, text)
    cell.font = Font(bold=True)
    cell.fill = _HEAD
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _lists(book: Workbook, page: Any, columns: Sequence[Column], language: str) -> None:
    """Let cells with codes be chosen from lists, which stand in a sheet of their own."""
    offered = [
        (n, sheet.choices(column.field, language))
        for n, column in enumerate(columns, start=1)
        if column.field is not None and column.field.kind in (Kind.CODE, Kind.BOOLEAN)
    ]
    lists = book.create_sheet(_LISTS)
    lists.sheet_state = "hidden"
    longest = max((len(words) for _, words in offered), default=0)
    for n in range(longest):
        lists.append([_text(lists, words[n]) if n < len(words) else None for _, words in offered])
    for place, (n, words) in enumerate(offered, start=1):
        there, here = get_column_letter(place), get_column_letter(n)
        choice = DataValidation(
            type="list", formula1=f"{_LISTS}!${there}$1:${there}${len(words)}", allow_blank=True
        )
        choice.add(f"{here}{_HEAD_ROWS + 1}:{here}{MOST_ROWS}")
        page.data_validations.append(choice)


def _meta(book: Workbook, wanted: Sheet) -> None:
    page = book.create_sheet(META)
    page.sheet_state = "hidden"
    for name, value in (
        ("form", FORM),
        ("commune", wanted.session.commune.name),
        ("layer", wanted.layer.name),
        ("language", wanted.language),
        ("cursor", str(journal.head(wanted.session))),
    ):
        page.append([name, value])


def comma(wanted: Sheet) -> Generator[bytes]:
    """Yield a table as CSV: UTF-8, semicolons, names of fields in the first row."""
    yield b"\xef\xbb\xbf"
    columns = wanted.columns
    block: list[list[Any]] = [[column.name for column in columns]]
    for cells in wanted.rows():
        block.append([_written(cell, wanted.language) for cell in cells])
        if len(block) >= _BLOCK:
            yield _lines(block)
            block = []
    yield _lines(block)


def _written(cell: Any, language: str) -> Any:
    """Return a cell as text: decimal commas where people write them."""
    if isinstance(cell, str):
        return sheet.neutral(cell.replace("\0", ""))
    if isinstance(cell, float) and language != "en":
        return repr(cell).replace(".", ",")
    return cell


def _lines(rows: Sequence[Sequence[Any]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=";", lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode("utf-8", "replace")
