"""Whether a measured level can be right, while somebody still stands beside the open manhole.

Pure: metres in, sentences out. A tablet has the same rules without reception; both are held to
``tests/data/gnss/sewer_cases.json``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gis.errors import Issue, Severity

TOLERANCE_M = 0.01
"""Levels are surveyed to the centimetre."""

DISAGREE_M = 0.05
DEEPEST_M = 10.0
OFF_GROUND_M = 0.5
STEEP_PER_MILLE = 200.0
"""A steeper sewer is more often a slip of the pen than a sewer."""

_ROUNDING_M = 1e-6  # 99.21 - 99.20 is a little more than 0.01 in binary


@dataclass(frozen=True, slots=True)
class Neighbour:
    """What a sewer leads to or comes from.

    Attributes
    ----------
    name : str
        What people call it.
    invert_m : float
        Of the sewer at the neighbour, above sea level.
    distance_m : float
        Along the sewer.
    upstream : bool
        Water comes from there, as the sewer is drawn.
    may_rise : bool
        Water is pushed: it may run uphill.
    """

    name: str
    invert_m: float
    distance_m: float
    upstream: bool
    may_rise: bool = False


@dataclass(frozen=True, slots=True)
class Slope:
    """The slope of the sewer to a neighbour, per mille; negative where water would run uphill."""

    name: str
    per_mille: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """The invert that follows from what was measured, the slopes, and what is odd about them."""

    invert_m: float | None
    slopes: Sequence[Slope]
    issues: Sequence[Issue]


def judge(
    *,
    cover_m: float | None = None,
    depth_m: float | None = None,
    invert_m: float | None = None,
    ground_m: float | None = None,
    neighbours: Sequence[Neighbour] = (),
) -> Verdict:
    """Judge the levels of a node, metres above sea level.

    Parameters
    ----------
    depth_m : float, optional
        Measured from the cover down to the invert.
    invert_m : float, optional
        Told beside both, or instead of them; it counts where it is told.
    ground_m : float, optional
        The terrain model's level.
    """
    computed = None
    if cover_m is not None and depth_m is not None:
        computed = round(cover_m - depth_m, 3)
    invert = computed if invert_m is None else invert_m
    issues = _depth(depth_m)
    if computed is not None and invert_m is not None:
        apart = abs(computed - invert_m)
        if apart > DISAGREE_M + _ROUNDING_M:
            told = {"invert": invert_m, "computed": computed}
            issues.append(_issue("depth_disagrees", "invert", Severity.WARNING, **told))
    if cover_m is not None:
        issues += _cover(cover_m, None if depth_m is not None else invert, ground_m)
    slopes = []
    for each in neighbours:
        if invert is None or each.distance_m <= 0:
            continue
        drop = each.invert_m - invert if each.upstream else invert - each.invert_m
        slope = round(1000 * drop / each.distance_m, 1)
        slopes.append(Slope(each.name, slope))
        issues += _odd(each, drop, slope)
    return Verdict(invert, slopes, issues)


def _depth(depth_m: float | None) -> list[Issue]:
    """Return what is odd about a measured depth."""
    if depth_m is not None and depth_m <= 0:
        return [_issue("depth_not_down", "depth", Severity.ERROR, depth=depth_m)]
    if depth_m is not None and depth_m > DEEPEST_M:
        return [_issue("depth_deep", "depth", Severity.WARNING, depth=depth_m)]
    return []


def _cover(cover_m: float, invert_m: float | None, ground_m: float | None) -> list[Issue]:
    """Return what is odd about a cover's level; a depth below zero is told already."""
    issues = []
    if invert_m is not None and invert_m > cover_m:
        above = invert_m - cover_m
        issues.append(_issue("invert_over_cover", "invert", Severity.ERROR, above=above))
    if ground_m is not None and abs(cover_m - ground_m) > OFF_GROUND_M:
        details = {"off": round(cover_m - ground_m, 2), "ground": round(ground_m, 2)}
        issues.append(Issue("cover_beside_ground", "cover", Severity.NOTE, details))
    return issues


def _odd(each: Neighbour, drop_m: float, slope: float) -> list[Issue]:
    """Return what is odd about the way to a neighbour."""
    if each.may_rise:
        return []
    if drop_m < -TOLERANCE_M - _ROUNDING_M:
        code = "uphill_from" if each.upstream else "uphill_to"
        return [_issue(code, "invert", Severity.WARNING, name=each.name, rise=-drop_m)]
    if slope > STEEP_PER_MILLE:
        details = {"name": each.name, "slope": round(slope)}
        return [Issue("sewer_steep", "invert", Severity.WARNING, details)]
    if abs(drop_m) <= TOLERANCE_M + _ROUNDING_M:
        return [Issue("sewer_flat", "invert", Severity.NOTE, {"name": each.name})]
    return []


def _issue(code: str, path: str, severity: Severity, **told: float | str) -> Issue:
    details = {n: v if isinstance(v, str) else round(v, 2) for n, v in told.items()}
    return Issue(code, path, severity, details)
