"""Tables as text: encoding, separator and header are found out and told, cells stay texts."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from gis.errors import Issue, Severity, Unreadable
from gis.exchange.source import PART, Limits, Source, SourceLayer, frame_of
from gis.sentences import phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

SEPARATORS = (";", "\t", ",", "|")
_SAMPLE_LINES = 50
_SAMPLE_BYTES = 1 << 16
_SHARE = 0.9
_NUMBER = re.compile(r"[-+]?\d+([.,]\d+)?([eE][-+]?\d+)?\Z")
_LONGEST_NAME = 100
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def looks_like_csv(head: bytes) -> bool:
    """Tell whether a file begins like a table: the same separator as often in every line."""
    if b"\0" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    text = head.decode(encoding_of(head), errors="replace")
    return separator_of(text) is not None


def encoding_of(data: bytes) -> str:
    """Return the encoding: by its mark, UTF-8 where it is such, else a code page of the West."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        # The head of a file may end within a character.
        if error.start >= len(data) - 3 and error.reason.startswith("unexpected end"):
            return "utf-8"
        return "cp1252"
    return "utf-8"


def separator_of(text: str) -> str | None:
    """Return the separator that stands as often in nearly all lines, or None."""
    lines = [line for line in text.splitlines()[:_SAMPLE_LINES] if line.strip()]
    if len(lines) > 2 and len(text) >= _SAMPLE_BYTES:  # noqa: PLR2004  the last may be cut off
        lines = lines[:-1]
    if len(lines) < 2:  # noqa: PLR2004  a header and a row
        return None
    best: tuple[float, int, str] | None = None
    for separator in SEPARATORS:
        rows = list(csv.reader(lines, delimiter=separator))
        widths = [len(row) for row in rows]
        usual = max(set(widths), key=widths.count)
        share = widths.count(usual) / len(widths)
        if usual > 1 and share >= _SHARE and (best is None or (share, usual) > best[:2]):
            best = (share, usual, separator)
    return best[2] if best else None


def read(data: bytes, name: str, stem: str, limits: Limits, encoding: str | None) -> Source:
    """Read a table; the header may be missing, then columns are called by their position.

    Raises
    ------
    Unreadable
        It is no table, or exceeds the limits.
    """
    found = encoding or encoding_of(data)
    try:
        text = data.decode(found)
    except (UnicodeDecodeError, LookupError) as error:
        raise Unreadable(
            name, phrase("wrong_encoding", encoding=found, why=str(error)[:80])
        ) from None
    separator = separator_of(text[:_SAMPLE_BYTES])
    if separator is None:
        raise Unreadable(name, phrase("unknown_text"))
    first = next(csv.reader(io.StringIO(text), delimiter=separator))
    headed = has_header(first)
    columns = _named(first) if headed else [f"column_{n}" for n in range(1, len(first) + 1)]
    if len(columns) > limits.columns:
        why = phrase("too_many_columns", count=len(columns), limit=limits.columns)
        raise Unreadable(name, why)
    table, numbers, issues = _cells(text, separator, columns, stem, (int(headed), limits.rows))
    if len(table) > limits.rows:
        raise Unreadable(name, phrase("too_many_rows", count=len(table), limit=limits.rows))
    layer = SourceLayer(
        name=stem,
        model=None,
        frame=frame_of({c: table[c] for c in columns}, np.full(len(table), None, dtype=object)),
        crs=None,
        crs_known_by="",
        rows=numbers,
        row_label=f"{stem}.line {{}}",
        issues=issues,
        table=True,
    )
    if not headed:
        details = {"count": len(columns)}
        layer.issues.append(Issue("no_header", stem, Severity.WARNING, details))
    notes = [f"encoding: {found}; separator: {separator!r}"]
    return Source(name=name, format="CSV", layers=[layer], notes=notes)


def has_header(first: Sequence[str]) -> bool:
    """Tell whether a first row names columns: no number among them, none twice, none empty."""
    cells = [cell.strip() for cell in first]
    named = [cell for cell in cells if cell]
    return (
        len(named) * 2 > len(cells)
        and not any(_NUMBER.match(cell) for cell in named)
        and len(set(named)) == len(named)
        and all(len(cell) <= _LONGEST_NAME for cell in named)
    )


def _named(first: Sequence[str]) -> list[str]:
    return [cell.strip() or f"column_{n}" for n, cell in enumerate(first, start=1)]


def _cells(
    text: str, separator: str, columns: Sequence[str], stem: str, limits: tuple[int, int]
) -> tuple[pd.DataFrame, NDArray[np.int64], list[Issue]]:
    """Split lines into cells; a line with too many or too few is an issue of that line."""
    skip, most = limits
    width = len(columns)
    parts: list[pd.DataFrame] = []
    rows: list[list[str | None]] = []
    numbers: list[int] = []
    issues: list[Issue] = []
    reader = csv.reader(io.StringIO(text), delimiter=separator)
    try:
        for n, cells in enumerate(reader):
            if n < skip or not any(cells):
                continue
            if len(cells) < width or any(cells[width:]):
                details = {"count": len(cells), "wanted": width}
                issues.append(
                    Issue("row_uneven", f"{stem}.line {reader.line_num}", details=details)
                )
            rows.append([*cells[:width], *([None] * (width - len(cells)))])
            numbers.append(reader.line_num)
            if len(rows) == PART:
                parts.append(pd.DataFrame(rows, columns=list(columns), dtype="str"))
                rows = []
            if len(numbers) > most:
                break
    except csv.Error as error:
        why = {"why": str(error)[:80]}
        issues.append(Issue("row_malformed", f"{stem}.line {reader.line_num}", details=why))
    parts.append(pd.DataFrame(rows, columns=list(columns), dtype="str"))
    return pd.concat(parts, ignore_index=True), np.array(numbers, dtype=np.int64), issues
