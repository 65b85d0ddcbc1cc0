"""A crew's capture: one feature with a GNSS fix becomes an asset, or a proposal for review.

Nothing that a crew sent is thrown away: what misses the accuracy or the fixed solution that its
layer asks for, or may be a double, waits as a proposal with its reasons. The same capture sent
again gets the same answer; only values that cannot be right are refused, all at once.
"""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from typing import Any
from uuid import UUID

import shapely
from shapely import Point
from shapely.geometry.base import BaseGeometry

from field_capture.captures import demands
from field_capture.captures.fix import Fix, read_fix
from field_capture.captures.log import Captured, Draft, Many
from gis import assets, crs, territories
from gis.assets import Asset
from gis.errors import Invalid, Issue, Severity
from gis.geometry import Territory, conform, from_geojson
from gis.sentences import phrase
from gis.session import CommuneSession
from gis.validation.applies import misplaced
from gis.validation.fields import check_properties
from gis.viewer import Action
from layers.spec import FieldRole, GeometryKind, Layer, Positioning

_FIX_DISTANCE_M = 5.0


def receive(
    session: CommuneSession, body: Any, now: datetime, many: Many | None = None
) -> Captured:
    """Take in one capture.

    Parameters
    ----------
    many : Many, optional
        The captures among which it is one: then it is kept with them all, by `Many.flush`.
    body : parsed JSON
        A GeoJSON Feature: ``id`` (UUID of the client, optional), ``geometry`` (WGS84),
        ``properties`` with ``layer``, ``fix`` and the layer's fields.

    Raises
    ------
    Invalid, UnknownLayer, SameIdOtherContent, Unauthenticated, NotAllowed
    """
    session.viewer.must(Action.CAPTURE)
    fingerprint = _fingerprint(body)
    identity = _identity(body)
    alone = many is None
    many = many or Many(session)
    if identity is not None and not many.knows(identity):
        many.load([identity])
    if identity is not None and (earlier := many.earlier(identity, fingerprint)) is not None:
        return earlier
    draft, notes = check(session, body, now, identity or assets.new_id(), many.ground)
    reasons = [*_review_reasons(session, draft, many.demand(draft.layer)), *notes]
    made: Asset | None = None
    if not any(reason.severity is Severity.WARNING for reason in reasons):
        made, more = assets.create(
            session,
            draft.layer,
            draft.geometry,
            draft.properties,
            asset=draft.id,
            ground=many.ground,
            unique=many.is_unique(draft),
        )
        reasons += [issue for issue in more if issue not in reasons]
    captured = Captured(
        draft.id,
        draft.layer.name,
        "asset" if made else "proposal",
        made.id if made else None,
        reasons,
        None,
        made=made,
    )
    many.keep(captured, draft, body, fingerprint)
    return many.flush()[draft.id] if alone else captured


def check(
    session: CommuneSession,
    body: Any,
    now: datetime,
    identity: UUID,
    ground: Territory | None = None,
) -> tuple[Draft, list[Issue]]:
    """Check a capture and return it with notes; raise with everything that is wrong."""
    if not isinstance(body, dict) or body.get("type") != "Feature":
        raise Invalid([Issue("not_a_feature", "type")])
    values = body.get("properties")
    if not isinstance(values, dict):
        raise Invalid([Issue("not_an_object", "properties")])
    layer = session.layer(str(values.get("layer", "")))
    own = {name: value for name, value in values.items() if name not in ("layer", "fix")}
    clean, issues = check_properties(layer, own)
    issues = [issue.below("properties") for issue in issues + misplaced(layer, clean)]
    fix, more = read_fix(values.get("fix"), now, "properties.fix")
    issues += more
    geometry, more = _place(session, layer, body.get("geometry"), ground)
    issues += more
    if fix is None or geometry is None or any(i.severity is Severity.ERROR for i in issues):
        raise Invalid(issues)
    _note_accuracy(layer, clean, fix)
    position = _fix_position(session, fix, geometry)
    return Draft(identity, layer, geometry, clean, fix, position), issues


def _place(
    session: CommuneSession, layer: Layer, value: Any, ground: Territory | None
) -> tuple[BaseGeometry | None, list[Issue]]:
    """Read the geometry, project it and check that it lies in the commune."""
    found, issues = from_geojson(value)
    if found is None:
        return None, issues
    to_home = session.commune.operation.to_home
    projected = crs.transform(found, to_home)
    geometry, more = conform(projected, layer.geometry)
    if geometry is not None:
        swapped = crs.transform(_exchangeable(found), to_home)
        more += (ground or territories.of(session)).check(geometry, swapped)
    issues += [issue.below("geometry") for issue in more]
    return geometry, issues


def _exchangeable(geometry: BaseGeometry) -> BaseGeometry:
    """Exchange longitude and latitude where the result is still on Earth."""
    points = shapely.get_coordinates(geometry)
    if abs(points[:, 0]).max() > 90:  # noqa: PLR2004  degrees of latitude
        return geometry
    return shapely.transform(geometry, lambda p: p[:, ::-1])


def _note_accuracy(layer: Layer, values: dict[str, Any], fix: Fix) -> None:
    """Fill in what the fix knows, where the crew said nothing."""
    accuracy = layer.field_of(FieldRole.ACCURACY_HORIZONTAL)
    method = layer.field_of(FieldRole.SURVEY_METHOD)
    if accuracy and values.get(accuracy.name) is None:
        values[accuracy.name] = round(fix.sigma_m, 3)
    if method and method.codes and values.get(method.name) is None:
        word = "digitised" if fix.source == "map" else "gnss"
        if fix.fix_quality in ("rtk_fixed", "rtk_float"):
            word = "rtk"
        if word in method.codes.values:
            values[method.name] = word


def _fix_position(session: CommuneSession, fix: Fix, geometry: BaseGeometry) -> Point:
    if fix.lon is None or fix.lat is None:
        return (
            Point(geometry.coords[-1])
            if geometry.geom_type != "MultiPolygon"
            else geometry.centroid
        )
    return Point(session.commune.operation.to_home(fix.lon, fix.lat))


def _review_reasons(session: CommuneSession, draft: Draft, demand: Positioning) -> list[Issue]:
    """Return why a planner should look at a capture before it becomes an asset."""
    reasons = []
    layer, sigma = draft.layer, draft.fix.sigma_m
    if sigma > layer.accuracy_m:
        details = {"found": round(sigma, 2), "wanted": layer.accuracy_m}
        reasons.append(Issue("accuracy_missed", "properties.fix", Severity.WARNING, details))
    reasons += demands.unmet(draft.fix, demand, "properties.fix")
    distance = float(shapely.distance(draft.fix_position, draft.geometry))
    if distance > max(_FIX_DISTANCE_M, 3 * sigma):
        details = {"distance": round(distance)}
        reasons.append(Issue("fix_far_away", "properties.fix", Severity.WARNING, details))
    if layer.geometry is GeometryKind.POINT:
        near = assets.nearest(session, layer, draft.geometry, layer.snap_m)
        if near is not None:
            other, away = near
            details = {"code": other.properties.get("code", other.id), "distance": round(away, 2)}
            reasons.append(Issue("near_existing", "geometry", Severity.WARNING, details))
    return reasons


def _fingerprint(body: Any) -> bytes:
    canonical = json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).digest()


def _identity(body: Any) -> UUID | None:
    value = body.get("id") if isinstance(body, dict) else None
    if value is None:
        return None
    try:
        return UUID(str(value))
    except ValueError:
        details = {"value": str(value)[:60], "kind": phrase("kind_uuid")}
        raise Invalid([Issue("wrong_type", "id", details=details)]) from None
