"""Commands that tell what may be kept: the layers, their fields, their codes."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from api.commands.base import console, language, told
from gis import layer_docs
from gis.errors import UnknownLayer
from gis.settings import ROOT
from layers.catalogue import CATALOGUE
from layers.spec import CodeList, Layer

PAGE = ROOT / "docs" / "layers.md"

app = typer.Typer(no_args_is_help=True, help="What may be kept: layers, fields, codes.")

LayerName = Annotated[str, typer.Argument(help="A name as `layers list` shows it.")]
Out = Annotated[Path, typer.Option(help="The page to write.", dir_okay=False)]


@app.command("list")
@told
def list_() -> None:
    """List all layers.

    Example: ./netzkaart layers list
    """
    spoken = language()
    table = Table(box=None, padding=(0, 2, 0, 0))
    for heading in ("layer", "", "drawn as", "visible", "fields"):
        table.add_column(heading)
    for layer in CATALOGUE.values():
        table.add_row(
            layer.name,
            layer.label.to(spoken),
            layer.geometry.value,
            layer.visibility.name.lower(),
            str(len(layer.all_fields)),
        )
    _output().print(table)


@app.command("explain")
@told
def explain(layer: LayerName) -> None:
    """Explain a layer: its fields, their codes, the column names that imports recognise.

    Example: ./netzkaart layers explain sewer_pipe
    """
    declared = CATALOGUE.get(layer)
    if declared is None:
        raise UnknownLayer(layer, ", ".join(CATALOGUE))
    spoken = language()
    out = _output()
    for line in layer_docs.summary(declared, spoken):
        out.print(escape(line))
    table = Table(box=None, padding=(0, 2, 0, 0))
    for heading in ("field", "", "values", "columns recognised"):
        table.add_column(heading, overflow="fold")
    for row in layer_docs.explain(declared, spoken):
        table.add_row(*map(escape, row))
    out.print(table)
    for codes in _lists(declared):
        listed = ", ".join(f"{code.value} ({code.label.to(spoken)})" for code in codes.codes)
        out.print(f"[bold]{codes.name}[/]: {escape(listed)}")


@app.command("docs")
@told
def docs(out: Out = PAGE) -> None:
    """Write the reference of all layers.

    Example: ./netzkaart layers docs
    """
    out.write_text(layer_docs.markdown(CATALOGUE), encoding="utf-8")
    console.print(f"[green]✓[/] {out}")


def _lists(layer: Layer) -> list[CodeList]:
    return list({f.codes.name: f.codes for f in layer.all_fields if f.codes}.values())


def _output() -> Console:
    """Return standard output; piped into a file or a pager, lines are not broken."""
    out = Console(highlight=False)
    return out if out.is_terminal else Console(highlight=False, width=240)
