"""Citizens' pages: from an address or a number to a report and its own page."""

from __future__ import annotations

import re
from datetime import timedelta
from urllib.parse import parse_qs
from uuid import UUID

import pytest
from lxml import html
from shapely import Point, box

from api.routes.reports.guards import form_secret
from api.security import forms
from gis import assets
from layers.catalogue import CATALOGUE

EAST, NORTH = 85000.0, 92000.0
FREE_TEXT = "The lamp <b>flickers</b> at night"


@pytest.fixture
def village(make_commune, opened) -> dict[str, UUID]:
    """A lamp, another one, and a tank that nobody may know of."""
    make_commune(boundary=box(84000, 91000, 86000, 93000))
    made = {}
    with opened("heffingen") as session:
        for name, layer, east, values in (
            ("near", "luminaire", EAST, {"code": "L-1"}),
            ("far", "luminaire", EAST + 40, {"code": "L-2"}),
            ("other end", "luminaire", EAST + 800, {"code": "L-3"}),
            ("tank", "water_tank", EAST + 5, {"code": "TANK-77"}),
        ):
            made[name] = assets.create(session, CATALOGUE[layer], Point(east, NORTH), values)[0].id
    return made


@pytest.fixture
def place(village, opened) -> dict[str, str]:
    with opened("heffingen") as session:
        lon, lat = session.commune.operation.to_wgs84(EAST, NORTH)
    return {"lat": f"{lat:.7f}", "long": f"{lon:.7f}"}


@pytest.fixture
def proof(app_context):
    """What a page with JavaScript sends along: an old enough stamp, a key, and the work done."""

    def make(key: str | None = None, *, age: int = 10, worked: bool = True) -> dict[str, str]:
        at = app_context.now() - timedelta(seconds=age)
        stamp = forms.issue(form_secret(app_context), at)
        if not worked:
            return {"stamp": stamp}
        key = key or str(assets.new_id())
        return {"stamp": stamp, "key": key, "work": forms.work(stamp, forms.LEAST_BITS, key)}

    return make


def choices(page: str) -> list[str]:
    return re.findall(r'<input type="radio" name="asset" value="([0-9a-f-]*)"', page)


def test_the_number_on_the_lamp_leads_to_it(village, citizen) -> None:
    page = citizen.get("/report/heffingen/?q=L-1&lang=en").text
    assert re.search(rf'value="{village["near"]}" checked', page)
    assert choices(page) == [str(village["near"]), str(village["far"]), ""], "nearest first"
    assert "40 m east" in page


def test_all_that_can_be_broken_has_a_portuguese_name(village, citizen) -> None:
    for layer in CATALOGUE.values():
        if layer.faults:
            assert layer.label.pt, layer.name
            assert layer.theme.label.pt, layer.theme.name
    assert "candeeiro L-1" in citizen.get("/report/heffingen/?q=L-1&lang=pt").text


def test_nothing_is_told_of_what_nobody_may_know(place, citizen) -> None:
    for path in ("/report/heffingen/", "/report/heffingen/?q=TANK-77"):
        assert "water_tank" not in citizen.get(path).text
    asked = citizen.get("/report/heffingen/", params=place).text
    assert "TANK-77" not in asked
    assert "was not found" in citizen.get("/report/heffingen/?q=TANK-77&lang=en").text


def test_a_report_is_kept_and_followed(village, place, citizen, proof) -> None:
    form = (
        place
        | proof()
        | {
            "service": _a_lamp_fault(),
            "asset": str(village["far"]),
            "description": FREE_TEXT,
        }
    )
    sent = citizen.post("/report/heffingen/?lang=en", data=form)
    assert sent.status_code == 303, sent.text
    page = citizen.get(sent.headers["location"])
    assert "L-2" in page.text, "the lamp that was chosen, not the nearest"
    assert "received" in page.text
    assert "flickers" not in page.text, "nobody has released it"
    assert page.headers["cache-control"] == "no-store"
    again = citizen.get("/report/heffingen/", params=place | {"lang": "en"}).text
    assert "Already reported here" in again
    assert "flickers" not in again


def test_the_house_near_it_is_named(village, place, citizen, proof, opened) -> None:
    with opened("heffingen") as session:
        house = {"street": "Millewee", "house_number": "12"}
        assets.create(session, CATALOGUE["address"], Point(EAST + 8, NORTH), house)
    form = place | proof() | {"service": _a_lamp_fault()}
    sent = citizen.post("/report/heffingen/?lang=en", data=form)
    assert "near 12, Millewee" in citizen.get(sent.headers["location"]).text
    assert "près de 12, Millewee" in citizen.get("/report/heffingen/list?lang=fr").text


def test_a_link_that_is_not_one_opens_nothing(village, citizen) -> None:
    assert citizen.get("/report/heffingen/nothing").status_code == 404


def test_what_is_missing_is_told_and_nothing_is_lost(place, citizen, proof) -> None:
    form = place | proof() | {"description": FREE_TEXT}
    answer = citizen.post("/report/heffingen/?lang=pt", data=form)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert "The lamp &lt;b&gt;flickers&lt;/b&gt;" in answer.text
    assert "Ainda não foi enviado" in answer.text


def test_a_field_that_nobody_sees_is_for_programs(place, citizen, proof) -> None:
    form = place | proof() | {"service": _a_lamp_fault(), "website": "http://buy.example"}
    assert citizen.post("/report/heffingen/", data=form).status_code == 422


@pytest.mark.parametrize(
    "elsewhere",
    [
        {"lat": "0", "long": "0"},
        {"lat": "nan", "long": "6"},
        {"lat": "48.85", "long": "2.35"},
        {"lat": "1e400", "long": "6"},
    ],
)
def test_elsewhere_is_refused(village, elsewhere, citizen, proof) -> None:
    form = elsewhere | proof() | {"service": _a_lamp_fault()}
    assert citizen.post("/report/heffingen/", data=form).status_code == 422
    assert citizen.get("/report/heffingen/", params=elsewhere).status_code == 200


@pytest.mark.parametrize("language", ["lb", "fr", "de", "en", "pt"])
def test_five_languages(place, citizen, language) -> None:
    page = citizen.get("/report/heffingen/", params=place | {"lang": language}).text
    assert f'<html lang="{language}">' in page
    assert "Português" in page


def _a_lamp_fault() -> str:
    return CATALOGUE["luminaire"].faults[0].code


def test_another_language_shows_the_same_place(place, citizen) -> None:
    asked = {"lat": place["lat"], "long": place["long"], "q": "Nr. 3 & 4", "lang": "en"}
    page = citizen.get("/report/heffingen/", params=asked).text
    french = html.fromstring(page).xpath("//a[@hreflang='fr']/@href")[0]
    told = parse_qs(french.removeprefix("?"))
    assert told == {**{name: [text] for name, text in asked.items()}, "lang": ["fr"]}
