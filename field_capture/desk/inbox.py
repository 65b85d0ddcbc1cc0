"""The clerk's desk: reports as the town hall reads them, the most pressing first.

Who may see reports reads what was written; who reported is read by those only who handle them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import shapely
from geoalchemy2.shape import to_shape
from shapely import Point
from sqlalchemy import ColumnElement, Interval, Row, case, func, select
from sqlalchemy.sql.functions import coalesce

from field_capture.reports import deadlines, supporters
from field_capture.reports import settings as desk_settings
from field_capture.reports.deadlines import Pressure, days_of
from field_capture.reports.public_report import asset_codes
from field_capture.states.report import HIDDEN, OPEN, State
from field_capture.store import table
from gis.errors import UnknownThing
from gis.session import CommuneSession
from gis.viewer import Action
from layers.spec import Fault, Layer

PAGE = 50
KIND = "report"
"""How `review.assign` names a report."""

STAGES: Mapping[str, frozenset[State]] = {
    "new": frozenset({State.RECEIVED, State.REOPENED}),
    "open": OPEN,
    "waiting": frozenset({State.WAITING_INFO, State.FORWARDED}),
    "work": frozenset({State.ACCEPTED, State.PLANNED, State.IN_PROGRESS}),
    "closed": frozenset({State.DONE, State.REJECTED, State.DUPLICATE}),
    "spam": frozenset({State.SPAM}),
    "unconfirmed": frozenset({State.UNCONFIRMED}),
}
"""What the desk shows together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which reports; an empty one means all that are open."""

    stage: str = "open"
    state: State | None = None
    service: str | None = None
    channel: str | None = None
    older_than: timedelta | None = None
    doubtful: bool = False
    urgent: bool = False
    overdue: bool = False
    assignee: str | None = None
    offset: int = 0
    most: int = PAGE


@dataclass(frozen=True, slots=True)
class Filed:
    """A report at the desk.

    Attributes
    ----------
    place : Point or None
        In the home CRS.
    asset : (layer, code) or None
        As far as the viewer may see it.
    """

    id: UUID
    number: str
    fault: tuple[Layer, Fault] | None
    service_code: str
    state: State
    state_since: datetime
    channel: str
    language: str | None
    requested_at: datetime
    due: datetime
    pressure: Pressure
    doubtful: bool
    description: str | None
    address: str | None
    near: str | None
    asset_code: str | None
    place: Point | None
    asset: tuple[str, str] | None
    assignee: str | None
    more: int

    @property
    def is_urgent(self) -> bool:
        """Whether somebody may come to harm."""
        return self.fault is not None and self.fault[1].is_urgent


@dataclass(frozen=True, slots=True)
class Said:
    """Something that came in after a report.

    Attributes
    ----------
    by_other : bool
        Somebody else reported the same, and joined.
    reached : str
        How who said it is reached; empty to who does not handle reports.
    """

    at: datetime
    body: str
    by_other: bool
    reached: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything about one report.

    Attributes
    ----------
    contact : mapping
        Who reported; empty to who does not handle reports.
    links : sequence of (layer, asset, relation)
        As far as the viewer may know of them.
    answers : sequence of Said
        What the citizen answered to questions, and what others said of the same.
    """

    filed: Filed
    description_public: str | None
    status_note: str | None
    reason: str | None
    agency: str | None
    duplicate_of: str | None
    repeats: tuple[str, ...]
    expected_at: datetime | None
    updated_at: datetime
    media_urls: tuple[str, ...]
    links: tuple[tuple[Layer, UUID, str], ...]
    answers: tuple[Said, ...]
    contact: Mapping[str, str] = field(default_factory=dict, repr=False)


def listed(session: CommuneSession, wanted: Wanted, now: datetime) -> list[Filed]:
    """Return reports, `wanted.most` at most: open ones by their deadlines, others the latest first.

    Raises
    ------
    Unauthenticated, NotAllowed
    """
    session.viewer.must(Action.SEE_REPORTS)
    report, due = table(session, "report"), _due(session)
    states = {wanted.state} if wanted.state else STAGES.get(wanted.stage, OPEN)
    first = [due] if states <= OPEN else []
    rows = session.connection.execute(
        _rows(session, due)
        .where(report.c.state.in_(sorted(states)), *_conditions(session, wanted, due, now))
        .order_by(*first, report.c.requested_at.desc(), report.c.number.desc())
        .limit(wanted.most)
        .offset(wanted.offset)
    ).all()
    return _filed(session, rows, now)


def numbered(session: CommuneSession, numbers: Sequence[str], now: datetime) -> list[Filed]:
    """Return reports by their numbers, in that order; those that are not there are left out."""
    session.viewer.must(Action.SEE_REPORTS)
    report = table(session, "report")
    known = [each for each in numbers if each.isprintable() and len(each) <= 12]  # noqa: PLR2004
    rows = session.connection.execute(
        _rows(session, _due(session)).where(report.c.number.in_(known))
    ).all()
    return sorted(_filed(session, rows, now), key=lambda each: known.index(each.number))


def counted(session: CommuneSession) -> dict[str, int]:
    """Return how many reports there are of each stage.

    Raises
    ------
    Unauthenticated, NotAllowed
    """
    session.viewer.must(Action.SEE_REPORTS)
    report = table(session, "report")
    rows = session.connection.execute(
        select(report.c.state, func.count()).group_by(report.c.state)
    ).all()
    by_state = {State(state): count for state, count in rows}
    return {
        stage: sum(by_state.get(each, 0) for each in states) for stage, states in STAGES.items()
    }


