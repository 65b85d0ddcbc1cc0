"""The tables of the clerk's desk: notes, its settings, and reports handed to other bodies."""

from __future__ import annotations

from sqlalchemy import Column, DateTime, ForeignKey, Index, MetaData, String, Table, Text, Uuid
from sqlalchemy.dialects.postgresql import JSONB

_MOMENT = DateTime(timezone=True)


def add_tables(tables: MetaData) -> None:
    """Add the tables of the desk to a commune's metadata; those of reports are there already."""
    # What the town hall tells itself. It may name people: it is purged with the contacts.
    Table(
        "report_note",
        tables,
        Column("id", Uuid, primary_key=True),
        Column("report", ForeignKey("commune.report.id"), nullable=False, index=True),
        Column("at", _MOMENT, nullable=False),
        Column("actor", String(60), nullable=False),
        Column("body", Text, nullable=False),
        info={"rights": "SELECT, INSERT, DELETE"},
    )
    # Deadlines, templates of answers, other bodies, whom to tell: each a document of its own.
    Table(
        "desk_setting",
        tables,
        Column("name", String(40), primary_key=True),
        Column("value", JSONB, nullable=False),
        Column("actor", String(60), nullable=False),
        Column("at", _MOMENT, nullable=False),
        info={"rights": "SELECT, INSERT, UPDATE, DELETE"},
    )
    # The report as another body's server knows it, and what was heard from there last.
    Table(
        "report_handover",
        tables,
        Column("report", ForeignKey("commune.report.id"), primary_key=True),
        Column("body", String(40), nullable=False),
        Column("state", String(10), nullable=False),
        Column("at", _MOMENT, nullable=False),
        Column("token", String(200)),
        Column("number", String(200)),
        Column("status", String(20)),
        Column("told", Text),
        Column("asked_at", _MOMENT),
        Column("problem", String(200)),
        Index("report_handover_open_idx", "state", "asked_at"),
    )
