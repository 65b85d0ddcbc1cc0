"""The tables of work orders, ways of reports, the order of stops, failures: pure."""

from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta
from itertools import permutations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from field_capture.orders import materials
from field_capture.orders import words as order_words
from field_capture.orders.failures import Told, often
from field_capture.orders.route import length_m, route
from field_capture.reports.moves import REASONS
from field_capture.states.order import (
    MOVES,
    OVER,
    OrderMoveNotAllowed,
    OrderState,
    Outcome,
    move,
    way,
)
from field_capture.states.report import MOVERS, Mover, State
from field_capture.states.report import MOVES as REPORT_MOVES
from gis.viewer import ViewerRole
from tests.for_each import for_each

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
PLANNER, CREW, CLERK = ({ViewerRole.ADMIN, each} for each in
                        (ViewerRole.PLANNER, ViewerRole.CREW, ViewerRole.CLERK))  # fmt: skip
ALLOWED = {
    ("draft", "planned"): PLANNER,
    ("draft", "cancelled"): PLANNER | CLERK,
    ("planned", "in_progress"): PLANNER | CREW,
    ("planned", "cancelled"): PLANNER,
    ("in_progress", "done"): PLANNER | CREW,
    ("in_progress", "planned"): PLANNER | CREW,
    ("in_progress", "cancelled"): PLANNER,
}


@pytest.mark.parametrize("role", ViewerRole)
def test_who_may_move_an_order_where(role) -> None:
    for before, after in product(OrderState, OrderState):
        if role in ALLOWED.get((before.value, after.value), ()):
            assert move(before, after, MOVERS[role]) is after
        else:
            with pytest.raises(OrderMoveNotAllowed):
                move(before, after, MOVERS[role])


def test_what_is_over_stays_over() -> None:
    assert {each for each in OrderState if not MOVES[each]} == OVER


@for_each(("state", "target"), product(State, State))
def test_a_report_goes_only_ways_that_its_own_table_knows(state, target) -> None:
    steps = way(state, target)
    here = state
    for step in steps or ():
        assert step in REPORT_MOVES[here]
        here = step
    assert steps is None or here is target


@pytest.mark.parametrize(
    ("state", "steps"),
    [
        (State.RECEIVED, ("accepted", "planned")),
        (State.REOPENED, ("accepted", "planned")),
        (State.ACCEPTED, ("planned",)),
        (State.PLANNED, ()),
        (State.IN_PROGRESS, ("planned",)),
        *((each, None) for each in (State.WAITING_INFO, State.FORWARDED, State.SPAM, State.DONE,
                                    State.UNCONFIRMED, State.REJECTED, State.DUPLICATE)),
    ],
)  # fmt: skip
def test_what_can_be_planned_and_what_is_for_a_clerk_first(state, steps) -> None:
    assert way(state, State.PLANNED) == steps


def test_an_outcome_is_a_reason_with_a_sentence_in_five_languages() -> None:
    done = {each for each in Outcome if each is not Outcome.NOT_FOUND}
    assert {each.value for each in done} == set(REASONS[State.DONE])
    assert order_words.SENTENCES.keys() == done
    assert all(each.pt for each in order_words.SENTENCES.values())
    words = [word for each in order_words.OUTCOMES.values() for word in set(each)]
    assert len(words) == len(set(words)), "an answer is understood in every language"


# --- The route ----------------------------------------------------------------------------------

PLACES = st.lists(st.tuples(*(st.floats(0, 2000) for _ in "xy")), max_size=14)


@given(PLACES, st.none() | st.tuples(st.floats(0, 2000), st.floats(0, 2000)))
def test_a_route_visits_each_place_once_and_no_turn_makes_it_shorter(places, start) -> None:
    found = route(places, start)
    assert sorted(found) == list(range(len(places)))
    length = length_m(places, found, start)
    for first in range(len(found)):
        for last in range(first + 1, len(found)):
            turned = [*found[:first], *found[first : last + 1][::-1], *found[last + 1 :]]
            assert length <= length_m(places, turned, start) + 1e-3


def test_a_route_along_a_street_is_the_street() -> None:
    places = [(30.0, 0), (0.0, 0), (50.0, 1), (10.0, 0), (41.0, 0)]
    assert route(places) in ([1, 3, 0, 4, 2], [2, 4, 0, 3, 1])
    assert route(places, (60.0, 0)) == [2, 4, 0, 3, 1]
    assert route([]) == []
    best = min(length_m(places, each) for each in permutations(range(5)))
    assert math.isclose(length_m(places, route(places)), best)


# --- Failures -----------------------------------------------------------------------------------


def told(days_ago: float, lasted: float | None = 2, reason="repaired", state=State.DONE) -> Told:
    since = NOW - timedelta(days=days_ago)
    until = None if lasted is None else since + timedelta(days=lasted)
    return Told(f"26-{days_ago:05.0f}", since, until, state, reason)


def test_the_third_failure_in_twelve_months_proposes_replacement() -> None:
    two = [told(300), told(100)]
    assert often(two, NOW) == []
    found = often([*two, told(3, None, None, State.ACCEPTED)], NOW)
    assert [each.reports for each in found] == [("26-00300",), ("26-00100",), ("26-00003",)]


@pytest.mark.parametrize(
    "third",
    [
        told(366),
        told(99, 1),  # while the other was open
        told(50, 1, "not_ours", State.REJECTED),
        told(50, 1, "same_fault", State.DUPLICATE),
        told(50, None, None, State.SPAM),
        told(50, None, None, State.UNCONFIRMED),
    ],
)
def test_what_is_no_third_failure(third) -> None:
    assert often([told(300), told(100), third], NOW) == []


def test_what_was_replaced_begins_anew() -> None:
    older = [told(300), told(200), told(150, 2, "replaced")]
    assert often([*older, told(50), told(40)], NOW) == []
    assert len(often([*older, told(50), told(40), told(30)], NOW)) == 3


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("4 m cable", (4, "m", "cable")),
        ("2,5m² Pflaster", (2.5, "m²", "Pflaster")),
        ("3 LED module", (3, "", "LED module")),
        ("2 Meter", (2, "", "Meter")),
        ("long key", (None, "", "long key")),
        ("1 Stk Mutter M12", (1, "Stk", "Mutter M12")),
    ],
)
def test_materials_are_read_as_people_write_them(line, parts) -> None:
    (found,), issues = materials.read(f"\n {line} \n")
    assert (found.quantity, found.unit, found.text) == parts
    assert issues == []
    assert materials.read(materials.written([found])) == ((found,), [])


def test_a_material_that_is_none_is_told_by_its_line() -> None:
    _, issues = materials.read("4 m cable\n0 m cable\n" + "x" * 200)
    assert [each.path for each in issues] == ["materials.2", "materials.3"]
    assert len(materials.read("a\n" * 41)[0]) == 40


def test_nobody_is_nothing() -> None:
    assert MOVERS[ViewerRole.AUDITOR] == frozenset()
    assert Mover.CLERK not in MOVERS[ViewerRole.PLANNER]
