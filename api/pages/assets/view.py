"""What an asset's page shows, in a reader's language: values, relations, observations.

Everything is read through the session, so that what its viewer may not see is not there.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from shapely import LineString, Point
from shapely.geometry.base import BaseGeometry

from api.pages import values
from api.pages.words import WORDS
from gis import observations, relations
from gis.assets import Asset
from gis.maps.vicinity import Ellipse
from gis.observations import Estimate, Observation, best_position
from gis.relations import Referring, Related
from gis.session import CommuneSession
from gis.viewer import ViewerRole
from layers.spec import Field, FieldRole, GeometryKind, Kind, Layer

# 95 % of a circular normal distribution lie within this many standard errors.
_SIGMAS_IN_95_PERCENT = 2.4477
_DEGREE_DECIMALS = 6
_HECTARE_M2 = 10_000

_POSITION = frozenset(
    {
        FieldRole.ACCURACY_HORIZONTAL,
        FieldRole.ACCURACY_VERTICAL,
        FieldRole.SURVEY_METHOD,
        FieldRole.INVERT_FROM,
        FieldRole.INVERT_TO,
        FieldRole.COVER_LEVEL,
        FieldRole.INVERT_LEVEL,
        FieldRole.DEPTH,
        FieldRole.ELEVATION,
    }
)
_NETWORK = frozenset(
    {FieldRole.NODE_FROM, FieldRole.NODE_TO, FieldRole.CIRCUIT, FieldRole.SUPPORT, FieldRole.SITE}
)
GROUPS = ("identity", "kind", "size", "network", "position", "life")


def group_of(layer: Layer, field: Field) -> str:
    """Return under which heading a field stands, by what its declaration says of it."""
    if field.role in _POSITION:
        return "position"
    if field.role in _NETWORK or field.kind is Kind.REFERENCE:
        return "network"
    if field.kind is Kind.DATE or (field in layer.common and field.kind is Kind.INTEGER):
        return "life"
    if field in layer.common:
        return "identity"
    if field.unit or field.kind in (Kind.NUMBER, Kind.INTEGER):
        return "size"
    return "kind"


def grouped(layer: Layer, fields: Iterable[Field]) -> list[tuple[str, list[Field]]]:
    """Return the headings with their fields, in the order of pages and forms."""
    found: dict[str, list[Field]] = {name: [] for name in GROUPS}
    for field in fields:
        found[group_of(layer, field)].append(field)
    return [(name, each) for name, each in found.items() if each]


def capital(text: str) -> str:
    """Return a label as it begins a line."""
    return text[:1].upper() + text[1:]


class Teller:
    """Tells values of fields, references as the codes of what they refer to."""

    def __init__(
        self, session: CommuneSession, language: str, images: Iterable[tuple[Layer, Any]] = ()
    ) -> None:
        """Look up at once whatever the values of `images`, by layer, refer to."""
        self.language = language
        wanted = {
            (field.refers_to, found)
            for layer, image in images
            for field in session.viewer.fields(layer)
            if field.refers_to and (found := _uuid(image.get(field.name)))
        }
        self.known = relations.referred(session, wanted)

    def related(self, field: Field, value: Any) -> Related | None:
        """Return what a reference refers to, if it is there and may be seen."""
        found = _uuid(value)
        return self.known.get((field.refers_to, found)) if field.refers_to and found else None

    def __call__(self, field: Field, value: Any) -> str:
        """Return a value in words."""
        if field.kind is Kind.REFERENCE and value is not None:
            related = self.related(field, value)
            return related.code if related else str(value)[:8] + "…"
        return values.plain(field, value, self.language)


def _uuid(value: Any) -> UUID | None:
    if isinstance(value, UUID):
        return value
    try:
        return UUID(value) if isinstance(value, str) else None
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table of values; `link` is the asset that the value names."""

    label: str
    text: str
    help: str | None = None
    link: Related | None = None


def attributes(session: CommuneSession, asset: Asset, language: str) -> list[tuple[str, list[Row]]]:
    """Return headings with the values that are known; the code is the page's own heading."""
    tell = Teller(session, language, [(asset.layer, asset.properties)])
    nodes = relations.nodes(session, asset.layer, asset.properties)
    found = []
    for name, fields in grouped(asset.layer, session.viewer.fields(asset.layer)):
        rows = [
            Row(
                capital(field.label.to(language)),
                text,
                field.help.to(language) if field.help else None,
                tell.related(field, asset.properties[field.name]) or nodes.get(field.name),
            )
            for field in fields
            if field.role is not FieldRole.CODE
            and (text := tell(field, asset.properties[field.name]))
        ]
        if rows:
            found.append((WORDS[f"asset_group_{name}"].to(language), rows))
    return found


def place(session: CommuneSession, geometry: BaseGeometry, language: str) -> list[Row]:
    """Return where an asset lies, and how long or large it is."""
    middle = anchor(geometry)
    lon, lat = session.commune.operation.to_wgs84(middle.x, middle.y)
    rows = [
        Row("WGS84", f"{lat:.{_DEGREE_DECIMALS}f}, {lon:.{_DEGREE_DECIMALS}f}"),
        Row(f"EPSG:{session.commune.srid}", f"{middle.x:.2f} E | {middle.y:.2f} N"),
    ]
    if isinstance(geometry, LineString):
        rows.append(
            Row(WORDS["asset_length"].to(language), values.metres(geometry.length, language))
        )
    elif geometry.area:
        rows.append(Row(WORDS["asset_area"].to(language), _area(geometry.area, language)))
    return rows


