"""Communes for tests in a tenth of the time: a schema that a test left as it was is used again.

To build one takes half a second, and a thousand tests ask for one.
"""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection, text

from api import migrations
from gis import communes, incarnation
from gis.communes import Commune
from gis.database import serving
from gis.database.schema import quoted

_fingerprints: dict[str, str] = {}

# Whatever a test may have altered: columns, checks, indexes, triggers, functions, rights.
_FINGERPRINT = text(
    """
    SELECT md5(string_agg(one, '|' ORDER BY one)) FROM (
      SELECT concat_ws(' ', c.relname, c.relkind, c.relacl::text, a.attname, a.atttypid,
                       a.attnotnull, a.attacl::text)
        FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
        WHERE c.relnamespace = to_regnamespace(:schema) AND c.relkind <> 't'
      UNION ALL SELECT concat_ws(' ', conrelid::regclass, conname, convalidated) FROM pg_constraint
        WHERE connamespace = to_regnamespace(:schema)
      UNION ALL SELECT concat_ws(' ', t.tgname, t.tgenabled, t.tgfoid)
        FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
        WHERE c.relnamespace = to_regnamespace(:schema) AND NOT t.tgisinternal
      UNION ALL SELECT concat_ws(' ', oid, md5(prosrc), proacl::text) FROM pg_proc
        WHERE pronamespace = to_regnamespace(:schema)
      UNION ALL SELECT nspacl::text FROM pg_namespace WHERE oid = to_regnamespace(:schema)
    ) AS parts (one)
    """
)
_TABLES = text(
    "SELECT c.relname FROM pg_class c WHERE c.relnamespace = to_regnamespace(:schema)"
    " AND c.relkind = 'r' AND c.relname <> 'alembic_version'"
)
_SEQUENCES = text(
    "SELECT sequencename FROM pg_sequences WHERE schemaname = :schema AND last_value IS NOT NULL"
)


def make(connection: Connection, name: str, srid: int) -> Commune:
    """Make an empty commune."""
    kept = _kept(name, srid)
    there = connection.scalar(text("SELECT to_regnamespace(:n) IS NOT NULL"), {"n": kept})
    if not there:
        made = migrations.create_commune(connection, name, title=name.capitalize(), srid=srid)
        _fingerprints[kept] = _fingerprint(connection, name)
        return made
    made = communes.register(connection, name, title=name.capitalize(), srid=srid)
    role = serving.group_of(communes.serving_role(connection), name)
    communes.set_served_as(connection, name, role)
    connection.execute(text(f"DROP SCHEMA {quoted(name)}"))
    connection.execute(text(f"ALTER SCHEMA {quoted(kept)} RENAME TO {quoted(name)}"))
    incarnation.confirm(connection, name)
    return replace(made, served_as=role)


def put_away(connection: Connection, commune: Commune) -> None:
    """Remove a commune; keep its schema, emptied, unless the test altered it.

    Needs a superuser: the journal lets nobody else forget.
    """
    name, kept = commune.name, _kept(commune.name, commune.srid)
    connection.execute(text("DELETE FROM platform.commune WHERE name = :n"), {"n": name})
    taken = connection.scalar(text("SELECT to_regnamespace(:n) IS NOT NULL"), {"n": kept})
    if taken or _fingerprint(connection, name) != _fingerprints.get(kept):
        connection.execute(text(f"DROP SCHEMA IF EXISTS {quoted(name)} CASCADE"))
        return
    parts = [f"{quoted(name)}.{quoted(table)}" for table in _names(connection, _TABLES, name)]
    filled = " UNION ALL ".join(
        f"SELECT {number} WHERE EXISTS (SELECT FROM {part})"  # noqa: S608  quoted
        for number, part in enumerate(parts)
    )
    if found := [parts[number] for number in connection.scalars(text(filled))]:
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        connection.execute(text(f"TRUNCATE {', '.join(found)} CASCADE"))
    for sequence in _names(connection, _SEQUENCES, name):
        place = f"{quoted(name)}.{quoted(sequence)}"
        connection.execute(text(f"ALTER SEQUENCE {place} RESTART"))
    connection.execute(text(f"ALTER SCHEMA {quoted(name)} RENAME TO {quoted(kept)}"))


def _kept(name: str, srid: int) -> str:
    return f"kept_{srid}_{name}"


def _fingerprint(connection: Connection, schema: str) -> str:
    return str(connection.scalar(_FINGERPRINT, {"schema": quoted(schema)}))


def _names(connection: Connection, asked: object, schema: str) -> list[str]:
    return list(connection.scalars(asked, {"schema": schema}))  # type: ignore[call-overload]
