"""The map page as text; `tests/e2e` looks at it in a browser."""

from __future__ import annotations

import json
import re

import pytest
from shapely import Point, box
from shapely.geometry import MultiPolygon

from gis import assets
from gis.maps import Overlay, render_map
from gis.maps.page import Addresses, extent
from gis.maps.symbols import DARK, LIGHT, contrast, legible, luminance, swatch
from gis.maps.words import WORDS, words_in
from gis.viewer import ANYONE, Viewer, ViewerRole
from layers.catalogue import CATALOGUE
from layers.spec import LANGUAGES, Field, Kind, Shape, Symbol, Text, Visibility

EVIL = "</script><img src=x onerror=alert(1)>"


def config_of(page: str) -> dict:
    text = re.search(r'<script type="application/json" id="config">(.*?)</script>', page, re.DOTALL)
    return json.loads(text.group(1))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_a_whole_page(session, language):
    page = render_map(session, language, "n0nce")
    assert f'<html lang="{language}"' in page
    assert words_in(language)["legend"] in page
    config = config_of(page)
    assert config["layers"]["pole"]["label"] == CATALOGUE["pole"].label.to(language)
    assert config["words"].items() <= words_in(language).items()


def test_every_word_is_in_every_language_with_the_same_placeholders():
    for name, word in WORDS.items():
        fields = [sorted(re.findall(r"{\w+}", text)) for text in word]
        assert all(word), name
        assert all(each == fields[0] for each in fields), name


def test_scripts_carry_the_nonce_or_come_from_us(session):
    page = render_map(session, "en", "n0nce")
    for attributes in re.findall(r"<script([^>]*)>", page):
        ours = 'src="/static/' in attributes
        data = 'type="application/json"' in attributes
        assert ours or data or attributes == ' nonce="n0nce"'
    assert not re.search(r"\son\w+=", page)
    assert not re.findall(r'(?:src|href)="(?:https?:)?//', page)


def test_the_page_names_no_field_that_the_viewer_may_not_see(make_commune, opened):
    make_commune()
    with opened("heffingen", ANYONE) as session:
        config = config_of(render_map(session, "en", "n"))
    public = {
        layer.name: {f.name for f in layer.visible_fields(Visibility.PUBLIC)}
        for layer in CATALOGUE.visible(Visibility.PUBLIC)
    }
    assert set(config["layers"]) == set(public)
    for name, layer in config["layers"].items():
        assert {field["name"] for field in layer["fields"]} == public[name]
    codes = {f.codes.name for layer in CATALOGUE.values() for f in layer.all_fields if f.codes}
    used = {
        f.codes.name
        for layer in CATALOGUE.visible(Visibility.PUBLIC)
        for f in layer.visible_fields(Visibility.PUBLIC)
        if f.codes
    }
    assert set(config["codes"]) == used < codes


def test_an_empty_commune_says_what_helps(make_commune, opened):
    make_commune(boundary=None)
    with opened("heffingen") as session:
        assert words_in("de")["empty"] in render_map(session, "de", "n")
    for viewer, words in ((ANYONE, "empty_public"), (Viewer("c", ViewerRole.CREW), "empty_inside")):
        with opened("heffingen", viewer) as session:
            page = render_map(session, "de", "n")
        assert words_in("de")[words] in page
        assert "./netzkaart" not in page, "a command that this viewer cannot give"


def test_the_legend_names_the_layers_that_hold_something(session):
    assets.create(session, session.layer("pole"), Point(85000, 92000), {})
    page = render_map(session, "en", "n")
    assert re.findall(r'data-layer="(\w+)"', page) == ["pole"]
    assert words_in("en")["empty"] not in re.sub(r"<script.*", "", page, flags=re.DOTALL)


def test_the_map_shows_the_boundary_or_else_the_assets(session):
    layers = list(CATALOGUE.values())
    west, south, east, north = extent(session, layers)
    assert west < 5.8
    assert east > 6.5, "an empty commune shows the area of its CRS"
    assert south < 49.5
    assert north > 50.1
    assets.create(session, session.layer("pole"), Point(85000, 92000), {})
    west, south, east, north = extent(session, layers)
    assert east - west == pytest.approx(0.004, abs=1e-6), "room around a lonely pole"
    boundary = MultiPolygon([box(80000, 90000, 90000, 98000)])
    assets.create(session, session.layer("commune_boundary"), boundary, {})
    wider = extent(session, layers)
    assert wider[0] < west
    assert wider[3] > north


