"""What jobs do: each in a transaction of its own, each safe to be done twice.

`api.worker` calls these by name. A report or a commune that is gone meanwhile is no failure.
"""

from __future__ import annotations

import http.client
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from uuid import UUID

import structlog

from api import outgoing
from api.context import Context
from api.letters_kept import Outbox
from api.mail import OUTBOX, Post
from field_capture import retention, webhook
from field_capture.captures import held_photos, photo_upload
from field_capture.orders import followers
from field_capture.orders import letters as works_letters
from field_capture.reports import moves, notify, supporters
from field_capture.reports import photos as report_photos
from field_capture.reports import settings as desk_settings
from field_capture.states.order import OrderState
from field_capture.states.report import Mover
from gis import communes, jobs
from gis.blobs import Blobs
from gis.errors import NotFound
from gis.session import CommuneSession, open_session
from gis.viewer import ANYONE

log = structlog.get_logger()


class NotDelivered(Exception):
    """A program did not take an event: worth another try."""


Sender = Callable[[str, bytes, dict[str, str]], int]


@dataclass(frozen=True, slots=True)
class Errands:
    """The jobs of one installation.

    Attributes
    ----------
    send : callable
        Takes address, body and headers to another program, and returns the status.
    """

    context: Context
    send: Sender = outgoing.post

    @contextmanager
    def _opened(self, commune: str) -> Iterator[CommuneSession]:
        context = self.context
        with open_session(
            context.engine, context.catalogue, commune, ANYONE, source="job"
        ) as session:
            yield session

    def report_moved(self, commune: str, move: str) -> None:
        """Ask for one letter and one event for each who is told of a move."""
        with self._opened(commune) as session:
            moved = moves.find(session, UUID(move))
            if moved is None:
                return
            connection = session.connection
            if moved.mover is Mover.CITIZEN:
                desk_settings.have_told(session, moved.report)
            besides = moved.after in notify.TOLD_BESIDES
            for follower in supporters.to_tell(session, moved.report, besides=besides):
                to = str(follower.id)
                jobs.enqueue(connection, "update_letter", commune=commune, move=move, follower=to)
            for hook in webhook.to_tell(session):
                jobs.enqueue(connection, "tell_webhook", commune=commune, move=move, hook=str(hook))

    def confirm_letter(self, commune: str, follower: str) -> None:
        """Ask somebody to confirm an address."""
        links = self.context.links(commune)
        with self._opened(commune) as session:
            try:
                letter = notify.confirmation(
                    session, supporters.find(session, UUID(follower)), links
                )
            except NotFound:
                letter = self._works_confirmation(session, UUID(follower))
        self._post(letter)

    def _works_confirmation(self, session: CommuneSession, follower: UUID) -> notify.Letter | None:
        try:
            found = followers.find(session, follower)
        except NotFound:
            return None
        return works_letters.confirmation(session, found, self.context.links(session.commune.name))

    def works_letter(self, commune: str, follower: str, state: str) -> None:
        """Tell somebody where works went."""
        with self._opened(commune) as session:
            try:
                found = followers.find(session, UUID(follower))
            except NotFound:
                return
            links = self.context.links(commune)
            letter = works_letters.update(session, found, OrderState(state), links)
        self._post(letter)

    def update_letter(self, commune: str, move: str, follower: str) -> None:
        """Tell somebody of a move."""
        with self._opened(commune) as session:
            moved = moves.find(session, UUID(move))
            try:
                found = supporters.find(session, UUID(follower))
            except NotFound:
                return
            if moved is None:
                return
            letter = notify.update(session, moved, found, self.context.links(commune))
        self._post(letter)

    def _post(self, letter: notify.Letter | None) -> None:
        if letter is not None:
            Post(self.context.settings).send(letter, self.context.now())

    def tell_webhook(self, commune: str, move: str, hook: str) -> None:
        """Tell a program of a move.

        Raises
        ------
        NotDelivered
        """
        with self._opened(commune) as session:
            moved, found = moves.find(session, UUID(move)), webhook.find(session, UUID(hook))
            if moved is None or found is None:
                return
            told = webhook.event(session, moved)
        if told is None:
            return
        body, now = webhook.body_of(told), self.context.now()
        headers = {
            "Content-Type": "application/json",
            "User-Agent": "netzkaart",
            "Netzkaart-Event": str(told["id"]),
            "Netzkaart-Signature": webhook.signature(found.secret, body, now),
        }
        try:
            outcome = str(self.send(found.url, body, headers))
        except outgoing.AddressRefused:
            outcome = "address refused"
        except (OSError, http.client.HTTPException) as error:
            outcome = type(error).__name__
        with self._opened(commune) as session:
            webhook.note(session, found.id, outcome, now)
        if not outcome.startswith("2") and outcome != "address refused":
            raise NotDelivered(outcome)

    def nightly(self) -> None:
        """Ask in every commune for what time does, and let old letters go."""
        context = self.context
        self.in_every("retention")
        letters = Outbox(context.settings.home / OUTBOX).purge(context.now())
        log.info("retention", letters=letters)

    def in_every(self, task: str) -> None:
        """Ask for a job in each commune."""
        with self.context.engine.begin() as connection:
            for each in communes.every(connection):
                jobs.enqueue(connection, task, commune=each.name)

    def retention(self, commune: str) -> None:
        """Do in a commune what time does."""
        context = self.context
        blobs = report_photos.blobs_of(context.settings.home, commune)
        with self._opened(commune) as session:
            due = retention.carry_out(session, blobs, context.now())
            files = Blobs(context.settings.home / "files" / commune)
            photos = held_photos.forget(session, files, context.now())
        uploads = photo_upload.uploads_of(context.settings.home, commune)
        pieces = photo_upload.sweep(uploads, context.now())
        told = {"held_photos": photos, "unfinished_photos": pieces}
        log.info("retention", commune=commune, **told, **asdict(due))
