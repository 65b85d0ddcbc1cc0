"""The page of one asset: what it is, what belongs to it, who saw it, what became of it."""

from __future__ import annotations

from datetime import datetime
from http import HTTPStatus
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from api.context import blobs
from api.dependencies import ContextOf, Language, ReadSession
from api.language import language_of
from api.pages import doors
from api.pages.assets import form as asset_form
from api.pages.assets import gallery as asset_gallery
from api.pages.assets import history as asset_history
from api.pages.assets import view as asset_view
from api.pages.assets.history import Story
from api.pages.assets.inspections import inspections
from api.pages.orders import view as order_view
from api.pages.words import WORDS
from api.routes.assets.items import asset_id
from api.routes.workplace import notice_of, page
from field_capture.orders import work_order
from field_capture.states.order import MAKERS
from field_capture.states.report import MOVERS
from gis import assets, line_edits
from gis.assets import Asset
from gis.errors import UnknownAsset
from gis.maps import vicinity
from gis.maps.vicinity import Marks
from gis.session import CommuneSession
from gis.validation.applies import misplaced
from gis.viewer import Action, ViewerRole
from layers.spec import FieldRole, Layer

router = APIRouter(prefix="/{commune}/assets/{layer}/{asset}", include_in_schema=False)

_TOLD = ("added", "saved", "same", "moved", "undone", "removed", "split", "joined", "proposed")


@router.get("")
def asset_page(  # noqa: PLR0913  the parameters of the address
    layer: str,
    asset: str,
    request: Request,
    session: ReadSession,
    context: ContextOf,
    language: Language,
    before: Annotated[int | None, Query(ge=1, le=2**62)] = None,
    told: str = "",
) -> HTMLResponse:
    """Show an asset as the viewer may see it; one that was deleted by its history alone."""
    declared = session.layer(layer)
    identity = asset_id(declared, asset)
    known = session.viewer.role is not ViewerRole.ANYONE
    try:
        found = assets.get(session, declared, identity)
    except UnknownAsset:
        if not known:
            raise
        story = asset_history.story(session, declared, identity, language, before)
        return _gone_page(request, session, declared, identity, story, told)
    story = Story((), None)
    if known:
        story = asset_history.story(session, declared, identity, language, before)
    values = _values(session, found, language, story)
    store = blobs(context, session.commune.name)
    values["inspections"] = inspections(session, found, language) if known else []
    values["files"] = asset_gallery.gallery(session, found, store, context.settings.max_file_bytes)
    values |= _orders(session, identity, context.now(), language)
    return page(request, "asset.html", language, **values, told=told_word(told, language))


def _orders(session: CommuneSession, asset: UUID, now: datetime, language: str) -> dict[str, Any]:
    """Return the work orders about an asset, for whoever works with them."""
    if not session.viewer.may(Action.SEE_REPORTS):
        return {"orders": (), "worn": (), "may_order": False}
    may_order = bool(MOVERS[session.viewer.role] & MAKERS)
    return {
        "orders": work_order.listed(session, asset=asset, limit=20),
        "worn": order_view.worn(session, now, language, asset) if may_order else (),
        "may_order": may_order,
    }


def told_word(told: str, language: str) -> str:
    """Return what the page says of what was just done."""
    return WORDS[f"asset_told_{told}"].to(language) if told in _TOLD else ""


def _values(session: CommuneSession, asset: Asset, language: str, story: Story) -> dict[str, Any]:
    visits = asset_view.visits(session, asset, language)
    earlier = [each.was for each in story.changes if each.was is not None]
    marks = Marks(earlier, [each.ellipse for each in visits.rows], visits.best)
    return {
        **frame(session, asset.layer),
        "asset": asset,
        "code": code_of(asset),
        "notes": _notes(session, asset, language),
        "may_split": line_edits.may_be_split(asset.layer),
        "notice": notice_of(session, language),
        "label": asset_view.capital(asset.layer.label.to(language)),
        "groups": asset_view.attributes(session, asset, language),
        "place": asset_view.place(session, asset.geometry, language),
        "picture": picture(session, asset, language, marks),
        "marks": marks,
        "view": asset_view.map_view(session, asset.geometry),
        "referring": asset_view.referring(session, asset, language),
        "visits": visits,
        "story": story,
    }


def _notes(session: CommuneSession, asset: Asset, language: str) -> list[str]:
    """Return what is odd about the values, to those who could mend or propose it."""
    if not session.viewer.may(Action.PROPOSE):
        return []
    found = asset_form.sentences(asset.layer, misplaced(asset.layer, asset.properties), language)
    return [text for texts in found.values() for text in texts]


def frame(session: CommuneSession, layer: Layer) -> dict[str, Any]:
    """Return what every page of an asset needs."""
    return {
        "commune": session.commune,
        "workplace": doors.place(session.commune, session.viewer),
        "layer": layer,
        "may_edit": session.viewer.may(Action.EDIT),
        "may_propose": session.viewer.may(Action.PROPOSE),
    }


def code_of(asset: Asset) -> str:
    """Return the name that people have for an asset."""
    code = asset.layer.field_of(FieldRole.CODE)
    return str(asset.properties.get(code.name) or asset.id) if code else str(asset.id)


def picture(
    session: CommuneSession, asset: Asset, language: str, marks: Marks | None = None
) -> str:
    """Return the small map of an asset."""
    label = WORDS["asset_picture"].format(code=code_of(asset)).to(language)
    return vicinity.draw(session, asset, label, marks)


def _gone_page(  # noqa: PLR0913  what a page shows
    request: Request,
    session: CommuneSession,
    layer: Layer,
    asset: UUID,
    story: Story,
    told: str,
) -> HTMLResponse:
    language = language_of(request)
    last = story.changes[0].lines if story.changes else ()
    label = layer.field_of(FieldRole.CODE)
    wanted = asset_view.capital(label.label.to(language)) if label else ""
    code = next((each.old for each in last if each.label == wanted), "")
    return page(
        request,
        "asset_gone.html",
        language,
        status=HTTPStatus.GONE,
        **frame(session, layer),
        identity=asset,
        code=code or asset_view.capital(layer.label.to(language)),
        story=story,
        told=told_word(told, language),
    )
