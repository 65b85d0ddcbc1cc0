"""The command line: ``./netzkaart --help``."""

from __future__ import annotations

import typer

from api.commands import (
    check,
    data,
    databases,
    demo_data,
    dev,
    develop,
    export,
    history,
    import_,
    layers,
    map_file,
    serve,
    sigi_mirror,
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
app.command("map")(map_file.map_file)
app.add_typer(export.export_app, name="export")
app.command("sigi-mirror")(sigi_mirror.sigi_mirror)
app.add_typer(data.commune_app, name="commune")
app.add_typer(data.terrain_app, name="terrain")
app.add_typer(data.token_app, name="token")
app.add_typer(databases.person_app, name="person")
app.command()(check.check)
app.command()(history.history)
app.command()(history.undo)
app.add_typer(layers.app, name="layers")
app.command()(develop.test)
app.command()(dev.dev)
app.command()(develop.migrate)
app.command()(develop.migration)


def main() -> None:
    """Run the command line."""
    app()


if __name__ == "__main__":
    main()
