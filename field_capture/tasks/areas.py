"""Work areas: where a crew works, and how much its tablet would take along."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from geoalchemy2.shape import from_shape, to_shape
from shapely import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry
from sqlalchemy import Row, delete, func, insert, literal, select, union_all, update

from field_capture import store
from field_capture.tasks import checklist
from field_capture.tasks.checklist import Item
from gis import assets, features
from gis.errors import Invalid, Issue, UnknownThing
from gis.geometry import conform
from gis.session import CommuneSession
from gis.viewer import Action
from layers.spec import GeometryKind

KIND = "area"
MOST_NAME = 120

_SAMPLE = 40
# Around each asset, the document of a pull says its layer and its revision.
_AROUND_BYTES = 60


@dataclass(frozen=True, slots=True)
class Area:
    """A work area; `geometry` in the home CRS (metres)."""

    id: UUID
    name: str
    geometry: BaseGeometry
    assignee: str | None
    checklist: Sequence[Item]
    at: datetime


@dataclass(frozen=True, slots=True)
class Size:
    """What a tablet would take along.

    Attributes
    ----------
    assets : dict
        Layer -> how many.
    bytes : int
        About, before compression.
    """

    assets: Mapping[str, int]
    bytes: int


def shape(geometry: BaseGeometry, path: str = "geometry") -> MultiPolygon:
    """Return a work area as it is kept: home CRS, whole surfaces.

    Raises
    ------
    Invalid
    """
    if not isinstance(geometry, Polygon | MultiPolygon) or geometry.is_empty:
        raise Invalid([Issue("not_an_area", path)])
    found, issues = conform(geometry, GeometryKind.AREA)
    wrong = [each.below(path) for each in issues if each.severity.value == "error"]
    if found is None or wrong:
        raise Invalid(wrong or [Issue("not_an_area", path)])
    parts = getattr(found, "geoms", [found])
    return MultiPolygon([each for each in parts if isinstance(each, Polygon)])


def save(  # noqa: PLR0913  what a work area is
    session: CommuneSession,
    identity: UUID | None,
    *,
    name: str,
    geometry: MultiPolygon | None,
    assignee: str | None,
    items: Sequence[Item],
    now: datetime,
) -> Area:
    """Make a work area, or change one; without a geometry it stays where it is.

    Raises
    ------
    Invalid, UnknownThing, NotAllowed, Unauthenticated
    """
    session.viewer.must(Action.EDIT)
    table = store.table(session, KIND)
    values: dict[str, Any] = {
        "name": name.strip(),
        "assignee": assignee,
        "checklist": checklist.to_json(items),
        "actor": session.viewer.actor,
        "at": now,
    }
    if not values["name"]:
        raise Invalid([Issue("missing", "name")])
    if geometry is not None:
        values["geom"] = from_shape(geometry, srid=session.commune.srid)
    if identity is None:
        if geometry is None:
            raise Invalid([Issue("not_an_area", "geometry")])
        identity = assets.new_id()
        session.connection.execute(insert(table).values(id=identity, **values))
    else:
        get(session, identity)
        session.connection.execute(update(table).where(table.c.id == identity).values(**values))
    return get(session, identity)


def remove(session: CommuneSession, identity: UUID) -> None:
    """Forget a work area; its tasks stay.

    Raises
    ------
    UnknownThing, NotAllowed, Unauthenticated
    """
    session.viewer.must(Action.EDIT)
    get(session, identity)
    table = store.table(session, KIND)
    session.connection.execute(delete(table).where(table.c.id == identity))


def get(session: CommuneSession, identity: UUID) -> Area:
    """Return a work area.

    Raises
    ------
    UnknownThing
    """
    session.viewer.must(Action.CAPTURE)
    table = store.table(session, KIND)
    row = session.connection.execute(select(table).where(table.c.id == identity)).one_or_none()
    if row is None:
        raise UnknownThing(KIND, str(identity))
    return _area(row)


def listed(session: CommuneSession) -> list[Area]:
    """Return the work areas: all to editors; their own and everybody's to tablets, by name."""
    session.viewer.must(Action.CAPTURE)
    table = store.table(session, KIND)
    query = select(table).order_by(table.c.name, table.c.id)
    if not session.viewer.may(Action.EDIT):
        mine = table.c.assignee.is_(None) | (table.c.assignee == session.viewer.actor)
        query = query.where(mine)
    return [_area(row) for row in session.connection.execute(query)]


def sizes(session: CommuneSession, found: Sequence[Area]) -> dict[UUID, Size]:
    """Return what tablets would take along, area by area, in two statements."""
    if not found:
        return {}
    weights = _weights(session)
    table = store.table(session, KIND)
    layers = session.viewer.layers(session.catalogue)
    counts = union_all(
        *(
            select(table.c.id, literal(layer.name).label("layer"), func.count().label("number"))
            .join_from(table, there := session.table(layer), _meets(table, there))
            .where(table.c.id.in_([each.id for each in found]))
            .group_by(table.c.id)
            for layer in layers
        )
    )
    told: dict[UUID, dict[str, int]] = {each.id: {} for each in found}
    for row in session.connection.execute(counts):
        told[row.id][row.layer] = row.number
    return {
        area: Size(layers_, sum(n * weights.get(name, 0) for name, n in layers_.items()))
        for area, layers_ in told.items()
    }


def _meets(area: Any, there: Any) -> Any:
    return func.ST_Intersects(there.c.geom, area.c.geom)


def _weights(session: CommuneSession) -> dict[str, int]:
    """Return how many bytes an asset of each layer has as JSON, told from a few of them."""
    parts = []
    for layer in session.viewer.layers(session.catalogue):
        few = select(session.table(layer)).limit(_SAMPLE).subquery()
        line = features.feature_text(layer, session.viewer.fields(layer), few)
        size = func.avg(func.octet_length(line)).label("size")
        parts.append(select(literal(layer.name).label("layer"), size))
    rows = session.connection.execute(union_all(*parts))
    return {row.layer: int(row.size) + _AROUND_BYTES for row in rows if row.size is not None}


def _area(row: Row[Any]) -> Area:
    items, _ = checklist.read(row.checklist)
    return Area(row.id, row.name, to_shape(row.geom), row.assignee, items, row.at)
