from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from gis.exchange import mapping_file
from gis.exchange.columns import code_of
from gis.exchange.errors import BadMapping
from gis.exchange.mapping import LayerMapping, Mapping, Where, parse_selector
from gis.exchange.proposal import propose
from gis.exchange.reading import read
from gis.exchange.source import Source
from layers.catalogue import CATALOGUE
from tests.gis.exchange.conftest import EXCERPTS, HOME, point

POINT = point(*HOME)


def proposed(path: Path, layer: str | None = None) -> tuple[Source, Mapping]:
    source = read(path)
    mapping, _ = propose(source, CATALOGUE, layer=layer)
    return source, mapping


def fields(mapping: LayerMapping) -> dict[str, str]:
    return {column.column: column.field for column in mapping.columns}


def test_german_and_french_headings(geojson: Callable[..., Path]) -> None:
    rows = [
        (
            POINT,
            {"Mastnummer": f"M{n}", "Höhe [cm]": "450", "Werkstoff": "STAHL", "BAUJAHR": "1998.0"},
        )
        for n in range(5)
    ]
    _, mapping = proposed(geojson(rows, "Lichtmasten.geojson"))
    [layer] = mapping.layers
    assert layer.target == "pole"
    assert fields(layer) == {
        "Mastnummer": "code",
        "Höhe [cm]": "height_m",
        "Werkstoff": "material",
        "BAUJAHR": "installed_year",
    }
    assert next(c.unit for c in layer.columns if c.field == "height_m") == "cm"
    french = {"identifiant": "L1", "année de pose": 1998, "Propriétaire": "Commune"}
    _, mapping = proposed(geojson([(POINT, french)], "Lampadaires.geojson"))
    assert mapping.layers[0].target == "luminaire"
    assert fields(mapping.layers[0]) == {
        "identifiant": "code",
        "année de pose": "installed_year",
        "Propriétaire": "owner",
    }


def test_years_and_days_find_their_own_fields(geojson: Callable[..., Path]) -> None:
    rows = [(POINT, {"Einbaudatum": "1998"}), (POINT, {"Einbaudatum": "2001"})]
    _, mapping = proposed(geojson(rows), "pole")
    assert fields(mapping.layers[0]) == {"Einbaudatum": "installed_year"}
    rows = [(POINT, {"Baujahr": "12.05.1998"}), (POINT, {"Baujahr": "01.01.2001"})]
    _, mapping = proposed(geojson(rows), "pole")
    assert fields(mapping.layers[0]) == {"Baujahr": "installed_on"}


def test_a_column_that_says_the_same_of_many_is_no_code(geojson: Callable[..., Path]) -> None:
    rows = [(POINT, {"ID": "Heffingen", "Nr": n}) for n in range(10)]
    _, mapping = proposed(geojson(rows), "pole")
    assert fields(mapping.layers[0]) == {"Nr": "code"}


@pytest.mark.parametrize("heading", ["code", "CODE", "Kennung", "Identifiant"])
def test_a_column_called_code_is_the_code_whatever_it_says(
    geojson: Callable[..., Path], heading: str
) -> None:
    rows = [(POINT, {heading: "A", "Nr": n}) for n in range(10)]
    _, mapping = proposed(geojson(rows), "pole")
    assert fields(mapping.layers[0]) == {heading: "code"}


@pytest.mark.parametrize(
    "name",
    [
        *("Streetlights", "street_lights", "StreetLights", "beleuchtung", "Straßenbeleuchtung"),
        *("éclairage_public", "Eclairage public 2024", "Stroosseluuchten"),
    ],
)
def test_lighting_is_recognised_by_its_names(geojson: Callable[..., Path], name: str) -> None:
    _, mapping = proposed(geojson([(POINT, {"Leistung": 40})], f"{name}.geojson"))
    assert [each.target for each in mapping.layers] == ["luminaire"]


@pytest.mark.parametrize("heading", ["Hydrantennummer", "lamp_id", "N°", "SCHACHTNR"])
def test_what_numbers_each_row_is_its_code(geojson: Callable[..., Path], heading: str) -> None:
    rows = [(POINT, {"OBJECTID": n, heading: f"x{n}"}) for n in range(3)]
    _, mapping = proposed(geojson(rows), "pole")
    assert fields(mapping.layers[0]) == {heading: "code"}


def test_models_are_recognised() -> None:
    for name, model in (
        ("ky4_excerpt.inp", "epanet"),
        ("bellinge_excerpt.inp", "swmm"),
        ("osm_charging_stations_luxembourg.geojson", "osm"),
        ("kansas_city_poles.geojson", None),
    ):
        assert proposed(EXCERPTS / name)[1].model == model


def test_a_named_layer_leaves_the_others_in_the_file() -> None:
    _, mapping = proposed(EXCERPTS / "ky4_excerpt.inp", "water_pipe")
    assert [(each.source, each.target) for each in mapping.layers] == [("pipes", "water_pipe")]


