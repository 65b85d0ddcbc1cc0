"""What the inbox shows: what waits for a decision, each with both sides and a small map."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from shapely import Point
from shapely.geometry.base import BaseGeometry

from api.pages import values
from api.pages.assets import form as asset_form
from api.pages.assets import history as asset_history
from api.pages.assets import view as asset_view
from api.pages.assets.form import Entry
from api.pages.assets.view import Teller, capital
from api.pages.review.items import PAGE, Asked, Detail, Item, Line
from api.pages.words import WORDS
from field_capture import proposals, review
from field_capture.captures import conflicts, held_photos
from field_capture.captures.conflicts import Conflict
from field_capture.captures.merge import GEOMETRY
from field_capture.captures.naming import named
from field_capture.proposals import Proposal
from field_capture.review import KINDS, Waiting
from gis import assets
from gis.assets import Asset
from gis.errors import Issue, Severity, UnknownAsset, UnknownThing
from gis.maps import vicinity
from gis.maps.vicinity import Ellipse, Frame, Marks
from gis.quality import listing
from gis.quality.listing import Listed, Wanted
from gis.session import CommuneSession
from layers.spec import FieldRole, Layer

_MOST = 500  # looked through for what is assigned to somebody
_LEAST_M = 40.0
_SEVERITIES = {
    "correction": Severity.NOTE,
    "conflict": Severity.WARNING,
    "capture": Severity.WARNING,
}


def key_of(text: str) -> tuple[str, UUID]:
    """Return the kind and id of a key.

    Raises
    ------
    UnknownThing
    """
    kind, _, identity = text.partition(".")
    what = "page"
    if kind not in KINDS:
        raise UnknownThing(what, text[:60])
    try:
        return kind, UUID(identity)
    except ValueError:
        raise UnknownThing(what, text[:60]) from None


def counts(session: CommuneSession, now: datetime) -> dict[str, int]:
    """Return how many items of each kind wait, whatever is asked for."""
    issues = sum(each.open for each in listing.counted(session, Wanted(), now))
    return {**review.counted(session), "issue": issues}


def items(session: CommuneSession, asked: Asked, now: datetime, language: str) -> list[Item]:
    """Return the items that are asked for, corrections first, then captures, then issues."""
    limit = _MOST if asked.mine else PAGE
    found: list[Item] = []
    for kind in KINDS:
        if asked.kind not in (None, kind):
            continue
        if asked.severity not in (None, _SEVERITIES.get(kind, asked.severity)):
            continue
        found += _ITEMS[kind](session, asked, now, limit, language)
    assigned = review.assigned(session, [(each.kind, each.id) for each in found])
    names = asset_history.names_of(session, set(assigned.values()))
    if asked.mine:
        me = session.viewer.actor
        found = [each for each in found if assigned.get((each.kind, each.id)) == me][:PAGE]
    return [
        replace(each, assignee=names.get(assigned.get((each.kind, each.id), ""), ""))
        for each in found
    ]


def _corrections(
    session: CommuneSession, asked: Asked, _: datetime, limit: int, language: str
) -> list[Item]:
    found = proposals.listed(session, layer=asked.layer, after=asked.after, limit=limit)
    return [_correction(session, each, language) for each in found]


def _correction(session: CommuneSession, found: Proposal, language: str) -> Item:
    changed = [capital(found.layer.by_name[name].label.to(language)) for name in found.changes]
    if found.geometry is not None:
        changed.insert(0, WORDS["asset_position"].to(language))
    try:
        asset = assets.get(session, found.layer, found.asset)
        code, version = _code(asset), asset.version
    except UnknownAsset:
        code, version = str(found.asset)[:8], 0
    told = f"{', '.join(changed)}: {found.reason}"
    note = Severity.NOTE
    return Item("correction", found.id, found.layer, code, note, found.at, told, found, version)


def _captures(
    session: CommuneSession, asked: Asked, _: datetime, limit: int, language: str
) -> list[Item]:
    found = review.captures(session, layer=asked.layer, after=asked.after, limit=limit)
    return [_capture(session, each, language) for each in found]


def _capture(session: CommuneSession, found: Waiting, language: str) -> Item:
    told = " ".join(_reason(session, found.layer, each, language) for each in found.reasons)
    field = found.layer.field_of(FieldRole.CODE)
    code = str(found.values.get(field.name, "")) if field else ""
    code = code or WORDS["review_new"].to(language)
    warning = Severity.WARNING
    return Item("capture", found.id, found.layer, code, warning, found.received_at, told, found)


def _reason(session: CommuneSession, layer: Layer, issue: Issue, language: str) -> str:
    return named(issue, session.viewer, layer).sentence.to(language)


def _issues(
    session: CommuneSession, asked: Asked, now: datetime, limit: int, language: str
) -> list[Item]:
    wanted = Wanted(severity=asked.severity, layer=asked.layer)
    found = listing.listed(session, wanted, now, after=asked.after, limit=limit)
    return [_issue(each, language) for each in found]


def _issue(found: Listed, language: str) -> Item:
    return Item(
        "issue",
        found.id,
        found.layer,
        str(found.details["asset"]),
        found.rule.severity,
        found.first_at,
        found.sentence.to(language),
        found,
    )


def _conflicts(
    session: CommuneSession, asked: Asked, _: datetime, limit: int, language: str
) -> list[Item]:
    found = conflicts.listed(session, layer=asked.layer, after=asked.after, limit=limit)
    return [_conflict(session, each, language) for each in found]


def _conflict(session: CommuneSession, found: Conflict, language: str) -> Item:
    try:
        asset = assets.get(session, found.layer, found.asset)
        code, version = _code(asset), asset.version
    except UnknownAsset:
        code, version = str(found.asset)[:8], 0
    name = WORDS["asset_position"].to(language)
    if found.field != GEOMETRY:
        field = found.layer.by_name.get(found.field)
        name = capital(field.label.to(language)) if field else found.field
    told = WORDS["review_conflict_told"].format(field=name).to(language)
    warning = Severity.WARNING
    return Item("conflict", found.id, found.layer, code, warning, found.at, told, found, version)


_ITEMS = {
    "correction": _corrections,
    "conflict": _conflicts,
    "capture": _captures,
    "issue": _issues,
}


def find(session: CommuneSession, key: str, now: datetime, language: str) -> Item:
    """Return one item that waits, whatever is asked for otherwise.

    Raises
    ------
    UnknownThing, AlreadyDecided
    """
    kind, identity = key_of(key)
    match kind:
        case "correction":
            found = _correction(session, proposals.get(session, identity), language)
        case "conflict":
            found = _conflict(session, conflicts.waiting(session, identity), language)
        case "capture":
            found = _capture(session, review.waiting(session, identity), language)
        case _:
            found = _issue(listing.get(session, identity, now), language)
    assignee = review.assigned(session, [(kind, identity)]).get((kind, identity), "")
    names = asset_history.names_of(session, {assignee})
    return replace(found, assignee=names.get(assignee, ""))


def detail(session: CommuneSession, item: Item, language: str) -> Detail:
    """Return everything by which somebody decides about an item."""
    match item.source:
        case Proposal():
            return _of_correction(session, item, item.source, language)
        case Conflict():
            return _of_conflict(session, item, item.source, language)
        case Waiting():
            return _of_capture(session, item, item.source, language)
        case Listed():
            return _of_issue(session, item, item.source, language)


def _of_correction(session: CommuneSession, item: Item, found: Proposal, language: str) -> Detail:
    author = asset_history.names_of(session, {found.actor})[found.actor]
    try:
        asset = assets.get(session, found.layer, found.asset)
    except UnknownAsset:
        return Detail(item, None, item.code, 0, [], [found.reason], author, "")
    visits = asset_view.visits(session, asset, language)
    marks = Marks(
        [found.geometry] if found.geometry is not None else [],
        [each.ellipse for each in visits.rows],
        visits.best,
    )
    moved = ""
    if found.geometry is not None:
        moved = values.metres(asset.geometry.hausdorff_distance(found.geometry), language)
    return Detail(
        item=item,
        asset=asset,
        code=item.code,
        version=asset.version,
        lines=_lines(session, found.layer, asset.properties, found.changes, language),
        reasons=[found.reason],
        author=author,
        picture=vicinity.draw(session, asset, _label(item, language), marks),
        visits=visits,
        entries=_entries(session, asset, found.changes, language, set(found.changes)),
        moved=moved,
        since=asset.version != found.version,
    )


def _of_conflict(session: CommuneSession, item: Item, found: Conflict, language: str) -> Detail:
    """Return both values of a conflict: of a field in words, of a place on the map."""
    author = asset_history.names_of(session, {found.actor})[found.actor]
    proposed = {} if found.field == GEOMETRY else {found.field: found.theirs}
    place = conflicts.place(session, found)
    lines = _lines(session, found.layer, {found.field: found.ours}, proposed, language)
    reasons = [item.told]
    if not found.writable:
        reasons.append(WORDS["review_field_gone"].format(field=found.field).to(language))
        lines = [Line(found.field, _undeclared(found.ours), _undeclared(found.theirs))]
    try:
        asset = assets.get(session, found.layer, found.asset)
    except UnknownAsset:
        picture = "" if place is None else _place(session, item, place, {}, language)
        return Detail(item, None, item.code, 0, lines, reasons, author, picture)
    if not found.writable:
        picture = vicinity.draw(session, asset, _label(item, language))
        return Detail(item, asset, item.code, asset.version, lines, reasons, author, picture)
    moved = ""
    if place is not None:
        moved = values.metres(asset.geometry.hausdorff_distance(place), language)
    return Detail(
        item=item,
        asset=asset,
        code=item.code,
        version=asset.version,
        lines=_lines(session, found.layer, asset.properties, proposed, language),
        reasons=[item.told],
        author=author,
        picture=vicinity.draw(
            session, asset, _label(item, language), Marks([] if place is None else [place])
        ),
        entries=_entries(session, asset, proposed, language, set(proposed)),
        moved=moved,
    )


def _of_capture(session: CommuneSession, item: Item, found: Waiting, language: str) -> Detail:
    near = None
    if isinstance(found.geometry, Point):
        near = assets.nearest(session, found.layer, found.geometry, found.layer.snap_m)
    beside = near[0] if near else None
    now: Mapping[str, Any] = beside.properties if beside else {}
    stand_in = Asset(found.layer, found.id, 0, found.geometry, dict(found.values))
    return Detail(
        item=item,
        asset=beside,
        code=_code(beside) if beside else "",
        version=0,
        lines=_lines(session, found.layer, now, found.values, language),
        reasons=[_reason(session, found.layer, each, language) for each in found.reasons],
        author="",
        picture=_place(session, item, found.geometry, found.fix, language),
        entries=_entries(session, stand_in, found.values, language, None),
        photos=[(each.id, each.caption or each.name) for each in held_photos.of(session, found.id)],
    )


def _of_issue(session: CommuneSession, item: Item, found: Listed, language: str) -> Detail:
    try:
        asset = assets.get(session, found.layer, found.asset)
    except UnknownAsset:
        asset = None
    picture = vicinity.draw(session, asset, _label(item, language)) if asset else ""
    source = f"{capital(found.rule.title.to(language))} ({found.rule.source})"
    return Detail(
        item=item,
        asset=asset,
        code=item.code,
        version=asset.version if asset else 0,
        lines=[],
        reasons=[item.told, source],
        author="",
        picture=picture,
    )


def _lines(
    session: CommuneSession,
    layer: Layer,
    now: Mapping[str, Any],
    proposed: Mapping[str, Any],
    language: str,
) -> list[Line]:
    tell = Teller(session, language, [(layer, now), (layer, proposed)])
    return [
        Line(
            capital(each.label.to(language)),
            tell(each, now.get(each.name)),
            tell(each, proposed[each.name]),
        )
        for each in session.viewer.fields(layer)
        if each.name in proposed
    ]


def _undeclared(value: Any) -> str:
    """Return a value that no field declares any more."""
    if value is None:
        return ""
    return value if isinstance(value, str) else orjson.dumps(value).decode()


def _entries(
    session: CommuneSession,
    asset: Asset,
    proposed: Mapping[str, Any],
    language: str,
    only: set[str] | None,
) -> list[Entry]:
    raw = asset_form.raw_of(session, asset.layer, {**asset.properties, **proposed})
    groups = asset_form.entries(session, asset, raw, (), language)
    found = [entry for _, entries in groups for entry in entries]
    if only is None:
        # What is not there yet needs no code of its own.
        found = [replace(e, required=asset.layer.by_name[e.name].required) for e in found]
    return [each for each in found if only is None or each.name in only]


def _place(
    session: CommuneSession,
    item: Item,
    geometry: BaseGeometry,
    fix: Mapping[str, Any],
    language: str,
) -> str:
    marks = []
    radius = fix.get("accuracy_m")
    lon, lat = fix.get("lon"), fix.get("lat")
    if radius and lon is not None and lat is not None:
        x, y = session.commune.operation.to_home(lon, lat)
        marks = [Ellipse(float(x), float(y), float(radius), float(radius))]
    elif radius and isinstance(geometry, Point):
        marks = [Ellipse(geometry.x, geometry.y, float(radius), float(radius))]
    frame = Frame.around([geometry, *(each.box for each in marks)], _LEAST_M)
    label = _label(item, language)
    return vicinity.draw_place(session, frame, label, item.layer, [geometry], marks)


def _label(item: Item, language: str) -> str:
    return WORDS["asset_picture"].format(code=item.code).to(language)


def _code(asset: Asset) -> str:
    code = asset.layer.field_of(FieldRole.CODE)
    return str(asset.properties.get(code.name) or asset.id) if code else str(asset.id)
