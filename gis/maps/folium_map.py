"""The Folium map of a commune, and the parts of a page that come of it.

Folium writes the script that builds the map. Its own page is not used: it would load ten files
from four other servers, forbid zooming to people who need it, and carry scripts that no content
security policy lets through.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

import folium
from folium import CssLink, Element, Figure, JavascriptLink, MacroElement
from folium.elements import JSCSSMixin
from folium.plugins import Fullscreen, LocateControl, VectorGridProtobuf
from folium.template import Template
from folium.utilities import JsCode

from gis.maps import vendor
from gis.maps.words import words_in
from gis.tiles import MAX_ZOOM

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gis.maps.overlay import BaseMap, Overlay

MAP_ID = "map_netzkaart"

Box = tuple[float, float, float, float]
"""West, south, east, north, degrees."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What a map needs on a page, apart from any template."""

    scripts: tuple[str, ...]
    styles: tuple[str, ...]
    html: str
    script: str


class Call(MacroElement):
    """One call of our own script with the map it belongs to."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "Netzkaart.{{ this.function }}({{ this._parent.get_name() }}"
        "{% for each in this.arguments %}, {{ each|tojavascript }}{% endfor %});"
        "{% endmacro %}"
    )

    def __init__(self, function: str, *arguments: object) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.function = function
        self.arguments = arguments


class _Sliced(JSCSSMixin, MacroElement):
    """Vector tiles cut in the browser, out of features that came with the page."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "var {{ this.get_name() }} = Netzkaart.sliced().addTo({{ this._parent.get_name() }});"
        "{% endmacro %}"
    )
    default_js = VectorGridProtobuf.default_js

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Sliced"


def build(  # noqa: PLR0913  everything that tells one map from another
    tiles_url: str | None,
    box: Box,
    language: str,
    overlays: Sequence[Overlay] = (),
    base_map: BaseMap | None = None,
    *,
    core: Box | None = None,
) -> folium.Map:
    """Return the map: base map if there is one, the assets as vector tiles, overlays, controls.

    Parameters
    ----------
    tiles_url : str, optional
        Template of the vector tiles; None where the page brings all features.
    box : tuple of float
        What is in view at first.
    core : tuple of float, optional
        What may be in view instead, where it can be seen larger.
    """
    words = words_in(language)
    west, south, east, north = box
    found = folium.Map(
        location=[(south + north) / 2, (west + east) / 2],
        tiles=None,
        control_scale=True,
        prefer_canvas=True,
        zoom_control=False,
        maxZoom=MAX_ZOOM,
        minZoom=7,
    )
    Call("prepare").add_to(found)
    # Not Folium's FitBounds: it animates, and so undoes whatever view comes after it.
    Call("place", _corners(box), core and _corners(core)).add_to(found)
    if base_map is not None:
        folium.TileLayer(
            base_map.url,
            attr=escape(base_map.attribution) or " ",
            max_zoom=MAX_ZOOM,
            max_native_zoom=19,
        ).add_to(found)
    for overlay in overlays:
        if overlay.images_url is not None:
            Call("addImages", overlay.name, overlay.images_url).add_to(found)
    grid = _Sliced() if tiles_url is None else tile_grid(tiles_url)
    grid.add_to(found)
    for overlay in overlays:
        if overlay.images_url is None:
            Call("addOverlay", overlay.name).add_to(found)
    Fullscreen(  # type: ignore[no-untyped-call]
        title=words["fullscreen"],
        title_cancel=words["fullscreen_end"],
        # The whole page, or the legend would be left outside.
        fullscreen_element=JsCode("document.documentElement"),
        position="topright",
    ).add_to(found)
    LocateControl(  # type: ignore[no-untyped-call]
        position="topright",
        showPopup=True,
        strings={
            "title": words["locate"],
            "popup": words["located"],
            "outsideMapBoundsMsg": words["locate_outside"],
            "metersUnit": "m",
            "feetUnit": "ft",
        },
    ).add_to(found)
    Call("start", grid).add_to(found)
    number_elements(found)
    return found


def _corners(box: Box) -> list[list[float]]:
    west, south, east, north = box
    return [[south, west], [north, east]]


def tile_grid(tiles_url: str) -> MacroElement:
    """Return our vector tiles, drawn as `grid.js` says."""
    return VectorGridProtobuf(tiles_url, "assets", "Netzkaart.gridOptions()")


def number_elements(found: folium.Map) -> None:
    """Name elements by their place instead of at random: the same map gives the same page."""
    for place, element in enumerate(_walk(found)):
        element._id = str(place)  # noqa: SLF001  branca offers no other way
    found._id = MAP_ID.removeprefix("map_")  # noqa: SLF001


def _walk(element: Element) -> Iterator[Element]:
    yield element
    for child in element._children.values():  # noqa: SLF001  branca offers no other way
        yield from _walk(child)


def parts(found: folium.Map) -> Parts:
    """Return what a page needs to show a Folium map, everything from our own server.

    Raises
    ------
    LookupError
        An element brings a script or a style that `vendor.FOLIUM` does not know.
    """
    figure = found.get_root()
    if not isinstance(figure, Figure):
        raise TypeError(figure)
    for element in _walk(figure):
        if isinstance(element, JSCSSMixin):
            element.default_js = _ours(element.default_js)
            element.default_css = _ours(element.default_css)
    figure.render()
    header = figure.header._children  # noqa: SLF001  branca offers no other way
    known = {"meta_http", found.get_name()}
    scripts, styles = [], []
    for name, element in header.items():
        if isinstance(element, JavascriptLink):
            scripts.append(element.url)
        elif isinstance(element, CssLink):
            styles.append(element.url)
        elif name not in known:
            raise LookupError(f"{name}: put what it writes into the page's head into map.css")
    return Parts(tuple(scripts), tuple(styles), figure.html.render(), figure.script.render())


def _ours(links: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Turn Folium's links into addresses below ``/static``; those we do without are gone."""
    found = []
    for name, url in links:
        if name not in vendor.FOLIUM:
            raise LookupError(f"{name}: decide in gis.maps.vendor what stands for {url}")
        ours = vendor.FOLIUM[name]
        if ours is not None:
            found.append((name, vendor.address(ours)))
    return found
