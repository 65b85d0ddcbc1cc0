"""Migrations: one transaction and one version table for each schema.

A migration is frozen SQL with the placeholders ``{schema}``, ``{srid}`` and ``{app}``; it
imports nothing of the catalogue, so that it does tomorrow what it did when it was written.
A single transaction over a hundred communes would run out of locks.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
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
from gis.database import people, serving
from gis.database import schema as ddl
from gis.database.tables import metadata
from layers.spec import Catalogue

log = structlog.get_logger()

HERE = Path(__file__).parent
PLATFORM = "platform"
# One installation migrates at a time; two processes starting together wait for each other.
_LOCK = int.from_bytes(hashlib.sha256(b"netzkaart migrations").digest()[:8], "big", signed=True)
_VERSION = (
    "GRANT USAGE ON SCHEMA {schema} TO {app};GRANT SELECT ON {schema}.alembic_version TO {app}"
)
# The journal asks who signed in, not in which role: a person who edits by SQL is never believed.
_BELIEVED = "GRANT EXECUTE ON FUNCTION {schema}.told(text, text) TO {app}"
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
        if communes.serve_as(connection, app):
            _grant_again(connection, HERE / PLATFORM, PLATFORM, app)
        serving.share(connection, app)
        waiting = set(pending(connection, scripts))
        names = communes.every(connection)
        unserved = {each.name for each in names if not _is_served(connection, each, app)}
    for commune in names:
        if commune.name not in waiting | unserved:
            continue
        on_commune(commune.name)
        with engine.begin() as connection:
            _wait(connection)
            role = commune.served_as or app
            if run(connection, scripts, commune.name, srid=commune.srid, app=role):
                changed.append(commune.name)
            if commune.name in unserved:
                _serve(connection, scripts, commune, app)
    with engine.begin() as connection:
        _wait(connection)
        for name, token in incarnation.confirm(connection).items():
            log.warning("restored or copied: a new incarnation", commune=name, incarnation=token)
            _serve(connection, scripts, communes.find(connection, name), app)
        together = [each.name for each in communes.every(connection) if each.served_as == app]
        if together and not serving.is_owner(connection, app):
            log.warning("served in one role: the owner may not make roles", communes=together)
    return changed


def _is_served(connection: Connection, commune: Commune, app: str) -> bool:
    """Tell whether a commune is served as it should be: not where roles can be made only now."""
    role = serving.group_of(app, commune.name)
    if commune.served_as == app:
        return not serving.may_make(connection) or serving.is_owner(connection, app)
    return commune.served_as == role and serving.exists(connection, role)


def _serve(connection: Connection, scripts: Path, commune: Commune, app: str) -> None:
    """Let a commune be served in a role of its own, or by the one that signs in."""
    role = serving.make(connection, app, commune.name)
    if role != app:
        _withdraw(connection, scripts, commune.name, app)
    communes.set_served_as(connection, commune.name, role)
    _grant_again(connection, scripts, commune.name, role)


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
    role = serving.make(connection, communes.serving_role(connection), name)
    communes.set_served_as(connection, name, role)
    run(connection, scripts, name, srid=srid, app=role)
    incarnation.confirm(connection, name)
    return replace(commune, served_as=role)


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
    """Let the role that signs in see what is migrated, and be believed by the journal."""
    login = communes.serving_role(connection) if schema != PLATFORM else app
    ddl.execute(connection, ddl.fill(_VERSION, schema=schema, srid=0, app=login))
    if schema != PLATFORM and login != app:
        _run_each(connection, schema, login, [_BELIEVED])


def _grant_again(connection: Connection, location: Path, schema: str, app: str) -> None:
    """Give another serving role what the migrations gave the first one."""
    _run_each(connection, schema, app, _grants(location))
    _grant_basics(connection, schema, app)


def _withdraw(connection: Connection, location: Path, schema: str, app: str) -> None:
    """Take from a role what the migrations gave it."""
    revoked = [
        line.replace("GRANT", "REVOKE", 1).replace(" TO {app};", " FROM {app};")
        for line in _grants(location)
    ]
    _run_each(connection, schema, app, revoked)


def _grants(location: Path) -> list[str]:
    files = sorted(location.glob("versions/*.sql"))
    return [line for file in files for line in _GRANT.findall(file.read_text(encoding="utf-8"))]


def _run_each(connection: Connection, schema: str, app: str, lines: Sequence[str]) -> None:
    for line in lines:
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
    wanted = ddl.describe(connection, scratch, role=app, login=app)
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
    login = communes.serving_role(connection)
    role = communes.find(connection, commune.name).served_as or login
    found = ddl.describe(connection, commune.name, role=role, login=login)
    return ddl.differences(wanted, found)
