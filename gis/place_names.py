"""The names of a commune's places, word by word: streets, addresses, localities, parcels."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock
from uuid import UUID

from rapidfuzz import fuzz, process
from sqlalchemy import String, cast, exists, select, text

from gis.database import journal
from gis.database.journal import Cursor
from gis.session import CommuneSession
from layers.spec import Field, Kind, Layer, Role

MOST = 50_000
"""Names of one layer that are kept: more than any commune here has addresses."""

_KEPT = 400_000
"""Names in all, of every commune and level that somebody asks for: some 300 MB."""

_WORD = re.compile(r"[^\W_]+")
_SIMILAR = 72
_LETTERS = re.compile(r"[^\W\d_]{2}")


@dataclass(frozen=True, slots=True)
class Name:
    """A place with the name people know it by."""

    layer: Layer
    id: UUID
    label: str
    words: frozenset[str]


class Index:
    """Names by their words; prefixes by halving, slips of the pen by likeness of whole words."""

    def __init__(self, every: Sequence[Name]) -> None:
        self._names = every
        self._at: dict[str, list[int]] = {}
        for at, name in enumerate(every):
            for word in name.words:
                self._at.setdefault(word, []).append(at)
        self._words = sorted(self._at)

    def __len__(self) -> int:
        return len(self._names)

    def find(self, asked: str, limit: int) -> list[Name]:
        """Return the names that have every word asked for, whole or begun; the best first."""
        words = list(dict.fromkeys(split(asked)))
        if not words:
            return []
        known: set[int] | None = None
        for word in words:
            here = {at for each in self._like(word) for at in self._at[each]}
            known = here if known is None else known & here
            if not known:
                return []
        ranked = sorted(known or (), key=lambda at: self._rank(self._names[at], words))
        return [self._names[at] for at in ranked[:limit]]

    def _like(self, word: str) -> list[str]:
        begins = bisect_left(self._words, word)
        found = []
        for each in self._words[begins:]:
            if not each.startswith(word):
                break
            found.append(each)
        if not found and not word.isdigit():
            close = process.extract(
                word, self._words, scorer=fuzz.ratio, score_cutoff=_SIMILAR, limit=5
            )
            found = [each for each, _, _ in close]
        return found

    @staticmethod
    def _rank(name: Name, words: Sequence[str]) -> tuple[int, int, int, str]:
        missing = sum(word not in name.words for word in words)
        return missing, len(name.words), len(name.label), name.label


def split(value: str) -> list[str]:
    """Return the words of a text without accents and case: ``Éilerenger`` is ``eilerenger``."""
    plain = unicodedata.normalize("NFKD", value.casefold())
    return _WORD.findall("".join(each for each in plain if not unicodedata.combining(each)))


_cache: OrderedDict[tuple[object, ...], tuple[Cursor, Index]] = OrderedDict()
_lock = Lock()


def names(session: CommuneSession) -> Index:
    """Return the names that the viewer may see, as things stand in this session."""
    layers = [
        layer
        for layer in session.viewer.layers(session.catalogue)
        if layer.role is Role.ORIENTS and _fields(session, layer)
    ]
    key = (session.commune.name, session.viewer.level, session.catalogue.version)
    head = journal.head(session)
    with _lock:
        kept = _cache.get(key)
    if kept is not None and _holds(session, kept[0], head, layers):
        index = kept[1]
    else:
        index = Index([name for layer in layers for name in _read(session, layer)])
    with _lock:
        _cache[key] = (head, index)
        _cache.move_to_end(key)
        while len(_cache) > 1 and sum(len(each) for _, each in _cache.values()) > _KEPT:
            _cache.popitem(last=False)
    return index


def _holds(session: CommuneSession, kept: Cursor, head: Cursor, layers: Sequence[Layer]) -> bool:
    """Tell whether no name changed since: most edits are of pipes, not of streets."""
    if kept.incarnation != head.incarnation or kept.revision > head.revision:
        return False
    if kept.revision == head.revision:
        return True
    tables = session.tables.tables
    entries, revisions = tables["commune.journal"], tables["commune.revision"]
    changed = (
        exists()
        .where(entries.c.tx == revisions.c.tx)
        .where(revisions.c.revision > kept.revision)
        .where(entries.c.layer.in_([layer.name for layer in layers]))
    )
    return not session.connection.scalar(select(changed))


def _fields(session: CommuneSession, layer: Layer) -> list[Field]:
    """Return what names a place, the field that people read on a map first."""
    visible = set(session.viewer.fields(layer))
    texts = [field for field in layer.fields if field.kind is Kind.TEXT and field in visible]
    first = next((field for field in texts if field.name in layer.tile_fields), None)
    if first is None:
        return []
    return [first, *(field for field in texts if field is not first)]


def _read(session: CommuneSession, layer: Layer) -> list[Name]:
    table = session.table(layer)
    columns = [cast(table.c[field.name], String) for field in _fields(session, layer)]
    rows = session.connection.execute(
        select(table.c.id, *columns).where(columns[0].is_not(None)).order_by(text("2")).limit(MOST)
    )
    found = []
    for id_, *values in rows:
        label = values[0]
        if not _LETTERS.search(label):
            # The number of a house says little without its street.
            label = " ".join(value for value in values if value)
        words = frozenset(word for value in values if value for word in split(value))
        found.append(Name(layer, id_, label, words))
    return found
