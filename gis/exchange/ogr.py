"""Reading the formats that GDAL knows: GeoPackage, Shapefile, FlatGeobuf.

GDAL is asked only about files whose first bytes say what they are, and says what they hold;
what it would quietly do to them is undone here: feature ids are kept, geometries stay as they
are, tables without geometry are named.
"""

from __future__ import annotations

import warnings
from functools import partial
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import orjson
import pandas as pd
import pyogrio
import shapely
from pyogrio.errors import DataLayerError, DataSourceError

from gis import crs
from gis.errors import Issue, Unreadable
from gis.exchange.source import PART, Leftover, Limits, Source, SourceLayer, frame_of
from gis.exchange.tables import find_position
from gis.sentences import phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

LARGE = 100_000
"""Layers with more rows are read in parts."""

SAMPLE = 20_000
"""Rows of a large layer from which its mapping is proposed."""


def read(  # noqa: PLR0913  a file, and what is known of it
    path: Path,
    name: str,
    format_: str,
    limits: Limits,
    encoding: str | None,
    *,
    tables: bool = False,
) -> Source:
    """Read all layers of a file.

    Parameters
    ----------
    tables : bool
        The format knows no geometries: every layer is a table.

    Raises
    ------
    Unreadable
        GDAL cannot, or the file exceeds the limits.
    """
    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always")
        source = _read(path, name, format_, limits, encoding, tables=tables)
    # What GDAL mumbles about a file belongs into its report.
    said = dict.fromkeys(_reason(each.message, path) for each in heard)
    source.notes += [f"GDAL: {text}" for text in said]
    return source


def _read(  # noqa: PLR0913  likewise
    path: Path, name: str, format_: str, limits: Limits, encoding: str | None, *, tables: bool
) -> Source:
    try:
        listed = pyogrio.list_layers(path)
        if len(listed) > limits.layers:
            why = phrase("too_many_layers", count=len(listed), limit=limits.layers)
            raise Unreadable(name, why)
        source = Source(name=name, format=format_, layers=[])
        rows = 0
        for layer, kind in listed:
            info = pyogrio.read_info(path, layer=layer, force_feature_count=True)
            if len(info["fields"]) > limits.columns:
                count = len(info["fields"])
                why = phrase("too_many_columns", count=count, limit=limits.columns)
                raise Unreadable(name, why)
            rows += info["features"]
            if rows > limits.rows:
                raise Unreadable(name, phrase("too_many_rows", count=rows, limit=limits.rows))
            if kind is None and not (tables or _has_position(info)):
                why = phrase("no_geometry")
                source.leftovers.append(Leftover(str(layer), info["features"], why))
                continue
            source.layers.append(_layer(path, str(layer), info, encoding))
            source.layers[-1].table = kind is None
    except (DataSourceError, DataLayerError, RuntimeError) as error:
        raise Unreadable(name, _reason(error, path)) from None
    except (UnicodeDecodeError, ValueError) as error:
        raise Unreadable(name, str(error)[:200]) from None
    return source


def _has_position(info: dict[str, Any]) -> bool:
    """Tell whether the columns of a plain table are called like positions."""
    columns = [str(column) for column in info["fields"]]
    empty = frame_of({column: [] for column in columns}, [])
    table = SourceLayer("", None, empty, None, "", np.empty(0, dtype=np.int64), "{}", table=True)
    return find_position(table) is not None


def _layer(path: Path, layer: str, info: dict[str, Any], encoding: str | None) -> SourceLayer:
    large = info["features"] > LARGE
    frame = pyogrio.read_dataframe(
        path,
        layer=layer,
        fid_as_index=True,
        encoding=encoding,
        datetime_as_string=True,
        on_invalid="ignore",
        max_features=SAMPLE if large else None,
    )
    numbers = frame.index.to_numpy(dtype=np.int64)
    frame = frame.reset_index(drop=True)
    geometries: Any = np.full(len(frame), None, dtype=object)
    if isinstance(frame, gpd.GeoDataFrame):
        geometries = np.asarray(frame.geometry.array, dtype=object)
        attributes = pd.DataFrame(frame.drop(columns=frame.geometry.name))
    else:
        attributes = frame
    found = _made(layer, info, attributes, geometries, numbers)
    if large:
        found.total = int(info["features"])
        found.stream = partial(_stream, path, layer, info, encoding)
    return found


def _made(
    layer: str, info: dict[str, Any], attributes: pd.DataFrame, geometries: Any, numbers: Any
) -> SourceLayer:
    known, by = _crs(info)
    keyed = bool(info.get("fid_column"))
    lists = [
        str(name)
        for name, kind in zip(info["fields"], info["dtypes"], strict=True)
        if str(kind).startswith("list")
    ]
    for column in attributes.columns.intersection(lists):
        # Lists come as arrays, which no table of different values can hold.
        attributes[column] = [
            orjson.dumps(value.tolist(), default=str).decode()
            if isinstance(value, np.ndarray)
            else value
            for value in attributes[column]
        ]
    return SourceLayer(
        name=layer,
        model=None,
        frame=frame_of({str(c): attributes[c] for c in attributes.columns}, geometries),
        crs=known,
        crs_known_by=by,
        rows=numbers,
        row_label=f"{layer}.fid {{}}",
        ids=np.array([str(n) for n in numbers.tolist()], dtype=object) if keyed else None,
    )


def _stream(
    path: Path,
    layer: str,
    info: dict[str, Any],
    encoding: str | None,
    columns: Sequence[str] | None = None,
) -> Iterator[SourceLayer]:
    """Yield a large layer in parts, column by column as Arrow hands them over."""
    with pyogrio.open_arrow(
        path,
        layer=layer,
        encoding=encoding,
        columns=columns,
        read_geometry=columns is None,
        return_fids=True,
        batch_size=PART,
        use_pyarrow=True,
        datetime_as_string=True,
    ) as (told, batches):
        geometry = told["geometry_name"] or "wkb_geometry"
        fid = told["fid_column"] or "OGC_FID"
        for batch in batches:
            table = batch.to_pandas(date_as_object=True)
            numbers = table.pop(fid).to_numpy(dtype=np.int64)
            issues: list[Issue] = []
            shapes: Any = np.full(len(table), None, dtype=object)
            if columns is None:
                written = table.pop(geometry).to_numpy(dtype=object)
                shapes = shapely.from_wkb(written, on_invalid="ignore")
                lost = shapely.is_missing(shapes) & np.array([w is not None for w in written])
                issues = [
                    Issue("geometry_malformed", f"{layer}.fid {n}.geometry", details={"why": "WKB"})
                    for n in numbers[lost].tolist()
                ]
            part = _made(layer, info, table, shapes, numbers)
            part.issues, part.table = issues, info["geometry_type"] is None
            yield part


def _crs(info: dict[str, Any]) -> tuple[crs.Crs | None, str]:
    written = info.get("crs")
    if not written:
        return None, ""
    found = crs.epsg_of(written)
    if not (found.is_projected or found.is_geographic or found.is_compound):
        return None, ""  # GeoPackage's "undefined" systems
    return found, phrase("declared_in_file")


def _reason(error: Exception | str, path: Path) -> str:
    """Return GDAL's sentence without our paths."""
    text = str(error).replace(f"{path.parent}/", "").split("; ")[0]
    return text.split("It might help to specify")[0].strip()[:200]
