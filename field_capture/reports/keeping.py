"""Keeping a report: its number and all its rows in one statement.

Numbers are handed out under the lock of the year's row. In a storm everybody waits for that lock,
so it is held for one statement and no longer: where that statement is a transaction of its own
(``at_once`` in `gis.session`), PostgreSQL commits it before Python, busy with others, even hears
that it is done.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

import orjson
from geoalchemy2 import Geometry
from sqlalchemy import (
    CTE,
    Column,
    Executable,
    MetaData,
    Table,
    Text,
    bindparam,
    case,
    cast,
    column,
    func,
    insert,
    null,
    select,
    true,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.dialects.postgresql import insert as upsert

from field_capture.reports.draft import Contact
from field_capture.store import metadata
from gis import local_time
from gis.database.tables import COMMUNE
from gis.session import CommuneSession

_DIGITS = 5
_NUMBER = "number"


Job = tuple[str, Mapping[str, Any]]
"""A task and its arguments."""


@dataclass(frozen=True, slots=True)
class Rows:
    """What is kept of one report.

    Attributes
    ----------
    report : mapping
        Columns of the table of reports, but for its number.
    asset, follower : mapping, optional
        The asset that is meant; who is to confirm an address. Without the report's id.
    photos : sequence of mapping
        Rows of `report_photo`, without the report's id; see `report_photos.rows`.
    jobs : sequence of Job
        What is to be done about it.
    """

    report: Mapping[str, Any]
    contact: Contact
    asset: Mapping[str, Any] | None = None
    follower: Mapping[str, Any] | None = None
    photos: Sequence[Mapping[str, Any]] = ()
    jobs: Sequence[Job] = ()


def keep(session: CommuneSession, rows: Rows, now: datetime) -> str:
    """Keep a report; return its number.

    Raises
    ------
    IntegrityError
        A report with the same key was kept at this very moment.
    """
    year = local_time.local(now).year
    # What a report is about is said about everything that belongs to it.
    values: dict[str, Any] = {"year": year, "prefix": f"{year % 100:02d}-"}
    values |= {f"report_{name}": value for name, value in rows.report.items()}
    parts = []
    for name, row in (
        ("report_contact", asdict(rows.contact) if rows.contact else None),
        ("report_asset", rows.asset),
        ("report_follower", rows.follower),
    ):
        if row is not None:
            parts.append((name, tuple(row)))
            values |= {f"{name}_{each}": value for each, value in row.items()}
    photos = tuple(rows.photos[0]) if rows.photos else ()
    if photos:
        values["photos"] = orjson.loads(orjson.dumps([dict(each) for each in rows.photos]))
    for n, (task, arguments) in enumerate(rows.jobs):
        values |= {f"task_{n}": task, f"arguments_{n}": dict(arguments)}
    tables = metadata(session.commune.srid)
    statement = _statement(tables, tuple(rows.report), tuple(parts), photos, len(rows.jobs))
    number: str = session.connection.execute(statement, values).one()[0]
    return number


@lru_cache(maxsize=256)
def _statement(
    tables: MetaData,
    named: tuple[str, ...],
    parts: tuple[tuple[str, tuple[str, ...]], ...],
    photos: tuple[str, ...],
    jobs: int,
) -> Executable:
    """Return the statement for the parts that a report has; built once for each combination."""
    kept = _numbered(tables, named)
    others = []
    for name, columns in parts:
        rows = _table(tables, name)
        values = (_given(rows.c[each], f"{name}_{each}") for each in columns)
        found = select(kept.c.id, *values)
        others.append(insert(rows).from_select(["report", *columns], found).cte(f"new_{name}"))
    if photos:
        rows = _table(tables, "report_photo")
        sent = func.jsonb_to_recordset(bindparam("photos", type_=JSONB)).table_valued(
            *(column(each, rows.c[each].type) for each in photos)
        )
        source = sent.render_derived(name="sent", with_types=True)
        each_photo = (source.c[each] for each in photos)
        found = select(kept.c.id, *each_photo).select_from(kept.join(source, true()))
        others.append(insert(rows).from_select(["report", *photos], found).cte("new_photos"))
    asked = [
        func.platform.enqueue(
            bindparam(f"task_{n}", type_=Text),
            bindparam(f"arguments_{n}", type_=JSONB),
            null(),
            null(),
        )
        for n in range(jobs)
    ]
    return select(kept.c.number, *(cast(each, Text) for each in asked)).add_cte(*others)


def _numbered(tables: MetaData, named: tuple[str, ...]) -> CTE:
    counter, report = _table(tables, "report_counter"), _table(tables, "report")
    counted = (
        upsert(counter)
        .values(year=bindparam("year"), last=1)
        .on_conflict_do_update(index_elements=["year"], set_={"last": counter.c.last + 1})
        .returning(counter.c.last)
        .cte("counted")
    )
    last = cast(counted.c.last, Text)
    padded = case((func.length(last) < _DIGITS, func.lpad(last, _DIGITS, "0")), else_=last)
    number = bindparam("prefix", type_=Text) + padded
    values = (_given(report.c[each], f"report_{each}") for each in named)
    row = select(number, *values).select_from(counted)
    kept = insert(report).from_select([_NUMBER, *named], row)
    return kept.returning(report.c.id, report.c.number).cte("kept")


def _given(target: Column[Any], name: str) -> Any:
    """Return a parameter as the column wants it: PostgreSQL asks for types in such a SELECT."""
    value = bindparam(name, type_=target.type)
    return value if isinstance(target.type, Geometry) else cast(value, target.type)


def _table(tables: MetaData, name: str) -> Table:
    return tables.tables[f"{COMMUNE}.{name}"]
