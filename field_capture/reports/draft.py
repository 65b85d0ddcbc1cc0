"""A damage report as it was sent, and everything that can be wrong with it.

Pure: nothing here knows a database or a form.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from uuid import UUID

from shapely import Point

from field_capture.reports.mailbox import is_address
from gis import crs
from gis.errors import Issue
from gis.geometry import Territory
from layers.spec import Catalogue, Layer

MAX_DESCRIPTION = 4000
MAX_MEDIA_URLS = 10
_POSITION = "lat, long"
_LAT_MAX, _LONG_MAX = 90, 180
_LIMITS = {
    "service_code": 60,
    "description": MAX_DESCRIPTION,
    "address": 500,
    "address_id": 200,
    "asset_code": 80,
    "email": 254,
    "first_name": 100,
    "last_name": 100,
    "phone": 40,
    "account_id": 100,
    "device_id": 200,
}
_SEVERAL_LINES = frozenset({"description", "address"})
# What neither PostgreSQL nor XML 1.0 nor a screen can show; line ends and tabs are text.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_LINE_END = re.compile("[\t\n\r\u2028\u2029]")
_URL = re.compile(r"https?://[^\s/?#@\"<>]+(?:[/?#][^\s\"<>]*)?\Z", re.IGNORECASE)
_MAX_URL = 2000


class Channel(StrEnum):
    """The way a report came in."""

    WEB = "web"
    PHONE = "phone"
    COUNTER = "counter"
    EMAIL = "email"
    OPEN311 = "open311"


CONFIRMS_EMAIL = frozenset({Channel.WEB})
"""Channels on which a page of ours can ask for the confirmation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Who reported: kept apart, shown to nobody but the town hall, never printed."""

    email: str | None = field(default=None, repr=False)
    first_name: str | None = field(default=None, repr=False)
    last_name: str | None = field(default=None, repr=False)
    phone: str | None = field(default=None, repr=False)
    account_id: str | None = field(default=None, repr=False)
    device_id: str | None = field(default=None, repr=False)

    def __bool__(self) -> bool:
        return any(asdict(self).values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A report as it was sent, nothing checked yet.

    Attributes
    ----------
    lat, long : float or None
        WGS84, degrees.
    address_id : str or None
        A code of the commune's own addressing: the number on a lamp is one.
    asset_code, asset_id : optional
        The asset meant, where the citizen read its number or chose it on a map.
    media_urls : tuple of str
        Kept as they are; nothing fetches them.
    """

    service_code: str | None = None
    channel: Channel = Channel.OPEN311
    language: str | None = None
    description: str | None = field(default=None, repr=False)
    lat: float | None = None
    long: float | None = None
    address: str | None = field(default=None, repr=False)
    address_id: str | None = None
    asset_code: str | None = None
    asset_id: UUID | None = None
    media_urls: tuple[str, ...] = field(default=(), repr=False)
    contact: Contact = field(default_factory=Contact)

    def digest(self) -> str:
        """Return what is the same for the same content, and for no other."""
        content = json.dumps(asdict(self), sort_keys=True, default=str)
        return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()


def layers_of(catalogue: Catalogue, service_code: str | None) -> tuple[Layer, ...]:
    """Return the layers whose assets may have this fault."""
    return tuple(
        layer
        for layer in catalogue.values()
        if any(fault.code == service_code for fault in layer.faults)
    )


def check(draft: Draft, catalogue: Catalogue) -> list[Issue]:
    """Return everything wrong with what a draft says, its position aside."""
    issues = []
    if draft.service_code is None:
        issues.append(Issue("service_missing", "service_code"))
    elif not layers_of(catalogue, draft.service_code):
        unknown = {"value": draft.service_code[:60]}
        issues.append(Issue("service_unknown", "service_code", details=unknown))
    for path, value in _texts(draft):
        issues += _check_text(path, value)
    email = draft.contact.email
    if email is not None and not is_address(email):
        issues.append(Issue("email_malformed", "email"))
    if len(draft.media_urls) > MAX_MEDIA_URLS:
        count = {"count": len(draft.media_urls), "limit": MAX_MEDIA_URLS}
        issues.append(Issue("too_many", "media_url", details=count))
    if any(len(url) > _MAX_URL or not _URL.match(url) for url in draft.media_urls):
        issues.append(Issue("url_malformed", "media_url"))
    return issues


def check_email(email: str) -> Iterator[Issue]:
    """Yield what is wrong with an address of mail; a line end in it would forge a header."""
    yield from _check_text("email", email)
    if not is_address(email):
        yield Issue("email_malformed", "email")


def check_phone(phone: str) -> Iterator[Issue]:
    """Yield what is wrong with a phone number: that it is too long, or no text."""
    yield from _check_text("phone", phone)


def _texts(draft: Draft) -> Iterator[tuple[str, str]]:
    for path in _LIMITS:
        holder = draft.contact if hasattr(draft.contact, path) else draft
        value = getattr(holder, path)
        if value is not None:
            yield path, value


def _check_text(path: str, value: str) -> Iterator[Issue]:
    limit = _LIMITS[path]
    if len(value) > limit:
        yield Issue("too_long", path, details={"length": len(value), "limit": limit})
    # A line end in a name or an address of mail would begin a header of its own.
    if _CONTROL.search(value) or (path not in _SEVERAL_LINES and _LINE_END.search(value)):
        yield Issue("control_characters", path)


def position(draft: Draft, operation: crs.Operation) -> Point | None:
    """Return where the draft says that it is, in the home CRS (metres); None where nowhere."""
    if _check_degrees(draft) is not None or draft.lat is None or draft.long is None:
        return None
    return _projected(operation, draft.long, draft.lat)


def place(
    draft: Draft, territory: Territory, operation: crs.Operation
) -> tuple[Point | None, list[Issue]]:
    """Return where the draft is, in the home CRS (metres), and what is wrong with it.

    No point and no error: the report has an address only.
    """
    problem = _check_degrees(draft)
    if problem is not None:
        return None, [problem]
    if draft.lat is None or draft.long is None:
        return None, []
    point = _projected(operation, draft.long, draft.lat)
    if point is None:
        return None, [Issue("outside_crs", _POSITION, details={"crs": territory.crs})]
    exchanged = _projected(operation, draft.lat, draft.long)
    found = territory.check(point, exchanged or point)
    return point, [issue.below(_POSITION) for issue in found]


def _check_degrees(draft: Draft) -> Issue | None:
    lat, long = draft.lat, draft.long
    if lat is None and long is None:
        addressed = draft.address or draft.address_id
        return None if addressed else Issue("position_missing", _POSITION)
    if lat is None or long is None:
        return Issue("position_half", "lat" if lat is None else "long")
    code = None
    if not (math.isfinite(lat) and math.isfinite(long)):
        code = "position_not_finite"
    elif abs(lat) > _LAT_MAX or abs(long) > _LONG_MAX:
        code = "latlong_range"
    elif lat == 0 and long == 0:
        code = "position_zero"
    return Issue(code, _POSITION, details={"lat": lat, "long": long}) if code else None


def _projected(operation: crs.Operation, lon: float, lat: float) -> Point | None:
    east, north = operation.to_home(lon, lat)
    return Point(east, north) if math.isfinite(east) and math.isfinite(north) else None
