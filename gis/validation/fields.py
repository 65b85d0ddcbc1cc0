"""Checking a layer's properties, one asset at a time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails
from rapidfuzz import fuzz, process

from gis.errors import Issue, out_of_range
from gis.models import properties_model
from layers.spec import Layer

_SHOWN = 60
_ALIKE = 65


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
    value = details.get("input")
    shown = value if isinstance(value, (int, float)) else str(value)[:_SHOWN]
    match details["type"]:
        case "missing":
            return Issue("missing", path)
        case "extra_forbidden":
            return Issue("unknown_field", path, details={"hint": _nearest(name, layer.by_name)})
        case "literal_error" if field and field.codes:
            hint = _nearest(str(value), field.codes.values)
            return Issue(
                "unknown_code",
                path,
                details={"value": shown, "list": field.codes.name, "hint": hint},
            )
        case "string_too_long":
            limit = field.max_length if field else 0
            return Issue("too_long", path, details={"length": len(str(value)), "limit": limit})
        case "finite_number":
            return Issue("not_finite", path, details={"value": shown})
        case "greater_than_equal" | "less_than_equal" if field:
            return out_of_range(path, shown, field.minimum, field.maximum, field.unit)
        case kind if kind.startswith("date"):
            return Issue("not_a_date", path, details={"value": shown})
        case _:
            kind = field.kind.value if field else "value"
            return Issue("wrong_type", path, details={"value": shown, "kind": kind})


def _nearest(word: str, known: Any) -> str:
    names = list(known)
    found = process.extractOne(word[:_SHOWN], names, scorer=fuzz.WRatio, score_cutoff=_ALIKE)
    if found:
        return f"→ {found[0]}?"
    return "→ " + ", ".join(names[:40])
