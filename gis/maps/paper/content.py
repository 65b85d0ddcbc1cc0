"""What lies on a sheet: the assets of the layers that are shown, as the viewer may see them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import shapely
from sqlalchemy import func, literal, literal_column, select

from gis import filters
from gis.crowding import first_zooms
from gis.database import journal
from gis.maps.dictionary import is_base, name_field
from layers.spec import FieldRole, GeometryKind, Layer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry.base import BaseGeometry

    from gis.map_view import View
    from gis.maps.paper.sheet import Sheet
    from gis.session import CommuneSession

_ORDER = {GeometryKind.AREA: 0, GeometryKind.LINE: 1, GeometryKind.POINT: 2}
_EARTH_M_PER_PX = 156_543.034  # Web Mercator at zoom 0, at the equator
_PX_MM = 0.28  # OGC's pixel
_REACH_MM = 5.0  # what begins just outside reaches onto the map


@dataclass(frozen=True, slots=True)
class Drawn:
    """One asset on the sheet; `value` is that of the field that colours, `name` what orients."""

    geometry: BaseGeometry
    code: str | None
    status: str | None
    value: Any
    name: str | None


@dataclass(frozen=True, slots=True)
class Drawing:
    """A layer's assets on the sheet, `base` where it lies beneath and is quiet."""

    layer: Layer
    base: bool
    assets: tuple[Drawn, ...]


def of_sheet(
    session: CommuneSession, sheet: Sheet, layers: Sequence[Layer], view: View, most: int
) -> list[Drawing] | None:
    """Return what is drawn, in the order in which it is; None where it is more than `most`."""
    shown = _legible(session, sheet, layers)
    found = []
    left = most
    for layer in sorted(shown, key=lambda each: _rank(session, each)):
        rows = _rows(session, sheet, layer, view, left + 1)
        left -= len(rows)
        if left < 0:
            return None
        if rows:
            found.append(Drawing(layer, is_base(session.catalogue, layer), rows))
    return found


def _rank(session: CommuneSession, layer: Layer) -> tuple[bool, int, bool, int]:
    base = is_base(session.catalogue, layer)
    outlined = layer.symbol.min_zoom >= 14  # noqa: PLR2004  large areas lie below
    return not base, _ORDER[layer.geometry], outlined, layer.symbol.min_zoom


def _legible(session: CommuneSession, sheet: Sheet, layers: Sequence[Layer]) -> list[Layer]:
    """Return the layers that a screen would show at this scale."""
    _, latitude = session.commune.operation.to_wgs84(sheet.x, sheet.y)
    m_per_px = sheet.scale * _PX_MM / 1000
    zoom = math.log2(_EARTH_M_PER_PX * math.cos(math.radians(float(latitude))) / m_per_px)
    first = first_zooms(session, layers)
    return [layer for layer in layers if first[layer.name] <= zoom + 0.5]


def _rows(
    session: CommuneSession, sheet: Sheet, layer: Layer, view: View, most: int
) -> tuple[Drawn, ...]:
    past = view.revision
    table = session.table(layer) if past is None else journal.as_of(session, layer, past)
    west, south, east, north = sheet.bounds
    reach = _REACH_MM / sheet.mm_per_m
    box = func.ST_MakeEnvelope(
        west - reach, south - reach, east + reach, north + reach, session.commune.srid
    )
    conditions = view.conditions(layer)
    fields = session.viewer.fields(layer)
    visible = {field.name for field in fields}
    colour, name = view.coloured(layer), name_field(layer, fields)
    roles = (layer.field_of(FieldRole.CODE), layer.field_of(FieldRole.STATUS))
    wanted = [each.name if each else None for each in (*roles, colour)] + [name]
    columns: list[Any] = [
        table.c[each] if each in visible else literal_column("NULL") for each in wanted
    ]
    statement = (
        select(func.ST_AsBinary(table.c.geom), *(c.label(f"c{n}") for n, c in enumerate(columns)))
        .where(table.c.geom.op("&&")(box), literal(True))
        .where(
            *(
                filters.expression(each.form, table.c[each.field.name], f"value_{n}")
                for n, each in enumerate(conditions)
            )
        )
        .order_by(table.c.id)
        .limit(most)
    )
    values: dict[str, Any] = {}
    for n, each in enumerate(conditions):
        values |= filters.parameters(each, f"value_{n}")
    rows = session.connection.execute(statement, values)
    return tuple(Drawn(shapely.from_wkb(bytes(row[0])), *row[1:]) for row in rows)
