"""The door for files: read, map, place, check, compare, write; all of it or nothing.

A file goes through six stages in the caller's transaction. Every stage collects what is wrong
instead of stopping at it, so that whoever sent the file learns everything at once; only when
nothing is wrong does PostgreSQL compare the rows with what is there and write what differs.
"""

from __future__ import annotations

import hashlib
import time
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from gis import territories
from gis.errors import Issue, Severity
from gis.exchange import decimals, large, mapping_file, reading, stages, tables
from gis.exchange.batch import Batch
from gis.exchange.boundary import keep_own_boundary
from gis.exchange.coordinates import Numbers, doubts, misplaced, numbers_of
from gis.exchange.errors import ImportRefused, no_room
from gis.exchange.identity import identify, require
from gis.exchange.leftovers import leave_behind
from gis.exchange.options import ImportOptions, Progress
from gis.exchange.proposal import propose
from gis.exchange.references import refuse_dangling, resolve
from gis.exchange.report import ImportReport, LayerReport
from gis.exchange.source import Source
from gis.exchange.staging import Stage, staged
from gis.viewer import Action

if TYPE_CHECKING:
    from gis.exchange.mapping import Mapping
    from gis.session import CommuneSession

STAGES = ("read", "map", "place", "check", "identify", "write")


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
    with (
        no_room(),
        reading.opened(path, options.limits, encoding=options.encoding) as source,
        ThreadPoolExecutor(1) as aside,
    ):
        digest = aside.submit(_sha256, path)
        report = ImportReport(
            commune=session.commune.name,
            file=source.name,
            sha256="",
            size=path.stat().st_size,
            format=source.format,
            dry_run=options.dry_run,
            notes=[*source.notes],
        )
        report.tell(source.issues)
        mapping = _mapping(session, source, options, report)
        progress("map", 1, 1)
        _locate(source, mapping)
        ground = stages.Ground(
            session.commune, territories.of(session), session.catalogue.bounding()
        )
        if large.is_large(source, mapping, ground.bounds):
            large.LargeImport(session, options, report, ground, progress).run(source, mapping)
        else:
            _import_whole(session, source, mapping, ground, (options, report, progress))
        report.sha256 = digest.result()
        report.seconds = time.perf_counter() - started
        if report.refused:
            raise ImportRefused.of(report)
    return report


def propose_mapping(session: CommuneSession, path: Path, options: ImportOptions) -> Mapping:
    """Return the mapping that would be followed, for its user to correct; nothing is imported.

    Raises
    ------
    Unreadable, TooLarge, BadMapping, UnknownLayer, NotAllowed
    """
    session.viewer.must(Action.IMPORT)
    if options.layer is not None:
        session.layer(options.layer)
    with no_room(), reading.opened(path, options.limits, encoding=options.encoding) as source:
        report = ImportReport(session.commune.name, source.name, "", 0, source.format)
        return _mapping(session, source, options, report)


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
        report.tell(issues)
    mapping = decimals.settled(mapping, source, session.catalogue)
    report.mapping = mapping
    report.model = mapping.model
    return mapping


def _locate(source: Source, mapping: Mapping) -> None:
    """Make the geometries of tables, as the mapping says where they are."""
    positions = {each.source: each.position for each in mapping.layers if each.position}
    for layer in source.layers:
        if layer.table and layer.name in positions:
            tables.locate(layer, positions[layer.name])


def _import_whole(
    session: CommuneSession,
    source: Source,
    mapping: Mapping,
    ground: stages.Ground,
    work: tuple[ImportOptions, ImportReport, Progress],
) -> None:
    """Take a file over that fits into memory: everything is known of all rows at once."""
    options, report, progress = work
    by_name = {layer.name: layer for layer in source.layers}
    batches = [
        Batch(
            mapping=each,
            layer=session.layer(each.target),
            source=by_name[each.source],
            file_stem=Path(source.name).stem,
            rows=np.flatnonzero(each.rows(by_name[each.source])),
        )
        for each in mapping.layers
    ]
    keep_own_boundary(session, batches, report)
    leave_behind(source, batches, report)
    known = _place(session, source, batches, ground, work)
    for done, batch in enumerate(batches):
        progress("check", done, len(batches))
        stages.check(batch, known.get(batch.source_name), mapping.model)
    _identify(session, batches, progress)
    _settle(batches, options, report)
    if not report.refused:
        _write(session, batches, report, progress)


def _place(
    session: CommuneSession,
    source: Source,
    batches: list[Batch],
    ground: stages.Ground,
    work: tuple[ImportOptions, ImportReport, Progress],
) -> dict[str, Numbers]:
    options, report, progress = work
    known: dict[str, Numbers] = {}
    for done, batch in enumerate(batches):
        progress("place", done, len(batches))
        name = batch.source_name
        located = not batch.source.table or bool(batch.mapping.position)
        if name not in known and located and _has_geometry(batch):
            known[name] = numbers_of(
                session,
                source,
                batch.source,
                ground.territory,
                given=options.crs,
                place=options.place,
            )
            report.tell(each for each in known[name].issues if each not in report.issues)
        stages.place(batch, known.get(name), ground)
        if name in known and misplaced(batch.reasons.values()) * 2 > len(batch):
            doubt = doubts(session, batch.source, known[name], ground.territory)
            report.tell([] if doubt is None else [doubt])
    return known


def _has_geometry(batch: Batch) -> bool:
    stages.refuse_unread(batch)
    return bool(batch.sound.any())


def _identify(session: CommuneSession, batches: list[Batch], progress: Progress) -> None:
    by_layer: dict[str, list[Batch]] = defaultdict(list)
    for batch in batches:
        by_layer[batch.layer.name].append(batch)
    for done, (name, group) in enumerate(by_layer.items()):
        progress("identify", done, len(by_layer))
        identify(session, session.catalogue[name], group)
    resolve(session, by_layer)
    for batch in batches:
        require(session, batch)
    refuse_dangling(session, by_layer)


def _settle(batches: list[Batch], options: ImportOptions, report: ImportReport) -> None:
    """Draw up the account: who is refused, and whether the whole file is."""
    for layer in {id(b.source): b.source for b in batches}.values():
        report.tell(layer.issues)
        report.notes += layer.notes
    for batch in batches:
        report.tell(batch.issues)
        report.layers.append(
            LayerReport(
                source=batch.source_name,
                target=batch.layer.name,
                mapping=batch.mapping,
                read=len(batch),
                rejected=report.rejects.add(batch),
                crs=batch.crs,
                crs_known_by=batch.crs_known_by,
                operation=batch.operation,
            )
        )
    report.settle(skip_errors=options.skip_errors)


def _write(
    session: CommuneSession, batches: list[Batch], report: ImportReport, progress: Progress
) -> None:
    for done, (batch, layer) in enumerate(zip(batches, report.layers, strict=True)):
        progress("write", done, len(batches))
        if not batch.sound.any():
            continue
        with Stage(session, staged(batch)) as stage:
            counts = stage.count()
            layer.add(counts)
            if counts.same_place:
                details = {"count": counts.same_place, "layer": layer.target}
                report.tell([Issue("same_place", layer.source, Severity.WARNING, details)])
            if not report.dry_run and counts.created + counts.changed:
                stage.write()
    progress("write", len(batches), len(batches))
