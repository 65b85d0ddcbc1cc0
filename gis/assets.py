"""The door: how an asset is read, created, changed and removed.

Writing goes through here or through SQL, and either way PostgreSQL journals it. Reading
takes the session's viewer: fields that it may not see do not leave this module.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

from geoalchemy2.shape import from_shape, to_shape
from shapely.geometry.base import BaseGeometry
from sqlalchemy import (
    Row,
    Select,
    Table,
    bindparam,
    delete,
    insert,
    select,
    true,
    update,
)
from sqlalchemy.exc import IntegrityError
from uuid_utils.compat import uuid7

from gis import territories
from gis.errors import (
    CodeTaken,
    Invalid,
    Issue,
    Severity,
    StaleVersion,
    StillReferred,
    UnknownAsset,
)
from gis.geometry import Territory, conform
from gis.questions import Question
from gis.sentences import phrase
from gis.session import CommuneSession
from gis.validation.applies import misplaced
from gis.validation.fields import check_properties
from layers.spec import Field, FieldRole, Kind, Layer


@dataclass(frozen=True, slots=True)
class Asset:
    """One asset as it stands.

    Attributes
    ----------
    version : int
        Grows by one with every change; a writer names the one it has read.
    geometry : BaseGeometry
        2D, in the commune's home CRS (metres).
    properties : dict
        Values by field name, in Python types; only fields the viewer may see.
    """

    layer: Layer
    id: UUID
    version: int
    geometry: BaseGeometry
    properties: dict[str, Any]


def new_id() -> UUID:
    """Return a UUIDv7: sortable by the time of its making."""
    return uuid7()


def get(session: CommuneSession, layer: Layer, asset: UUID, *, lock: bool = False) -> Asset:
    """Return one asset; nobody else changes a locked one until the transaction ends.

    Raises
    ------
    UnknownAsset
    """
    query = _get(session.table(layer), lock=lock)
    row = session.connection.execute(query, {"asset": asset}).one_or_none()
    if row is None:
        raise UnknownAsset(layer.name, str(asset))
    return _asset(session, layer, row)


# Such statements cost more to build than to execute.
@lru_cache(maxsize=1024)
def _get(table: Table, *, lock: bool) -> Select[Any]:
    query = select(table).where(table.c.id == bindparam("asset"))
    return query.with_for_update() if lock else query


def locked(session: CommuneSession, layer: Layer, ids: Collection[UUID]) -> dict[UUID, Asset]:
    """Return those of some assets that are there, all locked until the transaction ends."""
    table = session.table(layer)
    query = select(table).where(table.c.id.in_(ids)).order_by(table.c.id).with_for_update()
    return {row.id: _asset(session, layer, row) for row in session.connection.execute(query)}


def there(session: CommuneSession, layer: Layer, ids: Collection[UUID]) -> set[UUID]:
    """Return those of some ids under which there is an asset of a layer."""
    table = session.table(layer)
    return set(session.connection.scalars(select(table.c.id).where(table.c.id.in_(ids))))


def find_by_code(session: CommuneSession, layer: Layer, code: str) -> Asset | None:
    """Return the asset of a layer that bears this code, or None."""
    table = session.table(layer)
    row = session.connection.execute(select(table).where(table.c.code == code)).one_or_none()
    return None if row is None else _asset(session, layer, row)


def nearest(
    session: CommuneSession, layer: Layer, geometry: BaseGeometry, within_m: float
) -> tuple[Asset, float] | None:
    """Return the asset of a layer nearest to a geometry (home CRS), and its distance in metres.

    What has been removed is not there any more.
    """
    here = from_shape(geometry, srid=session.commune.srid)
    statement = _nearest(layer, session.table(layer), within_m)
    row = session.connection.execute(statement, {"here": here}).one_or_none()
    return None if row is None else (_asset(session, layer, row), float(row.distance_m))


def nearest_id(
    session: CommuneSession, layer: Layer, geometry: BaseGeometry, within_m: float
) -> Question[tuple[UUID, float] | None]:
    """Return the question which asset is nearest, and how far away in metres; see `nearest`."""
    return Question(
        _nearest_id(layer, session.table(layer), within_m),
        lambda row: row and (row[0], float(row[1])),
        {"here": from_shape(geometry, srid=session.commune.srid)},
    )


@lru_cache(maxsize=512)
def _nearest_id(layer: Layer, table: Table, within_m: float) -> Select[Any]:
    whole = _nearest(layer, table, within_m)
    return whole.with_only_columns(table.c.id, whole.selected_columns.distance_m)


@lru_cache(maxsize=512)
def _nearest(layer: Layer, table: Table, within_m: float) -> Select[Any]:
    """Return a statement that costs more to build than to execute."""
    status = layer.field_of(FieldRole.STATUS)
    there = table.c[status.name].is_distinct_from("removed") if status else true()
    here = bindparam("here", type_=table.c.geom.type)
    distance = table.c.geom.ST_Distance(here).label("distance_m")
    return (
        select(table, distance)
        .where(table.c.geom.ST_DWithin(here, within_m), there)
        .order_by(distance, table.c.id)
        .limit(1)
    )


def _asset(session: CommuneSession, layer: Layer, row: Row[Any]) -> Asset:
    values = row._mapping  # noqa: SLF001  SQLAlchemy's documented view of a row
    properties = {field.name: values[field.name] for field in session.viewer.fields(layer)}
    return Asset(layer, values["id"], values["version"], to_shape(values["geom"]), properties)


def create(  # noqa: PLR0913  what an asset is made of
    session: CommuneSession,
    layer: Layer,
    geometry: BaseGeometry | None,
    properties: Mapping[str, Any],
    *,
    asset: UUID | None = None,
    ground: Territory | None = None,
    unique: bool = False,
) -> tuple[Asset, list[Issue]]:
    """Create an asset.

    Parameters
    ----------
    geometry : BaseGeometry
        In the commune's home CRS.
    asset : UUID, optional
        The id its maker gave it, for whatever can be created offline.
    ground : Territory, optional
        Where assets may lie, for who creates many of them.
    unique : bool
        Nothing else can have its id or its code: a savepoint is spared.

    Returns
    -------
    asset, issues
        The issues are warnings and notes: what was repaired, what lies close to the limits.

    Raises
    ------
    Invalid
        With every error found.
    CodeTaken
    """
    clean, issues = check_properties(layer, properties)
    found, more = check_geometry(session, layer, geometry, ground)
    issues = _below("properties", issues) + _below("geometry", more)
    issues += check_references(session, layer, clean)
    if found is None or any(issue.severity is Severity.ERROR for issue in issues):
        raise Invalid(issues)
    table = session.table(layer)
    # The code is left to PostgreSQL where none was given.
    given = {
        name: value
        for name, value in clean.items()
        if value is not None or layer.by_name[name].role is not FieldRole.CODE
    }
    given |= {"id": asset or new_id(), "geom": from_shape(found, srid=session.commune.srid)}
    row = _write(session, layer, clean, _insert(table), given, unique=unique)
    made = _asset(session, layer, row)
    return made, issues + _below("properties", misplaced(layer, made.properties))


@lru_cache(maxsize=512)
def _insert(table: Table) -> Any:
    return insert(table).returning(table)


def change(  # noqa: PLR0913  what is changed, from which version on
    session: CommuneSession,
    layer: Layer,
    asset: UUID,
    version: int,
    *,
    properties: Mapping[str, Any] | None = None,
    geometry: BaseGeometry | None = None,
) -> tuple[Asset, list[Issue]]:
    """Change some properties or the geometry of an asset.

    Parameters
    ----------
    version : int
        The version that the change is made to.

    Raises
    ------
    Invalid, StaleVersion, UnknownAsset, CodeTaken
    """
    clean, issues = check_properties(layer, properties or {}, partial=True)
    issues = _below("properties", issues)
    # A code can be changed but not taken away.
    values: dict[str, Any] = {
        name: value
        for name, value in clean.items()
        if value is not None or layer.by_name[name].role is not FieldRole.CODE
    }
    if geometry is not None:
        found, more = check_geometry(session, layer, geometry)
        issues += _below("geometry", more)
        if found is not None:
            values["geom"] = from_shape(found, srid=session.commune.srid)
    issues += check_references(session, layer, clean)
    if any(issue.severity is Severity.ERROR for issue in issues):
        raise Invalid(issues)
    made = _changed(session, layer, asset, version, values, clean)
    return made, issues + _below("properties", misplaced(layer, made.properties, clean))


def _changed(  # noqa: PLR0913  what is written, from which version on
    session: CommuneSession,
    layer: Layer,
    asset: UUID,
    version: int,
    values: dict[str, Any],
    clean: dict[str, Any],
) -> Asset:
    """Write values to the version that the writer has read; all in one statement as a rule."""
    row = None
    if values:
        statement = _update(session.table(layer), tuple(sorted(values)))
        given = {f"new_{name}": value for name, value in values.items()}
        given |= {"asset": asset, "seen": version}
        row = _write(session, layer, clean, statement, given)
    if row is None:
        # Nothing to change, or somebody was faster, or it is gone.
        _require(session, layer, asset, version)
        return get(session, layer, asset)
    return _asset(session, layer, row)


@lru_cache(maxsize=1024)
def _update(table: Table, names: tuple[str, ...]) -> Any:
    new = {name: bindparam(f"new_{name}", type_=table.c[name].type) for name in names}
    here = (table.c.id == bindparam("asset"), table.c.version == bindparam("seen"))
    return update(table).where(*here).values(new).returning(table)


def remove(session: CommuneSession, layer: Layer, asset: UUID, version: int) -> None:
    """Remove an asset that was never there; what was dismantled gets the status instead.

    Raises
    ------
    StaleVersion, UnknownAsset
    StillReferred
        Naming the first asset that refers to it.
    """
    _require(session, layer, asset, version)
    # The database would refuse too, but only at the commit.
    for other, field in _references_to(session, layer):
        referring = session.table(other)
        who = select(referring.c.code).where(referring.c[field.name] == asset).limit(1)
        if (code := session.connection.scalar(who)) is not None:
            raise StillReferred(layer.name, f"{other.name} {code}")
    table = session.table(layer)
    session.connection.execute(delete(table).where(table.c.id == asset))


def _require(session: CommuneSession, layer: Layer, asset: UUID, version: int) -> None:
    """Lock the asset at the version that the writer has read."""
    table = session.table(layer)
    found = session.connection.scalar(
        select(table.c.version).where(table.c.id == asset).with_for_update()
    )
    if found is None:
        raise UnknownAsset(layer.name, str(asset))
    if found != version:
        raise StaleVersion(layer.name, asset, version, found)


_UNIQUE = frozenset({"id", "new_code"})
"""Values by which a statement can fail that was checked before."""


def _write(  # noqa: PLR0913  what is written, and how
    session: CommuneSession,
    layer: Layer,
    clean: dict[str, Any],
    statement: Any,
    values: dict[str, Any] | None = None,
    *,
    unique: bool = False,
) -> Any:
    """Write one asset; a savepoint is spared where nothing else could have the same value."""
    if values and (unique or not values.keys() & _UNIQUE):
        return session.connection.execute(statement, values).one_or_none()
    try:
        with session.connection.begin_nested():
            return session.connection.execute(statement, values).one_or_none()
    except IntegrityError as error:
        raise _conflict(layer, clean, error) from error


def _conflict(layer: Layer, clean: dict[str, Any], error: IntegrityError) -> Exception:
    diagnostic = getattr(error.orig, "diag", None)
    constraint = (diagnostic and diagnostic.constraint_name) or ""
    if constraint.endswith("_fkey"):
        return StillReferred(layer.name, constraint)
    if constraint.endswith("_key"):
        code = layer.field_of(FieldRole.CODE)
        value = clean.get(code.name) if code else None
        return CodeTaken(layer.name, phrase("this_code", code=value))
    if constraint.endswith("_pkey"):
        return CodeTaken(layer.name, phrase("this_id"))
    return error


def check_geometry(
    session: CommuneSession,
    layer: Layer,
    geometry: BaseGeometry | None,
    ground: Territory | None = None,
) -> tuple[BaseGeometry | None, list[Issue]]:
    """Return a geometry (home CRS) as a layer keeps it, and what is wrong with it or its place."""
    found, issues = conform(geometry, layer.geometry)
    if found is not None and layer is not session.catalogue.bounding():
        issues += (ground or territories.of(session)).check(found)
    return found, issues


def check_references(
    session: CommuneSession, layer: Layer, values: Mapping[str, Any]
) -> list[Issue]:
    """Return an issue for each reference to an asset that is not there."""
    issues = []
    for field in layer.all_fields:
        value = values.get(field.name)
        if field.kind is not Kind.REFERENCE or value is None or field.refers_to is None:
            continue
        target = session.table(session.catalogue[field.refers_to])
        if session.connection.scalar(select(target.c.id).where(target.c.id == value)) is None:
            details = {"value": str(value), "layer": field.refers_to}
            path = f"properties.{field.name}"
            issues.append(Issue("not_a_reference", path, details=details))
    return issues


def _references_to(session: CommuneSession, layer: Layer) -> list[tuple[Layer, Field]]:
    return [
        (other, field)
        for other in session.catalogue.values()
        for field in other.all_fields
        if field.kind is Kind.REFERENCE and field.refers_to == layer.name
    ]


def _below(prefix: str, issues: list[Issue]) -> list[Issue]:
    return [issue.below(prefix) for issue in issues]
