"""Assets on their way from the tables to the rules: all of a theme, or a neighbourhood."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any
from uuid import UUID

import shapely
from shapely.geometry.base import BaseGeometry
from sqlalchemy import (
    ARRAY,
    LargeBinary,
    Select,
    String,
    Table,
    Uuid,
    any_,
    bindparam,
    func,
    select,
    union_all,
)

from gis.session import CommuneSession
from gis.validation.engine import REACH_M, checked_layers
from gis.validation.stock import Rows, Stock, needed_fields, objects, stock_of
from layers.spec import Catalogue, Field, FieldRole, GeometryKind, Layer

_NAMING = (FieldRole.NODE_FROM, FieldRole.NODE_TO, FieldRole.CONNECTED_TO)


def themes(catalogue: Catalogue) -> list[tuple[Layer, ...]]:
    """Return the layers that rules look at, theme by theme: no rule looks beyond one."""
    found: dict[str, list[Layer]] = {}
    for layer in checked_layers(catalogue):
        found.setdefault(layer.theme.name, []).append(layer)
    return [tuple(layers) for layers in found.values()]


@dataclass(frozen=True, eq=False)
class Found:
    """Assets of one theme as they were read."""

    parts: tuple[Rows, ...] = ()

    @property
    def points(self) -> Stock:
        """Those that are points."""
        return self._of(GeometryKind.POINT)

    @property
    def lines(self) -> Stock:
        """Those that are lines."""
        return self._of(GeometryKind.LINE)

    def _of(self, kind: GeometryKind) -> Stock:
        return stock_of([part for part in self.parts if part.layer.geometry is kind])

    @property
    def ids(self) -> set[UUID]:
        """The ids of all."""
        return {each for part in self.parts for each in part.ids}


@dataclass(slots=True)
class Around:
    """Around what to look: geometries, assets, codes they bear, and codes that they name."""

    geometries: list[BaseGeometry] = field(default_factory=list)
    ids: set[UUID] = field(default_factory=set)
    codes: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)

    def add(self, found: Found) -> None:
        """Look around these too."""
        for part in found.parts:
            self.geometries.extend(part.geometry)
            self.ids.update(part.ids)
            self.codes.update(part.codes)
            for each in naming_fields(part.layer):
                self.names.update(name for name in part.columns[each.name] if name)

    def add_before(self, layer: Layer, before: dict[str, Any], geom: BaseGeometry | None) -> None:
        """Look also where an asset was, and by the names it had."""
        if geom is not None:
            self.geometries.append(geom)
        own = layer.field_of(FieldRole.CODE)
        if own is not None and before.get(own.name):
            self.codes.add(before[own.name])
        self.names.update(
            before[each.name] for each in naming_fields(layer) if before.get(each.name)
        )


def naming_fields(layer: Layer) -> tuple[Field, ...]:
    """Return the fields of a layer that hold the code of another asset."""
    return tuple(each for each in layer.all_fields if each.role in _NAMING)


def everything(session: CommuneSession, layers: Sequence[Layer]) -> Found:
    """Return all assets of some layers."""
    return Found(
        tuple(
            _rows(layer, session.connection.execute(_select(layer, session.table(layer))).all())
            for layer in layers
        )
    )


def neighbourhood(session: CommuneSession, layers: Sequence[Layer], around: Around) -> Found:
    """Return the assets that lie in reach of some others, name them or are named by them."""
    parameters = {
        "places": [shapely.to_wkb(each) for each in around.geometries],
        "ids": list(around.ids),
        "codes": list(around.codes),
        "names": list(around.names),
    }
    srid = session.commune.srid
    return Found(
        tuple(
            _rows(
                layer,
                session.connection.execute(
                    _around(layer, session.table(layer), srid), parameters
                ).all(),
            )
            for layer in layers
        )
    )


@lru_cache(maxsize=512)
def _select(layer: Layer, table: Table) -> Select[Any]:
    wkb = func.ST_AsBinary(table.c.geom, type_=LargeBinary).label("wkb")
    fields = (table.c[each.name] for each in needed_fields(layer))
    return select(table.c.id, table.c.code, wkb, *fields)


@lru_cache(maxsize=512)
def _around(layer: Layer, table: Table, srid: int) -> Select[Any]:
    """Return a statement that finds by each index on its own: OR would read the whole table."""
    places = select(func.unnest(bindparam("places", type_=ARRAY(LargeBinary))).label("wkb"))
    place = places.subquery("place")
    here = func.ST_GeomFromWKB(place.c.wkb, srid)
    near = table.join(place, func.ST_DWithin(table.c.geom, here, REACH_M))
    ids = bindparam("ids", type_=ARRAY(Uuid))
    codes = bindparam("codes", type_=ARRAY(String))
    names = bindparam("names", type_=ARRAY(String))
    chosen = [
        select(table.c.id).select_from(near),
        select(table.c.id).where(table.c.id == any_(ids)),
        select(table.c.id).where(table.c.code == any_(names)),
    ]
    chosen += [
        select(table.c.id).where(table.c[each.name] == any_(codes)) for each in naming_fields(layer)
    ]
    return _select(layer, table).where(table.c.id.in_(union_all(*chosen)))


def _rows(layer: Layer, rows: Sequence[Any]) -> Rows:
    names = [each.name for each in needed_fields(layer)]
    columns: Iterable[Sequence[Any]] = zip(*rows, strict=True) if rows else [()] * (3 + len(names))
    ids, codes, wkb, *rest = columns
    geometry = objects(shapely.from_wkb(list(wkb)))
    return Rows(layer, ids, codes, geometry, dict(zip(names, rest, strict=True)))
