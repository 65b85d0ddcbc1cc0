"""A citizen's report is taken: kept once, or joined to the first of many about the same.

Keeping is one question and one statement (`field_capture.reports.damage_report`); only what joins
another report, and asking for an address, are transactions of their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from uuid import UUID

from fastapi import Request

from api.context import Context
from api.routes.reports.guards import Guards, form_secret, guards, network_key
from api.security import forms
from api.security.errors import TooOften
from api.security.pace import neighbourhood
from field_capture.reports import joining, letters
from field_capture.reports import photos as report_photos
from field_capture.reports.damage_report import Along, Receipt, SentAtOnce, submit
from field_capture.reports.draft import Draft
from field_capture.reports.meaning import Meant
from gis.errors import Invalid, Issue
from gis.photos import Photo
from gis.session import CommuneSession, open_session
from gis.viewer import ANYONE


@dataclass(frozen=True, slots=True)
class Sent:
    """What a form carried, read.

    Attributes
    ----------
    key : str
        Made by the phone before it sent: the same key is the same report.
    work : str
        The proof of work, where the page could do any.
    trapped : bool
        A field was filled in that people do not see.
    wrong : sequence of Issue
        What is known already to be wrong with it, to be told together with the rest.
    """

    draft: Draft
    stamp: str
    key: str
    work: str
    updates: bool
    trapped: bool
    wrong: Sequence[Issue] = ()


class _Many(Exception):
    """So many have told of this asset lately that one more had better join the first."""

    def __init__(self, asset: UUID) -> None:
        super().__init__()
        self.asset = asset


@contextmanager
def opened(
    context: Context, commune: str, *, writing: bool = False, at_once: bool = False
) -> Iterator[CommuneSession]:
    """Open a transaction in which everybody is anyone, whatever role the browser has."""
    with open_session(
        context.engine,
        context.catalogue,
        commune,
        ANYONE,
        source="report",
        reading=not (writing or at_once),
        at_once=at_once,
    ) as session:
        yield session


def is_stamped(context: Context, sent: Sent) -> bool:
    """Tell whether a form was read before it was sent, and lately."""
    return forms.fault_of(forms.read(form_secret(context), sent.stamp), context.now()) is None


def keep(
    request: Request, context: Context, commune: str, sent: Sent, pictures: Sequence[Photo]
) -> Receipt:
    """Keep a report, once.

    Raises
    ------
    Invalid, TooOften
    """
    now, draft = context.now(), sent.draft
    stamp = forms.read(form_secret(context), sent.stamp)
    fault = forms.fault_of(stamp, now)
    # People do not see this field; programs fill in whatever there is.
    found = [*sent.wrong, *([Issue("trap_filled", "website")] if sent.trapped else [])]
    if stamp is None or fault is not None:
        raise Invalid([*found, Issue(fault or "form_expired", "")])
    worked = forms.is_work(sent.stamp, stamp.bits, sent.key, sent.work)
    blobs = report_photos.blobs_of(context.settings.home, commune)
    email = draft.contact.email

    def asks() -> bool:
        if email is None:
            return False
        with opened(context, commune, writing=True) as session:
            return letters.asks(session, email, now)

    along = Along(
        photos=partial(report_photos.rows, blobs, pictures, now=now),
        tell=email,
        updates=sent.updates,
        asks=asks,
        admit=partial(_admit, request, commune, now),
    )
    # A form without a script can be gone back to and sent with other words: that is another report.
    key = f"{commune} {sent.key or f'{stamp.nonce} {draft.digest()}'}"

    def once(along: Along = along) -> Receipt:
        with opened(context, commune, at_once=True) as session:
            return submit(
                session,
                draft,
                now=now,
                found=found,
                once=key,
                links=context.links(commune),
                doubtful=not worked and email is None,
                along=along,
            )

    with guards(request).copies.of(key):
        try:
            return once()
        except SentAtOnce:  # by way of another process
            return once()
        except _Many as many:
            joined = _join(request, context, commune, sent, pictures, key=key, asset=many.asset)
            return joined or once(replace(along, admit=lambda _: None))


def _admit(request: Request, commune: str, now: datetime, asset: Meant | None) -> None:
    limits = guards(request)
    limits.network.step(_host(request), now)
    limits.load.count(now)
    if asset is not None:
        try:
            limits.asset.step_for(f"{commune} {asset[1]}", now)
        except TooOften:
            raise _Many(asset[1]) from None


def _join(  # noqa: PLR0913  who joins what, and with what
    request: Request,
    context: Context,
    commune: str,
    sent: Sent,
    pictures: Sequence[Photo],
    *,
    key: str,
    asset: UUID,
) -> Receipt | None:
    """Add a report to the oldest one of the same; None where nobody may know of any."""
    now, limits = context.now(), guards(request)
    with opened(context, commune, writing=True) as session:
        first = joining.oldest(session, sent.draft.service_code, asset)
        if first is None:
            return None
        _spare(limits, f"{commune} {first.id}", _host(request), now)
        joining.join(
            session,
            first,
            sent.draft,
            pictures,
            report_photos.blobs_of(context.settings.home, commune),
            key=network_key(context, request),
            once=key,
            updates=sent.updates,
            now=now,
        )
        return first


def _spare(limits: Guards, report: str, host: str | None, now: datetime) -> None:
    limits.joins.step_for(f"{report} {neighbourhood(host)}", now)


def _host(request: Request) -> str | None:
    return request.client and request.client.host
