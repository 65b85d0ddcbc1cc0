"""Lines whose ends are bound to a node follow it when it moves, in the same revision."""

from __future__ import annotations

from geoalchemy2.shape import to_shape
from shapely import LineString, Point
from sqlalchemy import or_, select

from gis import assets
from gis.assets import Asset
from gis.relations import NODE_ROLES
from gis.session import CommuneSession
from layers.spec import FieldRole, GeometryKind, Layer

_MEETS_M = 0.05


def follow(session: CommuneSession, node: Asset, was: Point) -> list[Asset]:
    """Let the lines that name a node and ended where it was end where it is.

    Parameters
    ----------
    node : Asset
        As it stands now; home CRS.

    Returns
    -------
    list of Asset
        The lines as they stand now.
    """
    code = node.layer.field_of(FieldRole.CODE)
    if code is None or node.layer.geometry is not GeometryKind.POINT:
        return []
    name = node.properties.get(code.name)
    moved = []
    for layer in session.catalogue.values():
        if layer.geometry is GeometryKind.LINE and layer.theme is node.layer.theme and name:
            moved += _follow(session, layer, node, str(name), was)
    return moved


def _follow(
    session: CommuneSession, layer: Layer, node: Asset, name: str, was: Point
) -> list[Asset]:
    table = session.table(layer)
    columns = [field.name for field in layer.all_fields if field.role in NODE_ROLES]
    if not columns:
        return []
    named = or_(*(table.c[column] == name for column in columns))
    query = select(table.c.id, table.c.version, table.c.geom).where(named).order_by(table.c.id)
    moved = []
    for row in session.connection.execute(query.with_for_update()).all():
        line = to_shape(row.geom)
        ends = list(line.coords)
        for at in (0, -1):
            if Point(ends[at]).distance(was) <= _MEETS_M:
                ends[at] = node.geometry.coords[0]
        found = LineString(ends)
        if not found.equals(line) and found.length > 0:
            made, _ = assets.change(session, layer, row.id, row.version, geometry=found)
            moved.append(made)
    return moved
