"""The DDL of a commune's schema, and what a schema really holds.

`create_sql` writes what the declarations want; migrations keep its output, frozen.
`describe` reads back columns, constraints, indexes, functions, triggers and grants, so that
two schemas can be compared object by object: functions and triggers too, which a comparison
of tables alone would never see.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import psycopg
from sqlalchemy import Connection, MetaData, Table, text
from sqlalchemy.dialects.postgresql.base import PGDialect
from sqlalchemy.schema import AddConstraint, CreateIndex, CreateTable, ForeignKeyConstraint

from gis.database.tables import COMMUNE, code_sequence
from gis.database.triggers import commune_sql, layer_sql
from layers.spec import Catalogue, Layer

APP_ROLE = "netzkaart_app"
EDITOR_ROLE = "netzkaart_editor"
"""Begins the names of the groups of persons who edit by SQL; see `gis.database.people`."""
SRID_MARK = 999001
"""Stands for the commune's SRID while DDL is compiled; no authority uses it."""

DIALECT = PGDialect()  # type: ignore[no-untyped-call]


def create_sql(catalogue: Catalogue, metadatas: Sequence[MetaData]) -> str:
    """Return the whole DDL of a commune with placeholders ``{schema} {srid} {app}``.

    Parameters
    ----------
    metadatas : sequence of MetaData
        Of every floor, built for `SRID_MARK`.
    """
    tables = [table for each in metadatas for table in each.sorted_tables]
    plain = [table for table in tables if not table.info.get("sql")]
    parts = [commune_sql(catalogue.version), "GRANT USAGE ON SCHEMA {schema} TO {app};"]
    parts += [table_sql(table, catalogue.get(table.name)) for table in plain]
    parts += [foreign_keys_sql(table) for table in plain]
    parts.append("GRANT SELECT ON {schema}.revision, {schema}.journal TO {app};")
    parts.append("GRANT EXECUTE ON FUNCTION {schema}.told(text, text) TO {app};")
    return "\n\n".join(part for part in parts if part) + "\n"


def table_sql(table: Table, layer: Layer | None) -> str:
    """Return the DDL of one table, its indexes, its journal and the serving role's rights."""
    statements = []
    if layer is not None:
        statements.append(f"CREATE SEQUENCE {{schema}}.{code_sequence(layer)};")
        statements.append(f"GRANT USAGE ON SEQUENCE {{schema}}.{code_sequence(layer)} TO {{app}};")
    without_keys = CreateTable(table, include_foreign_key_constraints=[])
    statements.append(_compiled(without_keys) + ";")
    statements += [
        _compiled(CreateIndex(index)) + ";"
        for index in sorted(table.indexes, key=lambda i: str(i.name))
    ]
    if layer is not None:
        statements.append(layer_sql(layer))
    rights = table.info.get("rights", "SELECT, INSERT, UPDATE, DELETE")
    statements.append(f"GRANT {rights} ON {{schema}}.{table.name} TO {{app}};")
    return "\n".join(statements)


def foreign_keys_sql(table: Table) -> str:
    """Return the references of a table, to be added once all tables are there."""
    keys = [c for c in table.constraints if isinstance(c, ForeignKeyConstraint)]
    return "\n".join(
        _compiled(AddConstraint(key)) + ";" for key in sorted(keys, key=lambda k: str(k.name))
    )


def _compiled(element: CreateTable | CreateIndex | AddConstraint) -> str:
    sql = str(element.compile(dialect=DIALECT)).strip()
    lines = (line.rstrip() for line in sql.splitlines())
    filled = "\n".join(line for line in lines if line)
    return filled.replace(f"{COMMUNE}.", "{schema}.").replace(str(SRID_MARK), "{srid}")


def fill(sql: str, *, schema: str, srid: int, app: str = APP_ROLE) -> str:
    """Put a commune's own names into frozen DDL."""
    return (
        sql.replace("{schema}", quoted(schema))
        .replace("{srid}", str(srid))
        .replace("{app}", quoted(app))
    )


def execute(connection: Connection, sql: str) -> None:
    """Run a script of many statements as it stands, without looking for parameters in it."""
    driver_connection(connection).execute(sql.encode())


