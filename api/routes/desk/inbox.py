"""The clerk's desk: the inbox of reports, and moving several of them at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import RedirectResponse

from api.bodies import Sent
from api.dependencies import ContextOf, Language, ReadSession, session_for
from api.pages import doors
from api.pages.assets.history import names_of
from api.pages.desk import groups as desk_groups
from api.pages.desk import view as desk_view
from api.pages.words import WORDS
from api.routes.workplace import HEADERS, page, told_error
from field_capture.desk import duplicates
from field_capture.desk import inbox as desk
from field_capture.desk.inbox import PAGE, STAGES, Filed, Wanted
from field_capture.reports import moves
from field_capture.reports.draft import Channel
from field_capture.reports.moves import Decision
from field_capture.states.report import MOVERS, State
from gis.errors import Invalid, Issue, NetzkaartError, TooLarge
from gis.session import CommuneSession
from gis.viewer import Action

router = APIRouter(include_in_schema=False)

DeskSession = Annotated[CommuneSession, Depends(session_for("desk"), scope="function")]

AGES = (7, 30, 90)
FILTERS = (
    "stage",
    "state",
    "service",
    "channel",
    "age",
    "doubtful",
    "urgent",
    "overdue",
    "mine",
    "numbers",
)
_MOST = 900  # moved at once: a storm; forms have a thousand fields at most
_MOST_DRAWN = 3  # causes with a map: each is as heavy as the rest of the page
_LATER = 100  # pages

Word = Annotated[str, Query(max_length=60)]


@router.get("/{commune}/reports")  # noqa: FAST003  the session takes the commune
def inbox(  # noqa: PLR0913  the parameters of the address
    request: Request,
    session: ReadSession,
    context: ContextOf,
    language: Language,
    stage: Word = "",
    state: Word = "",
    service: Word = "",
    channel: Word = "",
    age: Word = "",
    doubtful: Word = "",
    urgent: Word = "",
    overdue: Word = "",
    mine: Word = "",
    numbers: Annotated[str, Query(max_length=_MOST * 13)] = "",
    after: Annotated[int, Query(ge=0, le=PAGE * _LATER)] = 0,
    told: Annotated[int | None, Query(ge=0, le=_MOST)] = None,
) -> Response:
    """Show the reports that wait, the most pressing first, with a map."""
    session.viewer.must(Action.SEE_REPORTS)
    texts = (stage, state, service, channel, age, doubtful, urgent, overdue, mine, numbers)
    given = dict(zip(FILTERS, texts, strict=True))
    done = WORDS["desk_done_bulk"].format(count=told).to(language) if told is not None else ""
    return _inbox(request, session, language, context.now(), given, after=after, done=done)


def wanted_of(session: CommuneSession, given: Mapping[str, str], after: int = 0) -> Wanted:
    """Return what filters mean; one that means nothing is none."""
    age = given.get("age", "")
    known = {fault.code for layer in session.catalogue.values() for fault in layer.faults}
    channel, service, state = (given.get(name) for name in ("channel", "service", "state"))
    return Wanted(
        stage=given.get("stage") if given.get("stage") in STAGES else "open",  # type: ignore[arg-type]
        state=State(state) if state in set(State) else None,
        service=service if service in known else None,
        channel=channel if channel in set(Channel) else None,
        older_than=timedelta(days=int(age)) if age in {str(each) for each in AGES} else None,
        doubtful=given.get("doubtful") == "1",
        urgent=given.get("urgent") == "1",
        overdue=given.get("overdue") == "1",
        assignee=session.viewer.actor if given.get("mine") == "1" else None,
        offset=after,
    )


def listed(
    session: CommuneSession, given: Mapping[str, str], now: datetime, after: int = 0
) -> list[Filed]:
    """Return the reports that an address asks for: those it names, or those of its filters."""
    named = [each for each in given.get("numbers", "").split(",") if each][:_MOST]
    if named:
        return desk.numbered(session, named, now)
    return desk.listed(session, wanted_of(session, given, after), now)


def _inbox(  # noqa: PLR0913  what a page shows
    request: Request,
    session: CommuneSession,
    language: str,
    now: datetime,
    given: Mapping[str, str],
    *,
    after: int = 0,
    done: str = "",
    refused: Sequence[tuple[str, str]] = (),
) -> Response:
    found = listed(session, given, now, after)
    query = {name: value for name, value in given.items() if value}
    whole = not query and not after
    groups = duplicates.open_groups(session) if whole else []
    causes = desk_view.common(session, now) if whole else []
    asked = wanted_of(session, given)
    return page(
        request,
        "desk.html",
        language,
        status=HTTPStatus.CONFLICT if refused else HTTPStatus.OK,
        commune=session.commune,
        workplace=doors.place(session.commune, session.viewer, doors.DESK),
        counts=desk.counted(session),
        stages=[each for each in STAGES if each != "new"],
        categories=desk_view.categories(session, language),
        channels=list(Channel),
        ages=AGES,
        asked=asked,
        given=given,
        query=urlencode(query),
        reports=found,
        label_of=lambda each: desk_view.label_of(each, language),
        people=names_of(session, {each.assignee for each in found if each.assignee}),
        picture=desk_view.overview(session, found, language),
        groups=desk_groups.told(session, groups, now, language),
        suspicions=causes,
        causes=[
            desk_view.cause_picture(session, each, now, language) for each in causes[:_MOST_DRAWN]
        ],
        following=after + PAGE if len(found) == PAGE and not given.get("numbers") else None,
        handles=session.viewer.may(Action.HANDLE_REPORTS),
        moves_some=bool(MOVERS[session.viewer.role]),
        done=done,
        refused=refused,
    )


@router.post("/{commune}/reports")  # noqa: FAST003  the session takes the commune
def together(
    request: Request, session: DeskSession, context: ContextOf, language: Language, form: Sent
) -> Response:
    """Move the reports that were chosen; each one stands for itself.

    What cannot be moved is told with its reason, everything else is moved all the same.
    """
    session.viewer.must(Action.SEE_REPORTS)
    if not MOVERS[session.viewer.role]:
        session.viewer.must(Action.HANDLE_REPORTS)
    numbers = [each[:12] for each in form.get("item", [])]
    if len(numbers) > _MOST:
        raise TooLarge(f"{len(numbers)} > {_MOST}")
    target = one(form, "to")
    if not numbers or target not in set(State):
        raise Invalid([Issue("review_nothing", "item")])
    now, refused, done = context.now(), [], 0
    for number in numbers:
        try:
            with session.connection.begin_nested():
                decision = _decision(session, number, State(target), form, now)
                moves.perform(session, number, decision, now=now)
            done += 1
        except NetzkaartError as error:
            refused.append((number, told_error(error, language)))
    if refused:
        told = WORDS["desk_done_bulk"].format(count=done).to(language) if done else ""
        given = dict.fromkeys(FILTERS, "")
        return _inbox(request, session, language, now, given, done=told, refused=refused)
    address = f"/{session.commune.name}/reports?{urlencode({'told': done, 'lang': language})}"
    return RedirectResponse(address, HTTPStatus.SEE_OTHER, headers=HEADERS)


def _decision(
    session: CommuneSession,
    number: str,
    target: State,
    form: Mapping[str, Sequence[str]],
    now: datetime,
) -> Decision:
    """Return the same decision for each report, said in the language of who sent it."""
    if target is not State.DUPLICATE:
        sentence = one(form, "sentence") or None
        return Decision(target=target, reason=one(form, "reason") or None, sentence=sentence)
    original, sheet = one(form, "of"), desk.sheet(session, number, now)
    day = desk_view.target_day(session, sheet, now)
    places = desk_view.places(sheet, [], original, day)
    words = [said for _, said in desk_view.templates(session, sheet, target, places)]
    return Decision(
        target=target,
        reason="same_fault",
        sentence=one(form, "sentence") or (words[0] if words else original),
        duplicate_of=original or None,
    )


def one(form: Mapping[str, Sequence[str]], name: str) -> str:
    """Return a text of a form, or nothing; browsers count a line end as one, and send two."""
    found: Any = form.get(name) or [""]
    return str(found[0]).replace("\r\n", "\n").strip()
