"""Surveyors' files: NMEA logs, GPX, tables."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from api.commands.base import console, owner_engine, shell_viewer, tell_issues, told
from api.commands.data import CommuneOption
from field_capture.captures.gnss.gpx import Point
from field_capture.sync import survey
from field_capture.sync.survey import Datum, Match, Wish
from gis.errors import TooLarge
from gis.session import open_session
from gis.settings import Settings
from layers.catalogue import CATALOGUE


@told
def import_gnss(  # noqa: PLR0913  the options
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="NMEA, GPX or CSV.")],
    commune: CommuneOption,
    layer: Annotated[str, typer.Option("--layer", "-l", help="What was measured.")],
    match: Annotated[Match, typer.Option(help="How an asset is known again.")] = Match.CODE,
    heights: Annotated[Datum, typer.Option(help="What they are above.")] = Datum.ORTHOMETRIC,
    points: Annotated[Point, typer.Option(help="Which of a GPX file.")] = Point.WAYPOINT,
    day: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Of a log that tells none.")
    ] = None,
    accept_valid: Annotated[  # noqa: FBT002  a switch
        bool, typer.Option("--accept-valid", help="Take over what is right.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only tell.")] = False,  # noqa: FBT002
) -> None:
    """Take over what a surveyor measured: new points become assets, known ones get a visit.

    Of an NMEA log each stop is a point. The same file again changes nothing.

    Example: ./netzkaart import-gnss points.gpx --commune heffingen --layer water_valve
    """
    settings = Settings()
    if file.stat().st_size > settings.max_file_bytes:
        raise TooLarge(f"{settings.max_file_bytes // 1_000_000} MB")
    wish = Wish(
        shell_viewer().layer(CATALOGUE, layer),
        match,
        heights,
        points,
        day.date() if day else None,
        accept_valid,
    )
    with owner_engine(settings) as engine:
        where = (engine, CATALOGUE, commune, shell_viewer())
        with open_session(*where, source="import") as session:
            savepoint = session.connection.begin_nested()
            report = survey.take(session, file.read_bytes(), file.name, wish, datetime.now(UTC))
            if dry_run:
                savepoint.rollback()
            else:
                savepoint.commit()
    for line, name, what, code in report.lines:
        sys.stdout.write(f"{line}\t{name}\t{what}\t{code}\n")
    tell_issues(report.issues)
    if report.without_fix:
        console.print(f"[dim]no fix: {report.without_fix}[/]")
