"""Forms that change an asset, move it, remove it and undo what was done to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Request, Response
from fastapi.responses import RedirectResponse

from api.bodies import Sent
from api.dependencies import Language, ReadSession, session_for
from api.pages.assets import conflict as asset_conflict
from api.pages.assets import form as asset_form
from api.pages.assets import history as asset_history
from api.pages.assets import move as asset_move
from api.pages.assets import view as asset_view
from api.pages.assets.form import Raw
from api.pages.words import WORDS
from api.problems import status_of
from api.routes.assets.items import EditSession, asset_id
from api.routes.assets.pages import code_of, frame, picture
from api.routes.workplace import HEADERS, page
from gis import assets
from gis.assets import Asset
from gis.errors import (
    CodeTaken,
    Invalid,
    Issue,
    StaleVersion,
    StillReferred,
    UndoRefused,
    VersionMissing,
)
from gis.history import source_of
from gis.line_edits import ONE_STEP
from gis.session import CommuneSession
from gis.undo import Target, undo
from gis.viewer import Action
from layers.spec import FieldRole

router = APIRouter(prefix="/{commune}/assets/{layer}/{asset}", include_in_schema=False)

_GONE_STATUS = "removed"  # of what was dismantled, in the code list of every status
_VERSIONS = 2**31


UndoSession = Annotated[CommuneSession, Depends(session_for("undo"), scope="function")]


@dataclass(frozen=True)
class Desk:
    """One asset, and the one who changes it."""

    request: Request
    session: CommuneSession
    language: str
    asset: Asset

    @property
    def base(self) -> str:
        """Address of the asset's page."""
        commune, layer = self.session.commune.name, self.asset.layer.name
        return f"/{commune}/assets/{layer}/{self.asset.id}"

    def onward(self, told: str, anchor: str = "") -> Response:
        """Go to the asset's page, which says what was done."""
        address = f"{self.base}?lang={self.language}&told={told}{anchor}"
        return RedirectResponse(address, HTTPStatus.SEE_OTHER, headers=HEADERS)

    def word(self, name: str, **details: Any) -> str:
        """Return a sentence of the form."""
        return WORDS[name].format(**details).to(self.language)

    def now(self) -> Desk:
        """Return the same with the asset as it stands by now."""
        asset = assets.get(self.session, self.asset.layer, self.asset.id)
        return replace(self, asset=asset)


@dataclass(frozen=True)
class Draft:
    """What somebody typed and what is wrong with it; empty for a form that was just opened."""

    raw: Raw | None = None
    version: int | None = None
    issues: Sequence[Issue] = ()
    position: str = ""
    corner: int = 0
    move_wrong: str = ""
    far: str = ""
    end_wrong: str = ""
    status: HTTPStatus = HTTPStatus.OK


def desk_of(  # noqa: PLR0913  whose desk, with what on it
    request: Request,
    session: CommuneSession,
    layer: str,
    asset: str,
    language: str,
    action: Action = Action.EDIT,
) -> Desk:
    """Return an asset at the desk of somebody who may do this with it."""
    session.viewer.must(action)
    declared = session.layer(layer)
    found = assets.get(session, declared, asset_id(declared, asset))
    return Desk(request, session, language, found)


@router.get("/edit")
def edit_page(
    layer: str, asset: str, request: Request, session: ReadSession, language: Language
) -> Response:
    """Show the form of an asset."""
    return _edit_page(desk_of(request, session, layer, asset, language), Draft())


@router.get("/move")
@router.get("/end")
@router.get("/undo")
def step_page(
    layer: str, asset: str, request: Request, session: ReadSession, language: Language
) -> Response:
    """Lead whoever opens the address of an answer again to where its form stands."""
    desk = desk_of(request, session, layer, asset, language)
    step = request.url.path.rpartition("/")[2]
    where = f"?lang={language}#history" if step == "undo" else f"/edit?lang={language}#{step}"
    return RedirectResponse(desk.base + where, HTTPStatus.SEE_OTHER, headers=HEADERS)


def _edit_page(desk: Desk, draft: Draft) -> Response:
    session, asset, language = desk.session, desk.asset, desk.language
    raw = asset_form.raw_of(session, asset.layer, asset.properties)
    groups = asset_form.entries(session, asset, raw | (draft.raw or {}), draft.issues, language)
    named = {entry.name for _, entries in groups for entry in entries}
    wrong = asset_form.sentences(asset.layer, draft.issues, language)
    other = [text for name, texts in wrong.items() if name not in named for text in texts]
    return page(
        desk.request,
        "asset_edit.html",
        language,
        status=draft.status,
        **frame(session, asset.layer),
        asset=asset,
        base=desk.base,
        code=code_of(asset),
        label=asset_view.capital(asset.layer.label.to(language)),
        groups=groups,
        wrong_count=len(wrong),
        wrong_entries=[entry for _, entries in groups for entry in entries if entry.wrong],
        other=other,
        draft=draft,
        version=draft.version or asset.version,
        picture=picture(session, asset, language) if asset_move.movable(asset) else "",
        clickable=asset.geometry.geom_type == "Point",
        corners=asset_move.corners(asset, language),
        example=asset_move.example(session, asset),
        accuracy=_accuracy(groups, asset),
        retired=_retired(desk),
    )


