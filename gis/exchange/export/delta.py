"""What changed between two revisions: upserts and tombstones, the same whenever asked.

A page covers whole revisions, ``(since, until]``. Every asset that a revision in it touched
comes once, **as it stood at** ``until``: as an upsert with its feature, or as a tombstone if it
was not there then. What was created and deleted within one page is a tombstone too: to remove
what one does not have costs nothing, and the rule stays one sentence.

The state at ``until`` is read from the journal's before-images, not from the live row alone:
the same page asked for again later, after more edits, is the same byte for byte.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from typing import Any

import orjson
import shapely
from shapely.geometry.base import BaseGeometry
from sqlalchemy import ColumnElement, Text, cast, func, literal_column, not_, select, text

from gis.database import journal
from gis.database.journal import Cursor
from gis.errors import CursorGone
from gis.exchange.export.profile import PROFILE_VERSION, Profile, edition, feature_text
from gis.exchange.export.text import BLOCK, Buffer, copy_lines
from gis.session import CommuneSession
from layers.spec import Layer

MOST_CHANGES = 10_000
"""Per page, at most; a page is longer only where a single revision is."""

_STATE = """
WITH touched AS MATERIALIZED (
  SELECT j.asset, max(v.revision) AS revision
  FROM {schema}.revision v JOIN {schema}.journal j USING (tx)
  WHERE v.revision > :since AND v.revision <= :until AND j.layer = :layer
  GROUP BY j.asset),
fate AS MATERIALIZED (
  SELECT t.asset, t.revision, first.later, first.before, first.before_geom
  FROM touched t LEFT JOIN LATERAL (
    SELECT true AS later, j.before, j.before_geom
    FROM {schema}.journal j JOIN {schema}.revision v USING (tx)
    WHERE j.asset = t.asset AND j.layer = :layer AND v.revision > :until
    ORDER BY v.revision, j.n LIMIT 1) first ON true),
state AS (
  SELECT t.revision, {live} FROM fate t JOIN {schema}.{layer} l ON l.id = t.asset
  WHERE t.later IS NULL
  UNION ALL
  SELECT b.revision, {image} FROM fate b
  CROSS JOIN jsonb_populate_record(NULL::{schema}.{layer}, b.before) r
  WHERE b.before IS NOT NULL)
