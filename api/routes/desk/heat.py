"""Where and when people report: a map that is played, the same as squares and as a table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api.dependencies import ContextOf, Language, ReadSession
from api.pages import doors
from api.pages.desk import view as desk_view
from api.pages.templating import local_date
from api.pages.words import WORDS
from api.routes.workplace import HEADERS, page
from field_capture.desk import heat as report_heat
from field_capture.desk.heat import SPOT_M, SQUARE_M, Cell, Looked, Period, Status
from gis.maps import vicinity
from gis.maps.heat_map import HeatPage, Spot, heat_page
from gis.maps.vicinity import Square
from gis.session import CommuneSession
from gis.viewer import Action

router = APIRouter(include_in_schema=False)

_MOST_ROWS = 300

Word = Annotated[str, Query(max_length=60)]


@router.get("/{commune}/reports/heat")  # noqa: FAST003  the session takes the commune
def heat(  # noqa: PLR0913  the parameters of the address
    request: Request,
    session: ReadSession,
    context: ContextOf,
    language: Language,
    period: Word = "",
    status: Word = "",
    service: Word = "",
) -> Response:
    """Show where reports came from, step by step of a period."""
    session.viewer.must(Action.SEE_REPORTS)
    now = context.now()
    looked = Looked(
        period=Period(period) if period in set(Period) else Period.YEAR,
        status=Status(status) if status in set(Status) else Status.ALL,
        service=service if session.catalogue.fault(service) else None,
    )
    steps = report_heat.steps(looked.period, now)
    squares = report_heat.cells(session, looked, now, SQUARE_M)
    drawn = _map(session, report_heat.cells(session, looked, now, SPOT_M), steps, looked, language)
    answer = page(
        request,
        "desk_heat.html",
        language,
        commune=session.commune,
        workplace=doors.place(session.commune, session.viewer, doors.DESK),
        categories=desk_view.categories(session, language),
        periods=list(Period),
        statuses=list(Status),
        looked=looked,
        drawn=drawn,
        steps=steps,
        squares=_squares(session, squares, steps, language),
        cells=sorted(squares, key=lambda each: (-each.count, each.begins))[:_MOST_ROWS],
        name=lambda day: _name(day, looked.period, language),
        size=SQUARE_M,
        count=sum(each.count for each in squares),
    )
    answer.headers.update(HEADERS)
    return answer


def _map(
    session: CommuneSession,
    cells: Sequence[Cell],
    steps: Sequence[date],
    looked: Looked,
    language: str,
) -> HeatPage | None:
    if not cells:
        return None
    places: dict[tuple[float, float], dict[int, int]] = defaultdict(dict)
    for each in cells:
        middle = each.east + SPOT_M / 2, each.north + SPOT_M / 2
        places[middle][steps.index(each.begins)] = each.count
    east, north = zip(*places, strict=True)
    lon, lat = session.commune.operation.to_wgs84(list(east), list(north))
    spots = [
        Spot(round(float(y), 6), round(float(x), 6), counts)
        for x, y, counts in zip(lon, lat, places.values(), strict=True)
    ]
    names = [_name(each, looked.period, language) for each in steps]
    return heat_page(session, language, spots, names)


def _squares(
    session: CommuneSession, cells: Sequence[Cell], steps: Sequence[date], language: str
) -> str:
    counts: dict[tuple[float, float], dict[str, int]] = defaultdict(dict)
    for each in cells:
        counts[each.east, each.north][str(steps.index(each.begins))] = each.count
    if not counts:
        return ""
    squares = [Square(east, north, told) for (east, north), told in counts.items()]
    most = max(sum(each.counts.values()) for each in squares)
    label = WORDS["desk_heat_map"].to(language)
    return vicinity.draw_heat(session, squares, SQUARE_M, most, label)


def _name(day: date, period: Period, language: str) -> str:
    """Return what a step is called: a month, the week that begins on a day, a day."""
    if period is Period.YEAR:
        return f"{day:%m/%Y}"
    if period is Period.QUARTER:
        told = WORDS["desk_heat_week"].format(day=local_date(day, language))
        return told.to(language)
    return local_date(day, language)
