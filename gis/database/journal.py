"""The journal: one row for every change of an asset, written by PostgreSQL itself.

These readers (`head`, `follow`, `history`, `as_of`) are all that any other part of Netzkaart
knows about past and present; `gis.database.triggers` makes the SQL that writes it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

import shapely
from shapely.geometry.base import BaseGeometry
from sqlalchemy import BigInteger, ColumnElement, cast, func, literal_column, select, text, true
from sqlalchemy.dialects.postgresql import OID, REGCLASS

from gis import local_time
from gis.errors import CursorGone
from gis.session import CommuneSession
from layers.spec import Layer


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place in a commune's journal, meaningful only within one incarnation."""

    incarnation: str
    revision: int

    def __str__(self) -> str:
        return f"{self.incarnation}.{self.revision}"

    @classmethod
    def parse(cls, value: str, incarnation: str) -> Cursor:
        """Read a cursor that a client kept.

        Raises
        ------
        CursorGone
            It is malformed or from another incarnation: only a full resync helps.
        """
        kept, _, revision = value.rpartition(".")
        if kept != incarnation or not revision.isascii() or not revision.isdigit():
            raise CursorGone(value, incarnation)
        return cls(kept, int(revision))


@dataclass(frozen=True, slots=True)
class Day:
    """A day on which something happened: its last revision, and how many changes it saw."""

    day: date
    revision: int
    changes: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One change: `before` is None where the asset was created.

    `before_geom` is given to whoever asks for geometries, in the home CRS.
    """

    revision: int
    at: datetime
    actor: str
    source: str
    layer: str
    asset: UUID
    op: str
    catalogue: int
    before: dict[str, Any] | None
    before_geom: BaseGeometry | None = None


def head(session: CommuneSession) -> Cursor:
    """Return the cursor of what this transaction's snapshot holds."""
    revision = session.tables.tables["commune.revision"]
    highest = session.connection.scalar(select(func.coalesce(func.max(revision.c.revision), 0)))
    return Cursor(session.commune.incarnation, int(highest or 0))


def seal(session: CommuneSession) -> int:
    """Return the revision from which on everything holds what this transaction has written.

    It is handed out now instead of at the commit, under the lock that all writers wait for:
    nothing may be written or locked afterwards. What has changed no asset has no revision of its
    own; then it is the next one, whoever gets that.
    """
    tx = own_tx(session)
    if tx is None:
        # Whoever gets the next one comes after us.
        key = cast(cast(f"{session.quoted_schema}.revision", REGCLASS), OID)
        session.connection.execute(select(func.pg_advisory_xact_lock(cast(key, BigInteger))))
        return head(session).revision + 1
    stamp = text(f"SET CONSTRAINTS {session.quoted_schema}.stamp IMMEDIATE")
    session.connection.execute(stamp)
    revision = session.tables.tables["commune.revision"]
    own = select(revision.c.revision).where(revision.c.tx == tx)
    return int(session.connection.execute(own).scalar_one())


def own_tx(session: CommuneSession) -> int | None:
    """Return by which key this transaction's revision is found; None before the first change."""
    revision = session.tables.tables["commune.revision"]
    mine: ColumnElement[bool] = literal_column("xid = pg_current_xact_id()")
    query = select(revision.c.tx).where(mine, revision.c.revision.is_(None))
    tx = session.connection.scalar(query)
    return None if tx is None else int(tx)


def resume(session: CommuneSession, value: str) -> Cursor:
    """Read the cursor that a client kept, to go on from there.

    Raises
    ------
    CursorGone
        Malformed, from another incarnation, or ahead of the journal: an older copy of the
        data was put back, and what comes will bear numbers that the client has seen.
    """
    cursor = Cursor.parse(value, session.commune.incarnation)
    if cursor.revision > head(session).revision:
        raise CursorGone(value, session.commune.incarnation)
    return cursor


