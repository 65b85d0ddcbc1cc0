"""Files too large to be held in memory: part by part through the same stages.

While one part is read, placed and checked in a thread of its own, the one before it is written:
straight into the layer's table as long as none of its rows are there yet, else by comparison.
Everything happens in one savepoint of the caller's transaction, which is rolled back where the
file is refused. What needs to know the whole file is known beforehand (codes that occur more
than once) or held back to the end (the rows that bear them).
"""

from __future__ import annotations

from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Generic, Self, TypeVar

import numpy as np
import pandas as pd
from psycopg.errors import UniqueViolation
from sqlalchemy import func, select

from gis.errors import Issue, Severity
from gis.exchange import stages, tables
from gis.exchange.batch import Batch
from gis.exchange.coordinates import Numbers, doubts, misplaced, numbers_of
from gis.exchange.identity import fresh_ids, identify, namespace_of, require
from gis.exchange.indexes import Indexes
from gis.exchange.leftovers import tell_left
from gis.exchange.ogr import LARGE
from gis.exchange.references import resolve
from gis.exchange.report import LayerReport
from gis.exchange.staging import Counts, Stage, copy_new, ewkb, number_beyond, staged
from gis.exchange.values import text
from layers.spec import FieldRole, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gis.exchange.mapping import LayerMapping, Mapping
    from gis.exchange.options import ImportOptions, Progress
    from gis.exchange.report import ImportReport
    from gis.exchange.source import Source, SourceLayer
    from gis.session import CommuneSession
    from layers.spec import Layer

T = TypeVar("T")
_LOOKED_AT = 500
"""Rows of a part that are looked up for something in the same place."""

_UUID_LENGTH = 36


def is_large(source: Source, mapping: Mapping, bounds: Layer) -> bool:
    """Tell whether a file goes through in parts."""
    sizes = {layer.name: layer.size for layer in source.layers}
    targets = {each.target for each in mapping.layers}
    largest = max((sizes[each.source] for each in mapping.layers), default=0)
    return largest > LARGE and bounds.name not in targets


@dataclass(slots=True)
class _Target:
    """One of our layers while it is filled.

    Attributes
    ----------
    doubled : set of str
        Codes that occur more than once in the file.
    held : list of Batch
        The rows that bear them.
    fresh : bool
        Nothing of the file was met in the layer so far.
    own_ids : set of bytes
        Ids that the file itself gave.
    indexes : Indexes
        Those of the layer, put aside while it is filled for the first time.
    """

    layer: Layer
    empty: bool
    indexes: Indexes
    doubled: frozenset[str] = frozenset()
    held: list[Batch] = field(default_factory=list)
    fresh: bool = True
    own_ids: set[bytes] = field(default_factory=set)


