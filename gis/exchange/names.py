"""Comparing names of columns, layers and codes as people write them."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from gis.exchange.values import UNITS

if TYPE_CHECKING:
    from collections.abc import Iterable

_LIGATURES = str.maketrans({"ß": "ss", "œ": "oe", "æ": "ae", "ø": "o"})
_APART = re.compile(r"[^a-z0-9]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_BRACKETED = re.compile(r"(.+?)\s*[\[(]\s*([^\])]+?)\s*[\])]\s*\Z")
_SUFFIX = re.compile(r"(.+?)[\s_.-]+([A-Za-z0-9³/]+)\Z")
_SHORTEST_FUZZY = 5
_ALIKE = 90


@lru_cache(maxsize=1 << 16)
def plain(name: str) -> str:
    """Return a name without case and accents: ``Diamètre nominal`` -> ``diametre_nominal``."""
    lowered = name.strip().casefold().translate(_LIGATURES)
    bare = "".join(
        c for c in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(c)
    )
    return _APART.sub("_", bare).strip("_")


def spelled_out(name: str) -> str:
    """Return `plain` with umlauts written as two letters: ``Höhe`` -> ``hoehe``."""
    for umlaut, letters in (("ä", "ae"), ("ö", "oe"), ("ü", "ue")):
        name = unicodedata.normalize("NFC", name).casefold().replace(umlaut, letters)
    return plain(name)


@lru_cache(maxsize=1 << 16)
def forms(name: str) -> frozenset[str]:
    """Return all plain forms under which a name may be met."""
    return frozenset({plain(name), spelled_out(name), plain(_CAMEL.sub("_", name))})


def with_unit(name: str) -> tuple[str, str] | None:
    """Split ``Durchmesser [mm]`` or ``length_ft`` into the name and the unit, if it has one."""
    for pattern in (_BRACKETED, _SUFFIX):
        match = pattern.match(name.strip())
        if match and match.group(2).lower() in UNITS:
            return match.group(1), match.group(2).lower()
    return None


def alike(name: str, candidates: Iterable[str], cutoff: float = _ALIKE) -> str | None:
    """Return the candidate that is nearly the same word, or None; short words never are."""
    if len(name) < _SHORTEST_FUZZY:
        return None
    long_enough = [c for c in candidates if len(c) >= _SHORTEST_FUZZY]
    found = process.extractOne(name, long_enough, scorer=fuzz.ratio, score_cutoff=cutoff)
    return None if found is None else str(found[0])


def contains(name: str, part: str) -> bool:
    """Tell whether the words of `part` stand in `name` one after another."""
    return f"_{part}_" in f"_{name}_"
