"""In whose name a commune is served: a role that has rights on its schema and on no other's.

The role that serves (``netzkaart_app``) signs in to PostgreSQL and may work with what is shared
(communes, accounts). For each commune there is a group that it may act as and whose rights it
does not inherit: a query that reaches for another commune, by mistake or by injection, is
refused by PostgreSQL itself. `make` makes the groups, as the owner; `narrow`, `connect` and
`enter` take them on, where requests are served.

Where the owner may make no roles, the one that serves has the rights on all communes itself.
The role of a commune that was removed stays, without rights: connections may still hold it.
"""

from __future__ import annotations

import hashlib
from weakref import WeakKeyDictionary

from psycopg import sql
from sqlalchemy import Connection, Engine, event, text
from sqlalchemy.exc import ProgrammingError

from gis.database.schema import driver_connection

_NARROW, _KEEPS, _TAKEN = "netzkaart_narrow", "netzkaart_keeps_role", "netzkaart_role"
_LONGEST = 63
_INHERIT_BY_GRANT = 160_000
"""From this version on, a membership says itself whether it is inherited."""

_ROLE = text("SELECT rolname FROM pg_roles WHERE rolname = :role")
_MAY_MAKE_ROLES = text(
    "SELECT rolcreaterole OR rolsuper FROM pg_roles WHERE rolname = current_user"
)
_DATABASE = text("SELECT current_database(), current_user, current_setting('server_version_num')")
_MAY_USE_TEMPORARY_TABLES = text(
    "SELECT has_database_privilege(:role, current_database(), 'TEMPORARY')"
)
_TAKE = text("SELECT set_config('role', :role, false)")
# Of people and tablets only what history calls them and who works where.
_SHARED = (
    "USAGE ON SCHEMA platform",
    "SELECT ON platform.commune, platform.installation, platform.backup",
    "SELECT (id, actor, name, disabled_at) ON platform.account",
    "SELECT ON platform.membership",
    "SELECT (actor, label, commune, role, created_at, expires_at, revoked_at) ON platform.token",
)


def group_of(login: str, commune: str) -> str:
    """Return the name of the role in which `login` serves a commune."""
    name = f"{login}_{commune}"
    if len(name) <= _LONGEST:
        return name
    return f"{name[: _LONGEST - 9]}_{hashlib.sha256(name.encode()).hexdigest()[:8]}"


def common_to(login: str) -> str:
    """Return the name of the group of what all these roles may read; no commune is called so."""
    return group_of(login, "_shared")


def may_make(connection: Connection) -> bool:
    """Tell whether the connection's role may make roles."""
    return bool(connection.scalar(_MAY_MAKE_ROLES))


def is_owner(connection: Connection, login: str) -> bool:
    """Tell whether the connection's role serves itself."""
    return str(connection.execute(_DATABASE).one()[1]) == login


def exists(connection: Connection, role: str) -> bool:
    """Tell whether there is such a role."""
    return connection.scalar(_ROLE, {"role": role}) is not None


def share(connection: Connection, login: str) -> None:
    """Let all roles of communes read what they share, now that it may be more than before."""
    if is_owner(connection, login) or not may_make(connection):
        return
    common = common_to(login)
    if not exists(connection, common):
        _run(connection, "CREATE ROLE {} NOLOGIN", common)
    for right in _SHARED:
        _run(connection, f"GRANT {right} TO {{}}", common)


def make(connection: Connection, login: str, commune: str) -> str:
    """Make the role in which `login` serves a commune, unless it is there.

    Parameters
    ----------
    connection : Connection
        Of the owner, in a transaction, after `share`.

    Returns
    -------
    str
        The role, or `login` itself where the owner serves or may not make what is needed.
    """
    database, owner, version = connection.execute(_DATABASE).one()
    if login == owner or not may_make(connection):
        return login
    group = group_of(login, commune)
    savepoint = connection.begin_nested()
    try:
        if not exists(connection, group):
            _run(connection, "CREATE ROLE {} NOLOGIN", group)
        if int(version) >= _INHERIT_BY_GRANT:
            _run(connection, "GRANT {} TO {} WITH INHERIT FALSE, SET TRUE", group, login)
        else:
            _run(connection, "ALTER ROLE {} NOINHERIT", login)
            _run(connection, "GRANT {} TO {}", group, login)
        _run(connection, "GRANT {} TO {}", common_to(login), group)
        _run(connection, "GRANT TEMPORARY ON DATABASE {} TO {}", database, group)
        fit = connection.scalar(_MAY_USE_TEMPORARY_TABLES, {"role": group})
    except ProgrammingError:  # not the owner's to grant
        fit = False
    if not fit:
        savepoint.rollback()
        return login
    savepoint.commit()
    return group


def _run(connection: Connection, statement: str, *names: str) -> None:
    composed = sql.SQL(statement).format(*map(sql.Identifier, names))
    connection.exec_driver_sql(composed.as_string(driver_connection(connection)))


_of_communes: WeakKeyDictionary[Engine, Engine] = WeakKeyDictionary()


def narrow(engine: Engine) -> Engine:
    """Let an engine serve each commune in its own role, and everything else as itself."""
    narrowed = engine.execution_options(**{_NARROW: True})
    event.listen(narrowed, "engine_connect", _become_oneself)
    return narrowed


def connect(engine: Engine) -> Connection:
    """Return a connection that may still act for the commune it served last: `enter` follows."""
    if not is_narrow(engine):
        return engine.connect()
    for_communes = _of_communes.get(engine)
    if for_communes is None:
        for_communes = _of_communes[engine] = engine.execution_options(**{_KEEPS: True})
    return for_communes.connect()


def is_narrow(bind: Engine | Connection) -> bool:
    """Tell whether communes are served in roles of their own here."""
    return bool(bind.get_execution_options().get(_NARROW))


def enter(connection: Connection, role: str) -> None:
    """Act in a commune's role from now on, as long as the connection serves this commune.

    Parameters
    ----------
    connection : Connection
        One that commits by itself: what is set within a transaction ends with it.
    """
    if not is_narrow(connection):
        return
    if connection.info.get(_TAKEN) != role:
        connection.execute(_TAKE, {"role": role})
        connection.info[_TAKEN] = role


def _become_oneself(connection: Connection) -> None:
    """Leave the role of a commune before anything else is asked by the same connection."""
    if _TAKEN not in connection.info or connection.get_execution_options().get(_KEEPS):
        return
    driver = driver_connection(connection)
    before = driver.autocommit
    driver.autocommit = True
    driver.execute("RESET ROLE")
    driver.autocommit = before
    del connection.info[_TAKEN]
