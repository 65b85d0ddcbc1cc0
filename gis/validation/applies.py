"""Values where they mean nothing: kept, and told."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from gis.errors import Issue, Severity
from layers.spec import LANGUAGES, Field, Layer, Text


def misplaced(
    layer: Layer, values: Mapping[str, Any], touched: Collection[str] | None = None
) -> list[Issue]:
    """Return a warning for each value of an asset that does not apply to it.

    Parameters
    ----------
    touched : collection of str, optional
        Only what a change of these fields brought about.
    """
    return [
        Issue("not_applicable", field.name, Severity.WARNING, told(layer, field))
        for field in layer.all_fields
        if field.only is not None
        and values.get(field.name) is not None
        and not field.only.holds(values)
        and (touched is None or field.name in touched or field.only.field in touched)
    ]


def told(layer: Layer, field: Field) -> dict[str, Any]:
    """Return what fills the sentence: the label of the other field and of its codes."""
    if field.only is None:
        return {}
    other = layer.by_name[field.only.field]
    codes = [other.codes[value].label for value in field.only.values] if other.codes else []
    return {
        "other": other.label,
        "wanted": Text(*(", ".join(label.to(each) for label in codes) for each in LANGUAGES)),
    }
