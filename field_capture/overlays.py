"""What came in from outside, as GeoJSON to lay over the map (RFC 7946, WGS84, 7 decimals).

Contacts are never part of it. What a citizen wrote is shown to those who work on it only.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import orjson
from sqlalchemy import ColumnElement, Row, func, select

from field_capture.open311.service import date, faults
from field_capture.reports import public_report
from field_capture.reports.public_report import asset_codes
from field_capture.states.report import OPEN, State, public_status
from field_capture.store import table
from gis import crs
from gis.errors import Issue, Severity
from gis.maps.overlay import Overlay
from gis.session import CommuneSession
from gis.viewer import Action
from layers.spec import Field, Kind, Shape, Symbol, Text

MAX_FEATURES = 5000
_DECIMALS = 7
Features = dict[str, Any]

_REPORT = Symbol(colour="#b3005e", shape=Shape.TRIANGLE, size_px=7)
_COVERAGE = Symbol(colour="#1d5c2e", shape=Shape.CIRCLE, size_px=5)
_CAPTURE = Symbol(colour="#5b2c83", shape=Shape.CROSS, size_px=7)


def _field(name: str, *labels: str) -> Field:
    return Field(name=name, kind=Kind.TEXT, label=Text(*labels))


_REPORT_FIELDS = (
    _field("service", "Wat", "objet", "Was", "what"),
    _field("status", "Status", "statut", "Status", "status"),
    _field("status_note", "Matdeelung", "message", "Mitteilung", "message"),
    _field("requested_at", "Gemellt den", "signalé le", "gemeldet am", "reported on"),
    _field("code", "Objet", "objet concerné", "Objekt", "asset"),
)
_INSIDE_FIELDS = (
    _field("state", "Stand", "état", "Stand", "state"),
    _field("description", "Beschreiwung", "description", "Beschreibung", "description"),
    _field("address", "Adress", "adresse", "Adresse", "address"),
    _field("asset_code", "Nummer um Objet", "numéro lu", "gelesene Nummer", "number read"),
    _field("channel", "Wee", "canal", "Weg", "channel"),
)
_CAPTURE_FIELDS = (
    _field("layer", "Couche", "couche", "Ebene", "layer"),
    _field("received_at", "Ukomm den", "reçu le", "eingegangen am", "received on"),
    _field("reasons", "Grënn", "raisons", "Gründe", "reasons"),
)
_COVERAGE_FIELDS = (
    _field("layer", "Couche", "couche", "Ebene", "layer"),
    _field("day", "Dag", "jour", "Tag", "day"),
    _field("class", "Genauegkeet", "précision", "Genauigkeit", "accuracy"),
)


# Of thousands of reports only what is told.
_SHOWN = (
    *("id", "number", "service_code", "state"),
    *("status_note", "description_public", "requested_at"),
)
_SHOWN_INSIDE = ("channel", "description", "address", "asset_code")


def report_overlay(session: CommuneSession, language: str) -> Overlay:
    """Return the open damage reports, ready to be drawn."""
    inside = session.viewer.may(Action.SEE_REPORTS)
    return Overlay(
        name="reports",
        label=Text("Schuedmeldungen", "signalements", "Schadensmeldungen", "damage reports"),
        symbol=_REPORT,
        features=reports(session, language),
        fields=_REPORT_FIELDS + (_INSIDE_FIELDS if inside else ()),
        title_field="number",
        link=_page_of(session, language, inside=inside),
    )


def _page_of(session: CommuneSession, language: str, *, inside: bool) -> str:
    """Return where one goes on from a report: to the desk, or to what anybody may read."""
    name = session.commune.name
    page = f"/{name}/reports/{{id}}" if inside else f"/report/{name}/list/{{id}}"
    return f"{page}?lang={language}"


def capture_overlay(session: CommuneSession, language: str) -> Overlay:
    """Return the captures that wait for a decision, ready to be drawn."""
    return Overlay(
        name="captures",
        label=Text(
            "Opmoossungen an der Prüfung",
            "levés à vérifier",
            "Aufnahmen in Prüfung",
            "captures to review",
        ),
        symbol=_CAPTURE,
        features=captures(session, language),
        fields=_CAPTURE_FIELDS,
        title_field="layer",
    )


def coverage_overlay(commune: str) -> Overlay:
    """Return what was captured lately, fetched when it is switched on."""
    return Overlay(
        name="coverage",
        label=Text("Opgeholl", "levés récents", "aufgenommen", "captured lately"),
        symbol=_COVERAGE,
        features_url=f"/api/v1/{commune}/captures/coverage.geojson",
        fields=_COVERAGE_FIELDS,
        title_field="class",
        shown=False,
    )


def reports(session: CommuneSession, language: str) -> Features:
    """Return the open damage reports that have a position, the latest first.

    Everybody sees category, status and official words; those who may see reports also see
    the exact state, the way it came in and what was written.
    """
    inside = session.viewer.may(Action.SEE_REPORTS)
    report = table(session, "report")
    shown = _SHOWN + (_SHOWN_INSIDE if inside else ())
    columns: list[Any] = [*(report.c[name] for name in shown), position(report.c.geom)]
    rows = session.connection.execute(
        select(*columns)
        .where(
            report.c.state.in_(sorted(OPEN)),
            report.c.geom.is_not(None),
            # What a clerk has to look at first is on no public map either.
            *([] if inside else public_report.shown(report)),
        )
        .order_by(report.c.requested_at.desc(), report.c.number.desc())
        .limit(MAX_FEATURES)
    ).all()
    named = asset_codes(session, [row.id for row in rows], session.viewer.level)
    names = {fault.code: fault.label.to(language) for _, fault in faults(session.catalogue)}
    return collection(
        feature(row.number, row.position, _told(row, names, named.get(row.id), inside=inside))
        for row in rows
    )


def _told(
    row: Row[Any], names: dict[str, str], asset: tuple[str, str] | None, *, inside: bool
) -> dict[str, Any]:
    properties = {
        "number": row.number,
        "service_code": row.service_code,
        "service": names.get(row.service_code, row.service_code),
        "status": public_status(State(row.state)),
        "status_note": row.status_note,
        "description": row.description_public,
        "requested_at": date(row.requested_at),
        "layer": asset and asset[0],
        "code": asset and asset[1],
    }
    if inside:
        properties |= {
            "state": row.state,
            "channel": row.channel,
            "description": row.description,
            "address": row.address,
            "asset_code": row.asset_code,
        }
    return properties


def captures(session: CommuneSession, language: str) -> Features:
    """Return the captures that wait for a decision, with the reasons why they do.

    Raises
    ------
    Unauthenticated, NotAllowed
        The viewer may not see what comes in.
    """
    session.viewer.must(Action.SEE_REPORTS)
    capture = table(session, "capture")
    visible = [layer.name for layer in session.viewer.layers(session.catalogue)]
    rows = session.connection.execute(
        select(
            capture.c.id,
            capture.c.layer,
            capture.c.reasons,
            capture.c.received_at,
            position(capture.c.geom),
        )
        .where(capture.c.state == "open", capture.c.layer.in_(visible))
        .order_by(capture.c.received_at.desc(), capture.c.id)
        .limit(MAX_FEATURES)
    )
    return collection(
        feature(
            str(row.id),
            row.position,
            {
                "layer": row.layer,
                "received_at": date(row.received_at),
                "reasons": " ".join(_reason(each, language) for each in row.reasons),
            },
        )
        for row in rows
    )


def _reason(kept: dict[str, Any], language: str) -> str:
    severity = Severity(kept["severity"])
    issue = Issue(kept["code"], kept["path"], severity, kept.get("details") or {})
    return issue.sentence.to(language)


def position(column: Any) -> ColumnElement[str]:
    """Return a position as GeoJSON in WGS84, in SQL."""
    return func.ST_AsGeoJSON(func.ST_Transform(column, crs.WGS84), _DECIMALS).label("position")


def feature(name: str, place: str, properties: dict[str, Any]) -> Features:
    """Return a feature of what `position` selected."""
    return {
        "type": "Feature",
        "id": name,
        "geometry": orjson.loads(place),
        "properties": properties,
    }


def collection(features: Iterable[Features]) -> Features:
    """Return features together."""
    return {"type": "FeatureCollection", "features": list(features)}
