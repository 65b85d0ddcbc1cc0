"""From which zoom on a layer is drawn: early where few lie far apart, late in a crowd.

A symbol's `min_zoom` is made for a village full of assets. A hundred poles spread over a
city, or the pipes of a whole county, can be seen long before that.
"""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from threading import Lock

from sqlalchemy import func, literal, select, union_all

from gis.database import journal
from gis.session import CommuneSession
from layers.spec import GeometryKind, Layer, Role

FEW = 5000
"""A layer with more assets than this waits for its symbol's own zoom, wherever they lie."""

# How far apart assets lie on average before they are drawn, pixels: marks must not touch,
# lines may meet.
_APART_PX = {GeometryKind.POINT: 28.0, GeometryKind.LINE: 5.0, GeometryKind.AREA: 12.0}
_EQUATOR_M = 2 * math.pi * 6378137.0
_TILE_PX = 256
_KEPT = 256

_cache: OrderedDict[tuple[object, ...], Mapping[str, int]] = OrderedDict()
_lock = Lock()


def first_zoom(layer: Layer, count: int, width_m: float, height_m: float, latitude: float) -> int:
    """Return from which zoom on `count` assets of a layer are drawn.

    Parameters
    ----------
    width_m, height_m : float
        Of the box they lie in, metres on the ground.
    latitude : float
        Of the box, degrees: Web Mercator draws a metre larger the further it is from the equator.
    """
    own = layer.symbol.min_zoom
    if layer.role is Role.ORIENTS or count > FEW or own == 0:
        return own
    if count <= 1:
        return 0
    # What lies in a row has no area, but it has a length.
    area = max(width_m * height_m, (width_m + height_m) ** 2 / 16)
    apart_m = math.sqrt(area / count)
    if apart_m == 0:
        return own
    pixels_at_zero = _TILE_PX / (_EQUATOR_M * math.cos(math.radians(latitude)))
    zoom = math.log2(_APART_PX[layer.geometry] / (apart_m * pixels_at_zero))
    return min(own, max(0, math.ceil(zoom)))


def first_zooms(session: CommuneSession, layers: Sequence[Layer]) -> Mapping[str, int]:
    """Return the first zoom of each layer, as things stand in this session's snapshot."""
    commune = session.commune
    names = tuple(layer.name for layer in layers)
    head = journal.head(session)
    key = (commune.name, str(head), session.catalogue.version, names)
    with _lock:
        if key in _cache:
            _cache.move_to_end(key)
            return _cache[key]
    found = _measure(session, layers)
    with _lock:
        _cache[key] = found
        while len(_cache) > _KEPT:
            _cache.popitem(last=False)
    return found


def _measure(session: CommuneSession, layers: Sequence[Layer]) -> Mapping[str, int]:
    parts = []
    for layer in layers:
        few = select(session.table(layer).c.geom).limit(FEW + 1).subquery()
        box = func.ST_Extent(few.c.geom)
        corners = (func.ST_XMin(box), func.ST_YMin(box), func.ST_XMax(box), func.ST_YMax(box))
        parts.append(select(literal(layer.name), func.count(), *corners).select_from(few))
    found = {}
    by_name = {layer.name: layer for layer in layers}
    for name, count, west, south, east, north in session.connection.execute(union_all(*parts)):
        if west is None:
            found[name] = by_name[name].symbol.min_zoom
            continue
        _, latitude = session.commune.operation.to_wgs84((west + east) / 2, (south + north) / 2)
        found[name] = first_zoom(by_name[name], count, east - west, north - south, float(latitude))
    return found
