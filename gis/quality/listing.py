"""Issues as somebody may see them: listed, counted, followed over time, waived.

Who may not see a layer, or a field that a rule looks at, is told nothing of its issues: they
are neither shown nor counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, and_, false, func, insert, or_, select, true

from gis import crs, local_time
from gis.assets import new_id
from gis.errors import Invalid, Issue, Severity, UnknownThing
from gis.features import Box
from gis.sentences import phrase
from gis.session import CommuneSession
from gis.validation.engine import RULES, checked_layers
from gis.validation.levels import FINEST_NEEDED_M
from gis.validation.rule import Rule
from gis.viewer import Action, Viewer
from layers.spec import Layer, Text


class Which(StrEnum):
    """Issues that are still there: those nobody has waived, those somebody has, or both."""

    OPEN = "open"
    WAIVED = "waived"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which issues are asked for.

    Raises
    ------
    Invalid
        There is no such rule.
    """

    rule: str | None = None
    severity: Severity | None = None
    layer: Layer | None = None
    box: Box | None = None
    which: Which = Which.OPEN

    def __post_init__(self) -> None:
        if self.rule is not None and self.rule not in RULES:
            hint = "→ " + ", ".join(RULES)
            details = {"value": self.rule[:40], "list": "rule", "hint": hint}
            raise Invalid([Issue("unknown_code", "rule", details=details)])

    @property
    def rules(self) -> list[Rule]:
        """The rules that are asked for."""
        return [
            rule
            for rule in RULES.values()
            if self.rule in (None, rule.code) and self.severity in (None, rule.severity)
        ]


@dataclass(frozen=True, slots=True)
class Waiver:
    """Why an issue may stay: who said so, when, and until when."""

    reason: str
    actor: str
    at: datetime
    expires_at: datetime | None


@dataclass(frozen=True, slots=True)
class Listed:
    """An issue that is still there.

    Attributes
    ----------
    lon, lat : float
        Where to look, WGS84, degrees.
    first_revision, first_at
        Up to which revision the commune was checked when it was seen first, and when.
    """

    id: UUID
    rule: Rule
    layer: Layer
    asset: UUID
    other_layer: str | None
    other: UUID | None
    lon: float
    lat: float
    details: dict[str, Any]
    first_revision: int
    first_at: datetime
    waiver: Waiver | None

    @property
    def sentence(self) -> Text:
        """What is wrong and what helps."""
        return self.rule.sentence.format(**self.details)


@dataclass(frozen=True, slots=True)
class Counted:
    """How many issues of a rule a layer has."""

    rule: Rule
    layer: Layer
    open: int
    waived: int


def listed(
    session: CommuneSession,
    wanted: Wanted,
    now: datetime,
    *,
    after: UUID | None = None,
    limit: int = 100,
) -> list[Listed]:
    """Return issues that are still there, the first seen first."""
    issue = session.tables.tables["commune.issue"]
    query = _joined(session, wanted, now).order_by(issue.c.id).limit(limit)
    if after is not None:
        query = query.where(issue.c.id > after)
    return _listed(session, session.connection.execute(query).all())


def counted(session: CommuneSession, wanted: Wanted, now: datetime) -> list[Counted]:
    """Return how many issues there are of each rule in each layer, by rule and layer."""
    rows = _joined(session, wanted, now).subquery("found")
    query = select(
        rows.c.rule,
        rows.c.layer,
        func.count().filter(rows.c.reason.is_(None)),
        func.count().filter(rows.c.reason.is_not(None)),
    ).group_by(rows.c.rule, rows.c.layer)
    found = [
        Counted(RULES[rule], session.catalogue[layer], open_, waived)
        for rule, layer, open_, waived in session.connection.execute(query)
    ]
    rules, layers = list(RULES), list(session.catalogue)
    return sorted(
        found, key=lambda each: (rules.index(each.rule.code), layers.index(each.layer.name))
    )


def waive(
    session: CommuneSession,
    issue: UUID,
    reason: str,
    now: datetime,
    expires_at: datetime | None = None,
) -> Listed:
    """Let an issue stay, for a reason, until some day or for good.

    Raises
    ------
    UnknownThing
        There is no such issue, it is resolved, or the viewer may not know of it.
    NotAllowed
    Invalid
        It would expire before it begins.
    """
    session.viewer.must(Action.EDIT)
    found = get(session, issue, now)
    if expires_at is not None and expires_at <= now:
        raise Invalid([Issue("waiver_expired", "expires_at")])
    session.connection.execute(
        insert(session.tables.tables["commune.waiver"]).values(
            id=new_id(),
            rule=found.rule.code,
            asset=found.asset,
            reason=reason,
            actor=session.viewer.actor,
            at=now,
            expires_at=expires_at,
        )
    )
    return get(session, issue, now)


def get(session: CommuneSession, issue: UUID, now: datetime) -> Listed:
    """Return one issue that is still there.

    Raises
    ------
    UnknownThing
    """
    table = session.tables.tables["commune.issue"]
    query = _joined(session, Wanted(which=Which.ALL), now).where(table.c.id == issue)
    found = _listed(session, session.connection.execute(query).all())
    if not found:
        raise UnknownThing("issue", str(issue))
    return found[0]


@dataclass(frozen=True, slots=True)
class Day:
    """How many issues were there at the end of a day, waived ones included."""

    day: date
    by_severity: dict[Severity, int]

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.by_severity.values())


