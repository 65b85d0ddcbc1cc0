"""The jobs of the clerk's desk: telling the town hall, and asking other bodies.

Another server is asked between two transactions, never inside one. A letter is a job of its own:
a server that takes one of two is not sent the first one again.
"""

from __future__ import annotations

import http.client
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from uuid import UUID

import structlog

from api import asking
from api.asking import Answer, AnswerTooLarge, Ask, NotConnected
from api.context import Context
from api.mail import Post
from api.outgoing import AddressRefused
from api.sms import Gateway
from field_capture.desk import announce
from field_capture.desk.announce import TextMessage
from field_capture.open311 import client as open311_client
from field_capture.open311 import handover
from field_capture.open311.client import Passed, Unusable
from field_capture.open311.handover import UNSURE, Handover
from field_capture.reports.notify import Letter
from field_capture.reports.settings import Body
from gis import communes, jobs
from gis.session import CommuneSession, open_session
from gis.viewer import Viewer, ViewerRole

log = structlog.get_logger()

_DESK = Viewer("job", ViewerRole.CLERK)
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}
_OK = (200, 201, 202)
_PERHAPS = (302, 303, 500, 502, 504)
"""It may have been taken: a page follows, or what failed came behind their database."""

_CLOCKS_DIFFER = timedelta(minutes=15)


class NotHandedOver(Exception):
    """Another body did not take a report: worth another try."""


@dataclass(frozen=True, slots=True)
class _Reached:
    """What came of asking.

    Attributes
    ----------
    answer : Answer or None
        One that can be used; `problem` is why there is none.
    surely_not : bool
        It surely did nothing.
    silent : bool
        No server answered at all.
    """

    answer: Answer | None
    problem: str
    surely_not: bool = False
    silent: bool = False


@dataclass(frozen=True, slots=True)
class _Note:
    """What is to be kept of an attempt, and whether another one is worth it."""

    keep: Callable[[CommuneSession], None]
    problem: str = ""
    again: bool = False


def _nothing(_: CommuneSession) -> None:
    """Keep what is kept: why the sending itself got no answer."""