@dataclass(slots=True)
class LargeImport:
    """The import of one large file."""

    session: CommuneSession
    options: ImportOptions
    report: ImportReport
    ground: stages.Ground
    progress: Progress
    done: int = 0
    total: int = 0

    def run(self, source: Source, mapping: Mapping) -> None:
        """Take the file over; where it is refused or only tried, nothing of it stays."""
        by_name = {layer.name: layer for layer in source.layers}
        taken: dict[str, int] = defaultdict(int)
        self.total = sum(by_name[each.source].size for each in mapping.layers)
        with self.session.connection.begin_nested() as everything:
            for target, mappings in self._in_order(mapping).items():
                self._fill(self.session.layer(target), mappings, source, mapping.model, taken)
            for layer in source.layers:
                left = layer.size - taken[layer.name]
                tell_left(layer.name, left, self.report, some_taken=bool(taken))
            self.report.settle(skip_errors=self.options.skip_errors)
            if self.report.refused or self.options.dry_run:
                everything.rollback()
        self.progress("write", self.total, self.total)

    def _in_order(self, mapping: Mapping) -> dict[str, list[LayerMapping]]:
        """Return the mappings by layer, layers that others refer to before those."""
        wanted: dict[str, list[LayerMapping]] = defaultdict(list)
        for each in mapping.layers:
            wanted[each.target].append(each)
        order: dict[str, list[LayerMapping]] = {}

        def visit(name: str) -> None:
            if name in order or name not in wanted:
                return
            for each in self.session.catalogue[name].all_fields:
                if each.kind is Kind.REFERENCE and each.refers_to != name:
                    visit(str(each.refers_to))
            order[name] = wanted[name]

        for name in wanted:
            visit(name)
        return order

    def _fill(
        self,
        layer: Layer,
        mappings: list[LayerMapping],
        source: Source,
        model: str | None,
        taken: dict[str, int],
    ) -> None:
        by_name = {each.name: each for each in source.layers}
        table = self.session.table(layer)
        first = self.session.connection.scalar(select(table.c.id).limit(1))
        target = _Target(layer, first is None, Indexes(self.session, layer))
        if target.empty:
            target.indexes.put_aside(sum(by_name[each.source].size for each in mappings))
        for each in mappings:
            origin = by_name[each.source]
            known = self._known(source, origin, each)
            counted = LayerReport(source=each.source, target=layer.name, mapping=each, read=0)
            self.report.layers.append(counted)
            astray = 0
            with _Ahead(self._prepared(origin, each, layer, known, model)) as parts:
                if each is mappings[0]:  # while its first part is being read
                    self._foresee(target, [(m, by_name[m.source]) for m in mappings])
                for batch, ids in parts:
                    taken[each.source] += len(batch)
                    self._take(target, batch, ids, counted)
                    astray += misplaced(batch.reasons.values())
            self._take_held(target, counted)
            if known is not None and astray * 2 > counted.read:
                doubt = doubts(self.session, origin, known, self.ground.territory)
                self.report.tell([] if doubt is None else [doubt])
        target.indexes.build()

    def _known(self, source: Source, origin: SourceLayer, each: LayerMapping) -> Numbers | None:
        if origin.table and not each.position:
            return None
        known = numbers_of(
            self.session,
            source,
            origin,
            self.ground.territory,
            given=self.options.crs,
            place=self.options.place,
        )
        self.report.tell(issue for issue in known.issues if issue not in self.report.issues)
        return known

    def _foresee(self, target: _Target, origins: list[tuple[LayerMapping, SourceLayer]]) -> None:
        """Find the codes that occur more than once, and let our own numbers go on after them."""
        role = target.layer.field_of(FieldRole.CODE)
        columns = [
            (origin, column.column)
            for each, origin in origins
            for column in each.columns
            if role is not None and column.field == role.name
        ]
        if not columns:
            return
        cells = [part for origin, column in columns for part in origin.cells(column)]
        said = pd.concat(cells, ignore_index=True).dropna()
        if pd.api.types.is_string_dtype(said.dtype):
            said = said.str.strip()
        said = said[said != ""]
        doubled = said[said.duplicated(keep="first")].unique().tolist()
        target.doubled = frozenset(text(value) or "" for value in doubled)
        ours = said.astype("str")
        ours = ours[ours.str.startswith(f"{target.layer.code_prefix}-")]
        if not self.options.dry_run:
            number_beyond(self.session, target.layer, ours)

    def _prepared(
        self,
        origin: SourceLayer,
        each: LayerMapping,
        layer: Layer,
        known: Numbers | None,
        model: str | None,
    ) -> Iterator[tuple[Batch, list[bytes]]]:
        """Yield the parts placed and checked, with the ids that new assets would get."""
        namespace = namespace_of(self.session, layer)
        stem = Path(self.report.file).stem
        for part in origin.parts():
            if part.table and each.position:
                tables.locate(part, each.position)
            rows = np.flatnonzero(each.rows(part))
            batch = Batch(mapping=each, layer=layer, source=part, file_stem=stem, rows=rows)
            stages.place(batch, known, self.ground)
            stages.check(batch, known, model)
            yield batch, fresh_ids(batch, layer, namespace)

    def _take(self, target: _Target, batch: Batch, ids: list[bytes], counted: LayerReport) -> None:
        self.done += len(batch)
        held = self._hold(target, batch)
        if held is not None:
            ids = [id_ for id_, sound in zip(ids, ~held, strict=True) if sound]
            batch, whole = batch.only(~held), batch
            batch.issues = whole.issues
        resolve(self.session, {target.layer.name: [batch]})
        self._leave_doubles_out(target, batch, ids)
        if not self._write_new(target, batch, ids, counted):
            self._compare(target, batch, counted)
        self._account(batch, counted)
        self.progress("write", min(self.done, self.total), self.total)

    def _hold(self, target: _Target, batch: Batch) -> np.ndarray | None:
        """Keep rows with a code that others bear, too, until all of these are known."""
        role = target.layer.field_of(FieldRole.CODE)
        if not target.doubled or role is None or role.name not in batch.fields:
            return None
        codes = batch.fields[role.name]
        held = np.array([code in target.doubled for code in codes]) & batch.sound
        if not held.any():
            return None
        part = batch.only(held)
        part.source.issues = []  # told with the other rows
        target.held.append(part)
        return held

    def _take_held(self, target: _Target, counted: LayerReport) -> None:
        if not target.held:
            return
        held, target.held = target.held, []
        target.indexes.build()
        identify(self.session, target.layer, held)
        resolve(self.session, {target.layer.name: held})
        for batch in held:
            require(self.session, batch)
            self._stage(batch, counted)
            self._account(batch, counted)

    def _leave_doubles_out(self, target: _Target, batch: Batch, ids: list[bytes]) -> None:
        """Leave rows out that say the same as an earlier one, refuse those that claim its id."""
        written = () if batch.source_ids is None else batch.source_ids
        own = _UUID_LENGTH in set(map(len, filter(None, written)))
        if len(set(ids)) == len(ids) and not (own and target.own_ids):
            if own:
                target.own_ids.update(ids)
            return
        seen: dict[bytes, int] = {}
        for row in batch.sound_rows():
            if ids[row] in seen:
                details = {"first": batch.label(seen[ids[row]])}
                batch.refuse(row, Issue("duplicate_row", "", Severity.WARNING, details))
            elif own and ids[row] in target.own_ids:
                said = {"value": ids[row].hex(), "count": 2}
                batch.refuse(row, Issue("duplicate_id", "id", details=said))
            seen.setdefault(ids[row], row)
        if own:
            target.own_ids.update(seen)

    def _write_new(
        self, target: _Target, batch: Batch, ids: list[bytes], counted: LayerReport
    ) -> bool:
        """Copy rows into the table as long as none of the file was met there."""
        if not target.fresh or not batch.sound.any():
            return not batch.sound.any()
        if any(each.required for each in target.layer.all_fields):
            return False
        ready = staged(batch)
        if not target.empty and self._something_there(target.layer, ready.geometries):
            return False
        chosen = [ids[row] for row in np.flatnonzero(batch.sound)]
        try:
            with self.session.connection.begin_nested():
                copy_new(self.session, ready, chosen)
        except UniqueViolation:
            target.fresh = False
            return False
        counted.add(Counts(created=len(chosen)))
        return True

    def _something_there(self, layer: Layer, geometries: np.ndarray) -> bool:
        """Tell whether some of the rows lie exactly where an asset already does."""
        step = max(1, len(geometries) // _LOOKED_AT)
        sample = [bytes(shape) for shape in ewkb(self.session, geometries[::step])]
        table = self.session.table(layer)
        here = func.unnest(sample).table_valued("shape").render_derived()
        shape = func.ST_GeomFromEWKB(here.c.shape)
        same = table.c.geom.op("&&", is_comparison=True)(shape) & table.c.geom.op(
            "=", is_comparison=True
        )(shape)
        query = select(table.c.id).select_from(here).join(table, same).limit(1)
        return self.session.connection.scalar(query) is not None

    def _compare(self, target: _Target, batch: Batch, counted: LayerReport) -> None:
        target.indexes.build()
        identify(self.session, target.layer, [batch])
        require(self.session, batch)
        self._stage(batch, counted)

    def _stage(self, batch: Batch, counted: LayerReport) -> None:
        if not batch.sound.any():
            return
        with Stage(self.session, staged(batch)) as stage:
            counts = stage.count()
            counted.add(counts)
            if counts.same_place:
                details = {"count": counts.same_place, "layer": batch.layer.name}
                issue = Issue("same_place", batch.label(0), Severity.WARNING, details)
                self.report.tell([issue])
            if counts.created + counts.changed:
                stage.write()

    def _account(self, batch: Batch, counted: LayerReport) -> None:
        counted.read += len(batch)
        counted.rejected += self.report.rejects.add(batch)
        counted.crs, counted.crs_known_by = batch.crs, batch.crs_known_by
        counted.operation = batch.operation
        self.report.tell(batch.source.issues)
        self.report.tell(_told_once(batch.issues, self.report))


def _told_once(issues: list[Issue], report: ImportReport) -> list[Issue]:
    """Leave notes on whole layers out that another part has told already."""
    known = [issue for issue in report.issues if issue.severity is Severity.NOTE]
    return [issue for issue in issues if issue.severity is not Severity.NOTE or issue not in known]


class _Ahead(Generic[T]):
    """Lets a thread make the next item while the present one is used; begins at once."""

    def __init__(self, items: Iterator[T]) -> None:
        self._items = items
        self._pool = ThreadPoolExecutor(1)

    def __enter__(self) -> Self:
        self._following = self._pool.submit(next, self._items, None)
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown()

    def __iter__(self) -> Iterator[T]:
        while (item := self._following.result()) is not None:
            self._following = self._pool.submit(next, self._items, None)
            yield item
