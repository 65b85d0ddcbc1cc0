"""The whole map page of a commune as one viewer may see it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from sqlalchemy import exists, func, select, union_all

from gis import crs, features, terrain
from gis.maps import folium_map, hillshade, vendor
from gis.maps.dictionary import dictionary, is_base
from gis.maps.paper.sheet import FORMATS, SCALES, Sheet
from gis.maps.symbols import quiet_swatch, swatch
from gis.maps.words import LANGUAGE_NAMES, LOCALES, WORDS, notice_in, words_in
from gis.tiles import EVERYTHING
from gis.viewer import Action, ViewerRole
from layers.spec import Catalogue, Layer, Role, Theme, Visibility

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gis.maps.hillshade import Relief
    from gis.maps.overlay import Background, BaseMap, Overlay
    from gis.session import CommuneSession
    from gis.viewer import Viewer

# Half a village around a lonely asset, degrees: no map begins at the highest zoom.
_ROOM_DEG = 0.002


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the page's script finds things, `base` before each: empty for the same server.

    Attributes
    ----------
    asset : str, optional
        Page of an asset; ``{layer}`` and ``{id}`` stand for which.
    add : str, optional
        Where an asset is added; the map says at which place. For those who may.
    inline : bool
        Whether the page carries all features itself and asks nobody for tiles.
    """

    base: str = ""
    asset: str | None = None
    add: str | None = None
    inline: bool = False

    def tiles(self, commune: str) -> str:
        """Return the template of the vector tiles with everything."""
        return f"{self.base}/ogc/{commune}/tiles/{EVERYTHING}/{{z}}/{{x}}/{{y}}.mvt"

    def search(self, commune: str) -> str:
        """Return where the search answers."""
        return f"{self.base}/api/v1/{commune}/search"

    def items(self, commune: str) -> str:
        """Return the template of an asset as GeoJSON."""
        return f"{self.base}/ogc/{commune}/collections/{{layer}}/items/{{id}}"

    def classes(self, commune: str) -> str:
        """Return the template of the classes of a field."""
        return f"{self.base}/api/v1/{commune}/classes/{{layer}}/{{field}}"

    def days(self, commune: str) -> str:
        """Return where the days stand on which something happened."""
        return f"{self.base}/api/v1/{commune}/days"

    def sheet(self, commune: str) -> str:
        """Return where the map is drawn on paper."""
        return f"{self.base}/{commune}/map.pdf"

    def relief(self, commune: str, relief: Relief, surface: str) -> str:
        """Return where the relief lies, under an address that changes with the terrain."""
        return f"{self.base}/ogc/{commune}/terrain/hillshade/{surface}.webp?v={relief.version}"

    def contours(self, commune: str, relief: Relief) -> str | None:
        """Return where the contour lines lie; a file has none, they would double its size."""
        if self.inline:
            return None
        return f"{self.base}/ogc/{commune}/terrain/contours.geojson?v={relief.version}"

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
    backgrounds: Sequence[Background] = (),
    addresses: Addresses | None = None,
    onward: Sequence[tuple[str, str]] = (),
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
    backgrounds : sequence of Background
        Between which people choose; ours is chosen at first.
    onward : sequence of (str, str)
        Names and addresses of the pages to which one goes on from here.
    """
    context = page_context(session, language, overlays, base_map, addresses or Addresses())
    context["backgrounds"] = backgrounds
    context["onward"] = onward
    context["config"]["backgrounds"] = [
        {
            "name": each.name,
            "url": each.url,
            "wms": each.wms_layers,
            "attribution": each.attribution,
            "maxZoom": each.max_zoom,
        }
        for each in backgrounds
    ]
    return rendered(context, nonce)


def rendered(context: dict[str, Any], nonce: str) -> str:
    """Return the page of a context made by `page_context`."""
    page: str = template().render(context | {"config": json_text(context["config"])}, nonce=nonce)
    return page


def page_context(
    session: CommuneSession,
    language: str,
    overlays: Sequence[Overlay],
    base_map: BaseMap | None,
    at: Addresses,
) -> dict[str, Any]:
    """Return what the template is filled with, apart from the nonce."""
    overlays = [each for each in overlays if each.features is None or each.features["features"]]
    commune = session.commune
    layers = session.viewer.layers(session.catalogue)
    there = inhabited(session, layers)
    empty = all(layer is session.catalogue.bounding() for layer in there)
    tiles = None if at.inline else at.tiles(commune.name)
    box = extent(session, there)
    drawn = folium_map.build(tiles, box, language, overlays, base_map, core=core(session, there))
    found = folium_map.parts(drawn)
    relief = hillshade.of_commune(session) if base_map is None else None
    notice, rest = notice_in(commune.notice, language)
    config = {
        **dictionary(session, layers, overlays, language),
        "words": {n: w for n, w in words_in(language).items() if not n.startswith("empty")},
        "locale": LOCALES[language],
        "items": at.items(commune.name),
        "search": at.search(commune.name),
        "asset": at.asset,
        "themes": _themes(session.catalogue, there, language),
        "classes": None if at.inline else at.classes(commune.name),
        "days": _days(session, at),
        "sheet": None if at.inline else at.sheet(commune.name),
        "sheets": _sheets(),
        "attribution": rest,
        "backgrounds": [],
        "baseMap": base_map is not None,
        "relief": _relief(at, commune.name, relief) if relief else None,
    }
    ground = terrain.of_commune(session) if relief else None
    return {
        "language": language,
        "languages": LANGUAGE_NAMES,
        "file": "",
        "data_json": "",
        "inline_styles": [],
        "inline_scripts": [],
        "scales": SCALES,
        "backgrounds": (),
        "onward": (),
        "formats": list(FORMATS),
        "copyright": ground.attribution if ground else "",
        "commune": commune.title,
        "notice": notice,
        "words": words_in(language),
        "empty": words_in(language)[_empty_state(session.viewer)] if empty else "",
        "map_label": WORDS["map_label"].format(commune=commune.title).to(language),
        "home": f"{at.base}/?lang={language}",
        "add": at.add,
        "data": f"{at.base}/ogc/{commune.name}/collections",
        "themes": _legend(session.catalogue, layers if empty else there, language),
        "relief": relief is not None,
        "contours": relief is not None and not at.inline,
        "overlays": [(each, each.label.to(language), swatch(each.symbol)) for each in overlays],
        "styles": [at.static(each) for each in (*found.styles, vendor.address("map.css"))],
        "scripts": [at.static(each) for each in (*found.scripts, *_own_scripts())],
        "html": found.html,
        "script": found.script,
        "config": config,
        "base_map": base_map is not None,
    }


def _themes(catalogue: Catalogue, there: Sequence[Layer], language: str) -> list[dict[str, Any]]:
    """Return the themes of what can be coloured and filtered, what orients last."""
    return [
        {"label": theme["label"], "layers": [each["name"] for each in theme["layers"]]}
        for theme in _legend(catalogue, there, language)
    ]


def _sheets() -> dict[str, tuple[float, float]]:
    """Return how wide and high the map is on each paper, millimetres."""
    found = {}
    for paper in FORMATS:
        for orientation in ("landscape", "portrait"):
            _, _, width, height = Sheet(0, 0, 1, paper, orientation == "landscape").frame_mm
            found[f"{paper} {orientation}"] = (width, height)
    return found


def _days(session: CommuneSession, at: Addresses) -> str | None:
    """Return where the days of the past stand, for those who may know of changes."""
    if at.inline or session.viewer.role is ViewerRole.ANYONE:
        return None
    return at.days(session.commune.name)


def _empty_state(viewer: Viewer) -> str:
    """Return which words help this viewer: only who imports is told of the command."""
    if viewer.level is Visibility.PUBLIC:
        return "empty_public"
    return "empty" if viewer.may(Action.IMPORT) else "empty_inside"


def _relief(at: Addresses, commune: str, relief: Relief) -> dict[str, Any]:
    west, south, east, north = relief.box
    return {
        "urls": [at.relief(commune, relief, surface) for surface in hillshade.SURFACES],
        "bounds": [[south, west], [north, east]],
        "contours": at.contours(commune, relief),
    }


def _own_scripts() -> list[str]:
    others = ("file.js", "heat.js")
    scripts = [n for n in vendor.OWN_FILES if n.endswith(".js") and n not in others]
    return [vendor.address(name) for name in scripts]


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


_FEW = (
    5000  # assets of a layer; where there are more, their box is dear and as large as the commune
)


def core(session: CommuneSession, layers: Sequence[Layer]) -> folium_map.Box | None:
    """Return where the networks lie, degrees: what is worth a closer first look, if anything."""
    parts = [
        select(session.table(layer).c.geom).limit(_FEW + 1)
        for layer in layers
        if layer.role is Role.CONVEYS
    ]
    if not parts:
        return None
    lines = union_all(*(select(part.subquery()) for part in parts)).subquery()
    box = func.ST_Extent(lines.c.geom)
    corners = (func.ST_XMin(box), func.ST_YMin(box), func.ST_XMax(box), func.ST_YMax(box))
    count, west, south, east, north = session.connection.execute(
        select(func.count(), *corners)
    ).one()
    if west is None or count > _FEW:
        return None
    lon, lat = session.commune.operation.to_wgs84([west, east, east, west], [south, north] * 2)
    return float(min(lon)), float(min(lat)), float(max(lon)), float(max(lat))


def inhabited(session: CommuneSession, layers: Sequence[Layer]) -> list[Layer]:
    """Return the layers that hold anything."""
    there = [exists().select_from(session.table(layer)) for layer in layers]
    if not there:
        return []
    row = session.connection.execute(select(*there)).one()
    return [layer for layer, found in zip(layers, row, strict=True) if found]


def _legend(catalogue: Catalogue, layers: Sequence[Layer], language: str) -> list[dict[str, Any]]:
    """Return the themes with their layers, in the catalogue's order."""
    grouped: dict[str, tuple[Theme, list[Layer]]] = {}
    for layer in layers:
        grouped.setdefault(layer.theme.name, (layer.theme, []))[1].append(layer)
    return [
        {
            "name": theme.name,
            "label": theme.label.to(language),
            "orients": theme is catalogue.bounding().theme,
            "layers": [
                {
                    "name": layer.name,
                    "label": layer.label.to(language),
                    "swatch": _swatch(catalogue, layer),
                }
                for layer in members
            ],
        }
        for theme, members in grouped.values()
    ]


def _swatch(catalogue: Catalogue, layer: Layer) -> str:
    draw = quiet_swatch if is_base(catalogue, layer) else swatch
    return draw(layer.symbol)


def json_text(value: object) -> str:
    """Return JSON that cannot end the script element in which it stands."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str)
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


@lru_cache(maxsize=1)
def template() -> Any:
    """Return the page's template."""
    environment = Environment(
        loader=PackageLoader("gis.maps"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("map.html")
