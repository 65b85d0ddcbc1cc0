"""All layers of Netzkaart, in the order in which maps list them."""

from __future__ import annotations

from layers.charging import CHARGING_LOCATION, EVSE
from layers.context import (
    ADDRESS_POINT,
    BUILDING,
    COMMUNE_BOUNDARY,
    FLOOD_ZONE,
    LOCALITY,
    PARCEL,
    STREET,
)
from layers.light_network import LIGHT_CABINET, LIGHT_CABLE
from layers.lighting import LUMINAIRE, POLE
from layers.sewer import SEWER_MANHOLE, SEWER_PIPE
from layers.sewer_structures import (
    SEWER_CATCH_BASIN,
    SEWER_CONNECTION,
    SEWER_CONTROL_LINK,
    SEWER_OUTFALL,
    SEWER_STRUCTURE,
    TREATMENT_PLANT,
)
from layers.spec import Catalogue
from layers.water import WATER_NODE, WATER_PIPE, WATER_VALVE
from layers.water_customers import WATER_CONNECTION, WATER_HYDRANT, WATER_METER
from layers.water_supply import (
    METERED_AREA,
    PRESSURE_ZONE_AREA,
    WATER_PUMP,
    WATER_SOURCE,
    WATER_TANK,
)

CATALOGUE = Catalogue(
    version=1,
    layers=(
        WATER_PIPE,
        WATER_VALVE,
        WATER_NODE,
        WATER_HYDRANT,
        WATER_PUMP,
        WATER_TANK,
        WATER_SOURCE,
        WATER_CONNECTION,
        WATER_METER,
        PRESSURE_ZONE_AREA,
        METERED_AREA,
        SEWER_PIPE,
        SEWER_MANHOLE,
        SEWER_CATCH_BASIN,
        SEWER_STRUCTURE,
        SEWER_CONTROL_LINK,
        SEWER_OUTFALL,
        TREATMENT_PLANT,
        SEWER_CONNECTION,
        LUMINAIRE,
        POLE,
        LIGHT_CABINET,
        LIGHT_CABLE,
        CHARGING_LOCATION,
        EVSE,
        COMMUNE_BOUNDARY,
        LOCALITY,
        STREET,
        ADDRESS_POINT,
        BUILDING,
        PARCEL,
        FLOOD_ZONE,
    ),
)
