"""GeoJSON Features that become assets, or changes of them: read, checked, all faults at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import shapely
from shapely.geometry.base import BaseGeometry

from gis import assets, crs, territories
from gis.errors import Invalid, Issue, Severity
from gis.geometry import conform, from_geojson
from gis.sentences import phrase
from gis.session import CommuneSession
from gis.validation.fields import check_properties
from layers.spec import Layer

_SERVED_TOO = "version"  # our own features say it among the properties: it may come back


@dataclass(frozen=True, slots=True)
class Incoming:
    """What a Feature says of an asset: its id, its geometry (home CRS) and its properties."""

    id: UUID | None
    geometry: BaseGeometry | None
    properties: dict[str, Any]


def read(session: CommuneSession, layer: Layer, body: Any, *, partial: bool = False) -> Incoming:
    """Read a Feature in WGS84.

    Parameters
    ----------
    body : parsed JSON
        ``type``, ``id`` (UUID, optional), ``geometry``, ``properties``.
    partial : bool
        A change: what is left out stays, a property that is null is emptied.

    Raises
    ------
    Invalid
        With everything that is wrong, in the geometry, the properties and the references.
    """
    if not isinstance(body, dict) or body.get("type", "Feature" if partial else None) != "Feature":
        raise Invalid([Issue("not_a_feature", "type")])
    identity, issues = _identity(body.get("id"))
    geometry = None
    if "geometry" in body or not partial:
        geometry, more = _geometry(session, layer, body.get("geometry"))
        issues += more
    properties, more = _properties(session, layer, body.get("properties"), partial=partial)
    issues += more
    if any(issue.severity is Severity.ERROR for issue in issues):
        raise Invalid(issues)
    return Incoming(identity, geometry, properties)


def _identity(value: Any) -> tuple[UUID | None, list[Issue]]:
    if value is None:
        return None, []
    try:
        return UUID(str(value)), []
    except ValueError:
        details = {"value": str(value)[:60], "kind": phrase("kind_uuid")}
        return None, [Issue("wrong_type", "id", details=details)]


def _geometry(
    session: CommuneSession, layer: Layer, value: Any
) -> tuple[BaseGeometry | None, list[Issue]]:
    """Read and project a geometry; here it is still known what was longitude and latitude."""
    found, issues = from_geojson(value)
    if found is None:
        return None, issues
    to_home = session.commune.operation.to_home
    geometry, more = conform(crs.transform(found, to_home), layer.geometry)
    if geometry is not None and layer is not session.catalogue.bounding():
        exchanged = crs.transform(_exchanged(found), to_home)
        more = more + territories.of(session).check(geometry, exchanged)
    return geometry, issues + [issue.below("geometry") for issue in more]


def _exchanged(geometry: BaseGeometry) -> BaseGeometry:
    """Exchange longitude and latitude where the result is still on Earth."""
    if abs(shapely.get_coordinates(geometry)[:, 0]).max() > 90:  # noqa: PLR2004  degrees of latitude
        return geometry
    exchanged: BaseGeometry = shapely.transform(geometry, lambda points: points[:, ::-1])
    return exchanged


def _properties(
    session: CommuneSession, layer: Layer, value: Any, *, partial: bool
) -> tuple[dict[str, Any], list[Issue]]:
    if value is None:
        value = {}
    if not isinstance(value, dict):
        return {}, [Issue("not_an_object", "properties")]
    given = {name: each for name, each in value.items() if name != _SERVED_TOO}
    clean, issues = check_properties(layer, given, partial=partial)
    issues = [issue.below("properties") for issue in issues]
    return clean, issues + assets.check_references(session, layer, clean)