def sheet(session: CommuneSession, number: str, now: datetime) -> Sheet:
    """Return everything about one report that the viewer may know.

    Raises
    ------
    Unauthenticated, NotAllowed, UnknownThing
    """
    found = numbered(session, [number], now)
    if not found:
        raise UnknownThing("service request", number[:40])
    filed, report = found[0], table(session, "report")
    row = session.connection.execute(select(report).where(report.c.id == filed.id)).one()
    original = select(report.c.number).where(report.c.id == row.duplicate_of)
    repeats = select(report.c.number).where(report.c.duplicate_of == row.id)
    answer = table(session, "report_answer")
    said = session.connection.execute(
        select(answer).where(answer.c.report == row.id).order_by(answer.c.at)
    )
    return Sheet(
        filed=filed,
        description_public=row.description_public,
        status_note=row.status_note,
        reason=row.reason,
        agency=row.agency,
        duplicate_of=session.connection.scalar(original),
        repeats=tuple(session.connection.scalars(repeats.order_by(report.c.number))),
        expected_at=row.expected_at,
        updated_at=row.updated_at,
        media_urls=tuple(row.media_urls),
        links=_links(session, row.id),
        answers=tuple(_said(session, each) for each in said),
        contact=_contact(session, row.id),
    )


def _said(session: CommuneSession, row: Row[Any]) -> Said:
    told = [each for each in (row.phone, row.email) if each]
    reached = ", ".join(told) if session.viewer.may(Action.HANDLE_REPORTS) else ""
    return Said(row.at, row.body, row.by_other, reached)


def _links(session: CommuneSession, report: UUID) -> tuple[tuple[Layer, UUID, str], ...]:
    link = table(session, "report_asset")
    known = {layer.name: layer for layer in session.viewer.layers(session.catalogue)}
    rows = session.connection.execute(
        select(link.c.layer, link.c.asset, link.c.relation)
        .where(link.c.report == report, link.c.layer.in_(sorted(known)))
        .order_by(link.c.relation, link.c.asset)
    )
    return tuple((known[row.layer], row.asset, row.relation) for row in rows)


def _contact(session: CommuneSession, report: UUID) -> dict[str, str]:
    if not session.viewer.may(Action.HANDLE_REPORTS):
        return {}
    contact = table(session, "report_contact")
    names = ("first_name", "last_name", "phone", "email")
    row = session.connection.execute(
        select(*(contact.c[name] for name in names)).where(contact.c.report == report)
    ).one_or_none()
    told = {} if row is None else dict(zip(names, row, strict=True))
    return {name: value for name, value in told.items() if value}


def _due(session: CommuneSession) -> ColumnElement[datetime]:
    """Return until when a report shall be dealt with, as the database reckons it."""
    report = table(session, "report")
    days = days_of(session.catalogue, desk_settings.deadlines(session))
    allowed = case(days, value=report.c.service_code, else_=14)
    # years, months, weeks, days
    span = func.make_interval(0, 0, 0, allowed, type_=Interval)
    return coalesce(report.c.expected_at, report.c.requested_at + span)


def _rows(session: CommuneSession, due: ColumnElement[datetime]) -> Any:
    report, assigned = table(session, "report"), table(session, "assignment")
    return select(report, due.label("due"), assigned.c.assignee).outerjoin(
        assigned, (assigned.c.item == report.c.id) & (assigned.c.kind == KIND)
    )


def _conditions(
    session: CommuneSession, wanted: Wanted, due: ColumnElement[datetime], now: datetime
) -> list[ColumnElement[bool]]:
    report = table(session, "report")
    found: list[ColumnElement[bool]] = []
    if wanted.service is not None:
        found.append(report.c.service_code == wanted.service)
    if wanted.channel is not None:
        found.append(report.c.channel == wanted.channel)
    if wanted.older_than is not None:
        found.append(report.c.requested_at < now - wanted.older_than)
    if wanted.doubtful:
        found.append(report.c.doubtful)
    if wanted.urgent:
        found.append(report.c.service_code.in_(_urgent(session)))
    if wanted.overdue:
        paused = sorted({State.WAITING_INFO, State.FORWARDED})
        found += [due < now, report.c.state.not_in(paused)]
    if wanted.assignee is not None:
        found.append(table(session, "assignment").c.assignee == wanted.assignee)
    return found


def _urgent(session: CommuneSession) -> list[str]:
    layers = session.catalogue.values()
    return [fault.code for layer in layers for fault in layer.faults if fault.is_urgent]


def _filed(session: CommuneSession, rows: Sequence[Row[Any]], now: datetime) -> list[Filed]:
    ids = [row.id for row in rows]
    named = asset_codes(session, ids, session.viewer.level)
    concerned = supporters.counts(session, ids)
    found = []
    for row in rows:
        place = None
        if row.geom is not None:
            place = Point(shapely.get_coordinates(to_shape(row.geom))[0])
        state = State(row.state)
        found.append(
            Filed(
                id=row.id,
                number=row.number,
                fault=session.catalogue.fault(row.service_code),
                service_code=row.service_code,
                state=state,
                state_since=row.state_since,
                channel=row.channel,
                language=row.language,
                requested_at=row.requested_at,
                due=row.due,
                pressure=deadlines.pressure(state, row.requested_at, row.due, now),
                doubtful=row.doubtful,
                description=row.description,
                address=row.address,
                near=row.near,
                asset_code=row.asset_code,
                place=place,
                asset=named.get(row.id),
                assignee=row.assignee,
                more=concerned.get(row.id, 0),
            )
        )
    return found


def is_hidden(filed: Filed) -> bool:
    """Tell whether nobody outside knows of a report."""
    return filed.state in HIDDEN
