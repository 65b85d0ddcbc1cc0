"""Proposing a mapping: which rows of a file are assets of which layer, and what fills what.

Everything comes from the declarations: the names that foreign models and people use are part
of `Layer`, `Field` and `Code`. Better evidence comes first: the recognised model's own name,
our own name, names in common use, labels in four languages, a word that is nearly the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import shapely

from gis.errors import Issue, Severity
from gis.exchange import names
from gis.exchange.columns import map_columns
from gis.exchange.mapping import LayerMapping, Mapping, Position, Where, parse_selector
from gis.exchange.tables import find_position
from gis.exchange.turned_away import turned_away
from layers.spec import Catalogue, GeometryKind, Layer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from gis.exchange.source import Source, SourceLayer

OWN_MODEL = "netzkaart"
ANY_MODEL = "*"

_DIMENSION = {GeometryKind.POINT: 0, GeometryKind.LINE: 1, GeometryKind.AREA: 2}
_ENOUGH_COLUMNS = 2
_OWN_COLUMNS = 3


@dataclass(frozen=True, slots=True)
class _Claim:
    """A layer that may hold rows of a source layer."""

    layer: Layer
    where: tuple[Where, ...] = ()


def propose(
    source: Source, catalogue: Catalogue, *, layer: str | None = None, only: str | None = None
) -> tuple[Mapping, list[Issue]]:
    """Propose the mapping of a whole file.

    Parameters
    ----------
    layer : str, optional
        The layer that the file's user named: for the only source layer, or the one named by
        `only`. Of a file with several, what goes to another layer stays in it.
    only : str, optional
        The source layer that it is meant for, where the file has several.

    Returns
    -------
    mapping, issues
        The issues tell what has no layer here, in whole source layers, and which columns are
        called like a field that cannot hold what they say.
    """
    model = detect_model(source, catalogue)
    found: list[LayerMapping] = []
    issues: list[Issue] = []
    for each in source.layers:
        if only is not None and each.name != only:
            continue
        own_model = each.model or model
        if layer is not None and (only is not None or len(source.layers) == 1):
            claims = [_Claim(catalogue[layer], _own_selection(each, catalogue[layer], own_model))]
        else:
            claims = list(_claims(each, catalogue, own_model))
        if not claims:
            claims, ambiguous = _by_name(each, catalogue)
            issues += ambiguous
        for claim in claims:
            mapping = _layer_mapping(each, claim, own_model)
            found.append(mapping)
            if layer is None or mapping.target == layer:
                issues += turned_away(each, mapping, claim.layer, own_model)
    if layer is not None:
        found = [each for each in found if each.target == layer]
    return Mapping(model, tuple(found)), issues


def _own_selection(source: SourceLayer, layer: Layer, model: str | None) -> tuple[Where, ...]:
    """Return the choice of rows of this source that the model makes for a layer, if any."""
    claims = _claims_of(source, layer, model) if model else iter(())
    return next((claim.where for claim in claims if claim.where), ())


def detect_model(source: Source, catalogue: Catalogue) -> str | None:
    """Return the foreign model whose names of layers and columns the file uses, if any."""
    declared = [layer.model for layer in source.layers if layer.model]
    if declared:
        return declared[0]
    if any(_is_own(layer, catalogue) for layer in source.layers):
        return OWN_MODEL
    models = dict.fromkeys(m for layer in catalogue.values() for m in layer.external)
    scores = {model: _score(source, catalogue, model) for model in models if model != ANY_MODEL}
    best = max(scores, key=lambda model: scores[model], default=None)
    return best if best is not None and scores[best] > 0 else None


def _is_own(source: SourceLayer, catalogue: Catalogue) -> bool:
    layer = catalogue.get(source.name)
    if layer is None:
        return False
    known = sum(column in layer.by_name for column in source.columns)
    return known >= min(_OWN_COLUMNS, len(source.columns)) and known * 2 >= len(source.columns)


def _score(source: Source, catalogue: Catalogue, model: str) -> int:
    """Count the columns that bear the model's names; 0 where too little speaks for it."""
    score = 0
    for each in source.layers:
        for layer in catalogue.values():
            for claim in _claims_of(each, layer, model):
                known = {
                    names.plain(name)
                    for f in layer.all_fields
                    for name in f.external.get(model, ())
                }
                columns = sum(names.plain(column) in known for column in each.columns)
                if columns >= _ENOUGH_COLUMNS or claim.where:
                    score += columns + 1
    return score


