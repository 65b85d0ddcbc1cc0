"""The address that somebody would name who stands there."""

from __future__ import annotations

from shapely import Point

from gis import addresses, assets
from layers.catalogue import CATALOGUE

X, Y = 85_000.0, 92_000.0


def put(session, east: float, **values) -> None:
    assets.create(session, CATALOGUE["address"], Point(X + east, Y), values)


def test_the_nearest_house_is_named(session) -> None:
    put(session, 0, street="Millewee", house_number="12")
    put(session, 30, street="Millewee", house_number="14")
    assert addresses.nearest(session, Point(X + 10, Y)) == "12, Millewee"
    assert addresses.nearest(session, Point(X + 25, Y)) == "14, Millewee"


def test_no_house_is_better_than_a_far_one(session) -> None:
    put(session, 0, street="Millewee", house_number="12")
    assert addresses.nearest(session, Point(X + addresses.NEAR_M + 1, Y)) is None


def test_half_an_address_is_none(session) -> None:
    put(session, 0, house_number="12")
    put(session, 5, street="Millewee")
    assert addresses.nearest(session, Point(X, Y)) is None
