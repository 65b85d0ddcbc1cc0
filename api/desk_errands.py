"""The jobs of the clerk's desk: telling the town hall, and asking other bodies.

Another server is asked between two transactions, never inside one. A letter is a job of its own:
a server that takes one of two is not sent the first one again.
"""

from __future__ import annotations

import http.client
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from uuid import UUID

import structlog

from api import asking
from api.asking import Answer, AnswerTooLarge, Ask
from api.context import Context
from api.mail import Post
from api.outgoing import AddressRefused
from api.sms import Gateway
from field_capture.desk import announce
from field_capture.desk.announce import TextMessage
from field_capture.open311 import client as open311_client
from field_capture.open311 import handover
from field_capture.open311.client import Unusable
from field_capture.open311.handover import SENDING, Handover
from field_capture.reports.notify import Letter
from field_capture.reports.settings import Body
from gis import communes, jobs
from gis.session import CommuneSession, open_session
from gis.viewer import Viewer, ViewerRole

log = structlog.get_logger()

_DESK = Viewer("job", ViewerRole.CLERK)
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}
_OK = (200, 201, 202)


class NotHandedOver(Exception):
    """Another body did not take a report: worth another try."""


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

    def daily_summary(self) -> None:
        """Tell every town hall what is due."""
        settings, now = self.context.settings, self.context.now()
        for name in self._communes():
            with self._opened(name) as session:
                letters = announce.of_day(session, settings.address, settings.desk_language, now)
            for letter in letters:
                Post(settings).send(letter, now)

    def hand_over(self, commune: str, report: str) -> None:
        """Send a report to the body that it was forwarded to.

        Raises
        ------
        NotHandedOver
        """
        language = self.context.settings.desk_language
        with self._opened(commune) as session:
            found = handover.find(session, UUID(report))
            if found is None or found.state != SENDING:
                return
            body = handover.body_of(session, found)
            if body is None:
                return
            passed = handover.passed(session, found.report, body, language)
        if passed is None:
            return
        form = open311_client.post_form(
            passed, api_key=body.api_key, jurisdiction=body.jurisdiction
        )
        url = open311_client.requests_url(body.endpoint, body.ending)
        answer, problem = self._asked("POST", url, form)
        taken = None
        if answer is not None:
            try:
                taken = open311_client.read_taken(answer.body)
            except Unusable:
                problem = "unreadable answer"
        with self._opened(commune) as session:
            if taken is None:
                handover.note_problem(session, found.report, problem, self.context.now())
            else:
                handover.note_taken(session, found.report, taken, self.context.now())
        if taken is None and answer is None and problem != "address refused":
            # Where there was an answer that we cannot read, it may have been taken: not again.
            raise NotHandedOver(problem)

    def ask_bodies(self) -> None:
        """Ask every body what became of the reports that it has."""
        for name in self._communes():
            with self._opened(name) as session:
                waiting = [
                    (each, handover.body_of(session, each))
                    for each in handover.to_ask(session, self.context.now())
                ]
            for each, body in waiting:
                if body is not None:
                    self._ask_about(name, each, body)

    def _ask_about(self, commune: str, found: Handover, body: Body) -> None:
        note = self._heard(found, body)
        with self._opened(commune) as session:
            note(session)

    def _heard(self, found: Handover, body: Body) -> partial[None]:
        """Ask for the number or the status, and return how that is to be kept."""
        report, now = found.report, self.context.now()
        where = (body.ending, body.jurisdiction)
        problem = "unreadable answer"
        try:
            if found.number is None:
                url = open311_client.token_url(body.endpoint, found.token or "", *where)
            else:
                url = open311_client.request_url(body.endpoint, found.number, *where)
            answer, problem = self._asked("GET", url)
            if answer is not None and found.number is None:
                taken = open311_client.read_taken(answer.body)
                return partial(handover.note_taken, report=report, taken=taken, now=now)
            if answer is not None:
                told = open311_client.read_told(answer.body, found.number or "")
                return partial(handover.note_told, report=report, told=told, now=now)
        except Unusable:
            problem = "unreadable answer"
        return partial(handover.note_problem, report=report, problem=problem, now=now)

    def _asked(self, method: str, url: str, form: bytes | None = None) -> tuple[Answer | None, str]:
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
            return None, "address refused"
        except AnswerTooLarge:
            return None, "answer too large"
        except (OSError, http.client.HTTPException) as error:
            return None, type(error).__name__
        if answer.status in _OK:
            return answer, ""
        said = open311_client.problem_of(answer.body)
        return None, f"{answer.status} {said}" if said else str(answer.status)

    def _communes(self) -> list[str]:
        with self.context.engine.connect() as connection:
            return [each.name for each in communes.every(connection)]
