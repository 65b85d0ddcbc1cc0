"""``netzkaart sync-file``: what a tablet saved to a file because it could not send it."""

from __future__ import annotations

import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy import Engine

from api.commands.base import console, language, owner_engine, shell_viewer, told
from field_capture.captures.photo_upload import uploads_of
from field_capture.states.operation import State
from field_capture.sync import outbox
from gis.blobs import Blobs
from gis.session import open_session
from gis.settings import Settings
from layers.catalogue import CATALOGUE


@told
def sync_file(
    file: Annotated[Path, typer.Argument(help="As the tablet saved it.", exists=True)],
    commune: Annotated[
        str | None, typer.Option("--commune", "-c", help="Another one than the file names.")
    ] = None,
) -> None:
    """Take in the outbox that a tablet saved to a file; exit 1 where some of it was refused.

    What had arrived before is not done again.

    Example: ./netzkaart sync-file netzkaart-heffingen-2026-11-23-10-15.json
    """
    found = outbox.read(file)
    settings = Settings()
    with owner_engine(settings) as engine:
        refused = _take_in(engine, settings, commune or found.commune, found)
    if refused:
        sys.exit(1)


def _take_in(engine: Engine, settings: Settings, commune: str, found: outbox.Outbox) -> int:
    where = (engine, CATALOGUE, commune, shell_viewer())
    now = datetime.now(UTC)
    with open_session(*where, source="sync") as session:
        receipts = outbox.take_in(session, found, now)
    states = Counter(each.outcome.state.value for each in receipts)
    console.print(", ".join(f"{state} {n}" for state, n in sorted(states.items())) or "0")
    for each in receipts:
        for issue in each.outcome.reasons:
            console.print(f"  {each.op_id}: {issue.to_json(language())['message']}")
    whole = 0
    for photo in found.photos:
        root = uploads_of(settings.home, commune)
        blobs = Blobs(settings.home / "files" / commune)
        with open_session(*where, source="photo") as session:
            whole += outbox.take_photo(session, photo, root, settings.max_file_bytes, blobs, now)
    console.print(f"photos {whole}/{len(found.photos)}")
    return states[State.REJECTED.value]