def driver_connection(connection: Connection) -> psycopg.Connection[Any]:
    """Return psycopg's own connection, in the same transaction: for scripts and COPY."""
    driver = connection.connection.driver_connection
    if not isinstance(driver, psycopg.Connection):
        raise TypeError(driver)
    return driver


def quoted(identifier: str) -> str:
    """Quote an SQL identifier."""
    return '"' + identifier.replace('"', '""') + '"'


_DESCRIBE = """
SELECT 'column ' || c.relname || '.' || a.attname,
       format_type(a.atttypid, a.atttypmod)
       || CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END
       || coalesce(' DEFAULT ' || pg_get_expr(d.adbin, d.adrelid), '')
FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
WHERE c.relnamespace = to_regnamespace(:schema) AND c.relkind = 'r'
UNION ALL
SELECT 'constraint ' || c.relname || '.' || k.conname, pg_get_constraintdef(k.oid)
FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
WHERE k.connamespace = to_regnamespace(:schema) AND k.contype IN ('c', 'f', 'p', 'u')
UNION ALL
SELECT 'index ' || i.indexname, i.indexdef FROM pg_indexes i WHERE i.schemaname = :name
UNION ALL
SELECT 'function ' || p.proname, pg_get_functiondef(p.oid) || coalesce(
       (SELECT string_agg(f.acl, ' ' ORDER BY f.acl)
        FROM unnest(p.proacl::text[]) f(acl)
        WHERE starts_with(f.acl, :role || '=') OR NOT starts_with(f.acl, :login || '=')), '')
FROM pg_proc p WHERE p.pronamespace = to_regnamespace(:schema)
UNION ALL
SELECT 'trigger ' || c.relname || '.' || t.tgname, pg_get_triggerdef(t.oid)
FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
WHERE c.relnamespace = to_regnamespace(:schema) AND NOT t.tgisinternal
UNION ALL
SELECT 'rights ' || c.relname,
       (SELECT string_agg(r.acl, ' ' ORDER BY r.acl)
        FROM unnest(c.relacl::text[]) r(acl)
        WHERE NOT starts_with(ltrim(r.acl, '"'), :editors))
FROM pg_class c WHERE c.relnamespace = to_regnamespace(:schema) AND c.relkind IN ('r', 'S')
"""


def describe(
    connection: Connection, schema: str, *, role: str = APP_ROLE, login: str = APP_ROLE
) -> dict[str, str]:
    """Return every object of a schema with its definition, its own names taken out.

    Parameters
    ----------
    role : str
        The one in which it is served.
    login : str
        The one that signs in for it, which may execute a function or two itself.

    What persons with a role of their own may do differs from commune to commune: it is left out.
    """
    names = {"schema": quoted(schema), "name": schema, "editors": EDITOR_ROLE}
    names |= {"role": role, "login": login}
    rows = connection.execute(text(_DESCRIBE), names)
    skipped = ("alembic_version",)
    return {
        name: _neutral(definition or "", schema).replace(f"{role}=", "{app}=")
        for name, definition in rows
        if not any(skip in name for skip in skipped)
    }


def _neutral(definition: str, schema: str) -> str:
    return (
        definition.replace(f"{quoted(schema)}.", "{schema}.")
        .replace(f"{schema}.", "{schema}.")
        # A code of a list may be spelt like a commune: only the path names the schema.
        .replace(f"search_path TO '{schema}'", "search_path TO '{schema}'")
        .replace(f"TO '{quoted(schema)}'", "TO '{schema}'")
    )


def differences(wanted: dict[str, str], found: dict[str, str]) -> list[str]:
    """Return one line for each object that is missing, left over or defined otherwise."""
    lines = [f"missing: {name}" for name in sorted(wanted.keys() - found.keys())]
    lines += [f"left over: {name}" for name in sorted(found.keys() - wanted.keys())]
    lines += [
        f"differs: {name}: wanted {wanted[name]!r}, found {found[name]!r}"
        for name in sorted(wanted.keys() & found.keys())
        if _meaning(name, wanted[name]) != _meaning(name, found[name])
    ]
    return lines


def _meaning(name: str, definition: str) -> str:
    """Return a definition without what a dump and its restore change in how a check is written.

    PostgreSQL casts a list of codes as a whole where it was declared, and each code by itself
    where its own description was read back.
    """
    if not name.startswith("constraint "):
        return definition
    return re.sub(r"::(character varying|text)(\[\])?|[()]", "", definition)
