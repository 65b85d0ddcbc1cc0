"""Incarnations: a cursor holds only within the database it was handed out by.

A commune that is restored from a dump, copied into another database or recovered to an
earlier moment may hand out revisions again that clients have seen with another content. So
each commune notes in which database its incarnation began: PostgreSQL's system identifier and
timeline, the database's and the journal's own object ids. Where one of them is another than
noted, the next start begins a new incarnation; every older cursor then gets 410 and its
holder loads everything anew. Any role may read them.

What is copied below PostgreSQL (a folder, a disk image) is identical in all of them. Whoever
restores such a copy runs ``netzkaart commune new-incarnation NAME`` afterwards; and a cursor
ahead of the journal is refused in any case (`gis.database.journal.resume`).
"""

from __future__ import annotations

import secrets

from sqlalchemy import Connection, select, text, update

from gis.communes import COMMUNE, find

# Managed services may forbid the one function; the other parts still tell most copies.
_SYSTEM_READABLE = text("SELECT has_function_privilege('pg_control_system()', 'EXECUTE')")
_SYSTEM = text("SELECT system_identifier FROM pg_control_system()")
_HERE = text("SELECT pg_is_in_recovery(), oid FROM pg_database WHERE datname = current_database()")
_TIMELINE = text("SELECT substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8)")
_JOURNALS = text(
    "SELECT n.nspname, c.oid FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
    " WHERE c.relname = 'revision' AND c.relkind = 'r'"
)


def new_token() -> str:
    """Return the name of a new incarnation."""
    return secrets.token_hex(4)


def identities(connection: Connection) -> dict[str, str]:
    """Return which database each commune's journal lies in."""
    system = connection.scalar(_SYSTEM) if connection.scalar(_SYSTEM_READABLE) else 0
    recovering, database = connection.execute(_HERE).one()
    timeline = "-" if recovering else connection.scalar(_TIMELINE)
    return {
        name: f"{system}.{timeline}.{database}.{journal}"
        for name, journal in connection.execute(_JOURNALS)
    }


def confirm(connection: Connection, commune: str | None = None) -> dict[str, str]:
    """Note in which database communes lie; begin a new incarnation of those that were moved.

    Parameters
    ----------
    commune : str, optional
        Only this one.

    Returns
    -------
    dict
        Commune -> its new incarnation.
    """
    found = identities(connection)
    known = select(COMMUNE.c.name, COMMUNE.c.identity)
    if commune is not None:
        known = known.where(COMMUNE.c.name == commune)
    renewed = {}
    for name, identity in connection.execute(known).all():
        here = found.get(name)
        if here is None or here == identity:
            continue
        values = {"identity": here}
        if identity is not None:
            values["incarnation"] = renewed[name] = new_token()
        connection.execute(update(COMMUNE).where(COMMUNE.c.name == name).values(**values))
    return renewed


def renew(connection: Connection, commune: str) -> str:
    """Begin a new incarnation of a commune: all cursors of before are gone.

    Raises
    ------
    UnknownCommune
    """
    find(connection, commune)
    token = new_token()
    connection.execute(update(COMMUNE).where(COMMUNE.c.name == commune).values(incarnation=token))
    return token
