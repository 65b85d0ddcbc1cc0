"""Where something is in words: the nearest address, as people here write it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from geoalchemy2.shape import from_shape
from shapely import Point
from sqlalchemy import Select, Table, bindparam, select

from gis.questions import Question, ask
from gis.session import CommuneSession
from layers.spec import FieldRole, Layer

NEAR_M = 60.0
"""Farther away an address would send people astray."""


Near = tuple[float, str]
"""How far away, metres, and the address in words."""


def nearest(session: CommuneSession, place: Point, within_m: float = NEAR_M) -> str | None:
    """Return the nearest address to a place (home CRS) that the viewer may know: ``12, Millewee``.

    It tells where to go, not whose it is: None where no house is near.
    """
    return first(ask(session.connection, *questions(session, place, within_m)))


def questions(
    session: CommuneSession, place: Point, within_m: float = NEAR_M
) -> list[Question[Near | None]]:
    """Return a question for each layer that has addresses; `first` makes one of their answers."""
    asked = []
    here = from_shape(place, srid=session.commune.srid)
    for layer in session.viewer.layers(session.catalogue):
        street, number = (_visible(session, layer, role) for role in _ROLES)
        if street is not None and number is not None:
            statement = _statement(session.table(layer), street, number, within_m)
            asked.append(Question(statement, _read, {"here": here}))
    return asked


def first(found: Iterable[Near | None]) -> str | None:
    """Return the nearest of some addresses in words."""
    near = [each for each in found if each is not None]
    return min(near)[1] if near else None


def _read(row: tuple[Any, ...] | None) -> Near | None:
    return None if row is None else (row[2], f"{row[1]}, {row[0]}")


@lru_cache(maxsize=128)
def _statement(table: Table, street: str, number: str, within_m: float) -> Select[Any]:
    here = bindparam("here", type_=table.c.geom.type)
    away = table.c.geom.ST_Distance(here)
    return (
        select(table.c[street], table.c[number], away)
        .where(table.c.geom.ST_DWithin(here, within_m))
        .where(table.c[street].is_not(None), table.c[number].is_not(None))
        .order_by(away, table.c.id)
        .limit(1)
    )


_ROLES = (FieldRole.STREET, FieldRole.HOUSE_NUMBER)


def _visible(session: CommuneSession, layer: Layer, role: FieldRole) -> str | None:
    field = layer.field_of(role)
    return field.name if field is not None and field in session.viewer.fields(layer) else None