def test_what_others_wrote_cannot_leave_its_place(session):
    overlay = Overlay(
        name="reports",
        label=Text(EVIL, EVIL, EVIL, EVIL),
        symbol=Symbol(colour="#b3005e", shape=Shape.TRIANGLE),
        features={
            "type": "FeatureCollection",
            "features": [{"type": "Feature", "geometry": None, "properties": {"code": EVIL}}],
        },
        fields=(Field(name="code", kind=Kind.TEXT, label=Text(EVIL, EVIL, EVIL, EVIL)),),
    )
    page = render_map(session, "en", "n", [overlay])
    assert EVIL not in page
    assert "<img" not in page
    assert config_of(page)["overlays"]["reports"]["features"]["features"][0]["properties"] == {
        "code": EVIL
    }


def test_an_overlay_without_features_is_left_out(session):
    symbol = Symbol(colour="#b3005e", shape=Shape.TRIANGLE)
    features = {"type": "FeatureCollection", "features": []}
    label = Text("Nix", "Rien", "Nichts", "Nothing")
    overlay = Overlay(name="none", label=label, symbol=symbol, features=features)
    assert "data-overlay" not in render_map(session, "en", "n", [overlay])


def test_addresses_have_the_base_before_them(session):
    addresses = Addresses("https://kaart.example", "/x/{layer}/{id}")
    page = render_map(session, "en", "n", addresses=addresses)
    assert config_of(page)["items"].startswith("https://kaart.example/ogc/heffingen/")
    assert config_of(page)["asset"] == "/x/{layer}/{id}"
    assert 'src="https://kaart.example/static/' in page


# --- Symbols -----------------------------------------------------------------------------------


def test_contrast_is_that_of_wcag():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert luminance("#ffffff") == pytest.approx(1)


@pytest.mark.parametrize("layer", list(CATALOGUE.values()), ids=list(CATALOGUE))
def test_every_symbol_stands_out_from_either_surface(layer):
    for surface in (LIGHT, DARK):
        assert contrast(legible(layer.symbol.colour, surface), surface) >= 3
    assert swatch(layer.symbol).startswith("<svg")
    assert "nan" not in swatch(layer.symbol)


@pytest.mark.parametrize("shape", list(Shape))
def test_every_shape_has_a_picture_of_its_own(shape):
    pictures = {swatch(Symbol(colour="#123456", shape=each)) for each in Shape}
    assert len(pictures) == len(Shape)
    assert swatch(Symbol(colour="#123456", shape=shape)) in pictures


# --- Over HTTP ---------------------------------------------------------------------------------


def test_the_page_and_all_it_loads_weigh_little(client, auth, make_commune):
    make_commune()
    page = client.get("/heffingen/map?lang=lb", headers=auth("planner"))
    assert page.status_code == 200, page.text
    policy = page.headers["content-security-policy"]
    nonce = re.search(r"'nonce-([^']+)'", policy).group(1)
    assert f'<script nonce="{nonce}">' in page.text
    assert "unsafe-eval" not in policy
    assert page.headers["cache-control"] == "private, no-store"
    loaded = re.findall(r'(?:src|href)="(/static/[^"]+)"', page.text)
    weight = int(page.headers["content-length"])
    for address in loaded:
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert "immutable" in answer.headers["cache-control"]
        assert answer.headers["content-encoding"] == "gzip"
        weight += int(answer.headers["content-length"])
    assert weight < 130_000
    assert client.get("/static/map/x/vendor.py").status_code == 404
    assert client.get("/nowhere/map").status_code == 404


def test_a_browser_without_gzip_gets_the_same_files(client, make_commune):
    make_commune()
    page = client.get("/heffingen/map").text
    address = re.search(r'"(/static/map/[^"]+map.js)"', page).group(1)
    identity = {"Accept-Encoding": "identity"}
    assert "content-encoding" not in client.get("/heffingen/map", headers=identity).headers
    plain = client.get(address, headers=identity)
    assert "content-encoding" not in plain.headers
    assert plain.content == client.get(address).content
