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

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from geoalchemy2.shape import from_shape
from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError

from field_capture.reports import settings as desk_settings
from field_capture.reports import supporters
from field_capture.reports.draft import CONFIRMS_EMAIL, Draft, check, place, position
from field_capture.reports.keeping import Job, Rows, keep
from field_capture.reports.links import LinkMaker, hashed
from field_capture.reports.meaning import Meant, look, meant
from field_capture.states.report import State, entry_state
from field_capture.store import table
from gis import assets
from gis.errors import Invalid, Issue, Severity
from gis.session import CommuneSession

RETRY_WINDOW = timedelta(minutes=5)
"""Within it, the same content from the same client is the same report, sent again."""

_ONCE = "report_once_sha256_key"


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
    asset : Meant or None
        What the report is taken to mean.
    notes : list of Issue
        What was remarkable and no mistake.
    new : bool
        Whether it was kept now, and not already before.
    joined : bool
        It was added to this report, which others had sent (`field_capture.reports.joining`).
    """

    id: UUID
    number: str
    state: State
    token: str | None = field(repr=False)
    asset: Meant | None
    notes: list[Issue]
    new: bool = True
    joined: bool = False


class SentAtOnce(Exception):
    """A copy of the same report was kept at this very moment: who asks again is given it."""


@dataclass(frozen=True, slots=True)
class Along:
    """What comes along with a report, kept with it or not at all.

    Attributes
    ----------
    photos : callable
        Keeps the files, and returns their rows; called once the report may be kept.
    tell : str, optional
        An address to be confirmed, and told of the report where `updates` says so.
    asks : callable
        Tells whether a letter may ask its owner to confirm it; called once the report may be
        kept. Where not, a clerk looks at the report first.
    admit : callable
        Given the asset that is meant, raises where no more is taken just now.
    """

    photos: Callable[[], Sequence[Mapping[str, Any]]] = tuple
    tell: str | None = field(default=None, repr=False)
    updates: bool = False
    asks: Callable[[], bool] = lambda: True
    admit: Callable[[Meant | None], None] = lambda _: None


_NOTHING = Along()


def submit(  # noqa: PLR0913  what, and how its channel vouches for it
    session: CommuneSession,
    draft: Draft,
    *,
    now: datetime,
    found: Sequence[Issue] = (),
    once: str | None = None,
    links: LinkMaker | None = None,
    doubtful: bool = False,
    along: Along = _NOTHING,
) -> Receipt:
    """Keep a report.

    A client that names itself (`device_id` or `account_id`) and sends the same content again
    within `RETRY_WINDOW` has not seen our answer: it gets the number of the report that is
    already there. Only this needs a transaction around it (see `needs_transaction`): what is
    written is one statement.

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

    Raises
    ------
    Invalid
        With every error found; nothing is kept.
    SentAtOnce
        A copy with the same key was kept while this one was looked at: ask again.
    """
    operation = session.commune.operation
    known = look(session, draft, position(draft, operation), hashed(once) if once else None)
    if known.before is not None:
        here, number, state, joined = known.before
        token = links.tracking(here) if links and not joined else None
        return Receipt(here, number, State(state), token, None, [], new=False, joined=joined)
    point, misplaced = place(draft, known.territory, operation)
    if any(issue.path in {"lat", "long"} for issue in found):
        misplaced = []  # a number that could not be read is not missing as well
    issues = [*found, *check(draft, session.catalogue), *misplaced]
    errors = [issue for issue in issues if issue.severity is Severity.ERROR]
    if errors:
        raise Invalid(errors)
    retry = _retry_key(draft)
    repeated = _sent_before(session, retry, now) if retry else None
    if repeated is not None:
        return Receipt(*repeated, None, None, issues, new=False)
    asset = meant(session, draft, known)
    along.admit(asset)
    asks = along.tell is None or along.asks()
    if retry:
        _forget_retries(session, now)
    report = assets.new_id()
    token = links.tracking(report) if links else secrets.token_urlsafe(32)
    state = entry_state(
        confirm_email=asks and draft.contact.email is not None and draft.channel in CONFIRMS_EMAIL
    )
    desk = known.announced.anybody and state is not State.UNCONFIRMED
    follower, jobs = _told(session, report, draft, along, now, desk=desk, asks=asks)
    kept = Rows(
        report={
            "id": report,
            "service_code": draft.service_code,
            "state": state.value,
            "state_since": now,
            "description": draft.description,
            "channel": draft.channel.value,
            "language": draft.language,
            "address": draft.address,
            "address_id": draft.address_id,
            "asset_code": draft.asset_code,
            "media_urls": list(draft.media_urls),
            "geom": None if point is None else from_shape(point, srid=session.commune.srid),
            "near": known.address,
            "token_sha256": hashed(token),
            "retry_sha256": retry,
            "once_sha256": hashed(once) if once else None,
            "doubtful": doubtful or not asks,
            "requested_at": now,
            "updated_at": now,
        },
        contact=draft.contact,
        asset=asset and {"asset": asset[1], "layer": asset[0].name, "relation": "reported"},
        photos=along.photos(),
        follower=follower,
        jobs=jobs,
    )
    try:
        number = keep(session, kept, now)
    except IntegrityError as error:
        if once and _broken(error) == _ONCE:
            raise SentAtOnce from None
        raise
    return Receipt(report, number, state, token, asset, issues)


def _told(  # noqa: PLR0913  who is told of what
    session: CommuneSession,
    report: UUID,
    draft: Draft,
    along: Along,
    now: datetime,
    *,
    desk: bool,
    asks: bool,
) -> tuple[dict[str, Any] | None, list[Job]]:
    """Return who is to confirm an address, and the jobs that tell them and the town hall."""
    commune, follower = session.commune.name, None
    jobs: list[Job] = []
    if desk:
        told = {"commune": commune, "report": str(report)}
        jobs.append((desk_settings.TOLD_BY, told))
    if along.tell is not None and asks:  # as `supporters.add`: who is not asked is not kept
        follower = supporters.row(
            along.tell, draft.language or "fr", now=now, updates=along.updates, reporter=True
        )
        asked = {"commune": commune, "follower": str(follower["id"])}
        jobs.append((supporters.ASKED_BY, asked))
    return follower, jobs


def _broken(error: IntegrityError) -> str | None:
    diagnosis = getattr(error.orig, "diag", None)
    return getattr(diagnosis, "constraint_name", None)


def needs_transaction(draft: Draft) -> bool:
    """Tell whether a draft is to be looked for among those that its client sent before."""
    return bool(draft.contact.device_id or draft.contact.account_id)


def _wait_for(session: CommuneSession, key: bytes) -> None:
    """Let the second of two copies sent at the same moment wait until the first is kept."""
    lock = int.from_bytes(key[:8], signed=True)
    session.connection.execute(select(func.pg_advisory_xact_lock(lock)))


def _retry_key(draft: Draft) -> bytes | None:
    if not needs_transaction(draft):
        return None
    return bytes.fromhex(draft.digest())


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
