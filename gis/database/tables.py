"""The tables of a commune, derived from the catalogue.

One commune is one PostgreSQL schema. Tables are built for the symbolic schema ``commune``
and sent to the real one by ``schema_translate_map``; nothing relies on ``search_path``.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from geoalchemy2 import Geometry
from sqlalchemy import (
    ARRAY,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    Double,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    Uuid,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import CHAR, JSONB
from sqlalchemy.types import TypeEngine

from layers.spec import Catalogue, Field, FieldRole, Kind, Layer

COMMUNE = "commune"
"""Symbolic schema of all tables of a commune."""

NAMING = {
    "pk": "%(table_name)s_pkey",
    "fk": "%(table_name)s_%(column_0_name)s_fkey",
    "uq": "%(table_name)s_%(column_0_name)s_key",
    "ck": "%(table_name)s_%(constraint_name)s_check",
    "ix": "%(table_name)s_%(column_0_name)s_idx",
}


@lru_cache(maxsize=32)
def metadata(catalogue: Catalogue, srid: int) -> MetaData:
    """Return the tables of a commune whose home CRS is `srid`, in schema ``commune``."""
    tables = MetaData(schema=COMMUNE, naming_convention=NAMING)
    for layer in catalogue.values():
        _layer_table(tables, layer, srid)
    _journal_tables(tables, srid)
    _exchange_tables(tables)
    _quality_tables(tables, srid)
    _file_tables(tables)
    return tables


def _layer_table(tables: MetaData, layer: Layer, srid: int) -> Table:
    columns = [_column(layer, field) for field in layer.all_fields]
    checks = [
        CheckConstraint(rule, name=field.name)
        for field in layer.all_fields
        if (rule := _rule(field)) is not None
    ]
    references = [
        Index(None, field.name)
        for field in layer.all_fields
        if field.kind is Kind.REFERENCE or field.role in _NAMES_ANOTHER
    ]
    geometry = Geometry(layer.geometry.value, srid=srid, spatial_index=False)
    return Table(
        layer.name,
        tables,
        Column("id", Uuid, primary_key=True),
        Column("version", Integer, nullable=False, server_default=text("1")),
        Column("geom", geometry, nullable=False),
        *columns,
        *checks,
        *references,
        Index(None, "geom", postgresql_using="gist"),
    )


# Who names this asset? Asked after every change of a network.
_NAMES_ANOTHER = frozenset({FieldRole.NODE_FROM, FieldRole.NODE_TO, FieldRole.CONNECTED_TO})


def code_sequence(layer: Layer) -> str:
    """Return the name of the sequence that numbers the assets of a layer."""
    return f"{layer.name}_code_seq"


def _column(layer: Layer, field: Field) -> Column[Any]:
    if field.role is FieldRole.CODE:
        # The server gives a code to whatever comes without one, by whichever door.
        sequence = f"{COMMUNE}.{code_sequence(layer)}"
        # Five digits, and more where they are needed: lpad would cut the hundred-thousandth.
        number = f"to_char(nextval('{sequence}'), 'FM{'9' * 13}00000')"
        default = text(f"'{layer.code_prefix}-' || {number}")
        return Column(
            field.name, column_type(field), nullable=False, unique=True, server_default=default
        )
    if field.kind is Kind.REFERENCE:
        target = ForeignKey(
            f"{COMMUNE}.{field.refers_to}.id", deferrable=True, initially="DEFERRED"
        )
        return Column(field.name, Uuid, target, nullable=not field.required)
    return Column(field.name, column_type(field), nullable=not field.required)


def column_type(field: Field) -> TypeEngine[Any]:
    """Return the type of a field's column."""
    match field.kind:
        case Kind.TEXT:
            return String(field.max_length)
        case Kind.INTEGER:
            return Integer()
        case Kind.NUMBER:
            return Double()
        case Kind.BOOLEAN:
            return Boolean()
        case Kind.DATE:
            return Date()
        case Kind.CODE:
            return String(40)
        case Kind.CODES:
            return ARRAY(String(40))
        case Kind.REFERENCE:
            return Uuid()


def _rule(field: Field) -> str | None:
    """Return what PostgreSQL itself refuses, whoever writes; the door says it in words."""
    if field.codes is not None:
        allowed = ", ".join(f"'{value}'" for value in field.codes.values)
        if field.kind is Kind.CODES:
            return f"{field.name} <@ ARRAY[{allowed}]::varchar[]"
        return f"{field.name} IN ({allowed})"
    if field.kind is Kind.NUMBER:
        # NaN sorts above Infinity: an upper bound keeps it out.
        low = "'-Infinity'" if field.minimum is None else repr(float(field.minimum))
        high = "'Infinity'" if field.maximum is None else repr(float(field.maximum))
        lower = ">" if field.minimum is None else ">="
        upper = "<" if field.maximum is None else "<="
        return f"{field.name} {lower} {low}::float8 AND {field.name} {upper} {high}::float8"
    if field.kind is Kind.INTEGER and (field.minimum is not None or field.maximum is not None):
        low_i = -(2**31) if field.minimum is None else int(field.minimum)
        high_i = 2**31 - 1 if field.maximum is None else int(field.maximum)
        return f"{field.name} BETWEEN {low_i} AND {high_i}"
    return None


