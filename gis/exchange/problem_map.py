"""The rows that an import does not take over, on a Folium map."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import folium
from folium.utilities import JsCode
from shapely import total_bounds
from shapely.geometry import shape

from gis.exchange.rejects import CODES, REASONS, ROW, in_degrees
from gis.maps import folium_map

if TYPE_CHECKING:
    import geopandas as gpd

    from gis.exchange.report import ImportReport
    from gis.maps.folium_map import Parts

_DRAWN = 2000
"""Problems that the map shows; the file of rejected rows has all."""

_POPUP = f"""function (feature, layer) {{
  const told = document.createElement("div");
  told.textContent = feature.properties.{ROW} + ": " + feature.properties.{REASONS};
  layer.bindPopup(told);
}}"""
"""What a file says is text and never markup."""

_RED = "#b00020"


def problems(report: ImportReport, language: str) -> dict[str, Any]:
    """Return the rejected rows that lie somewhere, as GeoJSON."""
    features: list[dict[str, Any]] = []
    for name, frame in report.rejects.frames(language).items():
        left = _DRAWN - len(features)
        somewhere = in_degrees(frame)
        if somewhere is None or left <= 0:
            continue
        features += _features(name, somewhere.head(left))
    return {"type": "FeatureCollection", "features": features}


def _features(name: str, frame: gpd.GeoDataFrame) -> list[dict[str, Any]]:
    told = frame[[ROW, CODES, REASONS, frame.geometry.name]]
    found: list[dict[str, Any]] = json.loads(told.to_json())["features"]
    for feature in found:
        feature["properties"]["layer"] = name
    return found


def draw(drawn: dict[str, Any]) -> Parts:
    """Return what a page needs to show problems on a map.

    Raises
    ------
    UnknownThing
        The map's own files are not installed.
    """
    drawing = folium.Map(tiles=None, zoom_control=True)
    bounds = total_bounds([shape(feature["geometry"]) for feature in drawn["features"]]).tolist()
    layer = folium.GeoJson(
        drawn,
        marker=folium.CircleMarker(radius=6, color=_RED, fill=True, fill_opacity=0.6),
        on_each_feature=JsCode(_POPUP),
        style_function=lambda _: {"color": _RED, "weight": 3},
    )
    layer.add_to(drawing)
    west, south, east, north = bounds
    drawing.fit_bounds([[south, west], [north, east]], max_zoom=18)
    return folium_map.parts(drawing)
