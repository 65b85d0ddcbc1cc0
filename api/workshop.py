"""Files from the import desk are checked and written beside the requests, one after another."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import IO

import structlog
from sqlalchemy.exc import OperationalError

from api.context import Context
from api.problems import BUSY, UNEXPECTED
from gis.errors import NetzkaartError, UnknownThing
from gis.exchange import desk_work
from gis.exchange.desk import Held, Phase
from gis.session import CommuneSession, open_session
from gis.viewer import Viewer
from layers.spec import LANGUAGES, Text

log = structlog.get_logger()

Work = Callable[[CommuneSession, Held], None]


class Workshop:
    """One thread for a process: two large files at once would take each other's memory."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._threads = ThreadPoolExecutor(1, "import")

    def check(self, commune: str, viewer: Viewer, held: Held) -> bool:
        """Begin to check a file; False where somebody works on it already."""
        return self._begin(Phase.CHECKING, Phase.CHECKED, desk_work.check, (commune, viewer, held))

    def write(self, commune: str, viewer: Viewer, held: Held) -> bool:
        """Begin to take a file over, likewise."""
        return self._begin(Phase.WRITING, Phase.WRITTEN, desk_work.write, (commune, viewer, held))

    def _begin(
        self, during: Phase, after: Phase, work: Work, what: tuple[str, Viewer, Held]
    ) -> bool:
        held = what[2]
        lock = held.lock()
        if lock is None:
            return False
        state = held.state()
        state.phase, state.error, state.stage, state.tx = during, {}, "", None
        held.keep(state)
        self._threads.submit(self._work, after, work, what, lock)
        return True

    def _work(
        self, after: Phase, work: Work, what: tuple[str, Viewer, Held], lock: IO[bytes]
    ) -> None:
        commune, viewer, held = what
        context = self._context
        error: Text | None = None
        with lock:
            try:
                with open_session(
                    context.engine, context.catalogue, commune, viewer, source="import"
                ) as session:
                    work(session, held)
            except NetzkaartError as refused:
                error = refused.sentence
            except OperationalError as failed:
                log.warning("database does not answer", error=str(failed)[:300])
                error = BUSY
            except Exception:
                log.exception("unexpected", request=held.token[:8], path="import")
                error = UNEXPECTED.format(number=held.token[:8])
            self._settle(after, what, error)

    def _settle(self, after: Phase, what: tuple[str, Viewer, Held], error: Text | None) -> None:
        commune, viewer, held = what
        try:
            state = held.state()
        except UnknownThing:
            return  # thrown away meanwhile
        state.phase = after
        if error is not None:
            state.phase = Phase.FAILED
            state.error = {language: error.to(language) for language in LANGUAGES}
        elif state.tx is not None:
            state.revision = self.revision(commune, viewer, state.tx)
        held.keep(state)

    def revision(self, commune: str, viewer: Viewer, tx: int | None) -> int | None:
        """Return the revision that a transaction became, None where it was not committed."""
        context = self._context
        with open_session(
            context.engine, context.catalogue, commune, viewer, reading=True
        ) as session:
            return desk_work.revision_of(session, tx)
