"""The map on paper: a PDF at a true scale, drawn as vectors from the store."""

from gis.maps.paper.render import render
from gis.maps.paper.sheet import FORMATS, SCALES, Sheet

__all__ = ["FORMATS", "SCALES", "Sheet", "render"]
