"""What the pages of the clerk's desk show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from shapely import Point

from api.pages.assets import history as asset_history
from api.pages.templating import local_date
from api.pages.words import CITIZEN_LANGUAGE_NAMES, WORDS
from field_capture.desk import duplicates, suspicions
from field_capture.desk import inbox as desk
from field_capture.desk.duplicates import Likeness
from field_capture.desk.inbox import Filed, Sheet
from field_capture.desk.suspicions import Suspicion
from field_capture.open311 import handover
from field_capture.open311.handover import Handover
from field_capture.reports import answers, deadlines, moves, nearby
from field_capture.reports import settings as desk_settings
from field_capture.reports.answers import Answer
from field_capture.reports.deadlines import Pressure
from field_capture.reports.moves import REASONS
from field_capture.reports.state_words import REASON_WORDS
from field_capture.states.report import Mover, State
from gis import assets, local_time
from gis.errors import UnknownAsset
from gis.maps import vicinity
from gis.maps.vicinity import Ellipse, Frame, Pin
from gis.session import CommuneSession
from layers.spec import FieldRole, Layer

TONGUES = CITIZEN_LANGUAGE_NAMES
KEYS = {
    State.ACCEPTED: "a",
    State.WAITING_INFO: "w",
    State.FORWARDED: "f",
    State.REJECTED: "r",
    State.DUPLICATE: "d",
    State.SPAM: "s",
}
_LEAST_M = 60.0
_REACH_M = 10.0
_NEAR = 5


@dataclass(frozen=True, slots=True)
class Meant:
    """An asset that a report means, as far as the viewer may see it."""

    layer: Layer
    id: str
    code: str
    is_confirmed: bool


@dataclass(frozen=True, slots=True)
class Event:
    """One line of a report's timeline."""

    at: datetime
    after: State
    who: str
    reason: str
    sentence: str | None


def label_of(filed: Filed, language: str) -> str:
    """Return the category of a report in words."""
    return filed.fault[1].label.to(language) if filed.fault else filed.service_code


