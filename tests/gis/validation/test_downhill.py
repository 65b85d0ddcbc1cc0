"""Levels beside an open manhole: what is told while it can still be measured again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gis.validation.downhill import Neighbour, judge
from layers.spec import LANGUAGES

FILE = Path(__file__).parents[2] / "data" / "gnss" / "sewer_cases.json"
CASES = json.loads(FILE.read_text(encoding="utf-8"))["cases"]


@pytest.mark.parametrize("case", CASES, ids=[each["name"] for each in CASES])
def test_what_is_told(case) -> None:
    given_ = dict(case["given"])
    neighbours = [Neighbour(**each) for each in given_.pop("neighbours")]
    found = judge(**given_, neighbours=neighbours)
    assert found.invert_m == case["invert_m"]
    slopes = [{"name": each.name, "per_mille": each.per_mille} for each in found.slopes]
    assert slopes == case["slopes"]
    told = [(i.code, i.path, i.severity.value, i.details) for i in found.issues]
    wanted = [(i["code"], i["path"], i["severity"], i["details"]) for i in case["issues"]]
    assert told == wanted
    for issue in found.issues:
        sentences = [issue.sentence.to(language) for language in LANGUAGES]
        assert len(set(sentences)) == len(LANGUAGES)
        assert not any("{" in each for each in sentences)


_LEVELS = st.floats(250, 400)


@given(_LEVELS, _LEVELS, st.floats(0.1, 500), st.booleans())
def test_uphill_is_uphill_from_both_sides(mine, other, distance, upstream) -> None:
    """The same sewer is judged the same, whichever manhole one stands beside."""
    here = judge(invert_m=mine, neighbours=[Neighbour("x", other, distance, upstream)])
    there = judge(invert_m=other, neighbours=[Neighbour("y", mine, distance, not upstream)])
    kinds = [{"uphill_from": "up", "uphill_to": "up"}.get(i.code, i.code) for i in here.issues]
    others = [{"uphill_from": "up", "uphill_to": "up"}.get(i.code, i.code) for i in there.issues]
    assert kinds == others
    assert here.slopes[0].per_mille == there.slopes[0].per_mille
