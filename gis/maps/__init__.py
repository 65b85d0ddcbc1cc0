"""Maps for people: drawn by Folium and Leaflet from the declarations of the layers."""

from gis.maps.overlay import Background, BaseMap, Overlay
from gis.maps.page import Addresses, render_map

__all__ = ["Addresses", "Background", "BaseMap", "Overlay", "render_map"]
