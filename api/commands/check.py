"""``netzkaart check``: what the rules find in the communes."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import orjson
import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from sqlalchemy import Engine

from api.commands.base import console, language, owner_engine, shell_viewer, told
from gis import communes
from gis.errors import Severity
from gis.quality import checking, listing
from gis.quality.checking import Checked
from gis.quality.listing import Counted, Listed, Wanted, Which
from gis.session import open_session
from gis.settings import Settings
from gis.validation.engine import RULES
from layers.catalogue import CATALOGUE

_EXAMPLES = 3


@told
def check(
    commune: Annotated[
        str | None, typer.Option("--commune", "-c", help="Only this commune, not all.")
    ] = None,
    rule: Annotated[str | None, typer.Option(help="Tell of this rule only.")] = None,
    as_json: Annotated[
        str | None, typer.Option("--json", help="Write the result to this file, - for output.")
    ] = None,
    full: Annotated[bool, typer.Option("--full", help="Not only what was changed.")] = False,  # noqa: FBT002  a flag
) -> None:
    """Check the networks by all rules and keep what is found; exit 1 where errors are open.

    What was checked before is not checked again, unless it, its neighbours or the rules changed.

    Example: ./netzkaart check --commune heffingen
    """
    wanted = Wanted(rule=rule, which=Which.ALL)
    with owner_engine(Settings()) as engine:
        with engine.connect() as connection:
            names = [each.name for each in communes.every(connection)]
            if commune is not None:
                names = [communes.find(connection, commune).name]
        results = [_run(engine, name, wanted, full=full) for name in names]
    if as_json is not None:
        text = orjson.dumps([_to_json(*result) for result in results], option=orjson.OPT_INDENT_2)
        if as_json == "-":
            sys.stdout.write(text.decode() + "\n")
        else:
            Path(as_json).write_bytes(text + b"\n")
    else:
        for result in results:
            _print(*result)
    if any(
        each.open and each.rule.severity is Severity.ERROR
        for _, _, counts, _ in results
        for each in counts
    ):
        sys.exit(1)


_Result = tuple[str, Checked, list[Counted], dict[str, list[Listed]]]


def _run(engine: Engine, commune: str, wanted: Wanted, *, full: bool) -> _Result:
    now = datetime.now(UTC)
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with (
        Progress(*columns, console=console, transient=True) as bar,
        open_session(engine, CATALOGUE, commune, shell_viewer(), source="check") as session,
    ):
        task = bar.add_task(commune, total=None)
        done = checking.check(
            session,
            now,
            full=full,
            progress=lambda so_far, total: bar.update(task, completed=so_far, total=total),
        )
        counts = listing.counted(session, wanted, now)
        examples = {
            each.rule.code: listing.listed(
                session, Wanted(rule=each.rule.code), now, limit=_EXAMPLES
            )
            for each in counts
            if each.open
        }
    return commune, done, counts, examples


def _to_json(
    commune: str, done: Checked, counts: list[Counted], examples: dict[str, list[Listed]]
) -> dict[str, Any]:
    spoken = language()
    return {
        "commune": commune,
        "full": done.full,
        "revision": done.revision,
        "assets": done.assets,
        "opened": done.opened,
        "resolved": done.resolved,
        "not_checked": done.not_checked,
        "rules": [
            {
                "rule": each.rule.code,
                "severity": each.rule.severity.value,
                "layer": each.layer.name,
                "open": each.open,
                "waived": each.waived,
            }
            for each in counts
        ],
        "examples": {
            rule: [each.sentence.to(spoken) for each in listed] for rule, listed in examples.items()
        },
    }


def _print(
    commune: str, done: Checked, counts: list[Counted], examples: dict[str, list[Listed]]
) -> None:
    spoken = language()
    out = Console(highlight=False, soft_wrap=True)
    out.print(
        f"[bold]{commune}[/]  @{done.revision}  {done.assets} ✓  +{done.opened}  -{done.resolved}"
    )
    for rule, cell_m in done.not_checked.items():
        title = RULES[rule].title.to(spoken)
        out.print(f"  - {title}: {listing.why_not_checked(cell_m).to(spoken)}", markup=False)
    if not counts:
        return
    table = Table("rule", "", "layer", "open", "waived", box=None, pad_edge=False)
    for each in counts:
        table.add_row(
            each.rule.code,
            each.rule.severity.value,
            each.layer.name,
            str(each.open),
            str(each.waived),
        )
    out.print(table)
    for listed in examples.values():
        for example in listed:
            out.print(f"  • {example.sentence.to(spoken)}", markup=False)
