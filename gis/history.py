"""What happened: to one asset, and in the commune, newest first.

The journal keeps before-images only. What an asset became is the next image, or the asset as
it stands; here both are laid side by side and only what differs is told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import shapely
from shapely.geometry.base import BaseGeometry
from sqlalchemy import func, select, text
from sqlalchemy.dialects.postgresql import aggregate_order_by

from gis.errors import Unauthenticated, UnknownAsset
from gis.session import CommuneSession
from gis.viewer import ViewerRole
from layers.spec import Layer

OPERATIONS = {"I": "create", "U": "change", "D": "remove"}
_MOVED_DECIMALS = 3


@dataclass(frozen=True, slots=True)
class Change:
    """One change of one asset.

    Attributes
    ----------
    op : str
        ``create``, ``change`` or ``remove``.
    fields : dict
        Field -> (old, new), only what differs and the viewer may see; for a creation the new
        values, for a removal the old ones.
    moved_m : float or None
        How far the geometry moved (Hausdorff distance, metres); None where it did not.
    version : int or None
        The one it became, None for a removal.
    was : BaseGeometry or None
        Where it lay before (home CRS), where that differs.
    """

    revision: int
    at: datetime
    actor: str
    source: str
    op: str
    version: int | None
    fields: Mapping[str, tuple[Any, Any]]
    moved_m: float | None
    was: BaseGeometry | None = None


@dataclass(frozen=True, slots=True)
class Revision:
    """One transaction: who, when, by which door, and how much of which layer.

    `layers` is layer -> operation -> number of changes.
    """

    revision: int
    at: datetime
    actor: str
    source: str
    layers: Mapping[str, Mapping[str, int]]


def of_asset(
    session: CommuneSession,
    layer: Layer,
    asset: UUID,
    *,
    before: int | None = None,
    limit: int = 100,
) -> list[Change]:
    """Return the changes of one asset, the newest first, also of one that is gone.

    Parameters
    ----------
    before : int, optional
        Only those of earlier revisions.
    limit : int
        So many, and the rest of the last one's revision.

    Raises
    ------
    UnknownAsset
        There never was one.
    Unauthenticated
        Who did what is told to nobody without a role.
    """
    _must_be_known(session)
    rows = session.connection.execute(
        text(_ASSET.replace("{schema}", session.quoted_schema).replace("{layer}", layer.name)),
        {"layer": layer.name, "asset": asset, "before": before, "limit": limit},
    ).all()
    if not rows and before is None:
        raise UnknownAsset(layer.name, str(asset))
    seen = [field.name for field in session.viewer.fields(layer)]
    return [_change(row, seen) for row in rows]


def find(session: CommuneSession, layer: Layer, name: str) -> UUID:
    """Return the asset that an id or a code means, also where it is gone.

    Raises
    ------
    UnknownAsset
    """
    try:
        return UUID(name)
    except ValueError:
        sql = _CODED.replace("{schema}", session.quoted_schema).replace("{layer}", layer.name)
        values = {"code": name, "layer": layer.name}
        found = session.connection.scalar(text(sql), values)
        if found is None:
            raise UnknownAsset(layer.name, name) from None
        return UUID(str(found))


# The image after a change is that before the next one, and after the last one the asset itself.
_ASSET = """
WITH live AS (
  SELECT to_jsonb(t) - 'geom' AS image, t.geom FROM {schema}.{layer} t WHERE t.id = :asset),
changes AS (
  SELECT v.revision, v.at, v.actor, v.source, j.op, j.n, j.before, j.before_geom,
         lead(j.op) OVER following IS NULL AS newest,
         lead(j.before) OVER following AS after, lead(j.before_geom) OVER following AS after_geom
  FROM {schema}.journal j JOIN {schema}.revision v USING (tx)
  WHERE j.asset = :asset AND j.layer = :layer AND v.revision IS NOT NULL
  WINDOW following AS (ORDER BY v.revision, j.n))
