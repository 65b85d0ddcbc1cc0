"""Whole columns are checked as each of their cells would be."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from gis.exchange import checking
from gis.exchange.mapping import ColumnMapping, LayerMapping
from gis.validation.fields import check_properties
from layers.catalogue import CATALOGUE

POLE = CATALOGUE["pole"]


def checked(field: str, cells: pd.Series, unit: str | None = None) -> checking.Checked:
    mapping = LayerMapping("file", "pole", columns=(ColumnMapping("x", field, unit),))
    return checking.check(POLE, mapping, pd.DataFrame({"x": cells}), None)


def summary(found: checking.Checked, field: str) -> Any:
    issues = sorted((row, issue.code, issue.path) for row, issue in found.issues)
    return found.fields[field].tolist(), issues, [note.code for note in found.notes]


numbers = st.one_of(
    st.floats(allow_nan=True, allow_infinity=True),
    st.floats(-5, 70),
    st.sampled_from([0.0, -1.0, -999.0, 9999.0, 60.0, 60.000001, -0.0, 1e300]),
    st.integers(1700, 2200).map(float),
)


@given(st.lists(numbers, min_size=1, max_size=30))
def test_columns_of_numbers(cells: list[float]) -> None:
    for field in ("height_m", "installed_year", "accuracy_m"):
        column = np.array(cells)
        at_once = checked(field, pd.Series(column))
        # An object column goes cell by cell.
        one_by_one = checked(field, pd.Series(column).astype(object))
        assert summary(at_once, field) == summary(one_by_one, field)
        for row, value in enumerate(at_once.fields[field]):
            if value is None:
                continue
            clean, issues = check_properties(POLE, {field: cells[row]}, partial=True)
            assert not issues
            assert clean[field] == value
            assert type(clean[field]) is type(value)


@given(st.lists(st.integers(-(2**62), 2**62), min_size=1, max_size=30))
def test_columns_of_whole_numbers(cells: list[int]) -> None:
    at_once = checked("installed_year", pd.Series(cells, dtype="int64"))
    refused = {row for row, _ in at_once.issues}
    for row, value in enumerate(at_once.fields["installed_year"]):
        inside = 1800 <= cells[row] <= 2100
        assert (value == cells[row]) if inside else value is None
        assert inside or row in refused or cells[row] in checking.values.SENTINELS


@given(st.lists(st.one_of(st.none(), st.text(max_size=300)), min_size=1, max_size=30))
def test_columns_of_texts(cells: list[str | None]) -> None:
    found = checked("owner", pd.Series(cells, dtype=object))
    refused = {row for row, _ in found.issues}
    for row, value in enumerate(found.fields["owner"]):
        if value is not None:
            assert cells[row] is not None
            assert value == cells[row].replace("\0", "").strip()
            assert len(value) <= POLE.by_name["owner"].max_length
        elif cells[row] is not None and row not in refused:
            assert cells[row].replace("\0", "").strip().lower() in checking.values.NOTHING


@given(st.floats(1, 59), st.sampled_from(["mm", "cm", "m", "ft", "in"]))
def test_units_convert_there_and_back(metres: float, unit: str) -> None:
    factor = checking.values.factor(unit, "m")
    assert factor is not None
    found = checked("height_m", pd.Series([metres / factor]), unit).fields["height_m"][0]
    assert math.isclose(found, metres, rel_tol=1e-9)
