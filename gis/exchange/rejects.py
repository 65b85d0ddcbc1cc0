"""The rows that were not taken over: as the file has them, with the reasons, to correct."""

from __future__ import annotations

import warnings
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from gis import crs
from gis.sentences import spoken

if TYPE_CHECKING:
    from pathlib import Path

    from gis.crs import Crs
    from gis.errors import Issue
    from gis.exchange.batch import Batch

KEPT = 100_000
"""Rejected rows that are kept for the file; all are counted."""

ROW, CODES, REASONS = "import_row", "import_codes", "import_reasons"


@dataclass(slots=True)
class _Part:
    crs: Crs | None
    rows: pd.DataFrame
    geometries: Any
    labels: list[str]
    reasons: list[list[Issue]]


@dataclass(slots=True)
class Rejects:
    """Rows that were not taken over, by the layer of the file that they stand in.

    The one account of them: the report's numbers are what `add` returns.
    """

    parts: dict[str, list[_Part]] = field(default_factory=lambda: defaultdict(list))
    count: int = 0
    kept: int = 0

    def add(self, batch: Batch) -> int:
        """Keep the rows of a batch that are not taken over; return how many they are."""
        rejected = batch.rejected()
        self.count += len(rejected)
        rows = rejected[: KEPT - self.kept]
        if not rows:
            return len(rejected)
        numbers = batch.rows[rows]
        self.kept += len(rows)
        self.parts[batch.source_name].append(
            _Part(
                crs=batch.system or batch.source.crs,
                rows=pd.DataFrame(batch.source.frame[batch.source.columns].iloc[numbers]),
                geometries=batch.source.geometries[numbers],
                labels=[batch.label(row) for row in rows],
                reasons=[batch.why(row) for row in rows],
            )
        )
        return len(rejected)

    def frames(self, language: str) -> dict[str, gpd.GeoDataFrame]:
        """Return the rows by source layer, in the file's own coordinates and columns."""
        return {name: _frame(parts, language) for name, parts in self.parts.items()}

    def write(self, path: Path, language: str) -> None:
        """Write a GeoPackage with one layer for each layer of the file."""
        draft = path.with_name(f".{path.name}.part.gpkg")
        draft.unlink(missing_ok=True)
        try:
            for name, frame in self.frames(language).items():
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")  # of mixed geometries, of no CRS: so it is
                    frame.to_file(draft, layer=name, driver="GPKG", engine="pyogrio")
            # Whoever watches the folder sees whole files only.
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)


def _frame(parts: list[_Part], language: str) -> gpd.GeoDataFrame:
    frame = pd.concat([part.rows for part in parts], ignore_index=True)
    # Reasons are told in the columns' own order; a GeoPackage numbers its rows itself.
    frame = frame.rename(columns={name: f"{name}_" for name in frame.columns if _taken(str(name))})
    for name in [name for name in frame.columns if str(frame[name].dtype) == "object"]:
        frame[name] = [None if _nothing(value) else str(value) for value in frame[name]]
    frame[ROW] = [label for part in parts for label in part.labels]
    why = [issues for part in parts for issues in part.reasons]
    frame[CODES] = [" ".join(dict.fromkeys(issue.code for issue in issues)) for issues in why]
    frame[REASONS] = [
        " ".join(str(spoken(issue.sentence, language)) for issue in issues) for issues in why
    ]
    shapes: Any = np.concatenate([part.geometries for part in parts])
    shapes[~_finite(shapes)] = None
    return gpd.GeoDataFrame(frame, geometry=gpd.array.GeometryArray(shapes), crs=parts[0].crs)


def _taken(name: str) -> bool:
    return name.lower() in ("fid", "geom", "geometry", ROW, CODES, REASONS)


def _nothing(value: Any) -> bool:
    return value is None or (isinstance(value, float) and np.isnan(value))


def _finite(shapes: Any) -> Any:
    points, owners = shapely.get_coordinates(shapes, return_index=True)
    finite = np.ones(len(shapes), dtype=bool)
    finite[owners[~np.isfinite(points).all(axis=1)]] = False
    return finite


def in_degrees(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame | None:
    """Return what of a frame can be drawn on a map (WGS84), None where its CRS is not known."""
    drawn = frame[~frame.geometry.isna() & ~frame.geometry.is_empty]
    if drawn.crs is None or drawn.empty:
        return None
    return drawn.to_crs(crs.WGS84)
