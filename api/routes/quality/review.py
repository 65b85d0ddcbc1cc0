"""The inbox: what waits for a decision in a commune, one by one or many at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from http import HTTPStatus
from typing import Annotated, Any
from urllib.parse import urlencode
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import RedirectResponse

from api.bodies import Sent
from api.context import blobs
from api.dependencies import ContextOf, Language, ReadSession, session_for
from api.pages import doors
from api.pages.assets import form as asset_form
from api.pages.orders import view as order_view
from api.pages.review import view as review_view
from api.pages.review.items import PAGE, Asked, Item
from api.pages.words import WORDS
from api.problems import status_of
from api.routes.assets.files import NEVER_RUN
from api.routes.workplace import HEADERS, page, told_error
from api.security import accounts
from field_capture import proposals, review
from field_capture.captures import conflicts, held_photos
from field_capture.captures.operations import Choice
from field_capture.review import KINDS
from field_capture.states.proposal import ProposalState
from gis import local_time
from gis.blobs import Blobs
from gis.errors import AlreadyDecided, Invalid, Issue, NetzkaartError, Severity, UnknownThing
from gis.photos import kind_of
from gis.quality import listing
from gis.session import CommuneSession
from gis.viewer import ACTIONS, Action

router = APIRouter(include_in_schema=False)

ReviewSession = Annotated[CommuneSession, Depends(session_for("review"), scope="function")]

_ACTIONS = ("accept", "mend", "reject", "assign")
_MOST = 200  # items at once
_FILTERS = ("kind", "layer", "severity", "mine", "after")


@dataclass(frozen=True)
class Refused:
    """An item that stays as it is, and why; the first is shown with what was typed."""

    key: str
    told: str
    status: HTTPStatus


@router.get("/{commune}/review")  # noqa: FAST003  the session takes the commune
def inbox(  # noqa: PLR0913  the parameters of the address
    request: Request,
    session: ReadSession,
    context: ContextOf,
    language: Language,
    kind: Annotated[str | None, Query(max_length=20)] = None,
    layer: Annotated[str | None, Query(max_length=40)] = None,
    severity: Annotated[str | None, Query(max_length=20)] = None,
    mine: Annotated[str | None, Query(max_length=1)] = None,
    after: Annotated[str | None, Query(max_length=40)] = None,
    item: Annotated[str | None, Query(max_length=60)] = None,
    told: Annotated[int | None, Query(ge=0, le=_MOST)] = None,
) -> Response:
    """Show what waits, and the chosen one with everything by which it is decided."""
    session.viewer.must(Action.EDIT)
    given = dict(zip(_FILTERS, (kind, layer, severity, mine, after), strict=True))
    done = WORDS["review_told"].format(count=told).to(language) if told is not None else ""
    return _inbox(request, session, language, context.now(), given, item, done=done)


def _asked(session: CommuneSession, given: Mapping[str, str | None]) -> Asked:
    """Return what filters mean; one that means nothing is none."""
    kind, severity, after = given.get("kind"), given.get("severity"), given.get("after")
    try:
        last = UUID(after) if after else None
    except ValueError:
        last = None
    return Asked(
        kind if kind in KINDS else None,
        session.layer(given["layer"] or "") if given.get("layer") else None,
        Severity(severity) if severity in set(Severity) else None,
        given.get("mine") == "1",
        last,
    )


def _inbox(  # noqa: PLR0913  what a page shows
    request: Request,
    session: CommuneSession,
    language: str,
    now: datetime,
    given: Mapping[str, str | None],
    key: str | None,
    *,
    done: str = "",
    refused: Sequence[Refused] = (),
    reason: str = "",
) -> Response:
    asked = _asked(session, given)
    items = review_view.items(session, asked, now, language)
    chosen = _chosen(session, items, key, now, language)
    keys = [each.key for each in items]
    at = keys.index(chosen.key) if chosen and chosen.key in keys else -1
    query = {name: value for name, value in given.items() if value and name != "after"}
    layers = session.viewer.layers(session.catalogue)
    last = items[-1] if asked.kind and len(items) == PAGE and not asked.mine else None
    return page(
        request,
        "review.html",
        language,
        status=refused[0].status if refused else HTTPStatus.OK,
        commune=session.commune,
        workplace=doors.place(session.commune, session.viewer, doors.REVIEW),
        counts=review_view.counts(session, now),
        worn=order_view.worn(session, now, language),
        kinds=KINDS,
        severities=list(Severity),
        layers=[(each.name, each.label.to(language)) for each in layers],
        asked=asked,
        query=urlencode(query),
        here=f"/{session.commune.name}/review?{urlencode({**query, 'lang': language})}",
        items=items,
        chosen=chosen,
        detail=review_view.detail(session, chosen, language) if chosen else None,
        following=keys[at + 1] if 0 <= at < len(keys) - 1 else "",
        previous=keys[at - 1] if at > 0 else "",
        last=last.id if last else None,
        people=people_of(session),
        me=session.viewer.actor,
        done=done,
        refused=refused,
        reason=reason,
    )


def _chosen(
    session: CommuneSession, items: Sequence[Item], key: str | None, now: datetime, language: str
) -> Item | None:
    """Return the item that is looked at: the one asked for, else the first."""
    if key:
        try:
            return review_view.find(session, key, now, language)
        except (UnknownThing, AlreadyDecided):
            pass
    return items[0] if items else None


def people_of(session: CommuneSession) -> list[tuple[str, str]]:
    """Return those who may decide, by actor."""
    return [
        (actor, name)
        for actor, name, role in accounts.colleagues(session.connection, session.commune.name)
        if Action.EDIT in ACTIONS[role]
    ]


@router.get("/{commune}/review/photos/{photo}")  # noqa: FAST003  likewise
def held_photo(
    photo: UUID,
    session: ReadSession,
    context: ContextOf,
    thumb: Annotated[bool, Query()] = False,  # noqa: FBT002
) -> Response:
    """Return a photo of a capture that waits."""
    data = held_photos.read(session, photo, blobs(context, session.commune.name), thumb=thumb)
    kind = "image/png" if kind_of(data) == "png" else "image/jpeg"
    return Response(data, media_type=kind, headers=NEVER_RUN)


@router.post("/{commune}/review")  # noqa: FAST003  the session takes the commune
def decide(
    request: Request,
    session: ReviewSession,
    context: ContextOf,
    language: Language,
    form: Sent,
) -> Response:
    """Decide about the items that were chosen; each one stands for itself.

    What cannot be done is told with its reason, everything else is done all the same.
    """
    session.viewer.must(Action.EDIT)
    now = context.now()
    wanted = [each[:60] for each in form.get("item", [])][:_MOST]
    action = form.get("action", [""])[0]
    if action not in _ACTIONS or not wanted:
        raise Invalid([Issue("review_nothing", "item")])
    refused, done = [], 0
    for key in wanted:
        try:
            with session.connection.begin_nested():
                DO[action](session, key, form, now)
                if action in ("accept", "mend"):
                    _give_photos(session, key, blobs(context, session.commune.name), now)
            done += 1
        except NetzkaartError as error:
            refused.append(Refused(key, told_error(error, language), status_of(error)))
    given = {name: form.get(name, [""])[0] for name in _FILTERS}
    following = form.get("following", [""])[0][:60]
    if refused:
        reason = form.get("reason", [""])[0]
        shown = refused[0].key
        told = WORDS["review_told"].format(count=done).to(language) if done else ""
        return _inbox(
            request, session, language, now, given, shown,
            done=told, refused=refused, reason=reason,
        )  # fmt: skip
    kept = {name: value for name, value in given.items() if value and name != "after"}
    if len(wanted) == 1 and action == "assign":
        following = wanted[0]
    onward = urlencode({**kept, "item": following, "told": done, "lang": language})
    address = f"/{session.commune.name}/review?{onward}#told"
    return RedirectResponse(address, HTTPStatus.SEE_OTHER, headers=HEADERS)


def _give_photos(session: CommuneSession, key: str, files: Blobs, now: datetime) -> None:
    """Let the photos of a capture follow it, whatever has become of the tablet."""
    kind, identity = review_view.key_of(key)
    if kind == review.KIND:
        layer = review.layer_of(session, identity)
        held_photos.hand_over(session, layer, identity, files, now)


Form = Mapping[str, Sequence[str]]


def _accept(session: CommuneSession, key: str, form: Form, now: datetime) -> None:
    kind, identity = review_view.key_of(key)
    match kind:
        case "correction":
            proposals.accept(session, identity, _version(form, key), now)
        case "conflict":
            seen = _version(form, key)
            conflicts.resolve(session, identity, Choice.THEIRS, now, version=seen)
        case "capture":
            review.accept(session, identity, now)
        case _:
            raise Invalid([Issue("review_issue_accept", "item")])


def _version(form: Form, key: str) -> int:
    """Return the version of the asset that was shown; none is like an old one."""
    text = (form.get(f"version.{key}") or [""])[0]
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0  # noqa: PLR2004


def _mend(session: CommuneSession, key: str, form: Form, now: datetime) -> None:
    kind, identity = review_view.key_of(key)
    if kind == "correction":
        layer = proposals.get(session, identity).layer
    elif kind == "conflict":
        layer = conflicts.waiting(session, identity).layer
    elif kind == "capture":
        layer = review.waiting(session, identity).layer
    else:
        raise Invalid([Issue("review_issue_accept", "item")])
    given = asset_form.sent(session, layer, form)
    if kind == "capture":
        given = {name: texts for name, texts in given.items() if texts}
    found, issues = asset_form.read(session, layer, given)
    if issues:
        raise Invalid(issues)
    if kind == "correction":
        proposals.accept(session, identity, _version(form, key), now, found)
    elif kind == "conflict":
        field = conflicts.waiting(session, identity).field
        if field not in found:
            raise Invalid([Issue("missing", field)])
        third, seen = _json(found[field]), _version(form, key)
        conflicts.resolve(session, identity, Choice.VALUE, now, value=third, version=seen)
    else:
        review.accept(session, identity, now, {n: _json(v) for n, v in found.items()})


def _json(value: Any) -> Any:
    """Return a value as a capture has it: dates and ids are texts."""
    plain = value is None or isinstance(value, bool | int | float | str | list)
    return value if plain else str(value)


def _reject(session: CommuneSession, key: str, form: Form, now: datetime) -> None:
    kind, identity = review_view.key_of(key)
    reason = (form.get("reason") or [""])[0]
    match kind:
        case "correction":
            proposals.close(session, identity, ProposalState.REJECTED, reason, now)
        case "conflict":
            reason = proposals.reasoned(reason)
            conflicts.resolve(session, identity, Choice.OURS, now, reason=reason)
        case "capture":
            review.reject(session, identity, reason, now)
        case _:
            reason = proposals.reasoned(reason)
            listing.waive(session, identity, reason, now, until(form))


def until(form: Form) -> datetime | None:
    """Return when a waiver ends: with the day that was chosen, by the commune's clock.

    Raises
    ------
    Invalid
    """
    text = (form.get("until") or [""])[0].strip()
    if not text:
        return None
    try:
        day = datetime.fromisoformat(text).date()
    except ValueError:
        raise Invalid([Issue("not_a_date", "until", details={"value": text[:40]})]) from None
    return datetime.combine(day, time.max, local_time.ZONE)


def _assign(session: CommuneSession, key: str, form: Form, now: datetime) -> None:
    known = {session.viewer.actor, *(actor for actor, _ in people_of(session))}
    wanted = (form.get("assignee") or [""])[0]
    kind, identity = review_view.key_of(key)
    review.assign(session, (kind, identity), wanted if wanted in known else None, now)


DO = {"accept": _accept, "mend": _mend, "reject": _reject, "assign": _assign}
"""What a form can do to an item."""
