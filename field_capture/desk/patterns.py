"""What several reports may have in common. Pure; told to the clerk with its reasons, never decided.

Two questions, one for each `Spread` of faults. Lamps: how many on one circuit, on one cabinet?
Water: is there a line through which those who complain are fed more than chance would have it? For
that every branch of the supply is tried and the one with the highest likelihood ratio is taken
(the tree-based scan statistic of Kulldorff et al., Biometrics 59, 2003, with the length of network
behind each branch in place of its population).
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeVar

import numpy as np

from gis.network.supply import Supply
from layers.spec import Spread

Lamp = TypeVar("Lamp")
Cabinet = TypeVar("Cabinet")

FEWEST = 3
"""Places that must complain before anything is suspected."""
FEWEST_OF_CIRCUIT = 2
"""Lamps of each circuit, where several circuits of one cabinet are out."""
WITHIN = {Spread.CIRCUIT: timedelta(days=14), Spread.SUPPLY: timedelta(hours=48)}
"""How old a report may be to belong to the others."""
SURPRISING = 3.0
"""Least logarithm of the likelihood ratio: one in twenty of what chance would bring, about."""


@dataclass(frozen=True, slots=True)
class Circuit:
    """Reports of lamps on one circuit: `lamps` are reported of `size` that it feeds."""

    name: str
    lamps: int
    size: int


def circuits(
    circuit_of: Mapping[Lamp, str], sizes: Mapping[str, int], cabinet_of: Mapping[str, Cabinet]
) -> tuple[list[Circuit], dict[Cabinet, list[Circuit]]]:
    """Return the circuits suspected, and the cabinets.

    Parameters
    ----------
    circuit_of : mapping
        Lamp that is reported -> its circuit.
    sizes : mapping
        Circuit -> how many lamps it feeds.
    cabinet_of : mapping
        Circuit -> the cabinet that feeds it, where that is known.

    Returns
    -------
    circuits
        With `FEWEST` lamps or more, of cabinets that are not suspected themselves.
    cabinets : dict
        Cabinet -> its circuits that are out, two or more, `FEWEST` lamps or more in all.
    """
    counts = Counter(circuit_of.values())
    out = [Circuit(name, lamps, sizes.get(name, lamps)) for name, lamps in sorted(counts.items())]
    of_cabinet: dict[Cabinet, list[Circuit]] = defaultdict(list)
    for each in out:
        if each.name in cabinet_of and each.lamps >= min(FEWEST_OF_CIRCUIT, each.size):
            of_cabinet[cabinet_of[each.name]].append(each)
    cabinets = {
        cabinet: found
        for cabinet, found in of_cabinet.items()
        if len(found) > 1 and sum(each.lamps for each in found) >= FEWEST
    }
    told = {each.name for found in cabinets.values() for each in found}
    return [each for each in out if each.lamps >= FEWEST and each.name not in told], cabinets


@dataclass(frozen=True, slots=True)
class Branch:
    """A part of the supply from which more complain than chance would have it.

    Attributes
    ----------
    node : int
        Where the stretch ends that leads there; a source: all that it feeds.
    places : tuple of int
        Which of the places asked about are fed through it.
    share : float
        Its part of the length of the network, 0 to 1.
    """

    node: int
    places: tuple[int, ...]
    share: float


def branch(supply: Supply, nodes: Sequence[int]) -> Branch | None:
    """Return the branch of the supply that complaints point to, or None.

    Parameters
    ----------
    nodes : sequence of int
        The node at which each complaining place is connected; one household once.
    """
    fed = [node for node in nodes if supply.source[node] >= 0]
    if len(fed) < FEWEST:
        return None
    each = np.zeros(len(supply.before))
    np.add.at(each, fed, 1)
    complaints = supply.gathered(each)
    behind = supply.behind_m
    is_source = (supply.before < 0) & (supply.source >= 0)
    length = behind[is_source].sum()
    best = _best(complaints, behind / length if length else behind, len(fed))
    if best is None:
        best = _whole(supply, complaints, len(fed))
    if best is None:
        return None
    places = tuple(n for n, node in enumerate(nodes) if _passes(supply, node, best))
    return Branch(best, places, float(behind[best] / length) if length else 1.0)


def _best(complaints: np.ndarray, share: np.ndarray, total: int) -> int | None:
    """Return the node with the highest likelihood ratio, if chance would hardly bring it."""
    found: tuple[float, float] | None = None
    best = None
    for node in np.flatnonzero(complaints >= FEWEST):
        ratio = _ratio(complaints[node], total, share[node])
        # Of two that say as much, the smaller one: there is less to dig up.
        rank = (round(ratio, 9), -share[node])
        if ratio >= SURPRISING and (found is None or rank > found):
            found, best = rank, int(node)
    return best


def _ratio(inside: float, total: int, share: float) -> float:
    expected = total * min(max(share, 1e-6), 1.0)
    if inside <= expected:
        return 0.0
    outside, rest = total - inside, total - expected
    ratio = inside * math.log(inside / expected)
    return ratio + (outside * math.log(outside / rest) if outside else 0.0)


def _whole(supply: Supply, complaints: np.ndarray, total: int) -> int | None:
    """Return the source that feeds all who complain, where they are all over its network."""
    sources = np.flatnonzero((supply.before < 0) & (supply.source >= 0))
    for source in sources:
        if complaints[source] == total:
            return int(source)
    return None


def _passes(supply: Supply, node: int, through: int) -> bool:
    while node >= 0:
        if node == through:
            return True
        node = int(supply.before[node])
    return False
