"""``netzkaart dev``: the demo, reloaded whenever its code changes."""

from __future__ import annotations

import os

import uvicorn
from fastapi import FastAPI

from api import demo as demo_commune
from api.commands.base import APP, configure_logging, console, database, migrated, told
from api.commands.develop import PACKAGES
from api.commands.serve import Port, settings_with
from api.context import Context
from api.main import create_app
from gis.database.engine import make_engine
from gis.settings import ROOT, Settings
from layers.catalogue import CATALOGUE

_DSN = "NETZKAART_DEV_DSN"


@told
def dev(port: Port = None) -> None:
    """Serve the demo and reload it when code, templates or styles change.

    The database goes on running meanwhile. A changed layer needs its migration first.

    Example: ./netzkaart dev --port 8001
    """
    settings = settings_with(port=port, demo=True)
    with database(settings) as dsn:
        owner = migrated(dsn)
        demo_commune.ensure(owner, CATALOGUE, settings.home)
        owner.dispose()
        os.environ[_DSN] = dsn(APP)
        console.print(f"[bold green]http://127.0.0.1:{settings.port}/[/]")
        uvicorn.run(
            "api.commands.dev:app",
            factory=True,
            reload=True,
            reload_dirs=[str(ROOT / name) for name in PACKAGES],
            reload_includes=["*.py", "*.sql", "*.html", "*.css", "*.js"],
            port=settings.port,
        )


def app() -> FastAPI:
    """Make the application in uvicorn's child process."""
    settings = Settings(demo=True)
    configure_logging("DEBUG")
    return create_app(Context(settings, make_engine(os.environ[_DSN]), CATALOGUE))
