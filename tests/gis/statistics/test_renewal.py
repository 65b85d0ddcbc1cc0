"""When a stock is due: nothing is lost, nothing is counted twice, nothing comes too soon."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from gis.statistics.renewal import Due, Stock, needs
from layers.catalogue import CATALOGUE
from layers.service_lives import SERVICE_LIVES
from layers.spec import FieldRole

YEARS = st.integers(1800, 2100)
STOCKS = st.lists(
    st.builds(
        Stock,
        year=st.none() | YEARS,
        life=st.none() | st.integers(1, 150),
        count=st.integers(1, 10_000),
        length_m=st.integers(0, 10**6).map(float),
    ),
    max_size=30,
)


@given(STOCKS, st.integers(1990, 2090), st.integers(1, 80), st.integers(1, 20))
def test_every_asset_is_due_once(stocks, this_year, horizon, step) -> None:
    found = needs(stocks, this_year, horizon=horizon, step=step)
    assert sum(each.count for each in found) == sum(each.count for each in stocks)
    assert sum(each.length_m for each in found) == sum(each.length_m for each in stocks)
    spans = [each for each in found if each.due is Due.SPAN]
    assert spans[0].first == this_year
    assert spans[-1].last >= this_year + horizon - 1
    for earlier, later in itertools.pairwise(spans):
        assert earlier.last + 1 == later.first


@given(YEARS, st.integers(1, 150), st.integers(1990, 2090))
def test_one_asset_is_due_when_its_years_are_over(year, life, this_year) -> None:
    (one,) = [each for each in needs([Stock(year, life, 1)], this_year) if each.count]
    due = year + life
    if due < this_year:
        assert one.due is Due.OVERDUE
    elif due < this_year + 50:
        assert one.first <= due <= one.last
    else:
        assert one.due is Due.LATER


def test_what_nobody_knows_is_told_as_such() -> None:
    stocks = [Stock(None, 50, 2), Stock(1980, None, 3), Stock(None, None, 4)]
    found = {each.due: each.count for each in needs(stocks, 2026) if each.count}
    assert found == {Due.AGE_UNKNOWN: 2, Due.LIFE_UNKNOWN: 7}


def test_service_lives_are_of_materials_that_there_are() -> None:
    for name, lives in SERVICE_LIVES.items():
        field = CATALOGUE[name].field_of(FieldRole.MATERIAL)
        known = set(field.codes.values) if field and field.codes else set()
        assert set(lives.by_material) <= known, name
