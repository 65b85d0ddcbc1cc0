"""Groups of a small network, counted by hand."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from shapely import LineString, Point

from gis import assets, observations
from gis.database import journal
from gis.statistics import groups
from gis.statistics.groups import By
from gis.viewer import Viewer, ViewerRole
from layers.catalogue import CATALOGUE
from layers.spec import Visibility

PIPE = CATALOGUE["water_pipe"]


def line(metres: float, north: float) -> LineString:
    return LineString([(85_000, 92_000 + north), (85_000 + metres, 92_000 + north)])


@pytest.fixture
def network(make_commune, opened):
    """Three pipes in use, one planned, one removed; a lamp that was visited twice."""
    make_commune()
    old = {"material": "cast_iron", "diameter_mm": 80, "installed_year": 1962, "accuracy_m": 0.15}
    new = {"material": "pe100", "diameter_mm": 100, "installed_on": "2011-05-02"}
    with opened("heffingen") as session:
        for n, (metres, values) in enumerate(
            [
                (100, old | {"status": "in_use"}),
                (50, old | {"diameter_mm": 100}),
                (30, new | {"status": "in_use", "accuracy_m": 0.05}),
                (7, {"status": "planned", "material": "pe100"}),
                (9, {"status": "removed", "material": "lead"}),
            ]
        ):
            assets.create(session, PIPE, line(metres, 10 * n), values)
        lamp, _ = assets.create(session, CATALOGUE["luminaire"], Point(85_000, 92_500), {})
        # Half past eleven at night on the 31st in Greenwich is the next month here.
        for at in (
            datetime(2026, 9, 1, 9, tzinfo=UTC),
            datetime(2026, 7, 31, 22, 30, tzinfo=UTC),
        ):
            observations.record(
                session, lamp.layer, lamp.id, position=Point(85_000, 92_500), sigma_m=0.02,
                at=at, fix={}, ground_level_m=None,
            )  # fmt: skip


def of(found, by, *, there=True):
    return {
        each.value: (each.count, each.length_m)
        for each in found["water_pipe"]
        if each.by is by and each.there is there
    }


@pytest.mark.usefixtures("network")
def test_a_network_counted_by_hand(opened) -> None:
    with opened("heffingen") as session:
        found = groups.figures(session)
    assert of(found, By.ALL) == {None: (3, 180.0)}
    assert of(found, By.ALL, there=False) == {None: (2, 16.0)}
    assert of(found, By.MATERIAL) == {"cast_iron": (2, 150.0), "pe100": (1, 30.0)}
    assert of(found, By.MATERIAL, there=False) == {"pe100": (1, 7.0), "lead": (1, 9.0)}
    assert of(found, By.DIAMETER) == {80.0: (1, 100.0), 100.0: (2, 80.0)}
    assert of(found, By.STATUS) == {"in_use": (2, 130.0), None: (1, 50.0)}
    # The layer demands 0.1 m.
    assert of(found, By.ACCURACY) == {0: (1, 30.0), 1: (2, 150.0)}
    years = {(g.year, g.dated): g.count for g in found["water_pipe"] if g.by is By.YEAR and g.there}
    assert years == {(1962, False): 2, (2011, True): 1}
    renewal = {
        (g.value, g.year): g.length_m for g in found["water_pipe"] if g.by is By.RENEWAL and g.there
    }
    assert renewal == {("cast_iron", 1962): 150.0, ("pe100", 2011): 30.0}
    (lamp,) = [each for each in found["luminaire"] if each.by is By.OBSERVED]
    assert (lamp.value, lamp.count, lamp.length_m) == ("2026-08", 1, 0.0)
    assert groups.from_bytes(groups.to_bytes(found)) == found


@pytest.mark.usefixtures("network")
def test_the_past_is_counted_as_it_was(opened) -> None:
    with opened("heffingen") as session:
        then = journal.head(session).revision
        assets.create(session, PIPE, line(1000, 99), {"material": "steel"})
    with opened("heffingen") as session:
        now, before = groups.figures(session), groups.figures(session, as_of=then)
    assert of(now, By.ALL) == {None: (4, 1180.0)}
    assert of(before, By.ALL) == {None: (3, 180.0)}
    assert "steel" not in of(before, By.MATERIAL)


@pytest.mark.usefixtures("network")
@pytest.mark.parametrize("role", ViewerRole)
def test_who_may_not_see_a_layer_or_a_field_has_no_group_of_it(opened, role) -> None:
    viewer = Viewer("somebody", role)
    with opened("heffingen", viewer) as session:
        found = groups.figures(session)
        assert found.keys() == {each.name for each in viewer.layers(CATALOGUE)}
        for name, of_layer in found.items():
            seen = groups.seen_fields(session, CATALOGUE[name])
            for each in of_layer:
                assert groups.FIELDS.get(each.by) in (None, *seen)
    assert ("water_pipe" in found) == (viewer.level >= Visibility.INTERNAL)


def test_an_empty_commune_has_no_groups(make_commune, opened) -> None:
    make_commune()
    with opened("heffingen") as session:
        assert not any(groups.figures(session).values())