def _claims(source: SourceLayer, catalogue: Catalogue, model: str | None) -> Iterator[_Claim]:
    """Yield the layers to which the model's declarations send rows of this source layer."""
    if model == OWN_MODEL:
        if source.name in catalogue:
            yield _Claim(catalogue[source.name])
        return
    if model is None:
        return
    for layer in catalogue.values():
        yield from _claims_of(source, layer, model)


def _claims_of(source: SourceLayer, layer: Layer, model: str) -> Iterator[_Claim]:
    columns = source.columns
    for name in layer.external.get(model, ()):
        base, where = parse_selector(name, columns)
        if base is not None and names.plain(base) != names.plain(source.name):
            continue
        if where and not _rows(source, where).any():
            continue
        if base is None and not where:
            continue
        yield _Claim(layer, where)


def _rows(
    source: SourceLayer, where: tuple[Where, ...]
) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    chosen = np.ones(len(source), dtype=bool)
    for each in where:
        chosen &= each.rows(source)
    return chosen


def _by_name(source: SourceLayer, catalogue: Catalogue) -> tuple[list[_Claim], list[Issue]]:
    """Find a layer for a source of no known model by what it is called and holds."""
    fitting = [layer for layer in catalogue.values() if _holds(source, layer)]
    called = names.forms(source.name)
    for matches in (_exactly, _as_words, _nearly):
        found = matches(called, fitting)
        if len(found) == 1:
            return [_Claim(found[0])], []
        if found:
            listed = ", ".join(layer.name for layer in found)
            details = {"source": source.name, "layers": listed}
            return [], [Issue("layer_ambiguous", source.name, Severity.WARNING, details)]
    return [], []


def _holds(source: SourceLayer, layer: Layer) -> bool:
    """Tell whether the source has geometries that the layer could take."""
    if source.table:
        return True
    dimensions = set(shapely.get_dimensions(source.geometries).tolist()) - {-1}
    return not dimensions or _DIMENSION[layer.geometry] in dimensions


@lru_cache(maxsize=512)
def _called(layer: Layer) -> set[str]:
    written: Iterable[str] = (layer.name, *layer.external.get(ANY_MODEL, ()), *layer.label)
    return {form for name in written for form in names.forms(name)}


def _exactly(called: AbstractSet[str], layers: Sequence[Layer]) -> list[Layer]:
    return [layer for layer in layers if called & _called(layer)]


def _as_words(called: AbstractSet[str], layers: Sequence[Layer]) -> list[Layer]:
    """Return the layers whose name stands within, those with the longest only."""
    longest: dict[str, int] = {}
    for layer in layers:
        lengths = [
            len(part) for part in _called(layer) if any(names.contains(n, part) for n in called)
        ]
        if lengths:
            longest[layer.name] = max(lengths)
    best = max(longest.values(), default=0)
    return [layer for layer in layers if longest.get(layer.name, -1) == best]


def _nearly(called: AbstractSet[str], layers: Sequence[Layer]) -> list[Layer]:
    return [layer for layer in layers if any(names.alike(name, _called(layer)) for name in called)]


def _layer_mapping(source: SourceLayer, claim: _Claim, model: str | None) -> LayerMapping:
    rows = _rows(source, claim.where)
    chosen = pd.DataFrame(source.frame.loc[rows, source.columns])
    columns = map_columns(claim.layer, chosen, model)
    position = (find_position(source) or Position()) if source.table else None
    taken = set(position.columns) if position else set()
    columns = tuple(column for column in columns if column.column not in taken)
    used = {column.column for column in columns} | {w.column for w in claim.where} | taken
    return LayerMapping(
        source=source.name,
        target=claim.layer.name,
        where=claim.where,
        columns=columns,
        empty_clears=model == OWN_MODEL,
        position=position,
        unused=tuple(name for name in source.columns if name not in used),
    )
