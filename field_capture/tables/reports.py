"""The tables around a damage report: its moves, who follows it, its photos, who wants to hear.

What is personal stands in tables of its own (`report_follower`, `report_answer`), so that it can
be purged without touching the history that everybody may read.
"""

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
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from field_capture.states.report import Mover, State

_MOMENT = DateTime(timezone=True)


def add_tables(tables: MetaData, srid: int) -> None:
    """Add the tables of reports to a commune's metadata."""
    report = _report(tables, srid)
    _contact(tables, report)
    _history(tables, report)
    _people(tables, report)
    _photos(tables, report)
    _hooks(tables)


def _one_of(column: str, names: type[State | Mover]) -> str:
    return f"{column} IN ({', '.join(repr(each.value) for each in names)})"


def _report(tables: MetaData, srid: int) -> Table:
    return Table(
        "report",
        tables,
        Column("id", Uuid, primary_key=True),
        Column("number", String(12), nullable=False, unique=True),
        Column("service_code", String(60), nullable=False, index=True),
        Column("state", String(20), nullable=False),
        # Since when; the 21 and 30 days of the contract count from here.
        Column("state_since", _MOMENT, nullable=False),
        # What the citizen wrote stays inside; released text stands in a column of its own.
        Column("description", Text),
        Column("description_public", Text),
        Column("status_note", Text),
        Column("reason", String(40)),
        Column("agency", String(200)),
        Column("duplicate_of", ForeignKey("commune.report.id"), index=True),
        Column("channel", String(20), nullable=False),
        Column("language", String(8)),
        Column("address", Text),
        Column("address_id", String(200)),
        # The number on the lamp as the citizen read it, whether or not there is such a lamp.
        Column("asset_code", String(80)),
        # Addresses of pictures as they were given: kept, never fetched, never shown.
        Column("media_urls", JSONB, nullable=False, server_default=text("'[]'")),
        Column("geom", Geometry("Point", srid=srid, spatial_index=False)),
        # The nearest house, as anybody would find it on a map; not what the citizen wrote.
        Column("near", String(200)),
        Column("token_sha256", LargeBinary, nullable=False, unique=True),
        # Recognises the same content sent again by the same client.
        Column("retry_sha256", LargeBinary),
        Column("requested_at", _MOMENT, nullable=False),
        Column("updated_at", _MOMENT, nullable=False),
        Column("expected_at", _MOMENT),
        # Of the key that a page or a phone made before it sent: the same key is the same report.
        Column("once_sha256", LargeBinary, unique=True),
        # Nothing vouches for its sender: no script ran, no address was given. Looked at first.
        Column("doubtful", Boolean, nullable=False, server_default=text("false")),
        CheckConstraint(_one_of("state", State), name="state"),
        Index(None, "requested_at"),
        Index(None, "retry_sha256"),
        Index(None, "geom", postgresql_using="gist"),
        # For what time moves by itself.
        Index("report_state_since_idx", "state", "state_since"),
        info={"rights": "SELECT, INSERT, UPDATE, DELETE"},
    )


def _contact(tables: MetaData, report: Table) -> None:
    # A report may mean several assets, an asset may be reported several times.
    Table(
        "report_asset",
        tables,
        Column("report", ForeignKey(report.c.id), primary_key=True),
        Column("asset", Uuid, primary_key=True),
        Column("layer", String(40), nullable=False),
        Column("relation", String(12), nullable=False),
        CheckConstraint("relation IN ('reported', 'confirmed')", name="relation"),
        Index(None, "asset"),
    )
    # Apart from everything else, so that it can be purged without a trace.
    Table(
        "report_contact",
        tables,
        Column("report", ForeignKey(report.c.id), primary_key=True),
        Column("email", String(254)),
        Column("first_name", String(100)),
        Column("last_name", String(100)),
        Column("phone", String(40)),
        Column("account_id", String(100)),
        Column("device_id", String(200)),
        Column("purge_after", Date),
        Index(None, "purge_after"),
    )
    # The last number of each year: its row is the lock under which numbers are handed out.
    Table(
        "report_counter",
        tables,
        Column("year", Integer, primary_key=True, autoincrement=False),
        Column("last", Integer, nullable=False),
        info={"rights": "SELECT, INSERT, UPDATE"},
    )


