"""Issues as they are kept: found once, seen again, gone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import shapely
from geoalchemy2.shape import from_shape
from sqlalchemy import LargeBinary, bindparam, func, insert, select, update

from gis.assets import new_id
from gis.session import CommuneSession
from gis.validation.rule import Finding

Key = tuple[str, str, UUID, UUID | None, str]


@dataclass(frozen=True, slots=True)
class Recorded:
    """What a check changed: issues that are new, and those that are gone."""

    opened: int
    resolved: int


def key_of(finding: Finding) -> Key:
    """Return what makes a finding the same as an earlier one."""
    other = finding.other.id if finding.other else None
    return (finding.rule, finding.asset.layer, finding.asset.id, other, finding.part)


def record(
    session: CommuneSession,
    findings: Iterable[Finding],
    about: Sequence[UUID] | None,
    revision: int,
    now: datetime,
) -> Recorded:
    """Keep what was found; what is not found any more is resolved.

    Parameters
    ----------
    about : sequence of UUID or None
        The assets that were checked, also those that are gone; None is the whole commune.
    revision : int
        Of the commune when it was checked.
    """
    table = session.tables.tables["commune.issue"]
    known = _open(session, about)
    new, changed = [], []
    for finding in findings:
        details = details_of(finding)
        kept = known.pop(key_of(finding), None)
        if kept is None:
            new.append(_values(session, finding, details) | {
                "id": new_id(), "first_revision": revision, "first_at": now,
            })  # fmt: skip
        elif kept[1:] != (shapely.to_wkb(finding.place), details):
            changed.append({"issue": kept[0], "geom": _geom(session, finding), "details": details})
    connection = session.connection
    if new:
        connection.execute(insert(table), new)
    if changed:
        again = update(table).where(table.c.id == bindparam("issue"))
        connection.execute(
            again.values(geom=bindparam("geom"), details=bindparam("details")), changed
        )
    if known:
        gone = [issue for issue, _, _ in known.values()]
        connection.execute(
            update(table)
            .where(table.c.id.in_(gone))
            .values(resolved_revision=revision, resolved_at=now)
        )
    return Recorded(len(new), len(known))


def details_of(finding: Finding) -> dict[str, Any]:
    """Return what fills the sentence of a finding."""
    details = {**finding.values, "asset": finding.asset.code}
    return details | {"other": finding.other.code} if finding.other else details


def _open(
    session: CommuneSession, about: Sequence[UUID] | None
) -> dict[Key, tuple[UUID, bytes, dict[str, Any]]]:
    table = session.tables.tables["commune.issue"]
    c = table.c
    place = func.ST_AsBinary(c.geom, type_=LargeBinary)
    query = select(c.id, c.rule, c.layer, c.asset, c.other, c.part, place, c.details).where(
        c.resolved_at.is_(None)
    )
    if about is not None:
        query = query.where(c.asset == func.any(list(about)))
    return {
        (rule, layer, asset, other, part): (issue, bytes(wkb), details)
        for issue, rule, layer, asset, other, part, wkb, details in session.connection.execute(
            query
        )
    }


def _values(session: CommuneSession, finding: Finding, details: dict[str, Any]) -> dict[str, Any]:
    other = finding.other
    return {
        "rule": finding.rule,
        "layer": finding.asset.layer,
        "asset": finding.asset.id,
        "other_layer": other.layer if other else None,
        "other": other.id if other else None,
        "part": finding.part,
        "geom": _geom(session, finding),
        "details": details,
    }


def _geom(session: CommuneSession, finding: Finding) -> Any:
    return from_shape(finding.place, srid=session.commune.srid)
