from __future__ import annotations

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from gis.observations import Observation, best_position

sigmas = st.floats(0.01, 20)
observations = st.lists(
    st.builds(Observation, st.floats(-5, 5), st.floats(-5, 5), sigmas), min_size=1, max_size=20
)


@given(observations, st.randoms())
def test_the_order_of_visits_does_not_matter(visits, random) -> None:
    shuffled = list(visits)
    random.shuffle(shuffled)
    assert best_position(shuffled) == best_position(visits)


@given(observations)
def test_the_estimate_lies_among_what_was_seen_and_is_better(visits) -> None:
    best = best_position(visits)
    assert min(v.east for v in visits) - 1e-9 <= best.east <= max(v.east for v in visits) + 1e-9
    assert best.sigma_m <= min(v.sigma_m for v in visits) + 1e-12
    assert 1 <= best.used <= len(visits)


@given(st.floats(-5, 5), st.floats(-5, 5), st.floats(0.01, 0.1), st.floats(5, 20))
def test_a_worse_visit_does_no_harm(east, north, good, bad) -> None:
    first = Observation(east, north, good)
    second = Observation(east + bad, north - bad, bad)
    best = best_position([first, second])
    assert math.hypot(best.east - east, best.north - north) < 0.05 * bad
    assert best.sigma_m <= good


@given(st.lists(st.floats(-0.05, 0.05), min_size=4, max_size=10), st.floats(50, 1e6))
def test_an_outlier_is_left_out(noise, far) -> None:
    assume(len(set(noise)) > 1)
    visits = [Observation(x, -x, 0.05) for x in noise]
    best = best_position([*visits, Observation(far, 0, 0.05)])
    assert best.used == len(visits)
    assert abs(best.east) <= 0.05


def test_between_precise_visits_that_contradict_each_other_nobody_has_been() -> None:
    best = best_position([Observation(0, 0, 0.1), Observation(0, 1, 1), Observation(0, 2, 0.1)])
    assert min(abs(best.north), abs(best.north - 2)) < 0.05


def test_equal_visits_average_by_weight() -> None:
    best = best_position([Observation(0, 0, 1), Observation(1, 0, 1), Observation(0.5, 0, 0.5)])
    assert best.east == pytest.approx(0.5)
    assert best.sigma_m == pytest.approx((1 + 1 + 4) ** -0.5)


def test_nothing_seen_is_no_position() -> None:
    with pytest.raises(ValueError, match="observation"):
        best_position([])