def test_an_export_of_ours_maps_onto_itself(geojson: Callable[..., Path]) -> None:
    layer = CATALOGUE["water_valve"]
    row = {field.name: None for field in layer.all_fields}
    source, mapping = proposed(geojson([(POINT, row)], name="x.geojson"), "water_valve")
    path = geojson([(POINT, row)], "water_valve.geojson")
    source, mapping = proposed(path)
    assert mapping.model == "netzkaart"
    [own] = mapping.layers
    assert own.target == layer.name
    assert own.empty_clears
    assert own.unused == ()
    assert all(column == field for column, field in fields(own).items())
    assert set(fields(own)) == set(source.layers[0].columns)


def test_giswater_rows_go_where_their_type_says(shared: Path) -> None:
    _, mapping = proposed(shared / "water" / "giswater_ws_sant_boi.gpkg")
    assert mapping.model == "giswater"
    arcs = next(m for m in mapping.layers if m.source == "arc")
    assert fields(arcs)["dn_mm"] == "diameter_mm"
    assert fields(arcs)["node_1"] == "node_from"
    material = next(c for c in arcs.columns if c.field == "material")
    assert material.codes["FD"] == "ductile_iron"
    state = next(c for c in arcs.columns if c.field == "status")
    assert state.codes == {"0": "disused", "1": "in_use", "2": "planned"}
    targets = [m.target for m in mapping.layers if m.source == "node"]
    assert {"water_valve", "water_node", "water_hydrant"} <= set(targets)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        *(("in_use", "in_use"), ("In Betrieb", "in_use"), ("STILLGELEGT", "disused")),
        *(("en service", "in_use"), ("stillgelgt", "disused"), ("purple", None), ("", None)),
    ],
)
def test_codes_in_other_words(written: str, code: str | None) -> None:
    status = CATALOGUE["pole"].by_name["status"].codes
    assert status is not None
    assert code_of(status, written, None) == code


def test_selectors() -> None:
    assert parse_selector("pipes", []) == ("pipes", ())
    assert parse_selector("node[type=A|B]", []) == ("node", (Where("type", ("A", "B")),))
    assert parse_selector("amenity=bench", ["amenity"]) == (None, (Where("amenity", ("bench",)),))
    tags = (Where("tag", ("amenity",)), Where("value", ("bench",)))
    assert parse_selector("amenity=bench", ["tag", "value"]) == (None, tags)


@pytest.mark.parametrize(
    "name",
    ["ky4_excerpt.inp", "bellinge_excerpt.inp", "osm_charging_stations_luxembourg.geojson"],
)
def test_a_mapping_survives_its_file(name: str) -> None:
    source, mapping = proposed(EXCERPTS / name)
    text = mapping_file.dump(mapping)
    assert text.startswith("# ")
    assert mapping_file.loads(text, CATALOGUE, source) == mapping


def test_odd_names_survive_the_file(geojson: Callable[..., Path]) -> None:
    odd = {"no": "1", "Höhe: [m]": "1", "#": "2", "yes": 3, "2024": "x", "a'b\"c": 1, "~": None}
    source, mapping = proposed(geojson([(POINT, odd)], "off.geojson"), "pole")
    assert mapping_file.loads(mapping_file.dump(mapping), CATALOGUE, source) == mapping


GOOD = "model: ~\nlayers:\n  - from: file\n    to: pole\n    columns:\n"


@pytest.mark.parametrize(
    ("text", "place", "why"),
    [
        ("modle: x\nlayers: []", "modle", "no such key"),
        ("layers: 3", "layers", "a list"),
        ("layers:\n  - form: file\n    to: pole", "layers[0].form", "no such key"),
        ("layers:\n  - from: nothing\n    to: pole", "layers[0].from", "no layer 'nothing'"),
        ("layers:\n  - from: file\n    to: poles", "layers[0].to", "no layer 'poles'"),
        (GOOD + "      nr: cod\n", "layers[0].columns.nr.to", "no field 'cod'"),
        (GOOD + "      nummer: code\n", "layers[0].columns.nummer", "no column 'nummer'"),
        (GOOD + "      nr: {to: code, units: m}\n", "layers[0].columns.nr.units", "no such key"),
        (GOOD + "      h: {to: height_m, unit: bar}\n", "layers[0].columns.h.unit", "convert"),
        (GOOD + "      m: {to: material, codes: {A: iron_man}}\n", "codes.A", "not in the list"),
        (GOOD + "      nr: code\n      h: code\n", "layers[0].columns.h", "already filled"),
        (GOOD + "      nr: code\n      nr: remark\n", "line 7", "stands twice"),
        (GOOD + "      nr: code\n    set: {status: great}\n", "set.status", "great"),
        ("a: &a [1]\nb: *a", "line 2", "aliases"),
        ("a: [", "line", "expected"),
    ],
)
def test_a_mistaken_mapping_names_the_place(
    geojson: Callable[..., Path], text: str, place: str, why: str
) -> None:
    source = read(geojson([(POINT, {"nr": "1", "h": 3, "m": "A"})]))
    with pytest.raises(BadMapping) as caught:
        mapping_file.loads(text, CATALOGUE, source)
    assert place in caught.value.place
    assert why in caught.value.why
