"""Fields that mean something only in some cases: declared once, told everywhere, never dropped."""

from __future__ import annotations

import pytest
from shapely import Point

from gis import assets
from gis.errors import Severity
from gis.models import json_schema
from gis.validation.applies import misplaced
from layers.catalogue import CATALOGUE
from layers.codes.asset import STATUS
from layers.spec import Field, GeometryKind, Kind, Layer, Only, Role, Visibility

VALVE = CATALOGUE["water_valve"]
GIVEN = [(layer, field) for layer in CATALOGUE.values() for field in layer.all_fields if field.only]


def test_some_fields_have_a_condition() -> None:
    assert {field.name for _, field in GIVEN} >= {"pressure_setting_bar", "sdr", "pole"}


@pytest.mark.parametrize(("layer", "field"), GIVEN, ids=str)
def test_a_value_is_told_where_it_does_not_apply(layer, field) -> None:
    other = layer.by_name[field.only.field]
    for code in (None, *other.codes.values):
        found = misplaced(layer, {other.name: code, field.name: 1})
        wanted = code is None or code in field.only.values
        assert [each.path for each in found] == ([] if wanted else [field.name])
        assert all(each.severity is Severity.WARNING for each in found)
        assert not misplaced(layer, {other.name: code, field.name: None})


def test_the_sentence_names_the_other_field_in_each_language() -> None:
    values = {"kind": "gate", "pressure_setting_bar": 3}
    (told,) = misplaced(VALVE, values)
    kind = VALVE.by_name["kind"]
    for language in ("lb", "fr", "de", "en"):
        assert kind.label.to(language) in told.sentence.to(language)
        assert kind.codes["pressure_reducing"].label.to(language) in told.sentence.to(language)


def test_the_schema_says_it() -> None:
    fields = json_schema(VALVE)["properties"]["properties"]["properties"]
    assert "pressure_reducing" in fields["pressure_setting_bar"]["x-only-where"]["kind"]
    assert "x-only-where" not in fields["diameter_mm"]


def test_the_door_keeps_the_value_and_warns(session) -> None:
    values = {"kind": "gate", "pressure_setting_bar": 3}
    made, issues = assets.create(session, VALVE, Point(85000, 92000), values)
    assert made.properties["pressure_setting_bar"] == 3
    assert [each.code for each in issues] == ["not_applicable"]
    _, issues = assets.change(session, VALVE, made.id, 1, properties={"diameter_mm": 100})
    assert not issues, "what was not touched is not told again"
    _, issues = assets.change(session, VALVE, made.id, 2, properties={"kind": "check"})
    assert [each.path for each in issues] == ["properties.pressure_setting_bar"]
    _, issues = assets.change(session, VALVE, made.id, 3, properties={"kind": "pressure_reducing"})
    assert not issues


@pytest.mark.parametrize(
    "only",
    [Only("nothing", ("x",)), Only("status", ("no_such_code",)), Only("status", ())],
)
def test_a_condition_upon_nothing_is_refused(only) -> None:
    with pytest.raises(ValueError, match="only where"):
        _layer(only, Visibility.PUBLIC)


def test_a_condition_does_not_tell_of_a_hidden_field() -> None:
    with pytest.raises(ValueError, match="as hidden"):
        _layer(Only("status", ("in_use",)), Visibility.INTERNAL)


def _layer(only: Only, visibility: Visibility) -> Layer:
    pole = CATALOGUE["pole"]
    status = Field(
        name="status", kind=Kind.CODE, codes=STATUS, label=pole.label, visibility=visibility
    )
    field = Field(name="colour", kind=Kind.TEXT, label=pole.label, only=only)
    return Layer(
        name="bench",
        theme=pole.theme,
        label=pole.label,
        geometry=GeometryKind.POINT,
        role=Role.ORIENTS,
        symbol=pole.symbol,
        code_prefix="BE",
        fields=(status, field),
    )
