"""What Open311 clients send: parameters read into drafts and filters.

Clients differ in how they write lists: ``attribute[CODE][]``, ``attribute[CODE]`` repeated,
brackets percent-encoded. An empty parameter counts as absent. Parameters and attributes that
the service does not define are left aside, and not kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl, unquote
from uuid import UUID

from field_capture.open311.service import ASSET_CODE, ASSET_ID, faults
from field_capture.reports.draft import Channel, Contact, Draft
from field_capture.reports.public_report import MAX_ROWS, Filter
from field_capture.states.report import State, states_of
from gis.errors import Invalid, Issue, UnknownThing, Unreadable
from gis.sentences import phrase
from layers.spec import Catalogue

MAX_FIELDS = 200
MAX_SPAN = timedelta(days=90)
_ATTRIBUTE = re.compile(r"attribute\[([^\[\]]{1,100})\](?:\[\d{0,3}\])?\Z")
_NUMBER = re.compile(
    r"[+-]?(?:\d{1,40}(?:\.\d{0,40})?|\.\d{1,40})(?:[eE][+-]?\d{1,4})?\Z", re.ASCII
)
_NOT_FINITE = re.compile(r"[+-]?(?:nan|inf|infinity)\Z", re.IGNORECASE)
_SHOWN = 60
Pairs = Iterable[tuple[str, str]]


@dataclass(frozen=True)
class Form:
    """Parameters by name, attributes by code; `issues` gathers what is wrong with them."""

    parameters: dict[str, list[str]] = field(default_factory=dict)
    attributes: dict[str, list[str]] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)

    @classmethod
    def of(cls, pairs: Pairs) -> Form:
        """Sort pairs of name and value; blanks around a value mean nothing."""
        form = cls()
        for name, raw in pairs:
            value = raw.strip()
            if not value:
                continue
            plain = unquote(name) if "%5B" in name.upper() else name
            attribute = _ATTRIBUTE.match(plain)
            if attribute:
                form.attributes.setdefault(attribute[1], []).append(value)
            else:
                form.parameters.setdefault(plain.removesuffix("[]"), []).append(value)
        return form

    def one(self, name: str) -> str | None:
        """Return the value of a parameter that stands once."""
        return self._single(self.parameters.get(name), name)

    def several(self, name: str) -> list[str]:
        """Return all values of a parameter that may stand repeatedly."""
        return list(dict.fromkeys(self.parameters.get(name, [])))

    def listed(self, name: str) -> list[str] | None:
        """Return the parts of a list with commas, or None where the parameter is absent."""
        values = self.parameters.get(name)
        if values is None:
            return None
        parts = (part.strip() for value in values for part in value.split(","))
        return [part for part in dict.fromkeys(parts) if part] or None

    def attribute(self, code: str) -> str | None:
        """Return the value of an attribute that stands once."""
        return self._single(self.attributes.get(code), f"attribute[{code}]")

    def number(self, name: str) -> float | None:
        """Return a parameter's number; ``nan`` and ``inf`` are read, to be refused by name."""
        value = self.one(name)
        if value is None:
            return None
        if _NUMBER.match(value) or _NOT_FINITE.match(value):
            return float(value)
        self.issues.append(Issue("number_expected", name, details={"value": value[:_SHOWN]}))
        return None

    def time(self, name: str) -> datetime | None:
        """Return a parameter's time; one without a zone is in UTC."""
        value = self.one(name)
        if value is None:
            return None
        try:
            # A plus sign that was not encoded arrives as a blank.
            found = datetime.fromisoformat(re.sub(r" (?=\d\d:?\d\d\Z)", "+", value))
            return found.replace(tzinfo=found.tzinfo or UTC).astimezone(UTC)
        except (ValueError, OverflowError):
            self.issues.append(Issue("not_a_datetime", name, details={"value": value[:_SHOWN]}))
            return None

    def _single(self, values: list[str] | None, path: str) -> str | None:
        if not values:
            return None
        if len(set(values)) > 1:
            self.issues.append(Issue("given_twice", path))
        return values[0]


