"""What a map page loads: our own scripts, and those of others, each named here.

Nothing is served that is not in these tables. The packages come from npm (`web/package.json`,
exact versions) when Netzkaart is installed; a page calls no third party.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import mimetypes
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from gis.errors import UnknownThing

HERE = Path(__file__).parent
OWN = HERE / "static"
WEB = HERE / "web"

OWN_FILES = (
    "map.css",
    "style.js",
    "basemap.js",
    "background.js",
    "grid.js",
    "labels.js",
    "details.js",
    "measure.js",
    "search.js",
    "view.js",
    "time.js",
    "paper.js",
    "map.js",
    "file.js",
    "heat.js",
)
"""``file.js`` is for files only, ``heat.js`` for a page of its own."""

PACKAGES: dict[str, tuple[str, ...]] = {
    "leaflet": (
        "dist/leaflet.js",
        "dist/leaflet.css",
        "dist/images/layers.png",
        "dist/images/layers-2x.png",
        "dist/images/marker-icon.png",
        "dist/images/marker-icon-2x.png",
        "dist/images/marker-shadow.png",
    ),
    "leaflet.fullscreen": (
        "Control.FullScreen.js",
        "Control.FullScreen.css",
        "icon-fullscreen.svg",
    ),
    "leaflet.heat": ("dist/leaflet-heat.js",),
    "leaflet.locatecontrol": ("dist/L.Control.Locate.min.js", "dist/L.Control.Locate.min.css"),
    "leaflet.vectorgrid": ("dist/Leaflet.VectorGrid.bundled.min.js",),
}
"""The files of each package that a page may load."""

FOLIUM: dict[str, str | None] = {
    "leaflet": "leaflet/dist/leaflet.js",
    "leaflet_css": "leaflet/dist/leaflet.css",
    "vectorGrid": "leaflet.vectorgrid/dist/Leaflet.VectorGrid.bundled.min.js",
    "leaflet-heat.js": "leaflet.heat/dist/leaflet-heat.js",
    "Control.Fullscreen.js": "leaflet.fullscreen/Control.FullScreen.js",
    "Control.FullScreen.css": "leaflet.fullscreen/Control.FullScreen.css",
    "Control_locate_min_js": "leaflet.locatecontrol/dist/L.Control.Locate.min.js",
    "Control_locate_min_css": "leaflet.locatecontrol/dist/L.Control.Locate.min.css",
    # Folium brings these to every map; only markers of Bootstrap's kind need them.
    "jquery": None,
    "bootstrap": None,
    "awesome_markers": None,
    "bootstrap_css": None,
    "glyphicons_css": None,
    "awesome_markers_font_css": None,
    "awesome_markers_css": None,
    "awesome_rotate_css": None,
}
"""What Folium would load from elsewhere, by its name there -> our copy, or None: not needed."""

_FOREIGN = re.compile(r"(?:url\(|@import)\s*['\"]?\s*(?:https?:)?//[^)'\"\s]*", re.IGNORECASE)
_SOURCE_MAP = re.compile(rb"^(?://|/\*)# sourceMappingURL=.*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class StaticFile:
    """A file as it goes out; `version` changes with its content."""

    media_type: str
    body: bytes
    gzipped: bytes
    version: str


def address(name: str) -> str:
    """Return where a page finds a file, below ``/static``: with its version, kept for ever.

    Parameters
    ----------
    name : str
        One of `OWN_FILES`, or package and path: ``leaflet/dist/leaflet.js``.
    """
    if name in OWN_FILES:
        return f"map/{load(f'map/{name}').version}/{name}"
    package, _, path = name.partition("/")
    if path not in PACKAGES.get(package, ()):
        raise UnknownThing("file", name)
    # By version in the path: relative addresses inside its style sheets stay right.
    return f"vendor/{package}/{versions()[package]}/{path}"


def find(path: str) -> StaticFile:
    """Return the file at an address made by `address`; of an older version, today's.

    Raises
    ------
    UnknownThing
    """
    match path.split("/", 2):
        case ["map", _, name]:
            return load(f"map/{name}")
        case ["vendor", package, rest]:
            return load(f"vendor/{package}/{rest.partition('/')[2]}")
        case _:
            raise UnknownThing("file", path)


def is_current(path: str) -> bool:
    """Tell whether an address carries the version of what it returns, so that it may be kept."""
    match path.split("/", 2):
        case ["map", version, name]:
            return load(f"map/{name}").version == version
        case ["vendor", package, rest]:
            return versions().get(package) == rest.partition("/")[0]
        case _:
            return False


@lru_cache(maxsize=64)
def load(name: str) -> StaticFile:
    """Return one of the files in the tables, compressed once.

    Raises
    ------
    UnknownThing
        It is in no table, or not installed.
    """
    place, _, rest = name.partition("/")
    if place == "map" and rest in OWN_FILES:
        file = OWN / rest
    else:
        package, _, path = rest.partition("/")
        if place != "vendor" or path not in PACKAGES.get(package, ()):
            raise UnknownThing("file", name)
        file = WEB / "node_modules" / package / path
    try:
        body = _SOURCE_MAP.sub(b"", file.read_bytes())
    except FileNotFoundError:
        raise UnknownThing("file", f"{name} (not installed)") from None
    if file.suffix == ".css":
        _refuse_foreign(name, body.decode())
    media_type = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    if media_type.startswith("text/"):
        media_type += "; charset=utf-8"
    version = hashlib.sha256(body).hexdigest()[:12]
    return StaticFile(media_type, body, gzip.compress(body, 9, mtime=0), version)


def _refuse_foreign(name: str, css: str) -> None:
    """Raise if a style sheet would load from another server, fonts for example."""
    foreign = _FOREIGN.search(css)
    if foreign:
        raise ValueError(f"{name} loads {foreign.group()}")


@lru_cache(maxsize=1)
def versions() -> dict[str, str]:
    """Return the exact version of each package, from ``package.json``."""
    declared: dict[str, str] = json.loads((WEB / "package.json").read_bytes())["dependencies"]
    return declared
