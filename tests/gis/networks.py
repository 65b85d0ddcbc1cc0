"""Small networks, asset by asset, without a database."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from shapely import LineString, Point

from gis.validation.stock import Rows, Stock, World, needed_fields, objects, stock_of
from layers.catalogue import CATALOGUE
from layers.spec import GeometryKind

Made = tuple[str, str, Any, dict[str, Any]]


def stock(made: list[Made], kind: GeometryKind, theme: str) -> Stock:
    parts = []
    numbers = {code: n for n, (_, code, _, _) in enumerate(made)}
    for layer in CATALOGUE.values():
        if layer.theme.name != theme or layer.geometry is not kind:
            continue
        here = [each for each in made if each[0] == layer.name]
        columns = {f.name: [v.get(f.name) for *_, v in here] for f in needed_fields(layer)}
        ids = [UUID(int=numbers[code] + 1) for _, code, *_ in here]
        codes = [code for _, code, *_ in here]
        parts.append(Rows(layer, ids, codes, objects(g for _, _, g, _ in here), columns))
    return stock_of(parts)


def world(*made: Made, **rest: Any) -> World:
    theme = CATALOGUE[made[0][0]].theme.name
    return World(
        stock(list(made), GeometryKind.POINT, theme),
        stock(list(made), GeometryKind.LINE, theme),
        **rest,
    )


def node(code: str, x: float, y: float = 0, **values: Any) -> Made:
    return ("water_node", code, Point(x, y), values)


def pipe(code: str, *xy: tuple[float, float], **values: Any) -> Made:
    return ("water_pipe", code, LineString(xy), values)


def manhole(code: str, x: float, y: float = 0, **values: Any) -> Made:
    return ("sewer_manhole", code, Point(x, y), values)


def sewer(code: str, *xy: tuple[float, float], **values: Any) -> Made:
    return ("sewer_pipe", code, LineString(xy), values)


def outfall(x: float, y: float = 0) -> Made:
    return ("sewer_outfall", "O", Point(x, y), {})
