"""What is done with a file on the import desk: it is looked at, tried, and taken over.

The engine is `gis.exchange.importer`, the same that the command line uses. Here its file, its
options and its report are kept beside the upload, where a page finds them.
"""

from __future__ import annotations

import time
from dataclasses import asdict
from typing import TYPE_CHECKING

from sqlalchemy import func, select, text

from gis.exchange import inspection, mapping_file, reading, sheet_desk
from gis.exchange.coordinates import Place
from gis.exchange.entry import Entry
from gis.exchange.errors import ImportRefused, no_room
from gis.exchange.importer import import_file
from gis.exchange.options import ImportOptions
from gis.exchange.problem_map import problems
from gis.exchange.proposal import propose
from gis.viewer import Action
from layers.spec import LANGUAGES

if TYPE_CHECKING:
    from pathlib import Path

    from gis.exchange.desk import Held, State
    from gis.exchange.options import Progress
    from gis.exchange.report import ImportReport
    from gis.session import CommuneSession

_EVERY_S = 0.5

# A large file takes longer than any page may.
_PATIENCE = text("SELECT set_config('statement_timeout', '30min', true)")


def check(session: CommuneSession, held: Held) -> None:
    """Look at a file, try to import it, and keep what would become of it; nothing is changed.

    Raises
    ------
    NetzkaartError
        Whatever `gis.exchange.importer.import_file` does.
    """
    session.viewer.must(Action.IMPORT)
    session.connection.execute(_PATIENCE)
    state = held.state()
    held.note("report", None)
    held.rejects.unlink(missing_ok=True)
    first = held.noted("entries") is None
    if first and (edited := sheet_desk.opened(session, held, state)) is not None:
        sheet_desk.check(session, held, edited)
        return
    _look(session, held, state)
    options = _options(held, state, first=first, dry_run=True, skip=True)
    report = import_file(session, held.file, options, _progress(held, state))
    _keep(held, state, report)


def write(session: CommuneSession, held: Held) -> None:
    """Take a file over as it was checked, and note the transaction that does.

    Raises
    ------
    NetzkaartError
        Likewise; where rows are wrong by now, the new report says which.
    """
    session.viewer.must(Action.IMPORT)
    session.connection.execute(_PATIENCE)
    state = held.state()
    if held.noted("sheet") is not None:
        edited = sheet_desk.opened(session, held, state)
        if edited is not None:
            sheet_desk.write(session, held, state, edited)
        _note_transaction(session, held, state)
        return
    options = _options(held, state, first=False, dry_run=False, skip=state.skip)
    try:
        report = import_file(session, held.file, options, _progress(held, state))
    except ImportRefused as refused:
        _keep(held, state, refused.report)
        raise
    _keep(held, state, report)
    _note_transaction(session, held, state)


def _note_transaction(session: CommuneSession, held: Held, state: State) -> None:
    """Note under what the journal knows this transaction; nothing where it changed nothing."""
    revision = session.tables.tables["commune.revision"]
    # Its number is handed out at the commit.
    open_ = revision.c.revision.is_(None)
    own = text("xid = pg_current_xact_id()")
    state.tx = session.connection.scalar(select(revision.c.tx).where(open_, own))
    held.keep(state)


def revision_of(session: CommuneSession, tx: int | None) -> int | None:
    """Return the revision that a transaction became; None where it was not committed."""
    if tx is None:
        return None
    revision = session.tables.tables["commune.revision"]
    known = select(func.max(revision.c.revision)).where(revision.c.tx == tx)
    found: int | None = session.connection.scalar(known)
    return found


def _look(session: CommuneSession, held: Held, state: State) -> None:
    """Keep what a form shows of the file, and the mapping that it asks for."""
    if state.layer is not None:
        session.layer(state.layer)
    noted = held.noted("entries")
    with no_room(), reading.opened(held.file, encoding=state.encoding) as source:
        held.note(
            "file",
            {
                "format": source.format,
                "tables": [asdict(each) for each in inspection.tables(source)],
            },
        )
        if noted is None:
            mapping, _ = propose(source, session.catalogue, layer=state.layer)
        else:
            given = [Entry(**each) for each in noted["entries"]]
            mapping = inspection.mapping_of(noted["model"], given, source, session.catalogue)
        shown = inspection.entries(mapping, source)
    held.note("entries", {"model": mapping.model, "entries": [asdict(each) for each in shown]})
    mapping_path(held).write_text(mapping_file.dump(mapping), encoding="utf-8")


def mapping_path(held: Held) -> Path:
    """Return where the mapping stands, in the form that the command line takes."""
    return held.folder / "mapping.yaml"


def _options(held: Held, state: State, *, first: bool, dry_run: bool, skip: bool) -> ImportOptions:
    return ImportOptions(
        # What the importer proposes itself brings its warnings.
        layer=state.layer if first else None,
        mapping=None if first else mapping_path(held),
        crs=state.crs or None,
        place=Place.parse(state.place) if state.place else None,
        dry_run=dry_run,
        skip_errors=skip,
        encoding=state.encoding or None,
    )


def _progress(held: Held, state: State) -> Progress:
    told = 0.0

    def progress(stage: str, done: int, total: int) -> None:
        nonlocal told
        now = time.monotonic()
        if stage != state.stage or now - told > _EVERY_S:
            state.stage, state.done, state.total = stage, done, total
            told = now
            held.keep(state)

    return progress


def _keep(held: Held, state: State, report: ImportReport) -> None:
    """Keep a report in every language: who reads it may change theirs."""
    told = {
        language: report.to_json(language)
        | {
            "errors": report.errors,
            "sheet": None,
            "problems": problems(report, language),
            "places": list(
                dict.fromkeys(each.place(language) for each in report.layers if each.crs)
            ),
        }
        for language in LANGUAGES
    }
    if report.rejects.count:
        report.rejects.write(held.rejects, state.language)
    held.note("report", told)
