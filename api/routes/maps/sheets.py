"""The map as a PDF at a true scale."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response

from api.dependencies import ContextOf, Language, ReadSession
from api.ogc.parameters import EVERYWHERE, known_by
from gis import local_time, map_view
from gis.database import journal
from gis.errors import Invalid, Issue
from gis.maps import paper
from gis.session import CommuneSession
from layers.spec import Layer

router = APIRouter(include_in_schema=False)

_OWN = EVERYWHERE | {"lon", "lat", "scale", "paper", "orientation", "layers", "title"}


@router.get("/{commune}/map.pdf")  # noqa: FAST003  the session takes the commune
def sheet(  # noqa: PLR0913  what tells one sheet from another
    request: Request,
    session: ReadSession,
    context: ContextOf,
    language: Language,
    lon: Annotated[float, Query(ge=-180, le=180)],
    lat: Annotated[float, Query(ge=-85, le=85)],
    scale: Annotated[int, Query(ge=paper.SCALES[0], le=paper.SCALES[-1])] = 1000,
    format_: Annotated[Literal["A4", "A3"], Query(alias="paper")] = "A4",
    orientation: Literal["landscape", "portrait"] = "landscape",
    layers: Annotated[str, Query(max_length=2000)] = "",
    title: Annotated[str, Query(max_length=80)] = "",
) -> Response:
    """Return the sheet around a place, with the layers, colours and filters of the map."""
    given = [each for each in request.query_params.multi_items() if each[0] not in _OWN]
    view = map_view.read(session.catalogue, session.viewer, given)
    known_by(journal.head(session), view.revision)
    x, y = session.commune.operation.to_home(lon, lat)
    found = paper.render(
        session,
        paper.Sheet(float(x), float(y), scale, format_, orientation == "landscape"),
        _layers(session, layers),
        view,
        language,
        title=title.strip(),
        today=local_time.day(context.now()),
    )
    name = f"{session.commune.name}-{scale}.pdf"
    headers = {
        "Cache-Control": "private, no-store",
        "Content-Disposition": f'inline; filename="{name}"',
    }
    return Response(found, media_type="application/pdf", headers=headers)


def _layers(session: CommuneSession, names: str) -> tuple[Layer, ...]:
    """Return the layers that are named, all where none is; each one that the viewer may see."""
    if not names:
        return session.viewer.layers(session.catalogue)
    if len(names.split(",")) > len(session.catalogue):
        raise Invalid([Issue("parameter_repeated", "layers")])
    return tuple(session.layer(name) for name in dict.fromkeys(names.split(",")))
