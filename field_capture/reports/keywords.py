"""What is broken, found by a typed word: in any language, begun, without accents. Pure."""

from __future__ import annotations

import unicodedata

from layers.spec import Catalogue, Fault, Layer

_WHOLE, _BEGINS, _INSIDE = 0, 1, 2


def plain(words: str) -> str:
    """Return words in small letters without accents."""
    parts = unicodedata.normalize("NFKD", words.casefold())
    return "".join(each for each in parts if not unicodedata.combining(each))


def faults_meant(
    catalogue: Catalogue, typed: str, layer: str | None = None, limit: int = 6
) -> list[tuple[Layer, Fault]]:
    """Return the faults that typed words may mean, the likeliest first.

    Parameters
    ----------
    layer : str, optional
        Of the asset that is meant: its faults come first, and all of them where nothing is typed.
    """
    wanted = plain(typed).split()
    found: dict[str, tuple[tuple[int, int, str], Layer, Fault]] = {}
    for each in catalogue.values():
        for fault in each.faults:
            ranks = [_rank(word, _words(fault)) for word in wanted]
            if any(rank is None for rank in ranks) or (not wanted and each.name != layer):
                continue
            order = (int(each.name != layer), sum(rank or 0 for rank in ranks), fault.code)
            before = found.get(fault.code)
            if before is None or order < before[0]:
                found[fault.code] = (order, each, fault)
    ranked = sorted(found.values(), key=lambda one: one[0])
    return [(each, fault) for _, each, fault in ranked[:limit]]


def _words(fault: Fault) -> list[str]:
    label = fault.label
    texts = [label.lb, label.fr, label.de, label.en, label.pt or "", *fault.keywords]
    return [word for text in texts for word in plain(text).replace("'", " ").split()]


def _rank(word: str, known: list[str]) -> int | None:
    """Return how well a word is met; None where it is not at all."""
    if word in known:
        return _WHOLE
    if any(each.startswith(word) for each in known):
        return _BEGINS
    return _INSIDE if len(word) > 2 and any(word in each for each in known) else None  # noqa: PLR2004
