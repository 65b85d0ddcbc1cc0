"""One report at the desk: everything about it, and everything that may be done with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from http import HTTPStatus
from typing import Annotated
from urllib.parse import urlencode
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse

from api.bodies import Sent
from api.dependencies import ContextOf, Language, ReadSession
from api.pages import doors
from api.pages.assets.history import names_of
from api.pages.desk import view as desk_view
from api.pages.words import WORDS
from api.problems import status_of
from api.routes.desk.inbox import FILTERS, DeskSession, listed, one
from api.routes.workplace import HEADERS, page, told_error
from api.security import accounts
from field_capture import proposals, review
from field_capture.desk import inbox as desk
from field_capture.desk import moderation
from field_capture.desk.inbox import Sheet
from field_capture.open311 import handover
from field_capture.reports import contacts, moves, notes
from field_capture.reports import photos as report_photos
from field_capture.reports import settings as desk_settings
from field_capture.reports.answers import Answer
from field_capture.reports.moves import Decision
from field_capture.states.report import State
from gis import local_time
from gis.errors import Invalid, Issue, NetzkaartError, UnknownThing
from gis.session import CommuneSession
from gis.viewer import ACTIONS, Action
from layers.spec import FieldRole

router = APIRouter(prefix="/{commune}/reports/{number}", include_in_schema=False)

Form = Mapping[str, Sequence[str]]
_GONE = "removed"  # of what is not there (any more), in the code list of every status
_TOLD = ("move", "saved", "proposed")


@router.get("")
def report_page(  # noqa: PLR0913  the parameters of the address
    number: str,
    request: Request,
    session: ReadSession,
    context: ContextOf,
    language: Language,
    to: Annotated[str, Query(max_length=20)] = "",
    answer: Annotated[str, Query(max_length=60)] = "",
    of: Annotated[str, Query(max_length=12)] = "",
    told: Annotated[str, Query(max_length=20)] = "",
) -> Response:
    """Show a report with everything by which somebody decides about it."""
    session.viewer.must(Action.SEE_REPORTS)
    typed = {"to": [to], "answer": [answer], "of": [of]}
    done = WORDS[f"desk_told_{told}"].to(language) if told in _TOLD else ""
    return _page(request, session, language, context.now(), number, typed, done=done)


def _page(  # noqa: PLR0913  what a page shows
    request: Request,
    session: CommuneSession,
    language: str,
    now: datetime,
    number: str,
    typed: Form,
    *,
    done: str = "",
    wrong: str = "",
    status: HTTPStatus = HTTPStatus.OK,
) -> Response:
    sheet = desk.sheet(session, number, now)
    known, like = desk_view.meant(session, sheet), desk_view.alike(session, sheet)
    possible = moves.possible(session, number, now=now)
    target = _target(possible, one(typed, "to"))
    original = one(typed, "of") or (like[0].number if like else None)
    day = desk_view.target_day(session, sheet, now)
    places = desk_view.places(sheet, known, original, day)
    templates = desk_view.templates(session, sheet, target, places) if target else []
    given = {name: request.query_params.get(name, "")[:3000] for name in FILTERS}
    query = {name: value for name, value in given.items() if value}
    before, after = _neighbours(session, given, number, now)
    return page(
        request,
        "desk_report.html",
        language,
        status=status,
        commune=session.commune,
        workplace=doors.place(session.commune, session.viewer, doors.DESK),
        sheet=sheet,
        label=desk_view.label_of(sheet.filed, language),
        possible=possible,
        keys=desk_view.KEYS,
        target=target,
        reasons=desk_view.reasons(target, language) if target else [],
        templates=templates,
        typed=_typed(typed, templates, day.isoformat()),
        original=original or "",
        alike=like,
        bodies=desk_settings.bodies(session),
        tongue=desk_view.TONGUES[desk_view.tongue(sheet)],
        tongue_code=desk_view.tongue(sheet),
        meant=known,
        near=desk_view.near_codes(session, sheet, known),
        picture=desk_view.picture(session, sheet, language),
        photos=report_photos.listed(session, sheet.filed.id, public=False),
        events=desk_view.timeline(session, sheet, language),
        notes=notes.listed(session, sheet.filed.id),
        people=people_of(session),
        names=names_of(session, {each.actor for each in notes.listed(session, sheet.filed.id)}),
        me=session.viewer.actor,
        categories=desk_view.categories(session, language),
        corrects=contacts.may_correct(sheet.filed.state),
        passed=desk_view.passed_on(session, sheet),
        handles=session.viewer.may(Action.HANDLE_REPORTS),
        query=urlencode(query),
        before=before,
        after=after,
        done=done,
        wrong=wrong,
    )


def _target(possible: Sequence[State], asked: str) -> State | None:
    """Return the move whose form stands open: the one asked for, or the one that is usual."""
    wanted = [each for each in possible if each.value == asked]
    usual = [each for each in possible if each is State.ACCEPTED]
    return next(iter(wanted or usual or possible), None)


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the form of a move."""

    reason: str
    sentence: str
    expected: str
    agency: str


