"""The journal: one row for every change of an asset, written by PostgreSQL itself.

These readers (`head`, `follow`, `history`, `as_of`) are all that any other part of Netzkaart
knows about past and present; `gis.database.triggers` makes the SQL that writes it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

import shapely
from shapely.geometry.base import BaseGeometry
from sqlalchemy import func, select, text

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
    joined = (
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
            journal.c.n,
            *([func.ST_AsBinary(journal.c.before_geom).label("wkb")] if geometry else []),
        )
        .join(journal, journal.c.tx == revision.c.tx)
        .where(revision.c.revision > after.revision, journal.c.layer.in_(visible))
    )
    page = joined.order_by(revision.c.revision, journal.c.n).limit(limit).subquery()
    last = select(func.max(page.c.revision)).scalar_subquery()
    whole = joined.where(revision.c.revision <= last).order_by(revision.c.revision, journal.c.n)
    for row in session.connection.execute(whole):
        entry = _entry(session, row)
        yield replace(entry, before_geom=shapely.from_wkb(row.wkb)) if geometry else entry


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
    schema = session.quoted_schema
    names = ", ".join(["id", "version", "geom", *(field.name for field in layer.all_fields)])
    images = ", ".join(
        "b.asset AS id" if n == "id" else "b.before_geom AS geom" if n == "geom" else f"r.{n}"
        for n in names.split(", ")
    )
    sql = f"""
        WITH later AS (
          SELECT DISTINCT ON (j.asset) j.asset, j.before, j.before_geom
          FROM {schema}.journal j JOIN {schema}.revision v USING (tx)
          WHERE j.layer = :layer AND (v.revision > :at OR v.revision IS NULL)
          ORDER BY j.asset, v.revision NULLS LAST, j.n)
        SELECT {names} FROM {schema}.{layer.name} live
        WHERE NOT EXISTS (SELECT FROM later WHERE later.asset = live.id)
        UNION ALL
        SELECT {images} FROM later b,
          jsonb_populate_record(NULL::{schema}.{layer.name}, b.before) r
        WHERE b.before IS NOT NULL"""  # noqa: S608  identifiers come from declarations alone
    table = session.table(layer)
    columns = [table.c[name] for name in names.split(", ")]
    return text(sql).bindparams(layer=layer.name, at=at).columns(*columns).subquery("asset")
