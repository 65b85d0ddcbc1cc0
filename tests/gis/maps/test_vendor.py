"""What pages load comes from our own server, and nothing beyond the tables does."""

from __future__ import annotations

import gzip
import inspect
import re

import folium
import folium.plugins
import pytest
from folium.elements import JSCSSMixin

from gis.errors import UnknownThing
from gis.maps import folium_map, vendor
from gis.maps.overlay import BaseMap, Overlay
from layers.spec import Shape, Symbol, Text

EVERY = [f"{package}/{path}" for package, paths in vendor.PACKAGES.items() for path in paths]
BOX = (6.2, 49.7, 6.3, 49.8)


@pytest.mark.parametrize("name", [*vendor.OWN_FILES, *EVERY])
def test_every_file_in_the_tables_is_there_and_compresses(name):
    address = vendor.address(name)
    file = vendor.find(address)
    assert file.body
    assert gzip.decompress(file.gzipped) == file.body
    assert vendor.is_current(address)
    assert not file.media_type.startswith("application/octet")


@pytest.mark.parametrize("name", [n for n in (*vendor.OWN_FILES, *EVERY) if n.endswith(".css")])
def test_style_sheets_refer_only_to_files_in_the_tables(name):
    address = vendor.address(name)
    css = vendor.find(address).body.decode()
    for target in re.findall(r"url\(\s*['\"]?([^)'\"]+)", css):
        if target.startswith(("data:", "#")):
            continue
        path = address.rpartition("/")[0].split("/")
        for part in target.split("/"):
            path = path[:-1] if part == ".." else [*path, part]
        assert vendor.find("/".join(path)).body, target


@pytest.mark.parametrize(
    "css", ["a{b:url(https://x.y/z)}", "a{b:url( '//x.y/z')}", "@import 'http://x.y/z';"]
)
def test_a_style_sheet_that_loads_from_elsewhere_is_refused(css):
    with pytest.raises(ValueError, match="loads"):
        vendor._refuse_foreign("some.css", css)


@pytest.mark.parametrize(
    "path",
    [
        "vendor/leaflet/1.9.4/package.json",
        "vendor/leaflet/1.9.4/dist/../package.json",
        "vendor/../web/package.json",
        "map/x/../../vendor.py",
        "map/x/vendor.py",
        "map",
        "",
        "vendor/leaflet",
        "vendor/nothing/1/x.js",
    ],
)
def test_nothing_else_is_served(path):
    with pytest.raises(UnknownThing):
        vendor.find(path)


def test_an_older_version_s_address_still_answers_but_is_not_kept():
    assert vendor.find("vendor/leaflet/1.0.0/dist/leaflet.js").body
    assert not vendor.is_current("vendor/leaflet/1.0.0/dist/leaflet.js")
    assert not vendor.is_current("map/0123456789ab/map.js")


def test_versions_are_exact():
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", each) for each in vendor.versions().values())
    assert set(vendor.versions()) == set(vendor.PACKAGES)


def test_our_map_loads_from_our_server_only():
    overlay = Overlay(
        name="x",
        label=Text("x", "x", "x", "x"),
        symbol=Symbol(colour="#123456", shape=Shape.CROSS),
        features={"features": []},
    )
    parts = folium_map.parts(folium_map.build("/t/{z}/{x}/{y}", BOX, "lb", [overlay]))
    assert parts.scripts
    assert all(each.startswith("vendor/") for each in (*parts.scripts, *parts.styles))
    assert "//" not in re.sub(r"\s//.*", "", parts.script)
    assert "<" not in parts.html.replace('<div class="folium-map"', "").replace("</div>", "")


def test_the_same_map_gives_the_same_page():
    one, other = (folium_map.parts(folium_map.build("/t/{z}/{x}/{y}", BOX, "fr")) for _ in range(2))
    assert one == other


def test_what_folium_loads_elsewhere_and_nobody_decided_about_is_refused():
    drawn = folium_map.build("/t/{z}/{x}/{y}", BOX, "fr")
    folium.plugins.Draw().add_to(drawn)
    with pytest.raises(LookupError, match="vendor"):
        folium_map.parts(drawn)


def test_folium_itself_is_left_as_it_was():
    folium_map.parts(folium_map.build("/t/{z}/{x}/{y}", BOX, "fr"))
    plugins = [each for _, each in inspect.getmembers(folium.plugins, inspect.isclass)]
    for each in [folium.Map, *plugins]:
        if issubclass(each, JSCSSMixin):
            links = (*each.default_js, *each.default_css)
            assert all(url.startswith("https://") for _, url in links)


def test_what_a_commune_configures_is_quoted():
    base = BaseMap("https://tiles.example/{z}/{x}/{y}.png", "<script>alert(1)</script>")
    script = folium_map.parts(folium_map.build("/t", BOX, "en", base_map=base)).script
    assert "<script>" not in script
    assert "tiles.example" in script


def test_an_overlay_has_one_source():
    symbol = Symbol(colour="#123456", shape=Shape.CROSS)
    label = Text("x", "x", "x", "x")
    with pytest.raises(ValueError, match="features"):
        Overlay(name="x", label=label, symbol=symbol)
