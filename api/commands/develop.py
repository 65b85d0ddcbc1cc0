"""Commands for those who build Netzkaart: the checks, the next migration."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Annotated

import typer

from api import migrations
from api.commands.base import console, owner_engine, tell_issues, told
from api.migrations.generate import next_migration
from gis import communes
from gis.settings import ROOT, Settings
from layers.catalogue import CATALOGUE

PACKAGES = ("api", "field_capture", "gis", "layers")
_BIN = Path(sys.executable).parent

CHECKS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("format", ("ruff", "format", "--check", ".")),
    ("lint", ("ruff", "check", ".")),
    ("scripts", ("shellcheck", "netzkaart", ".ci/run", "scripts/bare-machine")),
    ("floors", ("lint-imports",)),
    ("types", ("mypy", *PACKAGES)),
    ("dependencies", ("deptry", ".")),
)


Quick = Annotated[
    bool, typer.Option("--quick", help="Within two minutes: without browser and faults.")
]
Rest = Annotated[list[str] | None, typer.Argument(help="Passed on to pytest, after --.")]


def test(quick: Quick = False, arguments: Rest = None) -> None:  # noqa: FBT002, PT028  a command
    """Run all checks: format, lint, floors, types, dependencies, tests.

    Example: ./netzkaart test --quick
    """
    failed = [name for name, command in CHECKS if not _run(name, command)]
    pytest = ["pytest", "-n", str(min(os.cpu_count() or 1, 4)), "--dist", "worksteal", "-q", "-rs"]
    if quick:
        pytest += ["-m", "not slow and not browser"]
    if not _run("tests", (*pytest, *(arguments or ()))):
        failed.append("tests")
    if failed:
        console.print(f"[bold red]✗ failed: {', '.join(failed)}[/]")
        sys.exit(1)
    console.print("[bold green]✓ all checks passed[/]")


def _run(name: str, command: tuple[str, ...]) -> bool:
    console.print(f"[bold]{name}[/] [dim]{' '.join(command)}[/]")
    start = time.monotonic()
    program = _BIN / command[0]
    argv = [str(program) if program.exists() else command[0], *command[1:]]
    done = subprocess.run(argv, cwd=ROOT, check=False)
    mark = "[green]✓[/]" if done.returncode == 0 else "[red]✗[/]"
    console.print(f"{mark} {name} [dim]{time.monotonic() - start:.1f} s[/]")
    return done.returncode == 0


@told
def migrate() -> None:
    """Bring every commune to the newest version.

    Example: ./netzkaart migrate
    """
    with owner_engine(Settings()) as engine, engine.connect() as connection:
        wanted: dict[int, dict[str, str]] = {}
        for commune in communes.every(connection):
            if commune.srid not in wanted:
                wanted[commune.srid] = migrations.wanted_objects(
                    connection, CATALOGUE, commune.srid
                )
            lines = migrations.drift(connection, CATALOGUE, commune, wanted[commune.srid])
            mark = "[green]✓[/]" if not lines else "[red]✗[/]"
            console.print(f"{mark} {commune.name}")
            for line in lines:
                console.print(f"    {line[:300]}", markup=False)
        tell_issues(communes.gone(connection))


@told
def migration(message: str) -> None:
    """Write the migration that takes the communes to the declarations in layers/.

    Example: ./netzkaart migration "Add hydrants"
    """
    with owner_engine(Settings()) as engine, engine.connect() as connection:
        path = next_migration(connection, CATALOGUE, message, migrations.HERE / "commune")
    if path is None:
        console.print("[green]✓[/] the migrations already say what the declarations want")
    else:
        console.print(f"[green]✓[/] {path.relative_to(ROOT)}: read it before you commit it")