def categories(session: CommuneSession, language: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return all categories by theme: code and words."""
    themes: dict[str, dict[str, str]] = {}
    for layer in session.catalogue.values():
        for fault in layer.faults:
            theme = themes.setdefault(layer.theme.label.to(language), {})
            theme[fault.code] = fault.label.to(language)
    return [(theme, list(several.items())) for theme, several in themes.items()]


def overview(session: CommuneSession, found: Sequence[Filed], language: str) -> str:
    """Return a map of the reports that have a place, or nothing."""
    pins = [
        Pin(
            each.place.x,
            each.place.y,
            each.number,
            f"{each.number} {label_of(each, language)}",
            loud=each.is_urgent or each.pressure is Pressure.OVERDUE,
        )
        for each in found
        if each.place is not None
    ]
    if not pins:
        return ""
    label = WORDS["desk_map"].format(count=len(pins)).to(language)
    return vicinity.draw_pins(session, pins, label)


def common(session: CommuneSession, now: datetime) -> list[Suspicion]:
    """Return what several reports may have as their cause."""
    return suspicions.suspicions(session, now)


def cause_picture(
    session: CommuneSession, suspicion: Suspicion, now: datetime, language: str
) -> str:
    """Return a small map of what is suspected and of the reports that point to it, or nothing."""
    reports = desk.numbered(session, suspicion.reports, now)
    cause = suspicion.cause
    shape = _shape(session, cause.layer, cause.id) if cause else None
    places = [each.place for each in reports if each.place is not None]
    drawn = [shape[1]] if shape else []
    if not places:
        return ""
    frame = Frame.around([*places, *drawn], _LEAST_M)
    label = suspicion.sentence.to(language)
    layer = shape[0] if shape else next(iter(session.viewer.layers(session.catalogue)))
    svg = vicinity.draw_place(session, frame, label, layer, drawn)
    pins = [
        Pin(each.place.x, each.place.y, each.number, f"{each.number} {label_of(each, language)}")
        for each in reports
        if each.place is not None
    ]
    return vicinity.with_pins(svg, frame, pins)


def picture(session: CommuneSession, sheet: Sheet, language: str) -> str:
    """Return a map of a report's place and the assets that it means, or nothing."""
    place = sheet.filed.place
    found = [shape for layer, id_, _ in sheet.links if (shape := _shape(session, layer, id_))]
    known = [each for each in (place, *(shape for _, shape in found)) if each is not None]
    if not known:
        return ""
    marks = [] if place is None else [Ellipse(place.x, place.y, _REACH_M, _REACH_M)]
    frame = Frame.around([*known, *(each.box for each in marks)], _LEAST_M)
    label = f"{sheet.filed.number} {label_of(sheet.filed, language)}"
    layer = found[0][0] if found else next(iter(session.viewer.layers(session.catalogue)))
    shapes = [shape for _, shape in found]
    return vicinity.draw_place(session, frame, label, layer, shapes, marks)


def _shape(session: CommuneSession, layer: Layer, asset: Any) -> Any:
    try:
        return layer, assets.get(session, layer, asset).geometry
    except UnknownAsset:
        return None


def meant(session: CommuneSession, sheet: Sheet) -> list[Meant]:
    """Return the assets that a report means; those that are gone are left out."""
    found = []
    for layer, identity, relation in sheet.links:
        try:
            asset = assets.get(session, layer, identity)
        except UnknownAsset:
            continue
        code = layer.field_of(FieldRole.CODE)
        told = asset.properties.get(code.name) if code else None
        found.append(Meant(layer, str(identity), str(told or identity), relation == "confirmed"))
    return found


def near_codes(session: CommuneSession, sheet: Sheet, known: Sequence[Meant]) -> list[str]:
    """Return the numbers of assets around that may have this fault."""
    place = sheet.filed.place
    if place is None or sheet.filed.fault is None:
        return []
    codes = {each.code for each in known}
    return [
        each.code
        for each in nearby.candidates(session, place, limit=20)
        if each.code not in codes
        and sheet.filed.service_code in {fault.code for fault in each.layer.faults}
    ][:_NEAR]


def timeline(session: CommuneSession, sheet: Sheet, language: str) -> list[Event]:
    """Return what became of a report, the first thing first, with who did it."""
    found = moves.history(session, sheet.filed.id)
    actors = moves.actors(session, sheet.filed.id)
    names = asset_history.names_of(session, {each for each in actors.values() if each})
    fixed = {
        Mover.CITIZEN: WORDS["desk_by_citizen"].to(language),
        Mover.TIME: WORDS["desk_by_time"].to(language),
    }
    return [
        Event(
            each.at,
            each.after,
            fixed.get(each.mover) or names.get(actors.get(each.id) or "", ""),
            reason_word(each.reason, language),
            each.sentence,
        )
        for each in found
    ]


def reason_word(reason: str | None, language: str) -> str:
    """Return a reason in words."""
    return REASON_WORDS[reason].to(language) if reason in REASON_WORDS else reason or ""


def reasons(target: State, language: str) -> list[tuple[str, str]]:
    """Return the reasons for which a report may come to a state."""
    return [(each, reason_word(each, language)) for each in REASONS.get(target, ())]


def templates(
    session: CommuneSession, sheet: Sheet, target: State, values: Mapping[str, str | None]
) -> list[tuple[Answer, str]]:
    """Return the answers for a state with their words, filled, in the reporter's language."""
    language = tongue(sheet)
    return [
        (each, answers.filled(each.to(language), values))
        for each in desk_settings.answers_of(session)
        if each.target is target
    ]


def tongue(sheet: Sheet) -> str:
    """Return the language in which to answer."""
    return sheet.filed.language if sheet.filed.language in TONGUES else "fr"


def target_day(session: CommuneSession, sheet: Sheet, now: datetime) -> date:
    """Return until when something can be promised: the deadline or, once it is over, anew."""
    due = sheet.expected_at or sheet.filed.due
    if due <= now:
        days = deadlines.days_of(session.catalogue, desk_settings.deadlines(session))
        due = now + timedelta(days=days.get(sheet.filed.service_code, 14))
    return local_time.day(due)


def places(
    sheet: Sheet, known: Sequence[Meant], original: str | None, day: date
) -> dict[str, str | None]:
    """Return what the placeholders of answers stand for."""
    return {
        "number": sheet.filed.number,
        "fault": label_of(sheet.filed, tongue(sheet)),
        "asset": known[0].code if known else None,
        "date": local_date(day, tongue(sheet)),
        "agency": sheet.agency,
        "original": original,
    }


def alike(session: CommuneSession, sheet: Sheet) -> list[Likeness]:
    """Return open reports that came before and may tell of the same."""
    filed = sheet.filed
    asset = sheet.links[0][1] if sheet.links else None
    place = filed.place if isinstance(filed.place, Point) else None
    found = duplicates.alike(session, filed.service_code, asset, place, filed.requested_at)
    return [each for each in found if each.number < filed.number]


def passed_on(session: CommuneSession, sheet: Sheet) -> tuple[Handover, str] | None:
    """Return where a report was handed over to, and what that body is called."""
    found = handover.find(session, sheet.filed.id)
    if found is None or sheet.filed.state is not State.FORWARDED:
        return None
    body = handover.body_of(session, found)
    return found, body.name if body else found.body
