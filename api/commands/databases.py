"""Commands about the database itself: persons who edit by SQL, incarnations."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from api.commands.base import (
    OWNER,
    console,
    database,
    migrated,
    owner_engine,
    shell_viewer,
    told,
)
from api.commands.data import CommuneOption, commune_app
from field_capture import forgetting
from gis import backup as backups
from gis import communes, incarnation
from gis.database import people
from gis.database.cluster.settings import SUPERUSER
from gis.database.engine import make_engine
from gis.errors import UnknownThing
from gis.session import open_session
from gis.settings import Settings
from layers.catalogue import CATALOGUE

person_app = typer.Typer(no_args_is_help=True, help="Persons who edit by SQL, in QGIS for example.")


@person_app.command("create")
@told
def person_create(name: str, commune: CommuneOption) -> None:
    """Let a person edit a commune's layers by SQL; the journal writes the name beside it.

    The password is shown once. The private database lets persons in once its local.conf has
    listen_addresses. Another commune: call it again.

    Example: ./netzkaart person create anna --commune heffingen
    """
    with database(Settings()) as dsn:
        owner, maker = migrated(dsn), make_engine(dsn(SUPERUSER), pool_size=1)
        try:
            with owner.connect() as connection:
                communes.find(connection, commune)
            with maker.begin() as connection:
                password = people.create(connection, name, commune)
            with owner.begin() as connection:
                people.grant(connection, commune)
        finally:
            owner.dispose()
            maker.dispose()
    if password is None:
        console.print(f"[green]✓[/] {name}: {commune}")
    else:
        sys.stdout.write(f"{name}\t{password}\n")


@person_app.command("remove")
@told
def person_remove(name: str) -> None:
    """Take a person's role away; the journal keeps the name.

    Example: ./netzkaart person remove anna
    """
    with database(Settings()) as dsn:
        maker = make_engine(dsn(SUPERUSER), pool_size=1)
        try:
            with maker.begin() as connection:
                if not people.remove(connection, name):
                    raise UnknownThing("person", name)
        finally:
            maker.dispose()


@person_app.command("list")
@told
def person_list() -> None:
    """List the persons and the communes that they may edit.

    Example: ./netzkaart person list
    """
    with database(Settings()) as dsn:
        engine = make_engine(dsn(OWNER), pool_size=1)
        try:
            with engine.connect() as connection:
                for name, names in people.everybody(connection).items():
                    sys.stdout.write(f"{name}\t{', '.join(names)}\n")
        finally:
            engine.dispose()


@commune_app.command("new-incarnation")
@told
def new_incarnation(name: str) -> None:
    """Make all cursors of a commune worthless: their holders load everything anew.

    Run it after an older copy of the whole data folder, or of its disk, was put back. Where a
    dump was restored, the next start notices by itself.

    Example: ./netzkaart commune new-incarnation heffingen
    """
    with owner_engine(Settings()) as engine, engine.begin() as connection:
        sys.stdout.write(incarnation.renew(connection, name) + "\n")


@told
def backup(
    commune: CommuneOption,
    to: Annotated[Path, typer.Option("--to", help="Folder; best on another machine's disk.")],
) -> None:
    """Save a commune with its journal and its files, and read the dump again.

    Tablets keep what they sent until a backup holds it. Photos are copied once: the folder can be
    the same every night.

    Example: ./netzkaart backup --commune heffingen --to /srv/backup
    """
    settings = Settings()
    with database(settings) as dsn:
        engine = migrated(dsn)
        try:
            files = settings.home / "files" / commune
            made = backups.make(engine, dsn(OWNER), commune, to, files)
        finally:
            engine.dispose()
    sys.stdout.write(f"{made.path}\t{made.revision}\t{made.bytes}\t{made.sha256}\n")


@told
def privacy() -> None:
    """Take devices and persons from what tablets sent two months ago, in every commune.

    Positions, their fixes and the journal stay. Run it every week.

    Example: ./netzkaart privacy
    """
    with owner_engine(Settings()) as engine:
        with engine.connect() as connection:
            names = [each.name for each in communes.every(connection)]
        for name in names:
            where = (engine, CATALOGUE, name, shell_viewer())
            with open_session(*where, source="privacy") as session:
                done = forgetting.forget(session, datetime.now(UTC))
            sys.stdout.write(f"{name}\t{done.fixes}\t{done.captures}\t{done.operations}\n")
