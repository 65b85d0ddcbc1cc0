"""Where a commune's assets may lie: its boundary, as the bounding layer has it."""

from __future__ import annotations

from collections import OrderedDict
from functools import lru_cache
from typing import Any
from uuid import UUID

from geoalchemy2.shape import to_shape
from shapely.geometry.base import BaseGeometry
from sqlalchemy import ColumnElement, Select, Table, Text, literal, literal_column, select

from gis import crs
from gis.geometry import Territory
from gis.questions import Question, answer
from gis.session import CommuneSession
from layers.spec import FieldRole, Layer


def of(session: CommuneSession) -> Territory:
    """Return where the commune's assets may lie: its boundary, or else its CRS's area."""
    return answer(session.connection, question(session))


def question(session: CommuneSession) -> Question[Territory]:
    """Return the question for it, to be asked together with others."""
    layer = session.catalogue.bounding()
    table, commune = session.table(layer), session.commune

    def read(row: tuple[Any, ...] | None) -> Territory:
        return Territory(
            commune=commune.title,
            crs=f"EPSG:{commune.srid}",
            boundary=None if row is None else _boundary(session, table, row[0], row[1]),
            tolerance_m=0.0 if row is None else float(row[2] or 0.0),
            limits=_limits(commune.srid, commune.operation),
        )

    return Question(_statement(layer, table), read)


@lru_cache(maxsize=128)
def _statement(layer: Layer, table: Table) -> Select[Any]:
    error = layer.field_of(FieldRole.ACCURACY_HORIZONTAL)
    accuracy: ColumnElement[Any] = table.c[error.name] if error else literal(0.0)
    return select(table.c.id, _ROW_STATE.label("row_state"), accuracy).order_by(table.c.id).limit(1)


# By whom a row was written as it stands, and where: another one after each change, even where
# the change before was rolled back.
_ROW_STATE = literal_column("concat(xmin, ' ', ctid)", Text)
_BOUNDARIES_KEPT = 128
_boundaries: OrderedDict[tuple[str, str, UUID, str], BaseGeometry] = OrderedDict()


def _boundary(session: CommuneSession, table: Table, asset: UUID, state: str) -> BaseGeometry:
    """Return the boundary; its thousands of vertices are read again only after a change."""
    key = (session.commune.name, session.commune.incarnation, asset, state)
    kept = _boundaries.get(key)
    if kept is None:
        geometry = select(table.c.geom).where(table.c.id == asset)
        kept = to_shape(session.connection.execute(geometry).scalar_one())
        _boundaries[key] = kept
        if len(_boundaries) > _BOUNDARIES_KEPT:
            _boundaries.popitem(last=False)
    return kept


@lru_cache(maxsize=64)
def _limits(srid: int, operation: crs.Operation) -> tuple[float, float, float, float]:
    west, south, east, north = crs.area_of_use(srid)
    corners = operation.to_home([west, east, west, east], [south, south, north, north])
    return (min(corners[0]), min(corners[1]), max(corners[0]), max(corners[1]))
