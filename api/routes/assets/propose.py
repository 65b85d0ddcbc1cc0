"""The form by which somebody proposes a correction who may not change an asset."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from api.bodies import Sent
from api.dependencies import ContextOf, Language, ReadSession, session_for
from api.pages.assets import form as asset_form
from api.pages.assets import move as asset_move
from api.pages.assets import view as asset_view
from api.pages.assets.form import Raw
from api.routes.assets.edits import Desk, desk_of, version_of
from api.routes.assets.pages import code_of, frame, picture
from api.routes.workplace import page
from field_capture import proposals
from gis.errors import Invalid, Issue
from gis.session import CommuneSession
from gis.viewer import Action

router = APIRouter(prefix="/{commune}/assets/{layer}/{asset}", include_in_schema=False)

ProposeSession = Annotated[CommuneSession, Depends(session_for("propose"), scope="function")]


@router.get("/propose")
def propose_page(
    layer: str, asset: str, request: Request, session: ReadSession, language: Language
) -> Response:
    """Show the form with the values as they are."""
    return _page(desk_of(request, session, layer, asset, language, Action.PROPOSE), {}, "", "", ())


def _page(desk: Desk, given: Raw, position: str, reason: str, issues: Sequence[Issue]) -> Response:
    session, asset, language = desk.session, desk.asset, desk.language
    raw = asset_form.raw_of(session, asset.layer, asset.properties)
    groups = asset_form.entries(session, asset, raw | given, issues, language)
    wrong = asset_form.sentences(asset.layer, issues, language)
    named = {entry.name for _, entries in groups for entry in entries}
    point = asset.geometry.geom_type == "Point"
    return page(
        desk.request,
        "asset_propose.html",
        language,
        status=HTTPStatus.UNPROCESSABLE_ENTITY if issues else HTTPStatus.OK,
        **frame(session, asset.layer),
        asset=asset,
        base=desk.base,
        code=code_of(asset),
        label=asset_view.capital(asset.layer.label.to(language)),
        groups=groups,
        wrong_count=len(wrong),
        wrong_entries=[entry for _, entries in groups for entry in entries if entry.wrong],
        other=[text for name, texts in wrong.items() if name not in named for text in texts],
        position=position,
        reason=reason,
        point=point,
        example=asset_move.example(session, asset),
        picture=picture(session, asset, language) if point else "",
    )


@router.post("/propose")
def propose(  # noqa: PLR0913  the parameters of the address
    layer: str,
    asset: str,
    request: Request,
    session: ProposeSession,
    context: ContextOf,
    language: Language,
    form: Sent,
) -> Response:
    """Keep what was proposed, or show again what was typed with all that is wrong."""
    desk = desk_of(request, session, layer, asset, language, Action.PROPOSE)
    version = version_of(form, desk.asset)
    given = asset_form.sent(session, desk.asset.layer, form)
    position, reason = (form.get(name, [""])[0].strip() for name in ("position", "reason"))
    base = asset_form.raw_of(session, desk.asset.layer, desk.asset.properties)
    values, issues = asset_form.read(session, desk.asset.layer, asset_form.touched(given, base))
    geometry = None
    if position:
        wanted = asset_move.move(session, desk.asset, position, 0)
        if wanted is None:
            issues.append(Issue("not_a_place", "geometry", details={"value": position[:40]}))
        else:
            geometry = wanted.geometry
    if not reason:
        issues.append(Issue("reason_needed", "reason"))
    if issues:
        return _page(desk, given, position, reason, issues)
    try:
        proposals.propose(
            session,
            desk.asset.layer,
            desk.asset.id,
            version,
            changes=values,
            geometry=geometry,
            reason=reason,
            now=context.now(),
        )
    except Invalid as error:
        return _page(desk, given, position, reason, error.issues)
    return desk.onward("proposed")
