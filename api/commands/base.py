"""What every command needs: a database that runs, and errors told like a person would."""

from __future__ import annotations

import locale
import logging
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import wraps
from typing import ParamSpec, TypeVar

import structlog
from rich.console import Console
from sqlalchemy import Engine

from api import migrations
from gis.database import requirements
from gis.database.cluster import ClusterError, PrivateCluster
from gis.database.engine import make_engine
from gis.errors import Invalid, Issue, NetzkaartError, Unwritable
from gis.settings import Settings
from gis.viewer import Viewer, ViewerRole
from layers.spec import LANGUAGES

DATABASE = "netzkaart"
OWNER = "netzkaart_owner"
APP = "netzkaart_app"

console = Console(stderr=True, highlight=False)
"""Where progress and errors go; what a machine may read goes to standard output."""

P = ParamSpec("P")
R = TypeVar("R")
_SHOWN_ISSUES = 20


def language() -> str:
    """Return the language of the terminal, English where it is not one of ours."""
    spoken = os.environ.get("NETZKAART_LANGUAGE") or os.environ.get("LANG") or ""
    code = spoken[:2].lower() or (locale.getlocale()[0] or "")[:2].lower()
    return code if code in LANGUAGES else "en"


def shell_viewer() -> Viewer:
    """Return who works at the command line: whoever may open the database may do all."""
    return Viewer(f"shell-{os.getuid()}", ViewerRole.ADMIN)


def told(command: Callable[P, R]) -> Callable[P, R]:
    """Let a command end with a sentence and exit code 1 instead of a stack trace."""

    @wraps(command)
    def wrapper(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except NetzkaartError as error:
            tell(error)
        except OSError as error:
            if error.filename is None:
                raise
            tell(Unwritable(str(error.filename), error.strerror or type(error).__name__))
        except ClusterError as error:
            console.print(f"[bold red]✗[/] {error}", markup=True)
        except KeyboardInterrupt:
            console.print("\n…")
            sys.exit(130)
        sys.exit(1)

    return wrapper


def tell(error: NetzkaartError) -> None:
    """Print an error and all its issues in the terminal's language."""
    spoken = language()
    console.print("[bold red]✗[/] ", end="")
    console.print(error.sentence.to(spoken), markup=False)
    if isinstance(error, Invalid):
        tell_issues(error.issues)


def tell_issues(issues: Sequence[Issue]) -> None:
    """Print issues in the terminal's language, or the first of very many."""
    spoken = language()
    for issue in issues[:_SHOWN_ISSUES]:
        console.print(f"  • {issue.sentence.to(spoken)}", markup=False)
    if len(issues) > _SHOWN_ISSUES:
        console.print(f"  … +{len(issues) - _SHOWN_ISSUES}")


@contextmanager
def database(settings: Settings) -> Iterator[Callable[[str], str]]:
    """Start the private PostGIS, or use the one named; yield role -> libpq URL.

    Raises
    ------
    DatabaseUnreachable, DatabaseUnfit
        With the least rights that are missing.
    """
    if settings.database_url is not None:
        own = settings.database_url
        app = settings.app_database_url or own
        requirements.check(own, app)
        yield lambda role: app if role == APP else own
        return
    with PrivateCluster(settings.home) as cluster:
        cluster.ensure_database(DATABASE)
        yield lambda role: cluster.dsn(DATABASE, role)


def migrated(dsn: Callable[[str], str]) -> Engine:
    """Return an engine of the role that owns the schemas, after everything was migrated."""
    engine = make_engine(dsn(OWNER), statement_timeout_s=0)
    try:
        migrations.upgrade(engine, app=requirements.role_of(dsn(APP)))
    except BaseException:
        engine.dispose()
        raise
    return engine


@contextmanager
def owner_engine(settings: Settings) -> Iterator[Engine]:
    """Yield an engine of the role that owns the schemas, everything migrated."""
    with database(settings) as dsn:
        engine = migrated(dsn)
        try:
            yield engine
        finally:
            engine.dispose()


def configure_logging(level: str) -> None:
    """Write one line per event to standard error, JSON where no person is looking."""
    renderer: structlog.typing.Processor = (
        structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
        if sys.stderr.isatty()
        else structlog.processors.JSONRenderer()
    )
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(
            logging.getLevelNamesMapping().get(level.upper(), logging.INFO)
        ),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
