"""Pydantic models and JSON Schema of a layer's properties, derived from its declaration."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, create_model

from layers.spec import Field as Declared
from layers.spec import Kind, Layer

JsonObject = dict[str, Any]


@lru_cache(maxsize=256)
def properties_model(layer: Layer, *, partial: bool = False) -> type[BaseModel]:
    """Return the model of a layer's properties, or of a change of some of them.

    Every field may be absent or null except the required ones, which a partial model does
    not miss; what the layer does not declare is refused, and so is what some call a number
    but is none (NaN, Infinity).
    """
    definitions: dict[str, Any] = {
        field.name: _definition(field, partial=partial) for field in layer.all_fields
    }
    return create_model(
        layer.name,
        __config__=ConfigDict(
            extra="forbid", allow_inf_nan=False, str_strip_whitespace=True, strict=False
        ),
        **definitions,
    )


def _definition(field: Declared, *, partial: bool) -> tuple[Any, Any]:
    info: JsonObject = {"title": field.label.en}
    if field.help:
        info["description"] = field.help.en
    extra: JsonObject = {
        key: value
        for key, value in (
            ("x-unit", field.unit),
            ("x-role", field.role and field.role.value),
            ("x-only-where", field.only and {field.only.field: list(field.only.values)}),
            ("x-labels", dict(zip(("lb", "fr", "de", "en"), field.label, strict=True))),
        )
        if value is not None
    }
    annotation: Any = _annotation(field)
    if field.required and not partial:
        return annotation, Field(..., json_schema_extra=extra, **info)
    # Absent is allowed in a change; null is not where a value is required.
    optional = annotation if field.required else annotation | None
    return optional, Field(None, json_schema_extra=extra, **info)


def _annotation(field: Declared) -> Any:
    bounds: dict[str, Any] = {
        key: value
        for key, value in (("ge", field.minimum), ("le", field.maximum))
        if value is not None
    }
    match field.kind:
        case Kind.TEXT:
            # NUL cannot be stored in PostgreSQL at all.
            return Annotated[str, Field(max_length=field.max_length, pattern=r"^[^\x00]*$")]
        case Kind.INTEGER:
            bounds = {"ge": -(2**31), "le": 2**31 - 1} | bounds
            return Annotated[int, Field(**bounds)]
        case Kind.NUMBER:
            return Annotated[float, Field(**bounds)]
        case Kind.BOOLEAN:
            return bool
        case Kind.DATE:
            return date
        case Kind.CODE:
            return Literal[_values(field)]
        case Kind.CODES:
            return list[Literal[_values(field)]]  # type: ignore[misc]
        case Kind.REFERENCE:
            return UUID


def _values(field: Declared) -> tuple[str, ...]:
    if field.codes is None:
        raise TypeError(field.name)
    return field.codes.values


def json_schema(layer: Layer, fields: tuple[Declared, ...] | None = None) -> JsonObject:
    """Return the JSON Schema (2020-12) of a layer's GeoJSON feature.

    Parameters
    ----------
    fields : tuple of Field, optional
        Only these, for a viewer who may not see all.
    """
    properties = properties_model(layer).model_json_schema()
    if fields is not None:
        names = {field.name for field in fields}
        properties["properties"] = {
            name: value for name, value in properties["properties"].items() if name in names
        }
        if "required" in properties:
            properties["required"] = [each for each in properties["required"] if each in names]
    properties.pop("title", None)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": layer.label.en,
        "x-labels": dict(zip(("lb", "fr", "de", "en"), layer.label, strict=True)),
        "type": "object",
        "required": ["type", "id", "geometry", "properties"],
        "properties": {
            "type": {"const": "Feature"},
            "id": {"type": "string", "format": "uuid"},
            "geometry": {
                "type": "object",
                "required": ["type", "coordinates"],
                "properties": {"type": {"const": layer.geometry.value}},
            },
            "properties": properties,
        },
    }
