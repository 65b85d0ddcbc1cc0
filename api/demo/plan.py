"""The whole commune as it is drawn, before anything is stored."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import count
from typing import Any

import shapely
from shapely.affinity import translate

from api.demo import buildings, charging, lighting, sewer, sewer_works, streets, surroundings, water
from api.demo.buildings import House
from api.demo.drawing import Drawing, Numbers, areas
from api.demo.relief import Ground, boundary
from api.demo.streets import Town
from gis import crs
from layers.spec import Catalogue, FieldRole, Kind

BOUNDARY_ERROR_M = 200.0
BOUNDARY_NOTE = "© OpenStreetMap contributors (ODbL 1.0), simplified: no cadastral boundary"
OWNER = "Gemeng Hiefenech (Demo)"
_OWNED = ("water", "sewer", "lighting")
# A twin's plot of land: a little more than the commune's own extent, metres.
_TWIN_EAST_M, _TWIN_NORTH_M = 4_400.0, 5_400.0
# Columns and rows of twins that stay within Luxembourg, seen from Heffingen.
_TWIN_COLUMNS, _TWIN_ROWS = (-7, 4), (-5, 7)


@dataclass(frozen=True, slots=True)
class Plan:
    """A drawn commune.

    Attributes
    ----------
    numbers : Numbers
        From where later works number on.
    """

    drawing: Drawing
    numbers: Numbers
    town: Town
    houses: list[House]


def plan(catalogue: Catalogue, operation: crs.Operation, *, scale: float = 1.0) -> Plan:
    """Draw the commune; the same every time.

    Parameters
    ----------
    scale : float
        Below 1 fewer plots are built on; above, whole twins are added beside the first.
    """
    twins = max(1, math.ceil(scale))
    drawing, numbers, town, ground = Drawing(), Numbers(), Town(), Ground()
    drawing.add(
        catalogue.bounding().name, "CB-HEFFINGEN", areas(boundary(operation)), name="Heffingen",
        accuracy_m=BOUNDARY_ERROR_M, survey_method="digitised", remark=BOUNDARY_NOTE, status=None,
    )  # fmt: skip
    streets.draw(drawing, numbers, town)
    houses = buildings.settle(town, scale / twins)
    buildings.draw(drawing, houses)
    water.draw(drawing, numbers, town, houses, ground)
    systems = sewer.draw(drawing, numbers, town, houses, ground)
    sewer_works.draw(drawing, numbers, town, systems, len(houses), ground)
    lighting.draw(drawing, numbers, town)
    charging.draw(drawing, numbers, houses)
    surroundings.draw(drawing)
    _own(drawing, catalogue)
    if twins > 1:
        drawing = _repeated(drawing, catalogue, twins)
    return Plan(drawing, numbers, town, houses)


def _own(drawing: Drawing, catalogue: Catalogue) -> None:
    for drawn in drawing:
        if catalogue[drawn.layer].theme.name in _OWNED:
            drawn.values.setdefault("owner", OWNER)


def _repeated(drawing: Drawing, catalogue: Catalogue, twins: int) -> Drawing:
    """Add translated copies, each a network of its own with codes of its own."""
    bounds = catalogue.bounding().name
    codes = {drawn.code for drawn in drawing}
    found = Drawing()
    outlines = []
    for number, (east, north) in zip(range(twins), _plots(twins), strict=True):
        for drawn in drawing:
            geometry = translate(drawn.geometry, east, north)
            if drawn.layer == bounds:
                outlines.append(geometry)
                continue
            mark = f"{number}." if number else ""
            values = {
                name: _marked(catalogue, drawn.layer, name, value, codes, mark)
                for name, value in drawn.values.items()
            }
            found.add(drawn.layer, mark + drawn.code, geometry, wave=drawn.wave, **values)
    first = drawing.of(bounds)[0]
    found.add(bounds, first.code, areas(shapely.union_all(outlines)), **first.values)
    return found


def _marked(  # noqa: PLR0913  a value and where it stands
    catalogue: Catalogue, layer: str, name: str, value: Any, codes: set[str], mark: str
) -> Any:
    """Let a value that names an asset name its twin."""
    field = catalogue[layer].by_name[name]
    names_asset = field.kind is Kind.REFERENCE or (isinstance(value, str) and value in codes)
    if value is not None and (names_asset or field.role is FieldRole.CIRCUIT):
        return f"{mark}{value}"
    return value


def _plots(twins: int) -> list[tuple[float, float]]:
    """Return where twins go, metres east and north of the first, the nearest first."""
    cells = [
        (i * _TWIN_EAST_M, j * _TWIN_NORTH_M)
        for i in range(_TWIN_COLUMNS[0], _TWIN_COLUMNS[1] + 1)
        for j in range(_TWIN_ROWS[0], _TWIN_ROWS[1] + 1)
    ]
    if twins > len(cells):
        raise ValueError(f"{len(cells)} is the largest scale for which the country has room")
    order = count()
    return [
        cell for _, _, cell in sorted((math.hypot(*cell), next(order), cell) for cell in cells)
    ][:twins]
