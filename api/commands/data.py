"""Commands about data: communes, terrain, tokens."""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer

from api import migrations
from api.commands.base import console, language, owner_engine, shell_viewer, tell_issues, told
from api.commands.import_ import run
from api.security import tokens
from gis import communes, removal, terrain, terrain_check
from gis.errors import CommuneKept, Invalid, Issue
from gis.session import open_session
from gis.settings import Settings
from gis.viewer import ViewerRole
from layers.catalogue import CATALOGUE

# The importer brings geopandas, which takes a second to load: only those who import wait for it.

CommuneOption = Annotated[str, typer.Option("--commune", "-c", help="Name of the commune.")]

_MOST_DAYS = 36_500

commune_app = typer.Typer(no_args_is_help=True, help="Create, list and remove communes.")
token_app = typer.Typer(no_args_is_help=True, help="Access tokens for people and machines.")
terrain_app = typer.Typer(no_args_is_help=True, help="Ground levels.")


@commune_app.command("create")
@told
def commune_create(  # noqa: PLR0913  the properties of a commune
    name: str,
    title: Annotated[str | None, typer.Option(help="As it is written on maps.")] = None,
    srid: Annotated[int, typer.Option(help="EPSG code of the home CRS, in metres.")] = 2169,
    boundary: Annotated[
        Path | None, typer.Option(help="File with the boundary.", exists=True, dir_okay=False)
    ] = None,
    notice: Annotated[str, typer.Option(help="What every map of it says.")] = "",
    lau: Annotated[str | None, typer.Option(help="Code in Eurostat's table of LAUs.")] = None,
) -> None:
    """Create a commune. The home CRS stays for good.

    Example: ./netzkaart commune create ky4 --srid 26916
    """
    # One transaction: a boundary that is refused leaves no half-made commune behind.
    with owner_engine(Settings()) as engine, engine.begin() as connection:
        commune = migrations.create_commune(
            connection, name, title=title or name.capitalize(), srid=srid, notice=notice
        )
        if lau is not None:
            communes.set_lau(connection, name, lau)
        if boundary is not None:
            from gis.exchange.options import ImportOptions  # noqa: PLC0415

            options = ImportOptions(layer=CATALOGUE.bounding().name)
            run(engine, name, boundary, options, within=connection)
    console.print(f"[green]✓[/] {commune.name}: EPSG:{commune.srid}, {commune.operation.name}")


@commune_app.command("list")
@told
def commune_list() -> None:
    """List the communes of this installation."""
    with owner_engine(Settings()) as engine, engine.connect() as connection:
        for commune in communes.every(connection):
            sys.stdout.write(f"{commune.name}\tEPSG:{commune.srid}\t{commune.title}\n")
        tell_issues(communes.gone(connection))


@commune_app.command("remove")
@told
def commune_remove(
    name: str,
    yes: Annotated[str, typer.Option(help="Its name once more, to confirm.")] = "",
) -> None:
    """Remove a commune with all its data for good; without --yes only tell what that is.

    Files that were exported stay where they are, and so do dumps: make one before.

    Example: ./netzkaart commune remove ky4 --yes ky4
    """
    settings = Settings()
    with owner_engine(settings) as engine, engine.begin() as connection:
        if yes != name:
            raise CommuneKept(name, _told_loss(removal.loss(connection, name)))
        lost = removal.remove(connection, name)
    removal.remove_files(settings.home, name)
    sys.stdout.write(f"{name}\t{_told_loss(lost)}\n")


def _told_loss(lost: removal.Loss) -> str:
    counts = {**lost.rows, "token": lost.tokens}
    return ", ".join(f"{name} {count}" for name, count in counts.items() if count) or "0"


@token_app.command("create")
@told
def token_create(
    commune: CommuneOption,
    role: Annotated[ViewerRole, typer.Option(help="What its holder may do.")],
    label: Annotated[str, typer.Option(help="What it is for, not a person's name.")] = "",
    days: Annotated[int, typer.Option(help="Valid for so many days.", min=1, max=_MOST_DAYS)] = 365,
) -> None:
    """Make an access token; it is shown once.

    Example: ./netzkaart token create --commune heffingen --role machine --label SIGI
    """
    if role is ViewerRole.ANYONE:
        raise Invalid([Issue("token_for_anyone", "--role")])
    with owner_engine(Settings()) as engine, engine.begin() as connection:
        communes.find(connection, commune)
        until = datetime.now(UTC) + timedelta(days=days)
        token = tokens.issue(connection, commune=commune, role=role, label=label, expires_at=until)
    sys.stdout.write(token + "\n")


@token_app.command("revoke")
@told
def token_revoke(token: str) -> None:
    """Make a token worthless at once; tell whose it was, and since when it is.

    Example: ./netzkaart token revoke nk_...
    """
    with owner_engine(Settings()) as engine, engine.begin() as connection:
        revoked = tokens.revoke(connection, token, datetime.now(UTC))
    since = revoked.at.strftime("%Y-%m-%d %H:%M:%S")
    sys.stdout.write(f"{revoked.actor}\t{revoked.commune}\t{since}\t{revoked.label}\n")


@terrain_app.command("load")
@told
def terrain_load(
    file: Annotated[Path, typer.Argument(exists=True, help="GeoTIFF of ground levels")],
    commune: CommuneOption,
    unit_m: Annotated[float, typer.Option(help="Metres for each unit: 0.01 for cm.")] = 1.0,
    attribution: Annotated[str, typer.Option(help="Origin and licence.")] = "",
) -> None:
    """Let a commune use a raster of ground levels. The file stays where it is.

    Example: ./netzkaart terrain load dem500.tif --commune heffingen --unit-m 0.01
    """
    found = terrain.inspect(file, file.stem, metres_per_unit=unit_m, attribution=attribution)
    with (
        owner_engine(Settings()) as engine,
        open_session(engine, CATALOGUE, commune, shell_viewer(), source="terrain") as session,
    ):
        notes = terrain_check.examine(session, found)
        terrain.load(session, found)
    for note in notes:
        console.print("[yellow]![/] ", end="")
        console.print(note.sentence.to(language()), markup=False)
    console.print(f"[green]✓[/] {found.name}: {found.resolution_m:.0f} m")
