"""What the page's script must know of the layers: symbols, labels, units, codes, one language.

Only what the viewer may see is in it: a page tells nobody that a restricted field exists.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from gis.crowding import first_zooms
from gis.map_view import colourable
from gis.maps.symbols import DARK, DASHES, LIGHT, MARKS, legible, quiet
from layers.spec import Catalogue, Field, FieldRole, GeometryKind, Kind, Layer, Role, Shape, Symbol

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gis.maps.overlay import Overlay
    from gis.session import CommuneSession

PHASES = {
    "planned": "future",
    "under_construction": "future",
    "out_of_service": "past",
    "disused": "past",
    "removed": "past",
}
"""How a status is drawn: what is to come hollow, what was pale, everything else full."""


def dictionary(
    session: CommuneSession, layers: Sequence[Layer], overlays: Sequence[Overlay], language: str
) -> dict[str, Any]:
    """Return everything the page's script reads of the declarations, ready for JSON."""
    fields = [*(f for layer in layers for f in session.viewer.fields(layer))]
    fields += [f for overlay in overlays for f in overlay.fields]
    first = first_zooms(session, layers)
    return {
        "layers": {
            layer.name: _layer(session, layer, language, first[layer.name]) for layer in layers
        },
        "overlays": {overlay.name: _overlay(overlay, language) for overlay in overlays},
        "codes": _codes(fields, language),
        "marks": MARKS,
        "dashes": DASHES,
        "phases": PHASES,
        "surfaces": [LIGHT, DARK],
    }


def _layer(session: CommuneSession, layer: Layer, language: str, first_zoom: int) -> dict[str, Any]:
    code = layer.field_of(FieldRole.CODE)
    fields = session.viewer.fields(layer)
    colours = colourable(session.viewer, layer)
    found: dict[str, Any] = {
        "label": layer.label.to(language),
        "title": code.name if code else "id",
        "geometry": layer.geometry.value,
        "symbol": _symbol(layer.symbol, layer.geometry) | {"minZoom": first_zoom},
        "bounds": layer.role is Role.BOUNDS,
        "fields": [
            _field(field, language) | ({"colour": True} if field in colours else {})
            for field in fields
        ],
    }
    if is_base(session.catalogue, layer):
        found["quiet"] = [asdict(quiet(layer.symbol, surface)) for surface in (LIGHT, DARK)]
        first = name_field(layer, fields)
        own = [f.name for f in layer.fields if f.kind is Kind.TEXT and f in fields]
        found["name"] = first
        found["names"] = [first, *(name for name in own if name != first)] if first else []
    return found


def is_base(catalogue: Catalogue, layer: Layer) -> bool:
    """Tell whether a layer is drawn beneath the assets: it orients, and belongs to no network."""
    return layer.role is Role.ORIENTS and layer.theme is catalogue.bounding().theme


def name_field(layer: Layer, fields: Sequence[Field]) -> str | None:
    """Return the field that tells people where they are: a street's name, a house's number."""
    texts = {field.name for field in fields if field.kind is Kind.TEXT}
    return next((name for name in layer.tile_fields if name in texts), None)


def _overlay(overlay: Overlay, language: str) -> dict[str, Any]:
    return {
        "label": overlay.label.to(language),
        "title": overlay.title_field,
        "symbol": _symbol(overlay.symbol, None),
        "fields": [_field(field, language) for field in overlay.fields],
        "features": overlay.features,
        "url": overlay.features_url,
        "link": overlay.link,
        "shown": overlay.shown,
    }


def _symbol(symbol: Symbol, geometry: GeometryKind | None) -> dict[str, Any]:
    return {
        "shape": symbol.shape.value,
        "size": symbol.size_px,
        "colours": [legible(symbol.colour, surface) for surface in (LIGHT, DARK)],
        # An outline is not filled: whatever lies inside stays to be seen and clicked.
        "filled": geometry is None or symbol.shape is Shape.AREA,
        "minZoom": symbol.min_zoom,
    }


def _field(field: Field, language: str) -> dict[str, Any]:
    found: dict[str, Any] = {
        "name": field.name,
        "label": field.label.to(language),
        "kind": field.kind.value,
    }
    if field.unit:
        found["unit"] = field.unit
    if field.codes:
        found["codes"] = field.codes.name
    if field.refers_to:
        found["refersTo"] = field.refers_to
    return found


def _codes(fields: Iterable[Field], language: str) -> dict[str, dict[str, str]]:
    lists = {field.codes.name: field.codes for field in fields if field.codes}
    return {
        name: {code.value: code.label.to(language) for code in codes.codes}
        for name, codes in lists.items()
    }
