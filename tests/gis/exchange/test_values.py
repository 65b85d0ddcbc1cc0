from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gis.exchange import names, values
from gis.exchange.values import Unfit
from layers.spec import Field, FieldRole, Kind, Text

LABEL = Text("x", "x", "x", "x")
DIAMETER = Field(
    name="diameter_mm", kind=Kind.NUMBER, label=LABEL, unit="mm", minimum=5, maximum=4000
)
YEAR = Field(name="year", kind=Kind.INTEGER, label=LABEL, minimum=1800, maximum=2100)
CLOSED = Field(name="closed", kind=Kind.BOOLEAN, label=LABEL, role=FieldRole.CLOSED)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("12,5", 12.5),
        ("1,5e2", 150),
        ("1.234,56", 1234.56),
        ("1,234.56", 1234.56),
        ("1 234", 1234),
        ("1'234'567", 1234567),
        ("1.234.567", 1234567),
        ("-0,5", -0.5),
        ("DN 100", 100),
        ("DN100", 100),
        ("Ø 110 mm", 110),
        ("10 cm", 100),
        ("0,1m", 100),
        (110, 110),
        (110.0, 110),
        ("unbekannt", None),
        ("k.A.", None),
        ("-", None),
    ],
)
def test_numbers(written: Any, meant: float | None) -> None:
    assert values.reader(DIAMETER)(written) == meant


@pytest.mark.parametrize(
    ("written", "decimal", "meant"),
    [
        *(("1.250", ",", 1250), ("1,250", ",", 1.25), ("DN 1.250 mm", ",", 1250)),
        *(("1.250", ".", 1.25), ("1,250", ".", 1250), ("-1.250", ",", -1250)),
        *(("0.125", ",", 0.125), ("1250.5", ",", 1250.5), ("1.250,5", ".", 1250.5)),
    ],
)
def test_numbers_follow_their_column(written: str, decimal: str, meant: float) -> None:
    found = values.number(written, decimal)
    assert found is not None
    assert found[0] == meant


@pytest.mark.parametrize(
    ("written", "mark"),
    [
        *(("12,5", ","), ("0,125", ","), ("1.234,56", ","), ("1.234.567", ","), ("1500,125", ",")),
        *(("12.5", "."), ("1,234.5", "."), ("1,234,567", "."), ("1,5e2", ",")),
        *(("1.250", None), ("999,999", None), ("12", None), ("12.05.1987", None), (1.25, None)),
    ],
)
def test_what_a_number_tells_of_its_column(written: Any, mark: str | None) -> None:
    assert values.decimal_mark(written) == mark
    assert values.has_two_readings(written) is (written in ("1.250", "999,999"))


@pytest.mark.parametrize(
    "written", ["zwölf", "12 bar", "10-20", "100/150", "1,2,3.4.5", "12.05.1987", "12 34"]
)
def test_what_is_no_number_is_refused(written: str) -> None:
    with pytest.raises(Unfit):
        values.reader(DIAMETER)(written)


def test_the_mapping_says_the_unit_of_bare_numbers() -> None:
    read = values.reader(DIAMETER, "m")
    assert read("0,11") == 110
    assert read("110 mm") == 110


@pytest.mark.parametrize(
    ("written", "meant"), [("1998.0", 1998), (1998.0, 1998), ("1998", 1998), (1998.5, 1998.5)]
)
def test_whole_numbers(written: Any, meant: float) -> None:
    assert values.reader(YEAR)(written) == meant


@pytest.mark.parametrize(
    "written",
    [
        *("12.05.1987", "12/05/1987", "12-05-1987", "1987-05-12", "1987/05/12", "19870512"),
        *("1987-05-12T10:00:00Z", "12.05.1987 00:00:00", date(1987, 5, 12)),
        datetime(1987, 5, 12, 10, tzinfo=UTC),
    ],
)
def test_days(written: Any) -> None:
    assert values.day(written) == date(1987, 5, 12)


@pytest.mark.parametrize("written", ["30.02.1987", "1987", "05/13/1987", "bald", "12.05.87", 30000])
def test_what_is_no_day_is_refused(written: Any) -> None:
    with pytest.raises(Unfit):
        values.day(written)


@pytest.mark.parametrize(("word", "meant"), [("Ja", True), ("non", False), (1, True), ("0", False)])
def test_yes_and_no(word: Any, *, meant: bool) -> None:
    assert values.boolean(word) is meant


@pytest.mark.parametrize(("word", "meant"), [("zu", True), ("Offen", False), ("fermée", True)])
def test_closed_says_it_in_its_own_words(word: str, *, meant: bool) -> None:
    assert values.reader(CLOSED)(word) is meant


def test_impossible_fillers_mean_not_known() -> None:
    assert values.is_sentinel(DIAMETER, 0.0)
    assert values.is_sentinel(DIAMETER, -9999.0)
    assert values.is_sentinel(YEAR, 0)
    assert not values.is_sentinel(DIAMETER, 3.0)
    assert not values.is_sentinel(DIAMETER, 100.0)


@given(st.text(max_size=40))
def test_no_text_makes_a_reader_fail_otherwise(written: str) -> None:
    for field in (DIAMETER, YEAR, CLOSED):
        with suppress(Unfit):
            values.reader(field)(written)
    with suppress(Unfit):
        values.day(written)


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("Diamètre nominal", "diametre_nominal"),
        ("Höhe", "hohe"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        ("  Nœud-amont ", "noeud_amont"),
    ],
)
def test_plain_names(name: str, form: str) -> None:
    assert names.plain(name) == form


def test_umlauts_match_their_two_letters() -> None:
    assert names.forms("Höhe") & names.forms("Hoehe")
    assert "installed_year" in names.forms("installedYear")


@pytest.mark.parametrize(
    ("name", "split"),
    [
        ("Durchmesser [mm]", ("Durchmesser", "mm")),
        ("Länge (m)", ("Länge", "m")),
        ("length_ft", ("length", "ft")),
        ("Material", None),
        ("von_schacht", None),
    ],
)
def test_units_in_names(name: str, split: tuple[str, str] | None) -> None:
    assert names.with_unit(name) == split
