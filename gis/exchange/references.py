"""References between assets: a file holds codes, a table holds ids."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

import numpy as np

from gis.errors import Issue
from gis.exchange.staging import ids_by_code, known_ids
from layers.spec import Field, FieldRole, Kind, Layer

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gis.exchange.batch import Batch
    from gis.session import CommuneSession


def resolve(session: CommuneSession, by_layer: Mapping[str, Sequence[Batch]]) -> None:
    """Turn what rows say of the assets they refer to into ids, or refuse the rows.

    What is referred to may be in the same file or already in the commune, named by its code
    or its id.
    """
    for batches in by_layer.values():
        for batch in batches:
            for each in batch.layer.all_fields:
                if each.kind is Kind.REFERENCE and each.name in batch.fields:
                    target = session.catalogue[str(each.refers_to)]
                    _resolve(session, batch, each, target, by_layer.get(target.name, ()))


def refuse_dangling(session: CommuneSession, by_layer: Mapping[str, Sequence[Batch]]) -> None:
    """Refuse rows that refer to rows of the same file which were refused themselves."""
    again = True
    while again:
        again = False
        for batches in by_layer.values():
            for batch in batches:
                for each in batch.layer.all_fields:
                    if each.kind is Kind.REFERENCE and each.name in batch.fields:
                        target = session.catalogue[str(each.refers_to)]
                        beside = by_layer.get(target.name, ())
                        again |= _refuse_dangling(session, batch, each, target, beside)


def _refuse_dangling(
    session: CommuneSession, batch: Batch, field: Field, target: Layer, beside: Sequence[Batch]
) -> bool:
    refused = {
        id_
        for other in beside
        for id_, sound in zip(other.ids, other.sound, strict=True)
        if id_ is not None and not sound
    }
    refused -= {other.ids[row] for other in beside for row in other.sound_rows()}
    column = batch.fields[field.name]
    rows = [row for row in batch.sound_rows() if column[row] in refused]
    if not rows:
        return False
    there = known_ids(session, target, list({column[row] for row in rows}))
    rows = [row for row in rows if column[row] not in there]
    for row in rows:
        details = {"value": str(column[row]), "layer": target.name}
        batch.refuse(row, Issue("not_a_reference", field.name, details=details))
    return bool(rows)


def _resolve(
    session: CommuneSession, batch: Batch, field: Field, target: Layer, beside: Sequence[Batch]
) -> None:
    written = batch.fields[field.name]
    wanted = list(dict.fromkeys(str(v) for v in written[batch.sound] if v is not None))
    found: dict[str, UUID] = dict(ids_by_code(session, target, wanted))
    ids = {text: id_ for text in wanted if (id_ := _uuid(text)) is not None}
    there = known_ids(session, target, list(ids.values())) if ids else set()
    found.update({text: id_ for text, id_ in ids.items() if id_ in there})
    found.update(_of_file(beside, target, set(ids.values())))
    resolved: Any = np.full(len(written), None, dtype=object)
    for row in batch.sound_rows():
        value = written[row]
        if value is None:
            continue
        id_ = found.get(str(value))
        if id_ is None:
            details = {"value": str(value)[:60], "layer": target.name}
            batch.refuse(row, Issue("not_a_reference", field.name, details=details))
            continue
        resolved[row] = id_
    batch.fields[field.name] = resolved


def _of_file(beside: Sequence[Batch], target: Layer, ids: set[UUID]) -> dict[str, UUID]:
    """Return the assets of the same file by code, and by id where one is asked for."""
    role = target.field_of(FieldRole.CODE)
    found: dict[str, UUID] = {}
    for batch in beside:
        codes = batch.fields.get(role.name) if role else None
        for row in batch.sound_rows():
            id_ = batch.ids[row]
            if codes is not None and codes[row] is not None:
                found[codes[row]] = id_
            if id_ in ids:
                found[str(id_)] = id_
    return found


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
