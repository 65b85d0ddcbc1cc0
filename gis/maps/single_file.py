"""The map as one file: everything in it, opened from a stick, with no network."""

from __future__ import annotations

import base64
import json
import mimetypes
import re
import secrets
from typing import TYPE_CHECKING, Any

from gis.exchange.export.profile import Profile
from gis.exchange.export.text import feature_lines
from gis.maps import hillshade, vendor
from gis.maps.page import Addresses, inhabited, json_text, page_context, rendered

if TYPE_CHECKING:
    from gis.session import CommuneSession

MOST_BYTES = 60_000_000
"""A browser reads that much in a few seconds; beyond it the page stops being of use."""

_URL = re.compile(r"""url\(\s*['"]?(?!data:|#)([^'")]+)['"]?\s*\)""")
_END_OF_SCRIPT = re.compile(r"</(script)", re.IGNORECASE)


class TooLarge(ValueError):
    """The features of a commune are more than one file should hold."""

    def __init__(self, layer: str, most: int) -> None:
        super().__init__(f"{layer}: more than {most} bytes")
        self.layer = layer
        self.most = most


def render_file(session: CommuneSession, language: str, *, most: int = MOST_BYTES) -> str:
    """Return the map page with everything it needs, as the session's viewer may see it.

    Raises
    ------
    TooLarge
        The features alone take more than `most` bytes.
    """
    nonce = secrets.token_urlsafe(16)
    context = page_context(session, language, (), None, Addresses(inline=True))
    relief = hillshade.of_commune(session)
    if relief is not None:
        context["config"]["relief"]["urls"] = [
            data_url("image/webp", relief.picture(surface)) for surface in hillshade.SURFACES
        ]
    scripts = [_path(each) for each in context["scripts"]]
    # Before the script that puts the page together.
    scripts.insert(-1, vendor.address("file.js"))
    context |= {
        "file": policy(nonce),
        "data_json": _features(session, most),
        "styles": [],
        "scripts": [],
        "inline_styles": [_style(_path(each)) for each in context["styles"]],
        "inline_scripts": [_script(each) for each in scripts],
    }
    return rendered(context, nonce)


def policy(nonce: str) -> str:
    """Return a Content-Security-Policy that lets a page load nothing at all."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'nonce-{nonce}'",
            "style-src 'unsafe-inline'",
            "img-src data: blob:",
            "worker-src blob:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def data_url(media_type: str, body: bytes) -> str:
    """Return bytes as an address that needs no server."""
    return f"data:{media_type};base64,{base64.b64encode(body).decode()}"


def _path(address: str) -> str:
    return address.removeprefix("/static/")


def _script(path: str) -> str:
    return _END_OF_SCRIPT.sub(r"<\\/\1", vendor.find(path).body.decode())


def _style(path: str) -> str:
    """Return a style sheet with its pictures in it."""
    folder = path.split("/")[:-1]

    def inline(match: re.Match[str]) -> str:
        parts = list(folder)
        for part in match[1].split("/"):
            if part == "..":
                parts.pop()
            elif part != ".":
                parts.append(part)
        media_type = mimetypes.guess_type(parts[-1])[0] or "application/octet-stream"
        return f'url("{data_url(media_type, vendor.find("/".join(parts)).body)}")'

    return _URL.sub(inline, vendor.find(path).body.decode())


def _features(session: CommuneSession, most: int) -> str:
    """Return all features by layer, without what is empty."""
    found: dict[str, Any] = {}
    size = 0
    for layer in inhabited(session, session.viewer.layers(session.catalogue)):
        collection = []
        for line in feature_lines(session, layer, Profile.RFC7946):
            collection.append(_compact(json.loads(bytes(line))))
            size += len(json_text(collection[-1]))
            if size > most:
                raise TooLarge(layer.name, most)
        found[layer.name] = {"type": "FeatureCollection", "features": collection}
    return json_text(found)


def _compact(feature: dict[str, Any]) -> dict[str, Any]:
    values = feature["properties"].items()
    feature["properties"] = {
        name: value for name, value in values if value not in (None, "", []) and name != "version"
    }
    return feature