def decode_urlencoded(body: bytes) -> list[tuple[str, str]]:
    """Read ``application/x-www-form-urlencoded``.

    Raises
    ------
    Unreadable
        Not UTF-8, or an absurd number of fields.
    """
    try:
        return parse_qsl(body.decode(), errors="strict", max_num_fields=MAX_FIELDS)
    except UnicodeDecodeError as error:
        raise Unreadable(phrase("the_form"), phrase("not_utf8")) from error
    except ValueError as error:
        why = phrase("too_many_fields", limit=MAX_FIELDS)
        raise Unreadable(phrase("the_form"), why) from error


def draft_of(form: Form, language: str) -> tuple[Draft, list[Issue]]:
    """Read a report; what is wrong with the form itself comes beside it."""
    written = form.attribute(ASSET_ID)
    asset = _uuid(written)
    if written is not None and asset is None:
        form.issues.append(Issue("not_a_uuid", ASSET_ID, details={"value": written[:_SHOWN]}))
    draft = Draft(
        service_code=form.one("service_code"),
        channel=Channel.OPEN311,
        language=language,
        description=_lines(form.one("description")),
        lat=form.number("lat"),
        long=form.number("long"),
        address=_lines(form.one("address_string")),
        address_id=form.one("address_id"),
        asset_code=form.attribute(ASSET_CODE),
        asset_id=asset,
        media_urls=tuple(form.several("media_url")),
        contact=Contact(
            email=form.one("email"),
            first_name=form.one("first_name"),
            last_name=form.one("last_name"),
            phone=form.one("phone"),
            account_id=form.one("account_id"),
            device_id=form.one("device_id"),
        ),
    )
    return draft, form.issues


def _uuid(value: str | None) -> UUID | None:
    try:
        return UUID(value) if value else None
    except ValueError:
        return None


def _lines(value: str | None) -> str | None:
    """Return a text with the line ends of Unix: forms send those of the 1970s."""
    return value and value.replace("\r\n", "\n").replace("\r", "\n")


def filter_of(form: Form, catalogue: Catalogue, now: datetime) -> Filter:
    """Read which reports are asked for.

    Raises
    ------
    UnknownThing
        A category that does not exist; its requests are not all requests.
    Invalid
    """
    numbers = form.listed("service_request_id")
    if numbers is not None:
        return Filter(numbers=numbers[:MAX_ROWS])
    codes = form.listed("service_code")
    known = {fault.code for _, fault in faults(catalogue)}
    for code in codes or ():
        if code not in known:
            raise UnknownThing("service_code", code[:_SHOWN])
    states: set[State] = set()
    statuses = form.listed("status")
    for status in statuses or ():
        found = states_of(status.lower())
        if not found:
            details = {"value": status[:_SHOWN]}
            form.issues.append(Issue("status_unknown", "status", details=details))
        states |= found
    start, end = _span(form, now)
    if form.issues:
        raise Invalid(form.issues)
    return Filter(
        service_codes=codes,
        states=frozenset(states) if statuses else None,
        start=start,
        end=end,
    )


def _span(form: Form, now: datetime) -> tuple[datetime | None, datetime | None]:
    """Return which time is asked for: the last 90 days where nothing is said."""
    path = "start_date, end_date"
    start, end = form.time("start_date"), form.time("end_date")
    try:
        if start is None and end is None:
            return now - MAX_SPAN, None
        if start is None and end is not None:
            return end - MAX_SPAN, end
        if start is not None and end is None:
            return start, start + MAX_SPAN
    except OverflowError:  # one is given, and the calendar ends before the span does
        name = "start_date" if end is None else "end_date"
        value = (form.one(name) or "")[:_SHOWN]
        form.issues.append(Issue("not_a_datetime", name, details={"value": value}))
        return None, None
    if start is not None and end is not None:
        if start > end:
            form.issues.append(Issue("span_reversed", path))
        elif end - start > MAX_SPAN:
            form.issues.append(Issue("span_too_long", path))
    return start, end