def _history(tables: MetaData, report: Table) -> None:
    # Only ever added to. Nothing here is personal: an actor is an opaque id of the town hall's.
    Table(
        "report_move",
        tables,
        Column("id", Uuid, primary_key=True),
        Column("report", ForeignKey(report.c.id), nullable=False, index=True),
        Column("at", _MOMENT, nullable=False),
        Column("from_state", String(20), nullable=False),
        Column("to_state", String(20), nullable=False),
        Column("mover", String(10), nullable=False),
        Column("actor", String(60)),
        Column("reason", String(40)),
        Column("sentence", Text),
        CheckConstraint(_one_of("from_state", State), name="from"),
        CheckConstraint(_one_of("to_state", State), name="to"),
        CheckConstraint(_one_of("mover", Mover), name="mover"),
        info={"rights": "SELECT, INSERT"},
    )


def _people(tables: MetaData, report: Table) -> None:
    # "Me too": counted in public. The key tells one network from another for a day, then goes.
    Table(
        "report_supporter",
        tables,
        Column("id", Uuid, primary_key=True),
        Column("report", ForeignKey(report.c.id), nullable=False),
        Column("at", _MOMENT, nullable=False),
        Column("key_sha256", LargeBinary),
        Index("report_supporter_once_idx", "report", "key_sha256", unique=True),
    )
    # Who gets letters: the reporter, or somebody who asked to be told. Confirmed before the second.
    Table(
        "report_follower",
        tables,
        Column("id", Uuid, primary_key=True),
        Column("report", ForeignKey(report.c.id), nullable=False),
        Column("email", String(254), nullable=False),
        Column("language", String(8), nullable=False),
        Column("reporter", Boolean, nullable=False),
        Column("updates", Boolean, nullable=False),
        Column("confirmed_at", _MOMENT),
        Column("at", _MOMENT, nullable=False),
        Index("report_follower_once_idx", "report", "email", unique=True),
        Index(None, "email"),
    )
    # What a citizen answers to a question of the town hall: shown inside only.
    Table(
        "report_answer",
        tables,
        Column("id", Uuid, primary_key=True),
        Column("report", ForeignKey(report.c.id), nullable=False, index=True),
        Column("at", _MOMENT, nullable=False),
        Column("body", Text, nullable=False),
        # What somebody else wrote whose report joined this one, and how to reach who did.
        Column("by_other", Boolean, nullable=False, server_default=text("false")),
        Column("phone", String(40)),
        Column("email", String(254)),
        Column("once_sha256", LargeBinary, unique=True),
    )
    # How often an address was asked to confirm itself: a hash of it, for a day.
    Table(
        "letter_asked",
        tables,
        Column("id", Uuid, primary_key=True),
        Column("address_sha256", LargeBinary, nullable=False, index=True),
        Column("at", _MOMENT, nullable=False),
    )


def _photos(tables: MetaData, report: Table) -> None:
    # Of the damage or of the repair; anybody sees one only once the town hall has released it.
    Table(
        "report_photo",
        tables,
        Column("id", Uuid, primary_key=True),
        Column("report", ForeignKey(report.c.id), nullable=False, index=True),
        Column("role", String(10), nullable=False),
        Column("kind", String(8), nullable=False),
        Column("sha256", String(64), nullable=False, index=True),
        Column("thumb", String(64), nullable=False),
        Column("width", Integer, nullable=False),
        Column("height", Integer, nullable=False),
        Column("at", _MOMENT, nullable=False),
        Column("released_at", _MOMENT),
        Column("released_by", String(60)),
        CheckConstraint("role IN ('damage', 'result')", name="role"),
    )


def _hooks(tables: MetaData) -> None:
    # Addresses of other programs that are told of every move. The secret signs, it opens nothing.
    Table(
        "webhook",
        tables,
        Column("id", Uuid, primary_key=True),
        Column("url", String(2000), nullable=False),
        Column("secret", String(64), nullable=False),
        Column("actor", String(60), nullable=False),
        Column("at", _MOMENT, nullable=False),
        Column("last_at", _MOMENT),
        Column("last_outcome", String(40)),
    )
