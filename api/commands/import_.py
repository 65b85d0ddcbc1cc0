"""The command that brings files in: ``./netzkaart import``."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from sqlalchemy import Connection, Engine

from api.commands.base import console, language, owner_engine, shell_viewer, told
from gis.session import open_session
from gis.settings import Settings
from layers.catalogue import CATALOGUE

if TYPE_CHECKING:
    from gis.exchange.options import ImportOptions
    from gis.exchange.report import ImportReport

# The importer brings geopandas, which takes a second to load: only those who import wait for it.

FORMATS = "GeoPackage, Shapefile (also zipped), GeoJSON, FlatGeobuf, CSV, XLSX, DXF, KML, .inp"


@told
def import_(  # noqa: PLR0913  the options of the command
    file: Annotated[Path, typer.Argument(exists=True, help=FORMATS)],
    commune: Annotated[str, typer.Option("--commune", "-c", help="Name of the commune.")],
    layer: Annotated[str | None, typer.Option(help="Layer to import into.")] = None,
    mapping: Annotated[
        Path | None, typer.Option(help="Mapping file (see --write-mapping).", exists=True)
    ] = None,
    crs: Annotated[
        str | None,
        typer.Option(
            help="CRS of the file: EPSG:3089; EPSG:2169@mm, @ft, @yx where numbers differ."
        ),
    ] = None,
    place: Annotated[
        str | None,
        typer.Option(
            help="Where the middle of a local drawing lies: LON,LAT[,ROTATION], degrees, "
            "counter-clockwise."
        ),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Check only.")] = False,  # noqa: FBT002
    accept_valid: Annotated[  # noqa: FBT002
        bool, typer.Option("--accept-valid", help="Leave wrong rows out instead of refusing all.")
    ] = False,
    encoding: Annotated[
        str | None, typer.Option(help="Of the texts, where the file does not say: cp1252.")
    ] = None,
    report_json: Annotated[
        str | None, typer.Option(help="Write the report as JSON, '-' to standard output.")
    ] = None,
    report_html: Annotated[
        Path | None, typer.Option(help="Write the report as a page with a map of the problems.")
    ] = None,
    rejects: Annotated[
        Path | None,
        typer.Option(
            help="GeoPackage for the rows not taken over, with the reasons; with --accept-valid "
            "always written, beside the report if not said otherwise."
        ),
    ] = None,
    write_mapping: Annotated[
        Path | None,
        typer.Option(help="Write the proposed mapping here, to correct, and import nothing."),
    ] = None,
) -> None:
    """Import a file: all of it, or nothing and a list of what is wrong.

    Example: ./netzkaart import ky4.inp --commune ky4 --crs EPSG:3089
    """
    from gis.exchange import mapping_file  # noqa: PLC0415
    from gis.exchange.coordinates import Place  # noqa: PLC0415
    from gis.exchange.errors import ImportRefused  # noqa: PLC0415
    from gis.exchange.importer import propose_mapping  # noqa: PLC0415
    from gis.exchange.options import ImportOptions  # noqa: PLC0415

    options = ImportOptions(
        layer=layer,
        mapping=mapping,
        crs=crs,
        place=Place.parse(place) if place else None,
        dry_run=dry_run,
        skip_errors=accept_valid,
        encoding=encoding,
    )
    with owner_engine(Settings()) as engine:
        if write_mapping is not None:
            with open_session(engine, CATALOGUE, commune, shell_viewer()) as session:
                proposed = propose_mapping(session, file, options)
            write_mapping.write_text(mapping_file.dump(proposed), encoding="utf-8")
            console.print(f"→ {write_mapping}", markup=False)
            return
        try:
            report = run(engine, commune, file, options)
        except ImportRefused as refused:
            report = refused.report
    if rejects is None and accept_valid and report.rejects.count:
        beside = report_html or (Path(report_json) if report_json not in (None, "-") else None)
        rejects = (beside.parent if beside else Path()) / f"{file.stem}_rejects.gpkg"
    report.render(console, language())
    _write(report, report_json, report_html, rejects)
    if rejects is not None and report.rejects.count:
        console.print(f"→ {rejects}", markup=False)
    if report.refused:
        raise typer.Exit(1)


def _write(
    report: ImportReport, as_json: str | None, as_html: Path | None, rejects: Path | None
) -> None:
    """Write what was asked for; standard output carries JSON alone.

    Raises
    ------
    ReportUnwritten
    """
    from gis.exchange.errors import ReportUnwritten  # noqa: PLC0415

    try:
        _write_all(report, as_json, as_html, rejects)
    except OSError as error:
        file = Path(error.filename or as_json or as_html or rejects or "").name
        raise ReportUnwritten(file, error.strerror or type(error).__name__) from error
    except RuntimeError as error:  # as GDAL tells it
        raise ReportUnwritten(rejects.name if rejects else "", str(error)[:120]) from error


def _write_all(
    report: ImportReport, as_json: str | None, as_html: Path | None, rejects: Path | None
) -> None:
    if as_json:
        text = json.dumps(report.to_json(language()), ensure_ascii=False, indent=2)
        if as_json == "-":
            sys.stdout.write(text + "\n")
        else:
            Path(as_json).write_text(text + "\n", encoding="utf-8")
    if as_html is not None:
        from gis.exchange.report_page import page  # noqa: PLC0415

        as_html.write_text(page(report, language()), encoding="utf-8")
    if rejects is not None and report.rejects.count:
        report.rejects.write(rejects, language())


def run(
    engine: Engine,
    commune: str,
    file: Path,
    options: ImportOptions,
    within: Connection | None = None,
) -> ImportReport:
    """Import a file, with a bar for each stage, in a transaction of its own or `within` another.

    Raises
    ------
    ImportRefused
        And whatever else `gis.exchange.importer.import_file` does.
    """
    from gis.exchange.errors import no_room  # noqa: PLC0415
    from gis.exchange.importer import import_file  # noqa: PLC0415

    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with (
        Progress(*columns, console=console, transient=True) as bar,
        no_room(),  # a disk may be full at the commit only
        open_session(
            engine, CATALOGUE, commune, shell_viewer(), source="import", within=within
        ) as session,
    ):
        tasks: dict[str, TaskID] = {}

        def progress(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bar.add_task(stage, total=total)
            bar.update(tasks[stage], completed=done, total=total)

        return import_file(session, file, options, progress)
