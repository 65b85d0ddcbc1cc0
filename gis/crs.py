"""Coordinate systems and the operations between them; the only importer of pyproj.

Everything inside is (east, north) or (lon, lat): ``always_xy`` is set here, once. Between
WGS84 and a commune's home CRS one explicitly named operation is used, chosen when the
commune is created so that PostGIS computes the same, and kept with the commune: different
releases of PROJ choose different operations for LUREF, 12 mm apart.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeVar

import numpy as np
import pyproj
import shapely
from numpy.typing import NDArray
from pyproj.enums import PJType
from pyproj.transformer import TransformerGroup
from shapely.geometry.base import BaseGeometry

from gis.errors import UnknownCrs
from gis.sentences import phrase

Crs = pyproj.CRS
"""For annotations elsewhere."""

WGS84 = 4326
LUREF = 2169
CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
"""WGS84 with longitude first, the CRS of RFC 7946."""

_PLANE = 2
_WIDE = 90.0
"""Degrees: no projection is true to lengths over a quarter of the Earth."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Operation:
    """One named way from WGS84 (lon, lat, degrees) to a home CRS (east, north, metres)."""

    name: str
    pipeline: str

    def to_home(self, lon: Any, lat: Any) -> tuple[Any, Any]:
        """Project longitudes and latitudes (degrees) to east and north (metres)."""
        east, north = _pipeline(self.pipeline).transform(lon, lat)
        return east, north

    def to_wgs84(self, east: Any, north: Any) -> tuple[Any, Any]:
        """Take east and north (metres) back to longitude and latitude (degrees)."""
        lon, lat = _pipeline(self.pipeline).transform(east, north, direction="INVERSE")
        return lon, lat


@lru_cache(maxsize=64)
def _pipeline(definition: str) -> pyproj.Transformer:
    return pyproj.Transformer.from_pipeline(definition)


@lru_cache(maxsize=64)
def parse(text: str) -> pyproj.CRS:
    """Read a CRS from ``EPSG:2169``, ``2169``, an OGC URI or WKT.

    Raises
    ------
    UnknownCrs
        PROJ knows no such CRS.
    """
    plain = f"EPSG:{text}" if text.isdigit() else text
    try:
        return pyproj.CRS.from_user_input(plain)
    except pyproj.exceptions.CRSError as error:
        raise UnknownCrs(text, phrase("crs_not_in_proj")) from error


def home_crs(srid: int) -> pyproj.CRS:
    """Return the CRS of `srid` if a commune can live in it: projected, in metres.

    Raises
    ------
    UnknownCrs
        Unknown, geographic, with heights, or not in metres.
    """
    crs = parse(str(srid))
    if crs.is_geographic:
        raise UnknownCrs(describe(crs), phrase("crs_in_degrees"))
    if crs.is_compound or (crs.is_projected and len(crs.axis_info) > _PLANE):
        part = crs.sub_crs_list[0] if crs.is_compound else crs.to_2d()
        raise UnknownCrs(describe(crs), phrase("crs_with_heights", part=describe(part)))
    if not crs.is_projected:
        raise UnknownCrs(describe(crs), phrase("crs_not_projected"))
    units = {axis.unit_name for axis in crs.axis_info if axis.unit_conversion_factor != 1.0}
    if units:
        raise UnknownCrs(describe(crs), phrase("crs_not_metres", unit=", ".join(sorted(units))))
    return crs


def new_home_crs(srid: int) -> pyproj.CRS:
    """Return the CRS of `srid` if a new commune should live in it: lengths in it are true.

    Raises
    ------
    UnknownCrs
        As `home_crs`, or it is a Mercator for the whole world.
    """
    crs = home_crs(srid)
    west, _, east, _ = area_of_use(srid)
    method = crs.coordinate_operation.method_name if crs.coordinate_operation else ""
    if "Mercator" in method and "Transverse" not in method and east - west > _WIDE:
        raise UnknownCrs(describe(crs), phrase("crs_stretched"))
    return crs


def operations(srid: int) -> list[Operation]:
    """Return the known operations from WGS84 to `srid`, the best first.

    Only those that need no grid files: the same on every machine, without network.
    """
    group = _ways(parse(str(WGS84)), home_crs(srid))
    return [
        Operation(_name(transformer), transformer.definition)
        for transformer in group.transformers
        if not any(operation.grids for operation in transformer.operations or ())
    ]


def _name(transformer: pyproj.Transformer) -> str:
    steps = [step.name for step in transformer.operations or ()]
    named = [step for step in steps if "axis order" not in step]
    return " + ".join(named) or str(transformer.description)


def area_of_use(srid: int) -> tuple[float, float, float, float]:
    """Return where the CRS is meant to be used: west, south, east, north (degrees)."""
    area = parse(str(srid)).area_of_use
    return area.bounds if area else (-180.0, -90.0, 180.0, 90.0)


