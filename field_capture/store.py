"""The tables of what comes in from outside, and how they are read and written."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from uuid import UUID

from geoalchemy2 import Geometry
from sqlalchemy import (
    CheckConstraint,
    Column,
    DateTime,
    Double,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    Uuid,
    func,
    insert,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from field_capture.states.proposal import ProposalState
from field_capture.tables import desk as desk_tables
from field_capture.tables import orders as order_tables
from field_capture.tables import reports as report_tables
from field_capture.tables import sync as sync_tables
from field_capture.tables import tasks as task_tables
from gis.assets import new_id
from gis.database.tables import COMMUNE, NAMING
from gis.session import CommuneSession


@lru_cache(maxsize=32)
def metadata(srid: int) -> MetaData:
    """Return the tables for a commune whose home CRS is `srid`."""
    tables = MetaData(schema=COMMUNE, naming_convention=NAMING)
    # What a crew sent, once and unchanged; `outcome` tells what became of it.
    Table(
        "capture",
        tables,
        Column("id", Uuid, primary_key=True),
        Column("body_sha256", LargeBinary, nullable=False),
        Column("body", JSONB, nullable=False),
        Column("layer", String(40), nullable=False),
        Column("outcome", String(10), nullable=False),
        Column("asset", Uuid),
        Column("reasons", JSONB, nullable=False),
        Column("ground_level_m", Double),
        Column("state", String(10), nullable=False),
        Column("geom", Geometry(srid=srid, spatial_index=False), nullable=False),
        Column("received_at", DateTime(timezone=True), nullable=False, server_default=func.now()),
        Index("capture_open", "received_at", postgresql_where=text("state = 'open'")),
        info={"rights": "SELECT, INSERT, UPDATE"},
    )
    report_tables.add_tables(tables, srid)
    desk_tables.add_tables(tables)
    _review_tables(tables, srid)
    sync_tables.add_tables(tables)
    task_tables.add_tables(tables, srid)
    order_tables.add_tables(tables, srid)
    return tables


def _review_tables(tables: MetaData, srid: int) -> None:
    """Corrections that somebody proposes, who looks after what, and what was decided."""
    states = ", ".join(f"'{state}'" for state in ProposalState)
    Table(
        "proposal",
        tables,
        Column("id", Uuid, primary_key=True),
        Column("layer", String(40), nullable=False),
        Column("asset", Uuid, nullable=False, index=True),
        # What was seen by who proposed it: what became another since is shown as such.
        Column("version", Integer, nullable=False),
        Column("changes", JSONB, nullable=False),
        Column("geom", Geometry(srid=srid, spatial_index=False)),
        Column("reason", Text, nullable=False),
        Column("actor", String(60), nullable=False, index=True),
        Column("at", DateTime(timezone=True), nullable=False),
        Column("state", String(10), nullable=False),
        CheckConstraint(f"state IN ({states})", name="state"),
        Index("proposal_open_idx", "id", postgresql_where=text("state = 'open'")),
        info={"rights": "SELECT, INSERT, UPDATE"},
    )
    # Only ever added to: who decided what about a capture or a proposal, and why.
    Table(
        "decision",
        tables,
        Column("id", Uuid, primary_key=True),
        Column("kind", String(12), nullable=False),
        Column("item", Uuid, nullable=False, index=True),
        Column("verdict", String(10), nullable=False),
        Column("reason", Text),
        Column("actor", String(60), nullable=False),
        Column("at", DateTime(timezone=True), nullable=False),
        info={"rights": "SELECT, INSERT"},
    )
    # Who looks after a capture, a proposal or an issue of the rules; nobody where it is empty.
    Table(
        "assignment",
        tables,
        Column("kind", String(12), primary_key=True),
        Column("item", Uuid, primary_key=True),
        Column("assignee", String(60)),
        Column("actor", String(60), nullable=False),
        Column("at", DateTime(timezone=True), nullable=False),
        info={"rights": "SELECT, INSERT, UPDATE"},
    )


def table(session: CommuneSession, name: str) -> Table:
    """Return one of these tables for a session's commune."""
    return metadata(session.commune.srid).tables[f"{COMMUNE}.{name}"]


def note_decision(
    session: CommuneSession,
    item: tuple[str, UUID],
    verdict: str,
    reason: str | None,
    now: datetime,
) -> None:
    """Keep who decided what about something that came in, and why."""
    kind, identity = item
    session.connection.execute(
        insert(table(session, "decision")).values(
            id=new_id(),
            kind=kind,
            item=identity,
            verdict=verdict,
            reason=reason,
            actor=session.viewer.actor,
            at=now,
        )
    )
