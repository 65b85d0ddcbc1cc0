"""The whole map page of a commune as one viewer may see it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from sqlalchemy import exists, select

from gis import crs, features
from gis.maps import folium_map, vendor
from gis.maps.dictionary import dictionary
from gis.maps.symbols import swatch
from gis.maps.words import LANGUAGE_NAMES, LOCALES, NOTICES, WORDS, words_in
from gis.tiles import EVERYTHING
from layers.spec import Layer, Theme, Visibility

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gis.maps.overlay import BaseMap, Overlay
    from gis.session import CommuneSession

# Half a village around a lonely asset, degrees: no map begins at the highest zoom.
_ROOM_DEG = 0.002


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the page's script finds things, `base` before each: empty for the same server.

    Attributes
    ----------
    asset : str, optional
        Page of an asset; ``{layer}`` and ``{id}`` stand for which.
    """

    base: str = ""
    asset: str | None = None

    def tiles(self, commune: str) -> str:
        """Return the template of the vector tiles with everything."""
        return f"{self.base}/ogc/{commune}/tiles/{EVERYTHING}/{{z}}/{{x}}/{{y}}.mvt"

    def items(self, commune: str) -> str:
        """Return the template of an asset as GeoJSON."""
        return f"{self.base}/ogc/{commune}/collections/{{layer}}/items/{{id}}"

    def static(self, path: str) -> str:
        """Return where one of the files lies that a page loads."""
        return f"{self.base}/static/{path}"


def render_map(  # noqa: PLR0913  everything that tells one page from another
    session: CommuneSession,
    language: str,
    nonce: str,
    overlays: Sequence[Overlay] = (),
    *,
    base_map: BaseMap | None = None,
    addresses: Addresses | None = None,
) -> str:
    """Return the map page.

    Parameters
    ----------
    nonce : str
        Of this answer's content security policy; the page's one inline script carries it.
    overlays : sequence of Overlay
        What is drawn over the layers, made by the floors above; those without features are
        left out.
    base_map : BaseMap, optional
        What the commune configured; without one the page calls no other server.
    """
    at = addresses or Addresses()
    overlays = [each for each in overlays if each.features is None or each.features["features"]]
    commune = session.commune
    layers = session.viewer.layers(session.catalogue)
    there = inhabited(session, layers)
    empty = all(layer is session.catalogue.bounding() for layer in there)
    drawn = folium_map.build(
        at.tiles(commune.name), extent(session, there), language, overlays, base_map
    )
    found = folium_map.parts(drawn)
    anyone = session.viewer.level is Visibility.PUBLIC
    notice = NOTICES.get(commune.notice)
    config = {
        **dictionary(session, layers, overlays, language),
        "words": words_in(language),
        "locale": LOCALES[language],
        "items": at.items(commune.name),
        "asset": at.asset,
        "baseMap": base_map is not None,
    }
    page: str = _template().render(
        language=language,
        languages=LANGUAGE_NAMES,
        nonce=nonce,
        commune=commune.title,
        notice=notice.to(language) if notice else commune.notice,
        words=words_in(language),
        empty=words_in(language)["empty_public" if anyone else "empty"] if empty else "",
        map_label=WORDS["map_label"].format(commune=commune.title).to(language),
        home=f"{at.base}/?lang={language}",
        data=f"{at.base}/ogc/{commune.name}/collections",
        themes=_legend(layers if empty else there, language),
        overlays=[(each, each.label.to(language), swatch(each.symbol)) for each in overlays],
        styles=[at.static(each) for each in (*found.styles, vendor.address("map.css"))],
        scripts=[at.static(each) for each in (*found.scripts, *_own_scripts())],
        html=found.html,
        script=found.script,
        config=_json(config),
        base_map=base_map is not None,
    )
    return page


def _own_scripts() -> list[str]:
    return [vendor.address(name) for name in vendor.OWN_FILES if name.endswith(".js")]


def extent(session: CommuneSession, layers: Sequence[Layer]) -> folium_map.Box:
    """Return what to show first, degrees: the boundary, else all of `layers`, else the CRS."""
    bounding = session.catalogue.bounding()
    found = features.extent(session, bounding) if bounding in layers else None
    if found is None:
        boxes = [features.extent(session, layer) for layer in layers]
        known = [box for box in boxes if box is not None]
        if not known:
            return crs.area_of_use(session.commune.srid)
        west, south, east, north = zip(*known, strict=True)
        found = (min(west), min(south), max(east), max(north))
    west_deg, south_deg, east_deg, north_deg = found
    room = _ROOM_DEG if east_deg - west_deg < _ROOM_DEG else 0
    return west_deg - room, south_deg - room, east_deg + room, north_deg + room


def inhabited(session: CommuneSession, layers: Sequence[Layer]) -> list[Layer]:
    """Return the layers that hold anything."""
    there = [exists().select_from(session.table(layer)) for layer in layers]
    if not there:
        return []
    row = session.connection.execute(select(*there)).one()
    return [layer for layer, found in zip(layers, row, strict=True) if found]


def _legend(layers: Sequence[Layer], language: str) -> list[dict[str, Any]]:
    """Return the themes with their layers, in the catalogue's order."""
    grouped: dict[str, tuple[Theme, list[Layer]]] = {}
    for layer in layers:
        grouped.setdefault(layer.theme.name, (layer.theme, []))[1].append(layer)
    return [
        {
            "name": theme.name,
            "label": theme.label.to(language),
            "layers": [
                {
                    "name": layer.name,
                    "label": layer.label.to(language),
                    "swatch": swatch(layer.symbol),
                }
                for layer in members
            ],
        }
        for theme, members in grouped.values()
    ]


def _json(value: object) -> str:
    """Return JSON that cannot end the script element in which it stands."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str)
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


@lru_cache(maxsize=1)
def _template() -> Any:
    environment = Environment(
        loader=PackageLoader("gis.maps"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("map.html")
