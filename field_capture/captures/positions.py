"""The position of an asset from the visits of crews: the best estimate, never worse after more.

The fixes of one visit share their bias: a visit is one observation, whose standard error has a
floor. A position that somebody drew or imported counts as an observation of its own accuracy, and
so does one that was changed by hand since.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from shapely import Point
from sqlalchemy import func, select

from field_capture.captures import demands
from field_capture.captures.fix import Fix
from gis import assets, following, observations
from gis.assets import Asset
from gis.errors import Issue, Severity
from gis.observations import Observation, best_position
from gis.session import CommuneSession
from layers.spec import FieldRole, GeometryKind, Positioning

_SAME_M = 0.01
_NOW = select(func.now())
_MILLIMETRES = 3


@dataclass(frozen=True, slots=True)
class Visit:
    """What several fixes at one place are worth together: home CRS, metres.

    Attributes
    ----------
    fixes : sequence of Fix
        Those that made the position.
    heard : sequence of Fix
        All of them, where others were left out because the layer asks for more.
    provisional : bool
        None of them says what the layer asks for.
    """

    position: Point
    sigma_m: float
    at: datetime
    fixes: Sequence[Fix]
    heard: Sequence[Fix] = ()
    provisional: bool = False

    @property
    def fix(self) -> Fix:
        """One fix that says the same: the best of them at the mean position."""
        best = min(self.fixes, key=lambda each: each.sigma_m)
        if len(self.fixes) == 1:
            return best
        sigma = {"sigma_east_m": self.sigma_m, "sigma_north_m": self.sigma_m}
        return best.model_copy(update=sigma)

    @property
    def raw(self) -> dict[str, Any]:
        """What is kept beside the asset: the visit's fix, and all of them where there are more."""
        told = self.fix.model_dump(mode="json", exclude_none=True)
        heard = self.heard or self.fixes
        if len(heard) > 1:
            told["fixes"] = [e.model_dump(mode="json", exclude_none=True) for e in heard]
        return told


def visit(
    session: CommuneSession, heard: Sequence[Fix], demand: Positioning = Positioning.ANY
) -> Visit:
    """Return what fixes with positions (WGS84) are worth together, outliers left out.

    Parameters
    ----------
    demand : Positioning
        Of the layer: what does not meet it is left out as soon as something does.
    """
    to_home = session.commune.operation.to_home
    fixes = demands.counted(heard, demand)
    placed = []
    for each in fixes:
        east, north = to_home(each.lon or 0.0, each.lat or 0.0)
        placed.append(Observation(float(east), float(north), each.sigma_m))
    best = best_position(placed)
    return Visit(
        Point(best.east, best.north),
        max(best.sigma_m, min(each.floor_m for each in fixes)),
        max(each.time for each in fixes),
        tuple(fixes),
        tuple(heard),
        provisional=not all(demands.meets(each, demand) for each in fixes),
    )


def observe(
    session: CommuneSession, asset: Asset, seen: Visit, *, relocated: bool = False
) -> tuple[Asset, list[Issue]]:
    """Add a visit to those of an asset, and let its position be the best of them all.

    Parameters
    ----------
    relocated : bool
        The thing itself was moved: what was seen before is of another place.

    Returns
    -------
    asset, issues
        The issues are warnings: a visit that agrees with nothing, an accuracy that is missed.
    """
    epoch, known = _known(session, asset, relocated=relocated)
    sigma_m = seen.sigma_m
    if seen.provisional:
        sigma_m = max(sigma_m, demands.PROVISIONAL_SIGMA_M)
    observations.record(
        session,
        asset.layer,
        asset.id,
        position=seen.position,
        sigma_m=sigma_m,
        at=seen.at,
        fix=seen.raw,
        ground_level_m=None,
        epoch=epoch,
    )
    if asset.layer.geometry is not GeometryKind.POINT:
        return asset, []
    new = Observation(seen.position.x, seen.position.y, sigma_m)
    best = best_position([*known, new])
    place = Point(best.east, best.north)
    issues = _doubts(asset, seen, place, best.sigma_m, alone=not known)
    values: dict[str, Any] = {}
    accuracy = asset.layer.field_of(FieldRole.ACCURACY_HORIZONTAL)
    if accuracy is not None:
        values = {accuracy.name: round(best.sigma_m, _MILLIMETRES)}
    moved = place.distance(asset.geometry) > _SAME_M
    made, more = assets.change(
        session,
        asset.layer,
        asset.id,
        asset.version,
        properties=values,
        geometry=place if moved else None,
    )
    if moved:
        following.follow(session, made, Point(asset.geometry.coords[0]))
    return made, issues + [each for each in more if each.severity is not Severity.NOTE]


def observed(session: CommuneSession, asset: Asset) -> bool:
    """Tell whether an asset's position is derived from observations."""
    if asset.layer.geometry is not GeometryKind.POINT:
        return False
    return bool(observations.latest_epoch(session, asset.id)[1])


def _known(
    session: CommuneSession, asset: Asset, *, relocated: bool
) -> tuple[int, list[Observation]]:
    """Return the epoch that a visit belongs to, and what is known in it."""
    epoch, known = observations.latest_epoch(session, asset.id)
    if asset.layer.geometry is not GeometryKind.POINT:
        return epoch, known
    if relocated:
        return epoch + 1, []
    if known:
        best = best_position(known)
        if Point(best.east, best.north).distance(asset.geometry) <= _SAME_M:
            return epoch, known
        epoch += 1  # somebody has put it elsewhere by hand
    return epoch, [_drawn(session, asset, epoch)]


def _drawn(session: CommuneSession, asset: Asset, epoch: int) -> Observation:
    """Keep the position as it stands as an observation of its own accuracy."""
    accuracy = asset.layer.field_of(FieldRole.ACCURACY_HORIZONTAL)
    told = asset.properties.get(accuracy.name) if accuracy else None
    sigma = max(float(told), 0.001) if told is not None else asset.layer.accuracy_m
    place = Point(asset.geometry.coords[0])
    observations.record(
        session,
        asset.layer,
        asset.id,
        position=place,
        sigma_m=sigma,
        at=session.connection.execute(_NOW).scalar_one(),
        fix={"source": "map", "accuracy_m": sigma},
        ground_level_m=None,
        epoch=epoch,
    )
    return Observation(place.x, place.y, sigma)


def _doubts(asset: Asset, seen: Visit, place: Point, sigma_m: float, *, alone: bool) -> list[Issue]:
    """Return what somebody should look at."""
    issues = []
    away = seen.position.distance(place)
    if not alone and away > max(3 * seen.sigma_m, 1.0):
        issues.append(Issue("fix_far_away", "fixes", Severity.WARNING, {"distance": round(away)}))
    if seen.provisional:
        issues += demands.unmet(seen.fix, Positioning.RTK_FIXED, "fixes")
    if sigma_m > asset.layer.accuracy_m:
        details = {"found": round(sigma_m, 2), "wanted": asset.layer.accuracy_m}
        issues.append(Issue("accuracy_missed", "fixes", Severity.WARNING, details))
    return issues
