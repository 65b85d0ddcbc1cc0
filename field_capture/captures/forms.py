"""The catalogue as a tablet needs it offline: every layer with its form, in four languages."""

from __future__ import annotations

import hashlib
from typing import Any

import orjson

from field_capture.captures import demands
from gis.session import CommuneSession
from layers.spec import LANGUAGES, Code, CodeList, Field, Layer, Positioning, Text


def catalogue(session: CommuneSession) -> dict[str, Any]:
    """Return the layers and fields that the viewer may see, in the order of maps and forms."""
    layers = session.viewer.layers(session.catalogue)
    own = demands.changed(session)
    fields = {layer.name: session.viewer.fields(layer) for layer in layers}
    lists: dict[str, CodeList] = {
        each.codes.name: each.codes
        for found in fields.values()
        for each in found
        if each.codes is not None
    }
    return {
        "version": session.catalogue.version,
        "languages": list(LANGUAGES),
        "layers": [
            _layer(layer, fields[layer.name], own.get(layer.name, layer.positioning))
            for layer in layers
        ],
        "code_lists": {name: _codes(lists[name]) for name in sorted(lists)},
    }


def tag(document: bytes) -> str:
    """Return the ETag of a catalogue: another one whenever a word of it is."""
    return f'"{hashlib.sha256(document).hexdigest()[:32]}"'


def document(session: CommuneSession) -> bytes:
    """Return the catalogue as JSON."""
    return orjson.dumps(catalogue(session))


def _layer(layer: Layer, fields: tuple[Field, ...], positioning: Positioning) -> dict[str, Any]:
    return {
        "name": layer.name,
        "label": _text(layer.label),
        "theme": {"name": layer.theme.name, "label": _text(layer.theme.label)},
        "geometry": layer.geometry.value,
        "code_prefix": layer.code_prefix,
        "accuracy_m": layer.accuracy_m,
        "positioning": positioning.value,
        "snap_m": layer.snap_m,
        "symbol": {
            "colour": layer.symbol.colour,
            "shape": layer.symbol.shape.value,
            "size_px": layer.symbol.size_px,
            "min_zoom": layer.symbol.min_zoom,
        },
        "fields": [_field(field) for field in fields],
    }


def _field(field: Field) -> dict[str, Any]:
    told: dict[str, Any] = {
        "name": field.name,
        "kind": field.kind.value,
        "label": _text(field.label),
        "required": field.required,
        "unit": field.unit,
        "role": field.role and field.role.value,
        "codes": field.codes and field.codes.name,
        "minimum": field.minimum,
        "maximum": field.maximum,
        "max_length": field.max_length if field.kind.value == "text" else None,
        "refers_to": field.refers_to,
        "help": field.help and _text(field.help),
    }
    if field.only is not None:
        told["only"] = {"field": field.only.field, "values": list(field.only.values)}
    return {name: value for name, value in told.items() if value is not None}


def _codes(codes: CodeList) -> list[dict[str, Any]]:
    return [_code(code) for code in codes.codes]


def _code(code: Code) -> dict[str, Any]:
    told: dict[str, Any] = {"value": code.value, "label": _text(code.label)}
    if code.traits:
        told["traits"] = [trait.value for trait in code.traits]
    return told


def _text(text: Text) -> dict[str, str]:
    return {language: text.to(language) for language in LANGUAGES}