def waiting(session: CommuneSession, after: Cursor, *, limit: int) -> int:
    """Return how many changes lie after a cursor, or `limit` where there are more."""
    revision = session.tables.tables["commune.revision"]
    journal = session.tables.tables["commune.journal"]
    some = (
        select(journal.c.n)
        .join(revision, journal.c.tx == revision.c.tx)
        .where(revision.c.revision > after.revision)
        .limit(limit)
        .subquery()
    )
    return int(session.connection.scalar(select(func.count()).select_from(some)) or 0)


def follow(
    session: CommuneSession, after: Cursor, *, limit: int = 1000, geometry: bool = False
) -> Iterator[Entry]:
    """Yield the changes after a cursor in commit order, in whole revisions.

    The page ends with the revision in which the `limit`-th change lies, however large it is:
    a reader that keeps the last revision it saw misses nothing and sees nothing twice.
    Layers that the viewer may not see are left out.
    """
    revision = session.tables.tables["commune.revision"]
    journal = session.tables.tables["commune.journal"]
    visible = [layer.name for layer in session.viewer.layers(session.catalogue)]
    # Few revisions of a long journal: each looks up its changes. PostgreSQL, which expects a
    # third of all to be new, would read the whole journal; OFFSET keeps it from thinking again.
    changes = (
        select(
            journal.c.layer,
            journal.c.asset,
            journal.c.op,
            journal.c.catalogue,
            journal.c.before,
            journal.c.n,
            *([func.ST_AsBinary(journal.c.before_geom).label("wkb")] if geometry else []),
        )
        .where(journal.c.tx == revision.c.tx, journal.c.layer.in_(visible))
        .order_by(journal.c.n)
        .offset(0)
        .lateral("changes")
    )
    joined = (
        select(revision.c.revision, revision.c.at, revision.c.actor, revision.c.source, *changes.c)
        .select_from(revision.join(changes, true()))
        .where(revision.c.revision > after.revision)
    )
    page = joined.order_by(revision.c.revision, changes.c.n).limit(limit).subquery()
    last = select(func.max(page.c.revision)).scalar_subquery()
    whole = joined.where(revision.c.revision <= last).order_by(revision.c.revision, changes.c.n)
    for row in session.connection.execute(whole):
        entry = _entry(session, row)
        yield replace(entry, before_geom=shapely.from_wkb(row.wkb)) if geometry else entry


def days(session: CommuneSession) -> list[Day]:
    """Return the days, as Luxembourg counts them, on which something happened, in their order.

    Revisions follow one another, their clocks need not: a day's revision is the highest that
    was committed until its end. Only layers that the viewer may see are counted.
    """
    visible = [layer.name for layer in session.viewer.layers(session.catalogue)]
    sql = _DAYS.replace("{schema}", session.quoted_schema)
    rows = session.connection.execute(text(sql), {"layers": visible, "zone": local_time.ZONE.key})
    return [Day(*row) for row in rows]


_DAYS = """
WITH counted AS (
  SELECT tx, count(*) AS changes FROM {schema}.journal WHERE layer = ANY(:layers) GROUP BY tx)
SELECT day, max(revision) OVER (ORDER BY day) AS revision, changes FROM (
  SELECT CAST(v.at AT TIME ZONE :zone AS date) AS day,
         max(v.revision) AS revision, CAST(sum(c.changes) AS bigint) AS changes
  FROM {schema}.revision v JOIN counted c USING (tx)
  WHERE v.revision IS NOT NULL GROUP BY 1) each
ORDER BY day"""


def history(session: CommuneSession, layer: Layer, asset: UUID) -> list[Entry]:
    """Return all changes of one asset, the first first; fields the viewer may not see are gone."""
    revision = session.tables.tables["commune.revision"]
    journal = session.tables.tables["commune.journal"]
    query = (
        select(
            revision.c.revision,
            revision.c.at,
            revision.c.actor,
            revision.c.source,
            journal.c.layer,
            journal.c.asset,
            journal.c.op,
            journal.c.catalogue,
            journal.c.before,
        )
        .join(journal, journal.c.tx == revision.c.tx)
        .where(journal.c.asset == asset, journal.c.layer == layer.name)
        .where(revision.c.revision.is_not(None))
        .order_by(revision.c.revision, journal.c.n)
    )
    return [_entry(session, row) for row in session.connection.execute(query)]


