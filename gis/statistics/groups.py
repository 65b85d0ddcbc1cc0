"""How many assets there are of each kind, and how long or large they are.

One statement reads a layer once and groups it in all ways at once. Which columns it groups by
follows from the roles of fields, as far as the viewer may see them: what is hidden is in no
group and in no sum of one.
"""

from __future__ import annotations

from dataclasses import astuple, dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import orjson
from sqlalchemy import (
    ColumnElement,
    case,
    cast,
    extract,
    false,
    func,
    literal,
    null,
    or_,
    select,
    tuple_,
)
from sqlalchemy import Integer as SqlInteger
from sqlalchemy import Text as SqlText

from gis import local_time
from gis.database import journal
from layers.spec import Field, FieldRole, GeometryKind, Kind, Layer, Trait

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gis.session import CommuneSession


class By(StrEnum):
    """By what assets are grouped."""

    ALL = "all"
    STATUS = "status"
    MATERIAL = "material"
    CONDITION = "condition"
    DIAMETER = "diameter"
    YEAR = "year"
    ACCURACY = "accuracy"
    OBSERVED = "observed"
    RENEWAL = "renewal"


FIELDS = {
    By.STATUS: FieldRole.STATUS,
    By.MATERIAL: FieldRole.MATERIAL,
    By.CONDITION: FieldRole.CONDITION,
    By.DIAMETER: FieldRole.DIAMETER,
    By.ACCURACY: FieldRole.ACCURACY_HORIZONTAL,
}
"""The field that divides a layer, by its role."""

ACCURACY_STEPS = (1, 2, 5)
"""Classes of accuracy: as good as the layer demands, up to so many times worse, worse still."""


@dataclass(frozen=True, slots=True)
class Group:
    """Assets that have something in common.

    Attributes
    ----------
    value : str, float or None
        What they have in common; of `By.OBSERVED` the month of the first observation
        (``2026-11``), of `By.ACCURACY` the number of the class. None where it is not noted.
    year : int or None
        When they were installed, where they are grouped by that.
    dated : bool
        The year comes from a day, not from the year that stands in for it.
    there : bool
        They are neither planned nor gone.
    length_m, area_m2 : float
        In the plane of the home CRS.
    """

    by: By
    value: Any
    year: int | None
    dated: bool
    there: bool
    count: int
    length_m: float
    area_m2: float


Figures = dict[str, list[Group]]
"""The groups of each layer, by its name."""


def figures(session: CommuneSession, *, as_of: int | None = None) -> Figures:
    """Return the groups of all layers that the viewer may see, of today or of a revision.

    Observations are not told of the past.
    """
    found = {}
    for layer in session.viewer.layers(session.catalogue):
        rows = session.connection.execute(_statement(session, layer, as_of))
        sets = list(_columns(session, layer))
        found[layer.name] = [_group(row, sets) for row in rows]
    return found


def seen_fields(session: CommuneSession, layer: Layer) -> Mapping[FieldRole, Field]:
    """Return the fields of a layer that the viewer may see, by their role."""
    return {each.role: each for each in reversed(session.viewer.fields(layer)) if each.role}


def state(session: CommuneSession) -> str:
    """Return what changes when there are more observations: they may come without an edit."""
    table = session.tables.tables["commune.observation"]
    return str(session.connection.scalar(select(func.count()).select_from(table)))


def to_bytes(found: Figures) -> bytes:
    """Return figures as a cache keeps them."""
    return orjson.dumps({name: [astuple(each) for each in of] for name, of in found.items()})


def from_bytes(kept: bytes) -> Figures:
    """Return what `to_bytes` was given."""
    return {
        name: [Group(By(by), *rest) for by, *rest in groups]
        for name, groups in orjson.loads(kept).items()
    }


def _group(row: Any, sets: Sequence[By]) -> Group:
    by = sets[row.which]
    value = getattr(row, f"by_{by.value}", None)
    if by is By.RENEWAL:
        value = getattr(row, "by_material", None)
    year = getattr(row, "by_year", None) if by in (By.YEAR, By.RENEWAL) else None
    return Group(
        by,
        None if by is By.YEAR else value,
        year,
        bool(row.dated),
        bool(row.there),
        int(row.count),
        float(row.length or 0),
        float(row.area or 0),
    )


