"""``netzkaart demo`` and ``netzkaart serve``: everything in one process and its child."""

from __future__ import annotations

import signal
import sys
import threading
import time
import urllib.error
import urllib.request
import webbrowser
from contextlib import nullcontext
from typing import Annotated, Any

import typer
import uvicorn

from api import demo as demo_commune
from api.commands.base import (
    APP,
    configure_logging,
    console,
    database,
    migrated,
    tell_issues,
    told,
)
from api.commands.lan import served_on_lan
from api.commands.listening import listen
from api.context import Context
from api.main import create_app
from api.worker import Worker
from gis import communes
from gis.database.engine import make_serving_engine
from gis.settings import Settings
from layers.catalogue import CATALOGUE

# Without a default of their own, so that the environment's can be told from the option's.
Port = Annotated[
    int | None,
    typer.Option(help="Port on this machine: NETZKAART_PORT, or 8000.", min=0, max=65535),
]
Host = Annotated[
    str | None, typer.Option(help="Address to listen on: NETZKAART_HOST, or 127.0.0.1.")
]
NoBrowser = Annotated[bool, typer.Option("--no-browser", help="Do not open a browser.")]


Lan = Annotated[
    bool, typer.Option("--lan", help="Serve tablets on the local network too, by HTTPS.")
]


@told
def demo(
    port: Port = None,
    host: Host = None,
    no_browser: NoBrowser = False,  # noqa: FBT002
    lan: Lan = False,  # noqa: FBT002
) -> None:
    """Serve a first Heffingen, with roles to try on. Data stay in var/ between runs.

    Example: ./netzkaart demo --port 8080 --no-browser
    Example: ./netzkaart demo --lan
    """
    _serve(settings_with(host=host, port=port, demo=True), browser=not no_browser, lan=lan)


@told
def serve(port: Port = None, host: Host = None) -> None:
    """Serve the communes of this installation, without the demo's roles.

    Example: ./netzkaart serve --port 8080
    """
    _serve(settings_with(host=host, port=port), browser=False)


def settings_with(**options: str | int | None) -> Settings:
    """Return the settings; an option that was given goes before the environment's."""
    given: dict[str, Any] = {name: each for name, each in options.items() if each is not None}
    return Settings(**given)


def _serve(settings: Settings, *, browser: bool, lan: bool = False) -> None:
    configure_logging(settings.log_level)
    start = time.monotonic()
    # uvicorn raises the signal again once it has stopped: this ends the database in order too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with listen(settings.host, settings.port) as listening, database(settings) as dsn:
        _step("PostGIS", start)
        owner = migrated(dsn)
        if settings.demo:
            demo_commune.ensure(owner, CATALOGUE, settings.home)
            _step("Heffingen", start)
        with owner.connect() as connection:
            tell_issues(communes.gone(connection))
        owner.dispose()
        engine = make_serving_engine(
            dsn(APP),
            pool_size=settings.pool_size,
            statement_timeout_s=settings.statement_timeout_s,
        )
        context = Context(settings, engine, CATALOGUE)
        app = create_app(context)
        app.state.worker = worker = Worker(context, dsn(APP))
        worker.start()
        config = uvicorn.Config(
            app, log_level="warning", access_log=False, timeout_graceful_shutdown=5
        )
        address = f"http://{settings.host}:{listening.getsockname()[1]}/"
        threading.Thread(target=_announce, args=(address, browser, start), daemon=True).start()
        try:
            with served_on_lan(app, settings) if lan else nullcontext():
                uvicorn.Server(config).run(sockets=[listening])
        finally:
            # Before the database goes, which would be told as a fault.
            worker.stop()
            engine.dispose()


def _announce(address: str, browser: bool, start: float) -> None:  # noqa: FBT001
    """Say that it is ready only once it is."""
    while True:
        try:
            with urllib.request.urlopen(f"{address}readyz", timeout=2):  # noqa: S310  our own address
                break
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    _step(f"[bold green]{address}[/]", start)
    if browser:
        webbrowser.open(address)


def _step(what: str, start: float) -> None:
    console.print(f"  [green]✓[/] {what} [dim]{time.monotonic() - start:.1f} s[/]")
