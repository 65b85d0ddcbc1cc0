"""Drawn assets on their way into a commune's tables, by the importer's bulk writer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from api.demo.drawing import Drawn, identity
from gis import assets
from gis.errors import Invalid
from gis.exchange.staging import Stage, Staged
from gis.session import CommuneSession
from gis.validation.fields import check_properties
from layers.spec import Kind, Layer


def store(session: CommuneSession, everything: Iterable[Drawn]) -> None:
    """Write drawn assets, one layer after the other; the journal sees one revision.

    Raises
    ------
    Invalid
        The catalogue has changed and the draughtsmen have not: nothing is written.
    """
    by_layer: dict[str, list[Drawn]] = {}
    for each in everything:
        by_layer.setdefault(each.layer, []).append(each)
    # In the catalogue's order, so that as many rows as possible find what they refer to.
    for layer in session.catalogue.values():
        drawn = by_layer.get(layer.name)
        if drawn and any(field.kind is Kind.CODES for field in layer.all_fields):
            _create(session, layer, drawn)
        elif drawn:
            _store(session, layer, drawn)


def _store(session: CommuneSession, layer: Layer, drawn: list[Drawn]) -> None:
    commune = session.commune.name
    rows = [checked(layer, commune, {**each.values, "code": each.code}) for each in drawn]
    names = [field.name for field in layer.all_fields if any(field.name in row for row in rows)]
    staged = Staged(
        layer=layer,
        ids=_objects([identity(commune, layer.name, each.code) for each in drawn]),
        geometries=_objects([each.geometry for each in drawn]),
        fields={name: _objects([row.get(name) for row in rows]) for name in names},
        empty_clears=False,
        precision_m=0.0,
    )
    with Stage(session, staged) as stage:
        stage.write()


def _create(session: CommuneSession, layer: Layer, drawn: list[Drawn]) -> None:
    """Write the few assets with lists of codes one by one: the bulk writer takes no lists."""
    commune = session.commune.name
    for each in drawn:
        values = checked(layer, commune, {**each.values, "code": each.code})
        id_ = identity(commune, layer.name, each.code)
        assets.create(session, layer, each.geometry, values, asset=id_)


def checked(layer: Layer, commune: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """Check drawn values as the door does; references become the ids of what they name.

    Raises
    ------
    Invalid
    """
    given = dict(values)
    for field in layer.all_fields:
        if field.kind is Kind.REFERENCE and field.refers_to and given.get(field.name):
            given[field.name] = identity(commune, field.refers_to, given[field.name])
    clean, issues = check_properties(layer, given)
    if issues:
        raise Invalid([issue.below(f"{layer.name}.{given.get('code')}") for issue in issues])
    return clean


def _objects(values: list[Any]) -> np.ndarray[Any, np.dtype[np.object_]]:
    # np.array() would take a geometry with parts, or a list of codes, for a row of its own.
    found = np.empty(len(values), dtype=object)
    found[:] = values
    return found