def _area(square_metres: float, language: str) -> str:
    if square_metres < _HECTARE_M2:
        return f"{values.number(square_metres, language, decimals=0)}{values.NBSP}m²"
    hectares = values.number(square_metres / _HECTARE_M2, language, decimals=2)
    return f"{hectares}{values.NBSP}ha"


def anchor(geometry: BaseGeometry) -> Point:
    """Return a point on the asset: the middle of a line, a point within an area."""
    if isinstance(geometry, Point):
        return geometry
    if isinstance(geometry, LineString):
        middle: Point = geometry.interpolate(0.5, normalized=True)
        return middle
    inside: Point = geometry.representative_point()
    return inside


def map_view(session: CommuneSession, geometry: BaseGeometry) -> str:
    """Return the part of the map's address that shows the asset."""
    middle = anchor(geometry)
    lon, lat = session.commune.operation.to_wgs84(middle.x, middle.y)
    west, south, east, north = geometry.bounds
    across = max(east - west, north - south, 60.0)
    zoom = max(12, min(19, round(math.log2(156_543 * 0.65 * 700 / across))))
    return f"#{zoom}/{lat:.6f}/{lon:.6f}"


@dataclass(frozen=True, slots=True)
class Referred:
    """A heading and the assets below it that refer to this one."""

    title: str
    assets: Sequence[Related]
    more: int


def referring(session: CommuneSession, asset: Asset, language: str) -> list[Referred]:
    """Return what belongs to an asset, by layer and field."""
    code = asset.layer.field_of(FieldRole.CODE)
    named = str(asset.properties.get(code.name)) if code else ""

    def title(each: Referring) -> str:
        label, field = each.layer.label.to(language), each.field.label.to(language)
        return f"{capital(label)} ({field})"

    return [
        Referred(title(each), each.assets, each.total - len(each.assets))
        for each in relations.referring(session, asset.layer, asset.id, named)
    ]


@dataclass(frozen=True, slots=True)
class Visit:
    """An observation as its row shows it."""

    at: datetime
    source: str
    accuracy: str
    away: str
    ground: str
    ellipse: Ellipse


@dataclass(frozen=True, slots=True)
class Visits:
    """All observations of an asset and what they make together; empty where there are none."""

    rows: Sequence[Visit] = ()
    best: Ellipse | None = None
    told: str = ""


def visits(session: CommuneSession, asset: Asset, language: str) -> Visits:
    """Return the observations, the newest first; nobody without a role is told of them."""
    if session.viewer.role is ViewerRole.ANYONE:
        return Visits()
    found = observations.of_asset(session, asset.id)
    if not found:
        return Visits()
    rows = [_visit(asset, each, language) for each in reversed(found)]
    if asset.layer.geometry is not GeometryKind.POINT:
        return Visits(rows)
    estimate = best_position(
        [Observation(each["east"], each["north"], each["sigma_m"]) for each in found]
    )
    return Visits(rows, _circle(estimate), _estimate(asset, estimate, len(found), language))


def _visit(asset: Asset, found: Mapping[str, Any], language: str) -> Visit:
    fix, sigma = found["fix"], found["sigma_m"]
    word = WORDS.get(f"asset_fix_{fix.get('source')}")
    source = word.to(language) if word else str(fix.get("source", ""))
    if fix.get("fix_quality"):
        source += f" ({str(fix['fix_quality']).replace('_', ' ').upper()})"
    ground = found["ground_level_m"]
    half_east, half_north = _axes(fix, sigma)
    return Visit(
        at=found["at"],
        source=source,
        accuracy=f"±{values.NBSP}{values.metres(sigma, language)}",
        away=values.metres(asset.geometry.distance(Point(found["east"], found["north"])), language),
        ground=values.metres(ground, language) if ground is not None else "",
        ellipse=Ellipse(found["east"], found["north"], half_east, half_north),
    )


def _axes(fix: Mapping[str, Any], sigma_m: float) -> tuple[float, float]:
    """Return the half axes of 95 %: a receiver may tell the error of each, the size is ours."""
    east, north = fix.get("sigma_east_m"), fix.get("sigma_north_m")
    half = sigma_m * _SIGMAS_IN_95_PERCENT
    if not east or not north:
        return half, half
    mean = math.sqrt((east**2 + north**2) / 2)
    return half * east / mean, half * north / mean


def _circle(estimate: Estimate) -> Ellipse:
    half = estimate.sigma_m * _SIGMAS_IN_95_PERCENT
    return Ellipse(estimate.east, estimate.north, half, half)


def _estimate(asset: Asset, estimate: Estimate, number: int, language: str) -> str:
    away = asset.geometry.distance(Point(estimate.east, estimate.north))
    return (
        WORDS["asset_best"]
        .format(
            used=estimate.used,
            all=number,
            east=f"{estimate.east:.2f}",
            north=f"{estimate.north:.2f}",
            sigma=values.metres(estimate.sigma_m, language),
            away=values.metres(away, language),
        )
        .to(language)
    )
