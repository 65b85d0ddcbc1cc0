"""The communes of an installation: one PostgreSQL schema each, listed in ``platform``."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from typing import Any

import numpy as np
from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    DateTime,
    Integer,
    LargeBinary,
    MetaData,
    Select,
    String,
    Table,
    Text,
    bindparam,
    func,
    insert,
    select,
    text,
    true,
    update,
)

from gis import crs
from gis.database.schema import APP_ROLE, quoted
from gis.database.tables import NAMING
from gis.errors import BadName, CommuneExists, Issue, UnknownCommune, UnknownCrs
from gis.sentences import phrase

PLATFORM = MetaData(schema="platform", naming_convention=NAMING)

COMMUNE = Table(
    "commune",
    PLATFORM,
    Column("name", String(40), primary_key=True),
    Column("title", String(120), nullable=False),
    Column("srid", Integer, nullable=False),
    Column("operation", Text, nullable=False),
    Column("pipeline", Text, nullable=False),
    Column("incarnation", String(20), nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False, server_default=func.now()),
    Column("notice", Text, nullable=False, server_default=text("''")),
    # In which database the incarnation began; see `gis.incarnation`.
    Column("identity", String(80)),
    Column("lau", String(10)),
    # See `gis.database.serving`; empty until the owner has looked after it.
    Column("served_as", String(63)),
)

INSTALLATION = Table(
    "installation",
    PLATFORM,
    Column("single", Boolean, primary_key=True, server_default=text("true")),
    Column("app_role", String(63), nullable=False),
)

TOKEN = Table(
    "token",
    PLATFORM,
    Column("hash", LargeBinary, primary_key=True),
    Column("actor", String(40), nullable=False),
    Column("label", String(120), nullable=False),
    Column("commune", String(40), nullable=False),
    Column("role", String(20), nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False, server_default=func.now()),
    Column("expires_at", DateTime(timezone=True)),
    Column("revoked_at", DateTime(timezone=True)),
)

# A commune may be listed although somebody dropped its schema, or restored `platform` alone.
_IS_THERE = func.to_regnamespace(func.quote_ident(COMMUNE.c.name)).is_not(None)
_BY_NAME = select(COMMUNE).where(COMMUNE.c.name == bindparam("name"), _IS_THERE)
_ENTERED = _BY_NAME.add_columns(
    func.set_config("netzkaart.actor", bindparam("actor", type_=Text), true()),
    func.set_config("netzkaart.source", bindparam("source", type_=Text), true()),
)
_ENTERED_AS = _ENTERED.add_columns(
    func.set_config("role", func.coalesce(COMMUNE.c.served_as, "none"), true())
)
_NAME = re.compile(r"[a-z][a-z0-9_]{1,39}\Z")
_RESERVED = frozenset(
    {
        "platform",
        "public",
        "api",
        "ogc",
        "open311",
        "report",
        "field",
        "static",
        "account",
        "accessibility",
        "information_schema",
    }
    | {"healthz", "readyz", "metrics", "docs", "commune", "pages", "demo", "assets", "topology"}
)
_AGREEMENT_M = 0.001


@dataclass(frozen=True, slots=True)
class Commune:
    """A commune: its schema's name, title, home CRS and the operation that leads there.

    `notice` is what every map of it says under its title (``synthetic data``, a licence).
    `lau` is its code among Eurostat's local administrative units, None where nobody entered it.
    `served_as` is the PostgreSQL role with rights on its schema.
    """

    name: str
    title: str
    srid: int
    operation: crs.Operation
    incarnation: str
    notice: str = ""
    lau: str | None = None
    served_as: str | None = None


def find(connection: Connection, name: str) -> Commune:
    """Return a commune by name.

    Raises
    ------
    UnknownCommune
        There is none.
    """
    return _found(connection, _BY_NAME, {"name": name})


def enter(connection: Connection, name: str, *, actor: str, source: str, narrow: bool) -> Commune:
    """Return a commune, and tell PostgreSQL until the commit who writes there, in one trip.

    Parameters
    ----------
    actor, source : str
        What the journal says of who writes, and through which door.
    narrow : bool
        Act in the commune's own role; see `gis.database.serving`.

    Raises
    ------
    UnknownCommune
    """
    values = {"name": name, "actor": actor, "source": source}
    return _found(connection, _ENTERED_AS if narrow else _ENTERED, values)


def _found(connection: Connection, query: Select[Any], values: dict[str, str]) -> Commune:
    # What cannot be a name need not reach the database (a NUL could not even).
    known = _NAME.match(values["name"])
    row = connection.execute(query, values).one_or_none() if known else None
    if row is None:
        raise UnknownCommune(values["name"])
    return _commune(row)


def every(connection: Connection) -> list[Commune]:
    """Return all communes by name, but not those whose schema is gone; see `gone`."""
    rows = connection.execute(select(COMMUNE).where(_IS_THERE).order_by(COMMUNE.c.name))
    return [_commune(row) for row in rows]


def gone(connection: Connection) -> list[Issue]:
    """Return the communes that are listed and have no schema, each with what helps."""
    query = select(COMMUNE.c.name).where(~_IS_THERE).order_by(COMMUNE.c.name)
    return [Issue("commune_without_schema", name) for name in connection.scalars(query)]


def _commune(row: object) -> Commune:
    operation = crs.Operation(row.operation, row.pipeline)  # type: ignore[attr-defined]
    return Commune(
        name=row.name,  # type: ignore[attr-defined]
        title=row.title,  # type: ignore[attr-defined]
        srid=row.srid,  # type: ignore[attr-defined]
        operation=operation,
        incarnation=row.incarnation,  # type: ignore[attr-defined]
        notice=row.notice,  # type: ignore[attr-defined]
        lau=row.lau,  # type: ignore[attr-defined]
        served_as=row.served_as,  # type: ignore[attr-defined]
    )


def register(
    connection: Connection, name: str, *, title: str, srid: int = crs.LUREF, notice: str = ""
) -> Commune:
    """Enter a new commune and give it an empty schema; the migrations fill it.

    Raises
    ------
    BadName, CommuneExists, UnknownCrs
    """
    if not _NAME.match(name) or name in _RESERVED or name.startswith("pg_"):
        raise BadName(name)
    taken = text(
        "SELECT to_regnamespace(:schema) IS NOT NULL"
        " OR EXISTS (SELECT FROM platform.commune WHERE name = :name)"
    )
    if connection.scalar(taken, {"schema": quoted(name), "name": name}):
        raise CommuneExists(name)
    operation = choose_operation(connection, srid)
    commune = Commune(name, title, srid, operation, secrets.token_hex(4), notice)
    connection.execute(
        insert(COMMUNE).values(
            name=name,
            title=title,
            srid=srid,
            operation=operation.name,
            pipeline=operation.pipeline,
            incarnation=commune.incarnation,
            notice=notice,
        )
    )
    connection.execute(text(f"CREATE SCHEMA {quoted(name)}"))
    return commune


def serving_role(connection: Connection) -> str:
    """Return the role that serves this installation: what it needs is granted to it."""
    return connection.scalar(select(INSTALLATION.c.app_role)) or APP_ROLE


def serve_as(connection: Connection, role: str) -> bool:
    """Note who serves; tell whether somebody else did before."""
    before = connection.scalar(select(INSTALLATION.c.app_role))
    if before is None:
        connection.execute(insert(INSTALLATION).values(app_role=role))
    elif before != role:
        connection.execute(update(INSTALLATION).values(app_role=role))
    return before not in (None, role)


def set_served_as(connection: Connection, name: str, role: str) -> None:
    """Enter the role in which a commune is served."""
    connection.execute(update(COMMUNE).where(COMMUNE.c.name == name).values(served_as=role))


def set_lau(connection: Connection, name: str, lau: str) -> None:
    """Enter a commune's code in Eurostat's table of local administrative units."""
    connection.execute(update(COMMUNE).where(COMMUNE.c.name == name).values(lau=lau))


def choose_operation(connection: Connection, srid: int) -> crs.Operation:
    """Return the best operation to `srid` that PostGIS and PROJ compute alike.

    What goes in is projected by PROJ, what goes out by PostGIS: where their releases choose
    different parameters, assets would move by centimetres on every round trip.

    Raises
    ------
    UnknownCrs
        Not projected in metres, lengths in it are wrong, unknown to PostGIS, or no operation
        both agree on.
    """
    crs.new_home_crs(srid)
    candidates = crs.operations(srid)
    west, south, east, north = crs.area_of_use(srid)
    lon, lat = (
        a.ravel() for a in np.meshgrid(np.linspace(west, east, 5), np.linspace(south, north, 5))
    )
    known = text("SELECT count(*) FROM spatial_ref_sys WHERE srid = :srid")
    if not connection.scalar(known, {"srid": srid}):
        raise UnknownCrs(f"EPSG:{srid}", phrase("crs_not_in_postgis"))
    query = text(
        "SELECT ST_X(p), ST_Y(p) FROM unnest(cast(:lon AS float8[]), cast(:lat AS float8[]))"
        " WITH ORDINALITY t(lon, lat, n),"
        " ST_Transform(ST_SetSRID(ST_MakePoint(lon, lat), 4326), cast(:srid AS int)) p ORDER BY n"
    )
    rows = connection.execute(query, {"lon": lon.tolist(), "lat": lat.tolist(), "srid": srid})
    postgis = np.array([tuple(row) for row in rows])
    for operation in candidates:
        ours = np.column_stack(operation.to_home(lon, lat))
        if np.nanmax(np.hypot(*(ours - postgis).T)) < _AGREEMENT_M:
            return operation
    raise UnknownCrs(f"EPSG:{srid}", phrase("crs_disagreed"))
