"""What the importing person says beyond the file, and what is said meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from gis.exchange.coordinates import Place
from gis.exchange.mapping import Mapping
from gis.exchange.source import Limits

Progress = Callable[[str, int, int], None]
"""Called with a stage's name, what is done of it and what there is to do."""


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What the importing person says beyond the file.

    Attributes
    ----------
    layer : str or None
        The layer that the file's rows belong to.
    source_layer : str or None
        The one layer of the file to take, where it has several.
    mapping : Mapping or Path or None
        Instead of a proposed one.
    crs : str or None
        In which coordinate system the file is, whatever it says itself: ``EPSG:3089``, with
        ``@mm``, ``@ft``, ``@yx`` ... where its numbers differ from the system's.
    place : Place or None
        Where the middle of a local drawing lies.
    skip_errors : bool
        Leave rows with errors out instead of refusing the file.
    encoding : str or None
        Of the texts of a Shapefile or CSV that does not declare it.
    """

    layer: str | None = None
    source_layer: str | None = None
    mapping: Mapping | Path | None = None
    crs: str | None = None
    place: Place | None = None
    dry_run: bool = False
    skip_errors: bool = False
    encoding: str | None = None
    limits: Limits = field(default_factory=Limits)
