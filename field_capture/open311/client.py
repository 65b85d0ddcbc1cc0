"""Asking another body's GeoReport server: what is sent there, and what its answers mean.

Pure: bytes in, bytes out. The other side is a stranger: what it sends is read within limits, an
answer that cannot be read is a problem told to the clerk, and never more than a status and a
sentence is taken from it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote, urlencode
from xml.etree import ElementTree as ET

import orjson

MAX_ANSWER = 1_000_000
_LONGEST_ID = 200
_LONGEST_NOTE = 1000
_STATUSES = frozenset({"open", "closed"})


class Unusable(Exception):
    """The other server's answer says nothing that we can use."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passed:
    """What another body is told: what anybody may know, and nobody's name."""

    service_code: str
    lat: float | None
    long: float | None
    address: str | None
    description: str
    reference: str
    """What stands in a line of its own in the description, by which it is found again."""


@dataclass(frozen=True, slots=True)
class Taken:
    """The other server's answer to a POST: a number, or a token that will become one."""

    number: str | None
    token: str | None


@dataclass(frozen=True, slots=True)
class Told:
    """What the other body says of a report."""

    status: str
    notes: str | None


def post_form(passed: Passed, *, api_key: str, jurisdiction: str) -> bytes:
    """Return the body of ``POST requests``: form-urlencoded, UTF-8."""
    fields: dict[str, str] = {
        "api_key": api_key,
        "jurisdiction_id": jurisdiction,
        "service_code": passed.service_code,
        "lat": "" if passed.lat is None else f"{passed.lat:.7f}",
        "long": "" if passed.long is None else f"{passed.long:.7f}",
        "address_string": passed.address or "",
        "description": passed.description,
        # Servers that know clients by it take the same report of the same one once, as ours does.
        "device_id": passed.reference,
    }
    return urlencode({name: value for name, value in fields.items() if value}).encode()


def requests_url(endpoint: str, ending: str) -> str:
    """Return where reports are sent."""
    return f"{endpoint.rstrip('/')}/requests.{ending}"


def request_url(endpoint: str, number: str, ending: str, jurisdiction: str) -> str:
    """Return where one report is asked for."""
    return f"{endpoint.rstrip('/')}/requests/{_safe(number)}.{ending}{_query(jurisdiction)}"


def search_url(
    endpoint: str, ending: str, jurisdiction: str, service_code: str, since: datetime
) -> str:
    """Return where the reports of a category since a moment are listed."""
    asked = {"service_code": service_code, "start_date": f"{since:%Y-%m-%dT%H:%M:%SZ}"}
    more = {"jurisdiction_id": jurisdiction} if jurisdiction else {}
    return f"{requests_url(endpoint, ending)}?{urlencode(asked | more)}"


def token_url(endpoint: str, token: str, ending: str, jurisdiction: str) -> str:
    """Return where a token becomes a number."""
    return f"{endpoint.rstrip('/')}/tokens/{_safe(token)}.{ending}{_query(jurisdiction)}"


def _safe(part: str) -> str:
    # A number of theirs is a part of an address of ours: it must not lead elsewhere.
    if part in {".", ".."}:
        raise Unusable
    return quote(part, safe="")


def _query(jurisdiction: str) -> str:
    return f"?{urlencode({'jurisdiction_id': jurisdiction})}" if jurisdiction else ""


def read_taken(data: bytes) -> Taken:
    """Read the answer to a POST or about a token.

    Raises
    ------
    Unusable
    """
    for each in _children(data):
        number = _text(each.get("service_request_id"), _LONGEST_ID)
        token = _text(each.get("token"), _LONGEST_ID)
        if number or token:
            return Taken(number, token)
    raise Unusable


def read_told(data: bytes, number: str) -> Told:
    """Read what a server says of a report.

    Raises
    ------
    Unusable
    """
    for each in _children(data):
        status = (_text(each.get("status"), 20) or "").lower()
        known = _text(each.get("service_request_id"), _LONGEST_ID)
        if status in _STATUSES and known in (None, number):
            return Told(status, _text(each.get("status_notes"), _LONGEST_NOTE))
    raise Unusable


def read_found(data: bytes, reference: str) -> Taken | None:
    """Read under which number a server lists the report that bears a reference of ours.

    Raises
    ------
    Unusable
        It lists nothing that we can read, or two such reports.
    """
    found = set()
    for each in _children(data):
        said = str(each.get("description") or "").splitlines()
        number = _text(each.get("service_request_id"), _LONGEST_ID)
        if number and reference in (line.strip() for line in said):
            found.add(number)
    if len(found) > 1:
        raise Unusable
    return Taken(found.pop(), None) if found else None


def problem_of(data: bytes) -> str | None:
    """Return what a server says that went wrong, in its own words."""
    try:
        children = list(_children(data))
    except Unusable:
        return None
    told = [_text(each.get("description"), 150) for each in children]
    return next((each for each in told if each), None)


def _children(data: bytes) -> Iterator[Mapping[str, Any]]:
    """Yield the things that an answer lists, in XML or JSON, each as name -> value."""
    if len(data) > MAX_ANSWER:
        raise Unusable
    start = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    yield from _of_xml(data) if start == b"<" else _of_json(data)


def _of_xml(data: bytes) -> Iterator[dict[str, Any]]:
    # Entities that unfold into gigabytes need a document type, which GeoReport has none of.
    if b"<!" in data.replace(b"<!--", b"").replace(b"<![CDATA[", b"") or b"\0" in data:
        raise Unusable
    try:
        root = ET.fromstring(data)  # noqa: S314  no document type: nothing unfolds
    except (ET.ParseError, ValueError, LookupError):
        raise Unusable from None
    for each in root:
        yield {field.tag: field.text for field in each}


def _of_json(data: bytes) -> Iterator[dict[str, Any]]:
    try:
        found = orjson.loads(data.removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError:
        raise Unusable from None
    if isinstance(found, dict):
        # Some servers keep the root that the standard drops.
        inner = [each for each in found.values() if isinstance(each, list)]
        found = inner[0] if inner else [found]
    yield from (each for each in found or () if isinstance(each, dict))


def _text(value: Any, longest: int) -> str | None:
    if value is None or isinstance(value, dict | list | bool):
        return None
    told = "".join(c if c.isprintable() or c == "\n" else " " for c in str(value)).strip()
    return told[:longest] or None
