"""Persons who edit by SQL, in QGIS for example, under a name of their own.

A person is a PostgreSQL role with a password: the journal writes its name beside each change,
whatever the person says of itself (``told`` in ``sql/commune.sql``). What persons may do hangs
on groups: ``netzkaart_editor`` marks them all (``pg_hba.conf`` of the private database lets
its members in by password, once TCP is switched on), ``netzkaart_editor_<commune>`` may read
and change the layers of one commune, and nothing else there.

Making roles needs the right CREATEROLE. The private database does it as its superuser, any
other one as the role of ``NETZKAART_DATABASE_URL``.
"""

from __future__ import annotations

import re
import secrets

from psycopg import sql
from sqlalchemy import Connection, text
from sqlalchemy.exc import ProgrammingError

from gis.database.schema import EDITOR_ROLE, driver_connection
from gis.errors import BadPersonName, RightMissing

_NAME = re.compile(r"[a-z][a-z0-9_.-]{1,39}\Z")
_RESERVED = ("pg_", "netzkaart", "postgres", "public")

# A layer's table is the one with a sequence for its codes.
_LAYERS = text(
    "SELECT t.relname, s.relname FROM pg_class t"
    " JOIN pg_class s ON s.relnamespace = t.relnamespace AND s.relkind = 'S'"
    " AND s.relname = t.relname || '_code_seq'"
    " WHERE t.relkind = 'r' AND t.relnamespace = to_regnamespace(:schema) ORDER BY t.relname"
)
_MEMBERS = text(
    "SELECT p.rolname, g.rolname FROM pg_auth_members m"
    " JOIN pg_roles p ON p.oid = m.member JOIN pg_roles g ON g.oid = m.roleid"
    " WHERE p.rolcanlogin AND starts_with(g.rolname, :prefix) ORDER BY 1, 2"
)


def group_of(commune: str) -> str:
    """Return the group of those who may edit a commune by SQL."""
    return f"{EDITOR_ROLE}_{commune}"


def create(connection: Connection, name: str, commune: str) -> str | None:
    """Let a person edit a commune by SQL; make the role unless it is there.

    Parameters
    ----------
    connection : Connection
        Of a role that may make roles.

    Returns
    -------
    str or None
        The password of a new person, shown once; None for one who has a password already.

    Raises
    ------
    BadPersonName
        It is none, or belongs to a role that is no person.
    RightMissing
        The connection's role may not make roles.
    """
    if not _NAME.match(name) or name.startswith(_RESERVED):
        raise BadPersonName(name)
    known = name in everybody(connection)
    if not known and _exists(connection, name):
        raise BadPersonName(name)
    password = None if known else secrets.token_urlsafe(18)
    try:
        for group in (EDITOR_ROLE, group_of(commune)):
            if not _exists(connection, group):
                _run(connection, sql.SQL("CREATE ROLE {} NOLOGIN").format(sql.Identifier(group)))
        if password is not None:
            statement = sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}")
            _run(connection, statement.format(sql.Identifier(name), sql.Literal(password)))
        for group in (EDITOR_ROLE, group_of(commune)):
            _run(
                connection,
                sql.SQL("GRANT {} TO {}").format(sql.Identifier(group), sql.Identifier(name)),
            )
    except ProgrammingError as error:
        raise RightMissing("CREATEROLE", "ALTER ROLE ... CREATEROLE") from error
    return password


def grant(connection: Connection, commune: str) -> bool:
    """Let the group of a commune read and change its layers, if there is such a group.

    Run it as the owner of the commune's schema, and again after each migration.
    """
    group = group_of(commune)
    if not _exists(connection, group):
        return False
    who, schema = sql.Identifier(group), sql.Identifier(commune)
    _run(connection, sql.SQL("GRANT USAGE ON SCHEMA {} TO {}").format(schema, who))
    database = sql.Identifier(str(connection.scalar(text("SELECT current_database()"))))
    _run(connection, sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(database, who))
    for table, sequence in connection.execute(_LAYERS, {"schema": f'"{commune}"'}).all():
        rights = sql.SQL("GRANT SELECT, INSERT, UPDATE, DELETE ON {} TO {}")
        _run(connection, rights.format(sql.Identifier(commune, table), who))
        rights = sql.SQL("GRANT USAGE ON SEQUENCE {} TO {}")
        _run(connection, rights.format(sql.Identifier(commune, sequence), who))
    return True


def remove(connection: Connection, name: str) -> bool:
    """Take a person's role away; what was done in its name stays in the journal."""
    if name not in everybody(connection):
        return False
    _run(connection, sql.SQL("DROP ROLE {}").format(sql.Identifier(name)))
    return True


def everybody(connection: Connection) -> dict[str, list[str]]:
    """Return all persons, and the communes that each may edit."""
    found: dict[str, list[str]] = {}
    for person, group in connection.execute(_MEMBERS, {"prefix": EDITOR_ROLE}):
        communes = found.setdefault(person, [])
        if group != EDITOR_ROLE:
            communes.append(group.removeprefix(f"{EDITOR_ROLE}_"))
    return found


def _exists(connection: Connection, role: str) -> bool:
    return bool(
        connection.scalar(text("SELECT count(*) FROM pg_roles WHERE rolname = :r"), {"r": role})
    )


def _run(connection: Connection, statement: sql.Composed) -> None:
    connection.exec_driver_sql(statement.as_string(driver_connection(connection)))
