"""Reports for sheets and programs, without anything personal: what anybody may read, and times.

The words of a description are there once they are released. What is spam, not confirmed or waits
doubtful for a clerk is not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from field_capture.open311.service import date
from field_capture.reports import public_report
from field_capture.reports.public_report import Filter, PublicReport
from field_capture.states.report import public_status
from field_capture.store import table
from gis.errors import NotAllowed, Unauthenticated
from gis.session import CommuneSession
from gis.viewer import Action, ViewerRole

COLUMNS = (
    "number",
    "service_code",
    "service",
    "state",
    "status",
    "channel",
    "requested_at",
    "updated_at",
    "expected_at",
    "asset_layer",
    "asset_code",
    "lon",
    "lat",
    "description",
    "message",
    "agency",
)
_DIGITS = 7


@dataclass(frozen=True, slots=True)
class Page:
    """Some reports, and the number of the one before which the next ones came; None at the end."""

    rows: tuple[dict[str, Any], ...]
    before: str | None


def may(session: CommuneSession) -> None:
    """Refuse unless the viewer sees reports, or fetches exports.

    Raises
    ------
    Unauthenticated, NotAllowed
    """
    viewer = session.viewer
    if viewer.may(Action.SEE_REPORTS) or viewer.may(Action.EXPORT):
        return
    if viewer.role is ViewerRole.ANYONE:
        raise Unauthenticated
    raise NotAllowed(viewer.role.value, Action.EXPORT.value)


def page(session: CommuneSession, wanted: Filter, language: str) -> Page:
    """Return the latest reports that are wanted, `public_report.MAX_ROWS` at most.

    Raises
    ------
    Unauthenticated, NotAllowed
    """
    may(session)
    found = public_report.several(session, wanted)
    rows = tuple(_row(session, each, language) for each in found)
    channels = _channels(session, [each.number for each in found])
    for row in rows:
        row["channel"] = channels.get(row["number"])
    full = len(found) == public_report.MAX_ROWS
    return Page(rows, found[-1].number if full else None)


def _channels(session: CommuneSession, numbers: list[str]) -> dict[str, str]:
    report = table(session, "report")
    rows = session.connection.execute(
        select(report.c.number, report.c.channel).where(report.c.number.in_(numbers))
    )
    return {row.number: row.channel for row in rows}


def _row(session: CommuneSession, each: PublicReport, language: str) -> dict[str, Any]:
    fault = session.catalogue.fault(each.service_code)
    return {
        "number": each.number,
        "service_code": each.service_code,
        "service": fault[1].label.to(language) if fault else each.service_code,
        "state": each.state.value,
        "status": public_status(each.state),
        "channel": None,
        "requested_at": date(each.requested_at),
        "updated_at": date(each.updated_at),
        "expected_at": date(each.expected_at),
        "asset_layer": each.asset_layer,
        "asset_code": each.asset_code,
        "lon": None if each.lon is None else round(float(each.lon), _DIGITS),
        "lat": None if each.lat is None else round(float(each.lat), _DIGITS),
        "description": each.description,
        "message": each.status_note,
        "agency": each.agency,
    }


def features(rows: tuple[dict[str, Any], ...]) -> Iterator[dict[str, Any]]:
    """Yield the reports as GeoJSON features (WGS84); those without a place have no geometry."""
    for row in rows:
        told = {name: row[name] for name in COLUMNS if name not in ("lon", "lat")}
        place = None
        if row["lon"] is not None:
            place = {"type": "Point", "coordinates": [row["lon"], row["lat"]]}
        yield {"type": "Feature", "id": row["number"], "geometry": place, "properties": told}
