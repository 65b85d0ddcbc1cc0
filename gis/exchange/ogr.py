"""Reading the formats that GDAL knows: GeoPackage, Shapefile, FlatGeobuf.

GDAL is asked only about files whose first bytes say what they are, and says what they hold;
what it would quietly do to them is undone here: feature ids are kept, geometries stay as they
are, tables without geometry are named.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
from pyogrio.errors import DataLayerError, DataSourceError

from gis import crs
from gis.errors import Unreadable
from gis.exchange.source import Leftover, Limits, Source, SourceLayer, frame_of
from gis.sentences import phrase

if TYPE_CHECKING:
    from pathlib import Path


def read(path: Path, name: str, format_: str, limits: Limits, encoding: str | None) -> Source:
    """Read all layers of a file.

    Raises
    ------
    Unreadable
        GDAL cannot, or the file exceeds the limits.
    """
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
            if kind is None:
                why = phrase("no_geometry")
                source.leftovers.append(Leftover(str(layer), info["features"], why))
                continue
            source.layers.append(_layer(path, str(layer), info, encoding))
    except (DataSourceError, DataLayerError, RuntimeError) as error:
        raise Unreadable(name, _reason(error, path)) from None
    except (UnicodeDecodeError, ValueError) as error:
        raise Unreadable(name, str(error)[:200]) from None
    return source


def _layer(path: Path, layer: str, info: dict[str, Any], encoding: str | None) -> SourceLayer:
    frame = pyogrio.read_dataframe(
        path,
        layer=layer,
        fid_as_index=True,
        encoding=encoding,
        datetime_as_string=True,
        on_invalid="ignore",
    )
    numbers = frame.index.to_numpy(dtype=np.int64)
    frame = frame.reset_index(drop=True)
    known, by = _crs(info)
    geometries: Any = np.full(len(frame), None, dtype=object)
    if isinstance(frame, gpd.GeoDataFrame):
        geometries = np.asarray(frame.geometry.array, dtype=object)
        attributes = pd.DataFrame(frame.drop(columns=frame.geometry.name))
    else:
        attributes = frame
    keyed = bool(info.get("fid_column"))
    return SourceLayer(
        name=layer,
        model=None,
        frame=frame_of({str(c): attributes[c] for c in attributes.columns}, geometries),
        crs=known,
        crs_known_by=by,
        rows=numbers,
        row_label=f"{layer}.fid {{}}",
        ids=np.array([str(n) for n in numbers], dtype=object) if keyed else None,
    )


def _crs(info: dict[str, Any]) -> tuple[crs.Crs | None, str]:
    written = info.get("crs")
    if not written:
        return None, ""
    found = crs.epsg_of(written)
    if not (found.is_projected or found.is_geographic or found.is_compound):
        return None, ""  # GeoPackage's "undefined" systems
    return found, phrase("declared_in_file")


def _reason(error: Exception, path: Path) -> str:
    """Return GDAL's sentence without our paths."""
    text = str(error).replace(f"{path.parent}/", "").split("; ")[0]
    return text.split("It might help to specify")[0].strip()[:200]
