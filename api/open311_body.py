"""The body of an Open311 POST: form-urlencoded or multipart, read within a limit.

Files are pictures, whatever they are called. What is not UTF-8, cut off or malformed is refused as
a whole: half a report must not look like a whole one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.requests import Request

from field_capture.open311.form import MAX_FIELDS, Form, decode_urlencoded
from gis.errors import TooLarge, Unreadable
from gis.sentences import phrase

URLENCODED = b"application/x-www-form-urlencoded"
MULTIPART = b"multipart/form-data"
MOST_BYTES = 20_000_000
"""Of a body with files: it is held in memory."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What a client sent; `files` are the contents and names of the files that came along."""

    form: Form
    files: Sequence[tuple[bytes, str]] = ()


async def read_body(request: Request, max_bytes: int) -> bytes:
    """Read the body, but never more than `max_bytes` of it.

    Raises
    ------
    TooLarge
    """
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > max_bytes:
            raise TooLarge(f"{max_bytes // 1000} kB")
    return bytes(body)


def parse(content_type: str | None, body: bytes) -> Sent:
    """Read the parameters of a POST.

    Raises
    ------
    Unreadable
    """
    kind, options = parse_options_header(content_type)
    charset = options.get(b"charset", b"utf-8").lower()
    if charset not in (b"utf-8", b"utf8", b"us-ascii"):
        raise Unreadable(phrase("the_form"), phrase("form_not_utf8_charset"))
    if kind == MULTIPART:
        parts = _Parts()
        parts.feed(options.get(b"boundary", b""), body)
        return Sent(Form.of(parts.values), parts.files)
    if kind in (b"", URLENCODED):
        return Sent(Form.of(decode_urlencoded(body)))
    name = kind.decode("latin-1")[:60]
    known = f"{URLENCODED.decode()} | {MULTIPART.decode()}"
    why = phrase("form_other_type", found=name, known=known)
    raise Unreadable(phrase("the_form"), why)


@dataclass
class _Parts:
    """Gathers the parts of a multipart form while it is parsed."""

    values: list[tuple[str, str]] = field(default_factory=list)
    files: list[tuple[bytes, str]] = field(default_factory=list)
    ended: bool = False
    _header: bytes = b""
    _value: bytes = b""
    _disposition: bytes = b""
    _data: bytearray = field(default_factory=bytearray)

    def feed(self, boundary: bytes, body: bytes) -> None:
        """Parse a whole body."""
        if not boundary:
            raise Unreadable(phrase("the_form"), phrase("form_no_boundary"))
        parser: MultipartParser
        try:
            parser = MultipartParser(
                boundary,
                {
                    "on_part_begin": self._begin,
                    "on_header_field": partial(self._add, "_header"),
                    "on_header_value": partial(self._add, "_value"),
                    "on_header_end": self._header_end,
                    "on_part_data": self._add_data,
                    "on_part_end": self._end,
                    "on_end": self._all,
                },
            )
            parser.write(body)
            parser.finalize()
        except FormParserError as error:
            raise Unreadable(phrase("the_form"), phrase("form_malformed")) from error
        if not self.ended:
            raise Unreadable(phrase("the_form"), phrase("form_cut_off"))

    def _begin(self) -> None:
        self._header = self._value = self._disposition = b""
        self._data = bytearray()

    def _add(self, name: str, data: bytes, start: int, end: int) -> None:
        setattr(self, name, getattr(self, name) + data[start:end])

    def _add_data(self, data: bytes, start: int, end: int) -> None:
        self._data += data[start:end]

    def _header_end(self) -> None:
        if self._header.lower() == b"content-disposition":
            self._disposition = self._value
        self._header = self._value = b""

    def _end(self) -> None:
        _, options = parse_options_header(self._disposition)
        if b"filename" in options:
            # A file field that was left empty comes with an empty name and no content.
            if options[b"filename"] or self._data:
                name = options[b"filename"].decode(errors="replace")
                self.files.append((bytes(self._data), name[:200]))
            return
        if b"name" not in options:
            raise Unreadable(phrase("the_form"), phrase("form_part_unnamed"))
        if len(self.values) >= MAX_FIELDS:
            raise Unreadable(phrase("the_form"), phrase("too_many_fields", limit=MAX_FIELDS))
        try:
            self.values.append((options[b"name"].decode(), self._data.decode()))
        except UnicodeDecodeError as error:
            raise Unreadable(phrase("the_form"), phrase("not_utf8")) from error

    def _all(self) -> None:
        self.ended = True