"""
_UPSERTS = "SELECT * FROM state"
# PostgreSQL takes the pages for short, and would look each asset up among all others (an
# anti-join by nested loops); EXCEPT hashes or sorts, whatever it thinks.
_TOMBSTONES = "SELECT revision, asset AS id FROM touched EXCEPT SELECT revision, id FROM state"


@dataclass(frozen=True, slots=True)
class Page:
    """Whole revisions after `since`, up to and with `until`."""

    since: Cursor
    until: Cursor


def horizon(session: CommuneSession) -> int:
    """Return the oldest revision that changes can still be told after: 0 while all is kept."""
    del session
    return 0


def page(session: CommuneSession, since: str, until: str | None, limit: int) -> Page:
    """Return the page that a cursor asks for.

    Parameters
    ----------
    until : str, optional
        End of the page, to ask for the very same one again; otherwise it ends with the
        revision in which the `limit`-th change lies that the viewer may see.

    Raises
    ------
    CursorGone
        Malformed, of another incarnation, older than the horizon, or not reached yet.
    """
    head = journal.head(session)
    start = journal.resume(session, since)
    if start.revision < horizon(session):
        raise CursorGone(since, head.incarnation)
    if until is None:
        return Page(start, Cursor(head.incarnation, _end(session, start.revision, head, limit)))
    end = journal.resume(session, until)
    if end.revision < start.revision:
        raise CursorGone(until, head.incarnation)
    return Page(start, end)


def _end(session: CommuneSession, since: int, head: Cursor, limit: int) -> int:
    revision = session.tables.tables["commune.revision"]
    entries = session.tables.tables["commune.journal"]
    last = (
        select(revision.c.revision)
        .join(entries, entries.c.tx == revision.c.tx)
        .where(revision.c.revision > since, entries.c.layer.in_(_visible(session)))
        .order_by(revision.c.revision)
        .offset(limit - 1)
        .limit(1)
    )
    return int(session.connection.scalar(last) or head.revision)


def _visible(session: CommuneSession) -> list[str]:
    return [layer.name for layer in session.viewer.layers(session.catalogue)]


def document(
    session: CommuneSession,
    asked: Page,
    profile: Profile,
    *,
    area: BaseGeometry | None = None,
    more: Mapping[str, Any] | None = None,
) -> Generator[bytes]:
    """Yield a page as JSON, one change on each line, in constant memory.

    The session's transaction must outlive the iteration.

    Parameters
    ----------
    area : BaseGeometry, optional
        Only what meets it (home CRS); whatever lies elsewhere since a change is a tombstone that
        says so, unless the page begins at the beginning.
    more : mapping, optional
        What else the head of the document tells.
    """
    layers = _touched_layers(session, asked)
    head = orjson.dumps(
        {
            "profile_version": PROFILE_VERSION,
            "profile": profile.value,
            "commune": session.commune.name,
            "edition": edition(session),
            "since": str(asked.since),
            "next": str(asked.until),
            **(more or {}),
        }
    )
    yield head[:-1] + b',"upserts":[\n'
    yield from _lines(_upserts(session, layer, asked, profile, area) for layer in layers)
    yield b'],"tombstones":[\n'
    yield from _lines(_gone(session, layers, asked, area))
    yield b"]}\n"


def _touched_layers(session: CommuneSession, asked: Page) -> list[Layer]:
    revision = session.tables.tables["commune.revision"]
    entries = session.tables.tables["commune.journal"]
    names = session.connection.scalars(
        select(entries.c.layer)
        .distinct()
        .join(revision, entries.c.tx == revision.c.tx)
        .where(revision.c.revision > asked.since.revision)
        .where(revision.c.revision <= asked.until.revision)
    )
    found = set(names)
    return [layer for layer in session.viewer.layers(session.catalogue) if layer.name in found]


def _lines(groups: Iterable[Generator[Buffer]]) -> Iterator[bytes]:
    buffer = bytearray()
    first = True
    for group in groups:
        with closing(group) as rows:
            for row in rows:
                buffer += row if first else b"," + bytes(row)
                first = False
                if len(buffer) >= BLOCK:
                    yield bytes(buffer)
                    buffer.clear()
    yield bytes(buffer)


def _upserts(
    session: CommuneSession,
    layer: Layer,
    asked: Page,
    profile: Profile,
    area: BaseGeometry | None,
) -> Generator[Buffer]:
    table = _select(session, layer, asked, _UPSERTS, all_columns=True)
    line = _opening(layer, table).op("||")(literal_column("""',"feature":'"""))
    line = line.op("||")(feature_text(session, layer, table, profile)).op("||")("}")
    found = select(line).order_by(table.c.id)
    if area is not None:
        found = found.where(_meets(session, table, area))
    return copy_lines(session, found)


def _meets(session: CommuneSession, table: Any, area: BaseGeometry) -> ColumnElement[bool]:
    wkt = shapely.to_wkt(area, rounding_precision=3)
    there = func.ST_GeomFromText(wkt, session.commune.srid)
    meets: ColumnElement[bool] = func.ST_Intersects(table.c.geom, there)
    return meets


def _gone(
    session: CommuneSession, layers: list[Layer], asked: Page, area: BaseGeometry | None
) -> Iterator[Generator[Buffer]]:
    for layer in layers:
        yield _tombstones(session, layer, asked)
        if area is not None and asked.since.revision:
            yield _elsewhere(session, layer, asked, area)


def _elsewhere(
    session: CommuneSession, layer: Layer, asked: Page, area: BaseGeometry
) -> Generator[Buffer]:
    """Yield what a tablet may hold that lies outside its area by now."""
    table = _select(session, layer, asked, _UPSERTS, all_columns=True)
    identity = literal_column("""',"id":"'""").op("||")(cast(table.c.id, Text))
    line = _opening(layer, table).op("||")(identity)
    line = line.op("||")(literal_column("""'","elsewhere":true}'"""))
    found = select(line).where(not_(_meets(session, table, area)))
    return copy_lines(session, found.order_by(table.c.id))


def _tombstones(session: CommuneSession, layer: Layer, asked: Page) -> Generator[Buffer]:
    table = _select(session, layer, asked, _TOMBSTONES, all_columns=False)
    identity = literal_column("""',"id":"'""").op("||")(cast(table.c.id, Text))
    line = _opening(layer, table).op("||")(identity).op("||")(literal_column("""'"}'"""))
    return copy_lines(session, select(line).order_by(table.c.id))


def _opening(layer: Layer, table: Any) -> Any:
    """Return ``{"layer":"pole","revision":12`` in SQL."""
    start: ColumnElement[str] = literal_column(f"""'{{"layer":"{layer.name}","revision":'""")
    return func.concat(start, table.c.revision)


def _select(
    session: CommuneSession, layer: Layer, asked: Page, what: str, *, all_columns: bool
) -> Any:
    table = session.table(layer)
    names = ["id", "version", "geom", *(field.name for field in layer.all_fields)]
    special = {"id": "b.asset AS id", "geom": "b.before_geom AS geom"}
    state = _STATE.format(
        schema=session.quoted_schema,
        layer=layer.name,
        live=", ".join(f"l.{name}" for name in names),
        image=", ".join(special.get(name, f"r.{name}") for name in names),
    )
    bound = text(state + what).bindparams(
        since=asked.since.revision, until=asked.until.revision, layer=layer.name
    )
    revision = session.tables.tables["commune.revision"].c.revision
    columns = [table.c[name] for name in (names if all_columns else ["id"])]
    return bound.columns(revision, *columns).subquery("asset")
