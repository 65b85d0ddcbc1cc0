"""Where is it? Assets by code or by what they are called, places, addresses, coordinates.

Codes are looked up in the database, each layer's own index at work. Names are few, a few
thousand even in a town: they are kept in the process, word by word, until the journal tells of
another one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import TextClause, func, select, text

from gis import crs, kinds
from gis.coordinates_text import positions
from gis.place_names import Name, names
from gis.session import CommuneSession
from layers.spec import Catalogue, FieldRole, GeometryKind, Layer

MAX_LIMIT = 50
MAX_LENGTH = 100
"""Of a question, characters."""

_LAST = "\U0010ffff"  # sorts after every character: what begins with p is between p and p + this
_DIGITS = 7
_AROUND_DEG = 0.0015


@dataclass(frozen=True, slots=True)
class Found:
    """Something that was asked for, and where it is (degrees).

    Attributes
    ----------
    kind : str
        ``asset``, ``place`` or ``coordinates``.
    box : tuple of float
        West, south, east, north.
    """

    label: str
    kind: str
    lon: float
    lat: float
    box: tuple[float, float, float, float]
    layer: str | None = None
    id: UUID | None = None


def search(session: CommuneSession, question: str, limit: int = 10) -> list[Found]:
    """Return what a question may mean, the likeliest first.

    Nothing is found, and nothing matched, that the viewer may not see.
    """
    printable = "".join(each if each.isprintable() else " " for each in question)
    asked = " ".join(printable.split())[:MAX_LENGTH]
    limit = max(1, min(limit, MAX_LIMIT))
    if not asked:
        return []
    places = [
        Found(label, "coordinates", lon, lat, _around(lon, lat))
        for label, lon, lat in positions(asked, session.commune)
    ]
    if places:
        return places[:limit]
    codes = _codes(session, asked, limit)
    found = [(layer, id_, code, "asset") for layer, id_, code in codes]
    if len(found) < limit:
        found += [_named(name) for name in names(session).find(asked, limit - len(found))]
    if len(found) < limit:
        known = {id_ for _, id_, _, _ in found}
        found += [
            (layer, id_, code, "asset")
            for layer, id_, code in kinds.assets_meant(session, asked, limit - len(found))
            if id_ not in known
        ]
    return _placed(session, found)


_Row = tuple[Layer, UUID, str, str]


def _named(name: Name) -> _Row:
    return name.layer, name.id, name.label, "place"


def _around(lon: float, lat: float) -> tuple[float, float, float, float]:
    return lon - _AROUND_DEG, lat - _AROUND_DEG, lon + _AROUND_DEG, lat + _AROUND_DEG


def _codes(session: CommuneSession, asked: str, limit: int) -> list[tuple[Layer, UUID, str]]:
    """Return assets whose code is what was asked for, begins with it, or is meant by ``wp 12``."""
    layers = tuple(
        layer
        for layer in session.viewer.layers(session.catalogue)
        if layer.field_of(FieldRole.CODE) in session.viewer.fields(layer)
    )
    if not layers:
        return []
    begin = {"typed": asked, "upper": asked.upper(), "lower": asked.lower()}
    end = {f"{name}_end": value + _LAST for name, value in begin.items()}
    rows = session.connection.execute(
        _statement(session.catalogue, layers, session.quoted_schema),
        {**begin, **end, "meant": _meant(layers, asked), "limit": limit},
    ).all()
    by_name = {layer.name: layer for layer in layers}
    wanted = asked.casefold()
    ranked = sorted(rows, key=lambda row: (_rank(row.code, wanted), len(row.code), row.code))
    return [(by_name[row.layer], row.id, row.code) for row in ranked[:limit]]


def _rank(code: str, wanted: str) -> int:
    plain = code.casefold()
    return 0 if plain == wanted else 1 if plain.startswith(wanted) else 2


@lru_cache(maxsize=256)
def _statement(
    catalogue: Catalogue,  # noqa: ARG001  part of the key: declarations are compared by identity
    layers: tuple[Layer, ...],
    schema: str,
) -> TextClause:
    """Return the look-up of codes in some layers; identifiers in it are of declarations alone."""
    parts = []
    for layer in layers:
        code = layer.field_of(FieldRole.CODE)
        if code is None:
            continue
        # Ranges instead of LIKE: an index of any collation by code point serves them.
        parts.append(
            f"""(SELECT '{layer.name}' AS layer, id, {code.name} AS code
            FROM {schema}.{layer.name}
            WHERE {code.name} >= :typed AND {code.name} < :typed_end
               OR {code.name} >= :upper AND {code.name} < :upper_end
               OR {code.name} >= :lower AND {code.name} < :lower_end
               OR {code.name} = ANY(CAST(:meant AS varchar[]))
            ORDER BY {code.name} LIMIT :limit)"""  # noqa: S608
        )
    return text("\nUNION ALL ".join(parts))


def _meant(layers: Sequence[Layer], asked: str) -> list[str]:
    """Return the codes that ``wp 12`` may mean."""
    letters = asked.rstrip("0123456789")
    number = asked[len(letters) :]
    letters = letters.rstrip(" -_.").upper()
    if not number or len(number) > _DIGITS:
        return []
    plain = number.lstrip("0") or "0"
    return [
        f"{layer.code_prefix}-{plain.rjust(width, '0')}"
        for layer in layers
        if _close(letters, layer.code_prefix)
        for width in range(len(plain), _DIGITS)
    ]


def _close(letters: str, prefix: str) -> bool:
    """Tell whether letters may be meant for a prefix: the same, swapped, or one slip of a key."""
    if not letters or len(letters) != len(prefix):
        return False
    slips = sum(a != b for a, b in zip(letters, prefix, strict=True))
    return slips <= 1 or sorted(letters) == sorted(prefix)


def _placed(session: CommuneSession, found: Sequence[_Row]) -> list[Found]:
    """Return rows with where they are, in their order; what vanished meanwhile is left out."""
    where: dict[UUID, Any] = {}
    by_layer: dict[Layer, list[UUID]] = {}
    for layer, id_, _, _ in found:
        by_layer.setdefault(layer, []).append(id_)
    for layer, ids in by_layer.items():
        table = session.table(layer)
        point = _point(layer, func.ST_Transform(table.c.geom, crs.WGS84))
        box = func.ST_Transform(func.ST_Envelope(table.c.geom), crs.WGS84)
        corners = (func.ST_XMin(box), func.ST_YMin(box), func.ST_XMax(box), func.ST_YMax(box))
        rows = session.connection.execute(
            select(table.c.id, func.ST_X(point), func.ST_Y(point), *corners).where(
                table.c.id.in_(ids)
            )
        )
        where |= {row[0]: tuple(row)[1:] for row in rows}
    return [
        Found(label, kind, where[id_][0], where[id_][1], where[id_][2:], layer.name, id_)
        for layer, id_, label, kind in found
        if id_ in where
    ]


def _point(layer: Layer, geometry: Any) -> Any:
    match layer.geometry:
        case GeometryKind.POINT:
            return geometry
        case GeometryKind.LINE:
            return func.ST_LineInterpolatePoint(geometry, 0.5)
        case _:
            return func.ST_PointOnSurface(geometry)