@dataclass(frozen=True, slots=True)
class DeskErrands:
    """The desk's jobs in one installation; `ask` reaches other servers."""

    context: Context
    ask: Ask = asking.ask

    @contextmanager
    def _opened(self, commune: str) -> Iterator[CommuneSession]:
        context = self.context
        with open_session(
            context.engine, context.catalogue, commune, _DESK, source="job"
        ) as session:
            yield session

    def report_received(self, commune: str, report: str) -> None:
        """Ask for one letter or message for each in the town hall who is told of a report."""
        with self._opened(commune) as session:
            letters, messages = self._of_new(session, report)
            for kind, count in (("mail", len(letters)), ("sms", len(messages))):
                for n in range(count):
                    jobs.enqueue(
                        session.connection,
                        "tell_desk",
                        commune=commune,
                        report=report,
                        kind=kind,
                        which=n,
                    )

    def tell_desk(self, commune: str, report: str, kind: str, which: int) -> None:
        """Tell one person in the town hall of a report."""
        with self._opened(commune) as session:
            letters, messages = self._of_new(session, report)
        now, settings = self.context.now(), self.context.settings
        if kind == "mail" and which < len(letters):
            Post(settings).send(letters[which], now)
        elif kind == "sms" and which < len(messages):
            Gateway(settings, self.ask).send(messages[which], now)

    def _of_new(
        self, session: CommuneSession, report: str
    ) -> tuple[list[Letter], list[TextMessage]]:
        settings = self.context.settings
        return announce.of_new(
            session, UUID(report), settings.address, settings.desk_language, self.context.now()
        )

    def daily_summary(self, commune: str) -> None:
        """Ask for one letter for each in a town hall who is told what is due."""
        with self._opened(commune) as session:
            for n in range(len(self._of_day(session))):
                jobs.enqueue(session.connection, "summary_letter", commune=commune, which=n)

    def summary_letter(self, commune: str, which: int) -> None:
        """Tell one person in the town hall what is due."""
        with self._opened(commune) as session:
            letters = self._of_day(session)
        if which < len(letters):
            Post(self.context.settings).send(letters[which], self.context.now())

    def _of_day(self, session: CommuneSession) -> list[Letter]:
        settings = self.context.settings
        return announce.of_day(
            session, settings.address, settings.desk_language, self.context.now()
        )

    def hand_over(self, commune: str, report: str) -> None:
        """Send a report to the body that it was forwarded to, or look whether it has arrived.

        Raises
        ------
        NotHandedOver
        """
        language = self.context.settings.desk_language
        with self._opened(commune) as session:
            found = handover.find(session, UUID(report))
            if found is None or found.state not in handover.WAITING:
                return
            body = handover.body_of(session, found)
            passed = body and handover.passed(session, found, body, language)
            if body is None or not passed:
                return
            if found.state != UNSURE and not handover.going_out(session, found, self.context.now()):
                return
        note = (
            self._looked_for(found, body, passed)
            if found.state == UNSURE
            else self._sent(found, body, passed)
        )
        with self._opened(commune) as session:
            note.keep(session)
        if note.again:
            raise NotHandedOver(note.problem)

    def _sent(self, found: Handover, body: Body, passed: Passed) -> _Note:
        """Send a report, and return how the outcome is to be kept."""
        now = self.context.now()
        form = open311_client.post_form(
            passed, api_key=body.api_key, jurisdiction=body.jurisdiction
        )
        url = open311_client.requests_url(body.endpoint, body.ending)
        reached = self._asked("POST", url, form)
        if reached.answer is not None:
            try:
                taken = open311_client.read_taken(reached.answer.body)
            except Unusable:
                # It may have been taken: not again.
                unreadable = "unreadable answer"
                return _Note(
                    partial(handover.note_problem, found=found, problem=unreadable, now=now)
                )
            return _Note(partial(handover.note_taken, found=found, taken=taken, now=now))
        problem, told = reached.problem, handover.note_problem
        if reached.surely_not:
            refused = partial(handover.note_refused, found=found, problem=problem, now=now)
            return _Note(refused, problem, again=problem != "address refused")
        return _Note(partial(told, found=found, problem=problem, now=now), problem, again=True)

    def _looked_for(self, found: Handover, body: Body, passed: Passed) -> _Note:
        """Look for a report among theirs: its sending got no answer."""
        now = self.context.now()
        url = open311_client.search_url(
            body.endpoint,
            body.ending,
            body.jurisdiction,
            passed.service_code,
            (found.asked_at or found.at) - _CLOCKS_DIFFER,
        )
        reached = self._asked("GET", url)
        taken, problem = None, reached.problem or "no answer"
        if reached.answer is not None:
            try:
                taken = open311_client.read_found(reached.answer.body, passed.reference)
            except Unusable:
                problem = "unreadable answer"
        if taken is not None:
            return _Note(partial(handover.note_taken, found=found, taken=taken, now=now))
        return _Note(_nothing, problem, again=True)

    def ask_bodies(self) -> None:
        """Ask every body what became of the reports that it has."""
        for name in self._communes():
            with self._opened(name) as session:
                waiting = [
                    (each, handover.body_of(session, each))
                    for each in handover.to_ask(session, self.context.now())
                ]
            silent: dict[str, str] = {}
            for each, body in waiting:
                if body is not None:
                    self._ask_about(name, each, body, silent)

    def _ask_about(self, commune: str, found: Handover, body: Body, silent: dict[str, str]) -> None:
        """Ask about one report; of a body whose server does not answer, note that of the others.

        Parameters
        ----------
        silent : dict
            Bodies that did not answer this time -> why.
        """
        if body.key in silent:
            problem, now = silent[body.key], self.context.now()
            note = partial(handover.note_problem, found=found, problem=problem, now=now)
        else:
            note, unheard = self._heard(found, body)
            if unheard:
                silent[body.key] = unheard
        with self._opened(commune) as session:
            note(session)

    def _heard(self, found: Handover, body: Body) -> tuple[partial[None], str]:
        """Ask for the number or the status; return how that is to be kept, and why none came."""
        now, where = self.context.now(), (body.ending, body.jurisdiction)
        problem = "unreadable answer"
        try:
            if found.number is None:
                url = open311_client.token_url(body.endpoint, found.token or "", *where)
            else:
                url = open311_client.request_url(body.endpoint, found.number, *where)
            reached = self._asked("GET", url)
            problem = reached.problem
            if reached.answer is not None and found.number is None:
                taken = open311_client.read_taken(reached.answer.body)
                return partial(handover.note_taken, found=found, taken=taken, now=now), ""
            if reached.answer is not None:
                told = open311_client.read_told(reached.answer.body, found.number or "")
                return partial(handover.note_told, found=found, told=told, now=now), ""
        except Unusable:
            return partial(handover.note_problem, found=found, problem=problem, now=now), ""
        unheard = problem if reached.silent else ""
        return partial(handover.note_problem, found=found, problem=problem, now=now), unheard

    def _asked(self, method: str, url: str, form: bytes | None = None) -> _Reached:
        """Return a usable answer, or why there is none."""
        try:
            answer = self.ask(
                method,
                url,
                body=form,
                headers=_FORM if form is not None else {},
                most_bytes=open311_client.MAX_ANSWER,
                private=self.context.settings.private_bodies,
            )
        except AddressRefused:
            return _Reached(None, "address refused", surely_not=True)
        except AnswerTooLarge:
            return _Reached(None, "answer too large")
        except (NotConnected, ConnectionRefusedError, socket.gaierror) as error:
            return _Reached(None, _kind(error), surely_not=True, silent=True)
        except (OSError, http.client.HTTPException) as error:
            return _Reached(None, _kind(error), silent=True)
        if answer.status in _OK:
            return _Reached(answer, "")
        said = open311_client.problem_of(answer.body)
        told = f"{answer.status} {said}" if said else str(answer.status)
        return _Reached(None, told, surely_not=answer.status not in _PERHAPS)

    def _communes(self) -> list[str]:
        with self.context.engine.connect() as connection:
            return [each.name for each in communes.every(connection)]


def _kind(error: Exception) -> str:
    """Return what happened, without the address: a certificate that is wrong is a cause, too."""
    return type(error.__cause__ or error).__name__
