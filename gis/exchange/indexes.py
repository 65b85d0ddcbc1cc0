"""Indexes put aside while a million rows come into an empty table, and built again afterwards.

Building an index at once costs a fraction of keeping it row by row. But it locks the table, so
it is only done where nobody else is connected, by a role that owns the tables. It is part of
the import's transaction: whatever happens, the indexes are there.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from gis.database.schema import quoted
from gis.errors import CodeTaken
from gis.exchange.staging import which_code

if TYPE_CHECKING:
    from gis.session import CommuneSession
    from layers.spec import Layer

_ALONE = """
SELECT pg_has_role(c.relowner, 'USAGE') AND NOT EXISTS (
  SELECT FROM pg_stat_activity a
  WHERE a.datname = current_database() AND a.pid <> pg_backend_pid()
    AND a.backend_type = 'client backend')
FROM pg_class c WHERE c.oid = to_regclass(:journal)
"""
_INDEXES = """
SELECT c.relname, i.relname AS name, k.conname,
       coalesce(pg_get_constraintdef(k.oid), pg_get_indexdef(x.indexrelid)) AS definition
FROM pg_index x
JOIN pg_class i ON i.oid = x.indexrelid
JOIN pg_class c ON c.oid = x.indrelid
LEFT JOIN pg_constraint k ON k.conindid = x.indexrelid AND k.contype = 'u'
WHERE x.indrelid = to_regclass(:table) AND NOT x.indisprimary
ORDER BY i.relname
"""


@dataclass(slots=True)
class Indexes:
    """The indexes of one layer's table, and the journal's where it is nearly empty."""

    session: CommuneSession
    layer: Layer
    again: list[str] = field(default_factory=list)

    def put_aside(self, rows: int) -> None:
        """Drop the indexes if that is safe; `rows` are to come."""
        schema = self.session.quoted_schema
        connection = self.session.connection
        if not connection.scalar(text(_ALONE), {"journal": f"{schema}.journal"}):
            return
        tables = [self.layer.name]
        filled = f"SELECT 1 FROM {schema}.journal OFFSET :rows LIMIT 1"  # noqa: S608  our schema
        if connection.scalar(text(filled), {"rows": rows}) is None:
            tables.append("journal")
        for table in tables:
            full = f"{schema}.{quoted(table)}"
            for row in connection.execute(text(_INDEXES), {"table": full}).all():
                if row.conname is not None:
                    drop = f"ALTER TABLE {full} DROP CONSTRAINT {quoted(row.conname)}"
                    constraint = f"{quoted(row.conname)} {row.definition}"
                    self.again.append(f"ALTER TABLE {full} ADD CONSTRAINT {constraint}")
                else:
                    drop = f"DROP INDEX {schema}.{quoted(row.name)}"
                    self.again.append(row.definition)
                connection.exec_driver_sql(drop)

    def build(self) -> None:
        """Build what was put aside.

        Raises
        ------
        CodeTaken
        """
        statements, self.again = self.again, []
        try:
            for statement in statements:
                self.session.connection.exec_driver_sql(statement.replace("%", "%%"))
        except IntegrityError as error:
            raise CodeTaken(self.layer.name, which_code(error)) from error
