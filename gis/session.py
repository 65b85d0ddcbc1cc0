"""One viewer in one commune in one transaction: what every service is given.

Transactions open and close here, at the edges (HTTP dependency, command line, tests), never
inside a service. A transaction touches one commune only.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, MetaData, Table, text

from gis import communes
from gis.communes import Commune
from gis.database import serving
from gis.database.schema import quoted
from gis.database.tables import COMMUNE, metadata
from gis.viewer import Viewer
from layers.spec import Catalogue, Layer


@dataclass(frozen=True, slots=True)
class CommuneSession:
    """What a service needs to read or write one commune on behalf of one viewer."""

    connection: Connection
    commune: Commune
    catalogue: Catalogue
    viewer: Viewer

    @property
    def tables(self) -> MetaData:
        """The tables of this commune, in its home CRS."""
        return metadata(self.catalogue, self.commune.srid)

    @property
    def quoted_schema(self) -> str:
        """The commune's schema as an SQL identifier, for the few hand-written statements."""
        return quoted(self.commune.name)

    def table(self, layer: Layer) -> Table:
        """Return the table of a layer."""
        return self.tables.tables[f"{COMMUNE}.{layer.name}"]

    def layer(self, name: str) -> Layer:
        """Return a layer the viewer may know of, or raise `UnknownLayer`."""
        return self.viewer.layer(self.catalogue, name)


@contextmanager
def open_session(  # noqa: PLR0913  everything that tells one transaction from another
    engine: Engine,
    catalogue: Catalogue,
    commune: str,
    viewer: Viewer,
    *,
    source: str = "unknown",
    reading: bool = False,
    snapshot: bool = False,
    at_once: bool = False,
    within: Connection | None = None,
) -> Iterator[CommuneSession]:
    """Open a transaction for `viewer` in `commune`; commit at the end, roll back on an error.

    Parameters
    ----------
    source : str
        The door through which changes come, as the journal shows it: ``capture``, ``import`` ...
    reading : bool
        Nothing is written: every statement is a transaction of its own, and sees what was
        committed when it began. Spares PostgreSQL's BEGIN, COMMIT and the writer's name.
    snapshot : bool
        Let the whole transaction see one state of the commune (REPEATABLE READ, read only).
    at_once : bool
        What is written is written by one statement, a transaction of its own: nothing is held
        while Python waits for its turn. What is journalled would be nobody's.
    within : Connection, optional
        A transaction that its maker commits, where several steps belong together.

    Raises
    ------
    UnknownCommune
    """
    if within is not None:
        told = within.execution_options(schema_translate_map={COMMUNE: commune})
        yield _session(told, catalogue, commune, viewer, source)
        return
    isolation = "READ COMMITTED"
    if reading or snapshot or at_once:
        isolation = "REPEATABLE READ" if snapshot else "AUTOCOMMIT"
    with serving.connect(engine) as connection:
        connection = connection.execution_options(  # noqa: PLW2901  the same connection, told where it is
            isolation_level=isolation, schema_translate_map={COMMUNE: commune}
        )
        if isolation == "AUTOCOMMIT":
            found = communes.find(connection, commune)
            if found.served_as is not None:
                serving.enter(connection, found.served_as)
            yield CommuneSession(connection, found, catalogue, viewer)
            return
        with connection.begin():
            session = _session(connection, catalogue, commune, viewer, source)
            if snapshot:
                connection.execute(_SNAPSHOT)
            yield session


# Whole tables are read in snapshots: these are worth a second process.
_SNAPSHOT = text("SET TRANSACTION READ ONLY; SET LOCAL max_parallel_workers_per_gather = 2")


def _session(
    connection: Connection, catalogue: Catalogue, commune: str, viewer: Viewer, source: str
) -> CommuneSession:
    narrow = serving.is_narrow(connection)
    found = communes.enter(connection, commune, actor=viewer.actor, source=source, narrow=narrow)
    return CommuneSession(connection, found, catalogue, viewer)
