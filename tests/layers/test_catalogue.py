"""Promises that every declaration keeps, and on which all derivations rely."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

import pytest

from layers.asset import ASSET_FIELDS
from layers.catalogue import CATALOGUE
from layers.spec import (
    LANGUAGES,
    Catalogue,
    CodeList,
    Fault,
    Field,
    FieldRole,
    GeometryKind,
    Kind,
    Layer,
    Role,
    Shape,
    Text,
    Visibility,
)
from tests.for_each import for_each

LAYERS = tuple(CATALOGUE.values())
FIELDS = tuple(
    [("asset", field) for field in ASSET_FIELDS]
    + [(layer.name, field) for layer in LAYERS for field in layer.fields]
)
CODE_LISTS = tuple({f.codes.name: f.codes for _, f in FIELDS if f.codes}.values())
FAULTS = tuple((layer, fault) for layer in LAYERS for fault in layer.faults)

UNIT_SUFFIXES = {
    "m": "m",
    "mm": "mm",
    "m2": "m²",
    "mm2": "mm²",
    "m3": "m³",
    "m3_h": "m³/h",
    "l_s": "l/s",
    "l_min": "l/min",
    "bar": "bar",
    "w": "W",
    "kw": "kW",
    "v": "V",
    "a": "A",
    "k": "K",
    "lm": "lm",
    "kn_m2": "kN/m²",
    "kg_d": "kg/d",
    "years": "a",
}

# https://www.postgresql.org/docs/16/sql-keywords-appendix.html, "reserved"
SQL_RESERVED = frozenset(
    re.findall(
        r"\w+",
        "all analyse analyze and any array as asc asymmetric authorization binary both case cast "
        "check collate collation column concurrently constraint create cross current_catalog "
        "current_date current_role current_schema current_time current_timestamp current_user "
        "default deferrable desc distinct do else end except false fetch for foreign freeze from "
        "full grant group having ilike in initially inner intersect into is isnull join lateral "
        "leading left like limit localtime localtimestamp natural not notnull null offset on only "
        "or order outer overlaps placing primary references returning right select session_user "
        "similar some symmetric system_user table tablesample then to trailing true union unique "
        "user using variadic verbose when where window with ",
    )
)

KEPT_BY_THE_STORE = {"id", "version", "geometry", "geom", "created_at", "created_by", "revision"}

LIGHT_MAP = "#f7f5f0"

# Node types of Giswater's water model, as its demonstration network has them.
GISWATER_NODE_TYPES = (
    "JUNCTION",
    "T",
    "X",
    "ENDLINE",
    "REDUCTION",
    "FLEXUNION",
    "REGISTER",
    "NETELEMENT",
    "NETSAMPLEPOINT",
    "PRESSURE_METER",
    "FILTER",
    "EXPANTANK",
    "SHUTOFF_VALVE",
    "CHECK_VALVE",
    "PR_REDUC_VALVE",
    "OUTFALL_VALVE",
    "GREEN_VALVE",
    "AIR_VALVE",
    "HYDRANT",
    "PUMP",
    "TANK",
    "SOURCE",
    "WATERWELL",
    "WTP",
    "WATER_CONNECTION",
    "FLOWMETER",
)

PERSONAL = {"customer_code", "inhabitants"}


def texts() -> Iterator[tuple[str, Text]]:
    """Every text a person reads, with the place where it is declared."""
    for theme in dict.fromkeys(layer.theme for layer in LAYERS):
        yield f"theme {theme.name}", theme.label
    for layer in LAYERS:
        yield layer.name, layer.label
    for where, field in FIELDS:
        yield f"{where}.{field.name}", field.label
        if field.help:
            yield f"{where}.{field.name} help", field.help
    for codes in CODE_LISTS:
        for code in codes.codes:
            yield f"{codes.name}={code.value}", code.label
    for _, fault in FAULTS:
        yield f"fault {fault.code}", fault.label
        yield f"fault {fault.code} description", fault.description


def luminance(colour: str) -> float:
    """WCAG 2.2 relative luminance."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(a: str, b: str) -> float:
    light, dark = sorted((luminance(a), luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def plain(word: str) -> str:
    """A word without case, accents and punctuation, as imports compare it."""
    bare = unicodedata.normalize("NFKD", word.casefold().replace("œ", "oe"))
    return re.sub(r"[^a-z0-9]+", "_", re.sub(r"[\u0300-\u036f]", "", bare)).strip("_")


each_text = for_each(("where", "text"), texts())
each_layer = for_each("layer", LAYERS)
each_field = for_each(("where", "field"), FIELDS)
each_list = for_each("codes", CODE_LISTS)
each_fault = for_each("fault", [fault for _, fault in FAULTS])


# Words


@each_text
def test_every_text_is_written_in_four_languages(where: str, text: Text) -> None:
    for language in LANGUAGES:
        words = getattr(text, language)
        assert words, where
        assert words == words.strip(), where
        assert "  " not in words, where


@each_text
def test_long_texts_are_translated_and_not_copied(where: str, text: Text) -> None:
    if len(text.en) < 20 or len(text.en.split()) < 3:
        return
    if not re.search(r"[a-z]{4,}", text.en) or text.en.istitle():
        return  # a proper name, not a sentence
    assert len({text.fr, text.de, text.en}) == 3, where
    assert text.lb not in {text.fr, text.en}, where
    if text.en.endswith("."):
        assert text.lb != text.de, where  # nouns may agree, sentences do not


@each_fault
def test_citizens_read_faults_in_portuguese_too(fault: Fault) -> None:
    for text in (fault.label, fault.description):
        assert text.pt
        assert text.pt not in set(text)


@each_fault
def test_descriptions_of_faults_are_sentences(fault: Fault) -> None:
    for words in (*fault.description, fault.description.pt):
        assert words
        assert words[-1] in ".!"
        assert words[0].isupper()
    assert fault.keywords
    assert all(word == word.lower() for word in fault.keywords)


@each_layer
def test_fields_of_a_layer_are_told_apart_by_their_labels(layer: Layer) -> None:
    for language in LANGUAGES:
        counted = Counter(getattr(f.label, language).lower() for f in layer.all_fields)
        assert [label for label, n in counted.items() if n > 1] == []


@each_list
def test_codes_of_a_list_are_told_apart_by_their_labels(codes: CodeList) -> None:
    for language in LANGUAGES:
        counted = Counter(getattr(code.label, language).lower() for code in codes.codes)
        assert [label for label, n in counted.items() if n > 1] == []


# Names


@each_layer
def test_names_of_layers_are_safe_in_sql(layer: Layer) -> None:
    assert re.fullmatch(r"[a-z][a-z0-9_]{0,39}", layer.name)
    assert layer.name not in SQL_RESERVED


@each_field
def test_names_of_fields_are_safe_in_sql(where: str, field: Field) -> None:
    assert re.fullmatch(r"[a-z][a-z0-9_]{0,39}", field.name), where
    assert field.name not in SQL_RESERVED, where
    assert field.name not in KEPT_BY_THE_STORE, where


@each_list
def test_values_of_code_lists_are_safe_anywhere(codes: CodeList) -> None:
    assert re.fullmatch(r"[a-z][a-z0-9_]{0,39}", codes.name)
    for value in codes.values:
        assert re.fullmatch(r"[a-z][a-z0-9_]{0,39}", value)


def test_one_name_means_one_code_list() -> None:
    seen: dict[str, CodeList] = {}
    for _, field in FIELDS:
        if field.codes:
            assert seen.setdefault(field.codes.name, field.codes) is field.codes


def test_names_prefixes_and_service_codes_are_unique() -> None:
    assert len({layer.name for layer in LAYERS}) == len(LAYERS)
    assert len({layer.code_prefix for layer in LAYERS}) == len(LAYERS)
    assert all(re.fullmatch(r"[A-Z]{2}", layer.code_prefix) for layer in LAYERS)
    assert len({fault.code for _, fault in FAULTS}) == len(FAULTS)
    assert all(re.fullmatch(r"[a-z][a-z0-9_]{2,39}", fault.code) for _, fault in FAULTS)


# Units and ranges


@each_field
def test_a_unit_stands_in_the_name_of_its_field(where: str, field: Field) -> None:
    suffixes = [s for s in UNIT_SUFFIXES if field.name.endswith(f"_{s}")]
    if field.unit is None:
        assert field.kind is not Kind.NUMBER or not suffixes, where
    else:
        assert field.kind in (Kind.NUMBER, Kind.INTEGER), where
        assert suffixes, f"{where}.{field.name} does not name its unit {field.unit}"
        assert UNIT_SUFFIXES[max(suffixes, key=len)] == field.unit


@each_field
def test_numbers_have_a_physical_range_and_nothing_else_does(where: str, field: Field) -> None:
    if field.kind in (Kind.NUMBER, Kind.INTEGER):
        assert field.minimum is not None, where
        assert field.maximum is not None, where
        assert field.minimum < field.maximum, where
    else:
        assert field.minimum is None, where
        assert field.maximum is None, where


@each_field
def test_fields_without_a_given_value_can_still_be_stored(where: str, field: Field) -> None:
    """Imports bring incomplete assets; rules complain about them, the store does not."""
    assert not field.required, where


# Roles


@each_layer
def test_a_layer_has_each_role_of_a_field_once(layer: Layer) -> None:
    counted = Counter(f.role for f in layer.all_fields if f.role)
    assert [role for role, n in counted.items() if n > 1] == []


@each_layer
def test_roles_of_fields_carry_values_of_their_kind(layer: Layer) -> None:
    kinds = {
        FieldRole.CODE: {Kind.TEXT},
        FieldRole.STATUS: {Kind.CODE},
        FieldRole.SURVEY_METHOD: {Kind.CODE},
        FieldRole.MATERIAL: {Kind.CODE},
        FieldRole.NODE_FROM: {Kind.TEXT},
        FieldRole.NODE_TO: {Kind.TEXT},
        FieldRole.CIRCUIT: {Kind.TEXT},
        FieldRole.STREET: {Kind.TEXT},
        FieldRole.HOUSE_NUMBER: {Kind.TEXT},
        FieldRole.SUPPORT: {Kind.REFERENCE},
        FieldRole.SITE: {Kind.REFERENCE},
        FieldRole.CLOSED: {Kind.BOOLEAN},
        FieldRole.INSTALLED: {Kind.DATE},
        FieldRole.INSTALLED_YEAR: {Kind.INTEGER},
        FieldRole.CONDITION: {Kind.CODE},
        FieldRole.CHECKED: {Kind.DATE},
        FieldRole.DIRECTION: {Kind.TEXT},
        FieldRole.CONNECTED_TO: {Kind.TEXT},
        FieldRole.CONNECTOR: {Kind.CODE},
    }
    units = {
        FieldRole.DIAMETER: "mm",
        FieldRole.POWER: "W",
        FieldRole.PRESSURE_RATING: "bar",
        **dict.fromkeys(
            (
                FieldRole.ACCURACY_HORIZONTAL,
                FieldRole.ACCURACY_VERTICAL,
                FieldRole.LENGTH,
                FieldRole.INVERT_FROM,
                FieldRole.INVERT_TO,
                FieldRole.INVERT_LEVEL,
                FieldRole.COVER_LEVEL,
                FieldRole.DEPTH,
                FieldRole.ELEVATION,
            ),
            "m",
        ),
    }
    for field in layer.all_fields:
        if field.role in units:
            assert field.unit == units[field.role]
            assert field.kind is Kind.NUMBER
        elif field.role:
            assert field.kind in kinds[field.role]


@each_layer
def test_what_conveys_is_a_line_that_names_its_ends(layer: Layer) -> None:
    if layer.role is Role.CONVEYS:
        assert layer.geometry is GeometryKind.LINE
        assert layer.field_of(FieldRole.LENGTH)
    if layer.geometry is GeometryKind.LINE and layer.role is not Role.ORIENTS:
        assert layer.field_of(FieldRole.NODE_FROM)
        assert layer.field_of(FieldRole.NODE_TO)
    assert bool(layer.field_of(FieldRole.NODE_FROM)) == bool(layer.field_of(FieldRole.NODE_TO))


def test_what_isolates_can_be_closed() -> None:
    for layer in LAYERS:
        if layer.role is Role.ISOLATES:
            assert layer.field_of(FieldRole.CLOSED)


def test_exactly_one_layer_bounds_the_commune() -> None:
    bounding = [layer for layer in LAYERS if layer.role is Role.BOUNDS]
    assert bounding == [CATALOGUE.bounding()]
    assert bounding[0].geometry is GeometryKind.AREA
    assert bounding[0].visibility is Visibility.PUBLIC


@each_layer
def test_references_point_to_layers_that_their_viewers_may_see(layer: Layer) -> None:
    for field in layer.all_fields:
        if field.refers_to:
            target = CATALOGUE[field.refers_to]
            assert target.visibility <= max(layer.visibility, field.visibility)


# Visibility


def test_a_reference_that_shows_more_than_its_target_is_refused() -> None:
    pole, lamp = CATALOGUE["pole"], CATALOGUE["luminaire"]
    with pytest.raises(ValueError, match=r"luminaire\.pole must be as hidden as pole"):
        Catalogue(1, (lamp, replace(pole, visibility=Visibility.RESTRICTED)))


def test_networks_under_the_ground_are_not_public() -> None:
    for layer in LAYERS:
        if layer.theme.name in {"water", "sewer"}:
            assert layer.visibility >= Visibility.INTERNAL, layer.name


def test_what_supplies_drinking_water_is_restricted() -> None:
    for layer in LAYERS:
        supplies = layer.role is Role.SUPPLIES or layer.name == "water_pump"
        if layer.theme.name == "water" and supplies:
            assert layer.visibility is Visibility.RESTRICTED, layer.name


@each_field
def test_personal_data_is_restricted(where: str, field: Field) -> None:
    if field.name in PERSONAL:
        assert field.visibility is Visibility.RESTRICTED, where


def test_the_public_reads_no_remarks_and_no_owners() -> None:
    for layer in LAYERS:
        public = {f.name for f in layer.visible_fields(Visibility.PUBLIC)}
        assert not public & {"remark", "owner", *PERSONAL}


@each_layer
def test_nobody_sees_fields_of_a_layer_hidden_from_them(layer: Layer) -> None:
    for level in Visibility:
        if level < layer.visibility:
            assert layer.visible_fields(level) == ()


@each_layer
def test_tiles_carry_little_and_nothing_hidden(layer: Layer) -> None:
    assert len(layer.tile_fields) <= 3
    for name in layer.tile_fields:
        field = layer.by_name[name]
        assert field.visibility <= layer.visibility
        assert field.kind is not Kind.CODES


# Symbols


@each_layer
def test_symbols_stand_out_on_a_light_map(layer: Layer) -> None:
    assert re.fullmatch(r"#[0-9a-f]{6}", layer.symbol.colour)
    assert contrast(layer.symbol.colour, LIGHT_MAP) >= 3


@each_layer
def test_symbols_fit_the_geometry(layer: Layer) -> None:
    lines = {Shape.LINE, Shape.DASHED, Shape.DOTTED}
    allowed = {
        GeometryKind.LINE: lines,
        GeometryKind.AREA: lines | {Shape.AREA},
        GeometryKind.POINT: set(Shape) - lines - {Shape.AREA},
    }
    assert layer.symbol.shape in allowed[layer.geometry]
    assert 0 <= layer.symbol.min_zoom <= 18
    assert 1 <= layer.symbol.size_px <= 10


@for_each(("a", "b"), combinations(LAYERS, 2))
def test_no_two_layers_look_alike(a: Layer, b: Layer) -> None:
    if a.theme == b.theme:
        assert (a.symbol.colour, a.symbol.shape) != (b.symbol.colour, b.symbol.shape)
    else:
        assert a.symbol.colour != b.symbol.colour


@each_layer
def test_snapping_is_finer_than_the_accuracy_asked_for(layer: Layer) -> None:
    assert 0 < layer.snap_m <= layer.accuracy_m


# Foreign names


@each_list
def test_a_foreign_code_means_one_thing(codes: CodeList) -> None:
    meanings: dict[tuple[str, str], str] = {}
    for code in codes.codes:
        for model, names in code.external.items():
            assert names, f"{code.value} maps to nothing in {model}"
            assert len(set(names)) == len(names), f"{code.value} twice in {model}"
            for name in names:
                assert meanings.setdefault((model, name), code.value) == code.value
                assert codes.from_external(model, name) == code.value


@each_list
def test_words_of_unknown_files_are_lower_case(codes: CodeList) -> None:
    for code in codes.codes:
        for name in code.external.get("*", ()):
            assert name == name.lower()


@each_list
def test_a_word_of_unknown_files_means_one_code(codes: CodeList) -> None:
    meanings: dict[str, str] = {}
    for code in codes.codes:
        for word in (code.value, *code.label, *code.external.get("*", ())):
            assert meanings.setdefault(plain(word), code.value) == code.value, word


def test_a_table_of_unknown_files_is_one_layer() -> None:
    meanings: dict[str, str] = {}
    for layer in LAYERS:
        for word in (layer.name, *layer.label, *layer.external.get("*", ())):
            assert meanings.setdefault(plain(word), layer.name) == layer.name, word


@each_layer
def test_a_foreign_column_fills_one_field(layer: Layer) -> None:
    homes: dict[tuple[str, str], str] = {}
    for field in layer.fields:
        for model, names in field.external.items():
            assert names, f"{field.name} maps to nothing in {model}"
            for name in names:
                assert homes.setdefault((model, name), field.name) == field.name
                if model == "*":
                    assert name == name.lower()


def test_a_foreign_table_has_one_home() -> None:
    homes: dict[tuple[str, str], str] = {}
    for layer in LAYERS:
        for model, names in layer.external.items():
            for name in names:
                table, _, rest = name.partition("[")
                rows = re.fullmatch(r"\w+=([\w|]+)\]", rest)
                assert bool(rest) == bool(rows), name
                for row in rows[1].split("|") if rows else [""]:
                    assert homes.setdefault((model, f"{table}[{row}"), layer.name) == layer.name


@for_each("node_type", GISWATER_NODE_TYPES)
def test_every_giswater_node_finds_a_layer_and_keeps_its_kind(node_type: str) -> None:
    homes = [
        layer
        for layer in LAYERS
        for name in layer.external.get("giswater", ())
        if name.startswith("node[") and node_type in name[:-1].partition("=")[2].split("|")
    ]
    assert len(homes) == 1
    kind = next((f for f in homes[0].fields if "node_type" in f.external.get("giswater", ())), None)
    if kind:
        assert kind.codes
        assert kind.codes.from_external("giswater", node_type)


# What the readers of EPANET and SWMM deliver, section by section, and must not lose.
_LINK = ("code", "node_from", "node_to")
_SHAPE = ("shape", "height_mm", "width_mm")
_NODE = ("code", "kind", "invert_level_m", "depth_m")
SECTIONS = {
    ("epanet", "junctions"): ("code", "elevation_m", "base_demand_l_s"),
    ("epanet", "reservoirs"): ("code", "kind", "head_m", "elevation_m"),
    ("epanet", "tanks"): ("code", "kind", "bottom_level_m", "overflow_level_m", "diameter_m"),
    ("epanet", "pipes"): (*_LINK, "diameter_mm", "length_m", "roughness", "status"),
    ("epanet", "pumps"): (*_LINK, "kind", "power_kw", "curve", "status"),
    ("epanet", "valves"): (*_LINK, "kind", "diameter_mm", "pressure_setting_bar", "closed"),
    ("swmm", "junctions"): (*_NODE, "cover_level_m"),
    ("swmm", "outfalls"): ("code", "invert_level_m", "depth_m", "cover_level_m"),
    ("swmm", "storage"): (*_NODE, "cover_level_m"),
    ("swmm", "dividers"): _NODE,
    ("swmm", "conduits"): (
        *_LINK,
        *_SHAPE,
        "length_m",
        "roughness",
        "invert_from_m",
        "invert_to_m",
    ),
    ("swmm", "pumps"): (*_LINK, "kind"),
    ("swmm", "orifices"): (*_LINK, *_SHAPE, "kind", "invert_from_m"),
    ("swmm", "weirs"): (*_LINK, *_SHAPE, "kind", "invert_from_m"),
    ("swmm", "outlets"): (*_LINK, "kind", "invert_from_m"),
}

FOREIGN_VALUES = (
    ("water_pipe", "epanet", "status", "OPEN CLOSED CV"),
    ("water_pump", "epanet", "kind", "PUMP"),
    ("water_pump", "epanet", "status", "OPEN CLOSED"),
    ("water_tank", "epanet", "kind", "TANK"),
    ("water_source", "epanet", "kind", "RESERVOIR"),
    ("water_valve", "epanet", "kind", "PRV PSV PBV FCV TCV GPV"),
    ("sewer_manhole", "swmm", "kind", "junction"),
    ("sewer_structure", "swmm", "kind", "storage divider"),
    ("sewer_pipe", "swmm", "kind", "conduit"),
    ("sewer_pipe", "swmm", "shape", "CIRCULAR EGG RECT_CLOSED RECT_OPEN CUSTOM TRAPEZOIDAL"),
    ("sewer_control_link", "swmm", "kind", "pump orifice weir outlet"),
    ("sewer_control_link", "swmm", "shape", "CIRCULAR RECT_CLOSED RECT_OPEN"),
    ("water_pipe", "giswater", "material", "FC FD PVC PE-HD PE-LD"),
    ("water_pipe", "giswater", "state", "0 1 2"),
    ("sewer_pipe", "isybau", "Material", "AZ B SB STZ PVCU PE PP GFK GGG"),
    ("sewer_pipe", "isybau", "Entwaesserungsart", "KR KS KM KW DR DS DM GR GS GM GW"),
    ("sewer_pipe", "isybau", "Status", "0 1 3 4 6"),
    ("sewer_pipe", "vsa", "Material", "3638 Beton_Normalbeton 5081 Kunststoff_Polyvinilchlorid"),
    ("locality", "osm", "place", "village hamlet farm locality"),
    ("street", "osm", "highway", "primary secondary tertiary"),
    ("flood_zone", "*", "band", "hq10 hq100 ext"),
    ("evse", "ocpi", "standard", "IEC_62196_T2 IEC_62196_T2_COMBO CHADEMO DOMESTIC_F"),
    ("evse", "ocpi", "status", "AVAILABLE CHARGING OUTOFORDER REMOVED"),
)


def column(layer: Layer, model: str, name: str) -> Field | None:
    """The field that a foreign column fills: one that names it, else the one named so."""
    named = (f for f in reversed(layer.all_fields) if name in f.external.get(model, ()))
    return next(named, layer.by_name.get(name))


@for_each(("model", "section"), SECTIONS)
def test_every_section_of_a_model_finds_a_layer_with_its_columns(model: str, section: str) -> None:
    homes = [layer for layer in LAYERS if section in layer.external.get(model, ())]
    assert len(homes) == 1
    filled = [column(homes[0], model, name) for name in SECTIONS[model, section]]
    assert None not in filled
    assert len(set(filled)) == len(filled)


@for_each(("layer", "model", "name", "values"), FOREIGN_VALUES)
def test_values_of_real_files_are_understood(
    layer: str, model: str, name: str, values: str
) -> None:
    field = column(CATALOGUE[layer], model, name)
    assert field
    assert field.codes
    for value in values.split():
        assert field.codes.from_external(model, value), value
