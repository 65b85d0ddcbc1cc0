"""Where something is in words: the nearest address, as people here write it."""

from __future__ import annotations

from geoalchemy2.shape import from_shape
from shapely import Point
from sqlalchemy import select

from gis.session import CommuneSession
from layers.spec import FieldRole, Layer

NEAR_M = 60.0
"""Farther away an address would send people astray."""


def nearest(session: CommuneSession, place: Point, within_m: float = NEAR_M) -> str | None:
    """Return the nearest address to a place (home CRS) that the viewer may know: ``12, Millewee``.

    It tells where to go, not whose it is: None where no house is near.
    """
    here = from_shape(place, srid=session.commune.srid)
    found: list[tuple[float, str]] = []
    for layer in session.viewer.layers(session.catalogue):
        street, number = (_visible(session, layer, role) for role in _ROLES)
        if street is None or number is None:
            continue
        table = session.table(layer)
        away = table.c.geom.ST_Distance(here)
        row = session.connection.execute(
            select(table.c[street], table.c[number], away)
            .where(table.c.geom.ST_DWithin(here, within_m))
            .where(table.c[street].is_not(None), table.c[number].is_not(None))
            .order_by(away, table.c.id)
            .limit(1)
        ).one_or_none()
        if row is not None:
            found.append((row[2], f"{row[1]}, {row[0]}"))
    return min(found)[1] if found else None


_ROLES = (FieldRole.STREET, FieldRole.HOUSE_NUMBER)


def _visible(session: CommuneSession, layer: Layer, role: FieldRole) -> str | None:
    field = layer.field_of(role)
    return field.name if field is not None and field in session.viewer.fields(layer) else None
