"""The relief under a map: a commune's terrain, shaded by a light from the north-west.

One picture for a commune and a surface, in Web Mercator and in the surface's own colour: what is
flat looks as if nothing were there, slopes are a little darker or brighter. So it needs no
transparency, compresses well and is drawn at no cost.
"""

from __future__ import annotations

import hashlib
import math
import warnings
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import rasterio
from rasterio.errors import NotGeoreferencedWarning, RasterioError
from rasterio.io import MemoryFile
from rasterio.warp import Resampling, reproject, transform_bounds

from gis import crs, features, terrain
from gis.errors import Unreadable
from gis.maps.symbols import DARK, LIGHT, channels

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gis.session import CommuneSession
    from gis.terrain import Terrain

SURFACES = {"light": LIGHT, "dark": DARK}
LONGEST_PX = 1200
"""Of the picture's longer edge."""

_FORMAT = 1
_MERCATOR = "EPSG:3857"
_AROUND = 0.15  # of the commune's extent, on each side
_FADE_PX = 24  # the picture's edge fades into the surface
_SUN_AZIMUTH, _SUN_HEIGHT = math.radians(315), math.radians(45)
# Surface -> how much the darkest slopes lose and the brightest gain: gentle.
_STRENGTH = {"light": (0.13, 0.03), "dark": (0.28, 0.32)}
_CLEAR = 0.98  # of all cells get less than that
_FLATTEST = 0.02  # a plain's ditches are not made into mountains
_QUALITY = 60

Box = tuple[float, float, float, float]
"""West, south, east, north."""


@dataclass(frozen=True, slots=True)
class Relief:
    """A terrain as a picture of what lies in `box` (degrees)."""

    ground: Terrain
    box: Box
    version: str

    def picture(self, surface: str) -> bytes:
        """Return the WebP picture for the ``light`` or the ``dark`` surface.

        Raises
        ------
        Unreadable
            The file is gone or damaged.
        """
        return _picture(self, surface)


def of_commune(session: CommuneSession) -> Relief | None:
    """Return the relief of a commune, or None where no terrain is loaded or its file is gone."""
    ground = terrain.of_commune(session)
    if ground is None:
        return None
    try:
        written = ground.path.stat().st_mtime_ns
        with rasterio.open(ground.path) as dataset:
            box: Box = transform_bounds(dataset.crs, f"EPSG:{crs.WGS84}", *dataset.bounds)
    except (OSError, RasterioError):
        return None
    commune = features.extent(session, session.catalogue.bounding())
    if commune is not None:
        box = _within(_widened(commune), box)
        if box[0] >= box[2] or box[1] >= box[3]:
            return None
    told = f"{_FORMAT} {ground.path} {written} {ground.metres_per_unit} {box}"
    return Relief(ground, box, hashlib.sha256(told.encode()).hexdigest()[:12])


def _widened(box: Box) -> Box:
    west, south, east, north = box
    x, y = (east - west) * _AROUND, (north - south) * _AROUND
    return west - x, south - y, east + x, north + y


def _within(one: Box, other: Box) -> Box:
    return (
        max(one[0], other[0]),
        max(one[1], other[1]),
        min(one[2], other[2]),
        min(one[3], other[3]),
    )


@lru_cache(maxsize=16)
def _picture(relief: Relief, surface: str) -> bytes:
    west, south, east, north = transform_bounds(f"EPSG:{crs.WGS84}", _MERCATOR, *relief.box)
    # Web Mercator draws a metre larger the further it is from the equator.
    larger = 1 / math.cos(math.radians((relief.box[1] + relief.box[3]) / 2))
    step = max(relief.ground.resolution_m * larger, max(east - west, north - south) / LONGEST_PX)
    width, height = max(2, round((east - west) / step)), max(2, round((north - south) / step))
    cells = rasterio.Affine((east - west) / width, 0, west, 0, (south - north) / height, north)
    levels = np.full((height, width), np.nan, dtype=np.float32)
    try:
        with rasterio.open(relief.ground.path) as dataset:
            reproject(
                rasterio.band(dataset, 1),
                levels,
                dst_transform=cells,
                dst_crs=_MERCATOR,
                dst_nodata=np.nan,
                resampling=Resampling.cubic_spline,
            )
            levels *= dataset.scales[0] * relief.ground.metres_per_unit
    except RasterioError as error:
        raise Unreadable(relief.ground.path.name, str(error)[:200]) from error
    return _webp(coloured(shade(levels, step / larger), surface))


def shade(levels: NDArray[np.float32], cell_m: float) -> NDArray[np.float32]:
    """Return how much brighter (above 0) or darker than flat ground each cell is, -1 to 1.

    The cosine of the angle between slope and light (Lambert), less that of the flat.

    Parameters
    ----------
    levels : array of float, rows from north to south, metres; NaN where unknown
    cell_m : float
        Edge of a cell on the ground, metres.
    """
    down, right = np.gradient(levels, cell_m)
    towards_sun = right * math.sin(_SUN_AZIMUTH) - down * math.cos(_SUN_AZIMUTH)
    flat = math.sin(_SUN_HEIGHT)
    light = (flat - towards_sun * math.cos(_SUN_HEIGHT)) / np.sqrt(1 + right**2 + down**2)
    found: NDArray[np.float32] = np.nan_to_num(light - flat, nan=0.0).astype(np.float32)
    return found


def coloured(light: NDArray[np.float32], surface: str) -> NDArray[np.uint8]:
    """Return red, green and blue of a surface under this light; the edge is the plain surface."""
    darker, brighter = _STRENGTH[surface]
    height, width = light.shape
    rows, columns = (
        np.minimum(np.arange(n), np.arange(n)[::-1]).clip(0, _FADE_PX) / _FADE_PX
        for n in (height, width)
    )
    steepest = max(_FLATTEST, float(np.quantile(np.abs(light), _CLEAR)))
    share = (light / steepest).clip(-1, 1) * np.outer(rows, columns)
    change = np.where(share < 0, darker, brighter) * share
    plain = np.array(channels(SURFACES[surface]), dtype=np.float32)[:, None, None]
    found: NDArray[np.uint8] = (plain * (1 + change)).clip(0, 255).round().astype(np.uint8)
    return found


def _webp(bands: NDArray[np.uint8]) -> bytes:
    _, height, width = bands.shape
    profile = {"driver": "WEBP", "width": width, "height": height, "count": 3, "dtype": "uint8"}
    with MemoryFile() as memory, warnings.catch_warnings():
        # A picture on a page lies nowhere; the page says where.
        warnings.simplefilter("ignore", NotGeoreferencedWarning)
        with memory.open(**profile, QUALITY=_QUALITY) as picture:
            picture.write(bands)
        return bytes(memory.read())
