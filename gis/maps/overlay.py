"""What a map shows besides the layers: captures, damage reports, a trace, a hillshade."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from layers.spec import Field, Symbol, Text


@dataclass(frozen=True, kw_only=True)
class Overlay:
    """Something to draw over the layers, with one symbol and one switch in the legend.

    Exactly one of `features`, `features_url` and `images_url` says what is drawn.

    Attributes
    ----------
    name : str
        Unique on the page.
    features : mapping, optional
        A small GeoJSON FeatureCollection (WGS84), sent with the page.
    features_url : str, optional
        Where the page fetches one.
    images_url : str, optional
        Image tiles, ``/.../{z}/{x}/{y}.png``, of our own server.
    fields : tuple of Field
        The properties that a click shows, with labels, units and code lists.
    title_field : str
        The property that names a feature.
    link : str, optional
        Page of a feature; ``{id}`` stands for its id.
    shown : bool
        Whether it is switched on when the page opens.
    """

    name: str
    label: Text
    symbol: Symbol
    features: Mapping[str, Any] | None = None
    features_url: str | None = None
    images_url: str | None = None
    fields: tuple[Field, ...] = ()
    title_field: str = "code"
    link: str | None = None
    shown: bool = True

    def __post_init__(self) -> None:
        sources = (self.features, self.features_url, self.images_url)
        if sum(source is not None for source in sources) != 1:
            raise ValueError(f"overlay {self.name}: give features, features_url or images_url")


@dataclass(frozen=True, slots=True)
class BaseMap:
    """A background that the commune configured: a template of image tiles and who made them."""

    url: str
    attribution: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Background:
    """One of the backgrounds between which people choose on the map.

    Attributes
    ----------
    url : str
        Template of image tiles, or a WMS where `wms_layers` are named.
    attribution : str
        Who made it and under which licence, as it is written on the map.
    max_zoom : int
        Beyond it the images are enlarged.
    """

    name: str
    title: str
    url: str
    wms_layers: str = ""
    attribution: str
    max_zoom: int = 19
