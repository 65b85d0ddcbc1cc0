"""Drawings: the layers of a DXF file become source layers, inserted blocks points with a name.

A drawing has no coordinate system; whoever imports it says which one its numbers are in.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
import pyogrio
import shapely

from gis.exchange import ogr
from gis.exchange.source import Leftover, Limits, Source, SourceLayer
from gis.sentences import phrase

if TYPE_CHECKING:
    from pathlib import Path

_BEGIN = re.compile(rb"(\s*999\s*\r?\n[^\n]*\n)*\s*0\s*\r?\n\s*SECTION\s*\r?\n")
_BINARY = b"AutoCAD Binary DXF"
_KINDS = {0: "points", 1: "lines", 2: "areas"}


def looks_like_dxf(head: bytes) -> bool:
    """Tell whether a file begins like a drawing."""
    return head.startswith(_BINARY) or _BEGIN.match(head.removeprefix(b"\xef\xbb\xbf")) is not None


def read(path: Path, name: str, limits: Limits) -> Source:
    """Read a drawing.

    Raises
    ------
    Unreadable
    """
    before = pyogrio.get_gdal_config_option("DXF_INLINE_BLOCKS")
    pyogrio.set_gdal_config_options({"DXF_INLINE_BLOCKS": False})
    try:
        source = ogr.read(path, name, "DXF", limits, None)
    finally:
        pyogrio.set_gdal_config_options({"DXF_INLINE_BLOCKS": before})
    drawn: list[SourceLayer] = []
    for layer in source.layers:
        if layer.name == "blocks":
            # What a block looks like; where it stands is among the entities.
            source.leftovers.append(Leftover("blocks", len(layer), phrase("no_layer_here")))
        else:
            drawn += _by_drawing_layer(layer)
    source.layers = drawn
    return source


def _by_drawing_layer(entities: SourceLayer) -> list[SourceLayer]:
    entities.stream = None
    if "Layer" not in entities.columns:
        return [entities]
    written = entities.frame["Layer"].fillna("0").astype(str).to_numpy(dtype=object)
    dimensions = shapely.get_dimensions(entities.geometries)
    found = []
    for name in dict.fromkeys(written.tolist()):
        own = written == name
        kinds = sorted(set(dimensions[own].tolist()) - {-1})
        for kind in kinds:
            chosen = np.flatnonzero(own & (dimensions == kind))
            layer = entities.take(chosen)
            layer.name = name if len(kinds) == 1 else f"{name} {_KINDS[kind]}"
            layer.row_label = "entity {}"
            layer.ids = None
            if "EntityHandle" in layer.columns:
                layer.ids = layer.frame["EntityHandle"].to_numpy(dtype=object)
            found.append(layer)
    return found
