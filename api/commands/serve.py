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
from typing import Annotated

import typer
import uvicorn

from api import demo as demo_commune
from api.commands.base import APP, configure_logging, console, database, migrated, told
from api.commands.lan import served_on_lan
from api.commands.listening import listen
from api.context import Context
from api.main import create_app
from gis.database.engine import make_engine
from gis.settings import Settings
from layers.catalogue import CATALOGUE

Port = Annotated[int, typer.Option(help="Port on this machine.", min=0, max=65535)]
Host = Annotated[str, typer.Option(help="Address to listen on.")]
NoBrowser = Annotated[bool, typer.Option("--no-browser", help="Do not open a browser.")]


Lan = Annotated[
    bool, typer.Option("--lan", help="Serve tablets on the local network too, by HTTPS.")
]


@told
def demo(
    port: Port = 8000,
    host: Host = "127.0.0.1",
    no_browser: NoBrowser = False,  # noqa: FBT002
    lan: Lan = False,  # noqa: FBT002
) -> None:
    """Serve a first Heffingen, with roles to try on. Data stay in var/ between runs.

    Example: ./netzkaart demo --port 8080 --no-browser
    Example: ./netzkaart demo --lan
    """
    _serve(Settings(host=host, port=port, demo=True), browser=not no_browser, lan=lan)


@told
def serve(port: Port = 8000, host: Host = "127.0.0.1") -> None:
    """Serve the communes of this installation, without the demo's roles.

    Example: ./netzkaart serve --port 8080
    """
    _serve(Settings(host=host, port=port), browser=False)


def _serve(settings: Settings, *, browser: bool, lan: bool = False) -> None:
    configure_logging(settings.log_level)
    start = time.monotonic()
    # uvicorn raises the signal again once it has stopped: this ends the database in order too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with listen(settings.host, settings.port) as listening, database(settings) as dsn:
        _step("PostGIS", start)
        owner = migrated(dsn)
        if settings.demo:
            demo_commune.ensure(owner, CATALOGUE)
            _step("Heffingen", start)
        owner.dispose()
        engine = make_engine(
            dsn(APP),
            pool_size=settings.pool_size,
            statement_timeout_s=settings.statement_timeout_s,
        )
        app = create_app(Context(settings, engine, CATALOGUE))
        config = uvicorn.Config(
            app, log_level="warning", access_log=False, timeout_graceful_shutdown=5
        )
        address = f"http://{settings.host}:{listening.getsockname()[1]}/"
        threading.Thread(target=_announce, args=(address, browser, start), daemon=True).start()
        with served_on_lan(app, settings) if lan else nullcontext():
            uvicorn.Server(config).run(sockets=[listening])
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
