"""The door for files: read, map, place, check, compare, write; all of it or nothing.

A file goes through six stages in the caller's transaction. Every stage collects what is wrong
instead of stopping at it, so that whoever sent the file learns everything at once; only when
nothing is wrong does PostgreSQL compare the rows with what is there and write what differs.
"""

from __future__ import annotations

import hashlib
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from gis.assets import territory
from gis.errors import Issue, Severity
from gis.exchange import checking, mapping_file, placing, reading
from gis.exchange.batch import Batch
from gis.exchange.boundary import keep_own_boundary
from gis.exchange.coordinates import crs_of
from gis.exchange.errors import ImportRefused
from gis.exchange.identity import identify
from gis.exchange.leftovers import leave_behind
from gis.exchange.proposal import propose
from gis.exchange.references import resolve
from gis.exchange.report import ImportReport, LayerReport
from gis.exchange.source import Limits, Source
from gis.exchange.staging import Stage, Staged, known_ids
from gis.viewer import Action

if TYPE_CHECKING:
    from gis.exchange.mapping import Mapping
    from gis.session import CommuneSession
    from layers.spec import Layer

Progress = Callable[[str, int, int], None]
"""Called with a stage's name, what is done of it and what there is to do."""

STAGES = ("read", "map", "place", "check", "identify", "write")
_LINK_MODELS = frozenset({"epanet", "swmm"})


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What the importing person says beyond the file.

    Attributes
    ----------
    layer : str or None
        The layer that the file's rows belong to.
    source_layer : str or None
        The one layer of the file to take, where it has several.
    mapping : Mapping or Path or None
        Instead of a proposed one.
    crs : str or None
        In which coordinate system the file is, whatever it says itself.
    skip_errors : bool
        Leave rows with errors out instead of refusing the file.
    encoding : str or None
        Of the texts of a Shapefile that does not declare it.
    """

    layer: str | None = None
    source_layer: str | None = None
    mapping: Mapping | Path | None = None
    crs: str | None = None
    dry_run: bool = False
    skip_errors: bool = False
    encoding: str | None = None
    limits: Limits = field(default_factory=Limits)


def import_file(
    session: CommuneSession,
    path: Path,
    options: ImportOptions | None = None,
    progress: Progress = lambda *_: None,
) -> ImportReport:
    """Take a file's rows over into the commune's layers.

    Parameters
    ----------
    session : CommuneSession
        Opened with ``source="import"``; its viewer must be allowed to import.

    Returns
    -------
    ImportReport
        Also of a dry run.

    Raises
    ------
    ImportRefused
        The file has errors: nothing was changed. Carries all issues and the report.
    Unreadable, TooLarge, CrsNeeded, LocalCoordinates, UnknownCrs, BadMapping, UnknownLayer,
    NotAllowed
    """
    options = options or ImportOptions()
    session.viewer.must(Action.IMPORT)
    started = time.perf_counter()
    if options.layer is not None:
        session.layer(options.layer)
    progress("read", 0, 1)
    source = reading.read(path, options.limits, encoding=options.encoding)
    report = ImportReport(
        commune=session.commune.name,
        file=source.name,
        sha256=_sha256(path),
        size=path.stat().st_size,
        format=source.format,
        dry_run=options.dry_run,
        issues=[*source.issues],
        notes=[*source.notes],
    )
    mapping = _mapping(session, source, options, report)
    progress("map", 1, 1)
    batches = _batches(session, source, mapping, path.stem)
    keep_own_boundary(session, batches, report)
    leave_behind(source, batches, report)
    _place(session, source, batches, options=options, report=report, progress=progress)
    _check(batches, mapping, progress)
    _identify(session, batches, progress)
    _settle(batches, options, report)
    if report.refused:
        report.seconds = time.perf_counter() - started
        raise ImportRefused(report.issues, source.name, report)
    _write(session, batches, report, progress)
    report.seconds = time.perf_counter() - started
    return report


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _mapping(
    session: CommuneSession, source: Source, options: ImportOptions, report: ImportReport
) -> Mapping:
    if isinstance(options.mapping, Path):
        mapping = mapping_file.load(options.mapping, session.catalogue, source)
    elif options.mapping is not None:
        mapping = options.mapping
    else:
        mapping, issues = propose(
            source, session.catalogue, layer=options.layer, only=options.source_layer
        )
        report.issues += issues
    report.mapping = mapping
    report.model = mapping.model
    return mapping


def _batches(session: CommuneSession, source: Source, mapping: Mapping, stem: str) -> list[Batch]:
    by_name = {layer.name: layer for layer in source.layers}
    return [
        Batch(
            mapping=each,
            layer=session.layer(each.target),
            source=by_name[each.source],
            file_stem=stem,
            rows=np.flatnonzero(each.rows(by_name[each.source])),
        )
        for each in mapping.layers
    ]


def _place(  # noqa: PLR0913  what is placed where, and who is told
    session: CommuneSession,
    source: Source,
    batches: list[Batch],
    *,
    options: ImportOptions,
    report: ImportReport,
    progress: Progress,
) -> None:
    bounds = session.catalogue.bounding()
    where = territory(session)
    for done, batch in enumerate(batches):
        progress("place", done, len(batches))
        _refuse_unread(batch)
        if not batch.sound.any():
            batch.geometries = np.full(len(batch), None, dtype=object)
            continue
        known, by, told = crs_of(session, source, batch.source, where, given=options.crs)
        report.issues += told
        placed = placing.place(
            batch.source.geometries[batch.rows],
            placing.Way(known, session.commune.srid, session.commune.operation),
            batch.layer.geometry,
            None if batch.layer is bounds else where,
            links_are_points=batch.source.model in _LINK_MODELS,
        )
        batch.geometries, batch.operation = placed.geometries, placed.operation
        batch.crs, batch.crs_known_by = known.name, by
        for row, issue in placed.issues:
            if batch.sound[row]:
                batch.tell(row, issue)
        batch.sound &= np.array([geometry is not None for geometry in batch.geometries])
        batch.issues += [issue.below(batch.source_name) for issue in placed.notes]


def _refuse_unread(batch: Batch) -> None:
    """Take out the rows in which the reader already found an error; it has told them."""
    failed = {issue.path for issue in batch.source.issues if issue.severity is Severity.ERROR}
    if not failed:
        return
    for row in range(len(batch)):
        label = batch.label(row)
        if label in failed or any(path.startswith(f"{label}.") for path in failed):
            batch.sound[row] = False


def _check(batches: list[Batch], mapping: Mapping, progress: Progress) -> None:
    for done, batch in enumerate(batches):
        progress("check", done, len(batches))
        frame = pd.DataFrame(batch.source.frame[batch.source.columns].iloc[batch.rows])
        checked = checking.check(batch.layer, batch.mapping, frame, mapping.model)
        batch.fields = checked.fields
        for row, issue in checked.issues:
            batch.tell(row, issue)
        batch.issues += [issue.below(batch.source_name) for issue in checked.notes]


def _identify(session: CommuneSession, batches: list[Batch], progress: Progress) -> None:
    by_layer: dict[str, list[Batch]] = defaultdict(list)
    for batch in batches:
        by_layer[batch.layer.name].append(batch)
    for done, (name, group) in enumerate(by_layer.items()):
        progress("identify", done, len(by_layer))
        identify(session, session.catalogue[name], group)
    resolve(session, by_layer)
    for group in by_layer.values():
        for batch in group:
            _require(session, batch)


def _require(session: CommuneSession, batch: Batch) -> None:
    """Miss required fields in rows that are new; those that are there have them."""
    if not any(each.required for each in batch.layer.all_fields):
        return
    there = known_ids(session, batch.layer, [batch.ids[row] for row in batch.sound_rows()])
    new = batch.sound & np.array([id_ not in there for id_ in batch.ids])
    for row, issue in checking.missing(batch.layer, batch.fields, new):
        batch.tell(row, issue)


def _settle(batches: list[Batch], options: ImportOptions, report: ImportReport) -> None:
    """Draw up the account: who is refused, and whether the whole file is."""
    for layer in {id(b.source): b.source for b in batches}.values():
        report.issues += layer.issues
        report.notes += layer.notes
    for batch in batches:
        report.issues += batch.issues
        report.layers.append(
            LayerReport(
                source=batch.source_name,
                target=batch.layer.name,
                mapping=batch.mapping,
                read=len(batch),
                rejected=int((~batch.sound).sum()),
                crs=batch.crs,
                crs_known_by=batch.crs_known_by,
                operation=batch.operation,
            )
        )
    report.refused = report.errors > 0 and not options.skip_errors
    if options.skip_errors and report.errors:
        details = {"count": report.total("rejected")}
        report.issues.append(Issue("rows_left_out", report.file, Severity.WARNING, details))


def _write(
    session: CommuneSession, batches: list[Batch], report: ImportReport, progress: Progress
) -> None:
    for done, (batch, layer) in enumerate(zip(batches, report.layers, strict=True)):
        progress("write", done, len(batches))
        if not batch.sound.any():
            continue
        with Stage(session, _staged(batch, batch.layer)) as stage:
            counts = stage.count()
            layer.created, layer.changed = counts.created, counts.changed
            layer.unchanged = counts.unchanged
            if counts.same_place:
                details = {"count": counts.same_place, "layer": layer.target}
                report.issues.append(Issue("same_place", layer.source, Severity.WARNING, details))
            if not report.dry_run and counts.created + counts.changed:
                stage.write()
    progress("write", len(batches), len(batches))


def _staged(batch: Batch, layer: Layer) -> Staged:
    sound = batch.sound
    return Staged(
        layer=layer,
        ids=batch.ids[sound],
        geometries=batch.geometries[sound],
        fields={name: column[sound] for name, column in batch.fields.items()},
        empty_clears=batch.mapping.empty_clears,
        precision_m=batch.source.precision_m,
    )
