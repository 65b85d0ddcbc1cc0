"""The tables of the tablets' sync: what they sent, what clashed, and the photos they announced."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    DateTime,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import CHAR, JSONB

from field_capture.states.operation import State
from layers.spec import Positioning

_MOMENT = DateTime(timezone=True)


def add_tables(tables: MetaData) -> None:
    """Add the tables to those of `field_capture.store`."""
    states = ", ".join(f"'{state}'" for state in State)
    # What a tablet sent, once and unchanged; only what became of it is written later.
    operation = Table(
        "operation",
        tables,
        Column("op_id", Uuid, primary_key=True),
        Column("body_sha256", LargeBinary, nullable=False),
        Column("body", JSONB, nullable=False),
        Column("device", Uuid, nullable=False),
        Column("seq", BigInteger, nullable=False),
        Column("actor", String(60), nullable=False),
        # Empty where a task was completed that is about no asset.
        Column("layer", String(40)),
        Column("asset", Uuid, index=True),
        Column("kind", String(10), nullable=False),
        Column("after", Uuid),
        Column("state", String(10), nullable=False),
        Column("result", JSONB, nullable=False),
        # Of the asset once the operation was done.
        Column("version", Integer),
        # By which the revision is found that brought it; empty where no asset was changed.
        Column("tx", BigInteger),
        # How far the tablet's clock was behind ours when it sent, seconds: told, never counted on.
        Column("clock_offset_s", Double, nullable=False),
        Column("received_at", _MOMENT, nullable=False),
        CheckConstraint(f"state IN ({states})", name="state"),
        Index(None, "device", "seq"),
        Index("operation_held_idx", "after", postgresql_where=text("state = 'held'")),
        info={"rights": "SELECT, INSERT, UPDATE"},
    )
    Table(
        "conflict",
        tables,
        Column("id", Uuid, primary_key=True),
        Column("op_id", ForeignKey(operation.c.op_id), nullable=False, index=True),
        Column("layer", String(40), nullable=False),
        Column("asset", Uuid, nullable=False, index=True),
        Column("field", String(40), nullable=False),
        # Of the catalogue in whose words it stands.
        Column("schema_version", Integer, nullable=False, server_default="1"),
        # As JSON has them; geometries as GeoJSON in WGS84.
        Column("base", JSONB),
        Column("theirs", JSONB),
        Column("ours", JSONB),
        Column("actor", String(60), nullable=False),
        Column("at", _MOMENT, nullable=False),
        Column("choice", String(10)),
        Column("resolved_by", String(60)),
        Column("resolved_at", _MOMENT),
        CheckConstraint("choice IN ('theirs', 'ours', 'value')", name="choice"),
        Index("conflict_open_idx", "id", postgresql_where=text("choice IS NULL")),
        info={"rights": "SELECT, INSERT, UPDATE"},
    )
    # What a commune asks of a receiver, where it is something else than the layer's declaration.
    asked = ", ".join(f"'{each}'" for each in Positioning)
    Table(
        "layer_positioning",
        tables,
        Column("layer", String(40), primary_key=True),
        Column("positioning", String(10), nullable=False),
        Column("actor", String(60), nullable=False),
        Column("at", _MOMENT, nullable=False),
        CheckConstraint(f"positioning IN ({asked})", name="positioning"),
        info={"rights": "SELECT, INSERT, UPDATE, DELETE"},
    )
    # A photo that was announced: its chunks lie in the files, its picture with the asset's.
    Table(
        "photo",
        tables,
        Column("id", Uuid, primary_key=True),
        Column("sha256", CHAR(64), nullable=False),
        Column("bytes", BigInteger, nullable=False),
        Column("layer", String(40)),
        Column("asset", Uuid, index=True),
        Column("task", Uuid, index=True),
        # Of the work: before or after it.
        Column("moment", String(6)),
        Column("name", Text, nullable=False),
        Column("caption", Text, nullable=False),
        Column("actor", String(60), nullable=False),
        Column("at", _MOMENT, nullable=False),
        Column("file", Uuid),
        Column("kept_at", _MOMENT),
        # What is kept of it, where no asset has it.
        Column("kept_sha256", CHAR(64)),
        Column("thumb_sha256", CHAR(64)),
        CheckConstraint("asset IS NOT NULL OR task IS NOT NULL", name="of"),
        CheckConstraint("moment IN ('before', 'after')", name="moment"),
        info={"rights": "SELECT, INSERT, UPDATE"},
    )