def _typed(typed: Form, templates: Sequence[tuple[Answer, str]], day: str) -> Typed:
    chosen = [each for each in templates if each[0].name == one(typed, "answer")] or templates
    reason, sentence = one(typed, "reason"), one(typed, "sentence")
    if "sentence" not in typed and chosen:
        first, sentence = chosen[0]
        reason = reason or first.reason or ""
    expected = one(typed, "expected") if "expected" in typed else day
    return Typed(reason, sentence, expected, one(typed, "agency"))


def _neighbours(
    session: CommuneSession, given: Mapping[str, str], number: str, now: datetime
) -> tuple[str, str]:
    numbers = [each.number for each in listed(session, given, now)]
    at = numbers.index(number) if number in numbers else -1
    before = numbers[at - 1] if at > 0 else ""
    after = numbers[at + 1] if 0 <= at < len(numbers) - 1 else ""
    return before, after


def people_of(session: CommuneSession) -> list[tuple[str, str]]:
    """Return those to whom a report can be given, by actor."""
    return [
        (actor, name)
        for actor, name, role in accounts.colleagues(session.connection, session.commune.name)
        if Action.SEE_REPORTS in ACTIONS[role]
    ]


@router.post("")
def act(  # noqa: PLR0913  the parts of a request
    number: str,
    request: Request,
    session: DeskSession,
    context: ContextOf,
    language: Language,
    form: Sent,
) -> Response:
    """Do one thing with a report; what is wrong is told beside what was typed."""
    session.viewer.must(Action.SEE_REPORTS)
    now, deed = context.now(), one(form, "act")
    sheet = desk.sheet(session, number, now)
    if deed not in DO:
        raise Invalid([Issue("review_nothing", "act")])
    if deed != "move":
        session.viewer.must(Action.HANDLE_REPORTS)
    try:
        with session.connection.begin_nested():
            told = DO[deed](session, sheet, form, now)
    except (Invalid, UnknownThing) as error:
        return _page(
            request,
            session,
            language,
            now,
            number,
            form,
            wrong=told_error(error, language),
            status=status_of(error),
        )
    except NetzkaartError as error:
        if status_of(error) != HTTPStatus.CONFLICT:
            raise
        said, status = told_error(error, language), HTTPStatus.CONFLICT
        return _page(request, session, language, now, number, form, wrong=said, status=status)
    given = {name: request.query_params.get(name, "")[:3000] for name in FILTERS}
    query = {**{name: value for name, value in given.items() if value}, "lang": language}
    address = f"/{session.commune.name}/reports/{number}?{urlencode(query)}&told={told}"
    return RedirectResponse(address, HTTPStatus.SEE_OTHER, headers=HEADERS)


