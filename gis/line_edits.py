"""Splitting and joining the lines of a network: one transaction, one revision, one undo.

The longer part keeps the id, the code and the history, for most of what was ever noted about the
line means that part; the other one is made anew, or goes. Whatever named the line is pointed to
the part that lies nearest to it. All of it is written through the one door.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import shapely
from geoalchemy2.shape import from_shape, to_shape
from shapely import LineString, Point
from shapely.geometry.base import BaseGeometry
from sqlalchemy import or_, select

from gis import assets, placing, splitting
from gis.assets import Asset
from gis.errors import Invalid, Issue
from gis.placing import Node
from gis.session import CommuneSession
from gis.splitting import ON_LINE_M, Halves, Seam
from gis.validation.joints import MEETS_M
from layers.spec import Field, FieldRole, GeometryKind, Kind, Layer, Role

SPLIT, JOIN = "split", "join"
ONE_STEP = frozenset({SPLIT, JOIN})
"""Sources of revisions that are undone as a whole, though they changed several assets."""


@dataclass(frozen=True, slots=True)
class Pointer:
    """An asset that names a line in one of its fields."""

    layer: Layer
    field: Field
    id: UUID
    version: int
    code: str
    geometry: BaseGeometry


@dataclass(frozen=True, slots=True)
class SplitPlan:
    """What a split would do.

    Attributes
    ----------
    values : tuple of dict
        What differs from the line's values in the first and in the second part.
    moved : sequence of Pointer
        Those that will name the part that is made anew.
    """

    halves: Halves
    node: Node | None
    values: tuple[dict[str, Any], dict[str, Any]]
    moved: Sequence[Pointer]

    @property
    def seam(self) -> Point:
        """Where the parts meet."""
        return Point(self.halves.second.coords[0])


def may_be_split(layer: Layer) -> bool:
    """Tell whether the assets of a layer are lines of a network."""
    return layer.geometry is GeometryKind.LINE and layer.role is Role.CONVEYS


def must_be_line(layer: Layer) -> None:
    """Refuse what is no line of a network.

    Raises
    ------
    Invalid
    """
    if not may_be_split(layer):
        raise Invalid([Issue("split_no_line", "layer")])


def plan_split(session: CommuneSession, asset: Asset, at: Point | Node) -> SplitPlan:
    """Return what splitting a line at a place (home CRS), or at a node, would do.

    A place next to a node means the node.

    Raises
    ------
    Invalid
        It is no line of a network, or there is nothing to split at that place.
    """
    must_be_line(asset.layer)
    place = at.place if isinstance(at, Node) else at
    line = LineString(asset.geometry.coords)
    halves = splitting.cut(line, place)
    near = MEETS_M if isinstance(at, Point) else 0.0
    node = at if isinstance(at, Node) else placing.node_near(session, asset.layer, place, near)
    if node is not None:
        halves = splitting.ending_at(halves, node.place)
    code = node.code if node else None
    values = splitting.split_values(asset.layer, asset.properties, halves.share, code)
    made = halves.second if halves.first_is_longer else halves.first
    stays = halves.first if halves.first_is_longer else halves.second
    moved = [
        each
        for each in pointers(session, asset)
        if each.geometry.distance(made) < each.geometry.distance(stays)
    ]
    return SplitPlan(halves, node, values, moved)


def split(
    session: CommuneSession, layer: Layer, asset: UUID, version: int, at: Point | Node
) -> tuple[Asset, Asset]:
    """Split a line; return the part that keeps its id, and the one that was made.

    Raises
    ------
    Invalid, StaleVersion, UnknownAsset
    """
    found = assets.get(session, layer, asset)
    plan = plan_split(session, found, at)
    parts = (plan.halves.first, plan.halves.second)
    stays, goes = (0, 1) if plan.halves.first_is_longer else (1, 0)
    kept, _ = assets.change(
        session, layer, asset, version, properties=plan.values[stays], geometry=parts[stays]
    )
    code = layer.field_of(FieldRole.CODE)
    same = {n: v for n, v in found.properties.items() if code is None or n != code.name}
    made, _ = assets.create(session, layer, parts[goes], same | plan.values[goes])
    _point(session, plan.moved, made)
    return kept, made


def pointers(session: CommuneSession, asset: Asset) -> list[Pointer]:
    """Return whatever names a line: by its id, or by its code in the same network."""
    code = asset.layer.field_of(FieldRole.CODE)
    named = asset.properties.get(code.name) if code else None
    found = []
    for layer in session.catalogue.values():
        table = session.table(layer)
        for field in layer.all_fields:
            if field.kind is Kind.REFERENCE and field.refers_to == asset.layer.name:
                wanted: Any = asset.id
            elif named and (
                field.role is FieldRole.CONNECTED_TO and layer.theme is asset.layer.theme
            ):
                wanted = named
            else:
                continue
            query = select(table.c.id, table.c.version, table.c.code, table.c.geom).where(
                table.c[field.name] == wanted
            )
            found += [
                Pointer(layer, field, row.id, row.version, row.code, to_shape(row.geom))
                for row in session.connection.execute(query.order_by(table.c.code))
            ]
    return found


def _point(session: CommuneSession, moved: Sequence[Pointer], to: Asset) -> None:
    code = to.layer.field_of(FieldRole.CODE)
    for each in moved:
        by_id = each.field.kind is Kind.REFERENCE
        value = str(to.id) if by_id else code and to.properties[code.name]
        named = {each.field.name: value}
        assets.change(session, each.layer, each.id, each.version, properties=named)


def nodes_on(session: CommuneSession, asset: Asset) -> list[Node]:
    """Return the nodes at which a line can be split, in the order in which it passes them."""
    line = LineString(asset.geometry.coords)
    here = from_shape(line, srid=session.commune.srid)
    ends = shapely.MultiPoint([line.coords[0], line.coords[-1]])
    found = []
    for layer in placing.node_layers(session, asset.layer):
        table = session.table(layer)
        query = select(table.c.id, table.c.code, table.c.geom).where(
            table.c.geom.ST_DWithin(here, ON_LINE_M)
        )
        for row in session.connection.execute(query):
            place = Point(to_shape(row.geom).coords[0])
            if place.distance(ends) > MEETS_M:
                found.append(Node(layer, row.id, row.code, place))
    return sorted(found, key=lambda node: line.project(node.place))


@dataclass(frozen=True, slots=True)
class JoinPlan:
    """What joining two lines would do: `kept` is the longer one, `other` goes."""

    kept: Asset
    other: Asset
    seam: Seam
    values: dict[str, Any]
    differing: Sequence[Field]


def meeting(session: CommuneSession, asset: Asset) -> list[Asset]:
    """Return the lines of the same layer that end where a line ends."""
    line = asset.geometry
    table = session.table(asset.layer)
    ends = shapely.MultiPoint([line.coords[0], line.coords[-1]])
    here = from_shape(ends, srid=session.commune.srid)
    query = (
        select(table.c.id)
        .where(
            table.c.id != asset.id,
            or_(
                table.c.geom.ST_StartPoint().ST_DWithin(here, MEETS_M),
                table.c.geom.ST_EndPoint().ST_DWithin(here, MEETS_M),
            ),
            table.c.geom.ST_DWithin(here, MEETS_M),
        )
        .order_by(table.c.code)
        .limit(20)
    )
    found = session.connection.scalars(query).all()
    return [assets.get(session, asset.layer, each) for each in found]


def plan_join(session: CommuneSession, asset: Asset, other: Asset) -> JoinPlan:
    """Return what joining two lines that meet would do.

    Raises
    ------
    Invalid
        They are no lines of one layer, do not meet, make a loop, or a third ends where they meet.
    """
    must_be_line(asset.layer)
    if other.layer is not asset.layer or other.id == asset.id:
        code = str(other.properties.get("code", other.id))
        raise Invalid([Issue("join_itself", "other", details={"other": code})])
    # Of equals the one that was there first: the same for whoever asks.
    kept, goes = sorted((asset, other), key=lambda a: (-round(a.geometry.length, 3), a.id))
    seam = splitting.join(LineString(kept.geometry.coords), LineString(goes.geometry.coords))
    at = Point(kept.geometry.coords[-1 if seam.kept_first else 0])
    _must_not_branch(session, asset.layer, at, {kept.id, goes.id})
    values = splitting.join_values(asset.layer, kept.properties, goes.properties, seam)
    asked = splitting.differing(asset.layer, kept.properties, goes.properties)
    return JoinPlan(kept, goes, seam, values, asked)


def _must_not_branch(session: CommuneSession, layer: Layer, at: Point, known: set[UUID]) -> None:
    here = from_shape(at, srid=session.commune.srid)
    for other in session.catalogue.values():
        if other.theme is not layer.theme or not may_be_split(other):
            continue
        table = session.table(other)
        query = select(table.c.code).where(
            table.c.geom.ST_DWithin(here, MEETS_M), table.c.id.not_in(known)
        )
        if (code := session.connection.scalar(query.order_by(table.c.code).limit(1))) is not None:
            raise Invalid([Issue("join_branch", "geometry", details={"other": code})])


def join(
    session: CommuneSession,
    plan: JoinPlan,
    versions: Mapping[UUID, int],
    decided: Mapping[str, UUID],
) -> Asset:
    """Join two lines.

    Parameters
    ----------
    versions : dict
        Id -> the version that was seen, of both.
    decided : dict
        Field -> whose value holds, for every field in which they differ.

    Raises
    ------
    Invalid
        Something was not decided.
    StaleVersion, UnknownAsset
    """
    open_ = [each for each in plan.differing if decided.get(each.name) not in versions]
    if open_:
        raise Invalid([Issue("join_undecided", f"properties.{each.name}") for each in open_])
    taken = {
        each.name: plan.other.properties[each.name]
        for each in plan.differing
        if decided[each.name] == plan.other.id
    }
    _point(session, pointers(session, plan.other), plan.kept)
    assets.remove(session, plan.other.layer, plan.other.id, versions[plan.other.id])
    kept, _ = assets.change(
        session,
        plan.kept.layer,
        plan.kept.id,
        versions[plan.kept.id],
        properties=taken | plan.values,
        geometry=plan.seam.line,
    )
    return kept
