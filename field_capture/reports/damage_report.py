"""Damage reports: what a citizen sends, checked all at once, kept and numbered.

Channels differ in what they can ask back. On the commune's own pages an e-mail address is
confirmed before anybody works on the report. A report through Open311 is received at once,
address or not: the client is an app that shows no page of ours, its answer promises a
number, and an unconfirmed report has none that anybody may see; a broken water main must not
wait for a click in a mailbox. The address is then simply not confirmed, and gets no mail
beyond the one that asks for confirmation.

What the citizen wrote is never public by itself: see `field_capture.reports.public_report`.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from geoalchemy2.shape import from_shape
from shapely import Point
from sqlalchemy import func, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from field_capture.reports import settings as desk_settings
from field_capture.reports.draft import CONFIRMS_EMAIL, Draft, check, layers_of, place
from field_capture.reports.links import LinkMaker
from field_capture.states.report import State, entry_state
from field_capture.store import table
from gis import addresses, assets
from gis.errors import Invalid, Issue, Severity
from gis.session import CommuneSession
from layers.spec import FieldRole, Layer

RETRY_WINDOW = timedelta(minutes=5)
"""Within it, the same content from the same client is the same report, sent again."""

_LOCAL = ZoneInfo("Europe/Luxembourg")


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of a draft.

    Attributes
    ----------
    number : str
        For people: year and running number, ``26-00042``.
    token : str or None
        Opens the report's own page; 256 bits, only its hash is kept. None where the report
        was already there.
    asset : tuple of (Layer, UUID) or None
        What the report is taken to mean.
    notes : list of Issue
        What was remarkable and no mistake.
    new : bool
        Whether it was kept now, and not already before.
    """

    id: UUID
    number: str
    state: State
    token: str | None = field(repr=False)
    asset: tuple[Layer, UUID] | None
    notes: list[Issue]
    new: bool = True


def hashed(token: str) -> bytes:
    """Return what is kept of a tracking token."""
    return hashlib.sha256(token.encode()).digest()


def submit(  # noqa: PLR0913  what, and how its channel vouches for it
    session: CommuneSession,
    draft: Draft,
    *,
    now: datetime,
    found: Sequence[Issue] = (),
    once: str | None = None,
    links: LinkMaker | None = None,
    doubtful: bool = False,
    confirms: bool = True,
) -> Receipt:
    """Keep a report.

    A client that names itself (`device_id` or `account_id`) and sends the same content again
    within `RETRY_WINDOW` has not seen our answer: it gets the number of the report that is
    already there.

    Parameters
    ----------
    found : sequence of Issue
        What was wrong already when the draft was read, to be told together with the rest.
    once : str, optional
        A key that whoever sends made before sending: the same key is the same report, however
        often and however late it arrives.
    links : LinkMaker, optional
        Makes the tracking token, so that who sends again is given the same one.
    doubtful : bool
        Nothing vouches for the sender: nobody sees the report before a clerk has.
    confirms : bool
        Whether an address may be asked to confirm itself, where the channel can ask.

    Raises
    ------
    Invalid
        With every error found; nothing is kept.
    """
    before = _sent_once(session, once, links) if once else None
    if before is not None:
        return before
    territory = assets.territory(session)
    point, misplaced = place(draft, territory, session.commune.operation)
    if any(issue.path in {"lat", "long"} for issue in found):
        misplaced = []  # a number that could not be read is not missing as well
    issues = [*found, *check(draft, session.catalogue), *misplaced]
    errors = [issue for issue in issues if issue.severity is Severity.ERROR]
    if errors:
        raise Invalid(errors)
    retry = _retry_key(draft)
    known = _sent_before(session, retry, now) if retry else None
    if known is not None:
        return Receipt(*known, None, None, issues, new=False)
    asset = meant(session, draft, point)
    report = assets.new_id()
    token = links.tracking(report) if links else secrets.token_urlsafe(32)
    state = entry_state(
        confirm_email=confirms
        and draft.contact.email is not None
        and draft.channel in CONFIRMS_EMAIL
    )
    if retry:
        _forget_retries(session, now)
    near = None if point is None else addresses.nearest(session, point)
    if state is not State.UNCONFIRMED:
        desk_settings.have_told(session, report)
    # The number comes last but for the rows that need it: others wait for it until the commit.
    number = _next_number(session, now)
    session.connection.execute(
        insert(table(session, "report")).values(
            id=report,
            number=number,
            service_code=draft.service_code,
            state=state.value,
            state_since=now,
            description=draft.description,
            channel=draft.channel.value,
            language=draft.language,
            address=draft.address,
            address_id=draft.address_id,
            asset_code=draft.asset_code,
            media_urls=list(draft.media_urls),
            geom=None if point is None else from_shape(point, srid=session.commune.srid),
            near=near,
            token_sha256=hashed(token),
            retry_sha256=retry,
            once_sha256=hashed(once) if once else None,
            doubtful=doubtful,
            requested_at=now,
            updated_at=now,
        )
    )
    _keep_rest(session, report, draft, asset)
    return Receipt(report, number, state, token, asset, issues)


def _keep_rest(
    session: CommuneSession, report: UUID, draft: Draft, asset: tuple[Layer, UUID] | None
) -> None:
    if draft.contact:
        contact = insert(table(session, "report_contact"))
        session.connection.execute(contact.values(report=report, **asdict(draft.contact)))
    if asset is not None:
        layer, found_id = asset
        session.connection.execute(
            insert(table(session, "report_asset")).values(
                report=report, asset=found_id, layer=layer.name, relation="reported"
            )
        )