def _accuracy(groups: Sequence[tuple[str, Sequence[asset_form.Entry]]], asset: Asset) -> Any:
    """Return the fields that say how well a position is known: another one may be less."""
    roles = (FieldRole.ACCURACY_HORIZONTAL, FieldRole.SURVEY_METHOD)
    wanted = {found.name for role in roles if (found := asset.layer.field_of(role))}
    return [entry for _, entries in groups for entry in entries if entry.name in wanted]


def _retired(desk: Desk) -> str:
    """Return the label of the status of what was dismantled; empty where that cannot be said."""
    status = desk.asset.layer.field_of(FieldRole.STATUS)
    if status is None or status.codes is None or _GONE_STATUS not in status.codes.values:
        return ""
    if desk.asset.properties.get(status.name) == _GONE_STATUS:
        return ""
    return status.codes[_GONE_STATUS].label.to(desk.language)


def version_of(form: Mapping[str, Sequence[str]], asset: Asset, name: str = "version") -> int:
    """Return the version of an asset that a form was made from."""
    text = form.get(name, [""])[0]
    if not (text.isascii() and text.isdigit() and 0 < int(text[:12]) < _VERSIONS):
        raise VersionMissing(asset.version)
    return int(text)


@router.post("/edit")
def edit(  # noqa: PLR0913  the parameters of the address
    layer: str,
    asset: str,
    request: Request,
    session: EditSession,
    language: Language,
    form: Sent,
) -> Response:
    """Save what was changed in the form; where somebody else was faster, let choose."""
    desk = desk_of(request, session, layer, asset, language)
    version = version_of(form, desk.asset)
    given = asset_form.sent(session, desk.asset.layer, form)
    if "merging" in form:
        given = asset_conflict.chosen(form, given)
    for _ in range(2):
        since = asset_conflict.meanwhile(session, desk.asset, version)
        base = asset_conflict.base_of(session, desk.asset, since)
        mine = asset_form.touched(given, base)
        values, issues = asset_form.read(session, desk.asset.layer, mine)
        if issues:
            return _edit_page(desk, _refused(given, version, issues))
        if not values:
            return desk.onward("same")
        if version < desk.asset.version:
            return _conflict_page(desk, mine, base, since)
        try:
            assets.change(session, desk.asset.layer, desk.asset.id, version, properties=values)
        except StaleVersion:
            desk = desk.now()
            continue
        except Invalid as error:
            return _edit_page(desk, _refused(given, version, error.issues))
        except CodeTaken as error:
            return _edit_page(desk, _code_taken(desk, given, version, error))
        return desk.onward("saved")
    raise StaleVersion(layer, desk.asset.id, version, desk.asset.version)


def _refused(given: Raw, version: int, issues: Sequence[Issue]) -> Draft:
    return Draft(given, version, issues, status=HTTPStatus.UNPROCESSABLE_ENTITY)


def _code_taken(desk: Desk, given: Raw, version: int, error: CodeTaken) -> Draft:
    code = desk.asset.layer.field_of(FieldRole.CODE)
    issue = Issue("code_taken", code.name if code else "", details=vars(error))
    return Draft(given, version, [issue], status=status_of(error))


def _conflict_page(desk: Desk, mine: Raw, base: Raw, since: asset_conflict.Meanwhile) -> Response:
    session, asset, language = desk.session, desk.asset, desk.language
    to_choose, untouched = asset_conflict.sides(session, asset, mine, base, language)
    if not to_choose:
        return desk.onward("same")  # the others wrote just the same
    return page(
        desk.request,
        "asset_conflict.html",
        language,
        status=HTTPStatus.PRECONDITION_FAILED,
        **frame(session, asset.layer),
        asset=asset,
        base=desk.base,
        code=code_of(asset),
        sides=to_choose,
        untouched=untouched,
        changes=asset_history.told(session, asset.layer, since.changes, language),
    )


