"""The year that the demo has lived: steps in the order of time, one revision each.

Everything happens in one transaction, so that a demo that was interrupted leaves nothing half
done. A revision is stamped when deferred constraints fire; asking for them after every step
gives each its own. When it happened is told afterwards, which only the schemas' owner may.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, Engine, bindparam, func, select, text, update

from gis.session import CommuneSession, open_session
from gis.viewer import Viewer, ViewerRole
from layers.spec import Catalogue

BEGIN = datetime(2025, 11, 3, 7, 40, tzinfo=UTC)
END = datetime(2026, 11, 20, 15, 30, tzinfo=UTC)

OFFICE = Viewer("planner-7c1e", ViewerRole.PLANNER)
OFFICE_2 = Viewer("planner-b02d", ViewerRole.PLANNER)
CLERK = Viewer("clerk-41fa", ViewerRole.CLERK)
ADMIN = Viewer("admin-0d3c", ViewerRole.ADMIN)
CREW_WATER = Viewer("crew-3fd9", ViewerRole.CREW)
CREW_ROADS = Viewer("crew-90a6", ViewerRole.CREW)
CITIZEN = Viewer("anyone", ViewerRole.ANYONE)
"""People are opaque ids; who they are stands in no database of ours."""

Act = Callable[[CommuneSession, datetime], None]


@dataclass(frozen=True, slots=True)
class Step:
    """Something that somebody did at some time.

    Attributes
    ----------
    source : str
        The door, as the journal shows it: ``import``, ``capture``, ``edit``, ``sql`` (QGIS).
    """

    at: datetime
    viewer: Viewer
    source: str
    act: Act


def live(
    engine: Engine,
    catalogue: Catalogue,
    commune: str,
    connection: Connection,
    steps: Sequence[Step],
) -> None:
    """Take the steps within the caller's transaction, the earliest first."""
    times: dict[int, datetime] = {}
    seen = 0
    for step in sorted(steps, key=lambda each: each.at):
        with open_session(
            engine, catalogue, commune, step.viewer, source=step.source, within=connection
        ) as session:
            step.act(session, step.at)
            session.connection.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))
            session.connection.execute(text("SET CONSTRAINTS ALL DEFERRED"))
            head = _head(session)
            times.update(dict.fromkeys(range(seen + 1, head + 1), step.at))
            seen = head
    _backdate(engine, catalogue, commune, connection, times)


def _head(session: CommuneSession) -> int:
    revision = session.tables.tables["commune.revision"]
    return session.connection.scalar(select(func.max(revision.c.revision))) or 0


def _backdate(
    engine: Engine,
    catalogue: Catalogue,
    commune: str,
    connection: Connection,
    times: dict[int, datetime],
) -> None:
    with open_session(
        engine, catalogue, commune, OFFICE, source="demo", within=connection
    ) as session:
        revision = session.tables.tables["commune.revision"]
        if times:
            session.connection.execute(
                update(revision)
                .where(revision.c.revision == bindparam("number"))
                .values(at=bindparam("moment")),
                [{"number": number, "moment": moment} for number, moment in times.items()],
            )
