"""Where a new asset goes: coordinates that somebody typed or clicked, and codes of nodes.

One position a line. A position is a pair of coordinates in any form that people type, or the code
of a node of the same network, whose place is then taken exactly. The ends of a line that come
close to a node snap to it, so that a network is drawn connected.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from shapely import LineString, MultiPolygon, Point, Polygon
from shapely.geometry.base import BaseGeometry
from sqlalchemy import column, select, table

from gis import assets
from gis.coordinates_text import positions
from gis.database.tables import code_sequence
from gis.errors import Issue
from gis.session import CommuneSession
from layers.spec import FieldRole, GeometryKind, Layer, Role

SNAP_M = 0.5
"""An end of a drawn line that is this near to a node is meant to lie at it, metres."""

_MOST = 500  # positions of one asset; what has more comes by an import
_LEAST = {GeometryKind.POINT: 1, GeometryKind.LINE: 2, GeometryKind.AREA: 3}
_DECIMALS = 3  # of a metre: there and back is good to a third of a millimetre
_SHOWN = 40  # characters of what was typed, in a refusal
_ENDS = ((FieldRole.NODE_FROM, 0), (FieldRole.NODE_TO, -1))


@dataclass(frozen=True, slots=True)
class Node:
    """An asset at which lines of a network end."""

    layer: Layer
    id: UUID
    code: str
    place: Point


@dataclass(frozen=True, slots=True)
class Placed:
    """What a list of positions means.

    Attributes
    ----------
    geometry : BaseGeometry or None
        In the home CRS; None where an issue says why.
    nodes : dict
        Field -> the code of the node at that end of a line.
    """

    geometry: BaseGeometry | None
    nodes: dict[str, str] = field(default_factory=dict)
    issues: Sequence[Issue] = ()


def node_layers(session: CommuneSession, layer: Layer) -> list[Layer]:
    """Return the layers whose points are nodes of a layer's network, as far as one may see.

    What says to which line it is connected hangs on that line; it is no node of it.
    """
    return [
        other
        for other in _points_of(session, layer)
        if other.field_of(FieldRole.CONNECTED_TO) is None
    ]


def _points_of(session: CommuneSession, layer: Layer) -> list[Layer]:
    return [
        other
        for other in session.viewer.layers(session.catalogue)
        if other.theme is layer.theme
        and other.geometry is GeometryKind.POINT
        and other.role is not Role.ORIENTS
    ]


def node_named(session: CommuneSession, layer: Layer, code: str) -> Node | None:
    """Return the point of a layer's network that bears a code."""
    for other in _points_of(session, layer):
        found = assets.find_by_code(session, other, code)
        if found is not None:
            return Node(other, found.id, code, Point(found.geometry.coords[0]))
    return None


def node_near(
    session: CommuneSession, layer: Layer, place: BaseGeometry, within_m: float
) -> Node | None:
    """Return the node of a layer's network nearest to a place."""
    best: tuple[float, Node] | None = None
    for other in node_layers(session, layer):
        near = assets.nearest(session, other, place, within_m)
        if near is None or (best is not None and best[0] <= near[1]):
            continue
        found, away = near
        code = other.field_of(FieldRole.CODE)
        named = str(found.properties.get(code.name, "")) if code else ""
        best = (away, Node(other, found.id, named, Point(found.geometry.coords[0])))
    return None if best is None else best[1]


def place(session: CommuneSession, layer: Layer, text: str, ends: Sequence[str] = ()) -> Placed:
    """Return the geometry that a text means for a new asset of a layer.

    Parameters
    ----------
    text : str
        One position a line; a semicolon separates too.
    ends : sequence of str
        Codes of the two nodes between which a line runs straight, where `text` says nothing.
    """
    rows = [row.strip() for row in text.replace(";", "\n").splitlines() if row.strip()]
    if not rows and layer.geometry is GeometryKind.LINE and all(ends):
        rows = list(ends)
    if not rows:
        return Placed(None, issues=[Issue("geometry_missing", "")])
    if len(rows) > _MOST:
        details = {"count": len(rows), "limit": _MOST}
        return Placed(None, issues=[Issue("geometry_too_many", "", details=details)])
    points, issues = _points(session, layer, rows)
    if issues:
        return Placed(None, issues=issues)
    return _shaped(session, layer, points)


def _points(
    session: CommuneSession, layer: Layer, rows: Sequence[str]
) -> tuple[list[Point], list[Issue]]:
    points, issues = [], []
    for row in rows:
        found = positions(row[:100], session.commune)
        if found:
            _, lon, lat = found[0]
            x, y = session.commune.operation.to_home(lon, lat)
            # Metres went through degrees and back: what was typed is what is kept.
            points.append(Point(round(float(x), _DECIMALS), round(float(y), _DECIMALS)))
            continue
        node = node_named(session, layer, row)
        if node is not None:
            points.append(node.place)
        else:
            issues.append(Issue("not_a_place", "", details={"value": row[:_SHOWN]}))
    return points, issues


def _shaped(session: CommuneSession, layer: Layer, points: list[Point]) -> Placed:
    least = _LEAST[layer.geometry]
    if len(points) < least or (layer.geometry is GeometryKind.POINT and len(points) > 1):
        details = {"count": len(points), "wanted": least}
        return Placed(None, issues=[Issue("positions_count", "", details=details)])
    match layer.geometry:
        case GeometryKind.POINT:
            return Placed(points[0])
        case GeometryKind.AREA:
            return Placed(MultiPolygon([Polygon(points)]))
        case GeometryKind.LINE:
            return _line(session, layer, points)


def _line(session: CommuneSession, layer: Layer, points: list[Point]) -> Placed:
    named: dict[str, str] = {}
    for role, at in _ENDS:
        found = layer.field_of(role)
        near = node_near(session, layer, points[at], SNAP_M)
        if near is not None:
            points[at] = near.place
            if found is not None:
                named[found.name] = near.code
    return Placed(LineString(points), named)


def next_code(session: CommuneSession, layer: Layer) -> str:
    """Return the code that the server gives next: shown, not kept, for others may be faster."""
    query = select(_sequences.c.last_value).where(
        _sequences.c.schemaname == session.commune.name,
        _sequences.c.sequencename == code_sequence(layer),
    )
    number = int(session.connection.scalar(query) or 0) + 1
    return f"{layer.code_prefix}-{number:05d}"


_sequences = table("pg_sequences", *map(column, ("schemaname", "sequencename", "last_value")))
