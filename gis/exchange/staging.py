"""Rows on their way into one layer's table: staged, compared with what is there, written.

All of it happens in the caller's transaction, in a few statements whatever the number of rows:
PostgreSQL compares, and writes only what differs.
"""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self

import numpy as np
import shapely
from psycopg import sql
from sqlalchemy import Column as SqlColumn
from sqlalchemy import (
    ColumnElement,
    Integer,
    MetaData,
    Table,
    Uuid,
    and_,
    case,
    cast,
    func,
    insert,
    not_,
    or_,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import REGCLASS
from sqlalchemy.exc import IntegrityError
from sqlalchemy.types import UserDefinedType

from gis.database.schema import driver_connection
from gis.database.tables import code_sequence
from gis.errors import CodeTaken
from gis.sentences import Phrase, phrase
from layers.spec import FieldRole, GeometryKind, Kind, Layer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from uuid import UUID

    from numpy.typing import NDArray

    from gis.exchange.batch import Batch
    from gis.session import CommuneSession

_BATCH = 20_000
_TAKEN = re.compile(r"\(code\)=\((.*)\)")
_COPY_TYPES = {
    Kind.TEXT: "text",
    Kind.CODE: "text",
    Kind.CODES: "text[]",
    Kind.INTEGER: "int4",
    Kind.NUMBER: "float8",
    Kind.BOOLEAN: "bool",
    Kind.DATE: "date",
    Kind.REFERENCE: "uuid",
}


class _Shape(UserDefinedType[Any]):
    """A geometry that is only compared and copied: nothing wraps it."""

    cache_ok = True

    def get_col_spec(self, **_: Any) -> str:
        return "geometry"


@dataclass(slots=True)
class Staged:
    """Checked rows of one target layer, ready to be compared and written.

    Attributes
    ----------
    ids : array of UUID
    geometries : array of shapely geometries, home CRS
    fields : dict of array
        By field; references are UUIDs by now.
    empty_clears : bool
        See `LayerMapping`.
    precision_m : float
        Positions that differ by less are the same.
    """

    layer: Layer
    ids: NDArray[np.object_]
    geometries: NDArray[np.object_]
    fields: dict[str, NDArray[np.object_]]
    empty_clears: bool
    precision_m: float

    def __len__(self) -> int:
        return len(self.ids)


@dataclass(frozen=True, slots=True)
class Counts:
    """What became of staged rows."""

    created: int = 0
    changed: int = 0
    unchanged: int = 0
    same_place: int = 0


class Stage:
    """A temporary table with staged rows, beside the layer's own."""

    def __init__(self, session: CommuneSession, staged: Staged) -> None:
        self.session = session
        self.staged = staged
        self.layer = staged.layer
        self.names = [f.name for f in staged.layer.all_fields if f.name in staged.fields]
        self.live = session.table(staged.layer)
        self.table = Table(
            "import_stage",
            MetaData(),
            SqlColumn("row", Integer),
            SqlColumn("id", Uuid),
            SqlColumn("geom", _Shape()),
            *(SqlColumn(name, self.live.c[name].type) for name in self.names),
            prefixes=["TEMPORARY"],
        )

    def __enter__(self) -> Self:
        self.table.create(self.session.connection)
        self._copy()
        self.session.connection.exec_driver_sql("ANALYZE import_stage")
        return self

    def __exit__(self, *failed: object) -> None:
        if failed[0] is None:
            self.table.drop(self.session.connection)

    def _copy(self) -> None:
        columns = ["row", "id", "geom", *self.names]
        statement = sql.SQL("COPY import_stage ({}) FROM STDIN (FORMAT BINARY)").format(
            sql.SQL(", ").join(map(sql.Identifier, columns))
        )
        copy_rows(self.session, statement, ["int4", *_types(self.layer, self.names)], self._rows())

    def _rows(self) -> Iterator[Sequence[Any]]:
        staged = self.staged
        for start in range(0, len(staged), _BATCH):
            part = slice(start, start + _BATCH)
            # The sixteen bytes are what a UUID is sent as.
            ids = [id_.bytes for id_ in staged.ids[part]]
            shapes = ewkb(self.session, staged.geometries[part])
            columns = [staged.fields[name][part] for name in self.names]
            numbers = range(start, start + len(shapes))
            yield from zip(numbers, ids, shapes, *columns, strict=True)

    @cached_property
    def _same_place(self) -> ColumnElement[bool]:
        """Whether a geometry is where it was, as finely as the file's format can tell."""
        old, new = self.live.c.geom, self.table.c.geom
        near = self.staged.precision_m
        alike = and_(
            func.ST_NPoints(old) == func.ST_NPoints(new),
            func.ST_HausdorffDistance(old, new) <= near,
        )
        if self.layer.geometry is GeometryKind.LINE:
            # The same line drawn backwards flows the other way.
            starts = func.ST_Distance(func.ST_StartPoint(old), func.ST_StartPoint(new))
            alike = and_(alike, starts <= near)
        identical: ColumnElement[bool] = old.op("=", is_comparison=True)(new)
        return or_(identical, alike)

    def _new_value(self, name: str) -> ColumnElement[Any]:
        new, old = self.table.c[name], self.live.c[name]
        keeps = not self.staged.empty_clears or self._is_code(name)
        return func.coalesce(new, old) if keeps else new

    def _is_code(self, name: str) -> bool:
        return self.layer.by_name[name].role is FieldRole.CODE

    @cached_property
    def _differs(self) -> ColumnElement[bool]:
        moved = not_(self._same_place)
        fields = [self.live.c[name].is_distinct_from(self._new_value(name)) for name in self.names]
        return or_(moved, *fields)

    def count(self) -> Counts:
        """Return what writing would do."""
        joined = self.table.outerjoin(self.live, self.live.c.id == self.table.c.id)
        is_new = self.live.c.id.is_(None)
        query = select(
            func.count().filter(is_new),
            func.count().filter(and_(not_(is_new), self._differs)),
            func.count(),
        ).select_from(joined)
        created, changed, total = self.session.connection.execute(query).one()
        return Counts(created, changed, total - created - changed, self._same_places(created))

    def _same_places(self, created: int) -> int:
        """Count new assets that lie exactly on one already there: as after a second import."""
        if not created or not self.session.connection.scalar(select(self.live.c.id).limit(1)):
            return 0
        new, old = self.table.c.geom, self.live.c.geom
        on_it = and_(old.op("&&", is_comparison=True)(new), old.op("=", is_comparison=True)(new))
        query = select(func.count(func.distinct(self.table.c.id))).where(on_it, self._is_new())
        return int(self.session.connection.scalar(query) or 0)

    def _is_new(self) -> ColumnElement[bool]:
        other = self.live.alias("other")
        return not_(select(other.c.id).where(other.c.id == self.table.c.id).exists())

    def write(self) -> None:
        """Update what differs, then insert what is new; rows without a code get the next one.

        Raises
        ------
        CodeTaken
            Somebody else gave an asset one of the codes meanwhile.
        """
        try:
            self._write()
        except IntegrityError as error:
            raise CodeTaken(self.layer.name, which_code(error)) from error

    def _write(self) -> None:
        code = next((name for name in self.names if self._is_code(name)), None)
        live, new = self.live, self.table.c
        # A moved asset gets the new geometry, any other keeps its own to the last bit.
        geometry = case((self._same_place, live.c.geom), else_=new.geom)
        values = {name: self._new_value(name) for name in self.names}
        self.session.connection.execute(
            update(live).values(geom=geometry, **values).where(live.c.id == new.id, self._differs)
        )
        if code is None:
            self._insert(self.names)
            return
        said = self.staged.fields[code]
        number_beyond(self.session, self.layer, [value for value in said if value is not None])
        self._insert(self.names, new[code].is_not(None))
        self._insert([name for name in self.names if name != code], new[code].is_(None))

    def _insert(self, names: Sequence[str], *which: ColumnElement[bool]) -> None:
        columns = [self.table.c[name] for name in ("id", "geom", *names)]
        rows = select(*columns).where(self._is_new(), *which).order_by(self.table.c.row)
        statement = insert(self.live).from_select(
            ["id", "geom", *names], rows, include_defaults=False
        )
        self.session.connection.execute(statement)


def which_code(error: IntegrityError) -> Phrase:
    """Return the code that PostgreSQL says is there twice."""
    diagnostic = getattr(error.orig, "diag", None)
    found = _TAKEN.search((diagnostic and diagnostic.message_detail) or "")
    return phrase("this_code", code=found.group(1)) if found else phrase("same_code")


def staged(batch: Batch) -> Staged:
    """Return the sound rows of a batch, ready to be written."""
    sound = batch.sound
    return Staged(
        layer=batch.layer,
        ids=batch.ids[sound],
        geometries=batch.geometries[sound],
        fields={name: column[sound] for name, column in batch.fields.items()},
        empty_clears=batch.mapping.empty_clears,
        precision_m=batch.source.precision_m,
    )


def ewkb(session: CommuneSession, geometries: NDArray[np.object_]) -> NDArray[np.object_]:
    """Return geometries of the home CRS as PostGIS takes them."""
    plain = shapely.to_wkb(geometries, byte_order=1)
    # What shapely.set_srid would write, without a copy of every geometry: the bit of the type
    # which says that an SRID follows, and the SRID.
    srid = b"\x20" + struct.pack("<I", session.commune.srid)
    marked = np.empty(len(plain), dtype=object)
    marked[:] = [wkb[:4] + srid + wkb[5:] for wkb in plain]
    return marked


def copy_rows(
    session: CommuneSession,
    statement: sql.Composed,
    types: Sequence[str],
    rows: Iterable[Sequence[Any]],
) -> None:
    """Send rows through binary COPY, which takes a million in a second or two."""
    with driver_connection(session.connection).cursor() as cursor, cursor.copy(statement) as copy:
        copy.set_types(types)
        for row in rows:
            copy.write_row(row)


def _types(layer: Layer, names: Iterable[str]) -> list[str]:
    return ["bytea", "bytea", *(_COPY_TYPES[layer.by_name[name].kind] for name in names)]


def copy_new(session: CommuneSession, staged: Staged, ids: Sequence[bytes]) -> None:
    """Copy rows straight into the layer's table, where none of them may be yet.

    Parameters
    ----------
    ids : sequence of bytes
        Of all rows of `staged`, whose own are not looked at.

    Raises
    ------
    psycopg.errors.UniqueViolation
        One of them is there already, or another with its code.
    """
    names = [each.name for each in staged.layer.all_fields if each.name in staged.fields]
    code = staged.layer.field_of(FieldRole.CODE)
    given = np.zeros(len(staged), dtype=bool)
    if code is not None and code.name in names:
        given = np.array([value is not None for value in staged.fields[code.name]])
    # In the order of their ids, so that neighbours in an index come one after another; rows
    # without code in their own, since their numbers follow it.
    order = np.flatnonzero(given)
    order = order[np.argsort(np.array(ids, dtype="S16")[order], kind="stable")]
    without = [name for name in names if code is None or name != code.name]
    for chosen, columns in ((order, names), (np.flatnonzero(~given), without)):
        if not len(chosen):
            continue
        target = sql.Identifier(session.commune.name, staged.layer.name)
        listed = sql.SQL(", ").join(map(sql.Identifier, ["id", "geom", *columns]))
        statement = sql.SQL("COPY {} ({}) FROM STDIN (FORMAT BINARY)").format(target, listed)
        cells = [staged.fields[name][chosen] for name in columns]
        rows = zip(
            [ids[n] for n in chosen.tolist()],
            ewkb(session, staged.geometries[chosen]),
            *cells,
            strict=True,
        )
        copy_rows(session, statement, _types(staged.layer, columns), rows)


def number_beyond(session: CommuneSession, layer: Layer, codes: Iterable[str]) -> None:
    """Let the layer's own numbering go on after the highest number among codes."""
    ours = re.compile(rf"{re.escape(layer.code_prefix)}-(\d{{1,6}})\Z")
    found = (ours.match(value) for value in codes)
    highest = max((int(match.group(1)) for match in found if match), default=0)
    if not highest:
        return
    sequence = f"{session.quoted_schema}.{code_sequence(layer)}"
    of = cast(sequence, REGCLASS)
    last = session.connection.scalar(select(func.pg_sequence_last_value(of))) or 0
    if last < highest:
        # The serving role may draw numbers but not set them.
        numbers = func.generate_series(last + 1, highest).table_valued("n")
        drawn = select(func.nextval(of)).select_from(numbers).subquery()
        session.connection.execute(select(func.count()).select_from(drawn))


def ids_by_code(session: CommuneSession, layer: Layer, codes: Sequence[str]) -> dict[str, UUID]:
    """Return the assets of a layer that bear one of these codes."""
    table = session.table(layer)
    role = layer.field_of(FieldRole.CODE)
    if role is None or not codes:
        return {}
    if session.connection.scalar(select(table.c.id).limit(1)) is None:
        return {}
    found: dict[str, UUID] = {}
    for start in range(0, len(codes), _BATCH):
        part = list(codes[start : start + _BATCH])
        query = select(table.c[role.name], table.c.id).where(table.c[role.name] == func.any(part))
        found.update((code, id_) for code, id_ in session.connection.execute(query))
    return found


def known_ids(session: CommuneSession, layer: Layer, ids: Sequence[UUID]) -> set[UUID]:
    """Return which of these ids are assets of the layer already."""
    table = session.table(layer)
    found: set[UUID] = set()
    for start in range(0, len(ids), _BATCH):
        part = list(ids[start : start + _BATCH])
        query = select(table.c.id).where(table.c.id == func.any(part))
        found.update(session.connection.scalars(query))
    return found
