"""What the citizens' pages show: symptoms, the place, what is near, a report and its story."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from shapely import Point
from sqlalchemy import select

from api.pages.assets.new import LOOKS, View
from api.pages.words.reports import DIRECTION_WORDS
from field_capture.reports import moves, public_report, supporters
from field_capture.reports import photos as report_photos
from field_capture.reports.nearby import Candidate
from field_capture.reports.public_report import PublicReport
from field_capture.reports.state_words import REASON_WORDS, STATE_WORDS
from field_capture.states.report import CLOSED, State
from field_capture.store import table
from gis import territories
from gis.errors import Severity
from gis.maps import vicinity
from gis.maps.vicinity import Ellipse
from gis.session import CommuneSession
from layers.pictograms import PICTOGRAMS
from layers.spec import Catalogue

ACROSS_M = 130.0
_MARK_M = 1.2
_EXACT_M = 250.0


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is: WGS84 degrees, home CRS metres, and how much around it is shown."""

    lat: float
    long: float
    view: View

    @property
    def is_exact(self) -> bool:
        """Whether the picture is close enough to tell one thing from its neighbour."""
        return self.view.across_m <= _EXACT_M

    @property
    def point(self) -> Point:
        """The same in the home CRS."""
        return Point(self.view.x, self.view.y)


def place_of(session: CommuneSession, lat: float, long: float, across: float) -> Place | None:
    """Return a place; None where no commune of that CRS can be."""
    east, north = session.commune.operation.to_home(long, lat)
    return _within(session, Place(lat, long, View(float(east), float(north), _across(across))))


def place_at(session: CommuneSession, east: float, north: float, across: float) -> Place | None:
    """Return a place of the home CRS, likewise: the small map counts in metres."""
    if not (math.isfinite(east) and math.isfinite(north)):
        return None
    long, lat = session.commune.operation.to_wgs84(east, north)
    view = View(east, north, _across(across))
    return _within(session, Place(round(float(lat), 7), round(float(long), 7), view))


def is_inside(session: CommuneSession, place: Place) -> bool:
    """Tell whether a report from there is one for this commune."""
    found = territories.of(session).check(place.point)
    return all(each.severity is not Severity.ERROR for each in found)


def _across(metres: float) -> float:
    return min(max(metres, 40.0), 3000.0) if math.isfinite(metres) else ACROSS_M


def _within(session: CommuneSession, place: Place) -> Place | None:
    west, south, east, north = territories.of(session).limits
    inside = west <= place.view.x <= east and south <= place.view.y <= north
    return place if inside else None


def symptoms(catalogue: Catalogue, language: str) -> list[dict[str, Any]]:
    """Return what can be broken, by theme, in plain words; each once."""
    themes: dict[str, dict[str, Any]] = {}
    seen: set[str] = set()
    for layer in catalogue.values():
        for fault in layer.faults:
            if fault.code in seen:
                continue
            seen.add(fault.code)
            group = themes.setdefault(
                layer.theme.name,
                {
                    "label": layer.theme.label.to(language),
                    "picture": PICTOGRAMS.get(layer.theme.name, ""),
                    "faults": [],
                },
            )
            group["faults"].append(
                {
                    "code": fault.code,
                    "label": fault.label.to(language),
                    "description": fault.description.to(language),
                }
            )
    return list(themes.values())


def picture(session: CommuneSession, place: Place, near: Sequence[Candidate], label: str) -> str:
    """Return the small map: the place in its middle, the assets that may be meant numbered."""
    frame = place.view.frame
    layer = near[0].layer if near else session.viewer.layers(session.catalogue)[0]
    mark = Ellipse(place.view.x, place.view.y, _MARK_M, _MARK_M)
    svg = vicinity.draw_place(session, frame, label, layer, marks=[mark])
    numbers = []
    for number, each in enumerate(near, 1):
        x, y = frame.at(each.place.x, each.place.y)
        numbers.append(
            f'<g class="number" transform="translate({x} {y})"><circle r="13"/>'
            f'<text y="5" text-anchor="middle">{escape(str(number))}</text></g>'
        )
    return svg.removesuffix("</svg>") + "".join(numbers) + "</svg>"


def looks(place: Place, asked: dict[str, str]) -> list[tuple[str, str]]:
    """Return where the buttons beside the small map lead: name and query of each."""
    found = []
    for look in LOOKS:
        view = place.view.moved(look)
        told = {"x": f"{view.x:.1f}", "y": f"{view.y:.1f}", "across": f"{view.across_m:.0f}"}
        found.append((look, urlencode(asked | told)))
    return found


def named(each: Candidate, language: str) -> str:
    """Return an asset as a citizen may recognise it: what, number, how far, which way."""
    label = each.layer.label.to(language)
    direction = DIRECTION_WORDS[each.direction].to(language)
    away = f"{each.distance_m:.0f} m {direction}" if each.direction else direction
    return f"{label} {each.code} ({away})"


def told(
    session: CommuneSession, reports: Sequence[PublicReport], language: str
) -> list[dict[str, Any]]:
    """Return reports as anybody reads them."""
    concerned = supporters.counts(session, [each.id for each in reports])
    return [
        _told(session.catalogue, each, language) | {"concerned": concerned.get(each.id, 0)}
        for each in reports
    ]


def _told(catalogue: Catalogue, report: PublicReport, language: str) -> dict[str, Any]:
    fault = catalogue.fault(report.service_code)
    return {
        "number": report.number,
        "label": fault[1].label.to(language) if fault else report.service_code,
        "asset": report.asset_code,
        "near": report.near,
        "state": STATE_WORDS[report.state].to(language),
        "code": report.state.value,
        "since": report.requested_at,
        "updated": report.updated_at,
        "expected": report.expected_at,
        "agency": report.agency,
        "answer": report.status_note,
        "description": report.description,
    }


def story(session: CommuneSession, report: PublicReport, language: str) -> dict[str, Any]:
    """Return a report with all that anybody may read of it: moves, photos, the original."""
    [here] = told(session, [report], language)
    steps = [
        {
            "at": each.at,
            "state": STATE_WORDS[each.after].to(language),
            "reason": REASON_WORDS[each.reason].to(language) if each.reason else None,
            "sentence": each.sentence,
        }
        for each in moves.history(session, report.id)
        if each.after is not State.SPAM and each.before is not State.UNCONFIRMED
    ]
    photos = report_photos.listed(session, report.id)
    original = _original(session, report.duplicate_of)
    return here | {
        "steps": steps,
        "photos": photos,
        "original": original and original[0],
        "original_state": STATE_WORDS[original[1]].to(language) if original else None,
        "is_closed": report.state in CLOSED,
    }


def _original(session: CommuneSession, report: UUID | None) -> tuple[str, State] | None:
    if report is None:
        return None
    rows = table(session, "report")
    found = session.connection.execute(
        select(rows.c.number, rows.c.state).where(rows.c.id == report, *public_report.shown(rows))
    ).one_or_none()
    return None if found is None else (found.number, State(found.state))
