"""A map of where much happens, and when: Folium's heat over our own quiet map.

Folium's plugin draws the whole time; `heat.js` shows one step of it after the other. Folium's own
player is not used: it needs jQuery and scripts that no content security policy lets through.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import folium
from folium.plugins import HeatMap

from gis.maps import folium_map, vendor
from gis.maps.dictionary import dictionary, is_base
from gis.maps.folium_map import Box, Call
from gis.maps.page import Addresses, json_text
from gis.maps.words import notice_in, words_in
from gis.tiles import MAX_ZOOM

if TYPE_CHECKING:
    from gis.session import CommuneSession

_SCRIPTS = ("style.js", "basemap.js", "grid.js", "labels.js", "heat.js")
_WORDS = ("zoom_in", "zoom_out", "tiles_failed")
_ROOM_DEG = 0.001
_RADIUS_PX, _BLUR_PX = 22, 16


@dataclass(frozen=True, slots=True)
class Spot:
    """How much there is at a place (WGS84, degrees), by the number of the step."""

    lat: float
    lon: float
    counts: dict[int, int]

    @property
    def count(self) -> int:
        """How much there is in all steps."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class HeatPage:
    """What a page needs to show the map, apart from any template.

    Attributes
    ----------
    config : str
        JSON for the element ``#config`` that our scripts read.
    """

    styles: tuple[str, ...]
    scripts: tuple[str, ...]
    html: str
    script: str
    config: str


def heat_page(
    session: CommuneSession, language: str, spots: Sequence[Spot], steps: Sequence[str]
) -> HeatPage:
    """Return the map of some spots; what orients lies beneath, as the viewer may see it.

    Parameters
    ----------
    steps : sequence of str
        What each step of time is called.
    """
    commune, at = session.commune, Addresses()
    bounding = session.catalogue.bounding()
    base = [
        layer
        for layer in session.viewer.layers(session.catalogue)
        if layer is bounding or is_base(session.catalogue, layer)
    ]
    tiles = f"{at.base}/ogc/{commune.name}/tiles/{bounding.theme.name}/{{z}}/{{x}}/{{y}}.mvt"
    found = folium_map.parts(build(tiles, spots))
    config: dict[str, Any] = {
        **dictionary(session, base, (), language),
        "words": {name: words_in(language)[name] for name in _WORDS},
        "attribution": notice_in(commune.notice, language)[1],
        "spots": [[each.lat, each.lon, each.counts] for each in spots],
        "steps": list(steps),
    }
    return HeatPage(
        styles=tuple(at.static(each) for each in found.styles),
        scripts=tuple(
            at.static(each) for each in (*found.scripts, *(vendor.address(s) for s in _SCRIPTS))
        ),
        html=found.html,
        script=found.script,
        config=json_text(config),
    )


def build(tiles_url: str, spots: Sequence[Spot]) -> folium.Map:
    """Return the Folium map: what orients as vector tiles, and the heat of all steps above."""
    west, south, east, north = box(spots)
    found = folium.Map(
        location=[(south + north) / 2, (west + east) / 2],
        tiles=None,
        control_scale=True,
        zoom_control=False,
        maxZoom=MAX_ZOOM,
        minZoom=10,
    )
    Call("prepareHeat", [[south, west], [north, east]]).add_to(found)
    folium_map.tile_grid(tiles_url).add_to(found)
    heat = HeatMap(  # type: ignore[no-untyped-call]
        [(each.lat, each.lon, each.count) for each in spots],
        min_opacity=0.25,
        # Closer than this, spots no longer grow: their number stays what it is.
        max_zoom=14,
        max=max((each.count for each in spots), default=1),
        radius=_RADIUS_PX,
        blur=_BLUR_PX,
    )
    heat.add_to(found)
    Call("startHeat", heat).add_to(found)
    folium_map.number_elements(found)
    return found


def box(spots: Sequence[Spot]) -> Box:
    """Return what the spots lie in, with some room around, degrees.

    Raises
    ------
    ValueError
        There are none.
    """
    if not spots:
        raise ValueError(spots)
    lats, lons = [each.lat for each in spots], [each.lon for each in spots]
    return (
        min(lons) - _ROOM_DEG,
        min(lats) - _ROOM_DEG,
        max(lons) + _ROOM_DEG,
        max(lats) + _ROOM_DEG,
    )
