"""Merging what a tablet changed offline with what became of the asset meanwhile.

Pure functions on plain values. Field by field: what nobody else touched is applied, what both
made the same is the same, and what both made different stays as the server has it while both
values are kept. Nothing is overwritten silently, and nothing is lost.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

GEOMETRY = "geometry"
"""The name under which a drawn geometry is one field among the others."""


@dataclass(frozen=True, slots=True)
class Change:
    """One field as the tablet saw it (`base`) and as it made it (`new`)."""

    base: Any
    new: Any


@dataclass(frozen=True, slots=True)
class Clash:
    """Both sides changed a field since `base`: `theirs` came in, `ours` is what stays for now."""

    base: Any
    theirs: Any
    ours: Any


@dataclass(frozen=True, slots=True)
class Merged:
    """What becomes of some changes.

    Attributes
    ----------
    applied : dict
        Field -> value to be written.
    same : frozenset of str
        Fields that have the wanted value already.
    conflicts : dict
        Field -> both values.
    """

    applied: Mapping[str, Any]
    same: frozenset[str]
    conflicts: Mapping[str, Clash]


def merge(changes: Mapping[str, Change], ours: Mapping[str, Any]) -> Merged:
    """Merge the changes of one operation into an asset as it stands.

    Parameters
    ----------
    changes : mapping
        Field -> what the tablet saw and what it made of it, values as JSON has them.
    ours : mapping
        Field -> value of the asset now; a field that is not named is empty.
    """
    applied: dict[str, Any] = {}
    same: set[str] = set()
    conflicts: dict[str, Clash] = {}
    for name, change in changes.items():
        mine = ours.get(name)
        if alike(change.new, mine) or alike(change.new, change.base):
            # Also what was never changed: the tablet had no wish about it.
            same.add(name)
        elif alike(change.base, mine):
            applied[name] = change.new
        else:
            conflicts[name] = Clash(change.base, change.new, mine)
    return Merged(applied, frozenset(same), conflicts)


def alike(one: Any, other: Any) -> bool:
    """Tell whether two values are the same; yes is not 1, and no is not nothing."""
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    return bool(one == other)


def merge_geometry(
    base: BaseGeometry | None,
    theirs: BaseGeometry,
    ours: BaseGeometry,
    tolerance_m: float,
) -> BaseGeometry | Clash | None:
    """Merge a drawn geometry, which is one field: home CRS, metres.

    Parameters
    ----------
    base : BaseGeometry or None
        What the tablet had seen; None where nobody knows any more.
    tolerance_m : float
        Geometries that are nowhere further apart are the same.

    Returns
    -------
    BaseGeometry or Clash or None
        The geometry to be written, both where both sides moved it, None where nothing is to do.
    """
    if near(theirs, ours, tolerance_m):
        return None
    if base is None:
        return Clash(None, theirs, ours)
    if near(theirs, base, tolerance_m):
        return None
    return theirs if near(base, ours, tolerance_m) else Clash(base, theirs, ours)


def near(one: BaseGeometry, other: BaseGeometry, tolerance_m: float) -> bool:
    """Tell whether two geometries are of one kind and nowhere further apart than this, metres."""
    if one.geom_type != other.geom_type or one.is_empty or other.is_empty:
        return False
    return float(shapely.hausdorff_distance(one, other)) <= tolerance_m
