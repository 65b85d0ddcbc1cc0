"""Removing a commune: its schema and its entry, in one transaction, and what is lost thereby."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, delete, func, select, text

from gis.blobs import Blobs
from gis.communes import COMMUNE, TOKEN
from gis.database.schema import quoted
from gis.errors import UnknownCommune

_TABLES = text(
    "SELECT relname FROM pg_class WHERE relnamespace = to_regnamespace(:schema)"
    " AND relkind = 'r' AND relname <> 'alembic_version' ORDER BY relname"
)


@dataclass(frozen=True, slots=True)
class Loss:
    """What goes with a commune: rows by table, only tables that have some, and its tokens."""

    rows: dict[str, int]
    tokens: int


def loss(connection: Connection, name: str) -> Loss:
    """Count what would be lost with a commune, also with one whose schema is gone already.

    Raises
    ------
    UnknownCommune
    """
    if connection.scalar(select(COMMUNE.c.name).where(COMMUNE.c.name == name)) is None:
        raise UnknownCommune(name)
    rows = {}
    for table in connection.scalars(_TABLES, {"schema": quoted(name)}):
        query = f"SELECT count(*) FROM {quoted(name)}.{quoted(table)}"  # noqa: S608  identifiers
        rows[table] = int(connection.scalar(text(query)) or 0)
    tokens = connection.scalar(select(func.count()).where(TOKEN.c.commune == name))
    return Loss({table: count for table, count in rows.items() if count}, int(tokens or 0))


def remove(connection: Connection, name: str) -> Loss:
    """Drop a commune's schema, its tokens and its entry, in the caller's transaction.

    Returns
    -------
    Loss
        What was there, counted just before.

    Raises
    ------
    UnknownCommune
    """
    lost = loss(connection, name)
    connection.execute(text(f"DROP SCHEMA IF EXISTS {quoted(name)} CASCADE"))
    connection.execute(delete(TOKEN).where(TOKEN.c.commune == name))
    connection.execute(delete(COMMUNE).where(COMMUNE.c.name == name))
    return lost


def remove_files(home: Path, name: str) -> None:
    """Remove what lies beside the database of a commune: its assets' files and its uploads.

    To be called once its removal is committed: until then it may be there again.
    """
    Blobs(home / "files" / name).remove_all()
    for each in ("imports", "uploads"):
        shutil.rmtree(home / each / name, ignore_errors=True)
