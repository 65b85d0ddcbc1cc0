"""The tablet app as it was built: the files of ``app/dist`` that its list names."""

from __future__ import annotations

import gzip
import json
import mimetypes
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from gis.errors import UnknownThing

DIST = Path(__file__).parent / "app" / "dist"
PAGE = "index.html"
WORKER = "worker.js"

_MEDIA_TYPES = {
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".webmanifest": "application/manifest+json",
}


@dataclass(frozen=True, slots=True)
class AppFile:
    """A file as it goes out; `hashed` where its name changes with its content."""

    media_type: str
    body: bytes
    gzipped: bytes
    etag: str
    hashed: bool


def find(name: str, dist: Path = DIST) -> AppFile:
    """Return a file of the app; the page itself by an empty name.

    Raises
    ------
    UnknownThing
        There is none of this name, or the app has not been built.
    """
    listing = dist / "files.json"
    try:
        built = listing.stat().st_mtime_ns
    except FileNotFoundError:
        raise UnknownThing("file", "field/ (not built: npm run build)") from None
    return _load(dist, built, name or PAGE)


@lru_cache(maxsize=128)
def _load(dist: Path, built: int, name: str) -> AppFile:
    del built  # it tells one build from the next
    files: dict[str, str] = json.loads((dist / "files.json").read_bytes())["files"]
    sha256 = files.get(name)
    if sha256 is None:
        raise UnknownThing("file", name)
    body = (dist / name).read_bytes()
    suffix = Path(name).suffix
    guessed = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return AppFile(
        _MEDIA_TYPES.get(suffix, guessed),
        body,
        gzip.compress(body, 9, mtime=0),
        f'"{sha256[:20]}"',
        "-" in name and suffix in (".js", ".css") and not name.startswith("maplibre"),
    )
