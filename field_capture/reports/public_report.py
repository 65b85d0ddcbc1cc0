"""What anybody may read of damage reports: category, status, place, official words.

Deny by default: columns with what the citizen wrote, and the table of contacts, are not even
selected here. A report that is not confirmed or is spam does not exist.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import shapely
from geoalchemy2.shape import to_shape
from sqlalchemy import ColumnElement, Row, Table, select, tuple_

from field_capture.reports.links import hashed
from field_capture.states.report import HIDDEN, State
from field_capture.store import table
from gis.errors import UnknownThing
from gis.session import CommuneSession
from layers.spec import FieldRole, Visibility

MAX_ROWS = 1000

NUMBER = r"^[0-9]{2}-[0-9]{5,9}$"
_NUMBER = re.compile(NUMBER[:-1] + r"\Z")
_SHOWN = (
    "id",
    "number",
    "service_code",
    "state",
    "description_public",
    "status_note",
    "agency",
    "geom",
    "near",
    "requested_at",
    "updated_at",
    "expected_at",
    "reason",
    "duplicate_of",
)


@dataclass(frozen=True, slots=True)
class PublicReport:
    """A report as anybody may see it.

    Attributes
    ----------
    id, duplicate_of : UUID
        For us, to look further; shown to nobody.
    description : str or None
        Released by the town hall; None as long as it is not.
    lon, lat : float or None
        WGS84, degrees; None where the report has an address only.
    near : str or None
        The nearest address.
    asset_code : str or None
        Of the asset meant, where its layer is public.
    """

    id: UUID
    number: str
    service_code: str
    state: State
    description: str | None
    status_note: str | None
    agency: str | None
    lon: float | None
    lat: float | None
    near: str | None
    requested_at: datetime
    updated_at: datetime
    expected_at: datetime | None
    asset_layer: str | None
    asset_code: str | None
    reason: str | None = None
    duplicate_of: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which reports; an empty one means no restriction, `numbers` overrides all others.

    `before` is a moment, or the number of a report: those that come after it in our lists.
    """

    numbers: Sequence[str] | None = None
    service_codes: Sequence[str] | None = None
    states: frozenset[State] | None = None
    start: datetime | None = None
    end: datetime | None = None
    before: datetime | str | None = None
    limit: int = MAX_ROWS


def find(session: CommuneSession, number: str) -> PublicReport:
    """Return one report by its number.

    Raises
    ------
    UnknownThing
        There is none that anybody may know of.
    """
    found = several(session, Filter(numbers=[number]))
    if not found:
        raise UnknownThing("service request", number[:40])
    return found[0]


def number_of(session: CommuneSession, token: str) -> str:
    """Return the number of the report that a tracking token opens.

    Raises
    ------
    UnknownThing
    """
    report = table(session, "report")
    number = session.connection.scalar(
        select(report.c.number)
        .where(report.c.token_sha256 == hashed(token))
        .where(report.c.state.not_in(sorted(HIDDEN)))
    )
    if number is None:
        # The token itself opens a page: it goes into no sentence and no log.
        raise UnknownThing("token", "...")
    return str(number)


def several(session: CommuneSession, wanted: Filter) -> list[PublicReport]:
    """Return the reports wanted, the latest first, at most `MAX_ROWS`."""
    report = table(session, "report")
    rows = session.connection.execute(
        select(*(report.c[name] for name in _SHOWN))
        .where(*shown(report), *_conditions(report, wanted))
        .order_by(report.c.requested_at.desc(), report.c.number.desc())
        .limit(min(wanted.limit, MAX_ROWS))
    ).all()
    named = asset_codes(session, [row.id for row in rows], Visibility.PUBLIC)
    return [_public(session, row, named.get(row.id, (None, None))) for row in rows]


def by_id(session: CommuneSession, identity: UUID) -> PublicReport:
    """Return one report by its id, also where nobody else sees it: for who has its link."""
    report = table(session, "report")
    row = session.connection.execute(
        select(*(report.c[name] for name in _SHOWN)).where(report.c.id == identity)
    ).one()
    named = asset_codes(session, [row.id], Visibility.PUBLIC)
    return _public(session, row, named.get(row.id, (None, None)))


def shown(report: Table) -> list[ColumnElement[bool]]:
    """Return what makes a report one that anybody may know of."""
    unseen = report.c.doubtful & (report.c.state == State.RECEIVED.value)
    return [report.c.state.not_in(sorted(HIDDEN)), ~unseen]


def _conditions(report: Any, wanted: Filter) -> list[ColumnElement[bool]]:
    if wanted.numbers is not None:
        # Whatever else was asked for cannot be a number, and may not even be text to PostgreSQL.
        numbers = [number for number in wanted.numbers if _NUMBER.match(number)]
        return [report.c.number.in_(numbers)]
    conditions = []
    if wanted.service_codes is not None:
        conditions.append(report.c.service_code.in_(wanted.service_codes))
    if wanted.states is not None:
        conditions.append(report.c.state.in_(sorted(wanted.states)))
    if wanted.start is not None:
        conditions.append(report.c.requested_at >= wanted.start)
    if wanted.end is not None:
        conditions.append(report.c.requested_at <= wanted.end)
    if isinstance(wanted.before, datetime):
        conditions.append(report.c.requested_at < wanted.before)
    elif wanted.before is not None:
        last = report.alias("last")
        order = select(last.c.requested_at, last.c.number).where(last.c.number == wanted.before)
        conditions.append(tuple_(report.c.requested_at, report.c.number) < order.scalar_subquery())
    return conditions


def _public(
    session: CommuneSession, row: Row[Any], asset: tuple[str | None, str | None]
) -> PublicReport:
    lon = lat = None
    if row.geom is not None:
        east, north = shapely.get_coordinates(to_shape(row.geom))[0]
        lon, lat = session.commune.operation.to_wgs84(east, north)
    return PublicReport(
        id=row.id,
        number=row.number,
        service_code=row.service_code,
        state=State(row.state),
        description=row.description_public,
        status_note=row.status_note,
        agency=row.agency,
        lon=lon,
        lat=lat,
        near=row.near,
        requested_at=row.requested_at,
        updated_at=row.updated_at,
        expected_at=row.expected_at,
        asset_layer=asset[0],
        asset_code=asset[1],
        reason=row.reason,
        duplicate_of=row.duplicate_of,
    )


def asset_codes(
    session: CommuneSession, reports: Sequence[UUID], level: Visibility
) -> dict[UUID, tuple[str, str]]:
    """Return layer and code of each report's asset, as far as `level` may see them.

    Where a crew has confirmed which asset it is, that one.
    """
    link = table(session, "report_asset")
    links = session.connection.execute(
        select(link.c.report, link.c.asset, link.c.layer)
        .where(link.c.report.in_(reports))
        .order_by(link.c.relation, link.c.asset)
    ).all()
    visible = {layer.name: layer for layer in session.catalogue.visible(level)}
    codes: dict[UUID, str] = {}
    for name in {each.layer for each in links} & visible.keys():
        code = visible[name].field_of(FieldRole.CODE)
        if code is None or code.visibility > level:
            continue
        rows = session.table(visible[name])
        assets = [each.asset for each in links if each.layer == name]
        found = session.connection.execute(
            select(rows.c.id, rows.c[code.name]).where(rows.c.id.in_(assets))
        )
        codes.update((row[0], row[1]) for row in found)
    named: dict[UUID, tuple[str, str]] = {}
    for each in links:
        if each.asset in codes:
            named.setdefault(each.report, (each.layer, codes[each.asset]))
    return named
