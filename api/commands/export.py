"""Commands that write a commune's data to files."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from api.commands.base import console, owner_engine, told
from api.commands.data import CommuneOption
from gis.session import CommuneSession, open_session
from gis.settings import Settings
from gis.viewer import Viewer, ViewerRole
from layers.catalogue import CATALOGUE
from layers.spec import Layer

# GDAL and its like take half a second to load: only those who export wait for them.

export_app = typer.Typer(no_args_is_help=True, help="Write data to files.")

LayersOption = Annotated[list[str] | None, typer.Option("--layer", help="Only these layers.")]
OutOption = Annotated[Path, typer.Option(help="Folder to write to.", file_okay=False)]
RoleOption = Annotated[
    ViewerRole, typer.Option("--as", help="Write what this role may see, no more.")
]
_PAGE = 10_000


@contextmanager
def _snapshot(commune: str, role: ViewerRole) -> Iterator[CommuneSession]:
    """Open one moment of a commune, as a role sees it."""
    viewer = Viewer(f"shell-{role.value}", role)
    with (
        owner_engine(Settings()) as engine,
        open_session(engine, CATALOGUE, commune, viewer, source="export", snapshot=True) as session,
    ):
        yield session


def _wanted(session: CommuneSession, names: list[str] | None) -> Sequence[Layer]:
    if names:
        return [session.layer(name) for name in names]
    return session.viewer.layers(session.catalogue)


@export_app.command("geojson")
@told
def export_geojson(
    commune: CommuneOption,
    layer: LayersOption = None,
    out: OutOption = Path(),
    jsonfg: Annotated[  # noqa: FBT002  a flag
        bool, typer.Option("--jsonfg", help="JSON-FG: the home CRS beside WGS84.")
    ] = False,
    role: RoleOption = ViewerRole.ADMIN,
) -> None:
    """Write one RFC 7946 file for each layer, all of one moment.

    Example: ./netzkaart export geojson --commune heffingen --out export
    """
    from gis.exchange.export import files, text  # noqa: PLC0415
    from gis.exchange.export.profile import Profile  # noqa: PLC0415

    profile = Profile.JSONFG if jsonfg else Profile.RFC7946
    out.mkdir(parents=True, exist_ok=True)
    with _snapshot(commune, role) as session:
        for each in _wanted(session, layer):
            path = out / f"{each.name}.geojson"
            files.replace(path, text.collection(session, each, profile))
            sys.stdout.write(f"{path}\n")


@export_app.command("geopackage")
@told
def export_geopackage(
    commune: CommuneOption,
    out: Annotated[Path, typer.Option(help="File to write.", dir_okay=False)],
    layer: LayersOption = None,
    role: RoleOption = ViewerRole.ADMIN,
) -> None:
    """Write one GeoPackage of all layers in the commune's CRS, all of one moment.

    Example: ./netzkaart export geopackage --commune heffingen --out heffingen.gpkg
    """
    from gis.exchange.export import files, geopackage  # noqa: PLC0415

    partial = out.with_name(out.name + ".part")
    partial.unlink(missing_ok=True)
    with _snapshot(commune, role) as session:
        geopackage.write(session, _wanted(session, layer), partial, datetime.now(UTC))
    files.hashed(partial)  # on the disk before it has its name
    partial.replace(out)
    sys.stdout.write(f"{out}\n")


@export_app.command("flatgeobuf")
@told
def export_flatgeobuf(
    commune: CommuneOption,
    layer: LayersOption = None,
    out: OutOption = Path(),
    role: RoleOption = ViewerRole.ADMIN,
) -> None:
    """Write one FlatGeobuf for each layer in the commune's CRS, all of one moment.

    Example: ./netzkaart export flatgeobuf --commune heffingen --layer pole --out export
    """
    from gis.exchange.export import geopackage  # noqa: PLC0415

    out.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=out) as folder, _snapshot(commune, role) as session:
        package = Path(folder) / "all.gpkg"
        wanted = _wanted(session, layer)
        geopackage.write(session, wanted, package, datetime.now(UTC))
        for each in wanted:
            partial = Path(folder) / f"{each.name}.fgb"
            geopackage.flatgeobuf(package, each, session.commune.srid, partial)
            partial.replace(out / partial.name)
            sys.stdout.write(f"{out / partial.name}\n")


@export_app.command("sigi")
@told
def export_sigi(
    commune: CommuneOption,
    out: OutOption,
    since: Annotated[str | None, typer.Option(help="Cursor: write only what changed.")] = None,
    role: RoleOption = ViewerRole.MACHINE,
) -> None:
    """Write the bundle that SIGI would pull, or what changed since a cursor.

    Example: ./netzkaart export sigi --commune heffingen --out sigi
    """
    from gis.exchange.export import bundle, delta, files  # noqa: PLC0415
    from gis.exchange.export.profile import Profile  # noqa: PLC0415

    with _snapshot(commune, role) as session:
        if since is None:
            try:
                found = bundle.build_once(session, out, datetime.now(UTC))
            except bundle.BundleBusy:
                console.print(f"[bold red]✗[/] another export is writing to {out}")
                raise typer.Exit(1) from None
            sys.stdout.write(f"{found.folder}\n")
            return
        out.mkdir(parents=True, exist_ok=True)
        while (page := delta.page(session, since, None, _PAGE)).until != page.since:
            path = out / f"changes-{page.since}-{page.until.revision}.json"
            files.replace(path, delta.document(session, page, Profile.JSONFG))
            sys.stdout.write(f"{path}\n")
            since = str(page.until)


@export_app.command("verify")
@told
def export_verify(
    folder: Annotated[Path, typer.Argument(help="Folder of a bundle.", exists=True)],
) -> None:
    """Check a bundle with nothing but its files.

    Example: ./netzkaart export verify sigi/3f2a.17_1.0-1-1-63b399f0
    """
    from gis.exchange.export.verify import verify  # noqa: PLC0415

    found = verify(folder)
    for problem in found.problems:
        console.print(f"[bold red]✗[/] {problem}", highlight=False)
    if found.problems:
        raise typer.Exit(1)
    console.print(f"[green]✓[/] {found.files} files, {found.features} features")
