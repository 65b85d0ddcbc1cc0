"""What was laid in which year: materials by the habits of their time."""

from __future__ import annotations

from random import Random

_WATER = (
    (1950, ("cast_iron",)),
    (1963, ("cast_iron", "asbestos_cement", "steel")),
    (1974, ("asbestos_cement", "asbestos_cement", "ductile_iron")),
    (1983, ("ductile_iron", "pvc")),
    (1996, ("pvc", "pvc", "ductile_iron", "pe80")),
    (9999, ("pe100",)),
)
_SEWER = (
    (1956, ("stoneware", "concrete")),
    (1982, ("concrete",)),
    (1995, ("stoneware", "concrete", "pvc")),
    (2005, ("pvc", "stoneware")),
    (9999, ("pp", "pvc", "pp")),
)
_ROUGHNESS_MM = {"cast_iron": 1.5, "asbestos_cement": 0.4, "steel": 0.8, "ductile_iron": 0.4}
_SDR = {"pe100": 11.0, "pe80": 11.0}


def water_material(year: int, chance: Random) -> str:
    """Return of what a water main of a year was made."""
    return chance.choice(next(kinds for until, kinds in _WATER if year < until))


def sewer_material(year: int, diameter_mm: int, chance: Random) -> str:
    """Return of what a sewer of a year was made; large ones are of concrete at all times."""
    if diameter_mm >= 500:  # noqa: PLR2004  beyond it plastic was dear
        return "reinforced_concrete" if year >= 1980 else "concrete"  # noqa: PLR2004
    return chance.choice(next(kinds for until, kinds in _SEWER if year < until))


def roughness_mm(material: str) -> float:
    """Return the roughness of a water main after Colebrook and White."""
    return _ROUGHNESS_MM.get(material, 0.1)


def sdr(material: str) -> float | None:
    """Return outer diameter by wall, where a material is sold by it."""
    return _SDR.get(material)


def condition(year: int, chance: Random) -> str:
    """Return the condition class that age and luck have made, z0 the worst."""
    worn = (2026 - year) / 22 + chance.gauss(0, 0.6)
    return f"z{max(0, min(4, round(4 - worn)))}"
