"""What is taken into a work order: found by words, picked on a map, or what may be the same."""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request, Response
from shapely import Point

from api.dependencies import Language, ReadSession
from api.pages import doors
from api.pages.assets.new import LOOKS, View, first_view
from api.pages.orders import view as order_view
from api.pages.words import WORDS
from api.pages.words.orders import REPORT_STATES
from api.routes.orders.pages import Number
from api.routes.orders.service import find
from api.routes.workplace import page
from field_capture.orders import candidates, work_order
from field_capture.orders.candidates import Joinable
from field_capture.reports import nearby
from field_capture.reports.nearby import Candidate
from field_capture.states.order import EDITORS, OrderMoveNotAllowed
from gis.maps import vicinity
from gis.maps.vicinity import Ellipse
from gis.search import search
from gis.session import CommuneSession

router = APIRouter(prefix="/{commune}/orders/{order}", include_in_schema=False)

_ACROSS_M = 140.0
_CLOSEST_M, _WIDEST_M = 40.0, 4000.0
_MOST = 12
_MARK_M = 1.2

Axis = Annotated[float | None, Query()]


@router.get("/add")
def adding(  # noqa: PLR0913  the parameters of the address
    order: Number,
    request: Request,
    session: ReadSession,
    language: Language,
    q: Annotated[str, Query(max_length=200)] = "",
    x: Axis = None,
    y: Axis = None,
    across: Axis = None,
) -> Response:
    """Show what may join an order, to be chosen with ticks."""
    found = find(session, order)
    if not EDITORS[found.state] & work_order.movers(session):
        raise OrderMoveNotAllowed(found.state.value, found.state.value, "-")
    view = _view(x, y, across) or _first(session, found)
    here, reach = Point(view.x, view.y), view.across_m / 2
    things = nearby.candidates(
        session, here, limit=_MOST, level=session.viewer.level, reach_m=min(reach, 150.0)
    )
    about = [each.id for each in things]
    reports = candidates.around(session, found.state, here, reach, about)[:_MOST]
    return page(
        request,
        "order_add.html",
        language,
        commune=session.commune,
        workplace=doors.place(session.commune, session.viewer, doors.ORDERS),
        order=found,
        q=q,
        found=search(session, q, _MOST) if q.strip() else [],
        reports_found=candidates.found(session, found.state, q),
        reports=reports,
        things=things,
        groups=candidates.groups(session, found.state),
        told=lambda each: _told(session, each, language),
        key=order_view.asset_key,
        picture=_picture(session, view, reports, things, language),
        view=view,
        looks=[(look, _query(view.moved(look), language)) for look in LOOKS],
        there=lambda each: _query(_at(session, each.lat, each.lon), language),
    )


def _view(x: float | None, y: float | None, across: float | None) -> View | None:
    if x is None or y is None or not (math.isfinite(x) and math.isfinite(y)):
        return None
    wide = across if across is not None and math.isfinite(across) else _ACROSS_M
    view = View(x, y, min(max(wide, _CLOSEST_M), _WIDEST_M))
    return view if max(abs(x), abs(y)) < 1e8 else None  # noqa: PLR2004  metres: beyond every plane


def _first(session: CommuneSession, order: work_order.Order) -> View:
    """Return the view around an order's first stop, else around the middle of the commune."""
    stops = work_order.stops(session, order.id)
    if stops:
        return View(stops[0].place.x, stops[0].place.y, _ACROSS_M)
    middle = first_view(session, "")
    return View(middle.x, middle.y, _ACROSS_M)


def _at(session: CommuneSession, lat: float, lon: float) -> View:
    east, north = session.commune.operation.to_home(lon, lat)
    return View(float(east), float(north), _ACROSS_M / 2)


def _query(view: View, language: str) -> str:
    told = {"x": f"{view.x:.1f}", "y": f"{view.y:.1f}", "across": f"{view.across_m:.0f}"}
    return urlencode({"lang": language} | told)


def _told(session: CommuneSession, each: Joinable, language: str) -> str:
    what = order_view.fault(session.catalogue, each.service_code, language)
    where = f" · {each.near}" if each.near else ""
    away = f" · {each.away_m:.0f} m" if each.away_m is not None else ""
    return f"{each.number} · {what} ({REPORT_STATES[each.state.value].to(language)}){where}{away}"


def _picture(
    session: CommuneSession,
    view: View,
    reports: Sequence[Joinable],
    things: Sequence[Candidate],
    language: str,
) -> str:
    """Return the small map: its middle marked, reports and assets numbered as in the lists."""
    frame, label = view.frame, WORDS["order_add_map"].to(language)
    layer = session.viewer.layers(session.catalogue)[0]
    mark = Ellipse(view.x, view.y, _MARK_M, _MARK_M)
    svg = vicinity.draw_place(session, frame, label, layer, marks=[mark])
    places = [*((each.place, "report") for each in reports), *((t.place, "thing") for t in things)]
    numbers = []
    for number, (place, kind) in enumerate(places, 1):
        if place is None:
            continue
        left, top = frame.at(place.x, place.y)
        numbers.append(
            f'<g class="number {kind}" transform="translate({left} {top})"><circle r="13"/>'
            f'<text y="5" text-anchor="middle">{escape(str(number))}</text></g>'
        )
    return svg.removesuffix("</svg>") + "".join(numbers) + "</svg>"
