"""Who sees which issues, and what waiving does."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from shapely import LineString, Point

from gis import assets
from gis.errors import Invalid, NotAllowed, Severity, Unauthenticated, UnknownThing
from gis.features import Box
from gis.quality import listing
from gis.quality.checking import check
from gis.quality.listing import Wanted, Which
from gis.viewer import ANYONE, Viewer, ViewerRole
from layers.catalogue import CATALOGUE

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
CLERK = Viewer("clerk", ViewerRole.CLERK)
MISSING = {"support_missing", "circuit_missing"}


@pytest.fixture
def checked(make_commune, opened):
    """A lamp without pole or circuit; a pipe that ends at nothing, and near a hidden tank."""
    make_commune()
    with opened("heffingen") as session:
        assets.create(session, CATALOGUE["luminaire"], Point(85000, 92000), {"code": "L"})
        course = LineString([(86000, 92000), (86050, 92000)])
        assets.create(session, CATALOGUE["water_pipe"], course, {"code": "P"})
        assets.create(session, CATALOGUE["water_tank"], Point(86050.5, 92000), {"code": "T"})
    with opened("heffingen") as session:
        check(session, NOW)


def rules(session, now=NOW, **wanted) -> set[str]:
    found = listing.listed(session, Wanted(**wanted), now)
    counts = listing.counted(session, Wanted(**wanted | {"which": Which.ALL}), now)
    assert {each.rule.code for each in found} <= {each.rule.code for each in counts}
    return {each.rule.code for each in found}


def test_each_sees_what_the_layers_allow(checked, opened) -> None:
    with opened("heffingen") as session:
        assert rules(session) == MISSING | {"end_node_missing", "end_node_far"}
        told = [each.sentence.en for each in listing.listed(session, Wanted(), NOW)]
        assert any(words.startswith("P: its end lies 0.5 m from the node T") for words in told)
    with opened("heffingen", CLERK) as session:
        # The tank is restricted, so is what concerns it.
        assert rules(session) == MISSING | {"end_node_missing"}
        assert sum(day.total for day in listing.trend(session, NOW, 1)) == 3
    with opened("heffingen", ANYONE) as session:
        # A lamp's circuit is not for everyone.
        assert rules(session) == {"support_missing"}
        counts = listing.counted(session, Wanted(), NOW)
        assert [(c.rule.code, c.layer.name, c.open) for c in counts] == [
            ("support_missing", "luminaire", 1)
        ]
        assert listing.trend(session, NOW, 1)[0].total == 1


def test_filters(checked, opened) -> None:
    with opened("heffingen") as session:
        assert rules(session, severity=Severity.ERROR) == {"end_node_far"}
        assert rules(session, layer=CATALOGUE["luminaire"]) == MISSING
        assert rules(session, rule="support_missing") == {"support_missing"}
        (found,) = listing.listed(session, Wanted(rule="support_missing"), NOW)
        box = Box(found.lon - 1e-4, found.lat - 1e-4, found.lon + 1e-4, found.lat + 1e-4)
        assert rules(session, box=box) == MISSING
        with pytest.raises(Invalid):
            Wanted(rule="no_such")
        pages: list[UUID] = []
        while page := listing.listed(session, Wanted(), NOW, after=(pages or [None])[-1], limit=1):
            pages += [each.id for each in page]
        assert len(pages) == len(set(pages)) == 4


def test_a_waiver_holds_until_it_expires(checked, opened) -> None:
    with opened("heffingen") as session:
        (found,) = listing.listed(session, Wanted(rule="support_missing"), NOW)
        waived = listing.waive(session, found.id, "hangs on a tree", NOW, NOW + timedelta(days=9))
        assert (waived.waiver.reason, waived.waiver.actor) == ("hangs on a tree", "test-planner")
        assert "support_missing" not in rules(session)
        assert rules(session, which=Which.WAIVED) == {"support_missing"}
        assert "support_missing" in rules(session, NOW + timedelta(days=10))
        counts = listing.counted(session, Wanted(rule="support_missing", which=Which.ALL), NOW)
        assert [(each.open, each.waived) for each in counts] == [(0, 1)]
        with pytest.raises(Invalid, match="that day is over"):
            listing.waive(session, found.id, "late", NOW, NOW)
        with pytest.raises(UnknownThing):
            listing.waive(session, UUID(int=1), "what", NOW)


def test_only_planners_waive_and_only_what_they_see(checked, opened) -> None:
    with opened("heffingen") as session:
        (far,) = listing.listed(session, Wanted(rule="end_node_far"), NOW)
    with opened("heffingen", CLERK) as session, pytest.raises(NotAllowed):
        listing.waive(session, far.id, "no", NOW)
    with opened("heffingen", ANYONE) as session, pytest.raises(Unauthenticated):
        listing.waive(session, far.id, "no", NOW)
    with opened("heffingen", CLERK) as session, pytest.raises(UnknownThing):
        listing.get(session, far.id, NOW)


def test_the_trend_counts_the_days(checked, opened) -> None:
    with opened("heffingen") as session:
        lamp = assets.find_by_code(session, CATALOGUE["luminaire"], "L")
        assets.change(session, lamp.layer, lamp.id, 1, properties={"mounting": "wall"})
    later = NOW + timedelta(days=2)
    with opened("heffingen") as session:
        check(session, later)
        days = listing.trend(session, later, 4)
        assert [day.total for day in days] == [4, 4, 3]
        assert [day.total for day in listing.trend(session, later, 2)] == [4, 3]
        assert days[-1].by_severity == {
            Severity.ERROR: 1,
            Severity.WARNING: 2,
            Severity.NOTE: 0,
        }
        assert listing.state(session).at == later


def test_a_commune_that_was_never_checked(make_commune, opened) -> None:
    make_commune()
    with opened("heffingen") as session:
        assert listing.state(session) is None
        assert listing.listed(session, Wanted(), NOW) == []