def version(session: CommuneSession, layer: Layer, asset: UUID, number: int) -> Entry | None:
    """Return the change that ended a version of an asset: its `before` is what that one was.

    None where the version is the present one or never was. Changes of this transaction count;
    as long as it is open, their revision is 0.
    """
    revision = session.tables.tables["commune.revision"]
    journal = session.tables.tables["commune.journal"]
    query = (
        select(
            func.coalesce(revision.c.revision, 0).label("revision"),
            revision.c.at,
            revision.c.actor,
            revision.c.source,
            journal.c.layer,
            journal.c.asset,
            journal.c.op,
            journal.c.catalogue,
            journal.c.before,
            func.ST_AsBinary(journal.c.before_geom).label("wkb"),
        )
        .join(journal, journal.c.tx == revision.c.tx)
        .where(journal.c.asset == asset, journal.c.layer == layer.name)
        .where(journal.c.before["version"].as_integer() == number)
        .limit(1)
    )
    row = session.connection.execute(query).one_or_none()
    if row is None:
        return None
    return replace(_entry(session, row), before_geom=shapely.from_wkb(row.wkb))


def was_there(session: CommuneSession, layer: Layer, asset: UUID) -> bool:
    """Tell whether an asset was ever there."""
    journal = session.tables.tables["commune.journal"]
    some = select(journal.c.n).where(journal.c.asset == asset, journal.c.layer == layer.name)
    return session.connection.scalar(some.limit(1)) is not None


def _entry(session: CommuneSession, row: Any) -> Entry:
    """Make an entry of what the viewer may see; a field unknown today is shown to nobody."""
    allowed = {field.name for field in session.viewer.fields(session.catalogue[row.layer])}
    before = row.before and {
        name: value for name, value in row.before.items() if name in allowed or name == "version"
    }
    return Entry(
        row.revision,
        row.at,
        row.actor,
        row.source,
        row.layer,
        row.asset,
        row.op,
        row.catalogue,
        before,
    )


def as_of(session: CommuneSession, layer: Layer, at: int) -> Any:
    """Return a selectable with a layer's rows as they stood at revision `at`.

    Live rows that nothing has touched since, and for the others the earliest before-image
    since; what was created later has none and so is not there.
    """
    names = ["id", "version", "geom", *(field.name for field in layer.all_fields)]
    sql = as_of_sql(layer, session.quoted_schema, names)
    table = session.table(layer)
    columns = [table.c[name] for name in names]
    return text(sql).bindparams(at=at).columns(*columns).subquery("asset")


def as_of_sql(layer: Layer, schema: str, names: Sequence[str], near: str | None = None) -> str:
    """Return the SQL of some columns of a layer's rows as they stood at revision ``:at``.

    Parameters
    ----------
    near : str, optional
        SQL of a box in the home CRS: only what meets it, found by the index of the living and
        told by the earliest image of the others.
    """
    columns = ", ".join(names)
    images = ", ".join(
        "b.asset AS id" if n == "id" else "b.before_geom AS geom" if n == "geom" else f"r.{n}"
        for n in names
    )
    live_near = f"live.geom && {near} AND" if near else ""
    image_near = f"AND b.before_geom && {near}" if near else ""
    return f"""
        WITH later AS (
          SELECT DISTINCT ON (j.asset) j.asset, j.before, j.before_geom
          FROM {schema}.journal j JOIN {schema}.revision v USING (tx)
          WHERE j.layer = '{layer.name}' AND (v.revision > :at OR v.revision IS NULL)
          ORDER BY j.asset, v.revision NULLS LAST, j.n)
        SELECT {columns} FROM {schema}.{layer.name} live
        WHERE {live_near} NOT EXISTS (SELECT FROM later WHERE later.asset = live.id)
        UNION ALL
        SELECT {images} FROM later b,
          jsonb_populate_record(NULL::{schema}.{layer.name}, b.before) r
        WHERE b.before IS NOT NULL {image_near}"""  # noqa: S608  identifiers come from declarations alone
