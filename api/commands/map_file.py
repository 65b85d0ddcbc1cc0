"""The map of a commune as one file."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from api.commands.base import console, language, owner_engine, told
from gis.maps.single_file import TooLarge, render_file
from gis.session import open_session
from gis.settings import Settings
from gis.viewer import Viewer, ViewerRole
from layers.catalogue import CATALOGUE
from layers.spec import LANGUAGES, Text, Visibility

_ROLES = {
    Visibility.PUBLIC: ViewerRole.ANYONE,
    Visibility.INTERNAL: ViewerRole.CLERK,
    Visibility.RESTRICTED: ViewerRole.ADMIN,
}
_TOO_LARGE = Text(
    "Ze grouss fir ee Fichier ({layer}). Huelt eng méi kleng Stuf (--level public), oder "
    "d'Kaart vum Server.",
    "Trop grand pour un seul fichier ({layer}). Choisissez un niveau plus bas "
    "(--level public) ou la carte du serveur.",
    "Zu groß für eine Datei ({layer}). Nehmen Sie eine niedrigere Stufe (--level public) oder "
    "die Karte des Servers.",
    "Too large for one file ({layer}). Take a lower level (--level public), or the server's map.",
)
_LEVELS = {level.name.lower(): level for level in Visibility}


@told
def map_file(
    commune: Annotated[str, typer.Option("--commune", "-c", help="Name of the commune.")],
    out: Annotated[Path, typer.Option("--out", help="The file to write.", dir_okay=False)],
    level: Annotated[
        str, typer.Option(help="What may be in it: public, internal, restricted.")
    ] = "public",
    lang: Annotated[str, typer.Option(help="lb, fr, de or en; else the terminal's.")] = "",
) -> None:
    """Write the map as one file that opens without any network.

    Example: ./netzkaart map --commune heffingen --out heffingen.html
    """
    if level not in _LEVELS:
        raise typer.BadParameter(", ".join(_LEVELS), param_hint="--level")
    spoken = lang if lang in LANGUAGES else language()
    viewer = Viewer(f"shell-{os.getuid()}", _ROLES[_LEVELS[level]])
    with (
        owner_engine(Settings()) as engine,
        open_session(engine, CATALOGUE, commune, viewer, snapshot=True) as session,
    ):
        try:
            page = render_file(session, spoken)
        except TooLarge as error:
            console.print(_TOO_LARGE.to(spoken).format(layer=error.layer), markup=False)
            sys.exit(1)
    out.write_text(page, encoding="utf-8")
    console.print(f"[green]✓[/] {out}: {len(page.encode()) / 1e6:.1f} MB, {level}")
