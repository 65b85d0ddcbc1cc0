"""Reasons on a crew's tablet speak of fields as its form does, in its language."""

from __future__ import annotations

from uuid import uuid4

import pytest

from layers.catalogue import CATALOGUE
from layers.spec import LANGUAGES
from tests.api.tablet import PLACE, URL, VALVE, fix


def reasons(tablet, operation, language: str) -> list[dict[str, str]]:
    answer = tablet.client.post(
        f"{URL}/push",
        json={"operations": [operation]},
        headers={**tablet.headers, "Accept-Language": language},
    )
    return answer.json()["receipts"][0]["reasons"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_field_is_called_as_in_the_form(tablet, valve, language) -> None:
    wrong = tablet.update(valve, 1, diameter_mm=(None, -5), kind=("gate", "unicorn"))
    told = {each["path"]: each["message"] for each in reasons(tablet, wrong, language)}
    for name in ("diameter_mm", "kind"):
        message = told[f"changed.{name}"]
        label = VALVE.by_name[name].label.to(language)
        assert message.lower().startswith(label.lower()), message
        assert "changed" not in message


def test_what_has_no_field_is_told_without_paths_and_ids(tablet, valve) -> None:
    late = tablet.update(valve, None, remark=(None, "x")) | {"after": str(uuid4())}
    (held,) = reasons(tablet, late, "en")
    assert held["path"] == "after"
    assert held["message"].startswith("This entry builds upon another one")
    assert late["after"] not in held["message"]
    made = tablet.create()
    made["geometry"]["coordinates"] = [PLACE[0], PLACE[1] + 0.001]
    made["fixes"] = [fix()]
    (rough,) = reasons(tablet, made, "de")
    assert rough["message"].startswith("Messung: ")


def test_nobody_learns_the_name_of_a_field_that_they_may_not_see(tablet, valve) -> None:
    strange = tablet.update(valve, 1, colour_of_the_lid=(None, "red"))
    (told,) = reasons(tablet, strange, "en")
    assert told["message"].startswith("changed.colour_of_the_lid")
    assert "colour_of_the_lid" not in CATALOGUE["water_valve"].by_name
