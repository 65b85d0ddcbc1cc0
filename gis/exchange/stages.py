"""The stages that need no database: one batch is placed and its values are checked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from gis.errors import Issue, Severity
from gis.exchange import checking, placing, tables
from gis.validation.fields import check_properties
from layers.spec import FieldRole, GeometryKind

if TYPE_CHECKING:
    from gis.communes import Commune
    from gis.exchange.batch import Batch
    from gis.exchange.coordinates import Numbers
    from gis.geometry import Territory
    from layers.spec import Layer

_LINK_MODELS = frozenset({"epanet", "swmm"})
_PLACED_METHOD = "estimated"


@dataclass(frozen=True, slots=True)
class Ground:
    """Where a file is to lie: the commune, its territory and its boundary's layer."""

    commune: Commune
    territory: Territory
    bounds: Layer


def place(batch: Batch, numbers: Numbers | None, ground: Ground) -> None:
    """Bring a batch's geometries into the commune, or refuse its rows."""
    refuse_unread(batch)
    if batch.source.table:
        tables.refuse_unlocated(batch)
    if numbers is None or not batch.sound.any():
        batch.geometries = np.full(len(batch), None, dtype=object)
        return
    commune = ground.commune
    placed = placing.place(
        batch.source.geometries[batch.rows],
        placing.Way(
            numbers.crs, commune.srid, commune.operation, numbers.affine, by_hand=numbers.placed
        ),
        batch.layer.geometry,
        None if batch.layer is ground.bounds else ground.territory,
        links_are_points=batch.source.model in _LINK_MODELS,
    )
    batch.geometries, batch.operation = placed.geometries, placed.operation
    batch.crs, batch.crs_known_by = numbers.crs.name, numbers.known_by
    batch.system = numbers.crs if numbers.affine is None else None
    batch.heights = placed.heights
    read = batch.sound.copy()
    for row, issue in placed.issues:
        if read[row]:
            batch.tell(row, issue)
            if batch.geometries[row] is None:
                batch.reasons.setdefault(row, [batch.issues[-1]])
    if batch.layer is ground.bounds:
        _refuse_elsewhere(batch, ground)
    batch.sound &= np.array([geometry is not None for geometry in batch.geometries], dtype=bool)
    batch.issues += [issue.below(batch.source_name) for issue in placed.notes]


def _refuse_elsewhere(batch: Batch, ground: Ground) -> None:
    """Refuse boundaries where the commune's own CRS is not meant to be used.

    What counts is the middle: the edge of a country's commune may pass that of its CRS.
    """
    area = replace(ground.territory, boundary=None)
    for row in batch.sound_rows():
        geometry = batch.geometries[row]
        if geometry is not None:
            for issue in area.check(geometry.centroid):
                batch.tell(row, issue.below("geometry"))


def refuse_unread(batch: Batch) -> None:
    """Take out the rows in which the reader already found an error; it has told them."""
    failed = [issue for issue in batch.source.issues if issue.severity is Severity.ERROR]
    if not failed:
        return
    rows = {batch.label(row): row for row in range(len(batch))}
    for issue in failed:
        # features.12.geometry.coordinates: what is before some dot is the row
        parts = issue.path.split(".")
        for end in range(len(parts), 0, -1):
            row = rows.get(".".join(parts[:end]))
            if row is not None:
                batch.sound[row] = False
                why = batch.reasons.setdefault(row, [])
                if issue not in why:
                    why.append(issue)
                break


def check(batch: Batch, numbers: Numbers | None, model: str | None) -> None:
    """Read and check a batch's values by the rules of its layer."""
    frame = pd.DataFrame(batch.source.frame[batch.source.columns].iloc[batch.rows])
    checked = checking.check(batch.layer, batch.mapping, frame, model)
    batch.fields = checked.fields
    for row, issue in checked.issues:
        batch.tell(row, issue)
    batch.issues += [issue.below(batch.source_name) for issue in checked.notes]
    if batch.heights is not None:
        _keep_heights(batch)
    if numbers is not None and numbers.placed:
        _label_as_placed(batch)


def _keep_heights(batch: Batch) -> None:
    """Let the third coordinate of points fill the layer's elevation where it is empty."""
    target = batch.layer.field_of(FieldRole.ELEVATION)
    if target is None or batch.layer.geometry is not GeometryKind.POINT or batch.heights is None:
        note = Issue("height_dropped", "geometry", Severity.NOTE)
        batch.issues.append(note.below(batch.source_name))
        return
    cells = batch.fields.get(target.name)
    if cells is None:
        cells = np.full(len(batch), None, dtype=object)
    empty = np.array([cell is None for cell in cells], dtype=bool)
    taken = np.flatnonzero(empty & batch.sound & np.isfinite(batch.heights))
    for row in taken.tolist():
        height = round(float(batch.heights[row]), 4)
        _, issues = check_properties(batch.layer, {target.name: height}, partial=True)
        if not issues:
            cells[row] = height
    if len(taken):
        batch.fields[target.name] = cells
        details = {"field": target.name, "count": len(taken)}
        note = Issue("height_taken", "geometry", Severity.NOTE, details)
        batch.issues.append(note.below(batch.source_name))


def _label_as_placed(batch: Batch) -> None:
    """Say of every asset of a drawing placed by hand that its position is only estimated."""
    target = batch.layer.field_of(FieldRole.SURVEY_METHOD)
    if target is None or target.codes is None or _PLACED_METHOD not in target.codes.values:  # noqa: PD011  a code list
        return
    filled = np.empty(len(batch), dtype=object)
    filled[:] = _PLACED_METHOD
    batch.fields[target.name] = filled
