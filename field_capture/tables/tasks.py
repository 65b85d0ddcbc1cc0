"""The tables of what crews are asked to do: tasks, what came of them, work areas, checklists."""

from __future__ import annotations

from geoalchemy2 import Geometry
from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from field_capture.states.task import TaskState

_MOMENT = DateTime(timezone=True)


def add_tables(tables: MetaData, srid: int) -> None:
    """Add the tables to those of `field_capture.store`."""
    # Checklists that planners keep, to be used again.
    Table(
        "checklist",
        tables,
        Column("name", String(80), primary_key=True),
        Column("items", JSONB, nullable=False),
        Column("actor", String(60), nullable=False),
        Column("at", _MOMENT, nullable=False),
    )
    # Where a crew works: what its tablet takes along.
    area = Table(
        "area",
        tables,
        Column("id", Uuid, primary_key=True),
        Column("name", String(120), nullable=False),
        Column("geom", Geometry("MultiPolygon", srid=srid, spatial_index=False), nullable=False),
        Column("assignee", String(60)),
        Column("checklist", JSONB, nullable=False, server_default=text("'[]'")),
        Column("actor", String(60), nullable=False),
        Column("at", _MOMENT, nullable=False),
    )
    states = ", ".join(f"'{state}'" for state in TaskState)
    task = Table(
        "task",
        tables,
        Column("id", Uuid, primary_key=True),
        Column("version", Integer, nullable=False),
        Column("title", String(200), nullable=False),
        Column("text", Text, nullable=False),
        Column("geom", Geometry("Point", srid=srid, spatial_index=False), nullable=False),
        Column("layer", String(40)),
        Column("asset", Uuid, index=True),
        Column("due", Date),
        Column("checklist", JSONB, nullable=False, server_default=text("'[]'")),
        Column("photos_before", Boolean, nullable=False),
        Column("photos_after", Boolean, nullable=False),
        Column("state", String(10), nullable=False),
        Column("assignee", String(60), index=True),
        Column("area", ForeignKey(area.c.id, ondelete="SET NULL")),
        # On the route of who goes there.
        Column("position", Integer),
        # What it was made for: a report, an inspection.
        Column("source_kind", String(20)),
        Column("source", Uuid, index=True),
        Column("made_by", String(60), nullable=False),
        Column("made_at", _MOMENT, nullable=False),
        Column("changed_at", _MOMENT, nullable=False),
        Column("closed_by", String(60)),
        Column("closed_at", _MOMENT),
        CheckConstraint(f"state IN ({states})", name="state"),
        CheckConstraint("(layer IS NULL) = (asset IS NULL)", name="asset"),
        CheckConstraint("(source_kind IS NULL) = (source IS NULL)", name="source"),
        Index("task_open_idx", "id", postgresql_where=text("state = 'open'")),
        Index(None, "closed_at"),
        info={"rights": "SELECT, INSERT, UPDATE"},
    )
    # Only ever added to: what a crew answered; the first of a task is the one that closed it.
    Table(
        "completion",
        tables,
        Column("op_id", Uuid, primary_key=True),
        Column("task", ForeignKey(task.c.id), nullable=False, index=True),
        Column("answers", JSONB, nullable=False),
        # Answers to what is not asked any more.
        Column("quarantined", JSONB, nullable=False),
        Column("notes", Text, nullable=False),
        Column("actor", String(60), nullable=False),
        Column("at", _MOMENT, nullable=False),
        info={"rights": "SELECT, INSERT"},
    )
