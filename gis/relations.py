"""Which assets belong together: what one refers to, and what refers to it.

All of it follows from the catalogue: from reference fields, which hold an id, and from the fields
that name a node of the same network by its code.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from geoalchemy2.shape import from_shape
from shapely.geometry.base import BaseGeometry
from sqlalchemy import func, null, select

from gis.session import CommuneSession
from layers.spec import Field, FieldRole, GeometryKind, Kind, Layer

NODE_ROLES = (FieldRole.NODE_FROM, FieldRole.NODE_TO)


@dataclass(frozen=True, slots=True)
class Related:
    """Another asset, as far as a link to it needs."""

    layer: Layer
    id: UUID
    code: str
    status: str | None


@dataclass(frozen=True, slots=True)
class Referring:
    """The assets of one layer that name an asset in one of their fields.

    `assets` are the first of them, `total` counts all.
    """

    layer: Layer
    field: Field
    assets: Sequence[Related]
    total: int


def referred(
    session: CommuneSession, wanted: Iterable[tuple[str, UUID]]
) -> dict[tuple[str, UUID], Related]:
    """Return the assets with these layers and ids, as far as they are there and may be seen."""
    by_layer: dict[str, set[UUID]] = {}
    for name, asset in wanted:
        by_layer.setdefault(name, set()).add(asset)
    found: dict[tuple[str, UUID], Related] = {}
    for layer in session.viewer.layers(session.catalogue):
        ids = by_layer.get(layer.name)
        if not ids:
            continue
        table = session.table(layer)
        rows = session.connection.execute(_columns(session, layer).where(table.c.id.in_(ids)))
        found |= {(layer.name, row.id): _related(layer, row) for row in rows}
    return found


def nodes(
    session: CommuneSession, layer: Layer, properties: Mapping[str, Any]
) -> dict[str, Related]:
    """Return field -> the node that it names by its code, where there is one."""
    found = {}
    for field in session.viewer.fields(layer):
        code = properties.get(field.name)
        if field.role not in NODE_ROLES or not code:
            continue
        for other in session.viewer.layers(session.catalogue):
            if other.theme is not layer.theme or other.geometry is not GeometryKind.POINT:
                continue
            table = session.table(other)
            row = session.connection.execute(
                _columns(session, other).where(table.c.code == code)
            ).one_or_none()
            if row is not None:
                found[field.name] = _related(other, row)
                break
    return found


def referring(
    session: CommuneSession, layer: Layer, asset: UUID, code: str, limit: int = 20
) -> list[Referring]:
    """Return what refers to an asset, by layer and field; fields the viewer may not see are out."""
    found = []
    for other in session.viewer.layers(session.catalogue):
        table = session.table(other)
        for field in session.viewer.fields(other):
            if field.kind is Kind.REFERENCE and field.refers_to == layer.name:
                here = table.c[field.name] == asset
            elif _names_a_node(other, field, layer):
                here = table.c[field.name] == code
            else:
                continue
            total = func.count().over().label("total")
            rows = session.connection.execute(
                _columns(session, other)
                .add_columns(total)
                .where(here)
                .order_by(table.c.code)
                .limit(limit)
            ).all()
            if rows:
                assets = [_related(other, row) for row in rows]
                found.append(Referring(other, field, assets, rows[0].total))
    return found


def nearest_codes(
    session: CommuneSession, layer: Layer, geometry: BaseGeometry, limit: int = 20
) -> list[str]:
    """Return the codes of the assets of a layer that lie nearest to a geometry (home CRS)."""
    table = session.table(layer)
    here = from_shape(geometry, srid=session.commune.srid)
    query = select(table.c.code).order_by(table.c.geom.op("<->")(here), table.c.id).limit(limit)
    return list(session.connection.scalars(query))


def _names_a_node(other: Layer, field: Field, layer: Layer) -> bool:
    return (
        field.role in NODE_ROLES
        and other.theme is layer.theme
        and layer.geometry is GeometryKind.POINT
    )


def _columns(session: CommuneSession, layer: Layer) -> Any:
    table = session.table(layer)
    status = layer.field_of(FieldRole.STATUS)
    column = table.c[status.name] if status else null()
    return select(table.c.id, table.c.code, column.label("status"))


def _related(layer: Layer, row: Any) -> Related:
    return Related(layer, row.id, row.code, row.status)
