"""The tables of work orders: what is to be done, where, for which reports, and how it went."""

from __future__ import annotations

from enum import StrEnum

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
    LargeBinary,
    MetaData,
    Numeric,
    String,
    Table,
    Text,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from field_capture.states.order import OrderKind, OrderState, Outcome, StopState

_MOMENT = DateTime(timezone=True)


def _one_of(column: str, names: type[StrEnum]) -> str:
    return f"{column} IN ({', '.join(repr(each.value) for each in names)})"


def add_tables(tables: MetaData, srid: int) -> None:
    """Add the tables of work orders; those of reports are there already."""
    order = _order(tables)
    stop = _stop(tables, order, srid)
    # A report is in one order that is not over; what was left behind stays told.
    Table(
        "order_report",
        tables,
        Column("work_order", ForeignKey(order.c.id), primary_key=True),
        Column("report", ForeignKey("commune.report.id", ondelete="CASCADE"), primary_key=True),
        Column("stop", ForeignKey(stop.c.id), nullable=False, index=True),
        Column("open", Boolean, nullable=False),
        Index("order_report_once_idx", "report", unique=True, postgresql_where=text('"open"')),
        info={"rights": "SELECT, INSERT, UPDATE, DELETE"},
    )
    # Only ever added to.
    Table(
        "order_move",
        tables,
        Column("id", Uuid, primary_key=True),
        Column("work_order", ForeignKey(order.c.id), nullable=False, index=True),
        Column("at", _MOMENT, nullable=False),
        Column("from_state", String(12), nullable=False),
        Column("to_state", String(12), nullable=False),
        Column("actor", String(60), nullable=False),
        Column("reason", Text),
        info={"rights": "SELECT, INSERT"},
    )
    # The last number of each year: its row is the lock under which numbers are handed out.
    Table(
        "order_counter",
        tables,
        Column("year", Integer, primary_key=True, autoincrement=False),
        Column("last", Integer, nullable=False),
        info={"rights": "SELECT, INSERT, UPDATE"},
    )
    _people(tables, order)


def _people(tables: MetaData, order: Table) -> None:
    # "Me too", of works that are announced; the key tells networks apart for a day, then goes.
    Table(
        "order_supporter",
        tables,
        Column("id", Uuid, primary_key=True),
        Column("work_order", ForeignKey(order.c.id), nullable=False),
        Column("at", _MOMENT, nullable=False),
        Column("key_sha256", LargeBinary),
        Index("order_supporter_once_idx", "work_order", "key_sha256", unique=True),
    )
    # Who asked to hear of the works; apart, and confirmed before the second letter.
    Table(
        "order_follower",
        tables,
        Column("id", Uuid, primary_key=True),
        Column("work_order", ForeignKey(order.c.id), nullable=False),
        Column("email", String(254), nullable=False),
        Column("language", String(8), nullable=False),
        Column("confirmed_at", _MOMENT),
        Column("at", _MOMENT, nullable=False),
        Index("order_follower_once_idx", "work_order", "email", unique=True),
        Index(None, "email"),
    )


def _order(tables: MetaData) -> Table:
    return Table(
        "work_order",
        tables,
        Column("id", Uuid, primary_key=True),
        Column("number", String(12), nullable=False, unique=True),
        Column("version", Integer, nullable=False),
        Column("kind", String(12), nullable=False),
        Column("title", String(120), nullable=False),
        Column("text", Text, nullable=False),
        Column("language", String(2), nullable=False),
        # 1 is first.
        Column("priority", Integer, nullable=False),
        Column("danger", Boolean, nullable=False),
        Column("state", String(12), nullable=False, index=True),
        Column("begins", Date),
        Column("ends", Date),
        Column("assignee", String(60), index=True),
        Column("materials", JSONB, nullable=False, server_default=text("'[]'")),
        Column("checklist", JSONB, nullable=False, server_default=text("'[]'")),
        Column("photos_before", Boolean, nullable=False),
        Column("photos_after", Boolean, nullable=False),
        Column("estimate_eur", Numeric(12, 2)),
        Column("actual_eur", Numeric(12, 2)),
        Column("made_by", String(60), nullable=False),
        Column("made_at", _MOMENT, nullable=False),
        Column("changed_at", _MOMENT, nullable=False),
        # Language -> what anybody may read of it; without it nobody outside knows of the order.
        Column("announced", JSONB(none_as_null=True)),
        Column("announced_by", String(60)),
        Column("announced_at", _MOMENT),
        CheckConstraint(_one_of("state", OrderState), name="state"),
        CheckConstraint(_one_of("kind", OrderKind), name="kind"),
        CheckConstraint("priority BETWEEN 1 AND 3", name="priority"),
        info={"rights": "SELECT, INSERT, UPDATE"},
    )


def _stop(tables: MetaData, order: Table, srid: int) -> Table:
    # A stop has the id of its task, once the order is planned.
    return Table(
        "order_stop",
        tables,
        Column("id", Uuid, primary_key=True),
        Column("work_order", ForeignKey(order.c.id), nullable=False, index=True),
        Column("position", Integer, nullable=False),
        Column("geom", Geometry("Point", srid=srid, spatial_index=False), nullable=False),
        Column("layer", String(40)),
        Column("asset", Uuid, index=True),
        Column("state", String(10), nullable=False),
        Column("outcome", String(10)),
        Column("notes", Text, nullable=False, server_default=text("''")),
        Column("closed_by", String(60)),
        Column("closed_at", _MOMENT),
        CheckConstraint(_one_of("state", StopState), name="state"),
        CheckConstraint(_one_of("outcome", Outcome), name="outcome"),
        CheckConstraint("(layer IS NULL) = (asset IS NULL)", name="asset"),
        info={"rights": "SELECT, INSERT, UPDATE, DELETE"},
    )
