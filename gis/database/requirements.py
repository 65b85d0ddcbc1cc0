"""What a PostGIS of one's own must offer, and the least rights that Netzkaart needs there.

Two roles with LOGIN, neither of them a superuser:

- the owner (``NETZKAART_DATABASE_URL``) migrates. It needs CONNECT, CREATE and TEMPORARY on the
  database, owns the schemas it makes there, and needs nothing outside of them.
- the serving role (``NETZKAART_APP_DATABASE_URL``) answers requests. It needs CONNECT and
  TEMPORARY on the database; the owner grants it the rest, and nothing that would let it change
  a schema or the journal. Without a URL of its own the owner serves too, and that last wall
  is gone.

A superuser prepares it once::

    CREATE ROLE netzkaart_owner LOGIN PASSWORD '...';
    CREATE ROLE netzkaart_app LOGIN PASSWORD '...';
    CREATE DATABASE netzkaart OWNER netzkaart_owner ENCODING 'UTF8' TEMPLATE template0;
    REVOKE ALL ON DATABASE netzkaart FROM PUBLIC;
    GRANT CONNECT, TEMPORARY ON DATABASE netzkaart TO netzkaart_app;
    CREATE EXTENSION postgis;  -- connected to netzkaart

With CREATEROLE besides, the owner lets each commune be served in a role of its own
(`gis.database.serving`) and lets persons edit by SQL (`gis.database.people`). Before PostgreSQL
16 this right is a strong one: it reaches every role that is no superuser.
"""

from __future__ import annotations

from typing import Any

import psycopg
from psycopg import sql
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from gis.errors import DatabaseUnfit, DatabaseUnreachable, Issue

OLDEST = 13
"""PostgreSQL's first version with ``xid8``, which the journal's transactions are told apart by."""

_TIMEOUT_S = 10


def role_of(url: str) -> str:
    """Return the role that a URL connects as.

    Raises
    ------
    DatabaseUnreachable
    """
    with _connect(url) as connection:
        return str(_value(connection, "SELECT current_user"))


def check(owner_url: str, app_url: str) -> None:
    """Check that a database and its two roles are fit.

    Raises
    ------
    DatabaseUnreachable
        One of the URLs leads nowhere.
    DatabaseUnfit
        With everything that is missing, and the SQL that puts it right.
    """
    app = role_of(app_url)
    with _connect(owner_url) as connection:
        database = str(_value(connection, "SELECT current_database()"))
        owner = str(_value(connection, "SELECT current_user"))
        issues = [*_server(connection, database), *_postgis(connection, database)]
        needed = {owner: ["CONNECT", "CREATE", "TEMPORARY"]}
        needed.setdefault(app, []).extend(["CONNECT", "TEMPORARY"])
        if _value(connection, "SELECT count(*) FROM pg_roles WHERE rolname = %s", app):
            for role, rights in needed.items():
                issues += _rights(connection, database, role, rights)
        else:
            details = {"role": app, "remedy": _sql(connection, "CREATE ROLE {} LOGIN", app)}
            issues.append(Issue("database_lacks_role", database, details=details))
        issues += _ownership(connection, owner)
    if issues:
        raise DatabaseUnfit(issues, database)


def _connect(url: str) -> psycopg.Connection[tuple[Any, ...]]:
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise DatabaseUnreachable("?", str(error).split("'")[0].strip()) from error
    told = parsed.set(drivername="postgresql").render_as_string(hide_password=True)
    # Word by word: in a URL written anew, a password's blanks would stand as they are, which
    # libpq refuses.
    words: dict[str, Any] = parsed.translate_connect_args(username="user", database="dbname")
    words |= {"connect_timeout": _TIMEOUT_S, **parsed.query}
    try:
        return psycopg.connect(**words, autocommit=True)
    except psycopg.Error as error:
        raise DatabaseUnreachable(told, str(error).strip().splitlines()[0]) from error


def _value(connection: psycopg.Connection[Any], query: Any, *values: object) -> Any:
    row = connection.execute(query, values).fetchone()
    return row and row[0]


def _sql(connection: psycopg.Connection[Any], statement: Any, *names: str) -> str:
    return sql.SQL(statement).format(*map(sql.Identifier, names)).as_string(connection)


def _server(connection: psycopg.Connection[Any], database: str) -> list[Issue]:
    issues = []
    version = connection.info.server_version // 10_000
    if version < OLDEST:
        details = {"found": version, "wanted": OLDEST}
        issues.append(Issue("database_too_old", database, details=details))
    encoding = _value(connection, "SHOW server_encoding")
    if encoding != "UTF8":
        issues.append(Issue("database_encoding", database, details={"found": encoding}))
    return issues


def _postgis(connection: psycopg.Connection[Any], database: str) -> list[Issue]:
    schema = _value(
        connection,
        "SELECT n.nspname FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace"
        " WHERE e.extname = 'postgis'",
    )
    if schema == "public":
        return []
    remedy = "CREATE EXTENSION postgis SCHEMA public"
    if schema is not None:
        remedy = f"DROP EXTENSION postgis; {remedy}"
    return [Issue("database_lacks_postgis", database, details={"remedy": remedy})]


def _rights(
    connection: psycopg.Connection[Any], database: str, role: str, rights: list[str]
) -> list[Issue]:
    issues = []
    for right in dict.fromkeys(rights):
        query = "SELECT has_database_privilege(%s, %s, %s)"
        if not _value(connection, query, role, database, right):
            remedy = _sql(connection, f"GRANT {right} ON DATABASE {{}} TO {{}}", database, role)
            details = {"role": role, "right": right, "remedy": remedy}
            issues.append(Issue("database_lacks_right", database, details=details))
    if not _value(connection, "SELECT has_schema_privilege(%s, 'public', 'USAGE')", role):
        remedy = _sql(connection, "GRANT USAGE ON SCHEMA public TO {}", role)
        details = {"role": role, "right": "USAGE", "remedy": remedy}
        issues.append(Issue("database_lacks_right", "public", details=details))
    return issues


def _ownership(connection: psycopg.Connection[Any], owner: str) -> list[Issue]:
    """Find schemas of ours that another role has made: this one cannot migrate them."""
    rows = connection.execute(
        "SELECT n.nspname, pg_get_userbyid(n.nspowner) FROM pg_namespace n"
        " JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = 'alembic_version'"
        " WHERE NOT pg_has_role(n.nspowner, 'USAGE') ORDER BY 1"
    ).fetchall()
    return [
        Issue(
            "database_other_owner",
            schema,
            details={
                "found": other,
                "role": owner,
                "remedy": _sql(connection, "GRANT {} TO {}", other, owner),
            },
        )
        for schema, other in rows
    ]
