"""Pages that split a line of a network in two, and join two that meet: seen first, then done."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response
from shapely import Point

from api.bodies import Sent
from api.dependencies import Language, ReadSession, session_for
from api.pages.assets import lines as asset_lines
from api.pages.assets import view as asset_view
from api.problems import status_of
from api.routes.assets.edits import Desk, desk_of, version_of
from api.routes.assets.pages import code_of, frame
from api.routes.workplace import page
from gis import assets, line_edits, placing
from gis.coordinates_text import positions
from gis.errors import Invalid, Issue, NetzkaartError, StaleVersion, UnknownAsset
from gis.line_edits import JOIN, SPLIT, JoinPlan
from gis.placing import Node
from gis.session import CommuneSession

router = APIRouter(prefix="/{commune}/assets/{layer}/{asset}", include_in_schema=False)

SplitSession = Annotated[CommuneSession, Depends(session_for(SPLIT), scope="function")]
JoinSession = Annotated[CommuneSession, Depends(session_for(JOIN), scope="function")]
Where = Annotated[str, Query(max_length=100)]


@router.get("/split")
def split_page(  # noqa: PLR0913  the parameters of the address
    layer: str,
    asset: str,
    request: Request,
    session: ReadSession,
    language: Language,
    position: Where = "",
) -> Response:
    """Show where a line can be split, and what a split at a place would do."""
    desk = _desk(request, session, layer, asset, language)
    return _split_page(desk, position)


def _desk(request: Request, session: CommuneSession, layer: str, asset: str, language: str) -> Desk:
    desk = desk_of(request, session, layer, asset, language)
    line_edits.must_be_line(desk.asset.layer)
    return desk


def _split_page(desk: Desk, position: str, refused: NetzkaartError | None = None) -> Response:
    plan, error = None, refused
    if position:
        try:
            plan = line_edits.plan_split(desk.session, desk.asset, _place(desk, position))
        except Invalid as found:
            error = error or found
    return page(
        desk.request,
        "asset_split.html",
        desk.language,
        status=status_of(error) if error else HTTPStatus.OK,
        **_common(desk),
        position=position,
        wrong=_sentences(error, desk.language),
        nodes=line_edits.nodes_on(desk.session, desk.asset),
        plan=plan,
        parts=asset_lines.parts(desk.asset, plan, desk.language) if plan else [],
        picture=asset_lines.split_picture(desk.session, desk.asset, plan, desk.language),
    )


def _common(desk: Desk) -> dict[str, Any]:
    return {
        **frame(desk.session, desk.asset.layer),
        "asset": desk.asset,
        "base": desk.base,
        "code": code_of(desk.asset),
        "label": asset_view.capital(desk.asset.layer.label.to(desk.language)),
    }


def _sentences(error: NetzkaartError | None, language: str) -> list[str]:
    if isinstance(error, Invalid):
        return [each.sentence.to(language) for each in error.issues]
    return [error.sentence.to(language)] if error else []


def _place(desk: Desk, text: str) -> Point | Node:
    found = positions(text, desk.session.commune)
    if found:
        _, lon, lat = found[0]
        return Point(*desk.session.commune.operation.to_home(lon, lat))
    node = placing.node_named(desk.session, desk.asset.layer, text.strip())
    if node is None:
        raise Invalid([Issue("not_a_place", desk.word("asset_position"), details={"value": text})])
    return node


@router.post("/split")
def split(  # noqa: PLR0913  the parameters of the address
    layer: str,
    asset: str,
    request: Request,
    session: SplitSession,
    language: Language,
    form: Sent,
) -> Response:
    """Split the line where its page has shown it."""
    desk = _desk(request, session, layer, asset, language)
    version = version_of(form, desk.asset)
    position = form.get("position", [""])[0][:100]
    try:
        with session.connection.begin_nested():
            at = _place(desk, position)
            line_edits.split(session, desk.asset.layer, desk.asset.id, version, at)
    except (Invalid, StaleVersion) as error:
        return _split_page(desk, position, error)
    return desk.onward("split")


@router.get("/join")
def join_page(  # noqa: PLR0913  the parameters of the address
    layer: str,
    asset: str,
    request: Request,
    session: ReadSession,
    language: Language,
    other: Where = "",
) -> Response:
    """Show what a line meets, and both sides of what would become one."""
    return _join_page(_desk(request, session, layer, asset, language), other)


def _join_page(
    desk: Desk,
    other: str,
    chosen: Mapping[str, UUID] | None = None,
    refused: NetzkaartError | None = None,
) -> Response:
    plan, error = None, refused
    if other:
        try:
            plan = _join_plan(desk, other)
        except Invalid as found:
            error = error or found
    meeting = [
        (code_of(each), each.geometry.length)
        for each in line_edits.meeting(desk.session, desk.asset)
    ]
    return page(
        desk.request,
        "asset_join.html",
        desk.language,
        status=status_of(error) if error else HTTPStatus.OK,
        **_common(desk),
        other=other,
        wrong=_named(desk, error),
        meeting=[(name, asset_lines.metres(length, desk.language)) for name, length in meeting],
        plan=plan,
        sides=asset_lines.sides(desk.session, plan, chosen or {}, desk.language) if plan else [],
        kept=code_of(plan.kept) if plan else "",
        goes=code_of(plan.other) if plan else "",
        length=asset_lines.metres(plan.seam.line.length, desk.language) if plan else "",
        picture=asset_lines.join_picture(desk.session, desk.asset, plan, desk.language),
    )


def _named(desk: Desk, error: NetzkaartError | None) -> list[str]:
    """Return what is wrong, with fields by their labels."""
    if isinstance(error, Invalid):
        return asset_lines.told(desk.asset.layer, error.issues, desk.language)
    return _sentences(error, desk.language)


def _join_plan(desk: Desk, other: str) -> JoinPlan:
    found = assets.find_by_code(desk.session, desk.asset.layer, other.strip())
    if found is None:
        raise Invalid([Issue("join_itself", "other", details={"other": other})])
    return line_edits.plan_join(desk.session, desk.asset, found)


@router.post("/join")
def join(  # noqa: PLR0913  the parameters of the address
    layer: str,
    asset: str,
    request: Request,
    session: JoinSession,
    language: Language,
    form: Sent,
) -> Response:
    """Join the two lines as their page has shown it."""
    desk = _desk(request, session, layer, asset, language)
    version = version_of(form, desk.asset)
    other = form.get("other", [""])[0][:100]
    decided = asset_lines.decided(form)
    try:
        with session.connection.begin_nested():
            plan = _join_plan(desk, other)
            theirs = plan.other if plan.kept.id == desk.asset.id else plan.kept
            versions = {
                desk.asset.id: version,
                theirs.id: version_of(form, theirs, "other_version"),
            }
            kept = line_edits.join(session, plan, versions, decided)
    except (Invalid, StaleVersion, UnknownAsset) as error:
        return _join_page(desk, other, decided, error)
    return Desk(request, session, language, kept).onward("joined")
