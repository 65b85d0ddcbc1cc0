"""Migrations: one transaction and one version table for each schema.

A migration is frozen SQL with the placeholders ``{schema}``, ``{srid}`` and ``{app}``; it
imports nothing of the catalogue, so that it does tomorrow what it did when it was written.
A single transaction over a hundred communes would run out of locks.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path

import structlog
from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.script import ScriptDirectory
from psycopg import errors
from sqlalchemy import Connection, Engine, MetaData, text

from field_capture import store
from gis import communes, incarnation
from gis.communes import Commune
from gis.database import people
from gis.database import schema as ddl
from gis.database.tables import metadata
from layers.spec import Catalogue

log = structlog.get_logger()

HERE = Path(__file__).parent
PLATFORM = "platform"
# One installation migrates at a time; two processes starting together wait for each other.
_LOCK = int.from_bytes(hashlib.sha256(b"netzkaart migrations").digest()[:8], "big", signed=True)
_GRANT = re.compile(r"^GRANT .* TO \{app\};$", re.MULTILINE)


def metadatas(catalogue: Catalogue, srid: int) -> Sequence[MetaData]:
    """Return the tables of a commune, of every floor that owns some."""
    return (metadata(catalogue, srid), store.metadata(srid))


def upgrade(
    engine: Engine,
    on_commune: Callable[[str], None] = lambda _name: None,
    *,
    app: str = ddl.APP_ROLE,
    scripts: Path = HERE / "commune",
) -> list[str]:
    """Bring the platform and every commune to the newest version.

    Communes that were restored or copied begin a new incarnation here.

    Parameters
    ----------
    app : str
        The role that serves; where it is another than before, it is granted what it needs.
    scripts : Path
        The migrations of the communes.

    Returns
    -------
    Names of the schemas in which something changed.
    """
    changed = []
    with engine.begin() as connection:
        _wait(connection)
        connection.execute(text("CREATE SCHEMA IF NOT EXISTS platform"))
        if run(connection, HERE / PLATFORM, PLATFORM, srid=0, app=app):
            changed.append(PLATFORM)
        moved = communes.serve_as(connection, app)
        if moved:
            _grant_again(connection, HERE / PLATFORM, PLATFORM, app)
        waiting = set(pending(connection, scripts))
        names = communes.every(connection)
    for commune in names:
        if commune.name not in waiting and not moved:
            continue
        on_commune(commune.name)
        with engine.begin() as connection:
            _wait(connection)
            if run(connection, scripts, commune.name, srid=commune.srid, app=app):
                changed.append(commune.name)
            if moved:
                _grant_again(connection, scripts, commune.name, app)
    with engine.begin() as connection:
        _wait(connection)
        for name, token in incarnation.confirm(connection).items():
            log.warning("restored or copied: a new incarnation", commune=name, incarnation=token)
    return changed


def _wait(connection: Connection) -> None:
    connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})


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
    run(connection, scripts, name, srid=srid, app=communes.serving_role(connection))
    incarnation.confirm(connection, name)
    return commune


def script_directory(location: Path) -> ScriptDirectory:
    """Return Alembic's view of a folder of migrations."""
    config = Config()
    config.set_main_option("script_location", str(location))
    config.set_main_option("path_separator", "os")
    return ScriptDirectory.from_config(config)


def run(
    connection: Connection, location: Path, schema: str, *, srid: int, app: str = ddl.APP_ROLE
) -> bool:
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
        environment.run_migrations(schema=schema, srid=srid, app=app)
    if ran:
        _grant_basics(connection, schema, app)
        people.grant(connection, schema)
    return bool(ran)


def _grant_basics(connection: Connection, schema: str, app: str) -> None:
    grant = (
        "GRANT USAGE ON SCHEMA {schema} TO {app};GRANT SELECT ON {schema}.alembic_version TO {app}"
    )
    ddl.execute(connection, ddl.fill(grant, schema=schema, srid=0, app=app))


def _grant_again(connection: Connection, location: Path, schema: str, app: str) -> None:
    """Give another serving role what the migrations gave the first one."""
    _grant_basics(connection, schema, app)
    for file in sorted(location.glob("versions/*.sql")):
        for line in _GRANT.findall(file.read_text(encoding="utf-8")):
            savepoint = connection.begin_nested()
            try:
                ddl.execute(connection, ddl.fill(line, schema=schema, srid=0, app=app))
            except (errors.UndefinedTable, errors.UndefinedFunction):
                savepoint.rollback()  # a later migration has dropped it
            else:
                savepoint.commit()


@lru_cache(maxsize=8)
def _head(location: Path) -> str | None:
    """Return the newest version; reading all scripts for every question would take long."""
    return script_directory(location).get_current_head()


def pending(connection: Connection, scripts: Path = HERE / "commune") -> list[str]:
    """Return the schemas that wait for a migration, in one question for all of them."""
    names = [PLATFORM, *(commune.name for commune in communes.every(connection))]
    there = set(
        connection.scalars(
            text(
                "SELECT n.nspname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                " WHERE c.relname = 'alembic_version' AND c.relkind = 'r'"
            )
        )
    )
    versions = {}
    if asked := [name for name in names if name in there]:
        parts = (
            f"SELECT {number}, version_num FROM {ddl.quoted(name)}.alembic_version"  # noqa: S608  quoted
            for number, name in enumerate(asked)
        )
        rows = connection.execute(text(" UNION ALL ".join(parts)))
        versions = {asked[number]: version for number, version in rows}
    return [
        name
        for name in names
        if versions.get(name) != _head(HERE / PLATFORM if name == PLATFORM else scripts)
    ]


def wanted_sql(catalogue: Catalogue) -> str:
    """Return the DDL that the declarations want, with placeholders."""
    return ddl.create_sql(catalogue, metadatas(catalogue, ddl.SRID_MARK))


def wanted_objects(connection: Connection, catalogue: Catalogue, srid: int) -> dict[str, str]:
    """Return every object that the declarations want, as PostgreSQL describes it.

    The schema is built for a moment, in a savepoint that is rolled back.
    """
    scratch = "drift_scratch"
    savepoint = connection.begin_nested()
    connection.execute(text(f"CREATE SCHEMA {scratch}"))
    app = communes.serving_role(connection)
    sql = ddl.fill(wanted_sql(catalogue), schema=scratch, srid=srid, app=app)
    ddl.execute(connection, sql)
    wanted = ddl.describe(connection, scratch)
    savepoint.rollback()
    return wanted


def drift(
    connection: Connection,
    catalogue: Catalogue,
    commune: Commune,
    wanted: dict[str, str] | None = None,
) -> list[str]:
    """Compare a commune's schema with the declarations, object by object.

    Parameters
    ----------
    wanted : dict, optional
        What `wanted_objects` found for the commune's SRID, where many communes are compared.
    """
    wanted = wanted or wanted_objects(connection, catalogue, commune.srid)
    return ddl.differences(wanted, ddl.describe(connection, commune.name))