SELECT page.*, CASE WHEN moved_m > 0 THEN ST_AsBinary(before_geom) END AS was FROM (
  SELECT c.revision, c.n, c.at, c.actor, c.source, c.op, c.before, c.before_geom,
         CASE WHEN c.newest THEN live.image ELSE c.after END AS after,
         ST_HausdorffDistance(
           c.before_geom, CASE WHEN c.newest THEN live.geom ELSE c.after_geom END) AS moved_m
  FROM changes c LEFT JOIN live ON true
  WHERE CAST(:before AS bigint) IS NULL OR c.revision < :before
  ORDER BY c.revision DESC FETCH FIRST :limit ROWS WITH TIES) page
ORDER BY revision DESC, n DESC"""

_CODED = """
SELECT id FROM {schema}.{layer} WHERE code = :code
UNION ALL
(SELECT asset FROM {schema}.journal
 WHERE layer = :layer AND before ->> 'code' = :code ORDER BY tx DESC, n DESC LIMIT 1)
LIMIT 1"""


def _change(row: Any, seen: Sequence[str]) -> Change:
    fields = differences(row.before, row.after, seen)
    moved = row.moved_m and round(row.moved_m, _MOVED_DECIMALS)
    version = row.after and row.after.get("version")
    op = OPERATIONS[row.op]
    was = shapely.from_wkb(bytes(row.was)) if moved else None
    return Change(
        row.revision, row.at, row.actor, row.source, op, version, fields, moved or None, was
    )


def differences(
    before: Mapping[str, Any] | None, after: Mapping[str, Any] | None, seen: Sequence[str]
) -> dict[str, tuple[Any, Any]]:
    """Return field -> (old, new) of what differs; a field that was not declared yet is null."""
    old, new = before or {}, after or {}
    return {name: (old.get(name), new.get(name)) for name in seen if old.get(name) != new.get(name)}


def revisions(
    session: CommuneSession,
    *,
    only: Layer | None = None,
    before: int | None = None,
    limit: int = 50,
) -> list[Revision]:
    """Return the commune's revisions, the newest first, as far as the viewer may see layers.

    Parameters
    ----------
    only : Layer, optional
        What happened in this layer, one that the viewer may see.

    Raises
    ------
    Unauthenticated
        Who did what is told to nobody without a role.
    """
    _must_be_known(session)
    revision = session.tables.tables["commune.revision"]
    journal = session.tables.tables["commune.journal"]
    layers = [only] if only else session.viewer.layers(session.catalogue)
    visible = [layer.name for layer in layers]
    shown = journal.c.layer.in_(visible)
    page = (
        select(revision)
        .where(revision.c.revision.is_not(None))
        .where(select(journal.c.n).where(journal.c.tx == revision.c.tx, shown).exists())
        .order_by(revision.c.revision.desc())
        .limit(limit)
    )
    if before is not None:
        page = page.where(revision.c.revision < before)
    part = page.subquery("page")
    counted = (
        select(journal.c.tx, journal.c.layer, journal.c.op, func.count().label("number"))
        .where(journal.c.tx.in_(select(part.c.tx)), shown)
        .group_by(journal.c.tx, journal.c.layer, journal.c.op)
        .subquery("counted")
    )
    parts = func.array_agg(
        aggregate_order_by(
            func.json_build_array(counted.c.layer, counted.c.op, counted.c.number),
            counted.c.layer,
            counted.c.op,
        )
    ).label("parts")
    query = (
        select(part.c.revision, part.c.at, part.c.actor, part.c.source, parts)
        .join(counted, counted.c.tx == part.c.tx)
        .group_by(part.c.revision, part.c.at, part.c.actor, part.c.source)
        .order_by(part.c.revision.desc())
    )
    return [_revision(row) for row in session.connection.execute(query)]


def source_of(session: CommuneSession, revision: int) -> str | None:
    """Return the door through which a revision came, or None where there is no such revision."""
    table = session.tables.tables["commune.revision"]
    found: str | None = session.connection.scalar(
        select(table.c.source).where(table.c.revision == revision)
    )
    return found


def _revision(row: Any) -> Revision:
    layers: dict[str, dict[str, int]] = {}
    for layer, op, number in row.parts:
        layers.setdefault(layer, {})[OPERATIONS[op]] = number
    return Revision(row.revision, row.at, row.actor, row.source, layers)


def _must_be_known(session: CommuneSession) -> None:
    if session.viewer.role is ViewerRole.ANYONE:
        raise Unauthenticated