@router.post("/move")
def move(  # noqa: PLR0913  the parameters of the address
    layer: str,
    asset: str,
    request: Request,
    session: EditSession,
    language: Language,
    form: Sent,
) -> Response:
    """Move a point of an asset to coordinates; what is far is confirmed first."""
    desk = desk_of(request, session, layer, asset, language)
    version = version_of(form, desk.asset)
    position, corner = (form.get(name, [""])[0].strip() for name in ("position", "corner"))
    draft = Draft(
        position=position,
        corner=int(corner) if corner.isascii() and corner.isdigit() and len(corner) < 5 else 0,  # noqa: PLR2004
        raw=asset_form.sent(session, desk.asset.layer, form),
        status=HTTPStatus.UNPROCESSABLE_ENTITY,
    )
    wanted = asset_move.move(session, desk.asset, position, draft.corner)
    if wanted is None:
        example = asset_move.example(session, desk.asset)
        told = desk.word("form_not_coordinates", value=position[:60], example=example)
        return _edit_page(desk, replace(draft, move_wrong=told))
    if wanted.far and "sure" not in form:
        distance = asset_move.told(wanted.distance_m, language)
        limit = asset_move.told(asset_move.FAR_M, language)
        told = desk.word("form_far", distance=distance, limit=limit)
        return _edit_page(desk, replace(draft, move_wrong=told, far=distance))
    base = asset_form.raw_of(session, desk.asset.layer, desk.asset.properties)
    mine = asset_form.touched(draft.raw or {}, base)
    values, issues = asset_form.read(session, desk.asset.layer, mine)
    if issues:
        return _edit_page(desk, replace(draft, move_wrong=_all(desk, issues)))
    try:
        assets.change(
            session,
            desk.asset.layer,
            desk.asset.id,
            version,
            properties=values,
            geometry=wanted.geometry,
        )
    except StaleVersion as error:
        told = desk.word("form_stale_move")
        return _edit_page(desk.now(), replace(draft, move_wrong=told, status=status_of(error)))
    except Invalid as error:
        return _edit_page(desk, replace(draft, move_wrong=_all(desk, error.issues)))
    return desk.onward("moved")


def _all(desk: Desk, issues: Sequence[Issue]) -> str:
    found = asset_form.sentences(desk.asset.layer, issues, desk.language)
    return " ".join(text for texts in found.values() for text in texts)


@router.post("/end")
def end(  # noqa: PLR0913  the parameters of the address
    layer: str,
    asset: str,
    request: Request,
    session: EditSession,
    language: Language,
    form: Sent,
) -> Response:
    """Give what was dismantled its status, or delete what was never there."""
    desk = desk_of(request, session, layer, asset, language)
    version = version_of(form, desk.asset)
    how = form.get("how", [""])[0]
    status = desk.asset.layer.field_of(FieldRole.STATUS)
    try:
        if how == "retire" and status is not None:
            values = {status.name: _GONE_STATUS}
            assets.change(session, desk.asset.layer, desk.asset.id, version, properties=values)
            return desk.onward("saved")
        if how == "delete" and "sure" in form:
            assets.remove(session, desk.asset.layer, desk.asset.id, version)
            return desk.onward("removed")
    except (StaleVersion, StillReferred) as error:
        told = error.sentence.to(language)
        return _edit_page(desk.now(), Draft(end_wrong=told, status=status_of(error)))
    told = desk.word("form_delete_unsure")
    return _edit_page(desk, Draft(end_wrong=told, status=HTTPStatus.UNPROCESSABLE_ENTITY))


@router.post("/undo")
def undo_change(  # noqa: PLR0913  the parameters of the address
    layer: str,
    asset: str,
    request: Request,
    session: UndoSession,
    language: Language,
    revision: Annotated[int, Form(ge=1, le=2**62)],
) -> Response:
    """Set back what a revision changed of this asset, or tell what is in the way."""
    session.viewer.must(Action.EDIT)
    declared = session.layer(layer)
    identity = asset_id(declared, asset)
    base = f"/{session.commune.name}/assets/{declared.name}/{identity}"
    target = Target(revision, revision, declared, identity)
    if source_of(session, revision) in ONE_STEP:
        target = Target(revision, revision)
    try:
        undo(session, target)
    except UndoRefused as error:
        return page(
            request,
            "asset_undo.html",
            language,
            status=status_of(error),
            **frame(session, declared),
            base=base,
            reasons=_reasons(session, error, language),
            since=asset_history.since(session, declared, identity, revision, language),
        )
    address = f"{base}?lang={language}&told=undone#history"
    return RedirectResponse(address, HTTPStatus.SEE_OTHER, headers=HEADERS)


def _reasons(session: CommuneSession, error: UndoRefused, language: str) -> list[str]:
    """Return what is in the way of an undo, with people's names and layers' labels."""
    issues = error.issues
    names = asset_history.names_of(session, {str(each.details.get("actor")) for each in issues})
    told = []
    for each in issues:
        details = dict(each.details)
        if "actor" in details:
            details["actor"] = names.get(details["actor"], details["actor"])
        layer, _, code = each.path.partition(" ")
        known = session.catalogue.get(layer)
        path = f"{asset_view.capital(known.label.to(language))} {code}" if known else each.path
        told.append(replace(each, path=path, details=details).sentence.to(language))
    return told