def meant(session: CommuneSession, draft: Draft, point: Point | None) -> tuple[Layer, UUID] | None:
    """Return the asset that a report means: the one it names, or else the nearest that fits.

    Raises
    ------
    Invalid
        It names two different ones, or addresses one that is not there, where the viewer may
        see which are there.
    """
    layers = layers_of(session.catalogue, draft.service_code)
    # Refusals are about what the sender may see: anybody could try the codes of hidden layers.
    seen = set(session.viewer.layers(session.catalogue)).issuperset(layers)
    if seen and draft.address_id and _by_code(session, layers, draft.address_id) is None:
        # A number read off a lamp may be misread; an address that a program sends is not, and
        # crews would be sent to the nearest asset instead.
        details = {"value": draft.address_id}
        raise Invalid([Issue("address_unknown", "address_id", details=details)])
    chosen = _by_id(session, layers, draft.asset_id)
    read = _by_code(session, layers, draft.asset_code or draft.address_id)
    if seen and chosen and read and draft.asset_code and chosen[1] != read[1]:
        raise Invalid([Issue("assets_differ", "asset_id, asset_code")])
    if chosen or read:
        return chosen or read
    if point is None:
        return None
    near = []
    for layer in layers:
        hit = assets.nearest(session, layer, point, layer.reached_within_m)
        if hit is not None:
            near.append((hit[1], layer, hit[0].id))
    return min(near, key=lambda each: each[0])[1:] if near else None


def _by_id(
    session: CommuneSession, layers: Sequence[Layer], asset: UUID | None
) -> tuple[Layer, UUID] | None:
    if asset is None:
        return None
    for layer in layers:
        rows = session.table(layer)
        if session.connection.scalar(select(rows.c.id).where(rows.c.id == asset)):
            return layer, asset
    return None


def _by_code(
    session: CommuneSession, layers: Sequence[Layer], code: str | None
) -> tuple[Layer, UUID] | None:
    if code is None:
        return None
    spellings = tuple(dict.fromkeys((code, code.upper())))
    for layer in layers:
        for spelling in spellings:
            hit = assets.find_by_code(session, layer, spelling)
            if hit is not None:
                return layer, hit.id
    for layer in layers:
        for spelling in spellings:
            carried = _carried_by(session, layer, spelling)
            if carried is not None:
                return layer, carried
    return None


def _carried_by(session: CommuneSession, layer: Layer, code: str) -> UUID | None:
    """Return the asset that stands on what bears the code: numbers are read on supports."""
    support = layer.field_of(FieldRole.SUPPORT)
    if support is None or support.refers_to is None:
        return None
    carrier = assets.find_by_code(session, session.catalogue[support.refers_to], code)
    if carrier is None:
        return None
    rows = session.table(layer)
    return session.connection.scalar(
        select(rows.c.id)
        .where(rows.c[support.name] == carrier.id)
        .order_by(rows.c.code, rows.c.id)
        .limit(1)
    )


def _next_number(session: CommuneSession, now: datetime) -> str:
    """Hand out the next number of the year; others wait until this transaction ends."""
    year = now.astimezone(_LOCAL).year
    counter = table(session, "report_counter")
    statement = (
        upsert(counter)
        .values(year=year, last=1)
        .on_conflict_do_update(index_elements=["year"], set_={"last": counter.c.last + 1})
        .returning(counter.c.last)
    )
    last = session.connection.execute(statement).scalar_one()
    return f"{year % 100:02d}-{last:05d}"


def _sent_once(session: CommuneSession, once: str, links: LinkMaker | None) -> Receipt | None:
    _wait_for(session, hashed(once))
    report = table(session, "report")
    row = session.connection.execute(
        select(report.c.id, report.c.number, report.c.state).where(
            report.c.once_sha256 == hashed(once)
        )
    ).one_or_none()
    if row is None:
        return None
    token = links.tracking(row.id) if links else None
    return Receipt(row.id, row.number, State(row.state), token, None, [], new=False)


def _wait_for(session: CommuneSession, key: bytes) -> None:
    """Let the second of two copies sent at the same moment wait until the first is kept."""
    lock = int.from_bytes(key[:8], signed=True)
    session.connection.execute(select(func.pg_advisory_xact_lock(lock)))


def _retry_key(draft: Draft) -> bytes | None:
    if not (draft.contact.device_id or draft.contact.account_id):
        return None
    content = json.dumps(asdict(draft), sort_keys=True, default=str)
    return hashlib.sha256(content.encode()).digest()


def _sent_before(
    session: CommuneSession, retry: bytes, now: datetime
) -> tuple[UUID, str, State] | None:
    _wait_for(session, retry)
    report = table(session, "report")
    row = session.connection.execute(
        select(report.c.id, report.c.number, report.c.state)
        .where(report.c.retry_sha256 == retry, report.c.requested_at > now - RETRY_WINDOW)
        .limit(1)
    ).one_or_none()
    return None if row is None else (row.id, row.number, State(row.state))


def _forget_retries(session: CommuneSession, now: datetime) -> None:
    """Drop keys that have served: they are made of contact data, which is purged elsewhere."""
    report = table(session, "report")
    session.connection.execute(
        update(report)
        .where(report.c.retry_sha256.is_not(None), report.c.requested_at <= now - RETRY_WINDOW)
        .values(retry_sha256=None)
    )
