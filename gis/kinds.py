"""What people call a thing: ``hydrant duerfstrooss``, ``vanne fermée rue de la gare``.

The words of a question that name a kind of asset, in any of our languages, choose its layer;
those that name a value of it (``closed``) choose among its assets; the rest names a place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from rapidfuzz import fuzz
from sqlalchemy import ColumnElement, func, or_, select

from gis.place_names import Name, names, split
from gis.session import CommuneSession
from layers.spec import Field, FieldRole, GeometryKind, Kind, Layer, Text

_SIMILAR = 78
"""One wrong, missing or swapped letter in five."""

_SHORTEST = 4  # letters of a word that may be misspelt or only begun
_BESIDE_M = 40
"""How far from a street what stands or lies in it may be."""

_NEAR_M = 400
"""How far from a place that is a point: a house, a locality."""


_NAMED = (Kind.CODE, Kind.BOOLEAN)
Values = tuple[str | bool, ...]


@dataclass(frozen=True, slots=True)
class Meaning:
    """A question understood: assets of `layer` with all of `values`, near what `place` names."""

    layer: Layer
    values: tuple[tuple[Field, Values], ...]
    place: str


def understand(session: CommuneSession, asked: str) -> list[Meaning]:
    """Return what a question may mean, the longest name of a kind first.

    Only layers and fields that the viewer may see are known here.
    """
    words = split(asked)
    found: list[tuple[int, Meaning]] = []
    for layer in session.viewer.layers(session.catalogue):
        best = max((_taken(label, words) for label in _labels(layer)), key=len, default=frozenset())
        if not best:
            continue
        rest = [word for at, word in enumerate(words) if at not in best]
        fields = [field for field in session.viewer.fields(layer) if field.kind in _NAMED]
        values, place = _values(fields, rest)
        found.append((len(best), Meaning(layer, values, place)))
    found.sort(key=lambda each: -each[0])
    return [meaning for length, meaning in found if length == found[0][0]]


def assets_meant(session: CommuneSession, asked: str, limit: int) -> list[tuple[Layer, UUID, str]]:
    """Return the assets that a question describes, with their codes; nearest to its place first."""
    found: list[tuple[Layer, UUID, str]] = []
    for meaning in understand(session, asked):
        places = names(session).find(meaning.place, limit) if meaning.place else []
        if meaning.place and not places:
            continue
        same = [each for each in places if each.label == places[0].label]
        found += _near(session, meaning, same, limit - len(found))
        if len(found) >= limit:
            break
    return found


def _near(
    session: CommuneSession, meaning: Meaning, places: Sequence[Name], limit: int
) -> list[tuple[Layer, UUID, str]]:
    layer = meaning.layer
    code = layer.field_of(FieldRole.CODE)
    if code is None or code not in session.viewer.fields(layer):
        return []
    table = session.table(layer)
    chosen = select(table.c.id, table.c[code.name]).limit(limit)
    for field, codes in meaning.values:
        chosen = chosen.where(table.c[field.name].in_(codes))
    if not places:
        rows = session.connection.execute(chosen.order_by(table.c[code.name]))
        return [(layer, row[0], row[1]) for row in rows if row[1]]
    near, distances = [], []
    for each in places:
        there = session.table(each.layer)
        place = select(there.c.geom).where(there.c.id == each.id).scalar_subquery()
        near.append(func.ST_DWithin(table.c.geom, place, _reach(each.layer)))
        distances.append(func.ST_Distance(table.c.geom, place))
    nearest: ColumnElement[float] = func.least(*distances)
    rows = session.connection.execute(
        chosen.where(or_(*near)).order_by(nearest, table.c[code.name])
    )
    return [(layer, row[0], row[1]) for row in rows if row[1]]


def _reach(layer: Layer) -> int:
    return _NEAR_M if layer.geometry is GeometryKind.POINT else _BESIDE_M


@lru_cache(maxsize=256)
def _labels(layer: Layer) -> tuple[tuple[str, ...], ...]:
    """Return what a layer is called, word by word, in each language."""
    told = {tuple(split(label)) for label in layer.label}
    return tuple(words for words in told if words)


@lru_cache(maxsize=2048)
def _value_labels(field: Field) -> dict[tuple[str, ...], Values]:
    """Return the values of a field by what they are called: ``closed`` is a yes to that."""
    called: list[tuple[Text, str | bool]] = [(field.label, True)]
    if field.kind is Kind.CODE:
        called = [(code.label, code.value) for code in field.codes.codes] if field.codes else []
    found: dict[tuple[str, ...], Values] = {}
    for labels, value in called:
        for label in labels:
            words = tuple(split(label))
            if words:
                found[words] = tuple(dict.fromkeys((*found.get(words, ()), value)))
    return found


def _values(
    fields: Sequence[Field], words: Sequence[str]
) -> tuple[tuple[tuple[Field, Values], ...], str]:
    """Return the values that words name, and the words that are left."""
    left = list(words)
    found = []
    for field in fields:
        named = [
            (taken, codes)
            for label, codes in _value_labels(field).items()
            if (taken := _taken(label, left, begun=False))
        ]
        if not named:
            continue
        taken, codes = max(named, key=lambda each: len(each[0]))
        found.append((field, codes))
        left = [word for at, word in enumerate(left) if at not in taken]
    return tuple(found), " ".join(left)


def _taken(label: Sequence[str], words: Sequence[str], *, begun: bool = True) -> frozenset[int]:
    """Return which words of a question are a label; none unless all of it is there."""
    taken: set[int] = set()
    for part in label:
        at = next(
            (n for n, w in enumerate(words) if n not in taken and _same(part, w, begun=begun)),
            None,
        )
        if at is None:
            return frozenset()
        taken.add(at)
    return frozenset(taken)


def _same(part: str, word: str, *, begun: bool) -> bool:
    if part == word:
        return True
    if len(word) < _SHORTEST or word.isdigit():
        return False
    if begun and part.startswith(word):
        return True
    # The plural of a name is no slip of the pen, but looks like one.
    return len(part) >= _SHORTEST and fuzz.ratio(part, word) >= _SIMILAR