def trend(session: CommuneSession, now: datetime, days: int = 90) -> list[Day]:
    """Return the number of issues at the end of each of the last days, the oldest first.

    Days before the first check are left out: nobody knows what was wrong then.
    """
    issue = session.tables.tables["commune.issue"]
    known = state(session)
    if known is None:
        return []
    today = local_time.day(now)
    first = max(today - timedelta(days=days - 1), local_time.day(known.since))
    change: dict[date, dict[Severity, int]] = {}
    for column, sign in ((issue.c.first_at, 1), (issue.c.resolved_at, -1)):
        day = func.date(func.timezone(local_time.ZONE.key, column))
        query = (
            select(day, issue.c.rule, func.count())
            .where(column.is_not(None), visible(session, list(RULES.values())))
            .group_by(day, issue.c.rule)
        )
        for when, rule, count in session.connection.execute(query):
            changed = change.setdefault(max(when, first), dict.fromkeys(Severity, 0))
            changed[RULES[rule].severity] += sign * count
    running = dict.fromkeys(Severity, 0)
    found = []
    for number in range((today - first).days + 1):
        when = first + timedelta(days=number)
        for severity, count in change.get(when, {}).items():
            running[severity] += count
        found.append(Day(when, dict(running)))
    return found


@dataclass(frozen=True, slots=True)
class State:
    """Up to where a commune was checked, when, since when, and which rules could not run."""

    revision: int
    at: datetime
    since: datetime
    not_checked: dict[str, float | None]


def state(session: CommuneSession) -> State | None:
    """Return the state of checking, or None where the commune was never checked."""
    table = session.tables.tables["commune.checked"]
    query = select(table).where(table.c.incarnation == session.commune.incarnation)
    row = session.connection.execute(query).one_or_none()
    return None if row is None else State(row.revision, row.at, row.since, row.not_checked)


def why_not_checked(cell_m: float | None) -> Text:
    """Return why levels were not compared with the ground; cells of the terrain in metres."""
    if cell_m is None:
        return phrase("terrain_missing").words
    return phrase("terrain_coarse", cell_m=cell_m, needed_m=FINEST_NEEDED_M).words


def visible(session: CommuneSession, rules: Sequence[Rule]) -> ColumnElement[bool]:
    """Return what is true of the issues of these rules that the viewer may know of."""
    issue = session.tables.tables["commune.issue"]
    alike: dict[tuple[str, ...], list[str]] = {}
    for rule in rules:
        names = tuple(
            layer.name
            for layer in checked_layers(session.catalogue)
            if _readable(session.viewer, rule, layer)
        )
        alike.setdefault(names, []).append(rule.code)
    return or_(
        false(),
        *(
            and_(
                issue.c.rule.in_(codes),
                issue.c.layer.in_(names),
                or_(issue.c.other_layer.is_(None), issue.c.other_layer.in_(names)),
            )
            for names, codes in alike.items()
        ),
    )


def _readable(viewer: Viewer, rule: Rule, layer: Layer) -> bool:
    read = [field for role in rule.reads if (field := layer.field_of(role)) is not None]
    seen = viewer.fields(layer)
    return layer.visibility <= viewer.level and all(field in seen for field in read)


def _joined(session: CommuneSession, wanted: Wanted, now: datetime) -> Any:
    issue = session.tables.tables["commune.issue"]
    waiver = session.tables.tables["commune.waiver"]
    # The newest one that still holds.
    holding = (
        select(waiver.c.reason, waiver.c.actor, waiver.c.at, waiver.c.expires_at)
        .where(waiver.c.asset == issue.c.asset, waiver.c.rule == issue.c.rule)
        .where(or_(waiver.c.expires_at.is_(None), waiver.c.expires_at > now))
        .order_by(waiver.c.at.desc(), waiver.c.id.desc())
        .limit(1)
        .lateral("holding")
    )
    columns = (c for c in issue.c if c.name != "geom")
    x, y = func.ST_X(issue.c.geom).label("x"), func.ST_Y(issue.c.geom).label("y")
    query = (
        select(*columns, x, y, holding)
        .select_from(issue.outerjoin(holding, onclause=true()))
        .where(issue.c.resolved_at.is_(None), visible(session, wanted.rules))
    )
    if wanted.layer is not None:
        query = query.where(issue.c.layer == wanted.layer.name)
    if wanted.box is not None:
        query = query.where(_in_box(issue.c.geom, wanted.box))
    if wanted.which is Which.OPEN:
        query = query.where(holding.c.reason.is_(None))
    if wanted.which is Which.WAIVED:
        query = query.where(holding.c.reason.is_not(None))
    return query


def _in_box(geom: Any, box: Box) -> ColumnElement[bool]:
    """Compare in degrees: issues are few beside assets."""
    there = func.ST_Transform(geom, crs.WGS84)
    parts = [box] if box.west <= box.east else [box._replace(east=180.0), box._replace(west=-180.0)]
    return or_(
        *(
            func.ST_Intersects(
                there, func.ST_MakeEnvelope(p.west, p.south, p.east, p.north, crs.WGS84)
            )
            for p in parts
        )
    )


def _listed(session: CommuneSession, rows: Sequence[Row[Any]]) -> list[Listed]:
    if not rows:
        return []
    lon, lat = session.commune.operation.to_wgs84([r.x for r in rows], [r.y for r in rows])
    return [
        Listed(
            row.id,
            RULES[row.rule],
            session.catalogue[row.layer],
            row.asset,
            row.other_layer,
            row.other,
            float(east),
            float(north),
            row.details,
            row.first_revision,
            row.first_at,
            Waiver(row.reason, row.actor, row.at, row.expires_at) if row.reason else None,
        )
        for row, east, north in zip(rows, lon, lat, strict=True)
    ]