def _move(session: CommuneSession, sheet: Sheet, form: Form, now: datetime) -> str:
    target, number = one(form, "to"), sheet.filed.number
    if target not in set(State):
        raise Invalid([Issue("review_nothing", "to")])
    body = one(form, "body")
    if target == State.FORWARDED and body:
        found = desk_settings.body(session, body)
        handover.hand_over(session, number, found, one(form, "sentence"), now)
        return "move"
    if target == State.FORWARDED and not one(form, "agency"):
        raise Invalid([Issue("missing", "agency")])
    decision = Decision(
        target=State(target),
        reason=one(form, "reason") or None,
        sentence=one(form, "sentence") or None,
        duplicate_of=one(form, "of") or None,
        expected_at=day_of(one(form, "expected")),
        agency=one(form, "agency") or None,
    )
    moves.perform(session, number, decision, now=now)
    return "move"


def day_of(text: str) -> datetime | None:
    """Return the end of a day that was chosen, by the commune's clock.

    Raises
    ------
    Invalid
    """
    if not text:
        return None
    try:
        day = datetime.fromisoformat(text).date()
    except ValueError:
        raise Invalid([Issue("not_a_date", "expected", details={"value": text[:40]})]) from None
    return datetime.combine(day, time(17), local_time.ZONE)


def _release(session: CommuneSession, sheet: Sheet, form: Form, now: datetime) -> str:
    erase = one(form, "erase") == "1"
    public = one(form, "description") if one(form, "withdraw") != "1" else None
    moderation.release_text(session, sheet.filed.id, public, now, erase=erase)
    return "saved"


def _asset(session: CommuneSession, sheet: Sheet, form: Form, now: datetime) -> str:
    moderation.choose_asset(session, sheet.filed.id, one(form, "asset"), now)
    return "saved"


def _service(session: CommuneSession, sheet: Sheet, form: Form, now: datetime) -> str:
    moderation.choose_service(session, sheet.filed.id, one(form, "service"), now)
    return "saved"


def _missing(session: CommuneSession, sheet: Sheet, form: Form, now: datetime) -> str:
    """Propose that an asset be marked as gone: what a planner decides, with the report's number."""
    wanted = one(form, "asset")
    for layer, identity, _ in sheet.links:
        status = layer.field_of(FieldRole.STATUS)
        if str(identity) == wanted and status is not None:
            reason = WORDS["desk_missing_reason"].format(number=sheet.filed.number).fr
            changes = {status.name: _GONE}
            proposals.propose(
                session, layer, identity, None, changes=changes, reason=reason, now=now
            )
            return "proposed"
    raise UnknownThing("resource", wanted[:40])


def _note(session: CommuneSession, sheet: Sheet, form: Form, now: datetime) -> str:
    notes.add(session, sheet.filed.id, one(form, "note"), now)
    return "saved"


def _unnote(session: CommuneSession, sheet: Sheet, form: Form, _: datetime) -> str:
    try:
        identity = UUID(one(form, "note"))
    except ValueError:
        raise UnknownThing("resource", one(form, "note")[:40]) from None
    notes.remove(session, sheet.filed.id, identity)
    return "saved"


def _assign(session: CommuneSession, sheet: Sheet, form: Form, now: datetime) -> str:
    known = {session.viewer.actor, *(actor for actor, _ in people_of(session))}
    wanted = one(form, "assignee")
    assignee = wanted if wanted in known else None
    review.assign(session, (desk.KIND, sheet.filed.id), assignee, now)
    return "saved"


def _again(session: CommuneSession, sheet: Sheet, _: Form, __: datetime) -> str:
    handover.send_again(session, sheet.filed.id)
    return "saved"


def _contact(session: CommuneSession, sheet: Sheet, form: Form, now: datetime) -> str:
    email, phone = one(form, "email"), one(form, "phone")
    # The form shows what is known: who is sent back as they were is not written to anew.
    same = email.strip() == (sheet.contact.get("email") or "")
    contacts.correct(session, sheet.filed.id, email=None if same else email, phone=phone, now=now)
    return "saved"


Deed = Callable[[CommuneSession, Sheet, Form, datetime], str]

DO: Mapping[str, Deed] = {
    "move": _move,
    "release": _release,
    "asset": _asset,
    "service": _service,
    "missing": _missing,
    "note": _note,
    "unnote": _unnote,
    "assign": _assign,
    "again": _again,
    "contact": _contact,
}
"""What a form can do with a report."""
