from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gis.crowding import FEW, first_zoom
from layers.catalogue import CATALOGUE
from layers.spec import Role

POLE, PIPE = CATALOGUE["pole"], CATALOGUE["water_pipe"]
layers = st.sampled_from(list(CATALOGUE.values()))
metres = st.floats(0, 200_000)


@pytest.mark.parametrize(
    ("layer", "count", "side_m", "latest"),
    [
        (POLE, 111, 40_000, 10),  # poles all over a city are seen with the city
        (PIPE, 1156, 25_000, 11),  # so are the pipes of a county
        (POLE, 1, 0, 0),
    ],
)
def test_what_lies_far_apart_is_seen_from_afar(layer, count, side_m, latest) -> None:
    assert first_zoom(layer, count, side_m, side_m, 40) <= latest


def test_a_village_full_of_lamps_waits() -> None:
    assert first_zoom(POLE, 400, 4000, 4000, 49.8) >= 14


@given(layers, st.integers(0, 10**6), metres, metres, st.floats(-80, 80))
def test_never_later_than_the_symbol_says(layer, count, width, height, latitude) -> None:
    zoom = first_zoom(layer, count, width, height, latitude)
    assert 0 <= zoom <= layer.symbol.min_zoom
    if count > FEW or layer.role is Role.ORIENTS:
        assert zoom == layer.symbol.min_zoom


@given(layers, st.integers(2, FEW - 1), st.floats(1, 1e5), st.floats(-80, 80))
def test_more_of_them_are_never_seen_earlier(layer, count, side, latitude) -> None:
    fewer = first_zoom(layer, count, side, side, latitude)
    assert first_zoom(layer, count + 1, side, side, latitude) >= fewer