def _statement(session: CommuneSession, layer: Layer, as_of: int | None) -> Any:
    """Return the statement that groups a layer; ``which`` is the number of the grouping."""
    rows = session.table(layer) if as_of is None else journal.as_of(session, layer, as_of)
    sets = _columns(session, layer)
    columns, source = _values(session, layer, rows, as_of)
    geom = rows.c.geom
    line, area = layer.geometry is GeometryKind.LINE, layer.geometry is GeometryKind.AREA
    inner = (
        select(
            *(column.label(name) for name, column in columns.items()),
            (func.ST_Length(geom) if line else literal(0.0)).label("length"),
            (func.ST_Area(geom) if area else literal(0.0)).label("area"),
        )
        .select_from(source)
        .subquery("asset")
    )
    names = list(columns)
    # Every set has the columns of its own and `there`: the bits of the others tell which it is.
    bits = func.grouping(*(inner.c[name] for name in names))
    which = case(
        *(
            (bits == _bits(names, ["there", *wanted]), number)
            for number, wanted in enumerate(sets.values())
        )
    )
    sums = (func.sum(inner.c[name]).label(name) for name in ("length", "area"))
    grouped = [
        tuple_(inner.c.there, *(inner.c[name] for name in wanted)) for wanted in sets.values()
    ]
    return select(
        which.label("which"), *(inner.c[name] for name in names), func.count().label("count"), *sums
    ).group_by(func.grouping_sets(*grouped))


def _bits(names: Sequence[str], grouped: Sequence[str]) -> int:
    """Return what SQL's GROUPING says of a set: a one for each column that is not in it."""
    return int("".join("0" if name in grouped else "1" for name in names), 2)


def _columns(session: CommuneSession, layer: Layer) -> dict[By, list[str]]:
    """Return the groupings of a layer with the columns that each one has."""
    seen = seen_fields(session, layer)
    found: dict[By, list[str]] = {By.ALL: []}
    for by, role in FIELDS.items():
        if role in seen:
            found[by] = [f"by_{by.value}"]
    found[By.OBSERVED] = ["by_observed"]
    if FieldRole.INSTALLED in seen or FieldRole.INSTALLED_YEAR in seen:
        found[By.YEAR] = ["by_year", "dated"]
        material = ["by_material"] if By.MATERIAL in found else []
        found[By.RENEWAL] = ["by_year", *material]
    return found


def _values(
    session: CommuneSession, layer: Layer, rows: Any, as_of: int | None
) -> tuple[dict[str, ColumnElement[Any]], Any]:
    """Return the columns that are grouped by, and where they come from."""
    seen = seen_fields(session, layer)
    found: dict[str, ColumnElement[Any]] = {"there": ~_absent(seen, rows)}
    for by, role in FIELDS.items():
        if role in seen:
            column = rows.c[seen[role].name]
            found[f"by_{by.value}"] = (
                _class(layer, column) if by is By.ACCURACY else _noted(seen[role], column)
            )
    day, year = seen.get(FieldRole.INSTALLED), seen.get(FieldRole.INSTALLED_YEAR)
    years: list[ColumnElement[Any]] = []
    if day is not None:
        years.append(cast(extract("year", rows.c[day.name]), SqlInteger))
    if year is not None:
        years.append(rows.c[year.name])
    found["by_year"] = func.coalesce(*years) if years else null()
    found["dated"] = rows.c[day.name].is_not(None) if day is not None else false()
    if as_of is not None:
        return found | {"by_observed": cast(null(), SqlText)}, rows
    first = _first_observed(session, layer)
    month = func.to_char(func.timezone(local_time.ZONE.key, first.c.at), "YYYY-MM")
    return found | {"by_observed": month}, rows.outerjoin(first, first.c.asset == rows.c.id)


def _absent(seen: Mapping[FieldRole, Field], rows: Any) -> ColumnElement[bool]:
    status = seen.get(FieldRole.STATUS)
    if status is None or status.codes is None:
        return false()
    codes = [c.value for c in status.codes.codes if {Trait.GONE, Trait.COMING} & set(c.traits)]
    column = rows.c[status.name]
    return func.coalesce(or_(false(), *(column == code for code in codes)), false())


def _noted(field: Field, column: Any) -> ColumnElement[Any]:
    return func.nullif(column, "") if field.kind in (Kind.TEXT, Kind.CODE) else column


def _class(layer: Layer, column: Any) -> ColumnElement[Any]:
    ends = [(column <= layer.accuracy_m * times, n) for n, times in enumerate(ACCURACY_STEPS)]
    return case((column.is_(None), None), *ends, else_=len(ACCURACY_STEPS))


def _first_observed(session: CommuneSession, layer: Layer) -> Any:
    table = session.tables.tables["commune.observation"]
    return (
        select(table.c.asset, func.min(table.c.at).label("at"))
        .where(table.c.layer == layer.name)
        .group_by(table.c.asset)
        .subquery("first")
    )
