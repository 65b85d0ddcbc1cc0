"""NMEA logs: what real receivers write, what nobody should believe, and whatever comes between."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from field_capture.captures.fix import Fix
from field_capture.captures.gnss import nmea
from gis.observations import Observation, best_position

DATA = Path(__file__).parent.parent / "data" / "gnss"
CASES = json.loads((DATA / "nmea_cases.json").read_text(encoding="utf-8"))["cases"]
GGA = "GNGGA,102030.00,4946.20800,N,00614.43000,E,4,18,0.7,312.345,M,47.100,M,1.0,0001"


def sentence(body: str) -> bytes:
    checksum = 0
    for byte in body.encode():
        checksum ^= byte
    return f"${body}*{checksum:02X}".encode()


@pytest.mark.parametrize("case", CASES, ids=[each["name"] for each in CASES])
def test_a_log_means_what_the_case_says(case) -> None:
    log = nmea.read(case["input"].encode("latin-1"))
    assert len(log.readings) == len(case["readings"])
    for found, wanted in zip(log.readings, case["readings"], strict=True):
        told = found.time.isoformat().replace("+00:00", "Z") if found.time else None
        assert (told, found.fix_quality.value) == (wanted["time"], wanted["fix_quality"])
        for name in wanted.keys() - {"time", "fix_quality"}:
            value = wanted[name]
            assert getattr(found, name) == (value if value is None else pytest.approx(value)), name
    faults = [{"line": each.details["line"], "code": each.code} for each in log.faults]
    assert (faults, log.without_fix) == (case["faults"], case["without_fix"])


def test_a_position_is_the_one_that_the_sentence_spells() -> None:
    (found,) = nmea.read(sentence(GGA)).readings
    assert found.lat == pytest.approx(49 + 46.208 / 60)
    assert found.lon == pytest.approx(6 + 14.43 / 60)
    assert found.ellipsoidal_m == pytest.approx(312.345 + 47.1)


@pytest.mark.parametrize(
    ("name", "qualities", "without", "near"),
    [
        ("trimble_rtk_fix_excerpt", {"dgps", "rtk_fixed"}, 0, (41.575, -93.7506)),
        ("zed_f9r_mixed_ubx_excerpt", {"rtk_float"}, 0, (45.066, 7.659)),
        ("skytraq_no_fix_excerpt", set(), 2, None),
    ],
)
def test_real_logs(name, qualities, without, near) -> None:
    log = nmea.read((DATA / f"{name}.nmea").read_bytes())
    assert {each.fix_quality.value for each in log.readings} == qualities
    assert log.without_fix == without
    for each in log.readings:
        assert (each.lat, each.lon) == pytest.approx(near, abs=0.001)
        assert each.time is not None
        Fix.model_validate(each.fix(datetime(2026, 1, 1, tzinfo=UTC)).model_dump())


def test_a_log_without_a_day_is_of_the_day_that_is_told() -> None:
    (found,) = nmea.read(sentence(GGA), date(2026, 11, 23)).readings
    assert found.time == datetime(2026, 11, 23, 10, 20, 30, tzinfo=UTC)


@given(st.binary(max_size=2000))
def test_no_bytes_stop_the_reader(data) -> None:
    for each in nmea.read(data).readings:
        assert abs(each.lat) <= 90
        assert abs(each.lon) <= 180


_PARTS = st.sampled_from(
    ["", "0", "9999.99", "N", "S", "E", "W", "1", "4", "A", "-1", "1e9", "nan"]
)


@given(
    st.sampled_from(["GGA", "GNS", "GST", "RMC", "ZDA"]),
    st.lists(_PARTS | st.text(st.characters(codec="ascii", exclude_characters="$*"), max_size=12)),
)
def test_no_fields_stop_the_reader(kind, fields) -> None:
    log = nmea.read(sentence(f"GN{kind},{','.join(fields)}"))
    for each in log.readings:
        assert abs(each.lat) <= 90
        each.fix(datetime(2026, 1, 1, tzinfo=UTC))


@given(st.binary(max_size=300), st.binary(max_size=300))
def test_a_good_sentence_survives_whatever_surrounds_it(before, after) -> None:
    log = nmea.read(before + sentence(GGA) + b"\n" + after)
    assert any(each.lat == pytest.approx(49 + 46.208 / 60) for each in log.readings)


@given(st.integers(0, len(GGA) - 1), st.integers(1, 255))
def test_one_wrong_bit_is_noticed(at, flip) -> None:
    good = bytearray(sentence(GGA))
    good[1 + at] ^= flip
    for each in nmea.read(bytes(good)).readings:
        pytest.fail(f"believed {each}")


# --- What several visits are worth ----------------------------------------------------------------

_PLACES = st.floats(-0.05, 0.05)


@given(st.lists(st.tuples(_PLACES, _PLACES), min_size=3, max_size=20), st.floats(5, 500))
def test_an_outlier_moves_nothing(places, away) -> None:
    agreeing = [Observation(e, n, 0.05) for e, n in places]
    alone = best_position(agreeing)
    with_outlier = best_position([*agreeing, Observation(away, away, 0.05)])
    assert (with_outlier.east, with_outlier.north) == pytest.approx((alone.east, alone.north))


@given(st.lists(st.tuples(_PLACES, _PLACES), min_size=1, max_size=10), _PLACES, st.floats(0.06, 9))
def test_a_worse_visit_never_harms(places, away, sigma) -> None:
    known = [Observation(e, n, 0.05) for e, n in places]
    before = best_position(known)
    after = best_position([*known, Observation(away, away, sigma)])
    assert after.sigma_m <= before.sigma_m + 1e-12


@given(st.floats(0.01, 0.1), st.floats(0.2, 2))
def test_the_better_of_two_weighs_more(fine, coarse) -> None:
    found = best_position([Observation(0, 0, fine), Observation(0.1, 0, coarse)])
    assert found.east == pytest.approx(0.1 * fine**2 / (fine**2 + coarse**2))
