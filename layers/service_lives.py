"""How many years assets are expected to serve, by layer and material.

These are planning assumptions: round numbers of the order in which engineers plan, quoted from
no standard and measured in no commune. Soil, water, traffic and workmanship matter more than
the material. A commune that knows better sets its own, see docs/operators.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

_WATER = {
    "pe100": 80, "pe80": 70, "pe": 60, "pex": 60, "pvc": 60, "plastic": 60, "grp": 60,
    "cast_iron": 80, "ductile_iron": 90, "steel": 60, "galvanised_steel": 40,
    "stainless_steel": 80, "copper": 60, "lead": 50, "asbestos_cement": 55, "cement": 60,
    "prestressed_concrete": 70,
}  # fmt: skip
_SEWER = {
    "asbestos_cement": 60, "fibre_cement": 60, "concrete": 70, "insitu_concrete": 70,
    "jacked_concrete": 80, "reinforced_concrete": 80, "prestressed_concrete": 80,
    "polymer_concrete": 80, "cement": 60, "stoneware": 100, "brick": 100, "pvc": 60, "pe": 70,
    "pehd": 70, "pp": 70, "grp": 70, "resin": 50, "plastic": 60, "ductile_iron": 90,
    "cast_iron": 80, "steel": 50, "stainless_steel": 80,
}  # fmt: skip
_POLE = {
    "steel": 40, "galvanised_steel": 50, "aluminium": 50, "cast_iron": 80, "concrete": 50,
    "wood": 30,
}  # fmt: skip
_CABLE = {"copper": 50, "aluminium": 45}


@dataclass(frozen=True, slots=True)
class ServiceLife:
    """Years that assets of a layer serve.

    Attributes
    ----------
    otherwise : int or None
        Of those whose material has no number of its own, or is not known; None where nobody
        dares to say.
    by_material : mapping
        Of those of a material, by its code.
    """

    otherwise: int | None = None
    by_material: Mapping[str, int] = field(default_factory=dict)

    def of(self, material: str | None) -> int | None:
        """Return the years that an asset of a material serves."""
        return self.by_material.get(material or "", self.otherwise)


SERVICE_LIVES: Mapping[str, ServiceLife] = {
    "water_pipe": ServiceLife(70, _WATER),
    "water_connection": ServiceLife(50, _WATER),
    "water_valve": ServiceLife(40),
    "water_hydrant": ServiceLife(40),
    "water_meter": ServiceLife(12),
    "water_pump": ServiceLife(20),
    "water_tank": ServiceLife(70),
    "sewer_pipe": ServiceLife(75, _SEWER),
    "sewer_connection": ServiceLife(70, _SEWER),
    "sewer_manhole": ServiceLife(80, _SEWER),
    "sewer_catch_basin": ServiceLife(50),
    "sewer_structure": ServiceLife(70),
    "luminaire": ServiceLife(20),
    "pole": ServiceLife(45, _POLE),
    "light_cabinet": ServiceLife(35),
    "light_cable": ServiceLife(45, _CABLE),
    "charging_location": ServiceLife(12),
    "evse": ServiceLife(12),
}
"""Of layers by their name; a layer that is not here is not renewed by its age."""
