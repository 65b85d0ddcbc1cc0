"""Adding an asset in the browser: by a click into a small map, by coordinates or between nodes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import RedirectResponse

from api.bodies import Sent
from api.dependencies import ContextOf, Language, ReadSession, session_for
from api.pages import doors
from api.pages.assets import form as asset_form
from api.pages.assets import new as asset_new
from api.pages.assets import view as asset_view
from api.pages.assets.form import Raw
from api.pages.assets.new import View
from api.pages.words import WORDS
from api.problems import status_of
from api.routes.assets.pages import frame
from api.routes.workplace import HEADERS, page
from gis import assets, placing
from gis.coordinates_text import positions
from gis.errors import CodeTaken, Invalid, Issue, UnknownAsset
from gis.placing import Placed
from gis.session import CommuneSession
from gis.viewer import Action
from layers.spec import FieldRole, GeometryKind, Layer

router = APIRouter(prefix="/{commune}/assets", include_in_schema=False)

NewSession = Annotated[CommuneSession, Depends(session_for("edit"), scope="function")]
At = Annotated[str, Query(max_length=100)]


@dataclass(frozen=True)
class Draft:
    """What somebody typed and what is wrong with it."""

    view: View
    identity: UUID = field(default_factory=assets.new_id)
    raw: Raw = field(default_factory=dict)
    position: str = ""
    where: Placed = field(default_factory=lambda: Placed(None))
    issues: Sequence[Issue] = ()
    told: str = ""
    status: HTTPStatus = HTTPStatus.OK


@router.get("/new")
def choose(request: Request, session: ReadSession, language: Language, at: At = "") -> Response:
    """Let choose what is added."""
    session.viewer.must(Action.CAPTURE)
    return page(
        request,
        "asset_choose.html",
        language,
        commune=session.commune,
        workplace=doors.place(session.commune, session.viewer),
        themes=asset_new.themes(session),
        at=at,
    )


@router.get("/{layer}/new")
def new_page(  # noqa: PLR0913  the parameters of the address
    layer: str,
    request: Request,
    session: ReadSession,
    language: Language,
    at: At = "",
    told: str = "",
) -> Response:
    """Show the empty form of a layer, at a place of the map."""
    declared = _layer(session, layer)
    draft = Draft(asset_new.first_view(session, at), position=_first(session, declared, at))
    if told == "waiting":
        draft = Draft(draft.view, told=WORDS["new_waiting"].to(language))
    where = asset_new.placed(session, declared, {}, draft.position) if draft.position else None
    return _page(request, session, declared, language, draft, where)


def _first(session: CommuneSession, layer: Layer, at: str) -> str:
    """Return the position that an address brings along, for what is a point."""
    known = positions(at, session.commune) if at else []
    return known[0][0] if known and layer.geometry is GeometryKind.POINT else ""


def _layer(session: CommuneSession, name: str) -> Layer:
    session.viewer.must(Action.CAPTURE)
    layer = session.layer(name)
    if layer is session.catalogue.bounding():
        raise UnknownAsset(layer.name, "new")
    return layer


def _page(  # noqa: PLR0913  what a page shows
    request: Request,
    session: CommuneSession,
    layer: Layer,
    language: str,
    draft: Draft,
    where: Placed | None,
) -> Response:
    drawn = where.geometry if where else None
    view = draft.view.showing(drawn)
    stand_in = asset_new.stand_in(layer, view)
    found = asset_form.entries(session, stand_in, draft.raw, draft.issues, language)
    groups = asset_new.with_code(session, layer, found, language)
    wrong = asset_form.sentences(layer, draft.issues, language)
    named = {entry.name for _, entries in groups for entry in entries}
    return page(
        request,
        "asset_new.html",
        language,
        status=draft.status,
        **frame(session, layer),
        label=asset_view.capital(layer.label.to(language)),
        groups=groups,
        wrong_count=len(wrong),
        wrong_entries=[entry for _, entries in groups for entry in entries if entry.wrong],
        place_wrong=[text for name, texts in wrong.items() if name not in named for text in texts],
        draft=draft,
        view=view,
        several=layer.geometry is not GeometryKind.POINT,
        closed=layer.geometry is GeometryKind.AREA,
        nodes=" ".join(each.name for each in placing.node_layers(session, layer))
        if layer.geometry is GeometryKind.LINE
        else "",
        help=WORDS[asset_new.hint(layer)].to(language),
        example=_example(session, view),
        picture=asset_new.picture(session, layer, view, drawn, language),
        crew=not session.viewer.may(Action.EDIT),
    )


def _example(session: CommuneSession, view: View) -> str:
    lon, lat = session.commune.operation.to_wgs84(view.x, view.y)
    return f"{lat:.6f}, {lon:.6f} / {view.x:.2f} {view.y:.2f}"


@router.post("/{layer}/new")
def new(  # noqa: PLR0913  the parameters of the address
    layer: str,
    request: Request,
    session: NewSession,
    context: ContextOf,
    language: Language,
    form: Sent,
) -> Response:
    """Make the asset, or show again what was typed with all that is wrong."""
    declared = _layer(session, layer)
    given = asset_form.sent(session, declared, form)
    position = form.get("position", [""])[0][:20_000]
    where = asset_new.placed(session, declared, given, position)
    draft = Draft(
        asset_new.view_of(session, form), _identity(form), given, position, where,
        status=HTTPStatus.UNPROCESSABLE_ENTITY,
    )  # fmt: skip
    if "look" in form:
        draft = Draft(draft.view, draft.identity, given, position)
        return _page(request, session, declared, language, draft, where)
    if (there := _there(session, declared, draft.identity)) is not None:
        return there  # the same form sent twice
    values, issues = asset_new.read(session, declared, given, where)
    issues = [*where.issues, *issues]
    geometry = where.geometry
    if issues or geometry is None:
        return _refused(request, session, declared, language, draft, issues)
    try:
        made = asset_new.make(session, declared, geometry, values, draft.identity, context.now())
    except Invalid as error:
        return _refused(request, session, declared, language, draft, error.issues)
    except CodeTaken as error:
        code = declared.field_of(FieldRole.CODE)
        issue = Issue("code_taken", code.name if code else "", details=vars(error))
        return _refused(request, session, declared, language, draft, [issue], status_of(error))
    base = f"/{session.commune.name}/assets/{declared.name}"
    onward = f"{base}/{made.asset}?told=added" if made.asset else f"{base}/new?told=waiting"
    return RedirectResponse(f"{onward}&lang={language}", HTTPStatus.SEE_OTHER, headers=HEADERS)


def _refused(  # noqa: PLR0913  what a page shows
    request: Request,
    session: CommuneSession,
    layer: Layer,
    language: str,
    draft: Draft,
    issues: Sequence[Issue],
    status: HTTPStatus = HTTPStatus.UNPROCESSABLE_ENTITY,
) -> Response:
    shown = Draft(
        draft.view, draft.identity, draft.raw, draft.position, draft.where, issues, status=status
    )
    return _page(request, session, layer, language, shown, draft.where)


def _identity(form: dict[str, list[str]]) -> UUID:
    """Return the id that the form was given, by which it is known when it comes twice."""
    try:
        return UUID(form.get("id", [""])[0])
    except ValueError:
        return assets.new_id()


def _there(session: CommuneSession, layer: Layer, identity: UUID) -> Response | None:
    try:
        assets.get(session, layer, identity)
    except UnknownAsset:
        return None
    address = f"/{session.commune.name}/assets/{layer.name}/{identity}"
    return RedirectResponse(address, HTTPStatus.SEE_OTHER, headers=HEADERS)
