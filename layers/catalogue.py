"""All layers of Netzkaart, in the order in which maps list them."""

from __future__ import annotations

from layers.charging import CHARGING_LOCATION, EVSE
from layers.context import COMMUNE_BOUNDARY
from layers.lighting import LUMINAIRE, POLE
from layers.sewer import SEWER_MANHOLE, SEWER_PIPE
from layers.spec import Catalogue
from layers.water import WATER_NODE, WATER_PIPE, WATER_VALVE

CATALOGUE = Catalogue(
    version=1,
    layers=(
        WATER_PIPE,
        WATER_VALVE,
        WATER_NODE,
        SEWER_PIPE,
        SEWER_MANHOLE,
        LUMINAIRE,
        POLE,
        CHARGING_LOCATION,
        EVSE,
        COMMUNE_BOUNDARY,
    ),
)
