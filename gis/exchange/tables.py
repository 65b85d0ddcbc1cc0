"""Tables without geometry whose columns hold positions: CSV, spreadsheets, plain SQLite.

Which columns these are is part of the mapping: proposed from their names, and corrected by
people. Columns called longitude and latitude are WGS84; of others only people know.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import shapely

from gis import crs
from gis.errors import Issue
from gis.exchange import names
from gis.exchange.mapping import Position
from gis.sentences import phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from gis.exchange.batch import Batch
    from gis.exchange.source import SourceLayer

_DEGREES = (
    ("lon", "lat"),
    ("lng", "lat"),
    ("long", "lat"),
    ("longitude", "latitude"),
    ("laenge", "breite"),
    ("laengengrad", "breitengrad"),
    ("lengt", "breet"),
    ("x_wgs84", "y_wgs84"),
    ("wgs84_lon", "wgs84_lat"),
    ("gps_lon", "gps_lat"),
)
_METRES = (
    ("east", "north"),
    ("easting", "northing"),
    ("ost", "nord"),
    ("est", "nord"),
    ("e", "n"),
    ("rechtswert", "hochwert"),
    ("rechts", "hoch"),
    ("x", "y"),
    ("coord_x", "coord_y"),
    ("x_coord", "y_coord"),
    ("xcoord", "ycoord"),
    ("x_koordinate", "y_koordinate"),
    ("koordinate_x", "koordinate_y"),
    ("pos_x", "pos_y"),
    ("luref_e", "luref_n"),
    ("luref_x", "luref_y"),
    ("luref_east", "luref_north"),
    ("x_luref", "y_luref"),
)
_WKT = ("wkt", "geom", "geometry", "geometry_", "the_geom", "wkt_geom", "geometrie", "shape")
_KINDS = ("POINT", "LINESTRING", "POLYGON", "MULTI", "GEOMETRYCOLLECTION", "SRID=")
_GROUPED = r"(?<=\d)[\s'\u2019](?=\d{3}\b)"


def find_position(layer: SourceLayer) -> Position | None:
    """Return which columns hold positions by their names, or None."""
    by_name: dict[str, str] = {}
    for column in layer.columns:
        for form in names.forms(column):
            by_name.setdefault(form, column)
    for name in _WKT:
        if name in by_name and _holds_wkt(layer.frame[by_name[name]]):
            return Position(wkt=by_name[name])
    for pairs in (_DEGREES, _METRES):
        for first, second in pairs:
            if first in by_name and second in by_name:
                return Position(x=by_name[first], y=by_name[second])
    return None


def _holds_wkt(cells: pd.Series) -> bool:
    written = [str(value).strip().upper() for value in cells.dropna().head(20)]
    return bool(written) and all(value.startswith(_KINDS) for value in written)


def is_degrees(position: Position) -> bool:
    """Tell whether columns are called longitude and latitude."""
    if position.x is None or position.y is None:
        return False
    x, y = names.forms(position.x), names.forms(position.y)
    return any(first in x and second in y for first, second in _DEGREES)


def locate(layer: SourceLayer, position: Position) -> None:
    """Make geometries of the columns that hold positions."""
    columns = ", ".join(position.columns)
    if position.wkt is not None:
        shapes, lost = _of_wkt(layer.frame[position.wkt])
    else:
        shapes, lost = _of_numbers(layer.frame[position.x], layer.frame[position.y])
    for row in lost:
        value = _shown(layer, position, row)
        details = {"value": value, "columns": columns}
        layer.issues.append(Issue("position_malformed", layer.label(row), details=details))
    layer.frame = layer.frame.set_geometry(_array(shapes))
    if layer.crs is None and is_degrees(position):
        layer.crs = crs.parse("EPSG:4326")
        layer.crs_known_by = phrase("known_by_columns", columns=columns)


def _array(shapes: NDArray[np.object_]) -> Any:
    import geopandas as gpd  # noqa: PLC0415  only this conversion needs it

    return gpd.GeoSeries(gpd.array.GeometryArray(shapes), name="geometry")


def _of_wkt(cells: pd.Series) -> tuple[NDArray[np.object_], list[int]]:
    written = cells.to_numpy(dtype=object)
    there = np.array([isinstance(value, str) and bool(value.strip()) for value in written])
    plain = [
        value.split(";", 1)[-1]
        if isinstance(value, str) and value[:5].upper() == "SRID="
        else value
        for value in written
    ]
    texts = np.array([v if ok else None for v, ok in zip(plain, there, strict=True)], dtype=object)
    shapes: Any = shapely.from_wkt(texts, on_invalid="ignore")
    return shapes, np.flatnonzero(there & shapely.is_missing(shapes)).tolist()


def _of_numbers(x: pd.Series, y: pd.Series) -> tuple[NDArray[np.object_], list[int]]:
    east, no_east, bad_east = _numbers(x)
    north, no_north, bad_north = _numbers(y)
    shapes: Any = np.full(len(x), None, dtype=object)
    good = np.isfinite(east) & np.isfinite(north)
    shapes[good] = shapely.points(east[good], north[good])
    # A row without any position is told with all rows without geometry.
    bad = (bad_east | bad_north) | (no_east ^ no_north)
    return shapes, np.flatnonzero(bad & ~good).tolist()


def _numbers(
    cells: pd.Series,
) -> tuple[NDArray[np.float64], NDArray[np.bool_], NDArray[np.bool_]]:
    """Read coordinates with decimal points or commas.

    Returns
    -------
    numbers (NaN where there is none), which cells are empty, which are no numbers
    """
    if isinstance(cells.dtype, np.dtype) and cells.dtype.kind in "iuf":
        plain = cells.to_numpy(dtype=np.float64)
        return plain, np.isnan(plain), np.isinf(plain)
    written = cells.astype("str").str.strip()
    empty = (cells.isna() | written.str.lower().isin(("", "null", "none", "n/a"))).to_numpy()
    plain_text = written.str.replace(_GROUPED, "", regex=True).str.replace(",", ".", regex=False)
    found = pd.to_numeric(plain_text, errors="coerce").to_numpy(dtype=np.float64)
    return found, empty.astype(bool), ~empty.astype(bool) & ~np.isfinite(found)


def _shown(layer: SourceLayer, position: Position, row: int) -> str:
    columns = [c for c in (position.wkt, position.x, position.y) if c is not None]
    return " / ".join(str(layer.frame[column].iloc[row])[:40] for column in columns)


def refuse_unlocated(batch: Batch) -> None:
    """Say which columns there are where none of them is known to hold positions."""
    if batch.mapping.position:
        return
    details = {"columns": _listed(batch.source.columns)}
    batch.issues.append(Issue("position_needed", batch.source_name, details=details))
    batch.sound[:] = False


def _listed(columns: Sequence[str]) -> str:
    return ", ".join(columns[:30]) + (", ..." if len(columns) > 30 else "")  # noqa: PLR2004