def reproject(
    geometries: NDArray[np.object_], source: pyproj.CRS, srid: int, operation: Operation
) -> tuple[NDArray[np.object_], str]:
    """Take geometries from a file's CRS into a home CRS.

    Parameters
    ----------
    geometries : array of shapely geometries, in `source`
    operation : Operation
        The commune's own, used where the file is in WGS84.

    Returns
    -------
    geometries, name of the operation used

    Raises
    ------
    UnknownCrs
        No operation with known parameters leads from the file's datum to the commune's.
    """
    home = home_crs(srid)
    if source.equals(home, ignore_axis_order=True):
        return geometries, phrase("crs_same")
    if source.equals(parse("EPSG:4326"), ignore_axis_order=True):
        return transform(geometries, operation.to_home), operation.name
    direct = _known_way(source, home)
    if direct is not None:
        return transform(geometries, direct.transform), _name(direct)
    # PROJ would go on without any datum shift (a "ballpark"), hundreds of metres wrong and
    # without a word: between two datums that both know WGS84, the way leads through it.
    to_wgs84 = _known_way(source, parse("EPSG:4326"))
    if to_wgs84 is None:
        raise UnknownCrs(describe(source), phrase("crs_without_way", home=describe(home)))
    degrees = transform(geometries, to_wgs84.transform)
    return transform(degrees, operation.to_home), f"{_name(to_wgs84)} + {operation.name}"


def _ways(source: pyproj.CRS, target: pyproj.CRS) -> TransformerGroup:
    with warnings.catch_warnings():
        # That a better operation would need grids is known, and why we do without.
        warnings.simplefilter("ignore", UserWarning)
        return TransformerGroup(source, target, always_xy=True)


def _known_way(source: pyproj.CRS, target: pyproj.CRS) -> pyproj.Transformer | None:
    """Return the best operation with known parameters and without grids, or None."""
    for transformer in _ways(source, target).transformers:
        steps = transformer.operations or ()
        guessed = any("ballpark" in step.name.lower() for step in steps)
        if not guessed and not any(grid for step in steps for grid in step.grids):
            return transformer
    return None


G = TypeVar("G", BaseGeometry, NDArray[np.object_])


def transform(geometries: G, function: Callable[[Any, Any], tuple[Any, Any]]) -> G:
    """Apply `function` of two coordinate arrays to all vertices of one geometry or many; 2D."""

    def apply(points: Floats) -> Floats:
        first, second = function(points[:, 0], points[:, 1])
        return np.column_stack([first, second])

    moved: G = shapely.transform(geometries, apply)
    return moved


def between(srid: int, target: str, points: Sequence[tuple[float, float]]) -> tuple[Any, Any]:
    """Take points (east, north) of a home CRS into any other CRS, for rasters and the like."""
    transformer = pyproj.Transformer.from_crs(home_crs(srid), parse(target), always_xy=True)
    x, y = zip(*points, strict=True)
    return transformer.transform(x, y)


def epsg_of(crs: Any) -> pyproj.CRS:
    """Return a CRS in pyproj's terms, from whatever a reader found in a file.

    A CRS without authority code (LUREF as some programs write it) is looked up by content.
    """
    found = pyproj.CRS.from_user_input(crs)
    code = found.to_epsg(min_confidence=70)
    return pyproj.CRS.from_epsg(code) if code else found


def uri(srid: int) -> str:
    """Return the OGC's name of an EPSG CRS."""
    return f"http://www.opengis.net/def/crs/EPSG/0/{srid}"


@lru_cache(maxsize=64)
def north_first(srid: int) -> bool:
    """Tell whether the authority puts north before east: it does for 4326 and for 2169."""
    return bool(parse(str(srid)).axis_info[0].direction == "north")


def describe(crs: pyproj.CRS) -> str:
    """Return ``EPSG:2169 LUREF / Luxembourg TM``."""
    authority = crs.to_authority()
    return f"{':'.join(authority)} {crs.name}" if authority else str(crs.name)


def fitting(points: Floats, area: tuple[float, float, float, float], most: int = 3) -> list[str]:
    """Return the coordinate systems in which points would lie within an area.

    A hint for whoever has to name the CRS of a file that does not; never used to guess.

    Parameters
    ----------
    points : array, shape (n, 2)
        Coordinates as the file has them.
    area : tuple of float
        West, south, east, north (degrees).

    Returns
    -------
    list of str
        ``EPSG:3089 NAD83 / Kentucky Single Zone (ftUS)``, the most local systems first.
    """
    sample = points[:: max(1, len(points) // 50)]
    found = []
    for info in pyproj.database.query_crs_info(
        auth_name="EPSG",
        pj_types=[PJType.PROJECTED_CRS],
        area_of_interest=pyproj.aoi.AreaOfInterest(*area),
    ):
        use = info.area_of_use
        if use is None:
            continue
        try:
            crs = pyproj.CRS.from_epsg(info.code)
            if len(crs.axis_info) != 2:  # noqa: PLR2004  east and north, no height
                continue
            back = pyproj.Transformer.from_crs(crs, crs.geodetic_crs, always_xy=True)
            lon, lat = back.transform(sample[:, 0], sample[:, 1])
        except pyproj.exceptions.ProjError:
            continue
        if _inside(lon, lat, area) and _inside(lon, lat, use.bounds):
            size = (use.east - use.west) * (use.north - use.south)
            found.append((size, len(info.name), f"EPSG:{info.code} {info.name}"))
    projected = [name for _, _, name in sorted(found)]
    degrees = ["EPSG:4326 WGS 84"] if _inside(sample[:, 0], sample[:, 1], area) else []
    return (degrees + projected)[:most]


def _inside(lon: Any, lat: Any, area: tuple[float, float, float, float]) -> bool:
    west, south, east, north = area
    return bool(np.all((lon >= west) & (lon <= east) & (lat >= south) & (lat <= north)))
