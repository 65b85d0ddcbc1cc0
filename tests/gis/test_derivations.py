"""Everything that is derived from a declaration, for every layer of the catalogue."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gis.database import schema as ddl
from gis.database.tables import metadata
from gis.models import json_schema, properties_model
from gis.validation.fields import check_properties
from layers.catalogue import CATALOGUE
from layers.spec import Catalogue, Field, Kind, Layer

GOLDEN = Path(__file__).parent.parent / "golden" / "layers"


def derived(layer: Layer, catalogue: Catalogue) -> dict[str, Any]:
    """Return what others rely on: the columns, the schema, the symbol, who sees what."""
    table = metadata(catalogue, ddl.SRID_MARK).tables[f"commune.{layer.name}"]
    sql = ddl.table_sql(table, layer)
    create = sql[sql.index("CREATE TABLE") :]
    return {
        "table": create[: create.index("\n);")].splitlines()[1:],
        "schema": json_schema(layer),
        "symbol": {"colour": layer.symbol.colour, "shape": layer.symbol.shape.value},
        "visibility": layer.visibility.name,
        "fields not for everyone": {
            field.name: field.visibility.name
            for field in layer.all_fields
            if field.visibility > layer.visibility
        },
        "tile": list(layer.tile_fields),
        "reported as": [fault.code for fault in layer.faults],
    }


@pytest.mark.parametrize("layer", CATALOGUE.values(), ids=str)
def test_what_others_rely_on_changes_only_knowingly(layer: Layer, update_golden: bool) -> None:
    path = GOLDEN / f"{layer.name}.json"
    text = json.dumps(derived(layer, CATALOGUE), indent=1, ensure_ascii=False) + "\n"
    if update_golden:
        path.write_text(text, encoding="utf-8")
    assert path.is_file(), f"a new layer needs its golden file: pytest --update-golden {path.name}"
    assert text == path.read_text(encoding="utf-8"), "run with --update-golden and read the diff"


def test_no_golden_file_is_left_behind() -> None:
    assert {path.stem for path in GOLDEN.glob("*.json")} == set(CATALOGUE)


def _values(field: Field) -> st.SearchStrategy[Any]:
    """Return valid values of a field, as JSON would carry them."""
    match field.kind:
        case Kind.TEXT:
            letters = st.characters(codec="utf-8", exclude_characters="\x00")
            return st.text(letters, max_size=field.max_length)
        case Kind.INTEGER:
            low = -1000 if field.minimum is None else int(field.minimum)
            high = max(low, 10_000) if field.maximum is None else int(field.maximum)
            return st.integers(low, high)
        case Kind.NUMBER:
            return st.floats(field.minimum, field.maximum, allow_nan=False, allow_infinity=False)
        case Kind.BOOLEAN:
            return st.booleans()
        case Kind.DATE:
            return st.dates().map(str)
        case Kind.CODE:
            return st.sampled_from(field.codes.values)
        case Kind.CODES:
            return st.lists(st.sampled_from(field.codes.values), unique=True)
        case Kind.REFERENCE:
            return st.uuids().map(str)


@st.composite
def assets_of(draw: st.DrawFn) -> tuple[Layer, dict[str, Any]]:
    """A layer, and properties that fit it."""
    layer = draw(st.sampled_from(list(CATALOGUE.values())))
    fields = draw(st.lists(st.sampled_from(layer.all_fields), unique=True))
    required = [field for field in layer.all_fields if field.required]
    return layer, {field.name: draw(_values(field)) for field in {*fields, *required}}


@given(assets_of())
def test_what_fits_the_declaration_is_accepted_whole(asset: tuple[Layer, dict[str, Any]]) -> None:
    layer, values = asset
    clean, issues = check_properties(layer, values)
    assert issues == []
    assert clean.keys() == values.keys()


@given(assets_of(), st.data())
def test_every_mistake_is_told_not_only_the_first(
    asset: tuple[Layer, dict[str, Any]], data: st.DataObject
) -> None:
    layer, values = asset
    typed = [f for f in layer.all_fields if f.kind in (Kind.NUMBER, Kind.INTEGER, Kind.CODE)]
    broken = data.draw(st.lists(st.sampled_from(typed), min_size=1, unique=True))
    for field in broken:
        values[field.name] = "no such value"
    values["no_such_field"] = 1
    clean, issues = check_properties(layer, values)
    assert clean == {}
    assert {issue.path.split(".")[0] for issue in issues} == {
        "no_such_field",
        *(field.name for field in broken),
    }
    for issue in issues:
        assert all(issue.path in sentence for sentence in issue.sentence)


@pytest.mark.parametrize("number", ["NaN", "inf", "-Infinity", float("nan"), float("inf"), 1e400])
def test_what_is_no_number_is_refused(number: object) -> None:
    for layer in CATALOGUE.values():
        for field in layer.all_fields:
            if field.kind is Kind.NUMBER:
                _, issues = check_properties(layer, {field.name: number}, partial=True)
                assert issues, f"{layer.name}.{field.name} takes {number}"


def test_models_are_made_once() -> None:
    layer = CATALOGUE["pole"]
    assert properties_model(layer) is properties_model(layer)
