"""One GeoPackage of all layers in the home CRS, and FlatGeobuf made from it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import pyogrio.raw
from sqlalchemy import ColumnElement, Text, cast, func, literal_column, select

from gis import crs
from gis.exchange.export import gpkg_file
from gis.exchange.export.gpkg_file import FeatureTable, GeoPackage
from gis.session import CommuneSession
from layers.spec import GeometryKind, Kind, Layer

_FETCH = 2000
_BATCH = 8192


def home(srid: int) -> gpkg_file.Crs:
    """Return a home CRS as GeoPackage wants it."""
    found = crs.home_crs(srid)
    return gpkg_file.Crs(srid, found.name, found.to_wkt("WKT1_GDAL"))


def table_of(session: CommuneSession, layer: Layer) -> FeatureTable:
    """Return the table of a layer with the fields that the viewer may see."""
    columns = tuple((field.name, field.kind.value) for field in session.viewer.fields(layer))
    return FeatureTable(layer.name, layer.label.en, layer.geometry.value, columns)


def write(session: CommuneSession, layers: Sequence[Layer], path: Path, now: datetime) -> None:
    """Write layers to a new GeoPackage, in constant memory.

    The session should be a snapshot, so that all layers are of one moment.
    """
    package = GeoPackage(path)
    try:
        # The file is thrown away if this is interrupted: SQLite need not wait for the disk.
        package.connection.execute("PRAGMA synchronous = OFF")
        package.connection.execute("PRAGMA journal_mode = OFF")
        package.create(home(session.commune.srid))
        for layer in layers:
            table = table_of(session, layer)
            with package.transaction():
                package.add_table(table, session.commune.srid)
                package.insert(table, _rows(session, layer))
                package.index(table)
                package.describe(table, now)
    finally:
        package.close()


def _rows(session: CommuneSession, layer: Layer) -> Iterator[tuple[Any, ...]]:
    table = session.table(layer)
    srid = session.commune.srid
    columns: list[ColumnElement[Any]] = [
        func.ST_AsBinary(table.c.geom, literal_column("'NDR'")),
        cast(table.c.id, Text),
        table.c.version,
        *(_value(field.kind, table.c[field.name]) for field in session.viewer.fields(layer)),
    ]
    extended = layer.geometry is not GeometryKind.POINT
    if extended:
        columns += [f(table.c.geom) for f in (func.ST_XMin, func.ST_XMax)]
        columns += [f(table.c.geom) for f in (func.ST_YMin, func.ST_YMax)]
    statement = select(*columns).order_by(table.c.id)
    result = session.connection.execute(statement.execution_options(yield_per=_FETCH))
    for block in result.partitions():
        for row in block:
            if extended:
                yield (gpkg_file.geometry_blob(bytes(row[0]), srid, row[-4:]), *row[1:-4])
            else:
                yield (gpkg_file.geometry_blob(bytes(row[0]), srid, None), *row[1:])


def _value(kind: Kind, column: Any) -> ColumnElement[Any]:
    """Return what SQLite can hold of a value."""
    if kind is Kind.CODES:
        return cast(func.to_json(column), Text)
    if kind in (Kind.DATE, Kind.REFERENCE):
        return cast(column, Text)
    plain: ColumnElement[Any] = column
    return plain


def flatgeobuf(package: Path, layer: Layer, srid: int, path: Path) -> None:
    """Write one layer of a GeoPackage as FlatGeobuf with its spatial index.

    GDAL's writer takes the batches as GDAL's reader hands them over: `ST_AsFlatGeobuf` of
    PostGIS 3.3 corrupts what is not text.
    """
    kind = layer.geometry.value
    with pyogrio.raw.open_arrow(
        package, layer=layer.name, use_pyarrow=False, batch_size=_BATCH
    ) as (info, stream):
        pyogrio.raw.write_arrow(
            stream,
            path,
            layer=layer.name,
            driver="FlatGeobuf",
            geometry_name=info["geometry_name"] or "wkb_geometry",
            geometry_type=kind,
            crs=f"EPSG:{srid}",
        )
