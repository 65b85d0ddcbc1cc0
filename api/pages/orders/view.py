"""What the pages of work orders show: where each stop is in words, what was reported there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from api.pages.assets.view import capital
from api.pages.templating import local_date
from api.pages.words import WORDS
from api.pages.words.orders import REPORT_STATES
from field_capture.desk.suspicions import suspicions
from field_capture.orders import failures, work_order
from field_capture.orders import words as order_words
from field_capture.orders.failures import Worn
from field_capture.orders.work_order import Order, Reported, Stop
from field_capture.states.order import Outcome, StopState
from gis import addresses, local_time, relations
from gis.maps import vicinity
from gis.relations import Related
from gis.session import CommuneSession
from layers.spec import Catalogue, Layer

_WORN_SHOWN = 6


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A report of a stop, in words."""

    number: str
    told: str
    state: str


@dataclass(frozen=True, slots=True)
class StopLine:
    """A stop, in words."""

    stop: Stop
    number: int
    asset: Related | None
    title: str
    where: str
    outcome: str
    reports: Sequence[ReportLine]
    open: bool


@dataclass(frozen=True, slots=True)
class WornLine:
    """An asset that fails too often, in words."""

    asset: Related
    title: str
    told: str


@dataclass(frozen=True, slots=True)
class Belonging:
    """Reports that one cause may have."""

    told: str
    numbers: Sequence[str]


def fault(catalogue: Catalogue, code: str, language: str) -> str:
    """Return what is reported, in words."""
    for layer in catalogue.values():
        for each in layer.faults:
            if each.code == code:
                return capital(each.label.to(language))
    return code


def stops(session: CommuneSession, order: Order, language: str) -> list[StopLine]:
    """Return the stops of an order that the viewer may see, in words."""
    found = work_order.stops(session, order.id)
    named = relations.referred(
        session, [(s.layer.name, s.asset) for s in found if s.layer and s.asset]
    )
    numbers = iter(range(1, len(found) + 1))
    return [
        _stop(session, each, _named(named, each), 0 if _gone(each) else next(numbers), language)
        for each in found
    ]


def _gone(stop: Stop) -> bool:
    return stop.state is StopState.CANCELLED


def _named(named: Mapping[tuple[str, UUID], Related], stop: Stop) -> Related | None:
    return named.get((stop.layer.name, stop.asset)) if stop.layer and stop.asset else None


def _stop(
    session: CommuneSession, stop: Stop, asset: Related | None, number: int, language: str
) -> StopLine:
    where = addresses.nearest(session, stop.place) or ""
    label = capital(asset.layer.label.to(language)) if asset else ""
    outcome = stop.outcome and order_words.OUTCOMES[Outcome(stop.outcome)].to(language)
    reports = [_report(session, each, language) for each in stop.reports]
    return StopLine(
        stop=stop,
        number=number,
        asset=asset,
        title=f"{asset.code} · {label}" if asset else where or WORDS["order_stop"].to(language),
        where=where if asset else "",
        outcome=outcome or "",
        reports=reports,
        open=stop.state is StopState.OPEN,
    )


def _report(session: CommuneSession, report: Reported, language: str) -> ReportLine:
    return ReportLine(
        report.number,
        fault(session.catalogue, report.service_code, language),
        REPORT_STATES[report.state.value].to(language),
    )


def picture(session: CommuneSession, lines: Sequence[StopLine], language: str) -> str:
    """Return the small map of the stops and the way between them."""
    shown = [each for each in lines if each.number]
    if not shown:
        return ""
    places = [(each.stop.place, str(each.number), not each.open) for each in shown]
    return vicinity.draw_route(session, WORDS["order_map"].to(language), places)


def worn(
    session: CommuneSession, now: datetime, language: str, asset: UUID | None = None
) -> list[WornLine]:
    """Return the assets whose replacement is proposed, and why."""
    found = failures.worn(session, now, asset)[:_WORN_SHOWN]
    named = relations.referred(session, [(each.layer, each.asset) for each in found])
    return [
        _worn(named[each.layer, each.asset], each, language)
        for each in found
        if (each.layer, each.asset) in named
    ]


def _worn(asset: Related, found: Worn, language: str) -> WornLine:
    since = [local_time.day(each.since) for each in found.failures]
    days = ", ".join(local_date(day, language) for day in since)
    told = WORDS["order_worn_told"].format(count=len(found.failures), days=days).to(language)
    return WornLine(asset, f"{asset.code} · {capital(asset.layer.label.to(language))}", told)


def belonging(session: CommuneSession, now: datetime, language: str) -> list[Belonging]:
    """Return which open reports one cause may have."""
    return [
        Belonging(each.sentence.to(language), each.reports) for each in suspicions(session, now)
    ]


def asset_key(layer: Layer, asset: UUID) -> str:
    """Return how a form names an asset."""
    return f"{layer.name}:{asset}"
