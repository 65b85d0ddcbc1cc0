"""Migrations: one transaction and one version table for each schema.

A migration is frozen SQL with the placeholders ``{schema}``, ``{srid}`` and ``{app}``; it
imports nothing of the catalogue, so that it does tomorrow what it did when it was written.
A single transaction over a hundred communes would run out of locks.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, MetaData, text

from field_capture import store
from gis import communes
from gis.communes import Commune
from gis.database import schema as ddl
from gis.database.tables import metadata
from layers.spec import Catalogue

HERE = Path(__file__).parent
PLATFORM = "platform"
# One installation migrates at a time; two processes starting together wait for each other.
_LOCK = int.from_bytes(hashlib.sha256(b"netzkaart migrations").digest()[:8], "big", signed=True)


def metadatas(catalogue: Catalogue, srid: int) -> Sequence[MetaData]:
    """Return the tables of a commune, of every floor that owns some."""
    return (metadata(catalogue, srid), store.metadata(srid))


def upgrade(engine: Engine, on_commune: Callable[[str], None] = lambda _name: None) -> list[str]:
    """Bring the platform and every commune to the newest version.

    Returns
    -------
    Names of the schemas in which something changed.
    """
    changed = []
    with engine.begin() as connection:
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        connection.execute(text("CREATE SCHEMA IF NOT EXISTS platform"))
        if run(connection, HERE / "platform", PLATFORM, srid=0):
            changed.append(PLATFORM)
        names = communes.every(connection)
    for commune in names:
        on_commune(commune.name)
        with engine.begin() as connection:
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
            if run(connection, HERE / "commune", commune.name, srid=commune.srid):
                changed.append(commune.name)
    return changed


def create_commune(  # noqa: PLR0913  the properties of a commune
    connection: Connection,
    name: str,
    *,
    title: str,
    srid: int,
    notice: str = "",
    scripts: Path = HERE / "commune",
) -> Commune:
    """Register a commune and build its schema, in the caller's transaction."""
    commune = communes.register(connection, name, title=title, srid=srid, notice=notice)
    run(connection, scripts, name, srid=srid)
    return commune


def script_directory(location: Path) -> ScriptDirectory:
    """Return Alembic's view of a folder of migrations."""
    config = Config()
    config.set_main_option("script_location", str(location))
    config.set_main_option("path_separator", "os")
    return ScriptDirectory.from_config(config)


def run(connection: Connection, location: Path, schema: str, *, srid: int) -> bool:
    """Run what is missing in one schema; tell whether anything was."""
    script = script_directory(location)
    ran: list[str] = []

    def steps(revision: object, _context: object) -> object:
        missing = script._upgrade_revs("head", revision)  # type: ignore[arg-type]  # noqa: SLF001  Alembic's own env.py goes the same way
        ran.extend(step.revision.revision for step in missing)
        return missing

    with EnvironmentContext(Config(), script, fn=steps) as environment:
        environment.configure(
            connection=connection, version_table_schema=schema, transactional_ddl=True
        )
        environment.run_migrations(schema=schema, srid=srid)
    if ran:
        grant = (
            "GRANT USAGE ON SCHEMA {schema} TO {app};"
            "GRANT SELECT ON {schema}.alembic_version TO {app}"
        )
        ddl.execute(connection, ddl.fill(grant, schema=schema, srid=srid))
    return bool(ran)


def pending(connection: Connection) -> list[str]:
    """Return the schemas that wait for a migration."""
    waiting = []
    wanted = {
        PLATFORM: script_directory(HERE / "platform").get_current_head(),
        "": script_directory(HERE / "commune").get_current_head(),
    }
    names = [PLATFORM, *(c.name for c in communes.every(connection))]
    for name in names:
        context = MigrationContext.configure(connection, opts={"version_table_schema": name})
        if context.get_current_revision() != wanted.get(name, wanted[""]):
            waiting.append(name)
    return waiting


def wanted_sql(catalogue: Catalogue) -> str:
    """Return the DDL that the declarations want, with placeholders."""
    return ddl.create_sql(catalogue, metadatas(catalogue, ddl.SRID_MARK))


def drift(connection: Connection, catalogue: Catalogue, commune: Commune) -> list[str]:
    """Compare a commune's schema with the declarations, object by object.

    The wanted schema is built beside it for a moment, in a savepoint that is rolled back.
    """
    scratch = "drift_scratch"
    savepoint = connection.begin_nested()
    connection.execute(text(f"CREATE SCHEMA {scratch}"))
    ddl.execute(connection, ddl.fill(wanted_sql(catalogue), schema=scratch, srid=commune.srid))
    wanted = ddl.describe(connection, scratch)
    savepoint.rollback()
    return ddl.differences(wanted, ddl.describe(connection, commune.name))
