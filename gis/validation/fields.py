"""Checking a layer's properties, one asset at a time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from gis.errors import Issue, out_of_range
from gis.models import properties_model
from gis.validation.values import issue_of, nearest
from layers.spec import Kind, Layer

_SHOWN = 60
_EXPECTED = {
    Kind.TEXT: "kind_text",
    Kind.INTEGER: "kind_integer",
    Kind.NUMBER: "kind_number",
    Kind.BOOLEAN: "kind_boolean",
    Kind.DATE: "kind_date",
    Kind.CODE: "kind_code",
    Kind.CODES: "kind_codes",
    Kind.REFERENCE: "kind_reference",
}


def check_properties(
    layer: Layer, values: Mapping[str, Any], *, partial: bool = False
) -> tuple[dict[str, Any], list[Issue]]:
    """Check properties against their declaration.

    Parameters
    ----------
    partial : bool
        Only some fields are given, as in a change; the required others are not missed.

    Returns
    -------
    clean : dict
        The values in their Python types, only those that were given; empty if there are issues.
    issues : list of Issue
        Everything that is wrong, with paths relative to the properties.
    """
    try:
        model = properties_model(layer, partial=partial).model_validate(dict(values))
    except ValidationError as error:
        return {}, [_issue(layer, details) for details in error.errors(include_url=False)]
    return model.model_dump(exclude_unset=True), []


def _issue(layer: Layer, details: ErrorDetails) -> Issue:
    name = str(details["loc"][0]) if details["loc"] else ""
    path = ".".join(str(part) for part in details["loc"])
    field = layer.by_name.get(name)
    if field is None:
        return issue_of(details, path, known=layer.by_name)
    value = details.get("input")
    shown = value if isinstance(value, (int, float)) else str(value)[:_SHOWN]
    match details["type"]:
        case "literal_error" if field.codes:
            hint = nearest(str(value), field.codes.values)
            found = {"value": shown, "list": field.codes.name, "hint": hint}
            return Issue("unknown_code", path, details=found)
        case "greater_than_equal" | "less_than_equal":
            return out_of_range(path, shown, field.minimum, field.maximum, field.unit)
        case "string_pattern_mismatch":  # of NUL alone, see `gis.models`
            return Issue("control_characters", path)
        case _:
            return issue_of(details, path, kind=_EXPECTED[field.kind])
