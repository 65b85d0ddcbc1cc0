"""Proposed corrections: who may do what with them in which state, and what becomes of the asset."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import product
from uuid import uuid4

import pytest
from shapely import Point
from sqlalchemy import select

from field_capture import proposals, review, store
from field_capture.captures import capture
from field_capture.states.proposal import MOVES, ProposalState, move
from gis import assets, observations
from gis.errors import (
    AlreadyDecided,
    Invalid,
    NotAllowed,
    StaleVersion,
    Unauthenticated,
    UnknownThing,
)
from gis.viewer import ANYONE, Viewer, ViewerRole
from layers.catalogue import CATALOGUE
from tests.for_each import for_each

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
POLE = CATALOGUE["pole"]
CREW, CLERK = Viewer("crew-1", ViewerRole.CREW), Viewer("clerk-1", ViewerRole.CLERK)
EDITORS = {ViewerRole.PLANNER, ViewerRole.ADMIN}
AUTHORS = EDITORS | {ViewerRole.CREW, ViewerRole.CLERK}
CLOSING = [state for state in ProposalState if state is not ProposalState.OPEN]


@for_each(
    ("role", "own", "state", "target"),
    product(ViewerRole, [True, False], ProposalState, ProposalState),
)
def test_every_move_of_every_role(role, own, state, target) -> None:
    viewer = Viewer("me", role)
    author = "me" if own else "somebody"
    if state is not ProposalState.OPEN or target is ProposalState.OPEN:
        with pytest.raises(AlreadyDecided):
            move(state, target, viewer, author)
        return
    may = own and role in AUTHORS if target is ProposalState.WITHDRAWN else role in EDITORS
    if may:
        assert move(state, target, viewer, author) is target
    else:
        with pytest.raises(NotAllowed):
            move(state, target, viewer, author)


def test_every_state_has_a_row() -> None:
    assert MOVES.keys() == set(ProposalState)


@pytest.fixture
def pole(make_commune, opened):
    make_commune()
    with opened("heffingen") as session:
        values = {"code": "PO-1", "material": "wood", "height_m": 6}
        return assets.create(session, POLE, Point(85000, 92000), values)[0].id


@pytest.fixture
def proposed(pole, opened):
    with opened("heffingen", CREW) as session:
        changes = {"material": "steel", "height_m": 6, "installed_on": "2019-05-03"}
        return proposals.propose(
            session, POLE, pole, 1, changes=changes, geometry=Point(85002, 92000),
            reason="I stood before it", now=NOW,
        )  # fmt: skip


def test_what_is_the_same_is_not_proposed(proposed) -> None:
    assert proposed.changes == {"material": "steel", "installed_on": "2019-05-03"}
    assert proposed.geometry.equals(Point(85002, 92000))


def test_accepting_goes_through_the_door(proposed, pole, opened) -> None:
    with opened("heffingen") as session:
        made = proposals.accept(session, proposed.id, 1, NOW)
        assert (made.version, made.properties["material"]) == (2, "steel")
        assert made.geometry.equals(Point(85002, 92000))
        assert proposals.get(session, proposed.id).state is ProposalState.ACCEPTED
        with pytest.raises(AlreadyDecided):
            proposals.accept(session, proposed.id, 2, NOW)


def test_an_asset_that_changed_meanwhile(proposed, pole, opened) -> None:
    with opened("heffingen") as session:
        assets.change(session, POLE, pole, 1, properties={"height_m": 7})
    with opened("heffingen") as session:
        with pytest.raises(StaleVersion):
            proposals.accept(session, proposed.id, 1, NOW)
        assert proposals.get(session, proposed.id).state is ProposalState.OPEN
        made = proposals.accept(session, proposed.id, 2, NOW, {"material": "concrete"})
        assert (made.properties["material"], made.properties["height_m"]) == ("concrete", 7)
        assert proposals.get(session, proposed.id).state is ProposalState.MENDED


def test_rejecting_takes_a_reason_which_is_kept(proposed, opened) -> None:
    with opened("heffingen") as session:
        with pytest.raises(Invalid):
            proposals.close(session, proposed.id, ProposalState.REJECTED, "  ", NOW)
        proposals.close(session, proposed.id, ProposalState.REJECTED, "another pole", NOW)
        kept = session.connection.execute(select(store.table(session, "decision"))).one()
        assert (kept.verdict, kept.reason, kept.actor) == (
            "rejected",
            "another pole",
            "test-planner",
        )


def test_each_sees_their_own(proposed, opened) -> None:
    with opened("heffingen", CREW) as session:
        assert [each.id for each in proposals.listed(session)] == [proposed.id]
        with pytest.raises(NotAllowed):
            proposals.accept(session, proposed.id, 1, NOW)
        proposals.close(session, proposed.id, ProposalState.WITHDRAWN, None, NOW)
        assert proposals.listed(session) == []
    with opened("heffingen", CLERK) as session:
        assert proposals.listed(session, state=None) == []
        with pytest.raises(UnknownThing):
            proposals.get(session, proposed.id)
    for nobody, refusal in (
        (ANYONE, Unauthenticated),
        (Viewer("m", ViewerRole.MACHINE), NotAllowed),
    ):
        with opened("heffingen", nobody) as session, pytest.raises(refusal):
            proposals.listed(session)


def test_all_that_is_wrong_with_a_proposal(pole, opened) -> None:
    def codes(viewer=CREW, **given) -> set[str]:
        asked = {"changes": {}, "reason": "x", "now": NOW} | given
        with opened("heffingen", viewer) as session, pytest.raises(Invalid) as error:
            proposals.propose(session, POLE, pole, 1, **asked)
        return {each.code for each in error.value.issues}

    assert codes() == {"proposal_empty"}
    assert codes(reason="", changes={"material": "gum"}) == {"unknown_code", "reason_needed"}
    assert codes(geometry=Point(9e6, 9e6)) & {"outside_crs", "axes_swapped"}


# --- Captures that wait ---------------------------------------------------------------------------


@pytest.fixture
def rough(pole, opened):
    """A capture that is not precise enough."""
    with opened("heffingen", CREW) as session:
        lon, lat = session.commune.operation.to_wgs84(85050, 92050)
        fix = {"source": "geolocation", "time": NOW.isoformat(), "accuracy_m": 40}
        body = {
            "type": "Feature",
            "id": str(uuid4()),
            "geometry": {"type": "Point", "coordinates": [lon, lat]},
            "properties": {"layer": "pole", "fix": fix, "material": "wood"},
        }
        return capture.receive(session, body, NOW).id


def test_a_capture_that_is_accepted_becomes_an_asset_with_its_observation(rough, opened) -> None:
    with opened("heffingen") as session:
        (found,) = review.captures(session, limit=9)
        assert [each.code for each in found.reasons] == ["accuracy_missed"]
        assert review.counted(session) == {"correction": 0, "capture": 1, "conflict": 0}
        made = review.accept(session, rough, NOW, {"material": "steel"})
        assert made.id == rough
        assert made.properties["material"] == "steel"
        assert len(observations.of_asset(session, rough)) == 1
        assert review.captures(session, limit=9) == []
        with pytest.raises(AlreadyDecided):
            review.accept(session, rough, NOW)


def test_a_capture_that_is_turned_away_stays_kept(rough, opened) -> None:
    with opened("heffingen") as session:
        with pytest.raises(Invalid):
            review.reject(session, rough, "", NOW)
        review.reject(session, rough, "there is no pole", NOW)
        assert review.captures(session, limit=9) == []
        kept = session.connection.execute(select(store.table(session, "capture"))).one()
        assert (kept.state, kept.asset) == ("rejected", None)
    with opened("heffingen", CREW) as session, pytest.raises(NotAllowed):
        review.captures(session, limit=9)


def test_somebody_looks_after_it(rough, opened) -> None:
    with opened("heffingen") as session:
        item = ("capture", rough)
        review.assign(session, item, "anna", NOW)
        assert review.assigned(session, [item]) == {item: "anna"}
        review.assign(session, item, None, NOW)
        assert review.assigned(session, [item]) == {}
