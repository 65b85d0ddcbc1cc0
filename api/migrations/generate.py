"""Writing the next migration of the communes: what the declarations want and the head lacks."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, MetaData, text

from api import migrations
from gis.database import schema as ddl
from layers.spec import Catalogue

_SCRATCH = "migration_scratch"


def next_migration(
    connection: Connection, catalogue: Catalogue, message: str, scripts: Path
) -> Path | None:
    """Write a migration that takes the newest version to the declarations; None if none is due.

    Both schemas are built for a moment in a savepoint that is rolled back. New tables come
    whole; columns, constraints, indexes, functions and triggers are added, replaced or
    dropped one by one. Read what it wrote: a renamed field is a drop and an add to it.
    """
    savepoint = connection.begin_nested()
    found = _objects(connection, lambda: _build_head(connection, scripts))
    sql = migrations.wanted_sql(catalogue)
    wanted = _objects(
        connection,
        lambda: ddl.execute(connection, ddl.fill(sql, schema=_SCRATCH, srid=2169)),
    )
    savepoint.rollback()
    if wanted == found:
        return None
    body = sql if not found else _steps(catalogue, wanted, found)
    return _write(message, body, scripts)


def _build_head(connection: Connection, scripts: Path) -> None:
    migrations.run(connection, scripts, _SCRATCH, srid=2169)


def _objects(connection: Connection, build: object) -> dict[str, str]:
    connection.execute(text(f"CREATE SCHEMA {_SCRATCH}"))
    build()  # type: ignore[operator]
    found = ddl.describe(connection, _SCRATCH)
    connection.execute(text(f"DROP SCHEMA {_SCRATCH} CASCADE"))
    return found


def _steps(catalogue: Catalogue, wanted: dict[str, str], found: dict[str, str]) -> str:
    """Return the SQL of the difference, in an order that PostgreSQL accepts."""
    tables = {table.name: table for each in _metadatas(catalogue) for table in each.sorted_tables}
    old = {_table(name) for name in found if name.startswith("column ")}
    new = [name for name in tables if name not in old and not tables[name].info.get("sql")]
    lines = [ddl.table_sql(tables[n], catalogue.get(n)) for n in new]
    lines += [sql for n in new if (sql := ddl.foreign_keys_sql(tables[n]))]
    gone = sorted(old - {_table(name) for name in wanted if name.startswith("column ")})
    changed = {
        name
        for name in wanted.keys() | found.keys()
        if wanted.get(name) != found.get(name) and not _belongs(name, {*new, *gone})
    }
    drops = [
        _drop(name) for name in sorted(changed, key=_drop_order) if _must_drop(name, wanted, found)
    ]
    adds = [
        _add(name, wanted[name], found.get(name))
        for name in sorted(changed, key=_add_order)
        if name in wanted
    ]
    lines += [f"DROP TABLE {{schema}}.{name};" for name in gone]
    return "\n\n".join([*lines, "\n".join([*drops, *adds])]).strip() + "\n"


def _metadatas(catalogue: Catalogue) -> tuple[MetaData, ...]:
    return tuple(migrations.metadatas(catalogue, ddl.SRID_MARK))


def _table(name: str) -> str:
    return name.split(" ", 1)[1].split(".", maxsplit=1)[0]


def _belongs(name: str, tables: set[str]) -> bool:
    subject = name.split(" ", 1)[1]
    stems = (f"{t}{end}" for t in tables for end in (".", "_guard", "_inserted", "_changed"))
    return (
        any(subject.startswith(stem) for stem in stems)
        or subject in tables
        or any(re.fullmatch(rf"{t}_(\w+_)?(idx|pkey|key|seq)", subject) for t in tables)
    )


_ORDER = {"trigger": 0, "constraint": 1, "index": 2, "function": 3, "column": 4, "rights": 5}


def _drop_order(name: str) -> tuple[int, str]:
    return _ORDER[name.split(" ", 1)[0]], name


def _add_order(name: str) -> tuple[int, str]:
    return -_ORDER[name.split(" ", 1)[0]], name


def _must_drop(name: str, wanted: dict[str, str], found: dict[str, str]) -> bool:
    if name not in found:
        return False
    kind = name.split(" ", 1)[0]
    return name not in wanted if kind in ("column", "function") else kind != "rights"


def _drop(name: str) -> str:
    kind, subject = name.split(" ", 1)
    if kind in ("index", "function"):
        return f"DROP {kind.upper()} {{schema}}.{subject};"
    table, part = subject.split(".")
    if kind == "trigger":
        return f"DROP TRIGGER {part} ON {{schema}}.{table};"
    return f"ALTER TABLE {{schema}}.{table} DROP {kind.upper()} {part};"


def _add(name: str, definition: str, before: str | None) -> str:
    kind, subject = name.split(" ", 1)
    definition = definition.replace("geometry(", "public.geometry(").replace(",2169)", ",{srid})")
    if kind in ("index", "trigger", "function"):
        definition = definition.replace("search_path TO '{schema}'", "search_path TO {schema}")
        return re.sub(r"\{[^{}]*=X/[^{}]*\}$", "", definition).rstrip() + ";"
    if kind == "rights":
        return f"-- rights on {subject} differ: {before!r} -> {definition!r}"
    table, part = subject.split(".")
    if kind == "constraint":
        return f"ALTER TABLE {{schema}}.{table} ADD CONSTRAINT {part} {definition};"
    if before is None:
        return f"ALTER TABLE {{schema}}.{table} ADD COLUMN {part} {definition};"
    return _change_column(table, part, definition, before)


def _change_column(table: str, column: str, wanted: str, found: str) -> str:
    """Return what makes one definition of a column the other: type, default, NOT NULL."""
    head = f"ALTER TABLE {{schema}}.{table} ALTER COLUMN {column}"
    (type_, required, default), (was_type, was_required, was_default) = (
        (
            re.split(r" NOT NULL| DEFAULT ", each)[0],
            " NOT NULL" in each,
            each.partition(" DEFAULT ")[2],
        )
        for each in (
            wanted,
            found.replace("geometry(", "public.geometry(").replace(",2169)", ",{srid})"),
        )
    )
    lines = []
    if type_ != was_type:
        lines.append(f"{head} TYPE {type_};")
    if default != was_default:
        lines.append(f"{head} SET DEFAULT {default};" if default else f"{head} DROP DEFAULT;")
    if required != was_required:
        lines.append(f"{head} {'SET' if required else 'DROP'} NOT NULL;")
    return "\n".join(lines)


_PYTHON = '''"""{message}"""

from pathlib import Path

from alembic import op

from gis.database.schema import execute, fill

revision = "{revision}"
down_revision = {down}
branch_labels = None
depends_on = None


def upgrade(*, schema: str, srid: int, app: str) -> None:
    """Run the frozen SQL beside this file."""
    sql = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
    execute(op.get_bind(), fill(sql, schema=schema, srid=srid, app=app))
'''


def _write(message: str, sql: str, scripts: Path) -> Path:
    head = migrations.script_directory(scripts).get_current_head()
    revision = f"{int(head or 0) + 1:04d}"
    slug = re.sub(r"[^a-z0-9]+", "_", message.lower()).strip("_")[:40]
    path = scripts / "versions" / f"{revision}_{slug}.sql"
    stamp = datetime.now(UTC).date().isoformat()
    path.write_text(f"-- {message} ({stamp})\n\n{sql}", encoding="utf-8")
    path.with_suffix(".py").write_text(
        _PYTHON.format(message=message, revision=revision, down=repr(head)), encoding="utf-8"
    )
    return path
