"""``netzkaart demo-data``: more communes like the demo's, for benchmarks."""

from __future__ import annotations

import time
from typing import Annotated

import typer

from api import demo
from api.commands.base import console, owner_engine, told
from api.demo.plan import plan
from gis import communes, crs
from gis.settings import Settings
from layers.catalogue import CATALOGUE

Communes = Annotated[int, typer.Option("--communes", help="How many communes.", min=1, max=1000)]
Scale = Annotated[
    float, typer.Option(help="Size of each: 1 is Heffingen, 0.1 a hamlet.", min=0.02, max=150)
]


@told
def demo_data(wanted: Communes = 1, scale: Scale = 1.0) -> None:
    """Create synthetic communes demo_001, demo_002 ... that are not there yet.

    Example: ./netzkaart demo-data --communes 100 --scale 1
    """
    start = time.monotonic()
    with owner_engine(Settings()) as engine:
        with engine.connect() as connection:
            there = {commune.name for commune in communes.every(connection)}
        names = [f"demo_{number:03d}" for number in range(1, wanted + 1)]
        drawn = plan(CATALOGUE, crs.operations(crs.LUREF)[0], scale=scale)
        for name in names:
            if name in there:
                continue
            demo.populate(engine, CATALOGUE, name, name.replace("_", " ").capitalize(), drawn)
            seconds = time.monotonic() - start
            console.print(f"  [green]✓[/] {name}: {len(drawn.drawing)} [dim]{seconds:.1f} s[/]")
