"""The backgrounds of a commune's map that its operator chose: orthophotos, plans of others.

By default there are none, and a page asks nobody but us. Each one that is configured names its
commune, and is for those with a role only, unless it says that everybody may load it: whoever opens
the page tells the other server that they do.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, model_validator

from gis.maps import Background
from gis.viewer import Viewer, ViewerRole
from layers.spec import Text


class _Title(BaseModel):
    model_config = ConfigDict(extra="forbid")

    lb: str
    fr: str
    de: str
    en: str


class Configured(BaseModel):
    """One background of the file.

    `url` is a template with ``{z}/{x}/{y}`` (XYZ tiles, or the REST form of WMTS in
    WebMercatorQuad), or the address of a WMS, which needs `layers`.
    """

    model_config = ConfigDict(extra="forbid")

    name: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
    title: str | _Title
    kind: Literal["xyz", "wmts", "wms"] = "xyz"
    url: Annotated[str, Field(pattern=r"^https?://[^\s;,'\"<>]+$")]
    layers: str = ""
    attribution: Annotated[str, Field(min_length=1)]
    licence: Annotated[str, Field(min_length=1)]
    max_zoom: Annotated[int, Field(ge=1, le=22)] = 19
    communes: tuple[str, ...] = ()
    public: bool = False

    @model_validator(mode="after")
    def _whole(self) -> Configured:
        if self.kind == "wms" and not self.layers:
            raise ValueError("a WMS needs layers")
        if self.kind != "wms" and not all(part in self.url for part in ("{z}", "{x}", "{y}")):
            raise ValueError("the url needs {z}, {x} and {y}")
        return self

    @property
    def origin(self) -> str:
        """Where the images come from, as a content security policy names it."""
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc.replace('{s}', '*')}"

    def background(self, language: str) -> Background:
        """Return what the page needs of it."""
        title = self.title
        told = title if isinstance(title, str) else Text(**title.model_dump()).to(language)
        return Background(
            name=self.name,
            title=told,
            url=self.url,
            wms_layers=self.layers,
            attribution=f"{self.attribution} ({self.licence})",
            max_zoom=self.max_zoom,
        )


_FILE = TypeAdapter(tuple[Configured, ...])


@lru_cache(maxsize=8)
def read(path: Path | None) -> tuple[Configured, ...]:
    """Return the backgrounds of a file (JSON), none without one.

    Raises
    ------
    ValueError
        The file is not there or says something that is none: better not to start.
    """
    if path is None:
        return ()
    try:
        found = _FILE.validate_json(path.read_bytes())
    except OSError as error:
        msg = f"{path}: {error.strerror}"
        raise ValueError(msg) from error
    names = [each.name for each in found]
    if len(set(names)) != len(names):
        msg = f"{path}: a name stands twice"
        raise ValueError(msg)
    return found


def offered(path: Path | None, commune: str, viewer: Viewer) -> list[Configured]:
    """Return the backgrounds of a commune's map for somebody."""
    known = viewer.role is not ViewerRole.ANYONE
    return [
        each
        for each in read(path)
        if (not each.communes or commune in each.communes) and (known or each.public)
    ]
