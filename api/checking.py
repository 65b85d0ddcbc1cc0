"""Checking what an edit touched, after its answer has left: the inbox needs no nightly run.

A check follows the journal from where the last one stopped, in a transaction of its own. One that
fails or is killed leaves nothing behind; the next one finds the same changes again. A commune that
was never checked as a whole is left alone: that is for ``netzkaart check``.
"""

from __future__ import annotations

from threading import Lock

import structlog
from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Receive, Scope, Send

from api.context import Context
from gis.database import journal
from gis.database.journal import Cursor
from gis.quality import checking, listing
from gis.session import open_session
from gis.viewer import Viewer, ViewerRole

log = structlog.get_logger()

WROTE = "wrote"
"""In a request's state: the commune in which it has written."""

_CHECKER = Viewer("rules", ViewerRole.ADMIN)


class CheckAfterEdits:
    """Check, behind every answer to somebody who wrote, what was changed."""

    def __init__(self, app: ASGIApp, context: Context) -> None:
        self.app = app
        self._checks = Checks(context)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer first."""
        state = scope.setdefault("state", {}) if scope["type"] == "http" else {}
        await self.app(scope, receive, send)
        commune = state.get(WROTE)
        if commune is not None:
            await run_in_threadpool(self._checks.after_edit, commune)


class Checks:
    """The checks of one process: one at a time in a commune, and one more for all who wrote since.

    Fifty people who save at once keep one thread busy, not fifty.
    """

    def __init__(self, context: Context) -> None:
        self._context = context
        self._lock = Lock()
        self._again: dict[str, bool] = {}

    def after_edit(self, commune: str) -> None:
        """Check what was changed in a commune, unless somebody else is about to."""
        with self._lock:
            if commune in self._again:
                self._again[commune] = True
                return
            self._again[commune] = False
        while True:
            self._check(commune)
            with self._lock:
                if not self._again[commune]:
                    del self._again[commune]
                    return
                self._again[commune] = False

    def _check(self, commune: str) -> None:
        context = self._context
        try:
            with open_session(
                context.engine, context.catalogue, commune, _CHECKER, source="check"
            ) as session:
                state = listing.state(session)
                if state is None:
                    return
                since = Cursor(session.commune.incarnation, state.revision)
                if journal.waiting(session, since, limit=1):
                    checking.check(session, context.now())
        except Exception:
            # The edit stands; the next check finds what this one did not.
            log.exception("check after an edit", commune=commune)
