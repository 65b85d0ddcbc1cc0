"""``netzkaart privacy``: what is kept of people, how long, and how it ends."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Annotated

import orjson
import typer

from api.commands.base import console, language, owner_engine, shell_viewer, told
from api.context import Context
from api.context import blobs as files_of
from api.letters_kept import Outbox
from api.mail import OUTBOX
from field_capture import privacy, retention
from field_capture.captures import held_photos, photo_upload
from field_capture.reports import photos as report_photos
from field_capture.sync import forgetting
from gis import communes
from gis.blobs import Blobs
from gis.session import CommuneSession, open_session
from gis.settings import Settings
from layers.catalogue import CATALOGUE

privacy_app = typer.Typer(help="What is kept of people, how long, and how it ends.")

Person = Annotated[str, typer.Argument(help="An e-mail address or a phone number, as given.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Count, and delete nothing.")]


@contextmanager
def _everywhere() -> Iterator[Iterator[tuple[CommuneSession, Blobs, Context]]]:
    """Open each commune in turn, in a transaction of its own."""
    settings = Settings()
    with owner_engine(settings) as engine:
        context = Context(settings, engine, CATALOGUE)
        with engine.connect() as connection:
            names = [each.name for each in communes.every(connection)]

        def each() -> Iterator[tuple[CommuneSession, Blobs, Context]]:
            for name in names:
                with open_session(
                    engine, CATALOGUE, name, shell_viewer(), source="privacy"
                ) as session:
                    yield session, report_photos.blobs_of(settings.home, name), context

        yield each()


@privacy_app.command("report")
@told
def report() -> None:
    """Print the record of processing activities, and what is due to be deleted.

    Example: ./netzkaart privacy report
    """
    spoken = language()
    for parts in privacy.RECORD:
        typer.echo("- " + ": ".join(part.to(spoken) for part in parts))
    _tell(dry_run=True)


@privacy_app.command("export")
@told
def export(person: Person) -> None:
    """Print as JSON everything that is kept of a person.

    Example: ./netzkaart privacy export kim@example.lu
    """
    with _everywhere() as opened:
        found = [privacy.export(session, person) for session, _, _ in opened]
    found.append({"letters": _outbox().told(person)})
    typer.echo(orjson.dumps(found, default=str, option=orjson.OPT_INDENT_2).decode())


@privacy_app.command("erase")
@told
def erase(person: Person) -> None:
    """Delete everything that is kept of a person.

    Example: ./netzkaart privacy erase kim@example.lu
    """
    with _everywhere() as opened:
        for session, blobs, _ in opened:
            count = privacy.erase(session, blobs, person)
            console.print(f"[green]✓[/] {session.commune.name}: {count}")
    console.print(f"[green]✓[/] outbox: {_outbox().forget(person)}")


@privacy_app.command("purge")
@told
def purge(dry_run: DryRun = False) -> None:  # noqa: FBT002
    """Delete what was kept long enough.

    The worker does so every night, except that it may not touch who sent what from a tablet two
    months ago: positions and their fixes stay, device and person go. Run it every week.

    Example: ./netzkaart privacy purge --dry-run
    """
    _tell(dry_run=dry_run)


def _tell(*, dry_run: bool) -> None:
    with _everywhere() as opened:
        for session, blobs, context in opened:
            now = context.now()
            due = (
                retention.plan(session, now)
                if dry_run
                else retention.carry_out(session, blobs, now)
            )
            with session.connection.begin_nested() as step:
                forgotten = forgetting.forget(session, now)
                if dry_run:
                    step.rollback()
            held = (
                held_photos.due(session, now)
                if dry_run
                else held_photos.forget(session, files_of(context, session.commune.name), now)
            )
            uploads = photo_upload.uploads_of(context.settings.home, session.commune.name)
            pieces = (
                len(photo_upload.stale(uploads, now))
                if dry_run
                else photo_upload.sweep(uploads, now)
            )
            photos = {"held_photos": held, "unfinished_photos": pieces}
            counts = {**asdict(due), **asdict(forgotten), **photos}
            counted = ", ".join(f"{name} {count}" for name, count in counts.items())
            typer.echo(f"{session.commune.name}: {counted}")
    outbox, now = _outbox(), datetime.now(UTC)
    letters = len(outbox.old(now)) if dry_run else outbox.purge(now)
    typer.echo(f"outbox: letters {letters}")


def _outbox() -> Outbox:
    return Outbox(Settings().home / OUTBOX)