def _journal_tables(tables: MetaData, srid: int) -> None:
    """Mirror what ``sql/commune.sql`` creates, for queries only."""
    Table(
        "revision",
        tables,
        Column("tx", BigInteger, primary_key=True),
        Column("revision", BigInteger),
        Column("at", DateTime(timezone=True)),
        Column("actor", Text),
        Column("source", Text),
        info={"sql": True},
    )
    Table(
        "journal",
        tables,
        Column("tx", BigInteger, primary_key=True),
        Column("n", BigInteger, primary_key=True),
        Column("layer", Text),
        Column("asset", Uuid),
        Column("op", CHAR),
        Column("catalogue", Integer),
        Column("before", JSONB),
        Column("before_geom", Geometry(srid=srid, spatial_index=False)),
        info={"sql": True},
    )
    Table(
        "observation",
        tables,
        Column("id", Uuid, primary_key=True),
        Column("layer", String(40), nullable=False),
        Column("asset", Uuid, nullable=False, index=True),
        # Begins anew when the thing itself was moved: what was seen before is of another place.
        Column("epoch", Integer, nullable=False, server_default=text("0")),
        Column("at", DateTime(timezone=True), nullable=False),
        Column("geom", Geometry("Point", srid=srid, spatial_index=False), nullable=False),
        Column("sigma_m", Double, nullable=False),
        Column("operation", Text, nullable=False),
        Column("fix", JSONB, nullable=False),
        Column("ground_level_m", Double),
        Column("received_at", DateTime(timezone=True), nullable=False, server_default=func.now()),
    )
    Table(
        "terrain",
        tables,
        Column("name", String(80), primary_key=True),
        Column("path", Text, nullable=False),
        Column("metres_per_unit", Double, nullable=False, server_default=text("1")),
        Column("resolution_m", Double, nullable=False),
        Column("error_m", Double),
        Column("attribution", Text, nullable=False, server_default=text("''")),
        Column("loaded_at", DateTime(timezone=True), nullable=False, server_default=func.now()),
    )


def _exchange_tables(tables: MetaData) -> None:
    """Receipts: what machines that follow a commune confirmed to hold. Only ever added to."""
    Table(
        "receipt",
        tables,
        Column("id", Uuid, primary_key=True),
        Column("received_at", DateTime(timezone=True), nullable=False),
        Column("actor", String(60), nullable=False),
        Column("incarnation", String(20), nullable=False),
        Column("revision", BigInteger, nullable=False),
        Column("counts", JSONB, nullable=False),
        Column("sha256", CHAR(64)),
        Column("matches", Boolean, nullable=False),
        Column("mismatches", JSONB, nullable=False),
        Index(None, "actor", "received_at"),
        info={"rights": "SELECT, INSERT"},
    )


def _quality_tables(tables: MetaData, srid: int) -> None:
    """Keep what the rules found, what was waived, and up to where the commune was checked."""
    Table(
        "issue",
        tables,
        Column("id", Uuid, primary_key=True),
        Column("rule", String(40), nullable=False),
        Column("layer", String(40), nullable=False),
        Column("asset", Uuid, nullable=False, index=True),
        Column("other_layer", String(40)),
        Column("other", Uuid),
        Column("part", String(10), nullable=False),
        Column("geom", Geometry("Point", srid=srid, spatial_index=False), nullable=False),
        Column("details", JSONB, nullable=False),
        Column("first_revision", BigInteger, nullable=False),
        Column("first_at", DateTime(timezone=True), nullable=False),
        Column("resolved_revision", BigInteger),
        Column("resolved_at", DateTime(timezone=True)),
        Index("issue_open_idx", "rule", "id", postgresql_where=text("resolved_at IS NULL")),
        Index(None, "geom", postgresql_using="gist"),
        info={"rights": "SELECT, INSERT, UPDATE"},
    )
    # Of a rule for an asset, not of one issue: it holds when the same is found again.
    Table(
        "waiver",
        tables,
        Column("id", Uuid, primary_key=True),
        Column("rule", String(40), nullable=False),
        Column("asset", Uuid, nullable=False),
        Column("reason", Text, nullable=False),
        Column("actor", Text, nullable=False),
        Column("at", DateTime(timezone=True), nullable=False),
        Column("expires_at", DateTime(timezone=True)),
        Index(None, "asset", "rule"),
        info={"rights": "SELECT, INSERT"},
    )
    # One row: its lock lets one check run at a time.
    Table(
        "checked",
        tables,
        Column("id", Integer, primary_key=True, autoincrement=False),
        Column("incarnation", String(20), nullable=False),
        Column("revision", BigInteger, nullable=False),
        Column("at", DateTime(timezone=True), nullable=False),
        # Of the first check: before it nobody knows.
        Column("since", DateTime(timezone=True), nullable=False),
        Column("rules", String(16), nullable=False),
        Column("terrain", Text, nullable=False),
        Column("not_checked", JSONB, nullable=False),
        CheckConstraint("id = 1", name="id"),
        info={"rights": "SELECT, INSERT, UPDATE"},
    )


def _file_tables(tables: MetaData) -> None:
    """Tell which files assets have; what was removed stays told."""
    Table(
        "asset_file",
        tables,
        Column("id", Uuid, primary_key=True),
        Column("layer", String(40), nullable=False),
        Column("asset", Uuid, nullable=False, index=True),
        Column("kind", String(10), nullable=False),
        Column("name", Text, nullable=False),
        Column("caption", Text, nullable=False),
        Column("size", BigInteger, nullable=False),
        Column("sha256", String(64), nullable=False, index=True),
        Column("thumb", String(64), index=True),
        Column("width", Integer),
        Column("height", Integer),
        Column("taken_at", DateTime(timezone=True)),
        # Where the camera was: WGS84, degrees.
        Column("lon", Double),
        Column("lat", Double),
        Column("added_by", Text, nullable=False),
        Column("added_at", DateTime(timezone=True), nullable=False),
        Column("removed_by", Text),
        Column("removed_at", DateTime(timezone=True)),
        info={"rights": "SELECT, INSERT, UPDATE"},
    )
