"""The command line: ``./netzkaart --help``."""

from __future__ import annotations

import signal
import sys
import warnings
from typing import Any

import typer

from api.commands import (
    accounts,
    check,
    data,
    databases,
    demo_data,
    dev,
    develop,
    export,
    gnss,
    history,
    import_,
    layers,
    map_file,
    serve,
    sigi_mirror,
    sync_file,
)

app = typer.Typer(
    name="netzkaart",
    help="Netzkaart: the infrastructure map of a commune.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_show_locals=False,
)
app.command()(serve.demo)
app.command()(serve.serve)
app.command("demo-data")(demo_data.demo_data)
app.command("import")(import_.import_)
app.command("import-gnss")(gnss.import_gnss)
app.command("map")(map_file.map_file)
app.add_typer(export.export_app, name="export")
app.command("sigi-mirror")(sigi_mirror.sigi_mirror)
app.add_typer(data.commune_app, name="commune")
app.add_typer(data.terrain_app, name="terrain")
app.add_typer(accounts.account_app, name="account")
app.add_typer(data.token_app, name="token")
app.add_typer(databases.person_app, name="person")
app.command()(databases.backup)
app.command()(databases.privacy)
app.command()(check.check)
app.command()(history.history)
app.command("sync-file")(sync_file.sync_file)
app.command()(history.undo)
app.add_typer(layers.app, name="layers")
app.command()(develop.test)
app.command()(dev.dev)
app.command()(develop.migrate)
app.command()(develop.migration)


def end_in_order() -> None:
    """Let what asks a command to end do so as ctrl-C does: what it made for a while is cleared."""

    def end(number: int, _: Any) -> None:
        sys.exit(128 + number)

    for each in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(each) is signal.SIG_DFL:  # nohup has it ignored
            signal.signal(each, end)


def quieten() -> None:
    """Keep what libraries mumble off the terminal; ``python -W default`` brings it back.

    For the whole process: `warnings.catch_warnings` of one thread undoes that of another.
    """
    if not sys.warnoptions:
        warnings.simplefilter("ignore")


def main() -> None:
    """Run the command line."""
    end_in_order()
    quieten()
    app()


if __name__ == "__main__":
    main()
