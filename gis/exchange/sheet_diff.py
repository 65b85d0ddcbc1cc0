"""What somebody edited in a sheet: compared with what went out and with what stands now.

Each row names the version it went out with. What that version was, the journal knows: so a cell
that differs from today's value is told apart from one that somebody else changed meanwhile. An
edited row whose asset was changed meanwhile is a conflict and stays as it is, unless its sender
says otherwise. What is missing in a sheet stays in the commune.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from shapely import Point
from sqlalchemy import String, cast, func, select, tuple_

from gis.errors import Issue, Severity
from gis.exchange import sheet, values
from gis.exchange.sheet import EAST, ID, NORTH, VERSION
from gis.exchange.staging import ids_by_code
from gis.validation.fields import check_properties
from layers.spec import Field, FieldRole, Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gis.exchange.sheet_reading import SheetFile
    from gis.session import CommuneSession
    from layers.spec import Layer

_BATCH = 5000
_NEAR_M = 0.0006
_PLACE = "position"


@dataclass(slots=True)
class Edit:
    """One row that says something else than it did.

    Attributes
    ----------
    asset : UUID or None
        None for a new one.
    version : int
        The version that stands now.
    before, after : dict
        By field; ``position`` is a pair of metres, home CRS.
    theirs : dict
        In a conflict: what stands now, of the fields that were edited.
    """

    row: int
    asset: UUID | None
    code: str
    version: int = 0
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)
    theirs: dict[str, Any] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)


@dataclass(slots=True)
class Differences:
    """What a sheet would change; `gone` are rows whose asset is no longer there."""

    layer: Layer
    edits: list[Edit] = field(default_factory=list)
    conflicts: list[Edit] = field(default_factory=list)
    wrong: list[Edit] = field(default_factory=list)
    gone: list[Edit] = field(default_factory=list)
    unchanged: int = 0
    missing: int = 0


@dataclass(frozen=True, slots=True)
class _State:
    """An asset at a version: its values, a reference by its UUID."""

    version: int
    values: Mapping[str, Any]
    place: tuple[float, float] | None


def differences(session: CommuneSession, file: SheetFile) -> Differences:
    """Compare a sheet with the commune; nothing is changed."""
    return _Comparison(session, file).result()


class _Comparison:
    def __init__(self, session: CommuneSession, file: SheetFile) -> None:
        self.session = session
        self.file = file
        self.layer = file.layer
        visible = session.viewer.fields(file.layer)
        self.fields = [each for each in visible if each.name in file.names]
        self.placed = sheet.is_point(file.layer) and {EAST, NORTH} <= set(file.names)
        self.codes: dict[tuple[str, str], UUID | None] = {}
        self.names: dict[UUID, str] = {}

    def result(self) -> Differences:
        found = Differences(self.layer)
        known = [(row, cells, _uuid(cells.get(ID))) for row, cells in self.file.rows]
        ids = [each for *_, each in known if isinstance(each, UUID)]
        now = self._now(ids)
        then = self._then(
            {
                each: version
                for _, cells, each in known
                if isinstance(each, UUID)
                and each in now
                and (version := _version(cells)) is not None
                and version != now[each].version
            }
        )
        self._name_references(now, then)
        seen: set[UUID] = set()
        for row, cells, each in known:
            edit = Edit(row, each if isinstance(each, UUID) else None, self._code(cells))
            if each == "":
                edit.issues.append(self._issue("not_a_reference", row, ID, cells.get(ID)))
            elif edit.asset in seen:
                details = {"value": str(edit.asset), "count": 2, "rows": str(row)}
                edit.issues.append(Issue("duplicate_id", f"{row}", details=details))
            elif edit.asset is None:
                self._new(edit, cells)
            elif edit.asset not in now:
                found.gone.append(edit)
                continue
            else:
                seen.add(edit.asset)
                self._compare(edit, cells, now[edit.asset], then.get(edit.asset))
            self._sort(found, edit)
        found.missing = self._count() - len(now)
        return found

    @staticmethod
    def _sort(found: Differences, edit: Edit) -> None:
        if any(issue.severity is Severity.ERROR for issue in edit.issues):
            found.wrong.append(edit)
        elif edit.theirs:
            found.conflicts.append(edit)
        elif edit.after:
            found.edits.append(edit)
        else:
            found.unchanged += 1

    def _count(self) -> int:
        table = self.session.table(self.layer)
        return int(self.session.connection.scalar(select(func.count()).select_from(table)) or 0)

    def _code(self, cells: Mapping[str, Any]) -> str:
        code = self.layer.field_of(FieldRole.CODE)
        cell = cells.get(code.name) if code else None
        return "" if values.is_nothing(cell) else str(cell)[:60]

    def _now(self, ids: Sequence[UUID]) -> dict[UUID, _State]:
        table = self.session.table(self.layer)
        columns = [table.c[each.name] for each in self.fields]
        place = [func.ST_X(table.c.geom), func.ST_Y(table.c.geom)] if self.placed else []
        found = {}
        for start in range(0, len(ids), _BATCH):
            query = select(table.c.id, table.c.version, *columns, *place)
            part = query.where(table.c.id.in_(ids[start : start + _BATCH]))
            for row in self.session.connection.execute(part):
                held = dict(zip([each.name for each in self.fields], row[2:], strict=False))
                at = (row[-2], row[-1]) if self.placed else None
                found[row[0]] = _State(row[1], held, at)
        return found

    def _then(self, versions: Mapping[UUID, int]) -> dict[UUID, _State]:
        """Return what assets were at earlier versions, as the journal has them."""
        journal = self.session.tables.tables["commune.journal"]
        version = journal.c.before["version"].as_string()
        wanted = [(each, str(number)) for each, number in versions.items()]
        place = [func.ST_X(journal.c.before_geom), func.ST_Y(journal.c.before_geom)]
        found = {}
        for start in range(0, len(wanted), _BATCH):
            query = select(
                journal.c.asset, journal.c.before, *(place if self.placed else ())
            ).where(
                journal.c.layer == self.layer.name,
                tuple_(journal.c.asset, cast(version, String)).in_(wanted[start : start + _BATCH]),
            )
            for row in self.session.connection.execute(query):
                held = {each.name: _typed(each, row[1].get(each.name)) for each in self.fields}
                at = (row[2], row[3]) if self.placed else None
                found[row[0]] = _State(versions[row[0]], held, at)
        return found

    def _name_references(self, *states: Mapping[UUID, _State]) -> None:
        """Find the codes of all that is referred to, for the cells that name it."""
        for each in self.fields:
            if each.kind is not Kind.REFERENCE or each.refers_to is None:
                continue
            target = self.session.catalogue[each.refers_to]
            code = target.field_of(FieldRole.CODE)
            if code is None or target.visibility > self.session.viewer.level:
                continue
            wanted = {s.values.get(each.name) for part in states for s in part.values()} - {None}
            table = self.session.table(target)
            listed = list(wanted)
            for start in range(0, len(listed), _BATCH):
                query = select(table.c.id, table.c[code.name])
                part = query.where(table.c.id.in_(listed[start : start + _BATCH]))
                self.names.update(
                    (id_, name) for id_, name in self.session.connection.execute(part)
                )

    def _compare(
        self, edit: Edit, cells: Mapping[str, Any], now: _State, then: _State | None
    ) -> None:
        stale = _version(cells) != now.version
        base = then if stale else now
        edit.version = now.version
        for each in self.fields:
            cell = cells.get(each.name)
            was, stands = (base or now).values[each.name], now.values[each.name]
            if self._same(each, cell, was) or self._same(each, cell, stands):
                continue
            meant = self._read(edit, each, cell)
            if edit.issues or meant in (was, stands):
                continue
            edit.before[each.name], edit.after[each.name] = was, meant
            if stale:
                edit.theirs[each.name] = stands
        self._compare_place(edit, cells, (base or now).place, now.place, stale=stale)

    def _compare_place(
        self,
        edit: Edit,
        cells: Mapping[str, Any],
        was: tuple[float, float] | None,
        stands: tuple[float, float] | None,
        *,
        stale: bool,
    ) -> None:
        if not self.placed or was is None or stands is None:
            return
        meant = self._place(edit, cells)
        if meant is None or math.dist(meant, was) < _NEAR_M or math.dist(meant, stands) < _NEAR_M:
            return
        edit.before[_PLACE], edit.after[_PLACE] = was, meant
        if stale:
            edit.theirs[_PLACE] = stands

    def _new(self, edit: Edit, cells: Mapping[str, Any]) -> None:
        if not self.placed:
            details = {"columns": f"{EAST}, {NORTH}"}
            edit.issues.append(Issue("position_needed", f"{edit.row}", details=details))
            return
        for each in self.fields:
            meant = self._read(edit, each, cells.get(each.name))
            if meant is not None:
                edit.after[each.name] = meant
        edit.after[_PLACE] = self._place(edit, cells)

    def _place(self, edit: Edit, cells: Mapping[str, Any]) -> tuple[float, float] | None:
        found = []
        for name in (EAST, NORTH):
            pair = None if values.is_nothing(cells.get(name)) else values.number(cells[name])
            if pair is None or not math.isfinite(pair[0]):
                shown = " / ".join(str(cells.get(each))[:40] for each in (EAST, NORTH))
                details = {"value": shown, "columns": f"{EAST}, {NORTH}"}
                edit.issues.append(Issue("position_malformed", f"{edit.row}", details=details))
                return None
            found.append(pair[0])
        return found[0], found[1]

    def _same(self, each: Field, cell: Any, value: Any) -> bool:
        if each.kind is Kind.REFERENCE and value is not None:
            return sheet.same(cell, self.names.get(value, str(value)))
        if each.kind in (Kind.CODE, Kind.CODES, Kind.BOOLEAN):
            return self._means(each, cell, value)
        return sheet.same(cell, value)

    @staticmethod
    def _means(each: Field, cell: Any, value: Any) -> bool:
        try:
            return bool(sheet.read(each, cell) == value)
        except values.Unfit:
            return False

    def _read(self, edit: Edit, each: Field, cell: Any) -> Any:
        """Return the value that a cell means, or note why it means none."""
        try:
            meant = sheet.read(each, cell)
        except values.Unfit as unfit:
            path = f"{edit.row}.{each.name}"
            edit.issues.append(Issue(unfit.code, path, details=unfit.details))
            return None
        if each.kind is Kind.REFERENCE and meant is not None:
            return self._reference(edit, each, str(meant))
        if meant is None and edit.asset is not None and each.role is FieldRole.CODE:
            edit.issues.append(Issue("missing", f"{edit.row}.{each.name}"))
            return None
        clean, issues = check_properties(self.layer, {each.name: meant}, partial=True)
        edit.issues += [issue.below(str(edit.row)) for issue in issues]
        return clean.get(each.name)

    def _reference(self, edit: Edit, each: Field, written: str) -> UUID | None:
        named = _uuid(written)
        if isinstance(named, UUID):
            return named
        key = (each.refers_to or "", written)
        if key not in self.codes:
            target = self.session.layer(key[0])
            self.codes[key] = ids_by_code(self.session, target, [written]).get(written)
        if self.codes[key] is None:
            edit.issues.append(self._issue("not_a_reference", edit.row, each.name, written, key[0]))
        return self.codes[key]

    def _issue(self, code: str, row: int, name: str, cell: Any, layer: str = "") -> Issue:
        details = {"value": str(cell)[:60], "layer": layer or self.layer.name}
        return Issue(code, f"{row}.{name}", details=details)


def point(edit: Edit) -> Point | None:
    """Return where an edit puts an asset, None where it stays."""
    place = edit.after.get(_PLACE)
    return None if place is None else Point(place)


def properties(edit: Edit) -> dict[str, Any]:
    """Return the values that an edit gives an asset."""
    return {name: value for name, value in edit.after.items() if name != _PLACE}


def _uuid(cell: Any) -> UUID | str | None:
    """Return an id; an empty text where the cell is none."""
    if values.is_nothing(cell) or not str(cell).strip():
        return None
    try:
        return UUID(str(cell).strip())
    except ValueError:
        return ""


def _version(cells: Mapping[str, Any]) -> int | None:
    try:
        return int(str(cells.get(VERSION)).strip().partition(".")[0])
    except ValueError:
        return None


def _typed(each: Field, value: Any) -> Any:
    """Return a value of a journal's image in its Python type."""
    if value is None:
        return None
    if each.kind is Kind.DATE:
        return date.fromisoformat(value)
    return UUID(value) if each.kind is Kind.REFERENCE else value
