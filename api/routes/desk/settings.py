"""The desk's settings: deadlines, answers, whom to tell, other bodies."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse

from api.bodies import Sent
from api.dependencies import ContextOf, Language, ReadSession
from api.pages import doors
from api.pages.desk import view as desk_view
from api.pages.words import WORDS
from api.problems import status_of
from api.routes.desk.inbox import DeskSession, one
from api.routes.desk.report import Form
from api.routes.workplace import HEADERS, page, told_error
from field_capture.reports import answers
from field_capture.reports import settings as desk_settings
from field_capture.reports.answers import Answer
from field_capture.reports.moves import REASONS
from field_capture.reports.settings import Announced, Body
from field_capture.states.report import MOVES, Mover, State
from gis.errors import Invalid, Issue
from gis.session import CommuneSession
from gis.viewer import Action

router = APIRouter(prefix="/{commune}/reports/settings", include_in_schema=False)

_TARGETS = tuple(
    state
    for state in State
    if state not in (State.SPAM, State.RECEIVED)
    and any(Mover.CLERK in row[state].who for row in MOVES.values() if state in row)
)


@router.get("")
def settings(
    request: Request,
    session: ReadSession,
    language: Language,
    told: Annotated[str, Query(max_length=10)] = "",
) -> Response:
    """Show what is set."""
    session.viewer.must(Action.HANDLE_REPORTS)
    done = WORDS["desk_told_saved"].to(language) if told == "saved" else ""
    return _page(request, session, language, done=done)


def _page(  # noqa: PLR0913  what the page shows
    request: Request,
    session: CommuneSession,
    language: str,
    *,
    done: str = "",
    wrong: str = "",
    status: HTTPStatus = HTTPStatus.OK,
) -> Response:
    admin = session.viewer.may(Action.ADMINISTER)
    return page(
        request,
        "desk_settings.html",
        language,
        status=status,
        commune=session.commune,
        workplace=doors.place(session.commune, session.viewer, doors.DESK),
        categories=desk_view.categories(session, language),
        defaults={
            fault.code: fault.repair_days
            for layer in session.catalogue.values()
            for fault in layer.faults
        },
        deadlines=desk_settings.deadlines(session),
        answers=desk_settings.answers_of(session),
        targets=_TARGETS,
        reasons={each: desk_view.reasons(each, language) for each in REASONS},
        tongues=desk_view.TONGUES,
        places=" ".join(f"{{{each}}}" for each in answers.PLACEHOLDERS),
        announced=desk_settings.announced(session),
        bodies=desk_settings.bodies(session) if admin else (),
        administers=admin,
        done=done,
        wrong=wrong,
    )


@router.post("")
def change(
    request: Request, session: DeskSession, context: ContextOf, language: Language, form: Sent
) -> Response:
    """Change one part of the settings."""
    session.viewer.must(Action.HANDLE_REPORTS)
    deed = DO.get(one(form, "act"))
    if deed is None:
        raise Invalid([Issue("review_nothing", "act")])
    try:
        with session.connection.begin_nested():
            deed(session, form, context.now())
    except Invalid as error:
        said = told_error(error, language)
        return _page(request, session, language, wrong=said, status=status_of(error))
    address = f"/{session.commune.name}/reports/settings?told=saved&lang={language}"
    return RedirectResponse(address, HTTPStatus.SEE_OTHER, headers=HEADERS)


def _deadlines(session: CommuneSession, form: Form, now: datetime) -> None:
    given = {name[5:]: one(form, name) for name in form if name.startswith("days.")}
    desk_settings.keep_deadlines(session, given, now)


def _answers(session: CommuneSession, form: Form, now: datetime) -> None:
    found = []
    for n in range(answers.MOST + 1):
        target = one(form, f"target.{n}")
        if target not in set(State):
            continue
        words = {tongue: one(form, f"words.{n}.{tongue}") for tongue in answers.LANGUAGES}
        reason = one(form, f"reason.{n}")
        reason = reason if reason in REASONS.get(State(target), ()) else ""
        name = one(form, f"name.{n}")[:60] or f"{target}-{n}"
        found.append(Answer(name, State(target), words, reason or None))
    desk_settings.keep_answers(session, found, now)


def _announced(session: CommuneSession, form: Form, now: datetime) -> None:
    emails, phones = (
        tuple(line.strip() for line in one(form, name).splitlines() if line.strip())
        for name in ("emails", "phones")
    )
    everything, daily = (one(form, name) == "1" for name in ("everything", "daily"))
    desk_settings.keep_announced(session, Announced(emails, phones, everything, daily), now)


def _body(session: CommuneSession, form: Form, now: datetime) -> None:
    if one(form, "remove") == "1":
        desk_settings.remove_body(session, one(form, "key"), now)
        return
    lines = [line.partition("=") for line in one(form, "codes").splitlines() if line.strip()]
    found = Body(
        one(form, "key"),
        one(form, "name"),
        one(form, "endpoint"),
        one(form, "jurisdiction"),
        one(form, "api_key"),
        {ours.strip(): theirs.strip() for ours, _, theirs in lines if theirs.strip()},
        one(form, "ending") or "xml",
    )
    desk_settings.keep_body(session, found, now)


Deed = Callable[[CommuneSession, Form, datetime], None]

DO: Mapping[str, Deed] = {
    "deadlines": _deadlines,
    "answers": _answers,
    "announced": _announced,
    "body": _body,
}
"""What a form can change."""
