"""How long things last in a commune: our assumptions, and what its operator set instead.

The file (TOML) names a commune, a layer, and codes of its material:

    [heffingen.water_pipe]
    pe100 = 90
    otherwise = 60
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Annotated

from pydantic import Field, TypeAdapter

from layers.catalogue import CATALOGUE
from layers.service_lives import SERVICE_LIVES, ServiceLife
from layers.spec import FieldRole

_OTHERWISE = "otherwise"
_Years = Annotated[int, Field(ge=1, le=500)]
_FILE = TypeAdapter(dict[str, dict[str, dict[str, _Years]]])


@lru_cache(maxsize=8)
def read(path: Path | None) -> Mapping[str, Mapping[str, Mapping[str, int]]]:
    """Return what a file says of each commune and layer, nothing without one.

    Raises
    ------
    ValueError
        The file is not there, or names something that there is not: better not to start.
    """
    if path is None:
        return {}
    try:
        found = _FILE.validate_python(tomllib.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        msg = f"{path}: {error.strerror}"
        raise ValueError(msg) from error
    for layers in found.values():
        for name, years in layers.items():
            unknown = set(years) - _known(name)
            if unknown:
                msg = f"{path}: {name}: unknown: {', '.join(sorted(unknown))}"
                raise ValueError(msg)
    return found


def _known(layer: str) -> set[str]:
    field = CATALOGUE[layer].field_of(FieldRole.MATERIAL) if layer in CATALOGUE else None
    codes = field.codes.values if field is not None and field.codes is not None else ()
    return {*codes, _OTHERWISE} if layer in CATALOGUE else set()


def of_commune(path: Path | None, commune: str) -> Mapping[str, ServiceLife]:
    """Return the years that assets of each layer serve in a commune."""
    found = dict(SERVICE_LIVES)
    for name, years in read(path).get(commune, {}).items():
        declared = found.get(name, ServiceLife())
        materials = {code: life for code, life in years.items() if code != _OTHERWISE}
        found[name] = ServiceLife(
            years.get(_OTHERWISE, declared.otherwise), {**declared.by_material, **materials}
        )
    return found


def changed(path: Path | None, commune: str) -> bool:
    """Tell whether a commune has set some of its own."""
    return bool(read(path).get(commune))
