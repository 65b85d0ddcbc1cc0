"""Made-up data for measurements: a GeoPackage with points and nine attributes.

The positions and values are random, the same in every run; they describe nothing that exists.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import shapely

SEED = 7
WEST, SOUTH, EAST, NORTH = 75_000.0, 80_000.0, 90_000.0, 98_000.0
"""East of Luxembourg, EPSG:2169, metres."""


def points(path: Path, count: int, *, first: int = 0) -> Path:
    """Write poles with nine attributes into layer ``pole`` of a GeoPackage (EPSG:2169).

    Parameters
    ----------
    first : int
        Number of the first code, so that two files may hold different poles.
    """
    random = np.random.default_rng(SEED + first)
    east, north = random.uniform(WEST, EAST, count), random.uniform(SOUTH, NORTH, count)
    numbers = range(first, first + count)

    def one_of(*values: str | None) -> Any:
        return random.choice(np.array(values, dtype=object), count)

    columns = {
        "code": np.array([f"BENCH-{n:07d}" for n in numbers], dtype=object),
        "status": one_of("in_use", "planned", "removed"),
        "owner": one_of("Gemeng", "Creos", None),
        "installed_year": random.integers(1950, 2026, count).astype("int32"),
        "remark": np.array([f"Bemierkung {n % 5000}" for n in numbers], dtype=object),
        "accuracy_m": np.round(random.uniform(0.01, 2, count), 2),
        "height_m": np.round(random.uniform(3, 12, count), 2),
        "material": one_of("steel", "wood", "concrete"),
        "checked_on": np.datetime64("2015-01-01")
        + random.integers(0, 4000, count).astype("timedelta64[D]"),
    }
    pyogrio.raw.write(
        path,
        shapely.to_wkb(shapely.points(east, north)),
        list(columns.values()),
        list(columns),
        layer="pole",
        geometry_type="Point",
        crs="EPSG:2169",
        driver="GPKG",
    )
    return path
