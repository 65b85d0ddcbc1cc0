"""``netzkaart sigi-mirror``: the reference consumer of our own exports."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated

import typer

from api.commands.base import console


def sigi_mirror(
    url: Annotated[str, typer.Argument(help="Address of the commune's manifest.json.")],
    folder: Annotated[Path, typer.Argument(help="Folder of mirror.gpkg.")],
    token: Annotated[
        str, typer.Option(envvar="NETZKAART_TOKEN", help="Better given in the environment.")
    ] = "",
    every: Annotated[
        float | None, typer.Option(help="Go on for ever, a run every so many seconds.", min=1)
    ] = None,
) -> None:
    """Keep a GeoPackage in step with a commune through deltas, as SIGI would.

    Example: ./netzkaart sigi-mirror https://.../exports/sigi/manifest.json mirror
    """
    from api.sigi_mirror import Mirror, MirrorError, Server  # noqa: PLC0415  needed by nobody else

    while True:
        try:
            report = Mirror(folder, Server(url, token)).sync()
        except MirrorError as error:
            console.print(f"[bold red]✗[/] {error}", highlight=False)
            code = 1
        else:
            mark = "[green]✓[/]" if report.confirmed else "[bold red]✗ not what was exported[/]"
            how = "full export, " if report.full else ""
            console.print(
                f"{mark} {report.cursor}: {report.features} features, {how}"
                f"{report.upserts} written, {report.tombstones} removed"
            )
            code = 0 if report.confirmed else 2
        if every is None:
            raise typer.Exit(code)
        time.sleep(every)
